//! The head-counts: one row per organisation, each statement with its own wording.

use std::collections::BTreeMap;

use super::chart_moves::More;
use super::data::Team;
use crate::model::choice::all_of;
use crate::model::conflict::Differs;
use crate::model::known::{NOT_STATED, absence};
use crate::model::number::{counted, grouped};
use crate::model::{Choice as _, Conflict, Known, Mark};

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
    /// What the dots stand for: the first statement with a number, or the range of all.
    pub statement: Statement,
    /// The highest number stated; `None` where there is none.
    pub people: Option<f64>,
    /// The lowest, where statements differ in value: from there on dots are hollow.
    pub lowest: Option<f64>,
    /// `sources differ`; empty where the values are the same.
    pub dispute: &'static str,
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
    let groups = by_organisation(teams);
    let (listed, rest) = groups.split_at(groups.len().min(MOST_ORGANISATIONS));
    let rows: Vec<Row> = listed.iter().filter_map(|group| row(group, marks)).collect();
    let more = (!rest.is_empty()).then(|| more(rest, marks));
    let largest = rows.iter().filter_map(|row| row.people).reduce(f64::max);
    (!rows.is_empty()).then_some(HeadCounts { rows, more, largest })
}

/// The statements of each organisation, in the order of their first ones.
fn by_organisation(teams: &[Team]) -> Vec<Vec<&Team>> {
    let mut groups: Vec<Vec<&Team>> = Vec::new();
    let mut known: BTreeMap<&str, usize> = BTreeMap::new();
    for team in teams {
        let index = *known.entry(team.said.subject()).or_insert_with(|| {
            groups.push(Vec::new());
            groups.len() - 1
        });
        if let Some(group) = groups.get_mut(index) {
            group.push(team);
        }
    }
    groups
}

fn row(group: &[&Team], marks: &mut Vec<Mark>) -> Option<Row> {
    if let Some(conflict) = dispute(group) {
        return disputed(group, &conflict, marks);
    }
    let main = group.iter().position(|team| team.said.amount().is_some()).unwrap_or(0);
    let first = group.get(main)?;
    let statement = statement(first, marks);
    let others = group
        .iter()
        .enumerate()
        .filter(|(index, _)| *index != main)
        .map(|(_, team)| self::statement(team, marks))
        .collect();
    let people = first.said.amount();
    let organisation = first.said.subject().to_owned();
    Some(Row { organisation, statement, people, lowest: None, dispute: "", others })
}

/// Statements with different values: a range that is none of theirs, and each of them.
fn disputed(group: &[&Team], conflict: &Conflict<'_>, marks: &mut Vec<Mark>) -> Option<Row> {
    let valued = || group.iter().filter(|team| team.said.amount().is_some());
    let first = valued().next()?;
    let (text, words) = (conflict.text(), conflict.words());
    let (low, high) = conflict.ends()?;
    let exactly = format!("{} to {}, {words}", low.exactly(), high.exactly());
    let key = format!("range: {}", first.said.record());
    let mark = Mark::of(key, first.said.subject(), format!("{text} people"))
        .exactly(exactly)
        .with("Organisation", first.said.subject())
        .with("Head-count", &text)
        .with("Qualifier", words);
    marks.push(mark.derived_from(valued().map(|team| &team.said)));
    let statement = Statement { mark: marks.len() - 1, text, has_number: true };
    let others = group.iter().map(|team| self::statement(team, marks)).collect();
    Some(Row {
        organisation: first.said.subject().to_owned(),
        statement,
        people: Some(conflict.high),
        lowest: Some(conflict.low),
        dispute: words,
        others,
    })
}

/// How the numbers stated differ in value.
fn dispute<'a>(group: &[&'a Team]) -> Option<Conflict<'a>> {
    let said = group.iter().map(|team| team.said.as_ref());
    Conflict::among(said).filter(|it| it.differs == Differs::Value)
}

fn statement(team: &Team, marks: &mut Vec<Mark>) -> Statement {
    let headcount = team.said.number();
    let text = team.said.text();
    let qualifier = match &headcount {
        Known::Value(quantity) => quantity.qualifier.key(),
        Known::NotStated | Known::Undisclosed => "",
    };
    let exactly = match &headcount {
        Known::Value(quantity) => quantity.exactly(),
        Known::NotStated | Known::Undisclosed => format!("head-count {text}"),
    };
    let mark = Mark::of(team.said.record(), team.said.subject(), format!("{text} people"))
        .exactly(exactly)
        .with("Organisation", team.said.subject())
        .with("Head-count", headcount.text(|quantity| grouped(quantity.value)))
        .with("Qualifier", qualifier)
        .standing_for(&team.said);
    let mark = if headcount.value().is_some() { mark } else { mark.showing(&text) };
    marks.push(mark);
    Statement { mark: marks.len() - 1, text, has_number: headcount.value().is_some() }
}

fn more(rest: &[Vec<&Team>], marks: &mut Vec<Mark>) -> More {
    let words = counted(rest.len(), "more organisation");
    let mark = Mark::of("more organisations", &words, "not listed one by one")
        .with("Organisation", &words)
        .with("Head-count", "several")
        .with("Qualifier", "several")
        .derived_from(rest.iter().flatten().map(|team| &team.said));
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
    let stated: Vec<String> = by_organisation(teams).iter().flat_map(|group| told(group)).collect();
    match stated.len() {
        0 if absence(teams.iter().map(|team| team.said.bare())) == NOT_STATED => {
            "No head-count is stated".to_owned()
        }
        0 => "No head-count is known".to_owned(),
        1..=3 => all_of(&stated),
        count => format!("{} of head-count", counted(count, "statement")),
    }
}

/// What is stated of one organisation: every wording, or the range where the values differ.
fn told(group: &[&Team]) -> Vec<String> {
    let texts = match dispute(group) {
        Some(conflict) => vec![conflict.text()],
        None => group.iter().filter_map(|team| team.said.quantity()).map(|it| it.text()).collect(),
    };
    let organisation = group.first().map_or("", |team| team.said.subject());
    texts.into_iter().map(|text| format!("{organisation}: {text} people")).collect()
}
