//! What the sources figure shows: the claims, the caveats or the sources themselves.

use super::data::{Evidence, Judged};
use super::{chart_caveats, chart_claims, chart_sources, chart_title};
use crate::model::{Choice, Counts, Figure, Marks, Provenance, Said, Setting, Verdict};

/// Ways to look at what the data stands on.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ViewOf {
    /// What is known of each source.
    Sources,
    /// Each claim with its computation and verdict.
    Claims,
    /// What a reader should know.
    Caveats,
}

impl Choice for ViewOf {
    const ALL: &'static [Self] = &[Self::Sources, Self::Claims, Self::Caveats];

    fn key(self) -> &'static str {
        match self {
            Self::Sources => "sources",
            Self::Claims => "claims",
            Self::Caveats => "caveats",
        }
    }
}

/// The order of claims.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum SortBy {
    /// As in the table, which follows the source.
    #[default]
    Table,
    /// The weightiest verdict first.
    Verdict,
}

impl Choice for SortBy {
    const ALL: &'static [Self] = &[Self::Table, Self::Verdict];

    fn key(self) -> &'static str {
        match self {
            Self::Table => "table",
            Self::Verdict => "verdict",
        }
    }

    fn label(self) -> String {
        match self {
            Self::Table => "In the table’s order",
            Self::Verdict => "By verdict",
        }
        .to_owned()
    }
}

/// What came of a claim; the weightier stands later.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Outcome {
    Judged(Verdict),
    /// The claim itself is wrong, so that nothing could be computed.
    NotComputed,
}

impl Outcome {
    /// What came of this claim.
    pub fn of(judged: &Judged) -> Self {
        judged.judgement.as_ref().map_or(Self::NotComputed, |found| Self::Judged(found.verdict))
    }

    /// The word on the command line.
    pub fn key(self) -> &'static str {
        match self {
            Self::Judged(verdict) => verdict.key(),
            Self::NotComputed => "not computed",
        }
    }

    /// The word on screen.
    pub fn label(self) -> String {
        match self {
            Self::Judged(Verdict::Derived) => "Computed here".to_owned(),
            _ => crate::model::choice::sentence_case(self.key()),
        }
    }
}

/// What the user chose.
#[derive(Clone, Debug, Default)]
pub struct Options {
    /// The first view that has rows, where none is chosen.
    pub view: Option<ViewOf>,
    pub sort: SortBy,
    /// Only claims with this verdict.
    pub verdict: Option<String>,
    /// Only caveats of this kind.
    pub kind: Option<String>,
    /// Only claims and caveats of this tab.
    pub tab: Option<String>,
}

/// What to draw.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Chart {
    Claims(Vec<ClaimLine>),
    Caveats(Vec<CaveatLine>),
    Sources(Vec<Card>),
    /// Nothing to draw, and why.
    Empty(&'static str),
}

/// One claim.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ClaimLine {
    pub key: String,
    pub outcome: Outcome,
    pub claim: String,
    /// The computation, part by part.
    pub computation: Vec<String>,
    pub place: Place,
}

/// One caveat.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct CaveatLine {
    pub key: String,
    /// In sentence case; the words for its absence where there is none.
    pub kind: String,
    pub text: String,
    pub concerns: String,
    pub place: Place,
}

/// Where a claim or a caveat belongs.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Place {
    /// In sentence case; empty where the table names none.
    pub tab: String,
    /// `[A] Key findings, paragraph 2`, source by source.
    pub sources: Vec<String>,
}

/// One source.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Card {
    pub key: String,
    /// `[A] Title`.
    pub title: String,
    /// Kind, date and address, absent ones in words.
    pub facts: String,
    /// How many records cite it.
    pub count: String,
    /// `records cite it`.
    pub count_of: String,
    /// Both in one.
    pub counted: String,
    /// How many of them each table has; empty where there are none.
    pub by_table: String,
    /// The source's own citation marks that occur; empty where no record cites it.
    pub citations: String,
    pub note: String,
}

/// Chooses what to show.
pub fn build(evidence: &Evidence, options: &Options) -> Figure<Chart> {
    match view(evidence, options) {
        ViewOf::Claims => chart_claims::build(evidence, options),
        ViewOf::Caveats => chart_caveats::build(evidence, options),
        ViewOf::Sources => chart_sources::build(evidence),
    }
}

