//! The figures that stand for a whole tab, one card each.

use std::borrow::Cow;
use std::collections::BTreeSet;

use super::chart_bars::{Currency, models};
use super::chart_words::{exactly, qualifier_of};
use super::data::{Departure, Overview, Round, Stated};
use crate::model::era::year_text;
use crate::model::number::counted;
use crate::model::{Choice as _, DateRange, Goal, Known, Mark, Qualifier, Quantity, Unit, Verdict};

/// The longest text that stands in place of a number.
const LONGEST: usize = 12;

/// A figure with its words.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Card {
    pub key: String,
    /// The number in short with its qualifier, or the words for its absence.
    pub value: String,
    /// The same in two parts: the qualifier where it is a word, and the rest.
    pub parts: (String, String),
    /// Whether the source gives it.
    pub is_known: bool,
    pub label: String,
    /// Under the label; empty for nothing.
    pub below: String,
    /// The mark that the words below have to themselves.
    pub below_key: Option<String>,
    pub badge: Option<Badge>,
}

/// What came of recomputing a figure that the source states.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Badge {
    pub text: String,
    pub tone: Tone,
}

/// How a verdict reads.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Tone {
    Good,
    Care,
    Bad,
}

/// Every card that the data has a figure for, in the order of the tabs they lead to.
pub fn build(overview: &Overview, marks: &mut Vec<Mark>) -> Vec<Card> {
    [
        active_parameters(overview, marks),
        downloads(overview, marks),
        funding(overview, marks),
        departures(overview, marks),
        team(overview, marks),
        lookup(overview, marks),
    ]
    .into_iter()
    .flatten()
    .collect()
}

impl Card {
    /// A card with its number, and no words below it.
    fn of(key: &str, quantity: &Known<Quantity>, label: String) -> Self {
        let value = quantity.text(Quantity::text);
        let parts = match quantity {
            Known::Value(quantity) => match quantity.qualifier {
                Qualifier::Nearly | Qualifier::JustOver | Qualifier::Under => {
                    (quantity.qualifier.key().to_owned(), quantity.bare())
                }
                _ => (String::new(), value.clone()),
            },
            Known::NotStated | Known::Undisclosed => (String::new(), value.clone()),
        };
        Self {
            key: key.to_owned(),
            value,
            parts,
            is_known: quantity.value().is_some(),
            label,
            below: String::new(),
            below_key: None,
            badge: None,
        }
    }

    /// The mark of the card, its number in all digits.
    fn mark(&self, quantity: &Known<Quantity>) -> Mark {
        let mark = mark(&self.key, (&self.label, &self.value), &self.below, self.badge.as_ref());
        match quantity {
            Known::Value(quantity) => mark.exactly(exactly(quantity)),
            Known::NotStated | Known::Undisclosed => mark,
        }
    }
}

fn mark(key: &str, (label, value): (&str, &str), below: &str, badge: Option<&Badge>) -> Mark {
    let check = badge.map_or("the data has no claim of it", |badge| &badge.text);
    let below = if below.is_empty() { "nothing" } else { below };
    Mark::of(key, label, value)
        .with("Figure", label)
        .with("Value", value)
        .with("Beside it", below)
        .with("Check", check.trim_start_matches("✓ "))
}

/// Active parameters of the largest model, of the latest where several are as large.
fn active_parameters(overview: &Overview, marks: &mut Vec<Mark>) -> Option<Card> {
    let models = models(&overview.models);
    let size = |total: Option<&Stated>| total.and_then(|total| total.said.amount()).unwrap_or(-1.0);
    let model = models
        .iter()
        .filter(|model| model.active.is_some())
        .max_by(|a, b| size(a.total).total_cmp(&size(b.total)))?;
    let active = model.active?;
    let label = "active parameters".to_owned();
    let mut card = Card::of("card: active parameters", &active.said.number(), label);
    let total = model.total.and_then(|total| Some((total, total.said.quantity()?)));
    let share = total.as_ref().and_then(|(total, whole)| {
        let part = active.said.quantity()?;
        let value = 100.0 * part.value / whole.value;
        let qualifier = match qualifier_of(&[part.qualifier, whole.qualifier]) {
            Qualifier::Exact => Qualifier::Exact,
            // At least of a whole is no bound of a share.
            _ => Qualifier::About,
        };
        let value = (value * 10.0).round() / 10.0;
        let share = Quantity { value, unit: Unit::Percent, qualifier };
        value.is_finite().then_some((*total, share))
    });
    card.below = match (&total, &share) {
        (Some((_, whole)), Some((_, share))) => {
            format!("{}, {} of {}", model.name, share.text(), whole.text())
        }
        (Some((_, whole)), None) => format!("{}, of {}", model.name, whole.text()),
        _ => format!("{}, total not stated", model.name),
    };
    let mut main = card
        .mark(&active.said.number())
        .standing_for(&active.said)
        .leading_to(Goal::new("stack", active.said.record()));
    if let Some((total, _)) = total {
        main = main.standing_for(&total.said);
    }
    marks.push(main);
    if let Some((total, share)) = share {
        let key = "card: active share".to_owned();
        let label = format!("active share of all parameters, {}", model.name);
        let share = mark(&key, (&label, &share.text()), "", None)
            .derived_from([&active.said, &total.said])
            .leading_to(Goal::new("stack", active.said.record()));
        marks.push(share);
        card.below_key = Some(key);
    }
    Some(card)
}

