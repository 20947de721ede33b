//! Tables as CSV.

use crate::load::TableSpec;

/// The header of a table and one example row, in UTF-8 with a byte order mark, without which
/// spreadsheets take it for a local encoding.
pub fn template(spec: &TableSpec) -> Vec<u8> {
    let row = |cell: fn(&crate::load::Column) -> &'static str| -> String {
        let cells: Vec<String> = spec.all_columns().map(|column| quoted(cell(column))).collect();
        cells.join(",") + "\n"
    };
    format!("\u{FEFF}{}{}", row(|column| column.name), row(|column| column.example)).into_bytes()
}

/// A cell as RFC 4180 has it.
pub(super) fn quoted(text: &str) -> String {
    if text.contains([',', '"', '\n', '\r']) {
        format!("\"{}\"", text.replace('"', "\"\""))
    } else {
        text.to_owned()
    }
}
