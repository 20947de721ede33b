//! The situation at a glance: figures, fronts, and the chain; each leads to its own tab.

mod chart;
mod chart_bars;
mod chart_cards;
mod chart_chain;
mod chart_fronts;
mod chart_words;
mod data;
mod draw;
mod draw_cards;
mod draw_chain;
mod draw_fronts;
#[cfg(test)]
mod tests;

use crate::load::{Problems, TableSpec};
use crate::model::{Figure, Setting};
use crate::paint::Stage;
use crate::tab::{Tables, View};

/// The overview tab.
pub struct Overview;

impl View for Overview {
    const NAME: &'static str = "overview";
    const LABEL: &'static str = "Overview";
    // What else it shows belongs to other tabs, which check it and count it.
    const TABLES: &'static [&'static TableSpec] = &[&data::CHAIN];

    type Records = data::Overview;
    type Options = ();
    type Chart = chart::Chart;

    fn records(tables: &Tables, problems: &mut Problems) -> Self::Records {
        data::read(tables, problems)
    }

    fn rejected(records: &Self::Records) -> usize {
        records.links.rejected
    }

    fn figure(records: &Self::Records, _options: &Self::Options) -> Figure<Self::Chart> {
        chart::build(records)
    }

    fn draw(figure: &Figure<Self::Chart>, stage: &mut Stage<'_>) {
        draw::chart(figure, stage);
    }

    fn settings(_records: &Self::Records, _options: &Self::Options) -> Vec<Setting> {
        Vec::new()
    }

    fn set(_options: &mut Self::Options, _key: &str, _value: &str) {}
}
