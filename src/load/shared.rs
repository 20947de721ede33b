//! What the rows of a table have in common, kept once: words, units, dates and places.

#![expect(clippy::disallowed_types, reason = "they are asked, and never walked through")]

use std::collections::{BTreeMap, HashMap, HashSet};
use std::hash::{BuildHasherDefault, Hasher};
use std::sync::Arc;

use foldhash::fast::RandomState;

use crate::model::indicator::{About, Indicator};
use crate::model::statement::undated;
use crate::model::{DateRange, Known, Provenance, Unit};

/// A date as statements hold it.
pub type AsOf = Arc<Known<DateRange>>;

/// What the rows read so far have in common. It lives as long as the reading of one table.
#[derive(Debug, Default)]
pub struct Shared {
    words: HashSet<Arc<str>, RandomState>,
    units: HashMap<Arc<str>, Unit, RandomState>,
    /// By the column they stand in, whose order of day and month may be its own.
    dates: BTreeMap<usize, HashMap<String, AsOf, RandomState>>,
    provenances: HashSet<Arc<Provenance>, RandomState>,
    indicators: ByParts<Indicator>,
    abouts: ByParts<About>,
    /// What names the rows of a file that have no id.
    rows: HashMap<Arc<str>, Arc<str>, RandomState>,
    /// What all rows of a file say of their place, where it has no column for any of it.
    pub(super) plain: Option<Arc<Provenance>>,
    undated: Option<AsOf>,
}

impl Shared {
    /// The word, shared with the rows that have it too.
    pub fn word(&mut self, text: &str) -> Arc<str> {
        if text.is_empty() {
            return Arc::default();
        }
        if let Some(known) = self.words.get(text) {
            return Arc::clone(known);
        }
        let word: Arc<str> = text.into();
        self.words.insert(Arc::clone(&word));
        word
    }

    /// The unit that the text means.
    pub fn unit(&mut self, text: &str) -> Unit {
        if let Some(known) = self.units.get(text) {
            return known.clone();
        }
        let unit = Unit::from_text(text);
        self.units.insert(text.into(), unit.clone());
        unit
    }

    /// Forgets how dates were read: another file may have the day where this one has the month.
    pub fn begin_part(&mut self) {
        self.dates.clear();
    }

    /// The date that the text of a cell was read as before.
    pub fn date(&self, column: usize, text: &str) -> Option<AsOf> {
        self.dates.get(&column)?.get(text).map(Arc::clone)
    }

    /// Keeps what the text of a cell was read as.
    pub fn keep_date(&mut self, column: usize, text: &str, date: Known<DateRange>) -> AsOf {
        let date = self.one_date(date);
        self.dates.entry(column).or_default().insert(text.to_owned(), Arc::clone(&date));
        date
    }

    /// The date, shared where it is absent.
    pub fn one_date(&mut self, date: Known<DateRange>) -> AsOf {
        match date {
            Known::NotStated => Arc::clone(self.undated.get_or_insert_with(undated)),
            date => Arc::new(date),
        }
    }

    /// The place, shared with the rows that have it too.
    pub fn provenance(&mut self, provenance: Provenance) -> Arc<Provenance> {
        if let Some(known) = self.provenances.get(&provenance) {
            return Arc::clone(known);
        }
        let provenance = Arc::new(provenance);
        self.provenances.insert(Arc::clone(&provenance));
        provenance
    }

    /// What comes before the line in the name of a row: the table, and the file where it has several.
    pub fn rows(&mut self, table: &str, file: Option<&Arc<str>>) -> Arc<str> {
        let key = file.map(Arc::clone).unwrap_or_default();
        let name = || match file {
            Some(file) => format!("{table} {file}").into(),
            None => table.into(),
        };
        Arc::clone(self.rows.entry(key).or_insert_with(name))
    }

    /// What is said of the subject, shared with the rows that say it too. All parts are those that
    /// were shared here.
    pub fn about(&mut self, subject: Arc<str>, indicator: Indicator) -> Arc<About> {
        let parts = [
            Arc::as_ptr(&indicator.measure).addr(),
            Arc::as_ptr(&indicator.scope).addr(),
            indicator.unit.name().as_ptr().addr(),
            Arc::as_ptr(&indicator.provenance).addr(),
            Arc::as_ptr(&indicator.rows).addr(),
        ];
        let indicator = one_of(&mut self.indicators, mixed(&parts), indicator);
        let parts = [Arc::as_ptr(&subject).addr(), Arc::as_ptr(&indicator).addr()];
        one_of(&mut self.abouts, mixed(&parts), About { subject, indicator })
    }
}

