//! What the tables of events and of teams say.

use crate::load::table::Records;
use crate::load::{Column, Holds, Problems, Row, TableSpec};
use crate::model::mark::record_id;
use crate::model::{Choice, DateRange, Known, Provenance, Qualifier, Quantity, Unit};
use crate::tab::Tables;

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
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Event {
    pub id: String,
    pub date: Known<DateRange>,
    pub title: String,
    pub kind: Option<Kind>,
    pub person: String,
    pub role: String,
    pub organisation: String,
    pub from: String,
    pub to: String,
    pub state: State,
    pub provenance: Provenance,
}

/// One statement of how many people a team has.
#[derive(Clone, Debug, PartialEq)]
pub struct Team {
    pub id: String,
    pub organisation: String,
    pub headcount: Known<Quantity>,
    pub provenance: Provenance,
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
    let events =
        tables.get(TALENT.name).map(|table| table.records(problems, event)).unwrap_or_default();
    let teams =
        tables.get(TEAMS.name).map(|table| table.records(problems, team)).unwrap_or_default();
    Talent { events, teams }
}

fn event(row: &mut Row<'_>) -> Option<Event> {
    let (id, title) = (row.id(), row.needed("title"));
    let (date, kind, state) = (row.date("date"), row.choice("kind"), row.choice("state"));
    let provenance = row.provenance();
    Some(Event {
        id: record_id(TALENT.name, id?),
        date: date?,
        title: title?,
        kind: kind?,
        person: row.text("person").to_owned(),
        role: row.text("role").to_owned(),
        organisation: row.text("organisation").to_owned(),
        from: row.text("from").to_owned(),
        to: row.text("to").to_owned(),
        state: state?.unwrap_or_default(),
        provenance: provenance?,
    })
}

fn team(row: &mut Row<'_>) -> Option<Team> {
    let (id, organisation) = (row.id(), row.needed("organisation"));
    let (headcount, qualifier) = (row.amount("headcount"), row.qualifier());
    let (provenance, qualifier) = (row.provenance(), qualifier?);
    let quantity = |value| Quantity { value, unit: Unit::Count("people".to_owned()), qualifier };
    Some(Team {
        id: record_id(TEAMS.name, id?),
        organisation: organisation?,
        headcount: headcount?.map(quantity),
        provenance: provenance?,
    })
}
