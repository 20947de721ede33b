//! How a text is cut into cells, found by trying.
//!
//! Each sign that may stand between cells is tried on the beginning of the text. The right one cuts
//! it into rows of one width, into many cells, and leaves no cell with other signs in it that are
//! not part of a number. Multiplying how regular the rows are by how clean the cells are is the idea
//! of van den Burg, Nazábal and Sutton, “Wrangling messy CSV files by detecting row and type
//! patterns” (2019); the measures are simpler ones of our own.

use super::cell_kind::{CellKind, kind};
use super::cutter::{Cutter, MOST_COLUMNS, Oddity};
use super::encoding::line_at;
use super::header::{self, Header, usual};
use crate::load::csv::Dialect;
use crate::load::grid::Grid;
use crate::model::number::counted;

/// The signs that may stand between cells, the commonest first.
const DELIMITERS: [u8; 4] = [b',', b';', b'\t', b'|'];
/// What comments begin with.
const COMMENTS: [&str; 2] = ["#", "//"];
/// How much of the text is looked at.
const SAMPLE_BYTES: usize = 64 * 1024;
const SAMPLE_ROWS: usize = 200;
/// Below this no sign cuts the text into a table, and each line is a cell.
const LEAST_SCORE: f64 = 0.1;

/// How a text is cut into cells, and what to say of that.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Found {
    /// How to cut it.
    pub dialect: Dialect,
    /// The headings, where they stand in a comment, and its line.
    pub headings: Option<(u64, Vec<String>)>,
    /// What a reader should know, in sentences.
    pub remarks: Vec<String>,
}

/// Finds how the text is cut into cells.
pub fn find(text: &str) -> Found {
    let sample = sample(text);
    let mut dialect = Dialect { header_rows: 0, comment: comment(sample), ..Dialect::default() };
    // A first line for spreadsheets: `sep=;`.
    if let Some(told) = told_delimiter(sample) {
        dialect.delimiter = Some(told);
        dialect.preamble = 1;
    } else {
        dialect.delimiter = None;
        dialect.delimiter = delimiter(sample, &dialect);
    }
    dialect.quote = quote(sample, &dialect);
    dialect.has_padding = has_padding(sample, &dialect);
    let (grid, _) = cut(sample, &dialect);
    if dialect.comment.is_none() {
        dialect.comment = comment_among_rows(&grid);
    }
    let (grid, _) = cut(sample, &dialect);
    place_header(sample, dialect, &grid)
}

/// The beginning of the text, up to the end of a line.
fn sample(text: &str) -> &str {
    if text.len() <= SAMPLE_BYTES {
        return text;
    }
    let start = text.get(..text.floor_char_boundary(SAMPLE_BYTES)).unwrap_or_default();
    let end = start.rfind(['\n', '\r']).map_or(start.len(), |end| end + 1);
    start.get(..end).unwrap_or_default()
}

/// The first rows of the sample, and how many of them have odd quotation marks. Rows far too wide
/// end it: they are refused later, with their line.
fn cut(sample: &str, dialect: &Dialect) -> (Grid, usize) {
    let mut grid = Grid::default();
    let mut cutter = Cutter::new(sample, dialect);
    let mut odd = 0;
    while grid.rows() < SAMPLE_ROWS
        && let Ok(Some(cut)) = cutter.next(&mut grid)
    {
        odd += usize::from(cut.oddity.is_some_and(|(_, oddity)| oddity != Oddity::Spaces));
    }
    (grid, odd)
}

/// The lines of a text, however they end.
fn lines(text: &str) -> impl Iterator<Item = &str> {
    text.split(['\n', '\r']).map(str::trim).filter(|line| !line.is_empty())
}

fn told_delimiter(sample: &str) -> Option<u8> {
    let first = sample.split(['\n', '\r']).next().unwrap_or_default();
    let sign = first.trim_matches('"').strip_prefix("sep=")?;
    DELIMITERS.into_iter().find(|delimiter| sign.as_bytes() == [*delimiter])
}

/// What the comments before the first row begin with.
fn comment(sample: &str) -> Option<&'static str> {
    let first = lines(sample).next()?;
    let sign = COMMENTS.into_iter().find(|sign| first.starts_with(sign))?;
    let after = first.strip_prefix(sign).unwrap_or_default().trim_start();
    // `#,Name` is a header with a column of numbers.
    let is_cell = after.is_empty() || after.starts_with([',', ';', '\t', '|', '"']);
    let has_rows = lines(sample).any(|line| !line.starts_with(sign));
    (!is_cell && has_rows).then_some(sign)
}

