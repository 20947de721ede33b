//! One row being read: its fields as typed values, and what cannot be read told with its place.

use std::sync::Arc;

use super::fields::Fields;
use super::grid;
use super::problem::{Place, Problem, Problems};
use super::reading::{ReadAs, Source};
use super::shared::Shared;
use super::table::{Part, Table};
use super::value::{self, Refusal};
use crate::model::choice::{Choice, nearest};
use crate::model::indicator::{About, Indicator};
use crate::model::statement::Called;
use crate::model::{Basis, Known, Located, Provenance, RecordId, Said, Says, Unit};

/// One row being read. Each getter reports what it cannot read; read all cells before giving up
/// on a row, so that every problem is told at once.
pub struct Row<'a> {
    table: &'a Table,
    pub(super) part: &'a Part,
    fields: &'a Fields,
    /// The row in its file, and which of the records that it gives.
    pub(super) at: (usize, usize),
    /// Where it stands.
    place: grid::Place,
    /// Cells with markup, by column, without it.
    cleaned: Vec<(usize, String)>,
    /// The number read last, with its column: unit and qualifier may stand beside it.
    pub(super) number: Option<(usize, Known<value::Number>)>,
    problems: &'a mut Problems,
    pub(super) shared: &'a mut Shared,
}

/// The fields that a place in a source is told by.
const PLACE: [&str; 6] = ["basis", "note", "source", "section", "paragraph", "citations"];

impl<'a> Row<'a> {
    pub(super) fn new(
        (table, part, fields): (&'a Table, &'a Part, &'a Fields),
        at: (usize, usize),
        (problems, shared): (&'a mut Problems, &'a mut Shared),
    ) -> Self {
        fields.begin();
        let place = part.sheet.grid.place(at.0);
        let with_markup = fields.with_markup.iter();
        let cleaned =
            with_markup.map(|column| (*column, value::words(part.cell(at.0, *column)))).collect();
        Self { table, part, fields, at, place, cleaned, number: None, problems, shared }
    }
}

impl<'a> Row<'a> {
    /// The text of a field, trimmed; empty where the cell or the column is. Where a file has no
    /// column for the unit or the currency, it is the one that the number brings.
    pub fn text(&self, field: &'static str) -> &str {
        match self.source(field) {
            Some(Source::Column(column, ReadAs::Markup)) => {
                let cleaned = self.cleaned.iter().find(|(index, _)| index == column);
                cleaned.map_or("", |(_, text)| text)
            }
            Some(source) => self.said(source),
            None if matches!(field, "unit" | "currency") => self.unit_of_number(),
            None => "",
        }
    }

    /// The text at the source of a field, trimmed.
    fn said(&self, source: &'a Source) -> &'a str {
        match source {
            Source::Words(words) => words,
            source => source.column().map_or("", |column| self.read(column)),
        }
    }

    /// The text of a cell, corrected where the user did so, trimmed.
    pub(super) fn read(&self, column: usize) -> &'a str {
        let found = self.part.sheet.cell_at(self.place, column);
        if self.part.corrections.is_empty() {
            return found;
        }
        self.part.corrections.read(self.line(), column, found)
    }

    /// Name of the row's table.
    pub fn table(&self) -> &str {
        &self.table.name
    }

    /// The text of a field, trimmed; `None` where the file does not have it.
    pub fn cell(&self, field: &'static str) -> Option<&str> {
        self.source(field).map(|_| self.text(field))
    }

    /// A text that must be there, shared by the rows that have it.
    pub fn needed(&mut self, field: &'static str) -> Option<Arc<str>> {
        let word = self.word(field);
        if word.is_empty() {
            self.report(field, &format!("{field} is empty"), "fill it in");
            return None;
        }
        Some(word)
    }

    /// A text that must be there and that few rows share, such as a title: it is not looked for among
    /// those of a million others.
    pub fn needed_of_its_own(&mut self, field: &'static str) -> Option<Box<str>> {
        if self.text(field).is_empty() {
            self.needed(field)?;
        }
        Some(self.text(field).into())
    }

    /// The text of a field, trimmed, shared by the rows that have it; empty where the cell or the
    /// column is.
    pub fn word(&mut self, field: &'static str) -> Arc<str> {
        match self.source(field) {
            Some(Source::Column(_, ReadAs::Markup)) => {}
            Some(source) => return self.shared.word(self.said(source)),
            None if matches!(field, "unit" | "currency") => {}
            None => return Arc::default(),
        }
        let text = self.text(field).to_owned();
        self.shared.word(&text)
    }

    /// These words, shared by the rows for which they are said.
    pub fn share(&mut self, words: &str) -> Arc<str> {
        self.shared.word(words)
    }

    /// The unit that the field names; a count of nothing in particular where it names none.
    pub fn unit(&mut self) -> Unit {
        match self.source("unit") {
            None | Some(Source::Column(_, ReadAs::Markup)) => {}
            Some(source) => return self.shared.unit(self.said(source)),
        }
        let text = self.text("unit").to_owned();
        self.shared.unit(&text)
    }

