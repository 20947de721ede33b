//! The charts of the figure that office programs draw themselves: bars, and the sum over time.

use super::chart::{Body, Chart, Fill, Rows, Steps, TICKS, sum_text};
use crate::model::Scale;
use crate::model::calendar::day_text;
use crate::model::native::{Colour, Form, Native, Point, Row, Series, is_countable};

/// The key of the chart of the sum over time.
pub const CUMULATIVE: &str = "chart of the running sum";

/// The charts; the flow has no such form.
pub fn natives(chart: &Chart) -> Vec<Native> {
    match &chart.body {
        Body::Bars(rows) => bars(rows).into_iter().collect(),
        Body::Cumulative(steps) => cumulative(steps).into_iter().collect(),
        Body::Flow(_) | Body::Empty(_) => Vec::new(),
    }
}

/// A bar for each known amount; those not known stay hatched stubs, which are no bars of zero.
fn bars(rows: &Rows) -> Option<Native> {
    let known: Vec<_> =
        rows.bars.iter().chain(&rows.rest).filter_map(|bar| Some((bar, bar.value?))).collect();
    let longest = known.iter().map(|(_, value)| *value).fold(0.0, f64::max);
    let points = known.iter().map(|(bar, value)| {
        let colour = match bar.fill {
            Fill::Subject => Colour::Subject,
            Fill::Rest => Colour::Comparator,
            Fill::Unattributed | Fill::Unknown => Colour::Open,
        };
        Some(Point::new(*value, bar.amount.clone()).coloured(colour))
    });
    (!known.is_empty()).then(|| Native {
        key: "chart of amounts".to_owned(),
        name: format!("Amounts by {}", rows.noun),
        form: Form::Bars,
        heading: rows.noun.to_owned(),
        rows: known.iter().map(|(bar, _)| Row::new(&bar.key, &bar.name)).collect(),
        series: vec![Series {
            name: "Amount".to_owned(),
            colour: Colour::Subject,
            points: points.collect(),
        }],
        scale: Scale::linear(0.0, longest),
        ticks: Vec::new(),
        days: None,
    })
}

/// The corners of the line, and the steps that have a dot.
fn cumulative(steps: &Steps) -> Option<Native> {
    let axes = steps.axes().filter(|axes| is_countable(axes.days))?;
    let corners = steps.corners();
    let line = corners
        .iter()
        .map(|(_, sum)| Some(Point { value: *sum, labels: Vec::new(), colour: None }));
    let dots = corners.iter().map(|(day, sum)| {
        let step = steps.marked.iter().find(|step| step.day == *day && step.sum == *sum)?;
        Some(Point::new(step.sum, step.text.clone()))
    });
    let scale = Scale::linear(axes.values.0, axes.values.1);
    let series = |name: &str, points: Vec<Option<Point>>| Series {
        name: name.to_owned(),
        colour: Colour::Subject,
        points,
    };
    Some(Native {
        key: CUMULATIVE.to_owned(),
        name: "Running sum over time".to_owned(),
        form: Form::Steps,
        heading: "Date".to_owned(),
        rows: corners
            .iter()
            .map(|(day, _)| Row { day: Some(*day), ..Row::new("", day_text(*day)) })
            .collect(),
        series: vec![series("Running sum", line.collect()), series("Steps", dots.collect())],
        ticks: scale
            .ticks(TICKS)
            .into_iter()
            .map(|tick| (tick, sum_text(tick, &steps.currency)))
            .collect(),
        scale,
        days: Some(axes.days),
    })
}
