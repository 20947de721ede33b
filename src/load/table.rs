//! A table of text cells, and the reader that turns its rows into records.

use std::sync::Arc;

use super::problem::{Place, Problem, Problems};
use crate::model::choice::{Choice, nearest};
use crate::model::{Basis, DateRange, Known, Provenance, Qualifier};

/// A column that a table may have.
#[derive(Clone, Copy, Debug)]
pub struct Column {
    /// Its heading.
    pub name: &'static str,
    /// Whether the table is useless without it.
    pub is_needed: bool,
    /// A value for the template.
    pub example: &'static str,
}

impl Column {
    /// A column the table cannot do without.
    pub const fn needed(name: &'static str, example: &'static str) -> Self {
        Self { name, is_needed: true, example }
    }

    /// A column it can do without.
    pub const fn optional(name: &'static str, example: &'static str) -> Self {
        Self { name, is_needed: false, example }
    }
}

/// What a table holds, by name.
#[derive(Clone, Copy, Debug)]
pub struct TableSpec {
    /// Name of the resource in a data package, and stem of its file.
    pub name: &'static str,
    /// Its own columns; the provenance columns may follow in every table.
    pub columns: &'static [Column],
}

/// The columns that say where a row comes from, allowed in every table.
pub const PROVENANCE: &[Column] = &[
    Column::optional("source", "A"),
    Column::optional("section", "Key findings"),
    Column::optional("paragraph", "1"),
    Column::optional("citations", "3;4"),
    Column::optional("basis", "stated"),
    Column::optional("note", ""),
];

impl TableSpec {
    /// Every column, the provenance columns last.
    pub fn all_columns(&self) -> impl Iterator<Item = &'static Column> + use<> {
        self.columns.iter().chain(PROVENANCE)
    }

    /// Whether the column belongs to the table.
    pub fn has(&self, name: &str) -> bool {
        self.all_columns().any(|column| column.name == name)
    }

    /// The needed columns that these headings lack.
    pub fn missing<'a>(&self, headings: &'a [String]) -> Vec<&'static str>
    where
        Self: 'a,
    {
        self.columns
            .iter()
            .filter(|column| column.is_needed && !headings.iter().any(|h| h == column.name))
            .map(|column| column.name)
            .collect()
    }
}

/// A file with one row per fact, as text.
#[derive(Clone, Debug)]
pub struct Table {
    /// Name of the table: `funding`.
    pub name: String,
    /// What its rows are about, where the package says so: `Chinese robotics`.
    pub subject: Option<String>,
    /// The file it was read from.
    pub file: Arc<str>,
    /// Headings, trimmed and in lower case.
    pub headings: Vec<String>,
    /// Rows, each with one cell per heading.
    pub rows: Vec<csv::StringRecord>,
    /// Rows that could not be read as rows at all.
    pub rejected: usize,
}

/// The records of a table, and how many rows gave none.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Records<T> {
    /// In the order of the file.
    pub items: Vec<T>,
    /// Rows refused, each with a problem.
    pub rejected: usize,
}

impl<T> Default for Records<T> {
    fn default() -> Self {
        Self { items: Vec::new(), rejected: 0 }
    }
}

impl Table {
    /// Turns every row into a record. A row for which `record` gives none has reported why.
    pub fn records<T>(
        &self,
        problems: &mut Problems,
        mut record: impl FnMut(&mut Row<'_>) -> Option<T>,
    ) -> Records<T> {
        let mut records = Records { items: Vec::new(), rejected: self.rejected };
        for cells in &self.rows {
            let mut row = Row { table: self, cells, problems: &mut *problems };
            match record(&mut row) {
                Some(item) => records.items.push(item),
                None => records.rejected += 1,
            }
        }
        records
    }

    fn index(&self, column: &str) -> Option<usize> {
        self.headings.iter().position(|heading| heading == column)
    }
}

/// The largest number that is read: a million times the world's yearly output in dollars is less.
const LARGEST: f64 = 1e18;
/// The smallest above zero.
const SMALLEST: f64 = 1e-9;

/// Line breaks inside the cells before this one.
pub fn breaks_before(cells: &csv::StringRecord, index: usize) -> u64 {
    cells.iter().take(index).map(|cell| super::text::line_breaks(cell.as_bytes())).sum()
}

/// One row being read. Each getter reports what it cannot read; read all cells before giving up
/// on a row, so that every problem is told at once.
pub struct Row<'a> {
    table: &'a Table,
    cells: &'a csv::StringRecord,
    problems: &'a mut Problems,
}

