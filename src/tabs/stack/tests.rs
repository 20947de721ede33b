//! The model stack from its tables to its marks.

use std::collections::{BTreeMap, BTreeSet};

use super::Stack;
use super::chart::{Chart, Options, ViewOf};
use super::chart_parameters::Sizes;
use crate::load::csv;
use crate::load::source::RawFile;
use crate::load::{Package, Problems};
use crate::model::{Basis, Counts, Figure, Goal};
use crate::tab::{Tables, View as _};

fn bundled() -> Tables {
    let mut problems = Problems::default();
    let package = Package::bundled(&crate::desk::specs(), &mut problems);
    package.map(|package| package.tables).unwrap_or_default()
}

fn tables(named: &[(&str, &str)]) -> Tables {
    let mut problems = Problems::default();
    let table = |(name, text): &(&str, &str)| {
        let file = RawFile { name: "mine.csv".into(), bytes: text.as_bytes().to_vec().into() };
        csv::table(&file, name, &mut problems).map(|table| ((*name).to_owned(), table))
    };
    named.iter().filter_map(table).collect::<BTreeMap<_, _>>()
}

fn shown(tables: &Tables, view: ViewOf) -> Figure<Chart> {
    let mut problems = Problems::default();
    let records = Stack::records(tables, &mut problems);
    assert!(!problems.has_errors(), "the data is sound");
    Stack::figure(&records, &Options { view })
}

fn of_models(rows: &str) -> Figure<Chart> {
    let text = format!("id,model,measure,value,unit,qualifier,source,note\n{rows}");
    shown(&tables(&[("models", &text)]), ViewOf::Parameters)
}

fn models(figure: &Figure<Chart>) -> &[Sizes] {
    match &figure.chart {
        Chart::Parameters(parameters) => &parameters.models,
        other => panic!("parameters are shown: {other:?}"),
    }
}

/// Every figure of the list: value and caption.
fn list(figure: &Figure<Chart>) -> Vec<String> {
    match &figure.chart {
        Chart::Parameters(parameters) => parameters
            .figures
            .iter()
            .flat_map(|group| &group.items)
            .map(|item| format!("{} {}", item.value, item.caption))
            .collect(),
        other => panic!("parameters are shown: {other:?}"),
    }
}

#[test]
fn the_bundled_models_are_shown_in_their_most_careful_wording() {
    let figure = shown(&bundled(), ViewOf::Parameters);
    assert_eq!(
        figure.title,
        "DeepSeek V4 activates ~32B of ~1T parameters, ~3.2%; V3 activates 37B of 671B, 5.5%"
    );
    let [v3, v4] = models(&figure) else { panic!("two models: {:?}", models(&figure)) };
    assert_eq!((v3.total.label.as_str(), v3.active.label.as_str()), ("671B total", "37B active"));
    assert_eq!((v4.total.label.as_str(), v4.active.label.as_str()), ("~1T total", "~32B active"));
    assert_eq!((v3.share.text.as_str(), v4.share.text.as_str()), ("5.51%", "~3.2%"));
    let others = |sizes: &Sizes| -> Vec<String> {
        let told = [&sizes.total.told, &sizes.active.told];
        let others = told.into_iter().flatten().flat_map(|told| &told.others);
        others.map(|other| other.words.clone()).collect()
    };
    assert_eq!(others(v3), [""; 0]);
    assert_eq!(others(v4), ["[A] 1T", "[A] 32B per token"]);
}

#[test]
fn every_other_measure_keeps_its_unit_and_its_wording() {
    assert_eq!(
        list(&shown(&bundled(), ViewOf::Parameters)),
        [
            "1M+ Context window, tokens",
            "under 3% Throughput penalty",
            "O(1) Memory lookup, complexity class",
            "~10× Hardware reduction factor",
            "78B Size from name, parameters",
            "72B Size from name, parameters",
            "72.2% InternVL3-78B, MMMU",
            "69.1% GPT-4o, MMMU",
        ]
    );
}

