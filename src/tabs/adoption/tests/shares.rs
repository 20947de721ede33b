//! Shares of a whole.

use super::*;

#[test]
fn the_bundled_title_says_who_takes_what() {
    let figure = shown(&[BUNDLED, SCORES], &Options::default());
    assert_eq!(
        figure.title,
        "Qwen takes 45% of open-source downloads and 40% of new derivative models; Llama takes \
         15% of new derivative models"
    );
    assert_eq!(
        figure.subtitle,
        "Share of each total, not comparable across rows: the denominators differ · the source \
         gives no date"
    );
    assert_eq!(figure.counts, Counts { shown: 10, filtered: 0, rejected: 0 });
}

#[test]
fn what_no_source_attributes_is_a_derived_mark_and_hatched() {
    let figure = shown(&[BUNDLED], &Options::default());
    let mark = figure.mark("remainder: qwen_derivative_share").expect("there is a remainder");
    assert_eq!((mark.value.as_str(), mark.basis()), ("45%", Basis::Derived));
    assert_eq!(
        mark.records().collect::<Vec<_>>(),
        ["qwen_derivative_share", "llama_derivative_share"]
    );
    let last = bars(&figure)[1].segments.last().expect("there are segments");
    assert_eq!((last.ink, last.to), (Ink::Remainder, 1.0));
}

#[test]
fn a_filter_keeps_the_other_families_out_of_the_remainder() {
    let options = Options { family: Some("Llama".to_owned()), ..Options::default() };
    let figure = shown(&[BUNDLED, SCORES], &options);
    let inks: Vec<Ink> = bars(&figure)[0].segments.iter().map(|segment| segment.ink).collect();
    assert_eq!(inks, [Ink::Family(0), Ink::Others, Ink::Remainder]);
    // One other family is named beside it, with what the source states of it.
    let other = figure.mark("qwen_derivative_share").map(Mark::basis);
    assert_eq!(other, Some(Basis::Stated));
    let left = figure.mark("remainder: llama_derivative_share").map(|mark| mark.value.as_str());
    assert_eq!(left, Some("45%"));
    assert_eq!(figure.counts, Counts { shown: 4, filtered: 6, rejected: 0 });
    assert_eq!(figure.title, "Llama takes 15% of new derivative models");
}

#[test]
fn shares_of_more_than_the_whole_are_told_in_words() {
    let figure = shares("A,share of use,80,%,,,\nB,share of use,70,%,,,");
    assert_eq!(notes(&figure), ["The shares add up to 150%: the bar is drawn to that sum"]);
    let segments = &bars(&figure)[0].segments;
    assert!(segments.iter().all(|segment| segment.ink != Ink::Remainder), "{segments:?}");
    assert!((segments[0].to - 80.0 / 150.0).abs() < 1e-9, "{segments:?}");
}

#[test]
fn an_unknown_share_is_named_and_never_zero() {
    let figure = shares(
        "A,share of use,30,%,about,,\nB,share of use,,%,,,\nC,share of use,undisclosed,%,,,",
    );
    assert_eq!(notes(&figure), ["B: not stated", "C: undisclosed"]);
    assert_eq!(figure.title, "A takes ~30% of use");
    // What is left of about 30 is about 70.
    assert_eq!(
        figure.mark("remainder: adoption line 2").map(|mark| mark.value.as_str()),
        Some("~70%")
    );
    let none = shares("A,market share,,%,,,");
    assert_eq!(none.title, "No market share is stated for any family");
    assert_eq!(bars(&none)[0].segments[0].words, ["no share is stated"]);
}

#[test]
fn of_several_dates_the_latest_is_drawn_and_the_others_named() {
    let figure =
        shares("A,share of use,30,%,,,2025\nA,share of use,40,%,,,2026-Q1\nA,share of use,9,%,,,");
    assert_eq!(
        notes(&figure),
        ["Latest: Q1 2026; 2 values of other dates:", "A 30% (2025)", "A 9% (no date)"]
    );
    assert_eq!(figure.title, "A takes 40% of use");
    assert_eq!(figure.subtitle, "Share of use · as of Q1 2026");
    assert_eq!(figure.counts.shown, 3);
}

#[test]
fn a_second_wording_of_the_same_share_is_named_beside_the_first() {
    let figure = shares("A,share of use,40,%,,,\nA,share of use,40,%,about,,");
    assert_eq!(notes(&figure), ["A also stated as ~40%"]);
    assert_eq!(figure.title, "A takes 40% of use");
    let segments = &bars(&figure)[0].segments;
    assert_eq!((segments.len(), &segments[0].span), (2, &None));
}

