//! The timeline: lanes, what stands in them, what has no date, and the legend.

use std::borrow::Cow;
use std::collections::BTreeMap;

use super::chart::{Family, LanesBy, kind_word};
use super::chart_marks::{caption, push_crowd, push_event, short_caption};
use super::data::{Event, Kind, State};
use crate::model::calendar::{Period, Unit, finest, widened};
use crate::model::choice::{one_of, sentence_case};
use crate::model::number::{counted, grouped};
use crate::model::{Asked, Choice as _, DateRange, Day, Mark};

/// The most dated events drawn one by one; more are counted in columns.
const MOST_EVENTS: usize = 300;
/// The most columns over all lanes, and in one.
const MOST_COLUMNS: (usize, usize) = (1600, 160);
/// The most lanes; the smallest of more share one.
const MOST_LANES: usize = 24;
/// The most events without a date that are named one by one.
const MOST_UNDATED: usize = 60;

/// The upper part of the figure as a timeline.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Timeline {
    /// First and last day of the axis; `None` where nothing is dated.
    pub span: Option<(Day, Day)>,
    pub lanes: Vec<Lane>,
    /// What the columns are, where events are counted instead of drawn one by one.
    pub columns: Option<Columns>,
    pub undated: Vec<Named>,
    pub legend: Vec<Entry>,
}

/// How columns are to be read.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Columns {
    /// What one column stands for: `month`.
    pub unit: String,
    /// Events in the tallest column of all lanes but the rest.
    pub tallest: usize,
    /// Whether there is such a lane.
    pub has_rest: bool,
    /// Events in all columns.
    pub events: usize,
}

/// One lane.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Lane {
    pub name: String,
    /// Whether it holds what the largest lanes leave; its columns then have a scale of their own.
    pub is_rest: bool,
    pub content: Content,
}

/// What stands in a lane.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Content {
    /// By first day.
    Events(Vec<Dated>),
    /// By day.
    Columns(Vec<Column>),
}

impl Lane {
    /// How many events it holds.
    pub fn events(&self) -> usize {
        match &self.content {
            Content::Events(events) => events.len(),
            Content::Columns(columns) => columns.iter().map(|column| column.count).sum(),
        }
    }
}

/// One event on the axis.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Dated {
    /// Index of its mark.
    pub mark: usize,
    pub title: String,
    pub caption: String,
    /// The caption where there is little room.
    pub short: String,
    pub family: Family,
    pub is_anticipated: bool,
    /// Days from 1970-01-01; the same where a day is stated.
    pub days: (i64, i64),
    /// The source says about.
    pub is_approximate: bool,
}

/// Events of one lane counted together.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Column {
    pub mark: usize,
    /// First and last day it stands for.
    pub days: (i64, i64),
    pub count: usize,
    /// Its parts from the bottom: family, whether anticipated, number of events.
    pub parts: Vec<(Family, bool, usize)>,
}

/// An event without a place on the axis.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Named {
    pub mark: usize,
    pub text: String,
    /// How many it stands for.
    pub events: usize,
    /// `None` for several together.
    pub family: Option<Family>,
    pub is_anticipated: bool,
}

/// One entry of the legend.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Entry {
    pub sign: Sign,
    pub words: String,
}

/// The sign of an entry.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Sign {
    Point(Family),
    /// A pale point: the day is approximate.
    Pale(Family),
    /// A band, drawn as this family is.
    Band(Family),
    /// A dashed band.
    Dashed(Family),
}

impl Timeline {
    /// How to read it, for the subtitle.
    pub fn reading(&self) -> Option<String> {
        self.span?;
        if let Some(columns) = &self.columns {
            let unit = &columns.unit;
            return Some(format!("Each column counts the events whose dates begin in one {unit}"));
        }
        let has = |wanted: fn(&Sign) -> bool| self.legend.iter().any(|entry| wanted(&entry.sign));
        Some(if has(|sign| matches!(sign, Sign::Band(_) | Sign::Dashed(_))) {
            "Bands span the dates that the wording allows".to_owned()
        } else if has(|sign| matches!(sign, Sign::Pale(_))) {
            "Each sign stands on its day, a pale one about there".to_owned()
        } else {
            "Each sign stands on its day".to_owned()
        })
    }
}

