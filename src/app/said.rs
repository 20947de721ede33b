//! What the inspector says of statements, each thing once.

use std::collections::{BTreeMap, BTreeSet};

use crate::model::choice::sentence_case;
use crate::model::mark::Field;
use crate::model::{Choice as _, DateRange, Located, Mark, Qualifier, Said, Statement, number};

/// Names and values for the table of a mark: what its one statement says and is not written over
/// the table already, then the fields that add something to that.
pub fn rows(mark: &Mark, fields: &[&Field]) -> Vec<(String, String)> {
    let [said] = mark.statements() else { return all(fields).collect() };
    if mark.is_derived {
        return all(fields).collect();
    }
    let mut rows = Vec::new();
    let mut known: BTreeSet<String> = [plain(&mark.label), plain(&mark.value)].into();
    known.insert(plain(&mark.exactly));
    let exactly = said.exactly();
    let name = named(said);
    if !known.contains(&plain(&exactly)) {
        rows.push((sentence_case(said.measure()), exactly.clone()));
        known.insert(plain(said.measure()));
    } else if known.contains(&plain(&name)) {
        known.extend([plain(said.subject()), plain(said.measure())]);
    }
    known.insert(plain(&exactly));
    known.extend(wordings(said));
    if !said.scope().is_empty() {
        rows.push(("Scope".to_owned(), said.scope().to_owned()));
    }
    if let Some(date) = said.date() {
        rows.push(("Date".to_owned(), date.in_full()));
    }
    rows.extend(all(fields).filter(|(_, value)| !known.contains(&plain(value))));
    rows
}

fn all(fields: &[&Field]) -> impl Iterator<Item = (String, String)> {
    fields.iter().map(|field| (field.name.to_owned(), field.value.clone()))
}

/// Capitals and spaces do not make a text another one.
fn plain(text: &str) -> String {
    text.chars().filter(|letter| !letter.is_whitespace()).flat_map(char::to_lowercase).collect()
}

/// The parts of what is said, as fields word them: they stand in the value, the scope and the date
/// as a whole.
fn wordings(said: &Statement) -> BTreeSet<String> {
    let mut parts = vec![said.text(), said.scope().to_owned()];
    if let Some(quantity) = said.quantity() {
        parts.push(number::grouped(quantity.value));
        parts.push(quantity.unit.name().to_owned());
        // That a number is exact is said by nothing else.
        if quantity.qualifier != Qualifier::Exact {
            parts.push(quantity.qualifier.key().to_owned());
        }
    }
    if let Some(date) = said.date() {
        parts.extend([date.text(), date.days(), date.precision.to_string()]);
        parts.push(format!("about {}", date.days()));
        parts.push(format!("{}, approximate", date.precision));
    }
    parts.iter().map(|part| plain(part)).collect()
}

/// `Qwen, derivatives: at least 180,000 models`.
pub fn sentence(said: &Statement) -> String {
    match named(said).as_str() {
        "" => said.exactly(),
        name => format!("{name}: {}", said.exactly()),
    }
}

/// What is measured of what.
fn named(said: &Statement) -> String {
    let parts = [said.subject(), said.measure()];
    parts.into_iter().filter(|part| !part.is_empty()).collect::<Vec<_>>().join(", ")
}

/// Scope, date, footing and line: `Hugging Face · Q1 2026, to the quarter · stated · mine.csv,
/// line 2`.
pub fn circumstances(said: &Statement) -> String {
    let date = said.date().map(DateRange::in_full).unwrap_or_default();
    let line = line(&said.place());
    let parts = [said.scope(), &date, said.provenance().basis.key(), &line];
    parts.into_iter().filter(|part| !part.is_empty()).collect::<Vec<_>>().join(" · ")
}

/// Where it stands in the data; empty where the place in words is nothing else.
pub fn line(place: &Located) -> String {
    let line = format!("{}, line {}", place.file, place.line());
    if line == place.full() { String::new() } else { line }
}

