//! What the adoption tab shows of small tables, and that every drawing of them keeps its words apart.

use std::sync::Arc;

use super::Adoption as Tab;
use super::chart::{self, AxisOf, Chart, Ink, Options, ViewOf};
use super::data::{ADOPTION, Adoption, BENCHMARKS};
use crate::desk::Shown;
use crate::figure::{self, Look};
use crate::load::import::Wishes;
use crate::load::source::RawFile;
use crate::load::{Package, Problems};
use crate::model::{Basis, Counts, Figure, Mark};
use crate::paint::Medium;
use crate::style;
use crate::tab::{State, Tables, View as _};

const BUNDLED: &str = include_str!("../../../data/adoption.csv");
const SCORES: &str = include_str!("../../../data/benchmarks.csv");
const SCORE_HEAD: &str = "model,benchmark,score,unit";
const HEAD: &str = "family,measure,value,unit,qualifier,scope,as_of";

/// Tables out of CSV texts.
fn tables(texts: &[&str]) -> Tables {
    let mut tables = Tables::new();
    for text in texts {
        let file = RawFile { name: Arc::from("own.csv"), bytes: text.as_bytes().to_vec() };
        let mut problems = Problems::default();
        let specs = [&ADOPTION, &BENCHMARKS];
        let package = Package::from_file(file, &Wishes::default(), &specs, &mut problems);
        tables.extend(package.expect("the text is one of the tables").tables);
    }
    tables
}

fn records(texts: &[&str]) -> Adoption {
    Tab::records(&tables(texts), &mut Problems::default())
}

fn shown(texts: &[&str], options: &Options) -> Figure<Chart> {
    chart::build(&records(texts), options)
}

fn shares(rows: &str) -> Figure<Chart> {
    shown(&[&format!("{HEAD}\n{rows}")], &Options::default())
}

fn view(view: ViewOf) -> Options {
    Options { view, ..Options::default() }
}

fn bars(figure: &Figure<Chart>) -> &[super::chart_share::Bar] {
    match &figure.chart {
        Chart::Share { bars, .. } => bars,
        other => panic!("not shares: {other:?}"),
    }
}

fn notes(figure: &Figure<Chart>) -> Vec<&str> {
    bars(figure).iter().flat_map(|bar| &bar.notes).map(|note| note.text.as_str()).collect()
}

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
    assert_eq!(mark.records, ["qwen_derivative_share", "llama_derivative_share"]);
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

/// Two shares of one family that differ, and a second family.
const DISPUTED: &str = "A,share of use,45,%,,,\nB,share of use,15,%,,,\nA,share of use,40,%,,,";

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
    assert_eq!(range.records, ["adoption line 2", "adoption line 4"]);
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
        mark.map(|mark| (mark.value.clone(), mark.records.len()))
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
fn the_words_of_statements_that_differ_stay_apart() {
    let counts = "A,users,1000,people,,,\nA,users,900,people,about,,\nB,users,0,people,,,\n\
                  B,users,5,people,,,\nC,users,7,people,,,\nC,users,7,people,nearly,,";
    words_stay_apart_in(&[&format!("{HEAD}\n{DISPUTED}\n{counts}")]);
}

