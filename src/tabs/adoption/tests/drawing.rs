//! That every drawing of the tab keeps its words apart, and every mark is its own.

use super::*;
use crate::tabs::tests::words_stay_apart;

#[test]
fn the_words_of_statements_that_differ_stay_apart() {
    let counts = "A,users,1000,people,,,\nA,users,900,people,about,,\nB,users,0,people,,,\n\
                  B,users,5,people,,,\nC,users,7,people,,,\nC,users,7,people,nearly,,";
    words_stay_apart_in(&[&format!("{HEAD}\n{DISPUTED}\n{counts}")]);
}

#[test]
fn many_families_and_measures_are_sorted_in_good_time() {
    let rows: Vec<String> =
        (0..20_000).map(|i| format!("F{i},measure {i},{i},unit {i},,,2025")).collect();
    let records = records(&[&format!("{HEAD}\n{}", rows.join("\n"))]);
    for of in [ViewOf::Share, ViewOf::Count, ViewOf::Time] {
        assert_eq!(chart::build(&records, &view(of)).counts.shown, 20_000);
    }
    assert_eq!(records.families.len(), 20_000);
}

/// Many families, measures and units; odd names; some values absent.
fn crowd() -> (String, String) {
    let (mut shares, mut scores) = (vec![HEAD.to_owned()], vec![SCORE_HEAD.to_owned()]);
    for index in 0..200 {
        let family = format!("家族 {} of a rather long name", index % 23);
        let value = if index % 11 == 0 { String::new() } else { (index % 9).to_string() };
        let (kind, date) = (index / 40, 2020 + index % 6);
        shares.push(format!("{family},share of total {kind},{value},%,about,some scope,{date}"));
        shares.push(format!("{family},measure {kind},{value},unit {kind},,,{date}"));
        scores.push(format!("Model {index},Bench {},{value},%", index % 7));
    }
    (shares.join("\n"), scores.join("\n"))
}

/// Every view of these tables, at sizes from the smallest to a large screen.
fn words_stay_apart_in(texts: &[&str]) {
    for (view, axis) in
        [("share", None), ("count", Some("log")), ("count", Some("linear")), ("time", None)]
    {
        let mut tab =
            State::<Tab>::empty().load(&tables(texts), &Arc::default(), &mut Problems::default());
        tab.set("view", view).expect("the view is there");
        if let Some(axis) = axis {
            tab.set("axis", axis).expect("the axis is there");
        }
        let shown = Shown { tab, origin: Arc::default() };
        words_stay_apart(&shown, view, None);
    }
}

#[test]
fn the_words_of_the_bundled_data_stay_apart() {
    words_stay_apart_in(&[BUNDLED, SCORES]);
}

#[test]
fn the_words_of_little_data_stay_apart() {
    words_stay_apart_in(&[SCORES]);
    words_stay_apart_in(&[BUNDLED]);
    words_stay_apart_in(&[DATED]);
    words_stay_apart_in(&[&format!("{HEAD}\nA,share of use,,%,,,\nA,users,,people,,,")]);
    words_stay_apart_in(&["family,measure,value\n"]);
}

#[test]
fn the_words_of_a_crowd_stay_apart() {
    let (adoption, benchmarks) = crowd();
    words_stay_apart_in(&[&adoption, &benchmarks]);
}

#[test]
fn every_mark_has_a_key_and_a_source_of_its_own() {
    let (adoption, benchmarks) = crowd();
    for of in [ViewOf::Share, ViewOf::Count, ViewOf::Time] {
        for texts in [[BUNDLED, SCORES], [adoption.as_str(), benchmarks.as_str()]] {
            let figure = shown(&texts, &view(of));
            let mut keys: Vec<&str> = figure.marks.iter().map(|mark| mark.key.as_str()).collect();
            keys.sort_unstable();
            let all = keys.len();
            keys.dedup();
            assert_eq!(all, keys.len(), "{of:?}");
            assert!(figure.marks.iter().all(|mark| !mark.statements().is_empty()), "{of:?}");
            assert!(figure.counts.read() > 0, "{of:?}");
        }
    }
}
