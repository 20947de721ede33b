//! Paints whichever view of the model stack the chart holds.

use egui::{Align2, Pos2};

use super::chart::Chart;
use super::{draw_access, draw_features, draw_parameters};
use crate::model::Figure;
use crate::model::number::counted;
use crate::paint::Stage;
use crate::style::Role;

/// Height of the line that says what is left out.
pub const MORE: f32 = 20.0;
/// Room left free at the right of a mark, for the sign of a caveat.
pub const SIGN: f32 = 16.0;

/// Paints the figure.
pub fn chart(figure: &Figure<Chart>, stage: &mut Stage<'_>) {
    match &figure.chart {
        Chart::Parameters(parameters) => draw_parameters::parameters(figure, parameters, stage),
        Chart::Features(features) => draw_features::features(figure, features, stage),
        Chart::Access(access) => draw_access::access(figure, access, stage),
        Chart::Empty(why) => stage.empty(why),
    }
}

/// How many rows of these heights are shown one below the other: in a window all of them, for it
/// scrolls; on a page as many as leave a line to say how many there are more.
pub fn fitting(heights: &[f32], room: f32, stage: &Stage<'_>) -> usize {
    if !stage.is_page() || heights.iter().sum::<f32>() <= room + 0.5 {
        return heights.len();
    }
    let mut left = room - MORE;
    heights
        .iter()
        .take_while(|height| {
            left -= **height;
            left >= 0.0
        })
        .count()
}

/// Says how many of something a page leaves out.
pub fn more(left_out: usize, noun: &str, at: Pos2, stage: &Stage<'_>) {
    if left_out > 0 {
        let and = if noun.starts_with("more ") { "and " } else { "" };
        let words = format!("{and}{}, not shown on this page", counted(left_out, noun));
        stage.text(at, Align2::LEFT_TOP, &words, (Role::Caption, stage.palette.muted));
    }
}
