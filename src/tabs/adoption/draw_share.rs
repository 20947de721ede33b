//! Paints the bars of shares, and the reach under them.

use egui::{Align2, Color32, Rect, Stroke, StrokeKind, pos2, vec2};

use super::chart::{Chart, Ink};
use super::chart_native;
use super::chart_reach::Reach;
use super::chart_share::{self, Bar, Segment};
use super::draw::{ink, left_of_plot, more};
use super::draw_notes;
use super::draw_plan::{NOTE, Plan};
use crate::model::Figure;
use crate::paint::axis;
use crate::paint::{Room, Stage, hatch};
use crate::style::{GRID, Role};

/// Tallest bar.
pub const TALLEST: f32 = 42.0;
/// How far the stretch between the lowest and the highest value is from its full colour to the
/// canvas, and how thick the line on it.
pub const LIGHTER: f32 = 0.6;
pub const RANGE: f32 = 1.5;
/// Between two segments.
const SEAM: f32 = 2.0;
/// Room before and after a label in its segment.
const INSET: f32 = 12.0;
/// Narrowest column of a big number, and most columns.
const COLUMN: (f32, usize) = (140.0, 6);
/// A caption wider than this may wrap.
const CAPTION: f32 = 180.0;
/// Height of a line of a name and of a caption.
const LINE: (f32, f32) = (17.0, 15.0);

/// Paints the bars and their axis; returns where they end.
pub fn bars(
    figure: &Figure<Chart>,
    bars: &[Bar],
    (top, plan): (f32, &Plan),
    stage: &mut Stage<'_>,
) -> f32 {
    let left = left_of_plot(stage.rect);
    let mut y = top;
    for bar in bars.iter().take(plan.bars) {
        let notes = draw_notes::notes(bar, stage);
        let row = Rect::from_min_max(
            pos2(stage.rect.left(), y),
            pos2(stage.rect.right(), y + plan.bar()),
        );
        let height = (row.height() - 16.0).clamp(20.0, TALLEST);
        let track = Rect::from_center_size(
            pos2(f32::midpoint(left, row.right()), row.center().y),
            vec2(row.right() - left, height),
        );
        name(bar, row, stage);
        let room = Room { whole: row.with_min_x(left), track };
        stage.native(&chart_native::share_key(bar), room, |stage| {
            for segment in &bar.segments {
                self::segment(figure, segment, track, stage);
            }
        });
        y = row.bottom();
        let at = pos2(left, track.bottom() + 4.0);
        y += NOTE * draw_notes::lines(figure, &notes, at, stage) as f32;
    }
    if plan.bars > 0 {
        let foot = Rect::from_min_max(pos2(left, y - 4.0), pos2(stage.rect.right(), y - 4.0));
        let (scale, ticks) = chart_share::axis(bars);
        stage.native(chart_native::SHARES, Room::of(foot), |stage| {
            axis::horizontal(stage, (foot, &[]), &scale, &ticks);
        });
        y += Plan::axis();
    }
    let left_out = bars.len().saturating_sub(plan.bars);
    more(left_out, if plan.bars == 0 { "share" } else { "more share" }, y, stage);
    if left_out > 0 { y + NOTE } else { y }
}

/// The measure, and what it is a share of.
fn name(bar: &Bar, row: Rect, stage: &Stage<'_>) {
    let palette = stage.palette;
    let width = left_of_plot(row) - row.left() - 1.5 * GRID;
    let lines = (row.height() / 16.0).floor().max(1.0) as usize;
    let line = |role| stage.measure("X", role, width).y.max(1.0);
    let wrapped = |text: &str, role| match text {
        "" => 0,
        text => (stage.measure(text, role, width).y / line(role)).round() as usize,
    };
    let (name_lines, scope_lines) =
        (wrapped(&bar.name, Role::Strong).max(1), wrapped(&bar.scope, Role::Caption));
    // The scope keeps a line where there is one to spare.
    let for_name = name_lines.min(2).min(lines.saturating_sub(scope_lines.min(1)).max(1));
    let for_scope = scope_lines.min(2).min(lines - for_name.min(lines));
    let height = LINE.0 * for_name as f32 + LINE.1 * for_scope as f32;
    let at = pos2(row.left(), row.center().y - height / 2.0);
    let rect = stage.block(at, (width, for_name), &bar.name, (Role::Strong, palette.ink));
    if for_scope > 0 {
        let at = pos2(at.x, rect.bottom() + 1.0);
        stage.block(at, (width, for_scope), &bar.scope, (Role::Caption, palette.muted));
    }
}

/// Where a segment stands on its track.
pub fn place(segment: &Segment, track: Rect) -> Rect {
    let (from, to) = (x_of(segment.from, track), x_of(segment.to, track));
    let seam = if segment.to < 1.0 { SEAM } else { 0.0 };
    let narrowest = if segment.to > segment.from { 1.5 } else { 0.0 };
    Rect::from_x_y_ranges(from..=(to - seam).max(from + narrowest), track.y_range())
}

/// Where its label stands: on what every statement gives it.
pub fn label_room(segment: &Segment, track: Rect) -> Rect {
    let rect = place(segment, track);
    match &segment.span {
        Some(span) => rect.with_max_x(x_of(span.from, track).min(rect.right())),
        None => rect,
    }
}

fn x_of(share: f64, track: Rect) -> f32 {
    track.left() + track.width() * share as f32
}

/// The longest wording of the label that fits.
pub fn wording<'a>(segment: &'a Segment, width: f32, stage: &Stage<'_>) -> Option<&'a str> {
    let fits = |words: &&String| stage.width(words, Role::Strong) + INSET + 4.0 <= width;
    segment.words.iter().find(fits).map(String::as_str)
}

