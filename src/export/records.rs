//! The records behind a figure, row by row, with all that is known of each.

use std::collections::BTreeSet;

use super::notes;
use crate::desk::Shown;
use crate::model::evidence::Evidence;
use crate::model::number::grouped;
use crate::model::{Choice as _, DateRange, Day, Known, Mark, Said};

/// What a cell holds.
#[derive(Clone, Debug, PartialEq)]
pub enum Cell {
    /// A number, never a text that looks like one.
    Number(f64),
    /// A day.
    Date(Day),
    /// Words; empty where there are none.
    Text(String),
    /// No value: the words say in which way.
    Absent(String),
}

/// A table.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Table {
    /// Names of the columns, each once.
    pub columns: Vec<String>,
    /// As many cells as there are columns.
    pub rows: Vec<Vec<Cell>>,
}

/// Columns of the statement that a row stands for, behind those of the table view.
const STATED: [&str; 22] = [
    "Mark is derived",
    "Record",
    "Stated subject",
    "Stated measure",
    "Stated value",
    "Stated value in words",
    "Stated unit",
    "Stated qualifier",
    "Stated date",
    "Date from",
    "Date to",
    "Stated scope",
    "Basis",
    "Source ids",
    "Source titles",
    "Source section",
    "Source paragraph",
    "Source citations",
    "Source note",
    "Data file",
    "Claims and verdicts",
    "Caveats",
];
/// Where the line of the file stands, behind its name.
const LINE: &str = "Data line";

/// A row for each record behind each mark, in the order of the marks; a mark that stands for none
/// has a row of its own.
pub fn table(shown: &Shown) -> Table {
    let marks = shown.tab.marks();
    let mut fields: Vec<&'static str> = Vec::new();
    for field in marks.iter().flat_map(|mark| &mark.fields) {
        if !fields.contains(&field.name) {
            fields.push(field.name);
        }
    }
    let own = STATED.iter().chain([&LINE]).copied();
    let mut columns = vec!["Mark".to_owned(), "Shown as".to_owned()];
    let taken: BTreeSet<&str> = own.clone().chain(["Mark", "Shown as"]).collect();
    columns.extend(fields.iter().map(|name| {
        if taken.contains(name) { format!("{name} (figure)") } else { (*name).to_owned() }
    }));
    columns.extend(own.map(str::to_owned));
    let mut rows = Vec::new();
    for mark in marks {
        let mut head = vec![Cell::Text(mark.label.clone()), Cell::Text(mark.value.clone())];
        head.extend(fields.iter().map(|name| {
            let field = mark.fields.iter().find(|field| field.name == *name);
            field.map_or(Cell::Text(String::new()), |field| typed(&field.value))
        }));
        let mut add = |said: Option<&Said>| {
            let mut row = head.clone();
            row.extend(stated(mark, said, &shown.origin.evidence));
            rows.push(row);
        };
        match mark.statements() {
            [] => add(None),
            statements => statements.iter().for_each(|said| add(Some(said))),
        }
    }
    Table { columns, rows }
}

/// The sources that the figure cites, with all that is known of them.
pub fn sources(shown: &Shown) -> Table {
    let evidence = &shown.origin.evidence;
    let columns = ["Id", "Title", "Kind", "Published", "Address", "Note"].map(str::to_owned);
    let rows = shown.tab.cited().places.keys().map(|id| {
        let source = evidence.sources.iter().find(|source| source.id == *id);
        let of = |part: fn(&crate::model::evidence::Source) -> &String| {
            Cell::Text(source.map(part).cloned().unwrap_or_default())
        };
        vec![
            Cell::Text(id.clone()),
            of(|source| &source.title),
            of(|source| &source.kind),
            of(|source| &source.published),
            of(|source| &source.url),
            of(|source| &source.note),
        ]
    });
    Table { columns: columns.to_vec(), rows: rows.collect() }
}

