//! The top bar: name, tabs, open, export, table, theme.

use egui::{Color32, Sense, Stroke, Ui, pos2, vec2};

use super::{State, widgets};
use crate::command::Command;
use crate::style::{Palette, Role};

/// Below this width of the bar the name beside the sign gives way.
const NAME_NEEDS: f32 = 980.0;

/// Draws the sign, the name and the tabs.
pub fn tabs(state: &State, palette: &Palette, ui: &mut Ui, commands: &mut Vec<Command>) {
    ui.horizontal_centered(|ui| {
        sign(palette, ui);
        if ui.available_width() >= NAME_NEEDS {
            ui.label(egui::RichText::new("Sovereign Stack").font(Role::Heading.font()));
            ui.add_space(16.0);
        }
        ui.spacing_mut().item_spacing.x = 4.0;
        for (index, shown) in state.desk.tabs.iter().enumerate() {
            let is_current = index == state.current;
            let response = widgets::segment(shown.tab.label(), is_current, palette, ui);
            if response.on_hover_text(format!("Key {}", index + 1)).clicked() {
                commands.push(Command::ShowTab(index));
            }
        }
    });
}

/// Draws the buttons at the right. They are drawn last, so that the keyboard comes to them last, and
/// from the left, so that it goes through them as one reads.
pub fn buttons(palette: &Palette, ui: &mut Ui, commands: &mut Vec<Command>) {
    let theme = if palette.is_dark { "Light" } else { "Dark" };
    let buttons = [
        ("Open data…", Command::AskWhatToOpen),
        ("Export…", Command::AskHowToExport),
        ("Inspector", Command::ToggleInspector),
        (theme, Command::ToggleTheme),
    ];
    ui.horizontal_centered(|ui| {
        ui.spacing_mut().item_spacing.x = 8.0;
        let widths: f32 = buttons.iter().map(|(label, _)| widgets::button_width(label, ui)).sum();
        let gaps = 8.0 * buttons.len() as f32;
        ui.add_space((ui.available_width() - widths - gaps).max(0.0));
        for (label, does) in &buttons {
            if *does == Command::AskHowToExport {
                widgets::primary(label, does, palette, ui, commands);
            } else {
                widgets::button(label, does, ui, commands);
            }
        }
    });
}

/// The sign of the app: three fronts that meet in one stem.
fn sign(palette: &Palette, ui: &mut Ui) {
    let (rect, _) = ui.allocate_exact_size(vec2(24.0, 24.0), Sense::hover());
    let at = |x: f32, y: f32| pos2(rect.left() + x, rect.top() + y);
    let arm = |from, to, color: Color32| {
        ui.painter().line_segment([from, to], Stroke::new(3.0, color));
    };
    arm(at(12.0, 13.0), at(12.0, 22.0), palette.accent);
    arm(at(12.0, 13.0), at(5.0, 4.0), palette.full);
    arm(at(12.0, 13.0), at(19.0, 4.0), palette.accent);
}
