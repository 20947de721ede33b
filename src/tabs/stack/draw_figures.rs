//! Paints every other measure as a list of labelled figures.

use egui::{Rect, pos2, vec2};

use super::chart::Chart;
use super::chart_figures::{Group, Item};
use super::chart_told::Other;
use super::draw::{MORE, SIGN, fitting, more};
use crate::model::Figure;
use crate::paint::Stage;
use crate::style::{GRID, Role};

/// Height of a head, the air over it, a figure, a further statement.
const HEAD: f32 = 20.0;
const OVER: f32 = 8.0;
const ITEM: f32 = 20.0;
const OTHER: f32 = 17.0;
/// Lines that a caption may take.
const LINES: usize = 2;
/// Most air that a row may get more, in points.
const AIR: f32 = 7.0;
/// Share of the width that the values take at the most.
const VALUES: f32 = 0.45;

/// One row of the list.
enum Row<'a> {
    Head(&'a str),
    Item(&'a Item),
    Other(&'a Other),
}

/// The rows that are shown, with their heights.
pub struct List<'a> {
    rows: Vec<(Row<'a>, f32)>,
    /// Width of the values.
    value: f32,
    left_out: usize,
    shows_any: bool,
    pub height: f32,
}

impl<'a> List<'a> {
    /// What of the figures is shown in this room.
    pub fn of(groups: &'a [Group], (width, room): (f32, f32), stage: &Stage<'_>) -> Self {
        let items = groups.iter().flat_map(|group| &group.items);
        let widest = items.map(|item| stage.width(&item.value, Role::Strong)).fold(0.0, f32::max);
        let value = widest.min(width * VALUES).ceil();
        let mut rows = rows(groups, width - value - 1.5 * GRID - SIGN, stage);
        let heights: Vec<f32> = rows.iter().map(|(_, height)| *height).collect();
        let shown = fitting(&heights, room, stage);
        let left_out =
            rows.iter().skip(shown).filter(|(row, _)| matches!(row, Row::Item(_))).count();
        rows.truncate(shown);
        // A head over nothing says nothing.
        if matches!(rows.last(), Some((Row::Head(_), _))) {
            rows.pop();
        }
        let more = if left_out > 0 { MORE } else { 0.0 };
        let least: f32 = rows.iter().map(|(_, height)| height).sum();
        let air = ((room - least - more) / rows.len().max(1) as f32).clamp(0.0, AIR);
        let air = if room.is_finite() { air } else { 0.0 };
        for (_, height) in &mut rows {
            *height += air;
        }
        let height = least + air * rows.len() as f32 + more;
        let shows_any = !rows.is_empty();
        Self { rows, value, left_out, shows_any, height }
    }
}

fn rows<'a>(groups: &'a [Group], width: f32, stage: &Stage<'_>) -> Vec<(Row<'a>, f32)> {
    let mut rows = Vec::new();
    for (index, group) in groups.iter().enumerate() {
        let over = if index > 0 { OVER } else { 0.0 };
        rows.push((Row::Head(&group.head), HEAD + over));
        for item in &group.items {
            let size = stage.measure(&item.caption, Role::Body, width);
            let line = stage.measure("X", Role::Body, f32::INFINITY).y;
            rows.push((Row::Item(item), size.y.min(line * LINES as f32).max(ITEM - 3.0) + 3.0));
            rows.extend(item.others.iter().map(|other| (Row::Other(other), OTHER)));
        }
    }
    rows
}

/// Paints the list.
pub fn figures(figure: &Figure<Chart>, list: &List<'_>, room: Rect, stage: &mut Stage<'_>) {
    let palette = stage.palette;
    let mut top = room.top();
    for (row, height) in &list.rows {
        let line = Rect::from_min_size(pos2(room.left(), top), vec2(room.width(), *height));
        match row {
            Row::Head(words) => {
                let at = pos2(line.left(), line.bottom() - HEAD + 2.0);
                stage.line(at, line.width(), words, (Role::Head, palette.muted));
            }
            Row::Item(item) => self::item(figure, item, (line, list.value), stage),
            Row::Other(other) => {
                let left = line.left() + list.value + 1.5 * GRID;
                let line = line.with_min_x(left.min(line.right()));
                if let Some(mark) = figure.mark(&other.key) {
                    stage.mark(mark, line);
                }
                let width = line.width() - SIGN;
                stage.line(line.min, width, &other.words, (Role::Caption, palette.muted));
            }
        }
        top += height;
    }
    let noun = if list.shows_any { "more figure" } else { "figure" };
    more(list.left_out, noun, pos2(room.left(), top + 3.0), stage);
}

fn item(figure: &Figure<Chart>, item: &Item, (line, value): (Rect, f32), stage: &mut Stage<'_>) {
    let palette = stage.palette;
    if let Some(mark) = figure.mark(&item.key) {
        stage.mark(mark, line.shrink2(vec2(0.0, 1.0)));
    }
    let (role, ink) =
        if item.is_known { (Role::Strong, palette.ink) } else { (Role::Label, palette.muted) };
    stage.line(line.min + vec2(0.0, 1.0), value, &item.value, (role, ink));
    let at = pos2(line.left() + value + 1.5 * GRID, line.top() + 1.0);
    let width = line.right() - at.x - SIGN;
    stage.block(at, (width, LINES), &item.caption, (Role::Body, palette.ink));
}
