//! Drawing shared by the tabs.

pub mod axis;
pub mod dash;
pub mod glyph;
pub mod hatch;
pub mod labels;
pub mod pan;
pub mod part;
pub mod stage;

pub use part::{Part, Room, What};
pub use stage::{Found, Medium, Notes, Stage};
