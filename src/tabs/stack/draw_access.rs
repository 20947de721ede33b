//! Paints the lists of access and of hardware.

use egui::{Pos2, Rect, Stroke, pos2, vec2};

use super::chart::{Access, Chart};
use super::chart_access::{Entry, List};
use super::draw::{MORE, SIGN, fitting, more};
use crate::model::Figure;
use crate::paint::{Stage, dash};
use crate::style::Role;

/// Below this width the lists stand below each other.
const BESIDE: f32 = 620.0;
/// Between two lists.
const GUTTER: f32 = 40.0;
/// Height of a list's head.
const HEAD: f32 = 28.0;
/// Above and below the words of an entry, together, at the least and at the most.
const AIR: (f32, f32) = (16.0, 32.0);
/// Lines that a title and its detail may take.
const LINES: usize = 3;
/// The line at the left of an entry, and the room it takes.
const RULE: f32 = 3.0;
const INDENT: f32 = 14.0;

/// A list with the heights of its entries.
struct Plan<'a> {
    list: &'a List,
    heights: Vec<f32>,
    shown: usize,
    height: f32,
}

impl<'a> Plan<'a> {
    fn of(list: &'a List, (width, room): (f32, f32), stage: &Stage<'_>) -> Self {
        let mut heights: Vec<f32> =
            list.entries.iter().map(|entry| words_height(entry, width, stage) + AIR.0).collect();
        let shown = fitting(&heights, room - HEAD, stage);
        let spare = (room - HEAD - heights.iter().sum::<f32>()) / heights.len().max(1) as f32;
        let air = if spare.is_finite() { spare.clamp(0.0, AIR.1 - AIR.0) } else { 0.0 };
        heights.truncate(shown);
        for height in &mut heights {
            *height += air;
        }
        let rest = if shown < list.entries.len() || list.entries.is_empty() { MORE } else { 0.0 };
        let height = HEAD + heights.iter().sum::<f32>() + rest;
        Self { list, heights, shown, height }
    }
}

/// Paints both lists, beside or below each other.
pub fn access(figure: &Figure<Chart>, access: &Access, stage: &mut Stage<'_>) {
    let rect = stage.rect;
    let [first, second] = &access.lists;
    let is_beside = rect.width() >= BESIDE;
    // A scrolled list gives some of its width to the bar.
    let width = if is_beside { (rect.width() - GUTTER) / 2.0 - 6.0 } else { rect.width() - 12.0 };
    let (rooms, gap) = if is_beside {
        ([rect.height(); 2], 0.0)
    } else {
        let gap = GUTTER / 2.0;
        let wanted = Plan::of(first, (width, f32::INFINITY), stage).height;
        let least =
            Plan::of(second, (width, f32::INFINITY), stage).height.min(rect.height() * 0.45);
        let room = (rect.height() - gap - least).min(wanted);
        ([room, rect.height() - gap - room], gap)
    };
    let plans =
        [Plan::of(first, (width, rooms[0]), stage), Plan::of(second, (width, rooms[1]), stage)];
    let [upper, lower] = &plans;
    let height =
        if is_beside { upper.height.max(lower.height) } else { upper.height + gap + lower.height };
    stage.scrolled(rect, height, |stage| {
        let corner = stage.rect.min;
        list(figure, upper, (corner, width), stage);
        let next = if is_beside {
            corner + vec2(width + GUTTER, 0.0)
        } else {
            corner + vec2(0.0, upper.height + gap)
        };
        list(figure, lower, (next, width), stage);
    });
}

fn list(
    figure: &Figure<Chart>,
    plan: &Plan<'_>,
    (corner, width): (Pos2, f32),
    stage: &mut Stage<'_>,
) {
    let palette = stage.palette;
    let style = (Role::Key, palette.muted);
    stage.line(corner + vec2(0.0, 4.0), width, &plan.list.head.to_uppercase(), style);
    let mut top = corner.y + HEAD;
    if plan.list.entries.is_empty() {
        let at = pos2(corner.x, top);
        stage.line(at, width, plan.list.absent, (Role::Body, palette.muted));
    }
    for (entry, height) in plan.list.entries.iter().zip(&plan.heights) {
        let room = Rect::from_min_size(pos2(corner.x, top), vec2(width, *height));
        self::entry(figure, entry, room, stage);
        top = room.bottom();
    }
    let noun = plan.list.noun;
    let noun = if plan.shown == 0 { noun.trim_start_matches("more ") } else { noun };
    more(plan.list.entries.len() - plan.shown, noun, pos2(corner.x, top + 2.0), stage);
}

/// The texts of an entry: each with its role and the most lines it takes.
fn texts(entry: &Entry) -> [(&str, Role, usize); 3] {
    [
        (&entry.title, Role::Strong, LINES),
        (&entry.detail, Role::Body, LINES),
        (&entry.place, Role::Caption, 2),
    ]
}

fn text_height((text, role, lines): (&str, Role, usize), width: f32, stage: &Stage<'_>) -> f32 {
    let line = stage.measure("X", role, f32::INFINITY).y;
    stage.measure(text, role, width).y.min(line * lines as f32) + 2.0
}

fn words_height(entry: &Entry, width: f32, stage: &Stage<'_>) -> f32 {
    let width = width - INDENT - SIGN;
    texts(entry).into_iter().map(|text| text_height(text, width, stage)).sum()
}

fn entry(figure: &Figure<Chart>, entry: &Entry, room: Rect, stage: &mut Stage<'_>) {
    let palette = stage.palette;
    let inner = room.shrink2(vec2(0.0, 4.0));
    if let Some(mark) = figure.mark(&entry.key) {
        stage.mark(mark, inner);
    }
    let x = inner.left() + RULE / 2.0;
    if entry.is_anticipated {
        let ends = [pos2(x, inner.top()), pos2(x, inner.bottom())];
        dash::path(stage.painter(), &ends, RULE, palette.accent);
    } else {
        stage.painter().vline(x, inner.y_range(), Stroke::new(RULE, palette.accent));
    }
    let width = room.width() - INDENT - SIGN;
    let mut y = room.center().y - words_height(entry, room.width(), stage) / 2.0;
    for (text, ink) in texts(entry).into_iter().zip([palette.ink, palette.muted, palette.faint]) {
        let (words, role, lines) = text;
        stage.block(pos2(room.left() + INDENT, y), (width, lines), words, (role, ink));
        y += text_height(text, width, stage);
    }
}
