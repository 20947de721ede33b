//! The marks of a figure as a table.

use egui::{Align, Layout, RichText, ScrollArea, Sense, UiBuilder};
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
    let lines = lines(marks);
    let Some(Line::Head(first)) = lines.first() else {
        stage.empty("There are no rows to list.");
        return None;
    };
    let (rect, palette) = (stage.rect, stage.palette);
    let mut picked = None;
    let mut room = stage.ui().new_child(UiBuilder::new().max_rect(rect));
    ScrollArea::horizontal().auto_shrink([false, false]).show(&mut room, |ui| {
        let mut table = TableBuilder::new(ui)
            .sense(Sense::click())
            .cell_layout(Layout::left_to_right(Align::Center))
            .auto_shrink([false, false]);
        let widths = widths(marks);
        for width in &widths {
            table = table.column(Column::initial(*width).clip(true).resizable(true));
        }
        let head = |name: &str| RichText::new(name).font(Role::Head.font()).color(palette.muted);
        table
            .header(ROW, |mut header| {
                for name in headings(first) {
                    header.col(|ui| {
                        ui.label(head(name));
                    });
                }
            })
            .body(|body| {
                body.rows(ROW, lines.len() - 1, |mut row| match lines.get(row.index() + 1) {
                    Some(Line::Head(of)) => {
                        for name in headings(of) {
                            row.col(|ui| {
                                ui.label(head(name));
                            });
                        }
                    }
                    Some(Line::Mark(mark)) => {
                        row.set_selected(selected == Some(mark.key.as_str()));
                        cells(mark, palette, &mut row);
                        if row.response().clicked() {
                            picked = Some(mark.key.clone());
                        }
                    }
                    None => {}
                });
            });
    });
    picked
}

/// A line of the table: marks with the same fields stand under a head of their own.
enum Line<'a> {
    Head(&'a Mark),
    Mark(&'a Mark),
}

/// The marks by the names of their fields, in the order in which each kind first comes.
fn lines(marks: &[Mark]) -> Vec<Line<'_>> {
    let names = |mark: &Mark| mark.fields.iter().map(|field| field.name).collect::<Vec<_>>();
    let mut kinds: Vec<(Vec<&'static str>, Vec<&Mark>)> = Vec::new();
    for mark in marks {
        let names = names(mark);
        match kinds.iter_mut().find(|(known, _)| *known == names) {
            Some((_, marks)) => marks.push(mark),
            None => kinds.push((names, vec![mark])),
        }
    }
    kinds
        .into_iter()
        .flat_map(|(_, marks)| {
            let head = marks.first().map(|mark| Line::Head(mark));
            head.into_iter().chain(marks.into_iter().map(Line::Mark))
        })
        .collect()
}

/// Headings of the last columns, which every mark has.
const BASIS: &str = "Footing";
const PLACE: &str = "Place in the source";

fn headings(mark: &Mark) -> impl Iterator<Item = &'static str> + use<> {
    let names: Vec<&'static str> = mark.fields.iter().map(|field| field.name).collect();
    names.into_iter().chain([BASIS, PLACE])
}

/// The texts of a row.
fn texts(mark: &Mark) -> Vec<String> {
    let place = match mark.statements.as_slice() {
        [] => String::new(),
        [said] => said.provenance.full(),
        [said, rest @ ..] => format!("{} and {} more", said.provenance.full(), rest.len()),
    };
    let fields = mark.fields.iter().map(|field| field.value.clone());
    fields.chain([mark.basis().key().to_owned(), place]).collect()
}

/// The width of each column, by its longest cell.
fn widths(marks: &[Mark]) -> Vec<f32> {
    let columns = marks.iter().map(|mark| headings(mark).count()).max().unwrap_or(0);
    let mut letters = vec![0; columns];
    // The first rows tell enough, and a table may have many.
    for mark in marks.iter().take(200) {
        for (index, (name, text)) in headings(mark).zip(texts(mark)).enumerate() {
            let length = name.chars().count().max(text.chars().count());
            if let Some(longest) = letters.get_mut(index) {
                *longest = length.max(*longest);
            }
        }
    }
    let width = |letters: usize| (letters as f32 * LETTER + 16.0).clamp(COLUMN.0, COLUMN.1);
    letters.into_iter().map(width).collect()
}

fn cells(mark: &Mark, palette: &Palette, row: &mut TableRow<'_, '_>) {
    for text in texts(mark) {
        let is_absent = matches!(text.as_str(), "not stated" | "undisclosed");
        let color = if is_absent { palette.faint } else { palette.ink };
        row.col(|ui| {
            let words = RichText::new(&text).font(Role::Label.font()).color(color);
            let label = egui::Label::new(words).truncate().selectable(false);
            ui.add(label).on_hover_text(&text);
        });
    }
}
