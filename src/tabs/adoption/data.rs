//! What the adoption and benchmark tables say: shares, counts and scores.

use std::collections::BTreeSet;
use std::sync::Arc;

use crate::load::alike::Alike;
use crate::load::table::Records;
use crate::load::{Column, Holds, Problems, Row, TableSpec};
use crate::model::indicator::About;
use crate::model::statement::{Value, undated};
use crate::model::{Asked, Known, Qualifier, Quantity, Said, Says, Statement, Unit};
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
    pub said: Said,
    /// Empty where the table names none. A pointer half as large as that to a bare text.
    pub developer: Arc<String>,
}

/// Where a statement is kept: no two are kept in one place, and none moves.
pub type Identity = *const Statement;

impl Usage {
    /// The family, and its developer where the table names one.
    pub fn of(&self) -> (&str, &str) {
        (self.said.subject(), &self.developer)
    }

    /// Tells its statement from all others.
    pub fn identity(&self) -> Identity {
        Said::as_ptr(&self.said)
    }

    /// Of the number, and where there is none, of the one that is not given.
    pub fn unit(&self) -> &Unit {
        self.said.unit()
    }

    /// Whether its number is given, and without a word or sign beside it.
    pub fn is_exact(&self) -> bool {
        self.said.qualifier() == Some(Qualifier::Exact)
    }

    /// Whether it is a share of a whole.
    pub fn is_share(&self) -> bool {
        *self.unit() == Unit::Percent
    }
}

/// A score of a model in a benchmark.
#[derive(Clone, Debug, PartialEq)]
pub struct Score {
    /// The number, of the model, measured by the benchmark.
    pub said: Said,
    /// Empty where the table names none.
    pub developer: Arc<str>,
    pub unit: Unit,
    pub open_weights: Known<bool>,
    /// The model it is built on; empty where the table names none.
    pub backbone: Arc<str>,
}

/// Both tables, in their own order.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Adoption {
    pub statements: Records<Usage>,
    pub scores: Records<Score>,
    /// The families of the first table, each once, in its order.
    pub families: Vec<Arc<str>>,
}

/// Reads both tables; nothing of one that the data does not have.
pub fn read(tables: &Tables, problems: &mut Problems) -> Adoption {
    let statements = tables.get(ADOPTION.name);
    let statements = statements
        .map(|table| table.records_with(problems, Kept::default, statement))
        .unwrap_or_default();
    let scores = records(tables, BENCHMARKS.name, problems, score);
    let families = families(&statements.items);
    Adoption { statements, scores, families }
}

fn families(rows: &[Usage]) -> Vec<Arc<str>> {
    let mut known = BTreeSet::new();
    // Rows of one family mostly share what they are about, which is looked at once.
    let mut looked_at = Asked::default();
    let abouts = rows.iter().map(|row| row.said.about());
    abouts
        .filter(|about| looked_at.keep(Arc::as_ptr(about), ()))
        .filter(|about| known.insert(&*about.subject))
        .map(|about| Arc::clone(&about.subject))
        .collect()
}

/// What rows that tell of the same have in common, each kept once.
#[derive(Default)]
struct Kept {
    common: Alike<(Arc<About>, Arc<String>)>,
    developers: Asked<Arc<str>, Arc<String>>,
}

/// The fields that decide what rows have in common.
const COMMON: &[&str] = &["family", "measure", "scope", "unit", "developer"];

fn statement(kept: &mut Kept, row: &mut Row<'_>) -> Option<Usage> {
    // A share or a count below zero is a slip; an empty cell is a figure the source withholds.
    let (value, qualifier) = (row.amount("value"), row.qualifier());
    let (called, as_of) = (row.called(), row.date("as_of"));
    let Some(place) = row.provenance() else {
        for field in ["family", "measure"] {
            row.needed(field);
        }
        return None;
    };
    let common = kept.common.of(row, (Some(&place), COMMON), |row| {
        let (family, measure) = (row.needed("family"), row.needed("measure"));
        let (scope, unit, developer) = (row.word("scope"), row.unit(), row.word("developer"));
        let about = row.about([family?, measure?, scope], unit, &place);
        let own = |name: &Arc<str>| Arc::new(name.to_string());
        let developer = kept.developers.get_or_make_with(developer, own);
        Some((about, Arc::clone(developer)))
    });
    let (about, developer) = common?;
    let said = Statement::like(about, called?, (value?, qualifier?), as_of?);
    Some(Usage { said: Said::new(said), developer })
}

fn score(row: &mut Row<'_>) -> Option<Score> {
    let (id, model, benchmark) = (row.id(), row.needed("model"), row.needed("benchmark"));
    let (value, open_weights) = (row.number("score"), row.flag("open_weights"));
    let (provenance, unit) = (row.provenance(), row.unit());
    let says = Says {
        record: id?,
        subject: model?,
        measure: benchmark?,
        value: number(value?, &unit, Qualifier::Exact),
        scope: Arc::default(),
        as_of: undated(),
        provenance: provenance?,
    };
    Some(Score {
        said: row.says(says),
        developer: row.word("developer"),
        unit,
        open_weights: open_weights?,
        backbone: row.word("backbone"),
    })
}

fn number(value: Known<f64>, unit: &Unit, qualifier: Qualifier) -> Value {
    Value::Number(value.map(|value| Quantity { value, unit: unit.clone(), qualifier }))
}
