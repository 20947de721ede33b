//! Every count, one scale for each unit: two units never share one.

use std::collections::BTreeMap;

use super::chart::{
    AxisOf, Chart, Options, TOLD, alike, counts, crowd_mark, kept, latest, mark, nothing, rest,
};
use super::chart_crowd::MANY;
use super::chart_reach::{Item, items};
use super::chart_title as words;
use super::data::{Adoption, Identity, Usage};
use crate::model::choice::sentence_case;
use crate::model::scale::{Scale, tick_text};
use crate::model::{Choice as _, DateRange, Figure, Mark, Unit};

/// Ticks of a count axis at the most.
const TICKS: usize = 7;

/// The counts of one unit.
#[derive(Clone, Debug, PartialEq)]
pub struct Unitful {
    /// The unit and the kind of axis: `downloads, log axis`.
    pub caption: String,
    pub scale: Scale,
    pub ticks: Vec<(f64, String)>,
    pub rows: Vec<Line>,
}

/// A count, or a range between two.
#[derive(Clone, Debug, PartialEq)]
pub struct Line {
    pub key: String,
    pub name: String,
    /// Family and scope.
    pub below: String,
    /// `385M`, or why it has no place on the axis.
    pub text: String,
    /// Where it begins and ends on the axis, both the same unless it is a range; `None` where it
    /// has no place there.
    pub ends: Option<(f64, f64)>,
    /// Whether the source gives it; a zero has no place on a log axis, yet is known.
    pub is_known: bool,
    /// Every value stated, where they differ.
    pub stated: Vec<f64>,
    /// Further statements, each with the key of its mark.
    pub others: Vec<(String, String)>,
    /// A bar from the beginning of the axis means something: it is linear and starts at zero.
    pub has_bar: bool,
    /// Whether it is of the first family.
    pub is_subject: bool,
}

/// Chooses what to show.
pub fn build(adoption: &Adoption, options: &Options) -> Figure<Chart> {
    let kept: Vec<&Usage> = kept(adoption, options).filter(|row| !row.is_share()).collect();
    let Some(subject) = kept.first().map(|row| row.said.subject().to_owned()) else {
        let has_any = adoption.statements.items.iter().any(|row| !row.is_share());
        let why = if has_any {
            "This family has no counts: choose “All families”."
        } else {
            "There are no counts in this data, only shares and scores."
        };
        return nothing(adoption, options, "No count to show", why);
    };
    let mut marks = Vec::new();
    let is_many = kept.len() > MANY;
    let mut units = alike(kept.iter().copied(), Usage::unit);
    let untold = units.split_off(units.len().min(TOLD));
    let mut groups: Vec<Unitful> = units
        .into_iter()
        .map(|(unit, rows)| unitful(unit, (&rows, is_many), (options.axis, &subject), &mut marks))
        .collect();
    let untold: Vec<&Usage> = untold.into_iter().flat_map(|(_, rows)| rows).collect();
    groups.extend(untold_units(&untold, &mut marks));
    let axis = format!("Counts as stated, each unit on {} axis of its own", article(options.axis));
    Figure {
        title: words::of_counts(&kept),
        subtitle: words::with_rest(
            words::under_counts(&axis, &kept),
            &rest(adoption, options, &kept),
        ),
        counts: counts(adoption, options, &marks),
        marks: marks.into(),
        chart: Chart::Count(groups),
    }
}

fn article(axis: AxisOf) -> String {
    format!("a {}", axis.key())
}

/// The counts in more units than can be drawn.
fn untold_units(rows: &[&Usage], marks: &mut Vec<Mark>) -> Option<Unitful> {
    let line = untold(rows, marks)?;
    let scale = Scale::round(0.0, 1.0, TICKS);
    let caption = "more units".to_owned();
    Some(Unitful { caption, scale, ticks: Vec::new(), rows: vec![line] })
}

/// One line for counts that are too many to be drawn one by one.
fn untold(rows: &[&Usage], marks: &mut Vec<Mark>) -> Option<Line> {
    let mark = crowd_mark(rows, "not drawn one by one")?;
    let line = Line {
        key: mark.key.clone(),
        name: "More counts".to_owned(),
        below: mark.label.clone(),
        text: mark.value.clone(),
        ends: None,
        is_known: true,
        stated: Vec::new(),
        others: Vec::new(),
        has_bar: false,
        is_subject: false,
    };
    marks.push(mark);
    Some(line)
}

/// The rows to be drawn, those of other dates by the first of each quantity, and those of the
/// quantities for which there is no room.
struct Sorted<'a> {
    rows: Vec<&'a Usage>,
    earlier: BTreeMap<Identity, Vec<&'a Usage>>,
    untold: Vec<&'a Usage>,
}

