//! The window without a screen, and the files that a user opens in it.

use std::path::PathBuf;

use egui::vec2;
use egui_kittest::Harness;
use egui_kittest::kittest::Queryable as _;
use sovereign_stack::app::{self, Jobs, State};
use sovereign_stack::command::Command;
use sovereign_stack::desk::Desk;
use sovereign_stack::style;

pub type App = Harness<'static, State>;

pub const OPTICS: &str = "dimension,status\nOptics,effective\n";
pub const ROUNDS: &str = "company,amount,currency,date\nAcme,5000000,USD,2026-02\n";

/// The window with the bundled data.
pub fn app() -> App {
    let state = State::new(Desk::bundled().unwrap(), Jobs::at_once());
    Harness::builder()
        .with_size(vec2(1440.0, 900.0))
        .with_context_setup(style::apply)
        .build_ui_state(|ui, state: &mut State| app::show(state, ui), state)
}

/// Does what a menu or key would ask for, and lets the window settle.
pub fn ask(app: &mut App, command: Command) {
    let context = app.ctx.clone();
    app.state_mut().carry_out(command, &context);
    app.run();
    app.run();
}

/// Shows the tab with this name.
pub fn show(app: &mut App, tab: &str) {
    let index = app.state().desk.position(tab).unwrap();
    ask(app, Command::ShowTab(index));
}

/// The title of the figure shown.
pub fn title(app: &App) -> String {
    app.state().current_tab().unwrap().tab.title().to_owned()
}

/// Whether a screen reader would find these words.
pub fn says(app: &App, words: &str) -> bool {
    app.query_all_by_label_contains(words).next().is_some()
}

/// A folder of the user's.
pub struct Folder(pub tempfile::TempDir);

impl Folder {
    pub fn new() -> Self {
        Self(tempfile::tempdir().unwrap())
    }

    /// A file in it that holds this text.
    pub fn file(&self, name: &str, text: &str) -> PathBuf {
        let path = self.0.path().join(name);
        std::fs::write(&path, text).unwrap();
        path
    }
}
