//! Calendar units: where the axis has its ticks, what the zoom offers, what crowds are counted by.

use super::date::{DateRange, Precision, full_month_name, month_name};
use super::day::{Day, FURTHEST_YEAR};
use super::era::year_text;

/// A unit of the calendar.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Unit {
    /// One day.
    Day,
    /// Days 1–10, 11–20 and 21 to the end of a month: early, mid and late.
    Third,
    /// A month.
    Month,
    /// Three months, the first in January, April, July or October.
    Quarter,
    /// This many years, the last but one or the last before a multiple of it: 2010 to 2019, 50 BC
    /// to 41 BC.
    Years(i64),
}

/// Every unit, from the finest.
pub const UNITS: [Unit; 27] = [
    Unit::Day,
    Unit::Third,
    Unit::Month,
    Unit::Quarter,
    Unit::Years(1),
    Unit::Years(2),
    Unit::Years(5),
    Unit::Years(10),
    Unit::Years(50),
    Unit::Years(100),
    Unit::Years(1_000),
    Unit::Years(5_000),
    Unit::Years(10_000),
    Unit::Years(50_000),
    Unit::Years(100_000),
    Unit::Years(500_000),
    Unit::Years(1_000_000),
    Unit::Years(5_000_000),
    Unit::Years(10_000_000),
    Unit::Years(50_000_000),
    Unit::Years(100_000_000),
    Unit::Years(500_000_000),
    Unit::Years(1_000_000_000),
    Unit::Years(5_000_000_000),
    Unit::Years(10_000_000_000),
    Unit::Years(50_000_000_000),
    LONGEST,
];

/// The longest unit.
const LONGEST: Unit = Unit::Years(100_000_000_000);

/// One stretch of the calendar.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Period {
    /// How long it is.
    pub unit: Unit,
    /// Its first day.
    pub first: Day,
    /// Its last day.
    pub last: Day,
}

/// A tick of the axis: the day that begins there, with its words in two lengths.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Tick {
    /// Counted from 1970-01-01.
    pub day: i64,
    /// `March 2026`.
    pub long: String,
    /// `Mar 2026`.
    pub short: String,
}

impl Unit {
    /// The period of this unit that holds the day.
    pub fn around(self, day: Day) -> Period {
        let (year, month) = (day.year(), day.month());
        let of = Day::new;
        let ends = match self {
            Self::Day => None,
            Self::Third => {
                let start = ((day.day() - 1) / 10).min(2) * 10 + 1;
                let last = if start == 21 { Some(day.last_of_month()) } else { None };
                of(year, month, start).zip(last.or_else(|| of(year, month, start + 9)))
            }
            Self::Month => Some((day.first_of_month(), day.last_of_month())),
            Self::Quarter => {
                let start = (month - 1) / 3 * 3 + 1;
                let last = of(year, start + 2, 1).map(Day::last_of_month);
                of(year, start, 1).zip(last)
            }
            Self::Years(count) => {
                let (first, last) = years_around(year, count.max(1));
                of(first.max(-FURTHEST_YEAR), 1, 1).zip(of(last.min(FURTHEST_YEAR), 12, 31))
            }
        };
        let (first, last) = ends.unwrap_or((day, day));
        Period { unit: self, first, last }
    }

    /// The narrowest that two ticks of this unit may stand apart, in points.
    pub fn tick_width(self) -> f32 {
        match self {
            Self::Day | Self::Third | Self::Month => 68.0,
            Self::Quarter => 66.0,
            Self::Years(..1_000_000) => 44.0,
            Self::Years(_) => 96.0,
        }
    }

    /// One of it, in words.
    pub fn noun(self) -> String {
        match self {
            Self::Day => "day".to_owned(),
            Self::Third => "third of a month".to_owned(),
            Self::Month => "month".to_owned(),
            Self::Quarter => "quarter".to_owned(),
            Self::Years(1) => "year".to_owned(),
            Self::Years(count) => format!("{count} years"),
        }
    }
}

