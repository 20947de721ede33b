//! What the adoption and benchmark tables say: shares, counts and scores.

use std::collections::BTreeSet;

use crate::load::table::Records;
use crate::load::{Column, Holds, Problems, Row, TableSpec};
use crate::model::mark::record_id;
use crate::model::{DateRange, Known, Provenance, Qualifier, Quantity, Unit};
use crate::tab::Tables;

/// The table of shares and counts.
pub const ADOPTION: TableSpec = TableSpec {
    name: "adoption",
    columns: &[
        Column::optional("id", "qwen_download_share").holding(Holds::Id),
        Column::needed("family", "Qwen"),
        Column::optional("developer", "Alibaba"),
        Column::needed("measure", "share of open-source downloads"),
        Column::needed("value", "45").holding(Holds::Number),
        Column::optional("unit", "%"),
        Column::optional("qualifier", "exact").choice::<Qualifier>(),
        Column::optional("scope", "global open-source AI downloads"),
        Column::optional("as_of", "2026-Q1").holding(Holds::Date),
    ],
};

/// The table of scores.
pub const BENCHMARKS: TableSpec = TableSpec {
    name: "benchmarks",
    columns: &[
        Column::optional("id", "internvl3_mmmu").holding(Holds::Id),
        Column::needed("model", "InternVL3-78B"),
        Column::optional("developer", "Shanghai AI Lab"),
        Column::needed("benchmark", "MMMU"),
        Column::needed("score", "72.2").holding(Holds::Number),
        Column::optional("unit", "%"),
        Column::optional("open_weights", "true").holding(Holds::Flag),
        Column::optional("backbone", "Qwen2.5-72B"),
    ],
};

/// A share or a count of a model family.
#[derive(Clone, Debug, PartialEq)]
pub struct Statement {
    pub id: String,
    pub family: String,
    /// Empty where the table names none.
    pub developer: String,
    pub measure: String,
    pub value: Known<f64>,
    pub unit: Unit,
    pub qualifier: Qualifier,
    /// What it is a share or count of; empty where the table does not say.
    pub scope: String,
    pub as_of: Known<DateRange>,
    pub provenance: Provenance,
}

impl Statement {
    /// Whether it is a share of a whole.
    pub fn is_share(&self) -> bool {
        self.unit == Unit::Percent
    }

    /// The number with its unit and qualifier, where the source gives one.
    pub fn quantity(&self) -> Option<Quantity> {
        let value = *self.value.value()?;
        Some(Quantity { value, unit: self.unit.clone(), qualifier: self.qualifier })
    }

    /// Its value in short: `180K+`, or the words for its absence.
    pub fn text(&self) -> String {
        self.value.text(|value| {
            Quantity { value: *value, unit: self.unit.clone(), qualifier: self.qualifier }.text()
        })
    }
}

/// A score of a model in a benchmark.
#[derive(Clone, Debug, PartialEq)]
pub struct Score {
    pub id: String,
    pub model: String,
    /// Empty where the table names none.
    pub developer: String,
    pub benchmark: String,
    pub value: Known<f64>,
    pub unit: Unit,
    pub open_weights: Known<bool>,
    /// The model it is built on; empty where the table names none.
    pub backbone: String,
    pub provenance: Provenance,
}

/// Both tables, in their own order.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Adoption {
    pub statements: Records<Statement>,
    pub scores: Records<Score>,
}

/// Reads both tables; nothing of one that the data does not have.
pub fn read(tables: &Tables, problems: &mut Problems) -> Adoption {
    let statements = tables
        .get(ADOPTION.name)
        .map(|table| table.records(problems, statement))
        .unwrap_or_default();
    let scores =
        tables.get(BENCHMARKS.name).map(|table| table.records(problems, score)).unwrap_or_default();
    Adoption { statements, scores }
}

/// The families, each once, in the order of the table.
pub fn families(adoption: &Adoption) -> Vec<String> {
    let mut known = BTreeSet::new();
    let families = adoption.statements.items.iter().map(|statement| &statement.family);
    families.filter(|family| known.insert(*family)).cloned().collect()
}

fn statement(row: &mut Row<'_>) -> Option<Statement> {
    let (id, family, measure) = (row.id(), row.needed("family"), row.needed("measure"));
    // A share or a count below zero is a slip; an empty cell is a figure the source withholds.
    let (value, qualifier) = (row.amount("value"), row.qualifier());
    let (as_of, provenance) = (row.date("as_of"), row.provenance());
    Some(Statement {
        id: record_id(ADOPTION.name, id?),
        family: family?,
        developer: row.text("developer").to_owned(),
        measure: measure?,
        value: value?,
        unit: unit(row),
        qualifier: qualifier?,
        scope: row.text("scope").to_owned(),
        as_of: as_of?,
        provenance: provenance?,
    })
}

fn score(row: &mut Row<'_>) -> Option<Score> {
    let (id, model, benchmark) = (row.id(), row.needed("model"), row.needed("benchmark"));
    let (value, open_weights) = (row.number("score"), row.flag("open_weights"));
    let provenance = row.provenance();
    Some(Score {
        id: record_id(BENCHMARKS.name, id?),
        model: model?,
        developer: row.text("developer").to_owned(),
        benchmark: benchmark?,
        value: value?,
        unit: unit(row),
        open_weights: open_weights?,
        backbone: row.text("backbone").to_owned(),
        provenance: provenance?,
    })
}

/// The unit; per cent in all its spellings.
fn unit(row: &Row<'_>) -> Unit {
    let text = row.text("unit");
    match text.to_lowercase().as_str() {
        "percent" | "per cent" | "percentage" | "pct" => Unit::Percent,
        _ => Unit::from_text(text),
    }
}
