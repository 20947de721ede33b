//! Carries out what the user asks for in the dialog, and shows what was opened.

use std::path::PathBuf;
use std::sync::Arc;

use egui::{Context, ViewportCommand};

use super::{Pane, ReadLast, Review, Saving};
use crate::app::dialogs::Dialog;
use crate::app::opening::{Opened, Opening};
use crate::app::{State, problem_panel};
use crate::command::{Aside, Command};
use crate::desk::Desk;
use crate::export;
use crate::load::accepted::{Readings, accept};
use crate::load::decision::Decision;
use crate::load::{Problems, mapping_file};
use crate::review::Reviewed;

impl State {
    /// Opens files, as the user accepted them where they are open.
    pub(in crate::app) fn open(&mut self, paths: Vec<PathBuf>) {
        if self.is_reviewing() {
            return;
        }
        self.notice = None;
        let absolute = |path: &PathBuf| std::path::absolute(path).unwrap_or_else(|_| path.clone());
        let wanted: Vec<PathBuf> = paths.iter().map(absolute).collect();
        let open = self.openings.all().into_iter().rev().find(|opening| opening.paths == wanted);
        let accepted = open.map_or_else(Readings::new, |opening| opening.accepted.clone());
        self.jobs.open(self.desk.share(), paths, accepted);
    }

    /// Whether data is looked at: other data waits until that is done.
    fn is_reviewing(&mut self) -> bool {
        let is_reviewing = matches!(self.dialog, Some(Dialog::Import(_)));
        if is_reviewing {
            let words = "First load or cancel the data that is being looked at";
            self.notice = Some(words.to_owned());
        }
        is_reviewing
    }

    /// Shows what was opened; asks where that is not certain, and keeps what is shown where it cannot
    /// be used.
    pub(in crate::app) fn opened(&mut self, opened: Opened) {
        let Some(opened) = self.unless_cancelled(opened) else { return };
        let Opened { opening, desk, is_fed, problems, review, .. } = opened;
        let review = match review {
            Some(review) if !review.is_certain() && review.is_of_use() => {
                self.dialog = Some(Dialog::Import(Box::new(Review::of(opening, review))));
                return;
            }
            review => review,
        };
        let before = self.snapshot_with_problems();
        self.tell(problems, None);
        if !self.problems.is_empty() {
            self.focus.give_to(problem_panel::stop());
        }
        let name = opening.name();
        let Some(desk) = desk else {
            let is_gone = opening.trace.missing().is_some();
            self.notice = Some(if is_gone && self.recent.drop(&opening.paths) {
                format!("{name} is gone, and no longer among the data opened lately")
            } else {
                format!("{name} was not opened")
            });
            return;
        };
        self.recent.put(&opening.paths);
        let opening = self.numbered(opening);
        self.put(Some(&opening), desk, &is_fed);
        self.notice = Some(format!("Opened {name}"));
        self.dialog = None;
        let number = opening.number;
        self.read_last = review.map(|review| ReadLast { number, words: review.told() });
        self.record_load(format!("open {name}"), before);
    }

    /// What is told of the data read last, while that is shown.
    pub(in crate::app) fn read_last_shown(&self) -> Option<&ReadLast> {
        let read = self.read_last.as_ref()?;
        self.openings.numbered(read.number).map(|_| read)
    }

    /// Does one thing that the user asked for.
    pub(in crate::app) fn import(&mut self, command: Command, context: &Context) {
        match command {
            Command::Review => self.review_again(),
            Command::Decide(file, decision) => self.decide(file, decision),
            Command::LoadReviewed => self.load_reviewed(),
            Command::AskToSave(what) => {
                if let Some(Dialog::Import(review)) = &mut self.dialog {
                    let path = review.place_of(what);
                    review.told = None;
                    review.saving = Some(Saving { what, path });
                }
            }
            Command::SaveAside => self.save_aside(),
            Command::AskToPaste => {
                self.dialog = None;
                context.send_viewport_cmd(ViewportCommand::RequestPaste);
            }
            Command::Paste(text) => {
                self.notice = None;
                self.jobs.paste(self.desk.share(), text);
            }
            Command::DismissRead => self.read_last = None,
            _ => {}
        }
    }

    /// Looks again at the data of the tab shown, or else at what was read last.
    fn review_again(&mut self) {
        let shown = self.openings.of(self.current).cloned();
        let last = self.read_last.as_ref().and_then(|read| self.openings.numbered(read.number));
        let Some(opening) = last.cloned().or(shown) else {
            self.notice =
                Some("This tab shows the bundled data, which was read as it is".to_owned());
            return;
        };
        let tab = (0..self.desk.tabs.len())
            .find(|tab| self.openings.of(*tab).is_some_and(|of| of.number == opening.number));
        let Some(shown) = tab.and_then(|tab| self.desk.tabs.get(tab)) else { return };
        let mut imports = shown.origin.imports.clone();
        if imports.is_empty() {
            self.notice = Some("A data package is read as it is".to_owned());
            return;
        }
        if !opening.accepted.is_empty() {
            accept(&mut imports);
        }
        let base = self.desk.share();
        let opening = Opening::clone(&opening);
        self.jobs.review(move || Reviewed::of(&base, imports, Problems::default(), &[]));
        self.reviewing = Some(opening);
    }