/// The addresses of parts in one number.
fn mixed(parts: &[usize]) -> u64 {
    parts.iter().fold(0, |mixed: u64, address| {
        let mixed = (mixed.rotate_left(5) ^ *address as u64).wrapping_mul(0x9E37_79B9_7F4A_7C15);
        mixed ^ (mixed >> 32)
    })
}

/// By what the addresses of their parts come to, each of which is there once.
type ByParts<T> = HashMap<u64, Arc<T>, BuildHasherDefault<Mixed>>;

/// The one that has the same parts, or this from now on.
fn one_of<T: SameParts>(known: &mut ByParts<T>, mixed: u64, of: T) -> Arc<T> {
    match known.get(&mixed) {
        Some(known) if known.has_parts_of(&of) => Arc::clone(known),
        // Two that come to the same are rare: the second is not shared.
        Some(_) => Arc::new(of),
        None => {
            let of = Arc::new(of);
            known.insert(mixed, Arc::clone(&of));
            of
        }
    }
}

/// What is made of parts that are there once.
trait SameParts {
    /// Whether the parts of both are the same pieces of memory.
    fn has_parts_of(&self, other: &Self) -> bool;
}

impl SameParts for About {
    fn has_parts_of(&self, other: &Self) -> bool {
        Arc::ptr_eq(&self.subject, &other.subject) && Arc::ptr_eq(&self.indicator, &other.indicator)
    }
}

impl SameParts for Indicator {
    fn has_parts_of(&self, other: &Self) -> bool {
        Arc::ptr_eq(&self.measure, &other.measure)
            && Arc::ptr_eq(&self.scope, &other.scope)
            && self.unit == other.unit
            && Arc::ptr_eq(&self.provenance, &other.provenance)
            && Arc::ptr_eq(&self.rows, &other.rows)
    }
}

/// Takes numbers that are mixed already as they are.
#[derive(Clone, Copy, Debug, Default)]
struct Mixed(u64);

impl Hasher for Mixed {
    fn finish(&self) -> u64 {
        self.0
    }

    fn write(&mut self, bytes: &[u8]) {
        for byte in bytes {
            self.0 = (self.0 << 8) ^ u64::from(*byte);
        }
    }

    fn write_u64(&mut self, mixed: u64) {
        self.0 = mixed;
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn about(shared: &mut Shared, subject: &str, scope: &str) -> Arc<About> {
        let indicator = Indicator {
            measure: shared.word("downloads"),
            scope: shared.word(scope),
            unit: Unit::none(),
            provenance: shared.provenance(Provenance::default()),
            rows: shared.rows("adoption", None),
        };
        let subject = shared.word(subject);
        shared.about(subject, indicator)
    }

    #[test]
    fn what_rows_have_in_common_is_there_once_and_what_differs_is_not_mixed_up() {
        let mut shared = Shared::default();
        let first = about(&mut shared, "Qwen", "");
        assert!(Arc::ptr_eq(&first, &about(&mut shared, "Qwen", "")));
        let other = about(&mut shared, "Llama", "");
        let within = about(&mut shared, "Qwen", "Hugging Face");
        assert_eq!((&*other.subject, &*within.scope), ("Llama", "Hugging Face"));
        assert!(Arc::ptr_eq(&first.provenance, &other.provenance));
        assert_eq!(shared.unit("%"), Unit::Percent);
        assert_eq!(shared.unit("models"), shared.unit("models"));
    }

    #[test]
    fn the_same_text_may_be_another_date_in_another_column() {
        let mut shared = Shared::default();
        let [may, july] =
            ["2018-05-07", "2018-07-05"].map(|text| Known::from(DateRange::parse(text)));
        shared.keep_date(0, "05/07/2018", may.clone());
        shared.keep_date(1, "05/07/2018", july.clone());
        let found = |column| shared.date(column, "05/07/2018").map(|date| Known::clone(&date));
        assert_eq!([found(0), found(1), found(2)], [Some(may), Some(july), None]);
        shared.begin_part();
        assert_eq!(shared.date(0, "05/07/2018"), None, "another file has its own order");
    }
}
