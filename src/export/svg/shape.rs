//! Each kind of shape as an element.

use std::fmt::Write as _;

use base64::Engine as _;
use egui::epaint::{
    BandShape, CircleShape, CubicBezierShape, EllipseShape, PathShape, QuadraticBezierShape,
    RectShape,
};
use egui::{CornerRadius, Mesh, Pos2, Rect, Shape, Stroke, pos2};

use super::{Writer, number, paint};
use crate::export::{geometry, png};

/// Pixels per inch said of pictures within the picture, whose size the picture says: any will do.
const DENSITY: u32 = 72;

impl Writer<'_> {
    pub(super) fn shape(&mut self, shape: &Shape) {
        match shape {
            // A callback paints with a graphics driver: nothing of ours makes one.
            Shape::Noop | Shape::Callback(_) => {}
            Shape::Vec(shapes) => shapes.iter().for_each(|shape| self.shape(shape)),
            Shape::Circle(circle) => self.circle(circle),
            Shape::Ellipse(ellipse) => self.ellipse(ellipse),
            Shape::LineSegment { points, stroke } => {
                self.path(&outline(points, false), &format!(" fill=\"none\"{}", line(*stroke)));
            }
            Shape::Path(path) => self.polygon(path),
            Shape::Band(band) => self.band(band),
            Shape::Rect(rect) => self.rectangle(rect, shape),
            Shape::Text(text) => self.text(text),
            Shape::Mesh(mesh) => self.mesh(mesh, shape),
            Shape::QuadraticBezier(curve) => self.quadratic(curve),
            Shape::CubicBezier(curve) => self.cubic(curve),
        }
    }

    pub(super) fn put(&mut self, element: std::fmt::Arguments<'_>) {
        // Writing to a string cannot fail.
        self.body.write_fmt(element).ok();
    }

    fn path(&mut self, d: &str, attributes: &str) {
        self.put(format_args!("<path d=\"{d}\"{attributes}/>"));
    }

    fn circle(&mut self, shape: &CircleShape) {
        let (x, y, r) = (number(shape.center.x), number(shape.center.y), number(shape.radius));
        let look = paint("fill", shape.fill) + &line(shape.stroke);
        self.put(format_args!("<circle cx=\"{x}\" cy=\"{y}\" r=\"{r}\"{look}/>"));
    }

    fn ellipse(&mut self, shape: &EllipseShape) {
        let (x, y) = (number(shape.center.x), number(shape.center.y));
        let (rx, ry) = (number(shape.radius.x), number(shape.radius.y));
        let look = paint("fill", shape.fill) + &line(shape.stroke);
        let turn = turned(shape.angle, shape.center);
        self.put(format_args!(
            "<ellipse cx=\"{x}\" cy=\"{y}\" rx=\"{rx}\" ry=\"{ry}\"{look}{turn}/>"
        ));
    }

    fn polygon(&mut self, shape: &PathShape) {
        let fill = if shape.closed { shape.fill } else { egui::Color32::TRANSPARENT };
        let look = paint("fill", fill)
            + &line(geometry::solid(&shape.stroke))
            + " stroke-linejoin=\"round\"";
        self.path(&outline(&shape.points, shape.closed), &look);
    }

    fn band(&mut self, shape: &BandShape) {
        let look =
            paint("fill", shape.fill) + &line(shape.stroke) + &turned(shape.angle, Pos2::ZERO);
        self.path(&outline(&geometry::around(shape), true), &look);
    }

    fn rectangle(&mut self, shape: &RectShape, whole: &Shape) {
        if shape.brush.is_some() || shape.blur_width > 0.0 {
            return self.pixels(whole);
        }
        let grow = geometry::grow(shape);
        let rect = shape.rect.expand(grow);
        let look = paint("fill", shape.fill)
            + &line(shape.stroke)
            + &turned(shape.angle, shape.rect.center());
        let corners = shape.corner_radius;
        if corners != CornerRadius::same(corners.nw) {
            return self.path(&rounded(rect, geometry::radii(shape, grow)), &look);
        }
        let round = match f32::from(corners.nw) {
            0.0 => String::new(),
            radius => format!(" rx=\"{}\"", number((radius + grow).max(0.0))),
        };
        let (x, y) = (number(rect.min.x), number(rect.min.y));
        let (width, height) = (number(rect.width().max(0.0)), number(rect.height().max(0.0)));
        self.put(format_args!(
            "<rect x=\"{x}\" y=\"{y}\" width=\"{width}\" height=\"{height}\"{round}{look}/>"
        ));
    }

    fn quadratic(&mut self, shape: &QuadraticBezierShape) {
        let [a, b, c] = shape.points.map(point);
        let end = if shape.closed { "Z" } else { "" };
        let look = paint("fill", shape.fill) + &line(geometry::solid(&shape.stroke));
        self.path(&format!("M{a}Q{b} {c}{end}"), &look);
    }

    fn cubic(&mut self, shape: &CubicBezierShape) {
        let [a, b, c, d] = shape.points.map(point);
        let end = if shape.closed { "Z" } else { "" };
        let look = paint("fill", shape.fill) + &line(geometry::solid(&shape.stroke));
        self.path(&format!("M{a}C{b} {c} {d}{end}"), &look);
    }

    /// Triangles of one colour each become polygons, others pixels.
    fn mesh(&mut self, mesh: &Mesh, whole: &Shape) {
        let Some(triangles) = geometry::triangles(mesh) else { return self.pixels(whole) };
        for (corners, color) in triangles {
            // Crisp edges, or hairs of the background show between neighbours.
            let look = paint("fill", color) + " shape-rendering=\"crispEdges\"";
            self.path(&outline(&corners, true), &look);
        }
    }

    /// What SVG cannot say, as a picture within the picture.
    fn pixels(&mut self, shape: &Shape) {
        let Some((picture, rect)) = self.sheet.picture_of(shape) else { return };
        let Ok(file) = png::encode(&picture, DENSITY, Vec::new()) else { return };
        let data = base64::engine::general_purpose::STANDARD.encode(file);
        let (x, y) = (number(rect.min.x), number(rect.min.y));
        let (width, height) = (number(rect.width()), number(rect.height()));
        self.put(format_args!(
            "<image x=\"{x}\" y=\"{y}\" width=\"{width}\" height=\"{height}\" \
             preserveAspectRatio=\"none\" href=\"data:image/png;base64,{data}\"/>"
        ));
    }
}

