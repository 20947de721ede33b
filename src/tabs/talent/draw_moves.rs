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

/// Height of the line that says what is left out.
const MORE: f32 = 24.0;

/// How high the rows are, and how many are drawn.
#[derive(Clone, Copy, Debug)]
pub struct Plan {
    row: f32,
    shown: usize,
    /// Of everything.
    pub height: f32,
}

impl Plan {
    /// The plan for this height; in a window all rows are drawn, whatever height that takes.
    pub fn of(moves: &Moves, room: f32, stage: &Stage<'_>) -> Self {
        let all = moves.lines.len();
        let more = if moves.more.is_some() { MORE } else { 0.0 };
        let fit = stage.fit_rows(all, room - HEAD - more, ROW);
        let line = if fit.shown < all { MORE } else { more };
        let height = HEAD + fit.height * fit.shown as f32 + line;
        Self { row: fit.height, shown: fit.shown, height }
    }
}

/// Paints heads and rows from the top of the stage.
pub fn moves(figure: &Figure<Chart>, (moves, plan): (&Moves, &Plan), stage: &mut Stage<'_>) {
    let rect = stage.rect;
    let x = AT.map(|share| rect.left() + rect.width() * share);
    for (x, words) in x.into_iter().zip(["Who", "From", "To", "When"]) {
        stage.key(pos2(x, rect.top() + HEAD - GRID), Align2::LEFT_BOTTOM, words);
    }
    stage.hairline(rect.top() + HEAD);
    let body = rect.with_min_y(rect.top() + HEAD);
    let mut top = body.top();
    for line in moves.lines.iter().take(plan.shown) {
        let row = Rect::from_min_size(pos2(rect.left(), top), vec2(rect.width(), plan.row));
        self::line(figure, line, (row, x), stage);
        if top > body.top() {
            stage.hairline(top);
        }
        top = row.bottom();
    }
    let at = pos2(rect.left(), top + 5.0);
    let style = (Role::Caption, stage.palette.muted);
    let hidden = moves.lines.len() - plan.shown;
    if hidden > 0 {
        let left = hidden + moves.more.as_ref().map_or(0, |more| more.count);
        let words = format!("and {}, not shown on this page", counted(left, "more move"));
        stage.line(at, rect.width(), &words, style);
    } else if let Some(more) = &moves.more {
        if let Some(mark) = figure.marks.get(more.mark) {
            stage.mark(mark, Rect::from_min_size(at, vec2(rect.width(), 16.0)));
        }
        stage.line(at, rect.width(), &more.words, style);
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
