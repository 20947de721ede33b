//! The chart of the summary that office programs draw themselves.

use super::chart::{Chart, Status, Tally};
use crate::model::native::{Colour, Form, Native, Point, Row, Series};
use crate::model::{Choice as _, Figure, Scale, choice};

/// A bar for each status; the matrix has no such form.
pub fn natives(figure: &Figure<Chart>) -> Vec<Native> {
    let Chart::Summary { tallies, .. } = &figure.chart else { return Vec::new() };
    let all = figure.counts.shown;
    let row = |tally: &Tally| Row::new(&tally.key, choice::sentence_case(tally.status.key()));
    let point = |tally: &Tally| {
        let colour = match tally.status {
            Status::Effective => Colour::Effective,
            Status::Partially => Colour::Partial,
            Status::Fully => Colour::Full,
            Status::NotApplicable => Colour::NoControl,
        };
        Some(Point::new(tally.count as f64, tally.text(all)).coloured(colour))
    };
    let series = Series {
        name: "Dimensions".to_owned(),
        colour: Colour::Subject,
        points: tallies.iter().map(point).collect(),
    };
    vec![Native {
        key: "chart of statuses".to_owned(),
        name: "Dimensions by status".to_owned(),
        form: Form::Bars,
        heading: "Status".to_owned(),
        rows: tallies.iter().map(row).collect(),
        series: vec![series],
        scale: Scale::linear(0.0, all as f64),
        ticks: Vec::new(),
        days: None,
    }]
}
