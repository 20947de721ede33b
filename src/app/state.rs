//! What the window shows, and the one place that changes it.

use std::collections::BTreeMap;
use std::path::PathBuf;
use std::sync::Arc;

use egui::{Context, Theme};

use super::dialogs::{Dialog, ExportChoice};
use super::find::Find;
use super::focus::Focus;
use super::jobs::{Finished, Jobs, Written};
use super::{problem_panel, table_view};
use crate::command::{Command, PAGE, Pick, Walk};
use crate::desk::{Desk, Shown};
use crate::figure;
use crate::load::Problems;
use crate::model::{Goal, Mark};

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
    pub problems: Problems,
    /// What lies over the window.
    pub dialog: Option<Dialog>,
    /// One sentence on what was just done, or on what went wrong.
    pub notice: Option<String>,
    /// Where the keyboard's focus goes next.
    pub focus: Focus,
    /// Key of the selected mark, by tab.
    selected: BTreeMap<&'static str, String>,
    /// Tabs and selections left by a jump, the last one last.
    history: Vec<(usize, Option<String>)>,
    jobs: Jobs,
    /// The export dialog as it was last used.
    export: ExportChoice,
}

impl State {
    /// The window on this data.
    pub fn new(desk: Desk, jobs: Jobs) -> Self {
        Self {
            desk,
            current: 0,
            shows_table: false,
            shows_inspector: None,
            problems: Problems::default(),
            dialog: None,
            notice: None,
            focus: Focus::default(),
            selected: BTreeMap::new(),
            history: Vec::new(),
            jobs,
            export: ExportChoice::default(),
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
    pub fn busy(&self) -> Option<&str> {
        self.jobs.busy()
    }

    /// Whether a system dialog is open.
    pub fn is_picking(&self) -> bool {
        self.jobs.is_picking()
    }

    /// Takes over what jobs have finished; returns what follows from it.
    pub fn finished_jobs(&mut self) -> Vec<Command> {
        let mut commands = Vec::new();
        for finished in self.jobs.finished() {
            match finished {
                Finished::Opened { name, desk, problems } => {
                    self.opened(&name, desk.map(|desk| *desk), problems);
                }
                Finished::Picked(Pick::Target, path) => {
                    if let (Some(path), Some(Dialog::Export(choice))) = (path, &mut self.dialog) {
                        choice.path = path.display().to_string();
                        commands.push(Command::Export);
                    }
                }
                Finished::Picked(_, path) => commands.extend(path.map(|p| Command::Open(vec![p]))),
                Finished::Exported(Ok(Written { path, undrawable })) => {
                    self.dialog = None;
                    let note = undrawable.map_or_else(String::new, |words| format!(": {words}"));
                    self.notice = Some(format!("Saved {}{note}", path.display()));
                }
                Finished::Exported(Err(words)) => match &mut self.dialog {
                    Some(Dialog::Export(choice)) => choice.error = Some(words),
                    _ => self.notice = Some(words),
                },
            }
        }
        commands
    }

    /// Shows what was opened; where that cannot be used, keeps what is shown.
    fn opened(&mut self, name: &str, desk: Option<Desk>, problems: Problems) {
        let desk = desk.filter(|_| !problems.has_rejected());
        self.problems = problems;
        if !self.problems.is_empty() {
            self.focus.give_to(problem_panel::stop());
        }
        let Some(mut desk) = desk else {
            self.notice = Some(format!("{name} was not opened"));
            return;
        };
        // Options may have changed while the file was read.
        desk.keep_settings_of(&self.desk);
        // Where the tab shown keeps its data, the first that has other data is shown.
        let pairs = self.desk.tabs.iter().zip(&desk.tabs);
        let is_fed: Vec<bool> =
            pairs.map(|(old, new)| !Arc::ptr_eq(&old.origin, &new.origin)).collect();
        if !is_fed.get(self.current).copied().unwrap_or_default() {
            self.current = is_fed.iter().position(|fed| *fed).unwrap_or(self.current);
        }
        self.desk = desk;
        self.notice = Some(format!("Opened {name}"));
        self.dialog = None;
    }

    /// Does one thing that the user asked for.
    pub fn carry_out(&mut self, command: Command, context: &Context) {
        match command {
            Command::ShowTab(index) if index < self.desk.tabs.len() => self.current = index,
            Command::ShowTab(_) => {}
            Command::NextTab => self.step(1),
            Command::PreviousTab => self.step(self.desk.tabs.len().saturating_sub(1)),
            Command::Set { key, value } => self.set(key, &value),
            Command::Select(key) => self.pick(key),
            Command::GoTo(goal) => self.go_to(&goal),
            Command::Follow => self.follow(),
            Command::Back => self.back(),
            Command::Walk(walk) => self.walk(walk),
            Command::StepBack => self.step_back(),
            Command::ToggleTable => self.shows_table = !self.shows_table,
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
            Command::Find => self.dialog = Some(Dialog::Find(Find::everywhere(self))),
            Command::FindInTab => self.dialog = Some(Dialog::Find(Find::in_tab(self))),
            Command::DismissProblems => self.dismiss_problems(),
            Command::CopyProblems => {
                let lines: Vec<String> = self.problems.iter().map(ToString::to_string).collect();
                context.copy_text(lines.join("\n"));
            }
            Command::Quit => context.send_viewport_cmd(egui::ViewportCommand::Close),
            Command::AskWhatToOpen
            | Command::Browse(_)
            | Command::Open(_)
            | Command::OpenBundled
            | Command::AskHowToExport
            | Command::Export
            | Command::CloseDialog => self.files(command, context.theme()),
        }
    }

    /// Opening and exporting.
    fn files(&mut self, command: Command, theme: Theme) {
        match command {
            Command::AskWhatToOpen => self.dialog = Some(Dialog::Open(String::new())),
            Command::AskHowToExport => {
                let name = self.current_tab().map_or("figure", |shown| shown.tab.name());
                let choice = self.export.clone().named(name, theme);
                self.dialog = Some(Dialog::Export(choice));
            }
            Command::CloseDialog => self.dialog = None,
            Command::Browse(pick) => {
                let suggestion = match &self.dialog {
                    Some(Dialog::Export(choice)) => choice.path.clone(),
                    _ => String::new(),
                };
                self.jobs.browse(pick, &suggestion);
            }
            Command::Open(paths) => {
                self.notice = None;
                self.jobs.open(self.desk.share(), paths);
            }
            Command::OpenBundled => match Desk::bundled() {
                Ok(desk) => self.opened("Bundled data", Some(desk), Problems::default()),
                Err(problems) => self.opened("Bundled data", None, problems),
            },
            Command::Export => self.export(),
            _ => {}
        }
    }

    fn export(&mut self) {
        let Some(shown) = self.desk.tabs.get(self.current) else { return };
        let Some(Dialog::Export(choice)) = &mut self.dialog else { return };
        choice.error = None;
        self.export = choice.clone();
        match choice.request() {
            Ok(request) => {
                self.jobs.export(shown.share(), request, PathBuf::from(choice.path.trim()));
            }
            Err(words) => choice.error = Some(words),
        }
    }

    fn step(&mut self, by: usize) {
        self.current = (self.current + by) % self.desk.tabs.len().max(1);
    }

    fn set(&mut self, key: &str, value: &str) {
        if let Some(shown) = self.desk.tabs.get_mut(self.current)
            && let Err(refusal) = shown.tab.set(key, value)
        {
            self.notice = Some(refusal.to_string());
        }
    }

    fn select(&mut self, key: Option<String>) {
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
    fn pick(&mut self, key: String) {
        let goal = self.mark(&key).and_then(|mark| mark.leads_to.clone());
        self.select(Some(key));
        if let Some(goal) = goal {
            self.go_to(&goal);
        }
    }

    /// Goes where the selected mark leads, if it leads anywhere; selects one where none is.
    fn follow(&mut self) {
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
    fn go_to(&mut self, goal: &Goal) {
        let Some(index) = self.desk.position(&goal.tab) else { return };
        self.history.push((self.current, self.selected().map(str::to_owned)));
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
    }

    fn back(&mut self) {
        if let Some((index, selected)) = self.history.pop() {
            self.current = index;
            self.select(selected);
        }
    }

    /// Selects another mark, in the order in which the figure or the table is read.
    fn walk(&mut self, walk: Walk) {
        let Some(shown) = self.current_tab() else { return };
        let marks = shown.tab.marks();
        let marks: Vec<&Mark> =
            if self.shows_table { table_view::order(marks) } else { marks.iter().collect() };
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

    fn dismiss_problems(&mut self) {
        self.problems = Problems::default();
        self.focus.give_to(figure::stop());
    }

    /// Closes what lies on top, or else selects nothing.
    fn step_back(&mut self) {
        if self.dialog.is_some() {
            self.dialog = None;
        } else if !self.problems.is_empty() {
            self.dismiss_problems();
        } else {
            self.select(None);
        }
    }
}
