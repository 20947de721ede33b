//! What the data stands on: the sources, the claims with their verdicts, the caveats.

mod chart;
mod chart_caveats;
mod chart_claims;
mod chart_sources;
mod chart_title;
mod data;
mod data_places;
mod draw;
mod draw_cards;
mod draw_sign;
#[cfg(test)]
mod tests;

use crate::load::evidence::{CAVEATS, CLAIMS, SOURCES};
use crate::load::{Problems, TableSpec};
use crate::model::{Choice as _, Figure, Setting};
use crate::paint::Stage;
use crate::tab::{Tables, View};

/// The sources tab.
pub struct Sources;

impl View for Sources {
    const NAME: &'static str = "sources";
    const LABEL: &'static str = "Sources";
    const TABLES: &'static [&'static TableSpec] = &[&SOURCES, &CLAIMS, &CAVEATS];

    type Records = data::Evidence;
    type Options = chart::Options;
    type Chart = chart::Chart;

    fn records(tables: &Tables, _: &mut Problems) -> Self::Records {
        data::read(tables)
    }

    fn rejected(records: &Self::Records) -> usize {
        records.rejected
    }

    fn figure(records: &Self::Records, options: &Self::Options) -> Figure<Self::Chart> {
        chart::build(records, options)
    }

    fn draw(figure: &Figure<Self::Chart>, stage: &mut Stage<'_>) {
        draw::chart(figure, stage);
    }

    fn settings(records: &Self::Records, options: &Self::Options) -> Vec<Setting> {
        chart::settings(records, options)
    }

    fn set(options: &mut Self::Options, key: &str, value: &str) {
        let filter = || (value != "all").then(|| value.to_owned());
        match key {
            "view" => options.view = chart::ViewOf::from_key(value),
            "sort" => options.sort = chart::SortBy::from_key(value).unwrap_or_default(),
            "verdict" => options.verdict = filter(),
            "kind" => options.kind = filter(),
            "tab" => options.tab = filter(),
            _ => {}
        }
    }
}
