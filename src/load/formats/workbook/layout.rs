//! Where in a sheet the table stands: titles above it, its header, its rows.

use std::sync::Arc;

use super::page::{Merged, Page, Refusal};
use crate::load::formats::headings;
use crate::load::grid::Grid;
use crate::load::sheet::Sheet;
use crate::model::number::counted;

/// How many rows from the top the header may stand.
const LAST_HEADER: usize = 40;

/// How many rows are looked at to tell how wide the table is.
const SAMPLE: usize = 200;

/// A sheet with its header found.
pub struct Laid {
    grid: Grid,
    /// The row of the header, from 0 among those with cells; `None` where there is none.
    header: Option<usize>,
}

/// What a cell looks like, as far as headers are concerned.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Look {
    Blank,
    Word,
    Number,
    Date,
}

impl Laid {
    /// Finds the header.
    pub fn of(page: Page) -> Self {
        let header = header(&page.grid);
        Self { grid: page.grid, header }
    }

    /// How many rows stand below the header.
    pub fn rows(&self) -> usize {
        let above = self.header.map_or(0, |header| header + 1);
        self.grid.rows().saturating_sub(above)
    }

    /// Whether the header, or else a row, has more than one cell.
    pub fn has_columns(&self) -> bool {
        let cells = self.grid.cells(self.header.unwrap_or(0));
        cells.filter(|cell| !cell.trim().is_empty()).nth(1).is_some()
    }

    /// The sheet below its header; `None` where it has no cells.
    pub fn sheet(self, file: &Arc<str>, merged: &[Merged]) -> Result<Option<Sheet>, Refusal> {
        if self.grid.rows() == 0 {
            return Ok(None);
        }
        let mut sheet = Sheet { file: Arc::clone(file), ..Sheet::default() };
        let (groups, header) = self.header_rows(merged);
        sheet.headings = self.headings(groups, header, merged);
        let first = header.map_or(0, |header| header + 1);
        for row in first..self.grid.rows() {
            sheet.grid.push(self.grid.line(row), self.grid.cells(row))?;
        }
        sheet.grid.shrink();
        let top = groups.or(header).unwrap_or(0);
        sheet.facts.header_line = header.map(|header| self.grid.line(header));
        sheet.facts.preamble = header.map_or(0, |_| self.grid.line(top).saturating_sub(1));
        self.remark(&mut sheet, (top, header), merged);
        headings::tell_apart(&mut sheet);
        Ok(Some(sheet))
    }

    /// Says what was decided about the sheet.
    fn remark(&self, sheet: &mut Sheet, (top, header): (usize, Option<usize>), merged: &[Merged]) {
        let remarks = &mut sheet.facts.remarks;
        if header.is_none() {
            let remark = "the first row looks like the others, so it is taken for data and the \
                          columns are numbered";
            remarks.push(remark.to_owned());
        } else if top > 0 {
            let titles: Vec<String> = (0..top)
                .flat_map(|row| self.grid.cells(row))
                .filter(|cell| !cell.trim().is_empty())
                .map(|cell| format!("“{}”", crate::load::problem::excerpt(cell.trim())))
                .collect();
            let rows = counted(top, "row");
            remarks.push(format!(
                "{rows} above the header passed over: {}",
                headings::listed(&titles)
            ));
        }
        if !merged.is_empty() {
            let blocks = counted(merged.len(), "block");
            let remark =
                format!("{blocks} of merged cells; the value of each stands in its first cell");
            remarks.push(remark);
        }
    }

    /// The rows of the header: one with the names of groups of columns, where there is one, and one
    /// with the names of columns.
    fn header_rows(&self, merged: &[Merged]) -> (Option<usize>, Option<usize>) {
        let Some(header) = self.header else { return (None, None) };
        let has_groups = |row: usize| {
            let width = self.grid.width(row).max(self.grid.width(row + 1)) as u32;
            merged.iter().any(|block| {
                let spans = block.columns.1.saturating_sub(block.columns.0) + 1;
                self.stands_in(block, row) && spans > 1 && spans < width
            })
        };
        let follows = |row: usize| self.grid.line(row + 1) == self.grid.line(row) + 1;
        let is_words = |row: usize| {
            let looks = || self.grid.cells(row).map(look);
            looks().any(|look| look == Look::Word) && looks().all(|look| look != Look::Number)
        };
        if has_groups(header) && follows(header) && is_words(header + 1) {
            return (Some(header), Some(header + 1));
        }
        let above = header.checked_sub(1).filter(|above| has_groups(*above) && follows(*above));
        (above, Some(header))
    }

