//! What the adoption figure shows: shares with reach and scores, counts, or change over time.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use super::chart_count::{self, Unitful};
use super::chart_reach::{self, Reach};
use super::chart_scores::{self, Group};
use super::chart_share::{self, Bar};
use super::chart_time::{self, Course};
use super::chart_title as words;
use super::data::{Adoption, Identity, Usage};
use crate::model::figure::not_drawn;
use crate::model::native::Colour;
use crate::model::{Asked, Choice, Counts, DateRange, Figure, Mark, Marks, Said, Unit, number};

/// Ways to look at the tables.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum ViewOf {
    /// A bar of 100 % for each measure, then reach and scores.
    #[default]
    Share,
    /// Every count, each unit on a scale of its own.
    Count,
    /// A line per family.
    Time,
}

impl Choice for ViewOf {
    const ALL: &'static [Self] = &[Self::Share, Self::Count, Self::Time];

    fn key(self) -> &'static str {
        match self {
            Self::Share => "share",
            Self::Count => "count",
            Self::Time => "time",
        }
    }

    fn label(self) -> String {
        match self {
            Self::Share => "Share",
            Self::Count => "Count",
            Self::Time => "Over time",
        }
        .to_owned()
    }
}

/// How counts are spread over their axis.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum AxisOf {
    /// Equal steps for equal ratios.
    #[default]
    Log,
    /// Equal steps for equal differences, from zero.
    Linear,
}

impl Choice for AxisOf {
    const ALL: &'static [Self] = &[Self::Log, Self::Linear];

    fn key(self) -> &'static str {
        match self {
            Self::Log => "log",
            Self::Linear => "linear",
        }
    }
}

/// What the user chose.
#[derive(Clone, Debug, Default)]
pub struct Options {
    pub view: ViewOf,
    /// Only this family.
    pub family: Option<String>,
    pub axis: AxisOf,
    /// What is drawn over time; the first that carries dates where this is absent.
    pub measure: Option<String>,
}

/// What to draw.
#[derive(Clone, Debug, PartialEq)]
pub enum Chart {
    /// Any of the three may be empty, but not all.
    Share {
        bars: Vec<Bar>,
        reach: Vec<Reach>,
        scores: Vec<Group>,
    },
    Count(Vec<Unitful>),
    Time(Course),
    /// Nothing to draw, and why.
    Empty(&'static str),
}

/// The colour of a family: its place among them.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Ink {
    /// 0 is the subject, 1 the comparator, then the series.
    Family(usize),
    /// Several families together.
    Others,
    /// What no source attributes.
    Remainder,
}

impl Ink {
    /// What its colour is for.
    pub fn colour(self) -> Colour {
        match self {
            Self::Family(0) => Colour::Subject,
            Self::Family(1) => Colour::Comparator,
            Self::Family(place) if place < COLOURED => Colour::Series(place - 1),
            Self::Family(_) => Colour::Faint,
            Self::Others => Colour::Others,
            Self::Remainder => Colour::Open,
        }
    }
}

/// How many families have a colour of their own; the rest stand together.
pub const COLOURED: usize = 8;

/// Chooses what to show.
pub fn build(adoption: &Adoption, options: &Options) -> Figure<Chart> {
    match options.view {
        ViewOf::Share => share(adoption, options),
        ViewOf::Count => chart_count::build(adoption, options),
        ViewOf::Time => chart_time::build(adoption, options),
    }
}

/// The statements that the filter leaves.
pub fn kept<'a>(adoption: &'a Adoption, options: &Options) -> impl Iterator<Item = &'a Usage> {
    adoption.statements.items.iter().filter(|row| is_kept(row, options))
}

fn is_kept(row: &Usage, options: &Options) -> bool {
    options.family.as_ref().is_none_or(|family| row.said.subject() == family)
}

/// Rows that the filter hides and no mark stands for are filtered, all others shown: drawn, or
/// counted in words where the view does not draw them.
pub fn counts(adoption: &Adoption, options: &Options, marks: &[Mark]) -> Counts {
    let read = adoption.statements.items.len() + adoption.scores.items.len();
    if options.family.is_none() {
        return Counts { shown: read, filtered: 0, rejected: 0 };
    }
    let drawn: BTreeSet<Identity> =
        marks.iter().flat_map(Mark::statements).map(Said::as_ptr).collect();
    let is_hidden = |row: &&Usage| !is_kept(row, options) && !drawn.contains(&row.identity());
    let filtered = adoption.statements.items.iter().filter(is_hidden).count();
    Counts { shown: read - filtered, filtered, rejected: 0 }
}

