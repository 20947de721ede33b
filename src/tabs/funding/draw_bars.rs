//! Paints amounts as bars.

use egui::{Rect, Stroke, StrokeKind, pos2, vec2};

use super::chart::{Bar, Chart, Fill, Rows};
use crate::model::Figure;
use crate::paint::{Room, Stage, hatch};
use crate::style::{GRID, Role};

/// Lowest and tallest row.
const ROW: (f32, f32) = (20.0, 76.0);
/// Tallest bar.
const BAR: f32 = 44.0;
/// Length of the stub that stands for an unknown amount.
const STUB: f32 = 28.0;
/// Share of the width that names take, at most.
const NAMES: f32 = 0.28;
/// Room right of the longest bar for its amount and share.
const VALUES: f32 = 168.0;

/// Paints the bars, and below them what always stands there.
pub fn bars(figure: &Figure<Chart>, rows: &Rows, stage: &mut Stage<'_>) {
    let count = rows.bars.len() + rows.rest.len();
    let body = stage.rect.with_min_y(stage.rect.top() + GRID);
    let fit = stage.fit_rows(count, body.height(), ROW);
    let all = rows.bars.iter().chain(&rows.rest);
    let names = all.map(|bar| stage.width(&bar.name, Role::Label)).fold(0.0, f32::max);
    let names = (names + 2.0 * GRID).min(body.width() * NAMES);
    stage.scrolled(body, fit.height * count as f32, |stage| {
        // Where a page has no room for all, the largest and the rest stay.
        let shown = if fit.shown < count {
            fit.shown.saturating_sub(rows.rest.len()).max(1)
        } else {
            rows.bars.len()
        };
        let mut top = stage.rect.top();
        let mut next = || {
            let row = (top, fit.height);
            top += fit.height;
            row
        };
        for bar in rows.bars.iter().take(shown) {
            self::bar(figure, bar, (next(), names), stage);
        }
        let left_out = rows.bars.len().saturating_sub(shown);
        if left_out > 0 {
            let (y, height) = next();
            let at = pos2(stage.rect.left() + 4.0, y + height / 2.0 - 7.5);
            let style = (Role::Caption, stage.palette.muted);
            stage.line(at, stage.rect.width(), &rows.more(left_out), style);
        }
        for bar in &rows.rest {
            let row = next();
            if row.0 + row.1 <= stage.rect.bottom() + 1.0 {
                self::bar(figure, bar, (row, names), stage);
            }
        }
    });
}

fn bar(
    figure: &Figure<Chart>,
    bar: &Bar,
    ((top, height), names): ((f32, f32), f32),
    stage: &mut Stage<'_>,
) {
    let (rect, palette) = (stage.rect, stage.palette);
    let row = Rect::from_min_size(pos2(rect.left(), top), vec2(rect.width(), height));
    if let Some(mark) = figure.mark(&bar.key) {
        stage.mark(mark, row.shrink2(vec2(3.0, 1.0)));
    }
    let middle = row.center().y;
    let room = (rect.width() - names - VALUES).max(STUB);
    let width = if bar.fill == Fill::Unknown { STUB } else { room * bar.length as f32 };
    let thick = (height - 6.0).clamp(12.0, BAR);
    let size = vec2(width.max(1.0), thick);
    let shape = Rect::from_min_size(pos2(rect.left() + names, middle - thick / 2.0), size);
    let track = Rect::from_min_size(shape.min, vec2(room, thick));
    let end = stage.native(&bar.key, Room { whole: row, track }, |stage| {
        let at = pos2(rect.left() + 4.0, middle - 8.5);
        let ink = if bar.fill == Fill::Subject { palette.ink } else { palette.muted };
        stage.line(at, names - 1.5 * GRID, &bar.name, (Role::Label, ink));
        fill(bar.fill, shape, stage);
        let (role, color, up) = match bar.fill {
            Fill::Unknown => (Role::Caption, palette.muted, 7.5),
            _ => (Role::Strong, palette.ink, 8.5),
        };
        let at = pos2(shape.right() + GRID, middle - up);
        stage.line(at, rect.right() - at.x, &bar.amount, (role, color)).right()
    });
    words(figure, bar, pos2(end + GRID, middle - 7.5), stage);
}

fn fill(fill: Fill, shape: Rect, stage: &Stage<'_>) {
    let palette = stage.palette;
    let painter = stage.painter();
    match fill {
        Fill::Subject => {
            painter.rect_filled(shape, 0.0, palette.accent);
        }
        Fill::Rest => {
            painter.rect_filled(shape, 0.0, palette.comparator);
        }
        Fill::Unattributed | Fill::Unknown => {
            hatch::fill(painter, shape, palette);
            let line = Stroke::new(1.0, palette.comparator);
            painter.rect_stroke(shape, 0.0, line, StrokeKind::Inside);
        }
    }
}

/// The share of the total, and the amounts that are missing.
fn words(figure: &Figure<Chart>, bar: &Bar, at: egui::Pos2, stage: &mut Stage<'_>) {
    let (right, palette) = (stage.rect.right(), stage.palette);
    let mut at = at;
    if let Some((key, text)) = &bar.share {
        let size = vec2(stage.width(text, Role::Caption), 15.0);
        if at.x + size.x > right {
            return;
        }
        if let Some(mark) = figure.mark(key) {
            stage.mark(mark, Rect::from_min_size(at, size));
        }
        stage.line(at, size.x + 1.0, text, (Role::Caption, palette.muted));
        at.x += size.x + GRID;
    }
    if right - at.x > 4.0 * GRID && !bar.missing.is_empty() {
        stage.line(at, right - at.x, &bar.missing, (Role::Caption, palette.faint));
    }
}
