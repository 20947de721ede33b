//! The running sum over time.

use super::chart::{Body, Scope};
use super::chart_group::{self, CITED_IN_FULL, Sum, money};
use super::data::Round;
use crate::model::date::month_name;
use crate::model::era::year_text;
use crate::model::number::grouped;
use crate::model::{Axes, Mark, Qualifier, Quantity, Unit};

/// A line that steps up on each date.
#[derive(Clone, Debug, PartialEq)]
pub struct Steps {
    /// Day, counted from 1970-01-01, and the sum of all amounts up to it; by date.
    pub points: Vec<(f64, f64)>,
    /// The steps that have a mark.
    pub marked: Vec<Step>,
    /// Currency of the sums; empty where the data names none.
    pub currency: String,
}

impl Steps {
    /// The axes, with some room round the line; `None` where it has no points.
    pub fn axes(&self) -> Option<Axes> {
        let (first, _) = self.points.first()?;
        let (last, most) = self.points.last()?;
        let (wide, high) = ((last - first) * ROOM.0, most * ROOM.1);
        let values = (0.0, (most + high).max(1.0));
        let unit = Unit::money(&self.currency);
        Some(Axes { days: (first - wide, last + wide), values, unit })
    }

    /// The corners of the line: level up to a date, then up.
    pub fn corners(&self) -> Vec<(f64, f64)> {
        let mut sum = 0.0;
        let mut corners = Vec::with_capacity(self.points.len() * 2);
        for (day, next) in &self.points {
            corners.push((*day, sum));
            corners.push((*day, *next));
            sum = *next;
        }
        corners
    }
}

/// A step with its mark.
#[derive(Clone, Debug, PartialEq)]
pub struct Step {
    pub key: String,
    pub day: f64,
    pub sum: f64,
    /// The sum as text.
    pub text: String,
}

/// A sum on an axis.
pub fn sum_text(sum: f64, currency: &str) -> String {
    money(sum, currency, Qualifier::Exact).text()
}

/// Room round the line, as a share of its width and height.
const ROOM: (f64, f64) = (0.08, 0.14);
/// Ticks of the upright axis, at most.
pub const TICKS: usize = 6;

/// The largest steps have marks; with more of them one could not be told from the next.
const MARKED: usize = 40;

/// One date and what was raised on it.
struct Day<'a> {
    date: crate::model::Day,
    rounds: Vec<&'a Round>,
    /// Of this day.
    added: Sum,
    /// Of all rounds up to this day.
    total: Quantity,
    /// How many rounds that is.
    count: usize,
}

/// Adds the rounds up by date; each counts on the last day that its date allows.
pub fn steps(scope: &Scope<'_>, marks: &mut Vec<Mark>) -> Body {
    let dated = dated(scope);
    let days = days(scope, &dated);
    if days.len() < 2 {
        let why = match days.first() {
            None => "No round with an amount has a date, so there is no sum over time to draw."
                .to_owned(),
            Some(day) => format!(
                "All amounts with a date fall on one date, {}, so there is no sum over time to draw.",
                words(day)
            ),
        };
        return Body::Empty(why);
    }
    let points: Vec<(f64, f64)> =
        days.iter().map(|day| (day.date.position(), day.total.value)).collect();
    let mut sizes: Vec<f64> = days.iter().map(|day| day.added.value).collect();
    sizes.sort_by(|a, b| b.total_cmp(a));
    let least = sizes.get(MARKED - 1).copied().unwrap_or(0.0);
    // The last step carries the label of the line, whatever its size.
    let end = days.len() - 1;
    let is_marked = |(index, day): &(usize, &Day<'_>)| day.added.value >= least || *index == end;
    let mut marked = Vec::new();
    for (_, day) in days.iter().enumerate().filter(is_marked) {
        let mark = mark(scope, day, &dated);
        marked.push(Step {
            key: mark.key.clone(),
            day: day.date.position(),
            sum: day.total.value,
            text: day.total.text(),
        });
        marks.push(mark);
    }
    Body::Cumulative(Steps { points, marked, currency: scope.currency.clone() })
}

/// The rounds with date and amount, by the last day of the date.
fn dated<'a>(scope: &Scope<'a>) -> Vec<(crate::model::Day, &'a Round)> {
    let mut dated: Vec<(crate::model::Day, &Round)> = scope
        .drawn
        .iter()
        .filter(|round| round.said.amount().is_some())
        .filter_map(|round| Some((round.said.date()?.last, *round)))
        .collect();
    dated.sort_by_key(|(date, _)| *date);
    dated
}

/// What each day adds, and what that makes.
fn days<'a>(scope: &Scope<'_>, dated: &[(crate::model::Day, &'a Round)]) -> Vec<Day<'a>> {
    let mut days: Vec<Day<'_>> = Vec::new();
    let (mut so_far, mut count) = (0.0, 0);
    let mut qualifier = None;
    for group in dated.chunk_by(|a, b| a.0 == b.0) {
        let Some((date, _)) = group.first() else { continue };
        let rounds: Vec<&Round> = group.iter().map(|(_, round)| *round).collect();
        let added = Sum::of(&rounds);
        so_far = chart_group::to_cents(so_far + added.value);
        count += rounds.len();
        let so_exactly =
            qualifier.map_or(added.qualifier, |q| chart_group::added(q, added.qualifier));
        qualifier = Some(so_exactly);
        let total = chart_group::money(so_far, &scope.currency, so_exactly);
        days.push(Day { date: *date, rounds, added, total, count });
    }
    days
}

/// The date of a step as its only round words it; the day where there are more.
fn words(day: &Day<'_>) -> String {
    let texts: Vec<String> =
        day.rounds.iter().filter_map(|r| Some(r.said.date()?.text())).collect();
    match texts.first() {
        Some(first) if texts.iter().all(|text| text == first) => first.clone(),
        _ => format!(
            "{} {} {}",
            day.date.day(),
            month_name(day.date.month()),
            year_text(day.date.year())
        ),
    }
}

fn mark(scope: &Scope<'_>, day: &Day<'_>, dated: &[(crate::model::Day, &Round)]) -> Mark {
    let date = words(day);
    let added = day.added.quantity(&scope.currency).map_or_else(String::new, |q| q.text());
    let mark =
        Mark::of(format!("sum: {}", day.date), format!("Raised by {date}"), day.total.text())
            .with("Date", &date)
            .with("Added", added)
            .with("Rounds added", grouped(day.rounds.len() as f64))
            .with("Running sum", day.total.text())
            .exactly(day.total.exactly());
    let so_far = dated.get(..day.count).filter(|_| day.count <= CITED_IN_FULL);
    let cited: Vec<&Round> = match so_far {
        Some(dated) => dated.iter().map(|(_, round)| *round).collect(),
        None => day.rounds.clone(),
    };
    mark.derived_from(cited.iter().map(|round| &round.said))
}
