//! What the window shows, and the one place that changes it.

use std::collections::BTreeMap;
use std::path::PathBuf;
use std::sync::Arc;

use egui::{ColorImage, Context, Theme};

use super::dialogs::Dialog;
use super::export::Wish;
use super::find::Find;
use super::focus::Focus;
use super::history::{History, Snapshot};
use super::import::ReadLast;
use super::jobs::{Finished, Jobs};
use super::opening::{Opening, Openings};
use super::options::Choosing;
use super::present::Presenting;
use super::recent::Recent;
use super::reload::Reloads;
use super::resume::Keeping;
use crate::command::{Command, Pick};
use crate::desk::{Desk, Shown};
use crate::figure;
use crate::load::Problems;

/// What is said where a dialog of the system brought nothing: cancelled, or there is none.
const NO_PLACE: &str = "No place was chosen. One can be typed as well, and “Save here” pressed.";
const NOT_PICKED: &str = "Nothing was chosen. A path can be typed as well, or a file dropped here";

/// Everything the window shows.
pub struct State {
    /// The tabs and their data.
    pub desk: Desk,
    /// Position of the tab shown.
    pub current: usize,
    /// Whether the table is shown instead of the chart.
    pub shows_table: bool,
    /// Whether the inspector is shown; by the room there is where the user has not said.
    pub shows_inspector: Option<bool>,
    /// Problems of the last file opened.
    pub problems: Arc<Problems>,
    /// What lies over the window.
    pub dialog: Option<Dialog>,
    /// One sentence on what was just done, or on what went wrong.
    pub notice: Option<String>,
    /// What is shown while presenting.
    pub presenting: Option<Presenting>,
    /// Where the keyboard's focus goes next.
    pub focus: Focus,
    /// The data opened last.
    pub recent: Recent,
    /// Key of the selected mark, by tab.
    pub(super) selected: BTreeMap<&'static str, String>,
    /// Tabs and selections left by a jump, the last one last.
    pub(super) jumps: Vec<(usize, Option<String>)>,
    pub(super) jobs: Jobs,
    /// The export dialog as it was last used.
    pub(super) export: Wish,
    /// What was last told of an export, and the folder that it speaks of.
    pub(super) exported_to: Option<(String, PathBuf)>,
    /// What is to be put on the clipboard.
    pub(super) clipboard: Option<ColorImage>,
    /// Where the data comes from.
    pub(super) openings: Openings,
    pub(super) history: History,
    pub(super) reloads: Reloads,
    pub(super) keeping: Keeping,
    /// What is to be told until it has been read.
    pub(super) told: Vec<String>,
    /// What is told of the data read last.
    pub(super) read_last: Option<ReadLast>,
    /// The open data that is read to be looked at again.
    pub(super) reviewing: Option<Opening>,
    /// The option whose figure is being made.
    pub(super) choosing: Option<Choosing>,
    /// Openings so far.
    last_opening: u64,
}

impl State {
    /// The window on this data.
    pub fn new(desk: Desk, jobs: Jobs) -> Self {
        Self {
            desk,
            current: 0,
            shows_table: false,
            shows_inspector: None,
            problems: Arc::default(),
            dialog: None,
            notice: None,
            presenting: None,
            focus: Focus::default(),
            recent: Recent::default(),
            selected: BTreeMap::new(),
            jumps: Vec::new(),
            jobs,
            export: Wish::default(),
            exported_to: None,
            clipboard: None,
            openings: Openings::default(),
            history: History::default(),
            reloads: Reloads::default(),
            keeping: Keeping::default(),
            told: Vec::new(),
            read_last: None,
            reviewing: None,
            choosing: None,
            last_opening: 0,
        }
    }

    /// The tab shown.
    pub fn current_tab(&self) -> Option<&Shown> {
        self.desk.tabs.get(self.current)
    }

    /// Key of the mark selected in the tab shown.
    pub fn selected(&self) -> Option<&str> {
        let name = self.current_tab()?.tab.name();
        self.selected.get(name).map(String::as_str)
    }

    /// What is being done at the moment, in words.
    pub fn busy(&self) -> Option<String> {
        self.jobs.busy()
    }

    /// Whether a system dialog is open.
    pub fn is_picking(&self) -> bool {
        self.jobs.is_picking()
    }

