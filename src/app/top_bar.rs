//! The top bar: name, tabs, open, export, table, theme.

use egui::{Align, Color32, Layout, Sense, Stroke, Ui, pos2, vec2};

use super::{State, widgets};
use crate::command::Command;
use crate::style::{Palette, Role};

/// Below this width of the bar the name beside the sign gives way.
const NAME_NEEDS: f32 = 980.0;

/// Draws the bar.
pub fn show(state: &State, palette: &Palette, ui: &mut Ui, commands: &mut Vec<Command>) {
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
        ui.spacing_mut().item_spacing.x = 8.0;
        ui.with_layout(Layout::right_to_left(Align::Center), |ui| {
            let theme = if palette.is_dark { "Light" } else { "Dark" };
            widgets::button(theme, &Command::ToggleTheme, ui, commands);
            widgets::button("Inspector", &Command::ToggleInspector, ui, commands);
            widgets::primary("Export…", &Command::AskHowToExport, palette, ui, commands);
            widgets::button("Open data…", &Command::AskWhatToOpen, ui, commands);
        });
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
