//! The window: top bar, figure, inspector, status bar, dialogs. Drawing gathers commands; one
//! place carries them out afterwards.

mod cancel;
mod dialogs;
mod export;
mod find;
mod focus;
mod history;
mod import;
mod inspector;
mod jobs;
mod keys;
mod notes;
mod opening;
mod options;
mod present;
mod problem_panel;
mod recent;
mod reload;
mod resume;
mod said;
mod selection;
pub mod session;
mod settling;
mod state;
mod status_bar;
pub mod store;
mod table_view;
mod top_bar;
mod watch;
mod widgets;

pub use export::work::{Progress, Target, write};
pub use jobs::Jobs;
pub use state::State;
pub use watch::Watch;

use std::path::PathBuf;

use egui::{CentralPanel, Context, Frame, Panel, Rect, Ui, UiBuilder, ViewportBuilder};
use session::Place;
use store::Start;

use crate::command::Command;
use crate::desk::Desk;
use crate::figure::{self, Look, Parts};
use crate::load::Problems;
use crate::paint::Medium;
use crate::style;

/// The window's size when it first opens, in points.
const OPENS_AT: [f32; 2] = [1440.0, 900.0];
/// The smallest window that everything fits, in points.
const SMALLEST: [f32; 2] = [1024.0, 640.0];
/// Past this many points no screen reaches.
const LARGEST: f32 = 16_000.0;

/// Opens the window with the data at these paths, or else with what was shown the last time.
pub fn run(paths: &[PathBuf]) -> Result<(), String> {
    let mut last_error = String::new();
    let start = Start::at(store::place(|name| std::env::var_os(name)).as_deref());
    let place = start.session.as_ref().and_then(|session| session.window);
    for renderer in renderers() {
        let (paths, start) = (paths.to_vec(), start.clone());
        let options = eframe::NativeOptions {
            viewport: viewport(place),
            renderer,
            ..eframe::NativeOptions::default()
        };
        let create: eframe::AppCreator<'_> = Box::new(move |creation| {
            style::apply(&creation.egui_ctx);
            let desk = Desk::bundled().map_err(|problems| told(&problems))?;
            let context = creation.egui_ctx.clone();
            let mut state = State::new(desk, Jobs::on_threads(context.clone()));
            let woken = context.clone();
            state.watch_with(Watch::new(move || woken.request_repaint()));
            state.resume(start, !paths.is_empty(), &context);
            if !paths.is_empty() {
                state.carry_out(Command::Open(paths), &context);
            }
            Ok(Box::new(App { state, context }))
        });
        match eframe::run_native("sovereign-stack", options, create) {
            Ok(()) => return Ok(()),
            Err(error) => last_error = error.to_string(),
        }
    }
    Err(last_error)
}

/// The window as it stood, or as it first opens.
fn viewport(place: Option<Place>) -> ViewportBuilder {
    let viewport = ViewportBuilder::default()
        .with_title("Sovereign Stack")
        .with_app_id("sovereign-stack")
        .with_min_inner_size(SMALLEST);
    let Some(place) = place else { return viewport.with_inner_size(OPENS_AT) };
    // Whatever a file says, the window has a size that can be used.
    let [width, height] = place.size;
    let [least_width, least_height] = SMALLEST;
    let size = [width.clamp(least_width, LARGEST), height.clamp(least_height, LARGEST)];
    let viewport = viewport.with_inner_size(size).with_maximized(place.is_maximized);
    let is_near = |corner: &[f32; 2]| corner.iter().all(|along| along.abs() <= LARGEST);
    match place.corner.filter(is_near) {
        Some(corner) => viewport.with_position(corner),
        None => viewport,
    }
}

/// What to draw with, in the order tried. Linux has OpenGL, in software where need be.
fn renderers() -> Vec<eframe::Renderer> {
    #[cfg(target_os = "linux")]
    return vec![eframe::Renderer::Glow];
    #[cfg(not(target_os = "linux"))]
    return vec![eframe::Renderer::Wgpu, eframe::Renderer::Glow];
}

fn told(problems: &Problems) -> String {
    let lines: Vec<String> = problems.iter().map(ToString::to_string).collect();
    format!("the bundled data is broken: {}", lines.join("; "))
}

/// The app as eframe drives it.
struct App {
    state: State,
    context: Context,
}

impl eframe::App for App {
    fn ui(&mut self, ui: &mut Ui, _frame: &mut eframe::Frame) {
        show(&mut self.state, ui);
    }

    fn on_exit(&mut self, _graphics: Option<&eframe::glow::Context>) {
        self.state.close(&self.context);
    }

