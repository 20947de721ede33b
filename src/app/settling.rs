//! When a file that is being written has come to rest.

use crate::load::trace::Trace;

/// How long files must have looked the same, in seconds.
const REST: f64 = 0.3;

/// Waits for files to look the same twice, some time apart: a program that writes a file in pieces is
/// then done with it. It is told what is seen and when, and has no clock of its own.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Settling(Option<(f64, Trace)>);

/// What follows from a look at the files.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum Rest {
    /// They may be changing still: look again after so many seconds.
    Again(f64),
    /// They have come to rest.
    Come,
}

impl Settling {
    /// Takes what was seen at a time in seconds.
    pub fn told(&mut self, now: f64, seen: &Trace) -> Rest {
        match &self.0 {
            Some((since, before)) if before == seen => {
                let left = since + REST - now;
                if left > 0.0 {
                    return Rest::Again(left);
                }
                self.0 = None;
                Rest::Come
            }
            _ => {
                self.0 = Some((now, seen.clone()));
                Rest::Again(REST)
            }
        }
    }

    /// Forgets what was seen.
    pub fn forget(&mut self) {
        self.0 = None;
    }
}

#[cfg(test)]
mod tests {
    use std::time::Duration;

    use super::*;
    use crate::load::trace::Stamp;

    fn trace(length: u64, modified: u64) -> Trace {
        Trace(vec![Some(Stamp { length, modified: Duration::from_millis(modified) })])
    }

    #[test]
    fn a_file_rests_when_it_looks_the_same_twice_some_time_apart() {
        let mut settling = Settling::default();
        assert_eq!(settling.told(10.0, &trace(5, 1)), Rest::Again(REST));
        assert!(matches!(settling.told(10.1, &trace(5, 1)), Rest::Again(left) if left > 0.19));
        assert_eq!(settling.told(10.5, &trace(5, 1)), Rest::Come);
    }

    #[test]
    fn a_file_that_grows_or_is_touched_begins_to_rest_anew() {
        let mut settling = Settling::default();
        settling.told(10.0, &trace(5, 1));
        assert_eq!(settling.told(10.5, &trace(9, 1)), Rest::Again(REST), "longer");
        assert_eq!(settling.told(11.0, &trace(9, 2)), Rest::Again(REST), "same length, later");
        assert_eq!(settling.told(11.5, &Trace(vec![None])), Rest::Again(REST), "gone");
        assert_eq!(settling.told(12.0, &trace(9, 2)), Rest::Again(REST), "back again");
        assert_eq!(settling.told(12.5, &trace(9, 2)), Rest::Come);
    }

    #[test]
    fn after_it_has_rested_everything_begins_anew() {
        let mut settling = Settling::default();
        settling.told(10.0, &trace(5, 1));
        settling.told(10.5, &trace(5, 1));
        assert_eq!(settling.told(20.0, &trace(5, 1)), Rest::Again(REST));
    }
}
