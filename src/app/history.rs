//! What was changed, for taking it back and doing it again.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use super::opening::Openings;
use crate::desk::{Desk, TableRead};
use crate::load::Problems;

/// Changes that can be taken back.
const MOST_STEPS: usize = 100;
/// Rows of all data kept for that, over all steps: a large file that is saved time and again would
/// otherwise fill the memory.
const MOST_ROWS: usize = 1_000_000;
/// And bytes of the files kept with it.
const MOST_BYTES: usize = 256 * 1024 * 1024;

/// What is shown at one time. It shares the data with what is shown at other times.
pub struct Snapshot {
    /// The tabs, with their data and options.
    pub desk: Desk,
    /// Where the data comes from.
    pub openings: Openings,
    /// Position of the tab shown.
    pub current: usize,
    /// Key of the selected mark, by tab.
    pub selected: BTreeMap<&'static str, String>,
    /// What is told of the data; `None` where only an option changed, which leaves that as it is.
    pub problems: Option<Arc<Problems>>,
}

impl Snapshot {
    fn share(&self) -> Self {
        Self {
            desk: self.desk.share(),
            openings: self.openings.clone(),
            current: self.current,
            selected: self.selected.clone(),
            problems: self.problems.clone(),
        }
    }
}

/// One change.
pub struct Step {
    /// What was done, to follow “Undo: ”.
    words: String,
    before: Snapshot,
    after: Snapshot,
}

/// When a gesture goes on, in seconds.
#[derive(Clone, Copy, Debug)]
pub struct Moment {
    /// Now.
    pub now: f64,
    /// When the button of the pointer went down that is down still.
    pub pressed: Option<f64>,
}

/// Within this time a turn of the wheel or a press of a key goes on with the gesture before, in
/// seconds.
const GOES_ON: f64 = 0.6;

impl Moment {
    /// Whether this goes on with the gesture that was last seen at that time.
    fn goes_on_from(self, at: f64) -> bool {
        match self.pressed {
            Some(pressed) => pressed <= at,
            None => self.now - at < GOES_ON,
        }
    }
}

/// The changes made, and those taken back.
#[derive(Default)]
pub struct History {
    /// When the gesture was last seen whose step was noted last.
    gesture: Option<f64>,
    done: Vec<Step>,
    undone: Vec<Step>,
    forgotten: Vec<Step>,
}

impl History {
    /// Notes a change. What was taken back before it cannot be done again.
    pub fn record(&mut self, words: String, before: Snapshot, after: Snapshot) {
        self.gesture = None;
        self.forgotten.append(&mut self.undone);
        self.done.push(Step { words, before, after });
        while self.done.len() > MOST_STEPS || (self.done.len() > 1 && self.is_large()) {
            self.forgotten.push(self.done.remove(0));
        }
    }

    /// The steps that can be gone no more, for letting go of them where that holds nobody up.
    pub fn forgotten(&mut self) -> Vec<Step> {
        std::mem::take(&mut self.forgotten)
    }

    /// Notes a change that a gesture makes, together with what it has changed before.
    pub fn record_gesture(
        &mut self,
        words: &str,
        moment: Moment,
        before: Snapshot,
        after: Snapshot,
    ) {
        let is_same = self.gesture.is_some_and(|at| moment.goes_on_from(at));
        match self.done.last_mut().filter(|step| is_same && step.words == words) {
            Some(step) => step.after = after,
            None => self.record(words.to_owned(), before, after),
        }
        self.gesture = Some(moment.now);
    }

    /// Takes the last change back: its words, and what was shown before it. `None` where there is
    /// none.
    pub fn undo(&mut self) -> Option<(String, Snapshot)> {
        self.gesture = None;
        let step = self.done.pop()?;
        let told = (step.words.clone(), step.before.share());
        self.undone.push(step);
        Some(told)
    }

    /// Makes the change last taken back again: its words, and what is shown after it. `None` where
    /// there is none.
    pub fn redo(&mut self) -> Option<(String, Snapshot)> {
        let step = self.undone.pop()?;
        let told = (step.words.clone(), step.after.share());
        self.done.push(step);
        Some(told)
    }

