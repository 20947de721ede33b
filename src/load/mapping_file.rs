//! A mapping as a file: written, read again, and found beside the data it was made for.

use std::path::Path;
use std::sync::Arc;

use serde::{Deserialize, Serialize};

use super::mapping::{ColumnMapping, Mapping};
use super::problem::{Place, Problem, Problems, Severity};
use super::reading::ReadAs;
use super::source::{self, RawFile};
use super::spec::{Holds, TableSpec};
use crate::model::choice::{nearest, one_of};

/// What says that a JSON file is one of ours.
const FORMAT: &str = "sovereign-stack mapping";
/// The form in which it is written.
const VERSION: u32 = 1;
/// The parts that a date may be read from.
pub(super) const PARTS: [&str; 7] =
    ["end", "year", "month", "day", "end_year", "end_month", "end_day"];

/// A saved mapping.
#[derive(Clone, Debug, PartialEq)]
pub struct Saved {
    /// The file it stands in.
    pub file: Arc<str>,
    /// Whether it is called after the data file, and not only has the same headings.
    pub is_own: bool,
    /// What it says.
    pub mapping: Mapping,
}

/// What every version has.
#[derive(Deserialize)]
struct Head {
    #[serde(default)]
    format: String,
    #[serde(default)]
    version: u32,
}

#[derive(Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
struct Whole {
    format: String,
    version: u32,
    mapping: Mapping,
}

/// The mapping as text for a file; empty where it cannot be written as JSON, which no mapping does.
pub fn text(mapping: &Mapping) -> String {
    let whole = Whole { format: FORMAT.to_owned(), version: VERSION, mapping: mapping.clone() };
    serde_json::to_string_pretty(&whole).map(|text| text + "\n").unwrap_or_default()
}

/// Reads a saved mapping; every problem of it where it cannot be applied.
pub fn parse(file: &RawFile, specs: &[&TableSpec]) -> Result<Mapping, Problems> {
    let place = || Place::file(Arc::clone(&file.name));
    let bytes = file.bytes.strip_prefix(b"\xEF\xBB\xBF").unwrap_or(&file.bytes);
    let head: Head = from_json(&file.name, bytes)?;
    if head.format != FORMAT {
        let problem = Problem::error(place(), "it is no mapping of this program");
        let hint = format!("it must begin with \"format\": {FORMAT:?}");
        return Err(problem.found(head.format).suggest(hint).into());
    }
    if head.version != VERSION {
        let message = format!("the mapping is of version {}", head.version);
        let hint = format!("version {VERSION} can be read: save it again with this program");
        return Err(Problem::error(place(), message).suggest(hint).into());
    }
    let whole: Whole = from_json(&file.name, bytes)?;
    let check = Check { text: &String::from_utf8_lossy(bytes), file: &file.name };
    let problems = check.mapping(&whole.mapping, specs);
    if problems.is_empty() { Ok(whole.mapping) } else { Err(problems) }
}

/// The saved mappings beside a data file. What is wrong with them is told, and does not keep the
/// data from being read.
pub fn beside(path: &Path, specs: &[&TableSpec], problems: &mut Problems) -> Vec<Saved> {
    let mut found = Vec::new();
    for (is_own, read) in source::mappings_beside(path) {
        let parsed = read.and_then(|file| {
            // A folder may hold JSON files of other programs with such names.
            if !is_own && !is_ours(&file.bytes) {
                return Ok(None);
            }
            let mapping = parse(&file, specs)?;
            Ok(Some(Saved { file: file.name, is_own, mapping }))
        });
        match parsed {
            Ok(saved) => found.extend(saved),
            Err(refused) => {
                for problem in &refused {
                    let message = format!("the mapping is not used: {}", problem.message);
                    let problem =
                        Problem { severity: Severity::Warning, message, ..problem.clone() };
                    problems.push(problem);
                }
            }
        }
    }
    found
}

