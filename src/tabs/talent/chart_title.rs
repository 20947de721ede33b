//! The finding of the talent figure, as one sentence.

use std::collections::BTreeMap;

use super::data::{Event, Kind, State};
use crate::model::choice::sentence_case;
use crate::model::date::{Precision, month_name};
use crate::model::era::year_text;
use crate::model::number::in_words;
use crate::model::{DateRange, Day};

/// Who left, from where and how fast, and the last reorganisation; for other data how many events
/// there are and when.
pub fn title(shown: &[&Event]) -> String {
    let left: Vec<&Event> = with(shown, Kind::Departure, State::Happened);
    if left.is_empty() {
        return without_departures(shown);
    }
    let happened = |kind| {
        with(shown, kind, State::Happened).into_iter().fold(
            None,
            |latest: Option<&Event>, event| {
                let day = |event: &Event| event.said.date().map(|date| (date.last, date.first));
                let is_later = latest.is_none_or(|latest| day(event) > day(latest));
                if is_later && event.said.date().is_some() { Some(event) } else { latest }
            },
        )
    };
    let second = happened(Kind::Reorganisation).or_else(|| happened(Kind::Hire));
    let second = second.map_or(String::new(), |event| format!("; {}", dated(event)));
    format!("{}{second}", sentence_case(&departures(&left)))
}

fn with<'a>(shown: &[&'a Event], kind: Kind, state: State) -> Vec<&'a Event> {
    shown.iter().copied().filter(|e| e.kind == Some(kind) && e.state == state).collect()
}

/// `three departures from Alibaba (Qwen) within about five weeks`.
fn departures(left: &[&Event]) -> String {
    let count = left.len();
    let noun = if count == 1 { "departure" } else { "departures" };
    let mut organisations: BTreeMap<&str, usize> = BTreeMap::new();
    for event in left {
        let name =
            if event.way.from.is_empty() { &event.post.organisation } else { &event.way.from };
        if !name.is_empty() {
            *organisations.entry(name).or_default() += 1;
        }
    }
    let most = organisations.values().copied().max().unwrap_or(0);
    let mut leading = organisations.iter().filter(|(_, number)| **number == most);
    let whence = match (leading.next(), leading.next()) {
        (Some((name, _)), None) if most == count => format!(" from {name}"),
        (Some((name, _)), None) if most > 1 => format!(", {} of them from {name},", in_words(most)),
        _ if organisations.len() > 1 => {
            format!(" from {} organisations", in_words(organisations.len()))
        }
        _ => String::new(),
    };
    let when = spell(left);
    // The comma after “of them from X” gives way to the one that opens the next words.
    let whence = if when.starts_with(',') { whence.trim_end_matches(',') } else { &whence };
    format!("{} {noun}{whence}{when}", in_words(count))
}

/// How long these took and how many have no date: ` within about five weeks, one not dated`.
fn spell(events: &[&Event]) -> String {
    let dates: Vec<&DateRange> = events.iter().filter_map(|event| event.said.date()).collect();
    let undated = events.len() - dates.len();
    let when = match (dates.as_slice(), DateRange::span(dates.iter().copied())) {
        ([], _) | (_, None) if events.len() == 1 => return ", not dated".to_owned(),
        ([], _) | (_, None) => return ", none of them dated".to_owned(),
        ([date], _) => format!(" {}", on(date)),
        (_, Some(span)) => {
            format!(" {}", within(span, dates.iter().any(|date| date.is_approximate)))
        }
    };
    match undated {
        0 => when,
        some => format!("{when}, {} not dated", in_words(some)),
    }
}

/// The time from the first to the last day, both counted; about, where a date is.
fn within((first, last): (Day, Day), is_about: bool) -> String {
    let days = last.number() - first.number() + 1;
    let about = |count: f64, noun: &str| {
        let count = (count.round() as usize).max(1);
        let plural = if count == 1 { "" } else { "s" };
        format!("within about {} {noun}{plural}", in_words(count))
    };
    let length = days as f64;
    match days {
        ..=1 => {
            let on = if is_about { "about" } else { "on" };
            format!(
                "{on} {} {} {}",
                first.day(),
                month_name(first.month()),
                year_text(first.year())
            )
        }
        2..=10 if is_about => about(length, "day"),
        2..=10 => format!("within {} days", in_words(days.unsigned_abs() as usize)),
        11..=60 => about(length / 7.0, "week"),
        61..=730 => about(length / 30.44, "month"),
        _ => about(length / 365.25, "year"),
    }
}

/// The date with the preposition that it takes.
fn on(date: &DateRange) -> String {
    let text = date.text();
    match date.precision {
        // About takes no other preposition.
        _ if date.is_approximate => text,
        Precision::Day => format!("on {text}"),
        Precision::Range => format!("within {text}"),
        _ => format!("in {text}"),
    }
}

/// An event's own title with its date.
fn dated(event: &Event) -> String {
    let title = event.title().trim_end_matches(['.', ' ']);
    match event.said.date() {
        Some(date) => format!("{title} {}", on(date)),
        None => format!("{title}, not dated"),
    }
}

fn without_departures(shown: &[&Event]) -> String {
    let anticipated = shown.iter().filter(|event| event.state == State::Anticipated).count();
    match shown {
        [] => "No event to show".to_owned(),
        [one] if anticipated == 1 => format!("{}: anticipated", dated(one)),
        [one] => dated(one),
        _ => {
            let dates: Vec<&DateRange> =
                shown.iter().filter_map(|event| event.said.date()).collect();
            let is_about = dates.iter().any(|date| date.is_approximate);
            let undated = shown.iter().filter(|event| event.said.date().is_none()).count();
            let when = match DateRange::span(dates) {
                None => return format!("{}, none of them dated", noun(shown)),
                Some(span) => between(span, is_about),
            };
            let mut text = format!("{} {when}", noun(shown));
            if undated > 0 {
                text = format!("{text}, {} not dated", in_words(undated));
            }
            if anticipated > 0 {
                text = format!("{text}, {} anticipated", in_words(anticipated));
            }
            text
        }
    }
}

/// `Two releases`, `2,000 events`.
fn noun(shown: &[&Event]) -> String {
    let kind = shown.first().and_then(|event| event.kind);
    let noun = match kind.filter(|kind| shown.iter().all(|event| event.kind == Some(*kind))) {
        Some(Kind::Departure) => "departures",
        Some(Kind::Hire) => "hires",
        Some(Kind::Reorganisation) => "reorganisations",
        Some(Kind::Access) => "events of access",
        Some(Kind::Release) => "releases",
        None => "events",
    };
    format!("{} {noun}", sentence_case(&in_words(shown.len())))
}

/// The time that holds all events, as finely as is of use; about, where a date is and the words
/// would be finer than a year.
fn between((first, last): (Day, Day), is_about: bool) -> String {
    let month = |date: Day| month_name(date.month());
    let (from, to) = (year_text(first.year()), year_text(last.year()));
    if first == last {
        let on = if is_about { "about" } else { "on" };
        format!("{on} {} {} {from}", first.day(), month(first))
    } else if from != to {
        format!("between {from} and {to}")
    } else if first.month() != last.month() {
        let about = if is_about { "about " } else { "" };
        format!("between {about}{} and {} {to}", month(first), month(last))
    } else {
        format!("{} {} {to}", if is_about { "about" } else { "in" }, month(first))
    }
}
