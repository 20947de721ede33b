//! The workbook behind a chart: the values drawn, cell by cell, and where a chart finds them.

use rust_xlsxwriter::{DocProperties, ExcelDateTime, Format, Workbook, XlsxError};

use crate::model::native::{Form, Native};

/// Days from 1899-12-30, the zero of spreadsheets, to 1970-01-01.
const EPOCH: f64 = 25_569.0;
/// The name of the only sheet.
const NAME: &str = "Sheet1";

/// The date of a day, as the number that spreadsheets write for it.
pub fn serial(day: f64) -> f64 {
    day + EPOCH
}

/// The cells of a column, as a formula: `Sheet1!$B$2:$B$5`.
pub fn column(index: usize, rows: usize) -> String {
    let letter = letter(index);
    format!("{NAME}!${letter}$2:${letter}${}", rows + 1)
}

/// The cell that names a column.
pub fn heading(index: usize) -> String {
    format!("{NAME}!${}$1", letter(index))
}

fn letter(mut index: usize) -> String {
    let mut letters = String::new();
    loop {
        letters.insert(0, char::from(b'A' + (index % 26) as u8));
        if index < 26 {
            return letters;
        }
        index = index / 26 - 1;
    }
}

/// The position from above that a dot is drawn at: row 1 is the first.
pub fn position(row: usize) -> f64 {
    row as f64 + 1.0
}

/// Properties of a workbook that do not change from day to day.
pub fn properties(title: &str) -> Result<DocProperties, XlsxError> {
    let fixed = ExcelDateTime::from_ymd(2000, 1, 1)?;
    Ok(DocProperties::new().set_title(title).set_creation_datetime(&fixed))
}

/// The workbook as bytes.
pub fn workbook(chart: &Native) -> Result<Vec<u8>, XlsxError> {
    let mut workbook = Workbook::new();
    workbook.set_properties(&properties(&chart.name)?);
    let sheet = workbook.add_worksheet();
    let date = Format::new().set_num_format("d mmm yyyy");
    sheet.set_name(NAME)?;
    sheet.set_column_width(0, 32.0)?;
    sheet.write_string(0, 0, &chart.heading)?;
    for (index, row) in (1..).zip(&chart.rows) {
        match row.day {
            Some(day) => sheet.write_number_with_format(index, 0, serial(day), &date)?,
            None => sheet.write_string(index, 0, row.label())?,
        };
    }
    for (column, series) in (1..).zip(&chart.series) {
        sheet.write_string(0, column, &series.name)?;
        for (row, point) in (1..).zip(&series.points) {
            if let Some(point) = point {
                sheet.write_number(row, column, point.value)?;
            }
        }
    }
    if matches!(chart.form, Form::Dots { .. }) {
        let column = chart.series.len() as u16 + 1;
        sheet.write_string(0, column, "Position")?;
        for row in 0..chart.rows.len() {
            sheet.write_number(row as u32 + 1, column, position(row))?;
        }
    }
    workbook.save_to_buffer()
}
