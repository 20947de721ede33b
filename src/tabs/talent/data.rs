//! What the tables of events and of teams say.

use std::sync::Arc;

use crate::load::table::Records;
use crate::load::{Column, Holds, Problems, Row, TableSpec};
use crate::model::mark::record_id;
use crate::model::statement::Value;
use crate::model::{Choice, Known, Qualifier, Quantity, Statement, Unit};
use crate::tab::{Tables, records};

/// The table of events.
pub const TALENT: TableSpec = TableSpec {
    name: "talent",
    columns: &[
        Column::optional("id", "lin_junyang_resigns").holding(Holds::Id),
        Column::needed("date", "early Mar 2026").holding(Holds::Date),
        Column::needed("title", "Lin Junyang resigns"),
        Column::optional("kind", "departure").choice::<Kind>(),
        Column::optional("person", "Lin Junyang"),
        Column::optional("role", "technical lead"),
        Column::optional("organisation", "Alibaba (Qwen)"),
        Column::optional("from", "Alibaba (Qwen)"),
        Column::optional("to", ""),
        Column::optional("state", "happened").choice::<State>(),
    ],
};

/// The table of head-counts.
pub const TEAMS: TableSpec = TableSpec {
    name: "teams",
    columns: &[
        Column::optional("id", "team_qwen").holding(Holds::Id),
        Column::needed("organisation", "Qwen"),
        Column::needed("headcount", "100").holding(Holds::Number),
        Column::optional("qualifier", "just over").choice::<Qualifier>(),
    ],
};

/// What kind of event it is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Kind {
    Departure,
    Hire,
    Reorganisation,
    /// Somebody gets, or does not get, access to a model.
    Access,
    Release,
}

impl Choice for Kind {
    const ALL: &'static [Self] =
        &[Self::Departure, Self::Hire, Self::Reorganisation, Self::Access, Self::Release];

    fn key(self) -> &'static str {
        match self {
            Self::Departure => "departure",
            Self::Hire => "hire",
            Self::Reorganisation => "reorganisation",
            Self::Access => "access",
            Self::Release => "release",
        }
    }
}

/// Whether the source reports it as done or expects it.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum State {
    #[default]
    Happened,
    Anticipated,
}

impl Choice for State {
    const ALL: &'static [Self] = &[Self::Happened, Self::Anticipated];

    fn key(self) -> &'static str {
        match self {
            Self::Happened => "happened",
            Self::Anticipated => "anticipated",
        }
    }
}

/// One event. Texts are empty where the table is.
#[derive(Clone, Debug, PartialEq)]
pub struct Event {
    /// What happened, as its title words it, to whom or to what organisation, and when.
    pub said: Arc<Statement>,
    pub kind: Option<Kind>,
    pub person: String,
    pub role: String,
    pub organisation: String,
    pub from: String,
    pub to: String,
    pub state: State,
}

impl Event {
    /// What happened.
    pub fn title(&self) -> &str {
        self.said.words()
    }
}

/// One statement of how many people a team has.
#[derive(Clone, Debug, PartialEq)]
pub struct Team {
    /// The head-count, of the organisation.
    pub said: Arc<Statement>,
}

/// Both tables, in the order of the files.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Talent {
    pub events: Records<Event>,
    pub teams: Records<Team>,
}

impl Talent {
    /// How many rows gave no record.
    pub fn rejected(&self) -> usize {
        self.events.rejected + self.teams.rejected
    }
}

/// Reads the tables; nothing where the data has none.
pub fn read(tables: &Tables, problems: &mut Problems) -> Talent {
    let events = records(tables, TALENT.name, problems, event);
    let teams = records(tables, TEAMS.name, problems, team);
    Talent { events, teams }
}

fn event(row: &mut Row<'_>) -> Option<Event> {
    let (id, title) = (row.id(), row.needed("title"));
    let (date, kind, state) = (row.date("date"), row.choice("kind"), row.choice("state"));
    let provenance = row.provenance();
    let (kind, person, organisation) = (kind?, row.text("person"), row.text("organisation"));
    Some(Event {
        said: Arc::new(Statement {
            record: record_id(TALENT.name, id?),
            subject: if person.is_empty() { organisation } else { person }.to_owned(),
            measure: kind.map_or("event", Kind::key).to_owned(),
            value: Value::Words(title?),
            scope: String::new(),
            as_of: date?,
            provenance: provenance?,
        }),
        kind,
        person: person.to_owned(),
        role: row.text("role").to_owned(),
        organisation: organisation.to_owned(),
        from: row.text("from").to_owned(),
        to: row.text("to").to_owned(),
        state: state?.unwrap_or_default(),
    })
}

fn team(row: &mut Row<'_>) -> Option<Team> {
    let (id, organisation) = (row.id(), row.needed("organisation"));
    let (headcount, qualifier) = (row.amount("headcount"), row.qualifier());
    let (provenance, qualifier) = (row.provenance(), qualifier?);
    let quantity = |value| Quantity { value, unit: Unit::Count("people".to_owned()), qualifier };
    Some(Team {
        said: Arc::new(Statement {
            record: record_id(TEAMS.name, id?),
            subject: organisation?,
            measure: "head-count".to_owned(),
            value: Value::Number(headcount?.map(quantity)),
            scope: String::new(),
            as_of: Known::NotStated,
            provenance: provenance?,
        }),
    })
}
