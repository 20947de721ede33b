//! A user's own file on its way to a tab: its rows, what they were taken for, what was left out.

use std::sync::Arc;

use super::accepted::Readings;
use super::mapping::Mapping;
use super::mapping_file::Saved;
use super::problem::{Place, Problem, Problems, Severity};
use super::progress::Step;
use super::reading::Source;
use super::recognise::{self, Recognised};
use super::sheet::Sheet;
use super::source::RawFile;
use super::spec::TableSpec;
use super::table::Part;
use super::unrecognised::unrecognised;

/// What the user says of a file, where that is left to them.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Wishes {
    /// The table to feed, or the tab: the best of its tables is taken then.
    pub table: Option<String>,
    /// How to read the columns.
    pub mapping: Option<Mapping>,
    /// The sheet of a workbook.
    pub sheet: Option<String>,
    /// The encoding of the text.
    pub encoding: Option<String>,
    /// Mappings saved earlier: the first with the headings of the file is applied.
    pub saved: Vec<Saved>,
    /// How files are read that the user has looked at before.
    pub accepted: Readings,
}

/// A file on its way to a tab. Nothing is shown of it before the user, or its certainty, says so.
#[derive(Clone, Debug, PartialEq)]
pub struct Import {
    /// The file as it was read, for reading it again in another way.
    pub file: Arc<RawFile>,
    /// Its rows.
    pub sheet: Arc<Sheet>,
    /// The tables it may feed, the likeliest first.
    pub candidates: Vec<Recognised>,
    /// How it is read now; `None` where nothing points to any table.
    pub mapping: Option<Mapping>,
    /// The file with the saved mapping by which it is read; `None` where it was recognised.
    pub saved: Option<Arc<str>>,
    /// The field that the name of the file gives, with the date in it: no part of the mapping, which
    /// is for files of other names too.
    pub date_in_name: Option<(&'static str, String)>,
    /// What the user said of the file when it was read.
    pub wishes: Arc<Wishes>,
    /// Whether the user has looked at how it is read: its doubts are theirs then.
    pub is_accepted: bool,
}

impl Import {
    /// Reads a file by the user's wishes, and by what it looks like where there are none. An archive
    /// may hold several.
    pub fn read(
        file: impl Into<Arc<RawFile>>,
        wishes: &Wishes,
        specs: &[&TableSpec],
        problems: &mut Problems,
    ) -> Vec<Self> {
        let file = file.into();
        let mut sheets = super::formats::sheets(&file, wishes, problems);
        name_parts(&mut sheets);
        problems.progress().begin(Step::Columns, 0);
        if problems.progress().is_cancelled() {
            return Vec::new();
        }
        let imports = Self::all_of(&file, sheets, wishes, specs);
        tell_of_unused_mappings(&imports, wishes, problems);
        imports
    }

    /// The tables in a text from the clipboard.
    pub fn pasted(text: &str, specs: &[&TableSpec], problems: &mut Problems) -> Vec<Self> {
        let mut sheets = super::formats::pasted(text, problems);
        name_parts(&mut sheets);
        let name = Arc::from(super::formats::CLIPBOARD);
        let file = Arc::new(RawFile { name, bytes: text.as_bytes().to_vec().into() });
        Self::all_of(&file, sheets, &Wishes::default(), specs)
    }

    /// Whether it comes from the clipboard and from no file.
    pub fn is_pasted(&self) -> bool {
        self.file.name.as_ref() == super::formats::CLIPBOARD
    }

    fn all_of(
        file: &Arc<RawFile>,
        sheets: Vec<Sheet>,
        wishes: &Wishes,
        specs: &[&TableSpec],
    ) -> Vec<Self> {
        let own = Wishes { saved: Vec::new(), accepted: Readings::default(), ..wishes.clone() };
        let own = Arc::new(own);
        let of = |sheet| Self { wishes: Arc::clone(&own), ..Self::of(file, sheet, wishes, specs) };
        sheets.into_iter().map(of).collect()
    }

    fn of(file: &Arc<RawFile>, sheet: Sheet, wishes: &Wishes, specs: &[&TableSpec]) -> Self {
        let mut candidates = recognise::candidates(&sheet, specs);
        let mut chosen = candidates.first().map(|found| found.mapping.clone());
        if let Some(wish) = &wishes.table {
            let wanted = recognise::under(&sheet, specs, wish);
            chosen = wanted.first().map(|found| found.mapping.clone());
            candidates.retain(|found| !recognise::is_under(&found.mapping.table, wish));
            candidates.splice(0..0, wanted);
        }
        let accepted = wishes.accepted.get(file.name.as_ref());
        let accepted = accepted.and_then(|accepted| accepted.mappings.get(sheet.file.as_ref()));
        let accepted = accepted.filter(|mapping| mapping.fits(&sheet.headings));
        let is_accepted = accepted.is_some();
        let told = wishes.mapping.as_ref().filter(|mapping| mapping.fits(&sheet.headings));
        let told = accepted.or(told);
        let mut saved = wishes.saved.iter().filter(|saved| saved.mapping.fits(&sheet.headings));
        let saved = match (told, &wishes.table) {
            // What the user says now counts more than what was said of another file.
            (Some(_), _) | (None, Some(_)) => None,
            (None, None) => saved.next(),
        };
        let mapping = told.or_else(|| saved.map(|saved| &saved.mapping)).cloned().or(chosen);
        let saved = saved.map(|saved| Arc::clone(&saved.file));
        let (file, sheet) = (Arc::clone(file), Arc::new(sheet));
        let (wishes, date_in_name) = (Arc::default(), None);
        Self { file, sheet, candidates, mapping, saved, date_in_name, wishes, is_accepted }
    }

