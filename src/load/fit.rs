//! Whether the cells of a column are what a field holds.

use super::reading::{NumberFormat, ReadAs};
use super::sheet::Sheet;
use super::spec::{Column, Holds};
use super::value;
use crate::model::{DateRange, Known};

/// How many rows are looked at, spread over the sheet.
const SAMPLE: usize = 300;

/// How many cells of a sample hold anything, and how many of these can be read.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Fit {
    /// Cells looked at.
    pub rows: usize,
    /// Cells that hold something: neither blank nor a word for a missing value.
    pub filled: usize,
    /// Cells that can be read.
    pub readable: usize,
}

impl Fit {
    /// The share of the filled cells that can be read; 1 where there are no rows to judge by.
    pub fn share(self) -> f64 {
        match (self.rows, self.filled) {
            (0, _) => 1.0,
            (_, 0) => 0.0,
            (_, filled) => self.readable as f64 / filled as f64,
        }
    }
}

/// Looks at the cells of a column as a field and a way of reading take them.
pub fn fit(sheet: &Sheet, index: usize, field: &Column, read_as: &ReadAs) -> Fit {
    let mut fit = Fit::default();
    for text in sample(sheet, index) {
        fit.rows += 1;
        let Some(is_readable) = is_readable(text, field, read_as) else { continue };
        fit.filled += 1;
        fit.readable += usize::from(is_readable);
    }
    fit
}

/// Cells of a column, spread over the sheet.
pub fn sample(sheet: &Sheet, index: usize) -> impl Iterator<Item = &str> {
    let rows = sheet.grid.rows();
    (0..rows).step_by((rows / SAMPLE).max(1)).map(move |row| sheet.cell(row, index))
}

/// Whether the column holds numbers and little else.
pub fn is_numeric(sheet: &Sheet, index: usize) -> bool {
    let number = Column::optional("", "").holding(Holds::Number);
    let fit = fit(sheet, index, &number, &ReadAs::Number(NumberFormat::default()));
    fit.filled > 0 && fit.share() >= 0.9
}

/// Whether a cell can be read; `None` where it holds nothing.
fn is_readable(text: &str, field: &Column, read_as: &ReadAs) -> Option<bool> {
    if text.is_empty() {
        return None;
    }
    let known = |read: Result<bool, value::Refusal>| match read {
        Ok(true) => Some(true),
        Ok(false) => None,
        Err(_refusal) => Some(false),
    };
    match read_as {
        ReadAs::Number(format) => known(value::number(text, format).map(|known| is_value(&known))),
        ReadAs::Date(order) => known(value::date(text, *order).map(|known| is_value(&known))),
        ReadAs::Flag => known(value::flag(text).map(|known| is_value(&known))),
        ReadAs::Plain => Some(is_plain(text, field)),
        ReadAs::Text | ReadAs::Markup | ReadAs::List(_) => {
            Some(field.is_word.is_none_or(|is_word| is_word(text)))
        }
    }
}

fn is_value<T>(known: &Known<T>) -> bool {
    matches!(known, Known::Value(_))
}

/// Whether our own tables write it so.
fn is_plain(text: &str, field: &Column) -> bool {
    match field.holds {
        Holds::Number | Holds::Money => {
            text.eq_ignore_ascii_case("undisclosed")
                || text.bytes().all(|byte| b"0123456789+-.eE".contains(&byte))
                    && text.parse::<f64>().is_ok_and(f64::is_finite)
        }
        Holds::Date => DateRange::parse(text).is_some(),
        Holds::Flag => {
            ["true", "false", "yes", "no"].iter().any(|word| text.eq_ignore_ascii_case(word))
        }
        Holds::Choice => field.is_word.is_none_or(|is_word| is_word(text)),
        Holds::Text | Holds::Id | Holds::List => true,
    }
}
