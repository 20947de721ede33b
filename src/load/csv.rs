//! Comma-separated text as a table.

use std::collections::BTreeSet;
use std::sync::Arc;

use super::problem::{Place, Problem, Problems};
use super::source::RawFile;
use super::table::Table;
use super::text::{self, Lines};

/// The longest cell that is read, in bytes: longer ones are not text that a figure could hold.
const LONGEST_CELL: usize = 20_000;
/// The most columns that are read.
const MOST_COLUMNS: usize = 2_000;

/// Reads the file as a table named `name`. `None` where it holds no header to read by; whatever
/// is wrong is in `problems`.
pub fn table(file: &RawFile, name: &str, problems: &mut Problems) -> Option<Table> {
    let text = text::text(file, problems)?;
    if let Some(place) = text::stray_quote(text) {
        problems.push(
            Problem::error(
                Place::file(Arc::clone(&file.name)).line(place),
                "a quotation mark opens here and is not closed as it should be, so rows would be lost",
            )
            .suggest("close it, or double the quotation marks inside a quoted cell"),
        );
        return None;
    }
    let mut reader =
        csv::ReaderBuilder::new().has_headers(false).flexible(true).from_reader(text.as_bytes());
    let mut lines = Lines::new(text);
    let mut records = reader.records().map(|record| lines.place(record));
    let header = loop {
        match records.next() {
            None => {
                problems.push(nothing(file));
                return None;
            }
            Some(Ok(record)) if is_blank(&record) => {}
            Some(Ok(record)) => break record,
            Some(Err(error)) => {
                problems.push(unreadable_row(file, &error));
                return None;
            }
        }
    };
    if header.len() > MOST_COLUMNS {
        let message =
            format!("the header has {} cells, and {MOST_COLUMNS} can be read", header.len());
        let place = Place::file(Arc::clone(&file.name)).line(1);
        problems.push(Problem::error(place, message).suggest("keep the columns you need"));
        return None;
    }
    let headings = headings(file, &header, problems);
    let mut table = Table {
        name: name.to_owned(),
        subject: None,
        file: Arc::clone(&file.name),
        headings,
        rows: Vec::new(),
        rejected: 0,
    };
    rows(file, records, &mut table, problems);
    Some(table)
}

/// Takes in the rows; those that are none are told and counted.
fn rows(
    file: &RawFile,
    records: impl Iterator<Item = csv::Result<csv::StringRecord>>,
    table: &mut Table,
    problems: &mut Problems,
) {
    for record in records {
        match record {
            Ok(record) if is_blank(&record) => {}
            Ok(record) if record.iter().any(|cell| cell.len() > LONGEST_CELL) => {
                table.rejected += 1;
                problems.push(long_cell(file, &record));
            }
            Ok(record) if record.len() == table.headings.len() => table.rows.push(record),
            Ok(record) => {
                table.rejected += 1;
                problems.push(ragged(file, &record, table.headings.len()));
            }
            Err(error) => {
                table.rejected += 1;
                problems.push(unreadable_row(file, &error));
            }
        }
    }
}

fn nothing(file: &RawFile) -> Problem {
    let message =
        if file.bytes.is_empty() { "the file is empty (0 bytes)" } else { "the file has no rows" };
    Problem::error(Place::file(Arc::clone(&file.name)), message)
        .suggest("“sovereign-stack template” writes a table to start from")
}

/// Trimmed headings in lower case; blank and repeated ones are reported.
fn headings(file: &RawFile, header: &csv::StringRecord, problems: &mut Problems) -> Vec<String> {
    let line = header.position().map_or(1, csv::Position::line);
    let mut headings: Vec<String> = Vec::new();
    let mut known = BTreeSet::new();
    // Spreadsheets leave blank columns at the end, which hold nothing.
    let used = header.iter().enumerate().filter(|(_, cell)| !cell.trim().is_empty()).last();
    let used = used.map_or(0, |(index, _)| index + 1);
    for (index, cell) in header.iter().enumerate() {
        let heading = cell.trim().to_lowercase();
        let place = Place::file(Arc::clone(&file.name)).line(line).column(index as u64 + 1);
        if heading.is_empty() && index < used {
            problems.push(
                Problem::error(place, "the heading is empty").suggest("give the column a name"),
            );
        } else if !heading.is_empty() && !known.insert(heading.clone()) {
            problems.push(
                Problem::error(place, "two columns have the same heading")
                    .found(cell)
                    .suggest("rename or remove one of them"),
            );
        }
        headings.push(heading);
    }
    headings
}

fn is_blank(record: &csv::StringRecord) -> bool {
    record.iter().all(|cell| cell.trim().is_empty())
}

fn ragged(file: &RawFile, record: &csv::StringRecord, wanted: usize) -> Problem {
    let line = record.position().map_or(0, csv::Position::line);
    let found = record.len();
    let place = Place::file(Arc::clone(&file.name)).line(line).column(found.min(wanted) as u64);
    let cells = crate::model::number::counted(found, "cell");
    Problem::error(place, format!("the row has {cells} and the header has {wanted}"))
        .found(record.iter().collect::<Vec<_>>().join(","))
        .suggest("quote cells that hold commas, or add the missing ones")
}

fn long_cell(file: &RawFile, record: &csv::StringRecord) -> Problem {
    let line = record.position().map_or(0, csv::Position::line);
    let index = record.iter().position(|cell| cell.len() > LONGEST_CELL).unwrap_or(0);
    let place = Place::file(Arc::clone(&file.name)).line(line).column(index as u64 + 1);
    let cell = record.get(index).unwrap_or_default();
    Problem::error(
        place,
        format!("the cell is too long: {} bytes, and {LONGEST_CELL} can be read", cell.len()),
    )
    .found(cell)
    .suggest("shorten it; a quotation mark may be missing before it")
}

