//! The promise: every number on screen is what a statement says, with unit, qualifier and place, and
//! what a cell of its record holds; or it is computed from statements that the mark names.

#![expect(clippy::unwrap_used, reason = "a test may panic")]

use std::collections::BTreeMap;
use std::sync::Arc;

use sovereign_stack::desk::{Desk, Shown};
use sovereign_stack::model::statement::{Value, undated};
use sovereign_stack::model::{
    Choice as _, DateRange, Known, Mark, Provenance, Qualifier, Quantity, RecordId, Said, Says,
    Statement, Unit,
};

/// The cells of rows, by the id or name of the row.
type Rows = BTreeMap<String, Vec<String>>;

/// Every cell of every row of the bundled data.
fn rows() -> Rows {
    let mut rows = Rows::new();
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
        for setting in shown.tab.settings().to_vec() {
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

/// Whether one of them is the number, to the digits that `f64` has.
fn holds(numbers: &[f64], number: f64) -> bool {
    numbers.iter().any(|other| (other - number).abs() <= 1e-9 * other.abs())
}

/// The numbers that a statement says: its quantity, those in its words, and those of its date.
fn numbers_said(said: &Statement) -> Vec<f64> {
    let date = said.date().map(DateRange::text).unwrap_or_default();
    let mut numbers: Vec<f64> = said.amount().into_iter().collect();
    numbers.extend(self::numbers(&said.words().replace('-', " ")));
    numbers.extend(self::numbers(&date));
    numbers
}

/// How the text qualifies its number.
fn qualifier_shown(text: &str) -> Qualifier {
    let is_after_digit = |index: usize| {
        text[..index].ends_with(|letter: char| letter.is_ascii_digit() || "KMBT%×".contains(letter))
    };
    let word = |words: &str| text.contains(&format!("{words} "));
    if text.contains('~') {
        Qualifier::About
    } else if text.match_indices('+').any(|(index, _)| is_after_digit(index)) {
        Qualifier::AtLeast
    } else if word("nearly") {
        Qualifier::Nearly
    } else if word("just over") {
        Qualifier::JustOver
    } else if word("under") {
        Qualifier::Under
    } else {
        Qualifier::Exact
    }
}

/// What the statement lacks that everything drawn must have.
fn flaws_of_statement(said: &Statement, rows: &Rows) -> Vec<String> {
    let mut flaws = Vec::new();
    let place = said.provenance();
    if place.sources.is_empty() || place.section.is_empty() {
        flaws.push(format!("{} has no source and section", said.record()));
    }
    if !rows.contains_key(said.record().as_ref()) {
        flaws.push(format!("{} is no record", said.record()));
    }
    if said.quantity().is_some_and(|quantity| quantity.unit.name().is_empty()) {
        flaws.push(format!("{} has no unit", said.record()));
    }
    flaws
}

/// What the mark shows that its statements, or the cells of their records, do not say.
fn flaws(mark: &Mark, rows: &Rows) -> Vec<String> {
    let mut flaws: Vec<String> =
        mark.statements().iter().flat_map(|said| flaws_of_statement(said, rows)).collect();
    if mark.statements().is_empty() {
        flaws.push("it stands for no statement".to_owned());
    }
    if mark.is_derived {
        return flaws;
    }
    let said: Vec<f64> = mark.statements().iter().flat_map(|said| numbers_said(said)).collect();
    let cells: Vec<f64> = mark
        .records()
        .filter_map(|id| rows.get(id.as_ref()))
        .flatten()
        .flat_map(|cell| numbers(&cell.replace('-', " ")))
        .collect();
    for number in numbers(&mark.value) {
        if !holds(&said, number) {
            flaws.push(format!("it shows {number}, which none of its statements says"));
        }
        if !holds(&cells, number) {
            flaws.push(format!("it shows {number}, which no cell of its records holds"));
        }
    }
    if let [one] = mark.statements()
        && let Some(quantity) = one.quantity()
    {
        let shown = qualifier_shown(&mark.value);
        if shown != quantity.qualifier {
            let (shown, stated) = (shown.key(), quantity.qualifier.key());
            flaws.push(format!("it shows its number as {shown}; the record says {stated}"));
        }
        if !holds(&numbers(&mark.value), quantity.value) {
            flaws.push(format!("it does not show {}, for which it stands", quantity.value));
        }
    }
    flaws
}

#[test]
fn every_mark_shows_what_statements_say_or_is_computed_from_such() {
    let rows = rows();
    let (mut numeric, mut derived) = (0, 0);
    let seen = every_mark(|_, mark, what| {
        assert_eq!(flaws(mark, &rows), Vec::<String>::new(), "{what}: {}", mark.key);
        numeric += usize::from(mark.statements().iter().any(|said| said.quantity().is_some()));
        derived += usize::from(mark.is_derived);
    });
    assert!(seen > 500 && numeric > 100 && derived > 50, "{seen}, {numeric} and {derived} marks");
}

/// A true mark of one number, and the row that it stands for.
fn true_mark() -> (Mark, Statement, Rows) {
    let unit = Unit::Count("models".into());
    let quantity = Quantity { value: 180e3, unit, qualifier: Qualifier::AtLeast };
    let place = Provenance {
        sources: vec!["A".to_owned()],
        section: "Text".to_owned(),
        ..Provenance::default()
    };
    let says = Says {
        record: RecordId::named("qwen"),
        subject: "Qwen".into(),
        measure: "derivatives".into(),
        value: Value::Number(Known::Value(quantity)),
        scope: Arc::default(),
        as_of: undated(),
        provenance: place.into(),
    };
    let said = Statement::from(says);
    let cells = ["qwen", "180000"].map(str::to_owned).to_vec();
    (Mark::of("qwen", "Qwen", "180K+"), said, Rows::from([("qwen".to_owned(), cells)]))
}

#[test]
fn a_false_mark_is_found_out() {
    let (mark, said, rows) = true_mark();
    let found = |mark: &Mark, said: &Statement| {
        flaws(&mark.clone().standing_for(&Said::new(said.clone())), &rows).join("; ")
    };
    assert_eq!(found(&mark, &said), "");
    let shows = |value: &str| found(&mark.clone().showing(value), &said);
    assert!(shows("190K+").contains("shows 190000, which none of its statements says"));
    assert!(shows("190K+").contains("which no cell of its records holds"));
    assert!(shows("180K").contains("as exact; the record says at least"), "{}", shows("180K"));
    assert!(shows("~180K").contains("as about; the record says at least"));
    assert!(shows("many+").contains("does not show 180000"));
    let nowhere = Provenance { section: String::new(), ..said.provenance().clone() };
    let unplaced = said.clone().at(&nowhere.into());
    assert!(found(&mark, &unplaced).contains("no source and section"));
    let unknown = said.clone().of_record("llama");
    assert!(found(&mark, &unknown).contains("llama is no record"));
    let unit = Unit::Count(Arc::default());
    let bare = Quantity { value: 180e3, unit, qualifier: Qualifier::AtLeast };
    let bare = said.clone().saying(Value::Number(Known::Value(bare)));
    assert!(found(&mark, &bare).contains("no unit"));
    // Another number in the record than in the cell is found by the cell alone.
    let unit = Unit::Count("models".into());
    let other = Quantity { value: 170e3, unit, qualifier: Qualifier::AtLeast };
    let other = said.clone().saying(Value::Number(Known::Value(other)));
    let of_cell = found(&mark.clone().showing("170K+"), &other);
    assert_eq!(of_cell, "it shows 170000, which no cell of its records holds");
}

#[test]
fn a_computed_mark_must_name_what_it_is_computed_from() {
    let (mark, said, rows) = true_mark();
    let computed = mark.showing("90K").derived_from([]);
    assert_eq!(flaws(&computed, &rows), ["it stands for no statement"]);
    let computed = computed.derived_from([&Said::new(said)]);
    assert_eq!(flaws(&computed, &rows), Vec::<String>::new());
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
