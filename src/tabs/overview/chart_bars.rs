//! Small charts: sizes of models, shares of families, rounds of funding.

use super::chart_words::exactly;
use super::data::{Round, Stated};
use crate::model::choice::sentence_case;
use crate::model::{Goal, Known, Mark, Qualifier, Quantity, Unit};

/// How many bars a small chart has at most.
const BARS: usize = 4;

/// A small chart.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SmallChart {
    /// What the bars are, and the same with fewer words for narrow cards.
    pub captions: [String; 2],
    pub bars: Vec<Bar>,
    /// How many there are in the data.
    pub all: usize,
}

/// A bar. Lengths are in thousandths of the longest.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Bar {
    pub key: String,
    pub name: String,
    pub value: String,
    /// `None` where no number is stated.
    pub length: Option<u32>,
    /// A part of it that is drawn on it.
    pub part: Option<u32>,
    pub fill: Fill,
}

/// What a bar stands for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Fill {
    Subject,
    Comparator,
    /// A whole of which a part is the subject.
    Whole,
    /// What no source attributes.
    Unattributed,
}

/// A model with what is stated of its size.
pub struct Model<'a> {
    pub name: &'a str,
    pub total: Option<&'a Stated>,
    pub active: Option<&'a Stated>,
}

/// The models for which parameters are stated, in the order of the table. Of several statements of
/// the same, the first with a number is used.
pub fn models(statements: &[Stated]) -> Vec<Model<'_>> {
    let mut models: Vec<Model<'_>> = Vec::new();
    for statement in statements {
        let measure = statement.said.measure().to_lowercase();
        let is_total = measure.contains("total param");
        if !is_total && !measure.contains("active param") {
            continue;
        }
        let index = models
            .iter()
            .position(|model| model.name == statement.said.subject())
            .unwrap_or_else(|| {
                models.push(Model { name: statement.said.subject(), total: None, active: None });
                models.len() - 1
            });
        let Some(model) = models.get_mut(index) else { continue };
        let place = if is_total { &mut model.total } else { &mut model.active };
        if place.is_none_or(|known: &Stated| known.said.quantity().is_none()) {
            *place = Some(statement);
        }
    }
    models
}

/// Total and active parameters of the largest models.
pub fn parameters(statements: &[Stated], marks: &mut Vec<Mark>) -> Option<SmallChart> {
    let models = models(statements);
    let all = models.len();
    let number = |statement: Option<&Stated>| statement?.said.amount();
    let size =
        |model: &Model<'_>| number(model.total).or_else(|| number(model.active)).unwrap_or(0.0);
    let mut kept: Vec<(usize, &Model<'_>)> = models.iter().enumerate().collect();
    kept.sort_by(|a, b| size(b.1).total_cmp(&size(a.1)));
    kept.truncate(BARS);
    kept.sort_by_key(|(index, _)| *index);
    let longest = kept.iter().map(|(_, model)| size(model)).fold(0.0, f64::max);
    let names: Vec<&str> = kept.iter().map(|(_, model)| model.name).collect();
    let family = common_word(&names);
    let text = |statement: Option<&Stated>| {
        statement.map_or_else(
            || "not stated".to_owned(),
            |statement| statement.said.number().text(Quantity::text),
        )
    };
    let bars: Vec<Bar> = kept
        .iter()
        .map(|(_, model)| {
            let (total, active) = (text(model.total), text(model.active));
            let mut mark = Mark::of(
                format!("parameters: {}", model.name),
                format!("{}, parameters", model.name),
                format!("{total} in total, {active} active"),
            )
            .with("Model", model.name)
            .with("Total parameters", &total)
            .with("Active parameters", &active);
            for statement in [model.total, model.active].into_iter().flatten() {
                mark = mark.standing_for(&statement.said);
            }
            let first = mark.records().next().unwrap_or_default().into_owned();
            let mark = mark.leading_to(Goal::new("stack", first));
            let short = model.name.strip_prefix(family).unwrap_or(model.name).trim_start();
            let bar = Bar {
                key: mark.key.clone(),
                name: short.to_owned(),
                value: format!("{total} · {active}"),
                length: thousandths(number(model.total), longest),
                part: thousandths(number(model.active), longest),
                fill: Fill::Whole,
            };
            marks.push(mark);
            bar
        })
        .collect();
    let space = if family.is_empty() { "" } else { " " };
    let short = "Parameters, total · active".to_owned();
    let long = sentence_case(&format!("{family}{space}parameters, total · active"));
    (!bars.is_empty()).then_some(SmallChart { captions: [long, short], bars, all })
}

/// The first word of all names, where there are several and each has more than it.
fn common_word<'a>(names: &[&'a str]) -> &'a str {
    let Some((word, _)) = names.first().and_then(|name| name.split_once(' ')) else { return "" };
    let is_common = names.iter().all(|name| {
        name.strip_prefix(word).is_some_and(|rest| rest.starts_with(' ') && !rest.trim().is_empty())
    });
    if names.len() > 1 && is_common { word } else { "" }
}

