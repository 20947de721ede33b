//! Benchmark scores, and by how much the first is above the second.

use super::chart::grouped_by;
use super::chart_title::given;
use super::data::Score;
use crate::model::choice::all_of;
use crate::model::number::{counted, grouped, label};
use crate::model::scale::{Scale, tick_text};
use crate::model::{Mark, Unit};

/// Ticks of a score axis at the most.
const TICKS: usize = 5;
/// How far the axis begins below the lowest score, in spans of the scores: far enough that the
/// lowest keeps a stem, near enough that the difference shows.
const BELOW: f64 = 2.5;

/// The scores of one benchmark in one unit.
#[derive(Clone, Debug, PartialEq)]
pub struct Group {
    pub benchmark: String,
    /// The finding; empty where the title of the figure says it.
    pub sentence: String,
    /// The mark of the lead, where there is one.
    pub lead: Option<String>,
    /// Measure, unit, and where the axis begins if that is not zero.
    pub caption: String,
    pub scale: Scale,
    pub ticks: Vec<(f64, String)>,
    /// Highest first, unknown last.
    pub rows: Vec<Line>,
}

/// One model.
#[derive(Clone, Debug, PartialEq)]
pub struct Line {
    pub key: String,
    pub name: String,
    /// `72.2`, or the words for its absence.
    pub text: String,
    /// Where it stands on the axis; `None` for unknown.
    pub value: Option<f64>,
    /// Whether no other is above it.
    pub is_first: bool,
    /// Every value stated for this model where they differ, lowest first; else none. They are
    /// drawn as a range and never averaged.
    pub stated: Vec<f64>,
}

/// The benchmarks, those with most models first, and their marks in reading order.
pub fn groups(scores: &[Score], marks: &mut Vec<Mark>) -> Vec<Group> {
    let mut groups = grouped_by(scores, |score| (score.said.measure(), &score.unit));
    groups.sort_by_key(|(_, rows)| std::cmp::Reverse(rows.len()));
    groups.into_iter().map(|((name, unit), rows)| group(name, unit, rows, marks)).collect()
}

fn group(benchmark: &str, unit: &Unit, mut rows: Vec<&Score>, marks: &mut Vec<Mark>) -> Group {
    let value = |row: &Score| row.said.amount();
    rows.sort_by(|a, b| match (value(a), value(b)) {
        (Some(a), Some(b)) => b.total_cmp(&a),
        (a, b) => b.is_some().cmp(&a.is_some()),
    });
    let known: Vec<(&Score, f64)> =
        rows.iter().filter_map(|row| Some((*row, value(row)?))).collect();
    let (mut sentence, gap) =
        sentence(benchmark, unit, (&known, given(rows.iter().map(|row| row.said.bare()))));
    if let Some((first, _)) =
        known.first().filter(|(first, _)| !differing(first, &known).is_empty())
    {
        sentence = format!("{sentence}; statements on {} differ", first.said.subject());
    }
    if let Some(gap) = &gap {
        marks.push(gap.clone());
    }
    marks.extend(rows.iter().map(|row| mark(row)));
    let (low, high) = (known.last().map(|(_, v)| *v), known.first().map(|(_, v)| *v));
    let scale = scale(low.unwrap_or(0.0), high.unwrap_or(1.0), unit);
    let line = |row: &&Score| {
        let stated = differing(row, &known);
        let mut text = row.said.number().text(|score| short(score.value));
        if let (Some(low), Some(high)) = (stated.first(), stated.last()) {
            text = format!("{text} ({} – {}, statements differ)", short(*low), short(*high));
        }
        Line {
            key: row.said.record().into_owned(),
            name: row.said.subject().to_owned(),
            text,
            value: value(row),
            is_first: value(row).is_some() && value(row) == high,
            stated,
        }
    };
    let starts = if scale.from == 0.0 || known.is_empty() {
        String::new()
    } else {
        format!(" · axis starts at {}", tick_text(scale.from))
    };
    let ticks = if known.is_empty() { Vec::new() } else { scale.ticks(TICKS) };
    Group {
        benchmark: benchmark.to_owned(),
        sentence,
        lead: gap.map(|mark| mark.key),
        caption: format!("{}{}{starts}", scored(benchmark), unit_words(unit)),
        scale,
        ticks: ticks.into_iter().map(|tick| (tick, tick_text(tick))).collect(),
        rows: rows.iter().map(line).collect(),
    }
}