/// What comments among the rows begin with: lines that are one cell where rows are several.
fn comment_among_rows(grid: &Grid) -> Option<&'static str> {
    let width = usual(grid, Grid::width);
    let is_comment = |sign: &&str| {
        let mut marked = (0..grid.rows()).filter(|row| begins(grid, *row, sign)).peekable();
        marked.peek().is_some() && width > 1 && marked.all(|row| grid.width(row) == 1)
    };
    COMMENTS.into_iter().find(is_comment)
}

fn begins(grid: &Grid, row: usize, sign: &str) -> bool {
    grid.cell(row, 0).is_some_and(|cell| cell.trim_start().starts_with(sign))
}

/// The sign that cuts the sample into the best table; `None` where none does.
fn delimiter(sample: &str, dialect: &Dialect) -> Option<u8> {
    let mut best = (LEAST_SCORE, None);
    for delimiter in DELIMITERS.into_iter().filter(|sign| sample.as_bytes().contains(sign)) {
        let dialect = Dialect { delimiter: Some(delimiter), ..dialect.clone() };
        let (grid, odd) = cut(sample, &dialect);
        // A first row of too many cells is refused, rather than taken for one cell.
        if grid.rows() == 0 && sample.matches(char::from(delimiter)).count() > MOST_COLUMNS {
            return Some(delimiter);
        }
        let quoted_well = 1.0 - odd as f64 / grid.rows().max(1) as f64 / 2.0;
        let score = score(&grid, delimiter) * quoted_well;
        if score > best.0 {
            best = (score, Some(delimiter));
        }
    }
    best.1
}

/// How much like a table the rows are: from 0, not at all, towards 1.
fn score(grid: &Grid, delimiter: u8) -> f64 {
    let width = usual(grid, Grid::width);
    if !(2..=MOST_COLUMNS).contains(&width) {
        return 0.0;
    }
    let rows = || (0..grid.rows()).filter(|row| grid.width(*row) == width);
    let regular = rows().count() as f64 / grid.rows() as f64;
    // Sentences have spaces after their commas, and a heading has none.
    let is_prose = delimiter == b','
        && grid.width(0) == 1
        && rows().all(|row| grid.cells(row).skip(1).all(|cell| cell.starts_with(' ')));
    if is_prose {
        return 0.0;
    }
    let cells = rows().count() * width;
    let clean =
        rows().flat_map(|row| grid.cells(row)).filter(|cell| is_clean(cell, delimiter)).count();
    // Where a first line is cut into fewer cells than the rows it may be a title, or the sign may be
    // one that only the cells hold.
    let of_first = if grid.width(0) == width { 1.0 } else { 0.5 };
    let many = (width - 1) as f64 / width as f64;
    regular * many * of_first * (clean as f64 / cells as f64)
}

/// Whether a cell holds no other sign that may stand between cells, but for those of a number. One
/// that holds the sign itself was quoted for it.
fn is_clean(cell: &str, delimiter: u8) -> bool {
    let holds = |sign: &u8| cell.as_bytes().contains(sign);
    holds(&delimiter) || !DELIMITERS.iter().any(holds) || kind(cell) == CellKind::Number
}

/// The quotation mark: the single one only where cells begin with it and the double one does not
/// serve.
fn quote(sample: &str, dialect: &Dialect) -> u8 {
    let starts = |mark: u8| {
        let bytes = sample.as_bytes();
        let is_edge = |byte: &u8| Some(*byte) == dialect.delimiter || matches!(byte, b'\n' | b'\r');
        let pairs =
            bytes.windows(2).filter(|pair| matches!(pair, [a, b] if is_edge(a) && *b == mark));
        let ends =
            bytes.windows(2).filter(|pair| matches!(pair, [a, b] if *a == mark && is_edge(b)));
        let first = usize::from(bytes.first() == Some(&mark));
        let last = usize::from(bytes.last() == Some(&mark));
        (pairs.count() + first, ends.count() + last)
    };
    let (singles, ends) = starts(b'\'');
    let is_single = singles >= 2 && singles == ends && starts(b'"').0 == 0;
    let single = Dialect { quote: b'\'', ..dialect.clone() };
    if is_single && cut(sample, &single).1 == 0 { b'\'' } else { b'"' }
}

