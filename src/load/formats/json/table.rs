//! The rows of one part of a JSON document.

use std::sync::Arc;

use super::super::headings;
use super::grammar::{Cursor, Kind, Mistake};
use super::rows::{self, Rows};
use super::survey::{Candidate, Shape};
use crate::load::grid::Grid;
use crate::load::problem::{Place, Problem, Problems};
use crate::load::progress::Step;
use crate::load::sheet::{Format, Sheet};
use crate::load::text::line_breaks;
use crate::model::number::counted;

/// Reads the rows of a part of the document.
pub fn read(
    file: &Arc<str>,
    text: &str,
    chosen: &Candidate,
    problems: &mut Problems,
) -> Result<Sheet, Mistake> {
    let progress = problems.progress().clone();
    progress.begin(Step::Cells, text.len() as u64);
    let mut cursor = Cursor::new(text, chosen.start).watched_by(&progress);
    let mut lines = Lines { text, byte: 0, line: 1, number: chosen.shares_lines.then_some(0) };
    let mut rows = Rows::default();
    let mut refused = Vec::new();
    let mut header_line = None;
    let mut others = Vec::new();
    match chosen.shape {
        Shape::Objects => cursor.list(|cursor| {
            let line = lines.line(cursor.start());
            match cursor.kind() {
                Kind::Object => rows.object(cursor, line),
                kind => no_row(&mut rows, &mut refused, (cursor, kind, line), "an object"),
            }
        })?,
        Shape::Keyed => cursor.object(|cursor, key| {
            let line = lines.line(cursor.start());
            rows.keyed(&key, cursor, line)
        })?,
        Shape::Lists => {
            let header = chosen.header.map(|start| names(&mut Cursor::new(text, start)));
            let mut header = header.transpose()?;
            rows = Rows::with_headings(header.take().unwrap_or_default());
            let mut is_first = chosen.header.is_none();
            cursor.list(|cursor| {
                let start = cursor.start();
                if std::mem::take(&mut is_first)
                    && let Some(names) = header_row(&mut cursor.clone())?
                {
                    header_line = Some(lines.line(start));
                    rows = Rows::with_headings(names);
                    return cursor.skip().map(|_| ());
                }
                let line = lines.line(start);
                match cursor.kind() {
                    Kind::List => rows.list(cursor, line),
                    kind => no_row(&mut rows, &mut refused, (cursor, kind, line), "a list"),
                }
            })?;
        }
        Shape::Columns | Shape::NumberedColumns => (rows, others) = columns(&mut cursor)?,
    }
    let is_by_column = matches!(chosen.shape, Shape::Columns | Shape::NumberedColumns);
    let mut sheet = finished(file, rows, refused, problems);
    sheet.facts.format = Format::Json;
    sheet.facts.header_line = header_line;
    if !others.is_empty() {
        let remark = format!("only the columns are read, not {}", headings::listed(&others));
        sheet.facts.remarks.push(remark);
    }
    if chosen.shares_lines || is_by_column {
        let remark = "rows do not stand on lines of their own, so places are told by the number \
                      of the row, from 1";
        sheet.facts.remarks.push(remark.to_owned());
    }
    Ok(sheet)
}

/// Gives each row the line it begins on, or its number where lines do not tell rows apart.
struct Lines<'a> {
    text: &'a str,
    byte: usize,
    line: u64,
    number: Option<u64>,
}

impl Lines<'_> {
    fn line(&mut self, byte: usize) -> u64 {
        if let Some(number) = &mut self.number {
            *number += 1;
            return *number;
        }
        let passed = self.text.as_bytes().get(self.byte..byte).unwrap_or_default();
        self.line += line_breaks(passed);
        self.byte = byte;
        self.line
    }
}

/// Rows that could not be read as such: where they stand in the grid, and why.
pub type Refused = Vec<(usize, Problem)>;

