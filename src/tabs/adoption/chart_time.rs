//! One measure over time: a line per family, broken where a value is missing.

use std::collections::BTreeMap;

use super::chart::{Chart, Options, alike, counts, mark, nothing, rest};
use super::chart_crowd::{self, Crowd};
use super::chart_range::Told;
use super::chart_title::{given, more_families, possessive, with_rest};
use super::data::{Adoption, Usage};
use crate::model::choice::sentence_case;
use crate::model::scale::{Scale, tick_text};
use crate::model::{Axes, DateRange, Figure, Mark, Setting, Unit};

/// Ticks of the upright axis at the most.
pub const TICKS: usize = 6;

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

impl Course {
    /// The axes, with some room before the first and after the last day.
    pub fn axes(&self) -> Axes {
        let room = ((self.days.1 - self.days.0) * 0.03).max(1.0);
        let days = (self.days.0 - room, self.days.1 + room);
        Axes { days, values: self.values, unit: self.unit.clone() }
    }
}

/// A value on the upright axis.
pub fn value_text(value: f64, unit: &Unit) -> String {
    match unit {
        Unit::Percent => format!("{}%", tick_text(value)),
        Unit::Money(_) | Unit::Count(_) => tick_text(value),
    }
}

/// One family.
#[derive(Clone, Debug, PartialEq)]
pub struct Series {
    pub family: String,
    /// Its place among the families, for its colour.
    pub place: usize,
    /// Runs of points without a missing value between them; none where there are too many of them.
    pub runs: Vec<Vec<Point>>,
    /// What is drawn instead where there are too many.
    pub crowd: Option<Crowd>,
}

impl Series {
    /// A line of more values than can be told apart.
    pub fn of_crowd(family: String, place: usize, crowd: Crowd) -> Self {
        Self { family, place, runs: Vec::new(), crowd: Some(crowd) }
    }

    /// The first and the last point of the line.
    pub fn ends(&self) -> Option<(&Point, &Point)> {
        if let Some(crowd) = &self.crowd {
            return Some((&crowd.first, &crowd.last));
        }
        let mut points = self.runs.iter().flatten();
        let first = points.next()?;
        Some((first, points.last().unwrap_or(first)))
    }
}

/// A stated value, or the range of values that differ.
#[derive(Clone, Debug, PartialEq)]
pub struct Point {
    pub key: String,
    /// The middle of the days that the date allows.
    pub day: f64,
    /// The first and the last of them.
    pub span: (f64, f64),
    pub low: f64,
    pub high: f64,
    /// Every value stated, where they differ.
    pub stated: Vec<f64>,
    pub text: String,
    /// `sources differ`; empty where they do not.
    pub dispute: &'static str,
}

impl Point {
    /// What is told of a date, with the key of its mark.
    pub fn of(told: &Told<'_>, date: &DateRange, key: String) -> Self {
        let (first, last) = (date.first.position(), date.last.position());
        Self {
            key,
            day: f64::midpoint(first, last),
            span: (first, last),
            low: told.low,
            high: told.high,
            stated: told.stated(),
            text: told.text.clone(),
            dispute: told.dispute,
        }
    }
}

/// What can be drawn over time: a measure, its scope and its unit.
pub type Topic<'a> = (&'a str, &'a str, &'a Unit);

/// A row with its date.
pub type Dated<'a> = (&'a Usage, &'a DateRange);

fn topics(adoption: &Adoption) -> Vec<(Topic<'_>, Vec<&Usage>)> {
    let dated = adoption.statements.items.iter().filter(|row| row.said.date().is_some());
    alike(dated, |row| (row.said.measure(), row.said.scope(), row.unit()))
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
    Some(Setting::over("measure", "Measure", choices, current))
}

