//! Which table a file feeds, and which of its columns feeds which field.

use super::draft::{Draft, spaced};
use super::fit;
use super::heading::Heading;
use super::looks::Looks;
use super::mapping::Mapping;
use super::reading::ReadAs;
use super::sheet::Sheet;
use super::spec::{Column, Holds, PROVENANCE, TableSpec};
use super::{synonyms, totals, wide};

/// A table that a file may feed.
#[derive(Clone, Debug, PartialEq)]
pub struct Recognised {
    /// How its columns would be read.
    pub mapping: Mapping,
    /// From 0, no sign of it, to 100, certain.
    pub confidence: u8,
    /// Why, in words: `“Money Raised (in USD)” is an amount`.
    pub reasons: Vec<String>,
    /// What was decided without being certain, in words: `31 dates could be day/month or
    /// month/day`. The user is asked to look.
    pub doubts: Vec<String>,
}

impl Recognised {
    /// Whether the file can be opened without asking.
    pub fn is_certain(&self) -> bool {
        self.confidence >= CERTAIN && self.doubts.is_empty()
    }

    fn columns_used(&self) -> usize {
        self.mapping.columns.iter().filter(|column| column.field.is_some()).count()
    }
}

/// From this confidence a file is opened without asking.
pub const CERTAIN: u8 = 80;
/// Below this confidence a table is not offered.
const LOWEST: u8 = 30;
/// Two tables as near as this are not told apart for certain.
const ALIKE: u8 = 8;

/// What the fields without which there is no record are worth, all together.
const WORTH_OF_NEEDED: f64 = 80.0;
/// What each other field is worth, and each column that speaks for the table.
const WORTH_OF_OTHER: f64 = 7.0;
const WORTH_OF_SIGN: f64 = 4.0;

/// The tables that the sheet may feed, the likeliest first; none where nothing points to any.
pub fn candidates(sheet: &Sheet, specs: &[&TableSpec]) -> Vec<Recognised> {
    let mut found = all(sheet, specs);
    found.retain(|recognised| recognised.confidence >= LOWEST);
    if let [first, second, ..] = found.as_mut_slice()
        && first.confidence < 100
        && first.confidence < second.confidence + ALIKE
        // A table that explains most of the columns is not challenged by one that explains few.
        && first.columns_used() < 2 * second.columns_used()
    {
        let other = a_table(&second.mapping.table);
        first.doubts.push(format!("it could be {other} as well"));
    }
    found
}

/// `an adoption table`.
pub fn a_table(name: &str) -> String {
    let article = if name.starts_with(['a', 'e', 'i', 'o', 'u']) { "an" } else { "a" };
    format!("{article} {name} table")
}

/// The tables of a tab, or the one table of this name, that the sheet can feed, however little
/// points to it: for a user who says which.
pub fn under(sheet: &Sheet, specs: &[&TableSpec], wish: &str) -> Vec<Recognised> {
    let specs: Vec<&TableSpec> =
        specs.iter().copied().filter(|spec| is_under(spec.name, wish)).collect();
    all(sheet, &specs)
}

/// Whether the wish names the table, or the tab that shows it.
pub fn is_under(table: &str, wish: &str) -> bool {
    let wish = wish.trim();
    let of_tab = synonyms::TABS.iter().find(|(tab, _)| tab.eq_ignore_ascii_case(wish));
    table.eq_ignore_ascii_case(wish) || of_tab.is_some_and(|(_, tables)| tables.contains(&table))
}

fn all(sheet: &Sheet, specs: &[&TableSpec]) -> Vec<Recognised> {
    let looks = Looks::at(sheet);
    let mut found: Vec<(usize, Recognised)> = specs
        .iter()
        .map(|spec| draft(&looks, spec))
        .filter(|draft| lacks(draft).is_empty())
        .map(|draft| (draft.found.len(), recognised(draft)))
        .collect();
    found.sort_by_key(|(fields, found)| std::cmp::Reverse((found.confidence, *fields)));
    found.into_iter().map(|(_, found)| found).collect()
}

