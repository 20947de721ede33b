//! The charts of the figure that office programs draw themselves: a pair of bars for each model.

use super::chart::Chart;
use super::chart_parameters::{Axis, Size, Sizes};
use crate::model::native::{Colour, Form, Native, Point, Row, Series};

/// A chart for each model, as their bars stand apart and have notes between them.
pub fn natives(chart: &Chart) -> Vec<Native> {
    let Chart::Parameters(parameters) = chart else { return Vec::new() };
    let Some(axis) = &parameters.axis else { return Vec::new() };
    parameters.models.iter().filter_map(|model| bars(model, axis)).collect()
}

/// The bars of a model that stand for one number each; a range of values that differ is none.
fn bars(model: &Sizes, axis: &Axis) -> Option<Native> {
    let sizes: [(&str, &Size, Colour); 2] =
        [("total", &model.total, Colour::Comparator), ("active", &model.active, Colour::Subject)];
    let mut rows = Vec::new();
    let mut points = Vec::new();
    for (noun, size, colour) in sizes {
        let Some(told) = &size.told else { continue };
        let Some(reach) = told.reach.as_ref().filter(|reach| reach.low == reach.high) else {
            continue;
        };
        rows.push(Row::new(&told.key, format!("{}, {noun} parameters", model.name)));
        points.push(Some(Point::new(reach.low, size.label.clone()).coloured(colour)));
    }
    let series = vec![Series { name: "Parameters".to_owned(), colour: Colour::Subject, points }];
    (!rows.is_empty()).then(|| Native {
        key: format!("chart of {}", model.name),
        name: format!("Parameters of {}", model.name),
        form: Form::Bars,
        heading: "Model".to_owned(),
        rows,
        series,
        scale: axis.scale,
        ticks: axis.ticks.clone(),
        days: None,
    })
}
