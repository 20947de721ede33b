//! Paints a company as a block whose height is the amount it raised.

use egui::{Color32, Rect, pos2, vec2};

use super::chart::{Amount, Block, Chart};
use super::draw_place::{HOLDS_LABEL, Shape};
use crate::model::Figure;
use crate::paint::{Stage, dash};
use crate::style::{GRID, Palette, Role};

/// Blocks at least this high hold amount, name and share, each on a line of its own.
const TALL: f32 = 84.0;
/// Blocks at least this high hold two lines.
const MEDIUM: f32 = 42.0;
/// From the edge of a block to its text.
const PAD: f32 = 14.0;

/// Paints a block with its label.
pub fn block(figure: &Figure<Chart>, block: &Block, shape: &Shape, stage: &mut Stage<'_>) {
    let palette = stage.palette;
    if let Some(mark) = figure.mark(&block.key) {
        stage.mark(mark, shape.slot);
    }
    let is_unknown = block.size == Amount::Unknown;
    if is_unknown {
        dash::rounded(stage.painter(), shape.bar, 0.0, 1.2, palette.comparator);
    } else {
        let fill = if block.is_rest { palette.comparator } else { palette.accent };
        stage.painter().rect_filled(shape.bar, 0.0, fill);
    }
    let ink = match (is_unknown, block.is_rest) {
        (true, _) => palette.ink,
        (false, true) => palette.on_comparator,
        (false, false) => palette.on_accent,
    };
    let high = shape.bar.height();
    if is_unknown || (HOLDS_LABEL..TALL).contains(&high) {
        lines(figure, block, (shape.bar, ink), stage);
    } else if high >= TALL {
        tall(figure, block, (shape.bar, ink), stage);
    } else {
        let above = shape.slot.with_max_y(shape.bar.top());
        let room = above.with_min_x(above.left() - PAD);
        one_line(figure, block, (room, palette.ink), stage);
    }
}

/// A little less weight on the same ground.
fn soft(ink: Color32, palette: &Palette) -> Color32 {
    if ink == palette.ink { palette.muted } else { ink }
}

/// Amount, name and share below each other.
fn tall(figure: &Figure<Chart>, block: &Block, (bar, ink): (Rect, Color32), stage: &mut Stage<'_>) {
    let room = bar.width() - 2.0 * PAD;
    let at = pos2(bar.left() + PAD, bar.top() + GRID);
    let amount = stage.line(at, room, &block.amount, (Role::Big, ink));
    let at = pos2(at.x, amount.bottom() + 1.0);
    let rows = if bar.height() >= TALL + 20.0 { 2 } else { 1 };
    let name = stage.block(at, (room, rows), &block.name, (Role::Strong, ink));
    let at = pos2(at.x, name.bottom() + 3.0);
    if at.y + 16.0 <= bar.bottom() {
        small(figure, block, (at, room, ink), stage);
    }
}

/// One or two lines in the middle.
fn lines(
    figure: &Figure<Chart>,
    block: &Block,
    (bar, ink): (Rect, Color32),
    stage: &mut Stage<'_>,
) {
    if bar.height() < MEDIUM {
        let room = bar.with_max_x(bar.right() - PAD);
        return one_line(figure, block, (room, ink), stage);
    }
    let room = bar.width() - 2.0 * PAD;
    let at = pos2(bar.left() + PAD, bar.center().y - 17.0);
    if block.size == Amount::Unknown {
        stage.line(at, room, &block.name, (Role::Strong, ink));
        let words = join(&[&block.amount, &block.missing]);
        let style = (Role::Caption, soft(ink, stage.palette));
        stage.line(at + vec2(0.0, 18.0), room, &words, style);
        return;
    }
    let words = join(&[&block.amount, &block.name]);
    stage.line(at, room, &words, (Role::Strong, ink));
    small(figure, block, (at + vec2(0.0, 18.0), room, ink), stage);
}

/// Name and amount on one line, and what else has room there.
fn one_line(
    figure: &Figure<Chart>,
    block: &Block,
    (room, ink): (Rect, Color32),
    stage: &mut Stage<'_>,
) {
    let (at, right) = (pos2(room.left() + PAD, room.center().y - 8.5), room.right());
    let (strong, label) = ((Role::Strong, ink), (Role::Label, ink));
    let (first, second) = match block.size {
        Amount::Known(_) => ((&block.amount, strong), (&block.name, label)),
        Amount::Unknown => {
            let absent = (Role::Caption, soft(ink, stage.palette));
            ((&block.name, strong), (&block.amount, absent))
        }
    };
    // Half of the line is kept for the second of them.
    let half = (right - at.x) - stage.width(second.0, second.1.0).min((right - at.x) / 2.0);
    let start = stage.line(at, half - GRID, first.0, first.1);
    let at = pos2(start.right() + GRID, at.y + (17.0 - second.1.0.size() * 1.25).max(0.0) / 2.0);
    let end = stage.line(at, right - at.x, second.0, second.1);
    let at = pos2(end.right() + GRID, room.center().y - 7.5);
    let width = block.share.as_ref().map_or(0.0, |(_, text)| stage.width(text, Role::Caption));
    if at.x + width <= right {
        small(figure, block, (at, right - at.x, ink), stage);
    }
}

/// The share, which is a mark of its own because it is derived, and what is missing.
fn small(
    figure: &Figure<Chart>,
    block: &Block,
    (at, room, ink): (egui::Pos2, f32, Color32),
    stage: &mut Stage<'_>,
) {
    let palette = stage.palette;
    let mut ink = soft(ink, palette);
    let mut at = at;
    let right = at.x + room;
    if let Some((key, text)) = &block.share {
        let long = format!("{text} of the total");
        let is_roomy = stage.width(&long, Role::Caption) <= room;
        let text = if is_roomy { &long } else { text };
        let size = vec2(stage.width(text, Role::Caption).min(room), 15.0);
        let around = Rect::from_min_size(at, size);
        if figure.mark(key).is_some_and(|mark| stage.mark(mark, around)) {
            // The wash that shows the selection lies under this text.
            ink = palette.ink;
        }
        at.x = stage.line(at, room, text, (Role::Caption, ink)).right() + GRID;
    }
    if right - at.x > 4.0 * GRID && !block.missing.is_empty() {
        stage.line(at, right - at.x, &block.missing, (Role::Caption, ink));
    }
}

fn join(parts: &[&str]) -> String {
    let parts: Vec<&str> = parts.iter().copied().filter(|part| !part.is_empty()).collect();
    parts.join(" · ")
}