    /// Whether a block of merged cells begins in a row.
    fn stands_in(&self, block: &Merged, row: usize) -> bool {
        u64::from(block.rows.0) + 1 == self.grid.line(row)
    }

    fn headings(
        &self,
        groups: Option<usize>,
        header: Option<usize>,
        merged: &[Merged],
    ) -> Vec<String> {
        let width = (0..self.grid.rows()).map(|row| self.grid.width(row)).max().unwrap_or(0);
        let Some(header) = header else {
            return (1..=width).map(|number| format!("column {number}")).collect();
        };
        let first = |row: usize, column: usize| {
            let block = merged.iter().find(|block| {
                let (from, to) = block.columns;
                self.stands_in(block, row) && (from..=to).contains(&(column as u32))
            });
            block.map_or(column, |block| block.columns.0 as usize)
        };
        let words = |column: usize| {
            let group = groups.and_then(|row| self.grid.cell(row, first(row, column)));
            let own = self.grid.cell(header, column);
            let words = [group, own].into_iter().flatten().map(str::trim);
            words.filter(|words| !words.is_empty()).collect::<Vec<_>>().join(" ")
        };
        (0..width).map(words).collect()
    }
}

/// The row of the header. Titles and notes above it are narrower than the table; it is the first row
/// about as wide as the table is, unless a wider one of words alone follows.
fn header(grid: &Grid) -> Option<usize> {
    let width = |row: usize| grid.cells(row).filter(|cell| !cell.trim().is_empty()).count();
    let mut widths: Vec<usize> = (0..grid.rows().min(SAMPLE)).map(width).collect();
    widths.sort_unstable();
    let typical = widths.get(widths.len() / 2).copied()?;
    let wanted = (typical * 3).div_ceil(5).max(typical.min(2));
    let rows = 0..grid.rows().min(LAST_HEADER);
    let mut found = rows.clone().find(|row| width(*row) >= wanted)?;
    let is_words = |row: usize| grid.cells(row).map(look).all(|look| look != Look::Number);
    while found + 1 < rows.end && width(found + 1) > width(found) && is_words(found + 1) {
        found += 1;
    }
    (!is_data(grid, found)).then_some(found)
}

/// Whether a row looks like those below it: it has numbers or dates where they have them. Years and
/// numbers that count up are headings of wide tables all the same.
fn is_data(grid: &Grid, row: usize) -> bool {
    const BELOW: usize = 20;
    let numbers: Vec<f64> =
        grid.cells(row).filter_map(|cell| cell.trim().parse::<f64>().ok()).collect();
    let is_year = |value: &f64| value.fract() == 0.0 && (1900.0..=2100.0).contains(value);
    let counts_up = numbers.len() > 1
        && numbers.windows(2).all(|pair| matches!(pair, [one, next] if *next == one + 1.0));
    let are_headings = counts_up || numbers.iter().all(is_year);
    let below = row + 1..(row + 1 + BELOW).min(grid.rows());
    grid.cells(row).enumerate().any(|(column, cell)| {
        let kind = look(cell);
        let is_value = kind == Look::Date || kind == Look::Number && !are_headings;
        let filled = below.clone().filter_map(|row| grid.cell(row, column)).map(look);
        let filled: Vec<Look> = filled.filter(|look| *look != Look::Blank).collect();
        let alike = filled.iter().filter(|look| **look == kind).count();
        is_value && alike > 0 && alike * 2 > filled.len()
    })
}

