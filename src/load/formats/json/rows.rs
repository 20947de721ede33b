//! Rows from JSON values: nested objects become columns with dotted names, lists become text.

use std::borrow::Cow;
use std::collections::BTreeMap;

use super::super::headings::MOST_COLUMNS;
use super::grammar::{Cursor, Kind, Mistake, compact};
use crate::load::grid::Grid;

/// What stands between the elements of a list in one cell.
const BETWEEN: &str = "; ";

/// Something that happened in several rows: how often, and the line of the first.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Tally {
    /// How often.
    pub count: usize,
    /// The line of the first.
    pub first: u64,
}

impl Tally {
    /// Counts once more.
    pub fn add(&mut self, line: u64) {
        if self.count == 0 {
            self.first = line;
        }
        self.count += 1;
    }
}

/// Rows that grow a column for each name that they meet.
#[derive(Debug, Default)]
pub struct Rows {
    /// The names of the columns, in the order in which they first came up.
    pub headings: Vec<String>,
    /// The rows so far.
    pub grid: Grid,
    /// Values that another of the same name in the same row took the place of.
    pub repeated: Tally,
    /// Rows without any value, which are left out.
    pub blank: Tally,
    columns: BTreeMap<String, usize>,
    cells: Vec<String>,
    /// For each column the number of the row that last had a value for it.
    filled: Vec<usize>,
    number: usize,
    /// Where the next value is looked for first: rows mostly have the same names in the same order.
    next: usize,
    path: String,
    line: u64,
}

impl Rows {
    /// With these columns, whatever else comes up.
    pub fn with_headings(headings: Vec<String>) -> Self {
        let mut rows = Self::default();
        for heading in headings {
            rows.add_column(&heading);
        }
        rows
    }

    /// Reads a row from an object.
    pub fn object(&mut self, cursor: &mut Cursor<'_>, line: u64) -> Result<(), Mistake> {
        self.begin(line);
        cursor.object(|cursor, name| self.member(cursor, &name))?;
        self.end(cursor)
    }

    /// Reads a row from an object, with a first cell for its name.
    pub fn keyed(&mut self, key: &str, cursor: &mut Cursor<'_>, line: u64) -> Result<(), Mistake> {
        self.begin(line);
        self.set(cursor, "key", key)?;
        if cursor.kind() == Kind::Object {
            cursor.object(|cursor, name| self.member(cursor, &name))?;
        } else {
            cursor.skip()?;
        }
        self.end(cursor)
    }

    /// Reads a row from a list, whose cells belong to the columns in order.
    pub fn list(&mut self, cursor: &mut Cursor<'_>, line: u64) -> Result<(), Mistake> {
        self.begin(line);
        let mut column = 0;
        cursor.list(|cursor| {
            let text = cell(cursor)?;
            if column >= MOST_COLUMNS {
                return Err(too_wide(cursor));
            }
            if self.cells.len() <= column {
                self.cells.push(String::new());
            }
            if let Some(cell) = self.cells.get_mut(column) {
                cell.push_str(&text);
            }
            column += 1;
            Ok(())
        })?;
        self.end(cursor)
    }

    /// Adds a row that is no row, as one cell of its text.
    pub fn broken(&mut self, text: &str, line: u64) -> Result<(), Mistake> {
        self.begin(line);
        let pushed = self.grid.push(line, [text]);
        pushed.map_err(|full| Mistake {
            byte: 0,
            message: full.to_string(),
            hint: None,
            is_limit: true,
        })
    }

    fn begin(&mut self, line: u64) {
        self.cells.iter_mut().for_each(String::clear);
        self.number += 1;
        self.next = 0;
        self.line = line;
    }

    fn end(&mut self, cursor: &Cursor<'_>) -> Result<(), Mistake> {
        let Some(last) = self.cells.iter().rposition(|cell| !cell.trim().is_empty()) else {
            self.blank.add(self.line);
            return Ok(());
        };
        let cells = self.cells.iter().take(last + 1).map(String::as_str);
        self.grid.push(self.line, cells).map_err(|full| cursor.mistake(full.to_string()))
    }

    fn member(&mut self, cursor: &mut Cursor<'_>, name: &str) -> Result<(), Mistake> {
        let length = self.path.len();
        if length > 0 {
            self.path.push('.');
        }
        self.path.push_str(name);
        let text = if cursor.kind() == Kind::Object {
            let mut is_nested = false;
            cursor.object(|cursor, name| {
                is_nested = true;
                self.member(cursor, &name)
            })?;
            (!is_nested).then_some(Cow::Borrowed(""))
        } else {
            Some(cell(cursor)?)
        };
        if let Some(text) = text {
            let path = std::mem::take(&mut self.path);
            self.set(cursor, &path, &text)?;
            self.path = path;
        }
        self.path.truncate(length);
        Ok(())
    }