/// Length of a bar in thousandths of the longest.
fn thousandths(value: Option<f64>, longest: f64) -> Option<u32> {
    let share = value? / longest;
    Some(if share.is_finite() { (1000.0 * share.clamp(0.0, 1.0)).round() as u32 } else { 0 })
}

/// Shares of new derivatives, or of whatever else shares are stated; with what none of them has.
pub fn shares(statements: &[Stated], marks: &mut Vec<Mark>) -> Option<SmallChart> {
    let of = statements_of_one_whole(statements);
    let first = *of.first()?;
    let rest = remainder(&of);
    let number = |statement: &Stated| statement.said.amount();
    let most = BARS - usize::from(rest.is_some());
    let shown = || of.iter().copied().take(most).enumerate();
    let whole = rest.as_ref().map_or(0.0, |rest| rest.value);
    let longest = shown().filter_map(|(_, statement)| number(statement)).fold(whole, f64::max);
    let mut bars: Vec<Bar> = Vec::new();
    for (index, statement) in shown() {
        let key = format!("share: {}", statement.said.record());
        let mark = share_mark(&key, statement, &statement.said.number(), statement.said.subject());
        marks.push(mark.standing_for(&statement.said));
        bars.push(Bar {
            key,
            name: statement.said.subject().to_owned(),
            value: statement.said.number().text(Quantity::text),
            length: thousandths(number(statement), longest),
            part: None,
            fill: if index == 0 { Fill::Subject } else { Fill::Comparator },
        });
    }
    let all = of.len() + usize::from(rest.is_some());
    if let Some(rest) = rest {
        let (key, name) = ("share: remainder".to_owned(), "not attributed".to_owned());
        let (value, length) = (rest.text(), thousandths(Some(rest.value), longest));
        let mark = share_mark(&key, first, &Known::Value(rest), &name)
            .derived_from(of.iter().map(|statement| &statement.said));
        marks.push(mark);
        bars.push(Bar { key, name, value, length, part: None, fill: Fill::Unattributed });
    }
    let caption = sentence_case(first.said.measure());
    Some(SmallChart { captions: [caption.clone(), caption], bars, all })
}

/// The shares of the whole that is charted, largest first, one for each family: of several
/// statements of a family the first is used.
fn statements_of_one_whole(statements: &[Stated]) -> Vec<&Stated> {
    let shares = || statements.iter().filter(|statement| statement.unit == Unit::Percent);
    let is_wanted =
        |statement: &&Stated| statement.said.measure().to_lowercase().contains("derivative");
    let Some(first) = shares().find(is_wanted).or_else(|| shares().next()) else {
        return Vec::new();
    };
    let mut of: Vec<&Stated> = Vec::new();
    for statement in shares() {
        let is_same = statement.said.measure() == first.said.measure()
            && statement.said.scope() == first.said.scope();
        if is_same && !of.iter().any(|known| known.said.subject() == statement.said.subject()) {
            of.push(statement);
        }
    }
    let size = |one: &Stated| one.said.amount().unwrap_or(-1.0);
    of.sort_by(|a, b| size(b).total_cmp(&size(a)));
    of
}

