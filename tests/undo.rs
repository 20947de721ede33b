//! Taking changes back and making them again, and opening again what was opened lately.

#![expect(clippy::unwrap_used, reason = "a test may panic")]
#![expect(clippy::disallowed_methods, reason = "it writes the files that a user opens")]

mod support {
    pub mod window;
}

use std::fs;
use std::path::Path;

use egui::{Key, Modifiers};
use egui_kittest::kittest::Queryable as _;
use sovereign_stack::command::Command;
use sovereign_stack::model::Goal;
use support::window::{App, Folder, OPTICS, ROUNDS, ask, says, show, title};

const LASERS: &str = "dimension,status\nLasers,fully circumvented\n";

/// The window on the coverage tab.
fn app() -> App {
    let mut app = support::window::app();
    show(&mut app, "coverage");
    app
}

fn open(app: &mut App, path: &Path) {
    ask(app, Command::Open(vec![path.to_owned()]));
}

fn press(app: &mut App, modifiers: Modifiers, key: Key) {
    app.key_press_modifiers(modifiers, key);
    app.run();
    app.run();
}

fn undo(app: &mut App) {
    press(app, Modifiers::COMMAND, Key::Z);
}

fn redo(app: &mut App) {
    press(app, Modifiers::COMMAND | Modifiers::SHIFT, Key::Z);
}

#[test]
fn an_option_is_taken_back_and_chosen_again_by_keys() {
    let mut app = app();
    let matrix = title(&app);
    app.get_by_label("Summary").click();
    app.run();
    app.get_by_label_contains("Coverage index");
    undo(&mut app);
    assert!(!says(&app, "Coverage index"));
    assert_eq!(title(&app), matrix);
    app.get_by_label("Undo: view = summary");
    redo(&mut app);
    app.get_by_label_contains("Coverage index");
    app.get_by_label("Redo: view = summary");
    undo(&mut app);
    press(&mut app, Modifiers::COMMAND, Key::Y);
    app.get_by_label_contains("Coverage index");
    redo(&mut app);
    app.get_by_label("Nothing to redo");
}

#[test]
fn an_opening_is_taken_back_with_its_tab_and_selection_and_opened_again() {
    let folder = Folder::new();
    let mut app = app();
    ask(&mut app, Command::Select("capital_flow".to_owned()));
    let before = title(&app);
    open(&mut app, &folder.file("rounds.csv", ROUNDS));
    assert!(title(&app).contains("$5M"), "{}", title(&app));
    undo(&mut app);
    app.get_by_label("Undo: open rounds.csv");
    assert_eq!(title(&app), before);
    assert_eq!(app.state().selected(), Some("capital_flow"));
    show(&mut app, "funding");
    assert!(!title(&app).contains("$5M"), "the bundled rounds are back");
    redo(&mut app);
    assert!(title(&app).contains("$5M"), "{}", title(&app));
    undo(&mut app);
    undo(&mut app);
    app.get_by_label("Nothing to undo");
}

#[test]
fn a_new_change_takes_the_place_of_what_was_taken_back() {
    let mut app = app();
    app.get_by_label("Summary").click();
    app.run();
    undo(&mut app);
    ask(&mut app, Command::Set { key: "view", value: "summary".to_owned() });
    redo(&mut app);
    app.get_by_label("Nothing to redo");
    app.get_by_label_contains("Coverage index");
}

#[test]
fn the_bundled_data_can_be_shown_again_and_that_be_taken_back() {
    let folder = Folder::new();
    let mut app = app();
    open(&mut app, &folder.file("optics.csv", OPTICS));
    ask(&mut app, Command::OpenBundled);
    assert_ne!(title(&app), "Optics: effective");
    undo(&mut app);
    assert_eq!(title(&app), "Optics: effective");
}

#[test]
fn control_z_in_a_text_belongs_to_the_text() {
    let mut app = app();
    ask(&mut app, Command::Set { key: "view", value: "summary".to_owned() });
    press(&mut app, Modifiers::COMMAND, Key::O);
    app.get_by_role(egui::Role::TextInput).type_text("/a");
    undo(&mut app);
    press(&mut app, Modifiers::NONE, Key::Escape);
    app.get_by_label_contains("Coverage index");
}

#[test]
fn a_jump_that_changes_the_view_can_be_taken_back() {
    let mut app = app();
    show(&mut app, "adoption");
    ask(&mut app, Command::Set { key: "view", value: "count".to_owned() });
    let before = title(&app);
    ask(&mut app, Command::GoTo(Goal::new("adoption", "qwen_download_share")));
    assert_eq!(app.state().selected(), Some("qwen_download_share"), "it is in another view");
    undo(&mut app);
    app.get_by_label("Undo: view = share");
    assert_eq!(title(&app), before);
    assert_eq!(app.state().selected(), None);
}

#[test]
fn what_was_opened_lately_is_opened_again_by_keyboard() {
    let folder = Folder::new();
    let mut app = app();
    open(&mut app, &folder.file("optics.csv", OPTICS));
    open(&mut app, &folder.file("lasers.csv", LASERS));
    press(&mut app, Modifiers::COMMAND, Key::O);
    let place = folder.0.path().display().to_string();
    app.get_by_label_contains(&format!("optics.csv {place}")).focus();
    app.run();
    press(&mut app, Modifiers::NONE, Key::Enter);
    assert_eq!(title(&app), "Optics: effective");
    assert!(app.state().dialog.is_none());
    press(&mut app, Modifiers::COMMAND, Key::K);
    app.get_by_role(egui::Role::TextInput).type_text("open recent lasers");
    app.run();
    press(&mut app, Modifiers::NONE, Key::Enter);
    assert_eq!(title(&app), "Lasers: fully circumvented");
}

#[test]
fn what_was_opened_lately_and_is_gone_is_told_and_leaves_the_list() {
    let folder = Folder::new();
    let path = folder.file("optics.csv", OPTICS);
    let mut app = app();
    open(&mut app, &path);
    fs::remove_file(&path).unwrap();
    open(&mut app, &path);
    app.get_by_label("optics.csv is gone, and no longer among the data opened lately");
    press(&mut app, Modifiers::COMMAND, Key::O);
    assert!(!says(&app, "OPENED LATELY"));
    // What was not opened is not among it either.
    press(&mut app, Modifiers::NONE, Key::Escape);
    open(&mut app, &folder.file("bad.csv", "a,b\n1,2\n"));
    press(&mut app, Modifiers::COMMAND, Key::O);
    assert!(!says(&app, "bad.csv /"));
}
