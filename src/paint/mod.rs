//! Drawing shared by the tabs.

pub mod axis;
pub mod dash;
pub mod glyph;
pub mod hatch;
pub mod labels;
pub mod pan;
pub mod stage;

pub use stage::{Found, Medium, Notes, Stage};
