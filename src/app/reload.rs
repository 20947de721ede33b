//! Follows the open files: what has changed is read again, and where that fails what is shown stays,
//! with a note.

use std::collections::BTreeMap;
use std::path::PathBuf;
use std::sync::Arc;
use std::time::Duration;

use egui::{Context, Event};

use super::State;
use super::opening::{Opened, Opening};
use super::settling::{Rest, Settling};
use super::watch::Watch;
use crate::load::trace::Trace;
use crate::load::{Place, Problem, source};
use crate::model::number::counted;

/// What is known of the open files.
#[derive(Default)]
pub struct Reloads {
    /// Opening by number; what is open no longer stays, for it may come back.
    followed: BTreeMap<u64, Followed>,
    /// `None` where nothing tells of changes.
    pub watch: Option<Watch>,
    /// The files that are watched.
    watched: Vec<PathBuf>,
    is_told_unwatched: bool,
    /// Whether a file may have changed since last looked.
    is_asked: bool,
    is_looking: bool,
    /// When to look again, in seconds.
    look_at: Option<f64>,
    looked: Vec<(u64, Trace)>,
    /// Number of the opening whose problems are listed, where its files were read again.
    pub problems_of: Option<u64>,
}

/// What is known of the files of one opening.
struct Followed {
    files: Vec<PathBuf>,
    /// What was seen of them when they were last read, or could not be.
    seen: Trace,
    settling: Settling,
    is_reading: bool,
    trouble: Option<Trouble>,
}

/// Why what is shown is not what the files hold.
enum Trouble {
    /// This file is not there.
    Gone(String),
    /// They cannot be used.
    Unusable,
    /// So many of their rows cannot be read, and the user knows of fewer.
    Rejected(usize),
}

impl Reloads {
    /// Takes what was seen of the files.
    pub fn looked(&mut self, traces: Vec<(u64, Trace)>) {
        self.is_looking = false;
        self.looked.extend(traces);
    }

    fn followed(&mut self, opening: &Opening) -> &mut Followed {
        self.followed.entry(opening.number).or_insert_with(|| Followed {
            files: opening.files.clone(),
            seen: opening.trace.clone(),
            settling: Settling::default(),
            is_reading: false,
            trouble: None,
        })
    }

    fn look_again(&mut self, at: f64) {
        self.look_at = Some(self.look_at.map_or(at, |other| other.min(at)));
    }
}

impl State {
    /// From now on, changes of the open files are told by this watch.
    pub fn watch_with(&mut self, watch: Watch) {
        self.reloads.watch = Some(watch);
    }

    /// Open files may have changed: they are looked at, and read again once they have come to rest.
    pub fn files_changed(&mut self) {
        self.reloads.is_asked = true;
    }

    /// What the user should know of what is shown, each as a sentence.
    pub fn notes(&self) -> Vec<String> {
        let troubles = self.openings.all().into_iter().filter_map(|opening| self.trouble(&opening));
        self.told.iter().cloned().chain(troubles).collect()
    }

    fn trouble(&self, opening: &Opening) -> Option<String> {
        let trouble = self.reloads.followed.get(&opening.number)?.trouble.as_ref()?;
        let what = match trouble {
            Trouble::Gone(name) => format!("{name} is gone"),
            Trouble::Unusable => format!("{} changed and cannot be read now", opening.name()),
            Trouble::Rejected(rows) => format!(
                "{} changed and {} of it cannot be read: open it again to look at them",
                opening.name(),
                counted(*rows, "row")
            ),
        };
        let moment = opening.trace.moment();
        let from = moment.map_or_else(|| "as it was before".to_owned(), |at| format!("from {at}"));
        Some(format!("{what}; what is shown is {from}."))
    }

    /// To be called in each frame: looks at the open files where that is due.
    pub(super) fn keep_up(&mut self, context: &Context) {
        let openings = self.openings.all();
        self.watch_over(&openings);
        let now = context.input(|input| input.time);
        for (number, seen) in std::mem::take(&mut self.reloads.looked) {
            self.look_at(number, seen, now);
        }
        let reloads = &mut self.reloads;
        // No system tells of every change, on network drives few tell of any; but whoever changes a
        // file in another window comes back to this one.
        let has_come_back = context.input(|input| {
            input.raw.events.iter().any(|e| matches!(e, Event::WindowFocused(true)))
        });
        let has_changed = reloads.watch.as_ref().is_some_and(Watch::has_changed);
        let is_time = reloads.look_at.is_some_and(|at| at <= now);
        reloads.is_asked |= has_come_back || has_changed || is_time;
        if reloads.is_asked && !reloads.is_looking && !openings.is_empty() {
            reloads.is_asked = false;
            reloads.look_at = None;
            reloads.is_looking = true;
            let files = |opening: &Arc<Opening>| (opening.number, opening.files.clone());
            self.jobs.look(openings.iter().map(files).collect());
        }
        if let Some(at) = self.reloads.look_at {
            context.request_repaint_after(Duration::from_secs_f64((at - now).max(0.0)));
        }
    }