fn unreadable_row(file: &RawFile, error: &csv::Error) -> Problem {
    let line = error.position().map_or(1, csv::Position::line);
    Problem::error(Place::file(Arc::clone(&file.name)).line(line), error.to_string())
        .suggest("check the quotes and commas of this row")
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(bytes: &[u8]) -> (Option<Table>, Vec<String>) {
        let file = RawFile { name: Arc::from("a.csv"), bytes: bytes.to_vec() };
        let mut problems = Problems::default();
        let table = table(&file, "a", &mut problems);
        (table, problems.iter().map(ToString::to_string).collect())
    }

    #[test]
    fn a_byte_order_mark_capitals_and_blank_lines_do_not_matter() {
        let (table, problems) = read(b"\xEF\xBB\xBF\n ID ,Name\r\n1,a\r\n\r\n2,b\r\n");
        let table = table.unwrap();
        assert_eq!(table.headings, ["id", "name"]);
        assert_eq!(table.rows.len(), 2);
        assert!(problems.is_empty(), "{problems:?}");
    }

    #[test]
    fn lines_are_counted_as_an_editor_counts_them() {
        let lines = |text: &[u8]| -> Vec<u64> {
            let rows = read(text).0.unwrap().rows;
            rows.iter().filter_map(|row| Some(row.position()?.line())).collect()
        };
        assert_eq!(lines(b"a,b\n1,2\n3,4\n"), [2, 3]);
        assert_eq!(lines(b"a,b\r\n1,2\r\n3,4\r\n"), [2, 3]);
        assert_eq!(lines(b"a,b\r1,2\r3,4\r"), [2, 3]);
        assert_eq!(lines(b"\n\na,b\n\n1,2\n\r\n3,4"), [5, 7]);
        assert_eq!(lines(b"a,b\r\n\"1\r\n1\",2\r\n3,4"), [2, 4]);
    }

    #[test]
    fn every_ragged_row_is_told_and_counted() {
        let (table, problems) = read(b"a,b\n1\n1,2\n1,2,3\n");
        assert_eq!(table.unwrap().rejected, 2);
        assert_eq!(
            problems,
            [
                "a.csv:2:1: the row has 1 cell and the header has 2, found \"1\"; quote cells that \
                 hold commas, or add the missing ones",
                "a.csv:4:2: the row has 3 cells and the header has 2, found \"1,2,3\"; quote cells \
                 that hold commas, or add the missing ones",
            ]
        );
    }

    #[test]
    fn what_is_no_text_says_where() {
        let (_, problems) = read(b"a,b\n1,caf\xE9\n");
        assert!(
            problems[0].starts_with("a.csv:2:2: the file is not UTF-8 text: byte 0xE9"),
            "{problems:?}"
        );
        let (_, problems) = read(b"a,b\n\0,2\n");
        assert!(problems[0].starts_with("a.csv:2:1: the file holds a NUL byte"), "{problems:?}");
        for (bytes, kind) in [
            (b"\xFF\xFEa\0".as_slice(), "UTF-16"),
            (b"PK\x03\x04", "spreadsheet"),
            (b" {\"a\": 1}", "JSON"),
            (b"<html>", "web page"),
            (b"%PDF-1.7", "PDF"),
        ] {
            let (table, problems) = read(bytes);
            assert!(table.is_none() && problems.len() == 1, "{problems:?}");
            assert!(problems[0].contains(kind), "{problems:?}");
        }
    }

    #[test]
    fn a_stray_quotation_mark_swallows_no_row() {
        for (text, line) in [
            ("a,b\n1,\"open\n2,x\n3,y\n", 2),
            ("a,b\n1,x\n2,\"open\n3,\"again\n4,z\n", 3),
            ("a,b\n1,\"two\" words\n2,x\n", 2),
        ] {
            let (table, problems) = read(text.as_bytes());
            assert!(table.is_none(), "{text:?}");
            assert!(
                problems[0].starts_with(&format!("a.csv:{line}: a quotation mark")),
                "{problems:?}"
            );
        }
        let (table, problems) = read(b"a,b\n1,5\" pipe\n2,\"a \"\"b\"\" c\"\n3,\"x\ny\"\n");
        assert_eq!((table.unwrap().rows.len(), problems.len()), (3, 0), "{problems:?}");
    }

    #[test]
    fn huge_cells_and_headers_are_refused() {
        let (table, problems) = read(format!("a\n{}\n", "x".repeat(30_000)).as_bytes());
        assert_eq!(table.unwrap().rejected, 1);
        assert!(problems[0].contains("30000 bytes") && problems[0].len() < 300, "{problems:?}");
        assert!(read("a,".repeat(3000).as_bytes()).0.is_none());
    }

    #[test]
    fn blank_columns_at_the_end_do_no_harm() {
        let (table, problems) = read(b"a,b,,\n1,2,,\n");
        assert_eq!((table.unwrap().rows.len(), problems.len()), (1, 0), "{problems:?}");
    }

    #[test]
    fn empty_and_header_only_are_told_apart() {
        assert!(read(b"").1[0].contains("0 bytes"));
        assert!(read(b"\n\n").1[0].contains("no rows"));
        assert!(read(b"a,b\n").1.is_empty(), "a table of a package may have no rows");
    }
}
