//! What the window keeps from one run to the next: written, taken up again, and never lost unsaid.

#![expect(clippy::unwrap_used, reason = "a test may panic")]
#![expect(clippy::disallowed_methods, reason = "it reads and writes what the window does")]

mod support {
    pub mod window;
}

use std::fs;
use std::path::{Path, PathBuf};

use egui::{Key, Modifiers, Theme};
use egui_kittest::kittest::Queryable as _;
use sovereign_stack::app::session::Session;
use sovereign_stack::app::store::Start;
use sovereign_stack::command::Command;
use support::window::{App, Folder, OPTICS, ROUNDS, app, ask, says, show, title};

/// The window as it starts with the session in this file, and with data named or not.
fn start(session: &Path, named: &[PathBuf]) -> App {
    let mut app = app();
    let context = app.ctx.clone();
    // The tests' own window has chosen one.
    context.set_theme(egui::ThemePreference::System);
    app.state_mut().resume(Start::at(Some(session)), !named.is_empty(), &context);
    if !named.is_empty() {
        app.state_mut().carry_out(Command::Open(named.to_vec()), &context);
    }
    app.run();
    app.run();
    app
}

/// Ends the run as closing the window does.
fn end(mut app: App) {
    let context = app.ctx.clone();
    app.state_mut().close(&context);
}

#[test]
fn what_was_shown_is_shown_again() {
    let folder = Folder::new();
    let session = folder.0.path().join("state/app/session.json");
    let rounds = folder.file("rounds.csv", ROUNDS);
    let optics = folder.file("optics.csv", OPTICS);
    let mut app = start(&session, &[]);
    ask(&mut app, Command::Open(vec![rounds]));
    ask(&mut app, Command::Open(vec![optics]));
    ask(&mut app, Command::Set { key: "view", value: "summary".to_owned() });
    ask(&mut app, Command::ToggleInspector);
    show(&mut app, "funding");
    ask(&mut app, Command::Set { key: "view", value: "bars".to_owned() });
    ask(&mut app, Command::ToggleTable);
    app.ctx.set_theme(Theme::Dark);
    end(app);

    let mut app = start(&session, &[]);
    assert!(title(&app).contains("$5M"), "{}", title(&app));
    assert_eq!(app.ctx.theme(), Theme::Dark);
    assert!(app.state().shows_table);
    assert!(!says(&app, "INSPECTOR"));
    let settings = app.state().current_tab().unwrap().tab.settings();
    assert!(settings.iter().any(|setting| setting.key == "view" && setting.current == "bars"));
    ask(&mut app, Command::ToggleTable);
    show(&mut app, "coverage");
    app.get_by_label_contains("Coverage index");
    app.get_by_label("optics.csv");
    app.key_press_modifiers(Modifiers::COMMAND, Key::Z);
    app.run();
    app.get_by_label("Nothing to undo");
    app.key_press_modifiers(Modifiers::COMMAND, Key::O);
    app.run();
    app.get_by_label_contains("rounds.csv /");
}

#[test]
fn a_filter_on_a_word_of_the_users_data_is_chosen_again_with_that_data() {
    let folder = Folder::new();
    let session = folder.0.path().join("session.json");
    let csv = "dimension,status,front\nOptics,effective,sea\nGlue,effective,air\n";
    let optics = folder.file("optics.csv", csv);
    let mut app = start(&session, &[optics]);
    ask(&mut app, Command::Set { key: "front", value: "sea".to_owned() });
    app.get_by_label("2 rows read = 1 shown + 1 filtered + 0 rejected");
    end(app);
    let app = start(&session, &[]);
    app.get_by_label("2 rows read = 1 shown + 1 filtered + 0 rejected");
}

#[test]
fn the_session_is_written_while_the_window_is_open_and_not_in_every_frame() {
    let folder = Folder::new();
    let path = folder.0.path().join("session.json");
    let mut app = start(&path, &[]);
    let tab = || Session::from_json(&fs::read(&path).unwrap()).unwrap().tab;
    show(&mut app, "talent");
    assert_eq!(tab(), "talent");
    show(&mut app, "adoption");
    assert_eq!(tab(), "talent", "two seconds have not gone by");
    let delay = app.output().viewport_output[&egui::ViewportId::ROOT].repaint_delay;
    assert!(delay <= std::time::Duration::from_secs(2), "it wakes to write: {delay:?}");
    for _ in 0..10 {
        app.step();
    }
    assert_eq!(tab(), "adoption");
    let delay = app.output().viewport_output[&egui::ViewportId::ROOT].repaint_delay;
    assert!(delay > std::time::Duration::from_mins(1), "then it sleeps: {delay:?}");
    let names: Vec<_> = fs::read_dir(folder.0.path()).unwrap().collect();
    assert_eq!(names.len(), 1, "nothing else is left lying: {names:?}");
}

#[test]
fn with_data_named_only_recent_data_is_taken_up() {
    let folder = Folder::new();
    let session = folder.0.path().join("session.json");
    let optics = folder.file("optics.csv", OPTICS);
    let rounds = folder.file("rounds.csv", ROUNDS);
    let mut app = start(&session, &[]);
    ask(&mut app, Command::Open(vec![optics.clone()]));
    ask(&mut app, Command::Set { key: "view", value: "summary".to_owned() });
    app.ctx.set_theme(Theme::Dark);
    end(app);

    let mut app = start(&session, &[rounds]);
    assert_eq!(app.ctx.theme(), Theme::Light);
    assert!(title(&app).contains("$5M"), "{}", title(&app));
    show(&mut app, "coverage");
    assert!(!says(&app, "Coverage index"));
    app.get_by_label("Bundled data · Q1 2026");
    app.key_press_modifiers(Modifiers::COMMAND, Key::O);
    app.run();
    app.get_by_label_contains("optics.csv /");
    end(app);

    let app = start(&session, &[]);
    app.get_by_label("Bundled data · Q1 2026");
    assert_eq!(app.ctx.theme(), Theme::Dark, "what was not taken up is not lost");
}

