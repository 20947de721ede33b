//! Paints counts: for each unit its rows and an axis of its own.

use egui::{Align2, Color32, Rect, Stroke, pos2, vec2};

use super::chart::Chart;
use super::chart_count::{Line, Unitful};
use super::draw::{left_of_plot, more};
use crate::model::Figure;
use crate::paint::{Stage, axis, dash};
use crate::style::{GRID, Role};

/// Lowest and tallest row, in points.
const ROW: (f32, f32) = (34.0, 60.0);
/// Below the rows of a unit: its axis, and room before the next.
const FOOT: f32 = 30.0;
/// Room for the sentence about what a page leaves out.
const MORE: f32 = 18.0;
const DOT: f32 = 6.0;

/// Paints every unit, below each other.
pub fn counts(figure: &Figure<Chart>, groups: &[Unitful], stage: &mut Stage<'_>) {
    let all: usize = groups.iter().map(|group| group.rows.len()).sum();
    let feet = FOOT * groups.len() as f32;
    let height = ((stage.rect.height() - feet) / all.max(1) as f32).clamp(ROW.0, ROW.1);
    let total = height * all as f32 + feet;
    let is_cut = stage.is_page() && total > stage.rect.height() + 0.5;
    stage.scrolled(stage.rect, total, |stage| {
        let end = if is_cut { stage.rect.bottom() - MORE } else { f32::INFINITY };
        let (mut y, mut shown) = (stage.rect.top(), 0);
        for group in groups {
            let fit = ((end - y - FOOT) / height).floor().max(0.0) as usize;
            let rows = group.rows.len().min(fit);
            if rows == 0 {
                break;
            }
            y = unit(figure, (group, rows), (y, height), stage);
            shown += rows;
        }
        more(all - shown.min(all), "more count", y, stage);
    });
}

fn unit(
    figure: &Figure<Chart>,
    (group, shown): (&Unitful, usize),
    (top, height): (f32, f32),
    stage: &mut Stage<'_>,
) -> f32 {
    let rect = stage.rect;
    let palette = stage.palette;
    let lines = group.rows.get(..shown).unwrap_or_default();
    let labels = lines.iter().map(|line| stage.width(&line.text, Role::Strong));
    let left = left_of_plot(rect);
    // Long words for what has no place on the axis stand at its beginning, where there is room.
    let room = labels.fold(0.0, f32::max).min(rect.width() * 0.2) + 2.5 * GRID;
    let plot = Rect::from_min_max(
        pos2(left, top),
        pos2((rect.right() - room).max(left + GRID), top + height * shown as f32),
    );
    axis::horizontal(stage, plot, &group.scale, &group.ticks);
    let at = pos2(rect.left(), plot.bottom() + 3.0);
    let width = left - rect.left() - 4.0 * GRID;
    stage.line(at, width, &group.caption, (Role::Caption, palette.faint));
    for (index, line) in lines.iter().enumerate() {
        let at = pos2(rect.left(), top + height * index as f32);
        let row = Rect::from_min_size(at, vec2(rect.width(), height));
        self::line(figure, (line, group), (row, plot), stage);
    }
    plot.bottom() + FOOT
}

fn line(
    figure: &Figure<Chart>,
    (line, group): (&Line, &Unitful),
    (row, plot): (Rect, Rect),
    stage: &mut Stage<'_>,
) {
    if let Some(mark) = figure.mark(&line.key) {
        stage.mark(mark, row.shrink2(vec2(0.0, 2.0)));
    }
    let palette = stage.palette;
    let (middle, width) = (row.center().y, plot.left() - row.left() - 2.0 * GRID);
    let at = pos2(row.left(), middle - 16.0);
    stage.line(at, width, &line.name, (Role::Strong, palette.ink));
    let at = pos2(row.left(), middle + 1.0);
    stage.line(at, width, &line.below, (Role::Caption, palette.muted));
    let Some((low, high)) = line.ends else {
        let at = pos2(plot.left() + DOT, middle);
        stage.painter().circle_filled(at, DOT, palette.canvas);
        dash::circle(stage.painter(), at, DOT, 1.2, palette.comparator);
        let at = pos2(at.x + DOT + 6.0, middle);
        stage.text(at, Align2::LEFT_CENTER, &line.text, (Role::Label, palette.muted));
        return;
    };
    let x = |value: f64| plot.left() + plot.width() * group.scale.share(value) as f32;
    let color = if line.is_subject { palette.accent } else { palette.comparator };
    shape((x(low), x(high), middle), (plot, line.has_bar), color, stage);
    let at = pos2(x(high) + DOT + 6.0, middle);
    let rest = row.right() - at.x;
    stage.line(at - vec2(0.0, 8.0), rest, &line.text, (Role::Strong, palette.ink));
}

/// A dot; a bar from zero where the axis has a zero; a line between the ends of a range.
fn shape(
    (low, high, middle): (f32, f32, f32),
    (plot, has_bar): (Rect, bool),
    color: Color32,
    stage: &Stage<'_>,
) {
    let painter = stage.painter();
    if low < high {
        painter.hline(low..=high, middle, Stroke::new(4.0, color));
        painter.circle_filled(pos2(low, middle), DOT, color);
        painter.circle_filled(pos2(high, middle), DOT, color);
    } else if has_bar {
        let bar = Rect::from_x_y_ranges(plot.left()..=high, middle - 9.0..=middle + 9.0);
        painter.rect_filled(bar, 0.0, color);
    } else {
        let guide = Stroke::new(1.0, stage.palette.hairline);
        painter.hline(plot.left()..=high, middle, guide);
        painter.circle_filled(pos2(high, middle), DOT, color);
    }
}
