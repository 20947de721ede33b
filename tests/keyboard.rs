//! The window without a mouse: where Tab goes, what the keys do there, and where the focus is shown.

#![expect(clippy::unwrap_used, clippy::panic, reason = "a test may panic")]
#![expect(clippy::disallowed_methods, reason = "it writes the files that a user opens")]

use egui::{Key, Modifiers, Role, Shape, vec2};
use egui_kittest::Harness;
use egui_kittest::kittest::{NodeT as _, Queryable as _};
use sovereign_stack::app::{self, Jobs, State};
use sovereign_stack::desk::Desk;
use sovereign_stack::model::Mark;
use sovereign_stack::style;

type App = Harness<'static, State>;

const INSPECTOR: &str = "What is known of the mark";

fn app() -> App {
    let state = State::new(Desk::bundled().unwrap(), Jobs::at_once());
    Harness::builder()
        .with_size(vec2(1440.0, 900.0))
        .with_context_setup(style::apply)
        .build_ui_state(|ui, state: &mut State| app::show(state, ui), state)
}

fn press(app: &mut App, modifiers: Modifiers, key: Key) {
    app.key_press_modifiers(modifiers, key);
    app.run();
    app.run();
}

fn tab(app: &mut App) {
    press(app, Modifiers::NONE, Key::Tab);
}

fn back_tab(app: &mut App) {
    press(app, Modifiers::SHIFT, Key::Tab);
}

fn key(app: &mut App, key: Key) {
    press(app, Modifiers::NONE, key);
}

fn types(app: &mut App, text: &str) {
    app.get_by_role(Role::TextInput).type_text(text);
    app.run();
    app.run();
}

/// What a screen reader says has the focus; empty where nothing has it.
fn focused(app: &App) -> String {
    let nodes = app.root().children_recursive();
    let node = nodes.into_iter().find(|node| node.accesskit_node().is_focused());
    node.and_then(|node| node.accesskit_node().label()).unwrap_or_default()
}

/// Presses Tab until this has the focus.
fn tab_to(app: &mut App, label: &str) {
    for _ in 0..80 {
        if focused(app).contains(label) {
            return;
        }
        tab(app);
    }
    panic!("Tab never comes to {label:?}");
}

fn show(app: &mut App, name: &str) {
    let index = app.state().desk.position(name).unwrap();
    app.state_mut().current = index;
    app.run();
}

/// The labels that one round of Tab goes through, from nothing.
fn round(app: &mut App, step: fn(&mut App)) -> Vec<String> {
    let mut labels = Vec::new();
    for _ in 0..80 {
        step(app);
        let label = focused(app);
        assert!(!label.is_empty(), "the focus is on something that has a name, after {labels:?}");
        if labels.first() == Some(&label) {
            return labels;
        }
        labels.push(label);
    }
    panic!("the round never ends: {labels:?}");
}

/// The labels of everything that a pointer can press, marks apart.
fn pressable(app: &App) -> Vec<String> {
    let marks: Vec<String> =
        app.state().current_tab().unwrap().tab.marks().iter().map(Mark::spoken).collect();
    app.root()
        .children_recursive()
        .filter(|node| {
            let role = node.accesskit_node().role();
            matches!(role, Role::Button | Role::ComboBox | Role::Link | Role::TextInput)
        })
        .filter_map(|node| node.accesskit_node().label())
        .filter(|label| !marks.iter().any(|mark| label.starts_with(mark.as_str())))
        .collect()
}

/// What the round of Tab should be in the tab shown.
fn expected(app: &App) -> Vec<String> {
    let state = app.state();
    let shown = state.current_tab().unwrap();
    let mut labels: Vec<String> =
        state.desk.tabs.iter().map(|shown| shown.tab.label().to_owned()).collect();
    for setting in shown.tab.settings().iter().filter(|setting| setting.choices.len() > 1) {
        let current = setting.choices.iter().find(|(key, _)| *key == setting.current).unwrap();
        let list = format!("{}: {}", setting.label, current.1);
        if app.query_by_label(&list).is_some() {
            labels.push(list);
        } else {
            labels.extend(setting.choices.iter().map(|(_, words)| words.clone()));
        }
    }
    let count = shown.tab.marks().len();
    let marks = if count == 1 { "1 mark".to_owned() } else { format!("{count} marks") };
    labels.extend(["Chart", "Table"].map(str::to_owned));
    labels.push(format!("{} figure, {marks}: arrows go from one to the next", shown.tab.label()));
    let theme = if app.ctx.theme() == egui::Theme::Dark { "Light" } else { "Dark" };
    let keys = "F11 present    T table    I inspector    F1 keys";
    let rest = [INSPECTOR, keys, "Open data…", "Export…", "Inspector", theme];
    labels.extend(rest.map(str::to_owned));
    labels
}

