//! The marks of a figure as a table.

use egui::{RichText, ScrollArea, Sense, UiBuilder};
use egui_extras::{Column, TableBuilder, TableRow};

use crate::desk::Shown;
use crate::model::{Choice as _, Mark};
use crate::paint::Stage;
use crate::style::{Palette, Role};

/// Height of a row, in points.
const ROW: f32 = 30.0;
/// Narrowest and widest column at first, in points.
const COLUMN: (f32, f32) = (80.0, 260.0);
/// Width of a letter, near enough to guess a column by its longest cell.
const LETTER: f32 = 7.5;

/// Draws the table; returns the key of the mark whose row was clicked.
pub fn show(shown: &Shown, selected: Option<&str>, stage: &mut Stage<'_>) -> Option<String> {
    let marks = shown.tab.marks();
    if marks.is_empty() {
        stage.empty("There are no rows to list.");
        return None;
    }
    let columns = columns(marks);
    let (rect, palette) = (stage.rect, stage.palette);
    let mut picked = None;
    let mut room = stage.ui().new_child(UiBuilder::new().max_rect(rect));
    ScrollArea::horizontal().auto_shrink([false, false]).show(&mut room, |ui| {
        let mut table = TableBuilder::new(ui).sense(Sense::click()).auto_shrink([false, false]);
        for name in &columns {
            table = table.column(Column::initial(width(name, marks)).clip(true).resizable(true));
        }
        table
            .header(ROW, |mut header| {
                for name in &columns {
                    header.col(|ui| {
                        ui.label(RichText::new(*name).font(Role::Head.font()).color(palette.muted));
                    });
                }
            })
            .body(|body| {
                body.rows(ROW, marks.len(), |mut row| {
                    let Some(mark) = marks.get(row.index()) else { return };
                    row.set_selected(selected == Some(mark.key.as_str()));
                    cells(mark, &columns, palette, &mut row);
                    if row.response().clicked() {
                        picked = Some(mark.key.clone());
                    }
                });
            });
    });
    picked
}

/// Headings of the last columns, which every mark has.
const BASIS: &str = "Footing";
const PLACE: &str = "Place in the source";

/// The names of all fields, in the order in which marks first have them.
fn columns(marks: &[Mark]) -> Vec<&'static str> {
    let mut columns: Vec<&'static str> = Vec::new();
    for field in marks.iter().flat_map(|mark| &mark.fields) {
        if !columns.contains(&field.name) {
            columns.push(field.name);
        }
    }
    columns.extend([BASIS, PLACE]);
    columns
}

/// The text of a cell; empty where the mark has no such field.
fn cell(mark: &Mark, column: &str) -> String {
    match column {
        BASIS => mark.basis().key().to_owned(),
        PLACE => match mark.provenance.as_slice() {
            [] => String::new(),
            [place] => source_and_place(place),
            [place, rest @ ..] => format!("{} and {} more", source_and_place(place), rest.len()),
        },
        column => {
            let field = mark.fields.iter().find(|field| field.name == column);
            field.map(|field| field.value.clone()).unwrap_or_default()
        }
    }
}

fn source_and_place(place: &crate::model::Provenance) -> String {
    match place.sources.join("] [").as_str() {
        "" => place.place(),
        sources => format!("[{sources}] {}", place.place()),
    }
}

fn width(column: &str, marks: &[Mark]) -> f32 {
    // The first rows tell enough, and a table may have many.
    let longest = marks.iter().take(200).map(|mark| cell(mark, column).chars().count()).max();
    let letters = longest.unwrap_or(0).max(column.chars().count());
    (letters as f32 * LETTER + 16.0).clamp(COLUMN.0, COLUMN.1)
}

fn cells(mark: &Mark, columns: &[&'static str], palette: &Palette, row: &mut TableRow<'_, '_>) {
    for column in columns {
        let text = cell(mark, column);
        let is_absent = matches!(text.as_str(), "not stated" | "undisclosed");
        let color = if is_absent { palette.faint } else { palette.ink };
        row.col(|ui| {
            let label =
                egui::Label::new(RichText::new(&text).font(Role::Label.font()).color(color));
            ui.add(label.truncate().selectable(false)).on_hover_text(&text);
        });
    }
}