/// The mark of what is stated of a date: there are others of the same family and measure.
fn of_date(mut mark: Mark, date: &DateRange) -> Mark {
    mark.label = format!("{}, {}", mark.label, date.text());
    mark
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
    let mut families = chart_crowd::families(rows);
    let is_kept = |family: &str| options.family.as_ref().is_none_or(|only| family == only);
    families.retain(|(family, _)| is_kept(family));
    if families.iter().map(|(_, rows)| rows.len()).sum::<usize>() > chart_crowd::MANY {
        return chart_crowd::build((adoption, options), (measure, scope, unit), &families);
    }
    let mut series = Vec::new();
    let (mut marks, mut aside) = (Vec::new(), Aside::default());
    let mut shown: Vec<Dated<'_>> = Vec::new();
    for (family, rows) in &families {
        let moments = moments(rows);
        let runs = runs(&moments);
        if !runs.is_empty() {
            let (family, place) = ((*family).to_owned(), series.len());
            series.push(Series { family, place, runs, crowd: None });
        }
        for moment in moments {
            let told = moment.told.as_ref().filter(|told| told.is_range() || told.is_crowd());
            marks.extend(told.map(|told| of_date(told.mark(), moment.date)));
            let is_crowd = told.is_some_and(Told::is_crowd);
            let drawn = moment.drawn.iter().filter(|_| !is_crowd);
            marks.extend(drawn.chain(&moment.others).map(|(row, date)| of_date(mark(row), date)));
            shown.extend(&moment.drawn);
            aside.take(moment);
        }
    }
    if shown.is_empty() {
        let why = "This family has no dated value of this measure: choose “All families”.";
        return nothing(adoption, options, "No change over time can be shown", why);
    }
    let drawn: Vec<&Usage> = shown.iter().chain(&aside.also).map(|(row, _)| *row).collect();
    let given = given(shown.iter().map(|(row, _)| row.said.bare()));
    let subtitle = subtitle((measure, scope, unit), &period(&shown));
    Figure {
        title: title(measure, &series, (series.len(), given)),
        subtitle: with_rest(subtitle, &rest(adoption, options, &drawn)),
        counts: counts(adoption, options, &marks),
        marks: marks.into(),
        chart: Chart::Time(course(series, (*unit).clone(), &shown, &aside)),
    }
}

/// What is drawn, in what unit, and when.
pub fn subtitle((measure, scope, unit): Topic<'_>, period: &str) -> String {
    let scope = if scope.is_empty() { String::new() } else { format!(", {scope}") };
    let unit = super::chart::unit_after(measure, unit);
    format!("{}{scope}{unit} · {period}", sentence_case(measure))
}

/// Dated rows without a place on a line.
#[derive(Default)]
struct Aside<'a> {
    /// Without a value.
    unknown: Vec<Dated<'a>>,
    /// Of a range.
    differing: Vec<&'a Usage>,
    /// What those of each range say: `A 2025, sources differ: [A] 30%, [B] 45%`.
    ranges: Vec<String>,
    /// Of a date for which the same family has the same value, or that lies as far as another.
    also: Vec<Dated<'a>>,
}

impl<'a> Aside<'a> {
    /// Takes over what the line does not word at this date.
    fn take(&mut self, moment: Moment<'a>) {
        match moment.told {
            None => self.unknown.extend(moment.drawn),
            Some(told) if told.is_range() => {
                let (rows, words): (Vec<_>, Vec<String>) = told.named().into_iter().unzip();
                let words = words.join(", ") + &told.untold("");
                let of = format!("{} {}", told.first.said.subject(), moment.date.text());
                self.ranges.push(format!("{of}, {words}"));
                self.differing.extend(rows);
            }
            Some(_) => {}
        }
        self.also.extend(moment.others);
    }

    fn keys(&self) -> Vec<String> {
        let differing = self.differing.iter().copied();
        let dated = self.unknown.iter().chain(&self.also).map(|(row, _)| *row);
        differing.chain(dated).map(|row| row.said.record().into_owned()).collect()
    }

    fn words(&self) -> String {
        let parts =
            [("No value, so the line is broken", &self.unknown), ("Also stated", &self.also)];
        let parts = parts.into_iter().filter(|(_, rows)| !rows.is_empty()).map(|(head, rows)| {
            let rows = rows.iter();
            let rows = rows.map(|(row, date)| {
                format!("{} {} {}", row.said.subject(), date.text(), row.said.text())
            });
            format!("{head}: {}", rows.collect::<Vec<_>>().join(", "))
        });
        self.ranges.iter().cloned().chain(parts).collect::<Vec<_>>().join(" · ")
    }
}

/// What one family states of one date.
struct Moment<'a> {
    date: &'a DateRange,
    /// `None` where no row gives a value.
    told: Option<Told<'a>>,
    /// The row that is drawn, or all that make up a range.
    drawn: Vec<Dated<'a>>,
    others: Vec<Dated<'a>>,
}

