//! What the overview promises.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use super::chart::{Fill, Status, Tone, build};
use super::*;
use crate::desk::{Desk, Shown};
use crate::load::source::RawFile;
use crate::model::{Basis, Counts, Goal, Mark};
use crate::paint::Medium;
use crate::tab::{State, Tab};
use crate::tabs::tests::{painted, shapes};

/// The figure of these tables: name and CSV text of each.
fn figure(texts: &[(&str, &str)]) -> Figure<chart::Chart> {
    let mut problems = Problems::default();
    let tables: Tables = texts
        .iter()
        .map(|(name, text)| {
            let bytes = text.as_bytes().to_vec();
            let file = RawFile { name: Arc::from("mine.csv"), bytes: bytes.into() };
            let table = crate::load::csv::table(&file, name, &mut problems).expect("a table");
            ((*name).to_owned(), table)
        })
        .collect();
    let records = data::read(&tables, &mut problems);
    assert!(problems.is_empty(), "{problems:?}");
    let figure = build(&records);
    let keys: BTreeSet<&str> = figure.marks.iter().map(|mark| mark.key.as_str()).collect();
    assert_eq!(keys.len(), figure.marks.len(), "mark keys are unique: {keys:?}");
    assert_eq!(figure.counts.shown, records.links.items.len());
    for mark in &figure.marks {
        assert!(!mark.statements().is_empty(), "{} has a source", mark.key);
    }
    figure
}

fn chain(rows: &str) -> Figure<chart::Chart> {
    figure(&[("chain", &format!("id,from,relation,to\n{rows}"))])
}

/// The strands in words: `A → B → C, D`.
fn strands(figure: &Figure<chart::Chart>) -> Vec<String> {
    let chain = figure.chart.chain.as_ref().expect("a chain");
    let words = |strand: &chart::Strand| {
        let ends = strand.hops.iter().map(|hop| format!(" → {}", hop.to.name));
        format!("{}{}", strand.first.name, ends.collect::<String>())
    };
    chain.strands.iter().map(words).collect()
}

fn bundled() -> Shown {
    let mut desk = Desk::bundled().expect("the bundled data is sound");
    let position = desk.position("overview").expect("there is an overview");
    desk.tabs.swap_remove(position)
}

fn mark<'a>(marks: &'a [Mark], key: &str) -> &'a Mark {
    marks.iter().find(|mark| mark.key == key).unwrap_or_else(|| panic!("there is a mark {key}"))
}

#[test]
fn the_bundled_data_gives_the_six_figures() {
    let shown = bundled();
    let marks = shown.tab.marks();
    let values: Vec<(&str, &str)> = marks
        .iter()
        .filter(|mark| mark.key.starts_with("card: "))
        .map(|mark| (mark.label.as_str(), mark.value.as_str()))
        .collect();
    assert_eq!(
        values,
        [
            ("active parameters", "~32B"),
            ("active share of all parameters, DeepSeek V4", "~3.2%"),
            ("Qwen, share of open-source downloads", "45%"),
            ("Chinese robotics funding", "$651M"),
            ("people left Alibaba (Qwen)", "3"),
            ("people at Qwen", "just over 100"),
            ("memory lookup", "O(1)"),
        ]
    );
    let funding = mark(marks, "card: funding");
    assert_eq!(funding.basis(), Basis::Derived, "a sum is computed here");
    assert_eq!(funding.exactly, "651,000,000 US dollars");
    assert_eq!(funding.leads_to, Some(Goal::new("funding", "galbot")));
    assert_eq!(mark(marks, "card: active parameters").basis(), Basis::Stated);
}

#[test]
fn the_bundled_title_counts_the_fronts_that_are_drawn() {
    let shown = bundled();
    assert_eq!(
        shown.tab.title(),
        "Three fronts answer export controls: hardware partially circumvented, capital fully, and \
         software with no control"
    );
    assert_eq!(shown.tab.subtitle(), "6 figures, 3 fronts, 1 chain of 4 links · from 2 sources");
    assert_eq!(shown.tab.counts(), Counts { shown: 4, filtered: 0, rejected: 0 });
    assert_eq!(mark(shown.tab.marks(), "other fronts").label, "Capability");
}

