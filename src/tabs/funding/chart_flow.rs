//! Investors, companies and customers, side by side.

use std::collections::BTreeMap;

use super::chart::{Kind, Scope, deployments_left, investors_left, kept};
use super::chart_group::{self, Group, fold, fraction, groups};
use super::data::{Deployment, Investor, Round};
use crate::model::choice::all_of;
use crate::model::known::absence;
use crate::model::number::grouped;
use crate::model::{Asked, Basis, Choice as _, Mark};

/// What stands in the three columns.
#[derive(Clone, Debug, PartialEq)]
pub struct Flow {
    /// In the order of the blocks they belong to.
    pub givers: Vec<Giver>,
    /// All investors, so that those without room can be counted.
    pub giver_count: usize,
    /// Largest first, those without an amount last.
    pub blocks: Vec<Block>,
    /// In the order of the blocks they belong to.
    pub customers: Vec<Customer>,
    /// All deployments, so that those without room can be counted.
    pub customer_count: usize,
    /// Head of the third column.
    pub customers_head: &'static str,
}

/// An investor.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Giver {
    pub key: String,
    pub name: String,
    pub kind: &'static str,
    /// False where the source does not say who it is.
    pub is_named: bool,
    /// Positions of the blocks it gave to.
    pub blocks: Vec<usize>,
    /// Lower ones are drawn first where there is no room for all.
    pub rank: usize,
}

/// How much a block stands for.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum Amount {
    /// As a share of the largest block, from 0 to 1.
    Known(f64),
    /// Drawn hollow, with a height that means nothing.
    Unknown,
}

/// A company, or all companies without a block of their own.
#[derive(Clone, Debug, PartialEq)]
pub struct Block {
    pub key: String,
    pub name: String,
    pub size: Amount,
    /// `$362M`, or how the amount is absent.
    pub amount: String,
    /// Key of the mark, and `55.6%`.
    pub share: Option<(String, String)>,
    /// Amounts missing from the block; empty for none.
    pub missing: String,
    /// Whether it stands for many companies.
    pub is_rest: bool,
    /// Whether its rounds name anyone who gave.
    pub has_givers: bool,
    /// Whether any deployment of it is known.
    pub has_customers: bool,
    /// What is to be said under its deployments.
    pub below: String,
}

/// A customer of a company.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Customer {
    pub key: String,
    pub name: String,
    /// Where some of the company's deployments have a quantity: this one's.
    pub quantity: Option<String>,
    /// Whether the source says so itself, and does not report what the company claims.
    pub is_stated: bool,
    /// Position of the block it belongs to.
    pub block: usize,
    /// Lower ones are drawn first where there is no room for all.
    pub rank: usize,
}

/// Blocks on the figure where some amount is known: so few that a slide has room to draw even
/// those of a long tail to scale.
const BLOCKS: usize = 6;
/// Places among them that are kept for blocks without an amount.
const UNKNOWN_BLOCKS: usize = 1;
/// Blocks on the figure where no amount is known: without a scale each needs a line only.
const HOLLOW_BLOCKS: usize = 8;
/// Cards beside the blocks; no page holds more.
const CARDS: usize = 24;

