//! What the user is told of each column of a file before it is loaded.

use super::columns;
use super::decision::{holds, ways};
use super::import::Import;
use super::problem::excerpt;
use super::reading::ReadAs;
use super::spec::{Holds, TableSpec};
use super::value;
use crate::model::Known;
use crate::model::number::{counted, grouped};

/// Rows looked at for a first value.
const LOOKED_AT: usize = 2_000;

/// A column of a file, in words.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct ColumnTold {
    /// Its heading; its number where it has none.
    pub name: String,
    /// The field that it feeds.
    pub field: Option<String>,
    /// What its cells are taken for; why it is not used where it feeds nothing.
    pub read_as: String,
    /// The ways in which its cells can be read, in words, and which of them is chosen.
    pub ways: Vec<String>,
    /// Position of that way.
    pub way: usize,
    /// What is doubtful about it, in one or two words; empty where nothing is.
    pub doubt: String,
    /// The same in full.
    pub doubt_in_full: String,
    /// The first cell that is not blank.
    pub first: String,
    /// The same as it is read; empty where that is the same.
    pub first_read: String,
}

/// Each column of the file.
pub fn columns(import: &Import, specs: &[&TableSpec]) -> Vec<ColumnTold> {
    let spec = import.spec(specs);
    (0..import.sheet.headings.len()).map(|index| column(import, index, spec)).collect()
}

fn column(import: &Import, index: usize, spec: Option<&TableSpec>) -> ColumnTold {
    let sheet = &import.sheet;
    let heading = sheet.headings.get(index).map_or("", String::as_str);
    let name = match heading {
        "" => format!("column {}", index + 1),
        heading => heading.to_owned(),
    };
    let rows = 0..sheet.grid.rows().min(LOOKED_AT);
    let first = rows.map(|row| sheet.cell(row, index)).find(|cell| !cell.is_empty());
    let first = first.unwrap_or_default();
    let told = ColumnTold { name, first: excerpt(first), ..ColumnTold::default() };
    let mapped = import.mapping.as_ref().and_then(|mapping| mapping.columns.get(index));
    let (Some(mapped), Some(spec)) = (mapped, spec) else { return told };
    let Some(field) = &mapped.field else {
        return ColumnTold { read_as: mapped.because.clone(), ..told };
    };
    let all = ways(spec, mapped);
    let (doubt, doubt_in_full) = holds(spec, field)
        .map(|holds| columns::read_as(holds, sheet, index))
        // What the user chose is not in doubt, nor what a mapping says.
        .filter(|(decided, _)| *decided == mapped.read_as && !import.is_accepted)
        .and_then(|(_, doubts)| doubt(import, index, &doubts))
        .unwrap_or_default();
    ColumnTold {
        field: Some(field.clone()),
        read_as: describe(spec, field, &mapped.read_as),
        way: all.iter().position(|way| *way == mapped.read_as).unwrap_or_default(),
        ways: all.iter().map(|way| describe(spec, field, way)).collect(),
        doubt,
        doubt_in_full,
        first_read: read(first, &mapped.read_as),
        ..told
    }
}

/// How the cells of a field are read, in words. Our own tables part lists with semicolons.
fn describe(spec: &TableSpec, field: &str, read_as: &ReadAs) -> String {
    match (holds(spec, field), read_as) {
        (Some(Holds::List), ReadAs::Plain) => columns::describe(&ReadAs::List(";".to_owned())),
        _ => columns::describe(read_as),
    }
}

fn doubt(import: &Import, index: usize, doubts: &[String]) -> Option<(String, String)> {
    if doubts.is_empty() {
        return None;
    }
    let open = columns::ambiguous_dates(&import.sheet, index);
    let is_date = doubts.iter().any(|doubt| doubt.contains("month"));
    let short = match open {
        0 if is_date => "mixed order".to_owned(),
        open if is_date => format!("{} ambiguous", counted(open, "row")),
        _ => "look at it".to_owned(),
    };
    Some((short, doubts.join("; ")))
}

/// A cell as it is read, where that differs from how it is written.
fn read(text: &str, read_as: &ReadAs) -> String {
    let known = match read_as {
        ReadAs::Plain | ReadAs::Text => return String::new(),
        ReadAs::Markup => Ok(Known::Value(value::words(text))),
        ReadAs::Number(format) => value::number(text, format).map(|known| {
            known.map(|number| {
                let unit = number.unit.unwrap_or(&format.unit);
                format!("{} {unit}", grouped(number.value)).trim_end().to_owned()
            })
        }),
        ReadAs::Date(order) => value::date(text, *order).map(|known| known.map(|date| date.text())),
        ReadAs::List(separator) => {
            Ok(Known::Value(counted(value::list(text, separator).len(), "name")))
        }
        ReadAs::Flag => value::flag(text)
            .map(|known| known.map(|flag| if flag { "yes" } else { "no" }.to_owned())),
    };
    match known {
        Ok(known) => known.text(|words| excerpt(words)),
        Err(refusal) => format!("cannot be read: {}", refusal.why),
    }
}
