//! Comma-separated text as a table.

use std::sync::Arc;

use super::problem::{Place, Problem, Problems};
use super::source::RawFile;
use super::table::Table;

/// Reads the file as a table named `name`. `None` where it holds no header to read by; whatever
/// is wrong is in `problems`.
pub fn table(file: &RawFile, name: &str, problems: &mut Problems) -> Option<Table> {
    let text = text(file, problems)?;
    let mut reader =
        csv::ReaderBuilder::new().has_headers(false).flexible(true).from_reader(text.as_bytes());
    let mut lines = Lines { text, byte: 0, line: 1 };
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
    let headings = headings(file, &header, problems);
    let mut table = Table {
        name: name.to_owned(),
        subject: None,
        file: Arc::clone(&file.name),
        headings,
        rows: Vec::new(),
        rejected: 0,
    };
    for record in records {
        match record {
            Ok(record) if is_blank(&record) => {}
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
    Some(table)
}

/// Gives each record the line it begins on. The reader's own count takes the end of a line that
/// ends in CR and LF, and blank lines, for part of what follows.
struct Lines<'a> {
    text: &'a str,
    /// How far lines have been counted.
    byte: usize,
    /// The line at that byte, from 1.
    line: u64,
}

impl Lines<'_> {
    fn place(&mut self, record: csv::Result<csv::StringRecord>) -> csv::Result<csv::StringRecord> {
        let mut record = record?;
        let Some(mut position) = record.position().cloned() else { return Ok(record) };
        let start = usize::try_from(position.byte()).unwrap_or(usize::MAX);
        let bytes = self.text.as_bytes();
        let breaks = |byte: &&u8| matches!(**byte, b'\r' | b'\n');
        let ends = bytes.iter().skip(start).take_while(breaks).count();
        let passed = bytes.get(self.byte..start + ends).unwrap_or_default();
        self.line += line_breaks(passed);
        self.byte = start + ends;
        position.set_line(self.line);
        record.set_position(Some(position));
        Ok(record)
    }
}

/// Line breaks of any kind: LF, CR and LF, or CR alone.
pub fn line_breaks(bytes: &[u8]) -> u64 {
    let mut breaks = 0;
    let mut last = 0;
    for byte in bytes {
        breaks += u64::from(*byte == b'\r' || (*byte == b'\n' && last != b'\r'));
        last = *byte;
    }
    breaks
}

/// The file as text without its byte order mark.
fn text<'a>(file: &'a RawFile, problems: &mut Problems) -> Option<&'a str> {
    let bytes = file.bytes.strip_prefix(b"\xEF\xBB\xBF").unwrap_or(&file.bytes);
    let place = || Place::file(Arc::clone(&file.name));
    if bytes.starts_with(b"\xFF\xFE") || bytes.starts_with(b"\xFE\xFF") {
        problems.push(
            Problem::error(place(), "the file is UTF-16 text, and this version reads UTF-8")
                .suggest("save it as “CSV UTF-8” in the spreadsheet"),
        );
        return None;
    }
    if bytes.starts_with(b"PK\x03\x04") {
        problems.push(
            Problem::error(place(), "this is a zip archive or a spreadsheet, not CSV text")
                .suggest("save the sheet as “CSV UTF-8” and open that"),
        );
        return None;
    }
    let before = bytes.get(..first_bad_byte(bytes).unwrap_or(0)).unwrap_or_default();
    let (line, column) = end_of(before);
    if bytes.contains(&0) {
        problems.push(
            Problem::error(
                place().line(line).column(column),
                "the file holds a NUL byte, so it is not a text file",
            )
            .suggest("export it again as “CSV UTF-8”"),
        );
        return None;
    }
    match std::str::from_utf8(bytes) {
        Ok(text) => Some(text),
        Err(error) => {
            let byte = bytes.get(error.valid_up_to()).copied().unwrap_or_default();
            problems.push(
                Problem::error(
                    place().line(line).column(column),
                    format!("the file is not UTF-8 text: byte {byte:#04X} stands alone"),
                )
                .suggest("save it as “CSV UTF-8” in the spreadsheet"),
            );
            None
        }
    }
}

/// Line and cell at which the bytes end. Commas in quotes count as well, which is near enough
/// where the text itself cannot be trusted.
fn end_of(bytes: &[u8]) -> (u64, u64) {
    let count = |bytes: &[u8], wanted: u8| bytes.split(|byte| *byte == wanted).count();
    let row = bytes.rsplit(|byte| *byte == b'\n').next().unwrap_or_default();
    (count(bytes, b'\n') as u64, count(row, b',') as u64)
}

/// Where the bytes stop being text.
fn first_bad_byte(bytes: &[u8]) -> Option<usize> {
    let nul = bytes.iter().position(|byte| *byte == 0);
    let invalid = std::str::from_utf8(bytes).err().map(|error| error.valid_up_to());
    nul.into_iter().chain(invalid).min()
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
    for (index, cell) in header.iter().enumerate() {
        let heading = cell.trim().to_lowercase();
        let place = Place::file(Arc::clone(&file.name)).line(line).column(index as u64 + 1);
        if heading.is_empty() {
            problems.push(
                Problem::error(place, "the heading is empty").suggest("give the column a name"),
            );
        } else if headings.contains(&heading) {
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
        let (_, problems) = read(b"\xFF\xFEa\0");
        assert!(problems[0].contains("UTF-16"), "{problems:?}");
    }

    #[test]
    fn empty_and_header_only_are_told_apart() {
        assert!(read(b"").1[0].contains("0 bytes"));
        assert!(read(b"\n\n").1[0].contains("no rows"));
        assert!(read(b"a,b\n").1.is_empty(), "a table of a package may have no rows");
    }
}
