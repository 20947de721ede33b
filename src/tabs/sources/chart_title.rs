//! The sentences of the sources figure: what is found, and what else the data has.

use super::chart::{Outcome, ViewOf};
use super::data::Evidence;
use crate::model::Verdict;
use crate::model::choice::{all_of, sentence_case};
use crate::model::evidence::Source;
use crate::model::number::{counted, grouped, in_words};

/// Most kinds of caveats in a title.
const MOST_KINDS: usize = 3;

/// What holds and what does not, as far as something can be compared.
const COMPARED: [Outcome; 4] = [
    Outcome::Judged(Verdict::Holds),
    Outcome::Judged(Verdict::ByRounding),
    Outcome::Judged(Verdict::Roughly),
    Outcome::Judged(Verdict::DoesNotHold),
];

/// What cannot be compared, and why.
const NOT_COMPARED: [Outcome; 4] = [
    Outcome::Judged(Verdict::NotComparable),
    Outcome::Judged(Verdict::CannotBeChecked),
    Outcome::Judged(Verdict::Derived),
    Outcome::NotComputed,
];

/// How many of the claims hold. `among` is how many there are where one verdict is chosen.
pub fn of_claims(outcomes: &[Outcome], among: Option<usize>, tab: Option<&str>) -> String {
    let scope = on(tab);
    let [first, ..] = outcomes else { return format!("No claim{scope} to show") };
    let shown = outcomes.len();
    if let Some(all) = among.filter(|all| *all > shown) {
        let all = counted(all, "claim");
        return format!("{} of {all}{scope} {}", grouped(shown as f64), verb(*first, shown));
    }
    if outcomes.iter().all(|outcome| outcome == first) {
        return alike(*first, shown, &scope);
    }
    let tally = |of: &[Outcome]| {
        let mut parts: Vec<String> = Vec::new();
        for outcome in of {
            let count = outcomes.iter().filter(|other| *other == outcome).count();
            if count == 0 {
                continue;
            }
            let verb = verb(*outcome, count);
            // After what holds, “does not” says enough.
            let short = verb.strip_suffix(" hold").filter(|_| !parts.is_empty()).unwrap_or(verb);
            parts.push(format!("{} {short}", grouped(count as f64)));
        }
        all_of(&parts)
    };
    let parts: Vec<String> =
        [tally(&COMPARED), tally(&NOT_COMPARED)].into_iter().filter(|p| !p.is_empty()).collect();
    format!("Of {}{scope}, {}", counted(shown, "claim"), parts.join("; "))
}

/// All claims come out alike.
fn alike(outcome: Outcome, shown: usize, scope: &str) -> String {
    let none = match outcome {
        Outcome::Judged(Verdict::DoesNotHold) => Some("holds"),
        Outcome::Judged(Verdict::NotComparable) => Some("can be compared"),
        Outcome::Judged(Verdict::CannotBeChecked) => Some("can be checked"),
        Outcome::NotComputed => Some("could be computed"),
        Outcome::Judged(_) => None,
    };
    match (shown, none) {
        (1, _) => format!("The only claim{scope} {}", verb(outcome, 1)),
        (2, Some(none)) => format!("Neither claim{scope} {none}"),
        (_, Some(none)) => format!("None of {}{scope} {none}", counted(shown, "claim")),
        (2, None) => format!("Both claims{scope} {}", verb(outcome, 2)),
        (_, None) => format!("All {}{scope} {}", counted(shown, "claim"), verb(outcome, shown)),
    }
}

/// `holds by rounding`, `hold by rounding`.
fn verb(outcome: Outcome, count: usize) -> &'static str {
    let is_one = count == 1;
    match outcome {
        Outcome::Judged(Verdict::Holds) if is_one => "holds",
        Outcome::Judged(Verdict::Holds) => "hold",
        Outcome::Judged(Verdict::ByRounding) if is_one => "holds by rounding",
        Outcome::Judged(Verdict::ByRounding) => "hold by rounding",
        Outcome::Judged(Verdict::Roughly) if is_one => "holds roughly",
        Outcome::Judged(Verdict::Roughly) => "hold roughly",
        Outcome::Judged(Verdict::DoesNotHold) if is_one => "does not hold",
        Outcome::Judged(Verdict::DoesNotHold) => "do not hold",
        Outcome::Judged(Verdict::NotComparable) => "cannot be compared",
        Outcome::Judged(Verdict::CannotBeChecked) => "cannot be checked",
        Outcome::Judged(Verdict::Derived) if is_one => "is computed here",
        Outcome::Judged(Verdict::Derived) => "are computed here",
        Outcome::NotComputed => "could not be computed",
    }
}

/// How many caveats there are of which kinds. `among` is how many there are where one kind is
/// chosen.
pub fn of_caveats(kinds: &[&str], among: Option<usize>, tab: Option<&str>) -> String {
    let scope = on(tab);
    let tallies = tallies(kinds);
    let all = counted(kinds.len(), "caveat");
    match (tallies.as_slice(), among) {
        ([], _) => format!("No caveat{scope} to show"),
        ([(kind, count)], Some(among)) if among > *count => {
            let of = format!("{} of {}{scope}", grouped(*count as f64), counted(among, "caveat"));
            format!("{of} {} {}", are(*count), predicate(kind, *count))
        }
        ([(kind, 1)], _) => format!("The only caveat{scope} is {}", predicate(kind, 1)),
        ([(kind, 2)], _) => format!("Both caveats{scope} are {}", predicate(kind, 2)),
        ([(kind, count)], _) => format!("All {all}{scope} are {}", predicate(kind, *count)),
        (tallies, _) => {
            // A single kind more takes no more room than the words for it.
            let most = if tallies.len() == MOST_KINDS + 1 { tallies.len() } else { MOST_KINDS };
            let mut parts: Vec<String> = tallies
                .iter()
                .take(most)
                .map(|(kind, count)| format!("{} {}", grouped(*count as f64), noun(kind, *count)))
                .collect();
            let rest: usize = tallies.iter().skip(most).map(|(_, count)| count).sum();
            if rest > 0 {
                parts.push(format!("{} of other kinds", grouped(rest as f64)));
            }
            format!("{all}{scope}: {}", all_of(&parts))
        }
    }
}

