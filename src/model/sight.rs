//! The part of a chart's axes that is in sight, and how it is written: `2026-01-01/2026-03-31`,
//! `20..45`.

use super::calendar::{date_of, day_text};
use super::day::Day;
use super::quantity::{Qualifier, Quantity, Unit};

/// The two ends of a part of an axis, the lower one first.
pub type Ends = (f64, f64);

/// Minutes of a day, which is the finest that days are written.
const MINUTES: f64 = 24.0 * 60.0;
/// The first and the last day that can be in sight, counted from 1970-01-01: some 99 billion years on
/// either side.
const DAYS: Ends = (-3.6e13, 3.6e13);
/// Ends are written to some thousandth part of what lies between them: a screen shows no less.
const PARTS: f64 = 2000.0;
/// The most that a value can be.
const LARGEST: f64 = 1e100;

/// What a setting takes beside its choices.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Form {
    /// The days in sight.
    Days,
    /// The values in sight.
    Values,
}

impl Form {
    /// Both, in the order in which they are set.
    pub const ALL: [Self; 2] = [Self::Days, Self::Values];

    /// Word on the command line.
    pub const fn key(self) -> &'static str {
        match self {
            Self::Days => "days",
            Self::Values => "values",
        }
    }

    /// How it is written, for a message and for `--help`.
    pub const fn hint(self) -> &'static str {
        match self {
            Self::Days => "FIRST/LAST, days like 2026-01-31 or times like 2026-01-31T12:00",
            Self::Values => "LOW..HIGH, numbers like 20..45",
        }
    }

    /// What is written; `None` where it is of another form, or the ends are not in order.
    pub fn read(self, text: &str) -> Option<Ends> {
        let (ends, limits) = match self {
            Self::Days => {
                let (first, last) = text.split_once('/')?;
                ((day(first)?, day(last)?), DAYS)
            }
            Self::Values => {
                let (low, high) = text.split_once("..")?;
                let number = |text: &str| text.trim().parse::<f64>().ok();
                ((number(low)?, number(high)?), (-LARGEST, LARGEST))
            }
        };
        let is_in = limits.0 <= ends.0 && ends.1 <= limits.1;
        (is_in && (ends.1 - ends.0).is_normal() && ends.0 < ends.1).then_some(ends)
    }

    /// The ends in this form, to as many places as a screen shows.
    pub fn write(self, (from, to): Ends) -> String {
        let part = (to - from) / PARTS;
        match self {
            Self::Days => {
                let part = part * MINUTES;
                let steps = [MINUTES, MINUTES / 2.0, 180.0, 60.0, 15.0, 5.0];
                let step = steps.into_iter().find(|step| *step <= part).unwrap_or(1.0);
                let text = |day: f64| time_text(day.clamp(DAYS.0, DAYS.1), step);
                format!("{}/{}", text(from), text(to))
            }
            Self::Values => {
                let places = part.log10().floor();
                let step = 10_f64.powf(places);
                let text = |value: f64| {
                    // What a step of a power of ten adds in binary is no part of the number.
                    let value = (value.clamp(-LARGEST, LARGEST) / step).round() * step;
                    let text = format!("{value:.*}", (-places).clamp(0.0, 300.0) as usize);
                    if text.contains('.') {
                        let trimmed = text.trim_end_matches('0').trim_end_matches('.');
                        return if trimmed == "-0" { "0".to_owned() } else { trimmed.to_owned() };
                    }
                    text
                };
                format!("{}..{}", text(from), text(to))
            }
        }
    }
}

/// A day or a time as days from 1970-01-01.
fn day(text: &str) -> Option<f64> {
    let (date, time) = text.trim().split_once('T').unwrap_or_else(|| (text.trim(), "00:00"));
    // The sign of a year before year 0 is no hyphen between its parts.
    let mut parts = date.rsplitn(3, '-');
    let (day, month, year) = (parts.next()?, parts.next()?, parts.next()?);
    let day = Day::new(year.parse().ok()?, month.parse().ok()?, day.parse().ok()?)?;
    let (hour, minute) = time.split_once(':')?;
    let (hour, minute): (u8, u8) = (hour.parse().ok()?, minute.parse().ok()?);
    let minutes = f64::from(hour) * 60.0 + f64::from(minute);
    (hour < 24 && minute < 60).then(|| day.position() + minutes / MINUTES)
}

/// `2026-01-31`, or with the time where that is not the beginning of the day.
fn time_text(day: f64, step: f64) -> String {
    let minutes = if step < MINUTES {
        (day * MINUTES / step).round() * step
    } else {
        // So far away, minutes cannot be counted any more.
        day.round() * MINUTES
    };
    let whole = (minutes / MINUTES).floor();
    let date = date_of(whole).map_or_else(String::new, |date| date.to_string());
    match (minutes - whole * MINUTES) as u32 {
        0 => date,
        rest => format!("{date}T{:02}:{:02}", rest / 60, rest % 60),
    }
}

