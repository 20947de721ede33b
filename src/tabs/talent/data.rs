//! What the tables of events and of teams say.

use std::sync::Arc;

use crate::load::alike::Alike;
use crate::load::table::Records;
use crate::load::{Column, Holds, Problems, Row, TableSpec};
use crate::model::statement::{Value, undated};
use crate::model::{Asked, Choice, Qualifier, Quantity, Said, Says, Unit};
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
    pub said: Said,
    pub kind: Option<Kind>,
    /// Whether it happened to a person, whom the statement names then.
    pub is_of_person: bool,
    pub post: Arc<Post>,
    pub way: Arc<Way>,
    pub state: State,
}

/// A place in an organisation, shared by the events there.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Post {
    pub role: Arc<str>,
    pub organisation: Arc<str>,
}

/// From where to where somebody goes, shared by those who go the same way.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Way {
    pub from: Arc<str>,
    pub to: Arc<str>,
}

impl Event {
    /// To whom it happened; empty where the table names nobody.
    pub fn person(&self) -> &str {
        if self.is_of_person { self.said.subject() } else { "" }
    }

    /// What happened.
    pub fn title(&self) -> &str {
        self.said.words()
    }
}

/// One statement of how many people a team has.
#[derive(Clone, Debug, PartialEq)]
pub struct Team {
    /// The head-count, of the organisation.
    pub said: Said,
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
    let events = tables.get(TALENT.name);
    let events = events.map(|table| table.records_with(problems, Kept::default, event));
    let events = events.unwrap_or_default();
    let teams = records(tables, TEAMS.name, problems, team);
    Talent { events, teams }
}

/// What many events have in common, each kept once.
#[derive(Default)]
struct Kept {
    posts: Alike<Arc<Post>>,
    /// By where their words are kept.
    ways: Asked<[*const u8; 2], Arc<Way>>,
}

fn event(kept: &mut Kept, row: &mut Row<'_>) -> Option<Event> {
    let (id, title) = (row.id(), row.needed_of_its_own("title"));
    let (date, kind, state) = (row.date("date"), row.choice("kind"), row.choice("state"));
    let provenance = row.provenance();
    let post = kept.posts.of(row, (None, &["role", "organisation"]), |row| {
        let (role, organisation) = (row.word("role"), row.word("organisation"));
        Some(Arc::new(Post { role, organisation }))
    });
    let way = Way { from: row.word("from"), to: row.word("to") };
    let at = [way.from.as_ptr(), way.to.as_ptr()];
    let way = Arc::clone(kept.ways.get_or_make(at, || Arc::new(way)));
    let (kind, person, post) = (kind?, row.word("person"), post?);
    let is_of_person = !person.is_empty();
    let says = Says {
        record: id?,
        subject: if is_of_person { person } else { Arc::clone(&post.organisation) },
        measure: row.share(kind.map_or("event", Kind::key)),
        value: Value::Words(title?),
        scope: Arc::default(),
        as_of: date?,
        provenance: provenance?,
    };
    let (said, state) = (row.says(says), state?.unwrap_or_default());
    Some(Event { said, kind, is_of_person, post, way, state })
}

fn team(row: &mut Row<'_>) -> Option<Team> {
    let (id, organisation) = (row.id(), row.needed("organisation"));
    let (headcount, qualifier) = (row.amount("headcount"), row.qualifier());
    let (provenance, qualifier, unit) = (row.provenance(), qualifier?, row.share("people"));
    let quantity = |value| Quantity { value, unit: Unit::Count(unit), qualifier };
    let says = Says {
        record: id?,
        subject: organisation?,
        measure: row.share("head-count"),
        value: Value::Number(headcount?.map(quantity)),
        scope: Arc::default(),
        as_of: undated(),
        provenance: provenance?,
    };
    Some(Team { said: row.says(says) })
}
