//! A user's own text with a sign between cells: decoded, its dialect found, and cut.

use std::sync::Arc;
use std::thread;

use super::cutter::{LONGEST_LINE, TooLarge};
use super::{corruption, dialect, encoding};
use crate::load::csv;
use crate::load::import::Wishes;
use crate::load::problem::{Place, Problem, Problems};
use crate::load::sheet::Sheet;
use crate::load::source::RawFile;
use crate::load::text;

/// The table in a text; `None` where there is none. Why, and what is odd, is in `problems`.
pub fn sheet(file: &RawFile, wishes: &Wishes, problems: &mut Problems) -> Option<Sheet> {
    let place = || Place::file(Arc::clone(&file.name));
    if let Some(kind) = text::other_kind(&file.bytes) {
        let message = format!("this is {kind}, which is not read as a table");
        problems.push(Problem::unreadable(place(), message).suggest("save the table as CSV"));
        return None;
    }
    // Before anything is made of it: a file without line breaks may be of any size.
    let start = file.bytes.get(..=LONGEST_LINE).unwrap_or_default();
    if !start.is_empty() && !start.contains(&b'\n') && !start.contains(&b'\r') {
        problems.push(Problem::error(place().line(1), TooLarge::Line.to_string()));
        return None;
    }
    let decoded = encoding::decode(file, wishes.encoding.as_deref(), problems)?;
    let found = dialect::find(&decoded.text);
    let (sheet, corruption) = thread::scope(|scope| {
        let corruption = scope.spawn(|| corruption::found(&decoded.text));
        let sheet = csv::sheet(&file.name, &decoded.text, &found.dialect, problems);
        (sheet, corruption.join().unwrap_or_else(|panic| std::panic::resume_unwind(panic)))
    });
    let mut sheet = sheet?;
    if let Some((line, headings)) = found.headings {
        sheet.headings = headings;
        sheet.facts.header_line = Some(line);
    }
    let remarks = decoded.remarks.into_iter().chain(found.remarks);
    sheet.facts.remarks.splice(0..0, remarks);
    sheet.facts.encoding = Some(decoded.encoding);
    sheet.facts.is_encoding_guessed = decoded.is_guessed;
    if let Some(corruption) = corruption {
        let places = crate::model::number::counted(corruption.count, "place");
        let message = format!(
            "{places} look as if the text had been decoded wrongly before it was saved; nothing is \
             changed"
        );
        let problem = Problem::warning(place().line(corruption.line), message);
        problems.push(problem.found(corruption.excerpt).suggest("correct it in the file"));
    }
    Some(sheet)
}