/// Lays the events out in lanes.
pub fn build(
    shown: &[&Event],
    (by, period): (LanesBy, Option<Period>),
    marks: &mut Vec<Mark>,
) -> Timeline {
    let (dated, undated): (Vec<&Event>, Vec<&Event>) =
        shown.iter().copied().partition(|event| event.said.date().is_some());
    let stated = DateRange::span(dated.iter().filter_map(|event| event.said.date()));
    let span = stated
        .map(|days| period.map_or_else(|| widened(days), |period| (period.first, period.last)));
    let groups = lanes(&dated, by);
    let unit = span
        .filter(|_| dated.len() > MOST_EVENTS)
        .map(|days| finest(days, (MOST_COLUMNS.0 / groups.len().max(1)).min(MOST_COLUMNS.1)));
    let lanes: Vec<Lane> = groups
        .into_iter()
        .map(|Group { name, events, is_rest }| {
            let events = by_date(events);
            let content = match (unit, span) {
                (Some(unit), Some(span)) => {
                    Content::Columns(columns(&name, events, (unit, span), marks))
                }
                _ => Content::Events(events.filter_map(|event| on_axis(event, marks)).collect()),
            };
            Lane { name, is_rest, content }
        })
        .collect();
    let columns = unit.map(|unit| Columns {
        unit: unit.noun(),
        tallest: tallest(&lanes),
        has_rest: lanes.iter().any(|lane| lane.is_rest),
        events: dated.len(),
    });
    let legend = legend(shown, columns.is_some());
    Timeline { span, lanes, columns, undated: named(&undated, marks), legend }
}

/// The events by their dates, those of one date in the order of the table. There are far fewer dates
/// than events where there are many.
fn by_date(events: Vec<&Event>) -> impl Iterator<Item = &Event> {
    let mut known: Asked<Option<(Day, Day)>, usize> = Asked::default();
    let mut dates: Vec<(_, Vec<&Event>)> = Vec::new();
    for event in events {
        let date = event.said.date().map(|date| (date.first, date.last));
        let index = *known.get_or_make(date, || {
            dates.push((date, Vec::new()));
            dates.len() - 1
        });
        if let Some((_, of)) = dates.get_mut(index) {
            of.push(event);
        }
    }
    dates.sort_by_key(|(date, _)| *date);
    dates.into_iter().flat_map(|(_, of)| of)
}

/// The events of one lane.
struct Group<'a> {
    name: String,
    events: Vec<&'a Event>,
    is_rest: bool,
}

/// The events of each lane, in the order in which the lanes first occur.
fn lanes<'a>(dated: &[&'a Event], by: LanesBy) -> Vec<Group<'a>> {
    let mut lanes: Vec<Group<'_>> = Vec::new();
    let mut known: Asked<Cow<'_, str>, usize> = Asked::default();
    for event in dated {
        let name = match (by, &*event.post.organisation, event.kind) {
            (LanesBy::Organisation, "", _) => "Organisation not stated".into(),
            (LanesBy::Organisation, name, _) => name.into(),
            (LanesBy::Kind, _, None) => "Kind not stated".into(),
            (LanesBy::Kind, _, kind) => sentence_case(kind_word(kind)).into(),
        };
        let index = *known.get_or_make_with(name, |name| {
            lanes.push(Group { name: name.to_string(), events: Vec::new(), is_rest: false });
            lanes.len() - 1
        });
        if let Some(lane) = lanes.get_mut(index) {
            lane.events.push(event);
        }
    }
    if by == LanesBy::Kind {
        let kind = |lane: &Group<'_>| lane.events.first()?.kind;
        lanes.sort_by_key(|lane| (kind(lane).is_none(), kind(lane)));
    }
    largest(lanes)
}

