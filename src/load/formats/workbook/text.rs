//! The value of a cell as text, the shortest that says all of it.

use std::borrow::Cow;

use calamine::{DataRef, ExcelDateTime, ExcelDateTimeType};

use super::format_code::Shown;
use crate::load::formats::shortest;

/// The text of a value, in the way that its format shows it.
pub fn of<'a>(value: &'a DataRef<'_>, shown: &Shown) -> Cow<'a, str> {
    Cow::Owned(match value {
        DataRef::String(text) => return Cow::Borrowed(text),
        DataRef::SharedString(text) => return Cow::Borrowed(text),
        DataRef::Empty => return Cow::Borrowed(""),
        DataRef::Int(value) => number(&value.to_string(), shown),
        DataRef::Float(value) => number(&shortest::text(*value), shown),
        DataRef::Bool(value) => value.to_string(),
        DataRef::DateTime(value) => moment(value, shown),
        DataRef::DateTimeIso(text) => iso(text),
        DataRef::DurationIso(text) => duration(text),
        DataRef::Error(error) => error.to_string(),
    })
}

/// The text of a number that stands for a date where its format says so.
pub fn serial(value: f64, shown: &Shown, is_1904: bool) -> String {
    let kind = match shown {
        Shown::Elapsed => ExcelDateTimeType::TimeDelta,
        Shown::Day | Shown::Month | Shown::Year | Shown::Clock => ExcelDateTimeType::DateTime,
        Shown::Plain | Shown::Percent | Shown::Money(_) => {
            return number(&shortest::text(value), shown);
        }
    };
    moment(&ExcelDateTime::new(value, kind, is_1904), shown)
}

/// Digits in the way that the format shows them.
pub fn number(digits: &str, shown: &Shown) -> String {
    match shown {
        Shown::Percent => format!("{}%", hundredfold(digits)),
        Shown::Money(sign) => {
            let (minus, digits) = match digits.strip_prefix('-') {
                Some(digits) => ("-", digits),
                None => ("", digits),
            };
            let gap = if sign.ends_with(char::is_alphabetic) { " " } else { "" };
            format!("{minus}{sign}{gap}{digits}")
        }
        _ => digits.to_owned(),
    }
}

/// A hundred times the number, exactly: the point moves, nothing is multiplied.
fn hundredfold(digits: &str) -> String {
    let (mantissa, exponent) = digits.split_once(['e', 'E']).unwrap_or((digits, ""));
    if let Ok(exponent) = exponent.parse::<i32>() {
        return format!("{mantissa}e{}", exponent.saturating_add(2));
    }
    let (sign, mantissa) = match mantissa.strip_prefix('-') {
        Some(mantissa) => ("-", mantissa),
        None => ("", mantissa),
    };
    let (whole, decimals) = mantissa.split_once('.').unwrap_or((mantissa, ""));
    let mut decimals = decimals.chars();
    let mut moved: String = whole.to_owned();
    moved.extend((0..2).map(|_| decimals.next().unwrap_or('0')));
    let moved = match moved.trim_start_matches('0') {
        "" => "0",
        moved => moved,
    };
    match decimals.as_str() {
        "" => format!("{sign}{moved}"),
        rest => format!("{sign}{moved}.{rest}"),
    }
}

/// Days past which a spreadsheet shows no date: the year 10000.
const END_OF_DAYS: f64 = 2_958_466.0;

