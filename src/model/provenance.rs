//! Where a value comes from, and on what footing it stands.

use std::sync::Arc;

use super::choice::Choice;

/// On what footing a value stands.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord)]
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

/// The place of a value in its source, and in the file it was read from.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
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
    /// The line in the data file, from 1.
    pub line: u64,
}

impl Provenance {
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

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_place_reads_as_a_reference() {
        let place = Provenance {
            sources: vec!["B".to_owned()],
            section: "Timeline".to_owned(),
            paragraph: "entry 3".to_owned(),
            citations: vec!["7".to_owned(), "8".to_owned()],
            ..Provenance::default()
        };
        assert_eq!(place.place(), "Timeline, entry 3 [7][8]");
        let own = Provenance { file: Arc::from("mine.csv"), line: 7, ..Provenance::default() };
        assert_eq!(own.place(), "mine.csv, line 7");
    }
}
