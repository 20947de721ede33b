//! Dates from cells of their own for year, month and day, and spans from two cells.

use super::date::{self, Days};
use super::{Refusal, date_numeric, missing, trimmed};
use crate::load::reading::{DateOrder, DateParts};
use crate::model::date::month_number;
use crate::model::{DateRange, Known};

/// Words in the place of an end that has not come.
const NOT_ENDED: &[&str] = &["present", "ongoing", "now", "today", "current", "to date", ".."];

/// Year, month and day as their cells have them.
type Cells<'a> = [&'a str; 3];

/// Reads a date from its parts in cells of their own; `cell` gives the text of a column. A year may
/// be below 1000 or below zero here, where nothing else can be meant.
pub fn date_of_parts<'a>(
    parts: &DateParts,
    cell: impl Fn(usize) -> &'a str,
) -> Result<Known<DateRange>, Refusal> {
    let text = |column: Option<usize>| {
        let text = trimmed(column.map_or("", &cell));
        if missing::absence::<()>(text).is_some() { "" } else { text }
    };
    let first = [text(Some(parts.year)), text(parts.month), text(parts.day)];
    let last = [text(parts.end_year), text(parts.end_month), text(parts.end_day)];
    let is_blank = |cells: &Cells<'_>| cells.iter().all(|cell| cell.is_empty());
    if is_blank(&first) {
        if !is_blank(&last) {
            return Err(no_beginning());
        }
        // Why there is no year is told in its cell.
        return Ok(missing::absence(trimmed(cell(parts.year))).unwrap_or(Known::NotStated));
    }
    let days = of_cells(&first)?;
    if is_blank(&last) {
        return Ok(Known::Value(days.labelled(label(&first))));
    }
    let span = days.to(of_cells(&last)?).ok_or_else(wrong_way_round)?;
    Ok(Known::Value(span.labelled(format!("{}/{}", label(&first), label(&last)))))
}

fn of_cells(cells: &Cells<'_>) -> Result<Days, Refusal> {
    let [year, month, day] = *cells;
    if year.is_empty() {
        return Err(Refusal::new("its year is blank", "fill in the year, or clear month and day"));
    }
    if month.is_empty() && !day.is_empty() {
        return Err(Refusal::new("its month is blank", "fill in the month, or clear the day"));
    }
    let digits = year.strip_prefix(['-', '−']).unwrap_or(year);
    let is_number = digits.bytes().all(|byte| byte.is_ascii_digit() || byte == b',');
    if month.is_empty() && (!is_number || digits.len() == 8) {
        return date::days(year, DateOrder::YearMonthDay);
    }
    // It may be of this century as well as of the first; `0024` is of the first.
    if year.len() == 2 && is_number {
        return Err(date_numeric::slip("its year has two digits", date_numeric::whole_year(year)));
    }
    let whole = date_numeric::far_year(year)?;
    if month.is_empty() {
        return Ok(whole);
    }
    let year = whole.first.year();
    let number = month.parse().ok().or_else(|| month_number(month));
    let no_month = || Refusal::new(format!("“{month}” is not a month"), "write 1 to 12");
    let number = number.filter(|number| (1..=12).contains(number)).ok_or_else(no_month)?;
    let no_day = || Refusal::new(format!("“{day}” is not a day of that month"), "write 1 to 31");
    let found = match day {
        "" => Days::month(year, number),
        day => day
            .trim_end_matches(char::is_alphabetic)
            .parse()
            .ok()
            .and_then(|day| Days::day(year, number, day)),
    };
    found.ok_or_else(no_day)
}

/// The cells that say something, as one text.
fn label(cells: &Cells<'_>) -> String {
    cells.iter().copied().filter(|cell| !cell.is_empty()).collect::<Vec<_>>().join("-")
}

/// Reads a span from its first and its last day. Where the last is absent, or still to come, the
/// first is the date.
pub fn span(first: &str, last: &str, order: DateOrder) -> Result<Known<DateRange>, Refusal> {
    let (first, last) = (trimmed(first), trimmed(last));
    let has_ended = !NOT_ENDED.iter().any(|word| word.eq_ignore_ascii_case(last));
    let end = if has_ended { date::date(last, order)? } else { Known::NotStated };
    let start = date::date(first, order)?;
    match (start, end) {
        (Known::Value(start), Known::Value(end)) => {
            let label = if first == last { first.to_owned() } else { format!("{first}/{last}") };
            if start.first == end.first && start.last == end.last {
                return Ok(Known::Value(DateRange { label, ..start }));
            }
            let days = |range: &DateRange| Days {
                first: range.first,
                last: range.last,
                precision: range.precision,
                is_approximate: range.is_approximate,
            };
            let span = days(&start).to(days(&end)).ok_or_else(wrong_way_round)?;
            Ok(Known::Value(span.labelled(label)))
        }
        (_, Known::Value(_)) => Err(no_beginning()),
        (start, _) => Ok(start),
    }
}

fn no_beginning() -> Refusal {
    Refusal::new("it has an end and no beginning", "fill in its first day, or clear its last")
}

fn wrong_way_round() -> Refusal {
    Refusal::new("it ends before it begins", "swap its two dates")
}