fn look(cell: &str) -> Look {
    let cell = cell.trim();
    let bare = cell.trim_end_matches('%').trim_start_matches(['-', '$', '€', '£', '¥', '₹', '₩']);
    let is_date = || {
        let mut parts = cell.get(..10).unwrap_or(cell).split('-');
        let mut next = |length: usize| {
            let part = parts.next().unwrap_or_default();
            part.len() == length && part.bytes().all(|byte| byte.is_ascii_digit())
        };
        next(4) && next(2) && (cell.len() == 7 || next(2))
    };
    if cell.is_empty() {
        Look::Blank
    } else if bare.starts_with(|sign: char| sign.is_ascii_digit()) && bare.parse::<f64>().is_ok() {
        Look::Number
    } else if is_date() {
        Look::Date
    } else {
        Look::Word
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn laid(rows: &[&[&str]]) -> Laid {
        let mut page = Page::default();
        for (row, cells) in rows.iter().enumerate() {
            for (column, cell) in cells.iter().enumerate() {
                page.add((row as u32, column as u32), cell).unwrap();
            }
        }
        page.finish().unwrap();
        Laid::of(page)
    }

    fn sheet(rows: &[&[&str]], merged: &[Merged]) -> Sheet {
        laid(rows).sheet(&Arc::from("a.xlsx"), merged).unwrap().unwrap()
    }

    const BODY: [&[&str]; 3] =
        [&["x", "3", "2026-01-02"], &["y", "4", "2026-02-02"], &["z", "", "2026-03-02"]];

    #[test]
    fn titles_above_the_header_are_passed_over_and_told() {
        let head: [&[&str]; 4] =
            [&["Funding of 2026"], &[], &["Source", "The register"], &["Name", "Rounds", "Date"]];
        let sheet = sheet(&[&head[..], &BODY[..]].concat(), &[]);
        assert_eq!(sheet.headings, ["Name", "Rounds", "Date"]);
        assert_eq!((sheet.facts.header_line, sheet.facts.preamble), (Some(4), 3));
        assert_eq!((sheet.grid.rows(), sheet.grid.line(0)), (3, 5));
        assert!(sheet.facts.remarks[0].contains("“Funding of 2026”, “Source”, “The register”"));
    }

    #[test]
    fn a_sheet_without_a_header_gets_numbers_for_names() {
        let sheet = sheet(&BODY, &[]);
        assert_eq!(sheet.headings, ["column 1", "column 2", "column 3"]);
        assert_eq!((sheet.facts.header_line, sheet.grid.rows()), (None, 3));
    }

    #[test]
    fn years_months_and_counts_are_headings_of_wide_tables() {
        for head in
            [["Model", "2024", "2025"], ["Model", "2026-01-01", "2026-02-01"], ["Week", "1", "2"]]
        {
            let rows: [&[&str]; 3] = [&head, &["x", "5", "7"], &["y", "6", "8"]];
            assert_eq!(sheet(&rows, &[]).headings, head);
        }
    }

    #[test]
    fn names_of_groups_stand_before_those_of_their_columns() {
        let rows: [&[&str]; 4] = [
            &["Company", "2024", "", "2025", ""],
            &["", "H1", "H2", "H1", "H2"],
            &["x", "1", "2", "3", "4"],
            &["y", "1", "2", "3", "4"],
        ];
        let block = |rows, columns| Merged { rows, columns };
        let merged = [block((0, 1), (0, 0)), block((0, 0), (1, 2)), block((0, 0), (3, 4))];
        let sheet = sheet(&rows, &merged);
        assert_eq!(sheet.headings, ["Company", "2024 H1", "2024 H2", "2025 H1", "2025 H2"]);
        assert_eq!(sheet.grid.rows(), 2);
    }

    #[test]
    fn a_list_of_one_column_begins_with_its_header() {
        let sheet = sheet(&[&["name"], &["x"], &["y"]], &[]);
        assert_eq!((sheet.headings, sheet.grid.rows()), (vec!["name".to_owned()], 2));
        assert!(laid(&[]).sheet(&Arc::from("a"), &[]).unwrap().is_none());
    }
}
