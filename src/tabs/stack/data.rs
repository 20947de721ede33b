//! What the tables of models and of their architecture say, and what other tables add.

use std::sync::Arc;

use crate::load::table::Records;
use crate::load::{Column, Holds, Problems, Row, TableSpec};
use crate::model::statement::{Value, undated};
use crate::model::{Known, Qualifier, Quantity, Said, Says, Unit};
use crate::tab::{Tables, records, records_elsewhere};

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
    /// The number, or the class of growth, of the model.
    pub said: Said,
    /// Empty where the table names none.
    pub developer: Arc<str>,
    /// Of the number, and where there is none, of the one that is not given.
    pub unit: Unit,
}

/// One feature, of the subject and of what it is compared with. Texts are empty where the table is.
#[derive(Clone, Debug, PartialEq)]
pub struct Feature {
    /// The feature, in the words for the subject.
    pub said: Said,
    pub comparator: Arc<str>,
    pub impact: Arc<str>,
}

impl Feature {
    /// What is compared: `factual memory`.
    pub fn name(&self) -> &str {
        self.said.measure()
    }

    /// What the table says of the subject; empty where it says nothing.
    pub fn subject(&self) -> &str {
        self.said.words()
    }
}

/// An event in which somebody gets access to a model, or does not.
#[derive(Clone, Debug, PartialEq)]
pub struct Event {
    /// What happened, as its title words it, at which organisation, and when.
    pub said: Said,
    pub is_anticipated: bool,
}

impl Event {
    /// What happened.
    pub fn title(&self) -> &str {
        self.said.words()
    }

    /// Whose event it is; empty where the table names nobody.
    pub fn organisation(&self) -> &str {
        self.said.subject()
    }
}

/// A model and the hardware it is for.
#[derive(Clone, Debug, PartialEq)]
pub struct Link {
    /// What the model has to do with the hardware.
    pub said: Said,
}

impl Link {
    /// The model.
    pub fn from(&self) -> &str {
        self.said.subject()
    }

    /// `optimised for`.
    pub fn relation(&self) -> &str {
        self.said.measure()
    }

    /// The hardware.
    pub fn to(&self) -> &str {
        self.said.words()
    }
}

/// A score of a model in a benchmark.
#[derive(Clone, Debug, PartialEq)]
pub struct Score {
    /// The number, of the model, measured by the benchmark.
    pub said: Said,
    pub unit: Unit,
    pub open_weights: Known<bool>,
    /// Empty where the table names none.
    pub backbone: Arc<str>,
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
    let architecture = tables.get(ARCHITECTURE.name);
    let compared = architecture
        .and_then(|table| table.subject.as_ref())
        .and_then(|subject| subject.split_once(" vs "))
        .map(|(subject, comparator)| (subject.trim().to_owned(), comparator.trim().to_owned()))
        .filter(|(subject, comparator)| !subject.is_empty() && !comparator.is_empty());
    let subject = compared.as_ref().map_or("", |(subject, _)| subject.as_str());
    Stack {
        measures: records(tables, MODELS.name, problems, measure),
        features: records(tables, ARCHITECTURE.name, problems, |row| feature(row, subject)),
        events: records_elsewhere(tables, "talent", event),
        links: records_elsewhere(tables, "chain", link),
        scores: records_elsewhere(tables, "benchmarks", score),
        compared,
    }
}

fn measure(row: &mut Row<'_>) -> Option<Measure> {
    let (id, model, name) = (row.id(), row.needed("model"), row.needed("measure"));
    let (value, qualifier) = (row.amount("value"), row.qualifier());
    let provenance = row.provenance();
    let (name, qualifier, provenance) = (name?, qualifier?, provenance?);
    let unit = unit(row, &name);
    let number = value?.map(|value| Quantity { value, unit: unit.clone(), qualifier });
    let says = Says {
        record: id?,
        subject: model?,
        measure: name,
        value: Value::of_measure(number, &unit, &provenance.note),
        scope: Arc::default(),
        as_of: undated(),
        provenance,
    };
    Some(Measure { said: row.says(says), developer: row.word("developer"), unit })
}

fn feature(row: &mut Row<'_>, subject: &str) -> Option<Feature> {
    let (id, name, provenance) = (row.id(), row.needed("feature"), row.provenance());
    let says = Says {
        record: id?,
        subject: row.share(subject),
        measure: name?,
        value: Value::Words(row.text("subject").into()),
        scope: Arc::default(),
        as_of: undated(),
        provenance: provenance?,
    };
    let (comparator, impact) = (row.word("comparator"), row.word("impact"));
    Some(Feature { said: row.says(says), comparator, impact })
}

fn event(row: &mut Row<'_>) -> Option<Event> {
    if !row.text("kind").eq_ignore_ascii_case("access") {
        return None;
    }
    let says = Says {
        record: row.id()?,
        subject: row.word("organisation"),
        measure: row.share("access"),
        value: Value::Words(row.needed_of_its_own("title")?),
        scope: Arc::default(),
        as_of: row.date("date")?,
        provenance: row.provenance()?,
    };
    let is_anticipated = row.text("state").eq_ignore_ascii_case("anticipated");
    Some(Event { said: row.says(says), is_anticipated })
}

fn link(row: &mut Row<'_>) -> Option<Link> {
    let relation = row.word("relation");
    let lower = relation.to_lowercase();
    if !ON_HARDWARE.iter().any(|words| lower.contains(words)) {
        return None;
    }
    let says = Says {
        record: row.id()?,
        subject: row.needed("from")?,
        measure: relation,
        value: Value::Words(row.needed_of_its_own("to")?),
        scope: Arc::default(),
        as_of: undated(),
        provenance: row.provenance()?,
    };
    Some(Link { said: row.says(says) })
}

fn score(row: &mut Row<'_>) -> Option<Score> {
    let (unit, qualifier) = (unit(row, ""), Qualifier::Exact);
    let number = row.number("score")?;
    let number = number.map(|value| Quantity { value, unit: unit.clone(), qualifier });
    let says = Says {
        record: row.id()?,
        subject: row.needed("model")?,
        measure: row.needed("benchmark")?,
        value: Value::Number(number),
        scope: Arc::default(),
        as_of: undated(),
        provenance: row.provenance()?,
    };
    let (open_weights, backbone) = (row.flag("open_weights")?, row.word("backbone"));
    Some(Score { said: row.says(says), unit, open_weights, backbone })
}

/// The unit; parameters where the measure alone says so.
fn unit(row: &mut Row<'_>, measure: &str) -> Unit {
    match row.unit() {
        unit if !unit.name().is_empty() => unit,
        _ if measure.to_lowercase().contains("parameter") => Unit::Count(row.share("parameters")),
        unit => unit,
    }
}