/// The first and last of so many years, as people count them: there was no year 0.
fn years_around(year: i64, count: i64) -> (i64, i64) {
    if year > 0 {
        let first = year - year % count;
        return (first.max(1), first + count - 1);
    }
    // The year is below 1, so the sum is above zero.
    let before_christ = (count - year) / count * count;
    (1 - before_christ, count - before_christ)
}

impl Period {
    /// The period after this one; `None` at the end of the calendar.
    pub fn next(self) -> Option<Self> {
        self.last.tomorrow().map(|day| self.unit.around(day))
    }

    /// As a sentence has it: `early Mar 2026`, `2010–2019`.
    pub fn text(self) -> String {
        let precision = match self.unit {
            Unit::Day => Precision::Day,
            Unit::Third => Precision::ThirdOfMonth,
            Unit::Month => Precision::Month,
            Unit::Quarter => Precision::Quarter,
            Unit::Years(1) => Precision::Year,
            Unit::Years(_) => {
                let (first, last) = (year_text(self.first.year()), year_text(self.last.year()));
                let dash = if first.contains(' ') || last.contains(' ') { " – " } else { "–" };
                return format!("{first}{dash}{last}");
            }
        };
        let (first, last) = (self.first, self.last);
        DateRange { label: String::new(), first, last, precision, is_approximate: false }.text()
    }

    /// The word on the command line: `2026-03`, `2026-Q1`, `2026`, `2010-2019`.
    pub fn key(self) -> String {
        let year = self.first.year();
        match self.unit {
            Unit::Day | Unit::Third => self.first.to_string(),
            Unit::Month => format!("{year}-{:02}", self.first.month()),
            Unit::Quarter => format!("{year}-Q{}", (self.first.month() + 2) / 3),
            Unit::Years(1) => year.to_string(),
            Unit::Years(_) => format!("{year}-{}", self.last.year()),
        }
    }

    fn tick(self) -> Tick {
        let (month, year) = (self.first.month(), self.first.year());
        let short = match self.unit {
            Unit::Day | Unit::Third => format!("{} {}", self.first.day(), month_name(month)),
            Unit::Years(_) => year_text(year),
            Unit::Month | Unit::Quarter => self.text(),
        };
        let long = match self.unit {
            Unit::Month => format!("{} {}", full_month_name(month), year_text(year)),
            Unit::Day | Unit::Third => format!("{short} {}", year_text(year)),
            Unit::Quarter | Unit::Years(_) => short.clone(),
        };
        Tick { day: self.first.number(), long, short }
    }
}

/// The ticks of an axis from the first to the last day that is `width` points long, in the finest
/// unit with room for its words.
pub fn ticks((first, last): (Day, Day), width: f32) -> Vec<Tick> {
    let days = days_between((first, last)) as f32;
    let days_of = |unit: Unit| match unit {
        Unit::Day => 1.0,
        Unit::Third => 8.0,
        Unit::Month => 28.0,
        Unit::Quarter => 90.0,
        Unit::Years(count) => 365.0 * count as f32,
    };
    // Thirds of a month serve one or two months; over more they are clutter.
    let serves = |unit: &Unit| {
        (*unit != Unit::Third || days <= 31.0) && width / days * days_of(*unit) >= unit.tick_width()
    };
    let unit = UNITS.into_iter().find(serves).unwrap_or(LONGEST);
    periods(unit, (first, last))
        .map(Period::tick)
        .filter(|tick| tick.day >= first.number())
        .collect()
}

/// How many days these are, both ends counted.
fn days_between((first, last): (Day, Day)) -> i64 {
    (last.number() - first.number() + 1).max(1)
}

