//! A user's own file on its way to a tab: its rows, what they were taken for, what was left out.

use std::sync::Arc;

use super::mapping::Mapping;
use super::problem::Problems;
use super::recognise::{self, Recognised};
use super::sheet::Sheet;
use super::source::RawFile;
use super::spec::TableSpec;
use super::table::Table;

/// What the user says of a file, where that is left to them.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Wishes {
    /// The table to feed.
    pub table: Option<String>,
    /// How to read the columns.
    pub mapping: Option<Mapping>,
    /// The sheet of a workbook.
    pub sheet: Option<String>,
    /// The encoding of the text.
    pub encoding: Option<String>,
}

/// A file on its way to a tab. Nothing is shown of it before the user, or its certainty, says so.
#[derive(Clone, Debug)]
pub struct Import {
    /// The file as it was read, for reading it again in another way.
    pub file: Arc<RawFile>,
    /// Its rows.
    pub sheet: Arc<Sheet>,
    /// The tables it may feed, the likeliest first.
    pub candidates: Vec<Recognised>,
    /// How it is read now; `None` where nothing points to any table.
    pub mapping: Option<Mapping>,
}

impl Import {
    /// Reads a file by the user's wishes, and by what it looks like where there are none. An archive
    /// may hold several.
    pub fn read(
        file: RawFile,
        wishes: &Wishes,
        specs: &[&TableSpec],
        problems: &mut Problems,
    ) -> Vec<Self> {
        let file = Arc::new(file);
        let sheets = super::formats::sheets(&file, wishes, problems);
        let import = |sheet: Sheet| {
            let candidates = recognise::candidates(&sheet, specs);
            let chosen = match &wishes.table {
                Some(table) => candidates.iter().find(|found| found.mapping.table == *table),
                None => candidates.first(),
            };
            let mapping = wishes.mapping.clone().or_else(|| Some(chosen?.mapping.clone()));
            Self { file: Arc::clone(&file), sheet: Arc::new(sheet), candidates, mapping }
        };
        sheets.into_iter().map(import).collect()
    }

    /// The table that it gives; `None` where nothing says which.
    pub fn table(&self) -> Option<Table> {
        let mapping = self.mapping.as_ref()?;
        Some(Table {
            name: mapping.table.clone(),
            subject: None,
            parts: vec![mapping.part(&self.sheet)],
        })
    }
}
