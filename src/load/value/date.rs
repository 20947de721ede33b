//! Dates in the ways people write them, with the days that the wording allows.

use super::{Refusal, date_numeric, date_words, missing, trimmed};
use crate::load::reading::DateOrder;
use crate::model::date::Precision;
use crate::model::{DateRange, Day, Known};

/// What to write where a text is no date.
const WRITE: &str = "write 2026-03-05, 2026-03, 2026-Q1 or 2026, or clear the cell";

/// The days that a wording allows.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Days {
    /// The first of them.
    pub first: Day,
    /// The last of them.
    pub last: Day,
    /// How finely they are known.
    pub precision: Precision,
    /// Whether the source says about.
    pub is_approximate: bool,
}

/// What a way of writing dates makes of a text: `None` where the text is not written in that way.
pub type Attempt = Option<Result<Days, Refusal>>;

impl Days {
    /// From one day to another; `None` where they are the wrong way round.
    pub fn between(first: Day, last: Day, precision: Precision) -> Option<Self> {
        (first <= last).then_some(Self { first, last, precision, is_approximate: false })
    }

    /// One day; `None` where the calendar has none such.
    pub fn day(year: i64, month: i8, day: i8) -> Option<Self> {
        let day = Day::new(year, month, day)?;
        Self::between(day, day, Precision::Day)
    }

    /// A month.
    pub fn month(year: i64, month: i8) -> Option<Self> {
        let first = Day::new(year, month, 1)?;
        Self::between(first, first.last_of_month(), Precision::Month)
    }

    /// A year.
    pub fn year(year: i64) -> Option<Self> {
        Self::months(year, (1, 12), Precision::Year)
    }

    /// From the first day of a month to the last of another.
    pub fn months(year: i64, (first, last): (i8, i8), precision: Precision) -> Option<Self> {
        let first = Day::new(year, first, 1)?;
        let last = Day::new(year, last, 1)?.last_of_month();
        Self::between(first, last, precision)
    }

    /// From the beginning of these to the end of others.
    pub fn to(self, end: Self) -> Option<Self> {
        let span = Self::between(self.first, end.last, Precision::Range)?;
        let is_approximate = self.is_approximate || end.is_approximate;
        Some(Self { is_approximate, ..span })
    }

    /// As the records have it, under the words of the source.
    pub fn labelled(self, label: impl Into<String>) -> DateRange {
        let Self { first, last, precision, is_approximate } = self;
        DateRange { label: label.into(), first, last, precision, is_approximate }
    }
}

/// Reads a date; absent in the ways people say so.
pub fn date(text: &str, order: DateOrder) -> Result<Known<DateRange>, Refusal> {
    let text = trimmed(text);
    if let Some(absent) = missing::absence(text) {
        return Ok(absent);
    }
    match days(text, order) {
        Ok(days) => Ok(Known::Value(days.labelled(text))),
        Err(refusal) => Err(readable(refusal, order)),
    }
}

/// A replacement is offered only where it can be read.
fn readable(mut refusal: Refusal, order: DateOrder) -> Refusal {
    refusal.replacement = refusal.replacement.filter(|text| days(text, order).is_ok());
    refusal
}

/// The days that a text names.
pub fn days(text: &str, order: DateOrder) -> Result<Days, Refusal> {
    if let Some(days) = iso_day(text) {
        return Ok(days);
    }
    let (dated, is_approximate) = without_about(without_time(text));
    let days = match one(dated, order) {
        Some(read) => read?,
        None => match span(dated, order) {
            Some(read) => read?,
            None => return Err(no_date(text)),
        },
    };
    Ok(Days { is_approximate: days.is_approximate || is_approximate, ..days })
}

/// One date, in digits or in words.
fn one(text: &str, order: DateOrder) -> Attempt {
    if let Some(read) = date_numeric::read(text, order).or_else(|| date_words::read(text)) {
        return Some(read);
    }
    // Years with an era, and those below zero as ISO 8601 has them: nothing else is left.
    let DateRange { first, last, precision, is_approximate, .. } = DateRange::parse(text)?;
    Some(Ok(Days { first, last, precision, is_approximate }))
}

