//! The sentences of the adoption figure: what is found, and under what conditions.

use super::chart::{grouped_by, latest};
use super::chart_reach::{Item, items};
use super::chart_scores::Group;
use super::chart_share::{Bar, Stated};
use super::data::Statement;
use crate::model::choice::{all_of, sentence_case};
use crate::model::number::{counted, in_words};
use crate::model::{DateRange, Unit};

/// Most measures of one family in a title.
const MOST: usize = 3;

/// Who takes how much of what.
pub fn of_shares(bars: &[Bar]) -> String {
    let families =
        grouped_by(bars.iter().flat_map(|bar| &bar.stated), |stated| stated.family.as_str());
    match families.as_slice() {
        [] => match bars {
            [bar] => format!("No {} is stated for any family", bar.measure),
            bars => format!("None of {} is stated for any family", counted(bars.len(), "share")),
        },
        [(one, _)] => taken(one, bars),
        [(first, _), (second, _)] => format!("{}; {}", taken(first, bars), taken(second, bars)),
        [..] => of_many(bars),
    }
}

/// `Qwen takes 45% of open-source downloads and 40% of new derivative models`.
fn taken(family: &str, bars: &[Bar]) -> String {
    let mut shares: Vec<String> = bars
        .iter()
        .flat_map(|bar| bar.stated.iter().map(move |stated| (bar, stated)))
        .filter(|(_, stated)| stated.family == family)
        .map(|(bar, stated)| match of_what(bar, bars) {
            (what, true) => format!("{} of {what}", stated.text),
            (what, false) => format!("{} ({what})", stated.text),
        })
        .collect();
    if shares.len() > MOST {
        let more = counted(shares.len() - MOST + 1, "other total");
        shares.truncate(MOST - 1);
        shares.push(format!("a share of {more}"));
    }
    format!("{family} takes {}", all_of(&shares))
}

/// What the share is of, and whether it can follow “of”. Where two bars have the same measure,
/// the scope tells them apart.
fn of_what(bar: &Bar, bars: &[Bar]) -> (String, bool) {
    let start = "share of ";
    let whole = bar.measure.get(..start.len()).is_some_and(|s| s.eq_ignore_ascii_case(start));
    let what = if whole { bar.measure.get(start.len()..) } else { None };
    let is_twice = bars.iter().filter(|other| other.measure == bar.measure).count() > 1;
    let scope =
        if is_twice && !bar.scope.is_empty() { format!(", {}", bar.scope) } else { String::new() };
    (format!("{}{scope}", what.unwrap_or(&bar.measure)), what.is_some())
}

/// The largest share of the first bars, where there are too many families to name.
fn of_many(bars: &[Bar]) -> String {
    let mut parts: Vec<String> = Vec::new();
    let mut leader = String::new();
    for bar in bars.iter().filter(|bar| !bar.stated.is_empty()).take(2) {
        let Some((names, text, is_tie)) = largest(&bar.stated) else { continue };
        let (what, _) = of_what(bar, bars);
        let text = if is_tie { format!("{text} each") } else { text };
        if names == leader {
            parts.push(format!("of {what} ({text})"));
            continue;
        }
        let have = match (parts.is_empty(), is_tie) {
            (true, true) => "have the largest stated shares",
            (true, false) => "has the largest stated share",
            (false, _) => "that",
        };
        parts.push(format!("{names} {have} of {what} ({text})"));
        leader = names;
    }
    all_of(&parts)
}

/// The family or families with the largest share, its text, and whether there are several.
fn largest(stated: &[Stated]) -> Option<(String, String, bool)> {
    let most = stated.iter().max_by(|a, b| a.value.total_cmp(&b.value))?;
    let mut names: Vec<String> = stated
        .iter()
        .filter(|other| other.value >= most.value)
        .map(|other| other.family.clone())
        .collect();
    let is_tie = names.len() > 1;
    if names.len() > MOST {
        names = vec![format!("{} families", in_words(names.len()))];
    }
    Some((all_of(&names), most.text.clone(), is_tie))
}

