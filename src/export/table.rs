//! Tables as text, as JSON and as a workbook.

use rust_xlsxwriter::{ExcelDateTime, Format, Workbook, Worksheet, XlsxError};
use serde_json::{Map, Value};

use super::records::{self, Cell, Table};
use crate::desk::Shown;
use crate::load::TableSpec;
use crate::model::Day;

/// Without it spreadsheets take a text for one in a local encoding.
const MARK: &str = "\u{FEFF}";
/// Widest column of a workbook at first, in letters.
const WIDEST: usize = 48;
/// Rows that the width of a column is guessed by.
const GUESSED_BY: usize = 200;
/// Up to here every whole number is a number of its own: 2⁵³.
const WHOLE: f64 = 9_007_199_254_740_992.0;
/// Letters of the name of a sheet, and what it may not hold.
const NAME: usize = 31;
const NOT_IN_NAMES: [char; 7] = ['[', ']', ':', '*', '?', '/', '\\'];

/// The header of a table and one example row.
pub fn template(spec: &TableSpec) -> Vec<u8> {
    let row = |cell: fn(&crate::load::Column) -> &'static str| -> String {
        let cells: Vec<String> = spec.all_columns().map(|column| quoted(cell(column))).collect();
        cells.join(",") + "\n"
    };
    format!("{MARK}{}{}", row(|column| column.name), row(|column| column.example)).into_bytes()
}

/// What stands between the cells of a row.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Between {
    /// As RFC 4180 has it.
    Commas,
    /// As spreadsheets put tables on the clipboard and take them from there.
    Tabs,
}

/// The records behind a figure as a file.
pub fn csv(shown: &Shown) -> Vec<u8> {
    (MARK.to_owned() + &text(shown, Between::Commas)).into_bytes()
}

/// The records behind a figure as text.
pub fn text(shown: &Shown, between: Between) -> String {
    let table = records::table(shown);
    let mut text = line(table.columns.iter().map(|name| inert(name)), between);
    for row in &table.rows {
        text += &line(row.iter().map(words), between);
    }
    text
}

fn line(cells: impl Iterator<Item = String>, between: Between) -> String {
    match between {
        Between::Commas => cells.map(|cell| quoted(&cell)).collect::<Vec<_>>().join(",") + "\r\n",
        // A table on the clipboard has no way to hold these in a cell.
        Between::Tabs => {
            let flat = cells.map(|cell| cell.replace(['\t', '\n', '\r'], " "));
            flat.collect::<Vec<_>>().join("\t") + "\n"
        }
    }
}

/// The text of a cell, which no spreadsheet runs.
fn words(cell: &Cell) -> String {
    match cell {
        Cell::Number(number) => number.to_string(),
        Cell::Date(date) => date.to_string(),
        Cell::Text(text) | Cell::Absent(text) => inert(text),
    }
}

/// The text with an apostrophe before it where a spreadsheet would run it as a formula. What is
/// nothing but a number is no formula.
pub(super) fn inert(text: &str) -> String {
    let is_formula = text.trim_start().starts_with(['=', '+', '-', '@', '＝', '＋', '－', '＠'])
        || text.starts_with(['\t', '\r', '\n']);
    if is_formula && text.parse::<f64>().is_err() { format!("'{text}") } else { text.to_owned() }
}

/// A cell as RFC 4180 has it.
pub(super) fn quoted(text: &str) -> String {
    if text.contains([',', '"', '\n', '\r']) {
        format!("\"{}\"", text.replace('"', "\"\""))
    } else {
        text.to_owned()
    }
}

/// The same as an array of objects: `null` for what is absent, whose words stand beside it.
pub fn json(shown: &Shown) -> Vec<u8> {
    let table = records::table(shown);
    let keys: Vec<String> = table.columns.iter().map(|name| key(name)).collect();
    let rows: Vec<Value> = table
        .rows
        .iter()
        .map(|row| {
            Value::Object(
                keys.iter().cloned().zip(row.iter().map(json_cell)).collect::<Map<_, _>>(),
            )
        })
        .collect();
    let mut text = format!("{:#}", Value::Array(rows));
    text.push('\n');
    text.into_bytes()
}

