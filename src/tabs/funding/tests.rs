//! What the funding figure promises.

use std::collections::BTreeSet;
use std::sync::Arc;

use super::chart::{Amount, Body, Fill, build};
use super::*;
use crate::desk::{Desk, Shown};
use crate::figure::{self, Look};
use crate::load::source::RawFile;
use crate::model::{Basis, Counts};
use crate::paint::Medium;
use crate::tab::{State, Tab};

const HEAD: &str = "id,company,country,amount,currency,qualifier,date,round,investors\n";

/// A tab with these rows of the funding table, and no other table.
fn tab(rows: &str) -> Box<dyn Tab> {
    let (tables, mut problems) = (tables(rows), Problems::default());
    let tab = State::<Funding>::empty().load(&tables, &mut problems);
    assert!(problems.is_empty(), "{problems:?}");
    tab
}

/// A line for each number.
fn lines(numbers: std::ops::RangeInclusive<usize>, line: impl Fn(usize) -> String) -> String {
    numbers.map(line).flat_map(|line| [line, "\n".to_owned()]).collect()
}

fn tables(rows: &str) -> Tables {
    Tables::from([table("funding", &format!("{HEAD}{rows}"))])
}

fn table(name: &str, text: &str) -> (String, crate::load::Table) {
    let file = RawFile { name: Arc::from("mine.csv"), bytes: text.as_bytes().to_vec() };
    let table = crate::load::csv::table(&file, name, &mut Problems::default()).expect("a table");
    (name.to_owned(), table)
}

fn figure(rows: &str, set: &[(&str, &str)]) -> Figure<chart::Chart> {
    let records = data::read(&tables(rows), &mut Problems::default());
    let mut options = chart::Options::default();
    for (key, value) in set {
        Funding::set(&mut options, key, value);
    }
    let figure = build(&records, &options);
    let keys: BTreeSet<&str> = figure.marks.iter().map(|mark| mark.key.as_str()).collect();
    assert_eq!(keys.len(), figure.marks.len(), "mark keys are unique: {keys:?}");
    assert_eq!(figure.counts.shown + figure.counts.filtered, records.rounds.len());
    for mark in &figure.marks {
        assert!(!mark.statements.is_empty(), "{} has a source", mark.key);
    }
    figure
}

fn bundled() -> Shown {
    let mut desk = Desk::bundled().expect("the bundled data is sound");
    let position = desk.position("funding").expect("there is a funding tab");
    desk.tabs.swap_remove(position)
}

fn value(tab: &dyn Tab, key: &str) -> Option<String> {
    tab.marks().iter().find(|mark| mark.key == key).map(|mark| mark.value.clone())
}

#[test]
fn the_bundled_rounds_add_up_on_screen() {
    let shown = bundled();
    let tab = shown.tab.as_ref();
    assert_eq!(tab.title(), "Two rounds put $651M into Chinese robotics in Q1 2026");
    assert_eq!(
        tab.subtitle(),
        "Block height = amount raised, USD · the sum covers 2 named companies, not the sector"
    );
    assert_eq!(value(tab, "total: amounts").as_deref(), Some("$362M + $289M = $651M"));
    assert_eq!(value(tab, "share: galbot").as_deref(), Some("55.6% of the total"));
    assert_eq!(value(tab, "deploy_bosch").as_deref(), Some("quantity not stated"));
    assert_eq!(value(tab, "investor: Bank of China").as_deref(), Some("state bank"));
    assert_eq!(tab.counts(), Counts { shown: 10, filtered: 0, rejected: 0 });
    assert_eq!(tab.marks().len(), 13);
}

#[test]
fn a_computed_number_is_derived_and_cites_every_round() {
    let shown = bundled();
    for key in ["total: amounts", "share: galbot", "share: simplexity"] {
        let mark = shown.tab.marks().iter().find(|mark| mark.key == key).expect("the mark");
        assert_eq!((mark.basis(), mark.statements.len()), (Basis::Derived, 2), "{key}");
    }
    let galbot = shown.tab.marks().iter().find(|mark| mark.key == "galbot").expect("the mark");
    assert_eq!(
        (galbot.basis(), galbot.exactly.as_str()),
        (Basis::Stated, "362,000,000 US dollars")
    );
}

