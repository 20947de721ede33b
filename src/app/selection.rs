//! Which mark is selected: by keys, by jumps from one tab to another, and the way back.

use super::State;
use crate::command::{PAGE, Walk};
use crate::figure;
use crate::model::{Goal, Mark, listing};

impl State {
    pub(super) fn select(&mut self, key: Option<String>) {
        let Some(name) = self.current_tab().map(|shown| shown.tab.name()) else { return };
        match key {
            Some(key) => {
                self.focus.give_to(figure::stop());
                self.selected.insert(name, key)
            }
            None => self.selected.remove(name),
        };
    }

    /// Selects a mark, or goes where it leads.
    pub(super) fn pick(&mut self, key: String) {
        let goal = self.mark(&key).and_then(|mark| mark.leads_to.clone());
        self.select(Some(key));
        if let Some(goal) = goal {
            self.go_to(&goal);
        }
    }

    /// Goes where the selected mark leads, if it leads anywhere; selects one where none is.
    pub(super) fn follow(&mut self) {
        match self.selected().map(str::to_owned) {
            Some(key) => self.pick(key),
            None => self.walk(Walk::Next),
        }
    }

    fn mark(&self, key: &str) -> Option<&Mark> {
        self.current_tab()?.tab.marks().iter().find(|mark| mark.key == key)
    }

    /// Shows a tab with a mark selected; remembers what was shown. A record that the tab does not
    /// draw is looked for in the others.
    pub(super) fn go_to(&mut self, goal: &Goal) {
        let Some(index) = self.desk.position(&goal.tab) else { return };
        let before = self.snapshot();
        let view = self.option(index, "view");
        self.jumps.push((self.current, self.selected().map(str::to_owned)));
        self.current = index;
        self.dialog = None;
        if goal.mark.is_empty() {
            return;
        }
        match self.desk.reveal(goal) {
            Some((index, key)) => {
                self.current = index;
                self.select(Some(key));
            }
            None => self.notice = Some(format!("{} is not drawn with these options", goal.mark)),
        }
        // To show a mark, another view may have been chosen.
        if let Some(now) = self.option(index, "view").filter(|now| Some(now) != view.as_ref()) {
            self.history.record(format!("view = {now}"), before, self.snapshot());
        }
    }

    pub(super) fn back(&mut self) {
        if let Some((index, selected)) = self.jumps.pop() {
            self.current = index;
            self.select(selected);
        }
    }

    /// Selects another mark, in the order in which the figure or the table is read.
    pub(super) fn walk(&mut self, walk: Walk) {
        let Some(shown) = self.current_tab() else { return };
        let marks = shown.tab.marks();
        let marks: Vec<&Mark> =
            if self.shows_table { listing::order(marks) } else { marks.iter().collect() };
        let last = marks.len().saturating_sub(1);
        let at = self.selected().and_then(|key| marks.iter().position(|mark| mark.key == key));
        let next = match (walk, at) {
            (Walk::First, _) | (Walk::Next | Walk::PageDown, None) => 0,
            (Walk::Last, _) | (Walk::Previous | Walk::PageUp, None) => last,
            (Walk::Next, Some(at)) => (at + 1).min(last),
            (Walk::Previous, Some(at)) => at.saturating_sub(1),
            (Walk::PageDown, Some(at)) => (at + PAGE).min(last),
            (Walk::PageUp, Some(at)) => at.saturating_sub(PAGE),
        };
        let key = marks.get(next).map(|mark| mark.key.clone());
        if key.is_some() {
            self.select(key);
        }
    }
}
