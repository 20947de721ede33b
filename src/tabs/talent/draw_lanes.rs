//! Paints the lanes of the timeline under its axis.

use egui::{Align2, Rect, Stroke, pos2, vec2};

use super::chart::Chart;
use super::chart_calendar::ticks;
use super::chart_timeline::{Column, Content, Dated, Lane, Timeline};
use super::draw::left_out;
use super::draw_shape::{self, Fill, around};
use crate::model::Figure;
use crate::model::date::day_number;
use crate::model::number::counted;
use crate::paint::Stage;
use crate::paint::labels::{self, Placed, Room, Side, Wish};
use crate::style::{GRID, Role};

/// Height of the axis.
pub const HEAD: f32 = 22.0;
/// Lowest and tallest row with the caption under the title.
const LOOSE: (f32, f32) = (36.0, 48.0);
/// Lowest and tallest row with the caption beside the title, on a page and in a window.
const TIGHT: [(f32, f32); 2] = [(19.0, 30.0), (28.0, 32.0)];
/// Space above and below the rows of a lane, loose and tight.
const LANE_PAD: (f32, f32) = (8.0, 3.0);
/// Lowest and tallest lane of columns.
const COLUMN_LANE: (f32, f32) = (34.0, 96.0);
/// The widest that names of lanes may be, as a share of the figure.
const NAMES: f32 = 0.2;
/// Shares of the axis that may be left free for labels after the last day.
const FREE: [f32; 5] = [0.0, 0.08, 0.16, 0.24, 0.32];
/// Narrowest band.
const NARROWEST: f32 = 10.0;
/// Between title and caption on one line.
const BESIDE: f32 = 8.0;

/// Days to points.
#[derive(Clone, Copy, Debug, Default)]
pub struct Axis {
    left: f32,
    /// Where the last day ends; labels may go on to `edge`.
    right: f32,
    edge: f32,
    first: i32,
    days: f32,
}

impl Axis {
    fn x(&self, day: i32) -> f32 {
        self.left + (day - self.first) as f32 / self.days.max(1.0) * (self.right - self.left)
    }

    /// Left and right edge of what lies between two days, both included, cut to the axis.
    fn extent(&self, (first, last): (i32, i32)) -> (f32, f32) {
        let ends = (self.x(first).max(self.left), self.x(last.saturating_add(1)).min(self.right));
        let short = (NARROWEST - (ends.1 - ends.0)).max(0.0) / 2.0;
        (ends.0 - short, ends.1 + short)
    }

    fn room(&self) -> Room {
        Room { left: self.left, right: self.edge, gap: GRID, spacing: 1.5 * GRID }
    }
}

/// Where everything in the lanes stands.
#[derive(Clone, Debug, Default)]
pub struct Plan {
    axis: Axis,
    names: f32,
    row: f32,
    /// Whether the caption stands beside the title.
    is_tight: bool,
    lanes: Vec<LanePlan>,
    /// Of all lanes drawn.
    pub height: f32,
}

/// Where the events of a lane stand; lanes that are not drawn have no rows.
#[derive(Clone, Debug, Default)]
struct LanePlan {
    height: f32,
    rows: usize,
    places: Vec<Option<Placed>>,
}

impl LanePlan {
    /// Where a line of the grid runs from top to bottom of the lane: not through labels.
    fn free_at(&self, x: f32, plan: &Plan) -> Vec<(f32, f32)> {
        let is_through = |row: usize| {
            self.places.iter().flatten().filter(|placed| placed.row == row).any(|placed| {
                let spot = placed.spot;
                spot.x - 3.0 < x && x < spot.x + spot.width + 3.0
            })
        };
        let mut from = 0.0;
        let mut free = Vec::new();
        for row in (0..self.rows).filter(|row| is_through(*row)) {
            let top = plan.pad() + plan.row * row as f32;
            free.push((from, top));
            from = top + plan.row;
        }
        free.push((from, self.height));
        free
    }
}

