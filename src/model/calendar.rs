//! Calendar units: where the axis has its ticks, what the zoom offers, what crowds are counted by.

use jiff::ToSpan as _;
use jiff::civil::{Date, date};

use super::date::{DateRange, Precision, day_number, full_month_name, month_name};

/// A unit of the calendar.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Unit {
    /// One day.
    Day,
    /// Days 1–10, 11–20 and 21 to the end of a month: early, mid and late.
    Third,
    /// A month.
    Month,
    /// Three months, the first in January, April, July or October.
    Quarter,
    /// This many years, the first a multiple of it.
    Years(i16),
}

/// Every unit, from the finest.
pub const UNITS: [Unit; 11] = [
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
    Unit::Years(1000),
];

/// One stretch of the calendar.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Period {
    /// How long it is.
    pub unit: Unit,
    /// Its first day.
    pub first: Date,
    /// Its last day.
    pub last: Date,
}

/// A tick of the axis: the day that begins there, with its words in two lengths.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Tick {
    /// Counted from 1970-01-01.
    pub day: i32,
    /// `March 2026`.
    pub long: String,
    /// `Mar 2026`.
    pub short: String,
}

impl Unit {
    /// The period of this unit that holds the day.
    pub fn around(self, day: Date) -> Period {
        let (year, month) = (day.year(), day.month());
        let of = |year: i16, month: i8, day: i8| Date::new(year, month, day).ok();
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
                let last = of(year, start + 2, 1).map(Date::last_of_month);
                of(year, start, 1).zip(last)
            }
            Self::Years(count) => {
                let start = year - year.rem_euclid(count.max(1));
                let last = (start + (count.max(1) - 1)).min(Date::MAX.year());
                // The first thousand years of the calendar begin before it.
                let start = start.max(Date::MIN.year());
                of(start, 1, 1).zip(of(last, 12, 31))
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
            Self::Years(_) => 44.0,
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

impl Period {
    /// The period after this one; `None` at the end of the calendar.
    pub fn next(self) -> Option<Self> {
        self.last.checked_add(1.day()).ok().map(|day| self.unit.around(day))
    }

    /// As a sentence has it: `early Mar 2026`, `2010–2019`.
    pub fn text(self) -> String {
        let precision = match self.unit {
            Unit::Day => Precision::Day,
            Unit::Third => Precision::ThirdOfMonth,
            Unit::Month => Precision::Month,
            Unit::Quarter => Precision::Quarter,
            Unit::Years(1) => Precision::Year,
            Unit::Years(_) => return format!("{}–{}", self.first.year(), self.last.year()),
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
            Unit::Years(_) => year.to_string(),
            Unit::Month | Unit::Quarter => self.text(),
        };
        let long = match self.unit {
            Unit::Month => format!("{} {year}", full_month_name(month)),
            Unit::Day | Unit::Third => format!("{short} {year}"),
            Unit::Quarter | Unit::Years(_) => short.clone(),
        };
        Tick { day: day_number(self.first), long, short }
    }
}

/// The ticks of an axis from the first to the last day that is `width` points long, in the finest
/// unit with room for its words.
pub fn ticks((first, last): (Date, Date), width: f32) -> Vec<Tick> {
    let days = (day_number(last) - day_number(first) + 1).max(1) as f32;
    let days_of = |unit: Unit| match unit {
        Unit::Day => 1.0,
        Unit::Third => 8.0,
        Unit::Month => 28.0,
        Unit::Quarter => 90.0,
        Unit::Years(count) => 365.0 * f32::from(count),
    };
    // Thirds of a month serve one or two months; over more they are clutter.
    let serves = |unit: &Unit| {
        (*unit != Unit::Third || days <= 31.0) && width / days * days_of(*unit) >= unit.tick_width()
    };
    let unit = UNITS.into_iter().find(serves).unwrap_or(Unit::Years(1000));
    periods(unit, (first, last))
        .map(Period::tick)
        .filter(|tick| tick.day >= day_number(first))
        .collect()
}

/// The ticks of an axis of days counted from 1970-01-01 that is `width` points long: within its
/// ends, and within the years that files can name.
pub fn ticks_between((from, to): (f64, f64), width: f32) -> Vec<Tick> {
    let ends = (date(1, 1, 1), date(9999, 12, 31));
    let limits = (f64::from(day_number(ends.0)), f64::from(day_number(ends.1)));
    if from.is_nan() || to.is_nan() || from > to || to < limits.0 || from > limits.1 {
        return Vec::new();
    }
    let first = date_of(from.ceil()).unwrap_or(ends.0).max(ends.0);
    let last = date_of(to.floor()).unwrap_or(ends.1).min(ends.1);
    let within = |tick: &Tick| (from..=to).contains(&f64::from(tick.day));
    ticks((first, last.max(first)), width).into_iter().filter(within).collect()
}

/// A day counted from 1970-01-01, as a sentence has it; empty outside the calendar.
pub fn day_text(day: f64) -> String {
    date_of(day.floor()).map_or_else(String::new, |day| Unit::Day.around(day).text())
}

/// The date of a day counted from 1970-01-01; `None` outside the calendar.
pub fn date_of(day: f64) -> Option<Date> {
    let span = jiff::Span::new().try_days(day as i64).ok()?;
    date(1970, 1, 1).checked_add(span).ok()
}

/// The periods of a unit from the one that holds the first day to the one after the last.
fn periods(unit: Unit, (first, last): (Date, Date)) -> impl Iterator<Item = Period> {
    std::iter::successors(Some(unit.around(first)), move |period| {
        if period.first > last { None } else { period.next() }
    })
}

/// The days widened to whole months, or to whole quarters or years where they span many.
pub fn widened((first, last): (Date, Date)) -> (Date, Date) {
    let unit = match day_number(last) - day_number(first) {
        ..=186 => Unit::Month,
        187..=730 => Unit::Quarter,
        _ => Unit::Years(1),
    };
    (unit.around(first).first, unit.around(last).last)
}

/// The periods that hold the first or last day of any of these ranges, in the finest unit from
/// months upwards that gives no more than `most`, earliest first.
pub fn present<'a>(ranges: impl Iterator<Item = &'a DateRange>, most: usize) -> Vec<Period> {
    let mut days: Vec<Date> = ranges.flat_map(|range| [range.first, range.last]).collect();
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
pub fn finest((first, last): (Date, Date), most: usize) -> Unit {
    let days = (day_number(last) - day_number(first) + 1).max(1) as usize;
    let count = |unit: &Unit| match unit {
        Unit::Day => days,
        Unit::Third => days / 9 + 1,
        Unit::Month => days / 30 + 1,
        Unit::Quarter => days / 91 + 1,
        Unit::Years(years) => days / 365 / (*years).max(1) as usize + 1,
    };
    UNITS.into_iter().find(|unit| count(unit) <= most).unwrap_or(Unit::Years(1000))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_unit_holds_its_day_and_ends_where_the_next_begins() {
        for unit in UNITS {
            for day in [
                date(2026, 3, 5),
                date(2028, 2, 29),
                date(1999, 12, 31),
                date(9999, 12, 31),
                date(-44, 3, 15),
                Date::MIN,
            ] {
                let period = unit.around(day);
                assert!(period.first <= day && day <= period.last, "{unit:?} {day}");
                assert!(period.first < period.last || unit == Unit::Day, "{unit:?} {day}");
                if let Some(next) = period.next() {
                    assert_eq!(day_number(next.first), day_number(period.last) + 1, "{unit:?}");
                }
            }
        }
        assert_eq!(Unit::Third.around(date(2026, 2, 24)).text(), "late Feb 2026");
        assert_eq!(Unit::Years(10).around(date(2017, 2, 24)).text(), "2010–2019");
        assert_eq!(Unit::Quarter.around(date(2017, 5, 24)).key(), "2017-Q2");
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
        let day = |year, month, day| f64::from(day_number(date(year, month, day)));
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
                assert!(day_text(from).len() < 20, "{from}");
            }
        }
        assert_eq!(day_text(day(2026, 3, 5)), "5 Mar 2026");
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