#[test]
fn different_scopes_are_different_totals() {
    let figure = shares("A,share of use,40,%,,at home,\nB,share of use,70,%,,at work,");
    assert_eq!(bars(&figure).len(), 2);
    assert_eq!(figure.title, "A takes 40% of use, at home; B takes 70% of use, at work");
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
    assert_eq!(range.records.len(), 2);
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
fn without_dates_there_is_nothing_over_time_and_the_figure_says_so() {
    let figure = shown(&[BUNDLED, SCORES], &view(ViewOf::Time));
    let why = "No figure in this data carries a date, so there is nothing to draw over time.";
    assert_eq!(figure.chart, Chart::Empty(why));
    assert_eq!(figure.counts.read(), 10);
}

const DATED: &str = "family,measure,value,unit,as_of
A,share of use,30,%,2025-01
A,share of use,,%,2025-06
A,share of use,45,%,2026-01
B,share of use,25,%,2025-01
B,share of use,20,%,2026-01
A,users,5,people,2025-01
A,share of use,50,%,
";

#[test]
fn a_missing_value_breaks_the_line() {
    let figure = shown(&[DATED], &view(ViewOf::Time));
    assert_eq!(figure.title, "A’s share of use rose from 30% to 45%; B’s fell from 25% to 20%");
    assert_eq!(
        figure.subtitle,
        "Share of use · Jan 2025 to Jan 2026 · 1 share and 1 count not drawn in this view"
    );
    let Chart::Time(course) = &figure.chart else { panic!("{figure:?}") };
    let runs: Vec<usize> = course.series.iter().map(|series| series.runs.len()).collect();
    assert_eq!(runs, [2, 1]);
    assert_eq!(course.aside, "No value, so the line is broken: A Jun 2025 not stated");
    assert_eq!(figure.counts, Counts { shown: 7, filtered: 0, rejected: 0 });
}

#[test]
fn two_values_for_one_date_are_no_rise() {
    let rows = "family,measure,value,unit,as_of
A,share of use,30,%,2025
A,share of use,40,%,2025
xAI,share of use,10,%,2025
xAI,share of use,12,%,2025-02
";
    let figure = shown(&[rows], &view(ViewOf::Time));
    assert_eq!(
        figure.title,
        "A’s share of use is known for one date: 30%; xAI’s is given as 12% and 10% for dates \
         that overlap"
    );
    let Chart::Time(course) = &figure.chart else { panic!("{figure:?}") };
    assert_eq!(course.series[0].runs[0].len(), 1);
    assert_eq!(course.aside, "Also stated: A 2025 40%");
    assert_eq!(course.aside_keys, ["adoption line 3"]);
    assert_eq!((figure.counts.shown, figure.marks.len()), (4, 4));
    let own = Options { family: Some("xAI".to_owned()), ..view(ViewOf::Time) };
    assert!(shown(&[rows], &own).title.starts_with("xAI’s share"), "names are not rewritten");
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

#[test]
fn a_withheld_figure_is_not_called_unstated() {
    let title = |rows: &str| shares(rows).title;
    assert_eq!(title("A,users,undisclosed,people,,,"), "A: users undisclosed");
    assert_eq!(title("A,market share,undisclosed,%,,,"), "No market share is known for any family");
    assert_eq!(title("A,users,,people,,,\nB,users,,people,,,"), "None of 2 counts is stated");
}

#[test]
fn many_families_and_measures_are_sorted_in_good_time() {
    let rows: Vec<String> =
        (0..20_000).map(|i| format!("F{i},measure {i},{i},unit {i},,,2025")).collect();
    let records = records(&[&format!("{HEAD}\n{}", rows.join("\n"))]);
    for of in [ViewOf::Share, ViewOf::Count, ViewOf::Time] {
        assert_eq!(chart::build(&records, &view(of)).counts.shown, 20_000);
    }
    assert_eq!(super::data::families(&records).len(), 20_000);
}

#[test]
fn the_measure_over_time_can_be_chosen() {
    let mut options = view(ViewOf::Time);
    let records = records(&[DATED]);
    let settings = Tab::settings(&records, &options);
    let measure = settings.iter().find(|setting| setting.key == "measure").expect("a choice");
    assert_eq!(measure.current, "share of use");
    assert_eq!(measure.choices.len(), 2);
    Tab::set(&mut options, "measure", "users");
    assert_eq!(chart::build(&records, &options).title, "A’s users is known for one date: 5");
}

#[test]
fn an_empty_tab_and_a_wrong_row_are_told() {
    let figure = chart::build(&Adoption::default(), &Options::default());
    assert!(matches!(figure.chart, Chart::Empty(_)), "{figure:?}");
    let mut problems = Problems::default();
    let text = "family,measure,value\nA,share,-1\nB,,2\n";
    let records = Tab::records(&tables(&[text]), &mut problems);
    assert_eq!((Tab::rejected(&records), problems.iter().count()), (2, 2));
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

/// The words that are painted, with the room they take.
fn painted(shown: &Shown, size: egui::Vec2, medium: Medium) -> Vec<(String, egui::Rect)> {
    let context = egui::Context::default();
    style::apply(&context);
    let mut words = Vec::new();
    for _ in 0..3 {
        let input = egui::RawInput {
            screen_rect: Some(egui::Rect::from_min_size(egui::Pos2::ZERO, size)),
            ..egui::RawInput::default()
        };
        let palette = &style::LIGHT;
        let look = Look { palette, medium, selected: None, has_background: true };
        let mut output = context.run_ui(input, |ui| {
            figure::show(shown, look, ui, |_| {}, |stage| shown.tab.draw(stage));
        });
        output.textures_delta.clear();
        words.clear();
        for shape in &output.shapes {
            let egui::Shape::Text(text) = &shape.shape else {
                let bounds = shape.shape.visual_bounding_rect();
                assert!(!bounds.any_nan(), "without a place: {:?}", shape.shape);
                continue;
            };
            if !text.galley.text().is_empty() {
                let rect = text.galley.rect.translate(text.pos.to_vec2());
                words.push((text.galley.text().to_owned(), rect));
            }
        }
    }
    words
}

/// Every view of these tables, at sizes from the smallest to a large screen.
fn words_stay_apart_in(texts: &[&str]) {
    for (view, axis) in
        [("share", None), ("count", Some("log")), ("count", Some("linear")), ("time", None)]
    {
        let mut tab = State::<Tab>::empty().load(&tables(texts), &mut Problems::default());
        tab.set("view", view).expect("the view is there");
        if let Some(axis) = axis {
            tab.set("axis", axis).expect("the axis is there");
        }
        let shown = Shown { tab, origin: Arc::default() };
        for (width, height) in [(640.0, 460.0), (960.0, 540.0), (720.0, 720.0), (1900.0, 1200.0)] {
            let size = egui::vec2(width, height);
            painted(&shown, size, Medium::Window);
            let words = painted(&shown, size, Medium::Page);
            let page = egui::Rect::from_min_size(egui::Pos2::ZERO, size);
            for (index, (text, rect)) in words.iter().enumerate() {
                assert!(page.contains_rect(*rect), "{view} {size}: {text:?} leaves the page");
                for (other, around) in words.iter().skip(index + 1) {
                    let both = rect.shrink(1.5).intersect(around.shrink(1.5));
                    assert!(!both.is_positive(), "{view} {size}: {text:?} runs into {other:?}");
                }
            }
        }
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
            assert!(figure.marks.iter().all(|mark| !mark.provenance.is_empty()), "{of:?}");
            assert!(figure.counts.read() > 0, "{of:?}");
        }
    }
}