/// Measure, scope and date of shares.
pub fn under_shares(bars: &[Bar], rows: &[&Statement]) -> String {
    let measure = match bars {
        [bar] if bar.scope.is_empty() => bar.name.clone(),
        [bar] => format!("{}, {}", bar.name, bar.scope),
        _ => "Share of each total, not comparable across rows: the denominators differ".to_owned(),
    };
    format!("{measure} · {}", when(rows))
}

/// What a family counts; where several count the same, who counts most.
pub fn of_counts(rows: &[&Statement]) -> String {
    let known: Vec<&Statement> =
        grouped_by(rows.iter().copied(), |row| (&row.family, &row.measure, &row.unit, &row.scope))
            .into_iter()
            .flat_map(|(_, rows)| latest(&rows).0)
            .filter(|row| row.value.value().is_some())
            .collect();
    let Some(first) = known.first() else {
        return match rows {
            [row] => format!("{}: {} not stated", row.family, row.measure),
            rows => format!("None of {} is stated", counted(rows.len(), "count")),
        };
    };
    let alike = |row: &&Statement| {
        (&row.measure, &row.unit, &row.scope, &row.as_of)
            == (&first.measure, &first.unit, &first.scope, &first.as_of)
    };
    let mut rivals: Vec<&Statement> = known.iter().copied().filter(alike).collect();
    rivals.sort_by(|a, b| {
        b.value.value().partial_cmp(&a.value.value()).unwrap_or(std::cmp::Ordering::Equal)
    });
    if let [a, b, rest @ ..] = rivals.as_slice()
        && a.family != b.family
    {
        let (what, rest) = (&a.measure, rest.len());
        if a.value == b.value {
            return format!("{} and {} both count {} {what}", a.family, b.family, a.text());
        }
        let of = if rest > 0 {
            format!(", the most of {} families", in_words(rest + 2))
        } else {
            String::new()
        };
        return format!(
            "{} counts {} {what}{of}; {} counts {}",
            a.family,
            a.text(),
            b.family,
            b.text()
        );
    }
    let own: Vec<&Statement> =
        known.iter().copied().filter(|row| row.family == first.family).collect();
    let items = items(&own);
    let mut parts: Vec<String> = items
        .iter()
        .filter(|item| matches!(item, Item::One(_)))
        .take(MOST)
        .map(|item| format!("{} {}", item.text(), item.measure()))
        .collect();
    if parts.is_empty() {
        parts.extend(items.first().map(|item| format!("{} of {}", item.measure(), item.text())));
    }
    let verb = if matches!(first.unit, Unit::Count(_)) { "counts" } else { "has" };
    format!("{} {verb} {}", first.family, all_of(&parts))
}

/// What the counts are, and their date.
pub fn under_counts(what: &str, rows: &[&Statement]) -> String {
    format!("{what} · {}", when(rows))
}

/// How many scores there are.
pub fn under_scores(groups: &[Group]) -> String {
    let scores = counted(groups.iter().map(|group| group.rows.len()).sum(), "score");
    match groups {
        [group] => format!("{scores} on {} · the table carries no dates", group.benchmark),
        groups => format!(
            "{scores} in {} · the table carries no dates",
            counted(groups.len(), "benchmark")
        ),
    }
}

/// The date that all rows share, or why there is none.
pub fn when(rows: &[&Statement]) -> String {
    let dates: Vec<&DateRange> = rows.iter().filter_map(|row| row.as_of.value()).collect();
    let Some(first) = dates.first() else { return "the source gives no date".to_owned() };
    let is_one = dates.iter().all(|date| (date.first, date.last) == (first.first, first.last));
    if is_one && dates.len() == rows.len() {
        format!("as of {}", first.text())
    } else if is_one {
        format!("as of {}, some rows without a date", first.text())
    } else {
        "dates differ by row".to_owned()
    }
}

/// `Qwen’s share of downloads`, at the beginning of a sentence.
pub fn possessive(family: &str, measure: &str) -> String {
    sentence_case(&format!("{family}’s {measure}"))
}
