//! Paints benchmark scores as stems with a dot, each benchmark on an axis of its own.

use egui::{Align2, Pos2, Rect, Stroke, pos2, vec2};

use super::chart::Chart;
use super::chart_native;
use super::chart_scores::{Group, Line};
use super::draw::{left_of_plot, more};
use super::draw_plan::Plan;
use crate::model::Figure;
use crate::paint::{Room, Stage, axis, dash};
use crate::style::{GRID, Role};

/// Largest dot.
const DOT: f32 = 7.0;

/// Paints as many groups and rows as the plan has.
pub fn groups(
    figure: &Figure<Chart>,
    groups: &[Group],
    (top, plan): (f32, &Plan),
    stage: &mut Stage<'_>,
) {
    let (mut y, mut left) = (top, plan.scores);
    for group in groups {
        let shown = left.min(group.rows.len());
        if shown == 0 {
            break;
        }
        left -= shown;
        y = self::group(figure, (group, shown), (y, plan), stage);
    }
    let all: usize = groups.iter().map(|group| group.rows.len()).sum();
    let noun = if plan.scores == 0 { "benchmark score" } else { "more benchmark score" };
    more(all.saturating_sub(plan.scores), noun, y, stage);
}

fn group(
    figure: &Figure<Chart>,
    (group, shown): (&Group, usize),
    (top, plan): (f32, &Plan),
    stage: &mut Stage<'_>,
) -> f32 {
    let rect = stage.rect;
    // Without a sentence the caption stands where it would, just over the rows.
    let down = if group.sentence.is_empty() { plan.head() - 24.0 } else { 0.0 };
    head(figure, group, top + down, stage);
    let rows = Rect::from_min_size(
        pos2(rect.left(), top + plan.head()),
        vec2(rect.width(), plan.score() * shown as f32),
    );
    let lines = group.rows.get(..shown).unwrap_or_default();
    let labels = lines.iter().map(|line| stage.width(&line.text, Role::Strong));
    let room = labels.fold(0.0, f32::max) + 2.0 * GRID;
    let plot = Rect::from_min_max(
        pos2(left_of_plot(rect), rows.top()),
        pos2((rect.right() - room).max(left_of_plot(rect) + GRID), rows.bottom()),
    );
    let row = |index: usize| {
        let at = pos2(rect.left(), rows.top() + plan.score() * index as f32);
        Rect::from_min_size(at, vec2(rect.width(), plan.score()))
    };
    let texts: Vec<Rect> = lines
        .iter()
        .enumerate()
        .map(|(index, line)| {
            let size = stage.measure(&line.text, Role::Strong, f32::INFINITY);
            Align2::LEFT_CENTER.anchor_size(text_at(line, group, row(index), plot), size)
        })
        .collect();
    stage.native(&chart_native::scores_key(group), Room::of(plot), |stage| {
        axis::horizontal(stage, (plot, &texts), &group.scale, &group.ticks);
    });
    for (index, line) in lines.iter().enumerate() {
        let row = row(index);
        self::line(figure, (line, group), (row, plot), stage);
    }
    rows.bottom() + Plan::axis()
}

/// The finding, and what is measured.
fn head(figure: &Figure<Chart>, group: &Group, top: f32, stage: &mut Stage<'_>) {
    let (rect, palette) = (stage.rect, stage.palette);
    let at = pos2(rect.left(), top);
    let width = stage.width(&group.sentence, Role::Heading).max(120.0).min(rect.width());
    if let Some(mark) = group.lead.as_deref().and_then(|key| figure.mark(key)) {
        stage.mark(mark, Rect::from_min_size(at, vec2(width, 19.0)));
    }
    let end = stage.line(at, rect.width(), &group.sentence, (Role::Heading, palette.ink));
    let at = if group.sentence.is_empty() { at } else { pos2(at.x, end.bottom()) };
    stage.line(at, rect.width(), &group.caption, (Role::Caption, palette.muted));
}

fn line(
    figure: &Figure<Chart>,
    (line, group): (&Line, &Group),
    (row, plot): (Rect, Rect),
    stage: &mut Stage<'_>,
) {
    let is_selected =
        figure.mark(&line.key).is_some_and(|mark| stage.mark(mark, row.shrink2(vec2(0.0, 1.0))));
    let palette = stage.palette;
    let middle = row.center().y;
    let width = plot.left() - row.left() - 2.0 * GRID;
    let at = pos2(row.left(), middle - 8.0);
    stage.line(at, width, &line.name, (Role::Strong, palette.ink));
    let dot = dot(row);
    let text_at = text_at(line, group, row, plot);
    let Some(value) = line.value else {
        // A hollow dashed dot at the beginning of the axis: no score, which is not a score of zero.
        let at = pos2(plot.left() + dot, middle);
        let behind = if is_selected { palette.wash } else { palette.canvas };
        stage.painter().circle_filled(at, dot, behind);
        dash::circle(stage.painter(), at, dot, 1.2, palette.comparator);
        stage.text(text_at, Align2::LEFT_CENTER, &line.text, (Role::Label, palette.muted));
        return;
    };
    let color = if line.is_first { palette.accent } else { palette.comparator };
    let (from, to) = (x(0.0_f64.max(group.scale.from), group, plot), x(value, group, plot));
    let track = Rect::from_x_y_ranges(plot.x_range(), middle - dot..=middle + dot);
    let whole = Rect::from_x_y_ranges(plot.left()..=row.right(), row.y_range());
    stage.native(&line.key, Room { whole, track }, |stage| {
        stage.painter().hline(from.min(to)..=from.max(to), middle, Stroke::new(3.0, color));
        range(line, group, (row, plot), stage);
        stage.painter().circle_filled(pos2(to, middle), dot, color);
        stage.text(text_at, Align2::LEFT_CENTER, &line.text, (Role::Strong, palette.ink));
    });
}

/// From the lowest to the highest value stated for the model, with a tick for each.
fn range(line: &Line, group: &Group, (row, plot): (Rect, Rect), stage: &Stage<'_>) {
    let (Some(low), Some(high)) = (line.stated.first(), line.stated.last()) else { return };
    let (middle, half) = (row.center().y, dot(row) + 1.0);
    let stroke = Stroke::new(1.2, stage.palette.ink);
    stage.painter().hline(x(*low, group, plot)..=x(*high, group, plot), middle, stroke);
    for value in &line.stated {
        stage.painter().vline(x(*value, group, plot), middle - half..=middle + half, stroke);
    }
}

fn x(value: f64, group: &Group, plot: Rect) -> f32 {
    plot.left() + plot.width() * group.scale.share(value) as f32
}

fn dot(row: Rect) -> f32 {
    DOT.min(row.height() * 0.27)
}

/// Where the value stands: right of its dot, or of the hollow one at the beginning of the axis.
fn text_at(line: &Line, group: &Group, row: Rect, plot: Rect) -> Pos2 {
    let dot = dot(row);
    // Right of the whole range, where statements differ.
    let furthest = line.stated.last().copied().or(line.value);
    let end = furthest.map_or_else(|| plot.left() + dot, |value| x(value, group, plot));
    pos2(end + dot + 6.0, row.center().y)
}
