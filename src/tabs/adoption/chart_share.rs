//! One bar of 100 % per measure: families, what the filter hides, and what nobody attributes.

use super::chart::{COLOURED, Ink, TOLD, alike, crowd_mark, dated, fields, latest, mark};
use super::chart_range::Told;
use super::chart_share_parts::{parts, sum};
use super::chart_title::given;
use super::data::Usage;
use crate::model::choice::sentence_case;
use crate::model::number::{counted, decimals};
use crate::model::{Choice as _, Mark, Qualifier, Scale};

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
    /// What the axis ends at, in per cent: more than 100 where shares that are stated add up to more.
    pub whole: f64,
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
    /// The highest where values differ.
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
    /// The share in per cent, the highest where values differ; `None` where none is given.
    pub value: Option<f64>,
    /// Where it begins and ends, from 0 to 1 of the axis.
    pub from: f64,
    pub to: f64,
    pub ink: Ink,
    /// Where statements differ in value.
    pub span: Option<Span>,
}

/// The part of a segment that not every statement gives it: from here to its end.
#[derive(Clone, Debug, PartialEq)]
pub struct Span {
    pub from: f64,
    /// Where every statement ends, from 0 to 1 of the axis.
    pub ticks: Vec<f64>,
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
pub fn bars(statements: &[Usage], family: Option<&str>, marks: &mut Vec<Mark>) -> Vec<Bar> {
    let shares: Vec<&Usage> = statements.iter().filter(|row| row.is_share()).collect();
    let order = match family {
        Some(family) => vec![family],
        None => order(&shares),
    };
    let mut bars = alike(shares, |row| (row.said.measure(), row.said.scope()))
        .into_iter()
        .filter(|(_, rows)| {
            family.is_none_or(|family| rows.iter().any(|row| row.said.subject() == family))
        })
        .map(|(_, rows)| bar(&rows, &order, family.is_some(), marks))
        .collect::<Vec<_>>();
    // All stand over one axis, unless that would be too long for those that add up.
    let whole = bars.iter().fold(100.0, |whole: f64, bar| whole.max(bar.whole));
    if whole <= LONGEST {
        for bar in &mut bars {
            bar.shrink_to(whole);
        }
    }
    bars
}

impl Bar {
    /// The same over an axis that ends at so much per cent.
    fn shrink_to(&mut self, whole: f64) {
        let part = self.whole / whole;
        for segment in &mut self.segments {
            (segment.from, segment.to) = (segment.from * part, segment.to * part);
            if let Some(span) = &mut segment.span {
                span.from *= part;
                span.ticks.iter_mut().for_each(|tick| *tick *= part);
            }
        }
        self.whole = whole;
    }
}

/// The longest axis that all bars share, in per cent.
const LONGEST: f64 = 200.0;

/// The axis of all bars, with no number on it where each ends elsewhere.
pub fn axis<'a>(bars: impl IntoIterator<Item = &'a Bar>) -> (Scale, Vec<(f64, String)>) {
    let mut ends = bars.into_iter().map(|bar| bar.whole);
    let end = ends.next().unwrap_or(100.0);
    let scale = Scale::linear(0.0, end);
    if ends.any(|other| other != end) {
        return (scale, Vec::new());
    }
    let ticks = scale.ticks(6).into_iter().map(|tick| (tick, format!("{tick}%"))).collect();
    (scale, ticks)
}

/// The families in the order of the table; where they are more than there are colours, the
/// largest first.
fn order<'a>(shares: &[&'a Usage]) -> Vec<&'a str> {
    let largest =
        |rows: Vec<&Usage>| rows.iter().filter_map(|row| row.said.amount()).fold(0.0, f64::max);
    let mut families: Vec<(&str, f64)> = alike(shares.iter().copied(), |row| row.said.subject())
        .into_iter()
        .map(|(family, rows)| (family, largest(rows)))
        .collect();
    if families.len() > COLOURED {
        families.sort_by(|a, b| b.1.total_cmp(&a.1));
    }
    families.into_iter().map(|(family, _)| family).collect()
}