impl Plan {
    /// Plans the lanes for this height: captions under titles, else beside them, else, on a page,
    /// only as many labels as there is room for.
    pub fn of(timeline: &Timeline, room: f32, stage: &Stage<'_>) -> Self {
        let Some((first, last)) = timeline.span else { return Self::default() };
        let widest = timeline.lanes.iter().map(|lane| stage.width(&lane.name, Role::Strong));
        let names = widest.fold(0.0, f32::max).min(stage.rect.width() * NAMES);
        let (left, edge) = (stage.rect.left() + names + 2.0 * GRID, stage.rect.right());
        let days = (day_number(last) - day_number(first) + 1) as f32;
        let axis = Axis { left, right: edge, edge, first: day_number(first), days };
        let base = Self { axis, names, ..Self::default() };
        if timeline.columns.is_some() {
            return base.with_columns(timeline.lanes.len(), room, stage);
        }
        let tight = if stage.is_page() { TIGHT[0] } else { TIGHT[1] };
        let loose = base.with_rows(timeline, (false, LOOSE.0), stage);
        if loose.height <= room {
            return loose.stretched(LOOSE.1, room);
        }
        let beside = base.with_rows(timeline, (true, tight.0), stage);
        if beside.height <= room {
            return beside.stretched(tight.1, room);
        }
        if stage.is_page() { beside.cut(timeline, room, stage) } else { loose }
    }

    fn with_columns(mut self, lanes: usize, room: f32, stage: &Stage<'_>) -> Self {
        let fit = stage.fit_rows(lanes, room, COLUMN_LANE);
        let lane = |index| if index < fit.shown { (fit.height, 1) } else { (0.0, 0) };
        self.lanes = (0..lanes)
            .map(lane)
            .map(|(height, rows)| LanePlan { height, rows, places: Vec::new() })
            .collect();
        self.height = fit.height * fit.shown as f32;
        self
    }

    /// Every event in a row, however many rows that takes, on the axis that flips or cuts fewest
    /// labels; where room is short, on the one that needs fewest rows.
    fn with_rows(
        &self,
        timeline: &Timeline,
        (is_tight, row): (bool, f32),
        stage: &Stage<'_>,
    ) -> Self {
        let mut best: Option<((usize, usize), Self)> = None;
        for free in FREE {
            let mut plan = self.clone();
            (plan.is_tight, plan.row) = (is_tight, row);
            plan.axis.right = plan.axis.edge - free * (plan.axis.edge - plan.axis.left);
            let lanes = timeline.lanes.iter().map(|lane| plan.lane(lane, usize::MAX, stage));
            plan.lanes = lanes.collect();
            let places = plan.lanes.iter().flat_map(|lane| lane.places.iter().flatten());
            let moved = places.filter(|p| p.spot.side != Side::Right || !p.spot.is_whole).count();
            let rows = plan.lanes.iter().map(|lane| lane.rows).sum();
            let worth = if is_tight { (rows, moved) } else { (moved, rows) };
            if best.as_ref().is_none_or(|(least, _)| worth < *least) {
                best = Some((worth, plan));
            }
        }
        best.map_or_else(Self::default, |(_, plan)| plan).measured()
    }

    fn lane(&self, lane: &Lane, rows: usize, stage: &Stage<'_>) -> LanePlan {
        let Content::Events(events) = &lane.content else { return LanePlan::default() };
        let wishes: Vec<Wish> = events.iter().map(|event| self.wish(event, stage)).collect();
        let places = labels::stack(&wishes, self.axis.room(), rows);
        let has_strip = places.iter().any(Option::is_none);
        let used = labels::rows(&places).min(rows) + usize::from(has_strip);
        LanePlan { height: 0.0, rows: used, places }
    }

    fn wish(&self, event: &Dated, stage: &Stage<'_>) -> Wish {
        let mark = self.mark(event);
        let title = stage.width(&event.title, Role::Strong);
        let caption = stage.width(&event.caption, Role::Caption);
        if !self.is_tight {
            return Wish { mark, label: title.max(caption).ceil() };
        }
        let whole = Wish { mark, label: (title + BESIDE + caption).ceil() };
        if labels::beside(whole, self.axis.room()).is_whole {
            return whole;
        }
        let short = stage.width(&event.short, Role::Caption);
        Wish { mark, label: (title + BESIDE + short).ceil() }
    }

