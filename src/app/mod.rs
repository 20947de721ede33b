//! The window: top bar, figure, inspector, status bar, dialogs. Drawing gathers commands; one
//! place carries them out afterwards.

mod dialogs;
mod find;
mod focus;
mod inspector;
mod jobs;
mod keys;
mod problem_panel;
mod said;
mod state;
mod status_bar;
mod table_view;
mod top_bar;
mod widgets;

pub use jobs::Jobs;
pub use state::State;

use std::path::PathBuf;

use egui::{CentralPanel, Frame, Panel, Rect, Ui, UiBuilder};

use crate::command::Command;
use crate::desk::Desk;
use crate::figure::{self, Look};
use crate::load::Problems;
use crate::paint::Medium;
use crate::style;

/// The window's size when it first opens, in points.
const OPENS_AT: [f32; 2] = [1440.0, 900.0];
/// The smallest window that everything fits, in points.
const SMALLEST: [f32; 2] = [1024.0, 640.0];

/// Opens the window with the bundled data and the data at these paths.
pub fn run(paths: &[PathBuf]) -> Result<(), String> {
    let mut last_error = String::new();
    for renderer in renderers() {
        let paths = paths.to_vec();
        let options = eframe::NativeOptions {
            viewport: egui::ViewportBuilder::default()
                .with_title("Sovereign Stack")
                .with_app_id("sovereign-stack")
                .with_inner_size(OPENS_AT)
                .with_min_inner_size(SMALLEST),
            renderer,
            ..eframe::NativeOptions::default()
        };
        let create: eframe::AppCreator<'_> = Box::new(move |creation| {
            style::apply(&creation.egui_ctx);
            let desk = Desk::bundled().map_err(|problems| told(&problems))?;
            let mut app = App(State::new(desk, Jobs::on_threads(creation.egui_ctx.clone())));
            if !paths.is_empty() {
                app.0.carry_out(Command::Open(paths), &creation.egui_ctx);
            }
            Ok(Box::new(app))
        });
        match eframe::run_native("sovereign-stack", options, create) {
            Ok(()) => return Ok(()),
            Err(error) => last_error = error.to_string(),
        }
    }
    Err(last_error)
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
struct App(State);

impl eframe::App for App {
    fn ui(&mut self, ui: &mut Ui, _frame: &mut eframe::Frame) {
        show(&mut self.0, ui);
    }

    fn clear_color(&self, visuals: &egui::Visuals) -> [f32; 4] {
        visuals.panel_fill.to_normalized_gamma_f32()
    }
}

/// Draws everything, then does what the user asked for.
pub fn show(state: &mut State, ui: &mut Ui) {
    let mut commands = state.finished_jobs();
    commands.extend(keys::commands(state, ui));
    draw(state, ui, &mut commands);
    for command in commands {
        state.carry_out(command, ui.ctx());
    }
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
    ui.new_child(UiBuilder::new().id_salt(name).max_rect(room))
}

/// The current tab as chart or table.
fn main(state: &State, ui: &mut Ui, commands: &mut Vec<Command>) {
    let palette = style::palette(ui.ctx().theme());
    let Some(shown) = state.current_tab() else { return };
    let controls = |ui: &mut Ui, commands: &mut Vec<Command>| {
        widgets::settings(shown.tab.as_ref(), palette, ui, commands);
        widgets::chart_or_table(state.shows_table, palette, ui, commands);
    };
    let look =
        Look { palette, medium: Medium::Window, selected: state.selected(), has_background: true };
    let mut picked_row = None;
    let picked = figure::show(
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
    commands.extend(picked.or(picked_row).map(Command::Select));
}
