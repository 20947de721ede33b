//! Paints the lanes of the timeline under its axis.

use egui::{Align2, Rect, Stroke, pos2, vec2};

use super::chart::Chart;
use super::chart_timeline::{Column, Content, Dated, Timeline};
use super::draw_plan::{BESIDE, HEAD, Plan};
use super::draw_shape::{self, Fill, around};
use crate::model::Figure;
use crate::model::calendar::ticks;
use crate::model::number::grouped;
use crate::paint::labels::{Placed, Side};
use crate::paint::{Stage, dash};
use crate::style::{GRID, Role};

/// The axis over the lanes: a label at the start of each unit, never cut.
pub fn head(timeline: &Timeline, plan: &Plan, stage: &Stage<'_>) {
    let Some(span) = timeline.span else { return };
    let axis = plan.axis;
    let ticks = ticks(span, axis.right - axis.left);
    let ends = ticks.iter().skip(1).map(|tick| axis.x(tick.day)).chain([f32::INFINITY]);
    let places: Vec<(f32, f32)> = ticks.iter().map(|tick| axis.x(tick.day)).zip(ends).collect();
    let room = |(x, end): (f32, f32)| end.min(axis.edge + GRID) - x - 1.5 * GRID;
    let fits = |text: &str, place| stage.width(text, Role::Head) <= room(place);
    let last = ticks.len().saturating_sub(1);
    let all_long =
        ticks.iter().zip(&places).take(last.max(1)).all(|(tick, p)| fits(&tick.long, *p));
    for (index, (tick, place)) in ticks.iter().zip(&places).enumerate() {
        let is_long = (all_long || index == 0) && fits(&tick.long, *place);
        let text = if is_long { &tick.long } else { &tick.short };
        if fits(text, *place) {
            let at = pos2(place.0 + 6.0, stage.rect.top() + HEAD / 2.0);
            stage.text(at, Align2::LEFT_CENTER, text, (Role::Head, stage.palette.muted));
        }
        let line = Stroke::new(1.0, stage.palette.hairline);
        stage.painter().vline(place.0, stage.rect.top() + 4.0..=stage.rect.top() + HEAD, line);
    }
}

/// Paints the lanes from the top of the stage.
pub fn lanes(figure: &Figure<Chart>, timeline: &Timeline, plan: &Plan, stage: &mut Stage<'_>) {
    let Some(span) = timeline.span else { return };
    let rect = stage.rect;
    let line = Stroke::new(1.0, stage.palette.hairline);
    let grid: Vec<f32> = ticks(span, plan.axis.right - plan.axis.left)
        .iter()
        .map(|tick| plan.axis.x(tick.day))
        // A line at the edge would stand alone in the margin.
        .filter(|x| *x < plan.axis.edge - 1.0)
        .collect();
    let mut top = rect.top();
    for (lane, place) in timeline.lanes.iter().zip(&plan.lanes).filter(|(_, plan)| plan.rows > 0) {
        let inner = Rect::from_min_size(pos2(rect.left(), top), vec2(plan.names, place.height));
        name(&lane.name, (inner, plan), stage);
        for x in &grid {
            for (from, to) in place.free_at(*x, plan) {
                stage.painter().vline(*x, top + from..=top + to, line);
            }
        }
        match &lane.content {
            Content::Events(events) => {
                // Where signs share a row without labels, points stand before bands.
                let is_behind = |event: &Dated, spot: &Option<Placed>| {
                    spot.is_none() && event.days.0 != event.days.1
                };
                let pairs = || events.iter().zip(&place.places);
                let behind = pairs().filter(|(event, spot)| is_behind(event, spot));
                let before = pairs().filter(|(event, spot)| !is_behind(event, spot));
                for (event, spot) in behind.chain(before) {
                    let row = spot.map_or(place.rows - 1, |placed| placed.row);
                    let middle = top + plan.pad() + plan.row * (row as f32 + 0.5);
                    self::event(figure, event, (plan, *spot, middle), stage);
                }
            }
            Content::Columns(columns) => {
                let shared = timeline.columns.as_ref().map_or(1, |columns| columns.tallest);
                let own = columns.iter().map(|column| column.count).max().unwrap_or(1);
                let tallest = if lane.is_rest { own } else { shared };
                let room = Rect::from_x_y_ranges(rect.x_range(), top + 2.0..=top + place.height);
                self::columns(figure, columns, (plan, room, tallest), stage);
            }
        }
        top += place.height;
        stage.hairline(top);
    }
}

/// The name of a lane, level with its first row.
fn name(text: &str, (room, plan): (Rect, &Plan), stage: &Stage<'_>) {
    let first = if plan.is_tight { (plan.row - 17.0) / 2.0 } else { plan.row / 2.0 - 16.5 };
    let top = room.top() + plan.pad() + first.max(0.0);
    let rows = ((room.bottom() - top) / 17.0).floor().clamp(1.0, 3.0) as usize;
    let at = pos2(room.left(), top);
    stage.block(at, (room.width() + 4.0, rows), text, (Role::Strong, stage.palette.ink));
}

