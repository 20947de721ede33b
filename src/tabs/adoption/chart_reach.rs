//! The reach of a family: its counts as big numbers, sizes as a range.

use std::collections::{BTreeMap, BTreeSet};

use super::chart::{TOLD, alike, crowd_mark, dated, fields, latest, mark, unit_after};
use super::chart_range::{Told, by_quantity};
use super::data::{Identity, Usage};
use crate::model::choice::sentence_case;
use crate::model::number::grouped;
use crate::model::{Choice as _, Mark, Unit, number};

/// One big number.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Reach {
    /// The marks it stands for, the one whose value is written first.
    pub keys: Vec<String>,
    /// `385M`, `0.6B – 235B+`, or the words for its absence.
    pub value: String,
    pub is_known: bool,
    /// What it counts.
    pub caption: String,
}

/// A count, all that is stated of one, or the smallest and the largest of one thing.
pub enum Item<'a> {
    One(&'a Usage),
    Several(Told<'a>),
    Range(&'a Usage, &'a Usage),
}

impl<'a> Item<'a> {
    /// The row that it takes its words from.
    pub fn first(&self) -> &'a Usage {
        match self {
            Self::One(row) | Self::Range(row, _) => row,
            Self::Several(told) => told.first,
        }
    }

    /// The measure, a range's without its ends: `model sizes`.
    pub fn measure(&self) -> String {
        match self {
            Self::One(_) | Self::Several(_) => self.first().said.measure().to_owned(),
            Self::Range(smallest, _) => {
                let noun = end_of(smallest.said.measure(), "smallest")
                    .unwrap_or_else(|| smallest.said.measure());
                format!("{noun} sizes")
            }
        }
    }

    /// The value as displayed.
    pub fn text(&self) -> String {
        match self {
            Self::One(row) => row.said.text(),
            Self::Several(told) => told.text.clone(),
            Self::Range(smallest, largest) => range_text(smallest, largest),
        }
    }

    /// Further statements of it, in words.
    pub fn named(&self) -> Vec<(&'a Usage, String)> {
        match self {
            Self::One(_) | Self::Range(..) => Vec::new(),
            Self::Several(told) => told.named(),
        }
    }

    /// Its mark.
    pub fn mark(&self) -> Mark {
        match self {
            Self::One(row) => mark(row),
            Self::Several(told) => told.mark(),
            Self::Range(smallest, largest) => range_mark(smallest, largest, &self.measure()),
        }
    }
}

/// The big numbers, and their marks in reading order.
pub fn reach(rows: &[&Usage], marks: &mut Vec<Mark>) -> Vec<Reach> {
    let mut groups = alike(rows.iter().copied(), |row| {
        (row.said.subject(), row.said.measure(), row.unit(), row.said.scope())
    });
    let untold = groups.split_off(groups.len().min(TOLD));
    let mut current: Vec<&Usage> = Vec::new();
    let mut others: BTreeMap<Identity, Vec<&Usage>> = BTreeMap::new();
    for (_, rows) in groups {
        let (now, other_dates) = latest(&rows);
        if let Some(first) = now.first() {
            others.entry(first.identity()).or_default().extend(other_dates);
        }
        current.extend(now);
    }
    let several = current
        .iter()
        .any(|row| current.first().is_some_and(|a| a.said.subject() != row.said.subject()));
    let build = |(index, item): (usize, &Item<'_>)| {
        let (own, first) = (item.mark(), item.first());
        let mut keys = vec![own.key.clone()];
        let measure = item.measure();
        let named = if several || index == 0 {
            format!("{} {measure}", first.said.subject())
        } else {
            measure.clone()
        };
        let mut caption = format!("{named}{}", unit_after(&measure, first.unit()));
        let is_known = !matches!(item, Item::One(row) if row.said.amount().is_none());
        let value = item.text();
        marks.push(own);
        let mut further = Vec::new();
        for (row, words) in item.named() {
            further.push(words);
            keys.push(row.said.record().into_owned());
            marks.push(mark(row));
        }
        if !further.is_empty() {
            caption = format!("{caption}; {}", further.join(", "));
        }
        if let Item::Several(told) = item {
            caption = format!("{caption}{}", told.untold("; "));
        }
        let (texts, told) = other_dates(item, &others);
        keys.extend(told.iter().map(|mark| mark.key.clone()));
        marks.extend(told);
        if let (Some(date), false) = (first.said.date(), texts.is_empty()) {
            caption = format!("{caption}, {}; {}", date.text(), texts.join(", "));
        }
        Reach { keys, value, is_known, caption }
    };
    let mut reach: Vec<Reach> = items(&current).iter().enumerate().map(build).collect();
    let untold: Vec<&Usage> = untold.into_iter().flat_map(|(_, rows)| rows).collect();
    reach.extend(crowd_mark(&untold, "not told one by one").map(|mark| {
        let keys = vec![mark.key.clone()];
        let value = grouped(untold.len() as f64);
        let caption = format!("more values of {}, not told one by one", mark.label);
        marks.push(mark);
        Reach { keys, value, is_known: true, caption }
    }));
    reach
}