    /// What was found out about the table it feeds; `None` where a user said so, now or earlier.
    pub fn recognised(&self) -> Option<&Recognised> {
        let mapping = self.mapping.as_ref()?;
        let found = self.candidates.iter().find(|found| found.mapping.reads_as(mapping));
        found.filter(|_| self.saved.is_none())
    }

    /// Its rows as a part of the table that it feeds; `None` where nothing says which.
    pub fn part(&self) -> Option<Part> {
        let mapping = self.mapping.as_ref()?;
        let mut part = mapping.part(&self.sheet);
        if let Some((field, date)) = &self.date_in_name {
            part.reading.fields.push(((*field).to_owned(), Source::Words(date.clone())));
        }
        Some(part)
    }

    /// How it is read, in lines for a reader: the table, each column that is used, and those that
    /// are not with the reason.
    pub fn told(&self) -> Vec<String> {
        let Some(mapping) = &self.mapping else { return Vec::new() };
        let by = match (&self.saved, self.recognised()) {
            (Some(saved), _) => format!(" by {saved}"),
            (None, Some(found)) => format!(" (confidence {} of 100)", found.confidence),
            (None, None) => String::new(),
        };
        let mut used: Vec<String> =
            mapping.words.iter().map(|(field, words)| format!("{field} = “{words}”")).collect();
        used.extend(self.date_in_name.iter().map(|(field, date)| format!("{field} = “{date}”")));
        let mut unused = Vec::new();
        for (index, column) in mapping.columns.iter().enumerate() {
            let name = named(&column.heading, index);
            let own: Vec<String> =
                column.words.iter().map(|(field, words)| format!("{field} = “{words}”")).collect();
            match &column.field {
                Some(field) if own.is_empty() => used.push(format!("{name} → {field}")),
                Some(field) => used.push(format!("{name} → {field} ({})", own.join(", "))),
                None if column.because.is_empty() => unused.push(name),
                None => unused.push(format!("{name} ({})", column.because)),
            }
        }
        let file = &self.sheet.file;
        let mut lines = vec![format!("{file}: read as {}{by}: {}", mapping.table, used.join("; "))];
        if !unused.is_empty() {
            lines.push(format!("{file}: not used: {}", unused.join("; ")));
        }
        lines.push(format!("{file}: {}", self.facts_told()));
        lines.extend(self.sheet.facts.remarks.iter().map(|remark| format!("{file}: {remark}")));
        lines
    }

    /// What kind of file it is: `text in windows-1252, guessed, with “;” between cells`.
    fn facts_told(&self) -> String {
        let facts = &self.sheet.facts;
        let mut told = facts.format.name().to_owned();
        if let Some(encoding) = &facts.encoding {
            let guessed = if facts.is_encoding_guessed { ", guessed" } else { "" };
            told = format!("{told} in {encoding}{guessed}");
        }
        match facts.delimiter {
            Some('\t') => told.push_str(", with tabs between cells"),
            Some(sign) => told = format!("{told}, with “{sign}” between cells"),
            None => {}
        }
        told
    }
}

/// A heading in quotation marks; the number of the column where it has none.
pub fn named(heading: &str, index: usize) -> String {
    if heading.is_empty() { format!("column {}", index + 1) } else { format!("“{heading}”") }
}

/// Says of each file that feeds no table why: as an error where no other sheet of it feeds any.
pub fn tell_of_unrecognised(imports: &[Import], specs: &[&TableSpec], problems: &mut Problems) {
    for import in imports.iter().filter(|import| import.mapping.is_none()) {
        let mut problem = unrecognised(&import.sheet, specs, import.wishes.table.as_deref());
        let of_file = imports.iter().filter(|other| Arc::ptr_eq(&other.file, &import.file));
        if of_file.clone().any(|other| other.mapping.is_some()) {
            problem.severity = Severity::Warning;
        }
        problems.push(problem);
    }
}

/// Sheets of one file are told apart by their names, in messages and in the names of their rows.
fn name_parts(sheets: &mut [Sheet]) {
    if sheets.len() < 2 {
        return;
    }
    for sheet in sheets {
        if let Some(part) = sheet.facts.part.clone()
            && !sheet.file.contains(&part)
        {
            sheet.file = Arc::from(format!("{} ({part})", sheet.file));
        }
    }
}

/// A mapping that is meant for the file and does not fit any of its sheets is told.
fn tell_of_unused_mappings(imports: &[Import], wishes: &Wishes, problems: &mut Problems) {
    let Some(import) = imports.first() else { return };
    let fits = |mapping: &Mapping| imports.iter().any(|i| mapping.fits(&i.sheet.headings));
    let meant = wishes.saved.iter().filter(|saved| saved.is_own);
    let meant = meant.map(|saved| (&saved.file, &saved.mapping));
    let told = wishes.mapping.iter().map(|mapping| (&import.sheet.file, mapping));
    for (file, mapping) in meant.chain(told).filter(|(_, mapping)| !fits(mapping)) {
        let wanted: Vec<&str> = mapping.columns.iter().map(|c| c.heading.as_str()).collect();
        let found = &import.sheet.headings;
        let differs = wanted.iter().zip(found).position(|(wanted, found)| wanted != found);
        let index = differs.unwrap_or_else(|| wanted.len().min(found.len()));
        let name = |heading: Option<&str>| match heading {
            Some(heading) => named(heading, index),
            None => "nothing".to_owned(),
        };
        let message = format!(
            "the mapping was made for other headings and is not used: where it has {}, the file \
             has {}",
            name(wanted.get(index).copied()),
            name(found.get(index).map(String::as_str)),
        );
        let problem = Problem::warning(Place::file(Arc::clone(file)), message);
        problems.push(problem.suggest("save the mapping of this file in its place"));
    }
}
