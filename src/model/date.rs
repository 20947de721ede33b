//! A date as the source words it, and the days that the wording allows.
//!
//! Files write dates in EDTF (ISO 8601-2) where that can say it, and in the source's wording where
//! it cannot: `early Feb 2026`. Early, mid and late mean days 1–10, 11–20 and 21 to the end.

use std::fmt;

use super::day::Day;
use super::era::{self, is_far, year_text};

/// How finely a date is known.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Precision {
    /// One day.
    Day,
    /// Early, mid or late in a month.
    ThirdOfMonth,
    /// A month.
    Month,
    /// A calendar quarter.
    Quarter,
    /// Spring, summer or autumn, as the north of the world has them: from March, June, September.
    Season,
    /// Early, mid or late in a year: four months each.
    ThirdOfYear,
    /// A year.
    Year,
    /// From one day to another.
    Range,
}

impl fmt::Display for Precision {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::Day => "a day",
            Self::ThirdOfMonth => "third of a month",
            Self::Month => "a month",
            Self::Quarter => "a quarter",
            Self::Season => "a season",
            Self::ThirdOfYear => "third of a year",
            Self::Year => "a year",
            Self::Range => "a range of days",
        })
    }
}

/// The days within which something happened.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct DateRange {
    /// As the file writes it.
    pub label: String,
    /// First day that the wording allows.
    pub first: Day,
    /// Last day that the wording allows.
    pub last: Day,
    /// How finely it is known.
    pub precision: Precision,
    /// The source says about (`~` in EDTF).
    pub is_approximate: bool,
}

impl DateRange {
    /// Reads EDTF or a known wording; `None` where the text names no date.
    pub fn parse(text: &str) -> Option<Self> {
        let label = text.trim();
        let (body, is_approximate) =
            label.strip_suffix('~').map_or((label, false), |body| (body, true));
        let (first, last, precision) = match body.split_once('/') {
            Some((from, to)) => {
                let (from, to) = (interval(from)?, interval(to)?);
                (from.0, to.1, Precision::Range)
            }
            None => interval(body)?,
        };
        (first <= last).then(|| Self {
            label: label.to_owned(),
            first,
            last,
            precision,
            is_approximate,
        })
    }

    /// As a sentence has it: `5 Mar 2026`, `early Feb 2026`, `Q1 2026`.
    pub fn text(&self) -> String {
        let about = if self.is_approximate { "about " } else { "" };
        let (month, year) = (month_name(self.first.month()), year_text(self.first.year()));
        let text = match self.precision {
            Precision::Day => format!("{} {month} {year}", self.first.day()),
            Precision::ThirdOfMonth => format!("{} {month} {year}", self.third()),
            Precision::Month => format!("{month} {year}"),
            Precision::Quarter => format!("Q{} {year}", (self.first.month() + 2) / 3),
            Precision::Season => format!("{} {year}", season_name(self.first.month())),
            Precision::ThirdOfYear => format!("{} {year}", self.third()),
            Precision::Year => year,
            Precision::Range => self.days(),
        };
        format!("{about}{text}")
    }

    /// As a sentence has it, and how finely it is known: `5 Mar 2026, to the day`, `early Feb 2026:
    /// 1 to 10 Feb`.
    pub fn in_full(&self) -> String {
        let text = self.text();
        let unit = match self.precision {
            _ if self.is_approximate => return format!("{text}, approximate"),
            // Nobody knows such a year to the year.
            Precision::Year if is_far(self.first.year()) => {
                return era::year_in_full(self.first.year());
            }
            Precision::Season => {
                let (from, to) = (month_name(self.first.month()), month_name(self.last.month()));
                return format!("{text}: {from} to {to}, as north of the equator");
            }
            Precision::ThirdOfMonth | Precision::ThirdOfYear => {
                let (a, b) = (self.first, self.last);
                let (from, to) = (month_name(a.month()), month_name(b.month()));
                let from = if from == to { String::new() } else { format!(" {from}") };
                return format!("{text}: {}{from} to {} {to}", a.day(), b.day());
            }
            Precision::Range => return format!("{text}, a range of days"),
            Precision::Day => "day",
            Precision::Month => "month",
            Precision::Quarter => "quarter",
            Precision::Year => "year",
        };
        format!("{text}, to the {unit}")
    }