    /// Left and right edge of the event's sign.
    fn mark(&self, event: &Dated) -> (f32, f32) {
        if event.days.0 == event.days.1 {
            let half = self.half();
            let x = f32::midpoint(self.axis.x(event.days.0), self.axis.x(event.days.0 + 1));
            return (x - half, x + half);
        }
        self.axis.extent(event.days)
    }

    /// Half the height of a sign.
    fn half(&self) -> f32 {
        if self.is_tight { 7.0 } else { 9.0 }
    }

    fn pad(&self) -> f32 {
        if self.is_tight { LANE_PAD.1 } else { LANE_PAD.0 }
    }

    fn measured(mut self) -> Self {
        let (row, pad) = (self.row, self.pad());
        for lane in &mut self.lanes {
            lane.height = if lane.rows == 0 { 0.0 } else { lane.rows as f32 * row + 2.0 * pad };
        }
        self.height = self.lanes.iter().map(|lane| lane.height).sum();
        self
    }

    /// The same with rows as high as there is room for.
    fn stretched(mut self, tallest: f32, room: f32) -> Self {
        let rows: usize = self.lanes.iter().map(|lane| lane.rows).sum();
        let pads = 2.0 * self.pad() * self.lanes.len() as f32;
        self.row = ((room - pads) / rows.max(1) as f32).clamp(self.row, tallest.max(self.row));
        self.measured()
    }

    /// The same with as many rows as there is room for. In a lane that has too few, what finds no
    /// place stands in its last row without a label.
    fn cut(mut self, timeline: &Timeline, room: f32, stage: &Stage<'_>) -> Self {
        let wanted: Vec<usize> = self.lanes.iter().map(|lane| lane.rows).collect();
        let lowest = self.row + 2.0 * self.pad();
        let lanes = ((room / lowest).floor().max(1.0) as usize).min(wanted.len());
        let pads = 2.0 * self.pad() * lanes as f32;
        let rows = (((room - pads) / self.row).floor().max(1.0) as usize).max(lanes);
        let mut given = labels::share(wanted.get(..lanes).unwrap_or_default(), rows);
        given.resize(wanted.len(), 0);
        let lane = |(lane, (given, wanted)): (&Lane, (&usize, &usize))| match *given {
            0 => LanePlan::default(),
            rows if rows >= *wanted => self.lane(lane, rows, stage),
            rows => self.lane(lane, rows - 1, stage),
        };
        self.lanes = timeline.lanes.iter().zip(given.iter().zip(&wanted)).map(lane).collect();
        self.measured()
    }

    /// What is not drawn, or not named, in words.
    pub fn notes(&self, timeline: &Timeline) -> Vec<String> {
        let mut notes = Vec::new();
        let events: usize = timeline.lanes.iter().map(Lane::events).sum();
        let hidden = timeline.lanes.iter().zip(&self.lanes).filter(|(_, plan)| plan.rows == 0);
        let (lanes, left): (usize, usize) =
            hidden.fold((0, 0), |(n, sum), (lane, _)| (n + 1, sum + lane.events()));
        let places = || self.lanes.iter().flat_map(|lane| &lane.places);
        if places().any(Option::is_none) {
            notes.push(left_out(places().flatten().count(), events - left));
        }
        if lanes > 0 {
            let lanes = counted(lanes, "more lane");
            let events = counted(left, "event");
            notes.push(format!("and {lanes} with {events}, not shown on this page"));
        }
        if notes.is_empty() { notes } else { vec![notes.join(" · ")] }
    }
}

