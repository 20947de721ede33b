//! Every measure that is not drawn as a bar, as labelled figures.

use super::chart::{exactly, short};
use super::chart_told::{Other, told};
use super::data::{Measure, Score};
use crate::model::choice::sentence_case;
use crate::model::{Goal, Known, Mark, Unit, number};

/// The figures of one model.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Group {
    pub head: String,
    pub items: Vec<Item>,
}

/// One figure.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Item {
    pub key: String,
    /// `1M+`, or the words for its absence.
    pub value: String,
    pub is_known: bool,
    /// `context window, tokens`.
    pub caption: String,
    pub others: Vec<Other>,
}

/// The figures by model, then the scores; adds their marks.
pub fn groups(models: &[&[&Measure]], scores: &[Score], marks: &mut Vec<Mark>) -> Vec<Group> {
    let mut groups = Vec::new();
    for rows in models {
        let Some(first) = rows.first() else { continue };
        let items = by_measure(rows).iter().filter_map(|rows| item(rows, marks)).collect();
        groups.push(Group { head: first.said.subject().to_owned(), items });
    }
    if !scores.is_empty() {
        let items = scores.iter().map(|row| score(row, marks)).collect();
        groups.push(Group { head: "Benchmark scores".to_owned(), items });
    }
    groups
}

/// The rows that state the same measure in the same unit, in the order of their first ones.
fn by_measure<'a>(rows: &[&'a Measure]) -> Vec<Vec<&'a Measure>> {
    let key = |row: &Measure| {
        (row.said.measure().trim().to_lowercase(), row.unit.name().trim().to_lowercase())
    };
    let mut groups: Vec<((String, String), Vec<&Measure>)> = Vec::new();
    for row in rows {
        let of = key(row);
        match groups.iter_mut().find(|(known, _)| *known == of) {
            Some((_, group)) => group.push(row),
            None => groups.push((of, vec![row])),
        }
    }
    groups.into_iter().map(|(_, rows)| rows).collect()
}

fn item(rows: &[&Measure], marks: &mut Vec<Mark>) -> Option<Item> {
    let first = rows.first()?;
    let told = told(rows, marks)?;
    let mut caption = first.said.measure().to_owned();
    if let Unit::Count(noun) = &first.unit
        && noun.chars().any(char::is_alphabetic)
        && !first.said.measure().to_lowercase().contains(&noun.to_lowercase())
    {
        caption = format!("{caption}, {noun}");
    }
    if !told.dispute.is_empty() {
        caption = format!("{caption} · {}", told.dispute);
    }
    Some(Item {
        key: told.key,
        value: told.text,
        is_known: told.is_known,
        caption: sentence_case(&caption),
        others: told.others,
    })
}

/// A score stands here as a detail; the adoption tab compares it.
fn score(row: &Score, marks: &mut Vec<Mark>) -> Item {
    let value = row.said.number().text(short);
    let weights = match row.open_weights {
        Known::Value(true) => "yes",
        Known::Value(false) => "no",
        Known::NotStated | Known::Undisclosed => "",
    };
    let mark = Mark::of(
        row.said.record(),
        format!("{}, {}", row.said.subject(), row.said.measure()),
        &value,
    )
    .exactly(row.said.quantity().as_ref().map(exactly).unwrap_or_default())
    .with("Model", row.said.subject())
    .with("Benchmark", row.said.measure())
    .with("Score", row.said.number().text(|quantity| number::grouped(quantity.value)))
    .with("Unit", row.unit.name())
    .with("Open weights", weights)
    .with("Backbone", &*row.backbone)
    .standing_for(&row.said)
    .leading_to(Goal::new("adoption", row.said.record()));
    marks.push(mark);
    Item {
        key: row.said.record().into_owned(),
        value,
        is_known: row.said.amount().is_some(),
        caption: format!("{}, {}", row.said.subject(), row.said.measure()),
        others: Vec::new(),
    }
}