fn event(
    figure: &Figure<Chart>,
    event: &Dated,
    (plan, placed, middle): (&Plan, Option<Placed>, f32),
    stage: &mut Stage<'_>,
) {
    let (start, end) = plan.mark(event);
    let is_inside = placed.is_some_and(|placed| placed.spot.side == Side::Inside);
    let half = if is_inside { (plan.row / 2.0 - 0.5).min(11.0) } else { plan.half() };
    let mut sign = Rect::from_x_y_ranges(start..=end, middle - half..=middle + half);
    let is_point = event.days.0 == event.days.1;
    if is_point {
        sign = around(sign.center(), half - 1.0);
    }
    let tall = (plan.row - 4.0) / 2.0;
    let room = placed.map_or(sign, |placed| {
        let (from, to) = (placed.spot.x, placed.spot.x + placed.spot.width);
        sign.union(Rect::from_x_y_ranges(from..=to, middle - tall..=middle + tall))
    });
    if let Some(mark) = figure.marks.get(event.mark) {
        stage.mark(mark, room);
    }
    let fill = match (event.is_anticipated, is_point && !event.is_approximate) {
        (true, _) => Fill::Dashed,
        (false, true) => Fill::Solid,
        (false, false) => Fill::Washed,
    };
    draw_shape::sign(stage.painter(), sign, (event.family, fill), stage.palette);
    if let Some(placed) = placed {
        label(event, (plan, placed, middle), stage);
    }
}

/// The event's name, and its caption under or beside it.
fn label(event: &Dated, (plan, placed, middle): (&Plan, Placed, f32), stage: &Stage<'_>) {
    let (spot, palette) = (placed.spot, stage.palette);
    let (strong, quiet) = ((Role::Strong, palette.ink), (Role::Caption, palette.muted));
    let title = stage.width(&event.title, Role::Strong);
    // A label at the left ends at its mark.
    let from = |width: f32| match spot.side {
        Side::Left => spot.x + (spot.width - width).max(0.0),
        Side::Right | Side::Inside => spot.x,
    };
    if !plan.is_tight && spot.side != Side::Inside {
        stage.line(pos2(from(title), middle - 16.5), spot.width + 1.0, &event.title, strong);
        let x = from(stage.width(&event.caption, Role::Caption));
        stage.line(pos2(x, middle + 0.5), spot.width + 1.0, &event.caption, quiet);
        return;
    }
    let whole = title + BESIDE + stage.width(&event.caption, Role::Caption);
    let (caption, whole) = if whole <= spot.width + 1.0 {
        (&event.caption, whole)
    } else {
        (&event.short, title + BESIDE + stage.width(&event.short, Role::Caption))
    };
    let end = stage.line(pos2(from(whole), middle - 8.5), spot.width + 1.0, &event.title, strong);
    let left = spot.x + spot.width + 1.0 - end.right() - BESIDE;
    if left >= 40.0 {
        stage.line(pos2(end.right() + BESIDE, middle - 7.0), left, caption, quiet);
    }
}

/// Events counted together; the tallest column of the lane carries its number.
fn columns(
    figure: &Figure<Chart>,
    columns: &[Column],
    (plan, room, tallest): (&Plan, Rect, usize),
    stage: &mut Stage<'_>,
) {
    let text = 15.0;
    let scale = (room.height() - text - 2.0).max(1.0) / tallest.max(1) as f32;
    let most = columns.iter().map(|column| column.count).max().unwrap_or(0);
    let mut is_named = false;
    for column in columns {
        let (from, to) = (plan.axis.x(column.days.0), plan.axis.x(column.days.1.saturating_add(1)));
        let (from, to) = (from.max(plan.axis.left), to.min(plan.axis.right));
        let width = (to - from - 1.0).max(1.5);
        if let Some(mark) = figure.marks.get(column.mark) {
            stage.mark(mark, Rect::from_x_y_ranges(from..=from + width, room.y_range()));
        }
        let mut bottom = room.bottom();
        for (family, is_anticipated, count) in &column.parts {
            let top = bottom - (*count as f32 * scale).max(1.0);
            let part = Rect::from_x_y_ranges(from..=from + width, top..=bottom);
            let color = draw_shape::color(*family, stage.palette);
            if *is_anticipated {
                let wash = stage.palette.canvas.lerp_to_gamma(color, 0.22);
                stage.painter().rect_filled(part, 0.0, wash);
                dash::rounded(stage.painter(), part.shrink(0.5), 0.0, 1.0, color);
            } else {
                stage.painter().rect_filled(part, 0.0, color);
            }
            bottom = top;
        }
        if column.count == most && !is_named {
            is_named = true;
            let words = grouped(most as f64);
            let half = stage.width(&words, Role::Caption) / 2.0;
            let x = f32::midpoint(from, to).max(plan.axis.left + half).min(plan.axis.edge - half);
            let at = pos2(x, bottom - 1.0);
            stage.text(at, Align2::CENTER_BOTTOM, &words, (Role::Caption, stage.palette.muted));
        }
    }
}