/// The largest share of downloads.
fn downloads(overview: &Overview, marks: &mut Vec<Mark>) -> Option<Card> {
    let of_downloads = |statement: &&Stated| {
        statement.unit == Unit::Percent
            && statement.said.measure().to_lowercase().contains("download")
    };
    let size = |statement: &Stated| statement.said.amount().unwrap_or(-1.0);
    // Of equal shares the first leads.
    let share = overview
        .adoption
        .iter()
        .filter(of_downloads)
        .rev()
        .max_by(|a, b| size(a).total_cmp(&size(b)))?;
    let words = share.said.measure().trim_start_matches("share ").to_owned();
    let mut card = Card::of("card: downloads", &share.said.number(), words);
    share.said.subject().clone_into(&mut card.below);
    let mut mark = card
        .mark(&share.said.number())
        .standing_for(&share.said)
        .leading_to(Goal::new("adoption", share.said.record()));
    mark.label = format!("{}, {}", share.said.subject(), share.said.measure());
    marks.push(mark);
    Some(card)
}

/// What the rounds come to, in the currency of most of them.
fn funding(overview: &Overview, marks: &mut Vec<Mark>) -> Option<Card> {
    let currency = Currency::of(&overview.rounds)?;
    let known: Vec<(&Round, f64)> =
        currency.rounds.iter().filter_map(|round| Some((*round, round.said.amount()?))).collect();
    let sum: f64 = known.iter().map(|(_, amount)| amount).sum();
    let parts: Vec<Qualifier> =
        known.iter().filter_map(|(round, _)| round.said.qualifier()).collect();
    let quantity = if known.is_empty() {
        Known::NotStated
    } else {
        Known::Value(currency.money((sum * 100.0).round() / 100.0, qualifier_of(&parts)))
    };
    let subject =
        overview.subject.as_ref().map_or_else(|| "funding".to_owned(), |s| format!("{s} funding"));
    let period = period(currency.rounds.iter().map(|round| round.said.as_of()));
    let mut card = Card::of("card: funding", &quantity, subject);
    card.below = below_funding(known.len(), &currency, overview.rounds.len());
    if let Some(period) = period {
        card.below = format!("{}, {period}", card.below);
    }
    let ids: Vec<_> = known.iter().map(|(round, _)| round.said.record()).collect();
    card.badge = badge(overview, &ids, sum, "adds up");
    let mut mark = card.mark(&quantity);
    if let Some((largest, _)) = known.iter().rev().max_by(|a, b| a.1.total_cmp(&b.1)) {
        mark = mark.leading_to(Goal::new("funding", largest.said.record()));
    }
    let rounds = currency.rounds.iter().map(|round| &round.said);
    mark = if known.len() > 1 { mark.derived_from(rounds) } else { mark.standing_for_each(rounds) };
    marks.push(mark);
    Some(card)
}

/// `2 rounds, 1 amount not stated, 3 rounds in other currencies`.
fn below_funding(known: usize, currency: &Currency<'_>, all: usize) -> String {
    let mut parts: Vec<String> = vec![counted(currency.rounds.len(), "round")];
    let unknown = currency.rounds.len() - known;
    if unknown > 0 && known > 0 {
        parts.push(format!("{} not stated", counted(unknown, "amount")));
    }
    let others = all - currency.rounds.len();
    if others > 0 {
        parts.push(format!("{} in other currencies", counted(others, "round")));
    }
    parts.join(", ")
}

/// The time that all of them name, or the time from the first to the last; `None` where one has no
/// date.
fn period<'a>(dates: impl Iterator<Item = &'a Known<DateRange>>) -> Option<String> {
    let dates: Option<Vec<&DateRange>> = dates.map(Known::value).collect();
    let dates = dates?;
    let first = dates.iter().min_by_key(|date| (date.first, date.last))?;
    let last = dates.iter().max_by_key(|date| (date.last, date.first))?;
    let (from, to) = (first.text(), last.text());
    if from == to {
        return Some(to);
    }
    // `early Feb to early Mar 2026`: a year that both share is said once.
    let year = format!(" {}", year_text(last.last.year()));
    let from = match from.strip_suffix(&year) {
        Some(short) if to.ends_with(&year) => short,
        _ => &from,
    };
    Some(format!("{from} to {to}"))
}

