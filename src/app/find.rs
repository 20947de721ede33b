//! Finding a tab, mark, record, claim, caveat, source or command by name.

use egui::{Key, Label, RichText, ScrollArea, Sense, TextEdit, Ui};

use super::{State, recent};
use crate::command::{ACTIONS, Command};
use crate::desk::Desk;
use crate::model::{Choice as _, Goal};
use crate::style::{Palette, Role};

/// Results listed at most.
const MOST_SHOWN: usize = 40;

/// What has been typed so far, and what could be meant.
pub struct Find {
    text: String,
    entries: Vec<Entry>,
    /// Position among the results.
    at: usize,
    /// Whether only the tab shown is searched.
    is_local: bool,
}

/// Something that can be gone to.
struct Entry {
    kind: &'static str,
    words: String,
    /// The words in lower case, for comparing.
    key: String,
    command: Command,
}

impl Entry {
    fn new(kind: &'static str, words: String, command: Command) -> Self {
        let key = words.to_lowercase();
        Self { kind, words, key, command }
    }
}

impl Find {
    /// Over everything that is open.
    pub fn everywhere(state: &State) -> Self {
        let mut entries: Vec<Entry> = Vec::new();
        for (index, shown) in state.desk.tabs.iter().enumerate() {
            let label = shown.tab.label().to_owned();
            entries.push(Entry::new("tab", label, Command::ShowTab(index)));
        }
        for action in &ACTIONS {
            if !entries.iter().any(|entry| entry.words == action.label) {
                let words = action.label.to_owned();
                entries.push(Entry::new("command", words, action.command.clone()));
            }
        }
        entries.extend(without_keys(state));
        for shown in &state.desk.tabs {
            entries.extend(marks(shown.tab.as_ref(), Some(shown.tab.label())));
        }
        entries.extend(evidence(&state.desk));
        Self { text: String::new(), entries, at: 0, is_local: false }
    }

    /// Over the marks of the tab shown.
    pub fn in_tab(state: &State) -> Self {
        let entries =
            state.current_tab().map_or_else(Vec::new, |shown| marks(shown.tab.as_ref(), None));
        Self { text: String::new(), entries, at: 0, is_local: true }
    }

    /// The entries that hold every word typed, those that begin with the text first.
    fn results(&self) -> Vec<&Entry> {
        let text = self.text.trim().to_lowercase();
        let words: Vec<&str> = text.split_whitespace().collect();
        let holds = |entry: &&Entry| words.iter().all(|word| entry.key.contains(word));
        let mut results: Vec<&Entry> = self.entries.iter().filter(holds).collect();
        results.sort_by_key(|entry| !entry.key.starts_with(&text));
        results.truncate(MOST_SHOWN);
        results
    }
}

/// Commands that have no key: the options of the tab shown, the problems, the bundled data.
fn without_keys(state: &State) -> Vec<Entry> {
    let command = |words: &str, does| Entry::new("command", words.to_owned(), does);
    let mut entries = vec![command("Show the bundled data", Command::OpenBundled)];
    if !state.problems.is_empty() {
        entries.push(command("Copy the problems", Command::CopyProblems));
        entries.push(command("Dismiss the problems", Command::DismissProblems));
    }
    for paths in state.recent.entries() {
        let (name, folder) = recent::words(paths);
        let words = format!("Open recent: {name} ({folder})");
        entries.push(command(&words, Command::Open(paths.clone())));
    }
    let settings = state.current_tab().map(|shown| shown.tab.settings()).unwrap_or_default();
    for setting in settings {
        let key = setting.key;
        for (value, words) in setting.choices.iter().cloned() {
            let words = format!("{}: {words}", setting.label);
            entries.push(Entry::new("option", words, Command::Set { key, value }));
        }
    }
    entries
}

fn marks(tab: &dyn crate::tab::Tab, prefix: Option<&str>) -> Vec<Entry> {
    tab.marks()
        .iter()
        // What leads elsewhere is found where it leads.
        .filter(|mark| prefix.is_none() || mark.leads_to.is_none())
        .map(|mark| {
            let of = prefix.map_or_else(String::new, |prefix| format!("{prefix}: "));
            let words = format!("{of}{}, {}", mark.label, mark.value);
            Entry::new("mark", words, Command::GoTo(Goal::new(tab.name(), &mark.key)))
        })
        .collect()
}

