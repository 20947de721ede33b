//! The marks of a figure as a table.

use egui::{
    Align, Key, Layout, Modifiers, Response, RichText, ScrollArea, Sense, Ui, UiBuilder,
    WidgetInfo, vec2,
};
use egui_extras::{Column, TableBuilder, TableRow};

use crate::desk::Shown;
use crate::figure;
use crate::model::Mark;
use crate::model::listing::{Line, headings, lines, texts};
use crate::paint::Stage;
use crate::paint::stage::speak_of;
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
    let (sideways, is_new) = (sideways(&room), stage.is_selection_new());
    // A handle of a column is moved by the pointer, and no stop of the keyboard.
    let is_resizable = !super::focus::is_moving(&room);
    ScrollArea::horizontal().auto_shrink([false, false]).show(&mut room, |ui| {
        ui.scroll_with_delta(vec2(sideways, 0.0));
        let mut table = TableBuilder::new(ui)
            .sense(Sense::CLICK)
            .cell_layout(Layout::left_to_right(Align::Center))
            .auto_shrink([false, false]);
        let widths = widths(marks);
        for width in &widths {
            table = table.column(Column::initial(*width).clip(true).resizable(is_resizable));
        }
        if let Some(row) = lines.iter().position(|line| line.is(selected)).filter(|_| is_new) {
            table = table.scroll_to_row(row.saturating_sub(1), None);
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
                        let is_selected = selected == Some(mark.key.as_str());
                        if announced(mark, is_selected, &row.response()).clicked() {
                            picked = Some(mark.key.clone());
                        }
                    }
                    None => {}
                });
            });
    });
    picked
}

/// How far the arrows ask to scroll sideways, in points; right is negative.
fn sideways(ui: &Ui) -> f32 {
    if ui.memory(|memory| memory.focused().is_some_and(|id| id != figure::stop())) {
        return 0.0;
    }
    let is_pressed = |key| ui.input_mut(|input| input.consume_key(Modifiers::NONE, key));
    match (is_pressed(Key::ArrowRight), is_pressed(Key::ArrowLeft)) {
        (true, false) => -COLUMN.0,
        (false, true) => COLUMN.0,
        _ => 0.0,
    }
}

/// The row, known to screen readers as its mark.
fn announced(mark: &Mark, is_selected: bool, row: &Response) -> Response {
    row.widget_info(|| {
        let mut info = WidgetInfo::labeled(egui::Role::Row, true, mark.spoken());
        info.selected = Some(is_selected);
        info
    });
    if is_selected {
        speak_of(row.id, &row.ctx);
    }
    row.clone()
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