    /// The first and last day written out: `1–10 Feb 2026`, or the one day.
    pub fn days(&self) -> String {
        let (a, b) = (self.first, self.last);
        let (from, to) = (month_name(a.month()), month_name(b.month()));
        let years = (year_text(a.year()), year_text(b.year()));
        if is_far(a.year()) || is_far(b.year()) {
            if years.0 == years.1 { years.0 } else { format!("{} – {}", years.0, years.1) }
        } else if a == b {
            format!("{} {from} {}", a.day(), years.0)
        } else if (a.year(), a.month()) == (b.year(), b.month()) {
            format!("{}–{} {from} {}", a.day(), b.day(), years.0)
        } else if a.year() == b.year() {
            format!("{} {from} – {} {to} {}", a.day(), b.day(), years.0)
        } else {
            format!("{} {from} {} – {} {to} {}", a.day(), years.0, b.day(), years.1)
        }
    }

    /// The smallest range that holds all of these; `None` for none.
    pub fn span<'a>(ranges: impl IntoIterator<Item = &'a Self>) -> Option<(Day, Day)> {
        ranges.into_iter().fold(None, |span, range| {
            Some(span.map_or((range.first, range.last), |(first, last): (Day, Day)| {
                (first.min(range.first), last.max(range.last))
            }))
        })
    }

    fn third(&self) -> &'static str {
        let start = match self.precision {
            Precision::ThirdOfYear => (self.first.month() - 1) / 4,
            _ => (self.first.day() - 1) / 10,
        };
        match start {
            0 => "early",
            1 => "mid",
            _ => "late",
        }
    }
}

/// The three-letter English name of a month from 1 to 12.
pub fn month_name(month: i8) -> &'static str {
    usize::try_from(month - 1).ok().and_then(|index| MONTHS.get(index)).map_or("?", |m| &m[..3])
}

/// The season that begins in a month.
fn season_name(month: i8) -> &'static str {
    match month {
        ..=5 => "spring",
        6..=8 => "summer",
        _ => "autumn",
    }
}

/// Which season a word names, from 1 for spring: winter is none, for it lies in two years.
pub fn season(word: &str) -> Option<i8> {
    let words = [("spring", 1), ("summer", 2), ("autumn", 3), ("fall", 3)];
    words.iter().find_map(|(name, season)| word.eq_ignore_ascii_case(name).then_some(*season))
}

/// The full English name of a month from 1 to 12.
pub fn full_month_name(month: i8) -> &'static str {
    usize::try_from(month - 1).ok().and_then(|index| MONTHS.get(index)).copied().unwrap_or("?")
}

const MONTHS: [&str; 12] = [
    "January",
    "February",
    "March",
    "April",
    "May",
    "June",
    "July",
    "August",
    "September",
    "October",
    "November",
    "December",
];

type Interval = (Day, Day, Precision);

/// One date without a slash or a tilde.
fn interval(text: &str) -> Option<Interval> {
    let text = text.trim();
    if let Some(year) = era::year(text) {
        return of_year(year);
    }
    let words: Vec<&str> = text.split_whitespace().collect();
    match words.as_slice() {
        [one] => edtf(one),
        [part, year] if season(part).is_some() => of_season(whole_year(year)?, season(part)?),
        [part, year] if quarter(part).is_some() => of_quarter(whole_year(year)?, quarter(part)?),
        [part, year] if third(part).is_some() => third_of_year(third(part)?, whole_year(year)?),
        [month, year] => of_month(whole_year(year)?, month_number(month)?),
        [part, month, year] if third(part).is_some() => {
            third_of_month(third(part)?, month_number(month)?, whole_year(year)?)
        }
        [day, month, year] if month_number(month).is_some() => {
            of_day(whole_year(year)?, month_number(month)?, day_of_month(day)?)
        }
        [month, day, year] => of_day(whole_year(year)?, month_number(month)?, day_of_month(day)?),
        _ => None,
    }
}

