//! The kinds of file that are read, told apart by their first bytes.

pub mod archive;
mod cell_kind;
mod corruption;
pub mod cutter;
mod delimited;
pub mod dialect;
pub mod encoding;
mod guarded;
pub mod header;
pub mod headings;
pub mod json;
pub mod markdown;
pub mod parquet;
mod parts;
pub mod pieces;
mod shortest;
mod signs;
pub mod workbook;

use std::sync::Arc;

use super::csv::{self, Dialect};
use super::import::Wishes;
use super::problem::Problems;
use super::sheet::Sheet;
use super::source::RawFile;
use archive::Packing;

/// The tables that a file holds: one, but for an archive. None where it cannot be read; why is in
/// `problems`.
pub fn sheets(file: &RawFile, wishes: &Wishes, problems: &mut Problems) -> Vec<Sheet> {
    if workbook::is_workbook(file) {
        return workbook::sheets(file, wishes, problems);
    }
    match archive::packing(&file.bytes) {
        None => unpacked(file, wishes, problems),
        Some(Packing::Gzip) => archive::gunzip(file, problems)
            .map(|file| unpacked(&file, wishes, problems))
            .unwrap_or_default(),
        Some(Packing::Zip) => {
            let mut sheets = Vec::new();
            archive::each_table(file, problems, |name, member, problems| {
                sheets.extend(unpacked(member, wishes, problems).into_iter().map(|mut sheet| {
                    sheet.facts.part.get_or_insert_with(|| name.to_owned());
                    sheet
                }));
            });
            sheets
        }
    }
}

/// The tables of a file that is no archive.
fn unpacked(file: &RawFile, wishes: &Wishes, problems: &mut Problems) -> Vec<Sheet> {
    if workbook::is_workbook(file) {
        return workbook::sheets(file, wishes, problems);
    }
    if parquet::is_parquet(file) {
        return parquet::sheets(file, problems);
    }
    if json::is_json(file) {
        return json::sheets(file, wishes, problems);
    }
    if markdown::is_markdown(file) {
        return markdown::of_file(file, wishes, problems);
    }
    // What is left is text.
    delimited::sheet(file, wishes, problems).into_iter().collect()
}

/// What to call what was pasted.
pub const CLIPBOARD: &str = "clipboard";

/// The tables in a text from the clipboard: in Markdown, or with tabs between cells as spreadsheets
/// copy them, or else as a file of that text. None where there are none; why is in `problems`.
pub fn pasted(text: &str, problems: &mut Problems) -> Vec<Sheet> {
    let file: Arc<str> = Arc::from(CLIPBOARD);
    if markdown::holds_table(text) {
        return markdown::sheets(&file, text, &Wishes::default(), problems);
    }
    let first = text.lines().find(|line| !line.trim().is_empty()).unwrap_or_default();
    if first.contains('\t') {
        let dialect = Dialect { delimiter: Some(b'\t'), ..Dialect::default() };
        return csv::sheet(&file, &text.to_owned().into(), &dialect, problems)
            .into_iter()
            .collect();
    }
    let file = RawFile { name: file, bytes: text.as_bytes().to_vec().into() };
    sheets(&file, &Wishes::default(), problems)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_spreadsheets_and_documents_copy_can_be_pasted() {
        let read = |text: &str| {
            let mut problems = Problems::default();
            let sheets = pasted(text, &mut problems);
            let first = sheets.first().unwrap_or_else(|| panic!("{text}: {problems:?}"));
            (first.headings.join("/"), first.cell(0, 1).to_owned())
        };
        let expected = ("a/b".to_owned(), "2 x".to_owned());
        for text in [
            "a\tb\n1\t2 x\n",
            "a\tb\r\n1\t\"2 x\"",
            "Some words first.\n\n| a | b |\n|---|---|\n| 1 | 2 x |\n",
            "a,b\n1,2 x\n",
            r#"[{"a": 1, "b": "2 x"}]"#,
        ] {
            assert_eq!(read(text), expected, "{text}");
        }
        let mut problems = Problems::default();
        assert!(pasted("", &mut problems).is_empty() && problems.len() == 1, "{problems:?}");
    }
}