/// Takes in what stands among rows and is none. Nothing but `null` is passed over.
fn no_row(
    rows: &mut Rows,
    refused: &mut Refused,
    (cursor, kind, line): (&mut Cursor<'_>, Kind, u64),
    wanted: &str,
) -> Result<(), Mistake> {
    let value = cursor.skip()?;
    if kind == Kind::Null {
        rows.blank.add(line);
        return Ok(());
    }
    let message = format!("this is no row like the others: {wanted} is wanted");
    refused.push((
        rows.grid.rows(),
        Problem::rejected(Place::default().line(line).column(1), message),
    ));
    rows.broken(value, line)
}

/// The names in a list.
pub fn names(cursor: &mut Cursor<'_>) -> Result<Vec<String>, Mistake> {
    let mut names = Vec::new();
    cursor.list(|cursor| {
        names.push(rows::cell(cursor)?.trim().to_owned());
        Ok(())
    })?;
    Ok(names)
}

/// The names in the first of several lists; `None` where it holds anything but texts, for then it is
/// a row like the others.
pub fn header_row(cursor: &mut Cursor<'_>) -> Result<Option<Vec<String>>, Mistake> {
    if cursor.kind() != Kind::List {
        return Ok(None);
    }
    let mut is_header = true;
    let mut look = cursor.clone();
    look.list(|cursor| {
        is_header &= matches!(cursor.peek(), Some(b'"' | b'n'));
        cursor.skip().map(|_| ())
    })?;
    if is_header { names(cursor).map(Some) } else { Ok(None) }
}

/// Rows from an object of columns, each a list or an object with the same names; and the names of
/// what stands among them and is no column.
fn columns(cursor: &mut Cursor<'_>) -> Result<(Rows, Vec<String>), Mistake> {
    let mut headings = Vec::new();
    let mut others = Vec::new();
    let mut columns = Grid::default();
    let mut first_names: Option<Vec<String>> = None;
    cursor.object(|cursor, name| {
        let start = cursor.clone();
        let mut cells: Vec<String> = Vec::new();
        let mut names = Vec::new();
        match cursor.kind() {
            Kind::List => cursor.list(|cursor| {
                cells.push(rows::cell(cursor)?.into_owned());
                Ok(())
            })?,
            Kind::Object => cursor.object(|cursor, name| {
                names.push(name.into_owned());
                cells.push(rows::cell(cursor)?.into_owned());
                Ok(())
            })?,
            Kind::Null | Kind::Scalar => {
                others.push(format!("“{name}”"));
                return cursor.skip().map(|_| ());
            }
        }
        // Cells that do not belong to the same row must not come to stand in one.
        let is_even = columns.rows() == 0 || columns.width(0) == cells.len();
        if !is_even || first_names.get_or_insert_with(|| names.clone()) != &names {
            let message = "this column has other rows than the first, so nobody knows which of \
                           their values belong together";
            return Err(start.mistake(message));
        }
        headings.push(name.trim().to_owned());
        let pushed = columns.push(0, cells.iter().map(String::as_str));
        pushed.map_err(|full| cursor.mistake(full.to_string()))
    })?;
    let mut rows = Rows::with_headings(headings);
    for row in 0..columns.width(0) {
        let cells = (0..columns.rows()).map(|column| columns.cell(column, row).unwrap_or_default());
        let pushed = rows.grid.push(row as u64 + 1, cells);
        pushed.map_err(|full| cursor.mistake(full.to_string()))?;
    }
    Ok((rows, others))
}

/// A sheet of rows, with what was odd about them in its remarks and in `problems`.
pub fn finished(
    file: &Arc<str>,
    mut rows: Rows,
    refused: Refused,
    problems: &mut Problems,
) -> Sheet {
    let place = |line: u64| Place::file(Arc::clone(file)).line(line);
    if rows.repeated.count > 0 {
        let values = counted(rows.repeated.count, "value");
        let message = format!(
            "{values} lost: another value of the same name follows in the same row and is read"
        );
        let problem = Problem::warning(place(rows.repeated.first), message);
        problems.push(problem.suggest("give each value of a row a name of its own"));
    }
    rows.grid.shrink();
    let width = (0..rows.grid.rows()).map(|row| rows.grid.width(row)).max().unwrap_or(0);
    for number in rows.headings.len() + 1..=width {
        rows.headings.push(format!("column {number}"));
    }
    let mut sheet = Sheet {
        file: Arc::clone(file),
        headings: rows.headings.iter().map(|heading| heading.trim().to_owned()).collect(),
        grid: rows.grid,
        ..Sheet::default()
    };
    sheet.refused = refused;
    for (_, problem) in &mut sheet.refused {
        problem.place.file = Arc::clone(file);
    }
    if rows.blank.count > 0 {
        let rows_of = counted(rows.blank.count, "row");
        let first = rows.blank.first;
        let remark = format!("{rows_of} without any value left out; the first is line {first}");
        sheet.facts.remarks.push(remark);
    }
    headings::tell_apart(&mut sheet);
    sheet
}