/// A date as ISO 8601, no finer than it is shown; a length of time as hours, minutes and seconds.
fn moment(value: &ExcelDateTime, shown: &Shown) -> String {
    let serial = value.as_f64();
    if !(0.0..END_OF_DAYS).contains(&serial) {
        return shortest::text(serial);
    }
    if value.is_duration() {
        let seconds = (serial * 86_400.0).round() as u64;
        let (hours, minutes) = (seconds / 3600, seconds / 60 % 60);
        return format!("{hours}:{minutes:02}:{:02}", seconds % 60);
    }
    let (year, month, day, hour, minute, second, milli) = value.to_ymd_hms_milli();
    let time = match (second, milli) {
        (0, 0) => format!("{hour:02}:{minute:02}"),
        (_, 0) => format!("{hour:02}:{minute:02}:{second:02}"),
        _ => format!("{hour:02}:{minute:02}:{second:02}.{milli:03}"),
    };
    // Before the first day there are only times. A zero shown as a date is the zeroth of January.
    if serial < 1.0 && (*shown == Shown::Clock || serial > 0.0) {
        return time;
    }
    let is_midnight = (hour, minute, second, milli) == (0, 0, 0, 0);
    match shown {
        _ if serial < 1.0 => "1900-01-00".to_owned(),
        Shown::Year if (month, day) == (1, 1) && is_midnight => format!("{year:04}"),
        Shown::Month if day == 1 && is_midnight => format!("{year:04}-{month:02}"),
        _ if is_midnight => format!("{year:04}-{month:02}-{day:02}"),
        _ => format!("{year:04}-{month:02}-{day:02} {time}"),
    }
}

/// A date that the workbook writes as text, without a midnight nobody wrote.
pub fn iso(text: &str) -> String {
    let text = text.trim();
    match text.split_once('T') {
        Some((day, time)) if time.trim_end_matches('Z').bytes().all(|b| b":0.".contains(&b)) => {
            day.to_owned()
        }
        Some((day, time)) => format!("{day} {time}"),
        None => text.to_owned(),
    }
}

/// `PT26H30M05S` as `26:30:05`; what is written otherwise stays as it is.
pub fn duration(text: &str) -> String {
    let parts = || {
        let (hours, rest) = text.strip_prefix("PT")?.split_once('H')?;
        let (minutes, rest) = rest.split_once('M')?;
        let seconds = rest.strip_suffix('S')?;
        let seconds = seconds.split(['.', ',']).next()?;
        let numbers = [hours, minutes, seconds].map(|part| part.parse::<u32>().ok());
        let [Some(hours), Some(minutes), Some(seconds)] = numbers else { return None };
        Some(format!("{hours}:{minutes:02}:{seconds:02}"))
    };
    parts().unwrap_or_else(|| text.to_owned())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn percents_are_a_hundredfold_without_rounding() {
        for (value, text) in [
            (0.45, "45%"),
            (0.07, "7%"),
            (0.123_456, "12.3456%"),
            (-0.005, "-0.5%"),
            (12.0, "1200%"),
            (0.0, "0%"),
            (1e-30, "1e-28%"),
        ] {
            assert_eq!(number(&shortest::text(value), &Shown::Percent), text);
        }
    }

    #[test]
    fn amounts_bring_their_currency() {
        assert_eq!(number("-5.5", &Shown::Money("€".to_owned())), "-€5.5");
        assert_eq!(number("5", &Shown::Money("CNY".to_owned())), "CNY 5");
    }

    #[test]
    fn dates_are_as_fine_as_they_are_shown() {
        let date = |value: f64, shown: Shown, is_1904| serial(value, &shown, is_1904);
        assert_eq!(date(46_086.0, Shown::Day, false), "2026-03-05");
        assert_eq!(date(46_086.0 - 1462.0, Shown::Day, true), "2026-03-05");
        assert_eq!(date(46_086.5, Shown::Day, false), "2026-03-05 12:00");
        assert_eq!(date(46_082.0, Shown::Month, false), "2026-03");
        assert_eq!(date(46_086.0, Shown::Month, false), "2026-03-05");
        assert_eq!(date(46_023.0, Shown::Year, false), "2026");
        assert_eq!(date(0.75, Shown::Clock, false), "18:00");
        assert_eq!(date(0.0, Shown::Day, false), "1900-01-00");
        assert_eq!(date(-3.0, Shown::Day, false), "-3");
        assert_eq!(date(1e9, Shown::Day, false), "1000000000");
        assert_eq!(date(1.5, Shown::Elapsed, false), "36:00:00");
        assert_eq!(iso("2026-03-05T00:00:00"), "2026-03-05");
        assert_eq!(iso("2026-03-05T10:20:00"), "2026-03-05 10:20:00");
        assert_eq!(duration("PT26H30M05S"), "26:30:05");
    }
}
