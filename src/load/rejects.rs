//! Rows that cannot be read: where, why, and what could stand there instead.

use std::collections::BTreeMap;

use super::corrections::Correction;
use super::import::Import;
use super::problem::{Problem, Problems, Severity};

/// A cell, or a row, that cannot be read.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Reject {
    /// The row, from 0.
    pub row: usize,
    /// The line of the cell, from 1.
    pub line: u64,
    /// The column, from 0; `None` where the row as a whole is meant.
    pub column: Option<usize>,
    /// The heading of the column; empty where it has none.
    pub heading: String,
    /// The text that cannot be read.
    pub text: String,
    /// Why not.
    pub why: String,
    /// What to do.
    pub advice: String,
    /// What could be read in its place, where a slip is likely.
    pub replacement: Option<String>,
    /// How many have a suggestion and are wrong in the same way in the same column, itself among
    /// them.
    pub like: usize,
}

/// Everything that keeps rows of a file from being read, in the order of the file.
pub fn rejects(import: &Import, problems: &Problems) -> Vec<Reject> {
    let is_of_file = |problem: &&Problem| {
        matches!(problem.severity, Severity::Rejected | Severity::Error)
            && problem.place.file == import.sheet.file
    };
    let mut rejects: Vec<Reject> =
        problems.iter().filter(is_of_file).filter_map(|problem| reject(import, problem)).collect();
    rejects.sort_by_key(|reject| reject.row);
    count_like(&mut rejects);
    rejects
}

fn count_like(rejects: &mut [Reject]) {
    let mut counts: BTreeMap<(Option<usize>, String), usize> = BTreeMap::new();
    let key = |reject: &Reject| (reject.column, reject.why.clone());
    for reject in rejects.iter().filter(|reject| reject.replacement.is_some()) {
        *counts.entry(key(reject)).or_default() += 1;
    }
    for reject in rejects.iter_mut().filter(|reject| reject.replacement.is_some()) {
        reject.like = counts.get(&key(reject)).copied().unwrap_or_default();
    }
}

fn reject(import: &Import, problem: &Problem) -> Option<Reject> {
    let line = problem.place.line?;
    let row = import.sheet.grid.row_at(line)?;
    let cell = problem.place.column.and_then(|column| usize::try_from(column).ok()?.checked_sub(1));
    let column = cell.filter(|column| *column < import.sheet.headings.len());
    let heading = column.and_then(|column| import.sheet.headings.get(column));
    Some(Reject {
        row,
        line,
        column,
        heading: heading.cloned().unwrap_or_default(),
        text: problem.text.clone().unwrap_or_default(),
        why: problem.message.clone(),
        advice: problem.suggestion.clone().unwrap_or_default(),
        replacement: problem.replacement.clone(),
        like: 0,
    })
}

impl Reject {
    /// What to read in its place where the user accepts the suggestion: in this row alone, or
    /// wherever the column has the same text.
    pub fn correction(&self, import: &Import, is_everywhere: bool) -> Option<Correction> {
        let (column, read) = (self.column?, self.replacement.clone()?);
        let line = (!is_everywhere).then(|| import.sheet.grid.line(self.row));
        // As the file has it: what is read there now may be a correction itself.
        let found = import.sheet.cell(self.row, column).to_owned();
        Some(Correction { column, line, found, read })
    }

    /// Whether it is wrong in the same way, and a slip as likely.
    pub fn is_like(&self, other: &Self) -> bool {
        self.column == other.column && self.why == other.why && self.replacement.is_some()
    }
}

/// What to read where the user accepts the suggestions of all rejects that are like this one.
pub fn corrections_like(import: &Import, rejects: &[Reject], of: &Reject) -> Vec<Correction> {
    let like = rejects.iter().filter(|reject| reject.is_like(of));
    like.filter_map(|reject| reject.correction(import, true)).collect()
}
