//! Paints the moves: who, from where, to where, when.

use egui::{Align2, Rect, Shape, Stroke, pos2, vec2};

use super::chart::Chart;
use super::chart_moves::{Line, Moves};
use super::draw_shape;
use crate::model::Figure;
use crate::model::number::counted;
use crate::paint::{Stage, dash};
use crate::style::{GRID, Role};

/// Height of the column heads.
const HEAD: f32 = 26.0;
/// Lowest and tallest row.
const ROW: (f32, f32) = (38.0, 56.0);
/// Where the columns begin, as shares of the width: person, from, to, date.
const AT: [f32; 4] = [0.0, 0.3, 0.58, 0.82];
/// Between an organisation and the arrow.
const ARROW_GAP: f32 = 12.0;
/// The shortest arrow.
const ARROW: f32 = 28.0;

/// The height that the moves take where this much is free.
pub fn height(moves: &Moves, room: f32, stage: &Stage<'_>) -> f32 {
    let fit = stage.fit_rows(moves.lines.len(), room - HEAD, ROW);
    let has_note = moves.more.is_some() || fit.shown < moves.lines.len();
    HEAD + fit.height * fit.shown as f32 + if has_note { 24.0 } else { 0.0 }
}

/// Paints heads and rows from the top of the stage.
pub fn moves(figure: &Figure<Chart>, moves: &Moves, stage: &mut Stage<'_>) {
    let rect = stage.rect;
    let x = AT.map(|share| rect.left() + rect.width() * share);
    for (x, words) in x.into_iter().zip(["Who", "From", "To", "When"]) {
        stage.key(pos2(x, rect.top() + HEAD - GRID), Align2::LEFT_BOTTOM, words);
    }
    stage.hairline(rect.top() + HEAD);
    let body = rect.with_min_y(rect.top() + HEAD);
    let mut fit = stage.fit_rows(moves.lines.len(), body.height(), ROW);
    if moves.more.is_some() && fit.shown == moves.lines.len() {
        fit.height = ((body.height() - 24.0) / fit.shown.max(1) as f32).clamp(ROW.0, ROW.1);
    }
    let mut top = body.top();
    for line in moves.lines.iter().take(fit.shown) {
        let row = Rect::from_min_size(pos2(rect.left(), top), vec2(rect.width(), fit.height));
        self::line(figure, line, (row, x), stage);
        if top > body.top() {
            stage.hairline(top);
        }
        top = row.bottom();
    }
    let at = pos2(rect.left(), top + 5.0);
    let style = (Role::Caption, stage.palette.muted);
    if fit.shown < moves.lines.len() {
        let left = counted(moves.lines.len() - fit.shown, "more move");
        let words = format!("and {left}, not shown on this page");
        stage.line(at, rect.width(), &words, style);
    } else if let Some((mark, words)) = &moves.more {
        if let Some(mark) = figure.marks.get(*mark) {
            stage.mark(mark, Rect::from_min_size(at, vec2(rect.width(), 16.0)));
        }
        stage.line(at, rect.width(), words, style);
    }
}

fn line(figure: &Figure<Chart>, line: &Line, (row, x): (Rect, [f32; 4]), stage: &mut Stage<'_>) {
    if let Some(mark) = figure.marks.get(line.mark) {
        stage.mark(mark, row.shrink2(vec2(0.0, 4.0)));
    }
    let [who, from, to, when] = x;
    let palette = stage.palette;
    let middle = row.center().y;
    let (strong, quiet) = ((Role::Strong, palette.ink), (Role::Caption, palette.muted));
    two_lines((who, from - who), middle, [(&line.person, strong), (&line.role, quiet)], stage);
    let end =
        place(line.from.as_deref(), (from, to - from - ARROW - 2.0 * ARROW_GAP), middle, stage);
    arrow(line, (end + ARROW_GAP, to - ARROW_GAP), middle, stage);
    place(line.to.as_deref(), (to, when - to - 2.0 * GRID), middle, stage);
    let date = (line.date.as_str(), (Role::Label, palette.ink));
    two_lines((when, row.right() - when + 2.0 * GRID), middle, [date, (&line.kind, quiet)], stage);
}

fn two_lines(
    (x, width): (f32, f32),
    middle: f32,
    [upper, lower]: [(&str, crate::paint::stage::Style); 2],
    stage: &Stage<'_>,
) {
    let width = (width - 2.0 * GRID).max(0.0);
    let up = if lower.0.is_empty() { 8.5 } else { 17.0 };
    stage.line(pos2(x, middle - up), width, upper.0, upper.1);
    if !lower.0.is_empty() {
        stage.line(pos2(x, middle + 1.0), width, lower.0, lower.1);
    }
}

/// An organisation, or that it is not stated; returns where it ends.
fn place(name: Option<&str>, (x, width): (f32, f32), middle: f32, stage: &Stage<'_>) -> f32 {
    let (text, color) = match name {
        Some(name) => (name, stage.palette.ink),
        None => ("not stated", stage.palette.faint),
    };
    stage.line(pos2(x, middle - 8.5), width.max(0.0), text, (Role::Body, color)).right()
}

/// The arrow of a move; dashed where either end is not stated or the move is anticipated.
fn arrow(line: &Line, (from, to): (f32, f32), y: f32, stage: &Stage<'_>) {
    let color = draw_shape::color(line.family, stage.palette);
    let painter = stage.painter();
    let stroke = Stroke::new(1.5, color);
    if line.is_anticipated || line.from.is_none() || line.to.is_none() {
        dash::path(painter, &[pos2(from, y), pos2(to - 6.0, y)], 1.5, color);
    } else {
        painter.line_segment([pos2(from, y), pos2(to - 6.0, y)], stroke);
    }
    let tip = vec![pos2(to, y), pos2(to - 7.0, y + 4.0), pos2(to - 7.0, y - 4.0)];
    painter.add(Shape::convex_polygon(tip, color, Stroke::NONE));
}
