//! What is wrong with a file: where, what was found there, why, and what to do.

use std::collections::BTreeSet;
use std::fmt;
use std::sync::Arc;

use super::progress::Progress;

/// A place in a file.
#[derive(Clone, Debug, Default, PartialEq, Eq, PartialOrd, Ord)]
pub struct Place {
    /// Name of the file as the user knows it.
    pub file: Arc<str>,
    /// Line from 1; `None` where the whole file is meant.
    pub line: Option<u64>,
    /// In a table the number of the cell from 1, in other text the character from 1.
    pub column: Option<u64>,
}

impl Place {
    /// The file as a whole.
    pub fn file(name: impl Into<Arc<str>>) -> Self {
        Self { file: name.into(), line: None, column: None }
    }

    /// A line of it.
    #[must_use]
    pub fn line(mut self, line: u64) -> Self {
        self.line = Some(line);
        self
    }

    /// A cell or character of that line.
    #[must_use]
    pub fn column(mut self, column: u64) -> Self {
        self.column = Some(column);
        self
    }
}

impl fmt::Display for Place {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}", self.file)?;
        if let Some(line) = self.line {
            write!(f, ":{line}")?;
        }
        if let Some(column) = self.column {
            write!(f, ":{column}")?;
        }
        Ok(())
    }
}

/// Whether the file can be used all the same.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Severity {
    /// Worth knowing; the data is used.
    Warning,
    /// The row is left out; the rest of the file is used.
    Rejected,
    /// The data is not used.
    Error,
    /// The file cannot be read at all.
    Unreadable,
}

/// One thing wrong with a file.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Problem {
    /// Whether the file can be used all the same.
    pub severity: Severity,
    /// Where.
    pub place: Place,
    /// The text found there, where there is any.
    pub text: Option<String>,
    /// What is wrong with it and why.
    pub message: String,
    /// What to do.
    pub suggestion: Option<String>,
    /// Text that could be read in the place of the one found, where a slip is likely.
    pub replacement: Option<String>,
}

impl Problem {
    /// A problem that stops the file from being used.
    pub fn error(place: Place, message: impl Into<String>) -> Self {
        Self {
            severity: Severity::Error,
            place,
            text: None,
            message: message.into(),
            suggestion: None,
            replacement: None,
        }
    }

    /// A row that cannot be read, while the rest of the file can.
    pub fn rejected(place: Place, message: impl Into<String>) -> Self {
        Self { severity: Severity::Rejected, ..Self::error(place, message) }
    }

    /// A problem that does not.
    pub fn warning(place: Place, message: impl Into<String>) -> Self {
        Self { severity: Severity::Warning, ..Self::error(place, message) }
    }

    /// A file that cannot be read at all.
    pub fn unreadable(place: Place, message: impl Into<String>) -> Self {
        Self { severity: Severity::Unreadable, ..Self::error(place, message) }
    }

    /// Adds the text found.
    #[must_use]
    pub fn found(mut self, text: impl Into<String>) -> Self {
        self.text = Some(text.into());
        self
    }

    /// Adds what to do.
    #[must_use]
    pub fn suggest(mut self, suggestion: impl Into<String>) -> Self {
        self.suggestion = Some(suggestion.into());
        self
    }
}

/// Longest excerpt of a user's text that a message repeats.
const LONGEST_EXCERPT: usize = 60;

impl fmt::Display for Problem {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}: ", self.place)?;
        if self.severity == Severity::Warning {
            f.write_str("warning: ")?;
        }
        f.write_str(&self.message)?;
        if let Some(text) = &self.text {
            write!(f, ", found {:?}", excerpt(text))?;
        }
        if let Some(suggestion) = &self.suggestion {
            write!(f, "; {suggestion}")?;
        }
        Ok(())
    }
}

/// The text, cut where it is long.
pub fn excerpt(text: &str) -> String {
    if text.chars().count() <= LONGEST_EXCERPT {
        return text.to_owned();
    }
    text.chars().take(LONGEST_EXCERPT).chain(std::iter::once('…')).collect()
}

/// All that a load tells: problems in the order found, what a reader should know beside them, and,
/// while it runs, how far it has come.
#[derive(Clone, Debug, Default)]
#[expect(clippy::struct_field_names, reason = "the problems are what it is for")]
pub struct Problems {
    problems: Vec<Problem>,
    /// How the files were read, where nothing is wrong with that: `3 columns not used`.
    notes: Vec<Problem>,
    progress: Progress,
}

