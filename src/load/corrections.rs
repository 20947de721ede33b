//! Texts that the user put in the place of others that cannot be read.

use serde::{Deserialize, Serialize};

/// Texts that the user put in the place of others, for this load.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(transparent)]
pub struct Corrections(Vec<Correction>);

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

impl Corrections {
    /// Adds one.
    pub fn push(&mut self, correction: Correction) {
        self.0.push(correction);
    }

    /// Whether there are none.
    pub fn is_empty(&self) -> bool {
        self.0.is_empty()
    }

    /// All of them, in the order given.
    pub fn iter(&self) -> impl Iterator<Item = &Correction> {
        self.0.iter()
    }

    /// What to read in a cell: the text found there, or what the user put in its place.
    pub fn read<'a>(&'a self, line: u64, column: usize, found: &'a str) -> &'a str {
        let fits = |correction: &&Correction| {
            correction.column == column
                && correction.found == found
                && correction.line.is_none_or(|wanted| wanted == line)
        };
        self.0.iter().find(fits).map_or(found, |correction| &correction.read)
    }
}
