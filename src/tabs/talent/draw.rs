//! Paints the talent figure: the timeline or the moves above, the head-counts below.

use egui::{Align2, Rect, pos2, vec2};

use super::chart::{Chart, Events};
use super::chart_timeline::{Columns, Entry, Named, Sign, Timeline};
use super::draw_plan::{HEAD, Plan};
use super::draw_shape::{self, Fill, around};
use super::{draw_lanes, draw_moves, draw_teams};
use crate::model::Figure;
use crate::model::number::{counted, grouped};
use crate::paint::{Stage, labels};
use crate::style::{GRID, Role};

/// Height of a line of undated events, of the legend and of a note, roomy and compact.
const LINES: (f32, f32) = (22.0, 18.0);
/// Space above these lines, roomy and compact.
const ABOVE: (f32, f32) = (10.0, 4.0);
/// Lower figures are compact.
const COMPACT: f32 = 400.0;
/// The most of the height that head-counts take beside events, as a share.
const TEAMS: f32 = 0.5;
/// The most lines of undated events on a page.
const UNDATED_LINES: usize = 3;
/// Width of a sign before words, with its gap.
const SIGN: f32 = 18.0;
/// Width of a band in the legend, with its gap.
const BAND: f32 = 40.0;
/// Width that a scroll bar takes from the figure.
const SCROLL_BAR: f32 = 12.0;

/// Paints whichever view the chart holds.
pub fn chart(figure: &Figure<Chart>, stage: &mut Stage<'_>) {
    let is_compact = stage.rect.height() < COMPACT;
    let most = if figure.chart.events == Events::HeadCountsOnly { 1.0 } else { TEAMS };
    let teams = draw_teams::Plan::of(figure.chart.teams.as_ref(), (is_compact, most), stage);
    let room = stage.rect.height() - teams.height;
    match &figure.chart.events {
        Events::Timeline(timeline) => self::timeline(figure, timeline, stage),
        Events::Moves(moves) => {
            let plan = draw_moves::Plan::of(moves, room, stage);
            above_teams(figure, (plan.height, &teams), stage, |stage| {
                draw_moves::moves(figure, (moves, &plan), stage);
            });
        }
        Events::Empty(why) => {
            let height = room.max(8.0 * GRID);
            above_teams(figure, (height, &teams), stage, |stage| stage.empty(why));
        }
        Events::HeadCountsOnly => above_teams(figure, (0.0, &teams), stage, |_| {}),
    }
}