/// Lays out who gave to whom, and whose products run where.
pub fn flow(scope: &Scope<'_>, marks: &mut Vec<Mark>) -> Flow {
    let (known, unknown) = groups(&scope.drawn, |round| round.said.subject().into());
    let kept_back = unknown.len().min(UNKNOWN_BLOCKS);
    let known = fold(known, BLOCKS - kept_back, "company");
    let taken = known.groups.len() + known.rest.iter().count();
    let room = if taken == 0 { HOLLOW_BLOCKS } else { BLOCKS - taken };
    let unknown = fold(unknown, room, "company");
    let amounts = known.groups.iter().chain(&known.rest).map(|group| group.sum.value);
    let largest = amounts.fold(0.0, f64::max);
    let shown: Vec<(&Group<'_>, bool)> = (known.groups.iter().map(|group| (group, false)))
        .chain(known.rest.iter().map(|group| (group, true)))
        .chain(unknown.groups.iter().map(|group| (group, false)))
        .chain(unknown.rest.iter().map(|group| (group, true)))
        .collect();
    let givers = givers(scope, &shown, marks);
    let mut blocks: Vec<Block> = shown
        .iter()
        .map(|(group, is_rest)| block(scope, group, (*is_rest, largest), marks))
        .collect();
    let (customers, customers_head) = customers(scope, &shown, &mut blocks, marks);
    Flow {
        giver_count: giver_count(scope),
        givers,
        blocks,
        customer_count: deployments_left(scope).len(),
        customers,
        customers_head,
    }
}

fn block(
    scope: &Scope<'_>,
    group: &Group<'_>,
    (is_rest, largest): (bool, f64),
    marks: &mut Vec<Mark>,
) -> Block {
    let is_known = group.sum.known > 0;
    let key = match (is_rest, is_known) {
        (true, true) => "other: with an amount".to_owned(),
        (true, false) => "other: without an amount".to_owned(),
        _ => group.key("company"),
    };
    let mark = chart_group::mark(scope, group, &key, "Company");
    let amount = mark.value.clone();
    marks.push(mark);
    let share = chart_group::share(scope, group).map(|text| {
        let key = format!("share: {key}");
        let words = format!("{text} of the total");
        marks.push(chart_group::share_mark(scope, group, &key, &words));
        (key, text)
    });
    let size = match fraction(group.sum.value, largest) {
        Some(part) if is_known => Amount::Known(part),
        None if is_known => Amount::Known(0.0),
        _ => Amount::Unknown,
    };
    let name = if is_rest { format!("and {}", group.name) } else { group.name.clone() };
    let has_givers = is_rest || group.rounds.iter().any(|round| !round.investors.is_empty());
    let missing = group.sum.missing();
    // Deployments are filled in when they are laid out.
    let (has_customers, below) = (false, String::new());
    Block { key, name, size, amount, share, missing, is_rest, has_givers, has_customers, below }
}

/// The investors of the companies that have a block of their own, each once.
fn givers(scope: &Scope<'_>, shown: &[(&Group<'_>, bool)], marks: &mut Vec<Mark>) -> Vec<Giver> {
    let mut givers: Vec<Giver> = Vec::new();
    let mut places: BTreeMap<&str, usize> = BTreeMap::new();
    for (position, (group, is_rest)) in shown.iter().enumerate() {
        let mut turn = 0;
        for backer in group.rounds.iter().filter(|_| !is_rest).flat_map(|round| &round.investors) {
            let place = *places.entry(&backer.name).or_insert(givers.len());
            match givers.get_mut(place) {
                Some(giver) if giver.blocks.contains(&position) => {}
                Some(giver) => giver.blocks.push(position),
                None => {
                    givers.push(Giver {
                        key: format!("investor: {}", backer.name),
                        name: backer.name.to_string(),
                        kind: backer.kind.key(),
                        is_named: backer.kind != Kind::NotNamed,
                        blocks: vec![position],
                        // By turns, so that each company shows some of its investors.
                        rank: turn * HOLLOW_BLOCKS + position,
                    });
                    turn += 1;
                }
            }
        }
    }
    let mut ranks: Vec<usize> = givers.iter().map(|giver| giver.rank).collect();
    ranks.sort_unstable();
    if let Some(last) = ranks.get(CARDS) {
        givers.retain(|giver| giver.rank < *last);
    }
    let rounds = rounds_of(scope, &givers);
    for giver in &givers {
        marks.push(giver_mark(scope, giver, rounds.get(giver.name.as_str())));
    }
    givers
}

/// The drawn rounds of each of these investors.
fn rounds_of<'a>(scope: &Scope<'a>, givers: &[Giver]) -> BTreeMap<&'a str, Vec<&'a Round>> {
    let mut names: Asked<&str, ()> = Asked::default();
    for giver in givers {
        names.keep(&giver.name, ());
    }
    let mut rounds: BTreeMap<&str, Vec<&Round>> = BTreeMap::new();
    for round in &scope.drawn {
        for backer in round.investors.iter().filter(|b| names.get(&*b.name).is_some()) {
            rounds.entry(&backer.name).or_default().push(round);
        }
    }
    rounds
}