#[test]
fn tab_goes_round_tabs_controls_figure_inspector_and_bars_and_back() {
    for shows_table in [false, true] {
        for index in 0..app().state().desk.tabs.len() {
            let mut app = app();
            app.state_mut().current = index;
            app.state_mut().shows_table = shows_table;
            app.run();
            let wanted = expected(&app);
            assert_eq!(round(&mut app, tab), wanted);
            for label in pressable(&app) {
                assert!(wanted.contains(&label), "Tab never comes to {label:?}");
            }
            // The round has ended on the first again, and goes back from there.
            let mut backwards = round(&mut app, back_tab);
            backwards.reverse();
            assert_eq!(backwards, wanted, "backwards");
        }
    }
}

#[test]
fn what_has_the_focus_has_a_ring() {
    let mut app = app();
    let accent = style::palette(app.ctx.theme()).accent;
    for _ in 0..expected(&app).len() {
        tab(&mut app);
        let id = app.ctx.memory(egui::Memory::focused).unwrap();
        let rect = app.ctx.read_response(id).unwrap().interact_rect;
        let rings = app.output().shapes.iter().filter(|clipped| match &clipped.shape {
            Shape::Rect(ring) => {
                ring.stroke.color == accent
                    && ring.stroke.width == 2.0
                    && ring.rect.expand(0.5).contains_rect(rect)
                    && clipped.clip_rect.expand(0.5).contains_rect(ring.rect)
            }
            _ => false,
        });
        assert_eq!(rings.count(), 1, "{}", focused(&app));
    }
}

#[test]
fn enter_and_space_press_what_has_the_focus() {
    let mut app = app();
    tab_to(&mut app, "Coverage");
    key(&mut app, Key::Enter);
    assert_eq!(app.state().current_tab().unwrap().tab.name(), "coverage");
    assert_eq!(focused(&app), "Coverage", "the focus stays");
    tab_to(&mut app, "Table");
    key(&mut app, Key::Space);
    assert!(app.state().shows_table);
    assert!(app.state().selected().is_none(), "a key that presses a button does nothing else");
    key(&mut app, Key::T);
    assert!(!app.state().shows_table, "letters do what they do wherever the focus is");
}

#[test]
fn arrows_walk_the_marks_and_tab_goes_on_from_the_figure() {
    let mut app = app();
    show(&mut app, "coverage");
    tab_to(&mut app, "Coverage figure");
    let spoken: Vec<String> =
        app.state().current_tab().unwrap().tab.marks().iter().map(Mark::spoken).collect();
    for words in &spoken {
        key(&mut app, Key::ArrowDown);
        assert!(focused(&app).starts_with(words.as_str()), "{} is not {words}", focused(&app));
    }
    key(&mut app, Key::Home);
    assert!(focused(&app).starts_with(spoken.first().unwrap().as_str()));
    key(&mut app, Key::End);
    assert!(focused(&app).starts_with(spoken.last().unwrap().as_str()));
    key(&mut app, Key::Escape);
    assert!(focused(&app).starts_with("Coverage figure"), "Esc selects nothing, the focus stays");
    tab(&mut app);
    assert_eq!(focused(&app), INSPECTOR);
    back_tab(&mut app);
    assert!(focused(&app).starts_with("Coverage figure"));
}

