//! Everything the user can ask the app to do, with its words and its key.

use std::path::PathBuf;

use egui::{Key, KeyboardShortcut, Modifiers};

use crate::export::Between;
use crate::load::decision::Decision;
use crate::model::{Form, Goal, Sight};

/// A request, gathered while drawing and carried out afterwards, in one place.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Command {
    /// Show the tab at this position.
    ShowTab(usize),
    /// Show the next tab, or the first after the last.
    NextTab,
    /// Show the tab before, or the last before the first.
    PreviousTab,
    /// Ask which data to open.
    AskWhatToOpen,
    /// Ask the system for a file or folder to open.
    Browse(Pick),
    /// Show the data at these paths.
    Open(Vec<PathBuf>),
    /// Stop opening what is being opened.
    CancelOpening,
    /// Show the bundled data again.
    OpenBundled,
    /// Show how the data of this tab was read.
    Review,
    /// Decide something of the file at this position among those that are looked at.
    Decide(usize, Decision),
    /// Show the data that is looked at.
    LoadReviewed,
    /// Ask where to save something of the data that is looked at.
    AskToSave(Aside),
    /// Save it to the file named in the dialog.
    SaveAside,
    /// Take what is on the clipboard for data.
    AskToPaste,
    /// Show the table in this text.
    Paste(String),
    /// Put away what is told of the data read last.
    DismissRead,
    /// Ask how to export the current tab.
    AskHowToExport,
    /// Write what is chosen in the export dialog to the place named there.
    Export,
    /// Stop writing; nothing is written then.
    CancelExport,
    /// Put the picture of the current tab on the clipboard, as it would be exported.
    CopyFigure,
    /// Put the data of the current tab on the clipboard.
    CopyData(Between),
    /// Put the command line on the clipboard that writes the same as the export dialog.
    CopyLine,
    /// Have the system show a folder.
    ShowFolder(PathBuf),
    /// Find anything by name.
    Find,
    /// Find a mark of the tab shown by name.
    FindInTab,
    /// Close the dialog; nothing else changes.
    CloseDialog,
    /// Show the table instead of the chart, or the chart again.
    ToggleTable,
    /// Change between light and dark.
    ToggleTheme,
    /// Show or hide the inspector.
    ToggleInspector,
    /// Show or hide the list of keys.
    ToggleKeys,
    /// Choose an option of the current tab.
    Set {
        /// Which.
        key: &'static str,
        /// What it is from now on.
        value: String,
    },
    /// Show this part of the axes of the current chart, both as they are set.
    See {
        /// The days.
        days: String,
        /// The values.
        values: String,
    },
    /// Select the mark with this key.
    Select(String),
    /// Show this tab and select this mark in it.
    GoTo(Goal),
    /// Go where the selected mark leads.
    Follow,
    /// Show again what was shown before the last jump.
    Back,
    /// Select another mark, in reading order.
    Walk(Walk),
    /// Select nothing, or close what lies on top.
    StepBack,
    /// Take the last change back.
    Undo,
    /// Make the change last taken back again.
    Redo,
    /// Put away what is told above the status bar, once it is read.
    DismissNotes,
    /// Put the list of problems away.
    DismissProblems,
    /// Put the list of problems on the clipboard.
    CopyProblems,
    /// Show the figure alone on the whole screen; what is asked for then.
    Present(Present),
    /// Close the window.
    Quit,
}

impl Command {
    /// Asks for this part of the axes.
    pub fn see(sight: Sight) -> Self {
        Self::See { days: sight.text(Form::Days), values: sight.text(Form::Values) }
    }
}

/// What is asked for while presenting.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Present {
    /// Begin, or leave.
    Toggle,
    /// The next figure; the last one stays.
    Next,
    /// The one before; the first one stays.
    Previous,
    /// The first.
    First,
    /// The last.
    Last,
    /// Show or hide the source line and the signs of caveats.
    Sources,
    /// Blank the screen, or show the figure again.
    Blank,
}

