//! What the overview takes from each table: its own chain, and the heads of other tabs' tables.

use std::sync::Arc;

use crate::load::table::Records;
use crate::load::{Column, Holds, Problems, Row, TableSpec, evidence};
pub use crate::model::Status;
use crate::model::statement::{Value, undated};
use crate::model::{Choice as _, Judgement, Quantity, Said, Says, Unit, Verdict};
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
    pub said: Said,
}

impl Link {
    /// Where it begins.
    pub fn from(&self) -> &str {
        self.said.subject()
    }

    /// `language backbone of`.
    pub fn relation(&self) -> &str {
        self.said.measure()
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
    pub said: Said,
    pub front: Arc<str>,
    pub status: Status,
    pub control_target: Arc<str>,
    pub alternative: Arc<str>,
}

/// A number that a table states of something: a model's size, a family's share, a team's people.
#[derive(Clone, Debug, PartialEq)]
pub struct Stated {
    /// The number, of the model, the family or the organisation.
    pub said: Said,
    /// Of the number, and where there is none, of the one that is not given.
    pub unit: Unit,
}

/// A round of funding.
#[derive(Clone, Debug, PartialEq)]
pub struct Round {
    /// The amount, raised by the company, and when.
    pub said: Said,
    /// ISO 4217 code; empty where the table names none.
    pub currency: Arc<str>,
}

/// A departure that has happened. Texts are empty where the table is.
#[derive(Clone, Debug, PartialEq)]
pub struct Departure {
    /// Who left, and when.
    pub said: Said,
    /// Whom it leaves.
    pub organisation: Arc<str>,
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
        adoption: records_elsewhere(tables, "adoption", share),
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
    let says = Says {
        record: id?,
        subject: from?,
        measure: relation?,
        value: Value::Words((*to?).into()),
        scope: Arc::default(),
        as_of: undated(),
        provenance: provenance?,
    };
    Some(Link { said: row.says(says) })
}

fn dimension(row: &mut Row<'_>) -> Option<Dimension> {
    let status: Status = row.needed_choice("status")?;
    let says = Says {
        record: row.id()?,
        subject: row.needed("dimension")?,
        measure: row.share("status"),
        value: Value::Words(status.key().into()),
        scope: Arc::default(),
        // A date that cannot be read is told by the tab that shows it.
        as_of: row.date("as_of").unwrap_or_else(undated),
        provenance: row.provenance()?,
    };
    Some(Dimension {
        said: row.says(says),
        front: row.word("front"),
        status,
        control_target: row.word("control_target"),
        alternative: row.word("alternative"),
    })
}

/// A share of a family; counts are shown by the tab they belong to, and there may be a million.
fn share(row: &mut Row<'_>) -> Option<Stated> {
    if row.unit() == Unit::Percent { statement(row, "family", "value") } else { None }
}

fn statement(row: &mut Row<'_>, of: &'static str, number: &'static str) -> Option<Stated> {
    let is_headcount = number == "headcount";
    let unit = if is_headcount { Unit::Count(row.share("people")) } else { row.unit() };
    let (value, qualifier) = (row.amount(number)?, row.qualifier()?);
    let quantity = value.map(|value| Quantity { value, unit: unit.clone(), qualifier });
    let says = Says {
        record: row.id()?,
        subject: row.needed(of)?,
        measure: if is_headcount { row.share("head-count") } else { row.word("measure") },
        value: Value::of_measure(quantity, &unit, row.text("note")),
        scope: row.word("scope"),
        // A date that cannot be read is told by the tab that shows it.
        as_of: row.date("as_of").unwrap_or_else(undated),
        provenance: row.provenance()?,
    };
    Some(Stated { said: row.says(says), unit })
}

fn round(row: &mut Row<'_>) -> Option<Round> {
    let (record, subject) = (row.id()?, row.needed("company")?);
    let currency = row.text("currency").to_uppercase();
    let currency = row.share(&currency);
    let (amount, qualifier) = (row.amount("amount")?, row.qualifier()?);
    let money = |value| Quantity { value, unit: Unit::money(&currency), qualifier };
    let says = Says {
        record,
        subject,
        measure: row.share("amount raised"),
        value: Value::Number(amount.map(money)),
        scope: Arc::default(),
        as_of: row.date("date")?,
        provenance: row.provenance()?,
    };
    Some(Round { said: row.says(says), currency })
}

fn departure(row: &mut Row<'_>) -> Option<Departure> {
    let is_so = row.text("kind").eq_ignore_ascii_case("departure")
        && !row.text("state").eq_ignore_ascii_case("anticipated");
    if !is_so {
        return None;
    }
    let from = if row.text("from").is_empty() { "organisation" } else { "from" };
    let organisation = row.word(from);
    let says = Says {
        record: row.id()?,
        subject: row.word("person"),
        measure: row.share("departure"),
        value: Value::Words(row.text("title").into()),
        scope: Arc::default(),
        as_of: row.date("date")?,
        provenance: row.provenance()?,
    };
    Some(Departure { said: row.says(says), organisation })
}
