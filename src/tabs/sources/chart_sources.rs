//! The sources: what is known of each, what is not given, and what rests on it.

use std::cmp::Reverse;
use std::collections::BTreeSet;

use super::chart::{Card, Chart, ViewOf, counts, empty};
use super::chart_title;
use super::data::{Citing, Document, Evidence};
use crate::model::choice::sentence_case;
use crate::model::number::{counted, grouped};
use crate::model::{DateRange, Figure, Mark, Said};

/// Shows every source.
pub fn build(evidence: &Evidence) -> Figure<Chart> {
    if evidence.sources.is_empty() {
        return empty(evidence, (ViewOf::Sources, 0));
    }
    let is_known = |id: &String| evidence.sources.iter().any(|known| known.source.id == *id);
    let cites = |record: &&Citing| record.sources().any(is_known);
    let citing = evidence.citing.iter().filter(cites).count();
    let without = evidence.citing.iter().filter(|record| record.sources().next().is_none());
    let what = "What is known of each, and how many records of this data cite it";
    let what = match without.count() {
        0 => what.to_owned(),
        1 => format!("{what} · 1 record names no source"),
        without => format!("{what} · {} name no source", counted(without, "record")),
    };
    let (marks, cards): (Vec<Mark>, Vec<_>) =
        evidence.sources.iter().map(|document| card(document, evidence)).unzip();
    let sources: Vec<_> = evidence.sources.iter().map(|document| &document.source).collect();
    Figure {
        title: chart_title::of_sources(&sources, citing),
        subtitle: chart_title::with_others(what, evidence, ViewOf::Sources),
        marks: marks.into(),
        counts: counts(evidence, 0),
        chart: Chart::Sources(cards),
    }
}

fn card(document: &Document, evidence: &Evidence) -> (Mark, Card) {
    let source = &document.source;
    let citing: Vec<&Citing> = evidence
        .citing
        .iter()
        .filter(|record| record.sources().any(|id| *id == source.id))
        .collect();
    let count_of = if citing.len() == 1 { "record cites it" } else { "records cite it" };
    let published = DateRange::parse(&source.published)
        .map_or_else(|| source.published.clone(), |date| date.text());
    let absent = |text: &str, what: &str| {
        if text.is_empty() { format!("no {what} given") } else { text.to_owned() }
    };
    let card = Card {
        key: source.id.clone(),
        title: format!("[{}] {}", source.id, source.title),
        facts: sentence_case(&format!(
            "{} · {} · {}",
            absent(&source.kind, "kind"),
            absent(&published, "date"),
            absent(&source.url, "address"),
        )),
        count: grouped(citing.len() as f64),
        count_of: count_of.to_owned(),
        counted: format!("{} {count_of}", grouped(citing.len() as f64)),
        by_table: by_table(&citing),
        citations: citations(&citing),
        note: source.note.clone(),
    };
    let not_given =
        |text: &str| if text.is_empty() { "not given".to_owned() } else { text.to_owned() };
    let mark = Mark::of(&source.id, &card.title, &card.counted)
        .with("Source", &source.id)
        .with("Title", &source.title)
        .with("Kind", not_given(&source.kind))
        .with("Published", not_given(&published))
        .with("Address", not_given(&source.url))
        .with("Records that cite it", &card.count)
        .with("By table", if card.by_table.is_empty() { "none" } else { &card.by_table })
        .with("Citation marks", if card.citations.is_empty() { "none" } else { &card.citations })
        .with("Note", if source.note.is_empty() { "none" } else { &source.note })
        .standing_for(&document.said);
    // Only its place in this source counts of a record that cites several.
    let cited = |said: &&Said| said.provenance().sources.contains(&source.id);
    let mark = mark.derived_from(citing.iter().flat_map(|record| &record.said).filter(cited));
    (mark, card)
}

/// `caveats 20, claims 16`: the tables with the most first.
fn by_table(citing: &[&Citing]) -> String {
    let mut tables: Vec<(&str, usize)> = Vec::new();
    for record in citing {
        match tables.iter_mut().find(|(table, _)| *table == &*record.table) {
            Some((_, records)) => *records += 1,
            None => tables.push((&record.table, 1)),
        }
    }
    tables.sort_by_key(|(_, records)| Reverse(*records));
    let words: Vec<String> = tables
        .iter()
        .map(|(table, records)| format!("{table} {}", grouped(*records as f64)))
        .collect();
    words.join(", ")
}

/// The source's own citation marks, without those of a record of several sources, which may
/// belong to any of them.
fn citations(citing: &[&Citing]) -> String {
    let marks: BTreeSet<&str> = citing
        .iter()
        .flat_map(|record| &record.said)
        .flat_map(|said| said.provenance().citations.iter().map(String::as_str))
        .collect();
    if citing.is_empty() {
        return String::new();
    }
    if marks.is_empty() {
        return "No citation marks on these records".to_owned();
    }
    let mut numbers: Vec<u64> = marks.iter().filter_map(|mark| mark.parse().ok()).collect();
    numbers.sort_unstable();
    numbers.dedup();
    let others = marks.iter().filter(|mark| mark.parse::<u64>().is_err());
    let all: Vec<String> =
        runs(&numbers).into_iter().chain(others.map(|mark| (*mark).to_owned())).collect();
    format!("{} on these records: {}", counted(marks.len(), "citation mark"), all.join(", "))
}

/// `1–4`, `6`, `7`: three and more in a row as a range.
fn runs(numbers: &[u64]) -> Vec<String> {
    let runs = numbers.chunk_by(|a, b| a.checked_add(1) == Some(*b));
    runs.flat_map(|run| match run {
        [first, _, .., last] => vec![format!("{first}–{last}")],
        run => run.iter().map(u64::to_string).collect(),
    })
    .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn marks_in_a_row_are_a_range() {
        assert_eq!(runs(&[1, 2, 3, 5, 7, 8, 10, 11, 12]).join(", "), "1–3, 5, 7, 8, 10–12");
        assert_eq!(runs(&[]), Vec::<String>::new());
        assert_eq!(runs(&[u64::MAX]), [u64::MAX.to_string()]);
    }
}
