//! The cells of one sheet as text, gathered row by row.

use crate::load::formats::headings::MOST_COLUMNS;
use crate::load::grid::{Full, Grid};
use crate::load::progress::Progress;

/// The most cells of a sheet that are read, blank ones between others included.
pub const MOST_CELLS: usize = 20_000_000;

/// The most text of a sheet, in bytes. A cell may repeat one long text of the workbook millions of
/// times at no cost to the file.
const MOST_TEXT: usize = 512 << 20;

/// After this many rows it is asked whether to go on.
const CHUNK: usize = 1024;

/// Why a workbook cannot be read.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum Refusal {
    /// It is encrypted.
    #[error("the workbook is protected by a password")]
    Password,
    /// It is not what it says it is.
    #[error("the workbook is damaged: {0}")]
    Damaged(String),
    /// It would take too much memory or time.
    #[error("{0}")]
    TooLarge(String),
    /// Somebody asked for it.
    #[error("the reading was stopped")]
    Stopped,
    /// It is of a kind that is not read.
    #[error("this is {0}, which is not read")]
    OtherKind(String),
}

impl Refusal {
    /// What to do about it.
    pub fn hint(&self) -> &'static str {
        match self {
            Self::Password => "remove the password in the spreadsheet and save it again",
            Self::Damaged(_) => "open it in a spreadsheet and save it again as XLSX",
            Self::TooLarge(_) => "keep the rows and columns you need, or save the sheet as CSV",
            Self::Stopped => "open it again",
            Self::OtherKind(_) => "save the table as XLSX or CSV",
        }
    }
}

impl From<Full> for Refusal {
    fn from(full: Full) -> Self {
        Self::TooLarge(full.to_string())
    }
}

/// A block of cells that a workbook shows as one, first and last included, from 0.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Merged {
    /// First and last row.
    pub rows: (u32, u32),
    /// First and last column.
    pub columns: (u32, u32),
}

/// The rows of a sheet that hold anything, each with its number in the sheet.
#[derive(Debug, Default)]
pub struct Page {
    /// Asked after each few rows whether to go on.
    progress: Progress,
    /// Cells without the blank ones at the end of each row.
    pub grid: Grid,
    row: Option<u32>,
    cells: Vec<String>,
    count: usize,
    text: usize,
}

impl Page {
    /// A page whose reading is watched.
    pub fn watched_by(progress: &Progress) -> Self {
        Self { progress: progress.clone(), ..Self::default() }
    }

    /// Adds a cell, whose row and column are counted from 0. Rows come in order.
    pub fn add(&mut self, (row, column): (u32, u32), text: &str) -> Result<(), Refusal> {
        if text.trim().is_empty() {
            return Ok(());
        }
        if self.row != Some(row) {
            self.finish()?;
            self.row = Some(row);
            let number = u64::from(row) + 1;
            let last = self.grid.rows().checked_sub(1).map_or(0, |last| self.grid.line(last));
            if number <= last {
                let message = format!("row {number} follows row {last}");
                return Err(Refusal::Damaged(message));
            }
        }
        let column = column as usize;
        if column >= MOST_COLUMNS {
            let message = format!(
                "row {} has a cell in column {}, and {MOST_COLUMNS} columns can be read",
                row + 1,
                column + 1
            );
            return Err(Refusal::TooLarge(message));
        }
        while self.cells.len() <= column {
            self.cells.push(String::new());
        }
        self.expect(0, text.len())?;
        self.text += text.len();
        if let Some(cell) = self.cells.get_mut(column) {
            cell.clear();
            cell.push_str(text);
        }
        Ok(())
    }

    /// Refuses more cells, of text of this length in bytes, than there is room for, before the first
    /// of them is added.
    pub fn expect(&self, cells: usize, text: usize) -> Result<(), Refusal> {
        if self.count.saturating_add(cells) > MOST_CELLS {
            let message = format!("the sheet has more than {MOST_CELLS} cells");
            return Err(Refusal::TooLarge(message));
        }
        if self.text.saturating_add(text) > MOST_TEXT {
            let message = format!("the sheet has more than {} MB of text", MOST_TEXT >> 20);
            return Err(Refusal::TooLarge(message));
        }
        Ok(())
    }

    /// Ends the last row.
    pub fn finish(&mut self) -> Result<(), Refusal> {
        let Some(row) = self.row.take() else { return Ok(()) };
        let width = self.cells.iter().rposition(|cell| !cell.is_empty()).map_or(0, |last| last + 1);
        self.expect(width, 0)?;
        self.count += width;
        let cells = self.cells.iter().take(width).map(String::as_str);
        self.grid.push(u64::from(row) + 1, cells)?;
        if self.grid.rows().is_multiple_of(CHUNK) && self.progress.is_cancelled() {
            return Err(Refusal::Stopped);
        }
        self.cells.iter_mut().for_each(String::clear);
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn blank_rows_and_cells_leave_no_trace_but_row_numbers_stay() {
        let mut page = Page::default();
        for (place, text) in [((0, 0), " "), ((2, 1), "b"), ((2, 4), ""), ((7, 0), "a")] {
            page.add(place, text).unwrap();
        }
        page.finish().unwrap();
        let row = |row: usize| (page.grid.line(row), page.grid.cells(row).collect::<Vec<_>>());
        assert_eq!((row(0), row(1)), ((3, vec!["", "b"]), (8, vec!["a"])));
        assert_eq!(page.grid.rows(), 2);
    }

    #[test]
    fn rows_out_of_order_and_far_columns_are_refused() {
        let mut page = Page::default();
        page.add((5, 0), "a").unwrap();
        assert!(matches!(page.add((4, 0), "b"), Err(Refusal::Damaged(_))));
        assert!(matches!(Page::default().add((0, 16_383), "b"), Err(Refusal::TooLarge(_))));
    }
}
