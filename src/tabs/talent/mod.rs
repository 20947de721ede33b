//! Who left, who came, what changed and when; and how large the teams are.

mod chart;
mod chart_marks;
mod chart_moves;
mod chart_teams;
mod chart_timeline;
mod chart_title;
mod data;
mod draw;
mod draw_lanes;
mod draw_moves;
mod draw_plan;
mod draw_shape;
mod draw_teams;

use crate::load::{Problems, TableSpec};
use crate::model::{Choice as _, Figure, Setting};
use crate::paint::Stage;
use crate::tab::{Tables, View};

/// The talent tab.
pub struct Talent;

impl View for Talent {
    const NAME: &'static str = "talent";
    const LABEL: &'static str = "Talent";
    const TABLES: &'static [&'static TableSpec] = &[&data::TALENT, &data::TEAMS];

    type Records = data::Talent;
    type Options = chart::Options;
    type Chart = chart::Chart;

    fn records(tables: &Tables, problems: &mut Problems) -> Self::Records {
        data::read(tables, problems)
    }

    fn rejected(records: &Self::Records) -> usize {
        records.rejected()
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
            "view" => options.view = chart::ViewOf::from_key(value).unwrap_or_default(),
            "lanes" => options.lanes = chart::LanesBy::from_key(value).unwrap_or_default(),
            "kind" => options.kind = filter(),
            "range" => (options.range, options.part) = (filter(), None),
            "part" => options.part = filter(),
            _ => {}
        }
    }
}