/// The values stated for the model of this row, lowest first; none where they are all the same.
fn differing(row: &Score, known: &[(&Score, f64)]) -> Vec<f64> {
    let mut values: Vec<f64> = known
        .iter()
        .filter(|(other, _)| other.said.subject() == row.said.subject())
        .map(|(_, value)| *value)
        .collect();
    values.sort_by(f64::total_cmp);
    values.dedup();
    if values.len() > 1 && row.said.amount().is_some() { values } else { Vec::new() }
}

/// Whether the name of a benchmark, which may be the heading of a column, says that it is a score.
fn is_called_a_score(benchmark: &str) -> bool {
    const WORDS: [&str; 10] = [
        "score", "scores", "rating", "ratings", "elo", "accuracy", "average", "mean", "rate",
        "points",
    ];
    let last = benchmark.trim_end().rsplit([' ', '_', '-']).next().unwrap_or_default();
    WORDS.iter().any(|word| last.eq_ignore_ascii_case(word))
}

/// `MMLU score`, `average score`.
fn scored(benchmark: &str) -> String {
    if is_called_a_score(benchmark) { benchmark.to_owned() } else { format!("{benchmark} score") }
}

/// `on MMLU`, `in average score`.
fn on(benchmark: &str) -> String {
    let preposition = if is_called_a_score(benchmark) { "in" } else { "on" };
    format!("{preposition} {benchmark}")
}

fn unit_words(unit: &Unit) -> String {
    match unit.name() {
        "" => String::new(),
        name => format!(", {name}"),
    }
}

/// A score without its unit, which the caption names.
fn short(value: f64) -> String {
    label(value)
}

/// A score with its unit, in a sentence.
fn with_unit(value: f64, unit: &Unit) -> String {
    match unit {
        Unit::Percent => format!("{}%", short(value)),
        other => format!("{} {}", short(value), other.name()).trim().to_owned(),
    }
}

/// From zero where the differences show there; cut above zero where they would not.
fn scale(low: f64, high: f64, unit: &Unit) -> Scale {
    let span = high - low;
    let cut = low - BELOW * span;
    let from = if span > 0.0 && cut > 0.25 * high { cut } else { low.min(0.0) };
    let scale = Scale::round(from, high.max(0.0), TICKS);
    // No score in per cent is above 100 unless the data says so.
    let to = if *unit == Unit::Percent && high <= 100.0 { scale.to.min(100.0) } else { scale.to };
    Scale::linear(scale.from, to)
}

