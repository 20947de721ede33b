//! How far export controls reach, dimension by dimension.

mod chart;
mod chart_native;
mod data;
mod draw;

use crate::load::{Problems, TableSpec};
use crate::model::native::Native;
use crate::model::{Choice as _, Figure, Setting};
use crate::paint::Stage;
use crate::tab::{Tables, View};

/// The coverage tab.
pub struct Coverage;

impl View for Coverage {
    const NAME: &'static str = "coverage";
    const LABEL: &'static str = "Coverage";
    const TABLES: &'static [&'static TableSpec] = &[&data::COVERAGE];

    type Records = data::Dimensions;
    type Options = chart::Options;
    type Chart = chart::Chart;

    fn records(tables: &Tables, problems: &mut Problems) -> Self::Records {
        data::read(tables, problems)
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

    fn natives(figure: &Figure<Self::Chart>) -> Vec<Native> {
        chart_native::natives(figure)
    }

    fn settings(records: &Self::Records, options: &Self::Options) -> Vec<Setting> {
        vec![
            Setting::of("view", "View", options.view),
            Setting::filter(
                "front",
                "Front",
                "All fronts",
                data::fronts(records),
                options.front.as_deref(),
            ),
        ]
    }

    fn set(options: &mut Self::Options, key: &str, value: &str) {
        match key {
            "view" => options.view = chart::ViewOf::from_key(value).unwrap_or_default(),
            "front" => options.front = (value != "all").then(|| value.to_owned()),
            _ => {}
        }
    }
}