    fn clear_color(&self, visuals: &egui::Visuals) -> [f32; 4] {
        visuals.panel_fill.to_normalized_gamma_f32()
    }
}

/// Draws everything, then does what the user asked for.
pub fn show(state: &mut State, ui: &mut Ui) {
    let mut commands = state.finished_jobs();
    commands.extend(keys::commands(state, ui));
    if state.presenting.is_some() {
        present::show(state, ui, &mut commands);
    } else {
        draw(state, ui, &mut commands);
    }
    for command in commands {
        state.carry_out(command, ui.ctx());
    }
    state.put_picture(ui.ctx());
    state.keep_up(ui.ctx());
    state.keep(ui.ctx());
    state.focus.settle(state.dialog.is_some(), ui.ctx());
}

/// The parts of the window, in the order in which Tab goes through them.
fn draw(state: &mut State, ui: &mut Ui, commands: &mut Vec<Command>) {
    let palette = style::palette(ui.ctx().theme());
    let bar = |height: f32| {
        (Frame::new().fill(palette.canvas).inner_margin(egui::Margin::symmetric(20, 0)), height)
    };
    let (frame, height) = bar(style::TOP_BAR);
    let top = Panel::top("top bar").frame(frame).exact_size(height).show(ui, |ui| {
        let room = whole(ui);
        top_bar::tabs(state, palette, &mut part("tabs", room, ui), commands);
        room
    });
    let (frame, height) = bar(style::STATUS_BAR);
    let status = Panel::bottom("status bar").frame(frame).exact_size(height).show(ui, whole).inner;
    let notes = state.notes();
    let told = (!notes.is_empty()).then(|| notes::room(&notes, palette, ui));
    let read = state.read_last_shown().map(|_| import::bar::room(palette, ui));
    let problems = (!state.problems.is_empty()).then(|| problem_panel::room(ui));
    let has_room = ui.available_width() >= style::INSPECTOR_NEEDS;
    let inspector = state.shows_inspector.unwrap_or(has_room).then(|| {
        let frame = Frame::new().fill(palette.panel).inner_margin(20);
        let panel = Panel::right("inspector").frame(frame).exact_size(style::INSPECTOR);
        panel.resizable(false).show(ui, whole).inner
    });
    CentralPanel::default().frame(Frame::new().fill(palette.canvas)).show(ui, |ui| {
        main(state, ui, commands);
    });
    if let Some(room) = inspector {
        inspector::show(state, palette, &mut part("inspector", room, ui), commands);
    }
    if let Some(room) = problems {
        problem_panel::show(state, room, ui, commands);
    }
    if let Some(room) = read {
        import::bar::show(state, palette, &mut part("read last", room, ui), commands);
    }
    if let Some(room) = told {
        notes::show(state, &notes, &mut part("notes", room, ui), commands);
    }
    status_bar::show(state, palette, &mut part("status", status, ui), commands);
    top_bar::buttons(palette, &mut part("buttons", top.inner, ui), commands);
    dialogs::show(state, palette, ui, commands);
    focus::ring(palette, ui.ctx());
}

/// Takes all the room there is; what stands in it may be drawn later.
fn whole(ui: &mut Ui) -> Rect {
    ui.set_min_size(ui.available_size());
    ui.max_rect()
}

/// A part of the window whose widgets are known by its name, whatever else is drawn.
fn part(name: &str, room: Rect, ui: &mut Ui) -> Ui {
    ui.new_child(UiBuilder::new().scope_id(egui::Id::unique(("part", name))).max_rect(room))
}

/// The current tab as chart or table.
fn main(state: &State, ui: &mut Ui, commands: &mut Vec<Command>) {
    let palette = style::palette(ui.ctx().theme());
    let Some(shown) = state.current_tab() else { return };
    let controls = |ui: &mut Ui, commands: &mut Vec<Command>| {
        widgets::settings(shown.tab.as_ref(), palette, ui, commands);
        widgets::chart_or_table(state.shows_table, palette, ui, commands);
    };
    let look = Look {
        palette,
        medium: Medium::Window,
        selected: state.selected(),
        has_background: true,
        parts: Parts::default(),
    };
    let mut picked_row = None;
    let asked = figure::show(
        shown,
        look,
        ui,
        |ui| controls(ui, commands),
        |stage| {
            if state.shows_table {
                picked_row = table_view::show(shown, state.selected(), stage);
            } else {
                shown.tab.draw(stage);
            }
        },
    );
    commands.extend(asked.picked.or(picked_row).map(Command::Select));
    commands.extend(asked.sight.map(Command::see));
}