/// Sources, claims and caveats of the open packages; each leads to its line among the sources, or
/// to what it is about where there is no such tab.
fn evidence(desk: &Desk) -> Vec<Entry> {
    let mut entries = Vec::new();
    let Some(shown) = desk.tabs.first() else { return entries };
    let evidence = &shown.origin.evidence;
    let goal = |id: &str| Command::GoTo(Goal::new("sources", id));
    for source in &evidence.sources {
        entries.push(Entry::new(
            "source",
            format!("[{}] {}", source.id, source.title),
            goal(&source.id),
        ));
    }
    for claim in &evidence.claims {
        let verdict = evidence.judgement(&claim.id).map_or("no verdict", |j| j.verdict.key());
        entries.push(Entry::new("claim", format!("{} ({verdict})", claim.text), goal(&claim.id)));
    }
    for caveat in &evidence.caveats {
        entries.push(Entry::new("caveat", caveat.text.clone(), goal(&caveat.id)));
    }
    entries
}

/// Draws the box and the results.
pub fn show(find: &mut Find, palette: &Palette, (ui, commands): (&mut Ui, &mut Vec<Command>)) {
    let title = if find.is_local { "Find in this tab" } else { "Find anything" };
    let label = ui.label(RichText::new(title).font(Role::Heading.font())).id;
    // Taken before the box sees them: in it they would move the caret.
    let (is_down, is_up, is_chosen) = ui.input_mut(|input| {
        let key = |input: &mut egui::InputState, key| input.consume_key(egui::Modifiers::NONE, key);
        let is_back = input.consume_key(egui::Modifiers::SHIFT, Key::Tab);
        let is_down = key(input, Key::ArrowDown) || key(input, Key::Tab);
        (is_down, key(input, Key::ArrowUp) || is_back, key(input, Key::Enter))
    });
    let hint = "A name, a company, a claim, a command";
    let edit = TextEdit::singleline(&mut find.text).hint_text(hint).desired_width(f32::INFINITY);
    // The focus stays in the box, and the arrows go through what is found.
    let response = ui.add(edit.lock_focus(true)).labelled_by(label);
    if !response.has_focus() {
        response.request_focus();
    }
    if response.changed() {
        find.at = 0;
    }
    let count = find.results().len();
    if is_down {
        find.at = (find.at + 1).min(count.saturating_sub(1));
    }
    if is_up {
        find.at = find.at.saturating_sub(1);
    }
    if count == 0 {
        ui.label(RichText::new("Nothing of that name").color(palette.muted));
    }
    let mut chosen = None;
    ScrollArea::vertical().max_height(360.0).auto_shrink([false, true]).show(ui, |ui| {
        ui.spacing_mut().item_spacing.y = 2.0;
        for (index, entry) in find.results().into_iter().enumerate() {
            let is_at = index == find.at;
            if line(entry, is_at, palette, ui) || (is_at && is_chosen) {
                chosen = Some(entry.command.clone());
            }
        }
    });
    if let Some(command) = chosen {
        commands.push(Command::CloseDialog);
        commands.push(command);
    }
}

fn line(entry: &Entry, is_at: bool, palette: &Palette, ui: &mut Ui) -> bool {
    let fill = if is_at { palette.wash } else { palette.canvas };
    let frame = egui::Frame::new().fill(fill).inner_margin(egui::Margin::symmetric(8, 4));
    let inner = frame.show(ui, |ui| {
        ui.horizontal(|ui| {
            let kind = RichText::new(entry.kind).font(Role::Caption.font()).color(palette.muted);
            ui.add_sized([64.0, 18.0], Label::new(kind).selectable(false));
            let words = RichText::new(&entry.words).font(Role::Label.font());
            ui.add(Label::new(words).truncate().selectable(false).sense(Sense::CLICK))
        })
        .inner
    });
    if is_at {
        inner.response.scroll_to_me(None);
    }
    inner.inner.clicked()
}
