//! The marks of single events and of events counted together.

use super::chart::{Family, kind_word};
use super::data::{Event, State};
use crate::model::number::counted;
use crate::model::{Choice as _, DateRange, Known, Mark};

/// Adds the mark of one event; returns its index.
pub fn push_event(event: &Event, marks: &mut Vec<Mark>) -> usize {
    let (days, precision) = match event.said.as_of() {
        Known::Value(date) if date.is_approximate => {
            (format!("about {}", date.days()), format!("{}, approximate", date.precision))
        }
        Known::Value(date) => (date.days(), date.precision.to_string()),
        Known::NotStated | Known::Undisclosed => (String::new(), String::new()),
    };
    let mark = Mark::of(event.said.record(), event.title(), value(event))
        .exactly(exactly(event))
        .with("Date", event.said.as_of().text(DateRange::text))
        .with("Drawn as", days)
        .with("Precision", precision)
        .with("Event", event.title())
        .with("Kind", kind_word(event.kind))
        .with("Person", event.person())
        .with("Role", &*event.post.role)
        .with("Organisation", &*event.post.organisation)
        .with("From", &*event.way.from)
        .with("To", &*event.way.to)
        .with("State", event.state.key())
        .standing_for(&event.said);
    marks.push(mark);
    marks.len() - 1
}

/// Adds one mark for all of these events, or the event's own where there is only one. `lane` is
/// the lane they stand in, empty where they stand in none; `when` says in words what they have in
/// common.
pub fn push_crowd(
    key: String,
    events: &[&Event],
    (lane, when): (&str, &str),
    marks: &mut Vec<Mark>,
) -> usize {
    if let [event] = events {
        return push_event(event, marks);
    }
    let count = counted(events.len(), "event");
    let label = if lane.is_empty() { count.clone() } else { format!("{lane}: {count}") };
    let shared = |of: fn(&Event) -> &str| shared(events, of);
    let mark = Mark::of(key, label, when)
        .with("Date", when)
        .with("Drawn as", "counted together")
        .with("Precision", "several")
        .with("Event", &count)
        .with("Kind", shared(|event| kind_word(event.kind)))
        .with("Person", shared(|event| event.person()))
        .with("Role", shared(|event| &*event.post.role))
        .with("Organisation", shared(|event| &*event.post.organisation))
        .with("From", shared(|event| &*event.way.from))
        .with("To", shared(|event| &*event.way.to))
        .with("State", shared(|event| event.state.key()))
        .derived_from(events.iter().map(|event| &event.said));
    marks.push(mark);
    marks.len() - 1
}

/// What all events say alike, or that they differ.
fn shared<'a>(events: &[&'a Event], of: fn(&Event) -> &str) -> &'a str {
    let mut values = events.iter().map(|event| of(event));
    let first = values.next().unwrap_or_default();
    if values.all(|value| value == first) { first } else { "several" }
}

/// `departure · early Feb 2026 → Meta`.
fn value(event: &Event) -> String {
    let mut parts = Vec::new();
    if event.state == State::Anticipated {
        parts.push("anticipated".to_owned());
    }
    parts.push(match event.kind {
        Some(kind) => kind.key().to_owned(),
        None => "kind not stated".to_owned(),
    });
    parts.push(when(event));
    parts.join(" · ") + &way(event)
}

fn exactly(event: &Event) -> String {
    let drawn = match event.said.as_of() {
        Known::Value(date) if date.first != date.last => format!(", drawn as {}", date.days()),
        _ => String::new(),
    };
    value(event).replace(" · ", ", ").replace(" → ", ", to ") + &drawn
}

/// The date in the source's wording, or that there is none.
pub fn when(event: &Event) -> String {
    match event.said.as_of() {
        Known::Value(date) => date.text(),
        Known::NotStated | Known::Undisclosed => "not dated".to_owned(),
    }
}

/// Where somebody went, or where a hire came from; empty where the source is silent.
pub fn way(event: &Event) -> String {
    match (Family::from(event.kind), &*event.way.from, &*event.way.to) {
        (Family::Arrival, from, _) if !from.is_empty() => format!(" · from {from}"),
        (Family::Arrival, _, _) | (_, _, "") => String::new(),
        (_, _, to) => format!(" → {to}"),
    }
}

/// What stands under an event's name: role or kind, then date and way.
pub fn caption(event: &Event) -> String {
    let what = match (&*event.post.role, event.kind) {
        ("", Some(kind)) => kind.key(),
        ("", None) => "kind not stated",
        (role, _) => role,
    };
    format!("{}{what} · {}{}", expected(event), when(event), way(event))
}

/// The same where there is little room: date and way.
pub fn short_caption(event: &Event) -> String {
    format!("{}{}{}", expected(event), when(event), way(event))
}

fn expected(event: &Event) -> &'static str {
    if event.state == State::Anticipated { "anticipated · " } else { "" }
}