fn is_ours(bytes: &[u8]) -> bool {
    bytes.windows(FORMAT.len()).take(200).any(|window| window == FORMAT.as_bytes())
}

fn from_json<'a, T: Deserialize<'a>>(file: &Arc<str>, bytes: &'a [u8]) -> Result<T, Problems> {
    let mut json = serde_json::Deserializer::from_slice(bytes);
    serde_path_to_error::deserialize(&mut json).map_err(|error| {
        let (line, column) = (error.inner().line() as u64, error.inner().column() as u64);
        let message = error.inner().to_string();
        // serde_json repeats the place at the end of its message.
        let message = message.split(" at line ").next().unwrap_or_default();
        let place = Place::file(Arc::clone(file)).line(line.max(1)).column(column.max(1));
        Problem::error(place, format!("it cannot be read: {message} (at {})", error.path()))
            .suggest("correct it, or save the mapping again")
            .into()
    })
}

/// Looks for what a mapping says and no table can follow.
struct Check<'a> {
    text: &'a str,
    file: &'a Arc<str>,
}

impl Check<'_> {
    fn mapping(&self, mapping: &Mapping, specs: &[&TableSpec]) -> Problems {
        let mut problems = Problems::default();
        let Some(spec) = specs.iter().find(|spec| spec.name == mapping.table) else {
            let names: Vec<&str> = specs.iter().map(|spec| spec.name).collect();
            let near = nearest(&mapping.table, names.iter().copied());
            let hint = near.map_or_else(
                || format!("a table is {}", one_of(&names)),
                |near| format!("did you mean {near:?}?"),
            );
            let problem = Problem::error(self.place(None, "table"), "there is no such table");
            return problem.found(&mapping.table).suggest(hint).into();
        };
        for (index, column) in mapping.columns.iter().enumerate() {
            self.column(index, column, spec, &mut problems);
        }
        for field in mapping.words.keys().filter(|field| !spec.has(field)) {
            problems.push(unknown(self.place(None, field), field, spec));
        }
        self.whole(mapping, spec, &mut problems);
        problems
    }

    fn column(
        &self,
        index: usize,
        column: &ColumnMapping,
        spec: &TableSpec,
        problems: &mut Problems,
    ) {
        for field in column.words.keys().filter(|field| !spec.has(field)) {
            problems.push(unknown(self.place(Some(index), field), field, spec));
        }
        let Some(field) = column.field.as_deref() else { return };
        let (name, part) = field.split_once('.').map_or((field, None), |(n, p)| (n, Some(p)));
        let Some(known) = spec.column(name) else {
            problems.push(unknown(self.place(Some(index), "field"), field, spec));
            return;
        };
        if let Some(part) = part {
            if known.holds != Holds::Date || !PARTS.contains(&part) {
                let problem =
                    Problem::error(self.place(Some(index), "field"), "the field has no such part");
                let hint = format!("the parts of a date are {}", one_of(&PARTS));
                problems.push(problem.found(field).suggest(hint));
            }
        } else if let Some(why) = unfit(&column.read_as, known.holds) {
            let message = format!("{name} cannot be read like this: {why}");
            let problem = Problem::error(self.place(Some(index), "read_as"), message);
            problems.push(problem.suggest("correct \"read_as\", or leave the field out"));
        }
    }

    /// What is wrong with the columns taken together.
    fn whole(&self, mapping: &Mapping, spec: &TableSpec, problems: &mut Problems) {
        let mut report = |message: String, hint: &str| {
            let place = self.place(None, "columns");
            problems.push(Problem::error(place, message).suggest(hint));
        };
        for name in mapping.lacks(spec) {
            let message = format!("no column feeds {name}, which {} needs", spec.name);
            report(message, "give it a column, or words for every row");
        }
        let mut fields: Vec<&str> =
            mapping.columns.iter().filter_map(|column| column.field.as_deref()).collect();
        fields.sort_unstable();
        let mut several: Vec<&str> = fields
            .windows(2)
            .filter_map(|pair| match pair {
                [one, other] if one == other => Some(*one),
                _ => None,
            })
            .collect();
        several.dedup();
        if several.len() > 1 || several.iter().any(|field| field.contains('.')) {
            let message = format!("several columns feed each of {}", several.join(", "));
            report(message, "only one field may have several columns, one for each record");
        }
        for field in &fields {
            let Some((date, part)) = field.split_once('.') else { continue };
            let wanted = if part == "end" { date.to_owned() } else { format!("{date}.year") };
            if !fields.contains(&wanted.as_str()) {
                report(format!("{field} has no {wanted} beside it"), "give that a column too");
            }
        }
        let columns = mapping.columns.len();
        if mapping.corrections.iter().any(|correction| correction.column >= columns) {
            let message = format!("a correction names a column, and there are {columns}");
            report(message, "columns are counted from 0");
        }
    }

    /// Where a key stands in the file: of a column, or of the mapping itself.
    fn place(&self, column: Option<usize>, key: &str) -> Place {
        let mut start = self.after_key(0, "mapping").unwrap_or_default();
        if let Some(column) = column {
            for _ in 0..=column {
                start = self.after_key(start, "heading").unwrap_or(start);
            }
            // The keys of a column may stand in any order.
            start = self.text.get(..start).and_then(|text| text.rfind('{')).unwrap_or(start);
        }
        let at = self.after_key(start, key).unwrap_or(start);
        let rest = self.text.get(at..).unwrap_or_default();
        let at = at + rest.len() - rest.trim_start_matches([':', ' ', '\n', '\r', '\t']).len();
        let before = self.text.get(..at).unwrap_or_default();
        let line = before.split('\n').count() as u64;
        let letters = before.rsplit('\n').next().unwrap_or_default().chars().count() as u64;
        Place::file(Arc::clone(self.file)).line(line).column(letters + 1)
    }

    /// The place behind a key, searched from a place on.
    fn after_key(&self, from: usize, key: &str) -> Option<usize> {
        let quoted = format!("{key:?}");
        let mut at = from;
        loop {
            let end = at + self.text.get(at..)?.find(&quoted)? + quoted.len();
            if self.text.get(end..)?.trim_start().starts_with(':') {
                return Some(end);
            }
            at = end;
        }
    }
}

