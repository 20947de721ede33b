//! Dates with words among them: `Oct 28, 2024`, `Q1 2026`, `H1 2026`, `FY2026`, `Early Feb 2026`.

use super::Refusal;
use super::date::{Attempt, Days};
use super::date_numeric::{no_year, quarter, season, slip, whole_year, winter};
use crate::model::date::{self, Precision, month_name, month_number};

/// A word or number of a date.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Token<'a> {
    Number(&'a str),
    /// From 1.
    Month(i8),
    /// Early, mid or late, from 0.
    Third(i8),
    /// From 1.
    Quarter(i8),
    /// Of a year, from 1.
    Half(i8),
    /// From 1 for spring; 4 for winter.
    Season(i8),
    /// The word for a business year.
    Fiscal,
}

use Token::{Fiscal, Half, Month, Number, Quarter, Season, Third};

/// No wording has more.
const MOST_TOKENS: usize = 6;

/// Words that say nothing of the day: names of weekdays, endings of ordinals, articles.
const SAYING_NOTHING: &[&str] = &[
    "mon",
    "monday",
    "tue",
    "tues",
    "tuesday",
    "wed",
    "wednesday",
    "thu",
    "thur",
    "thurs",
    "thursday",
    "fri",
    "friday",
    "sat",
    "saturday",
    "sun",
    "sunday",
    "st",
    "nd",
    "rd",
    "th",
    "of",
    "the",
    "on",
    "in",
];

/// Reads a date with words among its numbers; `None` where other words are too.
pub fn read(text: &str) -> Attempt {
    let mut tokens = [Number(""); MOST_TOKENS];
    let count = tokens_of(text, &mut tokens)?;
    days(tokens.get(..count)?)
}

fn tokens_of<'a>(text: &'a str, tokens: &mut [Token<'a>; MOST_TOKENS]) -> Option<usize> {
    let mut count = 0;
    let mut rest = text;
    while let Some(first) = rest.chars().next() {
        let is_digit = first.is_ascii_digit();
        let is_same =
            |sign: char| if is_digit { sign.is_ascii_digit() } else { sign.is_alphabetic() };
        let len = rest.find(|sign| !is_same(sign)).unwrap_or(rest.len());
        if len == 0 {
            let is_gap = first.is_whitespace() || ",.-–/'’".contains(first);
            rest = rest.get(first.len_utf8()..).filter(|_| is_gap)?;
            continue;
        }
        let (run, after) = rest.split_at_checked(len)?;
        let token = if is_digit {
            let (token, after) = number(run, after);
            rest = after;
            Some(token)
        } else {
            let (token, after) = word(run, after)?;
            rest = after;
            token
        };
        if let Some(token) = token {
            *tokens.get_mut(count)? = token;
            count += 1;
        }
    }
    Some(count)
}

/// A number, or with a letter behind it a part of the year: `1Q`, `2H`.
fn number<'a>(run: &'a str, after: &'a str) -> (Token<'a>, &'a str) {
    let mut signs = after.chars();
    let (letter, next) = (signs.next(), signs.next());
    let stands_alone = !next.is_some_and(char::is_alphabetic);
    let part = run.parse().ok().filter(|_| stands_alone && run.len() == 1);
    match (part, letter) {
        (Some(part @ 1..=4), Some('Q' | 'q')) => {
            (Quarter(part), after.get(1..).unwrap_or_default())
        }
        (Some(part @ 1..=2), Some('H' | 'h')) => (Half(part), after.get(1..).unwrap_or_default()),
        _ => (Number(run), after),
    }
}

/// A word of a date, or a letter with the digit behind it: `Q1`, `H2`; no token for words that say
/// nothing, `None` for others.
fn word<'a>(run: &'a str, after: &'a str) -> Option<(Option<Token<'a>>, &'a str)> {
    let len = after.bytes().take_while(u8::is_ascii_digit).count();
    let digit = after.get(..len).filter(|_| len == 1).and_then(|digit| digit.parse().ok());
    let part = match (run, digit) {
        ("Q" | "q", Some(part @ 1..=4)) => Some(Quarter(part)),
        ("H" | "h", Some(part @ 1..=2)) => Some(Half(part)),
        _ => None,
    };
    if part.is_some() {
        return Some((part, after.get(len..)?));
    }
    let is = |words: &[&str]| words.iter().any(|word| word.eq_ignore_ascii_case(run));
    if is(SAYING_NOTHING) {
        return Some((None, after));
    }
    let token = if is(&["early", "beginning", "start"]) {
        Third(0)
    } else if is(&["mid", "middle"]) {
        Third(1)
    } else if is(&["late", "end"]) {
        Third(2)
    } else if is(&["fy", "fiscal"]) {
        Fiscal
    } else if let Some(season) = date::season(run) {
        Season(season)
    } else if is(&["winter"]) {
        Season(4)
    } else if is(&["year"]) {
        return Some((None, after));
    } else {
        Month(month_number(run)?)
    };
    Some((Some(token), after))
}