fn share_mark(key: &str, of: &Stated, quantity: &Known<Quantity>, family: &str) -> Mark {
    let value = quantity.text(Quantity::text);
    let mark = Mark::of(key, format!("{family}, {}", of.said.measure()), &value)
        .with("Family", family)
        .with("Measure", of.said.measure())
        .with("Share", &value)
        .with("Of what", of.said.scope())
        .leading_to(Goal::new("adoption", of.said.record()));
    match quantity {
        Known::Value(quantity) => mark.exactly(exactly(quantity)),
        Known::NotStated | Known::Undisclosed => mark,
    }
}

/// What the shares leave of the whole; `None` where one is not stated or they leave nothing.
fn remainder(of: &[&Stated]) -> Option<Quantity> {
    let shares: Option<Vec<Quantity>> = of.iter().map(|one| one.said.quantity()).collect();
    let shares = shares?;
    let sum: f64 = shares.iter().map(|share| share.value).sum();
    let value = ((100.0 - sum) * 100.0).round() / 100.0;
    let is_exact = shares.iter().all(|share| share.qualifier == Qualifier::Exact);
    let qualifier = if is_exact { Qualifier::Exact } else { Qualifier::About };
    (!shares.is_empty() && value > 0.0).then_some(Quantity {
        value,
        unit: Unit::Percent,
        qualifier,
    })
}

/// Rounds in the currency of most of them.
pub struct Currency<'a> {
    pub code: &'a str,
    pub rounds: Vec<&'a Round>,
}

impl<'a> Currency<'a> {
    /// Of equally frequent ones the currency that stands first; `None` where there are no rounds.
    pub fn of(rounds: &'a [Round]) -> Option<Self> {
        let mut sizes: Vec<(&str, usize)> = Vec::new();
        for round in rounds {
            match sizes.iter_mut().find(|(code, _)| *code == &*round.currency) {
                Some((_, size)) => *size += 1,
                None => sizes.push((&round.currency, 1)),
            }
        }
        let (code, _) = sizes.iter().rev().max_by_key(|(_, size)| *size)?;
        let rounds = rounds.iter().filter(|round| &*round.currency == *code).collect();
        Some(Self { code, rounds })
    }

    /// An amount. Where the data names no currency it is a bare number, and says so in full.
    pub fn money(&self, value: f64, qualifier: Qualifier) -> Quantity {
        Quantity { value, unit: Unit::money(self.code), qualifier }
    }
}

/// The largest rounds.
pub fn rounds(rounds: &[Round], marks: &mut Vec<Mark>) -> Option<SmallChart> {
    let currency = Currency::of(rounds)?;
    let all = currency.rounds.len();
    let amount = |round: &Round| round.said.amount();
    let mut shown = currency.rounds.clone();
    shown.sort_by(|a, b| amount(b).unwrap_or(-1.0).total_cmp(&amount(a).unwrap_or(-1.0)));
    shown.truncate(BARS);
    let longest = shown.first().and_then(|round| amount(round)).unwrap_or(0.0);
    let bars: Vec<Bar> = shown
        .iter()
        .map(|round| {
            let text = round.said.text();
            let mut mark =
                Mark::of(format!("round: {}", round.said.record()), round.said.subject(), &text)
                    .with("Company", round.said.subject())
                    .with("Amount", &text)
                    .with("Date", round.said.as_of().text(crate::model::DateRange::text))
                    .standing_for(&round.said)
                    .leading_to(Goal::new("funding", round.said.record()));
            if let Some(quantity) = round.said.quantity() {
                mark = mark.exactly(exactly(&quantity));
            }
            let bar = Bar {
                key: mark.key.clone(),
                name: round.said.subject().to_owned(),
                value: text,
                length: thousandths(amount(round), longest),
                part: None,
                fill: Fill::Subject,
            };
            marks.push(mark);
            bar
        })
        .collect();
    let unit = if currency.code.is_empty() { "currency not stated" } else { currency.code };
    let captions = [format!("Rounds by amount, {unit}"), format!("Rounds, {unit}")];
    Some(SmallChart { captions, bars, all })
}
