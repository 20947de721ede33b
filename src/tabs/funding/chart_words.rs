//! The sentences over the funding figure.

use std::collections::BTreeSet;

use super::chart::{By, Kind, Scope, ViewOf};
use super::data::Round;
use crate::model::choice::sentence_case;
use crate::model::date::{DateRange, Precision, month_name};
use crate::model::era::year_text;
use crate::model::known::NOT_STATED;
use crate::model::number::{counted, in_words};

/// The finding: how much, into what, when.
pub fn title(scope: &Scope<'_>) -> String {
    let sum = &scope.sum;
    let place = place(scope);
    let when = when(scope);
    let rounds = |count: usize| sentence_case(&format!("{} {}", in_words(count), noun(count)));
    let which = which(scope);
    let Some(total) = sum.quantity(&scope.currency) else {
        let none = match (sum.unknown, sum.absence) {
            (1, absence) => format!("its amount {absence}"),
            (_, NOT_STATED) => "none with a stated amount".to_owned(),
            (_, absence) => format!("their amounts {absence}"),
        };
        return format!("{}{which} went into {place}{when}, {none}", head(scope, &rounds));
    };
    let put = format!("{}{which} put {} into {place}{when}", head(scope, &rounds), total.text());
    match sum.unknown {
        0 => put,
        1 => format!("{put}; the amount of one more is {}", sum.absence),
        many => format!("{put}; the amounts of {} more are {}", in_words(many), sum.absence),
    }
}

/// When, and of how many rounds that is known where it is not of all that the sentence counts.
fn when(scope: &Scope<'_>) -> String {
    let rounds = counted_rounds(scope).count();
    let dates: Vec<&DateRange> =
        counted_rounds(scope).filter_map(|round| round.said.date()).collect();
    match period(dates.iter().copied()) {
        None => String::new(),
        Some(when) if dates.len() == rounds => format!(" {when}"),
        Some(when) => format!(", {} of them {when}", in_words(dates.len())),
    }
}

/// `Two rounds`, or `Two state-backed rounds` where a state stands behind every investor.
fn head(scope: &Scope<'_>, rounds: &impl Fn(usize) -> String) -> String {
    let count = if scope.sum.known > 0 { scope.sum.known } else { scope.sum.unknown };
    let words = rounds(count);
    let is_state = scope.options.kind.is_none()
        && scope.drawn.iter().all(|round| {
            !round.investors.is_empty() && round.investors.iter().all(|b| b.kind.is_state())
        });
    match words.rsplit_once(' ') {
        Some((number, noun)) if is_state => format!("{number} state-backed {noun}"),
        _ => words,
    }
}

fn noun(count: usize) -> &'static str {
    if count == 1 { "round" } else { "rounds" }
}

/// Which rounds, where a filter or a currency leaves out some: ` in EUR backed by a state bank`.
fn which(scope: &Scope<'_>) -> String {
    let currency = match scope.others.as_slice() {
        [] => String::new(),
        _ => format!(" {}", super::chart::in_currency(&scope.currency)),
    };
    let kind = scope.options.kind.map(|kind| format!(" backed by {}", backer(kind)));
    currency + &kind.unwrap_or_default()
}

fn backer(kind: Kind) -> &'static str {
    match kind {
        Kind::SovereignFund => "a sovereign fund",
        Kind::StateOwnedEnterprise => "a state-owned enterprise",
        Kind::StateBank => "a state bank",
        Kind::GovernmentGrant => "a government grant",
        Kind::Corporate => "a corporate investor",
        Kind::VentureCapital => "venture capital",
        Kind::Angel => "an angel investor",
        Kind::NotNamed => "investors who are not named",
        Kind::NotStated => "an investor of unstated kind",
    }
}

/// What the money went into: the only company, the subject of the data, or so many companies.
fn place(scope: &Scope<'_>) -> String {
    let companies = companies(scope);
    match (companies.first(), &scope.funding.subject) {
        (Some(one), _) if companies.len() == 1 => (*one).to_owned(),
        (_, Some(subject)) => subject.clone(),
        _ => format!("{} companies", in_words(companies.len())),
    }
}

