//! Reads the sources, claims and caveats of a package.

use std::collections::BTreeMap;

use super::problem::Problems;
use super::row::Row;
use super::spec::{Column, Holds, TableSpec};
use super::table::Table;
use crate::claim::{Ledger, judge};
use crate::model::Evidence;
use crate::model::evidence::{Caveat, Claim, Source};

/// The documents the data comes from.
pub const SOURCES: TableSpec = TableSpec {
    name: "sources",
    columns: &[
        Column::needed("id", "A").holding(Holds::Id),
        Column::needed("title", "Title of the document"),
        Column::optional("kind", "article"),
        Column::optional("published", "2026-03"),
        Column::optional("url", "https://example.org/"),
    ],
};

/// Arithmetic statements to recompute.
pub const CLAIMS: TableSpec = TableSpec {
    name: "claims",
    columns: &[
        Column::needed("id", "claim_total").holding(Holds::Id),
        Column::optional("tab", "funding"),
        Column::needed("claim", "The two rounds add up to 30 million"),
        Column::needed("expression", "first_round + second_round"),
        Column::optional("stated", "30000000"),
        Column::optional("unit", "USD"),
        Column::optional("tolerance", ""),
    ],
};

/// Conflicts, ambiguities and gaps.
pub const CAVEATS: TableSpec = TableSpec {
    name: "caveats",
    columns: &[
        Column::needed("id", "caveat_total").holding(Holds::Id),
        Column::optional("tab", "funding"),
        Column::needed("concerns", "first_round;second_round").holding(Holds::List),
        Column::optional("kind", "ambiguous"),
        Column::needed("text", "What the reader should know"),
    ],
};

/// Reads what the tables have of them, and recomputes the claims; nothing where they have none.
pub fn read(tables: &BTreeMap<String, Table>, problems: &mut Problems) -> Evidence {
    let mut evidence = Evidence::default();
    if let Some(table) = tables.get(SOURCES.name) {
        evidence.sources = table.records(problems, source).items;
    }
    if let Some(table) = tables.get(CAVEATS.name) {
        evidence.caveats = table.records(problems, caveat).items;
    }
    if let Some(table) = tables.get(CLAIMS.name) {
        let ledger = Ledger::of(tables);
        let mut judgements = Vec::new();
        let claims = table.records_in_turn(problems, |row| {
            let claim = claim(row)?;
            // A claim that is itself wrong is told, and the rest of the package still loads.
            match judge(&claim, &ledger) {
                Ok(judgement) => judgements.push(judgement),
                Err(flaw) => row.warn(flaw.column, &flaw.reason, "correct the claim"),
            }
            Some(claim)
        });
        (evidence.claims, evidence.judgements) = (claims.items, judgements);
    }
    evidence
}

fn source(row: &mut Row<'_>) -> Option<Source> {
    let (id, title) = (row.id(), row.needed("title"));
    Some(Source {
        id: id?.to_string(),
        title: title?.to_string(),
        kind: row.text("kind").to_owned(),
        published: row.text("published").to_owned(),
        url: row.text("url").to_owned(),
        note: row.text("note").to_owned(),
    })
}

fn claim(row: &mut Row<'_>) -> Option<Claim> {
    let (id, words, expression) = (row.id(), row.needed("claim"), row.needed("expression"));
    let provenance = row.provenance();
    Some(Claim {
        id: id?.to_string(),
        tab: row.text("tab").to_owned(),
        text: words?.to_string(),
        expression: expression?.to_string(),
        stated: row.text("stated").to_owned(),
        unit: row.text("unit").to_owned(),
        tolerance: row.text("tolerance").to_owned(),
        provenance: provenance?,
    })
}

fn caveat(row: &mut Row<'_>) -> Option<Caveat> {
    let (id, text, concerns) = (row.id(), row.needed("text"), row.needed("concerns"));
    let provenance = row.provenance();
    concerns?;
    Some(Caveat {
        id: id?.to_string(),
        tab: row.text("tab").to_owned(),
        concerns: row.list("concerns"),
        kind: row.text("kind").to_owned(),
        text: text?.to_string(),
        provenance: provenance?,
    })
}
