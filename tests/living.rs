//! Files that change while they are open: what is shown follows, and never gets lost.

#![expect(clippy::unwrap_used, reason = "a test may panic")]
#![expect(clippy::disallowed_methods, reason = "it writes the files that a user opens")]

mod support {
    pub mod window;
}

use std::fs;
use std::path::{Path, PathBuf};
use std::sync::mpsc::channel;
use std::time::Duration;

use egui::{Key, Modifiers};
use egui_kittest::kittest::Queryable as _;
use sovereign_stack::app::Watch;
use sovereign_stack::command::Command;
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

/// Tells the window what its watch would, and lets so much time pass that the file has come to rest.
/// A step takes a quarter of a second.
fn changed(app: &mut App) {
    app.state_mut().files_changed();
    for _ in 0..8 {
        app.step();
    }
}

/// Replaces a file as an editor does: another file takes its name.
fn replace(path: &Path, text: &str) {
    let other = path.with_extension("new");
    fs::write(&other, text).unwrap();
    fs::rename(other, path).unwrap();
}

#[test]
fn a_file_that_changes_is_shown_anew_with_tab_selection_and_options_kept() {
    let folder = Folder::new();
    let path = folder.file("mine.csv", "dimension,status\nOptics,effective\nGlue,effective\n");
    let mut app = app();
    open(&mut app, &path);
    app.get_by_label("Summary").click();
    app.run();
    let key = app.state().current_tab().unwrap().tab.marks()[0].key.clone();
    ask(&mut app, Command::Select(key.clone()));
    fs::write(&path, LASERS).unwrap();
    changed(&mut app);
    assert_eq!(title(&app), "Lasers: fully circumvented");
    app.get_by_label("mine.csv has changed and was read again");
    app.get_by_label_contains("Coverage index");
    assert_eq!(app.state().selected(), Some(key.as_str()));
    undo(&mut app);
    app.get_by_label("Undo: read mine.csv again");
    assert!(title(&app).contains("effective"), "{}", title(&app));
    changed(&mut app);
    assert!(!title(&app).contains("Lasers"), "what was undone is not read again by itself");
    redo(&mut app);
    assert_eq!(title(&app), "Lasers: fully circumvented");
}

#[test]
fn a_file_that_another_takes_the_name_of_is_shown_anew() {
    let folder = Folder::new();
    let path = folder.file("mine.csv", OPTICS);
    let mut app = app();
    open(&mut app, &path);
    replace(&path, LASERS);
    changed(&mut app);
    assert_eq!(title(&app), "Lasers: fully circumvented");
}

#[test]
fn a_file_that_is_still_being_written_waits() {
    let folder = Folder::new();
    let path = folder.file("mine.csv", OPTICS);
    let mut app = app();
    open(&mut app, &path);
    let text = "dimension,status\nLasers,fully circumvented\nGlue,effective\n";
    // Cut in the middle of a word, it would be told as an error.
    for end in [27, 40, 44] {
        fs::write(&path, &text[..end]).unwrap();
        app.state_mut().files_changed();
        app.step();
        app.step();
        assert_eq!(title(&app), "Optics: effective", "{end} bytes");
        assert!(app.state().problems.is_empty(), "{end} bytes");
    }
    fs::write(&path, text).unwrap();
    changed(&mut app);
    assert!(title(&app).contains("Lasers") || says(&app, "Lasers"), "{}", title(&app));
    assert!(app.state().problems.is_empty());
}

#[test]
fn a_file_that_becomes_bad_leaves_the_figure_with_a_note_until_it_is_good_again() {
    let folder = Folder::new();
    let path = folder.file("mine.csv", OPTICS);
    let mut app = app();
    open(&mut app, &path);
    fs::write(&path, "dimension,status\nLasers,perhaps\n").unwrap();
    changed(&mut app);
    assert_eq!(title(&app), "Optics: effective");
    app.get_by_label_contains("mine.csv changed and cannot be read now; what is shown is from");
    app.get_by_label_contains("found \"perhaps\"");
    // Undo of something else leaves the problems where they are.
    ask(&mut app, Command::Set { key: "view", value: "summary".to_owned() });
    undo(&mut app);
    app.get_by_label_contains("found \"perhaps\"");
    fs::write(&path, LASERS).unwrap();
    changed(&mut app);
    assert_eq!(title(&app), "Lasers: fully circumvented");
    assert!(!says(&app, "cannot be read now"), "the note is gone");
    assert!(!says(&app, "perhaps"), "the problems are gone");
}

