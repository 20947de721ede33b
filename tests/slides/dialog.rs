//! The export dialog by its labels: what can be chosen, what it suggests, what it copies and tells.

use egui::{Key, Modifiers, OutputCommand, vec2};
use egui_kittest::kittest::Queryable as _;
use sovereign_stack::command::Command;

use crate::window::{App, Folder, ROUNDS, app, ask, says, show, title};

/// The dialog, opened by its key over the coverage tab.
fn dialog() -> App {
    let mut app = app();
    app.ctx.set_theme(egui::Theme::Light);
    show(&mut app, "coverage");
    press(&mut app, Modifiers::COMMAND, Key::E);
    app
}

fn press(app: &mut App, modifiers: Modifiers, key: Key) {
    app.key_press_modifiers(modifiers, key);
    app.run();
}

fn click(app: &mut App, label: &str) {
    app.get_by_label(label).click();
    app.run();
}

fn path(app: &mut App) -> String {
    app.state_mut().export_dialog().unwrap().path.clone()
}

/// What was put on the clipboard in the last frame, in words.
fn copied(app: &mut App, label: &str) -> String {
    app.get_by_label(label).click();
    for _ in 0..6 {
        app.step();
        let commands = &app.output().platform_output.commands;
        if let Some(words) = commands.iter().find_map(|command| match command {
            OutputCommand::CopyText(text) => Some(text.clone()),
            OutputCommand::CopyImage(image) => Some(format!("{:?}", image.size)),
            _ => None,
        }) {
            app.run();
            return words;
        }
    }
    panic!("nothing was copied");
}

#[test]
fn a_file_is_suggested_by_tab_period_and_format() {
    let mut app = dialog();
    assert_eq!(path(&mut app), "coverage-q1-2026.png");
    app.get_by_label("3840 × 2160 pixels");
    click(&mut app, "SVG");
    assert_eq!(path(&mut app), "coverage-q1-2026.svg");
    app.get_by_label("1920 × 1080 points");
    click(&mut app, "All tabs, as a deck");
    assert_eq!(path(&mut app), "figures-q1-2026");
    click(&mut app, "PDF");
    assert_eq!(path(&mut app), "figures-q1-2026.pdf");
}

#[test]
fn the_preview_is_drawn_by_the_exporter_and_follows_what_is_chosen() {
    let mut app = dialog();
    let title = title(&app);
    app.get_by_label(&format!("Preview of Coverage: {title}"));
    let before = app.get_by_label_contains("Preview of").rect();
    assert!((before.width() / before.height() - 16.0 / 9.0).abs() < 0.01, "{before:?}");
    click(&mut app, "Square");
    let after = app.get_by_label_contains("Preview of").rect();
    assert!((after.width() / after.height() - 1.0).abs() < 0.01, "{after:?}");
    click(&mut app, "All tabs, as a deck");
    click(&mut app, "Next figure");
    app.get_by_label_contains("Preview of Adoption");
}

#[test]
fn a_size_of_ones_own_is_two_numbers_and_told_where_it_cannot_be() {
    let mut app = dialog();
    click(&mut app, "Custom");
    app.get_by_label("Width").focus();
    press(&mut app, Modifiers::COMMAND, Key::A);
    app.get_by_label("Width").type_text("10");
    app.run();
    assert!(says(&app, "sides from 64 to 16,000 points"));
    press(&mut app, Modifiers::COMMAND, Key::A);
    app.get_by_label("Width").type_text("800");
    app.run();
    app.get_by_label("1600 × 1440 pixels");
}

#[test]
fn without_its_source_line_the_dialog_says_what_is_missing() {
    let mut app = dialog();
    assert!(!says(&app, "where its numbers come from"));
    click(&mut app, "Source line");
    app.get_by_label("The figure will not show where its numbers come from.");
}

#[test]
fn copies_are_a_picture_the_data_and_the_command() {
    let mut app = dialog();
    // What is scrolled out of sight cannot be clicked.
    app.set_size(vec2(1440.0, 1200.0));
    app.run();
    app.run();
    click(&mut app, "Custom");
    click(&mut app, "1×");
    let size = copied(&mut app, "Copy");
    assert_eq!(size, "[1280, 720]");
    app.get_by_label("Copied the figure, 1280 × 720 pixels");
    let table = copied(&mut app, "Copy as table");
    assert!(table.lines().nth(1).unwrap().contains("GPU hardware\t"), "{table}");
    let csv = copied(&mut app, "Copy as CSV");
    assert!(csv.contains("GPU hardware,") && csv.contains("Source section"), "{csv}");
    let command = copied(&mut app, "Copy command");
    let wanted = "sovereign-stack export --tab coverage --out coverage-q1-2026.png --format png --size \
                  1280x720 --scale 1 --theme light";
    assert_eq!(command, wanted);
}

#[test]
fn control_shift_c_copies_the_figure_at_once_as_it_was_last_exported() {
    let mut app = dialog();
    click(&mut app, "Custom");
    click(&mut app, "1×");
    copied(&mut app, "Copy");
    press(&mut app, Modifiers::NONE, Key::Escape);
    app.key_down_modifiers(Modifiers::COMMAND | Modifiers::SHIFT, Key::C);
    app.step();
    let commands = &app.output().platform_output.commands;
    let is_picture = |command: &OutputCommand| matches!(command, OutputCommand::CopyImage(_));
    assert!(commands.iter().any(is_picture), "{commands:?}");
    app.run();
    app.get_by_label("Copied the figure, 1280 × 720 pixels");
}