/// What the figure is called and stands on, one thing a row.
pub fn about(shown: &Shown) -> Table {
    let tab = &shown.tab;
    let line = shown.origin.evidence.source_line(tab.cited());
    let options =
        tab.settings().iter().map(|setting| format!("{}={}", setting.key, setting.current));
    let rows = [
        ("Title", tab.title().to_owned()),
        ("Subtitle", tab.subtitle().to_owned()),
        ("Data", notes::data(shown)),
        ("Options", options.collect::<Vec<_>>().join("; ")),
        ("Sources", line),
    ];
    let row = |(name, words): (&str, String)| vec![Cell::Text(name.to_owned()), Cell::Text(words)];
    Table {
        columns: vec!["About".to_owned(), "Words".to_owned()],
        rows: rows.into_iter().map(row).collect(),
    }
}

/// A field as its text says: a number where it is nothing but one.
fn typed(text: &str) -> Cell {
    let plain = text.replace(',', "").replace('−', "-");
    match plain.parse::<f64>() {
        Ok(number) if number.is_finite() && grouped(number) == text => Cell::Number(number),
        _ if [Known::<()>::NotStated, Known::Undisclosed]
            .iter()
            .any(|it| it.text(|()| String::new()) == text) =>
        {
            Cell::Absent(text.to_owned())
        }
        _ => Cell::Text(text.to_owned()),
    }
}

fn stated(mark: &Mark, said: Option<&Said>, evidence: &Evidence) -> Vec<Cell> {
    let derived = Cell::Text(if mark.is_derived { "yes" } else { "no" }.to_owned());
    let Some(said) = said else {
        let mut cells = vec![derived];
        cells.resize(STATED.len() + 1, Cell::Text(String::new()));
        return cells;
    };
    let text = |text: &str| Cell::Text(text.to_owned());
    let (quantity, place) = (said.quantity(), said.place());
    let value = match (said.amount(), said.words()) {
        (Some(value), _) => Cell::Number(value),
        (None, "") => Cell::Absent(said.text()),
        (None, words) => text(words),
    };
    let day = |day: fn(&DateRange) -> Day| match said.date() {
        Some(date) => Cell::Date(day(date)),
        None => Cell::Absent(said.as_of().text(|_| String::new())),
    };
    let titles: Vec<&str> = place.sources.iter().map(|id| evidence.source_title(id)).collect();
    let record: BTreeSet<String> = [said.record().into_owned()].into();
    let claims: Vec<String> = evidence
        .claims_of(&record)
        .into_iter()
        .map(|(claim, judgement)| format!("{}: {}", judgement.verdict.key(), claim.text))
        .collect();
    let caveats: Vec<String> = evidence
        .caveats_of(&record)
        .into_iter()
        .map(|caveat| format!("{}: {}", caveat.kind, caveat.text))
        .collect();
    let file = place.file.rsplit(['/', '\\']).next().unwrap_or(&place.file);
    let line = match place.line() {
        0 => Cell::Absent(String::new()),
        line => Cell::Number(f64::from(line)),
    };
    vec![
        derived,
        Cell::Text(said.record().into_owned()),
        text(said.subject()),
        text(said.measure()),
        value,
        Cell::Text(said.exactly()),
        text(quantity.as_ref().map_or("", |quantity| quantity.unit.name())),
        text(quantity.map_or("", |quantity| quantity.qualifier.key())),
        Cell::Text(said.as_of().text(DateRange::text)),
        day(|date| date.first),
        day(|date| date.last),
        text(said.scope()),
        text(place.basis.key()),
        Cell::Text(place.sources.join("; ")),
        Cell::Text(titles.join("; ")),
        text(&place.section),
        text(&place.paragraph),
        Cell::Text(place.citations.join("; ")),
        text(&place.note),
        text(file),
        Cell::Text(claims.join(" | ")),
        Cell::Text(caveats.join(" | ")),
        line,
    ]
}
