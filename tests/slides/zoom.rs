//! What is in sight of a chart's axes is an option of the figure: it is exported, undone and kept.

use egui::{Event, Key, Modifiers, PointerButton, Pos2, pos2, vec2};
use egui_kittest::kittest::Queryable as _;
use sovereign_stack::command::Command;
use sovereign_stack::export::preset::{Format, Page, Text};
use sovereign_stack::export::{self, Request};

use crate::window::{App, Folder, app, ask, title};

/// Rounds on five dates.
pub const ROUNDS: &str = "company,amount,currency,date\nAcme,5000000,USD,2025-02-03\n\
    Beta,7000000,USD,2025-06-01\nGamma,1000000,USD,2025-09-20\nDelta,9000000,USD,2026-01-10\n\
    Epsilon,3000000,USD,2026-03-05\n";

/// Shares of two families on four dates.
pub const SHARES: &str = "family,measure,value,unit,as_of\nA,share,30,%,2025-01\nA,share,35,%,2025-05\n\
    A,share,42,%,2025-09\nA,share,45,%,2026-01\nB,share,20,%,2025-01\nB,share,18,%,2025-05\n\
    B,share,15,%,2025-09\nB,share,12,%,2026-01\n";

/// The window with these rows, shown over time.
pub fn over_time(csv: &str) -> (Folder, App) {
    let folder = Folder::new();
    let mut app = app();
    ask(&mut app, Command::Open(vec![folder.file("mine.csv", csv)]));
    let view = if csv == ROUNDS { "cumulative" } else { "time" };
    ask(&mut app, Command::Set { key: "view", value: view.to_owned() });
    (folder, app)
}

/// What is chosen for an option of the tab shown.
fn option(app: &App, key: &str) -> String {
    let shown = app.state().current_tab().unwrap();
    let setting = shown.tab.settings().iter().find(|setting| setting.key == key).unwrap();
    setting.current.clone()
}

fn press(app: &mut App, modifiers: Modifiers, key: Key) {
    app.key_press_modifiers(modifiers, key);
    app.run();
    app.run();
}

fn svg(app: &App) -> String {
    let shown = app.state().current_tab().unwrap();
    let page = Page::parse("slide").unwrap();
    let request = Request { page, format: Format::Svg, scale: 1, text: Text::Named };
    String::from_utf8(export::bytes(shown, &request).unwrap()).unwrap()
}

/// Drags from one point to another, frame by frame.
fn drag(app: &mut App, from: Pos2, to: Pos2) {
    let button = |pos, pressed| Event::PointerButton {
        pos,
        button: PointerButton::Primary,
        pressed,
        modifiers: Modifiers::NONE,
    };
    app.event(Event::PointerMoved(from));
    app.event(button(from, true));
    app.run();
    for step in 1..=6 {
        app.event(Event::PointerMoved(from + (to - from) * (step as f32 / 6.0)));
        app.run();
    }
    app.event(button(to, false));
    app.run();
}

#[test]
fn a_zoomed_chart_is_exported_as_it_is_shown() {
    for csv in [ROUNDS, SHARES] {
        let (_folder, mut app) = over_time(csv);
        let whole = svg(&app);
        let was = title(&app);
        press(&mut app, Modifiers::NONE, Key::Plus);
        assert_ne!(option(&app, "days"), "all");
        let zoomed = svg(&app);
        assert!(zoomed != whole, "the picture is another one");
        assert!(zoomed.contains("cut to "), "and says so");
        assert_eq!(title(&app), was, "the finding rests on all the data");
        press(&mut app, Modifiers::NONE, Key::Num0);
        assert_eq!((option(&app, "days"), option(&app, "values")), ("all".into(), "all".into()));
        assert!(svg(&app) == whole, "all of it is as before");
    }
}

#[test]
fn what_is_in_sight_is_set_by_option_and_seen_in_the_window() {
    let (_folder, mut app) = over_time(SHARES);
    let days = "2025-04-01/2025-10-01";
    ask(&mut app, Command::Set { key: "days", value: days.to_owned() });
    ask(&mut app, Command::Set { key: "values", value: "10..40".to_owned() });
    let subtitle = app.state().current_tab().unwrap().tab.subtitle();
    assert!(subtitle.ends_with(" · cut to 1 Apr 2025 – 1 Oct 2025, 10% – 40%"), "{subtitle}");
    assert_eq!((option(&app, "days").as_str(), option(&app, "values").as_str()), (days, "10..40"));
    let svg = svg(&app);
    let says = |word: &str| svg.split(['<', '>']).any(|text| text.trim() == word);
    assert_eq!(["Jun", "Jul", "Q4", "Nov"].map(says), [true, true, false, false]);
    app.get_by_label("Show all of it").click();
    app.run();
    app.run();
    assert_eq!((option(&app, "days"), option(&app, "values")), ("all".into(), "all".into()));
}

