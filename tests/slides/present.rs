//! Presenting: the figure alone, large enough for the back of a room, driven by keys and clickers.

use egui::{Context, Key, Modifiers, RawInput, Rect, Vec2, ViewportCommand, ViewportId, vec2};
use egui_kittest::kittest::{NodeT as _, Queryable as _};
use sovereign_stack::command::Command;

use crate::window::{App, app, ask, says, show};

/// A screen of this many pixels: like a real one, it has fewer points where they are enlarged.
struct Screen(Vec2);

impl egui::Plugin for Screen {
    fn debug_name(&self) -> &'static str {
        "screen"
    }

    fn input_hook(&mut self, context: &Context, input: &mut RawInput) {
        let size = self.0 / context.zoom_factor();
        input.screen_rect = Some(Rect::from_min_size(egui::Pos2::ZERO, size));
    }
}

/// The window on a screen of this size, with this tab.
fn on_screen(size: Vec2, tab: &str) -> App {
    let mut app = app();
    app.ctx.add_plugin(Screen(size));
    show(&mut app, tab);
    app
}

fn press(app: &mut App, key: Key) {
    app.key_press(key);
    app.run();
    app.run();
}

/// The size in pixels of the type in which these words are painted.
fn type_size(app: &App, words: &str) -> Option<f32> {
    fn of(shape: &egui::Shape, words: &str) -> Option<f32> {
        match shape {
            egui::Shape::Text(text) if text.galley.text().contains(words) => {
                Some(text.galley.job.sections[0].format.font_id.size)
            }
            egui::Shape::Vec(shapes) => shapes.iter().find_map(|shape| of(shape, words)),
            _ => None,
        }
    }
    let size = app.output().shapes.iter().find_map(|clipped| of(&clipped.shape, words))?;
    Some(size * app.ctx.zoom_factor())
}

/// What the window asked the system for in the last frames.
fn fills_the_screen(app: &App) -> Option<bool> {
    let commands = &app.output().viewport_output[&ViewportId::ROOT].commands;
    commands.iter().rev().find_map(|command| match command {
        ViewportCommand::Fullscreen(fills) => Some(*fills),
        _ => None,
    })
}

#[test]
fn f11_shows_the_figure_alone_and_f11_or_escape_brings_the_window_back() {
    let mut app = on_screen(vec2(1920.0, 1080.0), "coverage");
    ask(&mut app, Command::Select("capital_flow".to_owned()));
    for leave in [Key::F11, Key::Escape] {
        app.key_down(Key::F11);
        app.step();
        assert_eq!(fills_the_screen(&app), Some(true));
        app.run();
        app.run();
        assert!(!says(&app, "Export…") && !says(&app, "INSPECTOR"), "no chrome is left");
        let title = app.state().current_tab().unwrap().tab.title().to_owned();
        app.get_by_label(&format!("Presenting Coverage, 2 of 7: {title}"));
        app.key_down(leave);
        app.step();
        assert_eq!(fills_the_screen(&app), Some(false));
        app.run();
        app.run();
        app.get_by_label("Export…");
        app.key_up(Key::F11);
        app.key_up(leave);
        app.run();
        assert_eq!(app.ctx.zoom_factor(), 1.0, "a point is as large as before");
        assert_eq!(app.state().selected(), Some("capital_flow"), "the selection is as before");
    }
}

#[test]
fn type_is_that_of_a_slide_at_every_size_of_the_window() {
    for (width, height) in [(1024.0, 640.0), (1920.0, 1080.0), (2560.0, 1440.0), (3840.0, 2160.0)] {
        let mut app = on_screen(vec2(width, height), "coverage");
        press(&mut app, Key::F11);
        let title = app.state().current_tab().unwrap().tab.title().to_owned();
        let share = type_size(&app, &title).unwrap() / width;
        assert!((0.025..0.03).contains(&share), "the title at {width} × {height}: {share}");
        let share = type_size(&app, "Source").unwrap() / width;
        assert!(share >= 0.0124, "the source line at {width} × {height}: {share}");
    }
}