/// What the filter leaves and the view does not draw, in words; empty for nothing.
pub fn rest(adoption: &Adoption, options: &Options, drawn: &[&Usage]) -> String {
    let left = |is_share: bool| {
        let kept = kept(adoption, options).filter(|row| row.is_share() == is_share).count();
        kept.saturating_sub(drawn.iter().filter(|row| row.is_share() == is_share).count())
    };
    let scores = adoption.scores.items.len();
    let left = [(left(true), "share"), (left(false), "count"), (scores, "score")];
    not_drawn(&left).unwrap_or_default()
}

/// A figure without anything to draw.
pub fn nothing(
    adoption: &Adoption,
    options: &Options,
    title: &str,
    why: &'static str,
) -> Figure<Chart> {
    Figure {
        title: title.to_owned(),
        subtitle: rest(adoption, options, &[]),
        marks: Marks::default(),
        counts: counts(adoption, options, &[]),
        chart: Chart::Empty(why),
    }
}

fn share(adoption: &Adoption, options: &Options) -> Figure<Chart> {
    let mut marks = Vec::new();
    let bars = chart_share::bars(&adoption.statements.items, options.family.as_deref(), &mut marks);
    let (shares, counted): (Vec<&Usage>, Vec<&Usage>) =
        kept(adoption, options).partition(|row| row.is_share());
    let reach = chart_reach::reach(&counted, &mut marks);
    let mut scores = chart_scores::groups(&adoption.scores.items, &mut marks);
    if bars.is_empty() && reach.is_empty() && scores.is_empty() {
        return nothing(
            adoption,
            options,
            "No share, count or score to show",
            if adoption.statements.items.is_empty() {
                "The data has no adoption or benchmarks table. Open one with columns for family, \
                 measure and value, or for model, benchmark and score."
            } else {
                "No row is left: choose “All families”."
            },
        );
    }
    let shares: Vec<&Usage> = alike(shares, |row| (row.said.measure(), row.said.scope()))
        .into_iter()
        .flat_map(|(_, rows)| latest(&rows).0)
        .collect();
    let (title, subtitle) = if !bars.is_empty() {
        (words::of_shares(&bars), words::under_shares(&bars, &shares))
    } else if !reach.is_empty() {
        (words::of_counts(&counted), words::under_counts("Counts as stated", &counted))
    } else {
        // The title says it already.
        let sentence = scores.first_mut().map(|group| std::mem::take(&mut group.sentence));
        (sentence.unwrap_or_default(), words::under_scores(&scores))
    };
    let counts = counts(adoption, options, &marks);
    Figure {
        title,
        subtitle,
        marks: marks.into(),
        counts,
        chart: Chart::Share { bars, reach, scores },
    }
}

/// The mark of one statement.
pub fn mark(statement: &Usage) -> Mark {
    let label = format!("{}, {}", statement.said.subject(), statement.said.measure());
    let mut mark = Mark::of(statement.said.record(), label, statement.said.text());
    let quantity = statement.said.quantity();
    if let Some(quantity) = &quantity {
        mark = mark.exactly(quantity.exactly());
    }
    let qualifier = quantity.map_or("", |quantity| quantity.qualifier.key());
    let value = statement.said.number().text(|quantity| number::grouped(quantity.value));
    fields(mark, statement.of(), statement, (statement.said.measure(), &value, qualifier))
        .standing_for(&statement.said)
}

/// The columns of the adoption table, with those that a computed mark has of its own.
pub fn fields(
    mark: Mark,
    (family, developer): (&str, &str),
    like: &Usage,
    (measure, value, qualifier): (&str, &str, &str),
) -> Mark {
    let date = like.said.as_of().text(DateRange::text);
    family_fields(mark, (family, developer), like, (measure, value, qualifier), &date)
}

/// The same columns of a mark with a date of its own.
pub fn family_fields(
    mark: Mark,
    (family, developer): (&str, &str),
    like: &Usage,
    (measure, value, qualifier): (&str, &str, &str),
    date: &str,
) -> Mark {
    mark.with("Family", family)
        .with("Developer", developer)
        .with("Measure", measure)
        .with("Value", value)
        .with("Unit", like.unit().name())
        .with("Qualifier", qualifier)
        .with("Scope", like.said.scope())
        .with("As of", date)
}

