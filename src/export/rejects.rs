//! Rows that cannot be read as CSV, each with why, to be put right in a spreadsheet.

use super::table::{inert, quoted};
use crate::load::rejects::Reject;
use crate::load::sheet::Sheet;

/// Headings before those of the file itself.
const HEADINGS: [&str; 6] = ["file", "line", "column", "text", "reason", "suggestion"];

/// The rejects of a file with the cells of their rows, in UTF-8 with a byte order mark. No cell is
/// taken for a formula by a spreadsheet.
pub fn rejects(sheet: &Sheet, rejects: &[Reject]) -> Vec<u8> {
    let mut text = String::from('\u{FEFF}');
    let headings = HEADINGS.iter().copied().chain(sheet.headings.iter().map(String::as_str));
    line(headings, &mut text);
    for reject in rejects {
        let suggestion = reject.replacement.as_ref().unwrap_or(&reject.advice);
        let number = reject.line.to_string();
        let told = [
            &*sheet.file,
            &number,
            &reject.heading,
            &reject.text,
            &reject.why,
            suggestion.as_str(),
        ];
        line(told.into_iter().chain(sheet.grid.cells(reject.row)), &mut text);
    }
    text.into_bytes()
}

fn line<'a>(cells: impl Iterator<Item = &'a str>, text: &mut String) {
    let cells: Vec<String> = cells.map(|cell| quoted(&inert(cell))).collect();
    text.push_str(&cells.join(","));
    text.push('\n');
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_reject_stands_with_its_reason_and_its_row_and_no_cell_is_a_formula() {
        let mut sheet = Sheet { file: "a.csv".into(), ..Sheet::default() };
        sheet.headings = vec!["name".to_owned(), "note".to_owned(), "score".to_owned()];
        sheet.grid.push(2, ["=cmd()", "x, \"y\"", "-5"]).unwrap();
        let reject = Reject {
            row: 0,
            line: 2,
            column: Some(0),
            heading: "name".to_owned(),
            text: "=cmd()".to_owned(),
            why: "it is a formula".to_owned(),
            advice: "@home".to_owned(),
            replacement: None,
            like: 0,
        };
        let text = String::from_utf8(rejects(&sheet, &[reject])).unwrap();
        assert_eq!(
            text,
            "\u{FEFF}file,line,column,text,reason,suggestion,name,note,score\n\
             a.csv,2,name,'=cmd(),it is a formula,'@home,'=cmd(),\"x, \"\"y\"\"\",-5\n"
        );
    }
}