/// `2026-03-05`, what most cells hold.
fn iso_day(text: &str) -> Option<Days> {
    let [y1, y2, y3, y4, b'-', m1, m2, b'-', d1, d2] = text.as_bytes() else { return None };
    let two = |tens: &u8, ones: &u8| {
        let is_number = tens.is_ascii_digit() && ones.is_ascii_digit();
        is_number.then(|| i64::from(tens - b'0') * 10 + i64::from(ones - b'0'))
    };
    let year = two(y1, y2)? * 100 + two(y3, y4)?;
    // Earlier years are more often slips: see the readers that follow.
    if year < 1000 {
        return None;
    }
    let (month, day) = (two(m1, m2)?, two(d1, d2)?);
    Days::day(year, i8::try_from(month).ok()?, i8::try_from(day).ok()?)
}

/// The text without a time of day behind the date: `2026-03-05T10:20Z`, `5/7/2025 10:20am`.
fn without_time(text: &str) -> &str {
    let Some(colon) = text.find(':') else { return text };
    let before = text.get(..colon).unwrap_or_default();
    let hour = before.trim_end_matches(|sign: char| sign.is_ascii_digit());
    let digits = before.len() - hour.len();
    let is_marked = hour.ends_with(['T', 't', ' ', ',', '\u{a0}', '\u{202f}']);
    let is_time =
        |sign: char| sign.is_ascii_alphanumeric() || ":.+-− \u{202f}()[]/_".contains(sign);
    let after = text.get(colon..).unwrap_or_default();
    // A year behind the time is part of the date: `Mon Jan 2 15:04:05 2006`.
    let has_year = after.split([' ', '\u{202f}']).skip(1).any(is_four_digits);
    if !(1..=2).contains(&digits) || !is_marked || !after.chars().all(is_time) || has_year {
        return text;
    }
    let date = hour.trim_end_matches([' ', ',', '\u{a0}', '\u{202f}']);
    let ends_with_day = |text: &str| text.ends_with(|sign: char| sign.is_ascii_digit());
    let marked = date.strip_suffix(['T', 't']).filter(|date| ends_with_day(date));
    marked.unwrap_or(date)
}

fn is_four_digits(text: &str) -> bool {
    text.len() == 4 && text.bytes().all(|byte| byte.is_ascii_digit())
}

/// The text without the words for about, and whether there were any.
fn without_about(text: &str) -> (&str, bool) {
    const ABOUT: &[&str] = &["~", "≈", "about ", "around ", "circa ", "ca. ", "ca.", "c. ", "c."];
    let before = ABOUT.iter().find_map(|word| {
        let (start, rest) = text.split_at_checked(word.len())?;
        start.eq_ignore_ascii_case(word).then_some(rest)
    });
    match before.or_else(|| text.strip_suffix('~')).or_else(|| text.strip_suffix(" (approx.)")) {
        Some(rest) => (rest.trim(), true),
        None => (text, false),
    }
}

/// Two dates with a dash, a slash or a word between them.
fn span(text: &str, order: DateOrder) -> Attempt {
    const BETWEEN: &[&str] =
        &[" to ", " - ", " – ", " — ", " / ", "–", "—", "/", " until ", "~", "至"];
    let text = text.strip_prefix("from ").unwrap_or(text);
    let ends = BETWEEN.iter().find_map(|sign| {
        let (first, last) = text.split_once(sign)?;
        let first = one(first.trim(), order)?;
        Some((first, one(last.trim(), order)?))
    });
    let (first, last) = ends?;
    Some(first.and_then(|first| {
        let span = first.to(last?);
        span.ok_or_else(|| Refusal::new("it ends before it begins", "swap its two dates"))
    }))
}

fn no_date(text: &str) -> Refusal {
    if missing::is_spreadsheet_error(text) {
        let why = "it is an error that a spreadsheet shows in the place of a date";
        return Refusal::new(why, "mend the formula, or clear the cell");
    }
    Refusal::new("it is not a date", WRITE)
}
