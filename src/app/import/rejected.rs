//! The rows that cannot be read, and the suggestions that the user can accept.

use egui::{Button, Id, RichText, Ui, WidgetInfo};

use super::{Review, lines};
use crate::app::{focus, widgets};
use crate::command::Command;
use crate::load::corrections::Correction;
use crate::load::decision::Decision;
use crate::load::import::Import;
use crate::load::problem::excerpt;
use crate::load::rejects::{self, Reject};
use crate::model::number::{counted, grouped};
use crate::style::{Palette, Role};

const LIST: &str = "List of rejected rows";
const COLUMNS: [lines::Column; 5] =
    [("Line", 0.07), ("Column", 0.16), ("Text", 0.2), ("Why", 0.3), ("Suggestion", 0.27)];

/// Draws the list; returns its stop of the keyboard.
pub fn show(
    review: &Review,
    palette: &Palette,
    (ui, commands): (&mut Ui, &mut Vec<Command>),
) -> Option<Id> {
    let (file, told, import) = (review.file, review.told()?, review.import()?);
    if told.corrected > 0 {
        ui.horizontal(|ui| {
            let cells = counted(told.corrected, "cell");
            ui.label(format!("{cells} read as you corrected them."));
            let does = Command::Decide(file, Decision::TakeCorrectionsBack);
            widgets::button("Take corrections back", &does, ui, commands);
        });
    }
    if told.rejects.is_empty() {
        ui.label("Every row can be read.");
        return None;
    }
    let all = told.rejects.as_slice();
    lines::show(LIST, &COLUMNS, all.len(), (palette, ui), |ui, line, index| {
        let Some(reject) = all.get(line) else { return };
        match index {
            0 => drop(lines::words(&grouped(reject.line as f64), palette.ink, ui)),
            1 => drop(lines::words(&reject.heading, palette.ink, ui)),
            2 => drop(lines::words(&excerpt(&reject.text), palette.ink, ui)),
            3 => drop(lines::words(&reject.why, palette.ink, ui)),
            _ => {
                let decision = suggestion((import, all), reject, palette, ui);
                commands.extend(decision.map(|decision| Command::Decide(file, decision)));
            }
        }
    });
    Some(focus::stop_of(LIST))
}

/// What could be read in place of the text: a button for this row, and one for all like it.
fn suggestion(
    (import, all): (&Import, &[Reject]),
    reject: &Reject,
    palette: &Palette,
    ui: &mut Ui,
) -> Option<Decision> {
    let Some(replacement) = &reject.replacement else {
        lines::words(&reject.advice, palette.muted, ui);
        return None;
    };
    let small = |text: String| RichText::new(text).font(Role::Label.font());
    let (line, text) = (reject.line, excerpt(&reject.text));
    let one = ui.add(Button::new(small(format!("{}?", excerpt(replacement)))));
    let label = format!("Read {text} in line {line} as {replacement}");
    one.widget_info(|| WidgetInfo::labeled(egui::Role::Button, true, &label));
    lines::keep_in_sight(&one, ui);
    let is_one = one.on_hover_text(&label).clicked();
    let mut corrections: Vec<Correction> =
        reject.correction(import, false).filter(|_| is_one).into_iter().collect();
    if reject.like > 1 {
        let count = grouped(reject.like as f64);
        let every = ui.add(Button::new(small(format!("All {count}"))));
        let label =
            format!("Accept the suggestion of line {line} and of all like it, {count} in all");
        every.widget_info(|| WidgetInfo::labeled(egui::Role::Button, true, &label));
        lines::keep_in_sight(&every, ui);
        if every.on_hover_text(&label).clicked() {
            corrections = rejects::corrections_like(import, all, reject);
        }
    }
    (!corrections.is_empty()).then_some(Decision::Correct(corrections))
}
