//! Texts that the user put in the place of others that cannot be read.

use serde::{Deserialize, Serialize};

/// Texts that the user put in the place of others, for this load. There may be one for each row of a
/// large file, so they are kept in order.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(from = "Vec<Correction>", into = "Vec<Correction>")]
pub struct Corrections(Vec<Correction>);

impl From<Vec<Correction>> for Corrections {
    fn from(all: Vec<Correction>) -> Self {
        let mut corrections = Self::default();
        corrections.extend(all);
        corrections
    }
}

impl From<Corrections> for Vec<Correction> {
    fn from(corrections: Corrections) -> Self {
        corrections.0
    }
}

/// A text to be read in the place of another.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Correction {
    /// The column, from 0.
    pub column: usize,
    /// The line of the row, from 1; every row with this text where it is `None`.
    pub line: Option<u64>,
    /// The text in the file, without the spaces around it.
    pub found: String,
    /// What to read instead.
    pub read: String,
}

impl Correction {
    /// What it is found by.
    fn key(&self) -> (usize, &str, Option<u64>) {
        (self.column, &self.found, self.line)
    }
}

impl Corrections {
    /// Adds some; each takes the place of an earlier one for the same text in the same place.
    pub fn extend(&mut self, more: impl IntoIterator<Item = Correction>) {
        self.0.extend(more);
        // Sorting keeps the order of equals, so that the last of them is the latest.
        self.0.sort_by(|one, other| one.key().cmp(&other.key()));
        self.0.reverse();
        self.0.dedup_by(|one, other| one.key() == other.key());
        self.0.reverse();
    }

    /// Whether there are none.
    pub fn is_empty(&self) -> bool {
        self.0.is_empty()
    }

    /// All of them, by column and text.
    pub fn iter(&self) -> impl Iterator<Item = &Correction> {
        self.0.iter()
    }

    /// What to read in a cell: the text found there, or what the user put in its place.
    pub fn read<'a>(&'a self, line: u64, column: usize, found: &'a str) -> &'a str {
        // What is said of this row counts more than what is said of all.
        let correction = self.find((column, found, Some(line)));
        let correction = correction.or_else(|| self.find((column, found, None)));
        correction.map_or(found, |correction| &correction.read)
    }

    fn find(&self, key: (usize, &str, Option<u64>)) -> Option<&Correction> {
        let at = self.0.binary_search_by(|correction| correction.key().cmp(&key));
        self.0.get(at.ok()?)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn correction(line: Option<u64>, found: &str, read: &str) -> Correction {
        Correction { column: 1, line, found: found.to_owned(), read: read.to_owned() }
    }

    #[test]
    fn what_is_said_of_one_row_counts_more_than_what_is_said_of_all_and_the_last_word_counts() {
        let mut corrections = Corrections::default();
        corrections.extend([correction(None, "x", "all"), correction(Some(3), "x", "first")]);
        corrections.extend([correction(Some(3), "x", "row"), correction(None, "a", "b")]);
        assert_eq!(corrections.iter().count(), 3);
        assert_eq!(corrections.read(3, 1, "x"), "row");
        assert_eq!(corrections.read(4, 1, "x"), "all");
        assert_eq!(corrections.read(4, 2, "x"), "x", "another column");
    }
}
