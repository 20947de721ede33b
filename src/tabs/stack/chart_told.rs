//! All statements of one quantity, as one thing to draw.

use super::chart::{cited, exactly, short};
use super::data::Measure;
use crate::model::conflict::Differs;
use crate::model::statement::CLASS;
use crate::model::{Choice as _, Conflict, Mark, Qualifier, Unit, number};

/// How a note begins that says on what basis a number is counted.
const COUNTED: &str = "Counted ";

/// One quantity and all that is said of it.
#[derive(Clone, Debug, PartialEq)]
pub struct Told {
    /// Of the mark that stands for what is drawn.
    pub key: String,
    /// `~32B`, `0.9T – 1T`, `O(1)`, or the words for its absence.
    pub text: String,
    pub is_known: bool,
    /// `sources differ`; empty where the values are the same.
    pub dispute: &'static str,
    /// `None` where there is no number.
    pub reach: Option<Reach>,
    /// The statements that `text` does not word, in the order of the table.
    pub others: Vec<Other>,
}

/// From the lowest to the highest value stated.
#[derive(Clone, Debug, PartialEq)]
pub struct Reach {
    pub low: f64,
    pub high: f64,
    /// Every value stated; one alone where all agree.
    pub stated: Vec<f64>,
    pub qualifier: Qualifier,
}

/// One more statement of the quantity.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Other {
    pub key: String,
    /// `[A] 32B per token`.
    pub words: String,
}

/// Draws the statements of one quantity together; adds the mark of each. `None` for no rows.
pub fn told(rows: &[&Measure], marks: &mut Vec<Mark>) -> Option<Told> {
    let conflict = Conflict::among(rows.iter().map(|row| row.said.as_ref()));
    let main = match &conflict {
        Some(conflict) if conflict.differs == Differs::Value => {
            return Some(disputed(rows, conflict, marks));
        }
        Some(conflict) => conflict.careful().map(|said| said.record()),
        None => rows.iter().find(|row| row.said.amount().is_some()).map(|row| row.said.record()),
    };
    let main = main.and_then(|id| rows.iter().position(|row| row.said.record() == id)).unwrap_or(0);
    let row = rows.get(main)?;
    marks.push(mark(row));
    let others = rows.iter().enumerate().filter(|(index, _)| *index != main);
    let others = others.map(|(_, row)| other(row, marks)).collect();
    let reach = row.said.quantity().map(|quantity| Reach {
        low: quantity.value,
        high: quantity.value,
        stated: vec![quantity.value],
        qualifier: quantity.qualifier,
    });
    Some(Told {
        key: row.said.record().into_owned(),
        text: text(row),
        is_known: reach.is_some() || !row.said.words().is_empty(),
        dispute: "",
        reach,
        others,
    })
}

/// Statements with different values: a range that is none of theirs, and each of them.
fn disputed(rows: &[&Measure], conflict: &Conflict<'_>, marks: &mut Vec<Mark>) -> Told {
    let text = match conflict.ends() {
        Some((low, high)) if matches!(low.unit, Unit::Count(_)) && short(low) != low.text() => {
            format!("{} – {}", short(low), short(high))
        }
        _ => conflict.text(),
    };
    let ends = conflict
        .ends()
        .map(|(low, high)| format!("{} to {}, {}", exactly(low), exactly(high), conflict.words()));
    let valued = || rows.iter().filter(|row| row.said.amount().is_some());
    let first = valued().next();
    let key = format!("range: {}", first.map(|row| row.said.record()).unwrap_or_default());
    if let Some(row) = first {
        let label = format!("{}, {}", row.said.subject(), row.said.measure());
        let mark = Mark::of(&key, label, &text).exactly(ends.unwrap_or_default());
        let mark = fields(mark, row, (row.said.measure(), &text, conflict.words()));
        marks.push(mark.derived_from(valued().map(|row| &row.said)));
    }
    let is_exact =
        conflict.members.iter().all(|(_, quantity)| quantity.qualifier == Qualifier::Exact);
    Told {
        key,
        text,
        is_known: true,
        dispute: conflict.words(),
        reach: Some(Reach {
            low: conflict.low,
            high: conflict.high,
            stated: conflict.members.iter().map(|(_, quantity)| quantity.value).collect(),
            qualifier: if is_exact { Qualifier::Exact } else { Qualifier::About },
        }),
        others: rows.iter().map(|row| other(row, marks)).collect(),
    }
}

fn other(row: &Measure, marks: &mut Vec<Mark>) -> Other {
    marks.push(mark(row));
    let counted = counted(row).map(|basis| format!(" {basis}")).unwrap_or_default();
    let words = format!("{} {}{counted}", cited(&row.said.place()), text(row));
    Other { key: row.said.record().into_owned(), words }
}

/// `per token` of a note that begins with `Counted per token.`
fn counted(row: &Measure) -> Option<&str> {
    let (basis, _) = row.said.provenance().note.strip_prefix(COUNTED)?.split_once('.')?;
    Some(basis.trim()).filter(|basis| !basis.is_empty())
}

/// The value as displayed, or the words for its absence.
fn text(row: &Measure) -> String {
    row.said.quantity().as_ref().map_or_else(|| row.said.text(), short)
}

/// The mark of one statement.
fn mark(row: &Measure) -> Mark {
    let text = text(row);
    let label = format!("{}, {}", row.said.subject(), row.said.measure());
    let exactly = match (row.said.quantity(), row.said.words()) {
        (Some(quantity), _) => exactly(&quantity),
        (None, "") => String::new(),
        (None, class) => format!("{class}, a {CLASS}"),
    };
    let value = row.said.amount().map_or_else(|| row.said.text(), number::grouped);
    let qualifier = row.said.quantity().map_or("", |quantity| quantity.qualifier.key());
    let mark = Mark::of(row.said.record(), label, text).exactly(exactly);
    fields(mark, row, (row.said.measure(), &value, qualifier)).standing_for(&row.said)
}

/// The columns of the models table, with the three that a computed mark has of its own.
fn fields(mark: Mark, like: &Measure, (measure, value, qualifier): (&str, &str, &str)) -> Mark {
    let of = (like.said.subject(), &*like.developer);
    fields_in(mark, of, (measure, value, qualifier), like.unit.name())
}

/// The same, in a unit of its own.
pub fn fields_in(
    mark: Mark,
    (model, developer): (&str, &str),
    (measure, value, qualifier): (&str, &str, &str),
    unit: &str,
) -> Mark {
    mark.with("Model", model)
        .with("Developer", developer)
        .with("Measure", measure)
        .with("Value", value)
        .with("Unit", unit)
        .with("Qualifier", qualifier)
}
