//! The subject beside what it is compared with, feature by feature.

use super::chart::{Chart, counts, footing, nothing};
use super::data::{Feature, Stack};
use crate::model::number::{counted, in_words};
use crate::model::{Figure, Mark};

/// The comparison.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Features {
    /// Heads of the four columns.
    pub heads: [String; 4],
    pub lines: Vec<Line>,
}

/// One feature.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Line {
    pub key: String,
    pub name: String,
    /// Subject, comparator, impact.
    pub cells: [Cell; 3],
}

/// A text, or the words for its absence.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Cell {
    pub text: String,
    pub is_stated: bool,
}

/// Chooses what to show.
pub fn build(stack: &Stack) -> Figure<Chart> {
    let rows = &stack.features.items;
    if rows.is_empty() {
        return nothing(
            stack,
            "No feature to compare",
            if stack.measures.items.is_empty() {
                "The data has no architecture table. Open one with a column for the feature and \
                 one for each side."
            } else {
                "The data has no architecture table: choose “Parameters”."
            },
        );
    }
    let (subject, comparator) = sides(stack);
    let heads = ["Feature".to_owned(), subject, comparator, "Impact".to_owned()];
    let places = rows.iter().map(|row| row.said.provenance());
    Figure {
        title: title(stack),
        subtitle: format!(
            "{} · in words, {} · the table gives no dates",
            counted(rows.len(), "feature"),
            footing(places)
        ),
        marks: rows.iter().map(mark).collect(),
        counts: counts(stack, rows.len()),
        chart: Chart::Features(Features { heads, lines: rows.iter().map(line).collect() }),
    }
}

/// Who is compared with whom; neutral words where the data does not say.
pub fn sides(stack: &Stack) -> (String, String) {
    stack.compared.clone().unwrap_or_else(|| ("Subject".to_owned(), "Comparator".to_owned()))
}

fn line(row: &Feature) -> Line {
    let cell = |text: &str| Cell {
        text: if text.is_empty() { "Not stated".to_owned() } else { text.to_owned() },
        is_stated: !text.is_empty(),
    };
    let [subject, comparator, impact] = [row.subject(), &row.comparator, &row.impact];
    Line {
        key: row.said.record().into_owned(),
        name: row.name().to_owned(),
        cells: [
            cell(subject),
            Cell { text: comparator_text(row), is_stated: !comparator.is_empty() },
            cell(impact),
        ],
    }
}

/// What stands on the other side. A source that writes N/A has answered; the note says so.
pub fn comparator_text(row: &Feature) -> String {
    match &*row.comparator {
        "" if row.said.provenance().note.contains("N/A") => "Not applicable".to_owned(),
        "" => "Not stated".to_owned(),
        text => text.to_owned(),
    }
}

/// The mark of one feature.
pub fn mark(row: &Feature) -> Mark {
    let or_absent = |text: &str| match text {
        "" => "not stated".to_owned(),
        text => text.to_owned(),
    };
    let value = or_absent(row.subject());
    let exactly = format!("{value}; beside it: {}", comparator_text(row));
    Mark::of(row.said.record(), row.name(), value)
        .exactly(exactly)
        .with("Feature", row.name())
        .with("Subject", row.subject())
        .with("Comparator", comparator_text(row))
        .with("Impact", &*row.impact)
        .standing_for(&row.said)
}

/// The finding: on how many features the two are described alike.
fn title(stack: &Stack) -> String {
    let rows = &stack.features.items;
    let both = |row: &&Feature| !row.subject().is_empty() && !row.comparator.is_empty();
    let differ = |row: &&Feature| row.subject().to_lowercase() != row.comparator.to_lowercase();
    let compared = rows.iter().filter(both).count();
    let differing = rows.iter().filter(both).filter(differ).count();
    let (subject, comparator) = match &stack.compared {
        Some((subject, comparator)) => (subject.clone(), comparator.clone()),
        None => ("The subject".to_owned(), "the comparator".to_owned()),
    };
    let features = if rows.len() == 1 {
        "the only feature".to_owned()
    } else {
        format!("{} features", in_words(rows.len()))
    };
    match (compared, differing) {
        (0, _) => format!("Of {features}, none is stated of both {subject} and {comparator}")
            .replace("Of the only feature, none is", "The only feature is not")
            .replace("both The subject", "both the subject"),
        (_, 0) => {
            format!("{subject} is described as {comparator} is, on every feature stated of both")
        }
        (_, count) if count == rows.len() => {
            let all =
                if count == 1 { "the only feature".to_owned() } else { format!("all {features}") };
            format!("{subject} differs from {comparator} on {all} compared")
        }
        (_, count) => format!(
            "{subject} differs from {comparator} on {} of {features} compared",
            in_words(count)
        ),
    }
}
