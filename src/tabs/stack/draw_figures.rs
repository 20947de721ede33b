//! Paints every other measure as a list of labelled figures.

use egui::{Pos2, Rect, pos2, vec2};

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
const LINES: usize = 3;
/// Most air that a row may get more, in points.
const AIR: f32 = 7.0;
/// From this width on the list stands in two columns, and what is between them.
const TWO: f32 = 480.0;
const GUTTER: f32 = 32.0;
/// Share of the width that the values take at the most.
const VALUES: f32 = 0.45;

/// One row of the list.
enum Row<'a> {
    Head(&'a str),
    Item(&'a Item),
    Other(&'a Other),
}

/// The list, in two columns where it is wide.
pub struct Lists<'a> {
    columns: Vec<List<'a>>,
    left_out: usize,
    pub height: f32,
}

impl<'a> Lists<'a> {
    /// What of the figures is shown in this room.
    pub fn of(groups: &'a [Group], (width, room): (f32, f32), stage: &Stage<'_>) -> Self {
        let list = |groups, room| List::of(groups, (width / 2.0 - GUTTER / 2.0, room), stage);
        let columns = if width < TWO || groups.len() < 2 {
            vec![List::of(groups, (width, room), stage)]
        } else {
            // Cut where the higher of the two is lowest.
            let cuts = 1..groups.len();
            let higher = |cut: &usize| {
                let (first, second) = groups.split_at(*cut);
                list(first, f32::INFINITY).height.max(list(second, f32::INFINITY).height)
            };
            let cut = cuts.min_by(|a, b| higher(a).total_cmp(&higher(b))).unwrap_or(1);
            let (first, second) = groups.split_at(cut);
            vec![list(first, room), list(second, room)]
        };
        let left_out = columns.iter().map(|list| list.left_out).sum();
        let height = columns.iter().map(|list| list.height).fold(0.0, f32::max);
        Self { columns, left_out, height }
    }
}

/// The rows that are shown, with their heights.
struct List<'a> {
    rows: Vec<(Row<'a>, f32)>,
    /// Width of the values.
    value: f32,
    left_out: usize,
    height: f32,
}

impl<'a> List<'a> {
    /// What of the figures is shown in this room.
    fn of(groups: &'a [Group], (width, room): (f32, f32), stage: &Stage<'_>) -> Self {
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
        Self { rows, value, left_out, height }
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
pub fn figures(
    figure: &Figure<Chart>,
    lists: &Lists<'_>,
    (corner, width): (Pos2, f32),
    stage: &mut Stage<'_>,
) {
    let (mut bottom, mut shows_any) = (corner.y, false);
    let is_alone = lists.columns.len() == 1;
    let column = if is_alone { width } else { width / 2.0 - GUTTER / 2.0 };
    for (index, list) in lists.columns.iter().enumerate() {
        let left = corner.x + (column + GUTTER) * index as f32;
        let room = Rect::from_min_size(pos2(left, corner.y), vec2(column, list.height));
        bottom = rows_of(figure, list, room, stage).max(bottom);
        shows_any |= !list.rows.is_empty();
    }
    let noun = if shows_any { "more figure" } else { "figure" };
    more(lists.left_out, noun, pos2(corner.x, bottom + 3.0), stage);
}

/// Paints the rows of one column; returns where they end.
fn rows_of(figure: &Figure<Chart>, list: &List<'_>, room: Rect, stage: &mut Stage<'_>) -> f32 {
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
    top
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