    /// What the row says, in as little memory as may be.
    pub fn says(&mut self, says: Says) -> Said {
        Said::new(says.statement(|subject, indicator| self.shared.about(subject, indicator)))
    }

    /// What rows have in common that tell of the same in the same place.
    pub fn about(
        &mut self,
        [subject, measure, scope]: [Arc<str>; 3],
        unit: Unit,
        place: &Located,
    ) -> Arc<About> {
        let rows = if self.source("id").is_none() { self.rows() } else { Arc::default() };
        let provenance = Arc::clone(place.provenance());
        self.shared.about(subject, Indicator { measure, scope, unit, provenance, rows })
    }

    /// The row's id; rows of a table without an id column are named by their line.
    pub fn id(&mut self) -> Option<RecordId> {
        let Called { name, line, slot } = self.called()?;
        Some(match name {
            Some(name) => RecordId::Named(name),
            None => RecordId::Line { of: self.rows(), line, slot },
        })
    }

    /// The same without what all rows of the file have in common.
    pub fn called(&mut self) -> Option<Called> {
        let is_wide = self.part.reading.slots.len() > 1;
        let slot = if is_wide { u16::try_from(self.at.1 + 1).unwrap_or(u16::MAX) } else { 0 };
        let line = self.line_number();
        if self.source("id").is_none() {
            return Some(Called { name: None, line, slot });
        }
        let id = self.text("id");
        if id.is_empty() {
            self.report("id", "id is empty", "fill it in");
            return None;
        }
        let id = if is_wide { format!("{id} ({slot})") } else { id.to_owned() };
        Some(Called { name: Some(Arc::new(id)), line, slot: 0 })
    }

    /// What comes before the line in the names of its rows.
    fn rows(&mut self) -> Arc<str> {
        let file = match self.table.parts.as_slice() {
            [_] => None,
            _ => Some(&self.part.sheet.file),
        };
        self.shared.rows(&self.table.name, file)
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

    /// A list, empty parts left out: separated by semicolons, or as the file does it.
    pub fn list(&self, field: &'static str) -> Vec<String> {
        match self.source(field) {
            Some(Source::Column(_, ReadAs::List(separator))) => {
                value::list(self.text(field), separator)
            }
            _ => value::parts(self.text(field)),
        }
    }

    /// Where the row comes from. Read it after the numbers, whose notes it takes over.
    pub fn provenance(&mut self) -> Option<Located> {
        let of_number = match &self.number {
            Some((_, Known::Value(number))) => number.note.as_str(),
            _ => "",
        };
        let line = self.line_number();
        if of_number.is_empty()
            && self.part.corrections.is_empty()
            && let Some(plain) = &self.shared.plain
            && Arc::ptr_eq(&plain.file, &self.part.sheet.file)
        {
            return Some(Located::new(Arc::clone(plain), line));
        }
        let corrected = self.part.corrected(self.at.0);
        // What rows of a file without any of these columns say of their place is all the same.
        let has_own = of_number.is_empty()
            && corrected.is_empty()
            && PLACE.iter().all(|field| !self.part.reading.has(field));
        let notes = [self.text("note"), of_number, &corrected];
        let notes: Vec<&str> = notes.into_iter().filter(|note| !note.is_empty()).collect();
        let note = notes.join("; ");
        let basis: Option<Basis> = self.choice("basis")?;
        let provenance = self.shared.provenance(Provenance {
            sources: self.list("source"),
            section: self.text("section").to_owned(),
            paragraph: self.text("paragraph").to_owned(),
            citations: self.list("citations"),
            basis: basis.unwrap_or_default(),
            note,
            file: Arc::clone(&self.part.sheet.file),
        });
        if has_own {
            self.shared.plain = Some(Arc::clone(&provenance));
        }
        Some(Located::new(provenance, line))
    }

    /// Reports something wrong with a cell, with its text.
    pub fn report(&mut self, field: &'static str, message: &str, suggestion: &str) {
        let mut problem = Problem::rejected(self.place(field), message).suggest(suggestion);
        let text = self.text(field);
        if !text.is_empty() {
            problem = problem.found(text);
        }
        self.problems.push(problem);
    }

    /// Reports a cell that cannot be read, as the file has it.
    pub(super) fn refuse<T>(&mut self, field: &'static str, refusal: Refusal) -> Option<T> {
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
    pub fn warn(&mut self, field: &'static str, message: &str, suggestion: &str) {
        let message = format!("{field}: {message}");
        let problem = Problem::warning(self.place(field), message).suggest(suggestion);
        self.problems.push(problem.found(self.text(field)));
    }

    /// The place of a field.
    pub fn place(&self, field: &'static str) -> Place {
        self.part.place(self.at.0, self.at.1, field)
    }

    /// The line on which the row begins.
    pub fn line(&self) -> u64 {
        self.part.sheet.grid.line(self.at.0)
    }

    fn line_number(&self) -> u32 {
        u32::try_from(self.line()).unwrap_or(u32::MAX)
    }

    pub(super) fn source(&self, field: &'static str) -> Option<&'a Source> {
        self.fields.source(&self.part.reading, field)
    }
}
