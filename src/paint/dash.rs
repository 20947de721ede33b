//! Dashed lines round rectangles and along curves.

use egui::{Color32, Painter, Pos2, Rect, Shape, Stroke, pos2};

/// Dash and gap of everything that is anticipated or absent, in points.
pub const DASH: f32 = 4.0;
/// Gap between two.
pub const GAP: f32 = 3.0;

/// A dashed line through the points.
pub fn path(painter: &Painter, points: &[Pos2], width: f32, color: Color32) {
    painter.extend(Shape::dashed_line(points, Stroke::new(width, color), DASH, GAP));
}

/// A dashed circle.
pub fn circle(painter: &Painter, center: Pos2, radius: f32, width: f32, color: Color32) {
    let points: Vec<Pos2> = arc(center, radius, 0.0, std::f32::consts::TAU).collect();
    path(painter, &points, width, color);
}

/// A dashed rectangle with rounded corners.
pub fn rounded(painter: &Painter, rect: Rect, radius: f32, width: f32, color: Color32) {
    let radius = radius.min(rect.width() / 2.0).min(rect.height() / 2.0).max(0.0);
    let quarter = std::f32::consts::FRAC_PI_2;
    let inner = rect.shrink(radius);
    let mut points: Vec<Pos2> = [
        (inner.right_top(), -quarter),
        (inner.right_bottom(), 0.0),
        (inner.left_bottom(), quarter),
        (inner.left_top(), 2.0 * quarter),
    ]
    .into_iter()
    .flat_map(|(center, from)| arc(center, radius, from, from + quarter))
    .collect();
    points.extend(points.first().copied());
    path(painter, &points, width, color);
}

/// A smooth curve from one point to another that leaves and arrives level.
pub fn s_curve(from: Pos2, to: Pos2) -> Vec<Pos2> {
    const STEPS: usize = 24;
    let middle = f32::midpoint(from.x, to.x);
    (0..=STEPS)
        .map(|step| {
            // A cubic Bézier curve whose inner points stand level with its ends.
            let along = step as f32 / STEPS as f32;
            let back = 1.0 - along;
            let ends = (back.powi(3), along.powi(3));
            let inner = (3.0 * back * back * along, 3.0 * back * along * along);
            pos2(
                ends.0 * from.x + (inner.0 + inner.1) * middle + ends.1 * to.x,
                (ends.0 + inner.0) * from.y + (inner.1 + ends.1) * to.y,
            )
        })
        .collect()
}

fn arc(center: Pos2, radius: f32, from: f32, to: f32) -> impl Iterator<Item = Pos2> {
    const STEPS: usize = 16;
    (0..=STEPS).map(move |step| {
        let angle = from + (to - from) * step as f32 / STEPS as f32;
        center + radius * egui::vec2(angle.cos(), angle.sin())
    })
}
