//! What a JSON document holds that could be a table, found in one pass that keeps nothing else.

use super::grammar::{Cursor, Kind, Mistake};
use crate::load::progress::Progress;

/// How rows and columns are written.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Shape {
    /// A list of objects: each is a row.
    Objects,
    /// A list of lists: each is a row, the first the header.
    Lists,
    /// An object of objects that are alike: each is a row, its name the first cell.
    Keyed,
    /// An object of lists: each is a column.
    Columns,
    /// An object of objects whose names count from 0: each is a column.
    NumberedColumns,
}

/// A part of the document that could be a table.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Candidate {
    /// The names on the way to it with points between them; empty for the document itself.
    pub path: String,
    /// The byte at which it begins.
    pub start: usize,
    /// How its rows and columns are written.
    pub shape: Shape,
    /// How many rows it has, or columns where they are what it lists.
    pub count: usize,
    /// Whether two rows begin on the same line, so that lines do not tell them apart.
    pub shares_lines: bool,
    /// For lists, the byte at which a list with the names of the columns begins.
    pub header: Option<usize>,
}

/// The tables of a document, and what else it holds.
#[derive(Clone, Debug, Default)]
pub struct Survey {
    /// In the order of the document.
    pub candidates: Vec<Candidate>,
    /// The paths of the first members of each object on the way to a candidate.
    pub members: Vec<String>,
    /// Halves of surrogate pairs that were read as U+FFFD.
    pub replaced: usize,
}

/// The most parts and names that are kept; a document may hold millions.
const MOST: usize = 200;

/// How many objects deep a table may lie.
const DEEPEST_TABLE: usize = 3;

/// Names of the list of column names beside a list of lists.
const HEADERS: [&str; 4] = ["columns", "fields", "header", "headers"];

/// Reads the whole document once.
pub fn survey(text: &str, progress: &Progress) -> Result<Survey, Mistake> {
    let mut survey = Survey::default();
    let mut cursor = Cursor::new(text, 0).watched_by(progress);
    match cursor.kind() {
        Kind::List => {
            let list = list(text, &mut cursor)?;
            survey.add(String::new(), &list);
        }
        Kind::Object => {
            object(text, &mut cursor, ("", 0), &mut survey)?;
        }
        Kind::Null | Kind::Scalar => drop(cursor.skip()?),
    }
    cursor.end()?;
    survey.replaced = cursor.replaced;
    Ok(survey)
}

/// The elements of a list, by kind.
struct List {
    start: usize,
    objects: usize,
    lists: usize,
    others: usize,
    shares_lines: bool,
}

impl Survey {
    fn add(&mut self, path: String, list: &List) {
        let shape = match (list.objects, list.lists) {
            (0, 0) => return,
            (objects, lists) if objects >= lists => Shape::Objects,
            _ => Shape::Lists,
        };
        let candidate = Candidate {
            path,
            start: list.start,
            shape,
            count: list.objects + list.lists + list.others,
            shares_lines: list.shares_lines,
            header: None,
        };
        self.keep(candidate);
    }

    fn keep(&mut self, candidate: Candidate) {
        if self.candidates.len() < MOST {
            self.candidates.push(candidate);
        }
    }
}

fn list(text: &str, cursor: &mut Cursor<'_>) -> Result<List, Mistake> {
    let start = cursor.start();
    let mut list = List { start, objects: 0, lists: 0, others: 0, shares_lines: false };
    let mut before: Option<usize> = None;
    cursor.list(|cursor| {
        let start = cursor.start();
        list.shares_lines |= before.is_some_and(|before| !is_broken(text, before, start));
        before = Some(start);
        match cursor.kind() {
            Kind::Object => list.objects += 1,
            Kind::List => list.lists += 1,
            Kind::Null | Kind::Scalar => list.others += 1,
        }
        cursor.skip().map(|_| ())
    })?;
    Ok(list)
}

/// Whether a line ends between two bytes of the text.
fn is_broken(text: &str, from: usize, to: usize) -> bool {
    let between = text.as_bytes().get(from..to).unwrap_or_default();
    between.contains(&b'\n') || between.contains(&b'\r')
}

/// What the members of an object are.
#[derive(Default)]
struct Members {
    names: Vec<String>,
    count: usize,
    objects: usize,
    others: usize,
    /// Members that are objects or nothing but share no name with the first.
    strangers: usize,
    first: Vec<String>,
    /// Lengths of the lists that hold neither lists nor objects.
    columns: Vec<usize>,
    column_count: usize,
    header: Option<usize>,
    before: Option<usize>,
    shares_lines: bool,
}

impl Members {
    fn nest(&mut self, names: Vec<String>) {
        self.objects += 1;
        if self.objects == 1 {
            self.first = names;
        } else if !names.iter().any(|name| self.first.contains(name)) {
            self.strangers += 1;
        }
    }

    fn column(&mut self, length: usize) {
        self.column_count += 1;
        if self.columns.len() < MOST {
            self.columns.push(length);
        }
    }

    /// What the object is, taken as a whole.
    fn shape(&self) -> Option<Shape> {
        let is_numbered = self.first.first().is_some_and(|name| name == "0")
            && self.first.iter().all(|name| name.bytes().all(|byte| byte.is_ascii_digit()));
        let of_equal_length = self.columns.first().is_some_and(|first| *first > 1)
            && self.columns.len() > 1
            && self.columns.windows(2).all(|pair| matches!(pair, [one, other] if one == other));
        if self.count == 0 {
            None
        } else if self.objects == self.count && is_numbered && self.strangers == 0 {
            Some(Shape::NumberedColumns)
        } else if self.objects == self.count && self.count > 1 && self.strangers == 0 {
            Some(Shape::Keyed)
        } else if self.column_count == self.count && self.columns.iter().any(|length| *length > 0)
            || self.column_count + self.others == self.count && of_equal_length
        {
            Some(Shape::Columns)
        } else {
            None
        }
    }
}

