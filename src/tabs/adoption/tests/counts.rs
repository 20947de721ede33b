//! Counts, sizes and scores.

use super::*;

#[test]
fn counts_that_differ_are_one_row_with_the_statements_named_below() {
    let rows = "A,users,1000,people,,,\nA,users,900,people,about,,\nA,languages,5,languages,,,";
    let text = format!("{HEAD}\n{rows}");
    let figure = shown(&[&text], &view(ViewOf::Count));
    assert_eq!(figure.title, "A counts ~900 – 1,000 users and 5 languages");
    let Chart::Count(groups) = &figure.chart else { panic!("{figure:?}") };
    let [line] = groups[0].rows.as_slice() else { panic!("one row: {groups:?}") };
    assert_eq!((line.ends, line.text.as_str()), (Some((900.0, 1000.0)), "~900 – 1,000"));
    assert_eq!(line.stated, [1000.0, 900.0]);
    let others: Vec<&str> = line.others.iter().map(|(_, words)| words.as_str()).collect();
    assert_eq!(others, ["statements differ: 1,000", "~900"]);
    assert_eq!((figure.marks.len(), figure.counts.shown), (4, 3));
    let Chart::Share { reach, .. } = shown(&[&text], &Options::default()).chart else { panic!() };
    assert_eq!(reach[0].value, "~900 – 1,000");
    assert_eq!(reach[0].caption, "A users, people; statements differ: 1,000, ~900");
}

#[test]
fn the_same_count_in_other_words_is_drawn_once() {
    let rows = "A,users,1000,people,,,\nA,users,1000,people,about,,\nA,users,900,people,,,2025";
    let Chart::Count(groups) = shown(&[&format!("{HEAD}\n{rows}")], &view(ViewOf::Count)).chart
    else {
        panic!("{rows}")
    };
    let texts: Vec<&str> = groups[0].rows.iter().map(|line| line.text.as_str()).collect();
    assert_eq!(texts, ["1,000", "900"], "another date is another count");
    assert_eq!(groups[0].rows[0].others[0].1, "also stated as ~1,000");
    assert!(groups[0].rows[0].stated.is_empty());
}

#[test]
fn different_scopes_are_different_totals() {
    let figure = shares("A,share of use,40,%,,at home,\nB,share of use,70,%,,at work,");
    assert_eq!(bars(&figure).len(), 2);
    assert_eq!(figure.title, "A takes 40% of use, at home; B takes 70% of use, at work");
}

#[test]
fn sizes_from_smallest_to_largest_are_one_range() {
    let figure = shown(&[BUNDLED], &Options::default());
    let Chart::Share { reach, .. } = &figure.chart else { panic!("{figure:?}") };
    let texts: Vec<String> =
        reach.iter().map(|item| format!("{} {}", item.value, item.caption)).collect();
    assert_eq!(
        texts,
        [
            "385M Qwen downloads",
            "180K+ derivative models",
            "119 languages",
            "0.6B – 235B+ model sizes, parameters"
        ]
    );
    let range = figure.mark("range: qwen_smallest qwen_largest").expect("there is a range");
    assert_eq!(range.exactly, "600,000,000 parameters to at least 235,000,000,000 parameters");
    assert_eq!(range.statements().len(), 2);
}

fn scores(rows: &str) -> Figure<Chart> {
    shown(&[&format!("{SCORE_HEAD}\n{rows}")], &Options::default())
}

#[test]
fn the_score_sentence_serves_one_two_and_many_models_and_ties() {
    let title = |rows| scores(rows).title;
    assert_eq!(title("A,X,50,%"), "A scores 50% on X");
    assert_eq!(title("A,X,69.1,%\nB,X,72.2,%"), "B leads A by 3.1 points on X");
    assert_eq!(title("A,X,50,%\nB,X,50,%"), "A and B tie at 50% on X");
    assert_eq!(title("A,X,50,%\nB,X,51,%\nC,X,,%"), "B leads A by 1 point on X");
    assert_eq!(title("A,X,50,%\nB,X,52,%\nC,X,54,%"), "C leads 2 other models on X, B by 2 points");
    // A high rank or distance may be the worst, and a score without a unit may be one.
    assert_eq!(title("A,X,50,\nB,X,52,"), "B scores highest on X, 2 points above A");
    assert_eq!(
        title("A,LibriSpeech WER,5,%\nB,LibriSpeech WER,7,%"),
        "B scores highest on LibriSpeech WER, 2 points above A"
    );
    assert_eq!(title("A,X,undisclosed,%"), "No score on X is known");
    assert_eq!(title("A,X,,%"), "No score on X is stated");
    assert_eq!(
        title("A,Perplexity,9,\nB,Perplexity,7,"),
        "A scores highest on Perplexity, 2 points above B"
    );
}

