//! Where the charts that office programs draw stand on a page, and what they take the place of.

use std::ops::Range;

use egui::epaint::ClippedShape;
use egui::{Rect, Shape, pos2};

use super::text::words;
use crate::model::native::{Form, Native, Row};
use crate::paint::{Piece, What};

/// Rows whose distances differ by more, in points, do not stand evenly.
const UNEVEN: f32 = 1.0;
/// Names begin this far left of the bars at the least, where there are any.
const NAMES: f32 = 24.0;
/// Height of the labels of an axis, in points.
const AXIS: f32 = 22.0;
/// An axis begins this near to the rows it belongs to, in points.
const BELOW: f32 = 12.0;
/// Room for half the first and half the last of them, in points.
const SIDE: f32 = 18.0;

/// A chart and its place.
pub struct Frame {
    /// With the rows that are drawn, and each label as it is drawn.
    pub chart: Native,
    /// The room it takes.
    pub rect: Rect,
    /// The part of it in which the values are drawn.
    pub plot: Rect,
    /// How much of its row a bar takes.
    pub thickness: f32,
    /// Whether its names are drawn beside the bars.
    pub has_names: bool,
    /// The shapes it takes the place of.
    pub shapes: Vec<Range<usize>>,
}

impl Frame {
    /// The chart in words: its rows with their values as labelled.
    pub fn words(&self) -> String {
        let chart = &self.chart;
        let mut rows = Vec::new();
        for (index, row) in chart.rows.iter().enumerate() {
            let values: Vec<String> = chart
                .series
                .iter()
                .filter_map(|series| series.points.get(index)?.as_ref())
                .map(|point| {
                    point.labels.first().cloned().unwrap_or_else(|| point.value.to_string())
                })
                .collect();
            if chart.days.is_none() || row.name.is_empty() {
                rows.push(format!("{}: {}", row.name, values.join(", ")));
            } else {
                rows.push(format!("{} {}", row.name, values.join(", ")));
            }
        }
        format!("{}. {}", chart.name, rows.join("; "))
    }
}

/// The places of these charts.
pub fn frames(natives: &[Native], parts: &[Piece], shapes: &[ClippedShape]) -> Vec<Frame> {
    natives.iter().flat_map(|native| of(native, parts, shapes)).collect()
}

/// A row of the chart as drawn.
struct Drawn<'a> {
    index: usize,
    row: &'a Row,
    part: &'a Piece,
}

fn of(native: &Native, parts: &[Piece], shapes: &[ClippedShape]) -> Vec<Frame> {
    let own = |key: &str| {
        let is_own = move |part: &&Piece| matches!(&part.what, What::Native(of) if of == key);
        parts.iter().filter(is_own).collect::<Vec<&Piece>>()
    };
    let axis = own(&native.key);
    if native.days.is_some() {
        return over_time(native, &axis, shapes).into_iter().collect();
    }
    let rows = native.rows.iter().enumerate();
    let drawn: Vec<Drawn<'_>> = rows
        .filter_map(|(index, row)| {
            Some(Drawn { index, row, part: own(&row.key).first().copied()? })
        })
        .collect();
    if is_even(&drawn) {
        return level(native, &drawn, &axis, shapes).into_iter().collect();
    }
    // A chart of its own for each row, so that none leaves the place it is drawn at; the axis under
    // them stays as drawn.
    drawn.chunks(1).filter_map(|row| level(native, row, &[], shapes)).collect()
}