fn giver_mark(scope: &Scope<'_>, giver: &Giver, rounds: Option<&Vec<&Round>>) -> Mark {
    let rounds: &[&Round] = rounds.map_or(&[], Vec::as_slice);
    let mut companies: Vec<String> = Vec::new();
    for round in rounds {
        let company = round.said.subject();
        if companies.len() < CARDS && !companies.iter().any(|known| known == company) {
            companies.push(company.to_owned());
        }
    }
    let is_alone = rounds.iter().all(|round| round.investors.len() == 1);
    let split = if is_alone { "only investor named" } else { "split not stated" };
    let mut mark = Mark::of(&giver.key, &giver.name, giver.kind)
        .with("Investor", &giver.name)
        .with("Kind", giver.kind)
        .with("Gave to", all_of(&companies))
        .with("Rounds", grouped(rounds.len() as f64))
        .with("How much", split);
    let row: Option<&Investor> =
        scope.funding.investors.iter().find(|row| row.said.subject() == giver.name);
    if let Some(row) = row {
        mark = mark.standing_for(&row.said);
    }
    for round in rounds {
        mark = mark.standing_for(&round.said);
    }
    mark
}

/// Every investor that the filter leaves, whether a round or only the table names it.
fn giver_count(scope: &Scope<'_>) -> usize {
    let in_rounds = kept(scope).flat_map(|round| &round.investors).map(|b| &*b.name);
    let rows = investors_left(scope);
    let in_table = rows.iter().filter_map(|index| scope.funding.investors.get(*index));
    let mut known: Asked<&str, ()> = Asked::default();
    let names = in_rounds.chain(in_table.map(|row| row.said.subject()));
    names.filter(|name| known.keep(name, ())).count()
}

/// The deployments of the companies that have a block of their own, and the head over them.
fn customers(
    scope: &Scope<'_>,
    shown: &[(&Group<'_>, bool)],
    blocks: &mut [Block],
    marks: &mut Vec<Mark>,
) -> (Vec<Customer>, &'static str) {
    let rows = &scope.funding.deployments;
    let mut customers = Vec::new();
    for (position, ((group, is_rest), block)) in shown.iter().zip(blocks).enumerate() {
        let of: Vec<&Deployment> =
            rows.iter().filter(|row| !is_rest && row.said.subject() == group.name).collect();
        block.has_customers = !of.is_empty();
        block.below = if *is_rest { String::new() } else { below(&of) };
        let has_quantity = of.iter().any(|row| row.said.quantity().is_some());
        for (turn, row) in of.into_iter().enumerate().take(CARDS) {
            marks.push(customer_mark(row));
            customers.push(Customer {
                key: row.said.record().into_owned(),
                name: row.customer.to_string(),
                quantity: has_quantity.then(|| quantity(row)),
                is_stated: !is_claim(row),
                block: position,
                rank: turn * HOLLOW_BLOCKS + position,
            });
        }
    }
    let mut left = deployments_left(scope).into_iter().filter_map(|index| rows.get(index));
    let head = if left.all(is_claim) { "Claimed deployments" } else { "Deployments" };
    (customers, head)
}

fn is_claim(row: &Deployment) -> bool {
    row.said.provenance().basis == Basis::Claimed
}

fn quantity(row: &Deployment) -> String {
    match row.said.quantity() {
        Some(quantity) => format!("{} units", quantity.text()),
        None => format!("quantity {}", row.said.number().text(|_| String::new())),
    }
}

/// What all deployments of a company share: whether they say how many, and on whose word.
fn below(of: &[&Deployment]) -> String {
    if of.is_empty() {
        return "none stated".to_owned();
    }
    if of.iter().any(|row| row.said.quantity().is_some()) {
        // Each card has its quantity, and the head of the column says where all are claims.
        return String::new();
    }
    let claim = if of.iter().all(|row| is_claim(row)) { ", claimed by the company" } else { "" };
    format!("quantity {}{claim}", absence(of.iter().map(|row| row.said.bare())))
}

fn customer_mark(row: &Deployment) -> Mark {
    let mark = Mark::of(row.said.record(), &*row.customer, quantity(row))
        .with("Customer", &*row.customer)
        .with("Company", row.said.subject())
        .with("Quantity", row.said.number().text(crate::model::Quantity::text))
        .with("Basis", row.said.provenance().basis.key())
        .standing_for(&row.said);
    match row.said.quantity() {
        Some(quantity) => mark.exactly(quantity.exactly()),
        None => mark,
    }
}