#[test]
fn a_sum_of_claims_is_a_claim() {
    let mut records =
        data::read(&tables("a,A,,1,USD,,,,\nb,B,,2,USD,,,,\n"), &mut Problems::default());
    std::sync::Arc::make_mut(&mut records.rounds[0].said).provenance.basis = Basis::Claimed;
    let figure = build(&records, &chart::Options::default());
    let total = figure.mark("total: amounts").expect("a total");
    assert_eq!(total.basis(), Basis::Claimed);
    let of_stated = build(
        &data::read(&tables("a,A,,1,USD,,,,\nb,B,,2,USD,,,,\n"), &mut Problems::default()),
        &chart::Options::default(),
    );
    assert_eq!(
        of_stated.mark("total: amounts").map(crate::model::Mark::basis),
        Some(Basis::Derived)
    );
}

#[test]
fn rows_without_ids_have_keys_of_their_own_in_every_table() {
    let tables = Tables::from([
        table("funding", "company,amount\nA,1\nB,2\n"),
        table("deployments", "company,customer\nA,X\nB,Y\n"),
        table("investors", "name,kind\nline 2,angel\nI,angel\n"),
    ]);
    let records = data::read(&tables, &mut Problems::default());
    let figure = build(&records, &chart::Options::default());
    let keys: BTreeSet<&str> = figure.marks.iter().map(|mark| mark.key.as_str()).collect();
    assert_eq!(keys.len(), figure.marks.len(), "mark keys are unique: {keys:?}");
    assert!(keys.contains("funding line 2") && keys.contains("deployments line 2"), "{keys:?}");
}

#[test]
fn a_filter_by_kind_takes_what_goes_with_the_rounds() {
    let mut shown = bundled();
    shown.tab.set("kind", "state bank").expect("a kind in the data");
    assert_eq!(
        shown.tab.title(),
        "One round backed by a state bank put $362M into Galbot in Q1 2026"
    );
    // The other round and its unnamed backers are hidden.
    assert_eq!(shown.tab.counts(), Counts { shown: 8, filtered: 2, rejected: 0 });
    assert!(shown.tab.set("kind", "angel").is_err(), "no round has an angel");
}

#[test]
fn rounds_are_state_backed_only_where_every_investor_is() {
    let mut problems = Problems::default();
    let mut records = data::read(&tables("a,A,,1000000,USD,,2026,,Bank\n"), &mut problems);
    let title = |records: &data::Funding| build(records, &chart::Options::default()).title;
    assert_eq!(title(&records), "One round put $1M into A in 2026");
    records.rounds[0].investors[0].kind = data::Kind::StateBank;
    assert_eq!(title(&records), "One state-backed round put $1M into A in 2026");
}

#[test]
fn an_unknown_amount_is_hollow_not_zero() {
    let rows = "a,A,,5000000,USD,,,,\nb,B,,,USD,,,,\nc,C,,undisclosed,USD,,,,\n";
    let flow = figure(rows, &[]);
    assert_eq!(flow.title, "One round put $5M into A; the amounts of two more are not known");
    let Body::Flow(flow) = flow.chart.body else { panic!("a flow") };
    let blocks: Vec<_> =
        flow.blocks.iter().map(|block| (block.size, block.amount.as_str())).collect();
    assert_eq!(
        blocks,
        [
            (Amount::Known(1.0), "$5M"),
            (Amount::Unknown, "amount not stated"),
            (Amount::Unknown, "amount undisclosed")
        ]
    );
    let Body::Bars(bars) = figure(rows, &[("view", "bars")]).chart.body else { panic!("bars") };
    assert!(bars.rest.iter().all(|bar| bar.fill == Fill::Unknown), "{bars:?}");
}

#[test]
fn amounts_that_are_all_unknown_have_no_sum() {
    let figure = figure("a,A,,,,,,,\nb,B,,,,,,,\n", &[]);
    assert_eq!(figure.title, "Two rounds went into two companies, none with a stated amount");
    assert_eq!(figure.chart.total, None);
}

