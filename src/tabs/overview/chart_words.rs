//! Words and footings that the parts of the overview share, and its title.

use std::collections::BTreeSet;

use super::chart::{Chart, Front};
use super::data::Status;
use crate::model::choice::{all_of, sentence_case};
use crate::model::number::{counted, in_words};
use crate::model::{Choice as _, Mark, Qualifier, Quantity};

/// All digits, with the qualifier as a word: `at least 180,000 models`.
pub fn exactly(quantity: &Quantity) -> String {
    match quantity.qualifier {
        Qualifier::Exact => quantity.exactly(),
        other => format!("{} {}", other.key(), quantity.exactly()),
    }
}

/// The qualifier of what is computed from several: one keeps its own; at least if any is; exact if
/// all are; else about.
pub fn qualifier_of(parts: &[Qualifier]) -> Qualifier {
    match parts {
        [one] => *one,
        parts if parts.contains(&Qualifier::AtLeast) => Qualifier::AtLeast,
        parts if parts.iter().all(|part| *part == Qualifier::Exact) => Qualifier::Exact,
        _ => Qualifier::About,
    }
}

/// A status as a sentence ends on it.
pub fn status_words(status: Status) -> &'static str {
    match status {
        Status::NotApplicable => "no control applies",
        other => other.key(),
    }
}

/// The finding: how far controls reach on each front; without fronts, the first figure or the
/// chain.
pub fn title(chart: &Chart) -> String {
    let stated = chart.cards.iter().find(|card| card.is_known);
    match (chart.fronts.as_slice(), chart.other_fronts.len(), stated) {
        ([], _, Some(card)) => {
            let others = counted_in_words(chart.cards.len() - 1, "more figure");
            let more =
                if chart.cards.len() == 1 { String::new() } else { format!(", and {others}") };
            sentence_case(&format!("{} {}{more}", card.value, card.label))
        }
        ([], ..) if !chart.cards.is_empty() => {
            let figures = counted_in_words(chart.cards.len(), "figure");
            sentence_case(&format!("{figures}, none of them stated"))
        }
        ([], ..) => chain_title(chart),
        // One more front than is drawn is named below.
        (fronts, 0 | 1, _) => few_fronts(fronts),
        (fronts, _, _) => {
            let statuses: Vec<Option<Status>> = fronts
                .iter()
                .map(|front| front.status)
                .chain(chart.other_fronts.iter().map(|(_, status)| *status))
                .collect();
            many_fronts(&statuses)
        }
    }
}

fn few_fronts(fronts: &[Front]) -> String {
    let with = |status: Option<Status>| -> Vec<String> {
        let fronts = fronts.iter().filter(|front| front.status == status);
        fronts.map(|front| lower(&front.name)).collect()
    };
    let mut parts: Vec<String> = Vec::new();
    let partially = with(Some(Status::Partially));
    if !partially.is_empty() {
        parts.push(format!("{} partially circumvented", all_of(&partially)));
    }
    let fully = with(Some(Status::Fully));
    match (fully.as_slice(), parts.as_slice()) {
        ([], _) => {}
        (names, []) => parts.push(format!("{} fully circumvented", all_of(names))),
        (names, _) => parts.push(format!("{} fully", all_of(names))),
    }
    for (status, words) in
        [(Some(Status::NotApplicable), "with no control"), (None, "with mixed results")]
    {
        let names = with(status);
        if !names.is_empty() {
            parts.push(format!("{} {words}", all_of(&names)));
        }
    }
    let effective = with(Some(Status::Effective));
    let rest = list(&parts);
    if effective.is_empty() {
        let answer = if fronts.len() == 1 { "front answers" } else { "fronts answer" };
        let count = sentence_case(&in_words(fronts.len()));
        return format!("{count} {answer} export controls: {rest}");
    }
    let on = format!("Export controls are effective on {}", all_of(&effective));
    if rest.is_empty() { on } else { format!("{on}: {rest}") }
}

