//! What the coverage figure shows: a row per dimension, or the share of each status.

use std::collections::BTreeSet;

pub use super::data::Status;
use super::data::{Dimension, Dimensions};
use crate::model::choice::all_of;
use crate::model::number::{counted, decimals, in_words};
use crate::model::{Basis, Choice, Counts, Figure, Mark, Marks, choice};

/// Ways to look at the table.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum ViewOf {
    /// Dimension by status.
    #[default]
    Matrix,
    /// How many dimensions have each status, and the coverage index.
    Summary,
}

impl Choice for ViewOf {
    const ALL: &'static [Self] = &[Self::Matrix, Self::Summary];

    fn key(self) -> &'static str {
        match self {
            Self::Matrix => "matrix",
            Self::Summary => "summary",
        }
    }
}

/// What the user chose.
#[derive(Clone, Debug, Default)]
pub struct Options {
    pub view: ViewOf,
    /// Only dimensions of this front.
    pub front: Option<String>,
}

/// What to draw.
#[derive(Clone, Debug, PartialEq)]
pub enum Chart {
    Matrix(Vec<Line>),
    Summary {
        tallies: Vec<Tally>,
        index: Option<Index>,
    },
    /// Nothing to draw, and why.
    Empty(&'static str),
}

/// One dimension.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Line {
    pub key: String,
    pub name: String,
    /// `hardware front`; empty where the table names none.
    pub front: String,
    pub status: Status,
    pub control_target: String,
    pub alternative: String,
}

/// One status and how many dimensions have it.
#[derive(Clone, Debug, PartialEq)]
pub struct Tally {
    pub key: String,
    pub status: Status,
    pub count: usize,
    /// Share of all dimensions, from 0 to 1.
    pub share: f64,
    /// Their names.
    pub names: String,
}

impl Tally {
    /// Its label, of so many dimensions: `2 of 4`.
    pub fn text(&self, all: usize) -> String {
        format!("{} of {all}", self.count)
    }
}

/// The coverage index: effective counts 1, partially circumvented ½, fully circumvented 0.
/// The formula is the app's own and stands beside the figure.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Index {
    /// Over the dimensions to which a control applies, in per cent; `None` where there are none.
    pub of_applicable: Option<f64>,
    pub applicable: usize,
    /// Over all dimensions, those without a control counting 0, in per cent.
    pub of_all: f64,
    pub all: usize,
}

/// Chooses what to show.
pub fn build(dimensions: &Dimensions, options: &Options) -> Figure<Chart> {
    let shown: Vec<&Dimension> = dimensions
        .items
        .iter()
        .filter(|dimension| options.front.as_ref().is_none_or(|front| *dimension.front == **front))
        .collect();
    let counts =
        Counts { shown: shown.len(), filtered: dimensions.items.len() - shown.len(), rejected: 0 };
    if shown.is_empty() {
        return Figure {
            title: "No dimension of export control to show".to_owned(),
            subtitle: String::new(),
            marks: Marks::default(),
            counts,
            chart: Chart::Empty(if counts.filtered > 0 {
                "No dimension is left: choose “All fronts”."
            } else {
                "The data has no coverage table. Open one with a column for the dimension and one for its status."
            }),
        };
    }
    let (marks, chart) = match options.view {
        ViewOf::Matrix => (
            shown.iter().map(|dimension| mark(dimension)).collect(),
            Chart::Matrix(shown.iter().map(|dimension| line(dimension)).collect()),
        ),
        ViewOf::Summary => summary(&shown),
    };
    Figure {
        title: title(&shown, counts.filtered > 0),
        subtitle: subtitle(&shown),
        marks: marks.into(),
        counts,
        chart,
    }
}

fn line(dimension: &Dimension) -> Line {
    let front = match &*dimension.front {
        "" => String::new(),
        front => format!("{front} front"),
    };
    Line {
        key: dimension.said.record().into_owned(),
        name: dimension.said.subject().to_owned(),
        front,
        status: dimension.status,
        control_target: target(dimension),
        alternative: match &*dimension.alternative {
            "" => "Not stated".to_owned(),
            text => text.to_owned(),
        },
    }
}

/// What the control aims at, or why there is nothing.
fn target(dimension: &Dimension) -> String {
    match (&*dimension.control_target, dimension.status) {
        ("", Status::NotApplicable) => "No control applies".to_owned(),
        ("", _) => "Not stated".to_owned(),
        (text, _) => text.to_owned(),
    }
}

fn mark(dimension: &Dimension) -> Mark {
    Mark::of(dimension.said.record(), dimension.said.subject(), dimension.status.key())
        .with("Dimension", dimension.said.subject())
        .with("Front", &*dimension.front)
        .with("Status", dimension.status.key())
        .with("What the control targets", target(dimension))
        .with("What replaces it", &*dimension.alternative)
        .with("As of", dimension.said.as_of().text(crate::model::DateRange::text))
        .standing_for(&dimension.said)
}

