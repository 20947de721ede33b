//! One bar of 100 % per measure: families, what the filter hides, and what nobody attributes.

use super::chart::{COLOURED, Ink, dated, fields, grouped_by, latest, mark};
use super::chart_title::given;
use super::data::Statement;
use crate::model::choice::sentence_case;
use crate::model::number::{counted, decimals};
use crate::model::{Choice as _, Mark, Qualifier};

/// One measure over one whole.
#[derive(Clone, Debug, PartialEq)]
pub struct Bar {
    /// As the table words it: `share of open-source downloads`.
    pub measure: String,
    /// The measure in sentence case.
    pub name: String,
    /// What it is a share of; empty where the table does not say.
    pub scope: String,
    /// From left to right, without gaps.
    pub segments: Vec<Segment>,
    /// What the bar cannot show, in words.
    pub notes: Vec<Note>,
    /// The stated shares, families in the order of the bar: name and value as displayed.
    pub stated: Vec<Stated>,
    /// What no share is where there is none: `stated`, `known`.
    pub given: &'static str,
}

/// A share as a sentence needs it.
#[derive(Clone, Debug, PartialEq)]
pub struct Stated {
    pub family: String,
    pub value: f64,
    pub text: String,
    /// Whether it may be compared with others to tell which is larger.
    pub is_exact: bool,
}

/// A part of a bar.
#[derive(Clone, Debug, PartialEq)]
pub struct Segment {
    pub key: String,
    /// The label, from the longest wording to the shortest.
    pub words: Vec<String>,
    /// Where it begins and ends, from 0 to 1 of the bar.
    pub from: f64,
    pub to: f64,
    pub ink: Ink,
}

/// A line of words under a bar.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Note {
    /// The mark it belongs to; none where it names no number.
    pub key: Option<String>,
    pub text: String,
    /// The colour of the segment it names, where it stands for one.
    pub ink: Option<Ink>,
}

/// The bars, and their marks in reading order. With a `family`, only the bars that have it, the
/// other families as one part, so that what is left over stays what nobody attributes.
pub fn bars(statements: &[Statement], family: Option<&str>, marks: &mut Vec<Mark>) -> Vec<Bar> {
    let shares: Vec<&Statement> = statements.iter().filter(|row| row.is_share()).collect();
    let order = match family {
        Some(family) => vec![family],
        None => order(&shares),
    };
    grouped_by(shares, |row| (row.measure.as_str(), row.scope.as_str()))
        .into_iter()
        .filter(|(_, rows)| family.is_none_or(|family| rows.iter().any(|row| row.family == family)))
        .map(|(_, rows)| bar(&rows, &order, family.is_some(), marks))
        .collect()
}

/// The families in the order of the table; where they are more than there are colours, the
/// largest first.
fn order<'a>(shares: &[&'a Statement]) -> Vec<&'a str> {
    let largest = |rows: Vec<&Statement>| {
        rows.iter().filter_map(|row| row.value.value().copied()).fold(0.0, f64::max)
    };
    let mut families: Vec<(&str, f64)> =
        grouped_by(shares.iter().copied(), |row| row.family.as_str())
            .into_iter()
            .map(|(family, rows)| (family, largest(rows)))
            .collect();
    if families.len() > COLOURED {
        families.sort_by(|a, b| b.1.total_cmp(&a.1));
    }
    families.into_iter().map(|(family, _)| family).collect()
}

/// What goes into one bar.
struct Parts<'a> {
    /// Known shares that have a colour, and their place in the order.
    own: Vec<(usize, &'a Statement)>,
    /// Known shares drawn together.
    together: Vec<&'a Statement>,
    /// Rows that only words can show.
    aside: Vec<&'a Statement>,
}