    /// Takes files that were read as the user decided.
    pub(in crate::app) fn reviewed(&mut self, result: Reviewed) {
        if let Some(opening) = self.reviewing.take() {
            let mut review = Review::of(opening, result);
            review.pane = Pane::Columns;
            self.dialog = Some(Dialog::Import(Box::new(review)));
            return;
        }
        let Some(Dialog::Import(review)) = &mut self.dialog else { return };
        review.is_reading = false;
        review.result = result;
        review.file = review.file.min(review.result.imports.len().saturating_sub(1));
        self.read_as_decided();
    }

    fn decide(&mut self, file: usize, decision: Decision) {
        if let Some(Dialog::Import(review)) = &mut self.dialog {
            review.told = None;
            review.waiting.push((file, decision));
            self.read_as_decided();
        }
    }

    /// Reads the files again where there are decisions and nothing is being read.
    fn read_as_decided(&mut self) {
        let Some(Dialog::Import(review)) = &mut self.dialog else { return };
        if review.is_reading || review.waiting.is_empty() {
            return;
        }
        review.is_reading = true;
        let decisions = std::mem::take(&mut review.waiting);
        let (imports, found) = (review.result.imports.clone(), review.result.found.clone());
        let base = self.desk.share();
        self.jobs.review(move || Reviewed::of(&base, imports, found, &decisions));
    }

    /// Shows the data that is looked at.
    fn load_reviewed(&mut self) {
        let Some(Dialog::Import(review)) = self.dialog.take() else { return };
        if review.is_reading || review.result.obstacle().is_some() {
            self.dialog = Some(Dialog::Import(review));
            return;
        }
        let (accepted, words) = (review.result.readings(), review.result.told());
        let Review { opening, result, .. } = *review;
        let before = self.snapshot_with_problems();
        let is_new = opening.number == 0;
        let opening = opening.only(&result.imports);
        let name = opening.name();
        let opening = Opening { accepted, ..opening };
        let opening = if is_new { self.numbered(opening) } else { Arc::new(opening) };
        self.tell(Problems::default(), None);
        self.leave_tabs(opening.number, &result.is_fed);
        self.put(Some(&opening), result.desk, &result.is_fed);
        self.recent.put(&opening.paths);
        self.read_last = Some(ReadLast { number: opening.number, words });
        let verb = if is_new { "Opened" } else { "Read again, as decided:" };
        self.notice = Some(format!("{verb} {name}"));
        let words = if is_new { format!("open {name}") } else { format!("read {name} otherwise") };
        self.record_load(words, before);
    }

    /// Tabs that the data fed before and feeds no longer show the bundled data again.
    fn leave_tabs(&mut self, number: u64, is_fed: &[bool]) {
        let is_left = |(tab, is_fed): (usize, &bool)| {
            !is_fed && self.openings.of(tab).is_some_and(|opening| opening.number == number)
        };
        let left: Vec<bool> = is_fed.iter().enumerate().map(is_left).collect();
        if left.contains(&true)
            && let Ok(bundled) = Desk::bundled()
        {
            self.desk.take(bundled, &left);
            self.openings.put(None, &left);
        }
    }

    /// Takes the file picked in the system's dialog.
    pub(in crate::app) fn picked_aside(&mut self, path: Option<PathBuf>) -> Option<Command> {
        let Some(Dialog::Import(review)) = &mut self.dialog else { return None };
        review.saving.as_mut()?.path = path?.display().to_string();
        Some(Command::SaveAside)
    }

    fn save_aside(&mut self) {
        let Some(Dialog::Import(review)) = &mut self.dialog else { return };
        let (Some(saving), Some(import)) = (&review.saving, review.import()) else { return };
        let path = saving.path.trim().to_owned();
        if path.is_empty() {
            review.told = Some("Name a file to write.".to_owned());
            return;
        }
        let import = import.clone();
        let rejects = review.told().map_or_else(Vec::new, |file| file.rejects.clone());
        match saving.what {
            Aside::Rejects => {
                self.jobs.save(path.into(), move || export::rejects(&import.sheet, &rejects));
            }
            Aside::Mapping => {
                let text = import.mapping.as_ref().map_or_else(String::new, mapping_file::text);
                self.jobs.save(path.into(), move || text.into_bytes());
            }
        }
    }

    /// Takes what came of saving.
    pub(in crate::app) fn saved(&mut self, result: &Result<PathBuf, String>) {
        let words = match result {
            Ok(path) => format!("Saved {}", path.display()),
            Err(words) => words.clone(),
        };
        match &mut self.dialog {
            Some(Dialog::Import(review)) => {
                if result.is_ok() {
                    review.saving = None;
                }
                review.told = Some(words);
            }
            _ => self.notice = Some(words),
        }
    }
}
