//! The cells of a file as text, in one piece of memory.

use super::contents::Text;
use super::runs::Runs;

/// Rows of text cells. A million small cells take five bytes each beside the file: a string of its
/// own for each would take ten times that.
///
/// Of a text, a row without quotation marks is not copied: its cells are places in the text, with one
/// sign between them. Other rows are written down here, each cell followed by one byte that belongs
/// to none. Places in what is written down are counted on from the end of the text.
#[derive(Clone, Debug, Default)]
pub struct Grid {
    /// What the rows were cut from; empty where they come from elsewhere.
    file: Text,
    /// What was written down.
    text: String,
    /// Where each cell ends.
    cells: Vec<u32>,
    /// Where each row begins.
    starts: Vec<u32>,
    /// Where each row ends in the cells.
    rows: Runs,
    /// The line on which each row begins, from 1; in a spreadsheet the number of the row.
    lines: Runs,
    /// Where the row begins that is being written.
    open: usize,
}

/// The grid holds as much text as it can address.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[error("the table holds more than 4 GB of text")]
pub struct Full;

/// Where a row stands.
#[derive(Clone, Copy, Debug)]
pub struct Place {
    /// Its first cell, and the one after its last.
    first: usize,
    end: usize,
    /// Where its text begins.
    start: usize,
}

/// A place between two cells, to go back to.
#[derive(Clone, Copy, Debug)]
pub struct Bookmark {
    text: usize,
    cells: usize,
}

impl Bookmark {
    /// How many cells stand before it.
    pub(super) fn cells(self) -> usize {
        self.cells
    }
}

impl PartialEq for Grid {
    /// Whether the cells are the same; what stood between them in the file does not matter.
    fn eq(&self, other: &Self) -> bool {
        self.rows == other.rows
            && self.lines == other.lines
            && (0..self.rows()).all(|row| self.cells(row).eq(other.cells(row)))
    }
}

impl Eq for Grid {}

impl Grid {
    /// An empty grid for the rows of this text.
    pub fn of(file: Text) -> Self {
        Self { file, ..Self::default() }
    }