    /// Whether the data kept, each counted once, is more than the memory should hold.
    fn is_large(&self) -> bool {
        let mut seen = BTreeSet::new();
        let snapshots = self.done.iter().flat_map(|step| [&step.before, &step.after]);
        let origins = snapshots.flat_map(|snapshot| &snapshot.desk.tabs).map(|shown| &shown.origin);
        let (mut rows, mut bytes) = (0, 0);
        for origin in origins.filter(|origin| seen.insert(Arc::as_ptr(origin))) {
            rows += origin.tables.iter().map(TableRead::rows).sum::<usize>();
            bytes += origin.imports.iter().map(|import| import.file.bytes.len()).sum::<usize>();
        }
        rows > MOST_ROWS || bytes > MOST_BYTES
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::desk::{Origin, Shown};
    use crate::load::sheet::Sheet;
    use crate::load::table::Part;

    fn snapshot(current: usize) -> Snapshot {
        Snapshot {
            desk: Desk { tabs: Vec::new() },
            openings: Openings::default(),
            current,
            selected: BTreeMap::new(),
            problems: None,
        }
    }

    fn positions(found: Option<(String, Snapshot)>) -> Option<(String, usize)> {
        found.map(|(words, snapshot)| (words, snapshot.current))
    }

    #[test]
    fn changes_are_taken_back_and_made_again_in_order() {
        let mut history = History::default();
        history.record("a".to_owned(), snapshot(0), snapshot(1));
        history.record("b".to_owned(), snapshot(1), snapshot(2));
        assert_eq!(positions(history.undo()), Some(("b".to_owned(), 1)));
        assert_eq!(positions(history.undo()), Some(("a".to_owned(), 0)));
        assert_eq!(positions(history.undo()), None);
        assert_eq!(positions(history.redo()), Some(("a".to_owned(), 1)));
        history.record("c".to_owned(), snapshot(1), snapshot(3));
        assert_eq!(positions(history.redo()), None, "a new change takes the place of the old");
        assert_eq!(positions(history.undo()), Some(("c".to_owned(), 1)));
    }

    #[test]
    fn the_steps_of_one_gesture_are_one_change() {
        let mut history = History::default();
        let mut zoom = |now: f64, pressed: Option<f64>, at: usize| {
            let moment = Moment { now, pressed };
            history.record_gesture("zoom", moment, snapshot(at), snapshot(at + 1));
        };
        // A wheel that turns, a drag that rests, and another drag right after it.
        zoom(1.0, None, 0);
        zoom(1.3, None, 1);
        zoom(3.1, Some(3.0), 2);
        zoom(8.0, Some(3.0), 3);
        zoom(8.2, Some(8.1), 4);
        let undone: Vec<usize> =
            std::iter::from_fn(|| history.undo()).map(|(_, shown)| shown.current).collect();
        assert_eq!(undone, [4, 2, 0]);
    }

    #[test]
    fn the_oldest_change_is_forgotten_when_there_are_too_many() {
        let mut history = History::default();
        for at in 0..=MOST_STEPS {
            history.record(at.to_string(), snapshot(at), snapshot(at + 1));
        }
        let words: Vec<String> = std::iter::from_fn(|| history.undo()).map(|(w, _)| w).collect();
        assert_eq!(words.len(), MOST_STEPS);
        assert_eq!(words.last().map(String::as_str), Some("1"));
    }

    #[test]
    fn large_data_is_kept_for_fewer_changes_but_always_for_the_last() {
        let large = || {
            let mut sheet = Sheet::default();
            for line in 0..MOST_ROWS / 2 {
                sheet.grid.push(line as u64, [""]).unwrap();
            }
            let part = Part { sheet: Arc::new(sheet), ..Part::default() };
            let read = TableRead { name: "funding".to_owned(), part, rows_rejected: 0 };
            let origin = Arc::new(Origin { tables: vec![read], ..Origin::default() });
            let mut desk = Desk::empty();
            desk.tabs = desk.tabs.into_iter().take(1).collect();
            for shown in &mut desk.tabs {
                *shown = Shown { tab: shown.tab.share(), origin: Arc::clone(&origin) };
            }
            Snapshot { desk, ..snapshot(0) }
        };
        let mut history = History::default();
        for _ in 0..5 {
            history.record("read again".to_owned(), large(), large());
        }
        assert_eq!(std::iter::from_fn(|| history.undo()).count(), 1);
    }
}