/// Which mark to select, seen from the selected one.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Walk {
    /// The next.
    Next,
    /// The one before.
    Previous,
    /// [`PAGE`] further on.
    PageDown,
    /// [`PAGE`] back.
    PageUp,
    /// The first of all.
    First,
    /// The last of all.
    Last,
}

/// Marks that a page key passes.
pub const PAGE: usize = 10;

/// What can be saved of data before it is loaded.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Aside {
    /// The rows that cannot be read.
    Rejects,
    /// Which column feeds which field.
    Mapping,
}

/// What a system dialog picks.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Pick {
    /// A file to open.
    File,
    /// A folder to open.
    Folder,
    /// A file to write a figure to.
    Target,
    /// A folder to write files into.
    TargetFolder,
    /// A file to write something of the data to.
    Aside,
}

/// A command that can be asked for at any time, with its words and its key.
pub struct Action {
    /// What it does.
    pub command: Command,
    /// In words.
    pub label: &'static str,
    /// Its key.
    pub shortcut: KeyboardShortcut,
}

const fn action(command: Command, label: &'static str, modifiers: Modifiers, key: Key) -> Action {
    Action { command, label, shortcut: KeyboardShortcut::new(modifiers, key) }
}

const COMMAND_SHIFT: Modifiers = Modifiers { shift: true, ..Modifiers::COMMAND };
const BACKWARDS: Modifiers = Modifiers { shift: true, ..Modifiers::CTRL };

/// Every such command; keys, tooltips and the list of keys read it. Where one shortcut contains
/// another, the longer one stands first.
pub static ACTIONS: [Action; 29] = [
    action(Command::PreviousTab, "Previous tab", BACKWARDS, Key::Tab),
    action(Command::NextTab, "Next tab", Modifiers::CTRL, Key::Tab),
    action(Command::AskWhatToOpen, "Open data…", Modifiers::COMMAND, Key::O),
    action(Command::Review, "Review how the data was read", Modifiers::COMMAND, Key::R),
    action(Command::AskHowToExport, "Export…", Modifiers::COMMAND, Key::E),
    action(Command::CopyFigure, "Copy the figure as a picture", COMMAND_SHIFT, Key::C),
    action(Command::Redo, "Redo", COMMAND_SHIFT, Key::Z),
    action(Command::Undo, "Undo", Modifiers::COMMAND, Key::Z),
    action(Command::Redo, "Redo", Modifiers::COMMAND, Key::Y),
    action(Command::Back, "Back", Modifiers::ALT, Key::ArrowLeft),
    action(Command::Find, "Find anything", Modifiers::COMMAND, Key::K),
    action(Command::FindInTab, "Find in this tab", Modifiers::NONE, Key::Slash),
    action(Command::Quit, "Quit", Modifiers::COMMAND, Key::Q),
    action(Command::ToggleTable, "Chart or table", Modifiers::NONE, Key::T),
    action(Command::ToggleInspector, "Inspector", Modifiers::NONE, Key::I),
    action(Command::ToggleTheme, "Light or dark", Modifiers::NONE, Key::D),
    action(Command::ToggleKeys, "Keys", Modifiers::NONE, Key::F1),
    action(Command::Present(Present::Toggle), "Present", Modifiers::NONE, Key::F11),
    action(Command::Walk(Walk::Next), "Next mark", Modifiers::NONE, Key::ArrowDown),
    action(Command::Walk(Walk::Next), "Next mark", Modifiers::NONE, Key::ArrowRight),
    action(Command::Walk(Walk::Previous), "Previous mark", Modifiers::NONE, Key::ArrowUp),
    action(Command::Walk(Walk::Previous), "Previous mark", Modifiers::NONE, Key::ArrowLeft),
    action(Command::Walk(Walk::PageDown), "Ten marks on", Modifiers::NONE, Key::PageDown),
    action(Command::Walk(Walk::PageUp), "Ten marks back", Modifiers::NONE, Key::PageUp),
    action(Command::Walk(Walk::First), "First mark", Modifiers::NONE, Key::Home),
    action(Command::Walk(Walk::Last), "Last mark", Modifiers::NONE, Key::End),
    action(Command::Follow, "Go where the selected mark leads", Modifiers::NONE, Key::Enter),
    action(Command::Follow, "Go where the selected mark leads", Modifiers::NONE, Key::Space),
    action(
        Command::StepBack,
        "Close what lies on top, or select nothing",
        Modifiers::NONE,
        Key::Escape,
    ),
];

