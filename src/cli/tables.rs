//! What `check` tells of each table that was read: its file, its rows, its columns.

use serde_json::{Value, json};

use crate::desk::{Loaded, TableRead};
use crate::load::columns;
use crate::load::import::Import;
use crate::load::reading::{ReadAs, Source};
use crate::load::sheet::Sheet;
use crate::load::table::Part;
use crate::model::number::{counted, grouped};
use crate::tabs;

/// A file that was read, as part of a table or of none.
struct Told<'a> {
    sheet: &'a Sheet,
    /// The table that it feeds and how; `None` where it feeds none.
    fed: Option<(&'a str, &'a Part)>,
    import: Option<&'a Import>,
    rejected: usize,
}

/// Everything that was opened; the bundled data where nothing was.
fn told(loaded: &Loaded) -> Vec<Told<'_>> {
    let mut read: Vec<&TableRead> = Vec::new();
    let mut seen = Vec::new();
    for shown in &loaded.desk.tabs {
        let at = std::sync::Arc::as_ptr(&shown.origin);
        if !seen.contains(&at) {
            seen.push(at);
            read.extend(&shown.origin.tables);
        }
    }
    let import_of = |sheet: &Sheet| {
        loaded.imports.iter().find(|import| std::ptr::eq(import.sheet.as_ref(), sheet))
    };
    let is_all_lost = loaded.problems.has_errors();
    let mut told: Vec<Told<'_>> = read
        .into_iter()
        // Beside a user's own files, the bundled data still shown in other tabs is not the matter.
        .filter(|table| loaded.is_whole || import_of(&table.part.sheet).is_some())
        .map(|table| Told {
            sheet: &table.part.sheet,
            fed: Some((&table.name, &table.part)),
            import: import_of(&table.part.sheet),
            rejected: if is_all_lost { table.rows() } else { table.rows_rejected },
        })
        .collect();
    let unfed = loaded.imports.iter().filter(|import| import.mapping.is_none());
    told.extend(unfed.map(|import| Told {
        sheet: &import.sheet,
        fed: None,
        import: Some(import),
        rejected: import.sheet.grid.rows(),
    }));
    told
}

/// The tab that reads a table.
fn tab(table: &str) -> Option<&'static str> {
    let all = tabs::all();
    all.iter().find(|tab| tab.tables().iter().any(|spec| spec.name == table)).map(|tab| tab.name())
}

/// A line for each file.
pub fn in_words(loaded: &Loaded) -> Vec<String> {
    let words = |told: Told<'_>| {
        let rows = told.sheet.grid.rows();
        let fed = told.fed.map_or_else(
            || "no table".to_owned(),
            |(table, _)| format!("table {table}, tab {}", tab(table).unwrap_or("none")),
        );
        format!(
            "{}: {fed}: {} read = {} shown + 0 filtered + {} rejected ({})",
            told.sheet.file,
            counted(rows, "row"),
            grouped((rows - told.rejected.min(rows)) as f64),
            grouped(told.rejected as f64),
            facts(told.sheet),
        )
    };
    let mut lines: Vec<String> = told(loaded).into_iter().map(words).collect();
    lines.extend(loaded.imports.iter().flat_map(Import::told));
    lines
}

/// `text, windows-1252 (detected), “;” between cells, header on line 3`.
fn facts(sheet: &Sheet) -> String {
    let facts = &sheet.facts;
    let mut words = vec![facts.format.name().to_owned()];
    if let Some(encoding) = &facts.encoding {
        let guessed = if facts.is_encoding_guessed { " (detected)" } else { "" };
        words.push(format!("{encoding}{guessed}"));
    }
    if let Some(delimiter) = facts.delimiter {
        words.push(match delimiter {
            '\t' => "tabs between cells".to_owned(),
            sign => format!("“{sign}” between cells"),
        });
    }
    words.extend(facts.part.iter().map(|part| format!("sheet “{part}”")));
    match facts.header_line {
        Some(line) => words.push(format!("header on line {line}")),
        None if facts.format.names_columns() => {}
        None => words.push("no header".to_owned()),
    }
    words.join(", ")
}

/// The same as `tables[]`.
pub fn as_json(loaded: &Loaded) -> Vec<Value> {
    told(loaded).iter().map(one).collect()
}

fn one(told: &Told<'_>) -> Value {
    let (sheet, rows) = (told.sheet, told.sheet.grid.rows());
    let recognised = told.import.and_then(Import::recognised);
    json!({
        "file": sheet.file.as_ref(),
        "table": told.fed.map(|(table, _)| table),
        "tab": told.fed.and_then(|(table, _)| tab(table)),
        "rows_read": rows,
        "rows_shown": rows - told.rejected.min(rows),
        "rows_filtered": 0,
        "rows_rejected": told.rejected,
        "format": sheet.facts.format.name(),
        "encoding": sheet.facts.encoding,
        "delimiter": sheet.facts.delimiter.map(String::from),
        "sheet": sheet.facts.part,
        "header_line": sheet.facts.header_line,
        "confidence": recognised.map(|found| found.confidence),
        "reasons": recognised.map_or(&[][..], |found| &found.reasons),
        "columns": columns_of(told),
    })
}

fn columns_of(told: &Told<'_>) -> Vec<Value> {
    let mapping = told.import.and_then(|import| import.mapping.as_ref());
    let column = |(index, name): (usize, &String)| {
        let mapped = mapping.and_then(|mapping| mapping.columns.get(index));
        let fed = told.fed.and_then(|(_, part)| field(part, index));
        let (name_of_field, read_as) = match (mapped, fed) {
            (Some(column), _) => (column.field.clone(), Some(&column.read_as)),
            (None, Some((field, read_as))) => (Some(field.to_owned()), Some(read_as)),
            (None, None) => (None, None),
        };
        json!({
            "name": name,
            "field": name_of_field,
            "type": name_of_field.as_ref().and(read_as).map(columns::describe),
        })
    };
    told.sheet.headings.iter().enumerate().map(column).collect()
}

/// The field that a column feeds in a package's table.
fn field(part: &Part, index: usize) -> Option<(&str, &ReadAs)> {
    part.reading.fields.iter().find_map(|(name, source)| match source {
        Source::Column(column, read_as) if *column == index => Some((name.as_str(), read_as)),
        _ => None,
    })
}
