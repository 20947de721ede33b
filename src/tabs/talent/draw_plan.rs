//! Plans where events and their labels stand in the lanes.

use super::chart_timeline::{Content, Dated, Lane, Timeline};
use super::draw::left_out;
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
pub const BESIDE: f32 = 8.0;

/// Days to points.
#[derive(Clone, Copy, Debug, Default)]
pub struct Axis {
    pub left: f32,
    /// Where the last day ends; labels may go on to `edge`.
    pub right: f32,
    pub edge: f32,
    first: i64,
    days: f64,
}

impl Axis {
    pub fn x(&self, day: i64) -> f32 {
        let share = day.saturating_sub(self.first) as f64 / self.days.max(1.0);
        self.left + share as f32 * (self.right - self.left)
    }

    /// Left and right edge of what lies between two days, both included, cut to the axis.
    fn extent(&self, (first, last): (i64, i64)) -> (f32, f32) {
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
    pub axis: Axis,
    pub names: f32,
    pub row: f32,
    /// Whether the caption stands beside the title.
    pub is_tight: bool,
    /// Whether there is no room for captions at all.
    is_bare: bool,
    pub lanes: Vec<LanePlan>,
    /// Of all lanes drawn.
    pub height: f32,
}

/// Where the events of a lane stand; lanes that are not drawn have no rows.
#[derive(Clone, Debug, Default)]
pub struct LanePlan {
    pub height: f32,
    pub rows: usize,
    pub places: Vec<Option<Placed>>,
}

impl LanePlan {
    /// Where a line of the grid runs from top to bottom of the lane: not through labels.
    pub fn free_at(&self, x: f32, plan: &Plan) -> Vec<(f32, f32)> {
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
        let days = (last.number() - first.number() + 1) as f64;
        let axis = Axis { left, right: edge, edge, first: first.number(), days };
        let base = Self { axis, names, ..Self::default() };
        if timeline.columns.is_some() {
            return base.with_columns(timeline.lanes.len(), room, stage);
        }
        let tight = if stage.is_page() { TIGHT[0] } else { TIGHT[1] };
        let loose = base.with_rows(timeline, (false, LOOSE.0, room), stage);
        if loose.height <= room {
            return loose.stretched(LOOSE.1, room);
        }
        let beside = base.with_rows(timeline, (true, tight.0, room), stage);
        if beside.height <= room {
            return beside.stretched(tight.1, room);
        }
        if stage.is_page() { beside.cut(timeline, room, stage) } else { loose }
    }

    /// Lanes of columns: on a page only as many as there is room for.
    fn with_columns(mut self, lanes: usize, room: f32, stage: &Stage<'_>) -> Self {
        let fitting = ((room / COLUMN_LANE.0).floor().max(1.0) as usize).min(lanes);
        let shown = if stage.is_page() { fitting } else { lanes };
        let height = (room / shown.max(1) as f32).clamp(COLUMN_LANE.0, COLUMN_LANE.1);
        let lane = |index| if index < shown { (height, 1) } else { (0.0, 0) };
        self.lanes = (0..lanes)
            .map(lane)
            .map(|(height, rows)| LanePlan { height, rows, places: Vec::new() })
            .collect();
        self.height = height * shown as f32;
        self
    }

    /// Every event in a row, however many rows that takes, on the axis that needs no more than
    /// the room there is, if one does, and cuts and flips fewest labels.
    fn with_rows(
        &self,
        timeline: &Timeline,
        (is_tight, row, room): (bool, f32, f32),
        stage: &Stage<'_>,
    ) -> Self {
        let mut best: Option<((bool, usize, usize), Self)> = None;
        for free in FREE {
            let mut plan = self.clone();
            (plan.is_tight, plan.row) = (is_tight, row);
            let least = plan.half() + 1.0;
            let free = (free * (plan.axis.edge - plan.axis.left)).max(least);
            plan.axis.right = plan.axis.edge - free;
            let lanes = timeline.lanes.iter().map(|lane| plan.lane(lane, usize::MAX, stage));
            plan.lanes = lanes.collect();
            let plan = plan.measured();
            let spots = || plan.lanes.iter().flat_map(|lane| &lane.places).flatten();
            let cut = spots().filter(|placed| !placed.spot.is_whole).count();
            let moved = spots().filter(|placed| placed.spot.side != Side::Right).count();
            let worth = (plan.height > room, cut, moved);
            if best.as_ref().is_none_or(|(least, _)| worth < *least) {
                best = Some((worth, plan));
            }
        }
        best.map_or_else(Self::default, |(_, plan)| plan)
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
        if self.is_bare {
            return Wish { mark, label: title.ceil() };
        }
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
    pub fn mark(&self, event: &Dated) -> (f32, f32) {
        if event.days.0 == event.days.1 {
            let half = self.half();
            let x = f32::midpoint(self.axis.x(event.days.0), self.axis.x(event.days.0 + 1));
            return (x - half, x + half);
        }
        self.axis.extent(event.days)
    }

    /// Half the height of a sign.
    pub fn half(&self) -> f32 {
        if self.is_tight { 7.0 } else { 9.0 }
    }

    pub fn pad(&self) -> f32 {
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
    fn cut(self, timeline: &Timeline, room: f32, stage: &Stage<'_>) -> Self {
        let mut plan =
            Self { is_bare: true, ..self }.with_rows(timeline, (true, TIGHT[0].0, room), stage);
        if plan.height <= room {
            return plan;
        }
        let wanted: Vec<usize> = plan.lanes.iter().map(|lane| lane.rows).collect();
        let lowest = plan.row + 2.0 * plan.pad();
        let lanes = ((room / lowest).floor().max(1.0) as usize).min(wanted.len());
        let pads = 2.0 * plan.pad() * lanes as f32;
        let rows = (((room - pads) / plan.row).floor().max(1.0) as usize).max(lanes);
        let mut given = labels::share(wanted.get(..lanes).unwrap_or_default(), rows);
        given.resize(wanted.len(), 0);
        let lane = |(lane, (given, wanted)): (&Lane, (&usize, &usize))| match *given {
            0 => LanePlan::default(),
            rows if rows >= *wanted => plan.lane(lane, rows, stage),
            rows => plan.lane(lane, rows - 1, stage),
        };
        let lanes = timeline.lanes.iter().zip(given.iter().zip(&wanted)).map(lane).collect();
        plan.lanes = lanes;
        plan.measured()
    }

    /// Whether the last lane is drawn.
    pub fn has_last(&self) -> bool {
        self.lanes.last().is_some_and(|lane| lane.rows > 0)
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
        if self.is_bare && notes.is_empty() {
            notes.push("No room for dates beside the titles".to_owned());
        }
        if lanes > 0 {
            let lanes = counted(lanes, "more lane");
            let events = counted(left, "event");
            notes.push(format!("and {lanes} with {events}, not shown on this page"));
        }
        if notes.is_empty() { notes } else { vec![notes.join(" · ")] }
    }
}
