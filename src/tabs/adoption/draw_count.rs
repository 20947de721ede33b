//! Paints counts: for each unit its rows and an axis of its own.

use egui::{Align2, Color32, Pos2, Rect, Stroke, pos2, vec2};

use super::chart::Chart;
use super::chart_count::{Line, Unitful};
use super::chart_native;
use super::draw::{left_of_plot, more};
use super::draw_share::{LIGHTER, RANGE};
use crate::model::Figure;
use crate::paint::{Room, Stage, axis, dash};
use crate::style::{GRID, Role};

/// Lowest and tallest row, in points.
const ROW: (f32, f32) = (34.0, 60.0);
/// Below the rows of a unit: its axis, and room before the next.
const FOOT: f32 = 30.0;
/// A line of further statements under a row, and the distance between two of them.
const NOTE: f32 = 17.0;
const APART: f32 = 10.0;
/// Room for the sentence about what a page leaves out.
const MORE: f32 = 18.0;
const DOT: f32 = 6.0;
/// Half the height of a bar.
const BAR: f32 = 9.0;

/// Paints every unit, below each other.
pub fn counts(figure: &Figure<Chart>, groups: &[Unitful], stage: &mut Stage<'_>) {
    let all: usize = groups.iter().map(|group| group.rows.len()).sum();
    let feet = FOOT * groups.len() as f32;
    let noted: f32 = groups.iter().flat_map(|group| &group.rows).map(note).sum();
    let height = (stage.rect.height() - feet - noted) / all.max(1) as f32;
    let height = height.clamp(ROW.0, ROW.1);
    let total = height * all as f32 + feet + noted;
    let is_cut = stage.is_page() && total > stage.rect.height() + 0.5;
    // Words for what has no place on the axis may be long: they stand at its beginning.
    let labels = groups.iter().flat_map(|group| &group.rows).filter(|line| line.ends.is_some());
    let labels = labels.map(|line| stage.width(&line.text, Role::Strong)).fold(0.0, f32::max);
    let room = labels.min(stage.rect.width() * 0.25) + 2.5 * GRID;
    stage.scrolled(stage.rect, total, |stage| {
        let end = if is_cut { stage.rect.bottom() - MORE } else { f32::INFINITY };
        let (mut y, mut shown) = (stage.rect.top(), 0);
        for group in groups {
            let rows = fitting(&group.rows, (end - y - FOOT, height));
            if rows == 0 {
                break;
            }
            y = unit(figure, (group, rows), (y, height, room), stage);
            shown += rows;
        }
        more(all - shown.min(all), "more count", y, stage);
    });
}

/// What a row takes for further statements.
fn note(line: &Line) -> f32 {
    if line.others.is_empty() { 0.0 } else { NOTE }
}

/// Where they begin: just below what is drawn.
fn notes_at(row: Rect, plot: Rect) -> Pos2 {
    pos2(plot.left(), row.center().y + 13.0)
}

/// What they cover.
fn notes_room(line: &Line, (row, plot): (Rect, Rect), stage: &Stage<'_>) -> Option<Rect> {
    let wide = |(_, words): &(String, String)| stage.width(words, Role::Caption) + APART;
    let width: f32 = line.others.iter().map(wide).sum();
    let at = notes_at(row, plot);
    let room = Rect::from_min_size(at, vec2(width.min(row.right() - at.x), NOTE));
    (!line.others.is_empty()).then_some(room)
}

