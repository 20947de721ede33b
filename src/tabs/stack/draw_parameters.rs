//! Paints total and active parameters as bars in pairs, and where they and the figures stand.

use egui::{Color32, Pos2, Rect, Stroke, pos2, vec2};

use super::chart::{Chart, Parameters};
use super::chart_parameters::{Axis, Size, Sizes};
use super::chart_told::{Other, Reach, Told};
use super::draw::{MORE, SIGN, fitting, more};
use super::draw_figures::{self, Lists};
use crate::model::Figure;
use crate::model::number::counted;
use crate::paint::{Room, Stage, axis, labels};
use crate::style::{GRID, Role};

/// Below this width the figures stand under the bars.
const BESIDE: f32 = 700.0;
/// Share of the width that the figures take beside the bars, and its bounds in points.
const FIGURES: (f32, f32, f32) = (0.32, 220.0, 380.0);
/// Between the bars and the figures.
const GUTTER: f32 = 40.0;
/// Height of the heads of columns.
const HEAD: f32 = 24.0;
/// Thickness of a bar of total parameters, and what active ones have of it.
const THICK: (f32, f32) = (14.0, 34.0);
const ACTIVE: f32 = 0.7;
/// Least height of a line with a label.
const LINE: f32 = 17.0;
/// Between the two bars of a model, and below them.
const PAIR: f32 = 4.0;
const GAP: (f32, f32) = (12.0, 60.0);
/// A line of further statements.
const NOTE: f32 = 17.0;
/// Lines of further statements that a page has room for.
const NOTES_ON_PAGE: usize = 2;
/// Tallest room of an active share.
const TALLEST_SHARE: f32 = 60.0;
/// Between a bar and its label.
const INSET: f32 = 8.0;

/// Paints bars and figures, beside or below each other.
pub fn parameters(figure: &Figure<Chart>, chart: &Parameters, stage: &mut Stage<'_>) {
    let rect = stage.rect;
    let has_both = !chart.models.is_empty() && !chart.figures.is_empty();
    let is_beside = has_both && rect.width() >= BESIDE;
    let (list_left, list_width) = if is_beside {
        let width = (rect.width() * FIGURES.0).clamp(FIGURES.1, FIGURES.2);
        (rect.width() - width, width)
    } else {
        // The bar of a scrolled list takes its room from the figures.
        (0.0, rect.width() - 12.0)
    };
    let bars_width = if is_beside { list_left - GUTTER } else { rect.width() - 12.0 };
    let columns = Columns::of(chart, rect.left(), bars_width, stage);
    let is_below = has_both && !is_beside;
    // Below each other, the bars leave the figures some room on a page.
    let whole = Lists::of(&chart.figures, (list_width, f32::INFINITY), stage).height;
    let kept = if is_below { (whole + GUTTER / 2.0).min(rect.height() * 0.45) } else { 0.0 };
    let plan = Plan::of(chart, &columns, rect.height() - kept, stage);
    let list_top = if is_below { plan.height + GUTTER / 2.0 } else { 0.0 };
    let lists = Lists::of(&chart.figures, (list_width, rect.height() - list_top), stage);
    let height = plan.height.max(list_top + lists.height);
    stage.scrolled(rect, height, |stage| {
        let corner = stage.rect.min;
        if !chart.models.is_empty() {
            bars(figure, chart, (&columns, &plan), stage);
        }
        let width = list_width.min(stage.rect.width() - list_left);
        draw_figures::figures(figure, &lists, (corner + vec2(list_left, list_top), width), stage);
    });
}

/// Where the columns stand.
struct Columns {
    name: f32,
    name_width: f32,
    bars: f32,
    bars_width: f32,
    /// Length of a bar that reaches the end of the scale.
    track: f32,
    share: f32,
    share_width: f32,
    /// As large as there is room for every share.
    share_role: Role,
}

