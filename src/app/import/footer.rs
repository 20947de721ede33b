//! Below the lists: what becomes of all rows, saving, cancelling, loading.

use egui::{Label, Response, RichText, TextEdit, Ui};

use super::Review;
use crate::app::widgets;
use crate::command::{Aside, Command, Pick};
use crate::model::number::{counted, grouped};
use crate::review::Totals;
use crate::style::{GRID, HIT, Palette, Role};

/// Height of a line of words, in points.
const WORDS: f32 = 22.0;

/// The height that all of it takes.
pub fn height(review: &Review) -> f32 {
    let saving = if review.saving.is_some() { HIT + GRID } else { 0.0 };
    let words = if obstacle(review).is_some() { WORDS } else { 0.0 };
    saving + words + HIT + GRID
}

/// What is in the way of loading, or came of saving.
fn obstacle(review: &Review) -> Option<String> {
    review.told.clone().or_else(|| review.result.obstacle())
}

/// Draws it; returns the button that loads, where that can be pressed.
pub fn show(
    review: &mut Review,
    (is_picking, busy): (bool, Option<&str>),
    palette: &Palette,
    (ui, commands): (&mut Ui, &mut Vec<Command>),
) -> Option<Response> {
    if let Some(words) = obstacle(review) {
        let color = if review.told.is_some() { palette.accent } else { palette.bad.0 };
        let text = RichText::new(&words).font(Role::Caption.font()).color(color);
        ui.add(Label::new(text).truncate()).on_hover_text(&words);
    }
    saving(review, is_picking, (ui, commands));
    let totals = review.result.totals();
    let load = format!("Load {}", counted(totals.drawn + totals.filtered, "row"));
    let buttons = ["Save rejects…", "Save mapping…", "Cancel", &load];
    let widths: f32 = buttons.iter().map(|label| widgets::button_width(label, ui) + GRID).sum();
    let is_ready = !review.is_reading && review.result.obstacle().is_none() && totals.read > 0;
    let has_rejects = review.told().is_some_and(|file| !file.rejects.is_empty());
    let has_mapping = review.import().is_some_and(|import| import.mapping.is_some());
    let mut first = None;
    ui.horizontal(|ui| {
        let words = busy.map_or_else(|| in_words(totals), str::to_owned);
        let text = RichText::new(words).font(Role::Caption.font()).color(palette.muted);
        let room = (ui.available_width() - widths - GRID).max(0.0);
        ui.allocate_ui_with_layout(
            egui::vec2(room, HIT),
            egui::Layout::left_to_right(egui::Align::Center),
            |ui| {
                ui.set_min_width(room);
                ui.add(Label::new(text).wrap());
            },
        );
        ui.add_enabled_ui(has_rejects, |ui| {
            widgets::button("Save rejects…", &Command::AskToSave(Aside::Rejects), ui, commands);
        });
        ui.add_enabled_ui(has_mapping, |ui| {
            widgets::button("Save mapping…", &Command::AskToSave(Aside::Mapping), ui, commands);
        });
        widgets::button("Cancel", &Command::CloseDialog, ui, commands);
        ui.add_enabled_ui(is_ready, |ui| {
            let load = widgets::primary(&load, &Command::LoadReviewed, palette, ui, commands);
            first = is_ready.then_some(load);
        });
    });
    first
}

/// `3,044 read = 3,027 drawn + 17 rejected`.
fn in_words(totals: Totals) -> String {
    let number = |count: usize| grouped(count as f64);
    let filtered = match totals.filtered {
        0 => String::new(),
        count => format!(" + {} filtered", number(count)),
    };
    format!(
        "{} read = {} drawn{filtered} + {} rejected",
        number(totals.read),
        number(totals.drawn),
        number(totals.rejected)
    )
}

/// The line in which the file to save to is named.
fn saving(review: &mut Review, is_picking: bool, (ui, commands): (&mut Ui, &mut Vec<Command>)) {
    let Some(saving) = &mut review.saving else { return };
    let (words, save) = match saving.what {
        Aside::Rejects => ("Save rejected rows to", "Save rows"),
        Aside::Mapping => ("Save mapping to", "Save it"),
    };
    ui.horizontal(|ui| {
        let label = ui.label(words).id;
        let buttons = [save, "Choose a place…"];
        let widths: f32 = buttons.iter().map(|label| widgets::button_width(label, ui) + GRID).sum();
        let width = (ui.available_width() - widths - GRID).max(120.0);
        let field = ui.add(TextEdit::singleline(&mut saving.path).desired_width(width));
        let field = field.labelled_by(label);
        let is_entered = field.lost_focus() && ui.input(|i| i.key_pressed(egui::Key::Enter));
        widgets::button(save, &Command::SaveAside, ui, commands);
        ui.add_enabled_ui(!is_picking, |ui| {
            widgets::button("Choose a place…", &Command::Browse(Pick::Aside), ui, commands);
        });
        if is_entered {
            commands.push(Command::SaveAside);
        }
    });
}
