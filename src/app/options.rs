//! Choosing what a figure shows.

use egui::Context;

use super::history::{Moment, Snapshot};
use super::state::State;
use crate::desk::Desk;
use crate::model::Form;
use crate::model::figure::NoSuchChoice;
use crate::tab::Tab;

/// The figure of more rows than this is made while the window goes on answering.
const MANY: usize = 50_000;

/// A choice whose figure is being made.
pub struct Choosing {
    /// Position of the tab.
    tab: usize,
    key: String,
    value: String,
    /// What was shown when it was made.
    before: Snapshot,
    /// What was chosen of the same tab since then.
    next: Vec<(String, String)>,
}

impl State {
    pub(super) fn set(&mut self, key: &str, value: &str) {
        if let Some(choosing) = &mut self.choosing {
            if choosing.tab == self.current {
                choosing.next.push((key.to_owned(), value.to_owned()));
            }
            return;
        }
        let before = self.snapshot();
        let Some(shown) = self.desk.tabs.get_mut(self.current) else { return };
        if shown.tab.counts().shown <= MANY {
            let refusal = shown.tab.set(key, value).err();
            self.has_set(self.current, (key, value), before, refusal);
            return;
        }
        self.jobs.choose(shown.tab.share(), key.to_owned(), value.to_owned());
        let (key, value) = (key.to_owned(), value.to_owned());
        let choosing = Choosing { tab: self.current, key, value, before, next: Vec::new() };
        self.choosing = Some(choosing);
    }

    /// Shows the figure that was made for a choice, unless another is shown by now.
    pub(super) fn chosen(&mut self, made: Box<dyn Tab>, refusal: Option<NoSuchChoice>) {
        let Some(Choosing { tab, key, value, before, next }) = self.choosing.take() else { return };
        let was = before.desk.tabs.get(tab).map(|shown| shown.tab.marks().as_ptr());
        let Some(shown) = self.desk.tabs.get_mut(tab) else { return };
        // The figure before is shared by the snapshot, so no other can stand in its place in memory.
        if was != Some(shown.tab.marks().as_ptr()) {
            return;
        }
        shown.tab = made;
        self.has_set(tab, (&key, &value), before, refusal);
        if tab == self.current {
            for (key, value) in next {
                self.set(&key, &value);
            }
        }
    }

    /// Notes that an option was set, for taking that back; or says why not.
    fn has_set(
        &mut self,
        tab: usize,
        (key, value): (&str, &str),
        before: Snapshot,
        refusal: Option<NoSuchChoice>,
    ) {
        if let Some(refusal) = refusal {
            self.notice = Some(refusal.to_string());
            return;
        }
        if option(&before.desk, tab, key) != option(&self.desk, tab, key) {
            self.history.record(format!("{key} = {value}"), before, self.snapshot());
        }
    }

    /// Shows another part of the axes. The steps of one gesture are taken back as one.
    pub(super) fn see(&mut self, (days, values): (&str, &str), context: &Context) {
        let before = self.snapshot();
        let Some(shown) = self.desk.tabs.get_mut(self.current) else { return };
        for (form, text) in Form::ALL.into_iter().zip([days, values]) {
            if let Err(refusal) = shown.tab.set(form.key(), text) {
                self.notice = Some(refusal.to_string());
                return;
            }
        }
        let moment = context.input(|input| Moment {
            now: input.time,
            pressed: input.pointer.press_start_time().filter(|_| input.pointer.any_down()),
        });
        self.history.record_gesture("zoom", moment, before, self.snapshot());
    }

    /// What is chosen for an option of a tab, where it has that option.
    pub(super) fn option(&self, tab: usize, key: &str) -> Option<String> {
        option(&self.desk, tab, key)
    }
}

fn option(desk: &Desk, tab: usize, key: &str) -> Option<String> {
    let settings = desk.tabs.get(tab)?.tab.settings();
    settings.iter().find(|setting| setting.key == key).map(|setting| setting.current.clone())
}