#[test]
fn data_that_is_gone_or_bad_is_told_and_the_bundled_data_shown() {
    let folder = Folder::new();
    let session = folder.0.path().join("session.json");
    let optics = folder.file("optics.csv", OPTICS);
    let rounds = folder.file("rounds.csv", ROUNDS);
    let mut app = start(&session, &[]);
    ask(&mut app, Command::Open(vec![optics.clone()]));
    ask(&mut app, Command::Open(vec![rounds.clone()]));
    end(app);
    fs::remove_file(&optics).unwrap();
    fs::write(&rounds, "company,amount\nAcme,ten\n").unwrap();

    let mut app = start(&session, &[]);
    app.get_by_label(
        "What was open the last time cannot be shown now: optics.csv and rounds.csv. The bundled \
         data is shown in its place.",
    );
    app.get_by_label_contains("there is no such file");
    app.get_by_label_contains("amount is not a number, found \"ten\"");
    app.get_by_label("Bundled data · Q1 2026");
    app.get_by_label("Dismiss note").click();
    app.run();
    assert!(!says(&app, "the last time"));
    ask(&mut app, Command::AskWhatToOpen);
    app.get_by_label_contains("rounds.csv /");
}

#[test]
fn a_damaged_session_is_put_aside_and_told_and_no_earlier_one_is_lost() {
    let folder = Folder::new();
    let session = folder.0.path().join("session.json");
    for (text, aside) in
        [("{\"version\": 1,", "session.damaged.json"), ("", "session.damaged-2.json")]
    {
        fs::write(&session, text).unwrap();
        let app = start(&session, &[]);
        let aside = folder.0.path().join(aside);
        app.get_by_label_contains(&format!("It lies in {} now", aside.display()));
        assert_eq!(fs::read_to_string(aside).unwrap(), text);
        end(app);
        assert!(Session::from_json(&fs::read(&session).unwrap()).is_ok(), "a new one is kept");
    }
    assert_eq!(
        fs::read_to_string(folder.0.path().join("session.damaged.json")).unwrap(),
        "{\"version\": 1,"
    );
}

#[test]
fn a_session_of_a_later_version_is_told_and_stays_as_it_is() {
    let folder = Folder::new();
    let text = "{\"version\": 99, \"open\": {\"all\": \"otherwise\"}}";
    let session = folder.file("session.json", text);
    let mut app = start(&session, &[]);
    app.get_by_label_contains("is left alone: it was written by a later version of the program");
    show(&mut app, "talent");
    end(app);
    assert_eq!(fs::read_to_string(&session).unwrap(), text);
}

#[test]
fn a_session_that_cannot_be_read_or_written_is_told_and_breaks_nothing() {
    let folder = Folder::new();
    // A folder is where the file should be.
    let mut app = start(folder.0.path(), &[]);
    app.get_by_label_contains("this is a folder, and a file is wanted. This time nothing is kept.");
    show(&mut app, "talent");
    end(app);
    // A file is where its folder should be.
    let file = folder.file("state", "");
    let mut app = start(&file.join("session.json"), &[]);
    show(&mut app, "talent");
    app.step();
    assert!(says(&app, "kept"), "it is told");
}

#[test]
fn two_windows_write_one_session_and_the_last_one_holds() {
    let folder = Folder::new();
    let session = folder.0.path().join("session.json");
    let (mut one, mut other) = (start(&session, &[]), start(&session, &[]));
    show(&mut one, "talent");
    show(&mut other, "adoption");
    end(other);
    end(one);
    let kept = Session::from_json(&fs::read(&session).unwrap()).unwrap();
    assert!(["talent", "adoption"].contains(&kept.tab.as_str()), "{}", kept.tab);
    assert_eq!(start(&session, &[]).state().notes(), [""; 0]);
}

#[test]
fn the_place_and_look_of_the_last_export_are_suggested_again() {
    let folder = Folder::new();
    let session = folder.0.path().join("session.json");
    let mut app = start(&session, &[]);
    show(&mut app, "coverage");
    ask(&mut app, Command::AskHowToExport);
    app.get_by_label("SVG").click();
    app.run();
    app.get_by_label("Square").click();
    app.run();
    app.get_by_role(egui::Role::TextInput).focus();
    app.key_press_modifiers(Modifiers::COMMAND, Key::A);
    app.run();
    let target = folder.0.path().join("mine.svg");
    app.get_by_role(egui::Role::TextInput).type_text(target.to_str().unwrap());
    app.run();
    ask(&mut app, Command::Export);
    assert!(target.is_file(), "it was exported");
    end(app);
    let mut app = start(&session, &[]);
    ask(&mut app, Command::AskHowToExport);
    app.get_by_label("1200 × 1200 points");
    let field = app.get_by_role(egui::Role::TextInput);
    let suggested = field.value().unwrap();
    assert_eq!(PathBuf::from(suggested), folder.0.path().join("coverage-q1-2026.svg"));
}
