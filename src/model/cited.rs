//! What the marks of a figure stand on, gathered once.

use std::collections::{BTreeMap, BTreeSet};

use super::mark::Mark;

/// The records behind some marks and the places they come from.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Cited {
    /// Sections by source; a file that names no source stands for itself.
    pub places: BTreeMap<String, BTreeSet<String>>,
    /// Ids of the records.
    pub records: BTreeSet<String>,
}

impl Cited {
    /// Gathers what these marks stand on.
    pub fn of(marks: &[Mark]) -> Self {
        let mut cited = Self::default();
        for mark in marks {
            for id in mark.records() {
                if !cited.records.contains(id) {
                    cited.records.insert(id.to_owned());
                }
            }
            for place in mark.places() {
                if place.sources.is_empty() {
                    cited.add(&place.file, "");
                }
                for source in &place.sources {
                    cited.add(source, &place.section);
                }
            }
        }
        cited
    }

    fn add(&mut self, source: &str, section: &str) {
        if !self.places.contains_key(source) {
            self.places.insert(source.to_owned(), BTreeSet::new());
        }
        if let Some(sections) = self.places.get_mut(source)
            && !section.is_empty()
            && !sections.contains(section)
        {
            sections.insert(section.to_owned());
        }
    }
}
