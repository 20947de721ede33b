//! Text with a sign between cells, as a table: the strict way of data packages, and the lenient one.

use std::collections::BTreeSet;
use std::sync::Arc;

use super::contents::Text;
use super::formats::cutter::{Comments, Oddity};
use super::formats::headings;
use super::formats::pieces::{self, End, Odd, Piece};
use super::grid::Grid;
use super::problem::{Place, Problem, Problems};
use super::progress::Step;
use super::sheet::Sheet;
use super::source::RawFile;
use super::table::Table;
use super::text;
use crate::model::number::counted;

/// How a text is cut into cells.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Dialect {
    /// The sign between cells; `None` where a line is a cell.
    pub delimiter: Option<u8>,
    /// The sign around cells that hold the delimiter or line breaks; one byte long in UTF-8.
    pub quote: u8,
    /// Lines to pass over before the header.
    pub preamble: u64,
    /// Rows of the header; none where the columns have no names.
    pub header_rows: usize,
    /// What a line to pass over begins with.
    pub comment: Option<&'static str>,
    /// Whether spaces may stand between a delimiter and a quotation mark.
    pub has_padding: bool,
}

impl Default for Dialect {
    /// RFC 4180: commas, double quotation marks, one header.
    fn default() -> Self {
        Self {
            delimiter: Some(b','),
            quote: b'"',
            preamble: 0,
            header_rows: 1,
            comment: None,
            has_padding: false,
        }
    }
}