#[test]
fn a_file_that_is_deleted_leaves_the_figure_with_a_note_until_it_is_back() {
    let folder = Folder::new();
    let path = folder.file("mine.csv", OPTICS);
    let mut app = app();
    open(&mut app, &path);
    let aside = path.with_extension("aside");
    fs::rename(&path, &aside).unwrap();
    changed(&mut app);
    assert_eq!(title(&app), "Optics: effective");
    app.get_by_label_contains("mine.csv is gone; what is shown is from");
    assert!(!says(&app, "Opened mine.csv"), "what was told before is no longer so");
    fs::rename(&aside, &path).unwrap();
    changed(&mut app);
    assert!(!says(&app, "is gone"));
    assert!(!says(&app, "read again"), "it is the file that is shown");
}

#[test]
fn a_file_that_now_fits_another_tab_leaves_both_as_they_are() {
    let folder = Folder::new();
    let path = folder.file("mine.csv", OPTICS);
    let mut app = app();
    open(&mut app, &path);
    fs::write(&path, ROUNDS).unwrap();
    changed(&mut app);
    assert_eq!(title(&app), "Optics: effective");
    app.get_by_label_contains("fits other tabs now");
    show(&mut app, "funding");
    assert!(!title(&app).contains("$5M"), "{}", title(&app));
}

#[test]
fn a_change_leaves_alone_what_was_opened_later() {
    let folder = Folder::new();
    let first = folder.file("first.csv", OPTICS);
    let second = folder.file("second.csv", LASERS);
    let rounds = folder.file("rounds.csv", ROUNDS);
    let mut app = app();
    ask(&mut app, Command::Open(vec![first.clone(), rounds]));
    open(&mut app, &second);
    fs::write(&first, "dimension,status\nGlue,effective\n").unwrap();
    changed(&mut app);
    show(&mut app, "coverage");
    assert_eq!(title(&app), "Lasers: fully circumvented");
}

#[test]
fn a_table_of_an_open_package_that_changes_is_shown_anew() {
    let folder = Folder::new();
    for entry in fs::read_dir("data").unwrap() {
        let entry = entry.unwrap();
        fs::copy(entry.path(), folder.0.path().join(entry.file_name())).unwrap();
    }
    let mut app = app();
    open(&mut app, folder.0.path());
    show(&mut app, "coverage");
    let path = folder.0.path().join("coverage.csv");
    let text = fs::read_to_string(&path).unwrap();
    replace(&path, &text.replace("GPU hardware", "GPU machines"));
    changed(&mut app);
    assert!(says(&app, "GPU machines"), "{:?}", app.state().problems);
    fs::remove_file(&path).unwrap();
    changed(&mut app);
    app.get_by_label_contains("coverage.csv is gone; what is shown is from");
    assert!(says(&app, "GPU machines"));
}

#[test]
fn coming_back_to_the_window_looks_at_the_files_even_where_nothing_tells_of_changes() {
    let folder = Folder::new();
    let path = folder.file("mine.csv", OPTICS);
    let mut app = app();
    open(&mut app, &path);
    fs::write(&path, LASERS).unwrap();
    app.event(egui::Event::WindowFocused(true));
    for _ in 0..8 {
        app.step();
    }
    assert_eq!(title(&app), "Lasers: fully circumvented");
}

#[test]
fn the_watch_sees_a_file_written_in_place_and_one_that_takes_its_name() {
    let folder = Folder::new();
    let path = folder.file("mine.csv", OPTICS);
    let (sender, receiver) = channel();
    let mut watch = Watch::new(move || {
        sender.send(()).ok();
    });
    assert!(!watch.has_changed());
    watch.follow(std::slice::from_ref(&path)).unwrap();
    let wait = |what: &str| {
        let told = receiver.recv_timeout(Duration::from_secs(20));
        assert!(told.is_ok() && watch.has_changed(), "{what}");
        // One change is told more than once.
        while receiver.recv_timeout(Duration::from_millis(200)).is_ok() {}
        watch.has_changed();
    };
    fs::write(&path, LASERS).unwrap();
    wait("it is written in place");
    replace(&path, OPTICS);
    wait("another takes its name");
    fs::remove_file(&path).unwrap();
    wait("it is deleted");
    folder.file("mine.csv", OPTICS);
    wait("it is there again");
    folder.file("other.csv", OPTICS);
    assert!(receiver.recv_timeout(Duration::from_millis(300)).is_err(), "others do not matter");
}

#[test]
fn a_folder_that_cannot_be_watched_is_told_of_once() {
    let mut watch = Watch::new(|| {});
    let told = watch.follow(&[PathBuf::from("/no/such/folder/mine.csv")]);
    assert!(told.is_err_and(|words| !words.is_empty()));
}