#[test]
fn currencies_are_never_added_up() {
    let rows = "a,A,,1000000,USD,,,,\nb,B,,2000000,USD,,,,\nc,C,,1200000000,EUR,at least,,,\n\
                d,D,,5,,,,,\n";
    let usd = figure(rows, &[]);
    assert_eq!(usd.title, "Two rounds in USD put $3M into two companies");
    let notes: Vec<&str> = usd.chart.notes.iter().map(|note| note.text.as_str()).collect();
    assert_eq!(
        notes,
        [
            "also 1 round in EUR, €1.2B+",
            "1 round without a currency, 5",
            "not added: no exchange rate is given"
        ]
    );
    assert_eq!(usd.counts.shown, 4);
    let eur = figure(rows, &[("currency", "EUR")]);
    assert_eq!(eur.title, "One round in EUR put €1.2B+ into C");
}

#[test]
fn a_qualifier_stays_on_the_sum() {
    let total = |rows: &str| figure(rows, &[]).chart.total.map(|total| total.text);
    let about = "a,A,,1000000,USD,about,,,\nb,B,,2000000,USD,,,,\n";
    assert_eq!(total(about).as_deref(), Some("~$1M + $2M = ~$3M"));
    let least = "a,A,,1000000,USD,at least,,,\nb,B,,2000000,USD,about,,,\n";
    assert_eq!(total(least).as_deref(), Some("$1M+ + ~$2M = ~$3M"));
    let nearly = "a,A,,1000000,USD,at least,,,\nb,B,,2000000,USD,nearly,,,\n";
    assert_eq!(total(nearly).as_deref(), Some("$1M+ + nearly $2M = ~$3M"));
    let over = "a,A,,1000000,USD,just over,,,\nb,B,,2000000,USD,,,,\n";
    assert_eq!(total(over).as_deref(), Some("just over $1M + $2M = $3M+"));
    assert_eq!(total("a,A,,1000000,USD,,,,\n"), None);
}

#[test]
fn a_rounded_sum_is_not_written_as_one_that_adds_up() {
    let rows = "a,A,,333400000,USD,,,,\nb,B,,333400000,USD,,,,\nc,C,,333400000,USD,,,,\n";
    let total = figure(rows, &[]).chart.total.map(|total| total.text);
    assert_eq!(total.as_deref(), Some("3 rounds add up to $1B"));
}

#[test]
fn a_round_with_several_kinds_of_investor_is_not_split() {
    let mut records =
        data::read(&tables("a,A,,8,USD,,,,X;Y\nb,B,,1,USD,,,,X\n"), &mut Problems::default());
    records.rounds[0].investors[0].kind = data::Kind::Angel;
    let options = chart::Options {
        view: chart::ViewOf::Bars,
        by: chart::By::Kind,
        ..chart::Options::default()
    };
    let Body::Bars(rows) = build(&records, &options).chart.body else { panic!("bars") };
    let bars: Vec<_> =
        rows.bars.iter().map(|bar| (bar.name.as_str(), bar.amount.as_str())).collect();
    assert_eq!(bars, [("Several kinds", "$8"), ("Kind not stated", "$1")]);
}

#[test]
fn many_companies_become_one_block_and_still_add_up() {
    let rows = lines(1..=300, |n| {
        format!("r{n},Company {n},,{n}000000,USD,,2025-{:02},,I{n};J", n % 12 + 1)
    });
    let flow = figure(&rows, &[]);
    assert_eq!(flow.title, "300 rounds put $45.1B into 300 companies between Jan and Dec 2025");
    let sum: f64 = flow
        .marks
        .iter()
        .filter(|mark| mark.fields.iter().any(|field| field.name == "Company"))
        .filter_map(|mark| mark.exactly.replace(',', "").split(' ').next()?.parse::<f64>().ok())
        .sum();
    assert_eq!(sum, 45_150e6);
    let Body::Flow(flow) = flow.chart.body else { panic!("a flow") };
    assert_eq!(
        flow.blocks.last().map(|block| block.name.as_str()),
        Some("and 295 other companies")
    );
    assert_eq!((flow.giver_count, flow.givers.len()), (301, 6));
    let bars = figure(&rows, &[("view", "bars"), ("top", "25")]);
    let Body::Bars(rows) = bars.chart.body else { panic!("bars") };
    assert_eq!((rows.bars.len(), rows.rest.len()), (25, 1));
}

