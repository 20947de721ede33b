//! Paints the comparison feature by feature.

use egui::{Rect, pos2, vec2};

use super::chart::{Chart, Features};
use super::chart_features::Line;
use super::draw::{SIGN, fitting, more};
use crate::model::Figure;
use crate::paint::Stage;
use crate::style::{GRID, Role};

/// Height of the column heads.
const HEAD: f32 = 28.0;
/// Shares of the width that the four columns take.
const COLUMNS: [f32; 4] = [0.2, 0.26, 0.27, 0.27];
/// Lines that a cell may take.
const LINES: usize = 5;
/// Above and below the words of a row, at the least and at the most.
const AIR: (f32, f32) = (14.0, 44.0);

/// Paints heads and rows.
pub fn features(figure: &Figure<Chart>, features: &Features, stage: &mut Stage<'_>) {
    let rect = stage.rect;
    let columns = columns(rect);
    for (head, (left, width)) in features.heads.iter().zip(columns) {
        let at = pos2(left, rect.top() + 4.0);
        stage.line(at, width, &head.to_uppercase(), (Role::Key, stage.palette.muted));
    }
    let body = rect.with_min_y(rect.top() + HEAD);
    stage.hairline(body.top());
    let low: Vec<f32> =
        features.lines.iter().map(|line| words_height(line, &columns, stage) + AIR.0).collect();
    let shown = fitting(&low, body.height(), stage);
    let least: f32 = low.iter().take(shown).sum();
    let spare = (body.height() - least) / shown.max(1) as f32;
    let is_cut = shown < low.len();
    let air = if is_cut { 0.0 } else { spare.clamp(0.0, AIR.1 - AIR.0) };
    stage.scrolled(body, least + air * shown as f32, |stage| {
        let mut top = stage.rect.top();
        for (line, height) in features.lines.iter().zip(&low).take(shown) {
            let row = Rect::from_min_size(
                pos2(stage.rect.left(), top),
                vec2(stage.rect.width(), height + air),
            );
            self::line(figure, line, (row, &columns), stage);
            top = row.bottom();
            if top < stage.rect.bottom() - 1.0 {
                stage.hairline(top);
            }
        }
        let noun = if shown == 0 { "feature" } else { "more feature" };
        more(low.len() - shown, noun, pos2(stage.rect.left(), top + 4.0), stage);
    });
}

/// Left edge and width of each column.
fn columns(rect: Rect) -> [(f32, f32); 4] {
    let width = (rect.width() - SIGN).max(1.0);
    let mut left = rect.left() + 4.0;
    COLUMNS.map(|share| {
        let column = (left, (width * share - 2.0 * GRID).max(GRID));
        left += width * share;
        column
    })
}

/// Each text of a row with its role, in the order of the columns.
fn texts(line: &Line) -> [(&str, Role, bool); 4] {
    let [subject, comparator, impact] = &line.cells;
    [
        (&line.name, Role::Strong, true),
        (&subject.text, Role::Body, subject.is_stated),
        (&comparator.text, Role::Body, comparator.is_stated),
        (&impact.text, Role::Body, impact.is_stated),
    ]
}

/// Height of a text in its column, cut after so many lines.
fn text_height(text: &str, role: Role, width: f32, stage: &Stage<'_>) -> f32 {
    let line = stage.measure("X", role, f32::INFINITY).y;
    stage.measure(text, role, width).y.min(line * LINES as f32)
}

fn words_height(line: &Line, columns: &[(f32, f32); 4], stage: &Stage<'_>) -> f32 {
    texts(line)
        .iter()
        .zip(columns)
        .map(|((text, role, _), (_, width))| text_height(text, *role, *width, stage))
        .fold(0.0, f32::max)
}

fn line(
    figure: &Figure<Chart>,
    line: &Line,
    (row, columns): (Rect, &[(f32, f32); 4]),
    stage: &mut Stage<'_>,
) {
    if let Some(mark) = figure.mark(&line.key) {
        stage.mark(mark, row.shrink2(vec2(0.0, 4.0)));
    }
    for ((text, role, is_stated), (left, width)) in texts(line).into_iter().zip(columns) {
        let height = text_height(text, role, *width, stage);
        let ink = if is_stated { stage.palette.ink } else { stage.palette.faint };
        let at = pos2(*left, row.center().y - height / 2.0);
        stage.block(at, (*width, LINES), text, (role, ink));
    }
}
