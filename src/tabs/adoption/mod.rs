//! Who uses whose models: shares with what is left over, counts, scores, and change over time.

mod chart;
mod chart_count;
mod chart_crowd;
mod chart_native;
mod chart_range;
mod chart_reach;
mod chart_scores;
mod chart_share;
mod chart_share_parts;
mod chart_time;
mod chart_title;
mod data;
mod draw;
mod draw_count;
mod draw_crowd;
mod draw_notes;
mod draw_plan;
mod draw_scores;
mod draw_share;
mod draw_time;
#[cfg(test)]
mod tests;

use crate::load::{Problems, TableSpec};
use crate::model::native::Native;
use crate::model::{Axes, Choice as _, Figure, Setting};
use crate::paint::Stage;
use crate::tab::{Tables, View};

/// The adoption tab.
pub struct Adoption;

impl View for Adoption {
    const NAME: &'static str = "adoption";
    const LABEL: &'static str = "Adoption";
    const TABLES: &'static [&'static TableSpec] = &[&data::ADOPTION, &data::BENCHMARKS];

    type Records = data::Adoption;
    type Options = chart::Options;
    type Chart = chart::Chart;

    fn records(tables: &Tables, problems: &mut Problems) -> Self::Records {
        data::read(tables, problems)
    }

    fn rejected(records: &Self::Records) -> usize {
        records.statements.rejected + records.scores.rejected
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

    fn axes(figure: &Figure<Self::Chart>) -> Option<Axes> {
        match &figure.chart {
            chart::Chart::Time(course) => Some(course.axes()),
            _ => None,
        }
    }

    fn settings(records: &Self::Records, options: &Self::Options) -> Vec<Setting> {
        let families = records.families.iter().map(ToString::to_string);
        let family = options.family.as_deref();
        let mut settings = vec![
            Setting::of("view", "View", options.view),
            Setting::names("family", "Family", "All families", families, family),
        ];
        // What has no effect in a view is not offered there.
        match options.view {
            chart::ViewOf::Count => settings.push(Setting::of("axis", "Axis", options.axis)),
            chart::ViewOf::Time => settings.extend(chart_time::setting(records, options)),
            chart::ViewOf::Share => {}
        }
        settings
    }

    fn set(options: &mut Self::Options, key: &str, value: &str) {
        match key {
            "view" => options.view = chart::ViewOf::from_key(value).unwrap_or_default(),
            "family" => options.family = (value != "all").then(|| value.to_owned()),
            "axis" => options.axis = chart::AxisOf::from_key(value).unwrap_or_default(),
            "measure" => options.measure = Some(value.to_owned()),
            _ => {}
        }
    }
}
