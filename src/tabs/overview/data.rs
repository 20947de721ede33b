//! What the overview takes from each table: its own chain, and the heads of other tabs' tables.

use crate::load::table::Records;
use crate::load::{Column, Problems, Row, TableSpec, evidence};
pub use crate::model::Status;
use crate::model::{DateRange, Judgement, Known, Provenance, Qualifier, Quantity, Unit, Verdict};
use crate::tab::{Tables, records, records_elsewhere};

/// The table of links from a model to the next, or to hardware.
pub const CHAIN: TableSpec = TableSpec {
    name: "chain",
    columns: &[
        Column::optional("id", "chain_qwen_internvl3"),
        Column::needed("from", "Qwen2.5-72B"),
        Column::needed("relation", "language backbone of"),
        Column::needed("to", "InternVL3-78B"),
    ],
};

/// A link of the chain.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Link {
    pub id: String,
    pub from: String,
    pub relation: String,
    pub to: String,
    pub provenance: Provenance,
}

/// A dimension of export control. Texts are empty where the table is.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Dimension {
    pub id: String,
    pub name: String,
    pub front: String,
    pub status: Status,
    pub control_target: String,
    pub alternative: String,
    pub provenance: Provenance,
}

/// A number that a table states of something: a model's size, a family's share, a team's people.
#[derive(Clone, Debug, PartialEq)]
pub struct Statement {
    pub id: String,
    /// The model, the family or the organisation.
    pub of: String,
    /// What is measured; empty for a head-count.
    pub measure: String,
    /// What it is a share of; empty where the table does not say.
    pub scope: String,
    pub unit: Unit,
    pub quantity: Known<Quantity>,
    pub provenance: Provenance,
}

/// A round of funding.
#[derive(Clone, Debug, PartialEq)]
pub struct Round {
    pub id: String,
    pub company: String,
    /// ISO 4217 code; empty where the table names none.
    pub currency: String,
    pub amount: Known<f64>,
    pub qualifier: Qualifier,
    pub date: Known<DateRange>,
    pub provenance: Provenance,
}

/// A departure that has happened. Texts are empty where the table is.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Departure {
    pub id: String,
    pub person: String,
    /// Whom it leaves.
    pub organisation: String,
    pub date: Known<DateRange>,
    pub provenance: Provenance,
}

/// All that the overview shows.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Overview {
    pub links: Records<Link>,
    pub dimensions: Vec<Dimension>,
    pub models: Vec<Statement>,
    pub adoption: Vec<Statement>,
    pub rounds: Vec<Round>,
    /// What the rounds are about, where the package says.
    pub subject: Option<String>,
    pub departures: Vec<Departure>,
    pub teams: Vec<Statement>,
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
    Some(Link { id: id?, from: from?, relation: relation?, to: to?, provenance: provenance? })
}

fn dimension(row: &mut Row<'_>) -> Option<Dimension> {
    Some(Dimension {
        id: row.id()?,
        name: row.needed("dimension")?,
        front: row.text("front").to_owned(),
        status: row.needed_choice("status")?,
        control_target: row.text("control_target").to_owned(),
        alternative: row.text("alternative").to_owned(),
        provenance: row.provenance()?,
    })
}

fn statement(row: &mut Row<'_>, of: &'static str, number: &'static str) -> Option<Statement> {
    let unit = match (number, row.text("unit")) {
        ("headcount", _) => Unit::Count("people".to_owned()),
        (_, text) => Unit::from_text(text),
    };
    let (value, qualifier) = (row.amount(number)?, row.qualifier()?);
    let with_unit = unit.clone();
    Some(Statement {
        id: row.id()?,
        of: row.needed(of)?,
        measure: row.text("measure").to_owned(),
        scope: row.text("scope").to_owned(),
        unit,
        quantity: value.map(|value| Quantity { value, unit: with_unit, qualifier }),
        provenance: row.provenance()?,
    })
}

fn round(row: &mut Row<'_>) -> Option<Round> {
    Some(Round {
        id: row.id()?,
        company: row.needed("company")?,
        currency: row.text("currency").to_uppercase(),
        amount: row.amount("amount")?,
        qualifier: row.qualifier()?,
        date: row.date("date")?,
        provenance: row.provenance()?,
    })
}

fn departure(row: &mut Row<'_>) -> Option<Departure> {
    let is_so = row.text("kind").eq_ignore_ascii_case("departure")
        && !row.text("state").eq_ignore_ascii_case("anticipated");
    if !is_so {
        return None;
    }
    let from = row.text("from");
    let from = if from.is_empty() { row.text("organisation") } else { from };
    Some(Departure {
        organisation: from.to_owned(),
        id: row.id()?,
        person: row.text("person").to_owned(),
        date: row.date("date")?,
        provenance: row.provenance()?,
    })
}