/// The ticks of an axis of days counted from 1970-01-01 that is `width` points long: within its
/// ends, and within the calendar.
pub fn ticks_between((from, to): (f64, f64), width: f32) -> Vec<Tick> {
    if from.is_nan() || to.is_nan() || from > to {
        return Vec::new();
    }
    let year = |year: i64, month: i8, day: i8| Day::new(year, month, day);
    let ends = year(-FURTHEST_YEAR, 1, 1).zip(year(FURTHEST_YEAR, 12, 31));
    let Some((earliest, latest)) = ends.filter(|ends| to >= ends.0.position()) else {
        return Vec::new();
    };
    if from > latest.position() {
        return Vec::new();
    }
    let first = date_of(from.ceil()).unwrap_or(earliest);
    let last = date_of(to.floor()).unwrap_or(latest);
    let within = |tick: &Tick| (from..=to).contains(&(tick.day as f64));
    ticks((first, last.max(first)), width).into_iter().filter(within).collect()
}

/// A day counted from 1970-01-01, as a sentence has it; empty outside the calendar.
pub fn day_text(day: f64) -> String {
    date_of(day.floor()).map_or_else(String::new, |day| Unit::Day.around(day).text())
}

/// The date of a day counted from 1970-01-01; `None` outside the calendar.
pub fn date_of(day: f64) -> Option<Day> {
    if day.is_nan() { None } else { Day::from_number(day as i64) }
}

/// The periods of a unit from the one that holds the first day to the one after the last.
fn periods(unit: Unit, (first, last): (Day, Day)) -> impl Iterator<Item = Period> {
    std::iter::successors(Some(unit.around(first)), move |period| {
        if period.first > last { None } else { period.next() }
    })
}

/// The days widened to whole months, or to whole quarters, years or more where they span many.
pub fn widened((first, last): (Day, Day)) -> (Day, Day) {
    let unit = match last.number() - first.number() {
        ..=186 => Unit::Month,
        187..=730 => Unit::Quarter,
        _ => finest((first, last), MOST_YEARS).max(Unit::Years(1)),
    };
    (unit.around(first).first, unit.around(last).last)
}

/// The most years that an axis is widened to one by one.
const MOST_YEARS: usize = 2_000;

/// The periods that hold the first or last day of any of these ranges, in the finest unit from
/// months upwards that gives no more than `most`, earliest first.
pub fn present<'a>(ranges: impl Iterator<Item = &'a DateRange>, most: usize) -> Vec<Period> {
    let mut days: Vec<Day> = ranges.flat_map(|range| [range.first, range.last]).collect();
    days.sort_unstable();
    days.dedup();
    let of = |unit: Unit| {
        let mut periods: Vec<Period> = days.iter().map(|day| unit.around(*day)).collect();
        periods.dedup();
        periods
    };
    let units = UNITS.into_iter().skip_while(|unit| *unit != Unit::Month);
    units.map(of).find(|periods| periods.len() <= most).unwrap_or_default()
}