fn is_even(rows: &[Drawn<'_>]) -> bool {
    let middles = rows.iter().map(|row| row.part.room.track.center().y).collect::<Vec<f32>>();
    let steps: Vec<f32> =
        middles.iter().zip(middles.iter().skip(1)).map(|(above, below)| below - above).collect();
    let first = steps.first().copied().unwrap_or(0.0);
    steps.iter().all(|step| (step - first).abs() <= UNEVEN && *step > 0.0)
}

/// A chart whose rows stand below each other.
fn level(
    native: &Native,
    drawn: &[Drawn<'_>],
    axis: &[&Piece],
    shapes: &[ClippedShape],
) -> Option<Frame> {
    let (first, last) = (drawn.first()?.part.room, drawn.last()?.part.room);
    let (top, bottom) = (first.track.center().y, last.track.center().y);
    let band = match drawn.len() {
        1 => first.whole.height(),
        count => (bottom - top) / (count - 1) as f32,
    };
    let whole = drawn.iter().fold(first.whole, |all, row| all.union(row.part.room.whole));
    let track = first.track;
    let plot = Rect::from_min_max(
        pos2(track.left(), top - band / 2.0),
        pos2(track.right(), bottom + band / 2.0),
    );
    // An axis under other rows than these stays as drawn.
    let is_below = |part: &&Piece| (part.room.track.bottom() - plot.bottom()).abs() <= BELOW;
    let axis = if axis.iter().all(is_below) { axis } else { &[] };
    let (side, foot) = if axis.is_empty() { (0.0, 0.0) } else { (SIDE, AXIS) };
    let rect = Rect::from_min_max(
        pos2(whole.left() - side, plot.top()),
        pos2(whole.right() + side, plot.bottom() + foot),
    );
    let thick = drawn.iter().map(|row| row.part.room.track.height()).sum::<f32>();
    let mut chart = chosen(native, drawn, shapes);
    if axis.is_empty() {
        chart.ticks.clear();
    }
    let parts = drawn.iter().map(|row| row.part).chain(axis.iter().copied());
    Some(Frame {
        has_names: track.left() - whole.left() >= NAMES && !matches!(chart.form, Form::Dots { .. }),
        thickness: (thick / drawn.len() as f32 / band.max(1.0)).clamp(0.05, 1.0),
        shapes: parts.map(|part| part.shapes.clone()).collect(),
        chart,
        rect,
        plot,
    })
}

/// A chart along time, which takes all its room.
fn over_time(native: &Native, parts: &[&Piece], shapes: &[ClippedShape]) -> Option<Frame> {
    let room = parts.first()?.room;
    let ranges: Vec<Range<usize>> = parts.iter().map(|part| part.shapes.clone()).collect();
    let texts: Vec<String> = ranges.iter().flat_map(|range| texts(range, shapes)).collect();
    let mut chart = native.clone();
    for point in chart.series.iter_mut().flat_map(|series| &mut series.points).flatten() {
        // Lines have their names at their ends, and no labels.
        point.labels.retain(|label| native.form == Form::Lines || texts.contains(label));
        point.labels.truncate(1);
    }
    Some(Frame {
        chart,
        rect: room.whole,
        plot: room.track,
        thickness: 1.0,
        has_names: true,
        shapes: ranges,
    })
}

/// The chart with the rows that are drawn, and with each label as it is worded there.
fn chosen(native: &Native, drawn: &[Drawn<'_>], shapes: &[ClippedShape]) -> Native {
    let mut chart = native.clone();
    chart.rows = drawn.iter().map(|row| row.row.clone()).collect();
    let texts: Vec<Vec<String>> = drawn.iter().map(|row| texts(&row.part.shapes, shapes)).collect();
    for series in &mut chart.series {
        let points = std::mem::take(&mut series.points);
        for (row, texts) in drawn.iter().zip(&texts) {
            let mut point = points.get(row.index).cloned().flatten();
            if let Some(point) = &mut point {
                point.labels.retain(|label| texts.contains(label));
                point.labels.truncate(1);
            }
            series.points.push(point);
        }
    }
    chart.series.retain(|series| series.points.iter().any(Option::is_some));
    chart
}

/// The texts among these shapes.
fn texts(range: &Range<usize>, shapes: &[ClippedShape]) -> Vec<String> {
    let shapes = shapes.get(range.clone()).unwrap_or_default();
    let text = |clipped: &ClippedShape| match &clipped.shape {
        Shape::Text(text) => Some(words(&text.galley)),
        _ => None,
    };
    shapes.iter().filter_map(text).collect()
}