/// Rows that may be shown together, and those of other dates: the latest date wins, and rows
/// without a date give way to those with one.
pub fn latest<'a>(rows: &[&'a Usage]) -> (Vec<&'a Usage>, Vec<&'a Usage>) {
    let last =
        rows.iter().filter_map(|row| row.said.date()).max_by_key(|date| (date.last, date.first));
    let Some(last) = last else { return (rows.to_vec(), Vec::new()) };
    let is_last = |row: &&Usage| {
        row.said.date().is_some_and(|date| (date.first, date.last) == (last.first, last.last))
    };
    rows.iter().copied().partition(is_last)
}

/// `Qwen 38% (Jan 2026)`, for a row that stands in words beside the others.
pub fn dated(statement: &Usage) -> String {
    let date = match statement.said.date() {
        Some(date) => date.text(),
        None => "no date".to_owned(),
    };
    format!("{} ({date})", statement.said.text())
}

/// The groups of rows that have the same key, in the order of their first rows.
pub fn grouped_by<'a, T, K: Ord + Copy>(
    rows: impl IntoIterator<Item = &'a T>,
    key: impl Fn(&'a T) -> K,
) -> Vec<(K, Vec<&'a T>)> {
    let mut groups: Vec<(K, Vec<&T>)> = Vec::new();
    let mut positions: BTreeMap<K, usize> = BTreeMap::new();
    for row in rows {
        let of = key(row);
        let position = *positions.entry(of).or_insert(groups.len());
        match groups.get_mut(position) {
            Some((_, group)) => group.push(row),
            None => groups.push((of, vec![row])),
        }
    }
    groups
}

/// The same where the key depends on nothing but what rows share: it is asked for once for all that
/// share it, which counts where there are a million.
pub fn alike<'a, K: Ord + Copy>(
    rows: impl IntoIterator<Item = &'a Usage>,
    key: impl Fn(&'a Usage) -> K,
) -> Vec<(K, Vec<&'a Usage>)> {
    let mut groups: Vec<(K, Vec<&Usage>)> = Vec::new();
    let mut positions: BTreeMap<K, usize> = BTreeMap::new();
    let mut shared = Asked::default();
    for row in rows {
        let own = (Arc::as_ptr(row.said.about()), Arc::as_ptr(&row.developer));
        let position = *shared.get_or_make(own, || {
            let of = key(row);
            *positions.entry(of).or_insert_with(|| {
                groups.push((of, Vec::new()));
                groups.len() - 1
            })
        });
        if let Some((_, group)) = groups.get_mut(position) {
            group.push(row);
        }
    }
    groups
}

/// Rows told one by one, in one place, at the most; of more it is said how many they are.
pub const TOLD: usize = 200;

/// One mark for rows that are too many to be told one by one: `12,000 values of other dates`.
pub fn crowd_mark(rows: &[&Usage], what: &str) -> Option<Mark> {
    let first = rows.first()?;
    let mut abouts = Asked::default();
    let (mut families, mut measures) = (BTreeSet::new(), BTreeSet::new());
    for row in rows {
        if abouts.keep(Arc::as_ptr(row.said.about()), ()) {
            families.insert(row.said.subject());
            measures.insert(row.said.measure());
        }
    }
    let family = match families.len() {
        1 => first.said.subject().to_owned(),
        many => counted_families(many),
    };
    let measure = match measures.len() {
        1 => first.said.measure().to_owned(),
        many => number::counted(many, "measure"),
    };
    let values = number::counted(rows.len(), "value");
    let key = format!("{what}: {}", first.said.record());
    let mark = Mark::of(key, format!("{family}, {measure}"), format!("{values} {what}"));
    let date = "several";
    let mark = family_fields(mark, (&family, ""), first, (&measure, &values, ""), date);
    Some(mark.in_place_of(rows.iter().map(|row| &row.said)))
}

fn counted_families(count: usize) -> String {
    format!("{} families", number::grouped(count as f64))
}

/// The unit as it follows a comma; empty where the measure already names it or there is none.
pub fn unit_after(measure: &str, unit: &Unit) -> String {
    match unit {
        Unit::Count(noun) if !noun.is_empty() && !measure.contains(&**noun) => {
            format!(", {noun}")
        }
        _ => String::new(),
    }
}