/// A stroke as attributes.
pub(super) fn line(stroke: Stroke) -> String {
    if stroke.is_empty() {
        return String::new();
    }
    format!("{} stroke-width=\"{}\"", paint("stroke", stroke.color), number(stroke.width))
}

fn point(at: Pos2) -> String {
    format!("{} {}", number(at.x), number(at.y))
}

fn outline(points: &[Pos2], is_closed: bool) -> String {
    let mut d = String::new();
    for (index, at) in points.iter().enumerate() {
        d.push(if index == 0 { 'M' } else { 'L' });
        d.push_str(&point(*at));
    }
    if is_closed {
        d.push('Z');
    }
    d
}

fn turned(angle: f32, center: Pos2) -> String {
    if angle == 0.0 {
        return String::new();
    }
    format!(" transform=\"rotate({} {})\"", number(angle.to_degrees()), point(center))
}

/// A rectangle with a radius for each corner.
fn rounded(rect: Rect, [nw, ne, se, sw]: [f32; 4]) -> String {
    let arc = |r: f32, to: Pos2| format!("A{0} {0} 0 0 1 {1}", number(r), point(to));
    let (left, top, right, bottom) = (rect.left(), rect.top(), rect.right(), rect.bottom());
    format!(
        "M{}L{}{}L{}{}L{}{}L{}{}Z",
        point(pos2(left + nw, top)),
        point(pos2(right - ne, top)),
        arc(ne, pos2(right, top + ne)),
        point(pos2(right, bottom - se)),
        arc(se, pos2(right - se, bottom)),
        point(pos2(left + sw, bottom)),
        arc(sw, pos2(left, bottom - sw)),
        point(pos2(left, top + nw)),
        arc(nw, pos2(left + nw, top)),
    )
}
