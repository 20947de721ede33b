//! What was read last: a bar above the status bar.

use egui::{Align, Frame, Label, Layout, Margin, Panel, Rect, RichText, Ui};

use crate::app::{State, widgets};
use crate::command::Command;
use crate::style::{HIT, Palette, Role};

/// Takes room for the bar; returns it.
pub fn room(palette: &Palette, ui: &mut Ui) -> Rect {
    let frame = Frame::new().fill(palette.wash).inner_margin(Margin::symmetric(20, 4));
    Panel::bottom("read last").frame(frame).exact_size(HIT + 8.0).show(ui, crate::app::whole).inner
}

/// Draws what is in it.
pub fn show(state: &State, palette: &Palette, ui: &mut Ui, commands: &mut Vec<Command>) {
    let Some(read) = state.read_last_shown() else { return };
    ui.horizontal_centered(|ui| {
        let buttons = ["Review…", "×"];
        let widths: f32 = buttons
            .iter()
            .map(|b| widgets::button_width(b, ui) + ui.spacing().item_spacing.x)
            .sum();
        let words = RichText::new(&read.words).font(Role::Caption.font()).color(palette.ink);
        let room = egui::vec2((ui.available_width() - widths).max(0.0), HIT);
        ui.allocate_ui_with_layout(room, Layout::left_to_right(Align::Center), |ui| {
            ui.add(Label::new(words).truncate()).on_hover_text(&read.words);
        });
        widgets::button("Review…", &Command::Review, ui, commands);
        let dismiss = ui.button("×");
        dismiss.widget_info(|| {
            egui::WidgetInfo::labeled(egui::Role::Button, true, "Dismiss what was read")
        });
        if dismiss.clicked() {
            commands.push(Command::DismissRead);
        }
    });
}
