//! What the overview shows: cards, fronts and the chain, each part only where the data has it.

pub use super::chart_bars::{Bar, Fill, SmallChart};
pub use super::chart_cards::{Badge, Card, Tone};
pub use super::chart_chain::{Chain, Hop, Node, Strand};
pub use super::chart_fronts::Front;
use super::data::Overview;
pub use super::data::Status;
use super::{chart_cards, chart_chain, chart_fronts, chart_words};
use crate::model::{Counts, Figure, Mark};

/// What to draw.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Chart {
    pub cards: Vec<Card>,
    pub fronts: Vec<Front>,
    /// Fronts without a card of their own: name and status, which is `None` where it is mixed.
    pub other_fronts: Vec<(String, Option<Status>)>,
    /// What names them.
    pub note: Option<Note>,
    pub chain: Option<Chain>,
    /// Nothing to draw, and why.
    pub empty: Option<&'static str>,
}

/// A line of words with its mark.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Note {
    pub key: String,
    pub text: String,
}

/// Chooses what to show.
pub fn build(overview: &Overview) -> Figure<Chart> {
    let mut marks: Vec<Mark> = Vec::new();
    let cards = chart_cards::build(overview, &mut marks);
    let fronts = chart_fronts::build(overview, &mut marks);
    let chain = chart_chain::build(overview, &mut marks);
    let is_empty = cards.is_empty() && fronts.cards.is_empty() && chain.is_none();
    let chart = Chart {
        cards,
        fronts: fronts.cards,
        other_fronts: fronts.others,
        note: fronts.note,
        chain,
        empty: is_empty.then_some(
            "The data has nothing for an overview. Open a package, or a table with the columns from, relation and to.",
        ),
    };
    let subtitle = if is_empty { String::new() } else { chart_words::subtitle(&chart, &marks) };
    Figure {
        title: chart_words::title(&chart),
        subtitle,
        marks: marks.into(),
        // The rows of other tables are counted by the tabs they belong to.
        counts: Counts { shown: overview.links.items.len(), filtered: 0, rejected: 0 },
        chart,
    }
}