/// `2026`, `2026-03`, `2026-03-05`, `2026-Q1`, `Q1-2026`, `2026-21` for spring, `-0043-03-15`.
fn edtf(text: &str) -> Option<Interval> {
    let parts: Vec<&str> = text.split('-').collect();
    match parts.as_slice() {
        ["", year, rest @ ..] => before_christ(year, rest),
        [year, "21"] => of_season(whole_year(year)?, 1),
        [year, "22"] => of_season(whole_year(year)?, 2),
        [year, "23"] => of_season(whole_year(year)?, 3),
        [year] => of_year(whole_year(year)?),
        [year, part] if quarter(part).is_some() => of_quarter(whole_year(year)?, quarter(part)?),
        [part, year] if quarter(part).is_some() => of_quarter(whole_year(year)?, quarter(part)?),
        [year, month] => of_month(whole_year(year)?, two_digits(month)?),
        [year, month, day] => of_day(whole_year(year)?, two_digits(month)?, two_digits(day)?),
        _ => None,
    }
}

/// A year below zero of four digits, as ISO 8601 has it.
fn before_christ(year: &str, rest: &[&str]) -> Option<Interval> {
    let is_year = year.len() == 4 && year.bytes().all(|byte| byte.is_ascii_digit());
    let year = year.parse::<i64>().ok().filter(|year| is_year && *year > 0)?;
    match rest {
        [] => of_year(-year),
        [month] => of_month(-year, two_digits(month)?),
        [month, day] => of_day(-year, two_digits(month)?, two_digits(day)?),
        _ => None,
    }
}

fn of_day(year: i64, month: i8, day: i8) -> Option<Interval> {
    let day = Day::new(year, month, day)?;
    Some((day, day, Precision::Day))
}

fn of_month(year: i64, month: i8) -> Option<Interval> {
    let first = Day::new(year, month, 1)?;
    Some((first, first.last_of_month(), Precision::Month))
}

fn of_quarter(year: i64, quarter: i8) -> Option<Interval> {
    let first = Day::new(year, quarter * 3 - 2, 1)?;
    let last = Day::new(year, quarter * 3, 1)?.last_of_month();
    Some((first, last, Precision::Quarter))
}

fn of_year(year: i64) -> Option<Interval> {
    Some((Day::new(year, 1, 1)?, Day::new(year, 12, 31)?, Precision::Year))
}

fn of_season(year: i64, season: i8) -> Option<Interval> {
    let first = Day::new(year, season * 3, 1)?;
    let last = Day::new(year, season * 3 + 2, 1)?.last_of_month();
    Some((first, last, Precision::Season))
}

fn third_of_month(third: i8, month: i8, year: i64) -> Option<Interval> {
    let first = Day::new(year, month, third * 10 + 1)?;
    let last =
        if third == 2 { first.last_of_month() } else { Day::new(year, month, third * 10 + 10)? };
    Some((first, last, Precision::ThirdOfMonth))
}

fn third_of_year(third: i8, year: i64) -> Option<Interval> {
    let first = Day::new(year, third * 4 + 1, 1)?;
    let last = Day::new(year, third * 4 + 4, 1)?.last_of_month();
    Some((first, last, Precision::ThirdOfYear))
}

fn third(text: &str) -> Option<i8> {
    match text.to_ascii_lowercase().as_str() {
        "early" => Some(0),
        "mid" => Some(1),
        "late" => Some(2),
        _ => None,
    }
}

fn quarter(text: &str) -> Option<i8> {
    match text.as_bytes() {
        [b'Q' | b'q', digit @ b'1'..=b'4'] => i8::try_from(*digit - b'0').ok(),
        _ => None,
    }
}

/// The month from 1 to 12 that an English name or its first letters mean; `None` for other words.
pub fn month_number(text: &str) -> Option<i8> {
    let text = text.trim_end_matches(['.', ',']);
    let begins =
        |month: &str| month.get(..text.len()).is_some_and(|start| start.eq_ignore_ascii_case(text));
    let index = MONTHS.iter().position(|month| text.len() >= 3 && begins(month))?;
    i8::try_from(index + 1).ok()
}

fn day_of_month(text: &str) -> Option<i8> {
    let digits = text.trim_end_matches(',');
    (digits.len() <= 2).then(|| digits.parse().ok()).flatten()
}

fn two_digits(text: &str) -> Option<i8> {
    (text.len() == 2 && text.bytes().all(|byte| byte.is_ascii_digit()))
        .then(|| text.parse().ok())
        .flatten()
}