impl Columns {
    fn of(chart: &Parameters, left: f32, width: f32, stage: &Stage<'_>) -> Self {
        let name_width = (width * 0.2).clamp(84.0, 190.0);
        let share_width = (width * 0.2).clamp(104.0, 150.0);
        let bars = left + name_width + 1.5 * GRID;
        let bars_width = (width - name_width - share_width - 3.0 * GRID).max(60.0);
        let share = bars + bars_width + 1.5 * GRID;
        let sizes = chart.models.iter().flat_map(|model| [&model.total, &model.active]);
        // As long as leaves every bar room for its label.
        let track = sizes.fold(bars_width, |track, size| {
            let reach = size.reach().zip(chart.axis.as_ref());
            let part = reach.map_or(0.0, |(reach, axis)| axis.scale.share(reach.high) as f32);
            let room = bars_width - stage.width(&size.label, Role::Strong) - INSET - SIGN;
            if part > 0.0 { track.min(room / part) } else { track }
        });
        let track = track.clamp(bars_width * 0.3, bars_width);
        let widest = |role| {
            let shares = chart.models.iter().filter(|model| model.share.key.is_some());
            shares.map(|model| stage.width(&model.share.text, role)).fold(0.0, f32::max)
        };
        let fits = |role: &Role| widest(*role) <= share_width - SIGN;
        let share_role = [Role::Big, Role::Heading, Role::Strong].into_iter().find(fits);
        let share_role = share_role.unwrap_or(Role::Caption);
        Self { name: left, name_width, bars, bars_width, track, share, share_width, share_role }
    }
}

/// How high things are, and how many models are shown.
struct Plan {
    thick: f32,
    gap: f32,
    shown: usize,
    height: f32,
}

impl Plan {
    fn of(chart: &Parameters, columns: &Columns, room: f32, stage: &Stage<'_>) -> Self {
        if chart.models.is_empty() {
            return Self { thick: 0.0, gap: 0.0, shown: 0, height: 0.0 };
        }
        let foot = HEAD + if chart.axis.is_some() { axis::HEIGHT + 4.0 } else { 0.0 };
        let heights = |(thick, gap): (f32, f32)| -> Vec<f32> {
            let of = |model: &Sizes| height(model, thick, columns, stage) + gap;
            chart.models.iter().map(of).collect()
        };
        let lowest = (THICK.0, GAP.0);
        let low = heights(lowest);
        let (least, most): (f32, f32) = (low.iter().sum(), heights((THICK.1, GAP.1)).iter().sum());
        let ease = ((room - foot - least) / (most - least).max(1.0)).clamp(0.0, 1.0);
        let between = |(from, to): (f32, f32)| from + (to - from) * ease;
        let (thick, gap) = (between(THICK), between(GAP));
        let shown = fitting(&low, room - foot, stage);
        let rows: f32 = heights((thick, gap)).iter().take(shown).sum();
        let more = if shown < chart.models.len() { MORE } else { 0.0 };
        let gaps = if shown > 0 { gap } else { 0.0 };
        Self { thick, gap, shown, height: foot + rows - gaps + more }
    }
}

/// Height of both bars with their notes.
fn height(model: &Sizes, thick: f32, columns: &Columns, stage: &Stage<'_>) -> f32 {
    let of = |size: &Size, thick: f32| thick.max(LINE) + notes_height(size, columns, stage);
    of(&model.total, thick) + PAIR + of(&model.active, thick * ACTIVE)
}

/// Paints heads, bars and the scale.
fn bars(
    figure: &Figure<Chart>,
    chart: &Parameters,
    (columns, plan): (&Columns, &Plan),
    stage: &mut Stage<'_>,
) {
    let key = (Role::Key, stage.palette.muted);
    let mut y = stage.rect.top();
    stage.line(pos2(columns.bars, y), columns.bars_width, "TOTAL AND ACTIVE PARAMETERS", key);
    stage.line(pos2(columns.share, y), columns.share_width, "ACTIVE SHARE", key);
    y += HEAD;
    for model in chart.models.iter().take(plan.shown) {
        y = self::model(figure, (model, chart.axis.as_ref()), (columns, plan, y), stage);
    }
    if let Some(axis) = &chart.axis
        && plan.shown > 0
    {
        let foot = y - plan.gap + 4.0;
        let track = Rect::from_x_y_ranges(columns.bars..=columns.bars + columns.track, foot..=foot);
        axis::horizontal(stage, (track, &[]), &axis.scale, &axis.ticks);
        y = foot + axis::HEIGHT + plan.gap - 4.0;
    }
    let left_out = chart.models.len().saturating_sub(plan.shown);
    let noun = if plan.shown == 0 { "model" } else { "more model" };
    let below = if plan.shown > 0 { y - plan.gap + 6.0 } else { y };
    more(left_out, noun, pos2(columns.name, below), stage);
}