const fn presenting(ask: Present, label: &'static str, key: Key) -> Action {
    action(Command::Present(ask), label, Modifiers::NONE, key)
}

/// What keys and clickers do while presenting, and nothing else does.
pub static PRESENTING: [Action; 18] = [
    presenting(Present::Next, "Next figure", Key::ArrowRight),
    presenting(Present::Next, "Next figure", Key::ArrowDown),
    presenting(Present::Next, "Next figure", Key::PageDown),
    presenting(Present::Next, "Next figure", Key::Space),
    presenting(Present::Next, "Next figure", Key::Enter),
    presenting(Present::Previous, "Previous figure", Key::ArrowLeft),
    presenting(Present::Previous, "Previous figure", Key::ArrowUp),
    presenting(Present::Previous, "Previous figure", Key::PageUp),
    presenting(Present::Previous, "Previous figure", Key::Backspace),
    presenting(Present::First, "First figure", Key::Home),
    presenting(Present::Last, "Last figure", Key::End),
    presenting(Present::Sources, "Sources and caveats", Key::S),
    presenting(Present::Blank, "Blank screen", Key::B),
    // This is what clickers send for it.
    presenting(Present::Blank, "Blank screen", Key::Period),
    action(Command::ToggleTheme, "Light or dark", Modifiers::NONE, Key::D),
    presenting(Present::Toggle, "Leave", Key::Escape),
    presenting(Present::Toggle, "Leave", Key::F11),
    // And this for starting and leaving.
    presenting(Present::Toggle, "Leave", Key::F5),
];

/// The key of a command in words, where it has one: `Ctrl+E`.
pub fn key_of(command: &Command) -> Option<String> {
    ACTIONS.iter().find(|action| action.command == *command).map(|action| in_words(action.shortcut))
}

/// A shortcut in words.
pub fn in_words(shortcut: KeyboardShortcut) -> String {
    let mut words = Vec::new();
    let modifiers = shortcut.modifiers;
    if modifiers.ctrl || modifiers.command {
        words.push("Ctrl");
    }
    if modifiers.alt {
        words.push("Alt");
    }
    if modifiers.shift {
        words.push("Shift");
    }
    let key = match shortcut.logical_key {
        Key::ArrowDown => "↓",
        Key::ArrowUp => "↑",
        Key::ArrowLeft => "←",
        Key::ArrowRight => "→",
        Key::Escape => "Esc",
        Key::Slash => "/",
        key => key.name(),
    };
    words.push(key);
    words.join("+")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn keys_are_named_as_they_are_printed_on_the_keyboard() {
        assert_eq!(key_of(&Command::AskHowToExport).as_deref(), Some("Ctrl+E"));
        assert_eq!(key_of(&Command::PreviousTab).as_deref(), Some("Ctrl+Shift+Tab"));
        assert_eq!(key_of(&Command::StepBack).as_deref(), Some("Esc"));
        assert_eq!(key_of(&Command::OpenBundled), None);
    }

    #[test]
    fn no_key_means_two_things() {
        for actions in [&ACTIONS[..], &PRESENTING[..]] {
            for (index, action) in actions.iter().enumerate() {
                let mut later = actions.iter().skip(index + 1).map(|other| other.shortcut);
                let is_same = later.any(|other| other == action.shortcut);
                assert!(!is_same, "{} has the key of another", action.label);
            }
        }
    }
}
