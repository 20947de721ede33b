//! Everything wrong with the file last opened, at once.

use egui::{Frame, Margin, Panel, Rect, RichText, Ui};

use super::{State, focus, widgets};
use crate::command::Command;
use crate::load::{Problem, Severity};
use crate::model::number::counted;
use crate::style::{Palette, Role};

/// Problems listed at most.
const MOST_SHOWN: usize = 200;

/// What the list is called.
const LIST: &str = "List of problems";

/// The stop of the keyboard that the list is.
pub fn stop() -> egui::Id {
    focus::stop_of(LIST)
}

/// Takes room for the panel above the status bar; returns it.
pub fn room(ui: &mut Ui) -> Rect {
    let palette = crate::style::palette(ui.ctx().theme());
    let frame = Frame::new().fill(palette.panel).inner_margin(Margin::symmetric(20, 10));
    let most = ui.available_height() * 0.4;
    let panel = Panel::bottom("problems").frame(frame).default_size(180.0).max_size(most);
    panel.resizable(!focus::is_moving(ui)).show(ui, super::whole).inner
}

/// Draws what is in it.
pub fn show(state: &State, rect: Rect, ui: &mut Ui, commands: &mut Vec<Command>) {
    let palette = crate::style::palette(ui.ctx().theme());
    let mut ui = super::part("problem list", rect, ui);
    ui.horizontal(|ui| {
        let title = RichText::new(title(state)).font(Role::Strong.font());
        ui.label(title);
        widgets::button("Copy", &Command::CopyProblems, ui, commands);
        widgets::button("Dismiss", &Command::DismissProblems, ui, commands);
    });
    focus::scrolled(LIST, &mut ui, |ui| {
        ui.spacing_mut().item_spacing.y = 4.0;
        ui.spacing_mut().interact_size.y = 18.0;
        for problem in state.problems.iter().take(MOST_SHOWN) {
            line(problem, palette, ui);
        }
        if state.problems.len() > MOST_SHOWN {
            let more = counted(state.problems.len() - MOST_SHOWN, "more problem");
            ui.label(format!("and {more}; “Copy” copies them all"));
        }
    });
}

fn title(state: &State) -> String {
    let count = counted(state.problems.len(), "problem");
    if state.problems.has_errors() || state.problems.has_rejected() {
        format!("{count}: the file was not opened, and what is shown is as before")
    } else {
        format!("{count} worth knowing: the file is open")
    }
}

fn line(problem: &Problem, palette: &Palette, ui: &mut Ui) {
    let color = match problem.severity {
        Severity::Warning => palette.care.0,
        Severity::Rejected | Severity::Error | Severity::Unreadable => palette.bad.0,
    };
    ui.horizontal_wrapped(|ui| {
        ui.spacing_mut().item_spacing.x = 6.0;
        ui.label(RichText::new(format!("{}:", problem.place)).font(Role::Head.font()).color(color));
        // The place is said already.
        let text = problem.to_string();
        let rest = text.strip_prefix(&format!("{}: ", problem.place)).unwrap_or(&text);
        ui.label(RichText::new(rest).font(Role::Caption.font()));
    });
}