    /// Watches the files that are open now.
    fn watch_over(&mut self, openings: &[Arc<Opening>]) {
        let files = openings.iter().flat_map(|opening| &opening.files);
        if files.clone().eq(&self.reloads.watched) {
            return;
        }
        let reloads = &mut self.reloads;
        reloads.watched = files.cloned().collect();
        // They may have changed between being read and being watched.
        reloads.is_asked = true;
        let Some(watch) = &mut reloads.watch else { return };
        if let Err(reason) = watch.follow(&reloads.watched)
            && !reloads.is_told_unwatched
        {
            reloads.is_told_unwatched = true;
            self.notice = Some(format!(
                "Changes of open files are seen only when you come back to this window: {reason}"
            ));
        }
    }

    /// Takes what is seen of the files of an opening.
    fn look_at(&mut self, number: u64, seen: Trace, now: f64) {
        let Some(opening) = self.openings.numbered(number).cloned() else { return };
        let followed = self.reloads.followed(&opening);
        if followed.files != opening.files {
            // An undo brought back other files of the same data: they are followed from here.
            followed.files.clone_from(&opening.files);
            followed.seen = seen;
            return;
        }
        if followed.is_reading {
            return;
        }
        if followed.seen == seen {
            followed.settling.forget();
            return;
        }
        match followed.settling.told(now, &seen) {
            Rest::Again(after) => self.reloads.look_again(now + after),
            Rest::Come => self.has_rested(&opening, seen),
        }
    }

    /// The files of an opening have changed and come to rest.
    fn has_rested(&mut self, opening: &Opening, seen: Trace) {
        let missing = seen.missing().and_then(|at| opening.files.get(at));
        let is_as_shown = seen == opening.trace;
        let followed = self.reloads.followed(opening);
        followed.seen = seen;
        if let Some(missing) = missing {
            followed.trouble = Some(Trouble::Gone(source::display_name(missing)));
            self.notice = None;
            self.forget_problems_of(opening.number);
            return;
        }
        if is_as_shown {
            followed.trouble = None;
            self.forget_problems_of(opening.number);
            return;
        }
        followed.is_reading = true;
        self.jobs.reload(self.desk.share(), opening);
    }

    /// Takes files that were read again.
    pub(super) fn reloaded(&mut self, number: u64, opened: Opened) {
        self.reloads.is_asked = true;
        let Some(current) = self.openings.numbered(number).cloned() else {
            // It was undone meanwhile; should it come back, it is followed anew.
            self.reloads.followed.remove(&number);
            return;
        };
        self.reloads.followed(&current).is_reading = false;
        let Opened { opening, desk, is_fed, mut problems, review, .. } = opened;
        let is_read = desk.is_some();
        let room = self.openings.room_for(number, &is_fed);
        let (Some(desk), Some(room)) = (desk, room) else {
            if is_read {
                problems.push(fits_no_longer(&current));
            }
            let rejected = review.filter(|_| !problems.has_errors()).map(|r| r.totals().rejected);
            let trouble = rejected.map_or(Trouble::Unusable, Trouble::Rejected);
            self.reloads.followed(&current).trouble = Some(trouble);
            self.notice = None;
            self.tell(problems, Some(number));
            return;
        };
        let before = self.snapshot_with_problems();
        let is_accepted = !opening.accepted.is_empty();
        let opening = Arc::new(Opening { number, ..opening });
        if let Some(read) = self.read_last.as_mut().filter(|read| read.number == number) {
            read.words = review.map_or_else(String::new, |review| review.told());
        }
        self.desk.take(desk, &room);
        self.openings.put(Some(&opening), &room);
        let followed = self.reloads.followed(&opening);
        followed.files.clone_from(&opening.files);
        followed.seen = opening.trace.clone();
        followed.trouble = None;
        if problems.is_empty() || is_accepted {
            self.forget_problems_of(number);
        } else {
            self.tell(problems, Some(number));
        }
        let name = opening.name();
        self.notice = Some(format!("{name} has changed and was read again"));
        self.record_load(format!("read {name} again"), before);
    }

    /// Whether the problems listed are those of files that are open and cannot be read again: they
    /// stay until that changes.
    pub(super) fn lists_a_trouble(&self) -> bool {
        let number = self.reloads.problems_of.filter(|of| self.openings.numbered(*of).is_some());
        let followed = number.and_then(|number| self.reloads.followed.get(&number));
        followed.is_some_and(|followed| followed.trouble.is_some())
    }

    fn forget_problems_of(&mut self, number: u64) {
        if self.reloads.problems_of == Some(number) {
            self.tell(crate::load::Problems::default(), None);
        }
    }
}

/// A table that has become another would leave its tab with data that no file holds.
fn fits_no_longer(opening: &Opening) -> Problem {
    let message = "it no longer holds what the tabs show of it, but fits other tabs now";
    Problem::error(Place::file(opening.name()), message).suggest("open it again to show it there")
}
