//! The columns of the file: the field that each feeds, how it is read, its first value.

use egui::{Id, RichText, Ui};

use super::{Review, lines};
use crate::app::{focus, widgets};
use crate::command::Command;
use crate::load::decision::{self, Decision};
use crate::load::spec::TableSpec;
use crate::load::told::ColumnTold;
use crate::style::{Palette, Role};

const LIST: &str = "List of columns";
const COLUMNS: [lines::Column; 4] =
    [("Column in the file", 0.2), ("Field", 0.19), ("Read as", 0.37), ("First value", 0.24)];
/// Width of the doubt beside a list, in points.
const DOUBT: f32 = 150.0;
/// Height of the doubt, in points.
const BADGE: f32 = 20.0;

/// Draws the list; returns its stop of the keyboard.
pub fn show(
    review: &Review,
    palette: &Palette,
    (ui, commands): (&mut Ui, &mut Vec<Command>),
) -> Option<Id> {
    let (file, told, import) = (review.file, review.told()?, review.import()?);
    let fields = import.spec(&review.specs).map_or_else(Vec::new, fields);
    if import.mapping.is_none() {
        ui.label("Choose above what the rows of the file are: then its columns can be handed out.");
        return None;
    }
    lines::show(LIST, &COLUMNS, told.columns.len(), (palette, ui), |ui, line, index| {
        let Some(column) = told.columns.get(line) else { return };
        let decision = match index {
            0 => {
                lines::words(&column.name, palette.ink, ui);
                None
            }
            1 => field((line, column), &fields, ui),
            2 => read_as((line, column), palette, ui),
            _ => {
                first(column, palette, ui);
                None
            }
        };
        commands.extend(decision.map(|decision| Command::Decide(file, decision)));
    });
    Some(focus::stop_of(LIST))
}

/// Every field of the table, those first without which there is no record.
fn fields(spec: &TableSpec) -> Vec<(String, String)> {
    let words = |field: &String| {
        let is_needed = spec.column(field).is_some_and(|column| column.is_needed);
        let words = field.replace('_', " ").replace('.', ": ");
        if is_needed { format!("{words} (needed)") } else { words }
    };
    let mut choices = vec![(String::new(), "ignored".to_owned())];
    choices.extend(decision::fields(spec).iter().map(|field| (field.clone(), words(field))));
    choices
}

fn field(
    (line, column): (usize, &ColumnTold),
    fields: &[(String, String)],
    ui: &mut Ui,
) -> Option<Decision> {
    let label = format!("Field of {}", column.name);
    let current = column.field.as_deref().unwrap_or_default();
    let name = ("field of column", line);
    let chosen = widgets::choose((name, ui.available_width()), &label, (fields, current), ui);
    chosen.map(|field| Decision::Field(line, (!field.is_empty()).then_some(field)))
}

fn read_as(
    (line, column): (usize, &ColumnTold),
    palette: &Palette,
    ui: &mut Ui,
) -> Option<Decision> {
    let color = if column.field.is_some() { palette.ink } else { palette.muted };
    let chosen = if column.ways.len() > 1 {
        let label = format!("{} is read as", column.name);
        let ways: Vec<(String, String)> = column
            .ways
            .iter()
            .enumerate()
            .map(|(at, words)| (at.to_string(), words.clone()))
            .collect();
        let doubt = if column.doubt.is_empty() { 0.0 } else { DOUBT };
        let width = ui.available_width() - doubt;
        let current = column.way.to_string();
        let name = ("way to read column", line);
        widgets::choose((name, width), &label, (&ways, &current), ui)
    } else {
        lines::words(&column.read_as, color, ui);
        None
    };
    if !column.doubt.is_empty() {
        let size = egui::vec2(ui.available_width(), BADGE);
        let layout = egui::Layout::left_to_right(egui::Align::Min);
        ui.allocate_ui_with_layout(size, layout, |ui| {
            widgets::badge(&column.doubt, palette.care, ui).on_hover_text(&column.doubt_in_full);
        });
    }
    Some(Decision::ReadAs(line, chosen?.parse().ok()?))
}

fn first(column: &ColumnTold, palette: &Palette, ui: &mut Ui) {
    let color = if column.field.is_some() { palette.ink } else { palette.muted };
    let text = match (column.first.as_str(), column.first_read.as_str()) {
        ("", _) => {
            ui.label(RichText::new("blank").font(Role::Label.font()).color(palette.faint));
            return;
        }
        (first, read) if read.is_empty() || first == read => first.to_owned(),
        (first, read) => format!("{first} → {read}"),
    };
    lines::words(&text, color, ui);
}
