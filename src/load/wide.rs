//! Numbers that stand under names of their own: scores under the name of the benchmark, counts under
//! the month. What our tables have a row for, such a table has a column for.

use super::draft::Draft;
use super::fit;
use super::heading::Heading;
use super::reading::{DateOrder, ReadAs};
use super::spec::Holds;
use super::synonyms;
use super::value;
use crate::model::date::Precision;
use crate::model::{DateRange, Known};

/// How surely a number under a known name is that.
const KNOWN: f64 = 0.95;
/// How surely columns called after months hold the same number over time.
const MONTHS: f64 = 0.9;
/// How surely numbers beside the name of a model are scores.
const BY_POSITION: f64 = 0.4;
/// How surely a heading like “value” is the name of what is counted.
const BY_HEADING: f64 = 0.2;

/// Finds the number and its name, in a table that has a field for each.
pub fn find(draft: &mut Draft<'_>) {
    let Some((value, name)) = draft.vocabulary.measured else { return };
    let Some(value) = draft.spec.column(value) else { return };
    let Some(name) = draft.spec.column(name) else { return };
    if draft.assign(name, true) {
        if !draft.assign(value, true) {
            months(draft, value.name);
        }
        return;
    }
    if months(draft, value.name) {
        name_from_file(draft, name.name);
        return;
    }
    if known(draft, value.name, name.name) {
        return;
    }
    if draft.assign(value, true) {
        name_from_heading(draft, value.name, name.name);
        return;
    }
    if name.name == "benchmark" {
        by_position(draft, value.name, name.name);
    } else if name.name == "measure" && value.is_needed {
        without_figure(draft, value.name, name.name);
    }
}

/// Takes the columns that are called after months, quarters or years.
fn months(draft: &mut Draft<'_>, value: &'static str) -> bool {
    if !draft.spec.has("as_of") || draft.has("as_of") {
        return false;
    }
    let found: Vec<(usize, String)> = draft
        .headings
        .iter()
        .enumerate()
        .filter(|(index, _)| draft.is_free(*index))
        .filter_map(|(index, heading)| Some((index, period(&heading.text)?)))
        .filter(|(index, _)| is_numeric_or_blank(draft, *index))
        .collect();
    let [(first, _), .., (last, _)] = found.as_slice() else { return false };
    let (first, last) = (draft.quoted(*first), draft.quoted(*last));
    draft.reasons.push(format!("{first} to {last} are one column for each time"));
    draft.found.insert(value, MONTHS);
    draft.found.insert("as_of", KNOWN);
    for (index, words) in found {
        number(draft, index, value);
        draft.say(index, "as_of", words);
    }
    true
}

/// The number under each of these months is what the file is called after, if it is.
fn name_from_file(draft: &mut Draft<'_>, name: &'static str) {
    let file = draft.sheet.file.rsplit(['/', '\\']).next().unwrap_or_default();
    let stem = file.split('.').next().unwrap_or_default();
    let words = Heading::of(stem).words;
    let known = words.iter().find_map(|word| draft.vocabulary.measure(word));
    if let Some(measure) = known.filter(|measure| measure.unit != "%") {
        let words = if measure.words.is_empty() { measure.unit } else { measure.words };
        draft.doubts.push(format!("only the name of the file says what is counted: {words}"));
        if !draft.has("unit") {
            draft.words.insert("unit".to_owned(), measure.unit.to_owned());
        }
        draft.words.insert(name.to_owned(), words.to_owned());
        draft.found.insert(name, 0.6);
    } else {
        draft.doubts.push("nothing in the file says what is counted".to_owned());
        draft.words.insert(name.to_owned(), "not stated".to_owned());
        draft.found.insert(name, BY_HEADING);
    }
}

