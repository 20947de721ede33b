//! What the tables say of sources, claims and caveats, and which records cite which source.

use std::collections::{BTreeMap, BTreeSet};

use crate::load::evidence::{self, CAVEATS, CLAIMS, SOURCES};
use crate::load::{Problems, Row, Severity};
use crate::model::evidence::{Caveat, Claim, Source};
use crate::model::{Judgement, Provenance};
use crate::tab::Tables;

/// Letters of a claim that are enough to recognise it.
const RECOGNISABLE: usize = 40;

/// All that bears on whether the numbers hold up, in the order of the tables.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Evidence {
    pub sources: Vec<Document>,
    pub claims: Vec<Judged>,
    pub caveats: Vec<Caveat>,
    /// Every record of the tables beside that of the sources.
    pub citing: Vec<Citing>,
    /// The records that claims and caveats rest on, by id.
    pub named: BTreeMap<String, Named>,
    /// Rows of the three tables that gave no record.
    pub rejected: usize,
}

/// A source and the row that tells of it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Document {
    pub source: Source,
    pub provenance: Provenance,
}

/// A claim and what came of recomputing it.
#[derive(Clone, Debug, PartialEq)]
pub struct Judged {
    pub claim: Claim,
    /// Why not, where the claim itself is wrong.
    pub judgement: Result<Judgement, String>,
}

/// A record and where it comes from.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Citing {
    pub table: String,
    pub id: String,
    pub provenance: Provenance,
}

/// A record in plain words.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Named {
    pub name: String,
    pub provenance: Provenance,
}

/// Reads the tables. What is wrong with them is told where the package as a whole is read.
pub fn read(tables: &Tables) -> Evidence {
    let mut told = Problems::default();
    let read = evidence::read(tables, &mut told);
    let rows: usize = [SOURCES, CLAIMS, CAVEATS]
        .iter()
        .filter_map(|spec| tables.get(spec.name))
        .map(|table| table.rows_read())
        .sum();
    let taken = read.sources.len() + read.claims.len() + read.caveats.len();
    let wanted: BTreeSet<&str> = read
        .caveats
        .iter()
        .flat_map(|caveat| &caveat.concerns)
        .chain(read.judgements.iter().flat_map(|judgement| &judgement.records))
        .map(String::as_str)
        .collect();
    let (citing, named) = records(tables, &wanted);
    Evidence {
        sources: documents(&read.sources, tables),
        claims: judged(read.claims, read.judgements, &told),
        caveats: read.caveats,
        citing,
        named,
        rejected: rows.saturating_sub(taken),
    }
}

/// The sources with their rows. A source is cited as a whole, by its own id.
fn documents(sources: &[Source], tables: &Tables) -> Vec<Document> {
    let mut places: BTreeMap<String, Provenance> = BTreeMap::new();
    if let Some(table) = tables.get(SOURCES.name) {
        table.records(&mut Problems::default(), |row| {
            places.insert(row.id()?, row.provenance()?);
            Some(())
        });
    }
    let document = |source: &Source| Document {
        provenance: Provenance {
            sources: vec![source.id.clone()],
            section: "The document as a whole".to_owned(),
            ..places.remove(&source.id).unwrap_or_default()
        },
        source: source.clone(),
    };
    sources.iter().map(document).collect()
}

/// Each claim with its judgement, or with the reason for which there is none.
fn judged(claims: Vec<Claim>, mut judgements: Vec<Judgement>, told: &Problems) -> Vec<Judged> {
    // Each claim without a judgement has left one warning, in the order of the table.
    let mut reasons = told
        .iter()
        .filter(|problem| problem.severity == Severity::Warning)
        .map(|problem| problem.message.clone());
    claims
        .into_iter()
        .map(|claim| {
            let found = judgements.iter().position(|judgement| judgement.claim == claim.id);
            let judgement = match found {
                Some(index) => Ok(judgements.remove(index)),
                None => Err(reasons.next().unwrap_or_default()),
            };
            Judged { claim, judgement }
        })
        .collect()
}

/// Every record of the other tables, and the wanted ones in plain words.
fn records(tables: &Tables, wanted: &BTreeSet<&str>) -> (Vec<Citing>, BTreeMap<String, Named>) {
    let (mut citing, mut named) = (Vec::new(), BTreeMap::new());
    for (table_name, table) in tables.iter().filter(|(name, _)| *name != SOURCES.name) {
        let read = table.records(&mut Problems::default(), |row| {
            let (id, provenance) = (row.id()?, row.provenance()?);
            // Rows without an id are named by their line, which a row of another table may have.
            let id = if id.starts_with("line ") { format!("{table_name} {id}") } else { id };
            if wanted.contains(id.as_str()) {
                let name = in_words(row).unwrap_or_else(|| id.clone());
                named.insert(id.clone(), Named { name, provenance: provenance.clone() });
            }
            Some(Citing { table: table_name.clone(), id, provenance })
        });
        citing.extend(read.items);
    }
    (citing, named)
}

/// What a record is about, from whichever columns its table has.
fn in_words(row: &Row<'_>) -> Option<String> {
    let text = |column: &str| Some(row.text(column)).filter(|text| !text.is_empty());
    let pair = |first: &str, join: &str, second: &str| {
        Some(format!("{}{join}{}", text(first)?, text(second)?))
    };
    text("title")
        .map(str::to_owned)
        .or_else(|| pair("company", " at ", "customer"))
        .or_else(|| text("company").map(str::to_owned))
        .or_else(|| text("dimension").map(str::to_owned))
        .or_else(|| pair("family", " ", "measure"))
        .or_else(|| pair("model", " ", "measure"))
        .or_else(|| pair("model", " on ", "benchmark"))
        .or_else(|| text("feature").map(str::to_owned))
        .or_else(|| pair("from", " → ", "to"))
        .or_else(|| {
            text("headcount").and_then(|_| Some(format!("{} head-count", text("organisation")?)))
        })
        .or_else(|| text("claim").map(|claim| format!("the claim “{}”", beginning(claim))))
}

/// The first words of a long text.
fn beginning(text: &str) -> String {
    let text = text.trim_end_matches('.');
    if text.chars().count() <= RECOGNISABLE {
        return text.to_owned();
    }
    let cut: String = text.chars().take(RECOGNISABLE).collect();
    let whole_words = cut.rsplit_once(' ').map_or(cut.as_str(), |(words, _)| words);
    format!("{whole_words} …")
}