/// Reads an object that lies so deep, and gives the names of its first members.
fn object(
    text: &str,
    cursor: &mut Cursor<'_>,
    (path, depth): (&str, usize),
    survey: &mut Survey,
) -> Result<Vec<String>, Mistake> {
    let start = cursor.start();
    let known = survey.candidates.len();
    let mut members = Members::default();
    let within = |name: &str| match path {
        "" => name.to_owned(),
        path => format!("{path}.{name}"),
    };
    cursor.object(|cursor, name| {
        members.count += 1;
        if members.names.len() < MOST {
            members.names.push(name.clone().into_owned());
        }
        let start = cursor.start();
        let before = members.before.replace(start);
        members.shares_lines |= before.is_some_and(|before| !is_broken(text, before, start));
        match cursor.kind() {
            Kind::List => {
                let list = list(text, cursor)?;
                if list.objects + list.lists == 0 {
                    members.column(list.others);
                    if HEADERS.contains(&name.to_lowercase().as_str()) {
                        members.header = Some(list.start);
                    }
                }
                survey.add(within(&name), &list);
            }
            Kind::Object if depth < DEEPEST_TABLE => {
                let names = object(text, cursor, (&within(&name), depth + 1), survey)?;
                members.nest(names);
            }
            Kind::Object => {
                members.objects += 1;
                members.strangers += 1;
                cursor.skip()?;
            }
            Kind::Null | Kind::Scalar => {
                members.others += 1;
                cursor.skip()?;
            }
        }
        Ok(())
    })?;
    let mut inside = survey.candidates.iter_mut().skip(known);
    // The names of columns may stand before or after the rows.
    if let Some(rows) = inside.find(|found| found.shape == Shape::Lists) {
        rows.header = members.header;
    }
    if let Some(shape) = members.shape() {
        // Lists within its rows are cells, not tables.
        let lists = matches!(shape, Shape::Columns);
        survey.candidates.truncate(if lists { survey.candidates.len() } else { known });
        let (path, count) = (path.to_owned(), members.count);
        let shares_lines = members.shares_lines;
        survey.keep(Candidate { path, start, shape, count, shares_lines, header: None });
    }
    let room = MOST.saturating_sub(survey.members.len());
    survey.members.extend(members.names.iter().take(room).map(|name| within(name)));
    Ok(members.names)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn found(text: &str) -> Vec<(String, Shape, usize)> {
        let candidates = survey(text, &Progress::default()).unwrap().candidates;
        candidates.into_iter().map(|found| (found.path, found.shape, found.count)).collect()
    }

    #[test]
    fn every_way_to_write_a_table_is_found() {
        for (text, shape, count) in [
            (r#"[{"a": 1}, {"b": 2}]"#, Shape::Objects, 2),
            (r#"[["a"], [1], [2]]"#, Shape::Lists, 3),
            (r#"{"x": {"a": 1}, "y": {"a": 2, "b": 3}}"#, Shape::Keyed, 2),
            (r#"{"a": [1, 2], "b": [3, null]}"#, Shape::Columns, 2),
            (r#"{"a": {"0": 1, "1": 2}, "b": {"0": 3, "1": 4}}"#, Shape::NumberedColumns, 2),
        ] {
            assert_eq!(found(text), [(String::new(), shape, count)], "{text}");
        }
        for text in ["1", "{}", "[]", "[1, 2]", r#"{"a": 1}"#, r#"{"a": {"b": 1}, "c": {"d": 2}}"#]
        {
            assert_eq!(found(text), [], "{text}");
        }
    }

    #[test]
    fn tables_inside_objects_are_found_by_path() {
        let text = r#"{"title": {"text": {"headline": "T"}}, "scale": "human",
            "events": [{"a": 1}], "eras": [{"b": 1}, {"b": 2}]}"#;
        assert_eq!(
            found(text),
            [("events".to_owned(), Shape::Objects, 1), ("eras".to_owned(), Shape::Objects, 2)]
        );
        let text = r#"{"timeline": {"headline": "T", "date": [{"a": 1}, {"a": 2}]}}"#;
        assert_eq!(found(text), [("timeline.date".to_owned(), Shape::Objects, 2)]);
        let text = r#"{"a": {"n": 1, "runs": [{"x": 1}]}, "b": {"n": 2, "runs": []}}"#;
        assert_eq!(found(text), [(String::new(), Shape::Keyed, 2)]);
        let text = r#"{"columns": ["a", "b"], "index": [0, 1], "data": [[1, 2], [3, 4]]}"#;
        let data = survey(text, &Progress::default()).unwrap().candidates.remove(0);
        assert_eq!((data.path.as_str(), data.shape, data.header), ("data", Shape::Lists, Some(12)));
    }

    #[test]
    fn rows_that_share_a_line_are_noticed() {
        assert!(
            survey(r#"[{"a": 1}, {"a": 2}]"#, &Progress::default()).unwrap().candidates[0]
                .shares_lines
        );
        assert!(
            !survey("[{\"a\": 1},\n{\"a\": 2}]", &Progress::default()).unwrap().candidates[0]
                .shares_lines
        );
    }
}
