//! The sources tab, driven as the window drives it.

use std::sync::Arc;

use super::chart::{Chart, Outcome};
use super::data_places::by_source;
use super::{Sources, chart_title, data};
use crate::desk::{Desk, Shown, specs};
use crate::load::import::Wishes;
use crate::load::source::RawFile;
use crate::load::{Package, Problems};
use crate::model::evidence::Source;
use crate::model::{Basis, Counts, Figure, Goal, Mark, Provenance, Verdict};
use crate::paint::Medium;
use crate::tab::{State, Tables, View as _};
use crate::tabs::tests::{painted, words_stay_apart};

fn bundled() -> data::Evidence {
    let mut problems = Problems::default();
    let package = Package::bundled(&specs(), &mut problems).unwrap();
    data::read(&package.tables)
}

/// Tables of CSV text, by name.
fn tables(texts: &[(&str, &str)]) -> Tables {
    let table = |(name, csv): &(&str, &str)| {
        let file = RawFile { name: "mine.csv".into(), bytes: csv.as_bytes().to_vec().into() };
        let table = crate::load::csv::table(&file, name, &mut Problems::default()).unwrap();
        ((*name).to_owned(), table)
    };
    texts.iter().map(table).collect()
}

fn figure(evidence: &data::Evidence, options: &[(&str, &str)]) -> Figure<Chart> {
    let mut chosen = super::chart::Options::default();
    for (key, value) in options {
        Sources::set(&mut chosen, key, value);
    }
    Sources::figure(evidence, &chosen)
}

fn mark<'a>(figure: &'a Figure<Chart>, key: &str) -> &'a Mark {
    figure.mark(key).unwrap()
}

const FUNDING: &str = "id,company,amount,currency,source,section,citations\n\
    one,Acme,10,USD,A,Deals,3\ntwo,Beta,20,USD,A,Deals,1;2\nthree,Gamma,,USD,,,\n";
const CLAIMS: &str = "id,tab,claim,expression,stated,unit,source,section\n\
    sum,funding,The two come to 30.,one + two,30,USD,A,Deals\n\
    lost,,Nobody knows.,one + nothing,,,A,Deals\n";

#[test]
fn the_bundled_data_is_told_in_numbers() {
    let evidence = bundled();
    let claims = figure(&evidence, &[]);
    assert_eq!(
        claims.title,
        "Of 18 claims, 5 hold, 1 holds by rounding, 2 hold roughly and 1 does not; 2 cannot be \
         compared, 1 cannot be checked and 6 are computed here"
    );
    assert_eq!(
        claims.subtitle,
        "Each recomputed from the records it names · also 2 sources and 30 caveats"
    );
    let caveats = figure(&evidence, &[("view", "caveats")]);
    assert_eq!(
        caveats.title,
        "30 caveats: 18 ambiguous, 6 conflicts, 2 from rounding and 4 of other kinds"
    );
    let sources = figure(&evidence, &[("view", "sources")]);
    assert_eq!(
        sources.title,
        "Two sources stand behind 110 records; neither gives an address, and one gives no date"
    );
    for figure in [claims, caveats, sources] {
        assert_eq!(figure.counts, Counts { shown: 50, filtered: 0, rejected: 0 });
    }
}

#[test]
fn a_claim_shows_its_computation_and_leads_to_its_records() {
    let figure = figure(&bundled(), &[]);
    let mark = mark(&figure, "claim_size_growth");
    assert_eq!(mark.value, "Holds by rounding");
    assert_eq!(mark.exactly, "Holds by rounding: (1T − 671B) ÷ 671B = 49.03%; stated: 50%");
    assert_eq!(mark.records().collect::<Vec<_>>(), ["claim_size_growth", "v3_total", "v4_total"]);
    assert_eq!(mark.leads_to, Some(Goal::new("stack", "v3_total")));
    let unchecked = figure.mark("claim_us_budget").unwrap();
    assert_eq!(unchecked.leads_to, Some(Goal::new("funding", "")), "it rests on no record");
}

