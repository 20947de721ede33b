//! Whether the dates of a column have the day or the month first.

use std::collections::BTreeSet;
use std::ops::Range;

use super::facts::cell;
use crate::load::problem::excerpt;
use crate::load::reading::DateOrder;
use crate::load::sheet::Sheet;
use crate::load::threads;
use crate::load::value::date_numeric;
use crate::model::number::counted;

/// What the dates of a column say of their order.
#[derive(Default)]
struct Seen<'a> {
    /// Dates that can only have the day first, and the month first.
    told: [usize; 2],
    /// The signs between their numbers.
    told_signs: BTreeSet<char>,
    /// Dates that can have either, and the first such.
    open: usize,
    example: Option<&'a str>,
    /// Of those, the ones with a sign that no date that tells has.
    open_signs: BTreeSet<char>,
}

/// The order of day and month in a column, decided by its dates alone, and what is doubtful.
pub fn order(sheet: &Sheet, column: usize) -> (DateOrder, Vec<String>) {
    let seen = look(sheet, column);
    let [day_first, month_first] = seen.told;
    let order = match (day_first + month_first + seen.open, month_first > day_first) {
        (0, _) => DateOrder::YearMonthDay,
        (_, true) => DateOrder::MonthDayYear,
        (_, false) => DateOrder::DayMonthYear,
    };
    let first = if order == DateOrder::MonthDayYear { "month" } else { "day" };
    let like = seen.example.map(|text| format!(", such as {},", excerpt(text))).unwrap_or_default();
    let open = counted(seen.open, "date");
    let mut doubts = Vec::new();
    if day_first > 0 && month_first > 0 {
        let days = counted(day_first, "row");
        let months = counted(month_first, "row");
        let rest = match seen.open {
            0 => String::new(),
            _ => format!("; {open} that could be either are read with the {first} first"),
        };
        doubts.push(format!("mixed order: {days} day first, {months} month first{rest}"));
    } else if day_first + month_first == 0 && seen.open > 0 {
        doubts.push(format!(
            "{open}{like} could be day/month or month/day, and no other date tells; the day is \
             taken to come first"
        ));
    } else if seen.open > 0 && seen.open_signs.is_disjoint(&seen.told_signs) {
        doubts.push(format!(
            "{open}{like} could be day/month or month/day and look unlike those that tell; the \
             {first} is taken to come first"
        ));
    }
    (order, doubts)
}

/// How many dates of a column could have either.
pub fn open(sheet: &Sheet, column: usize) -> usize {
    look(sheet, column).open
}

fn look(sheet: &Sheet, column: usize) -> Seen<'_> {
    let seen = threads::looked_at(sheet.grid.rows(), |rows| look_at(sheet, column, rows));
    seen.into_iter().fold(Seen::default(), Seen::and)
}

fn look_at(sheet: &Sheet, column: usize, rows: Range<usize>) -> Seen<'_> {
    let mut seen = Seen::default();
    for row in rows {
        let text = cell(sheet, row, column);
        let Some((first, second)) = date_numeric::open_order(text) else { continue };
        let sign = date_numeric::sign_of(text).unwrap_or(' ');
        match (first > 12, second > 12) {
            (true, false) => seen.tell(0, sign),
            (false, true) => seen.tell(1, sign),
            (false, false) if first != second => {
                seen.open += 1;
                seen.example = seen.example.or(Some(text));
                seen.open_signs.insert(sign);
            }
            _ => {}
        }
    }
    seen
}

impl Seen<'_> {
    /// With those further down.
    fn and(mut self, more: Self) -> Self {
        let [day_first, month_first] = more.told;
        self.told = [self.told[0] + day_first, self.told[1] + month_first];
        self.open += more.open;
        self.example = self.example.or(more.example);
        self.told_signs.extend(more.told_signs);
        self.open_signs.extend(more.open_signs);
        self
    }

    fn tell(&mut self, which: usize, sign: char) {
        if let Some(count) = self.told.get_mut(which) {
            *count += 1;
        }
        self.told_signs.insert(sign);
    }
}
