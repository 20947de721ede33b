//! What the pieces of a page are: for programs that have titles, charts and groups of their own.

use std::ops::Range;

use egui::{Painter, Rect, Shape};

use super::Stage;
use crate::model::Mark;

/// A stretch of what is painted on a page.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Piece {
    /// What it is.
    pub what: What,
    /// The room it takes.
    pub room: Room,
    /// The shapes of the page that it is made of.
    pub shapes: Range<usize>,
}

/// What a piece is.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum What {
    /// The finding.
    Title,
    /// The beginning of a mark, by its key; what belongs to it follows.
    Mark(String),
    /// A row or the axis of a chart that office programs have: see [`crate::model::native`].
    Native(String),
}

/// Where a piece stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Room {
    /// With its names and labels.
    pub whole: Rect,
    /// Where its values are drawn.
    pub track: Rect,
}

impl Room {
    /// One and the same.
    pub fn of(rect: Rect) -> Self {
        Self { whole: rect, track: rect }
    }
}

impl Stage<'_> {
    /// Draws a part of a chart that office programs have; they draw it themselves.
    pub fn native<R>(&mut self, key: &str, room: Room, draw: impl FnOnce(&mut Self) -> R) -> R {
        self.piece(|| What::Native(key.to_owned()), |stage| (draw(stage), room))
    }

    /// Draws what a page tells apart, and says what room that takes.
    pub fn piece<R>(
        &mut self,
        what: impl FnOnce() -> What,
        draw: impl FnOnce(&mut Self) -> (R, Room),
    ) -> R {
        if !self.is_page() {
            return draw(self).0;
        }
        let from = next_shape(self.painter());
        let (drawn, room) = draw(self);
        let shapes = from..next_shape(self.painter());
        self.found.pieces.push(Piece { what: what(), room, shapes });
        drawn
    }

    /// Notes where a mark begins on a page.
    pub(super) fn begin(&mut self, mark: &Mark, rect: Rect) {
        let at = next_shape(self.painter());
        let what = What::Mark(mark.key.clone());
        self.found.pieces.push(Piece { what, room: Room::of(rect), shapes: at..at });
    }
}

/// The index of the shape painted next: a shape of nothing takes one.
fn next_shape(painter: &Painter) -> usize {
    painter.add(Shape::Noop).0
}