#[test]
fn what_was_saved_is_told_with_its_folder() {
    let folder = Folder::new();
    let mut app = dialog();
    let place = folder.0.path().join("mine.svg");
    click(&mut app, "SVG");
    let named = folder.0.path().join("mine").display().to_string();
    app.state_mut().export_dialog().unwrap().path = named;
    click(&mut app, "Save here");
    app.run();
    assert!(place.is_file());
    app.get_by_label(&format!("Saved {}", place.display()));
    assert_eq!(app.state().saved_in().unwrap(), folder.0.path());
    app.get_by_label("Open folder").click();
    app.run();
    ask(&mut app, Command::Undo);
    assert!(!says(&app, "Open folder"), "it speaks of something else now");
}

#[test]
fn a_deck_that_is_cancelled_leaves_no_file() {
    let folder = Folder::new();
    let mut app = dialog();
    let place = folder.0.path().join("slides");
    click(&mut app, "All tabs, as a deck");
    app.state_mut().export_dialog().unwrap().path = place.display().to_string();
    let progress = sovereign_stack::app::Progress::of(7);
    progress.cancel();
    let figures = app.state().desk.share().tabs;
    let request = app.state_mut().export_dialog().unwrap().wish.request(egui::Theme::Light);
    let target = sovereign_stack::app::Target::Folder(place.clone());
    let written = sovereign_stack::app::write(
        (&figures, &[]),
        &request.unwrap(),
        target,
        (&progress, &|| {}),
    );
    assert!(written.unwrap().is_none());
    assert!(!place.exists());
}

#[test]
fn everything_can_be_chosen_by_keyboard_and_fits_the_smallest_window() {
    let mut app = dialog();
    app.set_size(vec2(1024.0, 640.0));
    app.run();
    app.run();
    let room = egui::Rect::from_min_size(egui::Pos2::ZERO, vec2(1024.0, 640.0));
    for label in ["Copy", "Copy command", "Save…", "This tab", "PNG"] {
        let rect = app.get_by_label(label).rect();
        assert!(room.contains_rect(rect), "{label} at {rect:?}");
    }
    let mut seen = Vec::new();
    for _ in 0..60 {
        press(&mut app, Modifiers::NONE, Key::Tab);
        let focused = app.ctx.memory(egui::Memory::focused);
        if seen.contains(&focused) {
            break;
        }
        seen.push(focused);
    }
    assert!(seen.len() > 20, "Tab goes to everything: {}", seen.len());
    assert!(app.state().dialog.is_some());
}

#[test]
fn pasted_data_has_no_command_and_that_is_told() {
    let mut app = app();
    ask(&mut app, Command::Paste(ROUNDS.replace(',', "\t")));
    ask(&mut app, Command::LoadReviewed);
    let line = app.state().command_line(egui::Theme::Light);
    assert!(line.is_err_and(|words| words.contains("pasted")), "{:?}", app.state().notice);
}

#[test]
fn own_data_is_named_in_the_command() {
    let folder = Folder::new();
    let mut app = app();
    let rounds = folder.file("my rounds.csv", ROUNDS);
    ask(&mut app, Command::Open(vec![rounds.clone()]));
    let line = app.state().command_line(egui::Theme::Dark).unwrap();
    assert!(line.contains(&format!("'{}'", rounds.display())), "{line}");
    assert!(line.contains("--theme dark") && line.contains("--tab funding"), "{line}");
}

#[test]
fn the_end_of_a_typed_name_is_the_format_and_one_that_is_none_is_refused() {
    let folder = Folder::new();
    let mut app = dialog();
    let named = |app: &mut App, name: &str| {
        let path = folder.0.path().join(name);
        app.state_mut().export_dialog().unwrap().path = path.display().to_string();
        click(app, "Save here");
        app.run();
        path
    };
    let odd = named(&mut app, "mine.foo");
    assert!(says(&app, "No figure is written as .foo") && !odd.exists(), "{}", odd.display());
    let page = named(&mut app, "mine.pdf");
    assert!(std::fs::read(page).unwrap().starts_with(b"%PDF"), "the name says so");
    press(&mut app, Modifiers::COMMAND, Key::E);
    click(&mut app, "All tabs, as a deck");
    click(&mut app, "PPTX");
    named(&mut app, "mine.png");
    assert!(says(&app, "A .png holds one figure"), "it cannot hold a deck");
}

#[test]
fn what_is_there_already_is_replaced_only_when_asked_again() {
    let folder = Folder::new();
    let mut app = dialog();
    let place = folder.file("mine.svg", "before");
    app.state_mut().export_dialog().unwrap().path = place.display().to_string();
    click(&mut app, "Save here");
    app.run();
    assert!(says(&app, "is there already"), "nothing is replaced silently");
    assert_eq!(std::fs::read_to_string(&place).unwrap(), "before");
    click(&mut app, "Save here");
    app.run();
    assert!(std::fs::read_to_string(&place).unwrap().starts_with("<svg"), "asked twice");
}

#[test]
fn where_a_file_is_named_is_in_sight_in_the_smallest_window() {
    let mut app = dialog();
    app.set_size(vec2(1024.0, 640.0));
    app.run();
    app.run();
    let room = egui::Rect::from_min_size(egui::Pos2::ZERO, vec2(1024.0, 640.0));
    let button = app.get_by_label("Save here").rect();
    let field = app.get_by_role(egui::Role::TextInput).rect();
    assert!(room.contains_rect(button) && room.contains_rect(field), "{button:?}, {field:?}");
}
