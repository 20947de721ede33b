//! Paints the coverage matrix and its summary.

use egui::{Align2, Color32, Rect, Stroke, pos2, vec2};

use super::chart::{Chart, Line, Status, Tally, index_text};
use crate::model::number::counted;
use crate::model::{Choice as _, Figure, choice};
use crate::paint::glyph::{self, Sign};
use crate::paint::{Room, Stage};
use crate::style::{GRID, Palette, Role};

/// Height of the column heads.
const HEAD: f32 = 48.0;
/// Lowest and tallest row.
const ROW: (f32, f32) = (44.0, 104.0);

/// Paints whichever view the chart holds.
pub fn chart(figure: &Figure<Chart>, stage: &mut Stage<'_>) {
    match &figure.chart {
        Chart::Matrix(lines) => matrix(figure, lines, stage),
        Chart::Summary { tallies, index } => {
            summary(figure, tallies, stage);
            if let Some(index) = index {
                formula(figure, &index_text(index), stage);
            }
        }
        Chart::Empty(why) => stage.empty(why),
    }
}

/// Where the columns stand, from left to right.
struct Columns {
    name: Rect,
    /// Centre of each status.
    status: [f32; 4],
    target: Rect,
    alternative: Rect,
}

impl Columns {
    fn of(rect: Rect) -> Self {
        let at = |from: f32, to: f32| {
            let x = |share: f32| rect.left() + rect.width() * share;
            Rect::from_x_y_ranges(x(from)..=x(to) - 1.5 * GRID, rect.y_range())
        };
        let step = rect.width() * 0.104;
        let first = rect.left() + rect.width() * 0.256;
        Self {
            name: at(0.0, 0.22),
            status: [0.0, 1.0, 2.0, 3.0].map(|index| first + step * index),
            target: at(0.628, 0.83),
            alternative: at(0.83, 1.0 + 1.5 * GRID / rect.width()),
        }
    }
}

impl Columns {
    /// Whether the longest head of a status is wider than the room between two of them.
    fn is_tight(&self, stage: &Stage<'_>) -> bool {
        let [first, second, ..] = self.status;
        stage.width("circumvented", Role::Head) + 4.0 > second - first
    }
}

fn matrix(figure: &Figure<Chart>, lines: &[Line], stage: &mut Stage<'_>) {
    let rect = stage.rect;
    heads(&Columns::of(rect), stage);
    let body = Rect::from_min_max(pos2(rect.left(), rect.top() + HEAD), rect.max);
    let fit = stage.fit_rows(lines.len(), body.height(), ROW);
    stage.hairline(body.top());
    stage.scrolled(body, fit.height * lines.len() as f32, |stage| {
        let columns = Columns::of(stage.rect);
        for (index, line) in lines.iter().take(fit.shown).enumerate() {
            let top = stage.rect.top() + fit.height * index as f32;
            let row = Rect::from_min_size(
                pos2(stage.rect.left(), top),
                vec2(stage.rect.width(), fit.height),
            );
            self::line(figure, line, (row, &columns), stage);
            if index + 1 < lines.len() {
                stage.hairline(row.bottom());
            }
        }
        if fit.shown < lines.len() {
            let more = counted(lines.len() - fit.shown, "more dimension");
            let at =
                pos2(stage.rect.left(), stage.rect.top() + fit.height * fit.shown as f32 + 8.0);
            let words = format!("and {more}, not shown on this page");
            stage.text(at, Align2::LEFT_TOP, &words, (Role::Caption, stage.palette.muted));
        }
    });
}

fn heads(columns: &Columns, stage: &Stage<'_>) {
    let bottom = stage.rect.top() + HEAD - GRID;
    for (status, x) in Status::ALL.iter().zip(columns.status) {
        let words = choice::sentence_case(status.key());
        let color = text_color(*status, stage.palette);
        // Two words stand below each other, so that four columns fit on a narrow window.
        let lines: Vec<&str> = words.splitn(2, ' ').collect();
        let height = 16.0;
        for (index, text) in lines.iter().enumerate() {
            let up = (2.0 - index as f32) * height;
            let at = pos2(x, bottom - up);
            let role = if columns.is_tight(stage) { Role::Tight } else { Role::Head };
            stage.text(at, Align2::CENTER_TOP, text, (role, color));
        }
    }
    for (column, words) in
        [(columns.target, "What the control targets"), (columns.alternative, "What replaces it")]
    {
        // On a narrow page the words stand on two lines.
        let words = words.to_uppercase();
        let height = stage.measure(&words, Role::Key, column.width()).y;
        let at = pos2(column.left(), bottom - height);
        stage.block(at, (column.width(), 2), &words, (Role::Key, stage.palette.muted));
    }
}

fn line(
    figure: &Figure<Chart>,
    line: &Line,
    (row, columns): (Rect, &Columns),
    stage: &mut Stage<'_>,
) {
    let palette = stage.palette;
    let inner = row.shrink2(vec2(0.0, 4.0));
    let is_selected = figure.mark(&line.key).is_some_and(|mark| stage.mark(mark, inner));
    let behind = if is_selected { palette.wash } else { palette.canvas };
    let middle = row.center().y;
    name(line, columns.name, middle, stage);
    track(line.status, columns, middle, stage, behind);
    let faint = |is_absent: bool| if is_absent { palette.faint } else { palette.ink };
    let no_target = matches!(line.control_target.as_str(), "No control applies" | "Not stated");
    cell(&line.control_target, columns.target, row, stage, faint(no_target));
    let no_alternative = line.alternative == "Not stated";
    cell(&line.alternative, columns.alternative, row, stage, faint(no_alternative));
}

