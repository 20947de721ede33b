//! Who put how much money into which company, and what became of it.

mod chart;
mod chart_bars;
mod chart_cumulative;
mod chart_flow;
mod chart_group;
mod chart_native;
mod chart_words;
mod data;
mod draw;
mod draw_bars;
mod draw_block;
mod draw_card;
mod draw_cumulative;
mod draw_flow;
mod draw_place;
#[cfg(test)]
mod tests;

use crate::load::{Problems, TableSpec};
use crate::model::native::Native;
use crate::model::{Axes, Choice as _, Figure, Setting};
use crate::paint::Stage;
use crate::tab::{Tables, View};

/// The funding tab.
pub struct Funding;

/// The choice of the currency that has the most rounds.
const MOST_ROUNDS: &str = "most rounds";

impl View for Funding {
    const NAME: &'static str = "funding";
    const LABEL: &'static str = "Funding";
    const TABLES: &'static [&'static TableSpec] =
        &[&data::FUNDING, &data::INVESTORS, &data::DEPLOYMENTS];

    type Records = data::Funding;
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
        chart_native::natives(&figure.chart)
    }

    fn axes(figure: &Figure<Self::Chart>) -> Option<Axes> {
        match &figure.chart.body {
            chart::Body::Cumulative(steps) => steps.axes(),
            _ => None,
        }
    }

    fn settings(records: &Self::Records, options: &Self::Options) -> Vec<Setting> {
        let kinds = data::kinds(records).into_iter().map(|kind| kind.key().to_owned());
        let kind = options.kind.map(data::Kind::key);
        let mut settings = vec![
            Setting::of("view", "View", options.view),
            Setting::filter("kind", "Investors", "All investors", kinds, kind),
        ];
        if options.view == chart::ViewOf::Bars {
            settings.push(Setting::of("by", "One bar for each", options.by));
            settings.push(Setting::of("top", "Bars before the rest", options.top));
        }
        let currencies = data::currencies(records);
        if currencies.len() > 1 {
            let mut choices = vec![(MOST_ROUNDS.to_owned(), "Most rounds".to_owned())];
            choices.extend(currencies.into_iter().map(|code| (code.clone(), code)));
            let current = options.currency.clone().unwrap_or_else(|| MOST_ROUNDS.to_owned());
            settings.push(Setting::over("currency", "Currency", choices, current));
        }
        settings
    }

    fn set(options: &mut Self::Options, key: &str, value: &str) {
        match key {
            "view" => options.view = chart::ViewOf::from_key(value).unwrap_or_default(),
            "kind" => options.kind = data::Kind::from_key(value),
            "by" => options.by = chart::By::from_key(value).unwrap_or_default(),
            "top" => options.top = chart::Top::from_key(value).unwrap_or_default(),
            "currency" => options.currency = (value != MOST_ROUNDS).then(|| value.to_owned()),
            _ => {}
        }
    }
}
