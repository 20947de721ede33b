//! Each kind of shape as an element of a slide.

use egui::epaint::{
    BandShape, CircleShape, ColorMode, EllipseShape, PathShape, PathStroke, RectShape, WHITE_UV,
};
use egui::{
    Color32, CornerRadius, Mesh, Pos2, Rect, Shape, Stroke, StrokeKind, TextureId, pos2, vec2,
};

use super::look::Look;
use crate::paint::dash;

/// How far a curve may be from the lines that stand for it, in points.
const FLATNESS: Option<f32> = Some(0.1);
/// Points of a path at most; more are written as pixels.
const MOST_POINTS: usize = 5_000;

/// A shape as an element; `None` for what only pixels can say.
pub fn element(shape: &Shape, head: &str, look: &Look, right: f32) -> Option<String> {
    match shape {
        Shape::Text(text) => Some(look.text_box(text, head, right)),
        Shape::Circle(CircleShape { center, radius, fill, stroke }) => {
            let rect = Rect::from_center_size(*center, vec2(*radius, *radius) * 2.0);
            Some(look.preset(("ellipse", ""), (rect, ""), &look.paint(*fill, *stroke), head))
        }
        Shape::Ellipse(ellipse) => Some(look.ellipse(ellipse, head)),
        Shape::LineSegment { points, stroke } => Some(look.connector(*points, *stroke, head)),
        Shape::Path(path) => (path.points.len() <= MOST_POINTS).then(|| look.path(path, head)),
        Shape::Band(band) => Some(look.band(band, head)),
        Shape::Rect(rect) => look.rectangle(rect, head),
        Shape::Mesh(mesh) => look.mesh(mesh, head),
        Shape::QuadraticBezier(curve) => {
            let paint = look.pair(curve.fill, &curve.stroke);
            Some(look.freeform(&[&curve.flatten(FLATNESS)], curve.closed, &paint, head))
        }
        Shape::CubicBezier(curve) => {
            let paint = look.pair(curve.fill, &curve.stroke);
            Some(look.freeform(&[&curve.flatten(FLATNESS)], curve.closed, &paint, head))
        }
        Shape::Noop | Shape::Callback(_) | Shape::Vec(_) => None,
    }
}

impl Look {
    /// A dashed line through the points.
    pub fn dashes(&self, points: &[Pos2], stroke: Stroke, head: &str) -> String {
        let share = |length: f32| (length / stroke.width.max(0.1) * 100_000.0).round();
        let dash = format!(
            "<a:custDash><a:ds d=\"{}\" sp=\"{}\"/></a:custDash>",
            share(dash::DASH),
            share(dash::GAP)
        );
        let paint = format!("<a:noFill/>{}", self.line(stroke, &dash));
        self.freeform(&[points], false, &paint, head)
    }

    /// A hatched rectangle.
    pub fn hatched(&self, rect: Rect, stroke: Stroke, head: &str) -> String {
        let paint = self.hatch() + &self.line(stroke, "");
        self.preset(("rect", ""), (rect, ""), &paint, head)
    }

    fn preset(
        &self,
        (name, adjust): (&str, &str),
        (rect, turn): (Rect, &str),
        paint: &str,
        head: &str,
    ) -> String {
        format!(
            "<p:sp><p:nvSpPr>{head}<p:cNvSpPr/><p:nvPr/></p:nvSpPr><p:spPr>{}\
             <a:prstGeom prst=\"{name}\"><a:avLst>{adjust}</a:avLst></a:prstGeom>{paint}</p:spPr>\
             </p:sp>",
            self.placed("a", rect, turn)
        )
    }

    fn paint(&self, fill: Color32, stroke: Stroke) -> String {
        self.fill(fill) + &self.line(stroke, "")
    }

    fn pair(&self, fill: Color32, stroke: &PathStroke) -> String {
        self.paint(fill, solid(stroke))
    }

    fn ellipse(&self, shape: &EllipseShape, head: &str) -> String {
        let rect = Rect::from_center_size(shape.center, shape.radius * 2.0);
        let paint = self.paint(shape.fill, shape.stroke);
        self.preset(("ellipse", ""), (rect, &turn(shape.angle)), &paint, head)
    }

    fn connector(&self, [a, b]: [Pos2; 2], stroke: Stroke, head: &str) -> String {
        let rect = Rect::from_two_pos(a, b);
        // From the upper left to the lower right, unless it is flipped.
        let flip = if (b.x - a.x) * (b.y - a.y) < 0.0 { " flipV=\"1\"" } else { "" };
        format!(
            "<p:cxnSp><p:nvCxnSpPr>{head}<p:cNvCxnSpPr/><p:nvPr/></p:nvCxnSpPr><p:spPr>{}\
             <a:prstGeom prst=\"line\"><a:avLst/></a:prstGeom>{}</p:spPr></p:cxnSp>",
            self.placed("a", rect, flip),
            self.line(stroke, "")
        )
    }

