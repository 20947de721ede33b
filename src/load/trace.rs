//! What can be seen of files without reading them: enough to tell that they have changed.

use std::time::Duration;

use jiff::Timestamp;
use jiff::tz::TimeZone;

/// Length and time of change of a file.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Stamp {
    /// In bytes.
    pub length: u64,
    /// Since the beginning of 1970, UTC; nothing for files that say they are older.
    pub modified: Duration,
}

/// The stamps of some files, in their order; `None` for a file that is not there.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Trace(pub Vec<Option<Stamp>>);

impl Trace {
    /// Position of the first file that is not there.
    pub fn missing(&self) -> Option<usize> {
        self.0.iter().position(Option::is_none)
    }

    /// When the file that changed last did so, by the clock on the wall: `5 Mar 2026, 14:02`.
    /// `None` where there is no file.
    pub fn moment(&self) -> Option<String> {
        // A system that does not say where it is gets the time of Greenwich, and is told so.
        match TimeZone::try_system() {
            Ok(zone) => self.moment_in(zone),
            Err(_) => Some(format!("{} UTC", self.moment_in(TimeZone::UTC)?)),
        }
    }

    fn moment_in(&self, zone: TimeZone) -> Option<String> {
        let last = self.0.iter().flatten().map(|stamp| stamp.modified).max()?;
        let moment = Timestamp::new(i64::try_from(last.as_secs()).ok()?, 0).ok()?;
        Some(moment.to_zoned(zone).strftime("%-d %b %Y, %H:%M").to_string())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn stamp(seconds: u64) -> Stamp {
        Stamp { length: 1, modified: Duration::from_secs(seconds) }
    }

    #[test]
    fn the_moment_is_that_of_the_latest_file_by_the_clock_on_the_wall() {
        let trace = Trace(vec![Some(stamp(1_772_719_320)), None, Some(stamp(1_700_000_000))]);
        assert_eq!(trace.moment_in(TimeZone::UTC).as_deref(), Some("5 Mar 2026, 14:02"));
        let singapore = TimeZone::fixed(jiff::tz::offset(8));
        assert_eq!(trace.moment_in(singapore).as_deref(), Some("5 Mar 2026, 22:02"));
        assert_eq!(trace.missing(), Some(1));
    }

    #[test]
    fn no_file_has_no_moment_and_a_time_past_all_calendars_none_either() {
        assert_eq!(Trace::default().moment_in(TimeZone::UTC), None);
        assert_eq!(Trace(vec![Some(stamp(u64::MAX))]).moment_in(TimeZone::UTC), None);
    }
}
