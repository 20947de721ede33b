//! What the models are made of: how many parameters, which features, and on whose hardware.

mod chart;
mod chart_access;
mod chart_features;
mod chart_figures;
mod chart_native;
mod chart_parameters;
mod chart_title;
mod chart_told;
mod data;
mod draw;
mod draw_access;
mod draw_features;
mod draw_figures;
mod draw_parameters;
#[cfg(test)]
mod tests;

use crate::load::{Problems, TableSpec};
use crate::model::native::Native;
use crate::model::{Choice as _, Figure, Setting};
use crate::paint::Stage;
use crate::tab::{Tables, View};

/// The model stack tab.
pub struct Stack;

impl View for Stack {
    const NAME: &'static str = "stack";
    const LABEL: &'static str = "Model stack";
    const TABLES: &'static [&'static TableSpec] = &[&data::MODELS, &data::ARCHITECTURE];

    type Records = data::Stack;
    type Options = chart::Options;
    type Chart = chart::Chart;

    fn records(tables: &Tables, problems: &mut Problems) -> Self::Records {
        data::read(tables, problems)
    }

    fn rejected(records: &Self::Records) -> usize {
        records.measures.rejected + records.features.rejected
    }

    fn figure(records: &Self::Records, options: &Self::Options) -> Figure<Self::Chart> {
        chart::build(records, options)
    }

    fn draw(figure: &Figure<Self::Chart>, stage: &mut Stage<'_>) {
        draw::chart(figure, stage);
    }

    fn natives(figure: &Figure<Self::Chart>) -> Vec<Native> {
        chart_native::natives(&figure.chart)
    }

    fn settings(_: &Self::Records, options: &Self::Options) -> Vec<Setting> {
        vec![Setting::of("view", "View", options.view)]
    }

    fn set(options: &mut Self::Options, key: &str, value: &str) {
        if key == "view" {
            options.view = chart::ViewOf::from_key(value).unwrap_or_default();
        }
    }
}
