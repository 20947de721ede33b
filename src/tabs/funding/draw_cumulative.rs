//! Paints the running sum over time.

use egui::{Align2, Rangef, Rect, Stroke, Vec2, pos2, vec2};
use egui_plot::{AxisHints, GridMark, HoverPosition, Line, Plot, PlotPoint, PlotPoints};

use super::chart::{CUMULATIVE, Chart, Step, Steps, TICKS, sum_text};
use crate::model::calendar::{day_text, ticks_between};
use crate::model::{Figure, Scale};
use crate::paint::{Room, Stage, What, pan};
use crate::style::{GRID, Role};

/// Days between two ticks, as far as the plot fades lines that stand close: ours never do.
const APART: f64 = 1e6;
/// Radius of the dot on a step.
const DOT: f32 = 4.0;
/// Steps that are labelled; of more only the last is.
const LABELLED: usize = 12;

/// Paints the line, its steps, and their labels.
pub fn steps(figure: &Figure<Chart>, steps: &Steps, stage: &mut Stage<'_>) {
    let rect = stage.rect.with_min_y(stage.rect.top() + GRID);
    let Some(all) = steps.axes() else { return };
    let palette = stage.palette;
    let axis = |axis: AxisHints<'static>| {
        axis.tick_label_color(palette.muted)
            .tick_label_font(Role::Caption.font())
            .label_spacing(Rangef::new(0.0, 1.0))
    };
    let width = rect.width();
    let x = axis(AxisHints::new_x()).formatter(move |mark, range| {
        let ticks = ticks_between((*range.start(), *range.end()), width);
        let tick = ticks.into_iter().find(|tick| tick.day as f64 == mark.value);
        tick.map_or_else(String::new, |tick| tick.short)
    });
    let currency = steps.currency.clone();
    let y = axis(AxisHints::new_y()).formatter(move |mark, _| sum_text(mark.value, &currency));
    let plot = Plot::new("sum over time")
        .custom_x_axes(vec![x])
        .custom_y_axes(vec![y])
        .x_grid_spacer(move |input| {
            let days = ticks_between(input.bounds, width).into_iter();
            days.map(|tick| GridMark { value: tick.day as f64, step_size: APART }).collect()
        })
        .y_grid_spacer(|input| {
            let sums = Scale::linear(input.bounds.0, input.bounds.1).ticks(TICKS).into_iter();
            let sums = sums.filter(|sum| *sum >= 0.0);
            sums.map(|value| GridMark { value, step_size: APART }).collect()
        })
        .grid_color(palette.hairline)
        .grid_spacing(Rangef::new(0.0, 1.0))
        .show_background(false)
        .label_formatter(|hover| hovered(hover, &steps.currency));
    let corners = steps.corners().into_iter().map(|(day, sum)| PlotPoint::new(day, sum)).collect();
    let line = Line::new("Running sum", PlotPoints::Owned(corners))
        .color(palette.accent)
        .width(2.0)
        .allow_band(false);
    let transform = stage.piece(
        || What::Native(CUMULATIVE.to_owned()),
        |stage| {
            let transform = pan::show(plot, (rect, &all), stage, |plot| plot.line(line));
            let room = Room { whole: rect, track: *transform.frame() };
            (transform, room)
        },
    );
    let frame = *transform.frame();
    let place = |step: &Step| transform.position_from_point(&PlotPoint::new(step.day, step.sum));
    dots(figure, steps, (frame, &place), stage);
}

/// Day and sum under the pointer.
fn hovered(hover: &HoverPosition<'_>, currency: &str) -> Option<String> {
    let HoverPosition::NearDataPoint { position, .. } = hover else { return None };
    Some(format!("{}\n{}", day_text(position.x), sum_text(position.y, currency)))
}

/// Dots on the steps that have a mark, and their sums where there is room.
fn dots(
    figure: &Figure<Chart>,
    steps: &Steps,
    (frame, place): (Rect, &impl Fn(&Step) -> egui::Pos2),
    stage: &mut Stage<'_>,
) {
    let palette = stage.palette;
    let mut taken: Vec<Rect> = Vec::new();
    let is_few = steps.marked.len() <= LABELLED;
    // The last label comes first, because it says what all of it comes to.
    for (index, step) in steps.marked.iter().rev().enumerate() {
        let at = place(step);
        if !at.is_finite() || !frame.contains(at) {
            continue;
        }
        if let Some(mark) = figure.mark(&step.key) {
            stage.mark(mark, Rect::from_center_size(at, Vec2::splat(DOT * 3.0)));
        }
        stage.native(CUMULATIVE, Room::of(frame), |stage| {
            if is_few {
                let ring = Stroke::new(1.5, palette.canvas);
                stage.painter().circle(at, DOT, palette.accent, ring);
            } else {
                stage.painter().circle_filled(at, DOT * 0.75, palette.accent);
            }
        });
        let size = vec2(stage.width(&step.text, Role::Strong), 17.0);
        let corner = pos2((at.x - GRID).max(frame.left() + size.x), at.y - 3.0);
        let label = Align2::RIGHT_BOTTOM.anchor_size(corner, size);
        let is_free = taken.iter().all(|other| !other.expand(2.0).intersects(label));
        if (is_few || index == 0) && is_free && frame.contains_rect(label) {
            stage.native(CUMULATIVE, Room::of(frame), |stage| {
                stage.text(corner, Align2::RIGHT_BOTTOM, &step.text, (Role::Strong, palette.ink));
            });
            taken.push(label);
        }
    }
}
