//! What the overview takes from each table: its own chain, and the heads of other tabs' tables.

use std::sync::Arc;

use crate::load::table::Records;
use crate::load::{Column, Holds, Problems, Row, TableSpec, evidence};
pub use crate::model::Status;
use crate::model::statement::Value;
use crate::model::{Choice as _, Judgement, Known, Quantity, Statement, Unit, Verdict};
use crate::tab::{Tables, records, records_elsewhere};

/// The table of links from a model to the next, or to hardware.
pub const CHAIN: TableSpec = TableSpec {
    name: "chain",
    columns: &[
        Column::optional("id", "chain_qwen_internvl3").holding(Holds::Id),
        Column::needed("from", "Qwen2.5-72B"),
        Column::needed("relation", "language backbone of"),
        Column::needed("to", "InternVL3-78B"),
    ],
};

/// A link of the chain.
#[derive(Clone, Debug, PartialEq)]
pub struct Link {
    /// What the one has to do with the other.
    pub said: Arc<Statement>,
}

impl Link {
    /// Where it begins.
    pub fn from(&self) -> &str {
        &self.said.subject
    }

    /// `language backbone of`.
    pub fn relation(&self) -> &str {
        &self.said.measure
    }

    /// Where it ends.
    pub fn to(&self) -> &str {
        self.said.words()
    }
}

/// A dimension of export control. Texts are empty where the table is.
#[derive(Clone, Debug, PartialEq)]
pub struct Dimension {
    /// The status, of the dimension.
    pub said: Arc<Statement>,
    pub front: String,
    pub status: Status,
    pub control_target: String,
    pub alternative: String,
}

/// A number that a table states of something: a model's size, a family's share, a team's people.
#[derive(Clone, Debug, PartialEq)]
pub struct Stated {
    /// The number, of the model, the family or the organisation.
    pub said: Arc<Statement>,
    /// Of the number, and where there is none, of the one that is not given.
    pub unit: Unit,
}

/// A round of funding.
#[derive(Clone, Debug, PartialEq)]
pub struct Round {
    /// The amount, raised by the company, and when.
    pub said: Arc<Statement>,
    /// ISO 4217 code; empty where the table names none.
    pub currency: String,
}

/// A departure that has happened. Texts are empty where the table is.
#[derive(Clone, Debug, PartialEq)]
pub struct Departure {
    /// Who left, and when.
    pub said: Arc<Statement>,
    /// Whom it leaves.
    pub organisation: String,
}

/// All that the overview shows.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Overview {
    pub links: Records<Link>,
    pub dimensions: Vec<Dimension>,
    pub models: Vec<Stated>,
    pub adoption: Vec<Stated>,
    pub rounds: Vec<Round>,
    /// What the rounds are about, where the package says.
    pub subject: Option<String>,
    pub departures: Vec<Departure>,
    pub teams: Vec<Stated>,
    /// What came of the claims that state something.
    pub judgements: Vec<Judgement>,
}

/// Reads the chain and what else there is. Problems of other tabs' tables are told there.
pub fn read(tables: &Tables, problems: &mut Problems) -> Overview {
    let links = records(tables, CHAIN.name, problems, link);
    let told_elsewhere = &mut Problems::default();
    let evidence = evidence::read(tables, told_elsewhere);
    Overview {
        links,
        dimensions: records_elsewhere(tables, "coverage", dimension),
        models: records_elsewhere(tables, "models", |row| statement(row, "model", "value")),
        adoption: records_elsewhere(tables, "adoption", |row| statement(row, "family", "value")),
        rounds: records_elsewhere(tables, "funding", round),
        subject: tables.get("funding").and_then(|table| table.subject.clone()),
        departures: records_elsewhere(tables, "talent", departure),
        teams: records_elsewhere(tables, "teams", |row| {
            statement(row, "organisation", "headcount")
        }),
        judgements: evidence
            .judgements
            .into_iter()
            .filter(|judgement| judgement.verdict != Verdict::Derived)
            .collect(),
    }
}

fn link(row: &mut Row<'_>) -> Option<Link> {
    let (id, from) = (row.id(), row.needed("from"));
    let (relation, to) = (row.needed("relation"), row.needed("to"));
    let provenance = row.provenance();
    let said = Statement {
        record: id?,
        subject: from?,
        measure: relation?,
        value: Value::Words(to?),
        scope: String::new(),
        as_of: Known::NotStated,
        provenance: provenance?,
    };
    Some(Link { said: Arc::new(said) })
}

fn dimension(row: &mut Row<'_>) -> Option<Dimension> {
    let status: Status = row.needed_choice("status")?;
    Some(Dimension {
        said: Arc::new(Statement {
            record: row.id()?,
            subject: row.needed("dimension")?,
            measure: "status".to_owned(),
            value: Value::Words(status.key().to_owned()),
            scope: String::new(),
            // A date that cannot be read is told by the tab that shows it.
            as_of: row.date("as_of").unwrap_or_default(),
            provenance: row.provenance()?,
        }),
        front: row.text("front").to_owned(),
        status,
        control_target: row.text("control_target").to_owned(),
        alternative: row.text("alternative").to_owned(),
    })
}

fn statement(row: &mut Row<'_>, of: &'static str, number: &'static str) -> Option<Stated> {
    let unit = match (number, row.text("unit")) {
        ("headcount", _) => Unit::Count("people".to_owned()),
        (_, text) => Unit::from_text(text),
    };
    let (value, qualifier) = (row.amount(number)?, row.qualifier()?);
    let quantity = value.map(|value| Quantity { value, unit: unit.clone(), qualifier });
    let measure = if number == "headcount" { "head-count" } else { row.text("measure") };
    let measure = measure.to_owned();
    let said = Statement {
        record: row.id()?,
        subject: row.needed(of)?,
        measure,
        value: Value::of_measure(quantity, &unit, row.text("note")),
        scope: row.text("scope").to_owned(),
        // A date that cannot be read is told by the tab that shows it.
        as_of: row.date("as_of").unwrap_or_default(),
        provenance: row.provenance()?,
    };
    Some(Stated { said: Arc::new(said), unit })
}

fn round(row: &mut Row<'_>) -> Option<Round> {
    let (record, subject) = (row.id()?, row.needed("company")?);
    let currency = row.text("currency").to_uppercase();
    let (amount, qualifier) = (row.amount("amount")?, row.qualifier()?);
    let money = |value| Quantity { value, unit: Unit::money(&currency), qualifier };
    let said = Statement {
        record,
        subject,
        measure: "amount raised".to_owned(),
        value: Value::Number(amount.map(money)),
        scope: String::new(),
        as_of: row.date("date")?,
        provenance: row.provenance()?,
    };
    Some(Round { said: Arc::new(said), currency })
}

fn departure(row: &mut Row<'_>) -> Option<Departure> {
    let is_so = row.text("kind").eq_ignore_ascii_case("departure")
        && !row.text("state").eq_ignore_ascii_case("anticipated");
    if !is_so {
        return None;
    }
    let from = row.text("from");
    let from = if from.is_empty() { row.text("organisation") } else { from };
    let organisation = from.to_owned();
    let said = Statement {
        record: row.id()?,
        subject: row.text("person").to_owned(),
        measure: "departure".to_owned(),
        value: Value::Words(row.text("title").to_owned()),
        scope: String::new(),
        as_of: row.date("date")?,
        provenance: row.provenance()?,
    };
    Some(Departure { said: Arc::new(said), organisation })
}
