//! Text with a sign between cells, cut into rows and cells.

use std::collections::BTreeSet;
use std::sync::Arc;

use super::grid::Grid;
use super::problem::{Place, Problem, Problems};
use super::sheet::Sheet;
use super::source::RawFile;
use super::table::Table;
use super::text::{self, Lines};

/// The most columns that are read.
const MOST_COLUMNS: usize = 2_000;

/// How a text is cut into cells.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Dialect {
    /// The sign between cells; one byte long in UTF-8.
    pub delimiter: u8,
    /// The sign around cells that hold it or line breaks; one byte long in UTF-8.
    pub quote: u8,
    /// Lines to pass over before the header.
    pub preamble: u64,
    /// Rows of the header; none where the columns have no names.
    pub header_rows: usize,
    /// The sign that begins a line to pass over.
    pub comment: Option<u8>,
}

impl Default for Dialect {
    /// RFC 4180: commas, double quotation marks, one header.
    fn default() -> Self {
        Self { delimiter: b',', quote: b'"', preamble: 0, header_rows: 1, comment: None }
    }
}

/// Reads a file of a data package as the table `name`: UTF-8 in the default dialect. `None` where
/// it holds no header to read by; whatever is wrong is in `problems`.
pub fn table(file: &RawFile, name: &str, problems: &mut Problems) -> Option<Table> {
    let text = text::text(file, problems)?;
    let sheet = sheet(&file.name, text, &Dialect::default(), problems)?;
    check_headings(&sheet, problems);
    Some(Table::plain(name, sheet))
}

/// Reports headings that are blank or stand twice.
fn check_headings(sheet: &Sheet, problems: &mut Problems) {
    let place = Place::file(Arc::clone(&sheet.file)).line(sheet.facts.header_line.unwrap_or(1));
    // Spreadsheets leave blank columns at the end, which hold nothing.
    let used = sheet.headings.iter().rposition(|heading| !heading.is_empty()).map_or(0, |i| i + 1);
    let mut known = BTreeSet::new();
    for (index, heading) in sheet.headings.iter().take(used).enumerate() {
        let place = place.clone().column(index as u64 + 1);
        if heading.is_empty() {
            let problem = Problem::error(place, "the heading is empty");
            problems.push(problem.suggest("give the column a name"));
        } else if !known.insert(heading.to_lowercase()) {
            let problem = Problem::error(place, "two columns have the same heading");
            problems.push(problem.found(heading).suggest("rename or remove one of them"));
        }
    }
}

/// Cuts a text into rows and cells.
pub fn sheet(
    file: &Arc<str>,
    text: &str,
    dialect: &Dialect,
    problems: &mut Problems,
) -> Option<Sheet> {
    let place = || Place::file(Arc::clone(file));
    if let Some(line) = text::stray_quote(text, dialect) {
        let message = "a quotation mark opens here and is not closed as it should be, so rows \
                       would be lost";
        let hint = "close it, or double the quotation marks inside a quoted cell";
        problems.push(Problem::error(place().line(line), message).suggest(hint));
        return None;
    }
    let mut lines = Lines::new(text);
    lines.skip(dialect.preamble);
    let mut reader = ::csv::ReaderBuilder::new()
        .has_headers(false)
        .flexible(true)
        .delimiter(dialect.delimiter)
        .quote(dialect.quote)
        .comment(dialect.comment)
        .from_reader(lines.rest().as_bytes());
    let mut record = ::csv::StringRecord::new();
    let mut sheet =
        Sheet { file: Arc::clone(file), grid: Grid::with_room(text.len()), ..Sheet::default() };
    let mut header: Vec<(u64, ::csv::StringRecord)> = Vec::new();
    loop {
        match reader.read_record(&mut record) {
            Ok(false) => break,
            Ok(true) => {
                let line = lines.line_of(&record);
                if is_blank(&record) {
                    continue;
                }
                if header.len() < dialect.header_rows {
                    header.push((line, record.clone()));
                } else if let Err(full) = sheet.grid.push(line, &record) {
                    problems.push(Problem::unreadable(place(), full.to_string()));
                    return None;
                }
            }
            Err(error) => {
                let line = error.position().map_or(1, ::csv::Position::line);
                problems.push(Problem::error(place().line(line), error.to_string()));
                return None;
            }
        }
    }
    sheet.grid.shrink();
    if header.len() < dialect.header_rows.max(1) && sheet.grid.rows() == 0 {
        problems.push(nothing(file, text));
        return None;
    }
    sheet.facts.delimiter = Some(char::from(dialect.delimiter));
    sheet.facts.header_line = header.last().map(|(line, _)| *line);
    sheet.facts.preamble = dialect.preamble;
    sheet.headings = headings(&header, &sheet.grid);
    if sheet.headings.len() > MOST_COLUMNS {
        let message = format!(
            "the header has {} cells, and {MOST_COLUMNS} can be read",
            sheet.headings.len()
        );
        let line = sheet.facts.header_line.unwrap_or(1);
        let problem = Problem::error(place().line(line), message);
        problems.push(problem.suggest("keep the columns you need"));
        return None;
    }
    Some(sheet)
}