/// Paints one model; returns where the next begins.
fn model(
    figure: &Figure<Chart>,
    (model, axis): (&Sizes, Option<&Axis>),
    (columns, plan, top): (&Columns, &Plan, f32),
    stage: &mut Stage<'_>,
) -> f32 {
    let palette = stage.palette;
    let bottom = top + height(model, plan.thick, columns, stage);
    name(model, columns, (top, bottom), stage);
    let at = pos2(columns.bars, top);
    let next =
        size(figure, (&model.total, axis), (at, plan.thick, palette.comparator), columns, stage);
    let at = pos2(columns.bars, next + PAIR);
    let thick = plan.thick * ACTIVE;
    size(figure, (&model.active, axis), (at, thick, palette.accent), columns, stage);
    share(figure, model, (columns, top, bottom), stage);
    bottom + plan.gap
}

/// The model's name in as many lines as there are, and its developer where one is left.
fn name(model: &Sizes, columns: &Columns, (top, bottom): (f32, f32), stage: &Stage<'_>) {
    let palette = stage.palette;
    let lines = ((bottom - top) / LINE).floor().max(1.0) as usize;
    let at = pos2(columns.name, top);
    let room = (columns.name_width, lines);
    let name = stage.block(at, room, &model.name, (Role::Strong, palette.ink));
    if bottom - name.bottom() >= LINE - 2.0 {
        let at = pos2(at.x, name.bottom() + 1.0);
        stage.line(at, columns.name_width, &model.developer, (Role::Caption, palette.muted));
    }
}

/// Paints a bar with its label and notes; returns where they end.
fn size(
    figure: &Figure<Chart>,
    (size, axis): (&Size, Option<&Axis>),
    (at, thick, color): (Pos2, f32, Color32),
    columns: &Columns,
    stage: &mut Stage<'_>,
) -> f32 {
    let line = thick.max(LINE);
    let middle = at.y + line / 2.0;
    let x =
        |value: f64| at.x + axis.map_or(0.0, |axis| columns.track * axis.scale.share(value) as f32);
    let end = size.reach().map_or(at.x, |reach| x(reach.high));
    let left = if size.reach().is_some() { end + INSET } else { at.x };
    let room = columns.bars + columns.bars_width - SIGN - left;
    let role = if size.reach().is_some() { Role::Strong } else { Role::Label };
    let width = stage.width(&size.label, role).min(room.max(GRID));
    let whole = Rect::from_x_y_ranges(at.x..=left + width + SIGN, at.y..=at.y + line);
    if let Some(mark) = size.told.as_ref().and_then(|told| figure.mark(&told.key)) {
        stage.mark(mark, whole);
    }
    let height = stage.measure("X", role, f32::INFINITY).y;
    let label_at = pos2(left, middle - height / 2.0);
    if let (Some(reach), Some(told)) = (size.reach(), &size.told) {
        let y = middle - thick / 2.0..=middle + thick / 2.0;
        let track = Rect::from_x_y_ranges(at.x..=at.x + columns.track, y.clone());
        let whole = track.with_max_x(columns.bars + columns.bars_width);
        stage.native(&told.key, Room { whole, track }, |stage| {
            bar(reach, (at.x, &x), Rect::from_x_y_ranges(at.x..=end, y), color, stage);
            stage.line(label_at, room.max(GRID), &size.label, (role, stage.palette.ink));
        });
    } else {
        stage.line(label_at, room.max(GRID), &size.label, (role, stage.palette.muted));
    }
    notes(figure, size, pos2(at.x, at.y + line), columns, stage);
    at.y + line + notes_height(size, columns, stage)
}

