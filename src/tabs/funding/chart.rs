//! What the funding figure shows: which rounds, in which currency, and what they add up to.

use std::collections::{BTreeMap, BTreeSet};

pub use super::chart_bars::{Bar, Fill, Rows};
pub use super::chart_cumulative::{Step, Steps, TICKS, sum_text};
pub use super::chart_flow::{Amount, Block, Flow};
use super::chart_group::{self, Sum};
pub use super::chart_native::CUMULATIVE;
pub use super::data::Kind;
use super::data::{Funding, Round};
use super::{chart_bars, chart_cumulative, chart_flow, chart_words};
use crate::model::figure::not_drawn;
use crate::model::number::{counted, grouped, short};
use crate::model::{Choice, Counts, Figure, Mark};

/// Ways to look at the rounds.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum ViewOf {
    /// From investors through companies to customers.
    #[default]
    Flow,
    /// Amounts, largest first.
    Bars,
    /// The running sum over time.
    Cumulative,
}

impl Choice for ViewOf {
    const ALL: &'static [Self] = &[Self::Flow, Self::Bars, Self::Cumulative];

    fn key(self) -> &'static str {
        match self {
            Self::Flow => "flow",
            Self::Bars => "bars",
            Self::Cumulative => "cumulative",
        }
    }
}

/// What one bar stands for.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum By {
    #[default]
    Company,
    Kind,
    Country,
    Round,
    Month,
}

impl Choice for By {
    const ALL: &'static [Self] =
        &[Self::Company, Self::Kind, Self::Country, Self::Round, Self::Month];

    fn key(self) -> &'static str {
        match self {
            Self::Company => "company",
            Self::Kind => "kind",
            Self::Country => "country",
            Self::Round => "round",
            Self::Month => "month",
        }
    }

    fn label(self) -> String {
        let word = match self {
            Self::Kind => "Investor kind",
            Self::Company => "Company",
            Self::Country => "Country",
            Self::Round => "Round",
            Self::Month => "Month",
        };
        word.to_owned()
    }
}

/// How many bars are drawn before the rest becomes one.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Top {
    /// As many as a slide holds.
    #[default]
    Eight,
    TwentyFive,
    Hundred,
}

impl Choice for Top {
    const ALL: &'static [Self] = &[Self::Eight, Self::TwentyFive, Self::Hundred];

    fn key(self) -> &'static str {
        match self {
            Self::Eight => "8",
            Self::TwentyFive => "25",
            Self::Hundred => "100",
        }
    }

    fn label(self) -> String {
        format!("Top {}", self.key())
    }
}

impl Top {
    /// The number.
    pub fn count(self) -> usize {
        match self {
            Self::Eight => 8,
            Self::TwentyFive => 25,
            Self::Hundred => 100,
        }
    }
}

/// What the user chose.
#[derive(Clone, Debug, Default)]
pub struct Options {
    pub view: ViewOf,
    /// Only rounds with an investor of this kind.
    pub kind: Option<Kind>,
    pub by: By,
    pub top: Top,
    /// The currency drawn; the one with the most rounds where none is chosen.
    pub currency: Option<String>,
}

/// What to draw.
#[derive(Clone, Debug, PartialEq)]
pub struct Chart {
    /// The sum, where there is more than one amount to add.
    pub total: Option<Note>,
    /// What the figure does not draw, in words.
    pub notes: Vec<Note>,
    pub body: Body,
}

/// A line of words, with its mark where it gives a number of the data.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Note {
    pub key: Option<String>,
    pub text: String,
}

/// The view.
#[derive(Clone, Debug, PartialEq)]
pub enum Body {
    Flow(Flow),
    Bars(Rows),
    Cumulative(Steps),
    /// Nothing to draw, and why.
    Empty(String),
}

/// The rounds that the filters leave, by what becomes of them.
pub struct Scope<'a> {
    pub funding: &'a Funding,
    pub options: &'a Options,
    /// Rounds in the currency that is drawn, and those that give neither amount nor currency.
    pub drawn: Vec<&'a Round>,
    /// The currency drawn; empty where the rounds name none.
    pub currency: String,
    /// Rounds in each other currency, most rounds first.
    pub others: Vec<(String, Vec<&'a Round>)>,
    /// How many rounds the filter leaves.
    pub kept: usize,
    /// What the drawn rounds come to.
    pub sum: Sum,
}