#[test]
fn a_related_mark_is_reached_by_keys_alone() {
    let mut app = app();
    show(&mut app, "funding");
    let wanted = "galbot";
    for _ in 0..40 {
        if app.state().selected() == Some(wanted) {
            break;
        }
        key(&mut app, Key::ArrowDown);
    }
    assert_eq!(app.state().selected(), Some(wanted));
    tab_to(&mut app, "Coverage: Capital flow");
    let link = app.get_by_label_contains("Coverage: Capital flow").rect();
    assert!(app.ctx.content_rect().contains_rect(link), "it is scrolled to: {link:?}");
    key(&mut app, Key::Enter);
    assert_eq!(app.state().current_tab().unwrap().tab.name(), "coverage");
    assert_eq!(app.state().selected(), Some("capital_flow"));
    assert!(focused(&app).starts_with("Capital flow"), "the mark has the focus: {}", focused(&app));
    press(&mut app, Modifiers::ALT, Key::ArrowLeft);
    assert_eq!(app.state().selected(), Some(wanted), "and back");
}

#[test]
fn the_inspector_scrolls_by_keys() {
    let mut app = app();
    show(&mut app, "funding");
    tab_to(&mut app, INSPECTOR);
    let heading = |app: &App| app.get_by_label("INSPECTOR").rect().top();
    let before = heading(&app);
    key(&mut app, Key::PageDown);
    assert!(heading(&app) < before, "Page down scrolls");
    key(&mut app, Key::Home);
    assert_eq!(heading(&app), before);
}

#[test]
fn the_table_is_walked_and_scrolled_by_keys() {
    let mut app = app();
    show(&mut app, "funding");
    key(&mut app, Key::T);
    tab_to(&mut app, "Funding figure");
    key(&mut app, Key::End);
    let last = app.state().selected().unwrap().to_owned();
    let marks = app.state().current_tab().unwrap().tab.marks();
    let words = marks.iter().find(|mark| mark.key == last).unwrap().spoken();
    assert_eq!(focused(&app), words, "the last row is on screen and has the focus");
    let row = app.get_by_role_and_label(Role::Row, &words).rect();
    assert!(row.bottom() < 860.0, "it is scrolled to: {row:?}");
    key(&mut app, Key::Home);
    assert_ne!(app.state().selected(), Some(last.as_str()));
    let left = |app: &App| app.get_all_by_label("Footing").next().unwrap().rect().left();
    let before = left(&app);
    key(&mut app, Key::ArrowRight);
    assert!(left(&app) < before, "the right arrow scrolls sideways");
}

#[test]
fn a_list_is_opened_walked_and_left_by_keys() {
    let mut app = app();
    show(&mut app, "talent");
    let setting = app.state().current_tab().unwrap().tab.settings().to_vec();
    let family = setting.iter().find(|setting| setting.choices.len() > 5).unwrap();
    let label = format!("{}: {}", family.label, family.choices[0].1);
    tab_to(&mut app, &label);
    key(&mut app, Key::Space);
    let first = family.choices[0].1.clone();
    assert_eq!(focused(&app), first, "the list opens on what is chosen");
    key(&mut app, Key::Escape);
    assert_eq!(focused(&app), label, "Esc leaves it and changes nothing");
    key(&mut app, Key::Enter);
    key(&mut app, Key::ArrowDown);
    let second = family.choices[1].1.clone();
    assert_eq!(focused(&app), second);
    key(&mut app, Key::Enter);
    assert_eq!(focused(&app), format!("{}: {second}", family.label), "it is chosen");
}

/// Goes round an open dialog; nothing behind it may be reached.
fn trapped(app: &mut App, labels: &[&str]) {
    for _ in 0..labels.len() * 2 {
        let label = focused(app);
        assert!(labels.contains(&label.as_str()), "the dialog holds the focus, not {label:?}");
        tab(app);
    }
}

