//! What a row makes of its cells: number, currency, qualifier and note together.

use std::sync::Arc;

use crate::load::grid::Grid;
use crate::load::problem::Problems;
use crate::load::reading::{NumberFormat, ReadAs, Reading, Source};
use crate::load::sheet::Sheet;
use crate::load::table::{Part, Table};
use crate::load::value::{date, flag, has_markup, list, number, words};
use crate::load::{columns, reading::DateOrder, spec::Holds};
use crate::model::{Known, Qualifier};

/// A table of one column of amounts.
fn amounts(cells: &[&str]) -> Table {
    let mut grid = Grid::default();
    for (row, cell) in cells.iter().enumerate() {
        grid.push(row as u64 + 2, [*cell]).unwrap();
    }
    let sheet = Sheet { headings: vec!["Raised".to_owned()], grid, ..Sheet::default() };
    let format = NumberFormat { unit: "USD".to_owned(), ..NumberFormat::default() };
    let reading = Reading {
        fields: vec![("amount".to_owned(), Source::Column(0, ReadAs::Number(format)))],
        slots: Vec::new(),
    };
    let part = Part { sheet: Arc::new(sheet), reading, ..Part::default() };
    Table { parts: vec![part], ..Table::default() }
}

#[test]
fn currency_qualifier_and_note_come_from_the_cell_of_the_amount() {
    let table = amounts(&["~€10M - €14.5M", "5000000", "undisclosed", "$13,000,00"]);
    let mut problems = Problems::default();
    let records = table.records(&mut problems, |row| {
        // Asked before the number is read and after it, they say the same.
        let early = row.text("currency").to_owned();
        let amount = row.amount("amount")?;
        let qualifier = row.qualifier()?;
        let note = row.provenance()?.note.clone();
        assert_eq!(row.text("currency"), early);
        Some((amount, early, qualifier, note))
    });
    let words = |text: &str| text.to_owned();
    assert_eq!(
        records.items,
        [
            (
                Known::Value(10e6),
                words("EUR"),
                Qualifier::AtLeast,
                words("stated as ~€10M - €14.5M")
            ),
            (Known::Value(5e6), words("USD"), Qualifier::Exact, words("")),
            (Known::Undisclosed, words("USD"), Qualifier::Exact, words("")),
        ]
    );
    assert_eq!((records.rejected, problems.len()), (1, 1));
    let problem = problems.iter().next().unwrap();
    assert_eq!(problem.replacement.as_deref(), Some("$1,300,000"));
    assert!(problem.to_string().contains("amount: its groups of digits fit neither"), "{problem}");
}

#[test]
fn a_long_cell_of_one_sign_is_read_at_once() {
    for sign in
        ["1", "1,", "1 ", "1.", "-", "亿", "(", "()", "$", "~", "Q1", "Mar ", "a,", "\"", "e1"]
    {
        let text = sign.repeat(20_000 / sign.len());
        let format = NumberFormat::default();
        assert!(number(&text, &format).is_err() || text.starts_with('1'), "{sign}");
        assert!(date(&text, DateOrder::DayMonthYear).is_err(), "{sign}");
        assert!(flag(&text).is_err(), "{sign}");
        assert!(list(&text, ", ").len() <= text.len(), "{sign}");
        assert!(words(&text).len() <= text.len(), "{sign}");
    }
}

#[test]
fn a_cell_of_ten_megabytes_holds_up_no_recognition() {
    let text = "<".repeat(10_000_000);
    let mut grid = Grid::default();
    grid.push(2, [text.as_str()]).unwrap();
    let sheet = Sheet { headings: vec!["a".to_owned()], grid, ..Sheet::default() };
    assert!(!has_markup(&text));
    assert!(columns::facts(&sheet, 0).first.iter().all(|first| first.len() < 100));
    for holds in [Holds::Text, Holds::Money, Holds::Date, Holds::List] {
        let (read_as, _) = columns::read_as(holds, &sheet, 0);
        assert!(!columns::describe(&read_as).is_empty());
    }
}