/// The axis over the lanes: a label at the start of each unit, never cut.
pub fn head(timeline: &Timeline, plan: &Plan, stage: &Stage<'_>) {
    let Some(span) = timeline.span else { return };
    let axis = plan.axis;
    let ticks = ticks(span, axis.right - axis.left);
    let ends = ticks.iter().skip(1).map(|tick| axis.x(tick.day)).chain([f32::INFINITY]);
    let places: Vec<(f32, f32)> = ticks.iter().map(|tick| axis.x(tick.day)).zip(ends).collect();
    let room = |(x, end): (f32, f32)| end.min(axis.edge + GRID) - x - 1.5 * GRID;
    let fits = |text: &str, place| stage.width(text, Role::Head) <= room(place);
    let last = ticks.len().saturating_sub(1);
    let all_long =
        ticks.iter().zip(&places).take(last.max(1)).all(|(tick, p)| fits(&tick.long, *p));
    for (index, (tick, place)) in ticks.iter().zip(&places).enumerate() {
        let is_long = (all_long || index == 0) && fits(&tick.long, *place);
        let text = if is_long { &tick.long } else { &tick.short };
        if fits(text, *place) {
            let at = pos2(place.0 + 6.0, stage.rect.top() + HEAD / 2.0);
            stage.text(at, Align2::LEFT_CENTER, text, (Role::Head, stage.palette.muted));
        }
        let line = Stroke::new(1.0, stage.palette.hairline);
        stage.painter().vline(place.0, stage.rect.top() + 4.0..=stage.rect.top() + HEAD, line);
    }
}

/// Paints the lanes from the top of the stage.
pub fn lanes(figure: &Figure<Chart>, timeline: &Timeline, plan: &Plan, stage: &mut Stage<'_>) {
    let Some(span) = timeline.span else { return };
    let rect = stage.rect;
    let line = Stroke::new(1.0, stage.palette.hairline);
    let grid: Vec<f32> = ticks(span, plan.axis.right - plan.axis.left)
        .iter()
        .map(|tick| plan.axis.x(tick.day))
        .collect();
    let mut top = rect.top();
    for (lane, place) in timeline.lanes.iter().zip(&plan.lanes).filter(|(_, plan)| plan.rows > 0) {
        let inner = Rect::from_min_size(pos2(rect.left(), top), vec2(plan.names, place.height));
        name(&lane.name, (inner, plan), stage);
        for x in &grid {
            for (from, to) in place.free_at(*x, plan) {
                stage.painter().vline(*x, top + from..=top + to, line);
            }
        }
        match &lane.content {
            Content::Events(events) => {
                for (event, spot) in events.iter().zip(&place.places) {
                    let row = spot.map_or(place.rows - 1, |placed| placed.row);
                    let middle = top + plan.pad() + plan.row * (row as f32 + 0.5);
                    self::event(figure, event, (plan, *spot, middle), stage);
                }
            }
            Content::Columns(columns) => {
                let tallest = timeline.columns.as_ref().map_or(1, |columns| columns.tallest);
                let room = Rect::from_x_y_ranges(rect.x_range(), top + 2.0..=top + place.height);
                self::columns(figure, columns, (plan, room, tallest), stage);
            }
        }
        top += place.height;
        stage.hairline(top);
    }
}

/// The name of a lane, level with its first row.
fn name(text: &str, (room, plan): (Rect, &Plan), stage: &Stage<'_>) {
    let first = if plan.is_tight { (plan.row - 17.0) / 2.0 } else { plan.row / 2.0 - 16.5 };
    let top = room.top() + plan.pad() + first.max(0.0);
    let rows = ((room.bottom() - top) / 17.0).floor().clamp(1.0, 3.0) as usize;
    let at = pos2(room.left(), top);
    stage.block(at, (room.width() + 4.0, rows), text, (Role::Strong, stage.palette.ink));
}

fn event(
    figure: &Figure<Chart>,
    event: &Dated,
    (plan, placed, middle): (&Plan, Option<Placed>, f32),
    stage: &mut Stage<'_>,
) {
    let (start, end) = plan.mark(event);
    let is_inside = placed.is_some_and(|placed| placed.spot.side == Side::Inside);
    let half = if is_inside { (plan.row / 2.0 - 0.5).min(11.0) } else { plan.half() };
    let mut sign = Rect::from_x_y_ranges(start..=end, middle - half..=middle + half);
    let is_point = event.days.0 == event.days.1;
    if is_point {
        sign = around(sign.center(), half - 1.0);
    }
    let tall = (plan.row - 4.0) / 2.0;
    let room = placed.map_or(sign, |placed| {
        let (from, to) = (placed.spot.x, placed.spot.x + placed.spot.width);
        sign.union(Rect::from_x_y_ranges(from..=to, middle - tall..=middle + tall))
    });
    if let Some(mark) = figure.marks.get(event.mark) {
        stage.mark(mark, room);
    }
    let fill = match (event.is_anticipated, is_point) {
        (true, _) => Fill::Dashed,
        (false, true) => Fill::Solid,
        (false, false) => Fill::Washed,
    };
    draw_shape::sign(stage.painter(), sign, (event.family, fill), stage.palette);
    if let Some(placed) = placed {
        label(event, (plan, placed, middle), stage);
    }
}