/// Takes the columns whose headings are known names of numbers.
fn known(draft: &mut Draft<'_>, value: &'static str, name: &'static str) -> bool {
    let mut found: Vec<(usize, String, &'static str)> = Vec::new();
    for (index, heading) in draft.headings.iter().enumerate() {
        let measure = draft.vocabulary.measure(&heading.key);
        let named = match (name, measure) {
            (_, Some(measure)) => Some((words_of(heading, measure, name), measure.unit)),
            ("benchmark", None) => of_pattern(draft, heading).map(|words| (words, "")),
            _ => None,
        };
        let Some((words, unit)) = named else { continue };
        if draft.is_free(index) && fit::is_numeric(draft.sheet, index) {
            found.push((index, words, unit));
        }
    }
    for (index, words, unit) in &found {
        number(draft, *index, value);
        draft.say(*index, name, words);
        of_unit(draft, *index, unit);
        let quoted = draft.quoted(*index);
        draft.reasons.push(format!("{quoted} is the {value} of the {name} “{words}”"));
    }
    if found.is_empty() {
        return false;
    }
    draft.found.insert(value, KNOWN);
    draft.found.insert(name, KNOWN);
    if name == "benchmark" && found.len() > 1 {
        strangers(draft, (value, name));
    }
    true
}

/// What to call a number: by our words, or as the heading has it.
fn words_of(heading: &Heading, measure: &synonyms::Measure, name: &str) -> String {
    match (measure.words, name) {
        ("", "benchmark") => heading.without_unit(),
        ("", _) => heading.without_unit().replace('_', " "),
        (words, _) => words.to_owned(),
    }
}

/// The benchmark of a column like `evaluations_bbh_value`, whose name stands beside it in
/// `evaluations_bbh_name` or else in the heading.
fn of_pattern(draft: &Draft<'_>, heading: &Heading) -> Option<String> {
    let stem = heading.text.strip_suffix("_value")?;
    let part = stem.strip_prefix("evaluations_")?;
    let beside = format!("{stem}_name");
    let column = draft.headings.iter().position(|other| other.text == beside);
    let mut names = column
        .into_iter()
        .flat_map(|column| (0..draft.sheet.grid.rows()).map(move |row| (row, column)))
        .map(|(row, column)| draft.sheet.cell(row, column))
        .filter(|name| !name.is_empty());
    let first = names.next();
    // Where the name is not the same for every row, only the heading holds for all of them.
    let is_same = first.is_some_and(|first| names.all(|name| name == first));
    Some(first.filter(|_| is_same).unwrap_or(part).to_owned())
}

/// Numbers beside known benchmarks that nothing else explains are taken for benchmarks too.
fn strangers(draft: &mut Draft<'_>, (value, name): (&'static str, &'static str)) {
    if draft.headings.iter().any(|heading| heading.text.starts_with("evaluations_")) {
        return;
    }
    let found = unexplained(draft);
    for index in &found {
        take_unexplained(draft, *index, (value, name));
    }
    if !found.is_empty() {
        let named: Vec<String> = found.iter().map(|index| draft.quoted(*index)).collect();
        let named = crate::model::choice::all_of(&named);
        draft.doubts.push(format!("{named} stands among benchmarks and is taken for one"));
    }
}

/// Takes every unexplained number beside the name of a model.
fn by_position(draft: &mut Draft<'_>, value: &'static str, name: &'static str) {
    let found = unexplained(draft);
    let is_model_known = draft.found.get("model").is_some_and(|quality| *quality > 0.9);
    if found.len() < 2 || !is_model_known {
        return;
    }
    for index in &found {
        take_unexplained(draft, *index, (value, name));
    }
    draft.found.insert(value, BY_POSITION);
    draft.found.insert(name, BY_POSITION);
    draft.doubts.push(format!(
        "{} columns of numbers beside the model are taken for benchmarks",
        found.len()
    ));
}

fn unexplained(draft: &Draft<'_>) -> Vec<usize> {
    let is_it = |(index, heading): &(usize, &Heading)| {
        draft.is_free(*index)
            && !heading.key.is_empty()
            && !synonyms::is_known(&heading.key)
            && heading.key.bytes().any(|byte| byte.is_ascii_alphabetic())
            && fit::is_numeric(draft.sheet, *index)
    };
    draft.headings.iter().enumerate().filter(is_it).map(|(index, _)| index).collect()
}

fn take_unexplained(
    draft: &mut Draft<'_>,
    index: usize,
    (value, name): (&'static str, &'static str),
) {
    let words = draft.headings.get(index).map(Heading::without_unit).unwrap_or_default();
    number(draft, index, value);
    draft.say(index, name, words);
}

/// The heading over the number is all that says what it is.
fn name_from_heading(draft: &mut Draft<'_>, value: &'static str, name: &'static str) {
    let Some(index) = draft.columns.iter().position(|c| c.field.as_deref() == Some(value)) else {
        return;
    };
    let words = draft.headings.get(index).map(Heading::without_unit).unwrap_or_default();
    draft.doubts.push(format!("no column says of what {name} the {value} is: “{words}” is used"));
    draft.say(index, name, words);
    draft.found.insert(name, BY_HEADING);
}

/// A list of models, with no figure at all: its rows are shown as not stated.
fn without_figure(draft: &mut Draft<'_>, value: &'static str, name: &'static str) {
    let is_list = draft.has("family") && (draft.has("developer") || draft.has("scope"));
    if !is_list {
        return;
    }
    draft.words.insert(value.to_owned(), String::new());
    draft.words.insert(name.to_owned(), "not stated".to_owned());
    draft.found.insert(value, BY_HEADING);
    draft.found.insert(name, BY_HEADING);
    draft
        .doubts
        .push("the file holds names and no figure, so every row is shown as not stated".to_owned());
}

/// Hands a column out as a number.
fn number(draft: &mut Draft<'_>, index: usize, value: &'static str) {
    let (read_as, doubts) = draft.looks.read_as(Holds::Number, index);
    draft.doubts.extend(doubts);
    draft.take(index, value, read_as);
}

/// Gives the column the unit that its name says, where neither its heading nor its cells do.
fn of_unit(draft: &mut Draft<'_>, index: usize, unit: &str) {
    let format = draft.columns.get(index).map(|column| column.read_as.clone());
    let Some(ReadAs::Number(format)) = format else { return };
    if unit.is_empty() || !format.unit.is_empty() || draft.has("unit") {
        return;
    }
    let mut numbers = fit::sample(draft.sheet, index)
        .filter_map(|text| value::number(text, &format).ok()?.value().cloned());
    if unit != "%" {
        if numbers.all(|number| number.unit.is_none()) {
            draft.say(index, "unit", unit);
        }
        return;
    }
    let numbers: Vec<value::Number> = numbers.collect();
    if numbers.iter().any(|number| number.unit.is_some()) {
        return;
    }
    let quoted = draft.quoted(index);
    if numbers.iter().any(|number| number.value > 1.0) {
        draft.say(index, "unit", unit);
        draft.doubts.push(format!("{quoted} is taken for per cent"));
    } else {
        draft.doubts.push(format!("{quoted} may hold per cent, or fractions of one"));
    }
}

fn is_numeric_or_blank(draft: &Draft<'_>, index: usize) -> bool {
    let mut cells = fit::sample(draft.sheet, index);
    fit::is_numeric(draft.sheet, index) || cells.all(str::is_empty)
}

/// The time that a heading names, as our own tables write it: `2025-11` for `november_2025`.
pub fn period(heading: &str) -> Option<String> {
    let has_year = heading.split(|letter: char| !letter.is_ascii_digit()).any(|digits| {
        matches!(digits.len(), 4 | 6 | 8) && (digits.starts_with("19") || digits.starts_with("20"))
    });
    if !has_year {
        return None;
    }
    if let Some(date) = DateRange::parse(heading) {
        return Some(date.label);
    }
    let words = named_month(heading);
    let read = value::date(words.as_deref().unwrap_or(heading), DateOrder::YearMonthDay);
    let Ok(Known::Value(date)) = read else { return None };
    Some(match date.precision {
        Precision::Day => date.first.to_string(),
        Precision::Month => format!("{:04}-{:02}", date.first.year(), date.first.month()),
        Precision::Year => format!("{:04}", date.first.year()),
        _ => format!("{}/{}", date.first, date.last),
    })
}

/// `2025-11` for `Nov 2025` and `november_2025`.
fn named_month(heading: &str) -> Option<String> {
    const MONTHS: [&str; 12] = [
        "january",
        "february",
        "march",
        "april",
        "may",
        "june",
        "july",
        "august",
        "september",
        "october",
        "november",
        "december",
    ];
    let lower = heading.to_lowercase();
    let parts: Vec<&str> =
        lower.split(|letter: char| !letter.is_alphanumeric()).filter(|p| !p.is_empty()).collect();
    let [one, other] = parts.as_slice() else { return None };
    let (word, year) = if one.parse::<u16>().is_ok() { (other, one) } else { (one, other) };
    let is_year = year.len() == 4 && year.parse::<u16>().is_ok();
    let is_named = |month: &&str| *month == *word || word.len() == 3 && month.starts_with(*word);
    let month = MONTHS.iter().position(is_named)?;
    is_year.then(|| format!("{year}-{:02}", month + 1))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_heading_that_names_a_time_gives_a_date() {
        assert_eq!(period("2025-11").as_deref(), Some("2025-11"));
        assert_eq!(period("Nov 2025").as_deref(), Some("Nov 2025"));
        assert_eq!(period("november_2025").as_deref(), Some("2025-11"));
        assert_eq!(period("2026-Q1").as_deref(), Some("2026-Q1"));
        assert_eq!(period("2025").as_deref(), Some("2025"));
        for text in [
            "GSM8k",
            "95_pct_ci",
            "rank",
            "1200",
            "AIME 2024",
            "MATH 500",
            "",
            "top 2025 x",
            "Marketing 2025",
        ] {
            assert_eq!(period(text), None, "{text}");
        }
    }
}
