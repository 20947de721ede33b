//! The signs of verdicts. Each differs in form, so that colour never carries it alone.

use egui::{Color32, Painter, Pos2, Stroke, Vec2, vec2};

use super::chart::Outcome;
use crate::model::Verdict;
use crate::paint::dash;
use crate::style::Palette;

/// Radius of a sign, in points.
pub const RADIUS: f32 = 7.5;

/// The colour of a verdict's sign and word.
pub fn color(outcome: Outcome, palette: &Palette) -> Color32 {
    match outcome {
        Outcome::Judged(Verdict::Holds | Verdict::ByRounding) => palette.good.0,
        Outcome::Judged(Verdict::Roughly | Verdict::CannotBeChecked | Verdict::NotComparable) => {
            palette.care.0
        }
        Outcome::Judged(Verdict::DoesNotHold) | Outcome::NotComputed => palette.bad.0,
        Outcome::Judged(Verdict::Derived) => palette.muted,
    }
}

/// Paints the sign of a verdict: a tick, a tick in a ring, ≈, ?, ≠, ×, = or !.
pub fn sign(painter: &Painter, outcome: Outcome, center: Pos2, palette: &Palette) {
    let color = color(outcome, palette);
    let pen = Pen { painter, center, stroke: Stroke::new(1.6, color) };
    let ring = Stroke::new(1.3, color);
    match outcome {
        Outcome::Judged(Verdict::Holds | Verdict::DoesNotHold) | Outcome::NotComputed => {
            painter.circle_filled(center, RADIUS, color);
        }
        Outcome::Judged(Verdict::Derived) => {
            dash::circle(painter, center, RADIUS - 0.7, 1.3, color);
        }
        Outcome::Judged(_) => {
            painter.circle_stroke(center, RADIUS - 0.7, ring);
        }
    }
    let on_disc = Pen { stroke: Stroke::new(1.8, palette.canvas), ..pen };
    match outcome {
        Outcome::Judged(Verdict::Holds) => on_disc.tick(),
        Outcome::Judged(Verdict::ByRounding) => pen.tick(),
        Outcome::Judged(Verdict::Roughly) => pen.waves(),
        Outcome::Judged(Verdict::CannotBeChecked) => pen.question(),
        Outcome::Judged(Verdict::NotComparable) => {
            pen.bars();
            pen.path(&[(-2.2, 3.6), (2.2, -3.6)]);
        }
        Outcome::Judged(Verdict::DoesNotHold) => {
            on_disc.path(&[(-2.8, -2.8), (2.8, 2.8)]);
            on_disc.path(&[(-2.8, 2.8), (2.8, -2.8)]);
        }
        Outcome::Judged(Verdict::Derived) => pen.bars(),
        Outcome::NotComputed => {
            on_disc.path(&[(0.0, -4.0), (0.0, 1.0)]);
            on_disc.dot((0.0, 3.5));
        }
    }
}

/// Draws lines about a centre, in points.
#[derive(Clone, Copy)]
struct Pen<'a> {
    painter: &'a Painter,
    center: Pos2,
    stroke: Stroke,
}

impl Pen<'_> {
    fn path(self, points: &[(f32, f32)]) {
        let points: Vec<Pos2> = points.iter().map(|(x, y)| self.center + vec2(*x, *y)).collect();
        self.painter.line(points, self.stroke);
    }

    fn dot(self, (x, y): (f32, f32)) {
        self.painter.circle_filled(self.center + vec2(x, y), 1.0, self.stroke.color);
    }

    fn tick(self) {
        self.path(&[(-3.2, 0.2), (-0.9, 2.6), (3.3, -2.4)]);
    }

    fn bars(self) {
        self.path(&[(-3.2, -1.5), (3.2, -1.5)]);
        self.path(&[(-3.2, 1.5), (3.2, 1.5)]);
    }

    fn waves(self) {
        for level in [-1.6, 1.6] {
            let wave = |step: u8| {
                let along = f32::from(step) / 8.0;
                (-3.4 + 6.8 * along, level - 0.9 * (along * std::f32::consts::TAU).sin())
            };
            let points: Vec<(f32, f32)> = (0..=8).map(wave).collect();
            self.path(&points);
        }
    }

    fn question(self) {
        let bow = |step: u8| {
            // From the left over the top to below the right.
            let angle = std::f32::consts::PI * (1.0 + 1.35 * f32::from(step) / 10.0);
            let at = Vec2::angled(angle) * 2.2;
            (at.x, at.y - 1.6)
        };
        let mut points: Vec<(f32, f32)> = (0..=10).map(bow).collect();
        points.extend([(0.0, 0.9), (0.0, 1.7)]);
        self.path(&points);
        self.dot((0.0, 4.1));
    }
}