#[test]
fn a_cut_score_axis_says_where_it_starts() {
    let groups = |figure: &Figure<Chart>| match &figure.chart {
        Chart::Share { scores, .. } => scores.clone(),
        other => panic!("not scores: {other:?}"),
    };
    let bundled = shown(&[BUNDLED, SCORES], &Options::default());
    let group = &groups(&bundled)[0];
    assert_eq!(group.sentence, "InternVL3-78B leads GPT-4o by 3.1 points on MMMU");
    assert_eq!(group.caption, "MMMU score, % · axis starts at 60");
    assert_eq!(group.rows[0].text, "72.2");
    let lead = bundled.mark("lead: internvl3_mmmu").map(Mark::basis);
    assert_eq!(lead, Some(Basis::Derived));
    assert_eq!(groups(&scores("A,X,10,%\nB,X,90,%"))[0].caption, "X score, %");
    // Scores of one model that differ are a range with a tick for each, and never averaged.
    let differing = scores("A,X,70,%\nA,X,72,%\nB,X,60,%");
    assert_eq!(differing.title, "A leads B by 12 points on X; statements on A differ");
    let rows = &groups(&differing)[0].rows;
    assert_eq!(rows[0].stated, [70.0, 72.0]);
    assert_eq!(rows[1].text, "70 (70 – 72, statements differ)");
    assert!(rows[2].stated.is_empty(), "one statement is no range");
    // The benchmark with most models comes first.
    assert_eq!(groups(&scores("A,X,1,%\nA,Y,2,%\nB,Y,3,%"))[0].benchmark, "Y");
}

#[test]
fn two_units_never_share_an_axis() {
    let figure = shown(&[BUNDLED, SCORES], &view(ViewOf::Count));
    let Chart::Count(groups) = &figure.chart else { panic!("{figure:?}") };
    let captions: Vec<&str> = groups.iter().map(|group| group.caption.as_str()).collect();
    assert_eq!(
        captions,
        ["downloads, log axis", "models, log axis", "languages, log axis", "parameters, log axis"]
    );
    assert_eq!(
        figure.title,
        "Qwen counts 385M downloads, 180K+ derivative models and 119 languages"
    );
    assert_eq!(figure.counts, Counts { shown: 10, filtered: 0, rejected: 0 });
    assert!(
        figure.subtitle.ends_with(" · 3 shares and 2 scores not drawn in this view"),
        "{}",
        figure.subtitle
    );
    let llama = Options { family: Some("Llama".to_owned()), ..view(ViewOf::Count) };
    let llama = shown(&[BUNDLED, SCORES], &llama);
    assert_eq!(llama.counts, Counts { shown: 3, filtered: 7, rejected: 0 });
    assert_eq!(llama.subtitle, "1 share and 2 scores not drawn in this view");
}

#[test]
fn a_zero_has_no_place_on_a_log_axis_and_is_not_unknown() {
    let text = format!("{HEAD}\nA,users,0,people,,,\nB,users,500,people,,,\nC,users,,people,,,");
    let figure = shown(&[&text], &view(ViewOf::Count));
    let Chart::Count(groups) = &figure.chart else { panic!("{figure:?}") };
    let rows = &groups[0].rows;
    assert_eq!((rows[0].text.as_str(), rows[0].is_known), ("0, not on a log axis", true));
    assert_eq!((rows[2].text.as_str(), rows[2].is_known), ("not stated", false));
    let linear = Options { axis: AxisOf::Linear, ..view(ViewOf::Count) };
    let Chart::Count(groups) = shown(&[&text], &linear).chart else { panic!("{text}") };
    assert_eq!(groups[0].rows[0].ends, Some((0.0, 0.0)));
    assert_eq!(figure.title, "B counts 500 users; A counts 0");
}

#[test]
fn nothing_is_the_largest_unless_all_are_exact() {
    let crowd = |qualifier: &str| -> String {
        let of = |i: usize| if i == 3 { qualifier } else { "" };
        let rows: Vec<String> =
            (1..=12).map(|i| format!("F{i},share of use,{i},%,{},,", of(i))).collect();
        shares(&rows.join("\n")).title
    };
    assert_eq!(crowd("about"), "Twelve families have a stated share of use");
    assert_eq!(crowd(""), "F12 has the largest stated share of use (12%)");
    let counts = |rows: &str| shares(rows).title;
    assert_eq!(
        counts(
            "A,users,5,people,,,\nB,users,9,people,,,\nB,users,8,people,,,\nC,users,2,people,,,"
        ),
        "B counts 8 – 9 users; A counts 5; one more family is shown"
    );
    assert_eq!(
        counts("A,users,5,people,,,\nB,users,9,people,about,,\nC,users,2,people,,,"),
        "B counts ~9 users; A counts 5; one more family is shown"
    );
    assert_eq!(
        counts("A,users,5,people,,,\nB,users,5,people,,,\nC,users,5,people,,,"),
        "A, B and C each count 5 users"
    );
}
