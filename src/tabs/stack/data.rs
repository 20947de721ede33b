//! What the tables of models and of their architecture say, and what other tables add.

use crate::load::table::Records;
use crate::load::{Column, Holds, Problems, Row, TableSpec};
use crate::model::{DateRange, Known, Provenance, Qualifier, Quantity, Unit};
use crate::tab::Tables;

/// The table of sizes and other measures.
pub const MODELS: TableSpec = TableSpec {
    name: "models",
    columns: &[
        Column::optional("id", "v4_total").holding(Holds::Id),
        Column::needed("model", "DeepSeek V4"),
        Column::optional("developer", "DeepSeek"),
        Column::needed("measure", "total parameters"),
        Column::optional("value", "1000000000000").holding(Holds::Number),
        Column::optional("unit", "parameters"),
        Column::optional("qualifier", "exact").choice::<Qualifier>(),
    ],
};

/// The table of features compared.
pub const ARCHITECTURE: TableSpec = TableSpec {
    name: "architecture",
    columns: &[
        Column::optional("id", "arch_memory").holding(Holds::Id),
        Column::needed("feature", "Factual memory"),
        Column::optional("subject", "Hash lookup"),
        Column::optional("comparator", "Attention-based retrieval"),
        Column::optional("impact", "Less GPU time for factual recall"),
    ],
};

/// Relations of the chain that name hardware.
const ON_HARDWARE: [&str; 3] = ["optimised for", "optimized for", "runs on"];

/// One statement of a measure of a model.
#[derive(Clone, Debug, PartialEq)]
pub struct Measure {
    pub id: String,
    pub model: String,
    /// Empty where the table names none.
    pub developer: String,
    /// What is measured: `total parameters`.
    pub name: String,
    pub value: Known<f64>,
    pub unit: Unit,
    pub qualifier: Qualifier,
    pub provenance: Provenance,
}

impl Measure {
    /// The number with its unit and qualifier, where the source gives one.
    pub fn quantity(&self) -> Option<Quantity> {
        let value = *self.value.value()?;
        Some(Quantity { value, unit: self.unit.clone(), qualifier: self.qualifier })
    }
}

/// One feature, of the subject and of what it is compared with. Texts are empty where the table is.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Feature {
    pub id: String,
    /// What is compared: `factual memory`.
    pub name: String,
    pub subject: String,
    pub comparator: String,
    pub impact: String,
    pub provenance: Provenance,
}

/// An event in which somebody gets access to a model, or does not.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Event {
    pub id: String,
    pub title: String,
    pub date: Known<DateRange>,
    /// Empty where the table names none.
    pub organisation: String,
    pub is_anticipated: bool,
    pub provenance: Provenance,
}

/// A model and the hardware it is for.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Link {
    pub id: String,
    pub from: String,
    /// `optimised for`.
    pub relation: String,
    pub to: String,
    pub provenance: Provenance,
}

/// A score of a model in a benchmark.
#[derive(Clone, Debug, PartialEq)]
pub struct Score {
    pub id: String,
    pub model: String,
    pub benchmark: String,
    pub value: Known<f64>,
    pub unit: Unit,
    pub open_weights: Known<bool>,
    /// Empty where the table names none.
    pub backbone: String,
    pub provenance: Provenance,
}

/// What the tab's own tables say, and what it takes from others.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Stack {
    pub measures: Records<Measure>,
    pub features: Records<Feature>,
    /// Who is compared with whom, where the data says so.
    pub compared: Option<(String, String)>,
    pub events: Vec<Event>,
    pub links: Vec<Link>,
    pub scores: Vec<Score>,
}

