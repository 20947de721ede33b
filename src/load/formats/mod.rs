//! The kinds of file that are read, told apart by their first bytes.

pub mod cutter;
mod signs;

use super::csv::{self, Dialect};
use super::import::Wishes;
use super::problem::Problems;
use super::sheet::Sheet;
use super::source::RawFile;
use super::text;

/// The tables that a file holds: one, but for an archive. None where it cannot be read; why is in
/// `problems`.
pub fn sheets(file: &RawFile, _wishes: &Wishes, problems: &mut Problems) -> Vec<Sheet> {
    let Some(text) = text::text(file, problems) else { return Vec::new() };
    csv::sheet(&file.name, text, &Dialect::default(), problems).into_iter().collect()
}