fn summary(shown: &[&Dimension]) -> (Vec<Mark>, Chart) {
    let tally = |status: &Status| {
        let of: Vec<&Dimension> = shown.iter().copied().filter(|d| d.status == *status).collect();
        let names: Vec<String> = of.iter().map(|d| d.said.subject().to_owned()).collect();
        let share = of.len() as f64 / shown.len() as f64;
        let key = format!("status: {}", status.key());
        let mark = Mark::of(
            &key,
            choice::sentence_case(status.key()),
            format!("{} of {}", of.len(), shown.len()),
        )
        .with("Status", status.key())
        .with("Dimensions", of.len().to_string())
        .with("Share", format!("{}%", decimals(share * 100.0, 1)));
        // That a status does not occur rests on every row.
        let behind: &[&Dimension] = if of.is_empty() { shown } else { &of };
        let mark = mark.derived_from(behind.iter().map(|dimension| &dimension.said));
        (mark, Tally { key, status: *status, count: of.len(), share, names: names.join(", ") })
    };
    let (mut marks, tallies): (Vec<Mark>, Vec<Tally>) = Status::ALL.iter().map(tally).unzip();
    let index = index(shown);
    if let Some(index) = index {
        let mark = Mark::of("index", "Coverage index", index_text(&index))
            .with("Status", "coverage index")
            .with("Dimensions", index.applicable.to_string())
            .with("Share", index_text(&index))
            .derived_from(shown.iter().map(|dimension| &dimension.said));
        marks.push(mark);
    }
    (marks, Chart::Summary { tallies, index })
}

/// The index in words: `25% of 2 applicable, 12.5% of all 4`.
pub fn index_text(index: &Index) -> String {
    let all = format!("{}% of all {}", decimals(index.of_all, 1), index.all);
    match index.of_applicable {
        Some(share) => format!("{}% of {} applicable, {all}", decimals(share, 1), index.applicable),
        None => format!("no control applies to any, {all}"),
    }
}

fn index(shown: &[&Dimension]) -> Option<Index> {
    let weight = |status: Status| match status {
        Status::Effective => Some(1.0),
        Status::Partially => Some(0.5),
        Status::Fully => Some(0.0),
        Status::NotApplicable => None,
    };
    let weights: Vec<f64> = shown.iter().filter_map(|d| weight(d.status)).collect();
    let sum: f64 = weights.iter().sum();
    let percent = |count: usize| (count > 0).then(|| 100.0 * sum / count as f64);
    Some(Index {
        of_applicable: percent(weights.len()),
        applicable: weights.len(),
        of_all: percent(shown.len())?,
        all: shown.len(),
    })
}

fn count(shown: &[&Dimension], status: Status) -> usize {
    shown.iter().filter(|dimension| dimension.status == status).count()
}

/// The finding: how many dimensions hold, and what became of the others.
fn title(shown: &[&Dimension], is_filtered: bool) -> String {
    if let [only] = shown {
        return match only.status {
            Status::NotApplicable => format!("{}: no control applies", only.said.subject()),
            status => format!("{}: {}", only.said.subject(), status.key()),
        };
    }
    let effective = count(shown, Status::Effective);
    let noun = noun(shown, is_filtered);
    let mut parts = Vec::new();
    let (partly, fully, none) = (
        count(shown, Status::Partially),
        count(shown, Status::Fully),
        count(shown, Status::NotApplicable),
    );
    if partly > 0 {
        parts.push(format!("{} {} partially circumvented", in_words(partly), are(partly)));
    }
    if fully > 0 {
        let verb = format!("{} fully circumvented", are(fully));
        let words = if partly > 0 { "fully" } else { &verb };
        parts.push(format!("{} {words}", in_words(fully)));
    }
    if none > 0 {
        let have = if none == 1 { "has" } else { "have" };
        parts.push(format!("{} {have} no control that applies", in_words(none)));
    }
    let rest = list(&parts);
    match (effective, shown.len()) {
        (0, _) => format!("No {noun} is fully covered by export controls: {rest}"),
        (all, total) if all == total => {
            format!("Export controls are effective on all {} {noun}s", in_words(total))
        }
        (some, total) => format!(
            "Export controls are effective on {} of {} {noun}s: {rest}",
            in_words(some),
            in_words(total)
        ),
    }
}

/// Each dimension is a front of its own, or they are only dimensions.
fn noun(shown: &[&Dimension], is_filtered: bool) -> &'static str {
    let fronts: BTreeSet<&str> = shown.iter().map(|dimension| &*dimension.front).collect();
    let is_own = !is_filtered && fronts.len() == shown.len() && !fronts.contains("");
    if is_own { "front" } else { "dimension" }
}

