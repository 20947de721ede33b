//! Paints one measure over time: lines that zoom and pan, dots, dates and names by us.

use egui::{Align2, Color32, Pos2, Rect, Stroke, pos2, vec2};
use egui_plot::{GridMark, Line, Plot, PlotPoint, PlotTransform};

use super::chart::{Chart, Ink};
use super::chart_crowd::Extent;
use super::chart_native;
use super::chart_time::{Course, Point, Series, value_text};
use super::draw::ink;
use super::draw_crowd;
use crate::model::calendar::ticks_between;
use crate::model::{Figure, Scale};
use crate::paint::{Room, Stage, pan};
use crate::style::{GRID, Role};

/// Least room for the numbers left of the plot, and room for the dates below it, in points.
const LEFT: f32 = 44.0;
const BELOW: f32 = 22.0;
/// Widest name of a family right of the plot.
const NAME: f32 = 190.0;
/// Distance between two names.
const NAME_STEP: f32 = 18.0;
const DOT: f32 = 4.5;
/// Half the width of the tick for one of several statements.
const TICK: f32 = 7.0;
/// Ticks of the upright axis at the most.
const TICKS: usize = 6;

/// Paints the course.
pub fn course(figure: &Figure<Chart>, course: &Course, stage: &mut Stage<'_>) {
    let rect = stage.rect;
    let names = course.series.iter().map(|series| stage.width(&end_name(series), Role::Strong));
    let right = names.fold(0.0, f32::max).min(NAME).min(rect.width() * 0.25) + 2.0 * GRID;
    let numbers = Scale::linear(course.values.0, course.values.1).ticks(TICKS).into_iter();
    let numbers = numbers.map(|tick| stage.width(&value_text(tick, &course.unit), Role::Caption));
    let numbers = numbers.fold(0.0, f32::max) + GRID;
    let note = if course.aside.is_empty() { 0.0 } else { 20.0 };
    let plot = Rect::from_min_max(
        pos2(rect.left() + numbers.max(LEFT), rect.top() + GRID),
        pos2(rect.right() - right, rect.bottom() - BELOW - note),
    );
    if plot.width() < 40.0 || plot.height() < 40.0 {
        return stage.empty("There is no room here for a line over time.");
    }
    let whole = Rect::from_min_max(
        pos2(rect.left(), rect.top()),
        pos2(plot.right() + GRID, plot.bottom() + BELOW),
    );
    let room = Room { whole, track: plot };
    let transform = stage.native(chart_native::TIME, room, |stage| {
        let transform = lines(course, plot, stage);
        ticks(course, (plot, &transform), stage);
        transform
    });
    for series in &course.series {
        if let Some(crowd) = &series.crowd {
            let color = color(series, stage);
            draw_crowd::crowd(figure, crowd, (plot, &transform), color, stage);
        }
    }
    for series in &course.series {
        for point in series.runs.iter().flatten() {
            dot(figure, (series, point), (room, &transform), stage);
        }
    }
    end_names(course, (plot, &transform), stage);
    if !course.aside.is_empty() {
        let at = pos2(rect.left(), rect.bottom() - 16.0);
        let room = Rect::from_min_size(at, vec2(rect.width(), 16.0));
        for mark in course.aside_keys.iter().filter_map(|key| figure.mark(key)) {
            stage.mark(mark, room);
        }
        stage.line(at, rect.width(), &course.aside, (Role::Caption, stage.palette.muted));
    }
}

fn color(series: &Series, stage: &Stage<'_>) -> Color32 {
    ink(Ink::Family(series.place), stage.palette).0
}

