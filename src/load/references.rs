//! Ids that must be unique, and names that must exist elsewhere in the package.

use std::collections::BTreeSet;

use super::package::Package;
use super::problem::{Problem, Problems};
use super::table::{Part, Table};
use crate::model::Asked;
use crate::model::choice::nearest;

/// After this many problems, no more near names are looked for.
const MOST_SUGGESTIONS: usize = 50;

/// A column whose cells name rows of another table.
struct Reference {
    /// Table and column that name; an empty table means every table.
    from: (&'static str, &'static str),
    /// Table and column named.
    to: (&'static str, &'static str),
}

const REFERENCES: &[Reference] = &[
    Reference { from: ("", "source"), to: ("sources", "id") },
    Reference { from: ("funding", "investors"), to: ("investors", "name") },
    Reference { from: ("deployments", "company"), to: ("funding", "company") },
];

/// Reports ids that stand twice and names that point nowhere. Where tables are missing, only the
/// ids are checked: what a name points at may be in what is not there.
pub fn check(package: &Package, is_complete: bool, problems: &mut Problems) {
    unique_ids(package, problems);
    if !is_complete {
        return;
    }
    for reference in REFERENCES {
        let (table, column) = reference.to;
        let Some(target) = package.tables.get(table) else { continue };
        let known: BTreeSet<&str> = cells(target, column).map(|(_, _, text)| text).collect();
        for table in package.tables.values() {
            let (from, column) = reference.from;
            if from.is_empty() || from == table.name {
                point_somewhere(table, column, &known, problems);
            }
        }
    }
    if let Some(caveats) = package.tables.get("caveats") {
        let tables = package.tables.values();
        let known = tables.flat_map(|table| cells(table, "id")).map(|(_, _, id)| id).collect();
        point_somewhere(caveats, "concerns", &known, problems);
    }
}

/// Reports ids that stand twice.
fn unique_ids(package: &Package, problems: &mut Problems) {
    // A million ids may stand once: their places are made where one is told of.
    let mut first: Asked<&str, (&Part, usize)> = Asked::default();
    for table in package.tables.values() {
        if !package.is_whole {
            // Files of others count their rows from 1, each of them.
            first.clear();
        }
        for (part, row, id) in cells(table, "id").filter(|(_, _, id)| !id.is_empty()) {
            if let Some((part_of_first, earlier)) = first.get(id) {
                let (earlier, place) =
                    (part_of_first.place(*earlier, 0, "id"), part.place(row, 0, "id"));
                problems.push(
                    Problem::error(place, format!("the id stands already at {earlier}"))
                        .found(id)
                        .suggest("give each row an id of its own"),
                );
            } else {
                first.keep(id, (part, row));
            }
        }
    }
}

fn point_somewhere(
    table: &Table,
    column: &'static str,
    known: &BTreeSet<&str>,
    problems: &mut Problems,
) {
    for (part, row, text) in cells(table, column) {
        for name in text.split(';').map(str::trim).filter(|name| !name.is_empty()) {
            if known.contains(name) {
                continue;
            }
            let place = part.place(row, 0, column);
            let message = format!("{column} names nothing in the data");
            // A caveat about nothing does no harm to the rest of the data.
            let problem = match column {
                "concerns" => Problem::warning(place, message),
                _ => Problem::error(place, message),
            };
            let problem = problem.found(name);
            // Looking for a near name takes long where there are many of both.
            let near = (problems.len() < MOST_SUGGESTIONS)
                .then(|| nearest(name, known.iter().copied()))
                .flatten();
            problems.push(match near {
                Some(near) => problem.suggest(format!("did you mean {near:?}?")),
                None => problem.suggest("add the row it names, or correct the name"),
            });
        }
    }
}

/// Every row that has the field, with its text.
fn cells<'a>(
    table: &'a Table,
    field: &'static str,
) -> impl Iterator<Item = (&'a Part, usize, &'a str)> {
    let parts =
        table.parts.iter().filter_map(move |part| Some((part, part.reading.source(0, field)?)));
    parts.flat_map(|(part, source)| {
        (0..part.sheet.grid.rows()).map(move |row| (part, row, part.text(row, source)))
    })
}