impl<'a> Scope<'a> {
    fn of(funding: &'a Funding, options: &'a Options) -> Self {
        let has_kind = |round: &&Round| {
            options.kind.is_none_or(|kind| round.investors.iter().any(|backer| backer.kind == kind))
        };
        let kept: Vec<&Round> = funding.rounds.iter().filter(has_kind).collect();
        let mut sizes: Vec<(&str, usize)> = Vec::new();
        for round in kept.iter().filter(|round| !is_adrift(round)) {
            match sizes.iter_mut().find(|(code, _)| *code == &*round.terms.currency) {
                Some((_, size)) => *size += 1,
                None => sizes.push((&round.terms.currency, 1)),
            }
        }
        // A stable sort: of two equally frequent currencies the one that stands first leads.
        sizes.sort_by_key(|(_, size)| std::cmp::Reverse(*size));
        let most = sizes.first().map_or("", |(code, _)| *code);
        let currency = options.currency.as_deref().unwrap_or(most).to_owned();
        let of = |code: &str| -> Vec<&Round> {
            kept.iter().copied().filter(|r| !is_adrift(r) && &*r.terms.currency == code).collect()
        };
        let drawn: Vec<&Round> = kept
            .iter()
            .copied()
            .filter(|r| is_adrift(r) || *r.terms.currency == *currency)
            .collect();
        let others = sizes
            .iter()
            .filter(|(code, _)| **code != currency)
            .map(|(code, _)| ((*code).to_owned(), of(code)))
            .collect();
        let sum = Sum::of(&drawn);
        Self { funding, options, drawn, currency, others, kept: kept.len(), sum }
    }
}

/// Whether the round says neither how much nor in what: it can stand beside any currency.
fn is_adrift(round: &Round) -> bool {
    round.terms.currency.is_empty() && round.said.amount().is_none()
}

/// Chooses what to show.
pub fn build(funding: &Funding, options: &Options) -> Figure<Chart> {
    let scope = Scope::of(funding, options);
    let counts = counts(&scope);
    if scope.drawn.is_empty() {
        return nothing(&scope, counts);
    }
    let mut marks: Vec<Mark> = Vec::new();
    let total = total(&scope, &mut marks);
    let body = match options.view {
        ViewOf::Flow => Body::Flow(chart_flow::flow(&scope, &mut marks)),
        ViewOf::Bars => Body::Bars(chart_bars::bars(&scope, &mut marks)),
        ViewOf::Cumulative => chart_cumulative::steps(&scope, &mut marks),
    };
    let notes = notes(&scope, counts, &mut marks);
    let title = chart_words::title(&scope);
    let subtitle = chart_words::subtitle(&scope);
    Figure { title, subtitle, marks: marks.into(), counts, chart: Chart { total, notes, body } }
}

fn nothing(scope: &Scope<'_>, counts: Counts) -> Figure<Chart> {
    let mut marks = Vec::new();
    let why = match (scope.kept, &scope.options.currency) {
        (0, _) if counts.filtered > 0 => "No round is left: choose “All investors”.".to_owned(),
        (0, _) => "The data has no funding rounds. Open a table with a column for the company \
                   and one for the amount."
            .to_owned(),
        (_, Some(code)) => format!("No round that is left is in {code}: choose another currency."),
        (_, None) => "No round is left.".to_owned(),
    };
    let notes = notes(scope, counts, &mut marks);
    Figure {
        title: "No funding round to show".to_owned(),
        subtitle: String::new(),
        marks: marks.into(),
        counts,
        chart: Chart { total: None, notes, body: Body::Empty(why) },
    }
}

/// Rounds, investors and deployments that the figure draws or names in words, and those that the
/// filter hides: an investor or a customer goes with the rounds it belongs to.
fn counts(scope: &Scope<'_>) -> Counts {
    let funding = scope.funding;
    let read = funding.rounds.len() + funding.investors.len() + funding.deployments.len();
    let shown = scope.kept + investors_left(scope).len() + deployments_left(scope).len();
    Counts { shown, filtered: read - shown, rejected: 0 }
}

/// Positions in the table of the investors that the filter leaves.
pub fn investors_left(scope: &Scope<'_>) -> Vec<usize> {
    if scope.options.kind.is_none() {
        return (0..scope.funding.investors.len()).collect();
    }
    let named: BTreeSet<&str> =
        kept(scope).flat_map(|r| &r.investors).map(|backer| &*backer.name).collect();
    let is_left = |name: &str| named.contains(name);
    let rows = scope.funding.investors.iter().enumerate();
    rows.filter(|(_, row)| is_left(row.said.subject())).map(|(index, _)| index).collect()
}

/// Positions in the table of the deployments that the filter leaves.
pub fn deployments_left(scope: &Scope<'_>) -> Vec<usize> {
    if scope.options.kind.is_none() {
        return (0..scope.funding.deployments.len()).collect();
    }
    let companies: BTreeSet<&str> = kept(scope).map(|round| round.said.subject()).collect();
    let is_left = |name: &str| companies.contains(name);
    let rows = scope.funding.deployments.iter().enumerate();
    rows.filter(|(_, row)| is_left(row.said.subject())).map(|(index, _)| index).collect()
}