    fn path(&self, shape: &PathShape, head: &str) -> String {
        let fill = if shape.closed { shape.fill } else { Color32::TRANSPARENT };
        let paint = self.pair(fill, &shape.stroke);
        self.freeform(&[&shape.points], shape.closed, &paint, head)
    }

    fn band(&self, shape: &BandShape, head: &str) -> String {
        let top = shape.points.iter().map(|point| pos2(point.x, point.y.min));
        let bottom = shape.points.iter().rev().map(|point| pos2(point.x, point.y.max));
        let around: Vec<Pos2> = top.chain(bottom).collect();
        self.freeform(&[&around], true, &self.paint(shape.fill, shape.stroke), head)
    }

    fn rectangle(&self, shape: &RectShape, head: &str) -> Option<String> {
        if shape.brush.is_some() || shape.blur_width > 0.0 {
            return None;
        }
        let half = shape.stroke.width / 2.0;
        let grow = match shape.stroke_kind {
            _ if shape.stroke.is_empty() => 0.0,
            StrokeKind::Inside => -half,
            StrokeKind::Middle => 0.0,
            StrokeKind::Outside => half,
        };
        let rect = shape.rect.expand(grow);
        let paint = self.paint(shape.fill, shape.stroke);
        let corners = shape.corner_radius;
        let largest = [corners.nw, corners.ne, corners.se, corners.sw].into_iter().max();
        let least = rect.width().min(rect.height()).max(0.1);
        let radius = f32::from(largest.unwrap_or(0));
        if radius == 0.0 || corners != CornerRadius::same(corners.nw) {
            // Corners that differ are few, and small: they are left square.
            return Some(self.preset(("rect", ""), (rect, &turn(shape.angle)), &paint, head));
        }
        let round = ((radius + grow).max(0.0) / least * 100_000.0).clamp(0.0, 50_000.0).round();
        let adjust = format!("<a:gd name=\"adj\" fmla=\"val {round}\"/>");
        Some(self.preset(("roundRect", &adjust), (rect, &turn(shape.angle)), &paint, head))
    }

    /// Triangles of one colour each; others only pixels can say.
    fn mesh(&self, mesh: &Mesh, head: &str) -> Option<String> {
        let color = mesh.vertices.first()?.color;
        let is_plain = mesh.texture_id == TextureId::default()
            && mesh.vertices.len() <= MOST_POINTS
            && mesh.vertices.iter().all(|vertex| vertex.uv == WHITE_UV && vertex.color == color);
        if !is_plain {
            return None;
        }
        let corner = |index: &u32| mesh.vertices.get(*index as usize).map(|vertex| vertex.pos);
        let triangles: Vec<Vec<Pos2>> = mesh
            .indices
            .chunks_exact(3)
            .map(|corners| corners.iter().filter_map(corner).collect())
            .collect();
        let triangles: Vec<&[Pos2]> = triangles.iter().map(Vec::as_slice).collect();
        Some(self.freeform(&triangles, true, &self.paint(color, Stroke::NONE), head))
    }

    /// Lines through points.
    fn freeform(&self, lines: &[&[Pos2]], is_closed: bool, paint: &str, head: &str) -> String {
        let rect = Rect::from_points(&lines.concat());
        let rect = if rect.is_finite() { rect } else { Rect::ZERO };
        let mut path = String::new();
        for line in lines {
            for (index, at) in line.iter().enumerate() {
                let corner = self.point(*at, rect.min);
                let step = if index == 0 { "moveTo" } else { "lnTo" };
                let step = format!("<a:{step}>{corner}</a:{step}>");
                path += &step;
            }
            if is_closed {
                path += "<a:close/>";
            }
        }
        let fill = if is_closed { "" } else { " fill=\"none\"" };
        let (width, height) = (self.length(rect.width()), self.length(rect.height()));
        format!(
            "<p:sp><p:nvSpPr>{head}<p:cNvSpPr/><p:nvPr/></p:nvSpPr><p:spPr>{}<a:custGeom>\
             <a:avLst/><a:gdLst/><a:ahLst/><a:cxnLst/>\
             <a:rect l=\"0\" t=\"0\" r=\"r\" b=\"b\"/><a:pathLst>\
             <a:path w=\"{width}\" h=\"{height}\"{fill}>{path}</a:path></a:pathLst></a:custGeom>\
             {paint}</p:spPr></p:sp>",
            self.place("a", rect)
        )
    }
}

/// A stroke whose colour may vary along its path, in the colour of its middle.
fn solid(stroke: &PathStroke) -> Stroke {
    let color = match &stroke.color {
        ColorMode::Solid(color) => *color,
        ColorMode::UV(color) => {
            color(Rect::from_min_max(Pos2::ZERO, pos2(1.0, 1.0)), pos2(0.5, 0.5))
        }
    };
    Stroke::new(stroke.width, color)
}

fn turn(angle: f32) -> String {
    if angle == 0.0 {
        return String::new();
    }
    format!(" rot=\"{}\"", (angle.to_degrees() * 60_000.0).round())
}