/// The axes of a chart that can be moved, with all that they hold.
#[derive(Clone, Debug, PartialEq)]
pub struct Axes {
    /// Days from 1970-01-01.
    pub days: Ends,
    /// From the lowest to the highest.
    pub values: Ends,
    /// What the values count.
    pub unit: Unit,
}

impl Axes {
    /// All of an axis.
    pub const fn all(&self, form: Form) -> Ends {
        match form {
            Form::Days => self.days,
            Form::Values => self.values,
        }
    }

    /// Whether some of an axis lies between these ends.
    pub fn meets(&self, form: Form, (from, to): Ends) -> bool {
        let (first, last) = self.all(form);
        from < last && first < to
    }
}

/// What is in sight of both axes; of one that has no ends here, all.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub struct Sight {
    /// Days from 1970-01-01.
    pub days: Option<Ends>,
    /// From the lowest to the highest.
    pub values: Option<Ends>,
}

impl Sight {
    /// What is in sight of one axis; `None` for all.
    pub const fn of(&self, form: Form) -> Option<Ends> {
        match form {
            Form::Days => self.days,
            Form::Values => self.values,
        }
    }

    /// The same with this in sight of one axis.
    pub fn with(mut self, form: Form, ends: Option<Ends>) -> Self {
        match form {
            Form::Days => self.days = ends,
            Form::Values => self.values = ends,
        }
        self
    }

    /// As it is set: `all` for an axis without ends.
    pub fn text(&self, form: Form) -> String {
        self.of(form).map_or_else(|| "all".to_owned(), |ends| form.write(ends))
    }

    /// Says what is in sight where that is not all: `cut to 1 Jan 2026 – 31 Mar 2026, 20% – 45%`.
    pub fn words(&self, axes: &Axes) -> Option<String> {
        let value = |value: f64| {
            let unit = axes.unit.clone();
            Quantity { value, unit, qualifier: Qualifier::Exact }.text()
        };
        let days = self.days.map(|(from, to)| format!("{} – {}", day_text(from), day_text(to)));
        let values = self.values.map(|(from, to)| format!("{} – {}", value(from), value(to)));
        let parts: Vec<String> = [days, values].into_iter().flatten().collect();
        (!parts.is_empty()).then(|| format!("cut to {}", parts.join(", ")))
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn what_is_in_sight_is_written_as_data_writes_it() {
        let days = Form::Days.read("2026-01-01/2026-03-31T12:00").unwrap_or_default();
        assert_eq!(days, (20_454.0, 20_543.5));
        assert_eq!(Form::Days.write(days), "2026-01-01/2026-03-31T12:00");
        assert_eq!(Form::Days.write((0.0, 20_000.4)), "1970-01-01/2024-10-04");
        assert_eq!(Form::Values.write((20.0, 45.0)), "20..45");
        assert_eq!(Form::Values.write((-0.000_001, 0.35)), "0..0.35");
        assert_eq!(Form::Values.write((12_345_678.9, 3e9)), "12000000..3000000000");
    }

    #[test]
    fn what_has_no_order_no_form_or_no_end_is_not_read() {
        for text in ["", "2026-01-01", "2026-03-31/2026-01-01", "2026-01-01/2026-01-01", "a/b"] {
            assert_eq!(Form::Days.read(text), None, "{text}");
        }
        for text in ["", "20", "45..20", "20..20", "nan..1", "0..inf", "0..1e300", "a..b"] {
            assert_eq!(Form::Values.read(text), None, "{text}");
        }
    }

    #[test]
    fn what_is_cut_is_said_in_words() {
        let axes = Axes { days: (0.0, 1.0), values: (0.0, 100.0), unit: Unit::Percent };
        let sight = Sight { days: Form::Days.read("2026-01-01/2026-03-31"), values: None };
        assert_eq!(sight.words(&axes).as_deref(), Some("cut to 1 Jan 2026 – 31 Mar 2026"));
        let both = sight.with(Form::Values, Some((20.0, 45.0)));
        let words = "cut to 1 Jan 2026 – 31 Mar 2026, 20% – 45%";
        assert_eq!(both.words(&axes).as_deref(), Some(words));
        assert_eq!(Sight::default().words(&axes), None);
    }

    proptest! {
        #[test]
        fn what_is_written_reads_back_as_near_as_a_screen_shows(
            from in -700_000.0..2_900_000.0_f64, width in 0.5..30_000.0_f64, high in 1e-9..1e12_f64
        ) {
            for (form, ends) in
                [(Form::Days, (from, from + width)), (Form::Values, (-high / 3.0, high))]
            {
                let text = form.write(ends);
                let read = form.read(&text);
                prop_assert!(read.is_some(), "{text} of {ends:?}");
                let (low, last) = read.unwrap_or_default();
                let near = (ends.1 - ends.0) / 1000.0 + 1.0 / 1400.0 * f64::from(form == Form::Days);
                prop_assert!((low - ends.0).abs() <= near && (last - ends.1).abs() <= near, "{text}");
                prop_assert_eq!(form.write((low, last)), text, "and is written the same again");
            }
        }
    }
}
