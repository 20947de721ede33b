//! How far a load has come, told while it runs, and the wish to stop it.

use std::sync::Arc;
use std::sync::atomic::{AtomicBool, AtomicU8, AtomicU64, Ordering};

/// What a load does, in this order for each file.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Step {
    /// Bytes come from the disk.
    File,
    /// They are cut into rows.
    Cells,
    /// The columns are looked at.
    Columns,
    /// Rows become records.
    Rows,
    /// Figures are made of them.
    Figures,
}

impl Step {
    const ALL: [Self; 5] = [Self::File, Self::Cells, Self::Columns, Self::Rows, Self::Figures];

    fn words(self) -> &'static str {
        match self {
            Self::File => "reading the file",
            Self::Cells => "cutting it into rows",
            Self::Columns => "looking at its columns",
            Self::Rows => "reading its rows",
            Self::Figures => "making the figures",
        }
    }
}

/// How far a load has come, shared by those who do it and those who watch it.
#[derive(Clone, Debug, Default)]
pub struct Progress(Arc<Reached>);

#[derive(Debug, Default)]
struct Reached {
    step: AtomicU8,
    done: AtomicU64,
    of: AtomicU64,
    is_cancelled: AtomicBool,
}

impl Progress {
    /// Begins a step of this length, in whatever is counted there; 0 where that is not known.
    pub fn begin(&self, step: Step, of: u64) {
        self.0.done.store(0, Ordering::Relaxed);
        self.0.of.store(of, Ordering::Relaxed);
        self.0.step.store(step as u8, Ordering::Relaxed);
    }

    /// Says how much of the step is done, and returns whether to go on.
    pub fn reached(&self, done: u64) -> bool {
        self.0.done.store(done, Ordering::Relaxed);
        !self.is_cancelled()
    }

    /// Says that so much more of the step is being done, and returns whether to go on.
    pub fn went_on(&self, more: u64) -> bool {
        self.0.done.fetch_add(more, Ordering::Relaxed);
        !self.is_cancelled()
    }

    /// Asks for an end.
    pub fn cancel(&self) {
        self.0.is_cancelled.store(true, Ordering::Relaxed);
    }

    /// Whether an end was asked for: what is loaded then is not whole, and not to be shown.
    pub fn is_cancelled(&self) -> bool {
        self.0.is_cancelled.load(Ordering::Relaxed)
    }

    /// What is being done.
    pub fn step(&self) -> Step {
        let step = usize::from(self.0.step.load(Ordering::Relaxed));
        Step::ALL.get(step).copied().unwrap_or(Step::File)
    }

    /// What is being done and how much of it is: `reading its rows, 45%`.
    pub fn text(&self) -> String {
        let words = self.step().words();
        let (done, of) = (self.0.done.load(Ordering::Relaxed), self.0.of.load(Ordering::Relaxed));
        match (done * 100).checked_div(of) {
            Some(percent) => format!("{words}, {}%", percent.min(100)),
            None => words.to_owned(),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_watcher_is_told_the_step_and_how_much_of_it_is_done() {
        let progress = Progress::default();
        let watched = progress.clone();
        assert_eq!(watched.text(), "reading the file");
        progress.begin(Step::Rows, 200);
        assert!(progress.reached(91));
        assert_eq!(watched.text(), "reading its rows, 45%");
        progress.begin(Step::Figures, 0);
        assert_eq!(watched.text(), "making the figures");
    }

    #[test]
    fn what_is_cancelled_does_not_go_on() {
        let progress = Progress::default();
        progress.clone().cancel();
        assert!(progress.is_cancelled() && !progress.reached(1));
    }
}