/// The days that the tokens name, in any usual order.
fn days(tokens: &[Token<'_>]) -> Attempt {
    let found = match *tokens {
        [Number(day), Month(month), Number(year)] | [Month(month), Number(day), Number(year)] => {
            return Some(of_day(year, month, day));
        }
        [Month(month), Number(year)] => return Some(of_month(year, month)),
        [Number(year), Month(month)] if year.len() == 4 => Days::month(whole(year)?, month),
        [Number(_) | Third(_), Month(_)] | [Month(_) | Quarter(_) | Half(_) | Season(_)] => {
            return Some(Err(no_year()));
        }
        [Quarter(part), Number(year)] | [Number(year), Quarter(part)] => {
            let named = || format!("Q{part} {}", whole_year(year));
            return Some(of_part(year, named, |year| quarter(year, part)));
        }
        [Half(part), Number(year)] | [Number(year), Half(part)] => {
            let months = (part.checked_mul(6)?.checked_sub(5)?, part.checked_mul(6)?);
            let named = || format!("H{part} {}", whole_year(year));
            let half = |year| Days::months(year, months, Precision::Range);
            return Some(of_part(year, named, half));
        }
        [Season(4), Number(_)] | [Number(_), Season(4)] => return Some(Err(winter())),
        [Season(part), Number(year)] | [Number(year), Season(part)] => season(whole(year)?, part),
        [Fiscal, Number(year)] => {
            // Business years begin in any month.
            let about = |year| Some(Days { is_approximate: true, ..Days::year(year)? });
            return Some(of_part(year, || format!("FY{}", whole_year(year)), about));
        }
        [Third(third), Number(year)] => third_of_year(whole(year)?, third),
        [Third(third), Month(month), Number(year)] => third_of_month((whole(year)?, month), third),
        _ => return spans(tokens),
    };
    Some(found.ok_or_else(no_such_day))
}

/// From one day or month to another.
fn spans(tokens: &[Token<'_>]) -> Attempt {
    let (first, last) = match *tokens {
        [Month(month), Number(first), Number(last), Number(year)]
        | [Number(first), Number(last), Month(month), Number(year)] => {
            (of_day(year, month, first), of_day(year, month, last))
        }
        [Month(first), Month(last), Number(year)] => (of_month(year, first), of_month(year, last)),
        [Month(first), Number(from), Month(last), Number(to)] if from.len() == 4 => {
            (of_month(from, first), of_month(to, last))
        }
        [Month(first), Number(from), Month(last), Number(to), Number(year)]
        | [Number(from), Month(first), Number(to), Month(last), Number(year)] => {
            (of_day(year, first, from), of_day(year, last, to))
        }
        [Number(year), Month(month), Number(day)] if year.len() == 4 => {
            return Some(of_day(year, month, day));
        }
        _ => return None,
    };
    Some(first.and_then(|first| {
        let span = first.to(last?);
        span.ok_or_else(|| Refusal::new("it ends before it begins", "swap its two dates"))
    }))
}

fn of_day(year: &str, month: i8, day: &str) -> Result<Days, Refusal> {
    if year.len() == 2 && day.len() <= 2 {
        let meant = format!("{day} {} {}", month_name(month), whole_year(year));
        return Err(slip("its year has two digits", meant));
    }
    let day = day.parse().ok().filter(|_| day.len() <= 2);
    let days = whole(year).zip(day).and_then(|(year, day)| Days::day(year, month, day));
    days.ok_or_else(no_such_day)
}

fn of_month(year: &str, month: i8) -> Result<Days, Refusal> {
    if year.len() <= 2 {
        // `Mar 26` may be a day of March or March of a year.
        return Err(no_year());
    }
    whole(year).and_then(|year| Days::month(year, month)).ok_or_else(no_such_day)
}

fn of_part(
    year: &str,
    meant: impl Fn() -> String,
    part: impl Fn(i64) -> Option<Days>,
) -> Result<Days, Refusal> {
    if year.len() == 2 {
        return Err(slip("its year has two digits", meant()));
    }
    whole(year).and_then(part).ok_or_else(no_such_day)
}

fn third_of_month((year, month): (i64, i8), third: i8) -> Option<Days> {
    let first = Days::day(year, month, third * 10 + 1)?.first;
    let last = if third == 2 {
        first.last_of_month()
    } else {
        Days::day(year, month, third * 10 + 10)?.last
    };
    Days::between(first, last, Precision::ThirdOfMonth)
}

fn third_of_year(year: i64, third: i8) -> Option<Days> {
    Days::months(year, (third * 4 + 1, third * 4 + 4), Precision::ThirdOfYear)
}

/// A year of four digits; those before 1000 are more often slips.
fn whole(year: &str) -> Option<i64> {
    if year.len() == 4 && !year.starts_with('0') { year.parse().ok() } else { None }
}

fn no_such_day() -> Refusal {
    Refusal::new("the calendar has no such day", "write the date like 2026-03-05")
}
