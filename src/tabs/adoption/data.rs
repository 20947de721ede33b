//! What the adoption and benchmark tables say: shares, counts and scores.

use std::collections::BTreeSet;
use std::sync::Arc;

use crate::load::table::Records;
use crate::load::{Column, Holds, Problems, Row, TableSpec};
use crate::model::mark::record_id;
use crate::model::statement::Value;
use crate::model::{Known, Qualifier, Quantity, Statement, Unit};
use crate::tab::{Tables, records};

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
pub struct Usage {
    /// The number, of the family.
    pub said: Arc<Statement>,
    /// Empty where the table names none.
    pub developer: String,
    /// Of the number, and where there is none, of the one that is not given.
    pub unit: Unit,
}

impl Usage {
    /// The family, and its developer where the table names one.
    pub fn of(&self) -> (&str, &str) {
        (&self.said.subject, &self.developer)
    }

    /// Whether its number is given, and without a word or sign beside it.
    pub fn is_exact(&self) -> bool {
        self.said.quantity().is_some_and(|quantity| quantity.qualifier == Qualifier::Exact)
    }

    /// Whether it is a share of a whole.
    pub fn is_share(&self) -> bool {
        self.unit == Unit::Percent
    }
}

/// A score of a model in a benchmark.
#[derive(Clone, Debug, PartialEq)]
pub struct Score {
    /// The number, of the model, measured by the benchmark.
    pub said: Arc<Statement>,
    /// Empty where the table names none.
    pub developer: String,
    pub unit: Unit,
    pub open_weights: Known<bool>,
    /// The model it is built on; empty where the table names none.
    pub backbone: String,
}

/// Both tables, in their own order.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Adoption {
    pub statements: Records<Usage>,
    pub scores: Records<Score>,
}

/// Reads both tables; nothing of one that the data does not have.
pub fn read(tables: &Tables, problems: &mut Problems) -> Adoption {
    let statements = records(tables, ADOPTION.name, problems, statement);
    let scores = records(tables, BENCHMARKS.name, problems, score);
    Adoption { statements, scores }
}

/// The families, each once, in the order of the table.
pub fn families(adoption: &Adoption) -> Vec<String> {
    let mut known = BTreeSet::new();
    let families = adoption.statements.items.iter().map(|row| &row.said.subject);
    families.filter(|family| known.insert(*family)).cloned().collect()
}

fn statement(row: &mut Row<'_>) -> Option<Usage> {
    let (id, family, measure) = (row.id(), row.needed("family"), row.needed("measure"));
    // A share or a count below zero is a slip; an empty cell is a figure the source withholds.
    let (value, qualifier) = (row.amount("value"), row.qualifier());
    let (as_of, provenance) = (row.date("as_of"), row.provenance());
    let (unit, qualifier) = (Unit::from_text(row.text("unit")), qualifier?);
    Some(Usage {
        said: Arc::new(Statement {
            record: record_id(ADOPTION.name, id?),
            subject: family?,
            measure: measure?,
            value: number(value?, &unit, qualifier),
            scope: row.text("scope").to_owned(),
            as_of: as_of?,
            provenance: provenance?,
        }),
        developer: row.text("developer").to_owned(),
        unit,
    })
}

fn score(row: &mut Row<'_>) -> Option<Score> {
    let (id, model, benchmark) = (row.id(), row.needed("model"), row.needed("benchmark"));
    let (value, open_weights) = (row.number("score"), row.flag("open_weights"));
    let provenance = row.provenance();
    let unit = Unit::from_text(row.text("unit"));
    Some(Score {
        said: Arc::new(Statement {
            record: record_id(BENCHMARKS.name, id?),
            subject: model?,
            measure: benchmark?,
            value: number(value?, &unit, Qualifier::Exact),
            scope: String::new(),
            as_of: Known::NotStated,
            provenance: provenance?,
        }),
        developer: row.text("developer").to_owned(),
        unit,
        open_weights: open_weights?,
        backbone: row.text("backbone").to_owned(),
    })
}

fn number(value: Known<f64>, unit: &Unit, qualifier: Qualifier) -> Value {
    Value::Number(value.map(|value| Quantity { value, unit: unit.clone(), qualifier }))
}
