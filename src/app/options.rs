//! Choosing what a figure shows.

use egui::Context;

use super::history::{Moment, Snapshot};
use super::jobs::Made;
use super::state::State;
use crate::desk::Desk;
use crate::model::Form;
use crate::model::figure::NoSuchChoice;
use crate::tab::Tab;

/// The figure of more rows than this is made while the window goes on answering.
const MANY: usize = 50_000;

/// Position of a tab, an option of it, and what it is to be.
type Choice = (usize, String, String);

/// A choice whose figure is being made.
pub struct Choosing {
    choice: Choice,
    /// The tab as it was shown then.
    of: Box<dyn Tab>,
    /// What was chosen since then.
    next: Vec<Choice>,
}

impl State {
    pub(super) fn set(&mut self, key: &str, value: &str) {
        let choice = (self.current, key.to_owned(), value.to_owned());
        match &mut self.choosing {
            Some(choosing) => choosing.next.push(choice),
            None => self.make(choice),
        }
    }

    fn make(&mut self, (tab, key, value): Choice) {
        let before = self.snapshot();
        let Some(shown) = self.desk.tabs.get_mut(tab) else { return };
        if shown.tab.counts().shown <= MANY {
            let refusal = shown.tab.set(&key, &value).err();
            self.has_set((tab, &key, &value), before, refusal);
            return;
        }
        let of = shown.tab.share();
        self.jobs.choose(shown.tab.share(), key.clone(), value.clone());
        self.choosing = Some(Choosing { choice: (tab, key, value), of, next: Vec::new() });
    }

    /// Shows the figure that was made for a choice, unless other data is shown by now.
    pub(super) fn chosen(&mut self, made: Option<Made>) {
        let Some(Choosing { choice, of, next }) = self.choosing.take() else { return };
        let (tab, key, value) = &choice;
        let before = self.snapshot();
        match (made, self.desk.tabs.get_mut(*tab)) {
            // The figure is kept until here, so no other can stand in its place in memory.
            (Some((made, refusal)), Some(shown))
                if of.marks().as_ptr() == shown.tab.marks().as_ptr() =>
            {
                let seen = (shown.tab.sight() != of.sight()).then(|| shown.tab.sight());
                shown.tab = made;
                for form in Form::ALL.into_iter().filter(|_| seen.is_some()) {
                    let part = seen.map(|sight| sight.text(form)).unwrap_or_default();
                    // What is in sight by now may lie outside the axes of the new figure.
                    shown.tab.set(form.key(), &part).ok();
                }
                self.has_set((*tab, key, value), before, refusal);
            }
            _ => {
                let words = format!("{key} = {value} was not set: other data is shown by now");
                self.notice = Some(words);
            }
        }
        let mut next = next.into_iter();
        while self.choosing.is_none()
            && let Some(choice) = next.next()
        {
            self.make(choice);
        }
        if let Some(choosing) = &mut self.choosing {
            choosing.next.extend(next);
        }
    }

    /// Notes that an option was set, for taking that back; or says why not.
    fn has_set(
        &mut self,
        (tab, key, value): (usize, &str, &str),
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
