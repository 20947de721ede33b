//! What rows with the same words in some fields have in common, made once for all of them.

use std::sync::Arc;

use super::row::Row;
use crate::model::{Asked, Located};

/// What was made of rows, by their words. In a table of a million rows, of which most say the same
/// of the same families, that is one search for a row and not one for each of its fields.
#[derive(Debug)]
pub struct Alike<V> {
    /// By the words of the fields, with a sign between them, and where their place is kept.
    known: Asked<Box<[u8]>, V>,
    /// Those of the row that is being read.
    words: Vec<u8>,
}

impl<V> Default for Alike<V> {
    fn default() -> Self {
        Self { known: Asked::default(), words: Vec::new() }
    }
}

/// Stands between the words of two fields, and in no text: UTF-8 has no such byte.
const BETWEEN: u8 = 0xFF;

impl<V: Clone> Alike<V> {
    /// What `make` makes of the row, or made of another with the same words in these fields and, if
    /// one is given, the same place. It must depend on nothing else. Where it makes nothing, it has
    /// told why, and is asked again for the next such row.
    pub fn of(
        &mut self,
        row: &mut Row<'_>,
        (place, fields): (Option<&Located>, &[&'static str]),
        make: impl FnOnce(&mut Row<'_>) -> Option<V>,
    ) -> Option<V> {
        self.words.clear();
        if let Some(place) = place {
            // Each place is kept once, as long as the table is read.
            let place = Arc::as_ptr(place.provenance()).addr();
            self.words.extend_from_slice(&place.to_ne_bytes());
        }
        for field in fields {
            self.words.extend_from_slice(row.text(field).as_bytes());
            self.words.push(BETWEEN);
        }
        if let Some(known) = self.known.get(self.words.as_slice()) {
            return Some(known.clone());
        }
        let new = make(row)?;
        self.known.keep(self.words.as_slice().into(), new.clone());
        Some(new)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::load::grid::Grid;
    use crate::load::sheet::Sheet;
    use crate::load::{Problems, Table};

    #[test]
    fn rows_with_other_words_or_in_another_place_get_something_of_their_own() {
        let mut grid = Grid::default();
        let rows = [
            ["Qwen", "likes", ""],
            ["Qwen", "likes", ""],
            ["Qwenlikes", "", ""],
            ["Qwen", "likes", "a note"],
            ["", "likes", ""],
            ["", "likes", ""],
            ["Qwen", "likes", ""],
        ];
        for (line, cells) in (2..).zip(rows) {
            grid.push(line, cells).unwrap();
        }
        let headings = ["family", "measure", "note"].map(str::to_owned).to_vec();
        let table = Table::plain("adoption", Sheet { headings, grid, ..Sheet::default() });
        let (mut kept, mut made, mut problems) = (Alike::default(), 0, Problems::default());
        let read = table.records_in_turn(&mut problems, |row| {
            let place = row.provenance()?;
            kept.of(row, (Some(&place), &["family", "measure"]), |row| {
                row.needed("family")?;
                made += 1;
                Some(made)
            })
        });
        assert_eq!(read.items, [1, 1, 2, 3, 1]);
        assert_eq!((read.rejected, problems.len()), (2, 2), "each is told");
    }
}
