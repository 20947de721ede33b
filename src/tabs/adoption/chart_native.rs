//! The charts of the figure that office programs draw themselves.

use std::collections::BTreeMap;

use super::chart::{Chart, Ink};
use super::chart_count::Unitful;
use super::chart_scores::Group;
use super::chart_share::{self, Bar};
use super::chart_time::{self, Course, TICKS, value_text};
use crate::model::Scale;
use crate::model::calendar::day_text;
use crate::model::native::{Colour, Form, Native, Point, Row, Series, is_countable};

/// The key of the chart of shares, and of the one over time.
pub const SHARES: &str = "chart of shares";
pub const TIME: &str = "chart over time";

/// The key of a bar of shares.
pub fn share_key(bar: &Bar) -> String {
    format!("bar: {}, {}", bar.measure, bar.scope)
}

/// The key of the chart of a benchmark.
pub fn scores_key(group: &Group) -> String {
    format!("chart: {}", group.caption)
}

/// The key of the chart of a unit.
pub fn counts_key(group: &Unitful) -> String {
    format!("chart: {}", group.caption)
}

/// Every chart whose form office programs have. Ranges of values that differ have none, and stay
/// shapes.
pub fn natives(chart: &Chart) -> Vec<Native> {
    match chart {
        Chart::Share { bars, scores, .. } => {
            shares(bars).into_iter().chain(scores.iter().filter_map(self::scores)).collect()
        }
        Chart::Count(groups) => groups.iter().filter_map(counts).collect(),
        Chart::Time(course) => over_time(course).into_iter().collect(),
        Chart::Empty(_) => Vec::new(),
    }
}

/// One bar for each measure, in parts.
fn shares(bars: &[Bar]) -> Option<Native> {
    let is_sayable =
        |bar: &&Bar| bar.segments.iter().all(|part| part.value.is_some() && part.span.is_none());
    let bars: Vec<&Bar> = bars.iter().filter(is_sayable).collect();
    // Families by their place, then the others, then what is left.
    let mut parts: BTreeMap<(usize, usize), (Ink, String)> = BTreeMap::new();
    for bar in &bars {
        let mut families = bar.stated.iter();
        for part in &bar.segments {
            let (order, name) = match part.ink {
                Ink::Family(place) => {
                    ((0, place), families.next().map_or("", |stated| &stated.family))
                }
                Ink::Others => ((1, 0), "other families"),
                Ink::Remainder => ((2, 0), "not attributed in the source"),
            };
            parts.entry(order).or_insert_with(|| (part.ink, name.to_owned()));
        }
    }
    let point = |bar: &&Bar, ink: Ink| {
        let part = bar.segments.iter().find(|part| part.ink == ink)?;
        Some(Point { value: part.value?, labels: part.words.clone(), colour: None })
    };
    let series = parts.into_values().map(|(ink, name)| Series {
        points: bars.iter().map(|bar| point(bar, ink)).collect(),
        colour: ink.colour(),
        name,
    });
    let (scale, ticks) = chart_share::axis(bars.iter().copied());
    let row =
        |bar: &&Bar| Row { below: bar.scope.clone(), ..Row::new(share_key(bar), bar.name.clone()) };
    // Office programs stack to 100 % and no further.
    let is_sayable = !bars.is_empty() && bars.iter().all(|bar| bar.whole <= 100.0);
    is_sayable.then(|| Native {
        key: SHARES.to_owned(),
        name: "Shares of each total, in per cent".to_owned(),
        form: Form::Stacked,
        heading: "Share of".to_owned(),
        rows: bars.iter().map(row).collect(),
        series: series.collect(),
        scale,
        ticks,
        days: None,
    })
}

