//! JSON and JSON Lines as tables.

mod grammar;
mod lines;
mod rows;
mod survey;
mod table;

use std::borrow::Cow;
use std::sync::Arc;

use self::grammar::{Cursor, Kind, Mistake};
use self::survey::{Candidate, Survey};
use super::headings;
use super::parts::{self, Wish};
use crate::load::import::Wishes;
use crate::load::problem::{Place, Problem, Problems, excerpt};
use crate::load::progress::{Progress, Step};
use crate::load::sheet::Sheet;
use crate::load::source::RawFile;
use crate::load::text::line_breaks;
use crate::model::number::counted;

/// Names that lists of records go by; among several, these are what is meant.
const RECORDS: [&str; 8] =
    ["events", "date", "data", "results", "records", "rows", "items", "entries"];

/// Whether a file is JSON: it says so, or nothing else begins like it.
pub fn is_json(file: &RawFile) -> bool {
    let name = file.name.to_lowercase();
    if is_json_lines(&name) || [".json", ".geojson"].iter().any(|end| name.ends_with(end)) {
        return true;
    }
    // What may stand before the first sign: byte order marks, halves of letters, spaces.
    let is_before = |byte: &u8| matches!(byte, 0xEF | 0xBB | 0xBF | 0xFE | 0xFF | 0..=b' ');
    if !matches!(file.bytes.iter().find(|byte| !is_before(byte)), Some(b'{' | b'[')) {
        return false;
    }
    // A text may begin like this too: `[1],[2]`.
    text(&file.bytes).is_ok_and(|text| {
        survey::survey(&text, &Progress::default()).is_ok() || lines::first(&text).is_some()
    })
}

fn is_json_lines(name: &str) -> bool {
    [".jsonl", ".ndjson", ".jsonlines"].iter().any(|end| name.ends_with(end))
}

/// The table that a document holds; none where it is no JSON or holds none, and why is in
/// `problems`.
pub fn sheets(file: &RawFile, wishes: &Wishes, problems: &mut Problems) -> Vec<Sheet> {
    let place = || Place::file(Arc::clone(&file.name));
    let text = match text(&file.bytes) {
        Ok(text) => text,
        Err(mistake) => {
            let message = format!("the file is no JSON: {mistake}");
            problems.push(Problem::error(place(), message).suggest("save it again as UTF-8"));
            return Vec::new();
        }
    };
    let text = text.as_ref();
    problems.progress().begin(Step::Cells, text.len() as u64);
    if is_json_lines(&file.name.to_lowercase()) {
        return lines::sheet(&file.name, text, problems).into_iter().collect();
    }
    let progress = problems.progress().clone();
    match survey::survey(text, &progress) {
        Ok(survey) => document(&file.name, text, &survey, wishes, problems).into_iter().collect(),
        // Many call their JSON Lines just JSON.
        Err(_) if lines::first(text).is_some() => {
            lines::sheet(&file.name, text, problems).into_iter().collect()
        }
        Err(mistake) => {
            problems.push(problem(place(), text, &mistake));
            Vec::new()
        }
    }
}

/// The table of a document that is JSON.
fn document(
    file: &Arc<str>,
    text: &str,
    survey: &Survey,
    wishes: &Wishes,
    problems: &mut Problems,
) -> Option<Sheet> {
    let paths: Vec<String> = survey.candidates.iter().map(|found| found.path.clone()).collect();
    let names = if paths.len() > 1 { paths } else { Vec::new() };
    let wish = match names.as_slice() {
        [] => Wish::Any,
        names => parts::wished(file, names, wishes, problems),
    };
    let chosen = match wish {
        Wish::Unknown => return None,
        Wish::Part(wish) => survey.candidates.get(wish),
        Wish::Any => survey.candidates.iter().rev().max_by_key(|found| weight(found)),
    };
    let Some(chosen) = chosen else {
        problems.push(no_table(file, text));
        return None;
    };
    let mut sheet = match table::read(file, text, chosen, problems) {
        Ok(sheet) => sheet,
        Err(mistake) => {
            problems.push(problem(Place::file(Arc::clone(file)), text, &mistake));
            return None;
        }
    };
    if sheet.grid.rows() == 0 {
        let problem = Problem::error(Place::file(Arc::clone(file)), "the table has no rows");
        problems.push(problem.suggest("an export may have failed; open the file to look"));
        return None;
    }
    sheet.facts.sheets = names;
    sheet.facts.part = (!chosen.path.is_empty()).then(|| chosen.path.clone());
    if let Some(remark) = left_out(chosen, survey) {
        sheet.facts.remarks.insert(0, remark);
    }
    tell_replaced(&mut sheet, survey.replaced, problems);
    Some(sheet)
}