/// Each kind with its number, the most frequent first.
fn tallies<'a>(kinds: &[&'a str]) -> Vec<(&'a str, usize)> {
    let mut tallies: Vec<(&str, usize)> = Vec::new();
    for kind in kinds {
        match tallies.iter_mut().find(|(known, _)| known == kind) {
            Some((_, count)) => *count += 1,
            None => tallies.push((kind, 1)),
        }
    }
    tallies.sort_by_key(|(_, count)| std::cmp::Reverse(*count));
    tallies
}

/// Kinds that are nouns; all others are said of a caveat as they stand.
fn is_noun(kind: &str) -> bool {
    ["ambiguity", "conflict", "contradiction", "error", "gap", "omission", "reconstruction"]
        .contains(&kind)
}

/// A kind after a number: `6 conflicts`, `18 ambiguous`.
fn noun(kind: &str, count: usize) -> String {
    match kind {
        "" => "of no stated kind".to_owned(),
        "rounding" => "from rounding".to_owned(),
        kind if is_noun(kind) && count != 1 => {
            let counted = counted(count, kind);
            counted.split_once(' ').map_or(kind, |(_, noun)| noun).to_owned()
        }
        kind => kind.to_owned(),
    }
}

/// A kind after “is” or “are”: `a conflict`, `conflicts`, `ambiguous`.
fn predicate(kind: &str, count: usize) -> String {
    let article = match kind.chars().next() {
        Some('a' | 'e' | 'i' | 'o' | 'u') => "an ",
        _ => "a ",
    };
    let article = if count == 1 && is_noun(kind) { article } else { "" };
    format!("{article}{}", noun(kind, count))
}

/// How much rests on the sources, and what they do not give.
pub fn of_sources(sources: &[&Source], citing: usize) -> String {
    let stand = match (sources.len(), citing) {
        (1, 0) => "No record of this data cites its one source".to_owned(),
        (many, 0) => format!("No record of this data cites any of its {} sources", in_words(many)),
        (1, _) => format!("One source stands behind {}", counted(citing, "record")),
        (many, _) => format!(
            "{} sources stand behind {}",
            sentence_case(&in_words(many)),
            counted(citing, "record")
        ),
    };
    let lacking =
        |is_empty: fn(&Source) -> bool| sources.iter().filter(|source| is_empty(source)).count();
    let lacks = lacks(
        sources.len(),
        lacking(|source| source.published.is_empty()),
        lacking(|source| source.url.is_empty()),
    );
    if lacks.is_empty() { stand } else { format!("{stand}; {lacks}") }
}

/// What of `all` sources is without date and without address.
fn lacks(all: usize, dateless: usize, homeless: usize) -> String {
    let subject = match all {
        1 => "it gives no",
        2 => "neither gives",
        _ => "none gives",
    };
    if dateless == all && homeless == all {
        let what = if all == 1 { "date and no address" } else { "a date or an address" };
        return format!("{subject} {what}");
    }
    let part = |count: usize, what: &str, with_article: &str| match count {
        0 => None,
        _ if count == all && all == 1 => Some(format!("{subject} {what}")),
        _ if count == all => Some(format!("{subject} {with_article}")),
        1 => Some(format!("one gives no {what}")),
        _ => Some(format!("{} give no {what}", in_words(count))),
    };
    let parts = [part(homeless, "address", "an address"), part(dateless, "date", "a date")];
    let parts: Vec<String> = parts.into_iter().flatten().collect();
    parts.join(", and ")
}

/// What the data has beside this view: `also 2 sources and 30 caveats`.
pub fn others(evidence: &Evidence, view: ViewOf) -> Option<String> {
    let all = [
        (ViewOf::Sources, evidence.sources.len(), "source"),
        (ViewOf::Claims, evidence.claims.len(), "claim"),
        (ViewOf::Caveats, evidence.caveats.len(), "caveat"),
    ];
    let parts: Vec<String> = all
        .into_iter()
        .filter(|(of, count, _)| *of != view && *count > 0)
        .map(|(_, count, noun)| counted(count, noun))
        .collect();
    (!parts.is_empty()).then(|| format!("also {}", all_of(&parts)))
}

/// The words, and what the data has beside this view.
pub fn with_others(words: impl Into<String>, evidence: &Evidence, view: ViewOf) -> String {
    let words = words.into();
    match others(evidence, view) {
        Some(others) => format!("{words} · {others}"),
        None => words,
    }
}

/// ` on funding`.
fn on(tab: Option<&str>) -> String {
    tab.map_or_else(String::new, |tab| format!(" on {tab}"))
}

fn are(count: usize) -> &'static str {
    if count == 1 { "is" } else { "are" }
}