/// `Stated value in words` as `stated_value_in_words`.
fn key(name: &str) -> String {
    let plain = |letter: char| if letter.is_alphanumeric() { letter } else { '_' };
    let key: String = name.to_lowercase().chars().map(plain).collect();
    key.trim_matches('_').replace("__", "_")
}

fn json_cell(cell: &Cell) -> Value {
    match cell {
        // A whole number is written as one: a line is 2, not 2.0.
        Cell::Number(number) if number.fract() == 0.0 && number.abs() < WHOLE => {
            Value::from(*number as i64)
        }
        Cell::Number(number) => Value::from(*number),
        Cell::Date(date) => Value::String(date.to_string()),
        Cell::Text(text) if !text.is_empty() => Value::String(text.clone()),
        Cell::Text(_) | Cell::Absent(_) => Value::Null,
    }
}

/// The same as a workbook, with the sources and what the figure is called on sheets of their own.
pub fn workbook(shown: &Shown) -> Result<Vec<u8>, XlsxError> {
    let mut workbook = Workbook::new();
    workbook.set_properties(&super::pptx::properties_of_workbook(shown.tab.title())?);
    let sheets = [
        (shown.tab.label(), records::table(shown)),
        ("Sources of the figure", records::sources(shown)),
        ("About", records::about(shown)),
    ];
    for (name, table) in &sheets {
        let name: String = name.chars().filter(|c| !NOT_IN_NAMES.contains(c)).take(NAME).collect();
        let sheet = workbook.add_worksheet();
        sheet.set_name(name)?;
        fill(sheet, table)?;
    }
    workbook.save_to_buffer()
}

fn fill(sheet: &mut Worksheet, table: &Table) -> Result<(), XlsxError> {
    let head = Format::new().set_bold().set_text_wrap();
    let date = Format::new().set_num_format("yyyy-mm-dd");
    for (column, name) in (0..).zip(&table.columns) {
        sheet.write_string_with_format(0, column, name, &head)?;
        let cells =
            table.rows.iter().take(GUESSED_BY).filter_map(|row| row.get(usize::from(column)));
        let widest = cells.map(|cell| words(cell).chars().count()).chain([name.len() / 2]).max();
        sheet.set_column_width(column, widest.unwrap_or(8).clamp(8, WIDEST) as f64)?;
    }
    for (line, row) in (1..).zip(&table.rows) {
        for (column, cell) in (0..).zip(row) {
            match cell {
                Cell::Number(number) => sheet.write_number(line, column, *number)?,
                Cell::Date(day) => match spreadsheet_date(*day) {
                    Some(number) => {
                        sheet.write_datetime_with_format(line, column, number, &date)?
                    }
                    None => sheet.write_string(line, column, day.to_string())?,
                },
                Cell::Text(text) | Cell::Absent(text) if text.is_empty() => sheet,
                // Written as words, so that nothing in it is run.
                Cell::Text(text) | Cell::Absent(text) => sheet.write_string(line, column, text)?,
            };
        }
    }
    sheet.set_freeze_panes(1, 0)?;
    Ok(())
}

/// A day as spreadsheets know it: they have none before 1900 and after 9999.
fn spreadsheet_date(day: Day) -> Option<ExcelDateTime> {
    let (month, date) = (day.month().unsigned_abs(), day.day().unsigned_abs());
    ExcelDateTime::from_ymd(u16::try_from(day.year()).ok()?, month, date).ok()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_a_spreadsheet_would_run_is_made_inert_and_numbers_stay_numbers() {
        for formula in ["=1+1", "+cmd", "-cmd|' /C calc'!A0", "@SUM(A1)", "\t=1", "\r=1"] {
            assert_eq!(inert(formula), format!("'{formula}"));
        }
        for harmless in ["-12.5", "+3", "-1e6", "a=b", "", "~45%"] {
            assert_eq!(inert(harmless), harmless);
        }
        let row =
            [Cell::Text("=1+1".to_owned()), Cell::Text("a,\t\"b\"".to_owned()), Cell::Number(-5.0)];
        assert_eq!(line(row.iter().map(words), Between::Commas), "'=1+1,\"a,\t\"\"b\"\"\",-5\r\n");
        assert_eq!(line(row.iter().map(words), Between::Tabs), "'=1+1\ta, \"b\"\t-5\n");
    }
}