/// Who is above whom by how much; the lead is a computed number with a mark of its own.
fn sentence(
    benchmark: &str,
    unit: &Unit,
    (known, given): (&[(&Score, f64)], &str),
) -> (String, Option<Mark>) {
    let on = on(benchmark);
    let Some((first, best)) = known.first() else {
        let what =
            if is_called_a_score(benchmark) { benchmark.to_owned() } else { format!("score {on}") };
        return (format!("No {what} is {given}"), None);
    };
    let models = grouped_by(known.iter().map(|(row, _)| *row), |row| row.said.subject()).len();
    let at = with_unit(*best, unit);
    let next = known.iter().find(|(row, _)| row.said.subject() != first.said.subject());
    let Some((second, next)) = next else {
        return (format!("{} scores {at} {on}", first.said.subject()), None);
    };
    if next >= best {
        return (tie(&on, &at, *best, known), None);
    }
    let gap = label(best - next);
    let points = match unit {
        Unit::Percent if gap == "1" => "point".to_owned(),
        Unit::Percent => "points".to_owned(),
        other if other.name().is_empty() => "points".to_owned(),
        other => other.name().to_owned(),
    };
    let (a, b) = (first.said.subject(), second.said.subject());
    let sentence = match (models, leads(benchmark, unit)) {
        (2, true) => format!("{a} leads {b} by {gap} {points} {on}"),
        (_, true) => {
            format!("{a} leads {} {on}, {b} by {gap} {points}", counted(models - 1, "other model"))
        }
        (_, false) => format!("{a} scores highest {on}, {gap} {points} above {b}"),
    };
    let label = format!("{a} over {b}, {benchmark}");
    let mark = Mark::of(format!("lead: {}", first.said.record()), label, format!("{gap} {points}"));
    let names = format!("{a} over {b}");
    let mark = fields(mark, (&names, "", benchmark, &gap), (unit.name(), "", ""))
        .derived_from([&first.said, &second.said]);
    (sentence, Some(mark))
}

/// What a high score in per cent may be bad at: parts of words, then whole words.
const LOWER_IS_BETTER: [&[&str]; 2] = [
    &[
        "attack",
        "bias",
        "cost",
        "deviation",
        "distance",
        "error",
        "fail",
        "halluc",
        "harm",
        "jailbreak",
        "latency",
        "perplex",
        "refus",
        "regret",
        "toxic",
        "violat",
    ],
    &[
        "cer", "eer", "false", "fid", "fnr", "fpr", "loss", "mae", "mape", "miss", "mse", "ppl",
        "rank", "rate", "rmse", "ter", "time", "wer",
    ],
];

/// Whether a high score is a good one: in per cent, and of something that does not sound bad. Of
/// other units (ranks, distances, seconds) no one can tell.
fn leads(benchmark: &str, unit: &Unit) -> bool {
    let name = benchmark.to_lowercase();
    let [parts, words] = LOWER_IS_BETTER;
    let sounds_bad = parts.iter().any(|part| name.contains(part))
        || name.split(|c: char| !c.is_alphanumeric()).any(|word| words.contains(&word));
    *unit == Unit::Percent && !sounds_bad
}

fn tie(on: &str, at: &str, best: f64, known: &[(&Score, f64)]) -> String {
    let first: Vec<&Score> =
        known.iter().filter(|(_, value)| *value >= best).map(|(row, _)| *row).collect();
    let mut names: Vec<String> = grouped_by(first, |row| row.said.subject())
        .into_iter()
        .map(|(name, _)| (*name).to_owned())
        .collect();
    if names.len() > 3 {
        let more = counted(names.len() - 2, "other model");
        names.truncate(2);
        names.push(more);
    }
    format!("{} tie at {at} {on}", all_of(&names))
}

fn mark(score: &Score) -> Mark {
    let value = score.said.number().text(|it| with_unit(it.value, &score.unit));
    let digits = score.said.number().text(|it| grouped(it.value));
    let open = score.open_weights.text(|yes| if *yes { "yes" } else { "no" }.to_owned());
    let mark = Mark::of(
        score.said.record(),
        format!("{}, {}", score.said.subject(), score.said.measure()),
        value,
    );
    let named = (score.said.subject(), &*score.developer, score.said.measure(), &*digits);
    fields(mark, named, (score.unit.name(), &open, &score.backbone)).standing_for(&score.said)
}

/// The columns of the benchmark table.
fn fields(
    mark: Mark,
    (model, developer, benchmark, score): (&str, &str, &str, &str),
    (unit, open_weights, backbone): (&str, &str, &str),
) -> Mark {
    mark.with("Model", model)
        .with("Developer", developer)
        .with("Benchmark", benchmark)
        .with("Score", score)
        .with("Unit", unit)
        .with("Open weights", open_weights)
        .with("Backbone", backbone)
}