/// How many fields of a table the sheet has, and what it lacks of those that are needed.
pub fn found_and_missing(sheet: &Sheet, spec: &TableSpec) -> (usize, Vec<&'static str>) {
    let looks = Looks::at(sheet);
    let draft = draft(&looks, spec);
    let is_found = |field: &str| {
        spec.columns.iter().any(|column| field.split('.').next() == Some(column.name))
    };
    let fields = draft.columns.iter().filter_map(|column| column.field.as_deref());
    (fields.filter(|field| is_found(field)).count(), lacks(&draft))
}

/// Hands out the columns of the sheet to the fields of a table.
fn draft<'a>(looks: &'a Looks<'a>, spec: &'a TableSpec) -> Draft<'a> {
    let mut draft = Draft::new(looks, spec);
    let of_pair = |column: &&Column| match draft.vocabulary.measured {
        Some((value, name)) => column.name == value || column.name == name,
        None => false,
    };
    let (needed, others): (Vec<&'static Column>, Vec<_>) =
        spec.columns.iter().filter(|column| !of_pair(column)).partition(|column| column.is_needed);
    for column in needed {
        // A date in one column, or in one for each of its parts.
        if !draft.assign(column, column.holds != Holds::Date) && column.holds == Holds::Date {
            date_parts(&mut draft, column.name);
            draft.assign(column, true);
        }
        if column.holds == Holds::Date {
            end_of_span(&mut draft, column.name);
        }
    }
    for column in others {
        draft.assign(column, true);
    }
    wide::find(&mut draft);
    if needed_by_position(&draft) {
        take_by_position(&mut draft);
    }
    for column in PROVENANCE {
        draft.assign(column, true);
    }
    leftovers(&mut draft);
    draft
}

/// Takes the columns for the year, the month and the day, and the same for the end of a span.
fn date_parts(draft: &mut Draft<'_>, date: &'static str) {
    const PARTS: [&str; 6] = ["year", "month", "day", "end_year", "end_month", "end_day"];
    let mut taken = 0;
    for part in PARTS {
        let field = format!("{date}.{part}");
        let fits = |(index, heading): &(usize, &Heading)| {
            draft.is_free(*index)
                && draft.vocabulary.rank(&field, &heading.key).is_some()
                && (part != "year" || fit::is_numeric(draft.sheet, *index))
        };
        let Some((index, _)) = draft.headings.iter().enumerate().find(fits) else {
            // Without a year there is no date.
            if part == "year" {
                return;
            }
            continue;
        };
        draft.take(index, &field, ReadAs::Text);
        taken += 1;
    }
    draft.found.insert(date, if taken > 1 { 0.95 } else { 0.6 });
    draft.reasons.push(format!("the {date} stands in {taken} columns"));
    let year = format!("{date}.year");
    let Some(column) = draft.columns.iter().position(|c| c.field.as_ref() == Some(&year)) else {
        return;
    };
    let rows = draft.sheet.grid.rows();
    let blank = (0..rows).filter(|row| draft.sheet.cell(*row, column).is_empty()).count();
    if blank > 0 {
        let rows = crate::model::number::counted(blank, "row");
        draft.doubts.push(format!("{rows} without a year, shown as not dated"));
    }
}

/// Takes the column for the last day, where one for the first is taken.
fn end_of_span(draft: &mut Draft<'_>, date: &'static str) {
    let is_one_column = draft.columns.iter().any(|column| column.field.as_deref() == Some(date));
    let field = format!("{date}.end");
    let end = draft.headings.iter().enumerate().find(|(index, heading)| {
        draft.is_free(*index) && draft.vocabulary.rank(&field, &heading.key).is_some()
    });
    if let Some((index, _)) = end
        && is_one_column
    {
        draft.take(index, &field, ReadAs::Text);
    }
}

/// Whether the table has numbers under names of their own and only the name of the row is missing.
fn needed_by_position(draft: &Draft<'_>) -> bool {
    let Some((value, _)) = draft.vocabulary.measured else { return false };
    draft.found.get(value).is_some_and(|quality| *quality > 0.8)
        && lacks(draft).len() == 1
        && draft.headings.first().is_some_and(|heading| heading.text.is_empty())
}

