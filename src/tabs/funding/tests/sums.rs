//! Amounts, and what is added up.

use super::*;
use crate::model::{Provenance, Said, Statement};
use crate::paint::Medium;
use crate::tabs::tests::painted;

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
        assert_eq!((mark.basis(), mark.statements().len()), (Basis::Derived, 2), "{key}");
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
    let said = &mut records.rounds[0].said;
    let claimed = Provenance { basis: Basis::Claimed, ..said.provenance().clone() };
    *said = Said::new(Statement::clone(said).at(&claimed.into()));
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
    let sums: Vec<(&str, String)> = figure
        .marks
        .iter()
        .filter(|mark| mark.key.starts_with("sum: "))
        .map(|mark| (mark.exactly.as_str(), mark.records().collect::<Vec<_>>().join(" ")))
        .collect();
    let wanted = [
        ("0.1 US dollars", "a"),
        ("about 0.3 US dollars", "a b"),
        ("about 0.6 US dollars", "a b c"),
    ];
    assert_eq!(sums, wanted.map(|(sum, ids)| (sum, ids.to_owned())));
}

#[test]
fn a_total_carries_no_tick_that_nobody_has_earned() {
    let words = painted(&bundled(), egui::vec2(900.0, 600.0), Medium::Window, None);
    assert!(words.iter().any(|(text, _)| text == "$362M + $289M = $651M"), "{words:?}");
    assert!(!words.iter().any(|(text, _)| text.contains('✓')), "{words:?}");
}
