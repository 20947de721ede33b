//! Paints the head-counts: a row of dots per organisation.

use egui::{Align2, Color32, Rect, Stroke, pos2, vec2};

use super::chart::Chart;
use super::chart_teams::{HeadCounts, Row, people_per_dot};
use crate::model::Figure;
use crate::model::number::{counted, grouped};
use crate::paint::Stage;
use crate::style::{GRID, Role};

/// Above the heading with the hairline, the heading, a row: roomy and compact heights.
const ROOMY: [f32; 3] = [18.0, 26.0, 26.0];
const COMPACT: [f32; 3] = [12.0, 22.0, 22.0];
/// Narrowest and widest distance of dots.
const STEP: (f32, f32) = (6.5, 9.0);
/// Rows of dots in a row.
const LINES: usize = 2;

/// How much room the head-counts take.
#[derive(Clone, Copy, Debug, Default)]
pub struct Plan {
    gap: f32,
    heading: f32,
    row: f32,
    /// How many organisations are drawn.
    shown: usize,
    /// Of everything.
    pub height: f32,
}

impl Plan {
    /// The plan for a figure of the stage's size; nothing where there are no head-counts.
    /// On a page they take no more than `most` of the height, a share.
    pub fn of(
        teams: Option<&HeadCounts>,
        (is_compact, most): (bool, f32),
        stage: &Stage<'_>,
    ) -> Self {
        let Some(teams) = teams else { return Self::default() };
        let [gap, heading, row] = if is_compact { COMPACT } else { ROOMY };
        let all = teams.rows.len();
        let room = ((stage.rect.height() * most - gap - heading) / row).floor().max(2.0) as usize;
        // One line says how many are left out.
        let shown = if stage.is_page() && room < all { room - 1 } else { all };
        let lines = shown + usize::from(teams.more.is_some() || shown < all);
        let height = gap + heading + row * lines as f32;
        Self { gap, heading, row, shown, height }
    }
}

/// Where the parts of a row stand.
struct Columns {
    name: f32,
    dots: f32,
    also: f32,
    step: f32,
    people_per_dot: f32,
}

impl Columns {
    fn of(teams: &HeadCounts, stage: &Stage<'_>) -> Self {
        let width = stage.rect.width();
        let widest = |of: &dyn Fn(&Row) -> f32| teams.rows.iter().map(of).fold(0.0, f32::max);
        let name = widest(&|row| {
            stage.width(&row.organisation, Role::Label)
                + stage.width(&row.statement.text, Role::Strong)
                + GRID
        });
        let name = name.min(width * 0.34) + 2.0 * GRID;
        let also = widest(&|row| also_width(row, stage)).min(width * 0.3);
        let dots = (width - name - also - 2.0 * GRID).max(STEP.0);
        let capacity = (dots / STEP.0).floor().max(1.0) as usize * LINES;
        let largest = teams.largest.unwrap_or(0.0);
        let people_per_dot = people_per_dot(largest, capacity);
        let line = (largest / people_per_dot / LINES as f64).ceil().max(1.0) as f32;
        let step = (dots / line).clamp(STEP.0, STEP.1);
        Self { name, dots, also, step, people_per_dot: people_per_dot as f32 }
    }
}

/// Paints heading and rows from the top of the stage.
pub fn teams(figure: &Figure<Chart>, (teams, plan): (&HeadCounts, &Plan), stage: &mut Stage<'_>) {
    let (rect, palette) = (stage.rect, stage.palette);
    stage.hairline(rect.top() + plan.gap / 2.0);
    let columns = Columns::of(teams, stage);
    let middle = rect.top() + plan.gap + plan.heading / 2.0;
    let at = pos2(rect.left(), middle);
    let heading =
        stage.text(at, Align2::LEFT_CENTER, "Head-count, as stated", (Role::Strong, palette.ink));
    let at = pos2(heading.right() + GRID, middle);
    if teams.largest.is_some_and(|largest| largest > 0.0) {
        stage.text(
            at,
            Align2::LEFT_CENTER,
            &scale(teams, &columns),
            (Role::Caption, palette.muted),
        );
    }
    let mut top = rect.top() + plan.gap + plan.heading;
    for (index, row) in teams.rows.iter().take(plan.shown).enumerate() {
        let color = if index == 0 { palette.accent } else { palette.comparator };
        let room = Rect::from_min_size(pos2(rect.left(), top), vec2(rect.width(), plan.row));
        self::row(figure, row, (room, &columns, color), stage);
        top += plan.row;
    }
    let hidden = teams.rows.len() - plan.shown;
    let at = pos2(rect.left(), top + plan.row / 2.0);
    if hidden > 0 {
        let left = hidden + teams.more.as_ref().map_or(0, |more| more.count);
        let words = format!("and {}, not shown on this page", counted(left, "more organisation"));
        stage.text(at, Align2::LEFT_CENTER, &words, (Role::Caption, palette.muted));
    } else if let Some(more) = &teams.more {
        let room =
            Rect::from_min_size(pos2(rect.left(), top + 2.0), vec2(rect.width(), plan.row - 4.0));
        if let Some(mark) = figure.marks.get(more.mark) {
            stage.mark(mark, room);
        }
        stage.text(at, Align2::LEFT_CENTER, &more.words, (Role::Caption, palette.muted));
    }
}

