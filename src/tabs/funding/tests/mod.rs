//! What the funding figure promises.

mod drawing;
mod rows;
mod sums;

use std::collections::BTreeSet;
use std::sync::Arc;

use super::chart::{Amount, Body, Fill, build};
use super::*;
use crate::desk::{Desk, Shown};
use crate::load::source::RawFile;
use crate::model::{Basis, Counts};
use crate::tab::{State, Tab};

const HEAD: &str = "id,company,country,amount,currency,qualifier,date,round,investors\n";

/// A tab with these rows of the funding table, and no other table.
fn tab(rows: &str) -> Box<dyn Tab> {
    let (tables, mut problems) = (tables(rows), Problems::default());
    let tab = State::<Funding>::empty().load(&tables, &Arc::default(), &mut problems);
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
    let file = RawFile { name: Arc::from("mine.csv"), bytes: text.as_bytes().to_vec().into() };
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
        assert!(!mark.statements().is_empty(), "{} has a source", mark.key);
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