/// The event's name, and its caption under or beside it.
fn label(event: &Dated, (plan, placed, middle): (&Plan, Placed, f32), stage: &Stage<'_>) {
    let (spot, palette) = (placed.spot, stage.palette);
    let (strong, quiet) = ((Role::Strong, palette.ink), (Role::Caption, palette.muted));
    let title = stage.width(&event.title, Role::Strong);
    // A label at the left ends at its mark.
    let from = |width: f32| match spot.side {
        Side::Left => spot.x + (spot.width - width).max(0.0),
        Side::Right | Side::Inside => spot.x,
    };
    if !plan.is_tight && spot.side != Side::Inside {
        stage.line(pos2(from(title), middle - 16.5), spot.width + 1.0, &event.title, strong);
        let x = from(stage.width(&event.caption, Role::Caption));
        stage.line(pos2(x, middle + 0.5), spot.width + 1.0, &event.caption, quiet);
        return;
    }
    let whole = title + BESIDE + stage.width(&event.caption, Role::Caption);
    let (caption, whole) = if whole <= spot.width + 1.0 {
        (&event.caption, whole)
    } else {
        (&event.short, title + BESIDE + stage.width(&event.short, Role::Caption))
    };
    let end = stage.line(pos2(from(whole), middle - 8.5), spot.width + 1.0, &event.title, strong);
    let left = spot.x + spot.width + 1.0 - end.right() - BESIDE;
    if left >= 40.0 {
        stage.line(pos2(end.right() + BESIDE, middle - 7.0), left, caption, quiet);
    }
}

/// Events counted together; the tallest column of the lane carries its number.
fn columns(
    figure: &Figure<Chart>,
    columns: &[Column],
    (plan, room, tallest): (&Plan, Rect, usize),
    stage: &mut Stage<'_>,
) {
    let text = 15.0;
    let scale = (room.height() - text - 2.0).max(1.0) / tallest.max(1) as f32;
    let most = columns.iter().map(|column| column.count).max().unwrap_or(0);
    let mut is_named = false;
    for column in columns {
        let (from, to) = (plan.axis.x(column.days.0), plan.axis.x(column.days.1.saturating_add(1)));
        let (from, to) = (from.max(plan.axis.left), to.min(plan.axis.right));
        let width = (to - from - 1.0).max(1.5);
        if let Some(mark) = figure.marks.get(column.mark) {
            stage.mark(mark, Rect::from_x_y_ranges(from..=from + width, room.y_range()));
        }
        let mut bottom = room.bottom();
        for (family, is_anticipated, count) in &column.parts {
            let top = bottom - (*count as f32 * scale).max(1.0);
            let part = Rect::from_x_y_ranges(from..=from + width, top..=bottom);
            let color = draw_shape::color(*family, stage.palette);
            if *is_anticipated {
                crate::paint::dash::rounded(stage.painter(), part.shrink(0.5), 0.0, 1.0, color);
            } else {
                stage.painter().rect_filled(part, 0.0, color);
            }
            bottom = top;
        }
        if column.count == most && !is_named {
            is_named = true;
            let words = crate::model::number::grouped(most as f64);
            let half = stage.width(&words, Role::Caption) / 2.0;
            let x = f32::midpoint(from, to).max(plan.axis.left + half).min(plan.axis.edge - half);
            let at = pos2(x, bottom - 1.0);
            stage.text(at, Align2::CENTER_BOTTOM, &words, (Role::Caption, stage.palette.muted));
        }
    }
}
