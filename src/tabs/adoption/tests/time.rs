//! One measure over time.

use super::*;

#[test]
fn without_dates_there_is_nothing_over_time_and_the_figure_says_so() {
    let figure = shown(&[BUNDLED, SCORES], &view(ViewOf::Time));
    let why = "No figure in this data carries a date, so there is nothing to draw over time.";
    assert_eq!(figure.chart, Chart::Empty(why));
    assert_eq!(figure.counts.read(), 10);
}

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
        "A’s share of use is known for one date: 30% – 40%, statements differ; xAI’s is given as 12% and 10% for dates \
         that overlap"
    );
    let Chart::Time(course) = &figure.chart else { panic!("{figure:?}") };
    assert_eq!(course.series[0].runs[0].len(), 1);
    assert_eq!(course.aside, "A 2025, statements differ: 30%, 40%");
    assert_eq!(course.aside_keys, ["adoption line 2", "adoption line 3"]);
    assert_eq!((figure.counts.shown, figure.marks.len()), (4, 5));
    let own = Options { family: Some("xAI".to_owned()), ..view(ViewOf::Time) };
    assert!(shown(&[rows], &own).title.starts_with("xAI’s share"), "names are not rewritten");
}

#[test]
fn values_that_differ_on_one_date_are_a_range_with_a_tick_for_each_source() {
    let rows = "family,measure,value,unit,qualifier,as_of,source
A,share of use,20,%,,2024,R
A,share of use,45,%,,2025,R
A,share of use,30,%,about,2025,S
A,share of use,45,%,,2025,T
A,share of use,50,%,,2026,R
";
    let figure = shown(&[rows], &view(ViewOf::Time));
    let Chart::Time(course) = &figure.chart else { panic!("{figure:?}") };
    let [run] = course.series[0].runs.as_slice() else { panic!("one run: {course:?}") };
    let point = &run[1];
    assert_eq!((point.low, point.high), (30.0, 45.0));
    assert_eq!(point.stated, [45.0, 30.0, 45.0], "what is stated, and nothing between");
    assert_eq!((point.text.as_str(), point.dispute), ("~30% – 45%", "sources differ"));
    assert_eq!(course.aside, "A 2025, sources differ: [R] 45%, [S] ~30%, [T] 45%");
    let mark = figure.mark(&point.key).expect("the range is a mark");
    assert_eq!((mark.value.as_str(), mark.statements().len()), ("~30% – 45%", 3));
    let words: Vec<&str> = figure.marks.iter().map(|mark| mark.value.as_str()).collect();
    assert_eq!(words, ["20%", "~30% – 45%", "45%", "~30%", "45%", "50%"]);
    assert_eq!(figure.counts, Counts { shown: 5, filtered: 0, rejected: 0 });
    assert_eq!(figure.title, "A’s share of use rose from 20% to 50%");
}

#[test]
fn a_range_that_touches_a_later_value_is_no_rise() {
    let rows = "family,measure,value,unit,as_of
A,share of use,30,%,2024
A,share of use,45,%,2024
A,share of use,40,%,2026
";
    let figure = shown(&[rows], &view(ViewOf::Time));
    assert_eq!(figure.title, "A’s share of use is given as 30% – 45%, then 40%");
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
