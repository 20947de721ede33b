//! Drawing shared by the tabs.

pub mod axis;
pub mod dash;
pub mod glyph;
pub mod hatch;
pub mod labels;
pub mod pan;
pub mod piece;
pub mod rows;
pub mod stage;

pub use piece::{Piece, Room, What};
pub use stage::{Found, Medium, Notes, Stage};
