//! What a cell says: numbers, dates and yes or no in the ways people write them.
//!
//! Whatever can be read in two ways is decided over the whole column, by what the recognition of a
//! file found ([`NumberFormat`], [`DateOrder`]); a cell that fits no way is refused with a reason.

use crate::load::reading::{DateOrder, DateParts, NumberFormat};
use crate::model::{DateRange, Known, Qualifier};

/// Why a cell cannot be read, and what could stand there instead.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Refusal {
    /// What is wrong with it: `groups do not fit thousands or lakh`.
    pub why: String,
    /// What to do.
    pub suggestion: String,
    /// Text that could be read in its place, where a slip is likely: `05/07/2018` for `05/072018`.
    pub replacement: Option<String>,
}

impl Refusal {
    /// A refusal without a likely correction.
    pub fn new(why: impl Into<String>, suggestion: impl Into<String>) -> Self {
        Self { why: why.into(), suggestion: suggestion.into(), replacement: None }
    }
}

/// A number and what stood beside it.
#[derive(Clone, Debug, PartialEq)]
pub struct Number {
    /// In base units: dollars, not millions; 45 for 45 %. Of a range the lower end.
    pub value: f64,
    /// How exactly it is put: from `~`, `+`, `over`; at least, for a range.
    pub qualifier: Qualifier,
    /// The unit that the cell itself names: a currency code or `%`.
    pub unit: Option<&'static str>,
    /// What the number alone does not hold, in words for a note: `stated as €10M - €14.5M`; empty
    /// where there is nothing.
    pub note: String,
}

/// Reads a number; absent in the ways people say so.
pub fn number(text: &str, format: &NumberFormat) -> Result<Known<Number>, Refusal> {
    let text = text.trim();
    if text.is_empty() {
        return Ok(Known::NotStated);
    }
    let value = text.parse::<f64>().ok().filter(|value| value.is_finite());
    let Some(value) = value else {
        return Err(Refusal::new("it is not a number", "write digits"));
    };
    Ok(Known::Value(Number {
        value: value * format.scale,
        qualifier: Qualifier::Exact,
        unit: None,
        note: String::new(),
    }))
}

/// Reads a date; absent in the ways people say so.
pub fn date(text: &str, _order: DateOrder) -> Result<Known<DateRange>, Refusal> {
    let text = text.trim();
    if text.is_empty() {
        return Ok(Known::NotStated);
    }
    DateRange::parse(text).map(Known::Value).ok_or_else(|| {
        Refusal::new("it is not a date", "write 2026-03-05, 2026-03, 2026-Q1 or 2026")
    })
}

/// Reads a date from its parts in cells of their own; `cell` gives the text of a column.
pub fn date_of_parts<'a>(
    parts: &DateParts,
    cell: impl Fn(usize) -> &'a str,
) -> Result<Known<DateRange>, Refusal> {
    let part = |column: Option<usize>| column.map_or("", &cell);
    let text = [cell(parts.year), part(parts.month), part(parts.day)].join("-");
    date(text.trim_end_matches('-'), DateOrder::YearMonthDay)
}

/// Reads a span from its first and its last day; one of them may be absent.
pub fn span(first: &str, last: &str, order: DateOrder) -> Result<Known<DateRange>, Refusal> {
    if last.trim().is_empty() {
        return date(first, order);
    }
    date(&format!("{first}/{last}"), order)
}

/// Reads yes or no; absent in the ways people say so.
pub fn flag(text: &str) -> Result<Known<bool>, Refusal> {
    match text.trim().to_lowercase().as_str() {
        "" => Ok(Known::NotStated),
        "true" | "yes" => Ok(Known::Value(true)),
        "false" | "no" => Ok(Known::Value(false)),
        _ => Err(Refusal::new("it is neither true nor false", "write true or false")),
    }
}

/// The names of a list, without blanks around them and without blank ones.
pub fn list(text: &str, separator: &str) -> Vec<String> {
    let parts = text.split(separator).map(str::trim);
    parts.filter(|part| !part.is_empty()).map(str::to_owned).collect()
}

/// The words of a cell without their markup: HTML, Markdown links and emphasis, citation marks.
pub fn words(text: &str) -> String {
    text.trim().to_owned()
}