/// What can be chosen in the current view. Views without rows are not offered.
pub fn settings(evidence: &Evidence, options: &Options) -> Vec<Setting> {
    let view = view(evidence, options);
    let mut choose = Setting::of("view", "View", view);
    if ViewOf::ALL.iter().any(|view| rows(evidence, *view) > 0) {
        choose
            .choices
            .retain(|(key, _)| ViewOf::from_key(key).is_some_and(|view| rows(evidence, view) > 0));
    }
    let mut settings = vec![choose];
    match view {
        ViewOf::Claims => {
            settings.push(Setting::of("sort", "Order", options.sort));
            settings.push(verdicts(evidence, options));
        }
        ViewOf::Caveats => {
            let kinds = distinct(evidence.caveats.iter().map(|noted| noted.caveat.kind.as_str()));
            let current = options.kind.as_deref();
            settings.push(Setting::filter("kind", "Kind", "All kinds", kinds, current));
        }
        ViewOf::Sources => return settings,
    }
    let claims = evidence.claims.iter().map(|judged| judged.claim.tab.as_str());
    let caveats = evidence.caveats.iter().map(|noted| noted.caveat.tab.as_str());
    let tabs = distinct(claims.chain(caveats));
    settings.push(Setting::filter("tab", "Tab", "All tabs", tabs, options.tab.as_deref()));
    settings
}

fn verdicts(evidence: &Evidence, options: &Options) -> Setting {
    let mut found: Vec<Outcome> = evidence.claims.iter().map(Outcome::of).collect();
    found.sort_by(|a, b| b.cmp(a));
    found.dedup();
    let mut choices = vec![("all".to_owned(), "All verdicts".to_owned())];
    choices.extend(found.iter().map(|outcome| (outcome.key().to_owned(), outcome.label())));
    let current = options.verdict.clone().unwrap_or_else(|| "all".to_owned());
    Setting::over("verdict", "Verdict", choices, current)
}

/// The words, each once, in the order in which they first come; empty ones left out.
fn distinct<'a>(words: impl Iterator<Item = &'a str>) -> Vec<String> {
    let mut distinct: Vec<String> = Vec::new();
    for word in words.filter(|word| !word.is_empty()) {
        if !distinct.iter().any(|known| known == word) {
            distinct.push(word.to_owned());
        }
    }
    distinct
}

/// The view that was chosen, or else the first that has rows.
fn view(evidence: &Evidence, options: &Options) -> ViewOf {
    let has_rows = |view: &ViewOf| rows(evidence, *view) > 0;
    let in_turn = [ViewOf::Claims, ViewOf::Caveats, ViewOf::Sources].into_iter().find(has_rows);
    options.view.filter(has_rows).or(in_turn).unwrap_or(ViewOf::Claims)
}

fn rows(evidence: &Evidence, view: ViewOf) -> usize {
    match view {
        ViewOf::Sources => evidence.sources.len(),
        ViewOf::Claims => evidence.claims.len(),
        ViewOf::Caveats => evidence.caveats.len(),
    }
}

/// Rows of all three tables: those of the other views are named in the subtitle.
pub fn counts(evidence: &Evidence, filtered: usize) -> Counts {
    let all = evidence.sources.len() + evidence.claims.len() + evidence.caveats.len();
    Counts { shown: all.saturating_sub(filtered), filtered, rejected: 0 }
}

/// A figure of a view without rows.
pub fn empty(evidence: &Evidence, (view, filtered): (ViewOf, usize)) -> Figure<Chart> {
    let (title, why) = match view {
        _ if filtered == 0 => (
            "No source, claim or caveat to show",
            "The data has no table of sources, claims or caveats. Open a data package that has \
             one, or such a table on its own.",
        ),
        ViewOf::Caveats => {
            ("No caveat to show", "No caveat is left: choose “All kinds” and “All tabs”.")
        }
        ViewOf::Claims | ViewOf::Sources => {
            ("No claim to show", "No claim is left: choose “All verdicts” and “All tabs”.")
        }
    };
    Figure {
        title: title.to_owned(),
        subtitle: chart_title::others(evidence, view).unwrap_or_default(),
        marks: Marks::default(),
        counts: counts(evidence, filtered),
        chart: Chart::Empty(why),
    }
}

/// Tab and place in words, source by source.
pub fn place(tab: &str, said: &[Said]) -> Place {
    let words = |said: &Said| match said.provenance().sources.as_slice() {
        [source] => format!("[{source}] {}", said.place().place()).trim().to_owned(),
        _ => said.place().place(),
    };
    Place {
        tab: crate::model::choice::sentence_case(tab),
        sources: said.iter().map(words).collect(),
    }
}

/// The marks of a place in words, or that there are none.
pub fn citations(place: &Provenance) -> String {
    if place.citations.is_empty() { "none".to_owned() } else { place.citations.join(", ") }
}
