//! What the talent figure shows: which events and head-counts, and the words round them.

use super::chart_calendar::{Period, present};
use super::chart_moves::{self, Moves};
use super::chart_teams::{self, HeadCounts};
use super::chart_timeline::{self, Timeline};
use super::chart_title;
use super::data::{Event, Kind, Talent};
use crate::model::number::counted;
use crate::model::{Choice, Counts, Figure, Mark, Setting};

/// The most periods that the zoom offers.
const MOST_PERIODS: usize = 12;
/// The filter's word for events whose kind no cell gives.
pub const KIND_NOT_STATED: &str = "not stated";

/// Ways to look at the events.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum ViewOf {
    /// When what happened.
    #[default]
    Timeline,
    /// Who went from where to where.
    Moves,
}

impl Choice for ViewOf {
    const ALL: &'static [Self] = &[Self::Timeline, Self::Moves];

    fn key(self) -> &'static str {
        match self {
            Self::Timeline => "timeline",
            Self::Moves => "moves",
        }
    }
}

/// What the lanes of the timeline stand for.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum LanesBy {
    #[default]
    Organisation,
    Kind,
}

impl Choice for LanesBy {
    const ALL: &'static [Self] = &[Self::Organisation, Self::Kind];

    fn key(self) -> &'static str {
        match self {
            Self::Organisation => "organisation",
            Self::Kind => "kind",
        }
    }

    fn label(self) -> String {
        format!("By {}", self.key())
    }
}

/// What the user chose.
#[derive(Clone, Debug, Default)]
pub struct Options {
    pub view: ViewOf,
    pub lanes: LanesBy,
    /// Only events of this kind.
    pub kind: Option<String>,
    /// Only dates that touch the period with this key.
    pub range: Option<String>,
}

/// Kinds that are drawn alike.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Family {
    Departure,
    /// Hires and reorganisations.
    Arrival,
    /// Access and releases.
    Product,
    /// The kind is not stated.
    Unstated,
}

impl From<Option<Kind>> for Family {
    fn from(kind: Option<Kind>) -> Self {
        match kind {
            Some(Kind::Departure) => Self::Departure,
            Some(Kind::Hire | Kind::Reorganisation) => Self::Arrival,
            Some(Kind::Access | Kind::Release) => Self::Product,
            None => Self::Unstated,
        }
    }
}

/// What to draw.
#[derive(Clone, Debug, PartialEq)]
pub struct Chart {
    pub events: Events,
    /// `None` where the data states none.
    pub teams: Option<HeadCounts>,
}

/// The upper part of the figure.
#[derive(Clone, Debug, PartialEq)]
pub enum Events {
    Timeline(Timeline),
    Moves(Moves),
    /// Nothing to draw, and why.
    Empty(&'static str),
}

/// Chooses what to show.
pub fn build(talent: &Talent, options: &Options) -> Figure<Chart> {
    let period = period(talent, options);
    let all = &talent.events.items;
    let mut shown: Vec<&Event> = all
        .iter()
        .filter(|event| is_of_kind(event, options.kind.as_deref()))
        .filter(|event| period.is_none_or(|period| touches(event, period)))
        .collect();
    let of_both_views = shown.len();
    if options.view == ViewOf::Moves {
        shown.retain(|event| chart_moves::is_move(event));
    }
    let unmoved = of_both_views - shown.len();
    let counts = Counts {
        shown: shown.len() + talent.teams.items.len(),
        filtered: all.len() - shown.len(),
        rejected: 0,
    };
    let mut marks: Vec<Mark> = Vec::new();
    let events = if shown.is_empty() {
        Events::Empty(why_empty(all.len(), options))
    } else if options.view == ViewOf::Moves {
        Events::Moves(chart_moves::build(&shown, unmoved, &mut marks))
    } else {
        Events::Timeline(chart_timeline::build(&shown, (options.lanes, period), &mut marks))
    };
    let teams = chart_teams::build(&talent.teams.items, &mut marks);
    let title = if shown.is_empty() && counts.filtered == 0 && teams.is_some() {
        chart_teams::title(&talent.teams.items)
    } else {
        chart_title::title(&shown)
    };
    let subtitle = subtitle(&events, options, period);
    Figure { title, subtitle, marks, counts, chart: Chart { events, teams } }
}

fn why_empty(read: usize, options: &Options) -> &'static str {
    if read == 0 {
        "The data has no talent table. Open one with a column for the date and one for the title."
    } else if options.kind.is_some() || options.range.is_some() {
        "No event is left: choose “All kinds” and “All dates”."
    } else {
        "No event of this table tells who went where: choose “Timeline”."
    }
}

fn is_of_kind(event: &Event, kind: Option<&str>) -> bool {
    kind.is_none_or(|kind| kind_word(event.kind).eq_ignore_ascii_case(kind))
}

/// The kind's word, or the words for its absence.
pub fn kind_word(kind: Option<Kind>) -> &'static str {
    kind.map_or(KIND_NOT_STATED, Choice::key)
}

/// What has no date cannot be told to lie outside a period, so it stays.
fn touches(event: &Event, period: Period) -> bool {
    event.date.value().is_none_or(|date| date.first <= period.last && date.last >= period.first)
}

fn periods(talent: &Talent) -> Vec<Period> {
    let dates = talent.events.items.iter().filter_map(|event| event.date.value());
    present(dates, MOST_PERIODS)
}

fn period(talent: &Talent, options: &Options) -> Option<Period> {
    let key = options.range.as_ref()?;
    periods(talent).into_iter().find(|period| period.key().eq_ignore_ascii_case(key))
}

fn subtitle(events: &Events, options: &Options, period: Option<Period>) -> String {
    let mut parts = Vec::new();
    match events {
        Events::Timeline(timeline) => {
            parts.extend(timeline.reading());
            parts.push(format!("lanes by {}", options.lanes.key()));
        }
        Events::Moves(moves) => {
            parts.push("Who went from where to where".to_owned());
            if moves.unmoved > 0 {
                let others = counted(moves.unmoved, "other event");
                let verb = if moves.unmoved == 1 { "is no move" } else { "are no moves" };
                parts.push(format!("{others} {verb}, so not listed"));
            }
        }
        Events::Empty(_) => return String::new(),
    }
    parts.extend(options.kind.as_ref().map(|kind| match kind.as_str() {
        KIND_NOT_STATED => "kind not stated".to_owned(),
        kind => format!("kind: {kind}"),
    }));
    parts.extend(period.map(|period| format!("{} only", period.text())));
    parts.join(" · ")
}

/// What can be chosen, and what is.
pub fn settings(talent: &Talent, options: &Options) -> Vec<Setting> {
    let events = &talent.events.items;
    let kinds = Kind::ALL
        .iter()
        .map(|kind| Some(*kind))
        .chain([None])
        .filter(|kind| events.iter().any(|event| event.kind == *kind))
        .map(|kind| kind_word(kind).to_owned());
    let mut choices = vec![("all".to_owned(), "All dates".to_owned())];
    choices.extend(periods(talent).into_iter().map(|period| (period.key(), period.text())));
    let current = options.range.clone().unwrap_or_else(|| "all".to_owned());
    let mut settings = vec![Setting::of("view", "View", options.view)];
    settings.push(Setting::of("lanes", "Lanes", options.lanes));
    settings.push(Setting::filter("kind", "Kind", "All kinds", kinds, options.kind.as_deref()));
    settings.push(Setting { key: "range", label: "Dates", choices, current });
    settings
}