/// Whether cells are quoted after a space: that makes the rows more regular and nothing odd.
fn has_padding(sample: &str, dialect: &Dialect) -> bool {
    let Some(delimiter) = dialect.delimiter else { return false };
    let pattern = [delimiter, b' ', dialect.quote];
    if !sample.as_bytes().windows(3).any(|bytes| bytes == pattern) {
        return false;
    }
    let padded = Dialect { has_padding: true, ..dialect.clone() };
    let ((grid, odd), (plain, _)) = (cut(sample, &padded), cut(sample, dialect));
    let regular = |grid: &Grid| {
        let width = usual(grid, Grid::width);
        (0..grid.rows()).filter(|row| grid.width(*row) == width).count() as f64
            / grid.rows().max(1) as f64
    };
    odd == 0 && regular(&grid) >= regular(&plain)
}

/// Says where the header is and what stands above it.
fn place_header(sample: &str, mut dialect: Dialect, grid: &Grid) -> Found {
    let mut remarks = Vec::new();
    let header = header::find(grid);
    let headings = in_comment(sample, &dialect, grid, header);
    dialect.header_rows = header.rows;
    if let Some((line, _)) = &headings {
        dialect.header_rows = 0;
        remarks.push(format!("the headings stand in a comment, line {line}"));
    } else if header.rows == 0 && grid.rows() > 0 {
        remarks.push(
            "the first row is data like the others, so there is no header and the columns are \
             numbered"
                .to_owned(),
        );
    }
    if header.rows > 1 {
        remarks.push(format!("the header has {} rows, which are joined", header.rows));
    }
    if dialect.quote == b'\'' {
        remarks.push("the cells are in single quotation marks".to_owned());
    }
    if header.first > 0 {
        dialect.preamble = grid.line(header.first).saturating_sub(1);
        let lines = counted(dialect.preamble as usize, "line");
        remarks.push(format!("{lines} above the header passed over"));
    }
    Found { dialect, headings, remarks }
}

/// The headings in the last comment above the rows: as many as the rows have cells.
fn in_comment(
    sample: &str,
    dialect: &Dialect,
    grid: &Grid,
    header: Header,
) -> Option<(u64, Vec<String>)> {
    let sign = dialect.comment?;
    let delimiter = char::from(dialect.delimiter?);
    let width = usual(grid, Grid::width);
    let comments = lines(sample).take_while(|line| line.starts_with(sign)).count();
    let last = lines(sample).nth(comments.checked_sub(1)?)?;
    let words = last.trim_start_matches(['#', '/']).trim();
    let lower = words.to_lowercase();
    let is_told = ["format", "fields", "columns", "header"].iter().any(|word| {
        lower.strip_prefix(word).is_some_and(|rest| rest.trim_start().starts_with(':'))
    });
    let words = if is_told { words.split_once(':')?.1 } else { words };
    let cells: Vec<String> = words.split(delimiter).map(|cell| cell.trim().to_owned()).collect();
    let row: Vec<&str> = grid.cells(header.first).map(str::trim).collect();
    let is_names = cells.iter().all(|cell| is_name(cell));
    let row_is_names = row.iter().all(|cell| is_name(cell) && !cell.contains(' '));
    let is_header =
        header.rows == 0 || (!header.is_certain && cells != row && is_told && !row_is_names);
    let line = line_at(sample, sample.find(last)?);
    (cells.len() == width && width > 1 && is_names && is_header).then_some((line, cells))
}

/// Whether a cell may be the name of a column.
fn is_name(cell: &str) -> bool {
    !cell.is_empty()
        && cell.len() <= 40
        && cell.split_whitespace().count() <= 4
        && kind(cell) != CellKind::Number
}

#[cfg(test)]
mod tests {
    use super::*;

    fn delimiter_of(text: &str) -> Option<char> {
        find(text).dialect.delimiter.map(char::from)
    }

    #[test]
    fn each_sign_between_cells_is_found() {
        for sign in [',', ';', '\t', '|'] {
            let text = "company,amount,date\nA,3,2026-01-02\nB,4,2026-02-03\n"
                .replace(',', &sign.to_string());
            assert_eq!(delimiter_of(&text), Some(sign));
            assert_eq!(find(&text).remarks, Vec::<String>::new());
        }
    }

