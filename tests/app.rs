//! What a user does in the window, without a screen or a graphics card: found by the labels that a
//! screen reader speaks.

#![expect(clippy::unwrap_used, reason = "a test may panic")]
#![expect(clippy::disallowed_methods, reason = "it writes the files that a user opens")]

use std::path::PathBuf;

use egui::{Key, Modifiers, vec2};
use egui_kittest::Harness;
use egui_kittest::kittest::Queryable as _;
use sovereign_stack::app::{self, Jobs, State};
use sovereign_stack::command::Command;
use sovereign_stack::desk::Desk;
use sovereign_stack::model::Mark;
use sovereign_stack::style;

type App = Harness<'static, State>;

/// The window as it opens, on the coverage tab.
fn app() -> App {
    let mut app = app_of(1440.0, 900.0);
    let coverage = tab(&app, "coverage");
    ask(&mut app, Command::ShowTab(coverage));
    app
}

fn app_of(width: f32, height: f32) -> App {
    let state = State::new(Desk::bundled().unwrap(), Jobs::at_once());
    Harness::builder()
        .with_size(vec2(width, height))
        .with_context_setup(style::apply)
        .build_ui_state(|ui, state: &mut State| app::show(state, ui), state)
}

/// Does what a menu or key would ask for, and lets the window settle.
fn ask(app: &mut App, command: Command) {
    let context = app.ctx.clone();
    app.state_mut().carry_out(command, &context);
    app.run();
    app.run();
}

fn title(app: &App) -> String {
    app.state().current_tab().unwrap().tab.title().to_owned()
}

fn file(text: &str) -> (tempfile::TempDir, PathBuf) {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("mine.csv");
    std::fs::write(&path, text).unwrap();
    (folder, path)
}

#[test]
fn every_tab_opens_by_its_button_and_by_its_number() {
    const NUMBERS: [Key; 7] =
        [Key::Num1, Key::Num2, Key::Num3, Key::Num4, Key::Num5, Key::Num6, Key::Num7];
    let mut app = app();
    let tabs: Vec<(&str, String)> = Desk::bundled()
        .unwrap()
        .tabs
        .iter()
        .map(|shown| (shown.tab.label(), shown.tab.title().to_owned()))
        .collect();
    for (label, wanted) in &tabs {
        app.get_by_label(label).click();
        app.run();
        assert_eq!(title(&app), *wanted);
    }
    for (key, (_, wanted)) in NUMBERS.into_iter().zip(&tabs) {
        app.key_press(key);
        app.run();
        assert_eq!(title(&app), *wanted);
    }
}

#[test]
fn control_tab_goes_round_the_tabs_both_ways() {
    let mut app = app_of(1440.0, 900.0);
    let count = app.state().desk.tabs.len();
    for step in 1..=count {
        app.key_press_modifiers(Modifiers::CTRL, Key::Tab);
        app.run();
        assert_eq!(app.state().current, step % count);
    }
    app.key_press_modifiers(Modifiers::CTRL | Modifiers::SHIFT, Key::Tab);
    app.run();
    assert_eq!(app.state().current, count - 1);
}

#[test]
fn a_click_on_a_mark_fills_the_inspector() {
    let mut app = app();
    app.get_by_label_contains("GPU hardware, partially circumvented").click();
    app.run();
    app.get_by_label("SELECTED MARK");
    app.get_by_label_contains("[A] US Export Control Coverage vs Chinese AI Independence, row 1");
    app.get_by_label("READ WITH CARE");
    app.key_press(Key::Escape);
    app.run();
    assert!(app.query_by_label("SELECTED MARK").is_none(), "Esc selects nothing");
}

#[test]
fn every_mark_of_every_tab_is_known_to_screen_readers() {
    let mut app = app_of(1440.0, 1600.0);
    for index in 0..app.state().desk.tabs.len() {
        ask(&mut app, Command::ShowTab(index));
        let shown = app.state().current_tab().unwrap();
        let (name, spoken): (&str, Vec<String>) =
            (shown.tab.name(), shown.tab.marks().iter().map(Mark::spoken).collect());
        for words in spoken {
            assert!(
                app.query_all_by_label_contains(&words).next().is_some(),
                "{name}: no node says {words}"
            );
        }
    }
}

#[test]
fn a_screen_reader_says_value_footing_and_whether_it_holds() {
    let mut app = app();
    let funding = tab(&app, "funding");
    ask(&mut app, Command::ShowTab(funding));
    app.get_by_label("Galbot, 362,000,000 US dollars, stated, holds");
}

#[test]
fn arrows_walk_the_marks_in_reading_order() {
    let mut app = app();
    let keys: Vec<String> =
        app.state().current_tab().unwrap().tab.marks().iter().map(|m| m.key.clone()).collect();
    for key in &keys {
        app.key_press(Key::ArrowDown);
        app.run();
        assert_eq!(app.state().selected(), Some(key.as_str()));
    }
    app.key_press(Key::ArrowUp);
    app.run();
    assert_eq!(app.state().selected(), Some(keys[keys.len() - 2].as_str()));
}

