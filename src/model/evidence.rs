//! The sources, claims and caveats of a data package, shared by all tabs.

use std::collections::{BTreeMap, BTreeSet};

use super::cited::{Cited, Named};
use super::provenance::Located;
use super::verdict::{Judgement, Verdict};

/// Titles with more letters are shortened in a source line.
const LONG_TITLE: usize = 48;

/// A document that the data comes from.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Source {
    /// Short id, shown in brackets: `A`.
    pub id: String,
    /// Its title.
    pub title: String,
    /// Article, report, dataset; empty where not given.
    pub kind: String,
    /// Date of publication as written; empty where the source has none.
    pub published: String,
    /// Address; empty where the source has none.
    pub url: String,
    /// What is known to be missing from it.
    pub note: String,
}

/// An arithmetic statement of a source, to be recomputed.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Claim {
    /// Record id.
    pub id: String,
    /// Name of the tab it belongs to.
    pub tab: String,
    /// The statement in words.
    pub text: String,
    /// How it is computed from records.
    pub expression: String,
    /// The figure or direction the source states; empty where it states none.
    pub stated: String,
    /// Its unit.
    pub unit: String,
    /// How far off still counts as rounding; empty for exact.
    pub tolerance: String,
    /// Where the source says it.
    pub provenance: Located,
}

/// A conflict, ambiguity, gap or unsupported statement.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Caveat {
    /// Record id.
    pub id: String,
    /// Name of the tab it mostly concerns.
    pub tab: String,
    /// Ids of the records it concerns.
    pub concerns: Vec<String>,
    /// Conflict, ambiguous, rounding and so on.
    pub kind: String,
    /// What the reader should know.
    pub text: String,
    /// Where the sources say it.
    pub provenance: Located,
}

/// All that bears on whether the numbers hold up.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Evidence {
    /// In the order of the table.
    pub sources: Vec<Source>,
    /// In the order of the table.
    pub claims: Vec<Claim>,
    /// In the order of the table.
    pub caveats: Vec<Caveat>,
    /// What came of recomputing the claims; none for a claim that is itself wrong.
    pub judgements: Vec<Judgement>,
}

impl Evidence {
    /// The title of a source; its id where the package does not know it.
    pub fn source_title<'a>(&'a self, id: &'a str) -> &'a str {
        self.sources.iter().find(|source| source.id == id).map_or(id, |source| &source.title)
    }

    /// The caveats that concern any of these records, in the table's order.
    pub fn caveats_of(&self, records: &BTreeSet<String>) -> Vec<&Caveat> {
        let concerns = |caveat: &&Caveat| caveat.concerns.iter().any(|id| records.contains(id));
        self.caveats.iter().filter(concerns).collect()
    }

    /// What came of recomputing this claim.
    pub fn judgement(&self, claim: &str) -> Option<&Judgement> {
        self.judgements.iter().find(|judgement| judgement.claim == claim)
    }

    /// The claims that rest on any of these records, with what came of them, in the table's order.
    pub fn claims_of(&self, records: &BTreeSet<String>) -> Vec<(&Claim, &Judgement)> {
        self.claims
            .iter()
            .filter_map(|claim| Some((claim, self.judgement(&claim.id)?)))
            .filter(|(_, judgement)| judgement.records.iter().any(|id| records.contains(id)))
            .collect()
    }

    /// For each record the weightiest verdict on a claim that rests on it, derived ones apart.
    pub fn verdicts(&self) -> BTreeMap<String, Verdict> {
        let mut verdicts = BTreeMap::new();
        for judgement in self.judgements.iter().filter(|j| j.verdict != Verdict::Derived) {
            for id in &judgement.records {
                let known = verdicts.entry(id.clone()).or_insert(judgement.verdict);
                *known = judgement.verdict.max(*known);
            }
        }
        verdicts
    }

    /// Ids of all records that a claim or a caveat is about.
    pub fn named(&self) -> Named {
        let of_claims = self.judgements.iter().flat_map(|judgement| &judgement.records);
        let of_caveats = self.caveats.iter().flat_map(|caveat| &caveat.concerns);
        Named::of(of_claims.chain(of_caveats).cloned())
    }

    /// Ids of all records that a caveat concerns.
    pub fn doubted(&self) -> BTreeSet<String> {
        self.caveats.iter().flat_map(|caveat| caveat.concerns.iter().cloned()).collect()
    }

    /// The source line under a figure: every source with the sections its marks come from.
    /// Nobody types a source line by hand.
    pub fn source_line(&self, cited: &Cited) -> String {
        let parts: Vec<String> = cited
            .places
            .iter()
            .map(|(source, sections)| {
                let title = short(self.source_title(source));
                let name =
                    if title == source { title.to_owned() } else { format!("[{source}] {title}") };
                match sections.first() {
                    Some(section) if sections.len() == 1 => format!("{name}, “{section}”"),
                    Some(_) => format!("{name}, {} sections", sections.len()),
                    None => name,
                }
            })
            .collect();
        if parts.is_empty() {
            return "Source: none, because nothing is drawn".to_owned();
        }
        let noun = if parts.len() == 1 { "Source" } else { "Sources" };
        format!("{noun}: {}", parts.join("; "))
    }
}

/// A long title without what follows its first colon: the id beside it says the rest.
fn short(title: &str) -> &str {
    match title.split_once(": ") {
        Some((first, _)) if title.chars().count() > LONG_TITLE => first,
        _ => title,
    }
}