#[test]
fn every_card_and_bar_leads_to_a_mark_or_record_of_another_tab() {
    let desk = Desk::bundled().expect("the bundled data is sound");
    let tabs: BTreeMap<&str, &dyn Tab> =
        desk.tabs.iter().map(|shown| (shown.tab.name(), shown.tab.as_ref())).collect();
    let mut goals = 0;
    for mark in tabs.get("overview").expect("an overview").marks() {
        let Some(goal) = &mark.leads_to else { continue };
        goals += 1;
        // A tab that is not there yet is led to in vain, and nothing happens.
        let Some(tab) = tabs.get(goal.tab.as_str()) else { continue };
        let is_there = |other: &&Mark| other.records().any(|id| id == goal.mark);
        assert!(tab.marks().iter().any(|other| is_there(&other)), "{} leads nowhere", mark.key);
    }
    assert!(goals >= 15, "cards, fronts, bars and sizes lead on: {goals}");
}

#[test]
fn ends_of_the_same_relation_share_a_box() {
    let figure = chain("a,Q,extends to,I\nb,I,next,V\nc,V,runs on,Ascend\nd,V,runs on,Cambricon\n");
    assert_eq!(strands(&figure), ["Q → I → V → Ascend, Cambricon"]);
    assert_eq!(figure.title, "A chain of four links leads from Q to Ascend and Cambricon");
    assert_eq!(mark(&figure.marks, "c").records().collect::<Vec<_>>(), ["c", "d"]);
}

#[test]
fn any_graph_is_drawn_link_by_link() {
    let circle = chain("a,A,feeds,B\nb,B,feeds,C\nc,C,feeds,A\nd,D,is,D\n");
    assert_eq!(strands(&circle), ["A → B → C", "C → A", "D → D"]);
    let fork = chain("a,A,feeds,B\nb,B,feeds,C\nc,B,tests,D\nd,D,feeds,E\n");
    assert_eq!(strands(&fork), ["A → B → D → E", "B → C"]);
    assert_eq!(fork.title, "Four links: the longest chain leads from A to E in three steps");
    assert_eq!(chain("a,A,is,B\n").title, "One link leads from A to B");
    assert_eq!(
        chain("a,A,is,B\nb,C,is,D\n").title,
        "Two links, some of them from A to B",
        "links that do not join are no chain"
    );
}

#[test]
fn links_beyond_what_is_drawn_are_counted_in_words() {
    let rows: String =
        (0..400).flat_map(|i| [format!("r{i},A{i},is,B{i}"), "\n".to_owned()]).collect();
    let figure = chain(&rows);
    let chain = figure.chart.chain.as_ref().expect("a chain");
    let drawn: usize =
        chain.strands.iter().flat_map(|strand| &strand.hops).map(|hop| hop.links).sum();
    assert_eq!(drawn + chain.more.as_ref().map_or(0, |more| more.count), 400);
    assert_eq!(figure.counts, Counts { shown: 400, filtered: 0, rejected: 0 });
    assert_eq!(mark(&figure.marks, "more links").statements().len(), 400 - drawn);
}

#[test]
fn a_figure_the_source_does_not_give_is_said_in_words() {
    let figure = figure(&[
        ("models", "id,model,measure,value,unit\na,M1,active parameters,,parameters\n"),
        ("teams", "id,organisation,headcount\nt,Lab,\n"),
        ("funding", "id,company,amount,currency\nf,Acme,,USD\n"),
    ]);
    let cards: Vec<(&str, bool)> =
        figure.chart.cards.iter().map(|card| (card.value.as_str(), card.is_known)).collect();
    assert_eq!(cards, [("not stated", false); 3]);
    assert_eq!(figure.title, "Three figures, none of them stated");
}

#[test]
fn an_incomplete_sum_says_what_it_lacks_and_mixes_no_currencies() {
    let figure = figure(&[(
        "funding",
        "id,company,amount,currency,qualifier,date\na,Acme,5000000,USD,at least,2026-02\n\
         b,Beta,,USD,,2026-03\nc,Core,7000000,USD,,2026-03\nd,Dyne,9000000,EUR,,2026-03\n",
    )]);
    let card = figure.chart.cards.first().expect("a card");
    assert_eq!(card.value, "$12M+");
    assert_eq!(
        card.below,
        "3 rounds, 1 amount not stated, 1 round in other currencies, Feb to Mar 2026"
    );
    assert_eq!(card.badge, None, "no claim states it");
}