#[test]
fn a_filter_hides_claims_and_the_title_says_of_how_many() {
    let evidence = bundled();
    let one = figure(&evidence, &[("verdict", "does not hold")]);
    assert_eq!(one.title, "1 of 18 claims does not hold");
    assert_eq!(one.counts, Counts { shown: 33, filtered: 17, rejected: 0 });
    let of_tab = figure(&evidence, &[("tab", "talent"), ("verdict", "holds")]);
    assert_eq!(of_tab.title, "1 of 2 claims on talent holds");
    let none = figure(&evidence, &[("tab", "talent"), ("verdict", "derived")]);
    assert!(matches!(none.chart, Chart::Empty(_)), "{none:?}");
    assert_eq!(none.counts, Counts { shown: 32, filtered: 18, rejected: 0 });
    let caveats = figure(&evidence, &[("view", "caveats"), ("verdict", "holds")]);
    assert_eq!(caveats.counts.filtered, 0, "a verdict hides no caveat");
    let kind = figure(&evidence, &[("view", "caveats"), ("kind", "conflict")]);
    assert_eq!(kind.title, "6 of 30 caveats are conflicts");
    assert_eq!(kind.counts, Counts { shown: 26, filtered: 24, rejected: 0 });
}

#[test]
fn by_verdict_the_weightiest_come_first() {
    let figure = figure(&bundled(), &[("sort", "verdict")]);
    let keys: Vec<&str> = figure.marks.iter().map(|mark| mark.key.as_str()).collect();
    assert_eq!(
        keys[..4],
        [
            "claim_three_dimensions",
            "claim_implied_downloads",
            "claim_implied_derivatives",
            "claim_us_budget"
        ]
    );
}

#[test]
fn a_claim_that_is_itself_wrong_says_so_and_has_no_verdict() {
    let evidence = data::read(&tables(&[("funding", FUNDING), ("claims", CLAIMS)]));
    let figure = figure(&evidence, &[]);
    assert_eq!(figure.title, "Of 2 claims, 1 holds; 1 could not be computed");
    let lost = mark(&figure, "lost");
    assert_eq!(lost.value, "Not computed");
    assert!(lost.exactly.contains("there is no record nothing"), "{}", lost.exactly);
    assert_eq!(lost.leads_to, None, "the table names no tab");
}

#[test]
fn a_claim_names_every_record_it_rests_on_even_one_that_cannot_be_read_whole() {
    let funding = "id,company,amount,currency,source,section,basis\n\
        one,Acme,10,USD,A,Deals,claimed\ntwo,Beta,20,USD,A,Deals,hearsay\n";
    let evidence = data::read(&tables(&[("funding", funding), ("claims", CLAIMS)]));
    let figure = figure(&evidence, &[]);
    let sum = mark(&figure, "sum");
    assert_eq!(sum.records().collect::<Vec<_>>(), ["sum", "one", "two"]);
    assert_eq!(sum.statements()[1].text(), "$10");
    assert_eq!(sum.statements()[2].text(), "not stated", "its footing cannot be read");
    assert_eq!(sum.basis(), Basis::Claimed, "what is computed from a claim is a claim");
}

#[test]
fn a_caveat_names_what_it_concerns_in_plain_words() {
    let caveats = "id,concerns,kind,text\n\
        first,one;two;unheard_of;sum,conflict,They differ.\nsecond,one,,No kind.\n";
    let all = [("funding", FUNDING), ("claims", CLAIMS), ("caveats", caveats)];
    let figure = figure(&data::read(&tables(&all)), &[("view", "caveats")]);
    let Chart::Caveats(lines) = &figure.chart else { panic!("caveats are shown") };
    assert_eq!(lines[0].concerns, "Acme; Beta; unheard_of; the claim “The two come to 30”");
    assert_eq!(lines[1].kind, "Kind not stated");
    assert_eq!(figure.title, "2 caveats: 1 conflict and 1 of no stated kind");
    let bundled = super::tests::figure(&bundled(), &[("view", "caveats")]);
    let Chart::Caveats(lines) = bundled.chart else { panic!("caveats are shown") };
    let of = |key: &str| lines.iter().find(|line| line.key == key).unwrap();
    assert_eq!(of("caveat_bytedance_team").concerns, "ByteDance head-count (3 records)");
    assert_eq!(
        of("caveat_v4_state").place.sources,
        ["[A] Hardware Independence: The Ascend Path, paragraph 2", "[B] Timeline, entry 5"]
    );
}

