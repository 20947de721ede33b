//! One row being read: its fields as typed values, and what cannot be read told with its place.

use std::sync::Arc;

use super::problem::{Place, Problem, Problems};
use super::reading::{ReadAs, Source};
use super::table::{Part, Table};
use super::value::{self, Refusal};
use crate::model::choice::{Choice, nearest};
use crate::model::{Basis, DateRange, Known, Provenance, Qualifier};

/// The largest number that is read: a million times the world's yearly output in dollars is less.
const LARGEST: f64 = 1e18;
/// The smallest above zero.
const SMALLEST: f64 = 1e-9;

/// One row being read. Each getter reports what it cannot read; read all cells before giving up
/// on a row, so that every problem is told at once.
pub struct Row<'a> {
    table: &'a Table,
    part: &'a Part,
    /// The row in its file, and which of the records that it gives.
    at: (usize, usize),
    /// Cells with markup, by column, without it.
    cleaned: Vec<(usize, String)>,
    /// What the number alone does not hold: see [`value::Number::note`].
    note: String,
    /// The number that unit and qualifier stand beside, once it is read.
    number: Option<Known<value::Number>>,
    problems: &'a mut Problems,
}

impl<'a> Row<'a> {
    pub(super) fn new(
        table: &'a Table,
        part: &'a Part,
        at: (usize, usize),
        problems: &'a mut Problems,
    ) -> Self {
        let with_markup = part.reading.fields.iter().filter_map(|(_, source)| match source {
            Source::Column(column, ReadAs::Markup) => Some(*column),
            _ => None,
        });
        let cleaned =
            with_markup.map(|column| (column, value::words(part.cell(at.0, column)))).collect();
        Self { table, part, at, cleaned, note: String::new(), number: None, problems }
    }
}

