//! Text cut into rows and cells in one pass, without a row lost to a quotation mark.

use std::ops::Range;

use super::signs::Signs;
use crate::load::csv::Dialect;
use crate::load::grid::{Bookmark, Grid};
use crate::load::text::line_breaks;

/// The most columns that are read.
pub const MOST_COLUMNS: usize = 2_000;
/// The longest cell that is read, in bytes.
pub const LONGEST_CELL: usize = 10 * 1024 * 1024;
/// The longest line that is read, in bytes.
pub const LONGEST_LINE: usize = 64 * 1024 * 1024;

/// How many rows and cells are read of a text: their places take memory beside their words.
#[derive(Clone, Copy, Debug)]
struct Limits {
    rows: usize,
    cells: usize,
}

const LIMITS: Limits = Limits { rows: 20_000_000, cells: 200_000_000 };

impl Limits {
    fn hold(self, grid: &Grid) -> Result<(), TooLarge> {
        if grid.rows() > self.rows {
            return Err(TooLarge::Rows(self.rows));
        }
        if grid.bookmark().cells() > self.cells {
            return Err(TooLarge::Cells(self.cells));
        }
        Ok(())
    }
}

/// Refuses more rows and cells than are read of a text.
pub fn within_limits(grid: &Grid) -> Result<(), TooLarge> {
    LIMITS.hold(grid)
}

/// What is odd about the quotation marks of a row.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Oddity {
    /// Spaces stand between the closing mark and the end of the cell.
    Spaces,
    /// Words do; they are taken for part of the cell, as spreadsheets do.
    Words,
    /// The mark is not closed, or not where a cell ends, lines later. It is taken for a letter, and
    /// the row ends with its line.
    Unclosed,
}

/// A row that was cut.
#[derive(Clone, Copy, Debug)]
pub struct Cut {
    /// The line it begins on, from 1.
    pub line: u64,
    /// What is odd about it, and the line of that: the first thing, but for a mark that is not
    /// closed, which counts before any other.
    pub oddity: Option<(u64, Oddity)>,
}

/// Why a text is not read at all.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum TooLarge {
    /// More cells in a row than anything with columns has.
    #[error("the row has more than {MOST_COLUMNS} cells, which is the most that is read")]
    Columns,
    /// A cell that is no text of a table.
    #[error("a cell has more than {} MB, which is the most that is read", LONGEST_CELL >> 20)]
    Cell,
    /// A line that never seems to end.
    #[error("the line has more than {} MB, which is the most that is read", LONGEST_LINE >> 20)]
    Line,
    /// More rows than are read.
    #[error("the table has more than {0} rows, which is the most that is read")]
    Rows(usize),
    /// More cells than are read.
    #[error("the table has more than {0} cells, which is the most that is read")]
    Cells(usize),
    /// More text than can be addressed.
    #[error(transparent)]
    Grid(#[from] crate::load::grid::Full),
}

/// Lines passed over as comments.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Comments {
    /// How many there are.
    pub count: u64,
    /// The first of them.
    pub first: u64,
}

impl Comments {
    /// With those further down, so many lines below.
    pub fn and(self, more: Self, lines: u64) -> Self {
        let first = if self.count > 0 { self.first } else { lines + more.first };
        Self {
            count: self.count + more.count,
            first: if more.count + self.count > 0 { first } else { 0 },
        }
    }
}

/// Cuts a text into rows.
pub struct Cutter<'a> {
    text: &'a str,
    /// Rows that begin here or behind are not cut.
    end: usize,
    dialect: Dialect,
    signs: Signs<'a>,
    /// Where the next row begins.
    start: usize,
    /// Where the current line begins.
    line_start: usize,
    /// The current line, from 1.
    line: u64,
    comments: Comments,
    limits: Limits,
}

/// A row while it is being cut.
struct Row {
    start: Bookmark,
    /// Where the current cell begins: in the text, and in what is written of the grid.
    cell: usize,
    cell_start: Bookmark,
    /// Whether its cells are places in the text and none of it is written down.
    is_of_text: bool,
    /// What is not written down in the grid yet begins here.
    rest: usize,
    cells: usize,
    /// Whether quotation marks are letters until the end of the line.
    is_literal: bool,
    cut: Cut,
}

impl<'a> Cutter<'a> {
    /// Cuts all of a text.
    pub fn new(text: &'a str, dialect: &Dialect) -> Self {
        Self::within(text, dialect, 0..text.len())
    }

