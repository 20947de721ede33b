//! That hard data is drawn at every size.

use super::*;
use crate::paint::Medium;
use crate::tabs::tests::painted;

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
                let shown = Shown { tab, origin: Arc::default() };
                let selected = shown.tab.marks().last().map(|mark| mark.key.as_str());
                for medium in [Medium::Window, Medium::Page] {
                    painted(&shown, size.into(), medium, selected);
                }
            }
        }
    }
}