/// A dot for each model, the highest in its own colour.
fn scores(group: &Group) -> Option<Native> {
    let lines: Vec<_> = group
        .rows
        .iter()
        .filter(|line| line.stated.is_empty())
        .filter_map(|line| Some((line, line.value?)))
        .collect();
    let series = |name: &str, colour: Colour, is_first: bool| Series {
        name: name.to_owned(),
        colour,
        points: lines
            .iter()
            .map(|(line, value)| {
                (line.is_first == is_first).then(|| Point::new(*value, line.text.clone()))
            })
            .collect(),
    };
    (!lines.is_empty()).then(|| Native {
        key: scores_key(group),
        name: group.caption.clone(),
        form: Form::Dots { has_stem: true },
        heading: "Model".to_owned(),
        rows: lines.iter().map(|(line, _)| Row::new(&line.key, &line.name)).collect(),
        series: vec![
            series("Highest score", Colour::Subject, true),
            series("Other scores", Colour::Comparator, false),
        ],
        scale: group.scale,
        ticks: group.ticks.clone(),
        days: None,
    })
}

/// A bar or a dot for each count of one unit.
fn counts(group: &Unitful) -> Option<Native> {
    let lines: Vec<_> = group
        .rows
        .iter()
        .filter(|line| line.stated.is_empty())
        .filter_map(|line| {
            let (low, high) = line.ends?;
            (low == high).then_some((line, high))
        })
        .collect();
    let points = lines.iter().map(|(line, value)| {
        let colour = if line.is_subject { Colour::Subject } else { Colour::Comparator };
        Some(Point::new(*value, line.text.clone()).coloured(colour))
    });
    let row = |(line, _): &(&super::chart_count::Line, f64)| Row {
        below: line.below.clone(),
        ..Row::new(&line.key, &line.name)
    };
    (!lines.is_empty()).then(|| Native {
        key: counts_key(group),
        name: format!("Counts, {}", group.caption),
        form: if group.scale.is_log { Form::Dots { has_stem: false } } else { Form::Bars },
        heading: "Count of".to_owned(),
        rows: lines.iter().map(row).collect(),
        series: vec![Series {
            name: group.caption.clone(),
            colour: Colour::Comparator,
            points: points.collect(),
        }],
        scale: group.scale,
        ticks: group.ticks.clone(),
        days: None,
    })
}

/// A series for each unbroken run of a line, so that a missing value stays a gap. Lines that part,
/// where values differ, and crowds have no such form.
fn over_time(course: &Course) -> Option<Native> {
    let runs: Vec<(&chart_time::Series, &Vec<chart_time::Point>)> = course
        .series
        .iter()
        .flat_map(|series| series.runs.iter().map(move |run| (series, run)))
        .collect();
    let is_sayable = is_countable(course.axes().days)
        && course.series.iter().all(|series| series.crowd.is_none())
        && runs.iter().all(|(_, run)| run.iter().all(|point| point.stated.is_empty()));
    let mut days: Vec<f64> =
        runs.iter().flat_map(|(_, run)| run.iter().map(|point| point.day)).collect();
    days.sort_by(f64::total_cmp);
    days.dedup();
    let series = runs.iter().map(|(series, run)| Series {
        name: series.family.clone(),
        colour: Ink::Family(series.place).colour(),
        points: days
            .iter()
            .map(|day| {
                let point = run.iter().find(|point| point.day == *day)?;
                Some(Point::new(point.low, point.text.clone()))
            })
            .collect(),
    });
    let scale = Scale::linear(course.values.0, course.values.1);
    let row = |day: &f64| Row { day: Some(*day), ..Row::new("", day_text(*day)) };
    (is_sayable && !days.is_empty()).then(|| Native {
        key: TIME.to_owned(),
        name: format!("Values over time, {}", course.unit.name()),
        form: Form::Lines,
        heading: "Date".to_owned(),
        rows: days.iter().map(row).collect(),
        series: series.collect(),
        ticks: scale
            .ticks(TICKS)
            .into_iter()
            .map(|tick| (tick, value_text(tick, &course.unit)))
            .collect(),
        scale,
        days: Some(course.axes().days),
    })
}