/// How many of the rows fit into the room.
fn fitting(rows: &[Line], (room, height): (f32, f32)) -> usize {
    let mut left = room;
    let fits = |line: &&Line| {
        left -= height + note(line);
        left >= 0.0
    };
    rows.iter().take_while(fits).count()
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
    let mut bottom = top;
    let rows: Vec<Rect> = lines
        .iter()
        .map(|line| {
            let at = pos2(rect.left(), bottom);
            bottom += height + note(line);
            Rect::from_min_size(at, vec2(rect.width(), height))
        })
        .collect();
    let plot =
        Rect::from_min_max(pos2(left, top), pos2((rect.right() - room).max(left + GRID), bottom));
    let mut texts: Vec<Rect> = lines
        .iter()
        .zip(&rows)
        .map(|(line, row)| {
            let size = stage.measure(&line.text, Role::Strong, f32::INFINITY);
            Align2::LEFT_CENTER.anchor_size(text_at(line, group, *row, plot), size)
        })
        .collect();
    let below = lines.iter().zip(&rows);
    texts.extend(below.filter_map(|(line, row)| notes_room(line, (*row, plot), stage)));
    stage.native(&chart_native::counts_key(group), Room::of(plot), |stage| {
        axis::horizontal(stage, (plot, &texts), &group.scale, &group.ticks);
    });
    let at = pos2(rect.left(), plot.bottom() + 3.0);
    let width = left - rect.left() - 4.0 * GRID;
    stage.line(at, width, &group.caption, (Role::Caption, palette.faint));
    for (line, row) in lines.iter().zip(rows) {
        self::line(figure, (line, group), (row, plot), stage);
        others(figure, line, (notes_at(row, plot), rect.right()), stage);
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
    let room = row.right() - text_at.x;
    let track = Rect::from_x_y_ranges(plot.x_range(), middle - BAR..=middle + BAR);
    let whole = Rect::from_x_y_ranges(plot.left()..=row.right(), row.y_range());
    stage.native(&line.key, Room { whole, track }, |stage| {
        if line.stated.is_empty() {
            shape((x(low), x(high), middle), (plot, line.has_bar), color, stage);
        } else {
            range((line, group), (plot, middle), color, stage);
        }
        stage.line(text_at - vec2(0.0, 8.0), room, &line.text, (Role::Strong, palette.ink));
    });
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
        let bar = Rect::from_x_y_ranges(plot.left()..=high, middle - BAR..=middle + BAR);
        painter.rect_filled(bar, 0.0, color);
    } else {
        let guide = Stroke::new(1.0, stage.palette.hairline);
        painter.hline(plot.left()..=high, middle, guide);
        painter.circle_filled(pos2(high, middle), DOT, color);
    }
}

/// As far as the lowest value as any other; from there to the highest lighter, with a line, and a
/// tick for every statement.
fn range(
    (line, group): (&Line, &Unitful),
    (plot, middle): (Rect, f32),
    color: Color32,
    stage: &Stage<'_>,
) {
    let Some((low, high)) = line.ends else { return };
    let (painter, palette) = (stage.painter(), stage.palette);
    let (low, high) = (x(low, group, plot), x(high, group, plot));
    let tall = middle - BAR..=middle + BAR;
    let bar = |from: f32, to: f32| Rect::from_x_y_ranges(from..=to, tall.clone());
    if line.has_bar {
        painter.rect_filled(bar(plot.left(), low), 0.0, color);
    } else {
        painter.hline(plot.left()..=low, middle, Stroke::new(1.0, palette.hairline));
    }
    painter.rect_filled(bar(low, high), 0.0, color.lerp_to_gamma(palette.canvas, LIGHTER));
    let stroke = Stroke::new(RANGE, palette.ink);
    painter.hline(low..=high.max(low + 2.0), middle, stroke);
    for value in &line.stated {
        painter.vline(x(*value, group, plot), tall.clone(), stroke);
    }
}

/// The further statements in one line, each a mark of its own; those beyond it are counted.
fn others(figure: &Figure<Chart>, line: &Line, (at, end): (Pos2, f32), stage: &mut Stage<'_>) {
    let style = (Role::Caption, stage.palette.muted);
    let mut x = at.x;
    for (index, (_, words)) in line.others.iter().enumerate() {
        let left = line.others.len() - index;
        let rest = format!("and {left} more");
        let wide = stage.width(words, Role::Caption);
        let reserve = if left > 1 { stage.width(&rest, Role::Caption) + APART } else { 0.0 };
        let is_cut = index > 0 && x + wide + reserve > end;
        let shown = if is_cut { rest.as_str() } else { words };
        let room = (end - x - if is_cut { 0.0 } else { reserve }).max(GRID);
        let place = Rect::from_min_size(pos2(x, at.y), vec2(wide.min(room), NOTE));
        for (key, _) in line.others.iter().skip(index).take(if is_cut { left } else { 1 }) {
            if let Some(mark) = figure.mark(key) {
                stage.mark(mark, place);
            }
        }
        stage.line(place.min, room, shown, style);
        if is_cut {
            return;
        }
        x += wide.min(room) + APART;
    }
}