#[test]
fn a_sum_over_time_needs_two_dates_and_leaves_out_the_undated() {
    let one = figure("a,A,,1,USD,,2026-Q1,,\nb,B,,2,USD,,,,\n", &[("view", "cumulative")]);
    assert!(matches!(one.chart.body, Body::Empty(_)), "{one:?}");
    let rows = "a,A,,1,USD,,2026-Q1,,\nb,B,,2,USD,,2025,,\nc,C,,4,USD,,,,\n";
    let two = figure(rows, &[("view", "cumulative")]);
    assert!(two.subtitle.ends_with("1 round undated and not drawn"), "{}", two.subtitle);
    let Body::Cumulative(steps) = two.chart.body else { panic!("steps") };
    assert_eq!(steps.points.iter().map(|point| point.1).collect::<Vec<_>>(), [2.0, 3.0]);
}

#[test]
fn a_running_sum_cites_every_round_so_far_to_the_cent() {
    let rows = "a,A,,0.1,USD,,2024,,\nb,B,,0.2,USD,nearly,2025,,\nc,C,,0.3,USD,nearly,2026,,\n";
    let figure = figure(rows, &[("view", "cumulative")]);
    let sums: Vec<(&str, Vec<&str>)> = figure
        .marks
        .iter()
        .filter(|mark| mark.key.starts_with("sum: "))
        .map(|mark| (mark.exactly.as_str(), mark.records().collect()))
        .collect();
    let ids = ["a", "b", "c"];
    assert_eq!(
        sums,
        [
            ("0.1 US dollars", ids[..1].to_vec()),
            ("about 0.3 US dollars", ids[..2].to_vec()),
            ("about 0.6 US dollars", ids[..].to_vec())
        ]
    );
}

#[test]
fn a_wrong_cell_is_told_and_its_row_refused() {
    let rows = "a,A,,1,dollars,,,,\nb,B,,1e300,USD,,,,\nc,C,,-1,USD,,,,\n";
    let mut problems = Problems::default();
    let records = data::read(&tables(rows), &mut problems);
    assert_eq!((records.rounds.len(), records.rejected, problems.len()), (0, 3, 3));
}

#[test]
fn a_period_is_named_as_finely_as_the_dates() {
    let period = |dates: &[&str]| {
        let dates: Vec<_> =
            dates.iter().filter_map(|text| crate::model::DateRange::parse(text)).collect();
        chart_words::period(dates.iter())
    };
    let cases: [(&[&str], &str); 8] = [
        (&["2026-Q1", "Q1 2026"], "in Q1 2026"),
        (&["2026-03-05"], "on 5 Mar 2026"),
        (&["early Feb 2026"], "in early Feb 2026"),
        (&["2026-03~"], "about Mar 2026"),
        (&["2026-03-05", "2026-03-09"], "in Mar 2026"),
        (&["2026-01", "2026-03"], "in Q1 2026"),
        (&["2020-03", "2025-11-05"], "between Mar 2020 and Nov 2025"),
        (&["2020", "2025"], "between 2020 and 2025"),
    ];
    for (dates, text) in cases {
        assert_eq!(period(dates).as_deref(), Some(text), "{dates:?}");
    }
    assert_eq!(period(&[]), None);
}

#[test]
fn a_total_carries_no_tick_that_nobody_has_earned() {
    let texts = draw(&bundled(), (900.0, 600.0));
    assert!(texts.iter().any(|text| text == "$362M + $289M = $651M"), "{texts:?}");
    assert!(!texts.iter().any(|text| text.contains('✓')), "{texts:?}");
}

#[test]
fn the_title_dates_only_the_rounds_that_have_a_date() {
    let title = |rows: &str| figure(rows, &[]).title;
    assert_eq!(
        title("a,A,,1,USD,,2026-Q1,,\nb,A,,2,USD,,,,\nc,A,,2,USD,,,,\n"),
        "Three rounds put $5 into A, one of them in Q1 2026"
    );
    assert_eq!(
        title("a,A,,1,USD,,2026-Q1,,\nb,A,,,USD,,,,\n"),
        "One round put $1 into A in Q1 2026; the amount of one more is not stated"
    );
    assert_eq!(
        title("a,A,,1,USD,,2026~,,\nb,A,,1,USD,,2026,,\n"),
        "Two rounds put $2 into A about 2026"
    );
}

