//! What the columns of a file hold and how that is written, decided over all their cells.
//!
//! A cell may be read in two ways where its column may not: `05/02/2026` is decided by a 13 in
//! another row, `1.234` by a `1,7`. Nothing else decides, least of all the machine's language; what
//! stays open is counted and told.

mod dates;
mod decimal_sign;
mod facts;
mod heading;
mod lists;
mod numbers;

pub use facts::{ColumnFacts, facts};

use super::reading::{DateOrder, NumberFormat, ReadAs};
use super::sheet::Sheet;
use super::spec::Holds;
use super::value::{self, money, scale_words};

/// How the cells of a column (from 0) are read for a field that holds this, and what was decided
/// without being certain, in words for the user.
pub fn read_as(holds: Holds, sheet: &Sheet, column: usize) -> (ReadAs, Vec<String>) {
    match holds {
        Holds::Text => (text(sheet, column), Vec::new()),
        Holds::Id | Holds::Choice => (ReadAs::Text, Vec::new()),
        Holds::Number | Holds::Money => {
            let (format, doubts) = numbers::format(holds, sheet, column);
            (ReadAs::Number(format), doubts)
        }
        Holds::Date => {
            let (order, doubts) = dates::order(sheet, column);
            (ReadAs::Date(order), under(sheet, column, doubts))
        }
        Holds::List => {
            let (separator, doubts) = lists::separator(sheet, column);
            (ReadAs::List(separator), under(sheet, column, doubts))
        }
        Holds::Flag => (ReadAs::Flag, Vec::new()),
    }
}

/// How many dates of the column could have the day or the month first.
pub fn ambiguous_dates(sheet: &Sheet, column: usize) -> usize {
    dates::open(sheet, column)
}

/// Text, with markup where any cell has some.
fn text(sheet: &Sheet, column: usize) -> ReadAs {
    let has_markup =
        facts::sampled(sheet).any(|row| value::has_markup(facts::cell(sheet, row, column)));
    if has_markup { ReadAs::Markup } else { ReadAs::Text }
}

/// Doubts with the heading they belong to.
fn under(sheet: &Sheet, column: usize, doubts: Vec<String>) -> Vec<String> {
    let name = sheet.headings.get(column).map_or("", String::as_str);
    let named = |doubt| if name.is_empty() { doubt } else { format!("“{name}”: {doubt}") };
    doubts.into_iter().map(named).collect()
}

/// What the cells of a column are taken for, in a few words for the user: `money, USD, millions`.
pub fn describe(read_as: &ReadAs) -> String {
    match read_as {
        ReadAs::Plain => "as it is written".to_owned(),
        ReadAs::Text => "text".to_owned(),
        ReadAs::Markup => "text without its markup".to_owned(),
        ReadAs::Number(format) => number(format),
        ReadAs::Date(DateOrder::DayMonthYear) => "date, day/month/year".to_owned(),
        ReadAs::Date(DateOrder::MonthDayYear) => "date, month/day/year".to_owned(),
        ReadAs::Date(DateOrder::YearMonthDay) => "date, year-month-day".to_owned(),
        ReadAs::List(separator) if separator == "\n" => "list, split at line breaks".to_owned(),
        ReadAs::List(separator) => format!("list, split at “{separator}”"),
        ReadAs::Flag => "yes or no".to_owned(),
    }
}

fn number(format: &NumberFormat) -> String {
    let mut words = match format.unit.as_str() {
        "" => "number".to_owned(),
        "%" => "percent".to_owned(),
        unit if money::code(unit) == Some(unit) => format!("money, {unit}"),
        unit => format!("number of {unit}"),
    };
    let power = value::power_of_ten(format.scale);
    match power {
        Some(0) => {}
        Some(2) if format.unit == "%" => words.push_str(", from fractions"),
        Some(power) => match scale_words::name(power) {
            Some(name) => words = format!("{words}, {name}"),
            None => words = format!("{words}, times {}", format.scale),
        },
        None => words = format!("{words}, times {}", format.scale),
    }
    if format.has_decimal_comma {
        words.push_str(", decimal comma");
    }
    words
}

#[cfg(test)]
mod tests;
