//! Workbooks of Excel and LibreOffice: which sheet is read, and what is wrong with them.

mod compound;
mod excel;
mod excel_97;
mod format_code;
mod layout;
mod limits;
mod open_document;
mod page;
mod records;
mod text;

use std::sync::Arc;

use self::limits::Kind;
use self::page::{Merged, Page, Refusal};
use super::guarded::guarded;
use super::parts::{self, Wish};
use crate::load::import::Wishes;
use crate::load::problem::{Place, Problem, Problems};
use crate::load::progress::Step;
use crate::load::sheet::{Format, Sheet};
use crate::load::source::RawFile;
use crate::model::number::counted;

/// A sheet in the list of a workbook.
#[derive(Clone, Debug)]
struct Listed {
    /// Its name.
    name: String,
    /// Whether the workbook does not show it.
    is_hidden: bool,
}

/// A workbook that is open.
trait Book {
    /// Its sheets, in its order.
    fn sheets(&self) -> &[Listed];
    /// The cells of a sheet.
    fn page(&mut self, sheet: usize) -> Result<Page, Refusal>;
    /// Its merged cells.
    fn merged(&mut self, sheet: usize) -> Vec<Merged>;
}

/// Whether a file is a workbook, or another office file that is mistaken for one.
pub fn is_workbook(file: &RawFile) -> bool {
    compound::is_compound(&file.bytes) || limits::kind(&file.bytes).is_some()
}

/// One sheet of a workbook: the one wished, or the one with most rows. None where it cannot be read;
/// why is in `problems`.
pub fn sheets(file: &RawFile, wishes: &Wishes, problems: &mut Problems) -> Vec<Sheet> {
    let damaged = "its parts contradict each other, or a cell names a place that no sheet has";
    problems.progress().begin(Step::Cells, 0);
    let read = guarded(|| sheet(file, wishes, problems));
    let read = read.unwrap_or_else(|| Err(Refusal::Damaged(damaged.to_owned())));
    match read {
        Ok(sheet) => sheet.into_iter().collect(),
        Err(refusal) => {
            let problem = Problem::error(Place::file(Arc::clone(&file.name)), refusal.to_string());
            problems.push(problem.suggest(refusal.hint()));
            Vec::new()
        }
    }
}

fn sheet(
    file: &RawFile,
    wishes: &Wishes,
    problems: &mut Problems,
) -> Result<Option<Sheet>, Refusal> {
    let (bytes, progress) = (&*file.bytes, problems.progress().clone());
    if compound::is_compound(bytes) {
        let mut book = excel_97::Excel97::open(bytes, progress)?;
        return chosen(file, &mut book, wishes, (Format::Excel, problems));
    }
    match limits::kind(bytes) {
        Some(Kind::Excel) => {
            let contents = limits::check(bytes)?;
            let mut book = excel::Excel::open(bytes, progress)?;
            let sheet = chosen(file, &mut book, wishes, (Format::Excel, problems))?;
            if sheet.is_some() && contents.unsolved > 0 {
                let place = Place::file(Arc::clone(&file.name));
                let formulas = counted(contents.unsolved, "formula");
                let message = format!("{formulas} without a stored result, so blank here");
                let problem = Problem::warning(place, message);
                problems.push(problem.suggest("open the workbook in a spreadsheet and save it"));
            }
            Ok(sheet)
        }
        Some(Kind::OpenDocument) => {
            limits::check(bytes)?;
            let mut book = open_document::OpenDocument::open(bytes, progress)?;
            chosen(file, &mut book, wishes, (Format::OpenDocument, problems))
        }
        Some(Kind::Other(what)) => Err(Refusal::OtherKind(what.to_owned())),
        None => Err(Refusal::Damaged("it is no workbook".to_owned())),
    }
}

/// The sheet that is wished, or the one with most rows below a header.
fn chosen(
    file: &RawFile,
    book: &mut dyn Book,
    wishes: &Wishes,
    (format, problems): (Format, &mut Problems),
) -> Result<Option<Sheet>, Refusal> {
    let names: Vec<String> = book.sheets().iter().map(|sheet| sheet.name.clone()).collect();
    let looked_at = match parts::wished(&file.name, &names, wishes, problems) {
        Wish::Any => 0..names.len(),
        Wish::Part(wish) => wish..wish + 1,
        Wish::Unknown => return Ok(None),
    };
    let is_choice = looked_at.len() > 1;
    let mut best: Option<((bool, bool, usize), usize, layout::Laid)> = None;
    for index in looked_at {
        let laid = layout::Laid::of(book.page(index)?);
        let is_hidden = book.sheets().get(index).is_some_and(|sheet| sheet.is_hidden);
        // Hidden sheets are second to others, and lists of one column, such as notes, to tables.
        let weight = (!is_hidden && laid.rows() > 0, laid.has_columns(), laid.rows());
        if best.as_ref().is_none_or(|(known, _, _)| weight > *known) {
            best = Some((weight, index, laid));
        }
    }
    let place = || Place::file(Arc::clone(&file.name));
    let Some((_, index, laid)) = best else {
        problems.push(Problem::error(place(), "the workbook has no sheets with cells"));
        return Ok(None);
    };
    let merged = book.merged(index);
    let name = names.get(index).cloned().unwrap_or_default();
    let Some(mut sheet) = laid.sheet(&file.name, &merged)? else {
        let what = if is_choice { "the sheets are" } else { "the sheet is" };
        let problem = Problem::error(place(), format!("{what} empty"));
        problems.push(problem.suggest("an export may have failed; open the workbook to look"));
        return Ok(None);
    };
    sheet.facts.format = format;
    if names.len() > 1 {
        let sheets = counted(names.len(), "sheet");
        let why = if is_choice { ", the one with most rows" } else { "" };
        let remark = format!("of {sheets}, “{name}” is read{why}");
        sheet.facts.remarks.insert(0, remark);
    }
    sheet.facts.part = Some(name);
    sheet.facts.sheets = names;
    Ok(Some(sheet))
}

/// Merged cells as the crate for workbooks tells them.
fn merged(found: &calamine::Dimensions) -> Merged {
    Merged { rows: (found.start.0, found.end.0), columns: (found.start.1, found.end.1) }
}

#[cfg(test)]
mod tests;
