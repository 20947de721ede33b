//! Tables as text: a template to fill in, and the marks of a figure for other programs.

use crate::load::TableSpec;
use crate::model::Mark;
use crate::model::listing::lines;

/// The header of a table and one example row, in UTF-8 with a byte order mark, without which
/// spreadsheets take it for a local encoding.
pub fn template(spec: &TableSpec) -> Vec<u8> {
    let row = |cell: fn(&crate::load::Column) -> &'static str| -> String {
        let cells: Vec<String> = spec.all_columns().map(|column| quoted(cell(column))).collect();
        cells.join(",") + "\n"
    };
    format!("\u{FEFF}{}{}", row(|column| column.name), row(|column| column.example)).into_bytes()
}

/// What stands between the cells of a row.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Between {
    /// As in a CSV file.
    Commas,
    /// As spreadsheets put tables on the clipboard and take them from there.
    Tabs,
}

/// The marks of a figure as a table, each with its footing and its place in the source; marks with
/// other fields stand below under a head of their own.
pub fn listing(marks: &[Mark], between: Between) -> String {
    let cell = |text: String| match between {
        Between::Commas => quoted(&inert(&text)),
        // A table on the clipboard has no way to hold these in a cell.
        Between::Tabs => inert(&text).replace(['\t', '\n', '\r'], " "),
    };
    let sign = if between == Between::Commas { "," } else { "\t" };
    let row = |cells: Vec<String>| cells.into_iter().map(cell).collect::<Vec<_>>().join(sign);
    lines(marks).iter().map(|line| row(line.cells()) + "\n").collect()
}

/// The text so that no spreadsheet takes it for a formula. A number is none, whatever its sign.
fn inert(text: &str) -> String {
    let is_taken = text.starts_with(['=', '+', '-', '@', '\t', '\r', '\n']);
    if is_taken && text.parse::<f64>().is_err() { format!("'{text}") } else { text.to_owned() }
}

/// A cell as RFC 4180 has it.
pub(super) fn quoted(text: &str) -> String {
    if text.contains([',', '"', '\n', '\r']) {
        format!("\"{}\"", text.replace('"', "\"\""))
    } else {
        text.to_owned()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_listing_is_no_formula_and_keeps_its_columns() {
        let mark =
            Mark::of("a", "A", "1").with("Name", "=1+1").with("Note", "a,\t\"b\"").with("N", "-5");
        let csv = listing(std::slice::from_ref(&mark), Between::Commas);
        let rows: Vec<&str> = csv.lines().collect();
        assert!(rows[0].starts_with("Name,Note,N,Footing,"), "{csv}");
        assert!(rows[1].starts_with("'=1+1,\"a,\t\"\"b\"\"\",-5,"), "{csv}");
        let table = listing(&[mark], Between::Tabs);
        let cells: Vec<&str> = table.lines().nth(1).unwrap_or_default().split('\t').collect();
        assert_eq!(cells[..3], ["'=1+1", "a, \"b\"", "-5"]);
        assert_eq!(cells.len(), 5);
    }
}
