//! Each kind of shape as a path.

use egui::epaint::{CircleShape, CubicBezierShape, PathShape, QuadraticBezierShape, RectShape};
use egui::{Color32, Mesh, Pos2, Rect, Shape, Stroke, Vec2, vec2};
use krilla::color::rgb;
use krilla::geom::{PathBuilder, Size, Transform};
use krilla::image::Image;
use krilla::num::NormalizedF32;
use krilla::paint::{self, Fill, LineJoin};

use super::Writer;
use crate::export::geometry;

/// How far the handles of a curve lie from the ends of a quarter of a circle of radius 1.
const QUARTER: f32 = 0.552_284_8;

/// What a path is filled and drawn with.
pub(super) struct Look {
    fill: Option<Fill>,
    stroke: Option<paint::Stroke>,
}

impl Look {
    pub(super) fn new(fill: Color32, stroke: Stroke) -> Self {
        Self { fill: self::fill(fill), stroke: line(stroke, LineJoin::Miter) }
    }

    pub(super) fn line(stroke: Stroke) -> Self {
        Self { fill: None, stroke: line(stroke, LineJoin::Miter) }
    }

    fn round(self) -> Self {
        let stroke =
            self.stroke.map(|stroke| paint::Stroke { line_join: LineJoin::Round, ..stroke });
        Self { stroke, ..self }
    }
}

impl Writer<'_, '_> {
    pub(super) fn shape(&mut self, shape: &Shape) {
        match shape {
            // A callback paints with a graphics driver: nothing of ours makes one.
            Shape::Noop | Shape::Callback(_) => {}
            Shape::Vec(shapes) => shapes.iter().for_each(|shape| self.shape(shape)),
            Shape::Circle(circle) => self.circle(circle),
            Shape::Ellipse(ellipse) => {
                let look = Look::new(ellipse.fill, ellipse.stroke);
                self.turned(ellipse.angle, ellipse.center, |writer| {
                    writer.path(look, |path| oval(path, ellipse.center, ellipse.radius));
                });
            }
            Shape::LineSegment { points, stroke } => {
                self.lines(points, false, Look::line(*stroke));
            }
            Shape::Path(path) => self.polygon(path),
            Shape::Band(band) => {
                let look = Look::new(band.fill, band.stroke);
                self.turned(band.angle, Pos2::ZERO, |writer| {
                    writer.lines(&geometry::around(band), true, look);
                });
            }
            Shape::Rect(rect) => self.rectangle(rect, shape),
            Shape::Text(text) => self.text(text),
            Shape::Mesh(mesh) => self.mesh(mesh, shape),
            Shape::QuadraticBezier(curve) => self.quadratic(curve),
            Shape::CubicBezier(curve) => self.cubic(curve),
        }
    }

    /// Lines from point to point.
    pub(super) fn lines(&mut self, points: &[Pos2], is_closed: bool, look: Look) {
        self.path(look, |path| polygon(path, points, is_closed));
    }

    fn path(&mut self, look: Look, draw: impl FnOnce(&mut PathBuilder)) {
        // Without either, the document would have it in black.
        if look.fill.is_none() && look.stroke.is_none() {
            return;
        }
        let mut path = PathBuilder::new();
        draw(&mut path);
        let Some(path) = path.finish() else { return };
        self.surface.set_fill(look.fill);
        self.surface.set_stroke(look.stroke);
        self.surface.draw_path(&path);
    }

    fn turned(&mut self, angle: f32, center: Pos2, draw: impl FnOnce(&mut Self)) {
        let turn = Transform::from_rotate_at(angle.to_degrees(), center.x, center.y);
        self.surface.push_transform(&turn);
        draw(self);
        self.surface.pop();
    }

    fn circle(&mut self, shape: &CircleShape) {
        let look = Look::new(shape.fill, shape.stroke);
        self.path(look, |path| oval(path, shape.center, Vec2::splat(shape.radius)));
    }

    fn polygon(&mut self, shape: &PathShape) {
        let fill = if shape.closed { shape.fill } else { Color32::TRANSPARENT };
        let look = Look::new(fill, geometry::solid(&shape.stroke)).round();
        self.lines(&shape.points, shape.closed, look);
    }

    fn rectangle(&mut self, shape: &RectShape, whole: &Shape) {
        if shape.brush.is_some() || shape.blur_width > 0.0 {
            return self.pixels(whole);
        }
        let grow = geometry::grow(shape);
        let (rect, radii) = (shape.rect.expand(grow), geometry::radii(shape, grow));
        let look = Look::new(shape.fill, shape.stroke);
        if shape.angle == 0.0 {
            return self.path(look, |path| rounded(path, rect, radii));
        }
        self.turned(shape.angle, shape.rect.center(), |writer| {
            writer.path(look, |path| rounded(path, rect, radii));
        });
    }

