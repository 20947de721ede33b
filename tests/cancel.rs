//! Opening a large file is told while it goes on, and can be stopped.

#![expect(clippy::unwrap_used, reason = "a test may panic")]
#![expect(clippy::disallowed_methods, reason = "it writes the files that a user opens")]

use std::path::PathBuf;

use sovereign_stack::app::{Jobs, State};
use sovereign_stack::command::Command;
use sovereign_stack::desk::Desk;
use sovereign_stack::load::import::Wishes;
use sovereign_stack::load::progress::{Progress, Step};
use sovereign_stack::load::source::RawFile;
use sovereign_stack::load::{Problems, formats};

const ROWS: usize = 20_000;

/// A file of many rounds, in a folder that lives as long as the first of the two.
fn rounds() -> (tempfile::TempDir, PathBuf) {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("rounds.csv");
    let rows: Vec<String> =
        (0..ROWS).map(|row| format!("Acme {row},{row},USD,2026-02\n")).collect();
    std::fs::write(&path, format!("company,amount,currency,date\n{}", rows.concat())).unwrap();
    (folder, path)
}

fn titles(state: &State) -> Vec<String> {
    state.desk.tabs.iter().map(|shown| shown.tab.title().to_owned()).collect()
}

/// A window whose jobs run on threads of their own, and the file being opened in it.
fn opening(path: PathBuf) -> (State, egui::Context) {
    let context = egui::Context::default();
    let mut state = State::new(Desk::bundled().unwrap(), Jobs::on_threads(context.clone()));
    state.carry_out(Command::Open(vec![path]), &context);
    assert!(state.busy().unwrap().starts_with("Opening rounds.csv… "), "{:?}", state.busy());
    assert!(state.is_opening(), "it is still read");
    (state, context)
}

/// Takes over what came of the opening, once its thread has ended.
fn finish(state: &mut State) {
    state.finish_opening();
    assert!(state.finished_jobs().is_empty(), "nothing follows");
    assert!(!state.is_opening() && state.busy().is_none(), "nothing is done any more");
}

#[test]
fn an_opening_that_is_cancelled_changes_nothing_and_its_thread_ends() {
    let (_folder, path) = rounds();
    for stop in [Command::CancelOpening, Command::StepBack] {
        let (mut state, context) = opening(path.clone());
        let before = titles(&state);
        state.carry_out(stop, &context);
        finish(&mut state);
        assert_eq!(titles(&state), before);
        assert_eq!(state.notice.as_deref(), Some("Opening rounds.csv was cancelled"));
        assert!(state.problems.is_empty() && state.dialog.is_none());
        state.carry_out(Command::Undo, &context);
        assert_eq!(state.notice.as_deref(), Some("Nothing to undo"));
    }
}

#[test]
fn an_opening_that_is_left_alone_is_shown() {
    let (_folder, path) = rounds();
    let (mut state, _context) = opening(path);
    let before = titles(&state);
    finish(&mut state);
    assert_eq!(state.notice.as_deref(), Some("Opened rounds.csv"));
    assert_ne!(titles(&state), before);
}

#[test]
fn what_is_cancelled_reads_no_row_and_what_is_not_is_watched_to_its_end() {
    let (_folder, path) = rounds();
    let desk = Desk::bundled().unwrap();
    let progress = Progress::default();
    let loaded = desk.open_watched(&[&path], &Wishes::default(), &progress);
    assert_eq!((progress.step(), progress.text().as_str()), (Step::Figures, "making the figures"));
    assert_eq!(loaded.imports.first().unwrap().sheet.grid.rows(), ROWS);
    progress.cancel();
    let loaded = desk.open_watched(&[&path], &Wishes::default(), &progress);
    assert!(loaded.imports.is_empty(), "nothing was cut");
    assert_eq!(desk.differs_from(&loaded.desk), vec![false; desk.tabs.len()]);
}

/// A workbook of many rows, as a spreadsheet saves it.
fn workbook() -> Vec<u8> {
    let mut book = rust_xlsxwriter::Workbook::new();
    let sheet = book.add_worksheet();
    for row in 0..3_000 {
        sheet.write(row, 0, format!("Acme {row}")).unwrap();
        sheet.write(row, 1, row).unwrap();
    }
    book.save_to_buffer().unwrap()
}

#[test]
fn every_kind_of_file_can_be_cancelled_while_it_is_read() {
    let rows: Vec<String> = (0..60_000)
        .map(|row| format!("{{\"company\": \"Acme {row}\", \"amount\": {row}}}"))
        .collect();
    let parquet = std::fs::read("tests/fixtures/made/snappy.parquet").unwrap();
    for (name, bytes) in [
        ("a.csv", format!("company,amount\n{}", "Acme,1\n".repeat(9_000)).into_bytes()),
        ("a.json", format!("[{}]", rows.join(",")).into_bytes()),
        ("a.jsonl", rows.join("\n").into_bytes()),
        ("a.parquet", parquet),
        ("a.xlsx", workbook()),
    ] {
        let file = RawFile { name: name.into(), bytes: bytes.into() };
        let progress = Progress::default();
        let mut problems = Problems::watched_by(&progress);
        let read = formats::sheets(&file, &Wishes::default(), &mut problems);
        assert_eq!(read.len(), 1, "{name} is read: {problems:?}");
        assert_eq!(progress.step(), Step::Cells, "{name}");
        progress.cancel();
        let read = formats::sheets(&file, &Wishes::default(), &mut problems);
        assert!(read.is_empty(), "{name} was read to its end");
    }
}
