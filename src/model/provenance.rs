//! Where a value comes from, and on what footing it stands.

use std::ops::Deref;
use std::sync::Arc;

use super::choice::Choice;

/// On what footing a value stands.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Basis {
    /// The source says so.
    #[default]
    Stated,
    /// The source's own assessment.
    Judged,
    /// Computed here from stated values.
    Derived,
    /// The source reports a party's own claim.
    Claimed,
}

impl Choice for Basis {
    const ALL: &'static [Self] = &[Self::Stated, Self::Judged, Self::Derived, Self::Claimed];

    fn key(self) -> &'static str {
        match self {
            Self::Stated => "stated",
            Self::Judged => "judged",
            Self::Derived => "derived",
            Self::Claimed => "claimed",
        }
    }
}

impl Basis {
    /// What the word means, for a tooltip.
    pub fn meaning(self) -> &'static str {
        match self {
            Self::Stated => "The source says so",
            Self::Judged => "The source's own assessment",
            Self::Derived => "Computed here from stated values",
            Self::Claimed => "The source reports a party's own claim",
        }
    }
}

/// The place of values in their source, and the file they were read from. The rows of a file that
/// differ in nothing but their line share one: see [`Located`].
#[derive(Clone, Debug, Default, PartialEq, Eq, Hash)]
pub struct Provenance {
    /// Ids of the sources; empty for a file that names none.
    pub sources: Vec<String>,
    /// Heading in the source; empty where none is given.
    pub section: String,
    /// Paragraph, row or entry under that heading; empty where none is given.
    pub paragraph: String,
    /// The source's own citation marks.
    pub citations: Vec<String>,
    /// On what footing the value stands.
    pub basis: Basis,
    /// What a reader should know of it; empty where there is nothing.
    pub note: String,
    /// The data file.
    pub file: Arc<str>,
}

/// A place in a source, and the line of the data file that tells of it: a pointer to what rows
/// share, with what each has of its own.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Located {
    provenance: Arc<Provenance>,
    /// The line in the data file, from 1.
    line: u32,
}

impl Deref for Located {
    type Target = Provenance;

    fn deref(&self) -> &Provenance {
        &self.provenance
    }
}

impl Located {
    /// A place told of on this line of the data file, from 1.
    pub fn new(provenance: impl Into<Arc<Provenance>>, line: u32) -> Self {
        Self { provenance: provenance.into(), line }
    }

    /// The line in the data file, from 1.
    pub fn line(&self) -> u32 {
        self.line
    }

    /// What other rows may share of it.
    pub fn provenance(&self) -> &Arc<Provenance> {
        &self.provenance
    }

    /// Another place that the same line tells of.
    pub fn with(&self, provenance: Provenance) -> Self {
        Self::new(provenance, self.line)
    }

    /// The place with its source: `[B] Timeline, entry 3 [7]`.
    pub fn full(&self) -> String {
        match self.sources.join("] [").as_str() {
            "" => self.place(),
            sources => format!("[{sources}] {}", self.place()),
        }
    }

    /// The place in words: `Timeline, entry 3 [7]`; the data file and line where no source is named.
    pub fn place(&self) -> String {
        if self.sources.is_empty() && self.section.is_empty() {
            return format!("{}, line {}", self.file, self.line);
        }
        let mut place = self.section.clone();
        if !self.paragraph.is_empty() {
            let paragraph = match self.paragraph.parse::<u32>() {
                Ok(number) => format!("paragraph {number}"),
                Err(_) => self.paragraph.clone(),
            };
            let comma = if place.is_empty() { "" } else { ", " };
            place = format!("{place}{comma}{paragraph}");
        }
        if !self.citations.is_empty() {
            place = format!("{place} [{}]", self.citations.join("]["));
        }
        place.trim().to_owned()
    }
}

impl From<Provenance> for Located {
    /// A place that no line tells of.
    fn from(provenance: Provenance) -> Self {
        Self::new(provenance, 0)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_place_reads_as_a_reference() {
        let place = Located::from(Provenance {
            sources: vec!["B".to_owned()],
            section: "Timeline".to_owned(),
            paragraph: "entry 3".to_owned(),
            citations: vec!["7".to_owned(), "8".to_owned()],
            ..Provenance::default()
        });
        assert_eq!(place.place(), "Timeline, entry 3 [7][8]");
        let own = Provenance { file: Arc::from("mine.csv"), ..Provenance::default() };
        let own = Located::new(own, 7);
        assert_eq!(own.place(), "mine.csv, line 7");
    }
}