    /// Takes over what jobs have finished; returns what follows from it.
    pub fn finished_jobs(&mut self) -> Vec<Command> {
        self.put_away();
        let mut commands = Vec::new();
        for finished in self.jobs.finished() {
            if !matches!(finished, Finished::Looked(_) | Finished::Kept(_)) {
                self.touch();
            }
            match finished {
                Finished::Opened(opened) => self.opened(*opened),
                Finished::Reloaded(number, opened) => self.reloaded(number, *opened),
                Finished::Resumed(opened) => self.resumed(opened),
                Finished::Looked(traces) => self.reloads.looked(traces),
                Finished::Kept(result) => self.kept(result),
                Finished::Picked(pick @ (Pick::Target | Pick::TargetFolder), path) => {
                    if let Some(Dialog::Export(export)) = &mut self.dialog {
                        match path {
                            Some(path) => {
                                export.take_place(pick, path);
                                commands.push(Command::Export);
                            }
                            // Where the system has no dialog, nothing is seen of it either.
                            None => export.note = Some(NO_PLACE.to_owned()),
                        }
                    }
                }
                Finished::Picked(Pick::Aside, path) => commands.extend(self.picked_aside(path)),
                Finished::Reviewed(reviewed) => self.reviewed(*reviewed),
                Finished::Saved(result) => self.saved(&result),
                Finished::Picked(_, Some(path)) => commands.push(Command::Open(vec![path])),
                Finished::Picked(_, None) => self.notice = Some(NOT_PICKED.to_owned()),
                Finished::Exported(result) => self.exported(result),
                Finished::Previewed(key, picture) => {
                    if let Some(Dialog::Export(export)) = &mut self.dialog {
                        export.preview.drawn(key, picture);
                    }
                }
                Finished::Chosen(made) => self.chosen(made),
                Finished::Copied(image) => self.clipboard = Some(image),
                Finished::ShownFolder(Ok(())) => {}
                Finished::ShownFolder(Err(words)) => self.notice = Some(words),
            }
        }
        commands
    }

    fn show_bundled(&mut self) {
        let before = self.snapshot_with_problems();
        match Desk::bundled() {
            Ok(desk) => {
                self.tell(Problems::default(), None);
                let is_fed = desk.differs_from(&self.desk);
                self.put(None, desk, &is_fed);
                self.notice = Some("Opened the bundled data".to_owned());
                self.dialog = None;
                self.record_load("open the bundled data".to_owned(), before);
            }
            Err(problems) => self.tell(problems, None),
        }
    }

    /// Puts other data into the tabs that it feeds, and shows one of them.
    pub(super) fn put(&mut self, opening: Option<&Arc<Opening>>, desk: Desk, is_fed: &[bool]) {
        self.desk.take(desk, is_fed);
        self.openings.put(opening, is_fed);
        // Where the tab shown keeps its data, the first that has other data is shown.
        if !is_fed.get(self.current).copied().unwrap_or_default() {
            self.current = is_fed.iter().position(|fed| *fed).unwrap_or(self.current);
        }
    }

    /// An opening with a number of its own.
    pub(super) fn numbered(&mut self, opening: Opening) -> Arc<Opening> {
        self.last_opening += 1;
        Arc::new(Opening { number: self.last_opening, ..opening })
    }

    /// Lists these problems; `of` is the number of the opening whose files were read again.
    pub(super) fn tell(&mut self, problems: Problems, of: Option<u64>) {
        self.problems = Arc::new(problems);
        self.reloads.problems_of = of;
    }

    /// What is shown, for coming back to it.
    pub(super) fn snapshot(&self) -> Snapshot {
        Snapshot {
            desk: self.desk.share(),
            openings: self.openings.clone(),
            current: self.current,
            selected: self.selected.clone(),
            problems: None,
        }
    }

    /// The same with what is told of the data, for when other data takes its place.
    pub(super) fn snapshot_with_problems(&self) -> Snapshot {
        Snapshot { problems: Some(Arc::clone(&self.problems)), ..self.snapshot() }
    }

    /// Notes that other data is shown than before.
    pub(super) fn record_load(&mut self, words: String, before: Snapshot) {
        self.history.record(words, before, self.snapshot_with_problems());
    }

    /// Takes a change back, or makes it again.
    fn travel(&mut self, verb: &str, found: Option<(String, Snapshot)>) {
        let Some((words, snapshot)) = found else {
            self.notice = Some(format!("Nothing to {}", verb.to_lowercase()));
            return;
        };
        let Snapshot { desk, openings, current, selected, problems } = snapshot;
        self.desk = desk;
        self.openings = openings;
        self.current = current;
        self.selected = selected;
        if let Some(problems) = problems.filter(|_| !self.lists_a_trouble()) {
            self.problems = problems;
            self.reloads.problems_of = None;
        }
        self.notice = Some(format!("{verb}: {words}"));
    }