#[test]
fn what_is_withheld_is_not_called_unstated() {
    let title = |rows: &str| figure(rows, &[]).title;
    assert_eq!(
        title("a,A,,undisclosed,USD,,,,\nb,A,,undisclosed,USD,,,,\n"),
        "Two rounds went into A, their amounts undisclosed"
    );
    assert_eq!(
        title("a,A,,1,USD,,,,\nb,A,,undisclosed,USD,,,,\n"),
        "One round put $1 into A; the amount of one more is undisclosed"
    );
    let tables = Tables::from([
        table("funding", "company,amount\nA,1\n"),
        table(
            "deployments",
            "company,customer,quantity,basis\nA,X,undisclosed,claimed\nA,Y,,stated\n",
        ),
    ]);
    let records = data::read(&tables, &mut Problems::default());
    let Body::Flow(flow) = build(&records, &chart::Options::default()).chart.body else {
        panic!("a flow")
    };
    assert_eq!(flow.blocks[0].below, "quantity not known");
    let stated: Vec<bool> = flow.customers.iter().map(|customer| customer.is_stated).collect();
    assert_eq!((flow.customers_head, stated), ("Deployments", vec![false, true]));
}

/// Rows with long, foreign, absent, equal and extreme values.
fn hard() -> String {
    let long = "国家人工智能 Averylongnamethatnobodycouldfitanywhere".repeat(4);
    let first = format!("x,{long},{long},1,USD,about,early Feb 2026,{long},{long};{long}2\n");
    let others = lines(0..=40, |n| {
        let amount = ["", "undisclosed", "0", "1e17", "7"][n % 5];
        let currency = ["USD", "USD", "EUR", "", "GBP", "CHF", "JPY"][n % 7];
        let investors = (0..n % 6).map(|i| format!("I{}", i * n)).collect::<Vec<_>>().join(";");
        format!("r{n},C{},,{amount},{currency},,20{},,{investors}", n % 17, 10 + n % 15)
    });
    first + &others
}

#[test]
fn every_view_draws_hard_data_at_every_size() {
    let unknown = lines(0..=30, |n| format!("u{n},C{n},,,,,,,I{n}"));
    for rows in ["", &hard(), &unknown, "a,A,,0,USD,,,,\n"] {
        for view in ["flow", "bars", "cumulative"] {
            for size in [(120.0, 90.0), (640.0, 460.0), (1900.0, 1200.0)] {
                let mut tab = tab(rows);
                tab.set("view", view).expect("a view");
                draw(&Shown { tab, origin: Arc::default() }, size);
            }
        }
    }
}

/// Draws the tab in a window and on a page; returns the texts.
fn draw(shown: &Shown, (width, height): (f32, f32)) -> Vec<String> {
    let mut texts = Vec::new();
    for medium in [Medium::Window, Medium::Page] {
        let context = egui::Context::default();
        crate::style::apply(&context);
        let selected = shown.tab.marks().last().map(|mark| mark.key.as_str());
        let look = Look { palette: &crate::style::LIGHT, medium, selected, has_background: true };
        let screen = egui::Rect::from_min_size(egui::Pos2::ZERO, egui::vec2(width, height));
        for _ in 0..2 {
            let input = egui::RawInput { screen_rect: Some(screen), ..egui::RawInput::default() };
            let mut output = context.run_ui(input, |ui| {
                figure::show(shown, look, ui, |_| {}, |stage| shown.tab.draw(stage));
            });
            output.textures_delta.clear();
            for clipped in output.shapes {
                // The frame draws an empty subtitle, whose bounds are not numbers.
                if matches!(&clipped.shape, egui::Shape::Text(text) if text.galley.text().is_empty())
                {
                    continue;
                }
                let bounds = clipped.shape.visual_bounding_rect();
                if let egui::Shape::Text(text) = &clipped.shape {
                    texts.push(text.galley.text().to_owned());
                }
                // Shapes that cover nothing have bounds turned inside out, which are infinite.
                let is_sound = !bounds.any_nan() && (bounds.is_finite() || bounds.is_negative());
                assert!(is_sound, "{bounds:?} {width}×{height} {:?}", clipped.shape);
            }
        }
    }
    texts
}