/// The lines and the grid; in a window they zoom and pan.
fn lines(course: &Course, plot: Rect, stage: &mut Stage<'_>) -> PlotTransform {
    let palette = stage.palette;
    let mut lines = Vec::new();
    for series in &course.series {
        for (index, run) in series.runs.iter().enumerate() {
            // Where statements differ the line parts: one through the lowest, one through the
            // highest values, and none between them, which nobody states.
            let ends: [fn(&Point) -> f64; 2] = [|point| point.low, |point| point.high];
            let is_parted = run.iter().any(|point| !point.stated.is_empty());
            for (end, value) in ends.iter().enumerate().take(if is_parted { 2 } else { 1 }) {
                let points: Vec<[f64; 2]> =
                    run.iter().map(|point| [point.day, value(point)]).collect();
                let name = format!("{} {index} {end}", series.family);
                let line = Line::new(series.family.clone(), points).id(name).allow_hover(false);
                let width = if is_parted { 1.5 } else { 2.5 };
                lines.push(line.stroke(Stroke::new(width, color(series, stage))));
            }
        }
    }
    let full = |mark: f64| GridMark { value: mark, step_size: f64::MAX };
    let chart = Plot::new("adoption over time")
        .show_axes(false)
        .show_background(false)
        .grid_color(palette.hairline)
        .grid_fade(0.0)
        .x_grid_spacer(move |input| {
            let ticks = ticks_between(input.bounds, plot.width()).into_iter();
            ticks.map(|tick| full(tick.day as f64)).collect()
        })
        .y_grid_spacer(move |input| {
            let (from, to) = input.bounds;
            Scale::linear(from, to).ticks(TICKS).into_iter().map(full).collect()
        })
        // The marks say what is under the pointer; the crosshair alone stands between them.
        .label_formatter(|_| None);
    pan::show(chart, (plot, &course.axes()), stage, |ui| {
        for line in lines {
            ui.line(line);
        }
    })
}

/// The numbers left of the plot and the dates below it.
fn ticks(course: &Course, (plot, transform): (Rect, &PlotTransform), stage: &Stage<'_>) {
    let bounds = transform.bounds();
    let style = (Role::Caption, stage.palette.faint);
    for tick in Scale::linear(bounds.min()[1], bounds.max()[1]).ticks(TICKS) {
        let y = transform.position_from_point(&PlotPoint::new(0.0, tick)).y;
        let text = value_text(tick, &course.unit);
        stage.text(pos2(plot.left() - 6.0, y), Align2::RIGHT_CENTER, &text, style);
    }
    let mut free_from = f32::NEG_INFINITY;
    for tick in ticks_between((bounds.min()[0], bounds.max()[0]), plot.width()) {
        let (day, text) = (tick.day as f64, &tick.short);
        let x = transform.position_from_point(&PlotPoint::new(day, 0.0)).x;
        let width = stage.width(text, Role::Caption);
        // The corners belong to the lowest number and to the names of the families.
        let left = (x - width / 2.0).min(plot.right() - width).max(plot.left());
        if left < free_from || x < plot.left() || x > plot.right() {
            continue;
        }
        stage.text(pos2(left, plot.bottom() + 4.0), Align2::LEFT_TOP, text, style);
        free_from = left + width + GRID;
    }
}

/// A stated value: a dot, and a level line over the days that its date allows. Where statements
/// differ, a line from the lowest to the highest, with a tick for each.
fn dot(
    figure: &Figure<Chart>,
    (series, point): (&Series, &Point),
    (room, transform): (Room, &PlotTransform),
    stage: &mut Stage<'_>,
) {
    let plot = room.track;
    let at = |day: f64, value| transform.position_from_point(&PlotPoint::new(day, value));
    let (low, high): (Pos2, Pos2) = (at(point.day, point.low), at(point.day, point.high));
    let all = Rect::from_two_pos(low, high);
    if !plot.expand(1.0).intersects(all) {
        return;
    }
    let seen = all.intersect(plot.expand(1.0));
    if let Some(mark) = figure.mark(&point.key) {
        stage.mark(mark, seen.expand(8.0));
    }
    let color = color(series, stage);
    let days = (at(point.span.0, point.low).x, at(point.span.1, point.low).x);
    let (from, to) = (days.0.max(plot.left()), days.1.min(plot.right()));
    if to - from > 2.0 * DOT {
        // What a range spans is much, and lies under other lines.
        let fade = if point.stated.is_empty() { 0.35 } else { 0.15 };
        let band = Rect::from_x_y_ranges(from..=to, seen.y_range()).expand2(vec2(0.0, 2.5));
        stage.painter().rect_filled(band, 0.0, color.gamma_multiply(fade));
    }
    if point.stated.is_empty() {
        stage.native(chart_native::TIME, room, |stage| {
            stage.painter().circle_filled(low, DOT, color);
        });
    } else {
        ticks_of(point, (plot, seen), color, &|value| at(point.day, value).y, stage);
    }
}

