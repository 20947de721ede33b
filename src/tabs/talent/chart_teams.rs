//! The head-counts: one row per organisation, each statement with its own wording.

use std::collections::BTreeMap;

use super::chart_moves::More;
use super::data::Team;
use crate::model::choice::all_of;
use crate::model::known::{NOT_STATED, absence};
use crate::model::number::{counted, grouped};
use crate::model::{Choice as _, Known, Mark, Quantity};

/// The most organisations listed one by one.
const MOST_ORGANISATIONS: usize = 200;

/// The comparison of teams.
#[derive(Clone, Debug, PartialEq)]
pub struct HeadCounts {
    /// In the order of the table.
    pub rows: Vec<Row>,
    /// The organisations that are not listed.
    pub more: Option<More>,
    /// The largest number of people in a row of dots; `None` where none is stated.
    pub largest: Option<f64>,
}

/// One organisation.
#[derive(Clone, Debug, PartialEq)]
pub struct Row {
    pub organisation: String,
    /// The statement that the dots stand for: the first with a number.
    pub statement: Statement,
    /// `None` where no number is stated.
    pub people: Option<f64>,
    /// What else is stated.
    pub others: Vec<Statement>,
}

/// One statement.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Statement {
    pub mark: usize,
    /// With its qualifier: `just over 100`.
    pub text: String,
    /// Whether it gives a number.
    pub has_number: bool,
}

/// Groups the statements by organisation; `None` where there are none.
pub fn build(teams: &[Team], marks: &mut Vec<Mark>) -> Option<HeadCounts> {
    let mut groups: Vec<Vec<&Team>> = Vec::new();
    let mut known: BTreeMap<&str, usize> = BTreeMap::new();
    for team in teams {
        let index = *known.entry(team.organisation.as_str()).or_insert_with(|| {
            groups.push(Vec::new());
            groups.len() - 1
        });
        if let Some(group) = groups.get_mut(index) {
            group.push(team);
        }
    }
    let (listed, rest) = groups.split_at(groups.len().min(MOST_ORGANISATIONS));
    let rows: Vec<Row> = listed.iter().filter_map(|group| row(group, marks)).collect();
    let more = (!rest.is_empty()).then(|| more(rest, marks));
    let largest = rows.iter().filter_map(|row| row.people).reduce(f64::max);
    (!rows.is_empty()).then_some(HeadCounts { rows, more, largest })
}

fn row(group: &[&Team], marks: &mut Vec<Mark>) -> Option<Row> {
    let main = group.iter().position(|team| team.headcount.value().is_some()).unwrap_or(0);
    let first = group.get(main)?;
    let statement = statement(first, marks);
    let others = group
        .iter()
        .enumerate()
        .filter(|(index, _)| *index != main)
        .map(|(_, team)| self::statement(team, marks))
        .collect();
    let people = first.headcount.value().map(|quantity| quantity.value);
    Some(Row { organisation: first.organisation.clone(), statement, people, others })
}

fn statement(team: &Team, marks: &mut Vec<Mark>) -> Statement {
    let text = team.headcount.text(Quantity::text);
    let qualifier = match &team.headcount {
        Known::Value(quantity) => quantity.qualifier.key(),
        Known::NotStated | Known::Undisclosed => "",
    };
    let exactly = match &team.headcount {
        Known::Value(quantity) => quantity.exactly(),
        absent => format!("head-count {}", absent.text(Quantity::text)),
    };
    let mark = Mark::of(&team.id, &team.organisation, format!("{text} people"))
        .exactly(exactly)
        .with("Organisation", &team.organisation)
        .with("Head-count", team.headcount.text(|quantity| grouped(quantity.value)))
        .with("Qualifier", qualifier)
        .standing_for(&team.id, &team.provenance);
    let mark =
        if team.headcount.value().is_some() { mark } else { Mark { value: text.clone(), ..mark } };
    marks.push(mark);
    Statement { mark: marks.len() - 1, text, has_number: team.headcount.value().is_some() }
}

fn more(rest: &[Vec<&Team>], marks: &mut Vec<Mark>) -> More {
    let words = counted(rest.len(), "more organisation");
    let mut mark = Mark::of("more organisations", &words, "not listed one by one")
        .with("Organisation", &words)
        .with("Head-count", "several")
        .with("Qualifier", "several");
    for team in rest.iter().flatten() {
        mark = mark.standing_for(&team.id, &team.provenance.derived());
    }
    marks.push(mark);
    let words = format!("and {words}, not listed one by one");
    More { mark: marks.len() - 1, count: rest.len(), words }
}

/// How many people one dot stands for, so that the largest team takes no more than `dots`: 1, 2,
/// 5, 10, 20, 50 …
pub fn people_per_dot(largest: f64, dots: usize) -> f64 {
    let dots = dots.max(1) as f64;
    let steps = (0..30).flat_map(|power| [1.0, 2.0, 5.0].map(|step| step * 10_f64.powi(power)));
    steps.into_iter().find(|step| (largest / step).ceil() <= dots).unwrap_or(f64::MAX)
}

/// The finding where the data states head-counts and nothing else.
pub fn title(teams: &[Team]) -> String {
    let stated: Vec<String> = teams
        .iter()
        .filter_map(|team| team.headcount.value().map(|q| (team, q)))
        .map(|(team, quantity)| format!("{}: {} people", team.organisation, quantity.text()))
        .collect();
    match stated.len() {
        0 if absence(teams.iter().map(|team| &team.headcount)) == NOT_STATED => {
            "No head-count is stated".to_owned()
        }
        0 => "No head-count is known".to_owned(),
        1..=3 => all_of(&stated),
        count => format!("{} of head-count", counted(count, "statement")),
    }
}