fn segment(figure: &Figure<Chart>, segment: &Segment, track: Rect, stage: &mut Stage<'_>) {
    let rect = place(segment, track);
    if let Some(mark) = figure.mark(&segment.key) {
        stage.mark(mark, rect.expand2(vec2((3.0 - rect.width()).max(0.0), 0.0)));
    }
    let palette = stage.palette;
    let (fill, text) = ink(segment.ink, palette);
    if segment.ink == Ink::Remainder {
        hatch::fill(stage.painter(), rect, palette);
    } else if rect.width() > 0.0 {
        stage.painter().rect_filled(rect, 0.0, fill);
    }
    if segment.ink == Ink::Others {
        // Pale, as it is nobody's colour; the line keeps it apart from the canvas.
        let line = Stroke::new(1.0, palette.comparator);
        stage.painter().rect_stroke(rect, 0.0, line, StrokeKind::Inside);
    }
    range(segment, (rect, track, fill), stage);
    label(segment, (label_room(segment, track), text), stage);
}

/// From the lowest to the highest value: lighter, with a line, and a tick for every statement.
fn range(segment: &Segment, (rect, track, fill): (Rect, Rect, Color32), stage: &Stage<'_>) {
    let Some(span) = &segment.span else { return };
    let palette = stage.palette;
    let low = x_of(span.from, track).clamp(rect.left(), rect.right());
    let stretch = rect.with_min_x(low);
    stage.painter().rect_filled(stretch, 0.0, fill.lerp_to_gamma(palette.canvas, LIGHTER));
    let line = Stroke::new(RANGE, palette.ink);
    stage.painter().hline(stretch.x_range(), rect.center().y, line);
    for tick in &span.ticks {
        // The whole line stands on the segment.
        let x = x_of(*tick, track).clamp(rect.left(), rect.right() - RANGE / 2.0);
        stage.painter().vline(x, rect.y_range(), line);
    }
}

/// Writes what fits of the label.
fn label(segment: &Segment, (rect, text): (Rect, Color32), stage: &Stage<'_>) {
    let palette = stage.palette;
    let Some(words) = wording(segment, rect.width(), stage) else { return };
    let inset = INSET.min((rect.width() - stage.width(words, Role::Strong)) / 2.0);
    let at = pos2(rect.left() + inset, rect.center().y);
    if segment.ink == Ink::Remainder {
        // The lines of the hatch would run through the letters.
        let size = stage.measure(words, Role::Strong, f32::INFINITY);
        let behind = Align2::LEFT_CENTER.anchor_size(at, size).expand2(vec2(4.0, 1.0));
        stage.painter().rect_filled(behind.intersect(rect), 0.0, palette.panel);
    }
    stage.text(at, Align2::LEFT_CENTER, words, (Role::Strong, text));
}

/// How many big numbers stand beside each other.
pub fn columns(reach: &[Reach], stage: &Stage<'_>) -> usize {
    let width = |item: &Reach| {
        let caption = stage.width(&item.caption, Role::Caption).min(CAPTION);
        stage.width(&item.value, role(item)).max(caption)
    };
    let widest = reach.iter().map(width).fold(0.0, f32::max);
    let width = stage.rect.width();
    let column = (widest + 2.0 * GRID).clamp(COLUMN.0, (width / 2.0).max(COLUMN.0));
    ((width / column).floor() as usize).clamp(1, COLUMN.1).min(reach.len().max(4))
}

/// Whether any caption needs a second line.
pub fn has_long_caption(reach: &[Reach], columns: usize, stage: &Stage<'_>) -> bool {
    let width = stage.rect.width() / columns.max(1) as f32 - GRID;
    reach.iter().any(|item| stage.width(&item.caption, Role::Caption) > width)
}

fn role(item: &Reach) -> Role {
    if item.is_known { Role::Big } else { Role::Heading }
}

/// Paints the big numbers; returns where they end.
pub fn reach(
    figure: &Figure<Chart>,
    reach: &[Reach],
    (top, columns, plan): (f32, usize, &Plan),
    stage: &mut Stage<'_>,
) -> f32 {
    let width = stage.rect.width() / columns.max(1) as f32;
    for (index, item) in reach.iter().take(plan.reach * columns).enumerate() {
        let (line, column) = (index / columns.max(1), index % columns.max(1));
        let at = pos2(stage.rect.left() + width * column as f32, top + plan.reach() * line as f32);
        let room = Rect::from_min_size(at, vec2(width - GRID, plan.reach() - 4.0));
        for mark in item.keys.iter().rev().filter_map(|key| figure.mark(key)) {
            stage.mark(mark, room);
        }
        big(item, room, stage);
    }
    let left_out = reach.len().saturating_sub(plan.reach * columns);
    let y = top + plan.reach() * plan.reach as f32;
    more(left_out, if plan.reach == 0 { "count" } else { "more count" }, y, stage);
    if left_out > 0 { y + NOTE } else { y }
}

fn big(item: &Reach, room: Rect, stage: &Stage<'_>) {
    let palette = stage.palette;
    // Words stand on the line on which the numbers beside them stand.
    let (down, color) = if item.is_known { (0.0, palette.ink) } else { (13.0, palette.muted) };
    let at = room.min + vec2(0.0, down);
    stage.line(at, room.width(), &item.value, (role(item), color));
    let top = room.top() + 34.0;
    let lines = if room.bottom() - top >= 2.0 * LINE.1 - 2.0 { 2 } else { 1 };
    let style = (Role::Caption, palette.muted);
    stage.block(pos2(room.left(), top), (room.width(), lines), &item.caption, style);
}