/// Takes the first column, which has no heading, for what the rows are about.
fn take_by_position(draft: &mut Draft<'_>) {
    let Some(field) = lacks(draft).first().copied() else { return };
    if !draft.is_free(0) || fit::is_numeric(draft.sheet, 0) {
        return;
    }
    draft.take(0, field, ReadAs::Text);
    draft.found.insert(field, 0.5);
    draft.doubts.push(format!(
        "the first column has no heading and is taken for the {} because of its place",
        spaced(field)
    ));
}

/// Says of each column that is left why it is not used.
fn leftovers(draft: &mut Draft<'_>) {
    for (index, heading) in draft.headings.iter().enumerate() {
        if !draft.is_free(index) || heading.key.is_empty() {
            continue;
        }
        if let Some(because) = draft.vocabulary.unused(&heading.key) {
            draft.leave(index, because.to_owned());
            continue;
        }
        if heading.text.ends_with("_normalized_score") {
            draft.leave(index, "it is the value beside it, rescaled".to_owned());
            continue;
        }
        let known = draft.spec.all_columns().find(|column| {
            draft.has(column.name) && draft.vocabulary.rank(column.name, &heading.key).is_some()
        });
        let Some(known) = known else { continue };
        let taken =
            draft.columns.iter().position(|column| column.field.as_deref() == Some(known.name));
        let Some(taken) = taken else { continue };
        let (quoted, used) = (draft.quoted(index), draft.quoted(taken));
        if quoted == used {
            draft.leave(index, "the heading stands twice, and the first is used".to_owned());
            draft.doubts.push(format!("{quoted} stands twice, and only the first is used"));
            continue;
        }
        draft.leave(index, format!("{used} is the {} already", spaced(known.name)));
        if known.holds == Holds::List {
            let field = spaced(known.name);
            draft.doubts.push(format!("{quoted} holds {field} too, and only {used} is used"));
        }
    }
}

/// The fields without which there is no record and that nothing gives.
fn lacks(draft: &Draft<'_>) -> Vec<&'static str> {
    let mut lacks = draft.spec.missing(|name| draft.has(name));
    if let Some((value, _)) = draft.vocabulary.measured
        && !draft.is_own
        && !draft.has(value)
        && !lacks.contains(&value)
    {
        lacks.push(value);
    }
    lacks
}

fn recognised(mut draft: Draft<'_>) -> Recognised {
    totals::doubt(&mut draft);
    let confidence = if draft.is_own { 100 } else { confidence(&draft) };
    let (reasons, mut doubts) = if draft.is_own {
        let reason = format!("its columns are those of {}", a_table(draft.spec.name));
        (vec![reason], draft.doubts)
    } else {
        (draft.reasons, draft.doubts)
    };
    if confidence < CERTAIN {
        let table = a_table(draft.spec.name);
        let doubt = format!("little says that it is {table}: {confidence} of 100 points");
        doubts.insert(0, doubt);
    }
    let mapping = Mapping {
        table: draft.spec.name.to_owned(),
        columns: draft.columns,
        words: draft.words,
        ..Mapping::default()
    };
    Recognised { mapping, confidence, reasons, doubts }
}

fn confidence(draft: &Draft<'_>) -> u8 {
    let value = draft.vocabulary.measured.map(|(value, _)| value);
    let is_core = |column: &Column| column.is_needed || Some(column.name) == value;
    let core: Vec<f64> = draft
        .spec
        .columns
        .iter()
        .filter(|column| is_core(column))
        .map(|column| draft.found.get(column.name).copied().unwrap_or_default())
        .collect();
    let others: f64 = draft
        .spec
        .all_columns()
        .filter(|column| !is_core(column))
        .filter_map(|column| draft.found.get(column.name))
        .sum();
    let signs =
        draft.headings.iter().filter(|heading| draft.vocabulary.is_sign(&heading.key)).count();
    let needed = WORTH_OF_NEEDED * core.iter().sum::<f64>() / core.len().max(1) as f64;
    let more = others * WORTH_OF_OTHER + signs as f64 * WORTH_OF_SIGN;
    (needed + more.min(100.0 - WORTH_OF_NEEDED)).round().clamp(0.0, 99.0) as u8
}