fn companies<'a>(scope: &Scope<'a>) -> BTreeSet<&'a str> {
    counted_rounds(scope).map(|round| round.said.subject()).collect()
}

/// The rounds that the sentence counts: those with an amount, or all where none has one.
fn counted_rounds<'a>(scope: &Scope<'a>) -> impl Iterator<Item = &'a Round> {
    let is_any_known = scope.sum.known > 0;
    scope.drawn.iter().copied().filter(move |r| !is_any_known || r.said.amount().is_some())
}

/// When, as a sentence ends: `in Q1 2026`, `on 5 Mar 2026`, `between Mar 2020 and Nov 2025`.
pub fn period<'a>(dates: impl Iterator<Item = &'a DateRange>) -> Option<String> {
    let dates: Vec<&DateRange> = dates.collect();
    let one = dates.iter().find(|date| date.is_approximate).or_else(|| dates.first())?;
    let (first, last) = DateRange::span(dates.iter().copied())?;
    let is_same = dates.iter().all(|date| (date.first, date.last) == (one.first, one.last));
    if is_same && one.precision != Precision::Range {
        let text = one.text();
        return Some(match one.precision {
            _ if one.is_approximate => text,
            Precision::Day => format!("on {text}"),
            _ => format!("in {text}"),
        });
    }
    let years = (year_text(first.year()), year_text(last.year()));
    let is_by_year = dates.iter().all(|date| date.precision == Precision::Year);
    let (from, to) = (month_name(first.month()), month_name(last.month()));
    let is_quarter = years.0 == years.1
        && first.month() % 3 == 1
        && last.month() == first.month() + 2
        && (first.day(), last) == (1, last.last_of_month());
    Some(if is_by_year {
        format!("between {} and {}", years.0, years.1)
    } else if years.0 == years.1 && from == to {
        format!("in {from} {}", years.0)
    } else if is_quarter {
        format!("in Q{} {}", (first.month() + 2) / 3, years.0)
    } else if years.0 == years.1 {
        format!("between {from} and {to} {}", years.0)
    } else {
        format!("between {from} {} and {to} {}", years.0, years.1)
    })
}

/// What is measured, in what unit, and what the sum leaves out.
pub fn subtitle(scope: &Scope<'_>) -> String {
    let unit = match scope.currency.as_str() {
        "" => "currency not stated",
        code => code,
    };
    let mut parts = vec![match scope.options.view {
        _ if scope.sum.known == 0 => "No amount is known, so nothing is to scale".to_owned(),
        ViewOf::Flow => format!("Block height = amount raised, {unit}"),
        ViewOf::Bars => format!("Bar length = amount raised, {unit}"),
        ViewOf::Cumulative => format!("Running sum of amounts raised, {unit}"),
    }];
    let undated = scope.drawn.iter().filter(|round| round.said.date().is_none()).count();
    match scope.options.view {
        ViewOf::Bars if scope.options.by == By::Kind => {
            parts.push("a round with several kinds is not split".to_owned());
        }
        ViewOf::Cumulative => {
            parts.push("each round on the last day of its date".to_owned());
        }
        _ => {}
    }
    if scope.sum.known > 0 {
        parts.push(covers(scope));
    }
    if undated > 0 {
        let not_drawn =
            if scope.options.view == ViewOf::Cumulative { " and not drawn" } else { "" };
        parts.push(format!("{} undated{not_drawn}", counted(undated, "round")));
    }
    parts.join(" · ")
}

fn covers(scope: &Scope<'_>) -> String {
    let companies = companies(scope);
    let not_all = if scope.funding.subject.is_some() { ", not the sector" } else { "" };
    let covered = match companies.len() {
        1 => "1 named company".to_owned(),
        many => counted(many, "named company"),
    };
    format!("the sum covers {covered}{not_all}")
}
