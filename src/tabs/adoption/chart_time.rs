//! One measure over time: a line per family, broken where a value is missing.

use std::collections::BTreeMap;

use super::chart::{Chart, Options, counts, grouped_by, mark, nothing, rest};
use super::chart_title::{given, more_families, possessive, with_rest};
use super::data::{Adoption, Usage};
use crate::model::Scale;
use crate::model::choice::sentence_case;
use crate::model::date::day_number;
use crate::model::{DateRange, Figure, Setting, Unit};

/// Ticks of the upright axis at the most.
const TICKS: usize = 6;

/// What is drawn over time.
#[derive(Clone, Debug, PartialEq)]
pub struct Course {
    pub series: Vec<Series>,
    pub unit: Unit,
    /// First and last day, numbered from 1970-01-01.
    pub days: (f64, f64),
    /// From zero to a round number above the largest value.
    pub values: (f64, f64),
    /// Dated rows without a place on a line, in words; empty where there are none.
    pub aside: String,
    /// Their marks.
    pub aside_keys: Vec<String>,
}

/// One family.
#[derive(Clone, Debug, PartialEq)]
pub struct Series {
    pub family: String,
    /// Its place among the families, for its colour.
    pub place: usize,
    /// Runs of points without a missing value between them.
    pub runs: Vec<Vec<Point>>,
}

/// A stated value.
#[derive(Clone, Debug, PartialEq)]
pub struct Point {
    pub key: String,
    /// The middle of the days that the date allows.
    pub day: f64,
    /// The first and the last of them.
    pub span: (f64, f64),
    pub value: f64,
    pub text: String,
}

/// What can be drawn over time: a measure, its scope and its unit.
type Topic<'a> = (&'a str, &'a str, &'a Unit);

/// A row with its date.
type Dated<'a> = (&'a Usage, &'a DateRange);

fn topics(adoption: &Adoption) -> Vec<(Topic<'_>, Vec<&Usage>)> {
    let dated = adoption.statements.items.iter().filter(|row| row.said.as_of.value().is_some());
    grouped_by(dated, |row| (row.said.measure.as_str(), row.said.scope.as_str(), &row.unit))
}

/// The word for each topic; scope and unit only where the measure alone is not enough.
fn names(all: &[(Topic<'_>, Vec<&Usage>)]) -> Vec<String> {
    let mut counts: BTreeMap<&str, usize> = BTreeMap::new();
    for ((measure, ..), _) in all {
        *counts.entry(measure).or_default() += 1;
    }
    let name = |((measure, scope, unit), _): &(Topic<'_>, Vec<&Usage>)| {
        if counts.get(measure).is_none_or(|count| *count < 2) {
            return (*measure).to_owned();
        }
        let parts = [*measure, *scope, unit.name()].into_iter().filter(|part| !part.is_empty());
        parts.collect::<Vec<_>>().join(" · ")
    };
    all.iter().map(name).collect()
}

/// Which measure is drawn; nothing to choose where no row has a date.
pub fn setting(adoption: &Adoption, options: &Options) -> Option<Setting> {
    let names = names(&topics(adoption));
    let chosen = names.iter().find(|name| Some(*name) == options.measure.as_ref());
    let current = chosen.or_else(|| names.first())?.clone();
    let choices = names.into_iter().map(|name| (name.clone(), sentence_case(&name))).collect();
    Some(Setting { key: "measure", label: "Measure", choices, current })
}

/// Chooses what to show.
pub fn build(adoption: &Adoption, options: &Options) -> Figure<Chart> {
    let all = topics(adoption);
    let chosen = names(&all).iter().position(|name| Some(name) == options.measure.as_ref());
    let chosen = chosen.and_then(|index| all.get(index)).or_else(|| all.first());
    let Some(((measure, scope, unit), rows)) = chosen else {
        return nothing(
            adoption,
            options,
            "No change over time can be shown",
            "No figure in this data carries a date, so there is nothing to draw over time.",
        );
    };
    let families = grouped_by(rows.iter().copied(), |row| row.said.subject.as_str());
    let is_kept = |family: &str| options.family.as_ref().is_none_or(|only| family == only);
    let mut series = Vec::new();
    let (mut marks, mut aside) = (Vec::new(), Aside::default());
    let mut shown: Vec<Dated<'_>> = Vec::new();
    for (family, rows) in families.iter().filter(|(family, _)| is_kept(family)) {
        let (rows, others) = by_date(rows);
        marks.extend(rows.iter().chain(&others).map(|(row, _)| mark(row)));
        aside.unknown.extend(rows.iter().copied().filter(|(row, _)| row.said.amount().is_none()));
        aside.also.extend(others);
        let runs = runs(&rows);
        if !runs.is_empty() {
            series.push(Series { family: (*family).to_owned(), place: series.len(), runs });
        }
        shown.extend(rows);
    }
    if shown.is_empty() {
        let why = "This family has no dated value of this measure: choose “All families”.";
        return nothing(adoption, options, "No change over time can be shown", why);
    }
    let drawn: Vec<&Usage> = shown.iter().chain(&aside.also).map(|(row, _)| *row).collect();
    let given = given(shown.iter().map(|(row, _)| row.said.number()));
    let scope = if scope.is_empty() { String::new() } else { format!(", {scope}") };
    let subtitle = format!(
        "{}{scope}{} · {}",
        sentence_case(measure),
        super::chart::unit_after(measure, unit),
        period(&shown)
    );
    Figure {
        title: title(measure, &series, given),
        subtitle: with_rest(subtitle, &rest(adoption, options, &drawn)),
        counts: counts(adoption, options, &marks),
        marks,
        chart: Chart::Time(course(series, (*unit).clone(), &shown, &aside)),
    }
}

/// Dated rows without a place on a line.
#[derive(Default)]
struct Aside<'a> {
    /// Without a value.
    unknown: Vec<Dated<'a>>,
    /// Of a date for which the same family has another value.
    also: Vec<Dated<'a>>,
}

impl Aside<'_> {
    fn words(&self) -> String {
        let parts =
            [("No value, so the line is broken", &self.unknown), ("Also stated", &self.also)];
        parts
            .into_iter()
            .filter(|(_, rows)| !rows.is_empty())
            .map(|(head, rows)| {
                let rows = rows.iter();
                let rows = rows.map(|(row, date)| {
                    format!("{} {} {}", row.said.subject, date.text(), row.said.text())
                });
                format!("{head}: {}", rows.collect::<Vec<_>>().join(", "))
            })
            .collect::<Vec<_>>()
            .join(" · ")
    }
}