/// Reads a file of a data package as the table `name`: UTF-8 in the default dialect. `None` where
/// it holds no header to read by; whatever is wrong is in `problems`.
pub fn table(file: &RawFile, name: &str, problems: &mut Problems) -> Option<Table> {
    let text = text::text(file, problems)?;
    let rows = Rows::cut(&file.name, &text, &Dialect::default(), problems)?;
    if let Some(line) = rows.quotes.first {
        let message = "a quotation mark opens here and is not closed as it should be, so rows \
                       would be lost";
        let hint = "close it, or double the quotation marks inside a quoted cell";
        let place = Place::file(Arc::clone(&file.name)).line(line);
        problems.push(Problem::error(place, message).suggest(hint));
        return None;
    }
    let mut sheet = rows.sheet(&file.name, &Dialect::default());
    sheet.facts.encoding = Some("utf-8".to_owned());
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

/// Cuts a user's own text into rows and cells. What is wrong with single rows is a warning here, or
/// left to [`Part::misfit`](super::table::Part::misfit) to reject them for.
pub fn sheet(
    file: &Arc<str>,
    text: &Text,
    dialect: &Dialect,
    problems: &mut Problems,
) -> Option<Sheet> {
    let rows = Rows::cut(file, text, dialect, problems)?;
    let place = |line: u64| Place::file(Arc::clone(file)).line(line);
    rows.quotes.tell(place, problems);
    let comments = rows.comments;
    let mut sheet = rows.sheet(file, dialect);
    if comments.count > 0 {
        let lines = counted(comments.count as usize, "line");
        let sign = dialect.comment.unwrap_or_default();
        let remark = format!(
            "{lines} passed over as comments, for beginning with “{sign}”: the first is line {}",
            comments.first
        );
        sheet.facts.remarks.push(remark);
    }
    headings::tell_apart(&mut sheet);
    tell_short_rows(&sheet, place, problems);
    Some(sheet)
}

/// The rows of a text, cut.
struct Rows {
    header: Grid,
    body: Grid,
    quotes: Quotes,
    comments: Comments,
}

impl Rows {
    /// `None` where there are none, or one is far too large; why is in `problems`.
    fn cut(
        file: &Arc<str>,
        text: &Text,
        dialect: &Dialect,
        problems: &mut Problems,
    ) -> Option<Self> {
        problems.progress().begin(Step::Cells, text.len() as u64);
        let Piece { header, body, comments, oddities, end } =
            pieces::cut(text, dialect, problems.progress());
        match end {
            End::Reached => {}
            End::Cancelled => return None,
            End::Refused(line, refusal) => {
                let place = Place::file(Arc::clone(file)).line(line);
                let problem = Problem::error(place, refusal.to_string());
                let hint = "keep the rows and columns you need; a quotation mark or a line break \
                            may be missing";
                problems.push(problem.suggest(hint));
                return None;
            }
        }
        if header.rows() < dialect.header_rows.max(1) && body.rows() == 0 {
            problems.push(nothing(file, text));
            return None;
        }
        let mut quotes = Quotes::default();
        for Odd { row, line, oddity } in oddities {
            quotes.note(row, line, oddity);
        }
        Some(Self { header, body, quotes, comments })
    }

    fn sheet(self, file: &Arc<str>, dialect: &Dialect) -> Sheet {
        let mut sheet = Sheet { file: Arc::clone(file), ..Sheet::default() };
        sheet.facts.delimiter = dialect.delimiter.map(char::from);
        let header_rows = self.header.rows();
        sheet.facts.header_line = header_rows.checked_sub(1).map(|row| self.header.line(row));
        let first = if header_rows > 0 { self.header.line(0) } else { self.body.line(0) };
        sheet.facts.preamble = first.saturating_sub(1);
        sheet.headings = headings(&self.header, &self.body);
        sheet.grid = self.body;
        let torn = self.quotes.torn.into_iter();
        sheet.refused = torn.map(|row| (row, unclosed(&sheet, row))).collect();
        sheet
    }
}

/// The most warnings of one kind that stand for themselves; a file may be wrong in every line.
const MOST_ALIKE: usize = 100;

/// Quotation marks that do not stand where they should.
#[derive(Default)]
struct Quotes {
    /// The line of the first, of whatever kind.
    first: Option<u64>,
    /// The rows below the header in which one is not closed.
    torn: Vec<usize>,
    /// The line of the header in which one is not closed.
    torn_header: Option<u64>,
    /// The first lines with words after a closing one, and how many there are in all.
    words: Vec<u64>,
    all_words: usize,
}

impl Quotes {
    /// Takes note of one in a row below the header, or in the header where there is no row.
    fn note(&mut self, row: Option<usize>, line: u64, oddity: Oddity) {
        self.first.get_or_insert(line);
        match (oddity, row) {
            (Oddity::Spaces, _) => {}
            (Oddity::Words, _) => {
                self.all_words += 1;
                if self.words.len() <= MOST_ALIKE {
                    self.words.push(line);
                }
            }
            (Oddity::Unclosed, Some(row)) => self.torn.push(row),
            (Oddity::Unclosed, None) => self.torn_header = Some(line),
        }
    }

    /// Warns of those that no row is rejected for.
    fn tell(&self, place: impl Fn(u64) -> Place, problems: &mut Problems) {
        let hint = "double the quotation marks inside a quoted cell";
        let message = "words follow a closing quotation mark; they are read as part of the cell";
        for line in self.words.iter().take(MOST_ALIKE) {
            problems.push(Problem::warning(place(*line), message).suggest(hint));
        }
        if let Some(line) = self.words.get(MOST_ALIKE) {
            let rest = counted(self.all_words - MOST_ALIKE, "more line");
            let message = format!("{rest} from here on have words after a closing quotation mark");
            problems.push(Problem::warning(place(*line), message).suggest(hint));
        }
        if let Some(line) = self.torn_header {
            let message = "a quotation mark opens in the header and is not closed; it is read as \
                           part of the heading";
            problems.push(Problem::warning(place(line), message).suggest("close it"));
        }
    }
}

/// Says how many rows end before the last column that has a name. Spreadsheets leave blank cells at
/// the end out, so they are read.
fn tell_short_rows(sheet: &Sheet, place: impl Fn(u64) -> Place, problems: &mut Problems) {
    let used = sheet.headings.iter().rposition(|heading| !heading.is_empty()).map_or(0, |i| i + 1);
    let is_read =
        |row: &usize| sheet.refused.binary_search_by_key(row, |(refused, _)| *refused).is_err();
    let is_short = |row: &usize| sheet.grid.width(*row) < used && is_read(row);
    let mut short = (0..sheet.grid.rows()).filter(is_short);
    let Some(first) = short.next() else { return };
    let rows = match short.count() {
        0 => "1 row has".to_owned(),
        more => format!("{} rows have", more + 1),
    };
    let message =
        format!("{rows} fewer cells than the {used} columns; the missing ones are read as blank");
    let problem = Problem::warning(place(sheet.grid.line(first)), message);
    problems.push(problem.suggest("look at this line, the first of them, if that is not meant"));
}

fn nothing(file: &Arc<str>, text: &str) -> Problem {
    let message =
        if text.is_empty() { "the file is empty (0 bytes)" } else { "the file has no rows" };
    Problem::error(Place::file(Arc::clone(file)), message)
        .suggest("“sovereign-stack template” writes a table to start from")
}

/// The headings, those of several rows above each other joined; columns without a header are
/// numbered. A row that leaves columns blank, above another one, names groups of columns: its names
/// go for the columns to the right as well.
fn headings(header: &Grid, body: &Grid) -> Vec<String> {
    if header.rows() == 0 {
        let width = (0..body.rows()).map(|row| body.width(row)).max().unwrap_or(0);
        return (1..=width).map(|number| format!("column {number}")).collect();
    }
    let width = (0..header.rows()).map(|row| header.width(row)).max().unwrap_or(0);
    let mut words: Vec<Vec<&str>> = vec![Vec::new(); width];
    for row in 0..header.rows() {
        let filled = header.cells(row).filter(|cell| !cell.trim().is_empty()).count();
        let is_group = row + 1 < header.rows() && filled * 2 <= width;
        let mut last = "";
        for (column, words) in words.iter_mut().enumerate() {
            let cell = header.cell(row, column).unwrap_or_default().trim();
            let has_below = (row + 1..header.rows())
                .any(|row| header.cell(row, column).is_some_and(|cell| !cell.trim().is_empty()));
            if !cell.is_empty() {
                last = cell;
            }
            let word = if cell.is_empty() && is_group && has_below { last } else { cell };
            if !word.is_empty() {
                words.push(word);
            }
        }
    }
    words.into_iter().map(|words| words.join(" ")).collect()
}

/// A row in which a quotation mark opens and is not closed, so that nobody knows where its cells
/// end.
fn unclosed(sheet: &Sheet, row: usize) -> Problem {
    // It opens in the last cell, which goes on to the end of what was taken for the row.
    let column = sheet.grid.width(row) as u64;
    let place = Place::file(Arc::clone(&sheet.file)).line(sheet.grid.line(row)).column(column);
    let text = sheet.grid.cells(row).collect::<Vec<_>>().join(",");
    Problem::rejected(place, "a quotation mark opens in this row and is not closed")
        .found(text)
        .suggest("close it, or double the quotation marks inside a quoted cell")
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(bytes: &[u8]) -> (Option<Table>, Vec<String>) {
        let file = RawFile { name: Arc::from("a.csv"), bytes: bytes.to_vec().into() };
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
