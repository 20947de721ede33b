//! The moves: who went from where to where.

use super::chart::Family;
use super::chart_marks::{push_crowd, push_event, when};
use super::data::{Event, Kind, State};
use crate::model::number::counted;
use crate::model::{Choice as _, Mark};

/// The most moves listed one by one.
const MOST_MOVES: usize = 500;

/// The moves, by date.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Moves {
    pub lines: Vec<Line>,
    /// The moves that are not listed one by one.
    pub more: Option<More>,
    /// Events that the filters let through and that are no moves.
    pub unmoved: usize,
}

/// What a list leaves out.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct More {
    pub mark: usize,
    /// How many lines it stands for.
    pub count: usize,
    pub words: String,
}

/// One move. Texts say so where the source is silent.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Line {
    pub mark: usize,
    pub person: String,
    /// Empty where the source gives none.
    pub role: String,
    /// `None` where the source does not say.
    pub from: Option<String>,
    /// `None` where the source does not say.
    pub to: Option<String>,
    pub date: String,
    /// `departure`, `hire, anticipated`.
    pub kind: String,
    pub family: Family,
    pub is_anticipated: bool,
}

/// Whether the event is of somebody who left or came.
pub fn is_move(event: &Event) -> bool {
    matches!(event.kind, Some(Kind::Departure | Kind::Hire))
        || !event.way.from.is_empty()
        || !event.way.to.is_empty()
}

/// Lists the moves by their first day, those without a date last.
pub fn build(shown: &[&Event], unmoved: usize, marks: &mut Vec<Mark>) -> Moves {
    let mut moves: Vec<&Event> = shown.to_vec();
    moves.sort_by_key(|event| {
        let date = event.said.date();
        (date.is_none(), date.map(|date| (date.first, date.last)))
    });
    let (listed, rest) = moves.split_at(moves.len().min(MOST_MOVES));
    let lines = listed.iter().map(|event| line(event, marks)).collect();
    let more = (!rest.is_empty()).then(|| {
        let words = format!(
            "and {}, later or not dated: choose dates or a kind to list them",
            counted(rest.len(), "more move")
        );
        let mark = push_crowd("more moves".to_owned(), rest, ("", "later or not dated"), marks);
        More { mark, count: rest.len(), words }
    });
    Moves { lines, more, unmoved }
}

fn line(event: &Event, marks: &mut Vec<Mark>) -> Line {
    let stated = |text: &str| (!text.is_empty()).then(|| text.to_owned());
    let is_anticipated = event.state == State::Anticipated;
    let kind = event.kind.map_or("kind not stated", |kind| kind.key());
    Line {
        mark: push_event(event, marks),
        person: stated(event.person()).unwrap_or_else(|| event.title().to_owned()),
        role: event.post.role.to_string(),
        from: stated(&event.way.from),
        to: stated(&event.way.to),
        date: when(event),
        kind: if is_anticipated { format!("{kind}, anticipated") } else { kind.to_owned() },
        family: event.kind.into(),
        is_anticipated,
    }
}
