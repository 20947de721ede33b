//! Columns as real files write them, and what is decided and told of each.

use super::*;
use crate::load::grid::Grid;

/// A sheet with one column.
fn column(heading: &str, cells: &[&str]) -> Sheet {
    let mut grid = Grid::default();
    for (row, cell) in cells.iter().enumerate() {
        grid.push(row as u64 + 2, [*cell]).unwrap();
    }
    Sheet { headings: vec![heading.to_owned()], grid, ..Sheet::default() }
}

fn read(holds: Holds, heading: &str, cells: &[&str]) -> (String, Vec<String>) {
    let sheet = column(heading, cells);
    let (read_as, doubts) = read_as(holds, &sheet, 0);
    (describe(&read_as), doubts)
}

#[track_caller]
fn assert_read(found: &(String, Vec<String>), words: &str, doubts: &[&str]) {
    assert_eq!(found.0, words);
    let told: Vec<&str> = found.1.iter().map(String::as_str).collect();
    assert_eq!(told.len(), doubts.len(), "{told:?}");
    for (told, doubt) in told.iter().zip(doubts) {
        assert!(told.contains(doubt), "{told:?} should say {doubt:?}");
    }
}

#[test]
fn headings_give_unit_and_scale() {
    let money = |heading, cells: &[&str]| read(Holds::Money, heading, cells);
    let number = |heading, cells: &[&str]| read(Holds::Number, heading, cells);
    let dollar = "“$” taken for US dollars, which nothing in the file says";
    assert_read(&money("Valuation ($B)", &["4.35"]), "money, USD, billions", &[dollar]);
    assert_read(&money("Amount (USD billions)", &["4"]), "money, USD, billions", &[]);
    assert_read(&money("funds_raised_millions", &["4"]), "number, millions", &[]);
    assert_read(&money("AmountInUSD", &["20,00,00,000"]), "money, USD", &[]);
    assert_read(&number("total_params_b", &["671"]), "number of parameters, billions", &[]);
    assert_read(&number("Training compute (FLOP)", &["1E+025"]), "number of FLOP", &[]);
    assert_read(&number("Frequency (%)", &["12.5"]), "percent", &[]);
    assert_read(
        &money("Raised ($M)", &["5", "5000000"]),
        "money, USD, millions",
        &[dollar, "1 number is over a million"],
    );
}

#[test]
fn currencies_are_those_of_the_cells_where_the_heading_names_none() {
    let money = |cells: &[&str]| read(Holds::Money, "Amount", cells);
    assert_read(&money(&["$5M", "$6M"]), "money, USD", &["“$” taken for US dollars"]);
    assert_read(&money(&["US$5M", "$6M"]), "money, USD", &[]);
    assert_read(&money(&["$5M", "6M CAD"]), "money, CAD", &["“$” taken for CAD"]);
    assert_read(&money(&["¥5M", "6M JPY"]), "money, JPY", &["“¥” taken for yen"]);
    assert_read(&money(&["€5M", "6000000"]), "money, EUR", &["1 number without a currency"]);
    assert_read(&money(&["€5M", "£6M"]), "number", &[]);
    assert_read(&money(&["€5M", "£6M", "7"]), "number", &["without a currency beside others"]);
    assert_read(&money(&["5", "undisclosed", "-"]), "number", &[]);
    assert_read(&read(Holds::Money, "Amount (CAD)", &["$5"]), "money, CAD", &[]);
}

#[test]
fn decimal_commas_are_decided_over_the_column() {
    let number = |cells: &[&str]| read(Holds::Number, "score", cells);
    assert_read(&number(&["1,7", "200.000.000"]), "number, decimal comma", &[]);
    assert_read(&number(&["1.234,56", "1.234"]), "number, decimal comma", &[]);
    assert_read(&number(&["1,234.56", "1,234"]), "number", &[]);
    assert_read(&number(&["1,234", "5"]), "number", &[]);
    assert_read(&number(&["20,00,000", "0.5"]), "number", &[]);
    assert_read(
        &number(&["1.234", "5.678"]),
        "number",
        &["“score”: 2 numbers like 1.234 could be thousands or decimals"],
    );
    assert_read(
        &number(&["1,7", "1,8", "1.9"]),
        "number, decimal comma",
        &["1 number has decimal points and 2 numbers have decimal commas"],
    );
}

#[test]
fn percent_is_decided_over_the_column_and_told() {
    let share = |cells: &[&str]| read(Holds::Number, "market share", cells);
    assert_read(&share(&["0.05", "0.4"]), "percent, from fractions", &["taken for fractions"]);
    assert_read(&share(&["2.4", "40"]), "percent", &["without a percent sign"]);
    assert_read(&share(&["5%", "40%"]), "percent", &[]);
    assert_read(&share(&["2000", "3000"]), "number", &[]);
    let score = |cells: &[&str]| read(Holds::Number, "score", cells);
    assert_read(&score(&["0.05", "0.4"]), "number", &[]);
    assert_read(&score(&["45%", "72.2"]), "percent", &["1 number without a percent sign"]);
    let sign = read(Holds::Number, "Frequency (%)", &["0.05", "0.4"]);
    assert_read(&sign, "percent", &["0.5 is read as 0.5%"]);
}

