//! The parameters of each model, total and active, and the share that is active.

use std::collections::BTreeMap;

use super::chart::{Chart, counts, nothing};
use super::chart_figures::{self, Group};
use super::chart_title as words;
use super::chart_told::{Reach, Told, fields_in, told};
use super::data::{Measure, Stack};
use crate::model::scale::tick_text;
use crate::model::{Choice as _, Figure, Mark, Qualifier, Scale, Unit, number};

/// The most round values on the scale.
const TICKS: usize = 5;

/// Bars in pairs, and every other measure as a list.
#[derive(Clone, Debug, PartialEq)]
pub struct Parameters {
    /// In the order of the table.
    pub models: Vec<Sizes>,
    /// `None` where there is no number to draw.
    pub axis: Option<Axis>,
    pub figures: Vec<Group>,
}

/// One scale for all bars, from zero.
#[derive(Clone, Debug, PartialEq)]
pub struct Axis {
    pub scale: Scale,
    pub ticks: Vec<(f64, String)>,
}

/// The parameters of one model.
#[derive(Clone, Debug, PartialEq)]
pub struct Sizes {
    pub name: String,
    /// Empty where the table names none.
    pub developer: String,
    pub total: Size,
    pub active: Size,
    pub share: Share,
}

/// A bar, or words where there is no number.
#[derive(Clone, Debug, PartialEq)]
pub struct Size {
    /// `~1T total`, `active parameters not stated`.
    pub label: String,
    /// `None` where the table has no row for it.
    pub told: Option<Told>,
}

impl Size {
    /// From the lowest to the highest value, where there is a number.
    pub fn reach(&self) -> Option<&Reach> {
        self.told.as_ref()?.reach.as_ref()
    }
}

/// The active parameters as a share of all.
#[derive(Clone, Debug, PartialEq)]
pub struct Share {
    /// `None` where it cannot be computed.
    pub key: Option<String>,
    /// `5.51%`, or why there is none.
    pub text: String,
    /// The lowest that the statements allow, in per cent.
    pub value: Option<f64>,
    /// In a sentence, with fewer digits: `5.5%`.
    pub in_short: String,
}

/// Which of the two a row states.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Part {
    Total,
    Active,
}

impl Part {
    fn noun(self) -> &'static str {
        match self {
            Self::Total => "total",
            Self::Active => "active",
        }
    }

    /// What the row's own words say it is; parameters only.
    fn of(row: &Measure) -> Option<Self> {
        let measure = row.said.measure().to_lowercase();
        let Unit::Count(noun) = &row.unit else { return None };
        if !measure.contains("parameter") && !noun.to_lowercase().contains("parameter") {
            return None;
        }
        let has = |words: [&str; 2]| {
            measure
                .split(|letter: char| !letter.is_alphanumeric())
                .any(|word| words.contains(&word))
        };
        // “Total active parameters” are active ones.
        if has(["active", "activated"]) {
            Some(Self::Active)
        } else {
            has(["total", "all"]).then_some(Self::Total)
        }
    }
}

/// The rows of one model.
struct Model<'a> {
    total: Vec<&'a Measure>,
    active: Vec<&'a Measure>,
    others: Vec<&'a Measure>,
}

/// Chooses what to show.
pub fn build(stack: &Stack) -> Figure<Chart> {
    let rows = &stack.measures.items;
    if rows.is_empty() {
        return nothing(
            stack,
            "No model to show",
            if stack.features.items.is_empty() {
                "The data has no models table. Open one with columns for the model, the measure \
                 and its value."
            } else {
                "The data has no models table: choose “Features”."
            },
        );
    }
    let unit = rows.iter().find(|row| Part::of(row).is_some()).map(|row| &row.unit);
    let by_model: Vec<Model<'_>> = by_model(rows).iter().map(|rows| parted(rows, unit)).collect();
    let mut marks = Vec::new();
    let models: Vec<Sizes> = by_model.iter().filter_map(|model| sizes(model, &mut marks)).collect();
    let others: Vec<&[&Measure]> = by_model.iter().map(|model| model.others.as_slice()).collect();
    let figures = chart_figures::groups(&others, &stack.scores, &mut marks);
    Figure {
        title: words::of(&models, &figures),
        subtitle: words::under(stack, &models),
        marks: marks.into(),
        counts: counts(stack, rows.len()),
        chart: Chart::Parameters(Parameters { axis: axis(&models), models, figures }),
    }
}

/// The rows of each model, in the order of their first ones.
fn by_model(rows: &[Measure]) -> Vec<Vec<&Measure>> {
    let mut groups: Vec<Vec<&Measure>> = Vec::new();
    let mut known: BTreeMap<&str, usize> = BTreeMap::new();
    for row in rows {
        let index = *known.entry(row.said.subject()).or_insert_with(|| {
            groups.push(Vec::new());
            groups.len() - 1
        });
        if let Some(group) = groups.get_mut(index) {
            group.push(row);
        }
    }
    groups
}