/// The largest lanes, and one for the events of all others.
fn largest(mut lanes: Vec<Group<'_>>) -> Vec<Group<'_>> {
    if lanes.len() <= MOST_LANES {
        return lanes;
    }
    let mut sizes: Vec<(usize, usize)> =
        lanes.iter().enumerate().map(|(index, lane)| (lane.events.len(), index)).collect();
    sizes.sort_by_key(|(size, index)| (std::cmp::Reverse(*size), *index));
    let kept: Vec<usize> = sizes.iter().take(MOST_LANES - 1).map(|(_, index)| *index).collect();
    let name = format!("{} other organisations", grouped((lanes.len() - kept.len()) as f64));
    let mut events = Vec::new();
    let mut index = 0;
    lanes.retain_mut(|lane| {
        let is_kept = kept.contains(&index);
        index += 1;
        if !is_kept {
            events.append(&mut lane.events);
        }
        is_kept
    });
    lanes.push(Group { name, events, is_rest: true });
    lanes
}

fn on_axis(event: &Event, marks: &mut Vec<Mark>) -> Option<Dated> {
    let date = event.said.date()?;
    Some(Dated {
        mark: push_event(event, marks),
        title: event.title().to_owned(),
        caption: caption(event),
        short: short_caption(event),
        family: event.kind.into(),
        is_anticipated: event.state == State::Anticipated,
        days: (date.first.number(), date.last.number()),
        is_approximate: date.is_approximate,
    })
}

/// Counts the events of a lane, which stand by date, by the period in which their date begins, or
/// by the first one drawn where it begins earlier.
fn columns<'a>(
    lane: &str,
    events: impl Iterator<Item = &'a Event>,
    (unit, span): (Unit, (Day, Day)),
    marks: &mut Vec<Mark>,
) -> Vec<Column> {
    let mut periods: Vec<(Period, Vec<&Event>)> = Vec::new();
    for event in events {
        let Some(date) = event.said.date() else { continue };
        let first = date.first.max(span.0);
        match periods.last_mut() {
            Some((period, of)) if first <= period.last => of.push(event),
            _ => periods.push((unit.around(first), vec![event])),
        }
    }
    periods
        .into_iter()
        .map(|(period, events)| {
            let key = format!("{lane}: {}", period.first);
            let mut parts: BTreeMap<(Family, bool), usize> = BTreeMap::new();
            for event in &events {
                let part = (event.kind.into(), event.state == State::Anticipated);
                *parts.entry(part).or_default() += 1;
            }
            Column {
                mark: push_crowd(key, &events, (lane, &period.text()), marks),
                days: (period.first.number(), period.last.number()),
                count: events.len(),
                parts: parts.into_iter().map(|((family, soon), n)| (family, soon, n)).collect(),
            }
        })
        .collect()
}

fn tallest(lanes: &[Lane]) -> usize {
    let counts = lanes.iter().filter(|lane| !lane.is_rest).flat_map(|lane| match &lane.content {
        Content::Columns(columns) => columns.iter().map(|column| column.count).collect(),
        Content::Events(_) => Vec::new(),
    });
    counts.max().unwrap_or(0)
}

fn named(undated: &[&Event], marks: &mut Vec<Mark>) -> Vec<Named> {
    let (first, rest) = undated.split_at(undated.len().min(MOST_UNDATED));
    let mut named: Vec<Named> = first
        .iter()
        .map(|event| {
            let is_anticipated = event.state == State::Anticipated;
            let expected = if is_anticipated { " (anticipated)" } else { "" };
            Named {
                mark: push_event(event, marks),
                text: format!("{}{expected}", event.title()),
                events: 1,
                family: Some(event.kind.into()),
                is_anticipated,
            }
        })
        .collect();
    if !rest.is_empty() {
        let text = format!("and {} without a date", counted(rest.len(), "more event"));
        let mark = push_crowd("more without a date".to_owned(), rest, ("", "not dated"), marks);
        let events = rest.len();
        named.push(Named { mark, text, events, family: None, is_anticipated: false });
    }
    named
}

/// Only what occurs; bands and dashes only where they occur on the axis.
fn legend(shown: &[&Event], is_counted: bool) -> Vec<Entry> {
    let mut entries = Vec::new();
    for family in [Family::Departure, Family::Arrival, Family::Product, Family::Unstated] {
        let has = |kind: &Option<Kind>| shown.iter().any(|event| event.kind == *kind);
        // Reorganisations are named before hires: they are what the colour is seen for first.
        let kinds =
            [Kind::Departure, Kind::Reorganisation, Kind::Hire, Kind::Access, Kind::Release];
        let words: Vec<&str> = kinds
            .into_iter()
            .map(Some)
            .chain([None])
            .filter(|kind| Family::from(*kind) == family && has(kind))
            .map(|kind| kind.map_or("kind not stated", |kind| kind.key()))
            .collect();
        if !words.is_empty() {
            entries.push(Entry { sign: Sign::Point(family), words: one_of(&words) });
        }
    }
    let is_range = |event: &Event| event.said.date().is_some_and(|date| date.first != date.last);
    let soon = |event: &Event| event.state == State::Anticipated && event.said.date().is_some();
    let family_of = |wanted: &dyn Fn(&Event) -> bool| {
        shown.iter().find(|event| wanted(event)).map(|event| Family::from(event.kind))
    };
    if !is_counted && let Some(family) = family_of(&|event| is_range(event) && !soon(event)) {
        let words = "date known to a range".to_owned();
        entries.push(Entry { sign: Sign::Band(family), words });
    }
    let is_about = |event: &Event| {
        event.said.date().is_some_and(|date| date.is_approximate && date.first == date.last)
    };
    if !is_counted && let Some(family) = family_of(&|event| is_about(event) && !soon(event)) {
        entries.push(Entry { sign: Sign::Pale(family), words: "about that day".to_owned() });
    }
    if let Some(family) = family_of(&soon) {
        entries.push(Entry { sign: Sign::Dashed(family), words: "anticipated".to_owned() });
    }
    entries
}
