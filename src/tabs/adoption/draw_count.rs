//! Paints counts: for each unit its rows and an axis of its own.

use egui::{Align2, Color32, Pos2, Rect, Stroke, pos2, vec2};

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
    // Words for what has no place on the axis may be long: they stand at its beginning.
    let labels = groups.iter().flat_map(|group| &group.rows).filter(|line| line.ends.is_some());
    let labels = labels.map(|line| stage.width(&line.text, Role::Strong)).fold(0.0, f32::max);
    let room = labels.min(stage.rect.width() * 0.25) + 2.5 * GRID;
    stage.scrolled(stage.rect, total, |stage| {
        let end = if is_cut { stage.rect.bottom() - MORE } else { f32::INFINITY };
        let (mut y, mut shown) = (stage.rect.top(), 0);
        for group in groups {
            let fit = ((end - y - FOOT) / height).floor().max(0.0) as usize;
            let rows = group.rows.len().min(fit);
            if rows == 0 {
                break;
            }
            y = unit(figure, (group, rows), (y, height, room), stage);
            shown += rows;
        }
        more(all - shown.min(all), "more count", y, stage);
    });
}

fn unit(
    figure: &Figure<Chart>,
    (group, shown): (&Unitful, usize),
    (top, height, room): (f32, f32, f32),
    stage: &mut Stage<'_>,
) -> f32 {
    let rect = stage.rect;
    let palette = stage.palette;
    let lines = group.rows.get(..shown).unwrap_or_default();
    let left = left_of_plot(rect);
    let plot = Rect::from_min_max(
        pos2(left, top),
        pos2((rect.right() - room).max(left + GRID), top + height * shown as f32),
    );
    let row = |index: usize| {
        let at = pos2(rect.left(), top + height * index as f32);
        Rect::from_min_size(at, vec2(rect.width(), height))
    };
    let texts: Vec<Rect> = lines
        .iter()
        .enumerate()
        .map(|(index, line)| {
            let size = stage.measure(&line.text, Role::Strong, f32::INFINITY);
            Align2::LEFT_CENTER.anchor_size(text_at(line, group, row(index), plot), size)
        })
        .collect();
    axis::horizontal(stage, (plot, &texts), &group.scale, &group.ticks);
    let at = pos2(rect.left(), plot.bottom() + 3.0);
    let width = left - rect.left() - 4.0 * GRID;
    stage.line(at, width, &group.caption, (Role::Caption, palette.faint));
    for (index, line) in lines.iter().enumerate() {
        self::line(figure, (line, group), (row(index), plot), stage);
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
    let text_at = text_at(line, group, row, plot);
    let at = pos2(row.left(), middle - 16.0);
    stage.line(at, width, &line.name, (Role::Strong, palette.ink));
    let at = pos2(row.left(), middle + 1.0);
    stage.line(at, width, &line.below, (Role::Caption, palette.muted));
    let Some((low, high)) = line.ends else {
        if !line.is_known {
            let at = pos2(plot.left() + DOT, middle);
            stage.painter().circle_filled(at, DOT, palette.canvas);
            dash::circle(stage.painter(), at, DOT, 1.2, palette.comparator);
        }
        stage.text(text_at, Align2::LEFT_CENTER, &line.text, (Role::Label, palette.muted));
        return;
    };
    let x = |value: f64| x(value, group, plot);
    let color = if line.is_subject { palette.accent } else { palette.comparator };
    shape((x(low), x(high), middle), (plot, line.has_bar), color, stage);
    let room = row.right() - text_at.x;
    stage.line(text_at - vec2(0.0, 8.0), room, &line.text, (Role::Strong, palette.ink));
}

fn x(value: f64, group: &Unitful, plot: Rect) -> f32 {
    plot.left() + plot.width() * group.scale.share(value) as f32
}

/// Where the value stands: right of its mark, or of the hollow dot at the beginning of the axis.
fn text_at(line: &Line, group: &Unitful, row: Rect, plot: Rect) -> Pos2 {
    let end = line.ends.map_or_else(|| plot.left() + DOT, |(_, high)| x(high, group, plot));
    pos2(end + DOT + 6.0, row.center().y)
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