    fn quadratic(&mut self, shape: &QuadraticBezierShape) {
        let [a, b, c] = shape.points;
        self.path(Look::new(shape.fill, geometry::solid(&shape.stroke)), |path| {
            path.move_to(a.x, a.y);
            path.quad_to(b.x, b.y, c.x, c.y);
            if shape.closed {
                path.close();
            }
        });
    }

    fn cubic(&mut self, shape: &CubicBezierShape) {
        let [a, b, c, d] = shape.points;
        self.path(Look::new(shape.fill, geometry::solid(&shape.stroke)), |path| {
            path.move_to(a.x, a.y);
            path.cubic_to(b.x, b.y, c.x, c.y, d.x, d.y);
            if shape.closed {
                path.close();
            }
        });
    }

    /// Triangles of one colour become one path, so that no hairs show between neighbours; other
    /// meshes become pixels.
    fn mesh(&mut self, mesh: &Mesh, whole: &Shape) {
        let Some(triangles) = geometry::triangles(mesh) else { return self.pixels(whole) };
        for alike in triangles.chunk_by(|(_, a), (_, b)| a == b) {
            let color = alike.first().map_or(Color32::TRANSPARENT, |(_, color)| *color);
            self.path(Look::new(color, Stroke::NONE), |path| {
                for (corners, _) in alike {
                    polygon(path, corners, true);
                }
            });
        }
    }

    /// What has no path, as a picture on the page.
    fn pixels(&mut self, shape: &Shape) {
        let Some((picture, rect)) = self.sheet.picture_of(shape) else { return };
        let Some(size) = Size::from_wh(rect.width(), rect.height()) else { return };
        let data = picture.pixels.iter().flat_map(Color32::to_srgba_unmultiplied).collect();
        let image = Image::from_rgba8(data, picture.width as u32, picture.height as u32);
        self.surface.push_transform(&Transform::from_translate(rect.min.x, rect.min.y));
        self.surface.draw_image(image, size);
        self.surface.pop();
    }
}

/// A colour and its opacity; `None` where nothing of it is seen.
pub(super) fn fill(color: Color32) -> Option<Fill> {
    let (paint, opacity) = ink(color)?;
    Some(Fill { paint, opacity, ..Fill::default() })
}

fn line(stroke: Stroke, line_join: LineJoin) -> Option<paint::Stroke> {
    if stroke.is_empty() {
        return None;
    }
    let (paint, opacity) = ink(stroke.color)?;
    Some(paint::Stroke { paint, opacity, width: stroke.width, line_join, ..Default::default() })
}

fn ink(color: Color32) -> Option<(paint::Paint, NormalizedF32)> {
    let [red, green, blue, alpha] = color.to_srgba_unmultiplied();
    let opacity = NormalizedF32::new(f32::from(alpha) / 255.0)?;
    (alpha > 0).then(|| (rgb::Color::new(red, green, blue).into(), opacity))
}

/// Lines from point to point.
pub(super) fn polygon(path: &mut PathBuilder, points: &[Pos2], is_closed: bool) {
    for (index, at) in points.iter().enumerate() {
        match index {
            0 => path.move_to(at.x, at.y),
            _ => path.line_to(at.x, at.y),
        }
    }
    if is_closed {
        path.close();
    }
}

fn oval(path: &mut PathBuilder, center: Pos2, radius: Vec2) {
    let [right, down] = [vec2(radius.x, 0.0), vec2(0.0, radius.y)];
    let start = center + right;
    path.move_to(start.x, start.y);
    for (from, to) in [(right, down), (down, -right), (-right, -down), (-down, right)] {
        quarter(path, center, from, to);
    }
    path.close();
}

/// A quarter of an ellipse round the centre, from one half axis to the next.
fn quarter(path: &mut PathBuilder, center: Pos2, from: Vec2, to: Vec2) {
    let (a, b, end) = (center + from + to * QUARTER, center + to + from * QUARTER, center + to);
    path.cubic_to(a.x, a.y, b.x, b.y, end.x, end.y);
}

/// A rectangle with a radius for each corner, from the upper left one clockwise.
fn rounded(path: &mut PathBuilder, rect: Rect, [nw, ne, se, sw]: [f32; 4]) {
    let (right, down) = (vec2(1.0, 0.0), vec2(0.0, 1.0));
    let corners = [
        (rect.right_top(), ne, -down, right),
        (rect.right_bottom(), se, right, down),
        (rect.left_bottom(), sw, down, -right),
        (rect.left_top(), nw, -right, -down),
    ];
    path.move_to(rect.left() + nw, rect.top());
    for (corner, radius, from, to) in corners {
        let center = corner - (from + to) * radius;
        let start = center + from * radius;
        path.line_to(start.x, start.y);
        if radius > 0.0 {
            quarter(path, center, from * radius, to * radius);
        }
    }
    path.close();
}
