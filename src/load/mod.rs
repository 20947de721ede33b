//! From bytes to validated rows, with every complaint pinned to its place.

pub mod columns;
pub mod corrections;
pub mod csv;
mod draft;
pub mod evidence;
mod fit;
pub mod formats;
pub mod grid;
pub mod heading;
pub mod import;
pub mod mapping;
pub mod mapping_file;
pub mod package;
pub mod problem;
pub mod reading;
pub mod recognise;
mod references;
mod row;
pub mod sheet;
pub mod source;
pub mod spec;
pub mod synonyms;
pub mod table;
pub mod text;
mod together;
mod totals;
pub mod trace;
mod unrecognised;
pub mod value;
mod wide;

pub use package::Package;
pub use problem::{Place, Problem, Problems, Severity};
pub use row::Row;
pub use spec::{Column, Holds, TableSpec};
pub use table::Table;