/// Every round that the filter leaves, in any currency.
pub fn kept<'a>(scope: &Scope<'a>) -> impl Iterator<Item = &'a Round> {
    let others = scope.others.iter().flat_map(|(_, rounds)| rounds.iter().copied());
    scope.drawn.iter().copied().chain(others)
}

/// The longest sum that is written out term by term.
const TERMS: usize = 4;

/// The sum with its terms: `$362M + $289M = $651M`; in words where there are many of them, or
/// where the short forms, being rounded, would seem not to add up.
fn total(scope: &Scope<'_>, marks: &mut Vec<Mark>) -> Option<Note> {
    let sum = &scope.sum;
    if sum.known < 2 {
        return None;
    }
    let of = || scope.drawn.iter().copied().filter(|round| round.said.amount().is_some());
    let whole = sum.quantity(&scope.currency)?;
    let is_short = |value: f64| unshortened(value) == Some(value);
    let is_formula = sum.known <= TERMS
        && is_short(sum.value)
        && of().filter_map(|round| round.said.amount()).all(is_short);
    let text = if is_formula {
        let terms: Vec<String> = of().map(|round| round.said.text()).collect();
        format!("{} = {}", terms.join(" + "), whole.text())
    } else {
        format!("{} add up to {}", counted(sum.known, "round"), whole.text())
    };
    let key = "total: amounts".to_owned();
    let mark = Mark::of(&key, "Total", &text)
        .with("Total", whole.text())
        .with("Rounds with an amount", grouped(sum.known as f64))
        .with("Rounds without one", grouped(sum.unknown as f64))
        .exactly(whole.exactly())
        .derived_from(of().map(|round| &round.said));
    marks.push(mark);
    Some(Note { key: Some(key), text })
}

/// The number that the short form of a number says; `None` where it says none.
fn unshortened(value: f64) -> Option<f64> {
    let text = short(value);
    let steps: BTreeMap<char, f64> = [('T', 1e12), ('B', 1e9), ('M', 1e6), ('K', 1e3)].into();
    let step = text.chars().last().and_then(|suffix| steps.get(&suffix).copied());
    let digits: String = text.chars().filter(|c| c.is_ascii_digit() || *c == '.').collect();
    let number = digits.parse::<f64>().ok()? * step.unwrap_or(1.0);
    // 1.1 × 10⁶ is not exactly 1,100,000 in binary.
    ((number - value).abs() <= value.abs() * 1e-12).then_some(value)
}

/// Currencies named one by one; the rest are named together.
const CURRENCIES: usize = 3;

/// What is not drawn: other currencies, each with its own total, and what another view draws.
fn notes(scope: &Scope<'_>, counts: Counts, marks: &mut Vec<Mark>) -> Vec<Note> {
    let mut notes = Vec::new();
    for (index, (code, rounds)) in scope.others.iter().take(CURRENCIES).enumerate() {
        let sum = Sum::of(rounds);
        let total = sum.quantity(code);
        let amount = sum.text(code);
        let words = format!("{} {}, {amount}", counted(rounds.len(), "round"), in_currency(code));
        let key = format!("currency: {code}");
        let mut mark = Mark::of(&key, format!("Rounds {}", in_currency(code)), &amount)
            .with("Currency", code)
            .with("Rounds", grouped(rounds.len() as f64))
            .with("Total", &amount);
        if let Some(total) = &total {
            mark = mark.exactly(total.exactly());
        }
        marks.push(chart_group::standing_for_sum(mark, rounds));
        let also = if index == 0 { "also " } else { "" };
        notes.push(Note { key: Some(key), text: format!("{also}{words}") });
    }
    let rest: usize = scope.others.iter().skip(CURRENCIES).map(|(_, rounds)| rounds.len()).sum();
    if rest > 0 {
        let currencies = scope.others.len() - CURRENCIES;
        let noun = if currencies == 1 { "currency" } else { "currencies" };
        let text = format!("{} in {currencies} more {noun}", counted(rest, "round"));
        notes.push(Note { key: None, text });
    }
    if !scope.others.is_empty() {
        let text = "not added: no exchange rate is given".to_owned();
        notes.push(Note { key: None, text });
    }
    notes.extend(elsewhere(scope, counts));
    notes
}

/// Names what only the flow view draws.
fn elsewhere(scope: &Scope<'_>, counts: Counts) -> Option<Note> {
    if scope.options.view == ViewOf::Flow && !scope.drawn.is_empty() {
        return None;
    }
    let beside = counts.shown - scope.kept;
    let customers = deployments_left(scope).len();
    not_drawn(&[(beside - customers, "investor"), (customers, "deployment")])
        .map(|text| Note { key: None, text })
}

/// `in EUR`, or words where the data names no currency.
pub fn in_currency(code: &str) -> String {
    if code.is_empty() { "without a currency".to_owned() } else { format!("in {code}") }
}