    /// Cuts the rows that begin in a stretch of the text, of which the first line counts as 1; below
    /// the lines that the dialect passes over.
    pub fn within(text: &'a str, dialect: &Dialect, stretch: Range<usize>) -> Self {
        let delimiter = dialect.delimiter.unwrap_or(b'\n');
        let mut signs = Signs::new(text, [delimiter, dialect.quote, b'\r', b'\n']);
        signs.seek(stretch.start);
        let (text, dialect) = (text, dialect.clone());
        let mut cutter = Self {
            text,
            dialect,
            signs,
            end: stretch.end,
            start: stretch.start,
            line_start: stretch.start,
            line: 1,
            comments: Comments::default(),
            limits: LIMITS,
        };
        while cutter.line <= cutter.dialect.preamble && cutter.start < stretch.end {
            cutter.skip_line();
        }
        cutter
    }

    /// The lines passed over as comments so far.
    pub fn comments(&self) -> Comments {
        self.comments
    }

    /// Where the next row begins, in bytes.
    pub fn reached(&self) -> usize {
        self.start
    }

    /// The line the next row begins on, or the one that was refused.
    pub fn line(&self) -> u64 {
        self.line
    }

    /// Adds the next row that is not blank to the grid; `None` where there is none.
    pub fn next(&mut self, grid: &mut Grid) -> Result<Option<Cut>, TooLarge> {
        while self.start < self.end {
            if matches!(self.byte(self.start), Some(b'\r' | b'\n')) {
                self.skip_breaks();
                continue;
            }
            if self.is_comment() {
                if self.comments.count == 0 {
                    self.comments.first = self.line;
                }
                self.comments.count += 1;
                self.skip_line();
                continue;
            }
            let row = self.row(grid)?;
            if grid.since(row.start).all(|cell| cell.trim().is_empty()) {
                grid.go_back(row.start);
                continue;
            }
            let is_long = |cell: &str| cell.len() > LONGEST_CELL;
            if grid.open_length() > LONGEST_CELL && grid.since(row.start).any(is_long) {
                self.line = row.cut.line;
                return Err(TooLarge::Cell);
            }
            grid.end_row(row.cut.line)?;
            self.limits.hold(grid)?;
            return Ok(Some(row.cut));
        }
        Ok(None)
    }

    fn is_comment(&self) -> bool {
        let rest = self.text.get(self.start..).unwrap_or_default();
        self.dialect
            .comment
            .is_some_and(|sign| rest.trim_start_matches([' ', '\t']).starts_with(sign))
    }

    fn byte(&self, at: usize) -> Option<u8> {
        self.text.as_bytes().get(at).copied()
    }

    fn row(&mut self, grid: &mut Grid) -> Result<Row, TooLarge> {
        let start = grid.bookmark();
        let cut = Cut { line: self.line, oddity: None };
        let mut row = Row {
            start,
            cell: self.start,
            cell_start: start,
            is_of_text: grid.begin_row(self.start),
            rest: self.start,
            cells: 0,
            is_literal: false,
            cut,
        };
        loop {
            let place = self.signs.next();
            let end = place.unwrap_or(self.text.len());
            let sign = place.and_then(|place| self.byte(place));
            if sign == Some(self.dialect.quote) {
                if !row.is_literal && self.is_start(&row, end) {
                    self.quoted(&mut row, end, grid);
                }
                continue;
            }
            grid.end_cell(if row.is_of_text { end } else { grid.end() + (end - row.rest) });
            row.cells += 1;
            if row.cells > MOST_COLUMNS {
                return Err(TooLarge::Columns);
            }
            if sign.is_some() && sign == self.dialect.delimiter {
                row.cell = end + 1;
                continue;
            }
            if end - self.line_start > LONGEST_LINE {
                return Err(TooLarge::Line);
            }
            if !row.is_of_text {
                grid.write(self.text.get(row.rest..end).unwrap_or_default());
                grid.write("\n");
            }
            self.end_line(end);
            return Ok(row);
        }
    }

    /// Whether a cell begins with the quotation mark.
    fn is_start(&self, row: &Row, quote: usize) -> bool {
        quote == row.cell
            || (self.dialect.has_padding
                && self
                    .text
                    .get(row.cell..quote)
                    .is_some_and(|text| text.bytes().all(|b| b == b' ')))
    }

