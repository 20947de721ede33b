//! Dates in digits: `05/07/2018`, `5.7.2018`, `2024/3`, `1963,8,9`, `2026年3月5日`, `2021`.

use super::Refusal;
use super::date::{Attempt, Days};
use crate::load::reading::DateOrder;
use crate::model::date::Precision;
use crate::model::era;

/// Stretches of digits, and the sign between the first two.
#[derive(Default)]
struct Digits<'a> {
    parts: [&'a str; 3],
    count: usize,
    sign: char,
}

/// Reads a date that is written in digits alone; `None` where there is anything else.
pub fn read(text: &str, order: DateOrder) -> Attempt {
    if let Some(year) = negative_year(text) {
        return Some(year);
    }
    if text.contains(['年', '月', '년', '월']) {
        let plain = text.replace(['年', '月', '년', '월'], "-").replace(['日', '号', '일'], " ");
        let plain = plain.trim().trim_end_matches('-');
        return split(plain).map(|digits| by_count(&digits, DateOrder::YearMonthDay));
    }
    Some(by_count(&split(text)?, order))
}

/// The order of day and month that a date with its year at the end decides by itself; `None` inside
/// where it leaves it open, `None` outside where the text is no such date.
#[expect(clippy::option_option, reason = "outside: no such date; inside: undecided")]
pub fn order_told(text: &str) -> Option<Option<DateOrder>> {
    let (first, second) = open_order(text)?;
    Some(match (first > 12, second > 12) {
        (true, false) => Some(DateOrder::DayMonthYear),
        (false, true) => Some(DateOrder::MonthDayYear),
        _ => None,
    })
}

/// The two numbers before a year of four digits, of which one is the day and one the month.
pub fn open_order(text: &str) -> Option<(i8, i8)> {
    // Most dates begin with the year.
    let first = text.bytes().take(3).take_while(u8::is_ascii_digit).count();
    if !(1..=2).contains(&first) {
        return None;
    }
    let date =
        text.split_once(' ').filter(|(date, _)| date.len() > 5).map_or(text, |(date, _)| date);
    let digits = split(date.trim_end_matches(','))?;
    let [first, second, year] = digits.parts;
    let is_such = digits.count == 3 && year.len() == 4 && first.len() <= 2;
    if is_such { Some((first.parse().ok()?, second.parse().ok()?)) } else { None }
}

/// The sign between the numbers of a date in digits.
pub fn sign_of(text: &str) -> Option<char> {
    text.chars().find(|sign| !sign.is_ascii_digit())
}

/// Up to three stretches of digits with one sign between them, spaces around it apart.
fn split(text: &str) -> Option<Digits<'_>> {
    let mut digits = Digits::default();
    let mut rest = text;
    loop {
        let len = rest.bytes().take_while(u8::is_ascii_digit).count();
        let (part, after) = rest.split_at_checked(len).filter(|_| len > 0)?;
        *digits.parts.get_mut(digits.count)? = part;
        digits.count += 1;
        let next = after.trim_start();
        // `2025. 3. 5.`
        if next.is_empty() || next == "." && digits.count == 3 {
            return Some(digits);
        }
        let sign = next.chars().next().filter(|sign| "/.-,–−".contains(*sign));
        let sign = sign.or_else(|| (next.len() < after.len()).then_some(' '))?;
        if digits.count > 1 && sign != digits.sign {
            return None;
        }
        digits.sign = sign;
        rest = next.strip_prefix(sign).unwrap_or(next).trim_start();
    }
}

fn by_count(digits: &Digits<'_>, order: DateOrder) -> Result<Days, Refusal> {
    let [first, second, third] = digits.parts;
    match digits.count {
        1 => of_one(first),
        2 => of_two(first, second, digits.sign),
        _ => of_three([first, second, third], digits.sign, order),
    }
}

fn of_one(text: &str) -> Result<Days, Refusal> {
    let years = "write the year in four digits";
    match (text.len(), text.starts_with('0')) {
        (4, false) => found(Days::year(number(text)), "it is not a year"),
        (8, false) => {
            let (year, rest) = text.split_at_checked(4).unwrap_or_default();
            let (month, day) = rest.split_at_checked(2).unwrap_or_default();
            found(Days::day(number(year), small(month), small(day)), "it is not a day")
        }
        (5, false) => Err(Refusal::new(
            "it is a bare number, perhaps the serial number of a day in a spreadsheet",
            "write it as a date, like 2026-03-05",
        )),
        (10 | 13, false) => Err(Refusal::new(
            "it is a bare number, perhaps of seconds since 1970",
            "write it as a date, like 2026-03-05",
        )),
        (1 | 2, _) => Err(Refusal::new("it is not a year of four digits", years)),
        (3, _) | (4, true) => Err(Refusal::new(
            "years before 1000 are more often slips than dates",
            "write the year in four digits, or the year, month and day in columns of their own",
        )),
        _ => Err(Refusal::new("it is not a date", "write it like 2026-03-05, 2026-03 or 2026")),
    }
}

