//! Several files of one shape as one table, each with the date that its name holds.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use super::import::Import;
use super::mapping::Mapping;
use super::problem::{Place, Problem, Problems};
use super::spec::TableSpec;
use super::table::Table;

/// The tables that the files feed. Files of one shape are one table; the same table in two shapes is
/// an error, for which of them holds is not for the app to say.
pub fn tables(
    imports: &mut [Import],
    specs: &[&TableSpec],
    problems: &mut Problems,
) -> BTreeMap<String, Table> {
    for import in imports.iter_mut() {
        date_by_file(import, "as_of", specs, problems);
    }
    let mut groups: BTreeMap<String, Vec<usize>> = BTreeMap::new();
    for (index, import) in imports.iter().enumerate() {
        let Some(mapping) = &import.mapping else { continue };
        let group = groups.entry(mapping.table.clone()).or_default();
        let misfit = group.first().and_then(|first| misfit(imports.get(*first)?, import));
        let twin = group.iter().filter_map(|other| imports.get(*other)).find_map(|other| {
            (other.sheet.headings == import.sheet.headings
                && other.sheet.grid.has_the_cells_of(&import.sheet.grid))
            .then(|| {
                let message = format!("it holds the same rows as {}", other.sheet.file);
                let problem = Problem::error(Place::file(Arc::clone(&import.sheet.file)), message);
                problem.suggest("open one of them, or they are counted twice")
            })
        });
        match misfit.or(twin) {
            Some(problem) => problems.push(problem),
            None => group.push(index),
        }
    }
    let mut tables = BTreeMap::new();
    for (name, group) in groups {
        if group.len() > 1 {
            for index in &group {
                if let Some(import) = imports.get_mut(*index) {
                    date_by_file(import, "date", specs, problems);
                }
            }
            leave_ids_of_others(imports, &group);
        }
        let parts = group.iter().filter_map(|index| imports.get(*index)?.part()).collect();
        tables.insert(name.clone(), Table { name, subject: None, parts });
    }
    tables
}

/// Why the file cannot be a part of the table that the first file feeds.
fn misfit(first: &Import, other: &Import) -> Option<Problem> {
    let (known, mapping) = (first.mapping.as_ref()?, other.mapping.as_ref()?);
    let (one, two) = (fields(known), fields(mapping));
    if one == two {
        return None;
    }
    let differing: Vec<&str> = one.symmetric_difference(&two).map(String::as_str).collect();
    let message = format!(
        "{} is {} too, and their columns differ: {}",
        first.sheet.file,
        super::recognise::a_table(&known.table),
        differing.join(", ")
    );
    let problem = Problem::error(Place::file(Arc::clone(&other.sheet.file)), message);
    Some(problem.suggest("open one of them, or put their rows into one file"))
}

/// The fields that a mapping feeds.
fn fields(mapping: &Mapping) -> BTreeSet<String> {
    let of_columns = mapping.columns.iter().flat_map(|column| {
        column.field.iter().chain(column.field.iter().flat_map(|_| column.words.keys())).cloned()
    });
    of_columns.chain(mapping.words.keys().cloned()).collect()
}

/// Takes the date in the name of the file for the field, where the table has the field and the file
/// does not.
fn date_by_file(
    import: &mut Import,
    field: &'static str,
    specs: &[&TableSpec],
    problems: &mut Problems,
) {
    let Some(mapping) = &import.mapping else { return };
    let has_field = specs.iter().any(|spec| spec.name == mapping.table && spec.has(field));
    // The parts of a date are fields of their own.
    let is_it = |name: &String| name.split('.').next() == Some(field);
    if !has_field || import.date_in_name.is_some() || fields(mapping).iter().any(is_it) {
        return;
    }
    let name = import.sheet.file.rsplit(['/', '\\']).next().unwrap_or_default();
    let Some(date) = date_in_name(name) else { return };
    let problem = Problem::warning(
        Place::file(Arc::clone(&import.sheet.file)),
        format!("no column holds {field}, so {date} is taken from the name of the file"),
    );
    problems.push(problem.suggest(format!("add a column {field} if that is wrong")));
    import.date_in_name = Some((field, date));
}

