//! From bytes to validated rows, with every complaint pinned to its place.

pub mod csv;
pub mod evidence;
pub mod package;
pub mod problem;
mod references;
pub mod source;
pub mod table;
pub mod text;

pub use package::Package;
pub use problem::{Place, Problem, Problems, Severity};
pub use table::{Column, Row, Table, TableSpec};
