//! How the cells of a column are written, decided over the whole column.

use super::heading::Heading;
use super::reading::{DateOrder, NumberFormat, ReadAs};
use super::sheet::Sheet;
use super::spec::Holds;

/// How many rows are looked at.
const SAMPLE: usize = 500;

/// What the cells of a column are taken for, as it is to hold this; and what was decided without
/// being certain, in words.
pub fn read_as(holds: Holds, sheet: &Sheet, column: usize) -> (ReadAs, Vec<String>) {
    let read_as = match holds {
        Holds::Number | Holds::Money => {
            let heading = Heading::of(sheet.headings.get(column).map_or("", String::as_str));
            ReadAs::Number(NumberFormat {
                scale: heading.scale,
                unit: heading.unit.to_owned(),
                ..NumberFormat::default()
            })
        }
        Holds::Date => ReadAs::Date(DateOrder::DayMonthYear),
        Holds::List => ReadAs::List(separator(sheet, column).to_owned()),
        Holds::Flag => ReadAs::Flag,
        Holds::Text | Holds::Id | Holds::Choice => {
            if cells(sheet, column).any(|cell| cell.contains("</") || cell.contains("](")) {
                ReadAs::Markup
            } else {
                ReadAs::Text
            }
        }
    };
    (read_as, Vec::new())
}

fn separator(sheet: &Sheet, column: usize) -> &'static str {
    if cells(sheet, column).any(|cell| cell.contains(';')) {
        return ";";
    }
    if cells(sheet, column).any(|cell| cell.contains(',')) { "," } else { ";" }
}

fn cells(sheet: &Sheet, column: usize) -> impl Iterator<Item = &str> {
    (0..sheet.grid.rows().min(SAMPLE)).map(move |row| sheet.cell(row, column))
}
