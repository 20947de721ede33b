//! What the cells of a column look like, over a sample of them.

use std::collections::BTreeSet;

use super::decimal_sign::decimal_sign;
use crate::load::problem::excerpt;
use crate::load::reading::{DateOrder, NumberFormat};
use crate::load::sheet::Sheet;
use crate::load::table::LONGEST_CELL;
use crate::load::value::{self, missing};
use crate::model::Known;

/// How many rows of a column are looked at.
const SAMPLE: usize = 2_000;
/// How many cells of a sheet are looked at in all, so that wide sheets take no longer.
const MOST_CELLS: usize = 400_000;
/// How many rows are looked at even of the widest sheets.
const LEAST: usize = 50;

/// What the cells of a column look like. Counts are of the rows looked at: every row of most files,
/// rows at even distances of large ones.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct ColumnFacts {
    /// Rows looked at.
    pub rows: usize,
    /// Cells that hold a value.
    pub filled: usize,
    /// Cells that are blank, say that there is no value, or are too long to be one.
    pub missing: usize,
    /// Cells that say that the value is withheld.
    pub undisclosed: usize,
    /// Different texts among those that hold a value.
    pub distinct: usize,
    /// The first three values, cut where they are long.
    pub first: Vec<String>,
    /// Cells that can be read as a number.
    pub numbers: usize,
    /// Of those, the ones that name a currency.
    pub money: usize,
    /// Of those, the ones with a percent sign.
    pub percents: usize,
    /// Cells that can be read as a date, years among them.
    pub dates: usize,
    /// Of those, the ones that are a bare number and so may be something else.
    pub bare_years: usize,
    /// Cells that say yes or no, `1` and `0` among them.
    pub flags: usize,
    /// Cells that look like an address on the Web.
    pub links: usize,
    /// Characters of the longest cell.
    pub longest: usize,
}

/// Looks at a column.
pub fn facts(sheet: &Sheet, column: usize) -> ColumnFacts {
    let mut facts = ColumnFacts::default();
    let mut different = BTreeSet::new();
    let format = NumberFormat {
        has_decimal_comma: decimal_sign(sheet, column, sampled(sheet)).is_comma(),
        ..NumberFormat::default()
    };
    for row in sampled(sheet) {
        let text = cell(sheet, row, column);
        facts.rows += 1;
        match missing::absence::<()>(text) {
            Some(Known::Undisclosed) => facts.undisclosed += 1,
            Some(_) => facts.missing += 1,
            None => {
                facts.look_at(text, &format);
                different.insert(text);
            }
        }
    }
    facts.distinct = different.len();
    facts
}

/// The rows that stand for all: at even distances, the first among them.
pub fn sampled(sheet: &Sheet) -> impl Iterator<Item = usize> + use<> {
    let rows = sheet.grid.rows();
    let most = (MOST_CELLS / sheet.headings.len().max(1)).clamp(LEAST, SAMPLE);
    (0..rows).step_by(rows.div_ceil(most).max(1))
}

/// The text of a cell; empty where it is so long that no row with it is read.
pub fn cell(sheet: &Sheet, row: usize, column: usize) -> &str {
    let text = value::trimmed(sheet.cell(row, column));
    if text.len() > LONGEST_CELL { "" } else { text }
}

impl ColumnFacts {
    fn look_at(&mut self, text: &str, format: &NumberFormat) {
        self.filled += 1;
        if self.first.len() < 3 {
            self.first.push(excerpt(text));
        }
        self.longest = self.longest.max(text.chars().count());
        let is_link = text.starts_with("http://") || text.starts_with("https://");
        self.links += usize::from(is_link);
        let is_known = |flag: Result<Known<bool>, _>| matches!(flag, Ok(Known::Value(_)));
        self.flags += usize::from(is_known(value::flag(text)));
        // Neither a number nor a date is longer, nor without a digit.
        if text.len() > 80 || !text.bytes().any(|byte| byte.is_ascii_digit()) {
            return;
        }
        if let Ok(Known::Value(number)) = value::number(text, format) {
            self.numbers += 1;
            self.percents += usize::from(number.unit == Some("%"));
            self.money += usize::from(number.unit.is_some_and(|unit| unit != "%"));
        }
        if let Ok(Known::Value(_)) = value::date(text, DateOrder::DayMonthYear) {
            self.dates += 1;
            let is_bare = text.bytes().all(|byte| byte.is_ascii_digit());
            self.bare_years += usize::from(is_bare);
        }
    }
}