/// Reads the tables; nothing of one that the data does not have.
pub fn read(tables: &Tables, problems: &mut Problems) -> Stack {
    // What is wrong with the tables of other tabs is told by those.
    let mut told_elsewhere = Problems::default();
    let others = &mut told_elsewhere;
    let architecture = tables.get(ARCHITECTURE.name);
    Stack {
        measures: tables
            .get(MODELS.name)
            .map(|table| table.records(problems, measure))
            .unwrap_or_default(),
        features: architecture.map(|table| table.records(problems, feature)).unwrap_or_default(),
        compared: architecture
            .and_then(|table| table.subject.as_ref())
            .and_then(|subject| subject.split_once(" vs "))
            .map(|(subject, comparator)| (subject.trim().to_owned(), comparator.trim().to_owned()))
            .filter(|(subject, comparator)| !subject.is_empty() && !comparator.is_empty()),
        events: items(tables, "talent", others, event),
        links: items(tables, "chain", others, link),
        scores: items(tables, "benchmarks", others, score),
    }
}

fn items<T>(
    tables: &Tables,
    name: &str,
    problems: &mut Problems,
    record: impl FnMut(&mut Row<'_>) -> Option<T>,
) -> Vec<T> {
    tables.get(name).map(|table| table.records(problems, record).items).unwrap_or_default()
}

fn measure(row: &mut Row<'_>) -> Option<Measure> {
    let (id, model, name) = (row.id(), row.needed("model"), row.needed("measure"));
    let (value, qualifier) = (row.amount("value"), row.qualifier());
    let provenance = row.provenance();
    let name = name?;
    Some(Measure {
        id: record_id(MODELS.name, id?),
        model: model?,
        developer: row.text("developer").to_owned(),
        unit: unit(row, &name),
        name,
        value: value?,
        qualifier: qualifier?,
        provenance: provenance?,
    })
}

fn feature(row: &mut Row<'_>) -> Option<Feature> {
    let (id, name, provenance) = (row.id(), row.needed("feature"), row.provenance());
    Some(Feature {
        id: record_id(ARCHITECTURE.name, id?),
        name: name?,
        subject: row.text("subject").to_owned(),
        comparator: row.text("comparator").to_owned(),
        impact: row.text("impact").to_owned(),
        provenance: provenance?,
    })
}

fn event(row: &mut Row<'_>) -> Option<Event> {
    if !row.text("kind").eq_ignore_ascii_case("access") {
        return None;
    }
    Some(Event {
        id: record_id("talent", row.id()?),
        title: row.needed("title")?,
        date: row.date("date")?,
        organisation: row.text("organisation").to_owned(),
        is_anticipated: row.text("state").eq_ignore_ascii_case("anticipated"),
        provenance: row.provenance()?,
    })
}

fn link(row: &mut Row<'_>) -> Option<Link> {
    let relation = row.text("relation").to_owned();
    let lower = relation.to_lowercase();
    if !ON_HARDWARE.iter().any(|words| lower.contains(words)) {
        return None;
    }
    Some(Link {
        id: record_id("chain", row.id()?),
        from: row.needed("from")?,
        relation,
        to: row.needed("to")?,
        provenance: row.provenance()?,
    })
}

fn score(row: &mut Row<'_>) -> Option<Score> {
    Some(Score {
        id: record_id("benchmarks", row.id()?),
        model: row.needed("model")?,
        benchmark: row.needed("benchmark")?,
        value: row.number("score")?,
        unit: unit(row, ""),
        open_weights: row.flag("open_weights")?,
        backbone: row.text("backbone").to_owned(),
        provenance: row.provenance()?,
    })
}

/// Rows without ids are named by their lines, which the rows of other tables have too.
fn record_id(table: &str, id: String) -> String {
    if id.starts_with("line ") { format!("{table} {id}") } else { id }
}

/// The unit; per cent in all its spellings, and parameters where the measure says so itself.
fn unit(row: &Row<'_>, measure: &str) -> Unit {
    let text = row.text("unit");
    match text.to_lowercase().as_str() {
        "percent" | "per cent" | "percentage" | "pct" => Unit::Percent,
        "" if measure.to_lowercase().contains("parameter") => Unit::Count("parameters".to_owned()),
        _ => Unit::from_text(text),
    }
}