#[test]
fn the_largest_model_has_the_card_and_a_tie_goes_to_the_later_one() {
    let figure = figure(&[(
        "models",
        "id,model,measure,value,unit,qualifier\na,Old,total parameters,9,parameters,\n\
         b,Old,active parameters,3,parameters,\nc,New,total parameters,9,parameters,\n\
         d,New,active parameters,2,parameters,at least\ne,Small,active parameters,1,parameters,\n",
    )]);
    let card = figure.chart.cards.first().expect("a card");
    assert_eq!((card.value.as_str(), card.below.as_str()), ("2+", "New, ~22.2% of 9"));
}

const FRONTS: &str = "id,dimension,front,status,control_target,alternative\n";

#[test]
fn fronts_say_their_status_and_differing_dimensions_say_so() {
    let figure = figure(&[(
        "coverage",
        &format!(
            "{FRONTS}a,GPUs,hardware,effective,H100,\nb,Lithography,hardware,fully circumvented,,X\n\
             c,Money,capital,not applicable,,\nd,Talent,,partially circumvented,Visas,Returnees\n"
        ),
    )]);
    let fronts: Vec<(&str, Option<Status>, &str)> = figure
        .chart
        .fronts
        .iter()
        .map(|front| (front.name.as_str(), front.status, front.sentence.as_str()))
        .collect();
    assert_eq!(
        fronts,
        [
            ("Hardware", None, "2 dimensions: GPUs (effective), Lithography (fully circumvented)."),
            (
                "Capital",
                Some(Status::NotApplicable),
                "No control applies; no alternative is stated."
            ),
            ("Talent", Some(Status::Partially), "Controls target Visas; replaced by Returnees."),
        ]
    );
    assert_eq!(
        figure.title,
        "Three fronts answer export controls: talent partially circumvented, capital with no \
         control, and hardware with mixed results"
    );
}

#[test]
fn the_title_holds_for_one_front_and_for_many() {
    let title = |rows: &str| figure(&[("coverage", &format!("{FRONTS}{rows}"))]).title;
    assert_eq!(title("a,A,chips,effective,,\n"), "Export controls are effective on chips");
    assert_eq!(
        title("a,A,chips,effective,,\nb,B,money,fully circumvented,,\n"),
        "Export controls are effective on chips: money fully circumvented"
    );
    assert_eq!(
        title("a,A,chips,fully circumvented,,\n"),
        "One front answers export controls: chips fully circumvented"
    );
    let many: String =
        (0..6).flat_map(|i| [format!("a{i},A{i},,effective,,"), "\n".to_owned()]).collect();
    assert_eq!(title(&many), "Six fronts face export controls: six effective");
}

#[test]
fn what_no_family_has_is_hatched_and_derived() {
    let head = "id,family,measure,value,unit,qualifier\n";
    let coverage = format!("{FRONTS}a,Models,software,not applicable,,\n");
    let rows = "q,Qwen,share of new derivatives,40,%,\nl,Llama,share of new derivatives,15,%,\n";
    let with =
        |rows: &str| figure(&[("coverage", &coverage), ("adoption", &format!("{head}{rows}"))]);
    let complete = with(rows);
    let fills = |figure: &Figure<chart::Chart>| -> Vec<Fill> {
        let chart = figure.chart.fronts.iter().find_map(|front| front.bars.clone());
        chart.map(|chart| chart.bars.iter().map(|bar| bar.fill).collect()).unwrap_or_default()
    };
    assert_eq!(fills(&complete), [Fill::Subject, Fill::Comparator, Fill::Unattributed]);
    let rest = mark(&complete.marks, "share: remainder");
    assert_eq!((rest.value.as_str(), rest.basis()), ("45%", Basis::Derived));
    let gap = with(&format!("{rows}x,Other,share of new derivatives,,%,\n"));
    assert_eq!(fills(&gap).len(), 3, "with a share not stated there is no remainder to tell");
    let lengths: Vec<Option<u32>> = gap.chart.fronts[0]
        .bars
        .iter()
        .flat_map(|chart| chart.bars.iter().map(|bar| bar.length))
        .collect();
    assert_eq!(lengths, [Some(1000), Some(375), None], "not stated is no length of zero");
}

