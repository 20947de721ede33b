//! The claims: verdict, words, computation and place of each.

use std::cmp::Reverse;

use super::chart::{
    Chart, ClaimLine, Options, Outcome, SortBy, ViewOf, citations, counts, empty, place,
};
use super::chart_title;
use super::data::{Evidence, Judged};
use crate::model::choice::sentence_case;
use crate::model::statement::Value;
use crate::model::{Figure, Goal, Mark, Said, Statement};

/// How a computation ends with which there is nothing to compare. The verdict says so already.
const STATES_NONE: &str = "; the source states none";

/// Chooses the claims to show.
pub fn build(evidence: &Evidence, options: &Options) -> Figure<Chart> {
    let of_tab: Vec<&Judged> = evidence
        .claims
        .iter()
        .filter(|judged| options.tab.as_ref().is_none_or(|tab| judged.claim.tab == *tab))
        .collect();
    let is_wanted =
        |outcome: Outcome| options.verdict.as_ref().is_none_or(|word| outcome.key() == word);
    let mut shown: Vec<&Judged> =
        of_tab.iter().copied().filter(|judged| is_wanted(Outcome::of(judged))).collect();
    let filtered = evidence.claims.len() - shown.len();
    if shown.is_empty() {
        return empty(evidence, (ViewOf::Claims, filtered));
    }
    if options.sort == SortBy::Verdict {
        shown.sort_by_key(|judged| Reverse(Outcome::of(judged)));
    }
    let outcomes: Vec<Outcome> = shown.iter().map(|judged| Outcome::of(judged)).collect();
    let among = options.verdict.is_some().then_some(of_tab.len());
    let order = match options.sort {
        SortBy::Table => "",
        SortBy::Verdict => ", the weightiest verdict first",
    };
    let what = format!("Each recomputed from the records it names{order}");
    Figure {
        title: chart_title::of_claims(&outcomes, among, options.tab.as_deref()),
        subtitle: chart_title::with_others(what, evidence, ViewOf::Claims),
        marks: shown.iter().map(|judged| mark(judged, evidence)).collect(),
        counts: counts(evidence, filtered),
        chart: Chart::Claims(shown.iter().map(|judged| line(judged)).collect()),
    }
}

fn line(judged: &Judged) -> ClaimLine {
    let claim = &judged.claim;
    ClaimLine {
        key: claim.id.clone(),
        outcome: Outcome::of(judged),
        claim: claim.text.clone(),
        computation: computation(judged)
            .into_iter()
            .map(|part| part.strip_suffix(STATES_NONE).map(str::to_owned).unwrap_or(part))
            .collect(),
        place: place(&claim.tab, &judged.said),
    }
}

/// The computation part by part, or why there is none.
fn computation(judged: &Judged) -> Vec<String> {
    match &judged.judgement {
        Ok(judgement) => judgement.words.iter().map(|part| sentence_case(part)).collect(),
        Err(reason) if reason.is_empty() => vec!["The claim cannot be read".to_owned()],
        Err(reason) => vec![sentence_case(reason)],
    }
}

fn mark(judged: &Judged, evidence: &Evidence) -> Mark {
    let claim = &judged.claim;
    let outcome = Outcome::of(judged);
    let words = computation(judged).join(" · ");
    let mut mark = Mark::of(&claim.id, &claim.text, outcome.label())
        .exactly(format!("{}: {words}", outcome.label()))
        .with("Claim", &claim.text)
        .with("Verdict", outcome.key())
        .with("Computation", words)
        .with("Expression", claim.expression.replace(';', "; "))
        .with("Tolerance", if claim.tolerance.is_empty() { "none" } else { &claim.tolerance })
        .with("Tab", &claim.tab)
        .with("Citation marks", citations(&claim.provenance));
    mark = judged.said.iter().fold(mark, Mark::standing_for);
    let records = judged.judgement.as_ref().map_or(&[][..], |judgement| &judgement.records);
    for id in records {
        mark = match evidence.named.get(id) {
            Some(named) => mark.derived_from(&named.said),
            None => mark.derived_from(&unread(id, judged)),
        };
    }
    if claim.tab.is_empty() {
        return mark;
    }
    mark.leading_to(Goal::new(&claim.tab, records.first().cloned().unwrap_or_default()))
}

/// A record that the claim names and that cannot be read whole has the claim's own place.
fn unread(id: &str, judged: &Judged) -> Vec<Said> {
    let record = |said: &Said| {
        let nothing = Value::Words(Box::default());
        Said::new(Statement::clone(said).of_record(id).saying(nothing))
    };
    judged.said.iter().map(record).collect()
}