/// Ids that the files of others have in common name things and not rows: such snapshots list the
/// same models every month. In our own tables they are a mistake, which is told elsewhere.
fn leave_ids_of_others(imports: &mut [Import], group: &[usize]) {
    let mut known: BTreeSet<&str> = BTreeSet::new();
    let mut is_shared = false;
    for import in group.iter().filter_map(|index| imports.get(*index)) {
        let Some(mapping) = import.mapping.as_ref().filter(|mapping| !mapping.is_plain()) else {
            return;
        };
        let column = mapping.columns.iter().position(|c| c.field.as_deref() == Some("id"));
        let Some(column) = column else { return };
        let rows = 0..import.sheet.grid.rows();
        is_shared |= rows.map(|row| import.sheet.cell(row, column)).any(|id| !known.insert(id));
    }
    if !is_shared {
        return;
    }
    for index in group {
        let mapping = imports.get_mut(*index).and_then(|import| import.mapping.as_mut());
        let columns = mapping.into_iter().flat_map(|mapping| &mut mapping.columns);
        for column in columns.filter(|column| column.field.as_deref() == Some("id")) {
            column.field = None;
            "its cells stand in several of the files".clone_into(&mut column.because);
        }
    }
}

/// The date in the name of a file, as our own tables write it: a day, a month or a quarter. A year
/// alone may be anything.
pub fn date_in_name(name: &str) -> Option<String> {
    let stem = name.split(".csv").next().unwrap_or(name);
    let parts: Vec<&str> = stem
        .split(|letter: char| !letter.is_ascii_alphanumeric())
        .filter(|p| !p.is_empty())
        .collect();
    let found = (0..parts.len()).find_map(|start| {
        let rest = parts.get(start..)?;
        let year = rest.first().filter(|part| is_year(part))?;
        match (rest.get(1), rest.get(2)) {
            (Some(month), Some(day)) if is_number(month, 12) && is_number(day, 31) => {
                Some(format!("{year}-{month}-{day}"))
            }
            (Some(month), _) if is_number(month, 12) => Some(format!("{year}-{month}")),
            (Some(quarter), _) if is_quarter(quarter) => {
                Some(format!("{year}-{}", quarter.to_uppercase()))
            }
            _ => None,
        }
    });
    let found = found.or_else(|| parts.iter().find_map(|part| in_digits(part)));
    found.filter(|date| crate::model::DateRange::parse(date).is_some())
}

/// `20251130`, `202511` and `2025q3` in one piece.
fn in_digits(part: &str) -> Option<String> {
    let (year, rest) = (part.get(..4).filter(|year| is_year(year))?, part.get(4..)?);
    match rest.len() {
        2 if is_quarter(rest) => Some(format!("{year}-{}", rest.to_uppercase())),
        2 if is_number(rest, 12) => Some(format!("{year}-{rest}")),
        4 => {
            let (month, day) = (rest.get(..2)?, rest.get(2..)?);
            let is_day = is_number(month, 12) && is_number(day, 31);
            is_day.then(|| format!("{year}-{month}-{day}"))
        }
        _ => None,
    }
}

fn is_year(text: &str) -> bool {
    text.len() == 4 && text.parse::<u16>().is_ok_and(|year| (1990..2100).contains(&year))
}

fn is_number(text: &str, most: u8) -> bool {
    text.len() == 2 && text.parse::<u8>().is_ok_and(|number| (1..=most).contains(&number))
}

fn is_quarter(text: &str) -> bool {
    matches!(text.to_lowercase().as_str(), "q1" | "q2" | "q3" | "q4")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_date_in_a_name_is_found_however_it_is_written() {
        for (name, date) in [
            ("hf_2025-11.csv", Some("2025-11")),
            ("snapshot-20251130.csv", Some("2025-11-30")),
            ("2025_11_30 rounds.tsv", Some("2025-11-30")),
            ("models.2026-Q1.csv", Some("2026-Q1")),
            ("likes_202512.csv.gz", Some("2025-12")),
            ("downloads 2025q3.xlsx", Some("2025-Q3")),
            ("report_2025.csv", None),
            ("top 2000 01234567.csv", None),
            ("2025-13.csv", None),
            ("2025-02-30.csv", None),
            ("é.csv", None),
        ] {
            assert_eq!(date_in_name(name).as_deref(), date, "{name}");
        }
    }
}