/// The statements by the place where they stand, in the order of the first ones.
pub fn by_place(statements: &[Said]) -> Vec<(Located, Vec<&Statement>)> {
    let mut places: Vec<(Located, Vec<&Statement>)> = Vec::new();
    let mut known = BTreeMap::new();
    for said in statements {
        let place = said.provenance();
        let is_named = !place.sources.is_empty() || !place.section.is_empty();
        let line = if is_named { 0 } else { said.place().line() };
        let key = (&place.sources, &place.section, &place.paragraph, &place.note, line);
        let index = *known.entry(key).or_insert(places.len());
        match places.get_mut(index) {
            Some((_, there)) => there.push(said),
            None => places.push((said.place(), vec![said])),
        }
    }
    places
}

#[cfg(test)]
mod tests {
    use std::sync::Arc;

    use super::*;
    use crate::model::statement::Value;
    use crate::model::{Known, Provenance, Quantity, Unit};

    fn said() -> Statement {
        let unit = Unit::Count("models".into());
        let quantity = Quantity { value: 180e3, unit, qualifier: Qualifier::AtLeast };
        let number = Value::Number(Known::Value(quantity));
        Statement::sample("qwen", ("Qwen", "derivatives"), number)
            .within("Hugging Face")
            .dated(DateRange::parse("early Feb 2026").into())
            .at(&place("Text"))
    }

    fn place(section: &str) -> Located {
        let file = Arc::from("mine.csv");
        let place = Provenance { section: section.to_owned(), file, ..Provenance::default() };
        Located::new(place, 7)
    }

    fn mark(label: &str, value: &str) -> Mark {
        Mark::of("qwen", label, value)
            .with("Family", "Qwen")
            .with("Developer", "Alibaba")
            .with("Measure", "derivatives")
            .with("Value", "180,000")
            .with("Unit", "models")
            .with("Qualifier", "at least")
            .with("Scope", "Hugging Face")
            .with("As of", "early Feb 2026")
    }

    fn told(mark: &Mark) -> Vec<String> {
        let fields: Vec<&Field> = mark.fields.iter().collect();
        rows(mark, &fields).into_iter().map(|(name, value)| format!("{name}: {value}")).collect()
    }

    #[test]
    fn a_mark_of_one_statement_tells_it_in_full_and_nothing_twice() {
        let rest = ["Scope: Hugging Face", "Date: early Feb 2026: 1 to 10 Feb"];
        let full = mark("Qwen, derivatives", "180K+").exactly("at least 180,000 models");
        let full = full.standing_for(&Said::new(said()));
        assert_eq!(told(&full), [rest[0], rest[1], "Developer: Alibaba"]);
        let short = mark("Reach", "180K+").standing_for(&Said::new(said()));
        let first = "Derivatives: at least 180,000 models";
        assert_eq!(told(&short), [first, rest[0], rest[1], "Family: Qwen", "Developer: Alibaba"]);
    }

    #[test]
    fn a_computed_mark_keeps_its_fields_and_tells_its_statements_below() {
        let sum = mark("Sum", "180K+").derived_from([&Said::new(said())]);
        assert_eq!(told(&sum).len(), sum.fields.len());
        assert_eq!(sentence(&said()), "Qwen, derivatives: at least 180,000 models");
        assert_eq!(
            circumstances(&said()),
            "Hugging Face · early Feb 2026: 1 to 10 Feb · stated · mine.csv, line 7"
        );
    }

    #[test]
    fn statements_of_one_place_stand_under_it_together() {
        let other = said().at(&place("Table"));
        let all = [said(), other, said()].map(Said::new);
        let found = by_place(&all);
        let counts: Vec<_> =
            found.iter().map(|(place, there)| (place.section.as_str(), there.len())).collect();
        assert_eq!(counts, [("Text", 2), ("Table", 1)]);
    }
}
