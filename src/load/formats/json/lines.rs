//! JSON Lines: a value on each line.

use std::sync::Arc;

use super::grammar::{Cursor, Kind, Mistake};
use super::rows::Rows;
use super::table::{self, Refused};
use crate::load::problem::{Place, Problem, Problems};
use crate::load::sheet::{Format, Sheet};

/// The kind of the values, where the text is of several lines and the first of them holds a whole
/// row.
pub fn first(text: &str) -> Option<Kind> {
    let mut lines = numbered(text).map(|(_, line)| line);
    let mut cursor = Cursor::new(lines.next()?, 0);
    let kind = cursor.kind();
    let is_row = matches!(kind, Kind::Object | Kind::List) && cursor.skip().is_ok();
    (is_row && cursor.end().is_ok() && lines.next().is_some()).then_some(kind)
}

/// Reads the rows of a file. A line that is no JSON costs its row and no other.
pub fn sheet(file: &Arc<str>, text: &str, problems: &mut Problems) -> Option<Sheet> {
    let mut rows = Rows::default();
    let mut refused = Refused::new();
    let mut header_line = None;
    let mut replaced = 0;
    let mut is_first = true;
    let mut reached = 0;
    for (number, line) in numbered(text) {
        reached += line.len() + 1;
        if rows.grid.rows().is_multiple_of(CHUNK) && !problems.progress().reached(reached as u64) {
            return None;
        }
        let mut cursor = Cursor::new(line, 0);
        if std::mem::take(&mut is_first)
            && let Ok(Some(names)) = table::header_row(&mut cursor.clone())
        {
            rows = Rows::with_headings(names);
            header_line = Some(number);
            continue;
        }
        let read = row(&mut rows, &mut cursor, number);
        replaced += cursor.replaced;
        if let Err(mistake) = read {
            let place = Place::file(Arc::clone(file)).line(number).column(1);
            if rows.grid.rows() == refused.len() && refused.len() >= MOST_REFUSED {
                let message = "none of the first lines is JSON, so this is no file of JSON Lines";
                problems.push(Problem::error(place, message));
                return None;
            }
            let problem =
                Problem::rejected(place, format!("the line is no row: {}", mistake.message));
            let problem = problem.found(line.trim());
            let problem = match mistake.hint {
                Some(hint) => problem.suggest(hint),
                None => problem.suggest("write one object on each line"),
            };
            refused.push((rows.grid.rows(), problem));
            if let Err(full) = rows.broken(line.trim(), number) {
                problems.push(super::problem(Place::file(Arc::clone(file)), text, &full));
                return None;
            }
        }
    }
    if rows.grid.rows() == refused.len() {
        let place = Place::file(Arc::clone(file));
        problems.push(match refused.into_iter().next() {
            Some((_, first)) => Problem { severity: crate::load::Severity::Error, ..first },
            None => Problem::error(place, "the file has no rows"),
        });
        return None;
    }
    let mut sheet = table::finished(file, rows, refused, problems);
    sheet.facts.format = Format::JsonLines;
    sheet.facts.header_line = header_line;
    super::tell_replaced(&mut sheet, replaced, problems);
    Some(sheet)
}

/// After this many rows it is told how far the reading has come.
const CHUNK: usize = 4096;
/// After so many bad lines and no good one, the rest is not looked at.
const MOST_REFUSED: usize = 100;

/// Reads a row, once it is known that the whole line can be read.
fn row(rows: &mut Rows, cursor: &mut Cursor<'_>, line: u64) -> Result<(), Mistake> {
    let mut look = cursor.clone();
    look.skip()?;
    look.end()?;
    match cursor.kind() {
        Kind::Object => rows.object(cursor, line),
        Kind::List => rows.list(cursor, line),
        Kind::Null => {
            rows.blank.add(line);
            Ok(())
        }
        Kind::Scalar => Err(cursor.mistake("a single value stands here")),
    }
}

/// The lines that are not blank, with their numbers from 1.
fn numbered(text: &str) -> impl Iterator<Item = (u64, &str)> {
    let lines = text.split('\n').enumerate().map(|(index, line)| (index as u64 + 1, line));
    lines.filter(|(_, line)| !line.trim().is_empty())
}