    /// Adds a row.
    pub fn push<'a>(
        &mut self,
        line: u64,
        cells: impl IntoIterator<Item = &'a str>,
    ) -> Result<(), Full> {
        self.open = self.end();
        for cell in cells {
            self.write(cell);
            self.end_cell(self.end());
            self.write("\n");
        }
        self.end_row(line)
    }

    /// Begins a row at this byte of the text; whether its cells can be places there.
    pub(super) fn begin_row(&mut self, byte: usize) -> bool {
        let is_of_text = !self.file.is_empty();
        self.open = if is_of_text { byte } else { self.end() };
        is_of_text
    }

    /// Says that the row that is being written will be written down from its beginning: the cells
    /// that have ended since the bookmark move with it.
    pub(super) fn write_down(&mut self, start: Bookmark) {
        let (from, to) = (self.open as u32, self.end() as u32);
        for cell in self.cells.iter_mut().skip(start.cells) {
            // More than fits is refused at the end of the row.
            *cell = cell.wrapping_sub(from).wrapping_add(to);
        }
        self.open = self.end();
    }

    /// Where text that is written down next will stand.
    pub(super) fn end(&self) -> usize {
        self.file.len() + self.text.len()
    }

    /// How long the row is that is being written, up to the end of its last cell.
    pub(super) fn open_length(&self) -> usize {
        let end = self.cells.last().map_or(self.open, |end| *end as usize);
        end.saturating_sub(self.open)
    }

    /// Adds text to the row that is being written.
    pub(super) fn write(&mut self, text: &str) {
        self.text.push_str(text);
    }

    /// Says that a cell of the row that is being written ends here; the text before and the byte
    /// after it may be written later.
    pub(super) fn end_cell(&mut self, end: usize) {
        // More than fits is refused at the end of the row.
        self.cells.push(end as u32);
    }

    /// Ends the row that is being written.
    pub(super) fn end_row(&mut self, line: u64) -> Result<(), Full> {
        u32::try_from(self.end()).map_err(|_too_long| Full)?;
        self.starts.push(self.open as u32);
        self.rows.push(u32::try_from(self.cells.len()).map_err(|_too_many| Full)?);
        self.lines.push(u32::try_from(line).unwrap_or(u32::MAX));
        Ok(())
    }

    /// The place that the writing has reached.
    pub(super) fn bookmark(&self) -> Bookmark {
        Bookmark { text: self.text.len(), cells: self.cells.len() }
    }

    /// Forgets what was written of a row since then.
    pub(super) fn go_back(&mut self, to: Bookmark) {
        self.text.truncate(to.text);
        self.cells.truncate(to.cells);
    }

    /// The cells written since then, of a row that has not ended.
    pub(super) fn since(&self, start: Bookmark) -> impl Iterator<Item = &str> {
        let first = start.cells;
        (first..self.cells.len()).filter_map(move |index| self.at((first, self.open), index))
    }

    /// Adds the rows of another, cut from the same text further down, so many lines below.
    pub(super) fn append(&mut self, other: &Self, lines: u64) -> Result<(), Full> {
        let before = self.text.len();
        self.text.push_str(&other.text);
        u32::try_from(self.end()).map_err(|_too_long| Full)?;
        let (cells, starts) = (self.cells.len(), self.starts.len());
        u32::try_from(cells + other.cells.len()).map_err(|_too_many| Full)?;
        self.cells.extend_from_slice(&other.cells);
        self.starts.extend_from_slice(&other.starts);
        self.rows.extend(&other.rows, cells as u32);
        self.lines.extend(&other.lines, u32::try_from(lines).unwrap_or(u32::MAX));
        if !other.text.is_empty() && before > 0 {
            self.shift_written((cells, starts), before as u32);
        }
        Ok(())
    }

    /// Moves what was written down of the rows from these on, which stands behind other text now.
    fn shift_written(&mut self, (cells, starts): (usize, usize), by: u32) {
        let (file, mut first) = (self.file.len(), cells);
        for row in starts..self.starts.len() {
            let end = self.span(row).1;
            if let Some(start) = self.starts.get_mut(row).filter(|start| **start as usize >= file) {
                *start += by;
                self.cells.iter_mut().take(end).skip(first).for_each(|cell| *cell += by);
            }
            first = end;
        }
    }

    /// Gives back the room that was not needed.
    pub fn shrink(&mut self) {
        self.text.shrink_to_fit();
        self.cells.shrink_to_fit();
        self.starts.shrink_to_fit();
        self.rows.shrink();
        self.lines.shrink();
    }

    /// How many rows there are.
    pub fn rows(&self) -> usize {
        self.rows.len()
    }

    /// How many cells the row has.
    pub fn width(&self, row: usize) -> usize {
        let (start, end) = self.span(row);
        end - start
    }

    /// How many bytes the cells of a row have together, with the signs between them.
    pub fn length(&self, row: usize) -> usize {
        let (first, end) = self.span(row);
        let last = end.checked_sub(1).filter(|last| *last >= first);
        let end = last.and_then(|last| self.cells.get(last)).copied().unwrap_or_default();
        (end as usize).saturating_sub(self.start(row))
    }

    /// The cell as it stands in the file; `None` beyond the end of the row or of the grid.
    pub fn cell(&self, row: usize, column: usize) -> Option<&str> {
        self.cell_at(self.place(row), column)
    }

    /// Where a row stands: for asking for several of its cells.
    pub fn place(&self, row: usize) -> Place {
        let (first, end) = self.span(row);
        Place { first, end, start: self.start(row) }
    }

    /// The cell of a row as it stands in the file; `None` beyond the end of the row.
    #[inline]
    pub fn cell_at(&self, row: Place, column: usize) -> Option<&str> {
        let index = row.first.checked_add(column).filter(|index| *index < row.end)?;
        self.at((row.first, row.start), index)
    }

    /// The cells of a row, in order.
    pub fn cells(&self, row: usize) -> impl Iterator<Item = &str> {
        let (first, end) = self.span(row);
        let start = self.start(row);
        (first..end).filter_map(move |index| self.at((first, start), index))
    }

    /// Whether the two hold the same rows, on whichever lines.
    pub fn has_the_cells_of(&self, other: &Self) -> bool {
        self.rows() > 0
            && self.rows == other.rows
            && (0..self.rows()).all(|row| self.cells(row).eq(other.cells(row)))
    }

    /// The line on which the row begins, from 1; 0 beyond the last.
    pub fn line(&self, row: usize) -> u64 {
        self.lines.get(row).unwrap_or_default().into()
    }

    /// The line on which the row begins that this line belongs to; `None` for lines above the rows.
    pub fn row_line(&self, line: u64) -> Option<u64> {
        self.row_at(line).map(|row| self.line(row))
    }

    /// The row, from 0, that this line belongs to; `None` for lines above the rows.
    pub fn row_at(&self, line: u64) -> Option<usize> {
        self.lines.last_up_to(u32::try_from(line).unwrap_or(u32::MAX))
    }

    /// A cell of the row whose first cell and its place are given.
    #[inline]
    fn at(&self, (first, start): (usize, usize), index: usize) -> Option<&str> {
        let start = match index.checked_sub(1) {
            Some(before) if index > first => *self.cells.get(before)? as usize + 1,
            _ => start,
        };
        let (end, before) = (*self.cells.get(index)? as usize, self.file.len());
        match start.checked_sub(before) {
            Some(start) => self.text.get(start..end.checked_sub(before)?),
            None => self.file.get(start..end),
        }
    }

    /// Where a row begins.
    fn start(&self, row: usize) -> usize {
        self.starts.get(row).copied().unwrap_or_default() as usize
    }

    /// First cell of a row and the one after its last.
    #[inline]
    fn span(&self, row: usize) -> (usize, usize) {
        let end = self.rows.get(row).unwrap_or_default();
        let before = row.checked_sub(1).and_then(|before| self.rows.get(before));
        (before.unwrap_or_default().min(end) as usize, end as usize)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn rows_may_differ_in_length_and_cells_may_be_empty() {
        let mut grid = Grid::default();
        grid.push(2, ["a", "", "é"]).unwrap();
        grid.push(5, []).unwrap();
        grid.push(6, ["b"]).unwrap();
        assert_eq!((grid.rows(), grid.width(0), grid.width(1), grid.width(2)), (3, 3, 0, 1));
        assert_eq!(grid.cells(0).collect::<Vec<_>>(), ["a", "", "é"]);
        assert_eq!((grid.cell(0, 2), grid.cell(0, 3), grid.cell(1, 0)), (Some("é"), None, None));
        assert_eq!((grid.cell(2, 0), grid.cell(3, 0)), (Some("b"), None));
        assert_eq!((grid.line(0), grid.line(2), grid.line(9)), (2, 6, 0));
    }
}
