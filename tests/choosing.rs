//! The figure of a large file is made for a choice while the window goes on answering.

#![expect(clippy::unwrap_used, reason = "a test may panic")]
#![expect(clippy::disallowed_methods, reason = "it writes the files that a user opens")]

use sovereign_stack::app::{Jobs, State};
use sovereign_stack::command::Command;
use sovereign_stack::desk::Desk;

/// More rows than a figure is made of at once.
const ROWS: usize = 60_000;

/// A window on a file of many rounds, whose jobs are done when they are asked for.
fn window() -> (State, egui::Context) {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("rounds.csv");
    let rows = (0..ROWS).map(|row| format!("Acme {},{row},USD,2026-02\n", row % 700));
    let rows: String = rows.collect();
    std::fs::write(&path, format!("company,amount,currency,date\n{rows}")).unwrap();
    let context = egui::Context::default();
    let mut state = State::new(Desk::bundled().unwrap(), Jobs::at_once());
    state.carry_out(Command::Open(vec![path]), &context);
    assert!(state.finished_jobs().is_empty(), "nothing follows");
    assert_eq!(state.current_tab().unwrap().tab.counts().shown, ROWS, "all are shown");
    (state, context)
}

fn set(state: &mut State, context: &egui::Context, key: &'static str, value: &str) {
    state.carry_out(Command::Set { key, value: value.to_owned() }, context);
}

fn chosen(state: &State, key: &str) -> String {
    let settings = state.current_tab().unwrap().tab.settings();
    settings.iter().find(|setting| setting.key == key).unwrap().current.clone()
}

#[test]
fn the_figure_before_stays_until_the_new_one_is_made_and_no_choice_is_lost() {
    let (mut state, context) = window();
    set(&mut state, &context, "view", "bars");
    set(&mut state, &context, "top", "25");
    assert_eq!(
        (chosen(&state, "view"), state.busy()),
        ("flow".into(), Some("Making the figure…".into()))
    );
    state.finished_jobs();
    assert_eq!(chosen(&state, "view"), "bars");
    state.finished_jobs();
    assert_eq!((chosen(&state, "top"), state.busy()), ("25".into(), None));
    state.carry_out(Command::Undo, &context);
    assert_eq!(state.notice.as_deref(), Some("Undo: top = 25"));
    state.carry_out(Command::Undo, &context);
    assert_eq!(chosen(&state, "view"), "flow");
}

#[test]
fn a_choice_that_does_not_exist_is_refused_and_the_figure_stays() {
    let (mut state, context) = window();
    set(&mut state, &context, "view", "pie");
    state.finished_jobs();
    assert_eq!(chosen(&state, "view"), "flow");
    assert!(state.notice.as_deref().unwrap().contains("pie"), "{:?}", state.notice);
}

#[test]
fn a_figure_of_data_that_is_not_shown_any_more_is_not_shown() {
    let (mut state, context) = window();
    set(&mut state, &context, "view", "bars");
    state.carry_out(Command::Undo, &context);
    let title = state.current_tab().unwrap().tab.title().to_owned();
    state.finished_jobs();
    assert_eq!(state.current_tab().unwrap().tab.title(), title);
    assert_eq!(state.busy(), None);
    assert!(state.notice.as_deref().unwrap().contains("was not set"), "{:?}", state.notice);
}

#[test]
fn a_choice_on_another_tab_waits_and_only_it_is_undone() {
    let (mut state, context) = window();
    let funding = state.current;
    set(&mut state, &context, "view", "bars");
    let coverage = state.desk.tabs.iter().position(|shown| shown.tab.name() == "coverage").unwrap();
    state.carry_out(Command::ShowTab(coverage), &context);
    set(&mut state, &context, "view", "summary");
    state.finished_jobs();
    assert_eq!(chosen(&state, "view"), "summary");
    state.current = funding;
    assert_eq!(chosen(&state, "view"), "bars");
    state.carry_out(Command::Undo, &context);
    assert_eq!(state.notice.as_deref(), Some("Undo: view = summary"));
    state.current = funding;
    assert_eq!(chosen(&state, "view"), "bars", "the choice before stays");
}
