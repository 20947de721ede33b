//! Where the header of a table is: above it titles and notes, below it the rows.
//!
//! A header differs in kind from what stands below it: a column of numbers or dates is headed by
//! words, or a column of numbers by a date. Rows above it fill few of the columns. The idea to judge
//! by what the cells of a column are is that of Python's `csv.Sniffer.has_header`; here it also
//! finds headers of several rows, and lines above them.

use super::cell_kind::{CellKind, kind};
use crate::load::grid::Grid;

/// Where the header of a table is.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Header {
    /// The row that it begins with, from 0, or the first row of data where there is none.
    pub first: usize,
    /// How many rows it has.
    pub rows: usize,
    /// Whether the kinds of the cells say so; otherwise the first row is taken for the header
    /// because tables have one.
    pub is_certain: bool,
}

/// The most rows that a header has.
const MOST_ROWS: usize = 13;
/// The most rows above a header.
const MOST_ABOVE: usize = 25;

/// Finds the header among the first rows of a table.
pub fn find(grid: &Grid) -> Header {
    let width = usual(grid, Grid::width);
    let threshold = threshold(grid, width);
    let mut first =
        (0..grid.rows().min(MOST_ABOVE)).find(|row| filled(grid, *row) >= threshold).unwrap_or(0);
    // A note that holds commas fills as many cells as a row may; the header is as wide as the rows.
    if grid.width(first) != width {
        let is_header = |row: &usize| {
            grid.width(*row) == width
                && filled(grid, *row) >= threshold
                && grid.cells(*row).all(|cell| !matches!(kind(cell), CellKind::Number))
        };
        let later = (first + 1..grid.rows().min(MOST_ABOVE)).find(is_header);
        // Rows of one table that differ in width follow each other; notes are few.
        first = later.filter(|later| grid.width(*later) > grid.width(first)).unwrap_or(first);
    }
    let typed = typed_columns(grid, first, width);
    let header = below(grid, first, &typed);
    let groups = groups_above(grid, header, width);
    Header { first: first - groups, rows: header.rows + groups, ..header }
}

/// How many cells of a row are not empty.
fn filled(grid: &Grid, row: usize) -> usize {
    grid.cells(row).filter(|cell| !cell.trim().is_empty()).count()
}

/// The commonest of what the rows give; of two as common the one that stands first.
pub fn usual(grid: &Grid, of: impl Fn(&Grid, usize) -> usize) -> usize {
    let values: Vec<usize> = (0..grid.rows()).map(|row| of(grid, row)).collect();
    let count = |value: usize| values.iter().filter(|other| **other == value).count();
    // Of several maxima `max_by_key` takes the last.
    values.iter().rev().copied().max_by_key(|value| count(*value)).unwrap_or(0)
}

/// How many cells a row must fill to be the header.
fn threshold(grid: &Grid, width: usize) -> usize {
    let mut counts: Vec<usize> = (0..grid.rows()).map(|row| filled(grid, row)).collect();
    counts.sort_unstable();
    let typical = counts.get(counts.len() / 2).copied().unwrap_or(0);
    if width < 2 { 1 } else { (typical * 3).div_ceil(5).max(2) }
}

/// The columns whose cells are numbers or dates, by the lower half of the rows.
fn typed_columns(grid: &Grid, first: usize, width: usize) -> Vec<(usize, CellKind)> {
    let rows = (first + 1).max(grid.rows() / 2)..grid.rows();
    let typed = |column: usize| {
        let kinds: Vec<CellKind> = rows
            .clone()
            .map(|row| grid.cell(row, column).map_or(CellKind::Blank, kind))
            .filter(|kind| *kind != CellKind::Blank)
            .collect();
        let share = |wanted: CellKind| kinds.iter().filter(|kind| **kind == wanted).count();
        let is_most = |wanted| share(wanted) * 10 >= kinds.len() * 7 && !kinds.is_empty();
        [CellKind::Number, CellKind::Date].into_iter().find(|wanted| is_most(*wanted))
    };
    (0..width).filter_map(|column| Some((column, typed(column)?))).collect()
}

/// The rows from `first` on that are header, by the columns of numbers and dates.
fn below(grid: &Grid, first: usize, typed: &[(usize, CellKind)]) -> Header {
    let cell = |row: usize, column: usize| grid.cell(row, column).unwrap_or_default().trim();
    if typed.is_empty() {
        let is_only = first + 1 >= grid.rows();
        let has_number = grid.cells(first).any(|cell| kind(cell) == CellKind::Number);
        let is_data = if is_only { has_number } else { recurs(grid, first) };
        return Header { first, rows: usize::from(!is_data), is_certain: is_data };
    }
    let fits = |row: usize| {
        let known = typed.iter().filter(|(column, _)| kind(cell(row, *column)) != CellKind::Blank);
        let fitting = known.clone().filter(|(column, typed)| kind(cell(row, *column)) == *typed);
        (fitting.count(), known.count())
    };
    let is_header = |row: usize| {
        let (fitting, known) = fits(row);
        if row == first {
            return fitting * 2 < known || known == 0;
        }
        // A row of data may say “to be announced” here and there; a row of units says so of all.
        let is_units = typed.iter().all(|(column, _)| is_unit(cell(row, *column)));
        let is_names = typed.len() >= 2 && known * 3 >= typed.len() * 2;
        fitting == 0 && known > 0 && (is_units || is_names) && row + 2 < grid.rows()
    };
    let rows = (first..grid.rows()).take(MOST_ROWS).take_while(|row| is_header(*row)).count();
    Header { first, rows, is_certain: true }
}

