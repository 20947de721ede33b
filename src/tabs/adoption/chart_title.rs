//! The sentences of the adoption figure: what is found, and under what conditions.

use super::chart::{alike, grouped_by, latest};
use super::chart_range::Told;
use super::chart_reach::{Item, items};
use super::chart_scores::Group;
use super::chart_share::{Bar, Stated};
use super::data::Usage;
use crate::model::choice::{all_of, sentence_case};
use crate::model::known::{NOT_STATED, absence};
use crate::model::number::{counted, in_words};
use crate::model::{DateRange, Known, Unit};

/// Most measures of one family in a title.
const MOST: usize = 3;

/// Who takes how much of what.
pub fn of_shares(bars: &[Bar]) -> String {
    let families =
        grouped_by(bars.iter().flat_map(|bar| &bar.stated), |stated| stated.family.as_str());
    match families.as_slice() {
        [] => match bars {
            [bar] => format!("No {} is {} for any family", bar.measure, bar.given),
            bars => {
                let is_stated = bars.iter().all(|bar| bar.given == "stated");
                let given = if is_stated { "stated" } else { "known" };
                format!("None of {} is {given} for any family", counted(bars.len(), "share"))
            }
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

/// The largest share of the first bars, where there are too many families to name. Where a source
/// gives any of them less than exactly, none is called the largest.
fn of_many(bars: &[Bar]) -> String {
    let stated: Vec<&Bar> = bars.iter().filter(|bar| !bar.stated.is_empty()).take(2).collect();
    if stated.iter().any(|bar| bar.stated.iter().any(|share| !share.is_exact)) {
        return of_families(&stated, bars);
    }
    let mut parts: Vec<String> = Vec::new();
    let mut leader = String::new();
    for bar in stated {
        let Some((names, text, is_tie)) = largest(&bar.stated) else { continue };
        let (what, is_of) = of_what(bar, bars);
        let text = if is_tie { format!("{text} each") } else { text };
        let noun = if is_of { format!("share of {what}") } else { what.clone() };
        parts.push(match (parts.is_empty(), is_of) {
            (false, true) if names == leader => format!("of {what} ({text})"),
            (false, false) if names == leader => format!("{what} ({text})"),
            (false, true) => format!("{names} that of {what} ({text})"),
            (false, false) => format!("{names} the largest stated {what} ({text})"),
            (true, _) if is_tie => format!("{names} have the largest stated {noun} ({text})"),
            (true, _) => format!("{names} has the largest stated {noun} ({text})"),
        });
        leader = names;
    }
    all_of(&parts)
}

/// `12 families have a stated share of use and three a stated share of downloads`.
fn of_families(stated: &[&Bar], bars: &[Bar]) -> String {
    let parts: Vec<String> = stated
        .iter()
        .enumerate()
        .map(|(index, bar)| {
            let (what, is_of) = of_what(bar, bars);
            let noun = if is_of { format!("share of {what}") } else { what };
            let count = in_words(bar.stated.len());
            let families = match (index, bar.stated.len()) {
                (0, 1) => format!("{count} family has"),
                (0, _) => format!("{count} families have"),
                _ => count,
            };
            format!("{families} a stated {noun}")
        })
        .collect();
    sentence_case(&all_of(&parts))
}

/// The family or families with the largest share, its text, and whether there are several.
fn largest(stated: &[Stated]) -> Option<(String, String, bool)> {
    let most = stated.iter().max_by(|a, b| a.value.total_cmp(&b.value))?;
    let names = stated.iter().filter(|other| other.value >= most.value);
    let names: Vec<String> = names.map(|other| other.family.clone()).collect();
    Some((several(&names), most.text.clone(), names.len() > 1))
}

/// The names, or how many they are.
fn several(names: &[String]) -> String {
    if names.len() > MOST { format!("{} families", in_words(names.len())) } else { all_of(names) }
}

/// Measure, scope and date of shares.
pub fn under_shares(bars: &[Bar], rows: &[&Usage]) -> String {
    let measure = match bars {
        [bar] if bar.scope.is_empty() => bar.name.clone(),
        [bar] => format!("{}, {}", bar.name, bar.scope),
        _ => "Share of each total, not comparable across rows: the denominators differ".to_owned(),
    };
    format!("{measure} · {}", when(rows))
}

/// What a family counts; where several count the same, who counts most.
pub fn of_counts(rows: &[&Usage]) -> String {
    let known: Vec<&Usage> = alike(rows.iter().copied(), |row| {
        (row.said.subject(), row.said.measure(), row.unit(), row.said.scope())
    })
    .into_iter()
    .flat_map(|(_, rows)| latest(&rows).0)
    .filter(|row| row.said.amount().is_some())
    .collect();
    let Some(first) = known.first() else {
        return match rows {
            [row] => format!("{}: {} {}", row.said.subject(), row.said.measure(), row.said.text()),
            rows => {
                let given = given(rows.iter().map(|row| row.said.bare()));
                format!("None of {} is {given}", counted(rows.len(), "count"))
            }
        };
    };
    let is_alike = |row: &&Usage| {
        (row.said.measure(), row.unit(), row.said.scope(), row.said.as_of())
            == (first.said.measure(), first.unit(), first.said.scope(), first.said.as_of())
    };
    // Of several wordings for one family, the row to use comes first (data/README.md).
    let mut rivals: Vec<Told<'_>> =
        grouped_by(known.iter().copied().filter(is_alike), |row| row.said.subject())
            .into_iter()
            .filter_map(|(_, rows)| Told::of(&rows))
            .collect();
    if rivals.len() > 1 {
        rivals.sort_by(|a, b| b.high.total_cmp(&a.high));
        return of_rivals(&rivals);
    }
    let own: Vec<&Usage> =
        known.iter().copied().filter(|row| row.said.subject() == first.said.subject()).collect();
    let items = items(&own);
    let mut parts: Vec<String> = items
        .iter()
        .filter(|item| !matches!(item, Item::Range(..)))
        .take(MOST)
        .map(|item| format!("{} {}", item.text(), item.measure()))
        .collect();
    if parts.is_empty() {
        parts.extend(items.first().map(|item| format!("{} of {}", item.measure(), item.text())));
    }
    let verb = if matches!(first.unit(), Unit::Count(_)) { "counts" } else { "has" };
    format!("{} {verb} {}", first.said.subject(), all_of(&parts))
}

/// The counts of several families, largest first; none is called the highest where a source gives
/// any of them less than exactly.
fn of_rivals(rivals: &[Told<'_>]) -> String {
    let [first, second, rest @ ..] = rivals else { return String::new() };
    let is_exact = rivals.iter().all(Told::is_exact);
    let equal = rivals.iter().filter(|told| is_exact && told.high == first.high);
    let equal: Vec<String> = equal.map(|told| told.first.said.subject().to_owned()).collect();
    let highest = if is_exact && rivals.len() > equal.len().max(2) {
        format!(", the highest stated of {} families", in_words(rivals.len()))
    } else {
        String::new()
    };
    let (text, what) = (&first.text, first.first.said.measure());
    match equal.len() {
        2 => return format!("{} both count {text} {what}{highest}", all_of(&equal)),
        3.. => return format!("{} each count {text} {what}{highest}", several(&equal)),
        _ => {}
    }
    let (a, b) = (first.first.said.subject(), second.first.said.subject());
    let more = if is_exact { String::new() } else { more_families(rest.len()) };
    format!("{a} counts {text} {what}{highest}; {b} counts {}{more}", second.text)
}

/// `; two more families are shown`, empty for none.
pub fn more_families(count: usize) -> String {
    match count {
        0 => String::new(),
        1 => "; one more family is shown".to_owned(),
        count => format!("; {} more families are shown", in_words(count)),
    }
}

/// What is said of figures of which none is there: none is `stated`, or `known` where a source
/// withholds one.
pub fn given(values: impl IntoIterator<Item = Known<f64>>) -> &'static str {
    if absence(values) == NOT_STATED { "stated" } else { "known" }
}

/// The subtitle with words on what the view does not draw.
pub fn with_rest(subtitle: String, rest: &str) -> String {
    if rest.is_empty() { subtitle } else { format!("{subtitle} · {rest}") }
}

/// What the counts are, and their date.
pub fn under_counts(what: &str, rows: &[&Usage]) -> String {
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
pub fn when(rows: &[&Usage]) -> String {
    let dates: Vec<&DateRange> = rows.iter().filter_map(|row| row.said.date()).collect();
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

/// `Qwen’s share of downloads`.
pub fn possessive(family: &str, measure: &str) -> String {
    format!("{family}’s {measure}")
}
