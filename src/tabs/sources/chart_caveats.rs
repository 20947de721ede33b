//! The caveats: kind, words, what they concern and where it stands.

use std::collections::BTreeSet;

use super::chart::{CaveatLine, Chart, Options, ViewOf, citations, counts, empty, place};
use super::chart_title;
use super::data::{Evidence, Noted};
use crate::model::choice::sentence_case;
use crate::model::evidence::Caveat;
use crate::model::number::counted;
use crate::model::{Figure, Goal, Mark};

/// Chooses the caveats to show.
pub fn build(evidence: &Evidence, options: &Options) -> Figure<Chart> {
    let of_tab: Vec<&Noted> = evidence
        .caveats
        .iter()
        .filter(|noted| options.tab.as_ref().is_none_or(|tab| noted.caveat.tab == *tab))
        .collect();
    let is_wanted = |kind: &str| options.kind.as_ref().is_none_or(|wanted| kind == wanted);
    let shown: Vec<&Noted> =
        of_tab.iter().copied().filter(|noted| is_wanted(&noted.caveat.kind)).collect();
    let filtered = evidence.caveats.len() - shown.len();
    if shown.is_empty() {
        return empty(evidence, (ViewOf::Caveats, filtered));
    }
    let kinds: Vec<&str> = shown.iter().map(|noted| noted.caveat.kind.as_str()).collect();
    let among = options.kind.is_some().then_some(of_tab.len());
    let concerned: BTreeSet<&String> =
        shown.iter().flat_map(|noted| &noted.caveat.concerns).collect();
    let what = format!(
        "What to know before relying on a number · {} concerned",
        counted(concerned.len(), "record")
    );
    Figure {
        title: chart_title::of_caveats(&kinds, among, options.tab.as_deref()),
        subtitle: chart_title::with_others(what, evidence, ViewOf::Caveats),
        marks: shown.iter().map(|noted| mark(noted, evidence)).collect(),
        counts: counts(evidence, filtered),
        chart: Chart::Caveats(shown.iter().map(|noted| line(noted, evidence)).collect()),
    }
}

fn line(noted: &Noted, evidence: &Evidence) -> CaveatLine {
    let caveat = &noted.caveat;
    let kind = if caveat.kind.is_empty() { "kind not stated" } else { &caveat.kind };
    CaveatLine {
        key: caveat.id.clone(),
        kind: sentence_case(kind),
        text: caveat.text.clone(),
        concerns: concerns(caveat, evidence),
        place: place(&caveat.tab, &noted.said),
    }
}

/// What it concerns in plain words, each once; the id of what the data does not have.
fn concerns(caveat: &Caveat, evidence: &Evidence) -> String {
    let mut names: Vec<(&str, usize)> = Vec::new();
    for id in &caveat.concerns {
        let name = evidence.named.get(id).map_or(id.as_str(), |named| &named.name);
        match names.iter_mut().find(|(known, _)| *known == name) {
            Some((_, records)) => *records += 1,
            None => names.push((name, 1)),
        }
    }
    let words: Vec<String> = names
        .iter()
        .map(|(name, records)| match records {
            1 => (*name).to_owned(),
            _ => format!("{name} ({})", counted(*records, "record")),
        })
        .collect();
    sentence_case(&words.join("; "))
}

fn mark(noted: &Noted, evidence: &Evidence) -> Mark {
    let caveat = &noted.caveat;
    let mark = Mark::of(&caveat.id, &caveat.text, sentence_case(&caveat.kind))
        .with("Kind", &caveat.kind)
        .with("Caveat", &caveat.text)
        .with("Concerns", concerns(caveat, evidence))
        .with("Tab", &caveat.tab)
        .with("Citation marks", citations(&caveat.provenance));
    let mark = noted.said.iter().fold(mark, Mark::standing_for);
    if caveat.tab.is_empty() {
        return mark;
    }
    mark.leading_to(Goal::new(&caveat.tab, caveat.concerns.first().cloned().unwrap_or_default()))
}
