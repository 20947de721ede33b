//! The signs of coverage status. Each differs in form, so that colour never carries it alone.

use egui::{Color32, Painter, Pos2, Shape, Stroke};

use super::dash;

/// A status sign.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Sign {
    /// A full disc.
    Full,
    /// A disc half full.
    Half,
    /// A ring.
    Hollow,
    /// A dashed ring with a bar.
    Dashed,
}

/// Paints the sign on the background colour `behind`.
pub fn sign(painter: &Painter, sign: Sign, center: Pos2, radius: f32, ink: (Color32, Color32)) {
    let (color, behind) = ink;
    let width = (radius * 0.18).max(1.5);
    let inner = radius - width / 2.0;
    match sign {
        Sign::Full => {
            painter.circle_filled(center, radius, color);
        }
        Sign::Half => {
            painter.circle_filled(center, inner, behind);
            // The half disc as a polygon: from top to bottom by the left.
            let half: Vec<Pos2> = (0..=24)
                .map(|step| {
                    let angle =
                        std::f32::consts::FRAC_PI_2 + std::f32::consts::PI * step as f32 / 24.0;
                    center + inner * egui::vec2(angle.cos(), angle.sin())
                })
                .collect();
            painter.add(Shape::convex_polygon(half, color, Stroke::NONE));
            painter.circle_stroke(center, inner, Stroke::new(width, color));
        }
        Sign::Hollow => {
            painter.circle(center, inner, behind, Stroke::new(width, color));
        }
        Sign::Dashed => {
            painter.circle_filled(center, inner, behind);
            dash::circle(painter, center, inner, width * 0.7, color);
            let bar = egui::vec2(radius * 0.4, 0.0);
            painter.line_segment([center - bar, center + bar], Stroke::new(width, color));
        }
    }
}