/// The rows of one family by date. Dates that lie equally far are one moment: the first of them with
/// a value is drawn, and the rows of the others are told in words.
fn moments<'a>(rows: &[&'a Usage]) -> Vec<Moment<'a>> {
    let middle = |date: &DateRange| date.first.number() + date.last.number();
    let mut rows: Vec<Dated<'_>> =
        rows.iter().filter_map(|row| Some((*row, row.said.date()?))).collect();
    rows.sort_by_key(|(_, date)| middle(date));
    rows.chunk_by(|a, b| middle(a.1) == middle(b.1)).filter_map(moment).collect()
}

fn moment<'a>(alike: &[Dated<'a>]) -> Option<Moment<'a>> {
    let with_value = alike.iter().find(|(row, _)| row.said.amount().is_some());
    let (first, date) = *with_value.or_else(|| alike.first())?;
    let days = (date.first, date.last);
    let same: Vec<&Usage> =
        alike.iter().filter(|(_, of)| (of.first, of.last) == days).map(|(row, _)| *row).collect();
    let told = Told::of(&same);
    let used = told.as_ref().map_or_else(|| vec![first], Told::used);
    let is_used = |dated: &Dated<'_>| used.iter().any(|row| row.identity() == dated.0.identity());
    let (drawn, others) = alike.iter().copied().partition(is_used);
    Some(Moment { date, told, drawn, others })
}

/// Runs of known values: a row without a value breaks the line.
fn runs(moments: &[Moment<'_>]) -> Vec<Vec<Point>> {
    let mut runs = Vec::new();
    let mut run = Vec::new();
    for Moment { date, told, .. } in moments {
        let Some(told) = told else {
            runs.push(std::mem::take(&mut run));
            continue;
        };
        run.push(Point::of(told, date, told.mark().key));
    }
    runs.push(run);
    runs.retain(|run| !run.is_empty());
    runs
}

fn course(series: Vec<Series>, unit: Unit, shown: &[Dated<'_>], aside: &Aside<'_>) -> Course {
    let values = shown.iter().filter_map(|(row, _)| row.said.amount());
    let scale = Scale::round(0.0, values.fold(0.0, f64::max), TICKS);
    let span = DateRange::span(shown.iter().map(|(_, date)| *date));
    let (first, last) =
        span.map_or((0.0, 1.0), |(first, last)| (first.position(), last.position()));
    Course {
        series,
        unit,
        days: if last > first { (first, last) } else { (first - 15.0, last + 15.0) },
        values: (scale.from, scale.to),
        aside: aside.words(),
        aside_keys: aside.keys(),
    }
}

/// From the first date to the last.
pub fn period(shown: &[Dated<'_>]) -> String {
    let first = shown.iter().map(|(_, date)| *date).min_by_key(|date| (date.first, date.last));
    let last = shown.iter().map(|(_, date)| *date).max_by_key(|date| (date.last, date.first));
    match (first, last) {
        (Some(a), Some(b)) if a.text() == b.text() => a.text(),
        (Some(a), Some(b)) => format!("{} to {}", a.text(), b.text()),
        _ => String::new(),
    }
}

/// How the first two families fared, of so many; and what no value is where none is there.
pub fn title(measure: &str, series: &[Series], (families, given): (usize, &str)) -> String {
    let known: Vec<(&str, &Point, &Point)> = series
        .iter()
        .filter_map(|series| series.ends().map(|(a, b)| (series.family.as_str(), a, b)))
        .collect();
    let Some((family, a, b)) = known.first() else {
        return format!("No dated {measure} is {given}");
    };
    let mut title = format!("{} {}", possessive(family, measure), fared(a, b));
    if let Some((family, a, b)) = known.get(1) {
        title = format!("{title}; {family}’s {}", fared(a, b));
    }
    title + &more_families(families.saturating_sub(2))
}

/// `rose from 30% to 45%`, or where a single value stands.
fn fared(a: &Point, b: &Point) -> String {
    if a.day == b.day {
        let dispute = if a.dispute.is_empty() { "" } else { ", " };
        format!("is known for one date: {}{dispute}{}", a.text, a.dispute)
    } else if a.span.1 >= b.span.0 {
        // Which of them came first is open.
        format!("is given as {} and {} for dates that overlap", a.text, b.text)
    } else if b.low > a.high {
        format!("rose from {} to {}", a.text, b.text)
    } else if b.high < a.low {
        format!("fell from {} to {}", a.text, b.text)
    } else if a.stated.is_empty() && b.stated.is_empty() {
        format!("stands at {}, as at first", b.text)
    } else {
        // Ranges that touch allow a rise, a fall and neither.
        format!("is given as {}, then {}", a.text, b.text)
    }
}