fn bar(rows: &[&Usage], order: &[&str], is_filtered: bool, marks: &mut Vec<Mark>) -> Bar {
    let (current, other_dates) = latest(rows);
    let parts = parts(&current, order, is_filtered);
    let (known, sum) = (parts.known(), parts.sum());
    let whole = sum.1.max(100.0);
    let first = rows.first();
    let mut bar = Bar {
        measure: first.map(|row| row.said.measure().to_owned()).unwrap_or_default(),
        name: first.map(|row| sentence_case(row.said.measure())).unwrap_or_default(),
        scope: first.map(|row| row.said.scope().to_owned()).unwrap_or_default(),
        segments: Vec::new(),
        whole,
        notes: Vec::new(),
        stated: Vec::new(),
        given: given(current.iter().map(|row| row.said.bare())),
    };
    for (place, told) in &parts.own {
        let words = vec![format!("{} {}", told.first.said.subject(), told.text), told.text.clone()];
        let mark = told.mark();
        push(&mut bar, (&mark.key, words), (Some(told.high), whole), Ink::Family(*place));
        spread(&mut bar, (told.low, told.high, told.stated()), whole);
        bar.stated.push(stated(told));
        marks.push(mark);
    }
    let drawn = parts.own.iter().map(|(_, told)| told).chain(&parts.together);
    for told in drawn.filter(|told| told.is_crowd()) {
        let text = format!("{}{}", told.first.said.subject(), told.untold(": "));
        bar.notes.push(Note { key: None, text, ink: None });
    }
    if !is_filtered {
        bar.stated.extend(parts.together.iter().map(stated));
    }
    if !parts.together.is_empty() {
        together(&mut bar, &parts.together, whole, marks);
    }
    rest(&mut bar, (&known, sum), marks);
    let hides = |row: &&&Usage| !is_filtered || order.contains(&row.said.subject());
    let other_dates: Vec<&Usage> = other_dates.iter().filter(hides).copied().collect();
    aside(&mut bar, (&parts.aside, &other_dates), &current, marks);
    bar
}

/// What the families leave of the whole, or take beyond it.
fn rest(bar: &mut Bar, (known, sum): (&[&Usage], (f64, f64)), marks: &mut Vec<Mark>) {
    let (low, high) = sum;
    if known.is_empty() {
        // Nothing is known of the whole bar: hatched, and no number on it.
        let words = vec![format!("no share is {}", bar.given)];
        push(bar, ("", words), (None, 100.0), Ink::Remainder);
    } else if high > 100.0 + 1e-9 {
        too_much(bar, known, sum, marks);
    } else if low < 100.0 - 1e-9 {
        remainder(bar, known, (100.0 - high, 100.0 - low), marks);
    }
}

fn stated(told: &Told<'_>) -> Stated {
    let family = told.first.said.subject().to_owned();
    Stated { family, value: told.high, text: told.text.clone(), is_exact: told.is_exact() }
}

/// Adds a segment of this much of the whole, or of all of it where that is not known.
fn push(
    bar: &mut Bar,
    (key, words): (&str, Vec<String>),
    (value, whole): (Option<f64>, f64),
    ink: Ink,
) {
    let from = bar.segments.last().map_or(0.0, |segment| segment.to);
    let to = value.map_or(1.0, |value| (from + value / whole).min(1.0));
    bar.segments.push(Segment { key: key.to_owned(), words, value, from, to, ink, span: None });
}

/// Lets the last segment be full to the lowest value only, where the highest is another.
fn spread(bar: &mut Bar, (low, high, stated): (f64, f64, Vec<f64>), whole: f64) {
    if let Some(segment) = bar.segments.last_mut().filter(|_| low < high) {
        let start = segment.from;
        let place = |value: f64| (start + value / whole).min(1.0);
        let ticks = stated.into_iter().map(place).collect();
        segment.span = Some(Span { from: place(low), ticks });
    }
}

/// A number or a range computed from these rows; about, where any of them is not exact.
fn computed((low, high): (f64, f64), of: &[&Usage]) -> (String, Qualifier) {
    let exact = of.iter().all(|row| row.is_exact());
    let qualifier = if exact { Qualifier::Exact } else { Qualifier::About };
    (qualifier.on(&percents((low, high), "%", 2)), qualifier)
}

/// `45%`, `40% – 45%`.
fn percents((low, high): (f64, f64), sign: &str, places: usize) -> String {
    let [low, high] = [low, high].map(|share| format!("{}{sign}", decimals(share, places)));
    if low == high { low } else { format!("{low} – {high}") }
}

