//! Stopping what is being opened, and letting go of what is not shown any more.

use super::opening::Opened;
use super::state::State;

impl State {
    /// Whether something is being opened, which can be cancelled.
    pub fn is_opening(&self) -> bool {
        self.jobs.is_opening()
    }

    /// Waits until nothing is being opened; what was opened is then among the finished jobs.
    pub fn finish_opening(&mut self) {
        self.jobs.finish_opening();
    }

    /// What was opened, where no end was asked for; says so otherwise, and changes nothing else.
    pub(super) fn unless_cancelled(&mut self, opened: Opened) -> Option<Opened> {
        if !opened.is_cancelled {
            return Some(opened);
        }
        self.notice = Some(format!("Opening {} was cancelled", opened.opening.name()));
        self.jobs.put_away(opened);
        None
    }

    /// Lets go of changes that can be gone no more, where it holds nobody up.
    pub(super) fn put_away(&mut self) {
        let forgotten = self.history.forgotten();
        if !forgotten.is_empty() {
            self.jobs.put_away(forgotten);
        }
    }
}
