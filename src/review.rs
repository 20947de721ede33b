//! Files under review: what would be shown of them as they are read now, and what would not.

use crate::desk::{Desk, specs};
use crate::load::accepted::{self, Readings};
use crate::load::decision::{self, Decision};
use crate::load::import::Import;
use crate::load::rejects::{self, Reject};
use crate::load::synonyms::rows_of;
use crate::load::told::{self, ColumnTold};
use crate::load::{Problem, Problems, Severity, source};
use crate::model::choice::all_of;
use crate::model::number::{counted, grouped};

/// Files as they are read now, and what comes of it.
pub struct Reviewed {
    /// The files.
    pub imports: Vec<Import>,
    /// What was wrong with them before their rows were read.
    pub found: Problems,
    /// Everything wrong with them.
    pub problems: Problems,
    /// The tabs as they would be; not to be shown where the problems hold errors.
    pub desk: Desk,
    /// Of each tab whether the files feed it.
    pub is_fed: Vec<bool>,
    /// What is told of each of the files.
    pub files: Vec<FileTold>,
}

/// What is told of a file.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct FileTold {
    /// Its columns.
    pub columns: Vec<ColumnTold>,
    /// What keeps rows from being read.
    pub rejects: Vec<Reject>,
    /// Rows of the file.
    pub rows: usize,
    /// Rows that cannot be read.
    pub rejected: usize,
    /// Cells read as the user corrected them.
    pub corrected: usize,
    /// What else should be known of it, in sentences; those that cast doubt first.
    pub notes: Vec<String>,
}

/// What becomes of the rows of all files: those read are the sum of the others.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Totals {
    /// Rows of the files.
    pub read: usize,
    /// Rows in the figure.
    pub drawn: usize,
    /// Rows that the options of the tab leave out.
    pub filtered: usize,
    /// Rows that cannot be read.
    pub rejected: usize,
}

impl Reviewed {
    /// What comes of the files on this desk, after the decisions about the file at each position.
    pub fn of(
        base: &Desk,
        mut imports: Vec<Import>,
        mut found: Problems,
        decisions: &[(usize, Decision)],
    ) -> Self {
        let specs = specs();
        for (index, decision) in decisions {
            decision::carry_out(&mut imports, (*index, decision), &specs, &mut found);
        }
        let mut problems = found.clone();
        let desk = base.with_imports(&imports, &mut problems);
        Self::with(base, desk, imports, (found, problems))
    }

    /// The same where the desk was made already.
    pub fn with(
        base: &Desk,
        desk: Desk,
        imports: Vec<Import>,
        (found, problems): (Problems, Problems),
    ) -> Self {
        let is_fed = desk.differs_from(base);
        let specs = specs();
        let file = |import: &Import| {
            let grid = &import.sheet.grid;
            let rejected = match &import.mapping {
                Some(_) => problems.rejected_rows(&import.sheet.file, |line| grid.row_line(line)),
                None => grid.rows(),
            };
            FileTold {
                columns: told::columns(import, &specs),
                rejects: rejects::rejects(import, &problems),
                rows: grid.rows(),
                rejected,
                corrected: import.corrected().len(),
                notes: notes(import, &problems),
            }
        };
        let files = imports.iter().map(file).collect();
        Self { imports, found, problems, desk, is_fed, files }
    }

    /// What becomes of all rows.
    pub fn totals(&self) -> Totals {
        let read = self.files.iter().map(|file| file.rows).sum();
        let rejected = self.files.iter().map(|file| file.rejected).sum();
        let kept: usize = read - rejected;
        // Tabs count records: of one table that gives one for each row these are its rows.
        let counts = self.fed().map(|tab| tab.tab.counts());
        let filtered = match (self.imports.as_slice(), counts) {
            ([_], Some(counts)) if counts.shown + counts.filtered == kept => counts.filtered,
            _ => 0,
        };
        Totals { read, drawn: kept - filtered, filtered, rejected }
    }

    /// The first tab that the files feed.
    pub fn fed(&self) -> Option<&crate::desk::Shown> {
        let at = self.is_fed.iter().position(|is_fed| *is_fed)?;
        self.desk.tabs.get(at)
    }

    /// Why the files cannot be loaded as they are read now; `None` where they can.
    pub fn obstacle(&self) -> Option<String> {
        let is_error = |problem: &&Problem| problem.severity >= Severity::Error;
        let mut errors = self.problems.iter().filter(is_error);
        let first = errors.next()?;
        let more = match errors.count() {
            0 => String::new(),
            count => format!(" (and {})", counted(count, "more problem")),
        };
        let advice = first.suggestion.as_ref().map_or_else(String::new, |hint| format!("; {hint}"));
        Some(format!("Cannot be loaded: {}{advice}{more}", first.message))
    }