#[test]
fn the_open_dialog_is_used_and_left_by_keys() {
    let mut app = app();
    tab_to(&mut app, "Open data…");
    key(&mut app, Key::Enter);
    assert_eq!(focused(&app), "OR TYPE ITS PATH", "its box has the focus");
    let labels = [
        "Choose a file…",
        "Choose a folder…",
        "Paste a table",
        "Bundled data",
        "OR TYPE ITS PATH",
        "Cancel",
    ];
    trapped(&mut app, &labels);
    key(&mut app, Key::Escape);
    assert!(app.state().dialog.is_none());
    assert_eq!(focused(&app), "Open data…", "the focus goes back");
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("mine.csv");
    std::fs::write(&path, "dimension,status\nOptics,effective\n").unwrap();
    press(&mut app, Modifiers::COMMAND, Key::O);
    types(&mut app, path.to_str().unwrap());
    key(&mut app, Key::Enter);
    assert!(app.state().dialog.is_none());
    assert_eq!(app.state().current_tab().unwrap().tab.title(), "Optics: effective");
    assert_eq!(focused(&app), "Open data…");
}

#[test]
fn the_export_dialog_is_used_and_left_by_keys() {
    let mut app = app();
    tab_to(&mut app, "figure, ");
    key(&mut app, Key::ArrowDown);
    let before = focused(&app);
    press(&mut app, Modifiers::COMMAND, Key::E);
    assert_eq!(focused(&app), "FILE");
    tab_to(&mut app, "SVG");
    key(&mut app, Key::Space);
    tab_to(&mut app, "FILE");
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("figure.svg");
    press(&mut app, Modifiers::COMMAND, Key::A);
    types(&mut app, path.to_str().unwrap());
    key(&mut app, Key::Enter);
    assert!(std::fs::read_to_string(&path).unwrap().starts_with("<svg"), "it is written");
    assert!(app.state().dialog.is_none());
    assert_eq!(focused(&app), before, "the focus goes back to the mark");
}

#[test]
fn problems_are_read_and_dismissed_by_keys() {
    let mut app = app();
    let folder = tempfile::tempdir().unwrap();
    let rows = "Company,ten\n".repeat(60);
    std::fs::write(folder.path().join("funding.csv"), format!("company,amount\n{rows}")).unwrap();
    let path = folder.path().join("datapackage.json");
    let descriptor = r#"{"resources": [{"name": "funding", "path": "funding.csv"}]}"#;
    std::fs::write(&path, descriptor).unwrap();
    press(&mut app, Modifiers::COMMAND, Key::O);
    types(&mut app, path.to_str().unwrap());
    key(&mut app, Key::Enter);
    key(&mut app, Key::Escape);
    assert_eq!(focused(&app), "List of problems", "the list takes the focus");
    let last = |app: &App| app.get_all_by_label_contains("amount is not").last().unwrap().rect();
    let before = last(&app).top();
    key(&mut app, Key::PageDown);
    assert!(last(&app).top() < before, "Page down scrolls");
    tab_to(&mut app, "Dismiss");
    key(&mut app, Key::Enter);
    assert!(app.state().problems.is_empty());
    assert!(focused(&app).contains("figure, "), "the focus goes back to the figure");
}

#[test]
fn finding_takes_all_keys_until_it_is_left() {
    let mut app = app();
    tab_to(&mut app, "Table");
    press(&mut app, Modifiers::COMMAND, Key::K);
    assert_eq!(focused(&app), "Find anything");
    tab(&mut app);
    back_tab(&mut app);
    assert_eq!(focused(&app), "Find anything", "Tab stays in it");
    key(&mut app, Key::Escape);
    assert_eq!(focused(&app), "Table", "the focus goes back");
    press(&mut app, Modifiers::COMMAND, Key::K);
    types(&mut app, "galbot 362");
    key(&mut app, Key::Enter);
    assert!(focused(&app).starts_with("Galbot"), "what is found has the focus: {}", focused(&app));
}

#[test]
fn what_has_no_key_is_found_by_name() {
    let mut app = app();
    show(&mut app, "coverage");
    press(&mut app, Modifiers::COMMAND, Key::K);
    types(&mut app, "view: summary");
    key(&mut app, Key::Enter);
    let settings = app.state().current_tab().unwrap().tab.settings();
    let view = settings.iter().find(|setting| setting.key == "view").unwrap();
    assert_eq!(view.current, "summary");
}

#[test]
fn the_list_of_keys_is_left_by_enter() {
    let mut app = app();
    key(&mut app, Key::F1);
    assert_eq!(focused(&app), "Close");
    key(&mut app, Key::Enter);
    assert!(app.state().dialog.is_none());
}