fn parts<'a>(rows: &[&'a Statement], order: &[&str], is_filtered: bool) -> Parts<'a> {
    let mut parts = Parts { own: Vec::new(), together: Vec::new(), aside: Vec::new() };
    let limit = if order.len() > COLOURED { COLOURED - 1 } else { COLOURED };
    for (family, rows) in grouped_by(rows.iter().copied(), |row| row.family.as_str()) {
        let place = order.iter().take(limit).position(|known| *known == family);
        // Of several values for one family, the row to use comes first (data/README.md).
        let used = rows.iter().position(|row| row.value.value().is_some());
        for (index, row) in rows.into_iter().enumerate() {
            match place {
                _ if Some(index) != used => {
                    if !is_filtered || place.is_some() {
                        parts.aside.push(row);
                    }
                }
                Some(place) => parts.own.push((place, row)),
                None => parts.together.push(row),
            }
        }
    }
    parts.own.sort_by_key(|(place, _)| *place);
    parts
}

fn bar(rows: &[&Statement], order: &[&str], is_filtered: bool, marks: &mut Vec<Mark>) -> Bar {
    let (current, other_dates) = latest(rows);
    let parts = parts(&current, order, is_filtered);
    let known: Vec<&Statement> =
        parts.own.iter().map(|(_, row)| *row).chain(parts.together.iter().copied()).collect();
    let sum: f64 = known.iter().filter_map(|row| row.value.value()).sum();
    let first = rows.first();
    let mut bar = Bar {
        measure: first.map(|row| row.measure.clone()).unwrap_or_default(),
        name: first.map(|row| sentence_case(&row.measure)).unwrap_or_default(),
        scope: first.map(|row| row.scope.clone()).unwrap_or_default(),
        segments: Vec::new(),
        notes: Vec::new(),
        stated: Vec::new(),
        given: given(current.iter().map(|row| &row.value)),
    };
    let whole = sum.max(100.0);
    for (place, row) in &parts.own {
        let value = row.value.value().copied().unwrap_or(0.0);
        let words = vec![format!("{} {}", row.family, row.text()), row.text()];
        push(&mut bar, (&row.id, words), value / whole, Ink::Family(*place));
        bar.stated.extend(stated(row));
        marks.push(mark(row));
    }
    if !is_filtered {
        bar.stated.extend(parts.together.iter().filter_map(|row| stated(row)));
    }
    if !parts.together.is_empty() {
        together(&mut bar, &parts.together, whole, marks);
    }
    if !known.is_empty() && sum < 100.0 - 1e-9 {
        remainder(&mut bar, &known, 100.0 - sum, marks);
    }
    if known.is_empty() {
        // Nothing is known of the whole bar: hatched, and no number on it.
        let words = vec![format!("no share is {}", bar.given)];
        push(&mut bar, ("", words), 1.0, Ink::Remainder);
    }
    if sum > 100.0 + 1e-9 {
        too_much(&mut bar, &known, sum, marks);
    }
    let hides = |row: &&&Statement| !is_filtered || order.contains(&row.family.as_str());
    let other_dates: Vec<&Statement> = other_dates.iter().filter(hides).copied().collect();
    aside(&mut bar, (&parts.aside, &other_dates), &current, marks);
    bar
}

fn stated(row: &Statement) -> Option<Stated> {
    let value = *row.value.value()?;
    let is_exact = row.qualifier == Qualifier::Exact;
    Some(Stated { family: row.family.clone(), value, text: row.text(), is_exact })
}

fn push(bar: &mut Bar, (key, words): (&str, Vec<String>), share: f64, ink: Ink) {
    let from = bar.segments.last().map_or(0.0, |segment| segment.to);
    let to = (from + share).min(1.0);
    bar.segments.push(Segment { key: key.to_owned(), words, from, to, ink });
}

/// A number computed from these rows; about, where any of them is not exact.
fn computed(value: f64, of: &[&Statement]) -> (String, Qualifier) {
    let exact = of.iter().all(|row| row.qualifier == Qualifier::Exact);
    let qualifier = if exact { Qualifier::Exact } else { Qualifier::About };
    (qualifier.on(&format!("{}%", decimals(value, 2))), qualifier)
}