    /// Whether the files can be shown without asking: recognised for certain, or by a mapping that
    /// the user saved, with no row left out.
    pub fn is_certain(&self) -> bool {
        let is_certain = |import: &Import| match (import.recognised(), &import.mapping) {
            (Some(found), _) => import.is_accepted || found.is_certain(),
            (None, mapping) => mapping.is_some(),
        };
        // Of an archive, what feeds no table is told and left alone.
        let fed = self.imports.iter().filter(|import| import.mapping.is_some());
        !self.problems.has_errors() && !self.problems.has_rejected() && fed.clone().all(is_certain)
    }

    /// Whether the user can make anything of the files by looking at how they are read.
    pub fn is_of_use(&self) -> bool {
        self.files.iter().any(|file| file.rows > 0) && !self.problems.has_unreadable()
    }

    /// How the files are read, for reading them so again.
    pub fn readings(&self) -> Readings {
        let rejected = |import: &Import| {
            let at = self.imports.iter().position(|other| std::ptr::eq(other, import));
            at.and_then(|at| self.files.get(at)).map_or(0, |file| file.rejected)
        };
        accepted::readings(&self.imports, rejected)
    }

    /// What was read, in a sentence: `Read 266 rows of lmarena_text.csv as benchmark scores`.
    pub fn told(&self) -> String {
        let fed: Vec<(&Import, &FileTold)> =
            self.imports.iter().zip(&self.files).filter(|(i, _)| i.mapping.is_some()).collect();
        let mut names: Vec<String> = fed.iter().map(|(import, _)| name(import)).collect();
        names.dedup();
        let mut tables: Vec<String> = fed
            .iter()
            .filter_map(|(import, _)| Some(rows_of(&import.mapping.as_ref()?.table).to_owned()))
            .collect();
        tables.dedup();
        let read: usize = fed.iter().map(|(_, file)| file.rows).sum();
        let rejected: usize = fed.iter().map(|(_, file)| file.rejected).sum();
        let rows = match rejected {
            0 => counted(read, "row"),
            _ => format!("{} of {}", grouped((read - rejected) as f64), counted(read, "row")),
        };
        let mut told = format!("Read {rows} of {} as {}", all_of(&names), all_of(&tables));
        if rejected > 0 {
            told = format!("{told}; {} left out", counted(rejected, "row"));
        }
        let corrected: usize = fed.iter().map(|(_, file)| file.corrected).sum();
        if corrected > 0 {
            told = format!("{told}; {} corrected by you", counted(corrected, "cell"));
        }
        if fed.iter().any(|(import, _)| import.is_pasted()) {
            told.push_str("; what is pasted is gone when the window closes");
        }
        told
    }
}

/// The name of a file without its folder.
pub fn name(import: &Import) -> String {
    if import.is_pasted() {
        return "the clipboard".to_owned();
    }
    let name = source::display_name(std::path::Path::new(import.file.name.as_ref()));
    match &import.sheet.facts.part {
        Some(part) if import.sheet.file.ends_with(&format!("({part})")) => {
            format!("{name} ({part})")
        }
        _ => name,
    }
}

/// What should be known of a file beside its columns and rejects.
fn notes(import: &Import, problems: &Problems) -> Vec<String> {
    let is_of_file = |problem: &&Problem| {
        problem.place.file == import.sheet.file || problem.place.file == import.file.name
    };
    let words = |problem: &Problem| {
        let line = problem.place.line.map_or_else(String::new, |line| format!("Line {line}: "));
        let text = problem.text.as_ref().map_or_else(String::new, |text| {
            format!(", found “{}”", crate::load::problem::excerpt(text))
        });
        format!("{line}{}{text}", problem.message)
    };
    let warnings = problems.iter().filter(|problem| problem.severity == Severity::Warning);
    let mut notes: Vec<String> =
        warnings.chain(problems.notes()).filter(is_of_file).map(words).collect();
    if let Some(saved) = &import.saved {
        notes.push(format!("Read by the mapping saved in {saved}"));
    }
    if let Some(found) = import.recognised() {
        let reasons = found.reasons.join("; ");
        let confidence = found.confidence;
        notes.push(format!("Recognised with {confidence} of 100 points: {reasons}"));
    }
    notes.extend(import.sheet.facts.remarks.iter().cloned());
    notes
}