    fn set(&mut self, cursor: &Cursor<'_>, name: &str, text: &str) -> Result<(), Mistake> {
        let is_next = self.headings.get(self.next).is_some_and(|heading| heading == name);
        let known = if is_next { Some(self.next) } else { self.columns.get(name).copied() };
        let column = match known {
            Some(column) => column,
            None if self.headings.len() >= MOST_COLUMNS => return Err(too_wide(cursor)),
            None => self.add_column(name),
        };
        self.next = column + 1;
        if let (Some(cell), Some(filled)) =
            (self.cells.get_mut(column), self.filled.get_mut(column))
        {
            if *filled == self.number {
                self.repeated.add(self.line);
            }
            *filled = self.number;
            cell.clear();
            cell.push_str(text);
        }
        Ok(())
    }

    fn add_column(&mut self, name: &str) -> usize {
        let column = self.headings.len();
        self.headings.push(name.to_owned());
        self.columns.insert(name.to_owned(), column);
        self.filled.push(0);
        if self.cells.len() <= column {
            self.cells.push(String::new());
        }
        column
    }
}

fn too_wide(cursor: &Cursor<'_>) -> Mistake {
    let message = format!("the rows have more than {MOST_COLUMNS} columns between them");
    Mistake { hint: Some("keep the columns you need"), is_limit: true, ..cursor.mistake(message) }
}

/// A value as the text of one cell: the elements of a list one after the other, and as JSON what is
/// nested deeper.
pub fn cell<'a>(cursor: &mut Cursor<'a>) -> Result<Cow<'a, str>, Mistake> {
    match cursor.kind() {
        Kind::Null | Kind::Scalar => cursor.scalar(),
        Kind::Object => cursor.skip().map(|text| Cow::Owned(compact(text))),
        Kind::List => {
            let text = cursor.skip()?;
            let mut cursor = Cursor::new(text, 0);
            let mut cell = String::new();
            let mut count = 0;
            let mut is_flat = true;
            cursor.list(|cursor| {
                match cursor.kind() {
                    Kind::Null | Kind::Scalar => {
                        let element = cursor.scalar()?;
                        // An element with the sign in it could not be told from two.
                        is_flat &= !element.contains(BETWEEN.trim_end());
                        cell.push_str(if count > 0 { BETWEEN } else { "" });
                        cell.push_str(&element);
                    }
                    Kind::List | Kind::Object => {
                        is_flat = false;
                        cursor.skip()?;
                    }
                }
                count += 1;
                Ok(())
            })?;
            Ok(Cow::Owned(if is_flat { cell } else { compact(text) }))
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn row(text: &str) -> (Vec<String>, Vec<String>) {
        let mut rows = Rows::default();
        rows.object(&mut Cursor::new(text, 0), 1).unwrap();
        let cells = rows.grid.cells(0).map(str::to_owned).collect();
        (rows.headings, cells)
    }

    #[test]
    fn nested_values_get_dotted_names() {
        let (headings, cells) =
            row(r#"{"start": {"year": "1880", "at": {"h": 5}}, "tags": ["a", 1.50, null], "x": {},
                "deep": [[1, 2], {"a": "b c"}], "on": true, "none": null, "last": "é"}"#);
        assert_eq!(
            headings,
            ["start.year", "start.at.h", "tags", "x", "deep", "on", "none", "last"]
        );
        assert_eq!(
            cells,
            ["1880", "5", "a; 1.50; ", "", r#"[[1,2],{"a":"b c"}]"#, "true", "", "é"]
        );
    }

    #[test]
    fn elements_that_hold_the_separator_stay_apart() {
        assert_eq!(row(r#"{"a": ["x; y", "z"]}"#).1, [r#"["x; y","z"]"#]);
    }

    #[test]
    fn the_last_of_two_values_with_one_name_is_read_and_the_other_counted() {
        let mut rows = Rows::default();
        for (line, text) in
            [(1, r#"{"a": 1}"#), (2, r#"{"a": 1, "a": 2}"#), (3, r#"{"b.c": 1, "b": {"c": 2}}"#)]
        {
            rows.object(&mut Cursor::new(text, 0), line).unwrap();
        }
        assert_eq!(rows.repeated, Tally { count: 2, first: 2 });
        assert_eq!((rows.grid.cell(1, 0), rows.grid.cell(2, 1)), (Some("2"), Some("2")));
    }

    #[test]
    fn rows_may_lack_columns_and_rows_without_values_are_counted() {
        let mut rows = Rows::default();
        for (line, text) in [(1, r#"{"a": 1}"#), (2, "{}"), (3, r#"{"b": 2}"#), (4, r#"{"a": 3}"#)]
        {
            rows.object(&mut Cursor::new(text, 0), line).unwrap();
        }
        let cells = |row: usize| rows.grid.cells(row).collect::<Vec<_>>();
        assert_eq!((cells(0), cells(1), cells(2)), (vec!["1"], vec!["", "2"], vec!["3"]));
        assert_eq!((rows.blank, rows.grid.line(2)), (Tally { count: 1, first: 2 }, 4));
    }
}