/// Of many counts only those of the latest date are drawn, and the first quantities.
fn sorted<'a>(rows: &[&'a Usage], is_many: bool) -> Sorted<'a> {
    let mut sorted = Sorted { rows: Vec::new(), earlier: BTreeMap::new(), untold: Vec::new() };
    if !is_many {
        // Rows of one measure stand together, as far as the order of the table allows.
        sorted.rows = alike(rows.iter().copied(), |row| row.said.measure())
            .into_iter()
            .flat_map(|(_, rows)| rows)
            .collect();
        return sorted;
    }
    let key = |row: &'a Usage| (row.said.measure(), row.said.subject(), row.said.scope());
    for (index, (_, rows)) in alike(rows.iter().copied(), key).into_iter().enumerate() {
        if index >= TOLD {
            sorted.untold.extend(rows);
            continue;
        }
        let (now, earlier) = latest(&rows);
        if let Some(first) = now.first().filter(|_| !earlier.is_empty()) {
            sorted.earlier.insert(first.identity(), earlier);
        }
        sorted.rows.extend(now);
    }
    sorted
}

fn unitful(
    unit: &Unit,
    (rows, is_many): (&[&Usage], bool),
    (axis, subject): (AxisOf, &str),
    marks: &mut Vec<Mark>,
) -> Unitful {
    let Sorted { rows, earlier, untold: beyond } = sorted(rows, is_many);
    let values: Vec<f64> = rows.iter().filter_map(|row| row.said.amount()).collect();
    let high = values.iter().copied().fold(0.0, f64::max);
    let low = values.iter().copied().filter(|value| *value > 0.0).fold(high, f64::min);
    let log = if axis == AxisOf::Log { Scale::decades(low, high) } else { None };
    let scale = log.unwrap_or_else(|| Scale::round(0.0, high, TICKS));
    let name = match unit.name() {
        "" => "no unit stated",
        name => name,
    };
    let kind = if scale.is_log { AxisOf::Log } else { AxisOf::Linear };
    let ticks = if values.is_empty() { Vec::new() } else { scale.ticks(TICKS) };
    let mut lines: Vec<Line> = Vec::new();
    for item in &items(&rows) {
        let own = item.mark();
        let mut line = line(item, &own, &scale, subject);
        marks.push(own);
        marks.extend(item.named().into_iter().map(|(row, _)| mark(row)));
        let earlier = earlier.get(&item.first().identity());
        if let Some(crowd) = earlier.and_then(|rows| crowd_mark(rows, "of other dates")) {
            line.others.push((crowd.key.clone(), crowd.value.clone()));
            marks.push(crowd);
        }
        lines.push(line);
    }
    lines.extend(untold(&beyond, marks));
    Unitful {
        caption: format!("{name}, {} axis", kind.key()),
        ticks: ticks.into_iter().map(|tick| (tick, tick_text(tick))).collect(),
        rows: lines,
        scale,
    }
}

fn line(item: &Item<'_>, mark: &Mark, scale: &Scale, subject: &str) -> Line {
    let row = item.first();
    let ends = match item {
        Item::One(row) => row.said.amount().map(|value| (value, value)),
        Item::Several(told) => Some((told.low, told.high)),
        Item::Range(a, b) => a.said.amount().zip(b.said.amount()),
    };
    let fits = |(low, _): &(f64, f64)| !scale.is_log || *low > 0.0;
    let text = match ends {
        Some(ends) if !fits(&ends) => format!("{}, not on a log axis", item.text()),
        _ => item.text(),
    };
    let stated = match item {
        Item::Several(told) => told.stated(),
        Item::One(_) | Item::Range(..) => Vec::new(),
    };
    let mut others: Vec<(String, String)> = item
        .named()
        .into_iter()
        .map(|(row, words)| (row.said.record().into_owned(), words))
        .collect();
    if let Item::Several(told) = item
        && told.is_crowd()
    {
        // They are told by the line's own mark.
        others.push((String::new(), told.untold("")));
    }
    let mut below = row.said.subject().to_owned();
    let date = row.said.date().map(DateRange::text).unwrap_or_default();
    for part in [row.said.scope(), date.as_str()] {
        if !part.is_empty() {
            below = format!("{below} · {part}");
        }
    }
    Line {
        key: mark.key.clone(),
        name: sentence_case(&item.measure()),
        below,
        text,
        ends: ends.filter(fits),
        is_known: ends.is_some(),
        stated,
        others,
        has_bar: !scale.is_log,
        is_subject: row.said.subject() == subject,
    }
}