#[test]
fn every_row_is_a_mark_and_rows_of_other_views_are_filtered() {
    let tables = bundled();
    let rows = |name: &str| tables.get(name).map_or(0, crate::load::Table::rows_read);
    let (models, features) = (rows("models"), rows("architecture"));
    for (view, shown_rows) in
        [(ViewOf::Parameters, models), (ViewOf::Features, features), (ViewOf::Access, 2)]
    {
        let figure = shown(&tables, view);
        let filtered = models + features - shown_rows;
        assert_eq!(figure.counts, Counts { shown: shown_rows, filtered, rejected: 0 }, "{view:?}");
        let keys: BTreeSet<&str> = figure.marks.iter().map(|mark| mark.key.as_str()).collect();
        assert_eq!(keys.len(), figure.marks.len(), "keys are unique in {view:?}");
        assert!(figure.marks.iter().all(|mark| !mark.statements().is_empty()), "{view:?}");
    }
    let figure = shown(&tables, ViewOf::Parameters);
    for id in ["v3_total", "v4_total", "v4_total_b", "v4_active", "v4_active_a", "engram_lookup"] {
        assert!(figure.mark(id).is_some(), "{id} has its mark");
    }
    let share = figure.mark("share: DeepSeek V4").unwrap();
    assert_eq!(share.basis(), Basis::Derived);
    assert_eq!(share.statements().len(), 4, "it stands on every statement of both");
}

#[test]
fn different_values_are_a_range_and_each_statement_a_mark() {
    let figure = of_models(
        "a,V4,total parameters,1000000000000,parameters,exact,A,\n\
         b,V4,Total parameters,900000000000,parameters,exact,B,\n\
         c,V4,active parameters,32000000000,parameters,exact,A,\n",
    );
    let [v4] = models(&figure) else { panic!("one model: {:?}", models(&figure)) };
    assert_eq!(v4.total.label, "0.9T – 1T total");
    let told = v4.total.told.as_ref().unwrap();
    assert_eq!(told.dispute, "sources differ");
    assert_eq!(told.others.len(), 2);
    let reach = v4.total.reach().unwrap();
    assert_eq!((reach.low, reach.high), (9e11, 1e12));
    assert_eq!(v4.share.text, "3.2% – 3.56%");
    assert_eq!(figure.title, "V4 activates 32B of 0.9T – 1T parameters, 3.2% – 3.6%");
    let keys: Vec<&str> = figure.marks.iter().map(|mark| mark.key.as_str()).collect();
    assert_eq!(keys, ["range: a", "a", "b", "c", "share: V4"]);
    assert_eq!(figure.mark("range: a").map(crate::model::Mark::basis), Some(Basis::Derived));
}

#[test]
fn an_unknown_size_is_said_in_words_and_gives_no_share() {
    let figure = of_models("a,V4,total parameters,,parameters,,A,\n");
    let [v4] = models(&figure) else { panic!("one model: {:?}", models(&figure)) };
    assert_eq!(v4.total.label, "total parameters not stated");
    assert_eq!(v4.active.label, "active parameters not stated");
    assert!(v4.total.reach().is_none() && v4.share.value.is_none(), "{v4:?}");
    assert_eq!(figure.title, "How many parameters V4 has is not stated");
    let withheld = of_models("a,V4,active parameters,undisclosed,parameters,,A,\n");
    assert_eq!(models(&withheld)[0].active.label, "active parameters undisclosed");
    let zero = of_models(
        "a,V4,total parameters,0,parameters,,A,\nb,V4,active parameters,0,parameters,,A,\n",
    );
    assert_eq!(models(&zero)[0].share.text, "cannot be computed");
}