impl Row<'_> {
    /// The text of a field, trimmed; empty where the cell or the column is. Where a file has no
    /// column for the unit or the currency, it is the one that the number brings.
    pub fn text(&self, field: &str) -> &str {
        match self.source(field) {
            Some(Source::Column(column, ReadAs::Markup)) => {
                let cleaned = self.cleaned.iter().find(|(index, _)| index == column);
                cleaned.map_or("", |(_, text)| text)
            }
            Some(_) => self.part.field(self.at.0, self.at.1, field),
            None if matches!(field, "unit" | "currency") => self.unit_of_number(),
            None => "",
        }
    }

    /// Name of the row's table.
    pub fn table(&self) -> &str {
        &self.table.name
    }

    /// The text of a field, trimmed; `None` where the file does not have it.
    pub fn cell(&self, field: &str) -> Option<&str> {
        self.source(field).map(|_| self.text(field))
    }

    /// A text that must be there.
    pub fn needed(&mut self, field: &'static str) -> Option<String> {
        let text = self.text(field).to_owned();
        if text.is_empty() {
            self.report(field, &format!("{field} is empty"), "fill it in");
            return None;
        }
        Some(text)
    }

    /// The row's id; rows of a table without an id column are named by their line.
    pub fn id(&mut self) -> Option<String> {
        let slots = self.part.reading.slots.len();
        let slot = if slots > 1 { format!(" ({})", self.at.1 + 1) } else { String::new() };
        if self.source("id").is_none() {
            let file = match self.table.parts.as_slice() {
                [_] => String::new(),
                _ => format!("{} ", self.part.sheet.file),
            };
            return Some(format!("{} {file}line {}{slot}", self.table.name, self.line()));
        }
        Some(self.needed("id")? + &slot)
    }

    /// A number in base units. Empty is not stated, `undisclosed` is withheld.
    pub fn number(&mut self, field: &'static str) -> Option<Known<f64>> {
        if let Some(Source::Column(column, ReadAs::Number(format))) = self.source(field) {
            let (column, text) = (*column, self.part.cell(self.at.0, *column));
            return match value::number(text, format) {
                Ok(known) => {
                    if let Known::Value(number) = &known {
                        self.note.clone_from(&number.note);
                    }
                    let value = known.as_ref().map(|number| number.value);
                    if self.part.reading.number(self.at.1).is_some_and(|(main, _)| main == column) {
                        self.number = Some(known);
                    }
                    self.within_range(field, value)
                }
                Err(refusal) => self.refuse(field, refusal),
            };
        }
        let text = self.text(field);
        if text.is_empty() {
            return Some(Known::NotStated);
        }
        if text.eq_ignore_ascii_case("undisclosed") {
            return Some(Known::Undisclosed);
        }
        // `f64` also reads "nan", "inf" and "infinity", which no source means.
        let looks_numeric = text.bytes().all(|byte| b"0123456789+-.eE".contains(&byte));
        match text.parse::<f64>() {
            Ok(value) if value.is_finite() && looks_numeric => {
                self.within_range(field, Known::Value(value))
            }
            _ => {
                self.report(
                    field,
                    &format!("{field} is not a number"),
                    "write digits without unit or separators, like 362000000, or leave it empty",
                );
                None
            }
        }
    }

    fn within_range(&mut self, field: &'static str, number: Known<f64>) -> Option<Known<f64>> {
        let is_out =
            |value: &f64| value.abs() > LARGEST || (*value != 0.0 && value.abs() < SMALLEST);
        if number.value().is_some_and(is_out) {
            let message = format!("{field} is out of range");
            self.report(field, &message, "numbers from 1e-9 to 1e18 can be drawn");
            return None;
        }
        Some(number)
    }

    /// A number that cannot be below zero.
    pub fn amount(&mut self, field: &'static str) -> Option<Known<f64>> {
        let number = self.number(field)?;
        if number.value().is_some_and(|value| *value < 0.0) {
            self.report(field, &format!("{field} is below zero"), "write it without a minus");
            return None;
        }
        Some(number)
    }

    /// A date; empty is not stated.
    pub fn date(&mut self, field: &'static str) -> Option<Known<DateRange>> {
        let read = match self.source(field) {
            Some(Source::Column(column, ReadAs::Date(order))) => {
                value::date(self.part.cell(self.at.0, *column), *order)
            }
            Some(Source::Date(parts)) => {
                value::date_of_parts(parts, |column| self.part.cell(self.at.0, column))
            }
            Some(Source::Span(first, last, order)) => value::span(
                self.part.cell(self.at.0, *first),
                self.part.cell(self.at.0, *last),
                *order,
            ),
            _ => return self.plain_date(field),
        };
        match read {
            Ok(known) => Some(known),
            Err(refusal) => self.refuse(field, refusal),
        }
    }

    fn plain_date(&mut self, field: &'static str) -> Option<Known<DateRange>> {
        let text = self.text(field);
        if text.is_empty() {
            return Some(Known::NotStated);
        }
        if let Some(date) = DateRange::parse(text) {
            return Some(Known::Value(date));
        }
        self.report(
            field,
            &format!("{field} is not a date"),
            "write 2026-03-05, 2026-03, 2026-Q1, 2026 or early Feb 2026, or leave it empty",
        );
        None
    }

    /// A word of a closed list; empty is `None` inside.
    #[expect(clippy::option_option, reason = "outside: unreadable; inside: empty")]
    pub fn choice<C: Choice>(&mut self, field: &'static str) -> Option<Option<C>> {
        let text = self.text(field);
        if text.is_empty() {
            return Some(None);
        }
        if let Some(choice) = C::from_key(text) {
            return Some(Some(choice));
        }
        let near = nearest(text, C::ALL.iter().map(|choice| choice.key()));
        let suggestion = near.map_or_else(
            || format!("write {}", C::keys()),
            |word| format!("did you mean {word:?}? It is one of {}", C::keys()),
        );
        let refusal = Refusal {
            why: "it is not on the list".to_owned(),
            suggestion,
            replacement: near.map(str::to_owned),
        };
        self.refuse(field, refusal)
    }

    /// A word of a closed list that must be there.
    pub fn needed_choice<C: Choice>(&mut self, field: &'static str) -> Option<C> {
        let choice = self.choice(field)?;
        if choice.is_none() {
            self.report(field, &format!("{field} is empty"), &format!("write {}", C::keys()));
        }
        choice
    }

    /// How exactly the number is stated: by its own column, or by the signs beside the number;
    /// exact where neither says anything.
    pub fn qualifier(&mut self) -> Option<Qualifier> {
        if self.source("qualifier").is_some() {
            return self.choice("qualifier").map(Option::unwrap_or_default);
        }
        Some(self.beside_number(|number| number.qualifier).unwrap_or_default())
    }

    /// The unit or currency that stands beside the number, or else in its heading.
    fn unit_of_number(&self) -> &str {
        let Some((_, format)) = self.part.reading.number(self.at.1) else { return "" };
        self.beside_number(|number| number.unit).flatten().unwrap_or(&format.unit)
    }

    /// Something that stands beside the number; `None` where there is no number. One that cannot be
    /// read is told by the field it belongs to.
    fn beside_number<T>(&self, what: impl Fn(&value::Number) -> T) -> Option<T> {
        if let Some(known) = &self.number {
            return known.value().map(what);
        }
        let (column, format) = self.part.reading.number(self.at.1)?;
        value::number(self.part.cell(self.at.0, column), format).ok()?.value().map(what)
    }

    /// Yes, no, or not stated.
    pub fn flag(&mut self, field: &'static str) -> Option<Known<bool>> {
        if matches!(self.source(field), Some(Source::Column(_, ReadAs::Flag))) {
            return match value::flag(self.text(field)) {
                Ok(known) => Some(known),
                Err(refusal) => self.refuse(field, refusal),
            };
        }
        match self.text(field).to_lowercase().as_str() {
            "" => Some(Known::NotStated),
            "true" | "yes" => Some(Known::Value(true)),
            "false" | "no" => Some(Known::Value(false)),
            _ => {
                let message = format!("{field} is neither true nor false");
                self.report(field, &message, "write true or false, or leave it empty");
                None
            }
        }
    }

    /// A list, empty parts left out: separated by semicolons, or as the file does it.
    pub fn list(&self, field: &str) -> Vec<String> {
        match self.source(field) {
            Some(Source::Column(_, ReadAs::List(separator))) => {
                value::list(self.text(field), separator)
            }
            _ => value::parts(self.text(field)),
        }
    }

    /// Where the row comes from. Read it after the numbers, whose notes it takes over.
    pub fn provenance(&mut self) -> Option<Provenance> {
        let basis: Option<Basis> = self.choice("basis")?;
        let notes = [self.text("note"), &self.note];
        let notes: Vec<&str> = notes.into_iter().filter(|note| !note.is_empty()).collect();
        Some(Provenance {
            sources: self.list("source"),
            section: self.text("section").to_owned(),
            paragraph: self.text("paragraph").to_owned(),
            citations: self.list("citations"),
            basis: basis.unwrap_or_default(),
            note: notes.join("; "),
            file: Arc::clone(&self.part.sheet.file),
            line: self.line(),
        })
    }

    /// Reports something wrong with a cell, with its text.
    pub fn report(&mut self, field: &str, message: &str, suggestion: &str) {
        let mut problem = Problem::rejected(self.place(field), message).suggest(suggestion);
        let text = self.text(field);
        if !text.is_empty() {
            problem = problem.found(text);
        }
        self.problems.push(problem);
    }

    /// Reports a cell that cannot be read, as the file has it.
    fn refuse<T>(&mut self, field: &str, refusal: Refusal) -> Option<T> {
        let why = refusal.why.strip_prefix("it ").unwrap_or(&refusal.why);
        let is_sentence = why.len() != refusal.why.len();
        let message =
            if is_sentence { format!("{field} {why}") } else { format!("{field}: {why}") };
        let mut problem = Problem::rejected(self.place(field), message).suggest(refusal.suggestion);
        problem.replacement = refusal.replacement;
        self.problems.push(problem.found(self.part.field(self.at.0, self.at.1, field)));
        None
    }

    /// Tells something wrong with a cell that does not keep the file from being used.
    pub fn warn(&mut self, field: &str, message: &str, suggestion: &str) {
        let message = format!("{field}: {message}");
        let problem = Problem::warning(self.place(field), message).suggest(suggestion);
        self.problems.push(problem.found(self.text(field)));
    }

    /// The place of a field.
    pub fn place(&self, field: &str) -> Place {
        self.part.place(self.at.0, self.at.1, field)
    }

    /// The line on which the row begins.
    pub fn line(&self) -> u64 {
        self.part.sheet.grid.line(self.at.0)
    }

    fn source(&self, field: &str) -> Option<&Source> {
        self.part.reading.source(self.at.1, field)
    }
}
