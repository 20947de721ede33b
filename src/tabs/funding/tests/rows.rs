//! Which rows are drawn, how they stand together, and the words about them.

use super::*;

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
    Arc::make_mut(&mut records.rounds[0].investors[0]).kind = data::Kind::StateBank;
    assert_eq!(title(&records), "One state-backed round put $1M into A in 2026");
}

#[test]
fn a_round_with_several_kinds_of_investor_is_not_split() {
    let mut records =
        data::read(&tables("a,A,,8,USD,,,,X;Y\nb,B,,1,USD,,,,X\n"), &mut Problems::default());
    Arc::make_mut(&mut records.rounds[0].investors[0]).kind = data::Kind::Angel;
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
