//! All statements of one quantity, as one thing to draw.

use super::chart::{cited, exactly, short, standing_for_all};
use super::data::Measure;
use crate::model::conflict::{Differs, Statement};
use crate::model::{Choice as _, Conflict, Known, Mark, Qualifier, Quantity, Unit, number};

/// The unit of a measure that is told by the class of its growth, not by a number.
const CLASS: &str = "complexity class";
/// A class is short: `O(n log n)`.
const LONGEST_CLASS: usize = 24;
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
    let statements: Vec<Statement> = rows.iter().copied().filter_map(statement).collect();
    let conflict = Conflict::among(statements.iter().collect());
    let main = match &conflict {
        Some(conflict) if conflict.differs == Differs::Value => {
            return Some(disputed(rows, conflict, marks));
        }
        Some(conflict) => conflict.careful().map(|statement| &statement.record),
        None => statements.first().map(|statement| &statement.record),
    };
    let main = main.and_then(|id| rows.iter().position(|row| row.id == *id)).unwrap_or(0);
    let row = rows.get(main)?;
    marks.push(mark(row));
    let others = rows.iter().enumerate().filter(|(index, _)| *index != main);
    let others = others.map(|(_, row)| other(row, marks)).collect();
    let reach = row.value.value().map(|value| Reach {
        low: *value,
        high: *value,
        stated: vec![*value],
        qualifier: row.qualifier,
    });
    Some(Told {
        key: row.id.clone(),
        text: text(row),
        is_known: reach.is_some() || class(row).is_some(),
        dispute: "",
        reach,
        others,
    })
}

/// Statements with different values: a range that is none of theirs, and each of them.
fn disputed(rows: &[&Measure], conflict: &Conflict<'_>, marks: &mut Vec<Mark>) -> Told {
    let text = match conflict.ends() {
        Some((low, high))
            if matches!(low.quantity.unit, Unit::Count(_))
                && short(&low.quantity) != low.quantity.text() =>
        {
            format!("{} – {}", short(&low.quantity), short(&high.quantity))
        }
        _ => conflict.text(),
    };
    let ends = conflict.ends().map(|(low, high)| {
        format!("{} to {}, {}", exactly(&low.quantity), exactly(&high.quantity), conflict.words())
    });
    let valued = || rows.iter().filter(|row| row.value.value().is_some());
    let first = valued().next();
    let key = format!("range: {}", first.map_or("", |row| row.id.as_str()));
    if let Some(row) = first {
        let label = format!("{}, {}", row.model, row.name);
        let mark = Mark::of(&key, label, &text).exactly(ends.unwrap_or_default());
        let mark = fields(mark, row, (&row.name, &text, conflict.words()));
        marks.push(standing_for_all(mark, valued().map(|row| (row.id.as_str(), &row.provenance))));
    }
    let qualifiers: Vec<Qualifier> = valued().map(|row| row.qualifier).collect();
    let is_exact = qualifiers.iter().all(|qualifier| *qualifier == Qualifier::Exact);
    Told {
        key,
        text,
        is_known: true,
        dispute: conflict.words(),
        reach: Some(Reach {
            low: conflict.low,
            high: conflict.high,
            stated: conflict.members.iter().map(|member| member.quantity.value).collect(),
            qualifier: if is_exact { Qualifier::Exact } else { Qualifier::About },
        }),
        others: rows.iter().map(|row| other(row, marks)).collect(),
    }
}

fn statement(row: &Measure) -> Option<Statement> {
    Some(Statement {
        subject: row.model.clone(),
        measure: row.name.clone(),
        scope: String::new(),
        quantity: row.quantity()?,
        record: row.id.clone(),
        sources: row.provenance.sources.clone(),
    })
}

fn other(row: &Measure, marks: &mut Vec<Mark>) -> Other {
    marks.push(mark(row));
    let counted = counted(row).map(|basis| format!(" {basis}")).unwrap_or_default();
    let words = format!("{} {}{counted}", cited(&row.provenance), text(row));
    Other { key: row.id.clone(), words }
}

/// `per token` of a note that begins with `Counted per token.`
fn counted(row: &Measure) -> Option<&str> {
    let (basis, _) = row.provenance.note.strip_prefix(COUNTED)?.split_once('.')?;
    Some(basis.trim()).filter(|basis| !basis.is_empty())
}

/// The class that a note begins with, where a measure is told by one: `O(1): constant time`.
fn class(row: &Measure) -> Option<&str> {
    let is_class = row.value == Known::NotStated && row.unit.name().eq_ignore_ascii_case(CLASS);
    let (class, _) = row.provenance.note.split_once(':').filter(|_| is_class)?;
    let class = class.trim();
    (!class.is_empty() && class.chars().count() <= LONGEST_CLASS).then_some(class)
}

/// The value as displayed, or the words for its absence.
fn text(row: &Measure) -> String {
    match (row.quantity(), class(row)) {
        (Some(quantity), _) => short(&quantity),
        (None, Some(class)) => class.to_owned(),
        (None, None) => row.value.text(|value| number::grouped(*value)),
    }
}

/// The mark of one statement.
fn mark(row: &Measure) -> Mark {
    let text = text(row);
    let label = format!("{}, {}", row.model, row.name);
    let exactly = match (row.quantity(), class(row)) {
        (Some(quantity), _) => exactly(&quantity),
        (None, Some(class)) => format!("{class}, a {CLASS}"),
        (None, None) => String::new(),
    };
    let value =
        class(row).map_or_else(|| row.value.text(|value| number::grouped(*value)), str::to_owned);
    let qualifier = if row.value.value().is_some() { row.qualifier.key() } else { "" };
    let mark = Mark::of(&row.id, label, text).exactly(exactly);
    fields(mark, row, (&row.name, &value, qualifier)).standing_for(&row.id, &row.provenance)
}

/// The columns of the models table, with the three that a computed mark has of its own.
pub fn fields(mark: Mark, like: &Measure, (measure, value, qualifier): (&str, &str, &str)) -> Mark {
    fields_in(mark, like, (measure, value, qualifier), like.unit.name())
}

/// The same, in another unit.
pub fn fields_in(
    mark: Mark,
    like: &Measure,
    (measure, value, qualifier): (&str, &str, &str),
    unit: &str,
) -> Mark {
    mark.with("Model", &like.model)
        .with("Developer", &like.developer)
        .with("Measure", measure)
        .with("Value", value)
        .with("Unit", unit)
        .with("Qualifier", qualifier)
}

/// The number alone, for a mark that is computed.
pub fn percent(value: f64, qualifier: Qualifier) -> Quantity {
    Quantity { value, unit: Unit::Percent, qualifier }
}
