//! The signs of events. Each family has a form of its own, so that colour never carries it alone.

use egui::{Color32, CornerRadius, Painter, Pos2, Rect, Shape, Stroke, StrokeKind, pos2, vec2};

use super::chart::Family;
use crate::paint::dash;
use crate::style::Palette;

/// Width of outlines.
const LINE: f32 = 1.5;
/// Corner radius of the signs of access and release.
const CORNER: u8 = 3;

/// How a sign is filled.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Fill {
    /// Known to the day.
    Solid,
    /// Known to a range, or about.
    Washed,
    /// Anticipated.
    Dashed,
}

/// The colour of a family.
pub fn color(family: Family, palette: &Palette) -> Color32 {
    match family {
        Family::Departure => palette.full,
        Family::Arrival => palette.accent,
        Family::Product => palette.effective,
        Family::Unstated => palette.none,
    }
}

/// Paints a sign into the rectangle: a square one makes a point, a wide one a band.
pub fn sign(painter: &Painter, rect: Rect, (family, fill): (Family, Fill), palette: &Palette) {
    let ink = color(family, palette);
    let inside = match fill {
        Fill::Solid => ink,
        Fill::Washed => palette.canvas.lerp_to_gamma(ink, 0.22),
        Fill::Dashed => Color32::TRANSPARENT,
    };
    if let Some(corners) = corners(rect, family) {
        if fill == Fill::Dashed {
            let closed: Vec<Pos2> = corners.iter().chain(corners.first()).copied().collect();
            dash::path(painter, &closed, LINE, ink);
        } else {
            painter.add(Shape::convex_polygon(corners, inside, Stroke::new(LINE, ink)));
        }
        return;
    }
    let radius = if family == Family::Departure {
        (rect.height().min(rect.width()) / 2.0).min(127.0) as u8
    } else {
        CORNER
    };
    if fill == Fill::Dashed {
        dash::rounded(painter, rect.shrink(LINE / 2.0), f32::from(radius), LINE, ink);
    } else {
        let corner = CornerRadius::same(radius);
        painter.rect(rect, corner, inside, Stroke::new(LINE, ink), StrokeKind::Inside);
    }
}

/// A square of this half side, for a point.
pub fn around(center: Pos2, half: f32) -> Rect {
    Rect::from_center_size(center, vec2(2.0 * half, 2.0 * half))
}

/// The corners of the signs that are not rounded; clockwise.
fn corners(rect: Rect, family: Family) -> Option<Vec<Pos2>> {
    let (top, bottom, middle) = (rect.top(), rect.bottom(), rect.center().y);
    match family {
        // Pointed at both ends; a diamond where it is as wide as high.
        Family::Arrival => {
            let rect = if rect.width() <= rect.height() { rect.expand(0.5) } else { rect };
            let tip = (rect.height() / 2.0).min(rect.width() / 2.0);
            let (left, right) = (rect.left() + tip, rect.right() - tip);
            let mut corners = vec![pos2(left, top), pos2(right, top), pos2(rect.right(), middle)];
            corners.extend([pos2(right, bottom), pos2(left, bottom), pos2(rect.left(), middle)]);
            corners.dedup_by(|a, b| (*a - *b).length() < 0.5);
            Some(corners)
        }
        // Slanted.
        Family::Unstated => {
            let slant = (rect.height() * 0.4).min(rect.width() / 2.0);
            Some(vec![
                pos2(rect.left() + slant, top),
                pos2(rect.right(), top),
                pos2(rect.right() - slant, bottom),
                pos2(rect.left(), bottom),
            ])
        }
        Family::Departure | Family::Product => None,
    }
}