impl PartialEq for Problems {
    /// Whether the same is told of two loads, however far they have come.
    fn eq(&self, other: &Self) -> bool {
        (&self.problems, &self.notes) == (&other.problems, &other.notes)
    }
}

impl Eq for Problems {}

impl Problems {
    /// None yet, of a load that is watched by this.
    pub fn watched_by(progress: &Progress) -> Self {
        Self { progress: progress.clone(), ..Self::default() }
    }

    /// How far the load has come.
    pub fn progress(&self) -> &Progress {
        &self.progress
    }

    /// Adds one.
    pub fn push(&mut self, problem: Problem) {
        self.problems.push(problem);
    }

    /// Adds something worth knowing with which nothing is wrong.
    pub fn note(&mut self, note: Problem) {
        self.notes.push(note);
    }

    /// What is worth knowing and no problem, in the order found.
    pub fn notes(&self) -> &[Problem] {
        &self.notes
    }

    /// Whether any stops the data from being used.
    pub fn has_errors(&self) -> bool {
        self.problems.iter().any(|problem| problem.severity >= Severity::Error)
    }

    /// Whether any row is left out.
    pub fn has_rejected(&self) -> bool {
        self.problems.iter().any(|problem| problem.severity == Severity::Rejected)
    }

    /// How many rows of a file are left out. A problem points at the cell, whose line may be a later
    /// one than the row's: `row_line` gives the line of the row, and `None` above the rows.
    pub fn rejected_rows(&self, file: &str, row_line: impl Fn(u64) -> Option<u64>) -> usize {
        let rejected = self.problems.iter().filter(|problem| {
            matches!(problem.severity, Severity::Rejected | Severity::Error)
                && problem.place.file.as_ref() == file
        });
        let lines: BTreeSet<u64> =
            rejected.filter_map(|problem| row_line(problem.place.line?)).collect();
        lines.len()
    }

    /// Takes rows that cannot be read for a reason to refuse the whole. A data package is: its
    /// claims would be recomputed on a part of the data, and the verdicts be wrong.
    pub fn refuse_the_whole(&mut self) {
        for problem in &mut self.problems {
            problem.severity = match problem.severity {
                Severity::Rejected => Severity::Error,
                other => other,
            };
        }
    }

    /// Whether any file could not be read at all.
    pub fn has_unreadable(&self) -> bool {
        self.problems.iter().any(|problem| problem.severity == Severity::Unreadable)
    }

    /// Whether there are none.
    pub fn is_empty(&self) -> bool {
        self.problems.is_empty()
    }

    /// How many there are.
    pub fn len(&self) -> usize {
        self.problems.len()
    }

    /// Each of them.
    pub fn iter(&self) -> std::slice::Iter<'_, Problem> {
        self.problems.iter()
    }

    /// Leaves out the problems of which this holds.
    pub fn forget(&mut self, is_forgotten: impl Fn(&Problem) -> bool) {
        self.problems.retain(|problem| !is_forgotten(problem));
        self.notes.retain(|note| !is_forgotten(note));
    }

    /// Takes over the problems of another load.
    pub fn append(&mut self, mut other: Self) {
        self.problems.append(&mut other.problems);
        self.notes.append(&mut other.notes);
    }
}

impl<'a> IntoIterator for &'a Problems {
    type Item = &'a Problem;
    type IntoIter = std::slice::Iter<'a, Problem>;

    fn into_iter(self) -> Self::IntoIter {
        self.iter()
    }
}

impl From<Problem> for Problems {
    fn from(problem: Problem) -> Self {
        Self { problems: vec![problem], ..Self::default() }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_problem_says_where_what_and_what_to_do() {
        let problem = Problem::error(Place::file("a.csv").line(3).column(2), "not a number")
            .found("ten")
            .suggest("write digits, like 10");
        assert_eq!(
            problem.to_string(),
            "a.csv:3:2: not a number, found \"ten\"; write digits, like 10"
        );
        let long = Problem::warning(Place::file("a.csv"), "long").found("x".repeat(500));
        assert!(long.to_string().len() < 120, "{long}");
    }
}