/// The rows of one family by date, one for each, and the others. Of several values for one date,
/// the row to use comes first (data/README.md).
fn by_date<'a>(rows: &[&'a Usage]) -> (Vec<Dated<'a>>, Vec<Dated<'a>>) {
    let middle = |date: &DateRange| day_number(date.first) + day_number(date.last);
    let mut rows: Vec<Dated<'_>> =
        rows.iter().filter_map(|row| Some((*row, row.said.as_of.value()?))).collect();
    rows.sort_by_key(|(_, date)| middle(date));
    let (mut used, mut others) = (Vec::new(), Vec::new());
    for alike in rows.chunk_by(|a, b| middle(a.1) == middle(b.1)) {
        let first = alike.iter().position(|(row, _)| row.said.amount().is_some()).unwrap_or(0);
        for (index, row) in alike.iter().enumerate() {
            if index == first { used.push(*row) } else { others.push(*row) }
        }
    }
    (used, others)
}

/// Runs of known values: a row without a value breaks the line.
fn runs(rows: &[Dated<'_>]) -> Vec<Vec<Point>> {
    let mut runs = Vec::new();
    let mut run = Vec::new();
    for (row, date) in rows {
        let Some(value) = row.said.amount() else {
            runs.push(std::mem::take(&mut run));
            continue;
        };
        let (first, last) = (f64::from(day_number(date.first)), f64::from(day_number(date.last)));
        run.push(Point {
            key: row.said.record.clone(),
            day: f64::midpoint(first, last),
            span: (first, last),
            value,
            text: row.said.text(),
        });
    }
    runs.push(run);
    runs.retain(|run| !run.is_empty());
    runs
}

fn course(series: Vec<Series>, unit: Unit, shown: &[Dated<'_>], aside: &Aside<'_>) -> Course {
    let values = shown.iter().filter_map(|(row, _)| row.said.amount());
    let scale = Scale::round(0.0, values.fold(0.0, f64::max), TICKS);
    let span = DateRange::span(shown.iter().map(|(_, date)| *date));
    let (first, last) = span.map_or((0.0, 1.0), |(first, last)| {
        (f64::from(day_number(first)), f64::from(day_number(last)))
    });
    Course {
        series,
        unit,
        days: if last > first { (first, last) } else { (first - 15.0, last + 15.0) },
        values: (scale.from, scale.to),
        aside: aside.words(),
        aside_keys: aside
            .unknown
            .iter()
            .chain(&aside.also)
            .map(|(row, _)| row.said.record.clone())
            .collect(),
    }
}

fn period(shown: &[Dated<'_>]) -> String {
    let first = shown.iter().map(|(_, date)| *date).min_by_key(|date| (date.first, date.last));
    let last = shown.iter().map(|(_, date)| *date).max_by_key(|date| (date.last, date.first));
    match (first, last) {
        (Some(a), Some(b)) if a.text() == b.text() => a.text(),
        (Some(a), Some(b)) => format!("{} to {}", a.text(), b.text()),
        _ => String::new(),
    }
}

/// How the first two families fared.
fn title(measure: &str, series: &[Series], given: &str) -> String {
    let known: Vec<(&str, &Point, &Point)> = series
        .iter()
        .filter_map(|series| {
            let points: Vec<&Point> = series.runs.iter().flatten().collect();
            Some((series.family.as_str(), *points.first()?, *points.last()?))
        })
        .collect();
    let Some((family, a, b)) = known.first() else {
        return format!("No dated {measure} is {given}");
    };
    let mut title = format!("{} {}", possessive(family, measure), fared(a, b));
    if let Some((family, a, b)) = known.get(1) {
        title = format!("{title}; {family}’s {}", fared(a, b));
    }
    title + &more_families(known.len().saturating_sub(2))
}

/// `rose from 30% to 45%`, or where a single value stands.
fn fared(a: &Point, b: &Point) -> String {
    if a.day == b.day {
        format!("is known for one date: {}", a.text)
    } else if a.span.1 >= b.span.0 {
        // Which of them came first is open.
        format!("is given as {} and {} for dates that overlap", a.text, b.text)
    } else if b.value > a.value {
        format!("rose from {} to {}", a.text, b.text)
    } else if b.value < a.value {
        format!("fell from {} to {}", a.text, b.text)
    } else {
        format!("stands at {}, as at first", b.text)
    }
}
