//! One measure over time with more values than can be told apart: what is drawn of them, and marks
//! that each stand for a stretch of time.

use super::chart::{Chart, Options, alike, counts, family_fields, mark, rest};
use super::chart_range::Told;
use super::chart_time::{Course, Dated, Point, Series, Topic, period, subtitle, title};
use super::chart_title::with_rest;
use super::data::{Adoption, Usage};
use crate::model::calendar::{Period, Unit, date_of, finest};
use crate::model::known::absence;
use crate::model::number::{counted, grouped};
use crate::model::{DateRange, Figure, Mark, Scale};

/// With more values than this, marks stand for stretches of time.
pub const MANY: usize = 2_000;
/// Marks at the most: more could not be walked through.
const MOST_MARKS: usize = 400;
/// Families at the most that have a line of their own.
const MOST_FAMILIES: usize = 20;

/// A line of more values than can be told apart.
#[derive(Clone, Debug, PartialEq)]
pub struct Crowd {
    /// What is stated of each day, without a day that has no value between them.
    pub runs: Vec<Vec<Extent>>,
    /// What the marks stand for, by time.
    pub stretches: Vec<Stretch>,
    pub first: Point,
    pub last: Point,
}

/// All that is stated of one day.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Extent {
    /// The middle of the days that the date allows, numbered from 1970-01-01.
    pub day: f64,
    pub low: f64,
    pub high: f64,
}

/// What one mark stands for.
#[derive(Clone, Debug, PartialEq)]
pub struct Stretch {
    pub key: String,
    /// First and last day, numbered from 1970-01-01.
    pub days: (f64, f64),
    /// The lowest and the highest value; `None` where none is given.
    pub values: Option<(f64, f64)>,
}

/// A family, or several together, and the rows with a date.
type Family<'a> = (String, Vec<&'a Usage>);

/// Draws these rows of a topic, each of which has a date.
pub fn build<'a>(
    (adoption, options): (&Adoption, &Options),
    topic: Topic<'a>,
    families: &[(&'a str, Vec<&'a Usage>)],
) -> Figure<Chart> {
    let rows: Vec<&Usage> = families.iter().flat_map(|(_, rows)| rows.iter().copied()).collect();
    let span = DateRange::span(rows.iter().filter_map(|row| row.said.date()));
    let drawn = lined_up(families);
    let unit = span.map_or(Unit::Month, |span| finest(span, MOST_MARKS / drawn.len().max(1)));
    let mut marks = Vec::new();
    let mut series = Vec::new();
    for (place, family) in drawn.iter().enumerate() {
        if let Some(crowd) = crowd((topic, family, unit), &mut marks) {
            series.push(Series::of_crowd(family.0.clone(), place, crowd));
        }
    }
    let valued = rows.iter().filter_map(|row| row.said.amount());
    let scale = Scale::round(0.0, valued.fold(0.0, f64::max), super::chart_time::TICKS);
    let days = span.map_or((0.0, 1.0), |(first, last)| (first.position(), last.position()));
    let given = super::chart_title::given(rows.iter().map(|row| row.said.bare()));
    let all = counted(rows.len(), "value");
    let under = format!(
        "{} · {all}; each mark stands for {}",
        subtitle(topic, &period(&ends(&rows))),
        with_article(unit)
    );
    Figure {
        title: title(topic.0, &series, (families.len(), given)),
        subtitle: with_rest(under, &rest(adoption, options, &rows)),
        counts: counts(adoption, options, &marks),
        marks: marks.into(),
        chart: Chart::Time(Course {
            series,
            unit: topic.2.clone(),
            days: if days.1 > days.0 { days } else { (days.0 - 15.0, days.1 + 15.0) },
            values: (scale.from, scale.to),
            aside: aside(&rows),
            aside_keys: Vec::new(),
        }),
    }
}

/// `a month`, `10 years`.
fn with_article(unit: Unit) -> String {
    match unit {
        Unit::Years(count) if count > 1 => unit.noun(),
        unit => format!("a {}", unit.noun()),
    }
}

/// The families with most rows in the order of the table, and all others together after them.
fn lined_up<'a>(families: &[(&'a str, Vec<&'a Usage>)]) -> Vec<Family<'a>> {
    let own = |(name, rows): &(&'a str, Vec<&'a Usage>)| ((*name).to_owned(), rows.clone());
    if families.len() <= MOST_FAMILIES {
        return families.iter().map(own).collect();
    }
    let mut sizes: Vec<(usize, usize)> =
        families.iter().enumerate().map(|(index, (_, rows))| (rows.len(), index)).collect();
    sizes.sort_by_key(|(size, index)| (std::cmp::Reverse(*size), *index));
    let kept: Vec<usize> = sizes.iter().take(MOST_FAMILIES - 1).map(|(_, index)| *index).collect();
    let (mut lined_up, mut others) = (Vec::new(), Vec::new());
    for (index, family) in families.iter().enumerate() {
        if kept.contains(&index) {
            lined_up.push(own(family));
        } else {
            others.extend(family.1.iter().copied());
        }
    }
    let name = format!("{} other families", grouped((families.len() - kept.len()) as f64));
    lined_up.push((name, others));
    lined_up
}

/// The rows of the first and of the last date.
fn ends<'a>(rows: &[&'a Usage]) -> Vec<Dated<'a>> {
    let dated = || rows.iter().filter_map(|row| Some((*row, row.said.date()?)));
    let first = dated().min_by_key(|(_, date)| (date.first, date.last));
    let last = dated().max_by_key(|(_, date)| (date.last, date.first));
    first.into_iter().chain(last).collect()
}

