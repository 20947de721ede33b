//! Paints a line of more values than can be told apart: between the lowest and the highest of each
//! point on the screen.

use egui::epaint::{BandPoint, BandShape};
use egui::{Color32, Rangef, Rect};
use egui_plot::{PlotPoint, PlotTransform};

use super::chart::Chart;
use super::chart_crowd::{Crowd, Extent, Stretch};
use crate::model::Figure;
use crate::paint::Stage;

/// A line is at least so thick, in points.
const THICK: f32 = 2.0;
/// Width of a column of the screen, in points.
const COLUMN: f64 = 1.0;

/// Paints the marks of a crowd, and what is stated of each day.
pub fn crowd(
    figure: &Figure<Chart>,
    crowd: &Crowd,
    (plot, transform): (Rect, &PlotTransform),
    color: Color32,
    stage: &mut Stage<'_>,
) {
    for stretch in &crowd.stretches {
        if let Some(mark) = figure.mark(&stretch.key)
            && let Some(room) = room(stretch, plot, transform)
        {
            stage.mark(mark, room);
        }
    }
    let painter = stage.painter().with_clip_rect(plot.intersect(stage.painter().clip_rect()));
    for run in &crowd.runs {
        let points = columns(run, (plot, transform));
        // What lies between the values of one day is stated by nobody, and other lines show
        // through it.
        let is_spread = run.iter().any(|extent| extent.low < extent.high);
        let color = if is_spread { color.gamma_multiply(0.45) } else { color };
        painter.add(BandShape::filled(points, color));
    }
}

/// Where the mark of a stretch of time answers; `None` where it is out of sight.
fn room(stretch: &Stretch, plot: Rect, transform: &PlotTransform) -> Option<Rect> {
    let (low, high) = stretch.values?;
    let at = |day, value| transform.position_from_point(&PlotPoint::new(day, value));
    let (from, to) = (at(stretch.days.0, low), at(stretch.days.1 + 1.0, high));
    let room = Rect::from_two_pos(from, to);
    plot.intersects(room).then(|| room.intersect(plot))
}

/// The lowest and the highest value in each column of the screen, each column with the value before
/// it, so that the line does not tear.
fn columns(run: &[Extent], (plot, transform): (Rect, &PlotTransform)) -> Vec<BandPoint> {
    let bounds = transform.bounds();
    let (from, to) = (bounds.min()[0], bounds.max()[0]);
    let start = run.partition_point(|extent| extent.day < from).saturating_sub(1);
    let end = (run.partition_point(|extent| extent.day <= to) + 1).min(run.len());
    let seen = run.get(start..end).unwrap_or_default();
    let per_day = f64::from(plot.width()) / (to - from).max(f64::MIN_POSITIVE) / COLUMN;
    let column = |extent: &Extent| ((extent.day - from) * per_day).floor();
    let y = |value| transform.position_from_point(&PlotPoint::new(from, value)).y;
    let x = |day| transform.position_from_point(&PlotPoint::new(day, 0.0)).x;
    let mut points: Vec<BandPoint> = Vec::new();
    let mut push = |day: f64, low: f64, high: f64| {
        let (top, bottom) = (y(high), y(low));
        let spare = ((THICK - (bottom - top)) / 2.0).max(0.0);
        points.push(BandPoint { x: x(day), y: Rangef::new(top - spare, bottom + spare) });
    };
    let mut before: Option<Extent> = None;
    for alike in seen.chunk_by(|a, b| column(a) == column(b)) {
        let Some(first) = alike.first() else { continue };
        let (mut low, mut high) = (first.low, first.high);
        for extent in alike {
            (low, high) = (low.min(extent.low), high.max(extent.high));
        }
        if let [one] = alike {
            push(one.day, one.low, one.high);
        } else if let Some(before) = before {
            push(first.day, low.min(before.high), high.max(before.low));
        } else {
            push(first.day, low, high);
        }
        before = alike.last().copied();
    }
    if let [only] = points.as_slice() {
        // A single day is a point, as wide as it is thick.
        let only = *only;
        points = [-THICK, THICK].map(|by| BandPoint { x: only.x + by, ..only }).to_vec();
    }
    points
}

#[cfg(test)]
mod tests {
    use egui::pos2;
    use egui_plot::PlotBounds;

    use super::*;

    #[test]
    fn no_extreme_of_many_values_is_lost_between_the_columns_of_the_screen() {
        let run: Vec<Extent> = (0..100_000)
            .map(|day| {
                let value = if day == 54_321 { 90.0 } else { 10.0 };
                Extent { day: f64::from(day), low: value, high: value }
            })
            .collect();
        let plot = Rect::from_min_max(pos2(0.0, 0.0), pos2(500.0, 100.0));
        let bounds = PlotBounds::from_min_max([0.0, 0.0], [100_000.0, 100.0]);
        let transform = PlotTransform::new(plot, bounds, false);
        let points = columns(&run, (plot, &transform));
        assert!(points.len() <= 501, "{}", points.len());
        let highest = points.iter().min_by(|a, b| a.y.min.total_cmp(&b.y.min)).expect("a point");
        assert!((highest.y.min - 10.0).abs() < 0.1, "{highest:?}");
        assert!((highest.x - 54_321.0 / 200.0).abs() < 1.0, "{highest:?}");
        assert!(points.iter().all(|point| point.y.max - point.y.min >= THICK - 0.01));
    }
}