/// A field that the table does not have.
fn unknown(place: Place, field: &str, spec: &TableSpec) -> Problem {
    let names: Vec<&str> = spec.all_columns().map(|column| column.name).collect();
    let hint = nearest(field, names.iter().copied()).map_or_else(
        || format!("its fields are {}", one_of(&names)),
        |near| format!("did you mean {near:?}?"),
    );
    let message = format!("a table of {} has no such field", spec.name);
    Problem::error(place, message).found(field).suggest(hint)
}

/// Why a column cannot be read so, as it is to hold this.
fn unfit(read_as: &ReadAs, holds: Holds) -> Option<&'static str> {
    match read_as {
        ReadAs::Number(format) if !format.scale.is_finite() || format.scale == 0.0 => {
            Some("the scale must not be 0")
        }
        ReadAs::List(separator) if separator.is_empty() => {
            Some("the list has nothing between names")
        }
        ReadAs::Number(_) if !matches!(holds, Holds::Number | Holds::Money) => {
            Some("it holds no number")
        }
        ReadAs::Date(_) if holds != Holds::Date => Some("it holds no date"),
        ReadAs::List(_) if holds != Holds::List => Some("it holds no list"),
        ReadAs::Flag if holds != Holds::Flag => Some("it holds neither yes nor no"),
        ReadAs::Text | ReadAs::Markup
            if !matches!(holds, Holds::Text | Holds::Id | Holds::Choice | Holds::List) =>
        {
            Some("it holds no words")
        }
        _ => None,
    }
}