/// How many rows have no value, in words; empty where all have one.
fn aside(rows: &[&Usage]) -> String {
    let without: Vec<_> =
        rows.iter().map(|row| row.said.bare()).filter(|number| number.value().is_none()).collect();
    match without.len() {
        0 => String::new(),
        1 => format!("1 value {}, so the line is broken", absence(without)),
        many => {
            let values = counted(many, "value");
            format!("{values} {}, so the lines are broken", absence(without))
        }
    }
}

/// The line of a family and its marks; `None` where no row of it gives a value.
fn crowd(
    (topic, family, unit): (Topic<'_>, &Family<'_>, Unit),
    marks: &mut Vec<Mark>,
) -> Option<Crowd> {
    let middle = |date: &DateRange| date.first.number() + date.last.number();
    let mut rows: Vec<(i64, &Usage)> =
        family.1.iter().filter_map(|row| Some((middle(row.said.date()?), *row))).collect();
    rows.sort_by_key(|(middle, _)| *middle);
    let mut runs: Vec<Vec<Extent>> = vec![Vec::new()];
    let mut moments: Vec<&[(i64, &Usage)]> = Vec::new();
    for moment in rows.chunk_by(|a, b| a.0 == b.0) {
        match (extent(moment), runs.last_mut()) {
            (Some(extent), Some(run)) => {
                run.push(extent);
                moments.push(moment);
            }
            _ => runs.push(Vec::new()),
        }
    }
    runs.retain(|run| !run.is_empty());
    let stretches = stretches(&rows, (topic, &family.0, unit), marks);
    let key = |moment: &[(i64, &Usage)]| {
        let day = moment.first().map_or(0.0, |(middle, _)| *middle as f64 / 2.0);
        let own = stretches.iter().find(|stretch| stretch.days.0 <= day && day <= stretch.days.1);
        own.map(|stretch| stretch.key.clone()).unwrap_or_default()
    };
    let (first, last) = (moments.first()?, moments.last()?);
    let (first, last) = (point(first, key(first))?, point(last, key(last))?);
    Some(Crowd { runs, stretches, first, last })
}

fn extent(moment: &[(i64, &Usage)]) -> Option<Extent> {
    let day = moment.first()?.0 as f64 / 2.0;
    let (low, high) = span_of(moment)?;
    Some(Extent { day, low, high })
}

/// The lowest and the highest value.
fn span_of(rows: &[(i64, &Usage)]) -> Option<(f64, f64)> {
    let values = rows.iter().filter_map(|(_, row)| row.said.amount());
    values.map(|value| (value, value)).reduce(|a, b| (a.0.min(b.0), a.1.max(b.1)))
}

/// What is stated of one day, in words.
fn point(moment: &[(i64, &Usage)], key: String) -> Option<Point> {
    let rows: Vec<&Usage> = moment.iter().map(|(_, row)| *row).collect();
    let told = Told::of(&rows)?;
    Some(Point::of(&told, told.first.said.date()?, key))
}

/// One mark for the rows of each stretch of time.
fn stretches(
    rows: &[(i64, &Usage)],
    (topic, family, unit): (Topic<'_>, &str, Unit),
    marks: &mut Vec<Mark>,
) -> Vec<Stretch> {
    let period = |middle: i64| Some(unit.around(date_of((middle as f64 / 2.0).floor())?));
    let mut stretches = Vec::new();
    let mut left = rows;
    while let Some((middle, _)) = left.first() {
        let Some(period) = period(*middle) else { break };
        let end = period.last.position() + 1.0;
        let count = left.partition_point(|(middle, _)| *middle as f64 / 2.0 < end);
        let (own, later) = left.split_at(count.max(1));
        let mark = stretch_mark(own, (topic, family), period);
        stretches.push(Stretch {
            key: mark.key.clone(),
            days: (period.first.position(), period.last.position()),
            values: span_of(own),
        });
        marks.push(mark);
        left = later;
    }
    stretches
}

fn stretch_mark(
    rows: &[(i64, &Usage)],
    ((measure, ..), family): (Topic<'_>, &str),
    period: Period,
) -> Mark {
    if let [(_, row)] = rows {
        return mark(row);
    }
    let said = || rows.iter().map(|(_, row)| &row.said);
    let valued = || said().filter_map(|said| Some((said, said.amount()?)));
    let low = valued().min_by(|a, b| a.1.total_cmp(&b.1));
    let high = valued().max_by(|a, b| a.1.total_cmp(&b.1));
    let how_many = counted(rows.len(), "value");
    let (text, exactly) = match (low, high) {
        (Some((low, a)), Some((high, b))) if a < b => (
            format!("{} – {}", low.text(), high.text()),
            format!("{} to {}, {how_many}", low.exactly(), high.exactly()),
        ),
        (Some((low, _)), _) => (low.text(), format!("{}, {how_many}", low.exactly())),
        (None, _) => (absence(said().map(|said| said.bare())).to_owned(), String::new()),
    };
    let label = format!("{family}, {measure}, {}", period.text());
    let mark = Mark::of(format!("{family}: {}", period.key()), label, &text).exactly(exactly);
    let Some((_, like)) = rows.first() else { return mark };
    let developer = if like.said.subject() == family { like.of().1 } else { "" };
    family_fields(mark, (family, developer), like, (measure, &text, &how_many), &period.text())
        .in_place_of(said())
}

/// The families of rows that have a date, in the order of the table.
pub fn families<'a>(rows: &[&'a Usage]) -> Vec<(&'a str, Vec<&'a Usage>)> {
    alike(rows.iter().copied(), |row| row.said.subject())
}