/// The finest unit of which the days hold no more than `most`.
pub fn finest((first, last): (Day, Day), most: usize) -> Unit {
    let days = days_between((first, last)) as usize;
    let count = |unit: &Unit| match unit {
        Unit::Day => days,
        Unit::Third => days / 9 + 1,
        Unit::Month => days / 30 + 1,
        Unit::Quarter => days / 91 + 1,
        Unit::Years(years) => days / 365 / (*years).max(1) as usize + 1,
    };
    UNITS.into_iter().find(|unit| count(unit) <= most).unwrap_or(LONGEST)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn date(year: i64, month: i8, day: i8) -> Day {
        Day::new(year, month, day).unwrap()
    }

    #[test]
    fn every_unit_holds_its_day_and_ends_where_the_next_begins() {
        for unit in UNITS {
            for day in [
                date(2026, 3, 5),
                date(2028, 2, 29),
                date(1999, 12, 31),
                date(9999, 12, 31),
                date(-44, 3, 15),
                date(-13_800_000_000, 3, 15),
                date(-FURTHEST_YEAR, 1, 1),
            ] {
                let period = unit.around(day);
                assert!(period.first <= day && day <= period.last, "{unit:?} {day}");
                assert!(period.first < period.last || unit == Unit::Day, "{unit:?} {day}");
                if let Some(next) = period.next() {
                    assert_eq!(Some(next.first), period.last.tomorrow(), "{unit:?}");
                }
            }
        }
        assert_eq!(Unit::Third.around(date(2026, 2, 24)).text(), "late Feb 2026");
        assert_eq!(Unit::Years(10).around(date(2017, 2, 24)).text(), "2010–2019");
        assert_eq!(Unit::Quarter.around(date(2017, 5, 24)).key(), "2017-Q2");
        assert_eq!(Unit::Years(10).around(date(-43, 3, 15)).text(), "50 BC – 41 BC");
        assert_eq!(Unit::Years(10).around(date(4, 3, 15)).text(), "AD 1 – AD 9");
    }

    #[test]
    fn an_axis_has_as_many_ticks_as_it_has_room_for_words() {
        let short = |span, width| -> Vec<String> {
            ticks(span, width).into_iter().map(|tick| tick.short).collect()
        };
        let spring = (date(2026, 2, 1), date(2026, 3, 31));
        assert_eq!(short(spring, 600.0), ["Feb 2026", "Mar 2026", "Apr 2026"]);
        let march = (date(2026, 3, 1), date(2026, 3, 31));
        assert_eq!(short(march, 600.0), ["1 Mar", "11 Mar", "21 Mar", "1 Apr"]);
        let decades = (date(2011, 1, 1), date(2025, 12, 31));
        assert_eq!(short(decades, 300.0).first().map(String::as_str), Some("2015"));
        assert!(ticks((date(1000, 1, 1), date(9999, 12, 31)), 500.0).len() < 12);
        assert!(ticks(march, 0.0).len() < 3);
    }

    #[test]
    fn an_axis_that_zooms_has_ticks_from_days_to_millennia_and_never_crowds() {
        let day = |year, month, day| date(year, month, day).position();
        let short = |from, to| -> Vec<String> {
            ticks_between((from, to), 600.0).into_iter().map(|tick| tick.short).collect()
        };
        assert_eq!(short(day(2026, 3, 1), day(2026, 3, 4)), ["1 Mar", "2 Mar", "3 Mar", "4 Mar"]);
        assert_eq!(
            short(day(2020, 3, 5), day(2025, 11, 30)),
            ["2021", "2022", "2023", "2024", "2025"]
        );
        let odd =
            [f64::MIN, -1e9, -1.0, 0.0, 0.5, 1e3, 1e6, 1e9, f64::MAX, f64::NAN, f64::INFINITY];
        for from in odd {
            for to in odd {
                assert!(ticks_between((from, to), 600.0).len() <= 14, "{from} {to}");
                assert!(day_text(from).len() < 30, "{from}");
            }
        }
        assert_eq!(day_text(day(2026, 3, 5)), "5 Mar 2026");
        let ages = short(day(-13_799_999_999, 1, 1), day(2026, 1, 1));
        assert_eq!(ages, ["10 billion BC", "5 billion BC", "AD 1"]);
    }

    #[test]
    fn the_zoom_offers_a_dozen_periods_at_most() {
        let ranges: Vec<DateRange> =
            ["early Feb 2026", "2026-03-05"].iter().filter_map(|t| DateRange::parse(t)).collect();
        let keys: Vec<String> = present(ranges.iter(), 12).into_iter().map(Period::key).collect();
        assert_eq!(keys, ["2026-02", "2026-03"]);
        let years: Vec<DateRange> =
            (1950..2026).filter_map(|year| DateRange::parse(&year.to_string())).collect();
        assert!(present(years.iter(), 12).len() <= 12);
        assert_eq!(present([].iter(), 12), []);
    }
}