#[test]
fn shares_that_differ_are_a_range_with_a_tick_for_each_and_never_averaged() {
    let figure = shares(DISPUTED);
    assert_eq!(figure.title, "A takes 40% – 45% of use; B takes 15% of use");
    let segments = &bars(&figure)[0].segments;
    let span = segments[0].span.as_ref().expect("a range");
    assert_eq!(segments[0].words[0], "A 40% – 45%");
    assert_eq!((span.from, segments[0].to, &span.ticks), (0.4, 0.45, &vec![0.45, 0.4]));
    assert_eq!(notes(&figure), ["A, statements differ: 45%", "40%"]);
    let range = figure.mark("range: adoption line 2").expect("a mark of the range");
    assert_eq!(
        (range.exactly.as_str(), range.basis()),
        ("40% to 45%, statements differ", Basis::Derived)
    );
    assert_eq!(range.records().collect::<Vec<_>>(), ["adoption line 2", "adoption line 4"]);
    // Each statement stays a mark of its own, in its own words.
    let own = |line: &str| figure.mark(line).map(|mark| (mark.value.as_str(), mark.basis()));
    assert_eq!(own("adoption line 2"), Some(("45%", Basis::Stated)));
    assert_eq!(own("adoption line 4"), Some(("40%", Basis::Stated)));
    assert_eq!(figure.counts.shown, 3);
}

#[test]
fn what_shares_that_differ_leave_is_a_range_too() {
    let left = |rows: &str| {
        let figure = shares(rows);
        let mark = figure.marks.iter().find(|mark| mark.key.starts_with("remainder"));
        mark.map(|mark| (mark.value.clone(), mark.statements().len()))
    };
    assert_eq!(left(DISPUTED), Some(("40% – 45%".to_owned(), 3)));
    let last = bars(&shares(DISPUTED))[0].segments.last().cloned().expect("a remainder");
    assert!((last.from - 0.6).abs() < 1e-9, "what the highest leaves: {last:?}");
    let about = "A,share of use,45,%,about,,\nA,share of use,40,%,,,";
    assert_eq!(left(about), Some(("~55% – 60%".to_owned(), 2)));
    // Nothing is left at the highest: said in words, not drawn.
    let all = shares("A,share of use,100,%,,,\nA,share of use,95,%,,,");
    let note = notes(&all).contains(&"not attributed in the source 0% – 5%");
    assert_eq!((bars(&all)[0].segments.len(), note), (1, true));
    let over = shares("A,share of use,90,%,,,\nA,share of use,80,%,,,\nB,share of use,30,%,,,");
    let words = "The shares add up to 110% – 120%: the bar is drawn to the highest sum";
    assert!(notes(&over).contains(&words), "{:?}", notes(&over));
}

#[test]
fn a_hidden_family_whose_shares_differ_stays_a_range() {
    let options = Options { family: Some("B".to_owned()), ..Options::default() };
    let figure = shown(&[&format!("{HEAD}\n{DISPUTED}")], &options);
    let words: Vec<&str> =
        bars(&figure)[0].segments.iter().map(|segment| segment.words[0].as_str()).collect();
    assert_eq!(words, ["B 15%", "A 40% – 45%", "not attributed in the source 40% – 45%"]);
    assert_eq!(figure.counts.read(), 3);
}

#[test]
fn of_many_families_the_largest_is_named_and_the_small_stand_together() {
    let rows: Vec<String> = (1..=12).map(|i| format!("F{i},share of use,{i},%,,,")).collect();
    let figure = shares(&rows.join("\n"));
    assert_eq!(figure.title, "F12 has the largest stated share of use (12%)");
    let segments = &bars(&figure)[0].segments;
    assert_eq!(segments[7].words[0], "5 other families 15%");
    assert_eq!((segments.len(), figure.counts.shown), (9, 12));
}

#[test]
fn a_withheld_figure_is_not_called_unstated() {
    let title = |rows: &str| shares(rows).title;
    assert_eq!(title("A,users,undisclosed,people,,,"), "A: users undisclosed");
    assert_eq!(title("A,market share,undisclosed,%,,,"), "No market share is known for any family");
    assert_eq!(title("A,users,,people,,,\nB,users,,people,,,"), "None of 2 counts is stated");
}

#[test]
fn shares_of_more_than_the_whole_stand_over_an_axis_that_reaches_as_far() {
    let figure = shares(
        "A,share of downloads,70,%,,one,\nB,share of downloads,55,%,,one,\n\
         A,share of likes,50,%,,two,",
    );
    let bars = bars(&figure);
    let (scale, _) = super::super::chart_share::axis(bars);
    assert_eq!(scale.to, 125.0);
    let end = |bar: usize, part: usize| bars[bar].segments[part].to * scale.to;
    assert!((end(0, 0) - 70.0).abs() < 1e-9, "{}", end(0, 0));
    assert!((end(0, 1) - 125.0).abs() < 1e-9, "{}", end(0, 1));
    assert!((end(1, 0) - 50.0).abs() < 1e-9, "a bar of less over the same axis: {}", end(1, 0));
}
