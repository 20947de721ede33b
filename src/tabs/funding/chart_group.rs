//! Rounds put together: what they come to, and the mark that says so.

use std::borrow::Cow;
use std::collections::BTreeSet;

use super::chart::Scope;
use super::data::Round;
use crate::model::known::absence;
use crate::model::number::{counted, decimals, grouped};
use crate::model::{Asked, DateRange, Known, Mark, Qualifier, Quantity, Said, Unit};

/// What some rounds come to.
#[derive(Clone, Debug, PartialEq)]
pub struct Sum {
    /// Of the amounts that are known.
    pub value: f64,
    /// Of the sum.
    pub qualifier: Qualifier,
    /// Rounds with an amount.
    pub known: usize,
    /// Rounds without one.
    pub unknown: usize,
    /// How the absent amounts are absent: `not stated`, `undisclosed`, `not known`.
    pub absence: &'static str,
}

impl Sum {
    /// Adds up the amounts that are known.
    pub fn of(rounds: &[&Round]) -> Self {
        let amounts = rounds.iter().filter_map(|round| round.said.amount());
        let (value, known) = amounts.fold((0.0, 0), |(sum, known), value| (sum + value, known + 1));
        let absence = absence(rounds.iter().map(|round| round.said.bare()));
        let qualifiers = rounds.iter().filter_map(|round| round.said.qualifier());
        let qualifier = qualifiers.reduce(added).unwrap_or_default();
        Self { value: to_cents(value), qualifier, known, unknown: rounds.len() - known, absence }
    }

    /// The sum as money; `None` where no amount is known.
    pub fn quantity(&self, currency: &str) -> Option<Quantity> {
        (self.known > 0).then(|| money(self.value, currency, self.qualifier))
    }

    /// Says how many amounts are missing beside the known ones; empty for none.
    pub fn missing(&self) -> String {
        match (self.known, self.unknown) {
            (_, 0) | (0, 1) => String::new(),
            (0, many) => counted(many, "round"),
            (_, some) => format!("{} {}", counted(some, "amount"), self.absence),
        }
    }

    /// The sum in short, or the words for its absence: `amount undisclosed`.
    pub fn text(&self, currency: &str) -> String {
        self.quantity(currency)
            .map_or_else(|| format!("amount {}", self.absence), |quantity| quantity.text())
    }
}

/// Cents are kept, what binary fractions add to them is not.
pub fn to_cents(value: f64) -> f64 {
    let cents = (value * 100.0).round() / 100.0;
    if cents.is_finite() { cents } else { value }
}

/// The qualifier of the sum of two: at least where neither can be less than written; else about.
pub fn added(a: Qualifier, b: Qualifier) -> Qualifier {
    let is_no_less =
        |part| matches!(part, Qualifier::Exact | Qualifier::AtLeast | Qualifier::JustOver);
    match (a, b) {
        (Qualifier::Exact, Qualifier::Exact) => Qualifier::Exact,
        (a, b) if is_no_less(a) && is_no_less(b) => Qualifier::AtLeast,
        _ => Qualifier::About,
    }
}

/// An amount of money. Where the data names no currency it is a bare number, and says so in full.
pub fn money(value: f64, currency: &str, qualifier: Qualifier) -> Quantity {
    Quantity { value, unit: Unit::money(currency), qualifier }
}

/// The mark standing for these rounds: one keeps its footing, several are a sum.
pub fn standing_for_sum(mark: Mark, rounds: &[&Round]) -> Mark {
    if let [one] = rounds {
        return mark.standing_for(&one.said);
    }
    mark.derived_from(rounds.iter().map(|round| &round.said))
}

/// Rounds that have something in common.
#[derive(Clone, Debug)]
pub struct Group<'a> {
    pub name: String,
    pub rounds: Vec<&'a Round>,
    pub sum: Sum,
}

impl<'a> Group<'a> {
    fn of(name: String, rounds: Vec<&'a Round>) -> Self {
        let sum = Sum::of(&rounds);
        Self { name, rounds, sum }
    }

    /// The id of its only round, or the words before its name and the name.
    pub fn key(&self, noun: &str) -> String {
        match self.rounds.as_slice() {
            [one] => one.said.record().into_owned(),
            _ => format!("{noun}: {}", self.name),
        }
    }
}

/// Groups with an amount, largest first, then those without, in the order of the table.
pub fn groups<'a>(
    rounds: &[&'a Round],
    name: impl Fn(&'a Round) -> Cow<'a, str>,
) -> (Vec<Group<'a>>, Vec<Group<'a>>) {
    let mut positions: Asked<Cow<'_, str>, usize> = Asked::default();
    let mut parts: Vec<(String, Vec<&Round>)> = Vec::new();
    for round in rounds {
        let position = *positions.get_or_make_with(name(round), |name| {
            parts.push((name.to_string(), Vec::new()));
            parts.len() - 1
        });
        if let Some((_, part)) = parts.get_mut(position) {
            part.push(round);
        }
    }
    let groups = parts.into_iter().map(|(name, rounds)| Group::of(name, rounds));
    let (mut known, unknown): (Vec<Group<'_>>, Vec<Group<'_>>) =
        groups.partition(|group| group.sum.known > 0);
    known.sort_by(|a, b| b.sum.value.total_cmp(&a.sum.value));
    (known, unknown)
}

/// Keeps the first `room` groups; more than that are put together as the last of them.
pub fn fold<'a>(mut groups: Vec<Group<'a>>, room: usize, noun: &str) -> Folded<'a> {
    if groups.len() <= room {
        return Folded { groups, rest: None };
    }
    let rest = groups.split_off(room.saturating_sub(1));
    let name = format!("{} other {}", grouped(rest.len() as f64), plural(noun));
    let rounds = rest.into_iter().flat_map(|group| group.rounds).collect();
    Folded { groups, rest: Some(Group::of(name, rounds)) }
}