    /// Does one thing that the user asked for.
    pub fn carry_out(&mut self, command: Command, context: &Context) {
        self.touch();
        match command {
            Command::ShowTab(index) if index < self.desk.tabs.len() => self.current = index,
            Command::ShowTab(_) => {}
            Command::NextTab => self.step(1),
            Command::PreviousTab => self.step(self.desk.tabs.len().saturating_sub(1)),
            Command::Set { key, value } => self.set(key, &value),
            Command::See { days, values } => self.see((&days, &values), context),
            Command::Select(key) => self.pick(key),
            Command::GoTo(goal) => self.go_to(&goal),
            Command::Follow => self.follow(),
            Command::Back => self.back(),
            Command::Walk(walk) => self.walk(walk),
            Command::StepBack => self.step_back(),
            Command::ToggleTable => self.shows_table = !self.shows_table,
            Command::ToggleInspector | Command::ToggleTheme | Command::ToggleKeys => {
                self.toggle(&command, context);
            }
            Command::Find => self.dialog = Some(Dialog::Find(Find::everywhere(self))),
            Command::FindInTab => self.dialog = Some(Dialog::Find(Find::in_tab(self))),
            Command::Undo => {
                let found = self.history.undo();
                self.travel("Undo", found);
            }
            Command::Redo => {
                let found = self.history.redo();
                self.travel("Redo", found);
            }
            Command::DismissNotes => self.told.clear(),
            Command::DismissProblems => self.dismiss_problems(),
            Command::CopyProblems => {
                let lines: Vec<String> = self.problems.iter().map(ToString::to_string).collect();
                context.copy_text(lines.join("\n"));
            }
            Command::Present(ask) => self.present(ask, context),
            Command::Quit => context.send_viewport_cmd(egui::ViewportCommand::Close),
            Command::Review
            | Command::Decide(..)
            | Command::LoadReviewed
            | Command::AskToSave(_)
            | Command::SaveAside
            | Command::AskToPaste
            | Command::Paste(_)
            | Command::DismissRead => self.import(command, context),
            Command::AskWhatToOpen
            | Command::Browse(_)
            | Command::Open(_)
            | Command::CancelOpening
            | Command::OpenBundled
            | Command::CloseDialog => self.files(command),
            Command::AskHowToExport
            | Command::Export
            | Command::CancelExport
            | Command::CopyFigure
            | Command::CopyData(_)
            | Command::CopyLine
            | Command::ShowFolder(_) => self.exporting(command, context),
        }
    }

    fn toggle(&mut self, command: &Command, context: &Context) {
        match command {
            Command::ToggleInspector => {
                let room = context.content_rect().width() >= crate::style::INSPECTOR_NEEDS;
                self.shows_inspector = Some(!self.shows_inspector.unwrap_or(room));
            }
            Command::ToggleTheme => context.set_theme(match context.theme() {
                Theme::Light => Theme::Dark,
                Theme::Dark => Theme::Light,
            }),
            Command::ToggleKeys => {
                let is_open = matches!(self.dialog, Some(Dialog::Keys));
                self.dialog = (!is_open).then_some(Dialog::Keys);
            }
            _ => {}
        }
    }

    /// Opening files, and system dialogs.
    fn files(&mut self, command: Command) {
        match command {
            Command::AskWhatToOpen => self.dialog = Some(Dialog::Open(String::new())),
            Command::CloseDialog => self.dialog = None,
            Command::Browse(pick) => {
                let suggestion = match &self.dialog {
                    Some(Dialog::Export(export)) => export.path.clone(),
                    Some(Dialog::Import(review)) => review.path_to_save(),
                    _ => String::new(),
                };
                self.jobs.browse(pick, &suggestion);
            }
            Command::Open(paths) => self.open(paths),
            Command::CancelOpening => self.jobs.cancel_opening(),
            Command::OpenBundled => self.show_bundled(),
            _ => {}
        }
    }

    fn step(&mut self, by: usize) {
        self.current = (self.current + by) % self.desk.tabs.len().max(1);
    }

    fn dismiss_problems(&mut self) {
        self.tell(Problems::default(), None);
        self.focus.give_to(figure::stop());
    }

    /// Closes what lies on top, or else selects nothing.
    fn step_back(&mut self) {
        if self.is_opening() {
            self.jobs.cancel_opening();
        } else if self.dialog.is_some() {
            self.dialog = None;
        } else if !self.problems.is_empty() {
            self.dismiss_problems();
        } else if !self.told.is_empty() {
            self.told.clear();
        } else {
            self.select(None);
        }
    }
}