/// How many left.
fn departures(overview: &Overview, marks: &mut Vec<Mark>) -> Option<Card> {
    let left: &[Departure] = &overview.departures;
    let first = left.first()?;
    let whence: BTreeSet<&str> = left.iter().map(|one| &*one.organisation).collect();
    let noun = if left.len() == 1 { "person" } else { "people" };
    let label = match whence.len() {
        1 if !first.organisation.is_empty() => format!("{noun} left {}", first.organisation),
        _ => format!("{noun} left"),
    };
    let unit = Unit::Count(noun.into());
    let count = Quantity { value: left.len() as f64, unit, qualifier: Qualifier::Exact };
    let quantity = Known::Value(count);
    let mut card = Card::of("card: departures", &quantity, label);
    card.below = period(left.iter().map(|one| one.said.as_of())).unwrap_or_default();
    let ids: Vec<_> = left.iter().map(|one| one.said.record()).collect();
    let is_named = left.iter().all(|one| !one.said.subject().is_empty());
    let good = if is_named { "named" } else { "as stated" };
    card.badge = badge(overview, &ids, left.len() as f64, good);
    let mark = card
        .mark(&quantity)
        .derived_from(left.iter().map(|one| &one.said))
        .leading_to(Goal::new("talent", first.said.record()));
    marks.push(mark);
    Some(card)
}

/// The first team whose size is stated, beside the largest other.
fn team(overview: &Overview, marks: &mut Vec<Mark>) -> Option<Card> {
    let stated = |team: &&Stated| team.said.quantity().is_some();
    let team = overview.teams.iter().find(stated).or_else(|| overview.teams.first())?;
    let others = overview
        .teams
        .iter()
        .filter(stated)
        .filter(|other| other.said.subject() != team.said.subject())
        .rev();
    let size = |team: &Stated| team.said.amount().unwrap_or(0.0);
    let other = others.max_by(|a, b| size(a).total_cmp(&size(b)));
    let mut card =
        Card::of("card: team", &team.said.number(), format!("people at {}", team.said.subject()));
    if let Some(other) = other {
        card.below =
            format!("{} at {}", other.said.number().text(Quantity::text), other.said.subject());
    }
    let mut mark = card
        .mark(&team.said.number())
        .standing_for(&team.said)
        .leading_to(Goal::new("talent", team.said.record()));
    if let Some(other) = other {
        mark = mark.standing_for(&other.said);
    }
    marks.push(mark);
    Some(card)
}

/// A measure that is no number but a class of complexity: its note opens with it, before a colon.
fn lookup(overview: &Overview, marks: &mut Vec<Mark>) -> Option<Card> {
    let is_class =
        |statement: &&Stated| statement.unit.name().eq_ignore_ascii_case("complexity class");
    let statement = overview.models.iter().find(is_class)?;
    let label = statement.said.measure().to_owned();
    let mut card = Card::of("card: complexity", &statement.said.number(), label);
    statement.said.subject().clone_into(&mut card.below);
    let class = statement.said.words();
    let (_, rest) = statement.said.provenance().note.split_once(':').unwrap_or_default();
    if !card.is_known && !class.is_empty() && class.chars().count() <= LONGEST {
        class.clone_into(&mut card.value);
        card.parts = (String::new(), class.to_owned());
        card.is_known = true;
        let words = rest.split([',', '.', ';']).next().unwrap_or_default().trim();
        if !words.is_empty() {
            card.below = format!("{}, {words}", card.below);
        }
    }
    let mark = card
        .mark(&statement.said.number())
        .standing_for(&statement.said)
        .leading_to(Goal::new("stack", statement.said.record()));
    marks.push(mark);
    Some(card)
}

/// The verdict on a claim that states this number of exactly these records.
fn badge(overview: &Overview, ids: &[Cow<'_, str>], value: f64, good: &str) -> Option<Badge> {
    let wanted: BTreeSet<&str> = ids.iter().map(Cow::as_ref).collect();
    let judgement = overview.judgements.iter().find(|judgement| {
        let of: BTreeSet<&str> = judgement.records.iter().map(String::as_str).collect();
        of == wanted && judgement.computed.as_slice() == [value]
    })?;
    let (text, tone) = match judgement.verdict {
        Verdict::Holds => (format!("✓ {good}"), Tone::Good),
        Verdict::ByRounding => (format!("✓ {}", judgement.verdict.key()), Tone::Good),
        Verdict::DoesNotHold => (judgement.verdict.key().to_owned(), Tone::Bad),
        other => (other.key().to_owned(), Tone::Care),
    };
    Some(Badge { text, tone })
}
