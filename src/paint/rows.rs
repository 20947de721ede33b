//! How high the rows of a list are, and how many of them a page has room for.

use super::Stage;

/// Row heights for a list that must fit.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct RowFit {
    /// Height of one row, in points.
    pub height: f32,
    /// How many rows are drawn; fewer than asked for only on a page that has no room for all.
    pub shown: usize,
}

impl Stage<'_> {
    /// Chooses a row height between `tallest` and `lowest`, so that as many of `rows` rows as can
    /// be fit into `height`. In a window all rows are shown, and the list scrolls.
    pub fn fit_rows(&self, rows: usize, height: f32, (lowest, tallest): (f32, f32)) -> RowFit {
        let even = (height / rows.max(1) as f32).clamp(lowest, tallest);
        let room = (height / even).floor().max(1.0) as usize;
        if !self.is_page() || room >= rows {
            return RowFit { height: even, shown: rows };
        }
        // The last line says how many are left out.
        RowFit { height: even, shown: room.saturating_sub(1).max(1) }
    }
}
