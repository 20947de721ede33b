//! The window and the command line that it gives write the same bytes.

use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command as Process;

use egui::Theme;
use sovereign_stack::command::Command;
use sovereign_stack::export::preset::Format;
use sovereign_stack::figure::Part;
use sovereign_stack::model::Choice as _;

use crate::window::{App, Folder, OPTICS, app, ask, show};
use crate::zoom::{SHARES, over_time};

/// Exports from the dialog to this place, then by the command that the dialog gives; returns what
/// each of them wrote, by name.
fn both(app: &mut App, place: &Path) -> [Vec<(String, Vec<u8>)>; 2] {
    app.state_mut().export_dialog().unwrap().path = place.display().to_string();
    let theme = app.ctx.theme();
    let line = app.state().command_line(theme).unwrap();
    ask(app, Command::Export);
    assert!(app.state().dialog.is_none(), "it was written: {:?}", app.state().notice);
    let by_window = taken(place);
    for line in line.split(" && ") {
        let words = shlex::split(line).unwrap();
        assert_eq!(words[0], "sovereign-stack");
        let output = Process::new(env!("CARGO_BIN_EXE_sovereign-stack"))
            .args(&words[1..])
            .env("SOVEREIGN_STACK_SESSION", "none")
            .output()
            .unwrap();
        let told = String::from_utf8_lossy(&output.stderr);
        assert_eq!(output.status.code(), Some(0), "{line}: {told}");
    }
    [by_window, taken(place)]
}

/// The files at this place, which is then free again.
fn taken(place: &Path) -> Vec<(String, Vec<u8>)> {
    let files: Vec<PathBuf> = if place.is_dir() {
        fs::read_dir(place).unwrap().map(|entry| entry.unwrap().path()).collect()
    } else {
        vec![place.to_owned()]
    };
    let mut taken: Vec<_> = files
        .iter()
        .map(|file| {
            let bytes = fs::read(file).unwrap();
            fs::remove_file(file).unwrap();
            (file.file_name().unwrap().to_string_lossy().into_owned(), bytes)
        })
        .collect();
    taken.sort();
    taken
}

fn assert_same([window, command]: [Vec<(String, Vec<u8>)>; 2], what: &str) {
    let names = |files: &[(String, Vec<u8>)]| -> Vec<String> {
        files.iter().map(|(name, _)| name.clone()).collect()
    };
    assert!(!window.is_empty(), "{what}: something is written");
    assert_eq!(names(&window), names(&command), "{what}");
    for ((name, one), (_, other)) in window.iter().zip(&command) {
        assert!(one == other, "{what}: {name} differs");
    }
}

/// Options that show something else than at first: tab, then keys and values.
const OPTIONS: [(&str, &[(&str, &str)]); 8] = [
    ("overview", &[]),
    ("coverage", &[("view", "summary")]),
    ("adoption", &[("view", "count"), ("axis", "linear")]),
    ("funding", &[("view", "bars"), ("by", "kind"), ("top", "25")]),
    ("talent", &[("lanes", "kind"), ("kind", "departure")]),
    ("talent", &[("view", "moves")]),
    ("stack", &[]),
    ("sources", &[]),
];

#[test]
fn every_tab_is_written_the_same_by_window_and_command() {
    let folder = Folder::new();
    let mut app = app();
    for (index, (tab, options)) in OPTIONS.iter().enumerate() {
        show(&mut app, tab);
        for (key, value) in *options {
            ask(&mut app, Command::Set { key, value: (*value).to_owned() });
        }
        ask(&mut app, Command::AskHowToExport);
        let wish = &mut app.state_mut().export_dialog().unwrap().wish;
        // One after the other, whatever formats there are.
        wish.format = Format::ALL[index % Format::ALL.len()];
        wish.preset = None;
        wish.own = ["640".to_owned(), "400".to_owned()];
        wish.scale = 1;
        wish.is_transparent = index % 3 == 0;
        wish.theme = (index % 4 == 1).then_some(Theme::Dark);
        wish.parts.set(Part::Checks, index != 2);
        wish.parts.set(Part::Title, index != 3);
        let place = folder.0.path().join(format!("it's {tab}.{}", wish.format.key()));
        assert_same(both(&mut app, &place), &format!("{tab} {options:?}"));
    }
}

#[test]
fn what_is_in_sight_of_own_data_is_written_the_same() {
    let (folder, mut app) = over_time(SHARES);
    ask(
        &mut app,
        Command::See {
            days: "2025-04-01/2025-10-01T12:00".to_owned(),
            values: "10..40".to_owned(),
        },
    );
    for format in [Format::Svg, Format::Pdf] {
        ask(&mut app, Command::AskHowToExport);
        app.state_mut().export_dialog().unwrap().wish.format = format;
        app.state_mut().export_dialog().unwrap().wish.format = format;
        let place = folder.0.path().join(format!("my figure.{}", format.key()));
        let files = both(&mut app, &place);
        assert!(files[0][0].1.len() > 1000);
        assert_same(files, "part of the axes");
    }
}

#[test]
fn a_deck_of_data_opened_one_by_one_is_written_the_same() {
    let (folder, mut app) = over_time(SHARES);
    ask(&mut app, Command::Open(vec![folder.file("optics.csv", OPTICS)]));
    ask(&mut app, Command::Set { key: "view", value: "summary".to_owned() });
    ask(&mut app, Command::AskHowToExport);
    let wish = &mut app.state_mut().export_dialog().unwrap().wish;
    wish.is_deck = true;
    wish.format = Format::Svg;
    let place = folder.0.path().join("slides");
    let files = both(&mut app, &place);
    assert_eq!(files[0].len(), app.state().desk.tabs.len());
    assert_same(files, "a folder");
}

#[test]
fn a_deck_in_one_document_is_written_the_same() {
    let folder = Folder::new();
    let mut app = app();
    show(&mut app, "coverage");
    ask(&mut app, Command::Set { key: "view", value: "summary".to_owned() });
    for format in Format::ALL.iter().filter(|format| format.holds_several()) {
        ask(&mut app, Command::AskHowToExport);
        let wish = &mut app.state_mut().export_dialog().unwrap().wish;
        (wish.is_deck, wish.format) = (true, *format);
        let files = both(&mut app, &folder.0.path().join(format!("all.{}", format.key())));
        assert_eq!(files[0].len(), 1);
        assert_same(files, "a document");
    }
}