fn name(line: &Line, column: Rect, middle: f32, stage: &Stage<'_>) {
    let palette = stage.palette;
    let width = column.width();
    let has_front = !line.front.is_empty();
    let rows = if has_front { 1 } else { 2 };
    let height = stage.measure(&line.name, Role::Strong, width).y.min(18.0 * rows as f32);
    let below = if has_front { 18.0 } else { 0.0 };
    let top = middle - f32::midpoint(height, below);
    let at = pos2(column.left() + 4.0, top);
    let rect = stage.block(at, (width, rows), &line.name, (Role::Strong, palette.ink));
    if has_front {
        let at = pos2(at.x, rect.bottom() + 2.0);
        stage.line(at, width, &line.front, (Role::Caption, palette.muted));
    }
}

/// The four places a status can have, and the sign on the one it has.
fn track(status: Status, columns: &Columns, middle: f32, stage: &Stage<'_>, behind: Color32) {
    let palette = stage.palette;
    let painter = stage.painter();
    let [first, .., last] = columns.status;
    let color = palette.hairline.lerp_to_gamma(palette.comparator, 0.35);
    painter.hline(first..=last, middle, Stroke::new(1.5, color));
    for (other, x) in Status::ALL.iter().zip(columns.status) {
        let at = pos2(x, middle);
        if *other == status {
            let (shape, ink) = sign(status, palette);
            glyph::sign(painter, shape, at, 14.0, (ink, behind));
        } else {
            painter.circle_filled(at, 3.0, color);
        }
    }
}

fn cell(text: &str, column: Rect, row: Rect, stage: &Stage<'_>, color: Color32) {
    let rows = ((row.height() - GRID) / 18.0).floor().max(1.0) as usize;
    let height = stage.measure(text, Role::Body, column.width()).y.min(18.0 * rows as f32);
    let at = pos2(column.left(), row.center().y - height / 2.0);
    stage.block(at, (column.width(), rows), text, (Role::Body, color));
}

fn summary(figure: &Figure<Chart>, tallies: &[Tally], stage: &mut Stage<'_>) {
    let rect = stage.rect;
    let palette = stage.palette;
    let step = ((rect.height() - 96.0) / tallies.len().max(1) as f32).clamp(44.0, 84.0);
    let (label, value) = (rect.left() + rect.width() * 0.22, 96.0);
    let room = rect.right() - label - value;
    for (index, tally) in tallies.iter().enumerate() {
        let middle = rect.top() + step * (index as f32 + 0.5);
        let bar =
            Rect::from_min_size(pos2(label, middle - 14.0), vec2(room * tally.share as f32, 28.0));
        let row = Rect::from_x_y_ranges(rect.x_range(), middle - 20.0..=middle + 20.0);
        if let Some(mark) = figure.mark(&tally.key) {
            stage.mark(mark, row);
        }
        let (shape, color) = sign(tally.status, palette);
        let at = pos2(rect.left() + 12.0, middle);
        glyph::sign(stage.painter(), shape, at, 10.0, (color, palette.canvas));
        let words = choice::sentence_case(tally.status.key());
        let at = pos2(rect.left() + 32.0, middle);
        stage.text(at, Align2::LEFT_CENTER, &words, (Role::Label, palette.ink));
        let track = Rect::from_min_size(bar.min, vec2(room, bar.height()));
        let end = stage.native(&tally.key, Room { whole: row.with_min_x(label), track }, |stage| {
            stage.painter().rect_filled(bar, 0.0, color);
            let text = tally.text(figure.counts.shown);
            let at = pos2(bar.right() + GRID, middle);
            stage.text(at, Align2::LEFT_CENTER, &text, (Role::Strong, palette.ink)).right()
        });
        let at = pos2(end + GRID, middle - 7.0);
        stage.line(at, rect.right() - at.x, &tally.names, (Role::Caption, palette.muted));
    }
}

/// The coverage index with its formula, under the bars.
fn formula(figure: &Figure<Chart>, text: &str, stage: &mut Stage<'_>) {
    let rect = stage.rect;
    let palette = stage.palette;
    let top = rect.bottom() - 64.0;
    let room = Rect::from_min_max(pos2(rect.left(), top), rect.max);
    if let Some(mark) = figure.mark("index") {
        stage.mark(mark, room);
    }
    let at = pos2(rect.left() + 4.0, top + GRID);
    let words = format!("Coverage index: {text}");
    let end = stage.text(at, Align2::LEFT_TOP, &words, (Role::Strong, palette.ink));
    stage.badge(end.right_top() + vec2(GRID, -1.0), "derived", (palette.muted, palette.panel));
    let how = "Effective counts 1, partially circumvented ½, fully circumvented 0; the sum is \
               divided by the dimensions to which a control applies, and by all dimensions.";
    let at = pos2(at.x, end.bottom() + 4.0);
    stage.block(at, (rect.width() - GRID, 2), how, (Role::Caption, palette.muted));
}

fn sign(status: Status, palette: &Palette) -> (Sign, Color32) {
    match status {
        Status::Effective => (Sign::Full, palette.effective),
        Status::Partially => (Sign::Half, palette.partial),
        Status::Fully => (Sign::Hollow, palette.full),
        Status::NotApplicable => (Sign::Dashed, palette.none),
    }
}

fn text_color(status: Status, palette: &Palette) -> Color32 {
    match status {
        Status::Effective => palette.effective_text,
        Status::Partially => palette.partial_text,
        Status::Fully => palette.full_text,
        Status::NotApplicable => palette.none_text,
    }
}