#[test]
fn clickers_and_arrows_step_through_the_tabs_and_stop_at_the_ends() {
    let mut app = on_screen(vec2(1920.0, 1080.0), "overview");
    press(&mut app, Key::F11);
    let last = app.state().desk.tabs.len() - 1;
    let steps = [
        (Key::ArrowLeft, 0),
        (Key::ArrowRight, 1),
        (Key::PageDown, 2),
        (Key::Space, 3),
        (Key::PageUp, 2),
        (Key::ArrowLeft, 1),
        (Key::End, last),
        (Key::PageDown, last),
        (Key::Home, 0),
    ];
    for (key, wanted) in steps {
        press(&mut app, key);
        assert_eq!(app.state().current, wanted, "{key:?}");
        let label = app.state().current_tab().unwrap().tab.label();
        app.get_by_label_contains(&format!("Presenting {label}"));
    }
}

#[test]
fn s_hides_and_shows_sources_and_caveats() {
    let mut app = on_screen(vec2(1920.0, 1080.0), "coverage");
    press(&mut app, Key::F11);
    let signs = |app: &App| {
        let amber = sovereign_stack::style::palette(app.ctx.theme()).partial;
        let is_sign = |shape: &egui::Shape| matches!(shape, egui::Shape::Path(path) if path.fill == amber && path.points.len() == 3);
        app.output().shapes.iter().filter(|clipped| is_sign(&clipped.shape)).count()
    };
    assert_eq!((type_size(&app, "Source:").is_some(), signs(&app) > 0), (true, true));
    press(&mut app, Key::S);
    assert!(type_size(&app, "Source:").is_none() && signs(&app) == 0);
    press(&mut app, Key::S);
    assert!(type_size(&app, "Source:").is_some() && signs(&app) > 0);
}

#[test]
fn b_blanks_the_screen_and_the_next_key_brings_the_same_figure_back() {
    let mut app = on_screen(vec2(1920.0, 1080.0), "coverage");
    press(&mut app, Key::F11);
    press(&mut app, Key::B);
    let title = app.state().current_tab().unwrap().tab.title().to_owned();
    assert!(type_size(&app, &title).is_none(), "nothing is to be read");
    app.get_by_label("Presenting: the screen is blank");
    press(&mut app, Key::PageDown);
    assert!(type_size(&app, &title).is_some(), "the same figure is back");
    press(&mut app, Key::B);
    press(&mut app, Key::B);
    assert!(type_size(&app, &title).is_some());
}

#[test]
fn nothing_of_the_window_can_be_reached_meanwhile() {
    let mut app = on_screen(vec2(1920.0, 1080.0), "coverage");
    press(&mut app, Key::F11);
    for (modifiers, key) in [
        (Modifiers::COMMAND, Key::E),
        (Modifiers::COMMAND, Key::O),
        (Modifiers::COMMAND, Key::K),
        (Modifiers::COMMAND, Key::Z),
        (Modifiers::NONE, Key::T),
        (Modifiers::NONE, Key::I),
        (Modifiers::NONE, Key::F1),
        (Modifiers::NONE, Key::Slash),
    ] {
        app.key_press_modifiers(modifiers, key);
        app.run();
        assert!(app.state().dialog.is_none() && !app.state().shows_table, "{key:?}");
    }
    let widgets = app.root().children_recursive();
    let named = widgets.filter(|node| node.accesskit_node().label().is_some());
    assert_eq!(named.count(), 1, "the figure is the only thing there is");
}

#[test]
fn options_of_the_figure_stay_and_both_themes_present() {
    let mut app = on_screen(vec2(1280.0, 720.0), "coverage");
    ask(&mut app, Command::Set { key: "view", value: "summary".to_owned() });
    for theme in [egui::Theme::Light, egui::Theme::Dark] {
        app.ctx.set_theme(theme);
        press(&mut app, Key::F11);
        assert!(type_size(&app, "Coverage index").is_some());
        press(&mut app, Key::F11);
    }
}

#[test]
fn the_keys_are_listed() {
    let mut app = app();
    press(&mut app, Key::F1);
    app.get_by_label("F11");
    app.get_by_label("Presenting: next figure");
    app.get_by_label("Presenting: sources and caveats");
}

#[test]
fn the_window_sleeps_while_it_presents() {
    let mut app = on_screen(vec2(1920.0, 1080.0), "coverage");
    press(&mut app, Key::F11);
    app.step();
    let delay = app.output().viewport_output[&ViewportId::ROOT].repaint_delay;
    assert!(delay > std::time::Duration::from_mins(1), "it wants to draw again in {delay:?}");
}