/// From the lowest to the highest value stated for a date, with a tick for each.
fn ticks_of(
    point: &Point,
    (plot, seen): (Rect, Rect),
    color: Color32,
    y_of: &dyn Fn(f64) -> f32,
    stage: &Stage<'_>,
) {
    let x = seen.center().x;
    let line = Stroke::new(2.5, color);
    stage.painter().vline(x, seen.y_range(), line);
    for y in point.stated.iter().map(|value| y_of(*value)) {
        if plot.expand(1.0).y_range().contains(y) {
            stage.painter().hline(x - TICK..=x + TICK, y, line);
        }
    }
}

/// The family and its last value.
fn end_name(series: &Series) -> String {
    let last = series.ends().map(|(_, last)| last);
    last.map_or_else(String::new, |point| format!("{} {}", series.family, point.text))
}

/// Where the line of a family ends in sight, and its name there: with its last value where that is in
/// sight. `None` where nothing of it is.
fn end_in_sight(
    series: &Series,
    (plot, transform): (Rect, &PlotTransform),
) -> Option<(f32, String)> {
    let at = |day, value| transform.position_from_point(&PlotPoint::new(day, value));
    let place = |point: &Point| at(point.day, f64::midpoint(point.low, point.high));
    let room = plot.expand(1.0);
    let (_, last) = series.ends()?;
    if room.contains(place(last)) {
        return Some((place(last).y, end_name(series)));
    }
    let middle = |extent: &Extent| at(extent.day, f64::midpoint(extent.low, extent.high));
    let crowd = series.crowd.iter().flat_map(|crowd| &crowd.runs);
    let crowd = crowd.map(|run| run.iter().map(middle).collect());
    // Between two runs there is no line.
    let runs: Vec<Vec<Pos2>> =
        series.runs.iter().map(|run| run.iter().map(place).collect()).chain(crowd).collect();
    let leaves = runs.iter().flat_map(|run| run.windows(2)).find_map(|pair| match pair {
        [from, to] if from.x <= plot.right() && to.x > plot.right() => {
            let part = (plot.right() - from.x) / (to.x - from.x);
            Some(from.y + part * (to.y - from.y)).filter(|y| room.y_range().contains(*y))
        }
        _ => None,
    });
    let inside = || runs.iter().flatten().rfind(|place| room.contains(**place));
    Some((leaves.or_else(|| Some(inside()?.y))?, series.family.clone()))
}

/// The names beside the ends of the lines, moved apart where they would touch; the lowest give
/// way where there are more than the plot is high.
fn end_names(course: &Course, (plot, transform): (Rect, &PlotTransform), stage: &Stage<'_>) {
    let mut names: Vec<(f32, String, &Series)> = course
        .series
        .iter()
        .filter_map(|series| {
            let (y, name) = end_in_sight(series, (plot, transform))?;
            Some((y, name, series))
        })
        .collect();
    names.sort_by(|a, b| a.0.total_cmp(&b.0));
    let room = (plot.height() / NAME_STEP).floor().max(1.0) as usize;
    let left_out = if names.len() > room { names.len() + 1 - room } else { 0 };
    names.truncate(names.len() - left_out);
    // Above the dates, whose last may reach out to here.
    let mut end = plot.bottom() - 6.0 - if left_out > 0 { NAME_STEP } else { 0.0 };
    let mut free_from = f32::NEG_INFINITY;
    for (y, ..) in &mut names {
        *y = y.max(free_from);
        free_from = *y + NAME_STEP;
    }
    for (y, ..) in names.iter_mut().rev() {
        *y = y.min(end);
        end = *y - NAME_STEP;
    }
    let left = plot.right() + 14.0;
    for (y, name, series) in names {
        stage.painter().circle_filled(pos2(plot.right() + 6.0, y), 3.5, color(series, stage));
        let style = (Role::Strong, stage.palette.ink);
        stage.line(pos2(left, y - 8.0), stage.rect.right() - left, &name, style);
    }
    if left_out > 0 {
        let at = pos2(left, plot.bottom() - 14.0);
        let style = (Role::Caption, stage.palette.muted);
        stage.line(at, stage.rect.right() - left, &format!("and {left_out} more"), style);
    }
}
