//! What the shapes of egui look like to a format that knows paths: the same for every such format.

use egui::epaint::{BandShape, ColorMode, PathStroke, RectShape, WHITE_UV};
use egui::{Color32, Mesh, Pos2, Rect, Stroke, StrokeKind, TextureId, pos2};

/// A stroke whose colour may vary along its path, in the colour of its middle.
pub fn solid(stroke: &PathStroke) -> Stroke {
    let color = match &stroke.color {
        ColorMode::Solid(color) => *color,
        ColorMode::UV(color) => {
            color(Rect::from_min_max(Pos2::ZERO, pos2(1.0, 1.0)), pos2(0.5, 0.5))
        }
    };
    Stroke::new(stroke.width, color)
}

/// The corners of a band, once round.
pub fn around(band: &BandShape) -> Vec<Pos2> {
    let top = band.points.iter().map(|point| pos2(point.x, point.y.min));
    let bottom = band.points.iter().rev().map(|point| pos2(point.x, point.y.max));
    top.chain(bottom).collect()
}

/// How far the middle of a rectangle's stroke lies outside the rectangle.
pub fn grow(shape: &RectShape) -> f32 {
    let half = shape.stroke.width / 2.0;
    match shape.stroke_kind {
        _ if shape.stroke.is_empty() => 0.0,
        StrokeKind::Inside => -half,
        StrokeKind::Middle => 0.0,
        StrokeKind::Outside => half,
    }
}

/// The radii of a rectangle's corners from the upper left one clockwise, when it has grown so far.
pub fn radii(shape: &RectShape, grow: f32) -> [f32; 4] {
    let rect = shape.rect.expand(grow);
    let most = (rect.width().min(rect.height()) / 2.0).max(0.0);
    let corners = shape.corner_radius;
    [corners.nw, corners.ne, corners.se, corners.sw].map(|corner| match corner {
        0 => 0.0,
        corner => (f32::from(corner) + grow).clamp(0.0, most),
    })
}

/// The triangles of a mesh, where each has one colour and no texture.
pub fn triangles(mesh: &Mesh) -> Option<Vec<([Pos2; 3], Color32)>> {
    let is_plain = mesh.texture_id == TextureId::default()
        && mesh.vertices.iter().all(|vertex| vertex.uv == WHITE_UV);
    let triangle = |corners: &[u32]| {
        let mut corners = corners.iter().map(|index| mesh.vertices.get(*index as usize));
        let (a, b, c) = (corners.next()??, corners.next()??, corners.next()??);
        let is_even = a.color == b.color && b.color == c.color;
        is_even.then_some(([a.pos, b.pos, c.pos], a.color))
    };
    is_plain.then(|| mesh.indices.chunks_exact(3).map(triangle).collect())?
}