#[test]
fn a_source_says_what_rests_on_it_and_what_it_does_not_give() {
    let sources = "id,title,url\nA,Deals of the year,https://example.org/\nB,Rumours,\n";
    let all = [("funding", FUNDING), ("claims", CLAIMS), ("sources", sources)];
    let figure = figure(&data::read(&tables(&all)), &[("view", "sources")]);
    assert_eq!(
        figure.title,
        "Two sources stand behind 4 records; one gives no address, and neither gives a date"
    );
    assert_eq!(
        figure.subtitle,
        "What is known of each, and how many records of this data cite it · 1 record names no \
         source · also 2 claims"
    );
    let Chart::Sources(cards) = &figure.chart else { panic!("sources are shown") };
    assert_eq!(cards[0].facts, "No kind given · no date given · https://example.org/");
    assert_eq!(cards[0].by_table, "claims 2, funding 2");
    assert_eq!(cards[0].citations, "3 citation marks on these records: 1–3");
    assert_eq!(cards[1].count, "0");
    assert_eq!((cards[1].citations.as_str(), cards[1].by_table.as_str()), ("", ""));
    let records: Vec<_> = mark(&figure, "A").records().collect();
    assert_eq!(records, ["A", "sum", "lost", "one", "two"]);
}

#[test]
fn only_views_with_rows_are_offered_and_the_first_of_them_is_shown() {
    let sources = data::read(&tables(&[("sources", "id,title\nA,Alone\n")]));
    let settings = Sources::settings(&sources, &super::chart::Options::default());
    let keys: Vec<&str> = settings.iter().map(|setting| setting.key).collect();
    assert_eq!(keys, ["view"]);
    assert_eq!(settings[0].choices.len(), 1);
    assert_eq!(settings[0].current, "sources");
    let figure = figure(&sources, &[("view", "claims")]);
    assert_eq!(
        figure.title,
        "No record of this data cites its one source; it gives no date and no address"
    );
    let nothing = super::tests::figure(&data::Evidence::default(), &[]);
    assert!(matches!(nothing.chart, Chart::Empty(_)), "{nothing:?}");
    assert_eq!(nothing.counts, Counts::default());
}

#[test]
fn a_table_of_its_own_feeds_this_tab_only_and_is_named_once() {
    let names: Vec<&str> = specs().iter().map(|spec| spec.name).collect();
    for name in ["sources", "claims", "caveats"] {
        assert_eq!(names.iter().filter(|other| **other == name).count(), 1, "{name}");
    }
    let file = RawFile { name: "mine.csv".into(), bytes: CLAIMS.as_bytes().to_vec().into() };
    let mut problems = Problems::default();
    let package = Package::from_file(file, &Wishes::default(), &specs(), &mut problems).unwrap();
    let desk = Desk::bundled().unwrap().with(&package, &mut problems);
    let told = problems.iter().filter(|problem| problem.message.starts_with("expression")).count();
    assert_eq!(told, 2, "each problem is told once: {problems:?}");
    for shown in &desk.tabs {
        let is_mine = shown.origin.name == "mine.csv";
        assert_eq!(is_mine, shown.tab.name() == "sources", "{}", shown.tab.name());
    }
    let tab = &desk.tabs[desk.position("sources").unwrap()].tab;
    assert_eq!(tab.title(), "Neither claim could be computed");
}

#[test]
fn rows_that_cannot_be_read_are_counted() {
    let claims = "id,claim,expression\none,,1 + 1\ntwo,It is two.,1 + 1\n";
    let evidence =
        data::read(&tables(&[("claims", claims), ("caveats", "id,concerns,text\nx,,\n")]));
    assert_eq!(evidence.rejected, 2);
    assert_eq!(figure(&evidence, &[]).counts, Counts { shown: 1, filtered: 0, rejected: 0 });
}