/// What is said of the same for other dates: in words, and as marks.
fn other_dates(
    item: &Item<'_>,
    others: &BTreeMap<Identity, Vec<&Usage>>,
) -> (Vec<String>, Vec<Mark>) {
    let ids: Vec<Identity> = match item {
        Item::Range(a, b) => vec![a.identity(), b.identity()],
        item => vec![item.first().identity()],
    };
    let earlier: Vec<&Usage> =
        ids.iter().filter_map(|id| others.get(id)).flatten().copied().collect();
    if earlier.len() > TOLD {
        let crowd: Vec<Mark> = crowd_mark(&earlier, "of other dates").into_iter().collect();
        return (crowd.iter().map(|mark| mark.value.clone()).collect(), crowd);
    }
    earlier.iter().map(|row| (dated(row), mark(row))).unzip()
}

/// The rows, with the statements of one count as one, and each `smallest …` and its `largest …`.
pub fn items<'a>(rows: &[&'a Usage]) -> Vec<Item<'a>> {
    let mut several: BTreeMap<Identity, Told<'a>> = BTreeMap::new();
    let mut further: BTreeSet<Identity> = BTreeSet::new();
    for told in by_quantity(rows).iter().filter_map(|rows| Told::of(rows)) {
        if !told.others().is_empty() {
            let ids = told.others().iter().map(|row| row.identity());
            further.extend(ids.filter(|id| *id != told.first.identity()));
            several.insert(told.first.identity(), told);
        }
    }
    let rows: Vec<&Usage> =
        rows.iter().copied().filter(|row| !further.contains(&row.identity())).collect();
    let is_free = |row: &Usage| !several.contains_key(&row.identity());
    let mut items: Vec<Item<'a>> = Vec::new();
    let mut taken = vec![false; rows.len()];
    for (index, row) in rows.iter().enumerate() {
        if taken.get(index).copied().unwrap_or(true) {
            continue;
        }
        let is_end =
            ["smallest", "largest"].iter().any(|w| end_of(row.said.measure(), w).is_some());
        let candidates = if is_end && is_free(row) { rows.as_slice() } else { &[] };
        let pair = candidates.iter().enumerate().find(|(other, candidate)| {
            let is_left = *other != index && taken.get(*other) == Some(&false);
            is_left && is_free(candidate) && are_ends(row, candidate)
        });
        if let Some((other, candidate)) = pair {
            if let Some(flag) = taken.get_mut(other) {
                *flag = true;
            }
            let is_smallest = end_of(row.said.measure(), "smallest").is_some();
            let (a, b) = if is_smallest { (*row, *candidate) } else { (*candidate, *row) };
            items.push(Item::Range(a, b));
        } else {
            let told = several.get(&row.identity()).cloned();
            items.push(told.map_or(Item::One(row), Item::Several));
        }
    }
    items
}

/// Whether one is the smallest and the other the largest of the same thing.
fn are_ends(a: &Usage, b: &Usage) -> bool {
    let ends = |a: &Usage, b: &Usage| {
        let noun = end_of(a.said.measure(), "smallest");
        noun.is_some() && noun == end_of(b.said.measure(), "largest")
    };
    let is_known = a.said.amount().is_some() && b.said.amount().is_some();
    let same = (a.said.subject(), a.unit(), a.said.scope(), a.said.as_of())
        == (b.said.subject(), b.unit(), b.said.scope(), b.said.as_of());
    is_known && same && (ends(a, b) || ends(b, a))
}

/// What follows the word: `model` of `smallest model`.
fn end_of<'a>(measure: &'a str, word: &str) -> Option<&'a str> {
    let (first, rest) = measure.split_once(' ')?;
    first.eq_ignore_ascii_case(word).then(|| rest.trim()).filter(|rest| !rest.is_empty())
}

fn range_text(smallest: &Usage, largest: &Usage) -> String {
    let (Some(low), Some(high)) = (smallest.said.quantity(), largest.said.quantity()) else {
        return format!("{} – {}", smallest.said.text(), largest.said.text());
    };
    let suffix = number::step_suffix(high.value);
    let step = number::short_in(low.value, suffix);
    // 0.6B beside 235B reads better than 600M; 0.002B would not.
    let shares_step = matches!(high.unit, Unit::Count(_)) && !step.starts_with("0.0");
    let low = if shares_step { low.qualifier.on(&step) } else { low.text() };
    format!("{low} – {}", high.text())
}

fn range_mark(smallest: &Usage, largest: &Usage, measure: &str) -> Mark {
    let exactly = |row: &Usage| row.said.quantity().map(|it| it.exactly()).unwrap_or_default();
    let qualifier = |row: &Usage| row.said.quantity().map_or("", |it| it.qualifier.key());
    let qualifier = match (qualifier(smallest), qualifier(largest)) {
        (a, b) if a == b => a.to_owned(),
        (a, b) => format!("{a}; {b}"),
    };
    let text = range_text(smallest, largest);
    let label = format!("{}, {measure}", smallest.said.subject());
    let mark = Mark::of(
        format!("range: {} {}", smallest.said.record(), largest.said.record()),
        label,
        text.as_str(),
    )
    .exactly(sentence_case(&format!("{} to {}", exactly(smallest), exactly(largest))));
    fields(mark, smallest.of(), smallest, (measure, &text, &qualifier))
        .standing_for(&smallest.said)
        .standing_for(&largest.said)
}