fn nothing(file: &Arc<str>, text: &str) -> Problem {
    let message =
        if text.is_empty() { "the file is empty (0 bytes)" } else { "the file has no rows" };
    Problem::error(Place::file(Arc::clone(file)), message)
        .suggest("“sovereign-stack template” writes a table to start from")
}

/// The headings, those of several rows above each other joined; columns without a header are
/// numbered.
fn headings(header: &[(u64, ::csv::StringRecord)], grid: &Grid) -> Vec<String> {
    if header.is_empty() {
        let width = (0..grid.rows()).map(|row| grid.width(row)).max().unwrap_or(0);
        return (1..=width).map(|number| format!("column {number}")).collect();
    }
    let width = header.iter().map(|(_, row)| row.len()).max().unwrap_or(0);
    let cells = |column: usize| header.iter().filter_map(move |(_, row)| row.get(column));
    (0..width)
        .map(|column| {
            let words: Vec<&str> =
                cells(column).map(str::trim).filter(|cell| !cell.is_empty()).collect();
            words.join(" ")
        })
        .collect()
}

fn is_blank(record: &::csv::StringRecord) -> bool {
    record.iter().all(|cell| cell.trim().is_empty())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(bytes: &[u8]) -> (Option<Table>, Vec<String>) {
        let file = RawFile { name: Arc::from("a.csv"), bytes: bytes.to_vec() };
        let mut problems = Problems::default();
        let table = table(&file, "a", &mut problems);
        if let Some(table) = &table {
            table.records(&mut problems, |_| Some(()));
        }
        (table, problems.iter().map(ToString::to_string).collect())
    }

    #[test]
    fn a_byte_order_mark_capitals_and_blank_lines_do_not_matter() {
        let (table, problems) = read(b"\xEF\xBB\xBF\n ID ,Name\r\n1,a\r\n\r\n2,b\r\n");
        let table = table.unwrap();
        assert!(table.has("id") && table.has("name"));
        assert_eq!(table.rows_read(), 2);
        assert!(problems.is_empty(), "{problems:?}");
    }

    #[test]
    fn lines_are_counted_as_an_editor_counts_them() {
        let lines = |text: &[u8]| -> Vec<u64> {
            let table = read(text).0.unwrap();
            table.rows().map(|(part, row)| part.sheet.grid.line(row)).collect()
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
        assert_eq!(table.unwrap().rows_read(), 3);
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
        assert_eq!((table.unwrap().rows_read(), problems.len()), (3, 0), "{problems:?}");
    }

    #[test]
    fn huge_cells_and_headers_are_refused() {
        let (table, problems) = read(format!("a\n{}\n", "x".repeat(30_000)).as_bytes());
        assert_eq!(table.unwrap().rows_read(), 1);
        assert!(problems[0].contains("30000 bytes") && problems[0].len() < 300, "{problems:?}");
        assert!(read("a,".repeat(3000).as_bytes()).0.is_none());
    }

    #[test]
    fn blank_columns_at_the_end_do_no_harm() {
        let (table, problems) = read(b"a,b,,\n1,2,,\n");
        assert_eq!((table.unwrap().rows_read(), problems.len()), (1, 0), "{problems:?}");
    }

    #[test]
    fn empty_and_header_only_are_told_apart() {
        assert!(read(b"").1[0].contains("0 bytes"));
        assert!(read(b"\n\n").1[0].contains("no rows"));
        assert!(read(b"a,b\n").1.is_empty(), "a table of a package may have no rows");
    }
}
