//! A day of the calendar, however far away: histories begin billions of years before those years
//! that crates for the calendar reach.

use std::fmt;

/// A day of the Gregorian calendar, carried on backwards without end. Years are counted as ISO 8601
/// counts them: year 0 is 1 BC.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Day(i64);

/// The furthest year on either side.
pub const FURTHEST_YEAR: i64 = 99_999_999_999;

/// Days of 400 years, after which the calendar repeats.
const DAYS_OF_400_YEARS: i64 = 146_097;
/// Days from 1 March of year 0 to 1970-01-01.
const DAYS_TO_1970: i64 = 719_468;

impl Day {
    /// The day with this date; `None` where the calendar has none such, or it is too far away.
    pub fn new(year: i64, month: i8, day: i8) -> Option<Self> {
        let is_year = (-FURTHEST_YEAR..=FURTHEST_YEAR).contains(&year);
        let is_day = is_year && (1..=length(year, month)?).contains(&day);
        is_day.then(|| Self::of(year, month, day))
    }

    /// The day of a date that the calendar has. Years begin in March here, so that the day that
    /// only some of them have is their last.
    fn of(year: i64, month: i8, day: i8) -> Self {
        let (month, day) = (i64::from(month), i64::from(day));
        let year = year - i64::from(month <= 2);
        let of_year = (153 * ((month + 9) % 12) + 2) / 5 + day - 1;
        let years = year.rem_euclid(400);
        let of_400 = years * 365 + years / 4 - years / 100 + of_year;
        Self(year.div_euclid(400) * DAYS_OF_400_YEARS + of_400 - DAYS_TO_1970)
    }

    /// The day with this number; `None` where it is too far away.
    pub fn from_number(number: i64) -> Option<Self> {
        let ends = (Self::of(-FURTHEST_YEAR, 1, 1).0, Self::of(FURTHEST_YEAR, 12, 31).0);
        (ends.0..=ends.1).contains(&number).then_some(Self(number))
    }

    /// Days from 1970-01-01.
    pub fn number(self) -> i64 {
        self.0
    }

    /// The same, for axes: exact, for no day is so far away that `f64` does not hold its number.
    pub fn position(self) -> f64 {
        self.0 as f64
    }

    fn date(self) -> (i64, i8, i8) {
        let days = self.0 + DAYS_TO_1970;
        let of_400 = days.rem_euclid(DAYS_OF_400_YEARS);
        let years = (of_400 - of_400 / 1_460 + of_400 / 36_524 - of_400 / 146_096) / 365;
        let of_year = of_400 - (365 * years + years / 4 - years / 100);
        let from_march = (5 * of_year + 2) / 153;
        let day = of_year - (153 * from_march + 2) / 5 + 1;
        let month = (from_march + 2) % 12 + 1;
        let year = years + days.div_euclid(DAYS_OF_400_YEARS) * 400 + i64::from(month <= 2);
        (year, month as i8, day as i8)
    }

    /// Its year; 0 is 1 BC.
    pub fn year(self) -> i64 {
        self.date().0
    }

    /// Its month, from 1.
    pub fn month(self) -> i8 {
        self.date().1
    }

    /// Its day of the month, from 1.
    pub fn day(self) -> i8 {
        self.date().2
    }

    /// The first day of its month.
    pub fn first_of_month(self) -> Self {
        let (year, month, _) = self.date();
        Self::of(year, month, 1)
    }

    /// The last day of its month.
    pub fn last_of_month(self) -> Self {
        let (year, month, day) = self.date();
        Self::of(year, month, length(year, month).unwrap_or(day))
    }

    /// The day after it; `None` where that is too far away.
    pub fn tomorrow(self) -> Option<Self> {
        Self::from_number(self.0 + 1)
    }
}

/// How many days a month has; `None` where there is no such month.
fn length(year: i64, month: i8) -> Option<i8> {
    let is_leap_year = year % 4 == 0 && (year % 100 != 0 || year % 400 == 0);
    match month {
        2 => Some(if is_leap_year { 29 } else { 28 }),
        4 | 6 | 9 | 11 => Some(30),
        1..=12 => Some(31),
        _ => None,
    }
}

/// As ISO 8601 has it: `2026-03-05`, `-0043-03-15`.
impl fmt::Display for Day {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let (year, month, day) = self.date();
        let sign = if year < 0 { "-" } else { "" };
        write!(f, "{sign}{:04}-{month:02}-{day:02}", year.abs())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_day_is_the_one_that_another_calendar_has() {
        let first = jiff::civil::Date::MIN;
        let mut day = Day::new(-9999, 1, 1).unwrap();
        // A step that falls on every day of the month and every month.
        for step in (0..7_304_000).step_by(97) {
            let wanted = first.checked_add(jiff::Span::new().days(step)).unwrap();
            let found = Day::from_number(day.number() + step).unwrap();
            let (year, month) = (i64::from(wanted.year()), wanted.month());
            assert_eq!((found.year(), found.month(), found.day()), (year, month, wanted.day()));
            assert_eq!(Day::new(year, month, wanted.day()), Some(found));
            assert_eq!(found.last_of_month().day(), wanted.last_of_month().day(), "{wanted}");
        }
        day = Day::new(1970, 1, 1).unwrap();
        assert_eq!((day.number(), day.to_string().as_str()), (0, "1970-01-01"));
        assert_eq!(day.tomorrow().map(Day::day), Some(2));
    }

    #[test]
    fn days_far_away_are_days_too_and_those_that_no_calendar_has_are_none() {
        let first = Day::new(-13_800_000_000, 1, 1).unwrap();
        assert_eq!((first.year(), first.month(), first.day()), (-13_800_000_000, 1, 1));
        assert_eq!(Day::from_number(first.number()), Some(first));
        assert_eq!(Day::from_number(first.position() as i64), Some(first));
        assert_eq!(Day::new(-43, 3, 15).unwrap().to_string(), "-0043-03-15");
        for (year, month, day) in [(2026, 2, 29), (2026, 13, 1), (2026, 4, 31), (2026, 1, 0)] {
            assert_eq!(Day::new(year, month, day), None);
        }
        assert_eq!(Day::new(i64::MIN, 1, 1).or_else(|| Day::new(i64::MAX, 1, 1)), None);
        assert_eq!(Day::from_number(i64::MIN).or_else(|| Day::from_number(i64::MAX)), None);
        assert_eq!(Day::new(FURTHEST_YEAR, 12, 31).unwrap().tomorrow(), None);
    }
}
