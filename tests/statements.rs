//! The promise: every number on screen is in a record that the mark names, or is computed from
//! records that it names.

#![expect(clippy::unwrap_used, reason = "a test may panic")]

use std::collections::BTreeMap;

use sovereign_stack::desk::{Desk, Shown};
use sovereign_stack::model::{Basis, Mark};

/// Every cell of every row of the bundled data, by the id or name of the row.
fn rows() -> BTreeMap<String, Vec<String>> {
    let mut rows: BTreeMap<String, Vec<String>> = BTreeMap::new();
    for entry in std::fs::read_dir("data").unwrap() {
        let path = entry.unwrap().path();
        if path.extension().is_none_or(|extension| extension != "csv") {
            continue;
        }
        let mut reader = csv::Reader::from_path(&path).unwrap();
        for record in reader.records() {
            let record = record.unwrap();
            let line = record.position().unwrap().line();
            let cells: Vec<String> = record.iter().map(str::to_owned).collect();
            let id = cells.first().cloned().unwrap_or_default();
            // Rows of a table without ids are named by table and line.
            let table = path.file_stem().unwrap().to_string_lossy().into_owned();
            rows.insert(format!("{table} line {line}"), cells.clone());
            rows.entry(id).or_default().extend(cells);
        }
    }
    rows
}

/// The numbers in a text, short forms written out: `~32B` is 32,000,000,000.
fn numbers(text: &str) -> Vec<f64> {
    let text = text.replace(',', "");
    let mut numbers = Vec::new();
    let mut rest = text.as_str();
    while let Some(start) = rest.find(|letter: char| letter.is_ascii_digit()) {
        // Digits inside a name, such as V4 or GPT-4o, are no numbers.
        let before = rest[..start].chars().next_back();
        let digits: String =
            rest[start..].chars().take_while(|c| c.is_ascii_digit() || *c == '.').collect();
        let after = rest[start + digits.len()..].chars().next();
        let is_in_a_word = before.is_some_and(|c| c.is_alphanumeric() || c == '-');
        let by = match after {
            Some('K') => 1e3,
            Some('M') => 1e6,
            Some('B') => 1e9,
            Some('T') => 1e12,
            _ => 1.0,
        };
        if !is_in_a_word && let Ok(number) = digits.trim_end_matches('.').parse::<f64>() {
            numbers.push(number * by);
        }
        rest = &rest[start + digits.len()..];
    }
    numbers
}

/// Every mark of every tab under every option, with where it was seen.
fn every_mark(mut check: impl FnMut(&Shown, &Mark, &str)) -> usize {
    let mut seen = 0;
    for shown in &mut Desk::bundled().unwrap().tabs {
        for mark in shown.tab.marks() {
            check(shown, mark, shown.tab.name());
            seen += 1;
        }
        for setting in shown.tab.settings() {
            for (value, _) in &setting.choices {
                shown.tab.set(setting.key, value).unwrap();
                let what = format!("{} {}={value}", shown.tab.name(), setting.key);
                for mark in shown.tab.marks() {
                    check(shown, mark, &what);
                    seen += 1;
                }
            }
            shown.tab.set(setting.key, &setting.current).unwrap();
        }
    }
    seen
}

#[test]
fn every_number_shown_is_in_a_record_that_the_mark_names_or_computed_from_such() {
    let rows = rows();
    let seen = every_mark(|_, mark, what| {
        assert!(!mark.provenance.is_empty(), "{what}: {} has no provenance", mark.key);
        assert!(!mark.records.is_empty(), "{what}: {} names no record", mark.key);
        for id in &mark.records {
            assert!(rows.contains_key(id), "{what}: {} names {id}, which is no record", mark.key);
        }
        let is_computed = mark.provenance.iter().any(|place| place.basis >= Basis::Derived);
        if is_computed {
            return;
        }
        let cells: Vec<f64> = mark
            .records
            .iter()
            .flat_map(|id| &rows[id])
            .flat_map(|cell| numbers(&cell.replace('-', " ")))
            .collect();
        for number in numbers(&mark.value) {
            let is_there = cells.iter().any(|cell| (cell - number).abs() <= 1e-9 * cell.abs());
            assert!(is_there, "{what}: {} shows {number}, which no record of it holds", mark.key);
        }
    });
    assert!(seen > 500, "{seen} marks were walked");
}

#[test]
fn a_mark_of_one_tab_that_leads_elsewhere_leads_somewhere() {
    let mut desk = Desk::bundled().unwrap();
    every_mark(|_, mark, what| {
        let Some(goal) = &mark.leads_to else { return };
        assert!(desk.position(&goal.tab).is_some(), "{what}: {} leads to no tab", mark.key);
        let is_there = goal.mark.is_empty() || desk.reveal(goal).is_some();
        assert!(is_there, "{what}: {} leads to {}, which no tab shows", mark.key, goal.mark);
    });
}

#[test]
fn numbers_are_found_in_words() {
    assert_eq!(numbers("~32B of 1T"), [32e9, 1e12]);
    assert_eq!(numbers("nearly 2,000"), [2000.0]);
    assert_eq!(numbers("GPT-4o, V4 and Qwen2.5-72B"), Vec::<f64>::new());
    assert_eq!(numbers("0.6B – 235B+"), [0.6e9, 235e9]);
}