/// What a dot stands for, and what a hollow one says.
fn scale(teams: &HeadCounts, columns: &Columns) -> String {
    let per_dot = f64::from(columns.people_per_dot);
    let noun = if per_dot == 1.0 { "person" } else { "people" };
    let (disputed, agreed): (Vec<&Row>, Vec<&Row>) =
        teams.rows.iter().partition(|row| row.lowest.is_some());
    let has_part = agreed.iter().filter_map(|row| row.people).any(|n| n % per_dot != 0.0);
    let ring = if has_part { ", a ring for fewer" } else { "" };
    let range = if disputed.is_empty() { "" } else { ", rings from the lowest to the highest" };
    format!("one dot = {} {noun}{ring}{range}", grouped(per_dot))
}

fn row(
    figure: &Figure<Chart>,
    row: &Row,
    (room, columns, color): (Rect, &Columns, Color32),
    stage: &mut Stage<'_>,
) {
    let palette = stage.palette;
    let dots = |people: Option<f64>| people.map_or(0.0, |n| n as f32 / columns.people_per_dot);
    let whole = dots(row.lowest.or(row.people)).floor() as usize;
    let count = dots(row.people).ceil() as usize;
    // What fits on one line stands on one.
    let line = (columns.dots / columns.step).floor().max(1.0) as usize;
    let lines = if count > line { LINES } else { 1 };
    let per_line = count.div_ceil(lines).max(1);
    let end = room.left() + columns.name + columns.step * per_line.min(count) as f32;
    if let Some(mark) = figure.marks.get(row.statement.mark) {
        let rect =
            Rect::from_min_max(room.min, pos2(end.max(room.left() + columns.name), room.bottom()));
        stage.mark(mark, rect.shrink2(vec2(0.0, 2.0)));
    }
    let middle = room.center().y;
    let value = stage.width(&row.statement.text, Role::Strong);
    let names = (columns.name - 2.0 * GRID - value - GRID).max(0.0);
    let at = pos2(room.left(), middle - 8.5);
    let name = stage.line(at, names + 1.0, &row.organisation, (Role::Label, palette.ink));
    let at = pos2(name.right() + GRID, middle);
    let ink = if row.people.is_some() { palette.ink } else { palette.faint };
    stage.text(at, Align2::LEFT_CENTER, &row.statement.text, (Role::Strong, ink));
    let radius = columns.step * 0.38;
    for index in 0..count {
        let x = room.left() + columns.name + columns.step * ((index % per_line) as f32 + 0.5);
        let y = (index / per_line) as f32 - (lines as f32 - 1.0) / 2.0;
        let at = pos2(x, middle + y * (columns.step + 0.5));
        if index < whole {
            stage.painter().circle_filled(at, radius, color);
        } else {
            stage.painter().circle_stroke(at, radius - 0.5, Stroke::new(1.0, color));
        }
    }
    also(figure, row, (room, end + 1.5 * GRID, columns.also), stage);
}

/// The words before the other statements.
fn lead(row: &Row) -> String {
    if !row.dispute.is_empty() {
        format!("{}:", row.dispute)
    } else if row.others.iter().all(|other| other.has_number) {
        "also stated as".to_owned()
    } else {
        "other statements:".to_owned()
    }
}

/// Between two other wordings, in points.
const BETWEEN: f32 = 24.0;

fn also_width(row: &Row, stage: &Stage<'_>) -> f32 {
    let words: f32 =
        row.others.iter().map(|other| stage.width(&other.text, Role::Caption) + BETWEEN).sum();
    if row.others.is_empty() { 0.0 } else { stage.width(&lead(row), Role::Caption) + words + GRID }
}

/// The other wordings, each a mark of its own.
fn also(
    figure: &Figure<Chart>,
    row: &Row,
    (room, from, width): (Rect, f32, f32),
    stage: &mut Stage<'_>,
) {
    let others = &row.others;
    if others.is_empty() {
        return;
    }
    let style = (Role::Caption, stage.palette.muted);
    let edge = (from + width).max(from).min(room.right());
    let middle = room.center().y;
    let mut x =
        stage.text(pos2(from, middle), Align2::LEFT_CENTER, &lead(row), style).right() + 6.0;
    for (index, other) in others.iter().enumerate() {
        let left = others.len() - index;
        let wide = stage.width(&other.text, Role::Caption);
        let words = format!("and {left} more");
        let reserve = if left > 1 { stage.width(&words, Role::Caption) + GRID } else { 0.0 };
        if index > 0 && x + wide + reserve > edge + 1.0 {
            stage.text(pos2(x, middle), Align2::LEFT_CENTER, &words, style);
            return;
        }
        let rect = Rect::from_min_size(pos2(x, middle - 8.0), vec2(wide, 16.0));
        if let Some(mark) = figure.marks.get(other.mark) {
            stage.mark(mark, rect);
        }
        let end = stage.text(pos2(x, middle), Align2::LEFT_CENTER, &other.text, style).right();
        if left > 1 {
            // Behind the sign of a caveat, which stands at the end of the number.
            stage.text(pos2(end + BETWEEN / 2.0, middle), Align2::CENTER_CENTER, "·", style);
        }
        x = end + BETWEEN;
    }
}