#[test]
fn bars_share_one_unit_and_a_class_needs_its_unit() {
    let figure = of_models(
        "a,V4,total parameters,100,parameters,,A,\n\
         b,V4,active parameters,5,%,,A,\n\
         c,V4,total parameters,2,billion parameters,,A,\n\
         d,V4,lookup,,complexity class,,A,O(log n): grows slowly\n\
         e,V4,price,,USD,,A,Secret: nobody tells\n",
    );
    assert_eq!(models(&figure)[0].total.label, "100 total");
    assert_eq!(
        list(&figure),
        [
            "5% Active parameters",
            "2 Total parameters, billion parameters",
            "O(log n) Lookup, complexity class",
            "not stated Price",
        ]
    );
}

#[test]
fn the_title_says_what_is_there_of_none_one_and_many() {
    let title = |rows: &str| of_models(rows).title;
    assert_eq!(shown(&Tables::new(), ViewOf::Parameters).title, "No model to show");
    assert_eq!(
        title("a,V4,total parameters,5,,,,\n"),
        "V4 has 5 parameters; how many of them are active is not stated"
    );
    assert_eq!(title("a,V4,context window,5,tokens,,,\n"), "V4: context window, tokens, 5");
    let row = |n: u8| {
        format!("t{n},M{n},total parameters,100,,,,\na{n},M{n},active parameters,{n},,,,\n")
    };
    let rows = [1, 2, 3].map(row).concat();
    assert_eq!(
        title(&rows),
        "Of three models, M1 activates the smallest share of its parameters, 1%, and M3 the \
         largest, 3%"
    );
}

#[test]
fn heads_name_the_sides_only_where_the_data_does() {
    let figure = shown(&bundled(), ViewOf::Features);
    let Chart::Features(features) = &figure.chart else { panic!("features: {figure:?}") };
    assert_eq!(features.heads, ["Feature", "DeepSeek V4", "Western competitors", "Impact"]);
    assert_eq!(
        figure.title,
        "DeepSeek V4 differs from Western competitors on four of five features compared"
    );
    let access = features.lines.last().unwrap();
    assert_eq!(access.cells[1].text, "Not applicable", "the source answers N/A");
    let own =
        tables(&[("architecture", "feature,subject,comparator\nMemory,yes,Yes\nSpeed,,no\n")]);
    let figure = shown(&own, ViewOf::Features);
    let Chart::Features(features) = &figure.chart else { panic!("features: {figure:?}") };
    assert_eq!(features.heads, ["Feature", "Subject", "Comparator", "Impact"]);
    assert_eq!(features.lines[1].cells[0].text, "Not stated");
    assert_eq!(
        figure.title,
        "The subject is described as the comparator is, on every feature stated of both"
    );
}

#[test]
fn access_and_hardware_lead_to_the_tabs_that_tell_more() {
    let figure = shown(&bundled(), ViewOf::Access);
    let Chart::Access(access) = &figure.chart else { panic!("access: {figure:?}") };
    let titles = access
        .lists
        .each_ref()
        .map(|list| list.entries.iter().map(|entry| entry.title.as_str()).collect::<Vec<_>>());
    assert_eq!(
        titles[0],
        [
            "Huawei and Cambricon get early access to V4",
            "NVIDIA and AMD get no early access to V4",
            "Western vendors excluded",
        ]
    );
    assert_eq!(titles[1], ["Huawei Ascend", "Cambricon", "Huawei Ascend (primary)"]);
    assert_eq!(access.lists[0].entries[0].detail, "late Feb 2026 · DeepSeek");
    assert_eq!(access.lists[0].entries[1].detail, "date not stated · DeepSeek");
    let goal = |key| figure.mark(key)?.leads_to.clone();
    assert_eq!(goal("early_access"), Some(Goal::new("talent", "early_access")));
    assert_eq!(goal("chain_v4_ascend"), Some(Goal::new("overview", "chain_v4_ascend")));
    assert!(matches!(shown(&Tables::new(), ViewOf::Access).chart, Chart::Empty(_)));
}