/// Groups, and what the others come to.
pub struct Folded<'a> {
    pub groups: Vec<Group<'a>>,
    pub rest: Option<Group<'a>>,
}

/// The plural of a noun, by the rule of `counted`.
pub fn plural(noun: &str) -> String {
    counted(2, noun).split_off(2)
}

/// The share of the total as text, with what it is derived from; `None` where it says nothing.
pub fn share(scope: &Scope<'_>, group: &Group<'_>) -> Option<String> {
    let part = fraction(group.sum.value, scope.sum.value)?;
    if group.sum.known == 0 || group.sum.known == scope.sum.known {
        return None;
    }
    let percent = decimals(part * 100.0, 1);
    let text = match percent.as_str() {
        "0" if part > 0.0 => "under 0.1%".to_owned(),
        _ => format!("{percent}%"),
    };
    let is_exact = scope.sum.qualifier == Qualifier::Exact;
    Some(if is_exact { text } else { Qualifier::About.on(&text) })
}

/// A part of a whole from 0 to 1; `None` where there is no whole.
pub fn fraction(part: f64, whole: f64) -> Option<f64> {
    let share = part / whole;
    (whole > 0.0 && share.is_finite()).then(|| share.clamp(0.0, 1.0))
}

/// Up to this many rounds a share cites every round of the total, and a running sum every round
/// so far; above, only their own rounds, because the total cites the others and each copy costs
/// memory.
pub const CITED_IN_FULL: usize = 200;

/// The mark of a group's share of the total.
pub fn share_mark(scope: &Scope<'_>, group: &Group<'_>, key: &str, text: &str) -> Mark {
    let whole = scope.sum.quantity(&scope.currency).map_or_else(String::new, |q| q.text());
    let part = group.sum.quantity(&scope.currency).map_or_else(String::new, |q| q.text());
    let mut mark = Mark::of(key, format!("{}, share of the total", group.name), text)
        .with("Share of", &group.name)
        .with("Share", text)
        .with("Amount", part)
        .with("Total", whole);
    mark = mark.derived_from(group.rounds.iter().map(|round| &round.said));
    if scope.drawn.len() <= CITED_IN_FULL {
        let own: BTreeSet<_> = group.rounds.iter().map(|round| Said::as_ptr(&round.said)).collect();
        let has_amount = |round: &&&Round| round.said.amount().is_some();
        let is_other = |round: &&&Round| !own.contains(&Said::as_ptr(&round.said));
        let others = scope.drawn.iter().filter(has_amount).filter(is_other);
        mark = mark.derived_from(others.map(|round| &round.said));
    }
    mark
}

/// The mark of a group: what it comes to, and what its rounds have in common.
pub fn mark(scope: &Scope<'_>, group: &Group<'_>, key: &str, noun: &'static str) -> Mark {
    let sum = &group.sum;
    let total = sum.quantity(&scope.currency);
    let value = sum.text(&scope.currency);
    let rounds = || group.rounds.iter().copied();
    let each = |of: fn(&Round) -> &str| distinct(rounds().map(of));
    let mut mark = Mark::of(key, &group.name, &value)
        .with(noun, &group.name)
        .with(
            "Amount",
            match sum.missing() {
                missing if missing.is_empty() || sum.known == 0 => value,
                missing => format!("{value}, {missing}"),
            },
        )
        .with("Currency", &scope.currency)
        .with("Share of total", share(scope, group).unwrap_or_else(|| no_share(scope, group)))
        .with("Rounds", grouped(group.rounds.len() as f64))
        .with("Companies", each(|round| round.said.subject()))
        .with("Country", each(|round| &round.terms.country))
        .with("Date", dates(&group.rounds))
        .with("Round", each(|round| &round.terms.name))
        .with(
            "Investors",
            distinct(rounds().flat_map(|round| &round.investors).map(|backer| &*backer.name)),
        );
    if let Some(total) = &total {
        mark = mark.exactly(total.exactly());
    }
    standing_for_sum(mark, &group.rounds)
}

fn no_share(scope: &Scope<'_>, group: &Group<'_>) -> String {
    let is_all = group.sum.known > 0 && group.sum.known == scope.sum.known;
    if is_all { "all of it".to_owned() } else { "not known".to_owned() }
}

/// The different dates in words. Rounds of one date mostly share it, and it is worded once for them.
fn dates(rounds: &[&Round]) -> String {
    let mut seen: Asked<*const Known<DateRange>, ()> = Asked::default();
    let dates = rounds.iter().map(|round| round.said.as_of());
    let dates = dates.filter(|date| seen.keep(std::ptr::from_ref(*date), ()));
    let texts: Vec<String> = dates.map(|date| date.text(DateRange::text)).collect();
    distinct(texts.iter().map(String::as_str))
}

/// Up to this many different values are written out.
const DISTINCT: usize = 5;

/// The different values, each once, or how many there are; empty where there is none.
fn distinct<'a>(values: impl Iterator<Item = &'a str>) -> String {
    // Rows that share a word share its place in memory, which is compared sooner than its letters.
    let (mut places, mut seen) = (Asked::default(), Asked::default());
    let list: Vec<&str> = values
        .filter(|value| !value.is_empty() && places.keep((value.as_ptr(), value.len()), ()))
        .filter(|value| seen.keep(*value, ()))
        .collect();
    if list.len() > DISTINCT {
        return format!("{} different", grouped(list.len() as f64));
    }
    list.join("; ")
}