fn of_two(first: &str, second: &str, sign: char) -> Result<Days, Refusal> {
    match (first.len(), second.len()) {
        // Spring, summer and autumn in EDTF.
        (4, 2) if sign == '-' && matches!(second, "21" | "22" | "23") => {
            found(season(year(first)?, small(second) - 20), "it has no such season")
        }
        (4, 2) if sign == '-' && second == "24" => Err(winter()),
        (4, 1 | 2) => found(Days::month(year(first)?, small(second)), "it has no such month"),
        (1 | 2, 4) => found(Days::month(year(second)?, small(first)), "it has no such month"),
        (4, 4) => {
            let years = Days::year(year(first)?).zip(Days::year(year(second)?));
            found(years.and_then(|(first, last)| first.to(last)), "it ends before it begins")
        }
        // `05/072018`
        (1 | 2, 5 | 6) => {
            let end = second.len().saturating_sub(4);
            let (month, year) = second.split_at_checked(end).unwrap_or_default();
            Err(slip(
                "a sign seems to be missing in it",
                format!("{first}{sign}{month}{sign}{year}"),
            ))
        }
        (1 | 2, 1 | 2) => Err(no_year()),
        _ => Err(Refusal::new("it is not a date", "write it like 2026-03-05, 2026-03 or 2026")),
    }
}

fn of_three(parts: [&str; 3], sign: char, order: DateOrder) -> Result<Days, Refusal> {
    let [first, second, third] = parts;
    match (first.len(), second.len(), third.len()) {
        (4, 1 | 2, 1 | 2) => {
            let days = Days::day(year(first)?, small(second), small(third));
            found(days, "the calendar has no such day")
        }
        (1 | 2, 1 | 2, 4) => {
            let (day, month) = day_and_month(small(first), small(second), order)?;
            found(Days::day(year(third)?, month, day), "the calendar has no such day")
        }
        (1 | 2, 1 | 2, 2) if order != DateOrder::YearMonthDay => {
            let meant = format!("{first}{sign}{second}{sign}{}", whole_year(third));
            Err(slip("its year has two digits", meant))
        }
        (1 | 2, 1 | 2, 1 | 2) => Err(Refusal::new(
            "its year has two digits",
            "write the year in four digits, like 2026-03-05",
        )),
        // `01/07/015`
        (1 | 2, 1 | 2, 3) if third.starts_with('0') => {
            let year = third.get(1..).unwrap_or_default();
            Err(slip("its year has three digits", format!("{first}{sign}{second}{sign}20{year}")))
        }
        _ => Err(Refusal::new("it is not a date", "write it like 2026-03-05, 2026-03 or 2026")),
    }
}

/// Which of the numbers is the day: what can be only one of them decides for itself.
fn day_and_month(first: i8, second: i8, order: DateOrder) -> Result<(i8, i8), Refusal> {
    match (first > 12, second > 12, order) {
        (true, _, _) => Ok((first, second)),
        (_, true, _) | (_, _, DateOrder::MonthDayYear) => Ok((second, first)),
        (_, _, DateOrder::DayMonthYear) => Ok((first, second)),
        (_, _, DateOrder::YearMonthDay) if first == second => Ok((first, second)),
        (_, _, DateOrder::YearMonthDay) => Err(Refusal::new(
            "nothing tells its day from its month",
            "say for the column whether the day or the month comes first",
        )),
    }
}

/// A year as computers that keep two digits mean it: 69 to 99 are of the twentieth century.
pub fn whole_year(two_digits: &str) -> String {
    let century = if number(two_digits) < 69 { "20" } else { "19" };
    format!("{century}{two_digits:0>2}")
}

/// A refusal with a text that may have been meant.
pub fn slip(why: &str, meant: String) -> Refusal {
    Refusal {
        why: why.to_owned(),
        suggestion: format!("was {meant} meant? Write the year in four digits"),
        replacement: Some(meant),
    }
}

/// The refusal of a date without a year.
pub fn no_year() -> Refusal {
    Refusal::new("it names no year", "add the year, like 2026-03-05")
}

/// A year below zero, or one that no calendar here reaches.
fn negative_year(text: &str) -> Attempt {
    let digits = text.strip_prefix(['-', '−'])?;
    let is_number = digits.bytes().all(|byte| byte.is_ascii_digit() || byte == b',');
    if digits.is_empty() || !is_number {
        return None;
    }
    Some(far_year(text))
}

/// A year that may be below zero or have fewer than four digits: `-500`, `800`.
pub fn far_year(text: &str) -> Result<Days, Refusal> {
    let days = era::of_number(text).and_then(Days::year);
    let suggestion = "check it; years up to 100 billion before and after ours can be drawn";
    days.ok_or_else(|| Refusal::new("its year is too far away to be drawn", suggestion))
}

fn year(text: &str) -> Result<i64, Refusal> {
    if text.starts_with('0') {
        let meant = "years before 1000 are more often slips than dates";
        return Err(Refusal::new(meant, "write the year in four digits"));
    }
    Ok(number(text))
}

fn found(days: Option<Days>, why: &str) -> Result<Days, Refusal> {
    days.ok_or_else(|| Refusal::new(why, "correct it; dates are best written like 2026-03-05"))
}

/// A number of up to four digits; what has more becomes one that no calendar knows.
fn number(text: &str) -> i64 {
    text.parse().unwrap_or(i64::MIN)
}

fn small(text: &str) -> i8 {
    text.parse().unwrap_or(i8::MIN)
}

/// A season of the year, from 1 for spring.
pub fn season(year: i64, season: i8) -> Option<Days> {
    let first = season.checked_mul(3)?;
    Days::months(year, (first, first.checked_add(2)?), Precision::Season)
}

/// The refusal of a winter, which lies in two years.
pub fn winter() -> Refusal {
    Refusal::new("a winter lies in two years", "write its months, like 2025-12/2026-02")
}

/// A quarter of the year.
pub fn quarter(year: i64, quarter: i8) -> Option<Days> {
    let first = quarter.checked_mul(3)?.checked_sub(2)?;
    Days::months(year, (first, first.checked_add(2)?), Precision::Quarter)
}
