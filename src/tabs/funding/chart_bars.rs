//! Amounts as bars, largest first.

use std::borrow::Cow;

use super::chart::{By, Kind, Scope};
use super::chart_group::{self, Group, fold, fraction, groups};
use super::data::Round;
use crate::model::number::counted;
use crate::model::{Choice as _, DateRange, Known, Mark};

/// The bars, and the rows that always stand below them.
#[derive(Clone, Debug, PartialEq)]
pub struct Rows {
    /// The largest groups.
    pub bars: Vec<Bar>,
    /// What the others come to, and those without an amount.
    pub rest: Vec<Bar>,
    /// What one bar stands for, for a word on those that a page has no room for: `company`.
    pub noun: &'static str,
}

/// How a bar is filled.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Fill {
    /// A group of the data.
    Subject,
    /// All the others together.
    Rest,
    /// What the data does not attribute.
    Unattributed,
    /// The amount is not known: a stub of no length.
    Unknown,
}

/// One bar.
#[derive(Clone, Debug, PartialEq)]
pub struct Bar {
    pub key: String,
    pub name: String,
    /// What it comes to; `None` where no amount is known.
    pub value: Option<f64>,
    /// From 0 to 1, of the longest bar.
    pub length: f64,
    pub fill: Fill,
    /// `$362M`, or how the amount is absent.
    pub amount: String,
    /// Key of the mark, and `55.6%`.
    pub share: Option<(String, String)>,
    /// Amounts missing from this bar; empty for none.
    pub missing: String,
}

/// Bars without an amount, at most; of more the last stands for the others.
const UNKNOWN: usize = 2;

/// Groups the rounds and sorts them by what they come to.
pub fn bars(scope: &Scope<'_>, marks: &mut Vec<Mark>) -> Rows {
    let by = scope.options.by;
    let (known, unknown) = groups(&scope.drawn, |round| name(by, round));
    let known = fold(known, scope.options.top.count() + 1, noun(by));
    let unknown = fold(unknown, UNKNOWN, noun(by));
    let amounts = known.groups.iter().chain(&known.rest).map(|group| group.sum.value);
    let longest = amounts.fold(0.0, f64::max);
    let mut row = |group: &Group<'_>, fill: Fill| bar(scope, group, (fill, longest), marks);
    let bars = known.groups.iter().map(|group| row(group, fill(&group.name))).collect();
    let mut rest: Vec<Bar> = known.rest.iter().map(|group| row(group, Fill::Rest)).collect();
    rest.extend(unknown.groups.iter().chain(&unknown.rest).map(|g| row(g, Fill::Unknown)));
    Rows { bars, rest, noun: noun(by) }
}

fn bar(
    scope: &Scope<'_>,
    group: &Group<'_>,
    (fill, longest): (Fill, f64),
    marks: &mut Vec<Mark>,
) -> Bar {
    let by = scope.options.by;
    let key = match fill {
        Fill::Rest => "other: with an amount".to_owned(),
        _ => group.key(noun(by)),
    };
    let mark = chart_group::mark(scope, group, &key, heading(by));
    let amount = mark.value.clone();
    marks.push(mark);
    let share = chart_group::share(scope, group).map(|text| {
        let key = format!("share: {key}");
        marks.push(chart_group::share_mark(scope, group, &key, &text));
        (key, text)
    });
    let length = fraction(group.sum.value, longest).unwrap_or(0.0);
    let missing = group.sum.missing();
    let value = (fill != Fill::Unknown).then_some(group.sum.value);
    Bar { key, name: group.name.clone(), value, length, fill, amount, share, missing }
}

/// Words that stand for the absence of an answer.
const NOT_STATED: &str = "not stated";
/// A round whose investors differ in kind: its amount cannot be divided between them.
const SEVERAL: &str = "Several kinds";

fn fill(name: &str) -> Fill {
    let is_open = name.ends_with(NOT_STATED) || name == SEVERAL || name == Kind::NotNamed.label();
    if is_open { Fill::Unattributed } else { Fill::Subject }
}

/// The words, or that they are not stated.
fn stated<'a>(text: &'a str, what: &str) -> Cow<'a, str> {
    if text.is_empty() { format!("{what} {NOT_STATED}").into() } else { text.into() }
}

/// What a round belongs to.
fn name(by: By, round: &Round) -> Cow<'_, str> {
    match by {
        By::Company => round.said.subject().into(),
        By::Kind => kind(round).into(),
        By::Country => stated(&round.terms.country, "Country"),
        By::Round => stated(&round.terms.name, "Round"),
        By::Month => month(round.said.as_of()).into(),
    }
}

/// The kind of its investors, where they share one.
fn kind(round: &Round) -> String {
    let mut kinds = round.investors.iter().map(|backer| backer.kind);
    match kinds.next() {
        None => format!("Investors {NOT_STATED}"),
        Some(first) if kinds.all(|kind| kind == first) => first.label(),
        Some(_) => SEVERAL.to_owned(),
    }
}

/// The month, where the date is as fine as that.
fn month(date: &Known<DateRange>) -> String {
    let Known::Value(date) = date else { return format!("Date {NOT_STATED}") };
    let (first, last) = (date.first, date.last);
    if (first.year(), first.month()) == (last.year(), last.month()) {
        let month = crate::model::date::month_name(first.month());
        return format!("{month} {}", crate::model::era::year_text(first.year()));
    }
    format!("{}, month {NOT_STATED}", date.text())
}

fn noun(by: By) -> &'static str {
    match by {
        By::Company => "company",
        By::Kind => "kind",
        By::Country => "country",
        By::Round => "round name",
        By::Month => "month",
    }
}

fn heading(by: By) -> &'static str {
    match by {
        By::Company => "Company",
        By::Kind => "Investor kind",
        By::Country => "Country of the company",
        By::Round => "Name of the round",
        By::Month => "Month",
    }
}

impl Rows {
    /// Says how many bars a page has no room for.
    pub fn more(&self, count: usize) -> String {
        format!("and {}, not shown on this page", counted(count, &format!("more {}", self.noun)))
    }
}