    /// Reads a quoted cell up to its closing mark.
    fn quoted(&mut self, row: &mut Row, opening: usize, grid: &mut Grid) {
        if std::mem::take(&mut row.is_of_text) {
            grid.write_down(row.start);
        }
        grid.write(self.text.get(row.rest..row.cell).unwrap_or_default());
        row.cell_start = grid.bookmark();
        row.rest = opening + 1;
        let (line, line_start) = (self.line, self.line_start);
        let oddity = loop {
            let Some(place) = self.signs.next() else { break Some(Oddity::Unclosed) };
            let (sign, next) = (self.byte(place), self.byte(place + 1));
            if sign == Some(self.dialect.quote) {
                if next == sign {
                    // Two of them stand for one, which is copied with the text before it.
                    grid.write(self.text.get(row.rest..=place).unwrap_or_default());
                    row.rest = place + 2;
                    self.signs.seek(row.rest);
                    continue;
                }
                grid.write(self.text.get(row.rest..place).unwrap_or_default());
                row.rest = place + 1;
                break self.after(place + 1, self.line > line);
            }
            if sign == Some(b'\n') || (sign == Some(b'\r') && next != Some(b'\n')) {
                self.line += 1;
                self.line_start = place + 1;
            }
        };
        let Some(oddity) = oddity else { return };
        if oddity == Oddity::Unclosed {
            // Back to the beginning of the cell: the rows below are not part of it.
            grid.go_back(row.cell_start);
            (self.line, self.line_start) = (line, line_start);
            row.rest = row.cell;
            row.is_literal = true;
            self.signs.seek(opening + 1);
        }
        if row.cut.oddity.is_none() || oddity == Oddity::Unclosed {
            row.cut.oddity = Some((line, oddity));
        }
    }

    /// What stands between a closing mark and the end of the cell.
    fn after(&self, place: usize, has_lines: bool) -> Option<Oddity> {
        let is_end = |byte: Option<u8>| {
            byte.is_none() || byte == self.dialect.delimiter || matches!(byte, Some(b'\r' | b'\n'))
        };
        if is_end(self.byte(place)) {
            return None;
        }
        let rest = self.text.get(place..).unwrap_or_default();
        let spaces = rest.bytes().take_while(|byte| *byte == b' ').count();
        Some(match (is_end(self.byte(place + spaces)), has_lines) {
            (true, _) => Oddity::Spaces,
            (false, false) => Oddity::Words,
            // A mark far below that closes nothing opens the next quoted cell.
            (false, true) => Oddity::Unclosed,
        })
    }

    /// Passes the end of a line.
    fn end_line(&mut self, end: usize) {
        let is_pair = self.byte(end) == Some(b'\r') && self.byte(end + 1) == Some(b'\n');
        self.start = end + 1 + usize::from(is_pair);
        if is_pair {
            // Its second half is a sign of its own.
            self.signs.next();
        }
        self.line += 1;
        self.line_start = self.start;
    }

    /// Passes lines that hold nothing.
    fn skip_breaks(&mut self) {
        let rest = self.text.as_bytes().get(self.start..).unwrap_or_default();
        let breaks = rest.iter().take_while(|byte| matches!(byte, b'\r' | b'\n')).count();
        self.line += line_breaks(rest.get(..breaks).unwrap_or_default());
        self.start += breaks;
        self.line_start = self.start;
        self.signs.seek(self.start);
    }

