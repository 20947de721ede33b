//! The kinds of file that are read, told apart by their first bytes.

mod headings;
pub mod json;
mod parts;
pub mod workbook;

use super::csv::{self, Dialect};
use super::import::Wishes;
use super::problem::Problems;
use super::sheet::Sheet;
use super::source::RawFile;
use super::text;

/// The tables that a file holds: one, but for an archive. None where it cannot be read; why is in
/// `problems`.
pub fn sheets(file: &RawFile, wishes: &Wishes, problems: &mut Problems) -> Vec<Sheet> {
    if workbook::is_workbook(file) {
        return workbook::sheets(file, wishes, problems);
    }
    if json::is_json(file) {
        return json::sheets(file, wishes, problems);
    }
    let Some(text) = text::text(file, problems) else { return Vec::new() };
    csv::sheet(&file.name, text, &Dialect::default(), problems).into_iter().collect()
}