#[test]
fn the_table_lists_the_same_marks() {
    let mut app = app();
    for index in 0..app.state().desk.tabs.len() {
        ask(&mut app, Command::ShowTab(index));
        if !app.state().shows_table {
            app.key_press(Key::T);
            app.run();
        }
        let tab = &app.state().current_tab().unwrap().tab;
        let cells: Vec<String> =
            tab.marks().iter().take(3).map(|mark| mark.fields[0].value.clone()).collect();
        for cell in cells {
            assert!(app.query_all_by_label(&cell).next().is_some(), "the table shows {cell}");
        }
        assert!(app.query_all_by_label("Place in the source").next().is_some());
    }
    app.key_press(Key::T);
    app.run();
    let places = app.query_all_by_label("Place in the source").count();
    assert_eq!(places, 0, "T shows the chart again");
}

#[test]
fn a_bad_file_is_explained_and_the_figure_stays() {
    let (_folder, path) = file("company,amount\nAcme,ten\nBeta,\n");
    let mut app = app();
    let funding = tab(&app, "funding");
    ask(&mut app, Command::ShowTab(funding));
    let before = title(&app);
    ask(&mut app, Command::Open(vec![path]));
    app.get_by_label("amount is not a number");
    app.get_by_label("ten");
    app.get_by_label("2 read = 1 drawn + 1 rejected");
    assert_eq!(title(&app), before);
    app.get_by_label("Cancel").click();
    app.run();
    assert!(app.query_by_label_contains("amount is not a number").is_none());
    assert_eq!(title(&app), before);
}

#[test]
fn a_good_file_feeds_its_tab_and_leaves_the_others() {
    let (_folder, path) =
        file("company,amount,currency,date\nAcme,5000000,USD,2026-02\nBeta,,USD,2026-03\n");
    let mut app = app();
    let coverage = title(&app);
    ask(&mut app, Command::Open(vec![path]));
    assert_eq!(app.state().current_tab().unwrap().tab.name(), "funding", "the fed tab is shown");
    assert!(title(&app).contains("$5M"), "{}", title(&app));
    app.get_by_label("2 rows read = 2 shown + 0 filtered + 0 rejected");
    app.get_by_label("mine.csv");
    let index = tab(&app, "coverage");
    ask(&mut app, Command::ShowTab(index));
    assert_eq!(title(&app), coverage);
}

#[test]
fn options_change_the_figure_and_are_kept_by_other_data() {
    let mut app = app();
    app.get_by_label("Summary").click();
    app.run();
    app.get_by_label_contains("Coverage index");
    let (_folder, path) = file("dimension,status\nOptics,effective\n");
    ask(&mut app, Command::Open(vec![path]));
    app.get_by_label_contains("Coverage index");
    assert_eq!(title(&app), "Optics: effective");
}

#[test]
fn a_path_typed_into_the_open_dialog_is_opened() {
    let (_folder, path) = file("dimension,status\nOptics,effective\n");
    let mut app = app();
    app.key_press_modifiers(Modifiers::COMMAND, Key::O);
    app.run();
    app.get_by_role(egui::Role::TextInput).type_text(path.to_str().unwrap());
    app.run();
    app.get_by_label("Open").click();
    app.run();
    app.run();
    assert_eq!(title(&app), "Optics: effective");
    assert!(app.state().dialog.is_none(), "the dialog is gone");
}

#[test]
fn export_saves_the_figure_to_the_path_in_the_dialog() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("figure.svg");
    let mut app = app();
    app.key_press_modifiers(Modifiers::COMMAND, Key::E);
    app.run();
    app.get_by_label("SVG").click();
    app.run();
    let field = app.get_by_role(egui::Role::TextInput);
    field.focus();
    app.key_press_modifiers(Modifiers::COMMAND, Key::A);
    app.run();
    app.get_by_role(egui::Role::TextInput).type_text(path.to_str().unwrap());
    app.run();
    app.get_by_label("Save here").click();
    app.run();
    app.run();
    let svg = std::fs::read_to_string(&path).unwrap();
    assert!(svg.starts_with("<svg"), "the file is an SVG");
    app.get_by_label(&format!("Saved {}", path.display()));
}