impl Row<'_> {
    /// Name of the row's table.
    pub fn table(&self) -> &str {
        &self.table.name
    }

    /// The cell's text, trimmed; `None` where the table has no such column.
    pub fn cell(&self, column: &str) -> Option<&str> {
        self.table.index(column).map(|index| self.cells.get(index).unwrap_or("").trim())
    }

    /// The cell's text, trimmed; empty where the cell or the column is.
    pub fn text(&self, column: &str) -> &str {
        self.cell(column).unwrap_or("")
    }

    /// A text that must be there.
    pub fn needed(&mut self, column: &'static str) -> Option<String> {
        let text = self.text(column).to_owned();
        if text.is_empty() {
            self.report(column, &format!("{column} is empty"), "fill it in");
            return None;
        }
        Some(text)
    }

    /// The row's id; rows of a table without an id column are named by their line.
    pub fn id(&mut self) -> Option<String> {
        if self.table.index("id").is_none() {
            return Some(format!("{} line {}", self.table.name, self.line()));
        }
        self.needed("id")
    }

    /// A number in base units. Empty is not stated, `undisclosed` is withheld.
    pub fn number(&mut self, column: &'static str) -> Option<Known<f64>> {
        let text = self.text(column);
        if text.is_empty() {
            return Some(Known::NotStated);
        }
        if text.eq_ignore_ascii_case("undisclosed") {
            return Some(Known::Undisclosed);
        }
        // `f64` also reads "nan", "inf" and "infinity", which no source means.
        let looks_numeric = text.bytes().all(|byte| b"0123456789+-.eE".contains(&byte));
        match text.parse::<f64>() {
            Ok(value)
                if looks_numeric
                    && (value.abs() > LARGEST || (value != 0.0 && value.abs() < SMALLEST)) =>
            {
                self.report(
                    column,
                    &format!("{column} is out of range"),
                    "numbers from 1e-9 to 1e18 can be drawn",
                );
                None
            }
            Ok(value) if value.is_finite() && looks_numeric => Some(Known::Value(value)),
            _ => {
                self.report(
                    column,
                    &format!("{column} is not a number"),
                    "write digits without unit or separators, like 362000000, or leave it empty",
                );
                None
            }
        }
    }

    /// A number that cannot be below zero.
    pub fn amount(&mut self, column: &'static str) -> Option<Known<f64>> {
        let number = self.number(column)?;
        if number.value().is_some_and(|value| *value < 0.0) {
            self.report(column, &format!("{column} is below zero"), "write it without a minus");
            return None;
        }
        Some(number)
    }

    /// A date; empty is not stated.
    pub fn date(&mut self, column: &'static str) -> Option<Known<DateRange>> {
        let text = self.text(column);
        if text.is_empty() {
            return Some(Known::NotStated);
        }
        if let Some(date) = DateRange::parse(text) {
            return Some(Known::Value(date));
        }
        self.report(
            column,
            &format!("{column} is not a date"),
            "write 2026-03-05, 2026-03, 2026-Q1, 2026 or early Feb 2026, or leave it empty",
        );
        None
    }

    /// A word of a closed list; empty is `None` inside.
    #[expect(clippy::option_option, reason = "outside: unreadable; inside: empty")]
    pub fn choice<C: Choice>(&mut self, column: &'static str) -> Option<Option<C>> {
        let text = self.text(column);
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
        self.report(column, &format!("{column} is not on the list"), &suggestion);
        None
    }

    /// A word of a closed list that must be there.
    pub fn needed_choice<C: Choice>(&mut self, column: &'static str) -> Option<C> {
        let choice = self.choice(column)?;
        if choice.is_none() {
            self.report(column, &format!("{column} is empty"), &format!("write {}", C::keys()));
        }
        choice
    }

    /// How exactly the number is stated; exact where the cell is empty.
    pub fn qualifier(&mut self) -> Option<Qualifier> {
        self.choice("qualifier").map(Option::unwrap_or_default)
    }

    /// Yes, no, or not stated.
    pub fn flag(&mut self, column: &'static str) -> Option<Known<bool>> {
        match self.text(column).to_lowercase().as_str() {
            "" => Some(Known::NotStated),
            "true" | "yes" => Some(Known::Value(true)),
            "false" | "no" => Some(Known::Value(false)),
            _ => {
                let message = format!("{column} is neither true nor false");
                self.report(column, &message, "write true or false, or leave it empty");
                None
            }
        }
    }

    /// A list separated by semicolons, empty parts left out.
    pub fn list(&self, column: &str) -> Vec<String> {
        self.text(column)
            .split(';')
            .map(str::trim)
            .filter(|part| !part.is_empty())
            .map(str::to_owned)
            .collect()
    }

    /// Where the row comes from.
    pub fn provenance(&mut self) -> Option<Provenance> {
        let basis: Option<Basis> = self.choice("basis")?;
        Some(Provenance {
            sources: self.list("source"),
            section: self.text("section").to_owned(),
            paragraph: self.text("paragraph").to_owned(),
            citations: self.list("citations"),
            basis: basis.unwrap_or_default(),
            note: self.text("note").to_owned(),
            file: Arc::clone(&self.table.file),
            line: self.line(),
        })
    }

    /// Reports something wrong with a cell, with its text.
    pub fn report(&mut self, column: &str, message: &str, suggestion: &str) {
        let mut problem = Problem::error(self.place(column), message).suggest(suggestion);
        let text = self.text(column);
        if !text.is_empty() {
            problem = problem.found(text);
        }
        self.problems.push(problem);
    }

    /// Tells something wrong with a cell that does not keep the file from being used.
    pub fn warn(&mut self, column: &str, message: &str, suggestion: &str) {
        let message = format!("{column}: {message}");
        let problem = Problem::warning(self.place(column), message).suggest(suggestion);
        self.problems.push(problem.found(self.text(column)));
    }

    /// The place of a cell. A quoted cell may span lines: the ones before it in the row count.
    pub fn place(&self, column: &str) -> Place {
        let place = Place::file(Arc::clone(&self.table.file));
        let Some(index) = self.table.index(column) else {
            return place.line(self.line());
        };
        place.line(self.line() + breaks_before(self.cells, index)).column(index as u64 + 1)
    }

    /// The line on which the row begins.
    pub fn line(&self) -> u64 {
        self.cells.position().map_or(0, csv::Position::line)
    }
}