/// Tells the rows drawn as bars from the others. Bars share one unit, and a bar one measure.
fn parted<'a>(rows: &[&'a Measure], unit: Option<&Unit>) -> Model<'a> {
    let mut model = Model { total: Vec::new(), active: Vec::new(), others: Vec::new() };
    for row in rows {
        let bar = match Part::of(row).filter(|_| Some(&row.unit) == unit) {
            Some(Part::Total) => &mut model.total,
            Some(Part::Active) => &mut model.active,
            None => &mut model.others,
        };
        let is_same = bar.first().is_none_or(|first| is_same_measure(first, row));
        if is_same { bar } else { &mut model.others }.push(row);
    }
    model
}

fn is_same_measure(a: &Measure, b: &Measure) -> bool {
    a.said.measure().trim().eq_ignore_ascii_case(b.said.measure().trim())
}

/// `None` for a model of which the table has neither.
fn sizes(model: &Model<'_>, marks: &mut Vec<Mark>) -> Option<Sizes> {
    let first = model.total.first().or_else(|| model.active.first())?;
    let total = size(Part::Total, &model.total, marks);
    let active = size(Part::Active, &model.active, marks);
    let share = share(model, (&total, &active), marks);
    let developer = model.total.iter().chain(&model.active).map(|row| &*row.developer);
    Some(Sizes {
        name: first.said.subject().to_owned(),
        developer: developer.into_iter().find(|name| !name.is_empty()).unwrap_or("").to_owned(),
        total,
        active,
        share,
    })
}

fn size(part: Part, rows: &[&Measure], marks: &mut Vec<Mark>) -> Size {
    let told = told(rows, marks);
    let noun = part.noun();
    let label = match &told {
        Some(told) if told.reach.is_some() => format!("{} {noun}", told.text),
        Some(told) => format!("{noun} parameters {}", told.text),
        None => format!("{noun} parameters not stated"),
    };
    Size { label, told }
}

/// The active share, from the lowest to the highest that the statements allow.
fn share(model: &Model<'_>, (total, active): (&Size, &Size), marks: &mut Vec<Mark>) -> Share {
    let none = |text: &str| Share {
        key: None,
        text: text.to_owned(),
        value: None,
        in_short: String::new(),
    };
    let (Some(all), Some(part)) = (total.reach(), active.reach()) else {
        return none("not stated");
    };
    if all.low <= 0.0 {
        return none("cannot be computed");
    }
    let (low, high) = (100.0 * part.low / all.high, 100.0 * part.high / all.low);
    let qualifier = of_ratio(part.qualifier, all.qualifier);
    let text = |places: usize| {
        let [low, high] = [low, high].map(|share| number::decimals(share, places));
        let range = if low == high { format!("{low}%") } else { format!("{low}% – {high}%") };
        qualifier.on(&range)
    };
    let (Some(first), Some(last)) = (model.active.first(), model.total.first()) else {
        return none("not stated");
    };
    let key = format!("share: {}", last.said.subject());
    let exactly = format!(
        "{}, which is {} ÷ {} {}",
        text(4),
        number_range(part),
        number_range(all),
        last.unit.name()
    );
    let mark =
        Mark::of(&key, format!("{}, active share", last.said.subject()), text(2)).exactly(exactly);
    let measure = format!("{} as a share of {}", first.said.measure(), last.said.measure());
    let value = text(2).replace(['%', '~'], "");
    let of = (last.said.subject(), &*first.developer);
    let mark = fields_in(mark, of, (&measure, &value, qualifier.key()), Unit::Percent.name());
    let rows = model.active.iter().chain(&model.total).map(|row| &row.said);
    marks.push(mark.derived_from(rows.filter(|said| said.amount().is_some())));
    let places = if low < 1.0 { 2 } else { 1 };
    Share { key: Some(key), text: text(2), value: Some(low), in_short: text(places) }
}

/// How firm a ratio is: as its upper part, or the reverse of its lower part; of both, about.
fn of_ratio(part: Qualifier, whole: Qualifier) -> Qualifier {
    match (part, whole) {
        (qualifier, Qualifier::Exact) => qualifier,
        (Qualifier::Exact, Qualifier::AtLeast) => Qualifier::Under,
        (Qualifier::Exact, Qualifier::Under) => Qualifier::AtLeast,
        (Qualifier::Exact, Qualifier::Nearly) => Qualifier::JustOver,
        (Qualifier::Exact, Qualifier::JustOver) => Qualifier::Nearly,
        _ => Qualifier::About,
    }
}

fn number_range(reach: &Reach) -> String {
    let [low, high] = [reach.low, reach.high].map(number::grouped);
    if low == high { low } else { format!("{low} to {high}") }
}

fn axis(models: &[Sizes]) -> Option<Axis> {
    let reaches = models.iter().flat_map(|sizes| [sizes.total.reach(), sizes.active.reach()]);
    let largest = reaches.flatten().map(|reach| reach.high).fold(0.0, f64::max);
    (largest > 0.0).then(|| {
        let scale = Scale::round(0.0, largest, TICKS);
        let ticks = scale.ticks(TICKS).into_iter().map(|tick| (tick, tick_text(tick))).collect();
        Axis { scale, ticks }
    })
}