/// Four digits: years outside 1000–9999 are more often typing errors than dates.
fn whole_year(text: &str) -> Option<i64> {
    (text.len() == 4 && text.bytes().all(|byte| byte.is_ascii_digit()) && !text.starts_with('0'))
        .then(|| text.parse().ok())
        .flatten()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_wording_gives_the_days_it_allows() {
        let cases = [
            ("2026-03-05", "5 Mar 2026", "5 Mar 2026"),
            ("2026-03", "Mar 2026", "1–31 Mar 2026"),
            ("2026-Q1", "Q1 2026", "1 Jan – 31 Mar 2026"),
            ("Q1 2026", "Q1 2026", "1 Jan – 31 Mar 2026"),
            ("2026", "2026", "1 Jan – 31 Dec 2026"),
            ("early Feb 2026", "early Feb 2026", "1–10 Feb 2026"),
            ("mid February 2026", "mid Feb 2026", "11–20 Feb 2026"),
            ("late Feb 2028", "late Feb 2028", "21–29 Feb 2028"),
            ("early 2026", "early 2026", "1 Jan – 30 Apr 2026"),
            ("2026-03~", "about Mar 2026", "1–31 Mar 2026"),
            ("2026-02-01/2026-02-10", "1–10 Feb 2026", "1–10 Feb 2026"),
            ("2025-12-30/2026-01-02", "30 Dec 2025 – 2 Jan 2026", "30 Dec 2025 – 2 Jan 2026"),
            ("5 Mar 2026", "5 Mar 2026", "5 Mar 2026"),
            ("Mar. 5, 2026", "5 Mar 2026", "5 Mar 2026"),
            ("March 2026", "Mar 2026", "1–31 Mar 2026"),
            ("2026-21", "spring 2026", "1 Mar – 31 May 2026"),
            ("autumn 2025", "autumn 2025", "1 Sep – 30 Nov 2025"),
            ("-0043-03-15", "15 Mar 44 BC", "15 Mar 44 BC"),
            ("Y-13800000000", "13.8 billion BC", "13.8 billion BC"),
        ];
        for (written, text, days) in cases {
            let date = DateRange::parse(written).unwrap_or_else(|| panic!("{written} is a date"));
            assert_eq!((date.text().as_str(), date.days().as_str()), (text, days), "{written}");
            assert_eq!(date.label, written);
        }
    }

    #[test]
    fn what_names_no_date_is_refused() {
        for text in [
            "",
            " ",
            "soon",
            "2026-13",
            "2026-02-30",
            "05/072018",
            "Mar 5",
            "0026-01-01",
            "2026-3-5",
            "2026-03-05/2026-02-01",
            "early",
            "Q5 2026",
            "99999",
            "2026-Q1-2",
            "/",
            "~",
        ] {
            assert_eq!(DateRange::parse(text), None, "{text:?}");
        }
    }

    #[test]
    fn the_span_holds_every_range() {
        let dates = ["late Feb 2026", "2026-03-05", "early Feb 2026"].map(DateRange::parse);
        let span = DateRange::span(dates.iter().flatten());
        assert_eq!(span.map(|(a, b)| b.number() - a.number()), Some(32));
        assert_eq!(DateRange::span([]), None);
    }

    #[test]
    fn a_date_in_full_says_how_finely_it_is_known() {
        let full = |text: &str| DateRange::parse(text).unwrap().in_full();
        assert_eq!(full("2026-03-05"), "5 Mar 2026, to the day");
        assert_eq!(full("early Feb 2026"), "early Feb 2026: 1 to 10 Feb");
        assert_eq!(full("late 2026"), "late 2026: 1 Sep to 31 Dec");
        assert_eq!(full("2026-Q1"), "Q1 2026, to the quarter");
        assert_eq!(full("2026-03"), "Mar 2026, to the month");
        assert_eq!(full("2026"), "2026, to the year");
        assert_eq!(full("spring 2026"), "spring 2026: Mar to May, as north of the equator");
        assert_eq!(full("Y-13799999999"), "13,800,000,000 BC");
        assert_eq!(full("2026-03-05~"), "about 5 Mar 2026, approximate");
        assert_eq!(full("2026-03-05/2026-03-07"), "5–7 Mar 2026, a range of days");
    }
}
