//! From bytes to validated rows, with every complaint pinned to its place.

pub mod corrections;
pub mod csv;
pub mod evidence;
pub mod formats;
pub mod grid;
pub mod import;
pub mod mapping;
pub mod package;
pub mod problem;
pub mod reading;
pub mod recognise;
mod references;
mod row;
mod shared;
pub mod sheet;
pub mod source;
pub mod spec;
pub mod table;
pub mod text;
pub mod value;

pub use package::Package;
pub use problem::{Place, Problem, Problems, Severity};
pub use row::Row;
pub use shared::AsOf;
pub use spec::{Column, Holds, TableSpec};
pub use table::Table;