#[test]
fn a_claim_that_fails_is_told_on_the_card() {
    let funding = "id,company,amount,currency\na,Acme,5,USD\nb,Beta,6,USD\n";
    let badge = |stated: &str| {
        let claims = format!("id,claim,expression,stated,unit\nc,Sum,a + b,{stated},USD\n");
        let figure = figure(&[("funding", funding), ("claims", &claims)]);
        let badge = figure.chart.cards[0].badge.clone().expect("a claim is judged");
        (badge.text, badge.tone)
    };
    assert_eq!(badge("11"), ("✓ adds up".to_owned(), Tone::Good));
    assert_eq!(badge("12"), ("does not hold".to_owned(), Tone::Bad));
}

#[test]
fn without_data_there_is_one_sentence() {
    let figure = figure(&[]);
    assert_eq!(figure.title, "No data for an overview");
    assert!(figure.chart.empty.is_some() && figure.marks.is_empty(), "{figure:?}");
}

#[test]
fn it_draws_at_every_size() {
    let shown = bundled();
    let rows: String = (0..60)
        .flat_map(|i| {
            [
                format!(
                    "r{i},{} {i},is,{} {}",
                    "Long name ".repeat(12),
                    "Long name ".repeat(12),
                    i + 1
                ),
                "\n".to_owned(),
            ]
        })
        .collect();
    let text = format!("id,from,relation,to\n{rows}");
    let file = RawFile { name: Arc::from("mine.csv"), bytes: text.into_bytes().into() };
    let mut problems = Problems::default();
    let table = crate::load::csv::table(&file, "chain", &mut problems).expect("a table");
    let tables = Tables::from([("chain".to_owned(), table)]);
    let tab = State::<Overview>::empty().load(&tables, &std::sync::Arc::default(), &mut problems);
    let long = Shown { tab, origin: Arc::clone(&shown.origin) };
    for medium in [Medium::Window, Medium::Page] {
        for (width, height) in [(300.0, 200.0), (640.0, 460.0), (1120.0, 768.0), (2500.0, 1300.0)] {
            for shown in [&shown, &long] {
                let size = egui::vec2(width, height);
                let words = painted(shown, size, medium, Some("card: funding"));
                assert!(words.len() > 2, "{width} × {height}: {words:?}");
            }
        }
    }
}

#[test]
fn a_card_has_one_sign_for_all_its_caveats_with_their_number() {
    let shown = bundled();
    let size = egui::vec2(1120.0, 768.0);
    let shapes = shapes(&shown, size, Medium::Window, None);
    let color = crate::style::LIGHT.partial;
    let signs: Vec<egui::Rect> = shapes
        .iter()
        .filter(
            |shape| matches!(shape, egui::Shape::Path(path) if path.closed && path.fill == color),
        )
        .map(egui::Shape::visual_bounding_rect)
        // The half disc of a status is higher.
        .filter(|sign| sign.height() < 9.0)
        .collect();
    // Six figures, three fronts, the chain, and the line of further fronts.
    assert_eq!(signs.len(), 11, "{signs:?}");
    let cards: Vec<egui::Rect> = shapes
        .iter()
        .filter_map(|shape| match shape {
            egui::Shape::Rect(card) if card.rect.height() > 60.0 => Some(card.rect),
            _ => None,
        })
        .collect();
    let from_corner = |sign: &egui::Rect| {
        let card = cards.iter().filter(|card| card.contains_rect(*sign));
        let card = card.min_by(|a, b| a.area().total_cmp(&b.area()))?;
        let by = card.right_top() - sign.center();
        (card.area() < 100_000.0).then_some((by.x.round() as i32, by.y.round() as i32))
    };
    let places: BTreeSet<_> = signs.iter().filter_map(from_corner).collect();
    assert_eq!(places.len(), 1, "on every card the sign stands in the same place: {places:?}");
}
