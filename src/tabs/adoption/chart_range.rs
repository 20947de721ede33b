//! What is stated of one family, measure, scope and date: one value, or a range where values differ.

use super::chart::{alike, fields, grouped_by, mark};
use super::data::Usage;
use crate::model::conflict::Differs;
use crate::model::number::grouped;
use crate::model::{Conflict, Mark, Unit};

/// Statements of one quantity that are told one by one, at the most.
const TOLD_OF_ONE: usize = 20;

/// All that is stated of one quantity.
#[derive(Clone, Debug, PartialEq)]
pub struct Told<'a> {
    /// The row to use where all give one value.
    pub first: &'a Usage,
    /// Every row that gives a value, in the order of the table.
    rows: Vec<&'a Usage>,
    pub low: f64,
    pub high: f64,
    /// `45%`, `40% – 45%`.
    pub text: String,
    /// `sources differ`; empty where all give one value.
    pub dispute: &'static str,
    exactly: String,
}

impl<'a> Told<'a> {
    /// What these rows of one quantity say; `None` where none of them gives a value.
    pub fn of(rows: &[&'a Usage]) -> Option<Self> {
        let rows: Vec<&Usage> =
            rows.iter().copied().filter(|row| row.said.amount().is_some()).collect();
        let first = *rows.first()?;
        let value = first.said.amount()?;
        let conflict = Conflict::among(rows.iter().map(|row| row.said.as_ref()));
        let conflict = conflict.filter(|conflict| conflict.differs == Differs::Value);
        let (low, high) = conflict.as_ref().map_or((value, value), |it| (it.low, it.high));
        let text = conflict.as_ref().map_or_else(|| first.said.text(), Conflict::text);
        let dispute = conflict.as_ref().map_or("", Conflict::words);
        let ends = conflict
            .as_ref()
            .and_then(Conflict::ends)
            .map(|(low, high)| format!("{} to {}, {dispute}", low.exactly(), high.exactly()));
        let exactly = ends.unwrap_or_default();
        Some(Self { first, rows, low, high, text, dispute, exactly })
    }

    /// Whether the values differ.
    pub fn is_range(&self) -> bool {
        !self.dispute.is_empty()
    }

    /// Whether it may be compared with others to tell which is larger.
    pub fn is_exact(&self) -> bool {
        !self.is_range() && self.first.is_exact()
    }

    /// The mark of what is drawn: the statement, or a range that is none of theirs.
    pub fn mark(&self) -> Mark {
        if !self.is_range() && self.is_crowd() {
            let own = mark(self.first);
            let others = self.others().iter().map(|row| &row.said);
            return own.standing_for_each(others).being_a_crowd();
        }
        if !self.is_range() {
            return mark(self.first);
        }
        let label = format!("{}, {}", self.first.said.subject(), self.first.said.measure());
        let key = format!("range: {}", self.first.said.record());
        let mark = Mark::of(key, label, &self.text).exactly(&self.exactly);
        let columns = (self.first.said.measure(), self.text.as_str(), self.dispute);
        let mark = fields(mark, self.first.of(), self.first, columns);
        let said = self.rows.iter().map(|row| &row.said);
        if self.is_crowd() { mark.in_place_of(said) } else { mark.derived_from(said) }
    }

    /// Whether its statements are too many to be told one by one.
    pub fn is_crowd(&self) -> bool {
        self.others().len() > TOLD_OF_ONE
    }

    /// How many statements there are, after `join`, where they are too many to be told one by one.
    pub fn untold(&self, join: &str) -> String {
        match (self.is_crowd(), self.is_range()) {
            (false, _) => String::new(),
            (true, true) => format!("{join}{} {}", grouped(self.rows.len() as f64), self.dispute),
            (true, false) => format!("{join}stated {} times", grouped(self.rows.len() as f64)),
        }
    }

    /// The rows that what is drawn stands on.
    pub fn used(&self) -> Vec<&'a Usage> {
        if self.is_range() || self.is_crowd() { self.rows.clone() } else { vec![self.first] }
    }

    /// The statements that what is drawn does not word.
    pub fn others(&self) -> &[&'a Usage] {
        if self.is_range() { &self.rows } else { self.rows.get(1..).unwrap_or_default() }
    }

    /// Every value stated; none where they are one.
    pub fn stated(&self) -> Vec<f64> {
        let rows = if self.is_range() { self.rows.as_slice() } else { &[] };
        rows.iter().filter_map(|row| row.said.amount()).collect()
    }

    /// The statements that what is drawn does not word, each in its own words, the first with
    /// what they are: `sources differ: [A] 45%`, `[B] 40%`. None where they are too many.
    pub fn named(&self) -> Vec<(&'a Usage, String)> {
        let words = |(index, row): (usize, &&'a Usage)| {
            let lead = match (index, self.dispute) {
                (0, "") => "also stated as ".to_owned(),
                (0, dispute) => format!("{dispute}: "),
                _ => String::new(),
            };
            (*row, format!("{lead}{}", cited(row)))
        };
        let told = if self.is_crowd() { &[] } else { self.others() };
        told.iter().enumerate().map(words).collect()
    }
}

/// The rows by quantity and date, in the order of their first ones.
pub fn by_quantity<'a>(rows: &[&'a Usage]) -> Vec<Vec<&'a Usage>> {
    type Key<'a> = (&'a str, &'a str, &'a Unit, &'a str);
    let key = |row: &'a Usage| -> Key<'a> {
        (row.said.subject(), row.said.measure(), row.unit(), row.said.scope())
    };
    let date = |row: &'a Usage| row.said.date().map(|date| (date.first, date.last));
    alike(rows.iter().copied(), key)
        .into_iter()
        .flat_map(|(_, rows)| grouped_by(rows, date))
        .map(|(_, rows)| rows)
        .collect()
}

/// The value with its sources in brackets: `[A] 45%`.
fn cited(row: &Usage) -> String {
    match row.said.provenance().sources.as_slice() {
        [] => row.said.text(),
        sources => format!("[{}] {}", sources.join("]["), row.said.text()),
    }
}
