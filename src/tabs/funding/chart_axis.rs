//! Round dates and round sums for the axes of the running sum.

use jiff::civil::{Date, date};

use super::chart_group::money;
use crate::model::Qualifier;
use crate::model::date::{day_number, month_name};

/// Marks on an axis, at most.
const MARKS: f64 = 8.0;
/// Days between two marks, where that is less than a month.
const DAYS: [f64; 4] = [1.0, 2.0, 7.0, 14.0];
/// Months between two marks.
const MONTHS: [f64; 9] = [1.0, 3.0, 6.0, 12.0, 24.0, 60.0, 120.0, 240.0, 1200.0];
/// Days in a month, on average.
const MONTH: f64 = 30.44;

/// Days on which marks stand between two days, both counted from 1970-01-01, and the days from
/// one mark to the next.
pub fn dates(first: f64, last: f64) -> (Vec<f64>, f64) {
    let span = last - first;
    if let Some(step) = DAYS.iter().find(|step| span / **step <= MARKS) {
        let start = (first / step).ceil();
        let count = ((last / step).floor() - start).clamp(-1.0, MARKS) + 1.0;
        return ((0..count as u32).map(|n| (start + f64::from(n)) * step).collect(), *step);
    }
    let step = MONTHS.iter().find(|step| span / (**step * MONTH) <= MARKS).copied();
    let step = step.unwrap_or(12_000.0);
    let Some(from) = date_of(first) else { return (Vec::new(), step * MONTH) };
    let month = f64::from(from.year()) * 12.0 + f64::from(from.month() - 1);
    let start = (month / step).floor();
    let days = (0..=MARKS as u32 + 2)
        .filter_map(|n| first_of((start + f64::from(n)) * step))
        .map(|day| f64::from(day_number(day)))
        .filter(|day| (first..=last).contains(day))
        .collect();
    (days, step * MONTH)
}

/// The first day of a month counted from January of the year 0.
fn first_of(month: f64) -> Option<Date> {
    let (year, month) = ((month / 12.0).floor(), month.rem_euclid(12.0));
    (year.abs() < 9999.0).then(|| Date::new(year as i16, month as i8 + 1, 1).ok()).flatten()
}

/// The date of a day counted from 1970-01-01; `None` outside the calendar.
fn date_of(day: f64) -> Option<Date> {
    let span = jiff::Span::new().try_days(day.round() as i64).ok()?;
    date(1970, 1, 1).checked_add(span).ok()
}

/// A day on an axis whose marks are so many days apart.
pub fn date_text(day: f64, step: f64) -> String {
    let Some(date) = date_of(day) else { return String::new() };
    let (month, year) = (month_name(date.month()), date.year());
    match step {
        step if step > 11.0 * MONTH => format!("{year}"),
        step if step >= 28.0 => format!("{month} {year}"),
        _ => format!("{} {month} {year}", date.day()),
    }
}

/// Sums at which marks stand between two sums, and the distance from one mark to the next.
pub fn sums(least: f64, most: f64) -> (Vec<f64>, f64) {
    let rough = (most - least) / 5.0;
    if !rough.is_finite() || rough <= 0.0 {
        return (Vec::new(), 1.0);
    }
    let ten = 10_f64.powf(rough.log10().floor());
    let steps = [1.0, 2.0, 5.0, 10.0].map(|factor| factor * ten);
    let step = steps.into_iter().find(|step| *step >= rough).unwrap_or(rough);
    let start = (least / step).ceil().max(0.0);
    let marks = (0..=MARKS as u32).map(|n| (start + f64::from(n)) * step);
    (marks.filter(|sum| *sum <= most).collect(), step)
}

/// A sum on an axis.
pub fn sum_text(sum: f64, currency: &str) -> String {
    money(sum, currency, Qualifier::Exact).text()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn marks_stand_on_round_dates() {
        let day = |year, month, day| f64::from(day_number(date(year, month, day)));
        let (days, step) = dates(day(2020, 3, 5), day(2025, 11, 30));
        let texts: Vec<String> = days.iter().map(|day| date_text(*day, step)).collect();
        assert_eq!(texts, ["2021", "2022", "2023", "2024", "2025"]);
        let (days, step) = dates(day(2026, 1, 10), day(2026, 7, 1));
        assert_eq!(date_text(days[0], step), "Feb 2026");
        assert_eq!(days.len(), 6);
        let (days, step) = dates(day(2026, 3, 1), day(2026, 3, 4));
        assert_eq!((days.len(), date_text(days[0], step).as_str()), (4, "1 Mar 2026"));
    }

    #[test]
    fn no_range_makes_the_axes_panic_or_crowd() {
        let ends = [f64::MIN, -1e9, -1.0, 0.0, 0.5, 1e3, 1e9, f64::MAX, f64::NAN, f64::INFINITY];
        for first in ends {
            for last in ends {
                assert!(dates(first, last).0.len() <= 11, "{first} {last}");
                assert!(sums(first, last).0.len() <= 11, "{first} {last}");
                assert!(date_text(first, last).len() < 20, "{first} {last}");
            }
        }
    }

    #[test]
    fn sums_stand_at_round_numbers() {
        let (sums, _) = sums(0.0, 651e6);
        let texts: Vec<String> = sums.iter().map(|sum| sum_text(*sum, "USD")).collect();
        assert_eq!(texts, ["$0", "$200M", "$400M", "$600M"]);
    }
}
