//! Who got early access to the models, and which hardware they are for.

use super::chart::{Chart, cited, counts, footing, nothing};
use super::chart_features::{comparator_text, mark, sides};
use super::data::{Event, Feature, Link, Stack};
use crate::model::choice::all_of;
use crate::model::number::counted;
use crate::model::{Choice as _, DateRange, Figure, Goal, Located, Mark};

/// Titles with more letters leave out the second half.
const LONGEST_TITLE: usize = 120;

/// Two lists, neither of which may be empty unless the other is not.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Access {
    pub lists: [List; 2],
}

/// One list.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct List {
    pub head: &'static str,
    pub entries: Vec<Entry>,
    /// What is said where there are no entries.
    pub absent: &'static str,
    /// What is counted where not all are shown.
    pub noun: &'static str,
}

/// One line of a list.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Entry {
    pub key: String,
    pub title: String,
    /// `late Feb 2026 · DeepSeek`.
    pub detail: String,
    /// `stated · [B] Timeline, entry 2 [1]`.
    pub place: String,
    /// Whether the source only expects it.
    pub is_anticipated: bool,
}

/// Chooses what to show.
pub fn build(stack: &Stack) -> Figure<Chart> {
    let mut marks = Vec::new();
    let mut shown = Vec::new();
    let mut features = |word: &str, marks: &mut Vec<Mark>| -> Vec<Entry> {
        let names = |row: &&Feature| row.name().to_lowercase().contains(word);
        let rows: Vec<&Feature> = stack.features.items.iter().filter(names).collect();
        let rows = rows.into_iter().filter(|row| {
            let is_new = !shown.contains(&row.said.record());
            shown.push(row.said.record());
            is_new
        });
        rows.map(|row| of_feature(row, stack, marks)).collect()
    };
    let mut access: Vec<Entry> =
        stack.events.iter().map(|event| of_event(event, &mut marks)).collect();
    access.extend(features("access", &mut marks));
    let mut hardware: Vec<Entry> =
        stack.links.iter().map(|link| of_link(link, &mut marks)).collect();
    hardware.extend(features("hardware", &mut marks));
    if marks.is_empty() {
        return nothing(
            stack,
            "No access or hardware to show",
            "The data names no event of access, no hardware that a model runs on, and no feature \
             about either: choose another view.",
        );
    }
    let own = marks.iter().filter(|mark| mark.leads_to.is_none()).count();
    let places = marks.iter().flat_map(Mark::places);
    let subtitle = format!(
        "{} on access, {} on hardware, {} · dates as the source words them",
        counted(access.len(), "statement"),
        counted(hardware.len(), "statement"),
        footing(places)
    );
    Figure {
        title: title(stack, access.len(), hardware.len()),
        subtitle,
        counts: counts(stack, own),
        marks: marks.into(),
        chart: Chart::Access(Access {
            lists: [
                List {
                    head: "Who got early access",
                    entries: access,
                    absent: "Nothing is stated of access.",
                    noun: "more statement on access",
                },
                List {
                    head: "Hardware targets",
                    entries: hardware,
                    absent: "Nothing is stated of hardware.",
                    noun: "more statement on hardware",
                },
            ],
        }),
    }
}

fn of_event(event: &Event, marks: &mut Vec<Mark>) -> Entry {
    let date = match event.said.date() {
        Some(date) => date.text(),
        None => "date not stated".to_owned(),
    };
    let state = if event.is_anticipated { "anticipated" } else { "happened" };
    let mark = Mark::of(event.said.record(), event.title(), &date)
        .with("Event", event.title())
        .with("Date", event.said.as_of().text(DateRange::text))
        .with("Organisation", event.organisation())
        .with("State", state)
        .standing_for(&event.said)
        .leading_to(Goal::new("talent", event.said.record()));
    marks.push(mark);
    let mut details = vec![date, event.organisation().to_owned()];
    if event.is_anticipated {
        details.push("anticipated".to_owned());
    }
    details.retain(|detail| !detail.is_empty());
    Entry {
        key: event.said.record().into_owned(),
        title: event.title().to_owned(),
        detail: details.join(" · "),
        place: place(&event.said.place()),
        is_anticipated: event.is_anticipated,
    }
}

fn of_link(link: &Link, marks: &mut Vec<Mark>) -> Entry {
    let mark = Mark::of(
        link.said.record(),
        link.to(),
        format!("{} {} it", link.from(), is(link.relation())),
    )
    .exactly(format!("{} {} {}", link.from(), is(link.relation()), link.to()))
    .with("From", link.from())
    .with("Relation", link.relation())
    .with("To", link.to())
    .standing_for(&link.said)
    .leading_to(Goal::new("overview", link.said.record()));
    marks.push(mark);
    Entry {
        key: link.said.record().into_owned(),
        title: link.to().to_owned(),
        detail: format!("{} {} it", link.from(), is(link.relation())),
        place: place(&link.said.place()),
        is_anticipated: false,
    }
}

/// `is optimised for`, `runs on`.
fn is(relation: &str) -> String {
    let is_participle = relation.to_lowercase().starts_with("optimi");
    if is_participle { format!("is {relation}") } else { relation.to_owned() }
}

fn of_feature(row: &Feature, stack: &Stack, marks: &mut Vec<Mark>) -> Entry {
    marks.push(mark(row));
    let (subject, comparator) = sides(stack);
    let own = if row.subject().is_empty() { "Not stated" } else { row.subject() };
    Entry {
        key: row.said.record().into_owned(),
        title: own.to_owned(),
        detail: format!(
            "{} of {subject}; {comparator}: {}",
            row.name(),
            comparator_text(row).replace("Not ", "not ")
        ),
        place: place(&row.said.place()),
        is_anticipated: false,
    }
}

/// The footing and the place in the source.
fn place(provenance: &Located) -> String {
    let place = provenance.place();
    let footing = provenance.basis.key();
    if provenance.sources.is_empty() {
        return format!("{footing} · {place}");
    }
    format!("{footing} · {} {place}", cited(provenance))
}

/// The finding: the hardware of the first model named, then the first report of access.
fn title(stack: &Stack, access: usize, hardware: usize) -> String {
    let event = stack.events.iter().find(|event| !event.is_anticipated);
    let Some(first) = stack.links.first() else {
        return match event {
            Some(event) if event.title().chars().count() <= LONGEST_TITLE => {
                event.title().to_owned()
            }
            _ => format!(
                "{} on access and {} on hardware",
                counted(access, "statement"),
                counted(hardware, "statement")
            ),
        };
    };
    let targets: Vec<String> = stack
        .links
        .iter()
        .filter(|link| (link.from(), link.relation()) == (first.from(), first.relation()))
        .map(|link| link.to().to_owned())
        .collect();
    let targets = match targets.as_slice() {
        [_, _, _, _, ..] => format!("{} kinds of hardware", targets.len()),
        few => all_of(few),
    };
    let sentence = format!("{} {} {targets}", first.from(), is(first.relation()));
    match event {
        Some(event) => {
            let both = format!("{sentence}; {}", event.title());
            if both.chars().count() <= LONGEST_TITLE { both } else { sentence }
        }
        None => sentence,
    }
}
