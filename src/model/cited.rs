//! What the marks of a figure stand on, gathered once.

use std::collections::{BTreeMap, BTreeSet};

use super::mark::Mark;
use super::provenance::Provenance;
use super::statement::Statement;

/// The places that some marks come from, and those of their records that evidence is about.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Cited {
    /// Sections by source; a file that names no source stands for itself.
    pub places: BTreeMap<String, BTreeSet<String>>,
    /// Ids of the records that a claim or a caveat names.
    pub records: BTreeSet<String>,
    /// The same for each mark that has any, by its key.
    by_mark: BTreeMap<String, BTreeSet<String>>,
}

/// The ids that claims and caveats name: few, where the records may be a million.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Named {
    ids: BTreeSet<String>,
    /// Whether any of them may be the name of a record without an id.
    has_lines: bool,
}

impl Named {
    /// These ids.
    pub fn of(ids: impl IntoIterator<Item = String>) -> Self {
        let ids: BTreeSet<String> = ids.into_iter().collect();
        let has_lines = ids.iter().any(|id| id.contains(" line "));
        Self { ids, has_lines }
    }

    /// The id of the statement's record, where it is one of them.
    fn record<'a>(&'a self, said: &Statement) -> Option<&'a String> {
        match said.own_id() {
            Some(id) => self.ids.get(id),
            None if self.has_lines => self.ids.get(said.record().as_ref()),
            None => None,
        }
    }
}

impl Cited {
    /// Gathers what these marks stand on.
    pub fn of(marks: &[Mark], named: &Named) -> Self {
        let mut cited = Self::default();
        cited.gather_places(marks);
        if named.ids.is_empty() {
            return cited;
        }
        for mark in marks {
            let records: BTreeSet<String> =
                mark.statements().iter().filter_map(|said| named.record(said)).cloned().collect();
            if !records.is_empty() {
                cited.records.extend(records.iter().cloned());
                cited.by_mark.insert(mark.key.clone(), records);
            }
        }
        cited
    }

    /// Ids of the records behind a mark that a claim or a caveat names.
    pub fn records_of(&self, mark: &Mark) -> &BTreeSet<String> {
        static NONE: BTreeSet<String> = BTreeSet::new();
        self.by_mark.get(&mark.key).unwrap_or(&NONE)
    }

    fn gather_places(&mut self, marks: &[Mark]) {
        // Rows of a file share their places: each is looked at once, and a run of them not at all.
        let mut known: BTreeSet<*const Provenance> = BTreeSet::new();
        let mut last = std::ptr::null();
        for place in marks.iter().flat_map(Mark::places) {
            let here = std::ptr::from_ref(place);
            if here == last || !known.insert(here) {
                last = here;
                continue;
            }
            last = here;
            if place.sources.is_empty() {
                // A slide names the file, and not the folders of whoever made it.
                let name = place.file.rsplit(['/', '\\']).next().unwrap_or(&place.file);
                self.add(name, "");
            }
            for source in &place.sources {
                self.add(source, &place.section);
            }
        }
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

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::Known;
    use crate::model::Said;
    use crate::model::statement::Value;

    fn said(record: &str, source: &str, section: &str) -> Said {
        let place = Provenance {
            sources: vec![source.to_owned()],
            section: section.to_owned(),
            ..Provenance::default()
        };
        let said = Statement::sample(record, ("", ""), Value::Number(Known::NotStated));
        Said::new(said.at(&place.into()))
    }

    #[test]
    fn places_are_gathered_by_source_and_records_only_where_evidence_names_them() {
        let [one, two, three] =
            [said("one", "A", "Text"), said("two", "B", "Table"), said("three", "A", "Notes")];
        let marks = [
            Mark::of("first", "", "").standing_for_each([&one, &two, &one]),
            Mark::of("second", "", "").standing_for(&three),
        ];
        let named = Named::of(["two", "four"].map(str::to_owned));
        let cited = Cited::of(&marks, &named);
        let places: Vec<(&str, usize)> =
            cited.places.iter().map(|(source, of)| (source.as_str(), of.len())).collect();
        assert_eq!(places, [("A", 2), ("B", 1)]);
        assert_eq!(cited.records.iter().collect::<Vec<_>>(), ["two"]);
        let of = |mark: &Mark| cited.records_of(mark).iter().cloned().collect::<Vec<_>>();
        assert_eq!(marks.each_ref().map(of), [vec!["two".to_owned()], Vec::new()]);
    }
}