    #[test]
    fn signs_inside_cells_do_not_mislead() {
        // Decimal commas, lists, prose, HTML.
        assert_eq!(delimiter_of("a;b\n1,5;2,5\n3,5;4,5\n2,1;7,3\n"), Some(';'));
        assert_eq!(delimiter_of("name,countries\nA,US;CN;FR\nB,UK;DE\nC,IN\n"), Some(','));
        assert_eq!(delimiter_of("name,countries\nA,US;CN\nB,UK;DE\nC,IN;JP\n"), Some(','));
        assert_eq!(delimiter_of("name\tnote\nA\tone, two, three\nB\tfour, five\n"), Some('\t'));
        let html = "id,text\n1,\"<p>a; b; c | d</p>, e\"\n2,\"<b>f; g</b>, h\"\n";
        assert_eq!(delimiter_of(html), Some(','));
    }

    #[test]
    fn a_list_of_lines_has_one_column() {
        assert_eq!(delimiter_of("name\nAlpha\nBeta\n"), None);
        assert_eq!(delimiter_of("quote\nHello, world\nOne, two, three\nGood bye\n"), None);
    }

    #[test]
    fn spreadsheets_say_what_they_use() {
        let found = find("sep=;\na;b,c;d\n1;2;3\n");
        assert_eq!((found.dialect.delimiter, found.dialect.preamble), (Some(b';'), 1));
    }

    #[test]
    fn single_quotation_marks_and_spaces_before_marks_are_noticed() {
        let found = find("name,note\n'A','one, two'\n'B','it''s'\n");
        assert_eq!(found.dialect.quote, b'\'');
        assert!(found.remarks[0].contains("single quotation marks"), "{:?}", found.remarks);
        assert_eq!(find("name,note\nthe 'big' one,'90s\nthe 'old' one,x\n").dialect.quote, b'"');
        assert!(find("a, b\n1, \"x, y\"\n2, \"z\"\n").dialect.has_padding);
        assert!(!find("a,b\n1,\"x, y\"\n").dialect.has_padding);
    }

    #[test]
    fn comments_are_lines_that_are_no_rows() {
        let found = find("# made by hand, see notes\na,b\n1,2\n# 3,4\n");
        assert_eq!((found.dialect.comment, found.dialect.header_rows), (Some("#"), 1));
        assert_eq!(find("a,b\n1,2\n// below: 2026\n3,4\n").dialect.comment, Some("//"));
        assert_eq!(find("#,name\n1,A\n2,B\n").dialect.comment, None, "a heading of numbers");
        assert_eq!(find("tag,count\n#ai,2\n#chips,3\n").dialect.comment, None, "cells");
    }

    #[test]
    fn a_comment_holds_the_headings_where_no_row_does() {
        let rows = "x/y,2025-01-02,3\nx/z,2025-02-02,4\n";
        let found = find(&format!("# Dates\n# Format: model_id,date,days\n{rows}"));
        let (line, headings) = found.headings.unwrap();
        assert_eq!((line, headings.join("|").as_str()), (2, "model_id|date|days"));
        assert_eq!((found.dialect.header_rows, found.remarks.len()), (0, 1));
        let twice = format!("# Format: model_id,date,days\nmodel_id,date,days\n{rows}");
        let found = find(&twice);
        assert_eq!((found.headings, found.dialect.header_rows), (None, 1));
    }

    #[test]
    fn what_stands_above_the_header_is_passed_over_and_told() {
        let found = find("Funding\nSource: X, 2026\n\ncompany,round,amount\nA,Seed,3\nB,A,4\n");
        assert_eq!((found.dialect.preamble, found.dialect.header_rows), (3, 1));
        assert_eq!(found.remarks, ["3 lines above the header passed over"]);
        let found = find("A,Seed,3\nB,A,4\nC,B,5\n");
        assert_eq!(found.dialect.header_rows, 0);
        assert!(found.remarks[0].contains("no header"), "{:?}", found.remarks);
    }

    #[test]
    fn any_text_is_survived() {
        for text in ["", "\n", "\"", "'", "#", "//", "sep=", ",,,\n;;;", "\"\n\"\n,", "é"] {
            find(text);
        }
    }
}