#[test]
fn what_a_column_gives_is_what_its_cells_are_read_by() {
    let sheet = column("share of funding", &["0.07", "45%", "0.29"]);
    let (ReadAs::Number(format), _) = read_as(Holds::Number, &sheet, 0) else { panic!("numbers") };
    let values: Vec<f64> = (0..3)
        .filter_map(|row| value::number(sheet.cell(row, 0), &format).ok()?.value().map(|n| n.value))
        .collect();
    assert_eq!(format.scale, 1.0, "45% beside it shows that 0.07 is in percent");
    assert_eq!(values, [0.07, 45.0, 0.29]);
}

#[test]
fn the_order_of_dates_is_decided_by_the_dates_alone() {
    let date = |cells: &[&str]| read(Holds::Date, "when", cells);
    assert_read(&date(&["13/05/2018", "05/07/2018"]), "date, day/month/year", &[]);
    assert_read(&date(&["5/13/2018", "5/7/2018 10:20am"]), "date, month/day/year", &[]);
    assert_read(&date(&["2026-03-05", "Mar 2026"]), "date, year-month-day", &[]);
    assert_read(
        &date(&["05/07/2018", "06/07/2018", "07/07/2018"]),
        "date, day/month/year",
        &["“when”: 2 dates, such as 05/07/2018, could be day/month or month/day"],
    );
    assert_read(
        &date(&["13/05/2018", "5/14/2018", "5/15/2018", "5/6/2018"]),
        "date, month/day/year",
        &["mixed order: 1 row day first, 2 rows month first; 1 date that could be either"],
    );
    assert_read(
        &date(&["1/23/2014", "04-07-2017"]),
        "date, month/day/year",
        &["1 date, such as 04-07-2017, could be day/month or month/day and look unlike"],
    );
}

#[test]
fn the_separator_of_lists_is_decided_over_the_column() {
    let list = |cells: &[&str]| read(Holds::List, "investors", cells);
    assert_read(&list(&["A; B", "C, Inc.; D"]), "list, split at “;”", &[]);
    assert_read(&list(&["A, B", "C"]), "list, split at “, ”", &[]);
    assert_read(&list(&["A,B", "C, D"]), "list, split at “,”", &[]);
    assert_read(&list(&["A,\nB"]), "list, split at “, ”", &[]);
    assert_read(&list(&["- A\n- B"]), "list, split at line breaks", &[]);
    assert_read(&list(&["A | B"]), "list, split at “|”", &[]);
    assert_read(&list(&["A and B"]), "list, split at “ and ”", &["1 cell is split at “and”"]);
    assert_read(&list(&["A, B and C"]), "list, split at “, ”", &["1 cell holds “and”"]);
    assert_read(
        &list(&["MASSIF, a Dutch government fund", "A, B"]),
        "list, split at “, ”",
        &["in 1 cell, such as “MASSIF, a Dutch government fund”, a comma seems"],
    );
    assert_read(&list(&["Rashmi Daga (founder, FreshMenu); A"]), "list, split at “;”", &[]);
    assert_read(&list(&["A", "B"]), "list, split at “;”", &[]);
}

#[test]
fn text_is_read_as_markup_only_where_it_has_some() {
    assert_read(&read(Holds::Text, "text", &["a < b", "c"]), "text", &[]);
    assert_read(&read(Holds::Text, "text", &["<p>a</p>", "c"]), "text without its markup", &[]);
    assert_read(&read(Holds::Id, "id", &["<p>a</p>"]), "text", &[]);
    assert_read(&read(Holds::Flag, "open", &["yes"]), "yes or no", &[]);
}

#[test]
fn facts_count_what_the_cells_look_like() {
    let cells =
        ["$5M", "€6M", "45%", "", "n/a", "undisclosed", "2021", "Mar 2026", "yes", "x", "x"];
    let facts = facts(&column("a", &cells), 0);
    assert_eq!((facts.rows, facts.filled, facts.missing, facts.undisclosed), (11, 8, 2, 1));
    assert_eq!((facts.numbers, facts.money, facts.percents), (4, 2, 1));
    assert_eq!((facts.dates, facts.bare_years, facts.flags), (2, 1, 1));
    assert_eq!((facts.distinct, facts.first.join(" ")), (7, "$5M €6M 45%".to_owned()));
}

#[test]
fn of_a_large_sheet_a_sample_is_looked_at_from_its_beginning_to_its_end() {
    let cells: Vec<String> = (0..10_000).map(|row| row.to_string()).collect();
    let cells: Vec<&str> = cells.iter().map(String::as_str).collect();
    let sheet = column("a", &cells);
    assert_eq!(facts(&sheet, 0).rows, 2_000);
    assert_eq!(facts::sampled(&sheet).last(), Some(9_995));
    assert_eq!(facts(&sheet, 7).filled, 0, "beyond the last column there is nothing");
}