/// A mark of a number computed from these rows.
fn computed_mark(
    (key, label): (&str, &str),
    families: &str,
    value: f64,
    of: &[&Statement],
) -> Mark {
    let (text, qualifier) = computed(value, of);
    let key = format!("{key}: {}", of.first().map_or("", |row| row.id.as_str()));
    let mut mark = Mark::of(key, label, text);
    if let Some(first) = of.first() {
        let like =
            Statement { family: families.to_owned(), developer: String::new(), ..(*first).clone() };
        let digits = decimals(value, 6);
        mark = fields(mark, &like, (&first.measure, &digits, qualifier.key()));
    }
    for row in of {
        mark = mark.standing_for(&row.id, &row.provenance.derived());
    }
    mark
}

/// The families that have no colour of their own, or that the filter hides.
fn together(bar: &mut Bar, rows: &[&Statement], whole: f64, marks: &mut Vec<Mark>) {
    let sum: f64 = rows.iter().filter_map(|row| row.value.value()).sum();
    let (families, mark) = match rows {
        // One share by itself is as stated, with no computing.
        [one] => (one.family.clone(), mark(one)),
        rows => {
            let families = format!("{} other families", rows.len());
            let label = format!("{families}, {}", bar.measure);
            let mark = computed_mark(("others", &label), &families, sum, rows);
            (families, mark)
        }
    };
    let words = vec![format!("{families} {}", mark.value), mark.value.clone()];
    push(bar, (&mark.key, words), sum / whole, Ink::Others);
    marks.push(mark);
}

fn remainder(bar: &mut Bar, known: &[&Statement], left: f64, marks: &mut Vec<Mark>) {
    let label = format!("Not attributed in the source, {}", bar.measure);
    let mark = computed_mark(("remainder", &label), "not attributed in the source", left, known);
    let words = vec![
        format!("not attributed in the source {}", mark.value),
        format!("not attributed {}", mark.value),
        mark.value.clone(),
    ];
    push(bar, (&mark.key, words), left / 100.0, Ink::Remainder);
    if let Some(last) = bar.segments.last_mut() {
        last.to = 1.0;
    }
    marks.push(mark);
}

fn too_much(bar: &mut Bar, known: &[&Statement], sum: f64, marks: &mut Vec<Mark>) {
    let label = format!("Sum of the shares, {}", bar.measure);
    let mark = computed_mark(("sum", &label), "all families", sum, known);
    let text = format!("The shares add up to {}: the bar is drawn to that sum", mark.value);
    bar.notes.push(Note { key: Some(mark.key.clone()), text, ink: None });
    marks.push(mark);
}

/// Rows that only words can show: without a value, a second value, another date.
fn aside(
    bar: &mut Bar,
    (aside, other_dates): (&[&Statement], &[&Statement]),
    current: &[&Statement],
    marks: &mut Vec<Mark>,
) {
    for row in aside {
        let text = match row.value.value() {
            Some(_) => format!("{} also stated as {}", row.family, row.text()),
            None => format!("{}: {}", row.family, row.text()),
        };
        bar.notes.push(Note { key: Some(row.id.clone()), text, ink: None });
        marks.push(mark(row));
    }
    if other_dates.is_empty() {
        return;
    }
    let date = current.first().and_then(|row| row.as_of.value());
    let date = date.map(crate::model::DateRange::text).unwrap_or_default();
    let more = counted(other_dates.len(), "value");
    let text = format!("Latest: {date}; {more} of other dates:");
    bar.notes.push(Note { key: None, text, ink: None });
    for row in other_dates {
        let text = format!("{} {}", row.family, dated(row));
        bar.notes.push(Note { key: Some(row.id.clone()), text, ink: None });
        marks.push(mark(row));
    }
}