    fn skip_line(&mut self) {
        self.signs.seek(self.start);
        let end = loop {
            match self.signs.next() {
                Some(place) if !matches!(self.byte(place), Some(b'\r' | b'\n')) => {}
                place => break place.unwrap_or(self.text.len()),
            }
        };
        self.end_line(end);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    type Row = (u64, Vec<String>);

    fn cut(text: &str, dialect: &Dialect) -> (Vec<Row>, Vec<(u64, Oddity)>) {
        let mut grid = Grid::default();
        let mut cutter = Cutter::new(text, dialect);
        let mut oddities = Vec::new();
        while let Some(cut) = cutter.next(&mut grid).unwrap() {
            oddities.extend(cut.oddity);
        }
        let row = |row| (grid.line(row), grid.cells(row).map(str::to_owned).collect());
        ((0..grid.rows()).map(row).collect(), oddities)
    }

    fn rows(text: &str) -> String {
        let (rows, _) = cut(text, &Dialect::default());
        let row = |(line, cells): &Row| format!("{line}:{}", cells.join("|"));
        rows.iter().map(row).collect::<Vec<_>>().join("/")
    }

    #[test]
    fn rows_and_cells_are_cut_as_the_standard_says() {
        assert_eq!(rows("a,b\n1,2\n"), "1:a|b/2:1|2");
        assert_eq!(rows("a,b\r\n\r\n1,\"x\r\n\"\"y\"\"\"\r\n3,4"), "1:a|b/3:1|x\r\n\"y\"/5:3|4");
        assert_eq!(rows("a\rb\r\rc"), "1:a/2:b/4:c");
        assert_eq!(rows(",\n , \n\"\"\nx,"), "4:x|");
        assert_eq!(rows("a,5\" pipe,\"\",\"b,c\"\n"), "1:a|5\" pipe||b,c");
        assert_eq!(rows("é,\"ü\"\"ß\"\nö,ä"), "1:é|ü\"ß/2:ö|ä");
    }

    #[test]
    fn a_mark_that_is_not_closed_costs_its_own_row_only() {
        for (text, expected, line) in [
            ("a,b\n1,\"open\n2,x\n3,y\n", "1:a|b/2:1|\"open/3:2|x/4:3|y", 2),
            ("a,b\n1,\"open\n2,\"x\"\n", "1:a|b/2:1|\"open/3:2|x", 2),
            ("a,b\n\"1\n1\",\"open\n2,\"x, y\"", "1:a|b/2:1\n1|\"open/4:2|x, y", 3),
        ] {
            assert_eq!(rows(text), expected);
            assert_eq!(cut(text, &Dialect::default()).1, [(line, Oddity::Unclosed)], "{text:?}");
        }
    }

    #[test]
    fn words_after_a_closing_mark_belong_to_the_cell() {
        let text = "\"two\" words,\"a\" ,\"b\" \"c\"\n1,2,3";
        let (rows, oddities) = cut(text, &Dialect::default());
        assert_eq!(rows[0].1, ["two words", "a ", "b \"c\""]);
        assert_eq!(oddities, [(1, Oddity::Words)]);
    }

    #[test]
    fn many_stray_marks_are_cut_in_one_pass() {
        // Each opens a cell that the next one shows to be unclosed.
        let text = "1,\"open\n".repeat(200_000);
        assert_eq!(cut(&text, &Dialect::default()).1.len(), 200_000);
    }

    #[test]
    fn other_signs_comments_and_lines_above_are_obeyed() {
        let dialect = Dialect {
            delimiter: Some(b';'),
            quote: b'\'',
            preamble: 1,
            comment: Some("//"),
            has_padding: true,
            ..Dialect::default()
        };
        let (rows, _) = cut("Title\na; 'b;c'\n// note\n'x''y';\"z\"\n", &dialect);
        assert_eq!(rows[0], (2, vec!["a".to_owned(), "b;c".to_owned()]));
        assert_eq!(rows[1], (4, vec!["x'y".to_owned(), "\"z\"".to_owned()]));
        let mut cutter =
            Cutter::new("a\n#1\n#2\nb", &Dialect { comment: Some("#"), ..Dialect::default() });
        let mut grid = Grid::default();
        while cutter.next(&mut grid).unwrap().is_some() {}
        assert_eq!((grid.rows(), cutter.comments()), (2, Comments { count: 2, first: 2 }));
    }

    #[test]
    fn without_a_delimiter_a_line_is_a_cell() {
        let dialect = Dialect { delimiter: None, ..Dialect::default() };
        assert_eq!(cut("name\nSmith, J.; x", &dialect).0[1].1, ["Smith, J.; x"]);
    }

    #[test]
    fn rows_and_cells_beyond_number_are_refused() {
        let text = "a,b,c\n".repeat(5);
        for (limits, rows) in
            [(Limits { rows: 4, cells: 99 }, 4), (Limits { rows: 99, cells: 9 }, 3)]
        {
            let mut cutter = Cutter::new(&text, &Dialect::default());
            cutter.limits = limits;
            let mut grid = Grid::default();
            let cut = (0..rows).all(|_| cutter.next(&mut grid).is_ok());
            assert!(cut && cutter.next(&mut grid).is_err(), "{limits:?}");
        }
    }

    #[test]
    fn what_is_far_too_large_is_refused() {
        let refusal = |text: String| {
            let mut grid = Grid::default();
            let mut cutter = Cutter::new(&text, &Dialect::default());
            loop {
                match cutter.next(&mut grid) {
                    Ok(Some(_)) => {}
                    Ok(None) => return None,
                    Err(refusal) => return Some(refusal),
                }
            }
        };
        assert_eq!(refusal("a,".repeat(100_000)), Some(TooLarge::Columns));
        assert_eq!(refusal(format!("a\n{}", "x".repeat(LONGEST_CELL + 1))), Some(TooLarge::Cell));
        assert_eq!(refusal("x".repeat(LONGEST_LINE + 1)), Some(TooLarge::Line));
        assert_eq!(refusal("x".repeat(LONGEST_CELL)), None);
        // An opening mark does not make a cell of all that follows.
        assert_eq!(refusal(format!("a\n\"{}", "x\n".repeat(LONGEST_CELL))), None);
    }
}
