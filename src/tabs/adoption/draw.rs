//! Paints the adoption figure: its sections below each other, or a view that has the room alone.

use egui::{Align2, Color32, Rect, pos2};

use super::chart::{Chart, Ink};
use super::chart_reach::Reach;
use super::chart_scores::Group;
use super::chart_share::Bar;
use super::draw_plan::{self, Plan, Wants};
use super::{draw_count, draw_notes, draw_scores, draw_share, draw_time};
use crate::model::Figure;
use crate::model::number::counted;
use crate::paint::Stage;
use crate::style::{GRID, Palette, Role};

/// Share of the width that the names of rows take, and its bounds in points.
const NAMES: (f32, f32, f32) = (0.31, 130.0, 300.0);

/// Paints whichever view the chart holds.
pub fn chart(figure: &Figure<Chart>, stage: &mut Stage<'_>) {
    match &figure.chart {
        Chart::Share { bars, reach, scores } => sections(figure, (bars, reach, scores), stage),
        Chart::Count(groups) => draw_count::counts(figure, groups, stage),
        Chart::Time(course) => draw_time::course(figure, course, stage),
        Chart::Empty(why) => stage.empty(why),
    }
}

/// Where what is drawn beside the names of rows begins.
pub fn left_of_plot(rect: Rect) -> f32 {
    rect.left() + (rect.width() * NAMES.0).clamp(NAMES.1, NAMES.2)
}

/// Fill and text colour of a part of a bar.
pub fn ink(ink: Ink, palette: &Palette) -> (Color32, Color32) {
    palette.of(ink.colour())
}

/// The sentence under a list that is longer than the page.
pub fn more(left_out: usize, noun: &str, y: f32, stage: &Stage<'_>) {
    if left_out > 0 {
        let and = if noun.starts_with("more ") { "and " } else { "" };
        let words = format!("{and}{}, not shown on this page", counted(left_out, noun));
        let style = (Role::Caption, stage.palette.muted);
        stage.text(pos2(stage.rect.left(), y), Align2::LEFT_TOP, &words, style);
    }
}

/// Bars, reach and scores, as far as each is there.
fn sections(
    figure: &Figure<Chart>,
    (bars, reach, scores): (&[Bar], &[Reach], &[Group]),
    stage: &mut Stage<'_>,
) {
    let columns = draw_share::columns(reach, stage);
    let noted = |bar| draw_notes::line_count(&draw_notes::notes(bar, stage), stage);
    let wants = Wants {
        bars: bars.len(),
        noted: bars.iter().map(noted).collect(),
        reach: reach.len().div_ceil(columns),
        has_long_caption: draw_share::has_long_caption(reach, columns, stage),
        scores: scores.iter().map(|group| group.rows.len()).collect(),
    };
    let plan = draw_plan::plan(&wants, stage.rect.height(), stage.is_page());
    stage.scrolled(stage.rect, plan.height, |stage| {
        let mut top = stage.rect.top();
        if !bars.is_empty() {
            top = draw_share::bars(figure, bars, (top, &plan), stage);
        }
        if !reach.is_empty() {
            top = between(top, top > stage.rect.top(), &plan, stage);
            top = draw_share::reach(figure, reach, (top, columns, &plan), stage);
        }
        if !scores.is_empty() {
            top = between(top, top > stage.rect.top(), &plan, stage);
            draw_scores::groups(figure, scores, (top, &plan), stage);
        }
    });
}

/// A hairline between two sections; returns where the second begins.
fn between(top: f32, has_one_above: bool, plan: &Plan, stage: &Stage<'_>) -> f32 {
    if !has_one_above {
        return top;
    }
    let gap = plan.gap();
    stage.hairline((top + gap * 0.45).round() + 0.5);
    top + gap.max(GRID)
}