/// Parts as a sentence lists them, with a comma before the last where there are three.
fn list(parts: &[String]) -> String {
    match parts {
        [a, b, c] => format!("{a}, {b}, and {c}"),
        parts => all_of(parts),
    }
}

fn are(count: usize) -> &'static str {
    if count == 1 { "is" } else { "are" }
}

fn subtitle(shown: &[&Dimension]) -> String {
    let judged = shown.iter().all(|dimension| dimension.said.provenance().basis == Basis::Judged);
    let how = if judged { "status as judged by the source" } else { "status as in the data" };
    let dates: Vec<_> = shown.iter().map(|dimension| dimension.said.date()).collect();
    let when = match dates.as_slice() {
        [Some(first), rest @ ..] if rest.iter().all(|date| *date == Some(*first)) => {
            format!("as of {}", first.text())
        }
        dates if dates.iter().all(Option::is_none) => "the source gives no date".to_owned(),
        dates if dates.iter().all(Option::is_some) => "dates differ by row".to_owned(),
        _ => "only some rows have a date".to_owned(),
    };
    format!("{} · {how} · {when}", counted(shown.len(), "dimension"))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::Said;
    use std::sync::Arc;

    use crate::model::Statement;
    use crate::model::statement::Value;

    fn dimensions(statuses: &[Status]) -> Dimensions {
        let items = statuses
            .iter()
            .enumerate()
            .map(|(index, status)| Dimension {
                said: Said::new(Statement::sample(
                    &format!("d{index}"),
                    (&format!("Dimension {index}"), "status"),
                    Value::Words(status.key().into()),
                )),
                front: format!("front {index}").into(),
                status: *status,
                control_target: Arc::default(),
                alternative: Arc::default(),
            })
            .collect();
        Dimensions { items, rejected: 0 }
    }

    const BUNDLED: [Status; 4] =
        [Status::Partially, Status::NotApplicable, Status::Fully, Status::NotApplicable];

    #[test]
    fn the_title_counts_what_is_shown() {
        let title = |statuses: &[Status]| build(&dimensions(statuses), &Options::default()).title;
        assert_eq!(
            title(&BUNDLED),
            "No front is fully covered by export controls: one is partially circumvented, one \
             fully, and two have no control that applies"
        );
        assert_eq!(title(&[Status::Effective]), "Dimension 0: effective");
        assert_eq!(title(&[Status::NotApplicable]), "Dimension 0: no control applies");
        assert_eq!(
            title(&[Status::Effective, Status::Fully, Status::Fully]),
            "Export controls are effective on one of three fronts: two are fully circumvented"
        );
        let mut same = dimensions(&[Status::Partially, Status::Partially]);
        for dimension in &mut same.items {
            dimension.front = "hardware".into();
        }
        assert_eq!(
            build(&same, &Options::default()).title,
            "No dimension is fully covered by export controls: two are partially circumvented"
        );
    }

    #[test]
    fn a_filter_hides_rows_and_says_how_many() {
        let options = Options { front: Some("front 0".to_owned()), ..Options::default() };
        let figure = build(&dimensions(&BUNDLED), &options);
        assert_eq!(figure.counts, Counts { shown: 1, filtered: 3, rejected: 0 });
        let nowhere = Options { front: Some("space".to_owned()), ..Options::default() };
        let figure = build(&dimensions(&BUNDLED), &nowhere);
        assert!(matches!(figure.chart, Chart::Empty(_)), "{figure:?}");
    }

    #[test]
    fn the_index_leaves_out_what_no_control_applies_to() {
        let options = Options { view: ViewOf::Summary, ..Options::default() };
        let figure = build(&dimensions(&BUNDLED), &options);
        let Chart::Summary { index: Some(index), tallies } = figure.chart else {
            panic!("a summary has an index")
        };
        assert_eq!(index_text(&index), "25% of 2 applicable, 12.5% of all 4");
        assert_eq!(tallies.iter().map(|tally| tally.count).collect::<Vec<_>>(), [0, 1, 1, 2]);
        let none = build(&dimensions(&[Status::NotApplicable]), &options);
        assert_eq!(
            none.mark("index").map(|mark| mark.value.as_str()),
            Some("no control applies to any, 0% of all 1")
        );
    }

    #[test]
    fn no_control_applies_is_told_apart_from_not_stated() {
        let figure = build(&dimensions(&BUNDLED), &Options::default());
        let target = |key| {
            let mark: Option<&Mark> = figure.mark(key);
            mark.map(|mark| mark.fields[3].value.clone())
        };
        assert_eq!(target("d0").as_deref(), Some("Not stated"));
        assert_eq!(target("d1").as_deref(), Some("No control applies"));
    }
}
