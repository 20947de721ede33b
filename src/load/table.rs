//! A table: rows of one or more files, read by its fields.

use std::sync::Arc;

use super::corrections::Corrections;
use super::problem::{Place, Problem, Problems};
use super::reading::{Reading, Source};
use super::sheet::Sheet;

/// The longest cell that is read, in bytes: longer ones are not text that a figure could hold.
pub const LONGEST_CELL: usize = 20_000;

/// The rows of one file, and how they are read.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Part {
    /// The rows.
    pub sheet: Arc<Sheet>,
    /// Which column feeds which field.
    pub reading: Reading,
    /// What the user put in the place of texts that cannot be read.
    pub corrections: Corrections,
    /// Whether a row that ends early is a mistake, as in a data package; spreadsheets leave out
    /// blank cells at the end.
    pub wants_every_cell: bool,
}

impl Part {
    /// The text of a cell, corrected where the user did so, without the spaces around it.
    pub fn cell(&self, row: usize, column: usize) -> &str {
        let found = self.sheet.cell(row, column);
        if self.corrections.is_empty() {
            return found;
        }
        self.corrections.read(self.sheet.grid.line(row), column, found)
    }

    /// What the user put in the place of cells of the row, in words; empty where nothing.
    pub fn corrected(&self, row: usize) -> String {
        if self.corrections.is_empty() {
            return String::new();
        }
        let said: Vec<String> = self.sheet.headings.iter().enumerate().filter_map(|(column, heading)| {
            let (found, read) = (self.sheet.cell(row, column), self.cell(row, column));
            (found != read).then(|| {
                let name = super::import::named(heading, column);
                format!("{name} read as “{read}” by the user’s correction, where the file has “{found}”")
            })
        }).collect();
        said.join("; ")
    }

    /// The text of a field of a row; empty where the file does not have the field.
    pub fn field(&self, row: usize, slot: usize, field: &str) -> &str {
        self.reading.source(slot, field).map_or("", |source| self.text(row, source))
    }

    /// The text of a row at the source of a field.
    pub fn text<'a>(&'a self, row: usize, source: &'a Source) -> &'a str {
        match source {
            Source::Words(words) => words,
            source => source.column().map_or("", |column| self.cell(row, column)),
        }
    }

    /// The place of a field of a row.
    pub fn place(&self, row: usize, slot: usize, field: &str) -> Place {
        let place = Place::file(Arc::clone(&self.sheet.file));
        match self.reading.source(slot, field).and_then(Source::column) {
            Some(column) => place.line(self.sheet.line(row, column)).column(column as u64 + 1),
            None => place.line(self.sheet.grid.line(row)),
        }
    }

    /// What is wrong with a row as a whole: more cells than there are headings, and the surplus not
    /// blank, for then a sign between cells too many has moved them; a cell that is no text; or
    /// what was found wrong with it when the file was read.
    pub fn misfit(&self, row: usize) -> Option<Problem> {
        let (found, wanted) = (self.sheet.grid.width(row), self.sheet.headings.len());
        let place = || Place::file(Arc::clone(&self.sheet.file)).line(self.sheet.grid.line(row));
        let refused = &self.sheet.refused;
        if let Ok(found) = refused.binary_search_by_key(&row, |(row, _)| *row) {
            return refused.get(found).map(|(_, problem)| problem.clone());
        }
        let is_long = |cell: &str| cell.len() > LONGEST_CELL;
        // Most rows are shorter than that as a whole.
        if self.sheet.grid.length(row) > LONGEST_CELL
            && let Some(column) = self.sheet.grid.cells(row).position(is_long)
        {
            let cell = self.sheet.cell(row, column);
            let message = format!(
                "the cell is too long: {} bytes, and {LONGEST_CELL} can be read",
                cell.len()
            );
            let problem = Problem::rejected(place().column(column as u64 + 1), message).found(cell);
            return Some(problem.suggest("shorten it; a quotation mark may be missing before it"));
        }
        let is_surplus = found > wanted
            && self.sheet.grid.cells(row).skip(wanted).any(|cell| !cell.trim().is_empty());
        let is_short = self.wants_every_cell && found < wanted;
        (is_surplus || is_short).then(|| {
            let cells = crate::model::number::counted(found, "cell");
            let message = format!("the row has {cells} and the header has {wanted}");
            let text = self.sheet.grid.cells(row).collect::<Vec<_>>().join(",");
            Problem::rejected(place().column(found.min(wanted) as u64), message)
                .found(text)
                .suggest("quote cells that hold commas, or add the missing ones")
        })
    }

    /// How many of its rows these problems leave out.
    pub fn rows_rejected(&self, problems: &Problems) -> usize {
        problems.rejected_rows(&self.sheet.file, |line| self.sheet.grid.row_line(line))
    }

    /// The slots of a row that hold anything: of a wide table the blank ones give no record, but a
    /// row that is blank throughout still gives its first.
    pub(super) fn slots(&self, row: usize) -> impl Iterator<Item = usize> {
        let slots = &self.reading.slots;
        let is_filled = move |slot: &usize| {
            slots.get(*slot).is_some_and(|fields| {
                fields.iter().any(|(_, source)| {
                    source.column().is_some_and(|column| !self.cell(row, column).is_empty())
                })
            })
        };
        let filled = (0..slots.len()).filter(is_filled);
        let none = (0..slots.len()).all(|slot| !is_filled(&slot));
        filled.chain(none.then_some(0))
    }
}

/// A file with one row per fact, or several of the same kind.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Table {
    /// Name of the table: `funding`.
    pub name: String,
    /// What its rows are about, where the package says so: `Chinese robotics`.
    pub subject: Option<String>,
    /// The files it is read from; one, but for files of the same kind that are opened together.
    pub parts: Vec<Part>,
}

/// The records of a table, and how many rows gave none.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Records<T> {
    /// In the order of the file.
    pub items: Vec<T>,
    /// Records refused, each with a problem. Where any record of a row is refused, all of them are.
    pub rejected: usize,
}

impl<T> Default for Records<T> {
    fn default() -> Self {
        Self { items: Vec::new(), rejected: 0 }
    }
}

impl Table {
    /// A table whose columns are called after its fields and written as our own tables write them.
    pub fn plain(name: impl Into<String>, sheet: Sheet) -> Self {
        let reading = Reading::plain(&sheet.headings);
        let part =
            Part { sheet: Arc::new(sheet), reading, wants_every_cell: true, ..Part::default() };
        Self { name: name.into(), parts: vec![part], ..Self::default() }
    }

    /// What to call its file in messages.
    pub fn file(&self) -> Arc<str> {
        self.parts.first().map(|part| Arc::clone(&part.sheet.file)).unwrap_or_default()
    }

    /// How many rows its files hold.
    pub fn rows_read(&self) -> usize {
        self.parts.iter().map(|part| part.sheet.grid.rows()).sum()
    }

    /// How many of its rows these problems leave out.
    pub fn rows_rejected(&self, problems: &Problems) -> usize {
        self.parts.iter().map(|part| part.rows_rejected(problems)).sum()
    }

    /// Whether any of its files has the field.
    pub fn has(&self, field: &str) -> bool {
        self.parts.iter().any(|part| part.reading.source(0, field).is_some())
    }

    /// Every row as it is written, with the file it stands in.
    pub fn rows(&self) -> impl Iterator<Item = (&Part, usize)> {
        self.parts.iter().flat_map(|part| (0..part.sheet.grid.rows()).map(move |row| (part, row)))
    }
}
