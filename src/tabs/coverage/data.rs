//! What a coverage table says: one dimension of export control per row.

use std::sync::Arc;

use crate::load::table::Records;
use crate::load::{Column, Holds, Problems, Row, TableSpec};
pub use crate::model::Status;
use crate::model::statement::Value;
use crate::model::{Choice as _, Said, Says};
use crate::tab::{Tables, records};

/// The table of dimensions.
pub const COVERAGE: TableSpec = TableSpec {
    name: "coverage",
    columns: &[
        Column::optional("id", "gpu_hardware").holding(Holds::Id),
        Column::needed("dimension", "GPU hardware"),
        Column::optional("front", "hardware"),
        Column::needed("status", "partially circumvented").choice::<Status>(),
        Column::optional("control_target", "NVIDIA H100/H800"),
        Column::optional("alternative", "Huawei Ascend"),
        Column::optional("as_of", "2026-03").holding(Holds::Date),
    ],
};

/// One dimension and how far the control over it reaches.
#[derive(Clone, Debug, PartialEq)]
pub struct Dimension {
    /// The status, of the dimension.
    pub said: Said,
    /// Empty where the table names none.
    pub front: Arc<str>,
    pub status: Status,
    /// What the control aims at; empty where none is named.
    pub control_target: Arc<str>,
    /// What takes its place; empty where none is named.
    pub alternative: Arc<str>,
}

/// Every dimension, in the order of the table.
pub type Dimensions = Records<Dimension>;

/// Reads the table; nothing where the data has none.
pub fn read(tables: &Tables, problems: &mut Problems) -> Dimensions {
    records(tables, COVERAGE.name, problems, dimension)
}

/// The fronts, each once, in the order of the table.
pub fn fronts(dimensions: &Dimensions) -> Vec<String> {
    let mut fronts: Vec<String> = Vec::new();
    for front in dimensions.items.iter().map(|dimension| &*dimension.front) {
        if !front.is_empty() && !fronts.iter().any(|known| known == front) {
            fronts.push(front.to_owned());
        }
    }
    fronts
}

fn dimension(row: &mut Row<'_>) -> Option<Dimension> {
    let (id, name) = (row.id(), row.needed("dimension"));
    let (status, as_of) = (row.needed_choice("status"), row.date("as_of"));
    let provenance = row.provenance();
    let status: Status = status?;
    let says = Says {
        record: id?,
        subject: name?,
        measure: row.share("status"),
        value: Value::Words(status.key().into()),
        scope: Arc::default(),
        as_of: as_of?,
        provenance: provenance?,
    };
    Some(Dimension {
        said: row.says(says),
        front: row.word("front"),
        status,
        control_target: row.word("control_target"),
        alternative: row.word("alternative"),
    })
}
