//! Says of a file that feeds no table which one comes nearest, and what it lacks.

use std::sync::Arc;

use super::problem::{Place, Problem};
use super::recognise;
use super::sheet::Sheet;
use super::spec::TableSpec;
use crate::model::choice::{all_of, nearest, one_of};

/// How many headings a message repeats.
const MOST_HEADINGS: usize = 12;

/// What to tell of a sheet that fits no table, or none of the table or tab that the user wants.
pub fn unrecognised(sheet: &Sheet, specs: &[&TableSpec], wish: Option<&str>) -> Problem {
    let line = sheet.facts.header_line.unwrap_or(1);
    let place = Place::file(Arc::clone(&sheet.file)).line(line);
    let first: Vec<&str> = sheet.headings.iter().take(MOST_HEADINGS).map(String::as_str).collect();
    let Some(wish) = wish else {
        let problem = Problem::error(place, "the columns fit none of the tables");
        return problem.found(first.join(",")).suggest(hint(sheet, specs));
    };
    let wanted: Vec<&TableSpec> =
        specs.iter().copied().filter(|spec| recognise::is_under(spec.name, wish)).collect();
    let Some((spec, missing, _)) = near(sheet, &wanted) else {
        let names: Vec<&str> = specs.iter().map(|spec| spec.name).collect();
        let problem = Problem::error(place, "no table and no tab is called so").found(wish);
        return problem.suggest(nearest(wish, names.iter().copied()).map_or_else(
            || format!("a table is {}", one_of(&names)),
            |near| format!("did you mean {near:?}?"),
        ));
    };
    let needed: Vec<String> = spec.missing(|_| false).into_iter().map(str::to_owned).collect();
    let are = if missing.len() == 1 { "is" } else { "are" };
    let message = format!("the columns fit no table of {wish}: {} {are} missing", all(&missing));
    let problem = Problem::error(place, message).found(first.join(","));
    let table = recognise::a_table(spec.name);
    problem.suggest(format!("{table} needs {}", all_of(&needed)))
}

fn hint(sheet: &Sheet, specs: &[&TableSpec]) -> String {
    if let [only] = sheet.headings.as_slice()
        && let Some(sign) = [';', '\t', '|'].into_iter().find(|sign| only.contains(*sign))
    {
        let sign = if sign == '\t' { "tabs".to_owned() } else { format!("“{sign}”") };
        return format!("its cells are separated by {sign}: save it with commas");
    }
    match near(sheet, specs) {
        Some((spec, missing, found)) if found >= 2 => {
            let table = recognise::a_table(spec.name);
            format!("for {table} add the column {}", all(&missing))
        }
        _ => {
            let names: Vec<&str> = specs.iter().map(|spec| spec.name).collect();
            format!(
                "a table is {}; “sovereign-stack template TAB --out FILE” writes one to fill in",
                one_of(&names)
            )
        }
    }
}

/// The table of which most fields are there and fewest needed ones are missing.
fn near<'a>(
    sheet: &Sheet,
    specs: &[&'a TableSpec],
) -> Option<(&'a TableSpec, Vec<&'static str>, usize)> {
    let of = |spec: &&'a TableSpec| {
        let (found, missing) = recognise::found_and_missing(sheet, spec);
        (*spec, missing, found)
    };
    // Of equals the first is taken, which shows most.
    let all = specs.iter().map(of).rev();
    all.max_by_key(|(_, missing, found)| found.cast_signed() - missing.len().cast_signed())
}

fn all(names: &[&str]) -> String {
    let names: Vec<String> = names.iter().map(|name| (*name).to_owned()).collect();
    all_of(&names)
}