/// A mark of a number computed from these rows.
fn computed_mark(
    (key, label): (&str, &str),
    families: &str,
    range: (f64, f64),
    of: &[&Usage],
) -> Mark {
    let (text, qualifier) = computed(range, of);
    let key = format!("{key}: {}", of.first().map(|row| row.said.record()).unwrap_or_default());
    let mut mark = Mark::of(key, label, text);
    if let Some(first) = of.first() {
        let digits = percents(range, "", 6);
        let columns = (first.said.measure(), digits.as_str(), qualifier.key());
        mark = fields(mark, (families, ""), first, columns);
    }
    mark.derived_from(of.iter().map(|row| &row.said))
}

/// The families that have no colour of their own, or that the filter hides.
fn together(bar: &mut Bar, shares: &[Told<'_>], whole: f64, marks: &mut Vec<Mark>) {
    let (low, high) = sum(shares);
    let (families, mark, stated) = match shares {
        // One share by itself is as stated, with no computing.
        [one] => (one.first.said.subject().to_owned(), one.mark(), one.stated()),
        shares => {
            let families = format!("{} other families", shares.len());
            let label = format!("{families}, {}", bar.measure);
            let rows: Vec<&Usage> = shares.iter().flat_map(Told::used).collect();
            let mark = computed_mark(("others", &label), &families, (low, high), &rows);
            // The ends of a sum are nobody’s statements.
            (families, mark, vec![low, high])
        }
    };
    let words = vec![format!("{families} {}", mark.value), mark.value.clone()];
    push(bar, (&mark.key, words), (Some(high), whole), Ink::Others);
    spread(bar, (low, high, stated), whole);
    marks.push(mark);
}

/// What the highest values leave is hatched; how much it is may be a range.
fn remainder(bar: &mut Bar, known: &[&Usage], left: (f64, f64), marks: &mut Vec<Mark>) {
    let label = format!("Not attributed in the source, {}", bar.measure);
    let mark = computed_mark(("remainder", &label), "not attributed in the source", left, known);
    let words = vec![
        format!("not attributed in the source {}", mark.value),
        format!("not attributed {}", mark.value),
        mark.value.clone(),
    ];
    if left.0 > 1e-9 {
        push(bar, (&mark.key, words), (Some(left.0), 100.0), Ink::Remainder);
    } else if let Some(text) = words.into_iter().next() {
        // The highest values leave nothing to draw, the lowest do.
        bar.notes.push(Note { key: Some(mark.key.clone()), text, ink: None });
    }
    if let Some(last) = bar.segments.last_mut() {
        last.to = 1.0;
    }
    marks.push(mark);
}

fn too_much(bar: &mut Bar, known: &[&Usage], sum: (f64, f64), marks: &mut Vec<Mark>) {
    let label = format!("Sum of the shares, {}", bar.measure);
    let mark = computed_mark(("sum", &label), "all families", sum, known);
    let to = if sum.0 < sum.1 { "the highest sum" } else { "that sum" };
    let text = format!("The shares add up to {}: the bar is drawn to {to}", mark.value);
    bar.notes.push(Note { key: Some(mark.key.clone()), text, ink: None });
    marks.push(mark);
}

/// Rows that only words can show: without a value, a further statement, another date.
fn aside(
    bar: &mut Bar,
    (aside, other_dates): (&[(&Usage, String)], &[&Usage]),
    current: &[&Usage],
    marks: &mut Vec<Mark>,
) {
    for (row, text) in aside {
        bar.notes.push(Note {
            key: Some(row.said.record().into_owned()),
            text: text.clone(),
            ink: None,
        });
        marks.push(mark(row));
    }
    if other_dates.is_empty() {
        return;
    }
    let date = current.first().and_then(|row| row.said.date());
    let date = date.map(crate::model::DateRange::text).unwrap_or_default();
    let more = counted(other_dates.len(), "value");
    let text = format!("Latest: {date}; {more} of other dates:");
    bar.notes.push(Note { key: None, text, ink: None });
    if other_dates.len() > TOLD {
        let crowd = crowd_mark(other_dates, "of other dates");
        if let (Some(crowd), Some(note)) = (&crowd, bar.notes.last_mut()) {
            note.key = Some(crowd.key.clone());
            let end = note.text.len() - 1;
            note.text.truncate(end);
        }
        marks.extend(crowd);
        return;
    }
    for row in other_dates {
        let text = format!("{} {}", row.said.subject(), dated(row));
        bar.notes.push(Note { key: Some(row.said.record().into_owned()), text, ink: None });
        marks.push(mark(row));
    }
}