/// Full to the lowest value; from there a range with a tick for every value stated.
fn bar(
    reach: &Reach,
    (left, x): (f32, &dyn Fn(f64) -> f32),
    room: Rect,
    color: Color32,
    stage: &Stage<'_>,
) {
    let painter = stage.painter();
    let (low, high) = (x(reach.low), x(reach.high));
    // Even a small number is a line; zero is none.
    let least = if reach.low > 0.0 { left + 1.5 } else { left };
    painter.rect_filled(Rect::from_x_y_ranges(left..=low.max(least), room.y_range()), 0.0, color);
    if reach.high > reach.low {
        let line = Stroke::new(1.5, stage.palette.ink);
        painter.hline(low..=high.max(low + 2.0), room.center().y, line);
        for value in &reach.stated {
            painter.vline(x(*value), room.y_range(), line);
        }
    }
}

/// What introduces the further statements.
fn intro(told: &Told) -> String {
    match told.dispute {
        "" => "also".to_owned(),
        dispute => format!("{dispute}:"),
    }
}

/// Where each further statement stands: line, left edge and width; those beyond the last line not
/// at all.
fn places(told: &Told, columns: &Columns, stage: &Stage<'_>) -> Vec<(usize, f32, f32)> {
    let room = columns.bars_width;
    let width = |other: &Other| (stage.width(&other.words, Role::Caption) + SIGN).min(room);
    let widths: Vec<f32> = told.others.iter().map(width).collect();
    let most = if stage.is_page() { NOTES_ON_PAGE } else { usize::MAX };
    let indent = stage.width(&intro(told), Role::Caption) + 5.0;
    labels::flow(&widths, indent, room, GRID)
        .into_iter()
        .zip(widths)
        .map(|((line, x), width)| (line, x, width))
        .take_while(|(line, ..)| *line < most)
        .collect()
}

fn notes_height(size: &Size, columns: &Columns, stage: &Stage<'_>) -> f32 {
    let Some(told) = size.told.as_ref().filter(|told| !told.others.is_empty()) else { return 0.0 };
    let placed = places(told, columns, stage);
    let lines = placed.last().map_or(1, |(line, ..)| line + 1);
    NOTE * (lines + usize::from(placed.len() < told.others.len())) as f32
}

fn notes(figure: &Figure<Chart>, size: &Size, at: Pos2, columns: &Columns, stage: &mut Stage<'_>) {
    let Some(told) = size.told.as_ref().filter(|told| !told.others.is_empty()) else { return };
    let placed = places(told, columns, stage);
    let style = (Role::Caption, stage.palette.muted);
    stage.line(at + vec2(0.0, 1.0), columns.bars_width, &intro(told), style);
    let mut below = at.y + NOTE;
    for (other, (line, x, width)) in told.others.iter().zip(&placed) {
        let corner = pos2(at.x + x, at.y + NOTE * *line as f32);
        let room = Rect::from_min_size(corner, vec2(*width, NOTE));
        if let Some(mark) = figure.mark(&other.key) {
            stage.mark(mark, room);
        }
        stage.line(corner + vec2(0.0, 1.0), width - SIGN, &other.words, style);
        below = room.bottom();
    }
    let left_out = told.others.len() - placed.len();
    if left_out > 0 {
        let words = format!("and {}, not shown on this page", counted(left_out, "more statement"));
        stage.line(pos2(at.x, below + 1.0), columns.bars_width, &words, style);
    }
}

/// The active share, as large as there is room for, or why there is none.
fn share(
    figure: &Figure<Chart>,
    model: &Sizes,
    (columns, top, bottom): (&Columns, f32, f32),
    stage: &mut Stage<'_>,
) {
    let palette = stage.palette;
    let room = Rect::from_min_size(
        pos2(columns.share, top),
        vec2(columns.share_width, (bottom - top).min(TALLEST_SHARE)),
    );
    let mark = model.share.key.as_ref().and_then(|key| figure.mark(key));
    if let Some(mark) = mark {
        stage.mark(mark, room);
    }
    let width = room.width() - SIGN;
    let (role, ink, lines) = if mark.is_none() {
        (Role::Caption, palette.muted, 2)
    } else {
        let fits = stage.measure("X", columns.share_role, f32::INFINITY).y <= room.height();
        (if fits { columns.share_role } else { Role::Strong }, palette.ink, 1)
    };
    let text = stage.block(room.min, (width, lines), &model.share.text, (role, ink));
    if mark.is_some() && room.bottom() - text.bottom() >= LINE {
        stage.line(text.left_bottom(), width, "derived", (Role::Caption, palette.muted));
    }
}
