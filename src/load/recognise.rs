//! Which table a file feeds, and which of its columns feeds which field.

use super::mapping::{ColumnMapping, Mapping};
use super::reading::ReadAs;
use super::sheet::Sheet;
use super::spec::TableSpec;

/// A table that a file may feed.
#[derive(Clone, Debug, PartialEq)]
pub struct Recognised {
    /// How its columns would be read.
    pub mapping: Mapping,
    /// From 0, no sign of it, to 100, certain.
    pub confidence: u8,
    /// Why, in words: `“Money Raised (in USD)” is an amount`.
    pub reasons: Vec<String>,
    /// What was decided without being certain, in words: `31 dates could be day/month or
    /// month/day`. The user is asked to look.
    pub doubts: Vec<String>,
}

impl Recognised {
    /// Whether the file can be opened without asking.
    pub fn is_certain(&self) -> bool {
        self.confidence >= CERTAIN && self.doubts.is_empty()
    }
}

/// From this confidence a file is opened without asking.
const CERTAIN: u8 = 80;

/// The tables that the sheet may feed, the likeliest first; none where nothing points to any.
pub fn candidates(sheet: &Sheet, specs: &[&TableSpec]) -> Vec<Recognised> {
    let mut found: Vec<Recognised> = specs.iter().filter_map(|spec| by_name(sheet, spec)).collect();
    found.sort_by_key(|recognised| std::cmp::Reverse(recognised.confidence));
    found
}

/// By our own names for the columns.
fn by_name(sheet: &Sheet, spec: &TableSpec) -> Option<Recognised> {
    let columns: Vec<ColumnMapping> = sheet
        .headings
        .iter()
        .map(|heading| {
            let name = heading.to_lowercase();
            ColumnMapping {
                heading: heading.clone(),
                field: spec.has(&name).then_some(name),
                read_as: ReadAs::Plain,
                ..ColumnMapping::default()
            }
        })
        .collect();
    let has = |name: &str| columns.iter().any(|column| column.field.as_deref() == Some(name));
    spec.missing(has).is_empty().then(|| Recognised {
        confidence: 100,
        reasons: vec![format!("its columns are those of a {} table", spec.name)],
        doubts: Vec::new(),
        mapping: Mapping { table: spec.name.to_owned(), columns, ..Mapping::default() },
    })
}