/// Parts as a sentence lists them, with a comma before the last where there are three.
fn list(parts: &[String]) -> String {
    match parts {
        [head @ .., last] if head.len() > 1 => format!("{}, and {last}", head.join(", ")),
        parts => all_of(parts),
    }
}

fn many_fronts(statuses: &[Option<Status>]) -> String {
    let of = |status: Option<Status>| statuses.iter().filter(|other| **other == status).count();
    let parts: Vec<String> = [
        (Some(Status::Effective), "effective"),
        (Some(Status::Partially), "partially circumvented"),
        (Some(Status::Fully), "fully circumvented"),
        (Some(Status::NotApplicable), "with no control that applies"),
        (None, "with mixed results"),
    ]
    .into_iter()
    .filter(|(status, _)| of(*status) > 0)
    .map(|(status, words)| format!("{} {words}", in_words(of(status))))
    .collect();
    let count = sentence_case(&in_words(statuses.len()));
    format!("{count} fronts face export controls: {}", parts.join(", "))
}

fn chain_title(chart: &Chart) -> String {
    let Some(chain) = &chart.chain else { return "No data for an overview".to_owned() };
    let links = counted_in_words(chain.links, "link");
    let ends = chain.strands.first().and_then(|strand| {
        let last = strand.hops.last()?;
        Some(format!("from {} to {}", strand.first.name, all_of(&last.names)))
    });
    let ends = ends.unwrap_or_default();
    match chain.strands.as_slice() {
        [_] if chain.more.is_none() && chain.links == 1 => format!("One link leads {ends}"),
        [_] if chain.more.is_none() => format!("A chain of {links} leads {ends}"),
        strands => {
            let steps = strands.first().map_or(0, |strand| strand.hops.len());
            let words = if steps == 1 || !chain.is_surveyed {
                format!("{links}, some of them {ends}")
            } else {
                let steps = counted_in_words(steps, "step");
                format!("{links}: the longest chain leads {ends} in {steps}")
            };
            sentence_case(&words)
        }
    }
}

/// `three links`, `one step`, `14 links`.
pub fn counted_in_words(count: usize, noun: &str) -> String {
    let words = counted(count, noun);
    let noun = words.split_once(' ').map_or(noun, |(_, noun)| noun);
    format!("{} {noun}", in_words(count))
}

/// A name of one capital and small letters as a word within a sentence; other names as they are.
fn lower(name: &str) -> String {
    let mut letters = name.chars();
    let Some(first) = letters.next() else { return String::new() };
    let rest = letters.as_str();
    let is_plain = rest.chars().next().is_some_and(char::is_lowercase);
    if is_plain { first.to_lowercase().chain(rest.chars()).collect() } else { name.to_owned() }
}

/// What there is, and how many sources it stands on.
pub fn subtitle(chart: &Chart, marks: &[Mark]) -> String {
    let mut parts: Vec<String> = Vec::new();
    if !chart.cards.is_empty() {
        parts.push(counted(chart.cards.len(), "figure"));
    }
    if !chart.fronts.is_empty() {
        let fronts = chart.fronts.len();
        // One more than is drawn is named below; of many it is said that they are not all here.
        parts.push(match chart.other_fronts.len() {
            0 | 1 => counted(fronts, "front"),
            others => format!("{fronts} of {}", counted(fronts + others, "front")),
        });
    }
    if let Some(chain) = &chart.chain {
        let is_one = chain.strands.len() == 1 && chain.more.is_none();
        let links = counted(chain.links, "link");
        parts.push(if is_one { format!("1 chain of {links}") } else { links });
    }
    let sources: BTreeSet<&str> = marks
        .iter()
        .flat_map(Mark::places)
        .flat_map(|place| &place.sources)
        .map(String::as_str)
        .collect();
    let from = match sources.len() {
        0 => "the data names no source".to_owned(),
        count => format!("from {}", counted(count, "source")),
    };
    format!("{} · {from}", parts.join(", "))
}