#[test]
fn titles_read_well_for_one_two_and_many() {
    let claims = |outcomes: &[Outcome]| chart_title::of_claims(outcomes, None, None);
    let of = |verdict, count| vec![Outcome::Judged(verdict); count];
    assert_eq!(claims(&of(Verdict::Holds, 1)), "The only claim holds");
    assert_eq!(claims(&of(Verdict::Holds, 2)), "Both claims hold");
    assert_eq!(claims(&of(Verdict::Roughly, 5)), "All 5 claims hold roughly");
    assert_eq!(claims(&of(Verdict::DoesNotHold, 5)), "None of 5 claims holds");
    assert_eq!(claims(&of(Verdict::CannotBeChecked, 2)), "Neither claim can be checked");
    let caveats = |kinds: &[&str]| chart_title::of_caveats(kinds, None, Some("funding"));
    assert_eq!(caveats(&["conflict"]), "The only caveat on funding is a conflict");
    assert_eq!(caveats(&["error", "error"]), "Both caveats on funding are errors");
    assert_eq!(caveats(&["a", "b", "c", "d", "a"]), "5 caveats on funding: 2 a, 1 b, 1 c and 1 d");
    let source = |published: &str, url: &str| Source {
        id: String::new(),
        title: String::new(),
        kind: String::new(),
        published: published.to_owned(),
        url: url.to_owned(),
        note: String::new(),
    };
    let (known, unknown) = (source("2026", "x"), source("", ""));
    let title = |sources: &[&Source]| chart_title::of_sources(sources, 1);
    assert_eq!(title(&[&known]), "One source stands behind 1 record");
    assert_eq!(
        title(&[&unknown, &unknown, &unknown]),
        "Three sources stand behind 1 record; none gives a date or an address"
    );
    assert_eq!(
        title(&[&unknown, &known, &unknown]),
        "Three sources stand behind 1 record; two give no address, and two give no date"
    );
}

#[test]
fn a_place_in_two_sources_is_told_source_by_source() {
    let place = Provenance {
        sources: vec!["A".to_owned(), "B".to_owned()],
        section: "Text; Table".to_owned(),
        paragraph: "4".to_owned(),
        ..Provenance::default()
    };
    let places: Vec<String> =
        by_source(&place.into()).iter().map(crate::model::Located::place).collect();
    assert_eq!(places, ["Text, paragraph 4", "Table, paragraph 4"]);
}

/// Every view of these tables, at sizes from the smallest to a large screen.
fn words_stay_apart_in(tables: &Tables) {
    for view in ["claims", "caveats", "sources"] {
        let mut tab = State::<Sources>::empty().load(
            tables,
            &std::sync::Arc::default(),
            &mut Problems::default(),
        );
        if tab.set("view", view).is_err() {
            continue;
        }
        let shown = Shown { tab, origin: Arc::default() };
        let selected = shown.tab.marks().last().map(|mark| mark.key.as_str());
        words_stay_apart(&shown, view, selected);
        painted(&shown, egui::vec2(120.0, 90.0), Medium::Window, selected);
        painted(&shown, egui::vec2(64.0, 64.0), Medium::Page, selected);
    }
}

#[test]
fn the_words_of_the_bundled_data_stay_apart() {
    words_stay_apart_in(&Package::bundled(&specs(), &mut Problems::default()).unwrap().tables);
}

#[test]
fn the_words_of_little_and_of_odd_data_stay_apart() {
    words_stay_apart_in(&tables(&[]));
    words_stay_apart_in(&tables(&[("funding", FUNDING), ("claims", CLAIMS)]));
    let long = "国家人工智能产业投资基金 ".repeat(40);
    let word = "Donaudampfschifffahrtsgesellschaft".repeat(6);
    let table = |head: &str, row: &dyn Fn(usize) -> String| {
        let rows: Vec<String> = (0..200).map(row).collect();
        format!("{head}\n{}", rows.join("\n"))
    };
    let sources = table("id,title,kind,published,url,note", &|row| {
        format!("s{row},{long},{word},someday,,{long}")
    });
    let claims = table("id,tab,claim,expression", &|row| {
        format!("c{row},{word},{long},{row} + {row};1 / {}", row % 2)
    });
    let caveats = table("id,tab,concerns,kind,text", &|row| {
        format!("v{row},{word},c{row};{word},{word} {row},{long}")
    });
    let all = [("sources", &*sources), ("claims", &*claims), ("caveats", &*caveats)];
    words_stay_apart_in(&tables(&all));
}

#[test]
fn every_mark_has_a_key_a_source_and_a_place_of_its_own() {
    let evidence = bundled();
    for view in ["claims", "caveats", "sources"] {
        let figure = figure(&evidence, &[("view", view)]);
        let mut keys: Vec<&str> = figure.marks.iter().map(|mark| mark.key.as_str()).collect();
        let all = keys.len();
        keys.sort_unstable();
        keys.dedup();
        assert_eq!(all, keys.len(), "{view}");
        for mark in &figure.marks {
            assert!(!mark.statements().is_empty(), "{view}: {}", mark.key);
            for place in mark.places() {
                let is_one = matches!(place.sources.as_slice(), [_]);
                assert!(is_one && !place.section.is_empty(), "{view}: {}: {place:?}", mark.key);
            }
        }
    }
}