/// Draws on this height of the stage, and the head-counts below.
fn above_teams(
    figure: &Figure<Chart>,
    (height, teams): (f32, &draw_teams::Plan),
    stage: &mut Stage<'_>,
    draw: impl FnOnce(&mut Stage<'_>),
) {
    stage.scrolled(stage.rect, height + teams.height, |stage| {
        let rect = stage.rect;
        stage.within(Rect::from_min_size(rect.min, vec2(rect.width(), height)), draw);
        below(figure, (rect.top() + height, teams), stage);
    });
}

/// The head-counts from this height down.
fn below(figure: &Figure<Chart>, (top, plan): (f32, &draw_teams::Plan), stage: &mut Stage<'_>) {
    if let Some(teams) = &figure.chart.teams {
        let rect = stage.rect;
        let lower = Rect::from_min_size(pos2(rect.left(), top), vec2(rect.width(), plan.height));
        stage.within(lower, |stage| draw_teams::teams(figure, (teams, plan), stage));
    }
}

fn timeline(figure: &Figure<Chart>, timeline: &Timeline, stage: &mut Stage<'_>) {
    let whole = stage.rect;
    let mut parts = Parts::of(figure, timeline, stage);
    let needs_scroll = !stage.is_page() && parts.height() > whole.height() + 0.5;
    if needs_scroll {
        let narrow = whole.with_max_x(whole.right() - SCROLL_BAR);
        parts = stage.within(narrow, |stage| Parts::of(figure, timeline, stage));
    }
    let head = if timeline.span.is_some() { HEAD } else { 0.0 };
    if timeline.span.is_some() {
        draw_lanes::head(timeline, &parts.plan, stage);
    }
    let body = whole.with_min_y(whole.top() + head);
    let least = if needs_scroll { body.height() + 1.0 } else { 0.0 };
    stage.scrolled(body, (parts.height() - head).max(least), |stage| {
        let rect = stage.rect;
        draw_lanes::lanes(figure, timeline, &parts.plan, stage);
        let mut top = rect.top() + parts.plan.height + parts.above;
        for words in &parts.notes {
            let at = pos2(rect.left(), top + 3.0);
            stage.line(at, rect.width(), words, (Role::Caption, stage.palette.muted));
            top += parts.line;
        }
        top += undated(figure, timeline, (top, &parts), stage);
        legend(timeline, (top, &parts), stage);
        let top = rect.top() + parts.height() - head - parts.teams.height;
        below(figure, (top, &parts.teams), stage);
    });
}

/// The parts of the timeline and how high they are.
struct Parts {
    plan: Plan,
    /// What is not drawn as it would be with more room, and how columns are read.
    notes: Vec<String>,
    /// Line and left edge of each undated event, and how many lines are drawn.
    undated: (Vec<(usize, f32)>, usize),
    /// The same of each entry of the legend.
    legend: (Vec<(usize, f32)>, usize),
    teams: draw_teams::Plan,
    /// Height of the axis.
    head: f32,
    /// Space above the lines under the lanes.
    above: f32,
    /// Height of such a line.
    line: f32,
}

impl Parts {
    fn of(figure: &Figure<Chart>, timeline: &Timeline, stage: &Stage<'_>) -> Self {
        let width = stage.rect.width();
        let is_compact = stage.rect.height() < COMPACT;
        let lines = |places: &[(usize, f32)]| places.last().map_or(0, |(line, _)| line + 1);
        let pieces: Vec<f32> =
            timeline.undated.iter().map(|named| undated_width(named, stage)).collect();
        let indent = stage.width(UNDATED, Role::Head) + 1.5 * GRID;
        let mut undated = labels::flow(&pieces, 0.0, width - indent, 2.0 * GRID);
        for (_, x) in &mut undated {
            *x += indent;
        }
        let all = lines(&undated);
        // One line more says how many are left out.
        let line = if is_compact { LINES.1 } else { LINES.0 };
        // Without an axis they have all the room there is.
        let most = match timeline.span {
            Some(_) => UNDATED_LINES,
            None => ((stage.rect.height() * TEAMS / line) as usize).max(UNDATED_LINES),
        };
        let limit = if stage.is_page() { all.min(most) } else { all };
        let pieces: Vec<f32> =
            timeline.legend.iter().map(|entry| entry_width(entry, stage)).collect();
        let legend = labels::flow(&pieces, 0.0, width, 3.0 * GRID);
        let legend_lines = lines(&legend);
        let mut parts = Self {
            plan: Plan::default(),
            notes: timeline.columns.iter().map(|columns| column_note(columns, true)).collect(),
            undated: (undated, limit),
            legend: (legend, legend_lines),
            teams: draw_teams::Plan::of(figure.chart.teams.as_ref(), (is_compact, TEAMS), stage),
            above: if is_compact { ABOVE.1 } else { ABOVE.0 },
            line,
            head: if timeline.span.is_some() { HEAD } else { 0.0 },
        };
        let room = stage.rect.height() - parts.height();
        parts.plan = Plan::of(timeline, room, stage);
        let said = parts.plan.notes(timeline);
        if !said.is_empty() {
            let room = room - parts.line * said.len() as f32;
            parts.plan = Plan::of(timeline, room, stage);
            parts.notes.extend(parts.plan.notes(timeline));
        }
        if let (Some(columns), Some(note)) = (&timeline.columns, parts.notes.first_mut()) {
            *note = column_note(columns, parts.plan.has_last());
        }
        parts
    }

    fn height(&self) -> f32 {
        let lines = self.notes.len() + self.undated.1 + self.legend.1;
        self.head + self.plan.height + self.above + self.line * lines as f32 + self.teams.height
    }
}

const UNDATED: &str = "No date stated:";

fn column_note(columns: &Columns, has_last: bool) -> String {
    let rest =
        if columns.has_rest && has_last { "; the last lane has a scale of its own" } else { "" };
    format!(
        "{} counted by {}: the tallest column is {}{rest}. Choose dates or a kind to see each event.",
        counted(columns.events, "event"),
        columns.unit,
        counted(columns.tallest, "event")
    )
}

fn undated_width(named: &Named, stage: &Stage<'_>) -> f32 {
    let sign = if named.family.is_some() { SIGN } else { 0.0 };
    sign + stage.width(&named.text, Role::Caption)
}

/// Names the events that have no place on the axis; returns the height that took.
fn undated(
    figure: &Figure<Chart>,
    timeline: &Timeline,
    (top, parts): (f32, &Parts),
    stage: &mut Stage<'_>,
) -> f32 {
    let (rect, palette) = (stage.rect, stage.palette);
    let (places, lines) = (&parts.undated.0, parts.undated.1);
    if lines == 0 {
        return 0.0;
    }
    let cut = places.last().is_some_and(|(line, _)| line + 1 > lines);
    let drawn = if cut { lines - 1 } else { lines };
    let at = pos2(rect.left(), top + parts.line / 2.0);
    stage.text(at, Align2::LEFT_CENTER, UNDATED, (Role::Head, palette.muted));
    let mut left_out = 0;
    for (named, (line, x)) in timeline.undated.iter().zip(places) {
        if *line >= drawn {
            left_out += named.events;
            continue;
        }
        let room = (rect.width() - x).max(0.0);
        let at = pos2(rect.left() + x, top + parts.line * (*line as f32));
        let width = undated_width(named, stage).min(room);
        if let Some(mark) = figure.marks.get(named.mark) {
            stage.mark(
                mark,
                Rect::from_min_size(at, vec2(width, parts.line)).shrink2(vec2(0.0, 2.0)),
            );
        }
        let middle = at.y + parts.line / 2.0;
        let mut from = at.x;
        if let Some(family) = named.family {
            let fill = if named.is_anticipated { Fill::Dashed } else { Fill::Washed };
            let place = around(pos2(from + 5.0, middle), 4.5);
            draw_shape::sign(stage.painter(), place, (family, fill), palette);
            from += SIGN - 3.0;
        }
        let at = pos2(from, middle - 7.5);
        stage.line(at, at_least(rect.right() - from), &named.text, (Role::Caption, palette.ink));
    }
    if left_out > 0 {
        let words = format!(
            "and {} without a date, not shown on this page",
            counted(left_out, "more event")
        );
        let at = pos2(rect.left(), top + parts.line * (drawn as f32 + 0.5));
        stage.text(at, Align2::LEFT_CENTER, &words, (Role::Caption, palette.muted));
    }
    parts.line * lines as f32
}

fn at_least(width: f32) -> f32 {
    width.max(0.0)
}

fn entry_width(entry: &Entry, stage: &Stage<'_>) -> f32 {
    let sign = if matches!(entry.sign, Sign::Point(_) | Sign::Pale(_)) { SIGN } else { BAND };
    sign + stage.width(&entry.words, Role::Caption)
}

fn legend(timeline: &Timeline, (top, parts): (f32, &Parts), stage: &Stage<'_>) {
    let (rect, palette) = (stage.rect, stage.palette);
    for (entry, (line, x)) in timeline.legend.iter().zip(&parts.legend.0) {
        let middle = top + parts.line * (*line as f32 + 0.5);
        let left = rect.left() + x;
        let band = Rect::from_center_size(pos2(left + 16.0, middle), vec2(32.0, 12.0));
        let point = around(pos2(left + 6.0, middle), 5.5);
        let (place, look) = match entry.sign {
            Sign::Point(family) => (point, (family, Fill::Solid)),
            Sign::Pale(family) => (point, (family, Fill::Washed)),
            Sign::Band(family) => (band, (family, Fill::Washed)),
            Sign::Dashed(family) => (band, (family, Fill::Dashed)),
        };
        draw_shape::sign(stage.painter(), place, look, palette);
        let at = pos2(place.right() + 7.0, middle);
        stage.text(at, Align2::LEFT_CENTER, &entry.words, (Role::Caption, palette.muted));
    }
}

/// What a plan leaves out, in words.
pub fn left_out(labelled: usize, events: usize) -> String {
    format!("Label shown for {} of {}", grouped(labelled as f64), counted(events, "event"))
}
