//! The status bar: whose data, how many rows, what is being done, and the keys to know.

use std::time::Duration;

use egui::{Align, Layout, RichText, Ui};

use super::State;
use crate::command::Command;
use crate::model::number::{counted, grouped};
use crate::style::{Palette, Role};

/// How often it is told how far an opening has come.
const TOLD_EVERY: Duration = Duration::from_millis(100);

/// Draws the bar.
pub fn show(state: &State, palette: &Palette, ui: &mut Ui, commands: &mut Vec<Command>) {
    let small = |text: &str| RichText::new(text).font(Role::Caption.font()).color(palette.muted);
    ui.horizontal_centered(|ui| {
        if let Some(shown) = state.current_tab() {
            let period = shown.origin.period.as_deref();
            let data = [Some(shown.origin.name.as_str()), period];
            let data: Vec<&str> = data.into_iter().flatten().collect();
            ui.label(small(&data.join(" · ")));
            ui.add_space(12.0);
            let counts = shown.tab.counts();
            ui.label(small(&format!(
                "{} read = {} shown + {} filtered + {} rejected",
                counted(counts.read(), shown.origin.counted_as()),
                grouped(counts.shown as f64),
                grouped(counts.filtered as f64),
                grouped(counts.rejected as f64),
            )));
        }
        if !state.problems.is_empty() {
            ui.add_space(12.0);
            ui.label(small(&counted(state.problems.len(), "problem")).color(palette.care.0));
        }
        if let Some(notice) = state.busy().or_else(|| state.notice.clone()) {
            ui.add_space(12.0);
            ui.label(small(&notice).color(palette.accent));
            if let Some(folder) = state.saved_in().filter(|_| state.busy().is_none()) {
                let button = egui::Button::new(small("Open folder").underline()).frame(false);
                let button = ui.add(button).on_hover_text(folder.display().to_string());
                if button.clicked() {
                    commands.push(Command::ShowFolder(folder.clone()));
                }
            }
        }
        if state.is_opening() {
            if ui.small_button(small("Cancel")).on_hover_text("Esc").clicked() {
                commands.push(Command::CancelOpening);
            }
            ui.ctx().request_repaint_after(TOLD_EVERY);
        }
        ui.with_layout(Layout::right_to_left(Align::Center), |ui| {
            let keys = "F11 present    T table    I inspector    F1 keys";
            if ui.available_width() > 260.0
                && ui.add(egui::Button::new(small(keys)).frame(false)).clicked()
            {
                commands.push(Command::ToggleKeys);
            }
        });
    });
}