#[test]
fn a_drag_moves_what_is_in_sight_and_is_one_step_back() {
    let (_folder, mut app) = over_time(SHARES);
    ask(&mut app, Command::Set { key: "days", value: "2025-04-01/2025-10-01".to_owned() });
    drag(&mut app, pos2(600.0, 500.0), pos2(400.0, 500.0));
    let once = option(&app, "days");
    assert!(once.as_str() > "2025-04-02", "later days are in sight: {once}");
    drag(&mut app, pos2(600.0, 500.0), pos2(400.0, 520.0));
    assert!(option(&app, "days") > once);
    assert_ne!(option(&app, "values"), "all");
    press(&mut app, Modifiers::COMMAND, Key::Z);
    app.get_by_label("Undo: zoom");
    assert_eq!(option(&app, "days"), once);
    press(&mut app, Modifiers::COMMAND, Key::Z);
    assert_eq!(option(&app, "days"), "2025-04-01/2025-10-01");
    press(&mut app, Modifiers::COMMAND | Modifiers::SHIFT, Key::Z);
    assert_eq!(option(&app, "days"), once);
}

#[test]
fn a_wheel_with_control_zooms_and_a_double_click_shows_all_of_it() {
    let (_folder, mut app) = over_time(ROUNDS);
    app.event(Event::PointerMoved(pos2(500.0, 500.0)));
    app.run();
    app.event(Event::Zoom(1.5));
    app.run();
    app.run();
    assert_ne!(option(&app, "days"), "all");
    // Both in one frame: frames of a test are far apart.
    let double = [true, false, true, false].map(|pressed| {
        let (pos, button) = (pos2(500.0, 500.0), PointerButton::Primary);
        Event::PointerButton { pos, button, pressed, modifiers: Modifiers::NONE }
    });
    app.input_mut().events.extend(double);
    app.run();
    app.run();
    assert_eq!(option(&app, "days"), "all");
}

#[test]
fn the_data_cannot_be_moved_out_of_sight() {
    let (_folder, mut app) = over_time(ROUNDS);
    for _ in 0..40 {
        app.key_press_modifiers(Modifiers::SHIFT, Key::ArrowRight);
        app.run();
    }
    let days = option(&app, "days");
    assert!(days.as_str() < "2026-04", "{days}");
    assert!(svg(&app).contains("Mar 2026"), "the last of them are in sight");
}

#[test]
fn the_same_is_in_sight_when_the_file_changes_and_all_of_it_with_other_axes() {
    let (folder, mut app) = over_time(SHARES);
    let days = "2025-04-01/2025-10-01";
    ask(&mut app, Command::Set { key: "days", value: days.to_owned() });
    let more = SHARES.to_owned() + "B,share,11,%,2026-02\n";
    ask(&mut app, Command::Open(vec![folder.file("mine.csv", &more)]));
    assert_eq!(option(&app, "days"), days, "what was looked at is looked at still");
    let later = SHARES.replace("2025", "2015").replace("2026", "2016");
    ask(&mut app, Command::Open(vec![folder.file("mine.csv", &later)]));
    assert_eq!(option(&app, "days"), "all", "there is nothing at those days");
}

#[test]
fn what_is_no_range_is_refused_in_words() {
    let (_folder, mut app) = over_time(ROUNDS);
    for (key, value, hint) in [
        ("days", "2026", "all or FIRST/LAST"),
        ("values", "5..1", "all or LOW..HIGH"),
        ("days", "1999-01-01/1999-02-01", "with some of the data, which lies in 2025-01-"),
    ] {
        ask(&mut app, Command::Set { key, value: value.to_owned() });
        app.get_by_label_contains(hint);
        assert_eq!(option(&app, key), "all");
    }
}

#[test]
fn the_window_sleeps_when_part_of_a_chart_is_in_sight() {
    let (_folder, mut app) = over_time(ROUNDS);
    app.event(Event::PointerMoved(pos2(500.0, 500.0)));
    press(&mut app, Modifiers::NONE, Key::Plus);
    app.set_size(vec2(1440.0, 900.0));
    app.step();
    let delay = app.output().viewport_output[&egui::ViewportId::ROOT].repaint_delay;
    assert!(delay > std::time::Duration::from_mins(1), "it wants to draw again in {delay:?}");
}
