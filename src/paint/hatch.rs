//! The hatch of everything that no source attributes.

use egui::{Painter, Rect, Stroke, pos2};

use crate::style::Palette;

/// Distance between hatch lines along the edge, in points.
const STEP: f32 = 7.0;

/// Fills the rectangle with slanted lines on the panel colour. The lines are cut by computation
/// rather than by a clip rectangle, because slide programs drop clips from SVG.
pub fn fill(painter: &Painter, rect: Rect, palette: &Palette) {
    if !rect.is_positive() {
        return;
    }
    painter.rect_filled(rect, 0.0, palette.panel);
    let line = line(palette);
    let (width, height) = (rect.width(), rect.height());
    let count = ((width + height) / STEP).ceil() as usize;
    for index in 1..=count {
        // The line x + y = reach, measured from the bottom left corner upwards.
        let reach = index as f32 * STEP;
        let (x0, x1) = ((reach - height).max(0.0), reach.min(width));
        if x0 >= x1 {
            continue;
        }
        let at = |x: f32| pos2(rect.left() + x, rect.bottom() - (reach - x));
        let (a, b) = (at(x0), at(x1));
        painter.line_segment([a, b], line);
    }
}

/// A line of the hatch.
pub fn line(palette: &Palette) -> Stroke {
    Stroke::new(1.0, palette.hairline.lerp_to_gamma(palette.comparator, 0.35))
}