/// Whether a cell may name a unit: it is short or in brackets.
fn is_unit(cell: &str) -> bool {
    cell.len() <= 4 || (cell.starts_with(['(', '[']) && cell.ends_with([')', ']']))
}

/// Whether most cells of the row stand in the rows below as well, as only data does.
fn recurs(grid: &Grid, first: usize) -> bool {
    let below = |column: usize, cell: &str| {
        (first + 1..grid.rows()).any(|row| grid.cell(row, column).is_some_and(|it| it == cell))
    };
    let cells = || grid.cells(first).enumerate().filter(|(_, cell)| !cell.trim().is_empty());
    let again = cells().filter(|(column, cell)| below(*column, cell)).count();
    let all = cells().count();
    again * 2 >= all && again > 0 && again < all.max(2)
}

/// How many rows right above the header name groups of its columns: as wide as it, with gaps.
fn groups_above(grid: &Grid, header: Header, width: usize) -> usize {
    if header.rows == 0 || !header.is_certain {
        return 0;
    }
    let is_groups = |row: &usize| {
        let cells: Vec<bool> = grid.cells(*row).map(|cell| !cell.trim().is_empty()).collect();
        let filled = cells.iter().filter(|filled| **filled).count();
        // “Source: | a name” is a note: it fills the first two cells and no other.
        let is_note = cells.iter().take(filled).all(|filled| *filled);
        let follows = grid.line(*row) + 1 == grid.line(row + 1);
        cells.len() == width && filled >= 2 && !is_note && follows
    };
    (0..header.first).rev().take_while(is_groups).count()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn header(text: &str) -> (usize, usize) {
        let mut grid = Grid::default();
        for (index, line) in text.lines().enumerate() {
            grid.push(index as u64 + 1, line.split('|')).unwrap();
        }
        let header = find(&grid);
        (header.first, header.rows)
    }

    #[test]
    fn a_header_is_words_above_numbers_and_dates() {
        assert_eq!(header("company|amount\nA|3\nB|4"), (0, 1));
        assert_eq!(header("company|country\nA|China\nB|France"), (0, 1));
        assert_eq!(header("a|b|c|d\n1|2|3"), (0, 1));
        assert_eq!(header("date|amount\n2026-01-05|undisclosed\n2026-02|3"), (0, 1));
        assert_eq!(header("a|b"), (0, 1), "a header without rows");
    }

    #[test]
    fn years_and_months_head_columns_of_numbers() {
        assert_eq!(header("country|2022|2023|2024\nChina|5|6|7\nIndia|8|9|10"), (0, 1));
        assert_eq!(header("region|2025-12|2026-01\nUS|0.4|0.5\nEU|0.1|0.2"), (0, 1));
    }

    #[test]
    fn a_first_row_like_the_others_is_no_header() {
        assert_eq!(header("A|3|2026-01-02\nB|4|2026-02-01\nC|9|2026-03-01"), (0, 0));
        assert_eq!(header("1|2|3"), (0, 0));
        assert_eq!(header("A|China|open\nB|France|open\nC|China|closed"), (0, 0));
    }

    #[test]
    fn titles_and_notes_stand_above_the_header() {
        let table = "company|round|amount\nA|Seed|3\nB|A|4";
        assert_eq!(header(table), (0, 1));
        assert_eq!(header(&format!("Funding 2026\n{table}")), (1, 1));
        assert_eq!(header(&format!("Funding||\nSource: X| 2026\n||\n{table}")), (3, 1));
    }

    #[test]
    fn headers_have_several_rows() {
        let rows = "A|3|4|5\nB|6|7|8\nC|9|1|2";
        assert_eq!(header(&format!("|2025||2026\nname|sum|mean|sum\n{rows}")), (0, 2));
        assert_eq!(header(&format!("name|sum|mean|share\n|($M)|($M)|(%)\n{rows}")), (0, 2));
        assert_eq!(
            header(&format!("Report|||\n|2025||2026\nname|sum|mean|sum\n|USD|USD|EUR\n{rows}")),
            (1, 3)
        );
        let undecided =
            "name|sum|when\nA|to be announced|soon enough\nB|3|2026\nC|4|2027\nD|5|2028";
        assert_eq!(header(&undecided.replace("|soon enough", "|2025")), (0, 1));
    }

    #[test]
    fn blank_headings_and_short_rows_do_not_hide_a_header() {
        assert_eq!(header("name||share||\nA|x|3||\nB|y|4||"), (0, 1));
        assert_eq!(header("a|b|c\n1|2\n3|4|5"), (0, 1));
    }
}
