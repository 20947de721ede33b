//! What the user should know while they look at the figure: a bar above the status bar.

use egui::{Frame, Margin, Panel, Rect, RichText, Ui};

use super::{State, widgets};
use crate::command::Command;
use crate::style::{Palette, Role};

/// Takes room for the notes; returns it.
pub fn room(notes: &[String], palette: &Palette, ui: &mut Ui) -> Rect {
    let frame = Frame::new().fill(palette.care.1).inner_margin(Margin::symmetric(20, 6));
    let lines: f32 = notes.iter().map(|note| height(note, ui)).sum();
    Panel::bottom("notes").frame(frame).exact_size(lines + 12.0).show(ui, super::whole).inner
}

/// Width of the button beside the notes, in points.
const BUTTON: f32 = 100.0;

fn height(note: &str, ui: &Ui) -> f32 {
    let width = ui.available_width() - 40.0 - BUTTON;
    let font = Role::Caption.font();
    let galley = ui.painter().layout(note.to_owned(), font, egui::Color32::TRANSPARENT, width);
    galley.size().y.max(crate::style::HIT) + ui.spacing().item_spacing.y
}

/// Draws what is in it. What only needs to be read once can be put away.
pub fn show(state: &State, notes: &[String], ui: &mut Ui, commands: &mut Vec<Command>) {
    let palette = crate::style::palette(ui.ctx().theme());
    for (index, note) in notes.iter().enumerate() {
        ui.horizontal(|ui| {
            let words = RichText::new(note).font(Role::Caption.font()).color(palette.care.0);
            let width = ui.available_width() - BUTTON;
            ui.scope(|ui| {
                ui.set_max_width(width);
                ui.add(egui::Label::new(words).wrap());
            });
            if index == 0 && !state.told.is_empty() {
                widgets::button("Dismiss note", &Command::DismissNotes, ui, commands);
            }
        });
    }
}
