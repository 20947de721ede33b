//! How the user accepted that files are read: what it takes to read them so again.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

use super::import::Import;
use super::mapping::Mapping;

/// How files are read, by what they are called in messages.
pub type Readings = BTreeMap<String, Accepted>;

/// How the user accepted that a file is read.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(default)]
pub struct Accepted {
    /// The encoding, where the user chose one.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub encoding: Option<String>,
    /// The sheet of a workbook, where the user chose one.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub sheet: Option<String>,
    /// The mapping of each of its tables, by what the table is called in messages.
    pub mappings: BTreeMap<String, Mapping>,
    /// How many rows were left out with the user’s knowledge.
    pub rejected: usize,
}

/// The readings of files as they are now; `rejected` says how many rows of one are left out.
pub fn readings(imports: &[Import], rejected: impl Fn(&Import) -> usize) -> Readings {
    let mut readings = Readings::new();
    for import in imports {
        let accepted = readings.entry(import.file.name.to_string()).or_default();
        accepted.encoding.clone_from(&import.wishes.encoding);
        accepted.sheet.clone_from(&import.wishes.sheet);
        accepted.rejected += rejected(import);
        if let Some(mapping) = &import.mapping {
            accepted.mappings.insert(import.sheet.file.to_string(), mapping.clone());
        }
    }
    readings
}

/// Whether more rows of any file are left out than the user knows of.
pub fn has_more_rejected(now: &Readings, accepted: &Readings) -> bool {
    now.iter().any(|(file, reading)| {
        reading.rejected > accepted.get(file).map_or(0, |accepted| accepted.rejected)
    })
}

/// Marks the files as looked at by the user.
pub fn accept(imports: &mut [Import]) {
    for import in imports {
        import.is_accepted = true;
    }
}