#[test]
fn an_export_says_which_characters_no_font_has() {
    let (folder, path) = file("dimension,status\nOptics 😀,effective\n");
    let target = folder.path().join("figure.png");
    let mut app = app();
    // As in the real window, a box stands for what no font has.
    app.ctx.set_missing_glyph_policy(egui::MissingGlyphPolicy::Tofu);
    ask(&mut app, Command::Open(vec![path]));
    app.key_press_modifiers(Modifiers::COMMAND, Key::E);
    app.run();
    app.get_by_role(egui::Role::TextInput).focus();
    app.key_press_modifiers(Modifiers::COMMAND, Key::A);
    app.run();
    app.get_by_role(egui::Role::TextInput).type_text(target.to_str().unwrap());
    app.run();
    app.key_press(Key::Enter);
    app.run();
    app.run();
    let saved = format!("Saved {}", target.display());
    let notice =
        format!("{saved}: no bundled font draws 1 of the characters used, such as 😀 (U+1F600)");
    app.get_by_label(&notice);
}

#[test]
fn an_export_that_fails_says_why_and_the_dialog_stays() {
    let mut app = app();
    app.key_press_modifiers(Modifiers::COMMAND, Key::E);
    app.run();
    let field = app.get_by_role(egui::Role::TextInput);
    field.focus();
    app.key_press_modifiers(Modifiers::COMMAND, Key::A);
    app.run();
    app.get_by_role(egui::Role::TextInput).type_text("/no/such/folder/x.png");
    app.run();
    app.get_by_label("Save here").click();
    app.run();
    app.run();
    app.get_by_label_contains("there is no folder /no/such/folder");
    app.key_press(Key::Escape);
    app.run();
    assert!(app.state().dialog.is_none(), "Esc closes the dialog");
}

#[test]
fn the_inspector_gives_way_on_a_narrow_window_and_comes_when_asked() {
    let mut app = app_of(1024.0, 640.0);
    assert!(app.query_by_label("INSPECTOR").is_none());
    app.key_press(Key::I);
    app.run();
    app.get_by_label("INSPECTOR");
}

#[test]
fn the_window_sleeps_when_nothing_happens() {
    let mut app = app();
    app.run();
    app.step();
    let delay = app.output().viewport_output[&egui::ViewportId::ROOT].repaint_delay;
    assert!(delay > std::time::Duration::from_mins(1), "it wants to draw again in {delay:?}");
}

#[test]
fn light_and_dark_swap() {
    let mut app = app();
    let before = app.ctx.theme();
    app.key_press(Key::D);
    app.run();
    assert_ne!(app.ctx.theme(), before);
}

#[test]
fn the_list_of_keys_opens_and_closes_with_f1() {
    let mut app = app();
    app.key_press(Key::F1);
    app.run();
    app.get_by_label("Ctrl+Shift+Tab");
    app.get_by_label("Ctrl+Shift+Z  Ctrl+Y");
    app.key_press(Key::F1);
    app.run();
    assert!(app.query_by_label("Ctrl+Shift+Tab").is_none());
}

/// Position of the tab with this name.
fn tab(app: &App, name: &str) -> usize {
    app.state().desk.position(name).unwrap()
}

#[test]
fn control_k_finds_a_mark_by_name_and_enter_goes_there_and_alt_left_back() {
    let mut app = app();
    let before = app.state().current;
    app.key_press_modifiers(Modifiers::COMMAND, Key::K);
    app.run();
    app.get_by_role(egui::Role::TextInput).type_text("galbot 362");
    app.run();
    app.key_press(Key::Enter);
    app.run();
    app.run();
    assert_eq!(app.state().current, tab(&app, "funding"));
    app.get_by_label("SELECTED MARK");
    assert_eq!(app.state().selected(), Some("galbot"));
    app.key_press_modifiers(Modifiers::ALT, Key::ArrowLeft);
    app.run();
    assert_eq!(app.state().current, before, "back where it began");
}

#[test]
fn a_slash_finds_only_in_the_tab_shown() {
    let mut app = app();
    let talent = tab(&app, "talent");
    ask(&mut app, Command::ShowTab(talent));
    app.key_press(Key::Slash);
    app.run();
    app.get_by_role(egui::Role::TextInput).type_text("zhou hao");
    app.run();
    app.key_press(Key::Enter);
    app.run();
    app.run();
    assert_eq!(app.state().selected(), Some("zhou_hao_joins"));
}

#[test]
fn the_inspector_tells_the_checks_a_mark_takes_part_in_and_leads_to_related_marks() {
    // High enough for the whole inspector: what is scrolled out of sight cannot be clicked.
    let mut app = app_of(1440.0, 2600.0);
    let funding = tab(&app, "funding");
    ask(&mut app, Command::ShowTab(funding));
    ask(&mut app, Command::Select("galbot".to_owned()));
    app.get_by_label("CHECKS");
    assert!(app.query_all_by_label("holds").next().is_some(), "the total holds");
    assert!(app.query_all_by_label("cannot be checked").next().is_none(), "it names no record");
    app.get_by_label("RELATED MARKS");
    app.get_by_label_contains("Coverage: Capital flow").click();
    app.run();
    app.run();
    assert_eq!(app.state().current, tab(&app, "coverage"));
    assert_eq!(app.state().selected(), Some("capital_flow"));
}