/// How likely it is what the user wants to see: it has many rows or the name of a list of records.
fn weight(found: &Candidate) -> usize {
    let name = found.path.rsplit('.').next().unwrap_or_default().to_lowercase();
    found.count.saturating_mul(if RECORDS.contains(&name.as_str()) { 100 } else { 1 })
}

fn no_table(file: &Arc<str>, text: &str) -> Problem {
    let what = match Cursor::new(text, 0).kind() {
        Kind::Object => "one object",
        Kind::List => "a list without records",
        Kind::Null | Kind::Scalar => "a single value",
    };
    let message = format!("the file is JSON but holds no table: {what}");
    Problem::error(Place::file(Arc::clone(file)), message)
        .suggest("write a list of objects, one for each row: [{\"name\": …}, …]")
}

/// What of the document is not read, in words.
fn left_out(chosen: &Candidate, survey: &Survey) -> Option<String> {
    let is_on_the_way = |name: &str| {
        let starts = |long: &str, short: &str| {
            long.strip_prefix(short).is_some_and(|rest| rest.is_empty() || rest.starts_with('.'))
        };
        starts(&chosen.path, name) || starts(name, &chosen.path)
    };
    // What is left out as a whole is not told part by part as well.
    let whole: Vec<&String> = survey.members.iter().filter(|name| !is_on_the_way(name)).collect();
    let is_part = |name: &str| {
        let parent = name.rsplit_once('.').map(|(parent, _)| parent);
        parent.is_some_and(|parent| whole.iter().any(|whole| *whole == parent))
    };
    let names: Vec<String> = whole
        .iter()
        .filter(|name| !chosen.path.is_empty() && !is_part(name))
        .map(|name| match name.as_str() {
            "title" if chosen.path == "events" => "“title”, which is no event".to_owned(),
            name => format!("“{name}”"),
        })
        .collect();
    let is_told = !names.is_empty();
    is_told.then(|| {
        format!("of the document only “{}” is read, not {}", chosen.path, headings::listed(&names))
    })
}

/// A mistake in the grammar as a problem, with its line and the character in it.
fn problem(place: Place, text: &str, mistake: &Mistake) -> Problem {
    let before = text.get(..mistake.byte).unwrap_or(text);
    let line = before.rsplit(['\n', '\r']).next().unwrap_or_default();
    let place =
        place.line(line_breaks(before.as_bytes()) + 1).column(line.chars().count() as u64 + 1);
    let rest = text.get(mistake.byte..).unwrap_or_default();
    let found: String = rest.chars().take_while(|sign| !sign.is_control()).take(30).collect();
    let message = if text.trim().is_empty() {
        "the file is empty".to_owned()
    } else if mistake.is_limit {
        format!("this JSON is too much to be read: {}", mistake.message)
    } else {
        format!("this is no JSON: {}", mistake.message)
    };
    let problem = Problem::error(place, message);
    let problem = if found.is_empty() { problem } else { problem.found(excerpt(&found)) };
    match mistake.hint {
        Some(hint) => problem.suggest(hint),
        None => problem,
    }
}

/// Says how many half pairs of UTF-16 were read as the replacement character.
fn tell_replaced(sheet: &mut Sheet, replaced: usize, problems: &mut Problems) {
    if replaced > 0 {
        let signs = counted(replaced, "sign");
        let remark = format!("{signs} written as half a pair of “\\u” stand as � here");
        problems.push(Problem::warning(Place::file(Arc::clone(&sheet.file)), remark.clone()));
        sheet.facts.remarks.push(remark);
    }
}

/// The text of a document: UTF-8, or UTF-16 by its byte order mark or the zeros in it.
fn text(bytes: &[u8]) -> Result<Cow<'_, str>, &'static str> {
    let order: Option<fn([u8; 2]) -> u16> = match bytes {
        [0xFF, 0xFE, ..] | [1..=255, 0, ..] => Some(u16::from_le_bytes),
        [0xFE, 0xFF, ..] | [0, 1..=255, ..] => Some(u16::from_be_bytes),
        _ => None,
    };
    let Some(order) = order else {
        let bytes = bytes.strip_prefix(b"\xEF\xBB\xBF").unwrap_or(bytes);
        let text = std::str::from_utf8(bytes);
        return text.map(Cow::Borrowed).map_err(|_invalid| "its text is not UTF-8");
    };
    let (pairs, rest) = bytes.as_chunks::<2>();
    let units = pairs.iter().map(|pair| order(*pair));
    let text: Result<String, _> = char::decode_utf16(units).collect();
    match text {
        Ok(text) if rest.is_empty() => {
            Ok(Cow::Owned(text.strip_prefix('\u{FEFF}').map(str::to_owned).unwrap_or(text)))
        }
        _ => Err("its text is not UTF-16, though it begins so"),
    }
}

#[cfg(test)]
mod tests;
