//! The cells of a file as text, in one piece of memory.

/// Rows of text cells. A million small cells take their text and five bytes each: a string of its
/// own for each would take ten times that.
#[derive(Clone, Debug, Default)]
pub struct Grid {
    /// Each cell is followed by one byte that belongs to none. That lets a row without quotation
    /// marks be copied from a file in one piece, with the signs between its cells.
    text: String,
    /// Where each cell ends in the text.
    cells: Vec<u32>,
    /// Where each row ends in the cells.
    rows: Vec<u32>,
    /// The line on which each row begins, from 1; in a spreadsheet the number of the row.
    lines: Vec<u32>,
}

/// The grid holds as much text as it can address.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[error("the table holds more than 4 GB of text")]
pub struct Full;

/// A place between two cells, to go back to.
#[derive(Clone, Copy, Debug)]
pub struct Bookmark {
    text: usize,
    cells: usize,
}

impl Bookmark {
    /// How much text stands before it, in bytes.
    pub(super) fn text(self) -> usize {
        self.text
    }

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
    /// An empty grid with room for text of this many bytes.
    pub fn with_room(bytes: usize) -> Self {
        Self { text: String::with_capacity(bytes), ..Self::default() }
    }

    /// Adds a row.
    pub fn push<'a>(
        &mut self,
        line: u64,
        cells: impl IntoIterator<Item = &'a str>,
    ) -> Result<(), Full> {
        for cell in cells {
            self.write(cell);
            self.end_cell(self.text.len());
            self.write("\n");
        }
        self.end_row(line)
    }

    /// Where the next text will stand.
    pub(super) fn end(&self) -> usize {
        self.text.len()
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
        u32::try_from(self.text.len()).map_err(|_too_long| Full)?;
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
        (start.cells..self.cells.len()).filter_map(|index| self.at(index))
    }

    /// Gives back the room that was not needed.
    pub fn shrink(&mut self) {
        self.text.shrink_to_fit();
        self.cells.shrink_to_fit();
        self.rows.shrink_to_fit();
        self.lines.shrink_to_fit();
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

    /// The cell as it stands in the file; `None` beyond the end of the row or of the grid.
    pub fn cell(&self, row: usize, column: usize) -> Option<&str> {
        let (start, end) = self.span(row);
        let index = start.checked_add(column).filter(|index| *index < end)?;
        self.at(index)
    }

    /// The cells of a row, in order.
    pub fn cells(&self, row: usize) -> impl Iterator<Item = &str> {
        let (start, end) = self.span(row);
        (start..end).filter_map(|index| self.at(index))
    }

    /// Whether the two hold the same rows, on whichever lines.
    pub fn has_the_cells_of(&self, other: &Self) -> bool {
        self.rows() > 0
            && (&self.text, &self.cells, &self.rows) == (&other.text, &other.cells, &other.rows)
    }

    /// The line on which the row begins, from 1; 0 beyond the last.
    pub fn line(&self, row: usize) -> u64 {
        self.lines.get(row).copied().unwrap_or_default().into()
    }

    /// The line on which the row begins that this line belongs to; `None` for lines above the rows.
    pub fn row_line(&self, line: u64) -> Option<u64> {
        self.row_at(line).map(|row| self.line(row))
    }

    /// The row, from 0, that this line belongs to; `None` for lines above the rows.
    pub fn row_at(&self, line: u64) -> Option<usize> {
        let after = self.lines.partition_point(|start| u64::from(*start) <= line);
        after.checked_sub(1)
    }

    fn at(&self, index: usize) -> Option<&str> {
        let start = match index.checked_sub(1) {
            Some(before) => *self.cells.get(before)? as usize + 1,
            None => 0,
        };
        self.text.get(start..*self.cells.get(index)? as usize)
    }

    /// First cell of a row and the one after its last.
    fn span(&self, row: usize) -> (usize, usize) {
        let end = self.rows.get(row).copied().unwrap_or_default() as usize;
        let before = row.checked_sub(1).and_then(|before| self.rows.get(before));
        (before.copied().unwrap_or_default().min(end as u32) as usize, end)
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
