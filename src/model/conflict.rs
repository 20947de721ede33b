//! Statements of the same quantity, and where they part ways.

use std::collections::{BTreeMap, BTreeSet};

use super::number;
use super::quantity::{Qualifier, Quantity, Unit};
use super::statement::Statement;

/// In what statements of one quantity differ.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Differs {
    /// The numbers are not the same.
    Value,
    /// The numbers are the same, how firmly they are given is not.
    Wording,
}

/// Statements of one quantity that differ. They are shown side by side, never averaged.
#[derive(Clone, Debug, PartialEq)]
pub struct Conflict<'a> {
    /// All statements of the quantity that give a number, with it, in the order given.
    pub members: Vec<(&'a Statement, Quantity)>,
    /// The lowest value stated.
    pub low: f64,
    /// The highest value stated.
    pub high: f64,
    /// In what they differ.
    pub differs: Differs,
}

/// The statements by quantity, in the order of their first ones; without those that give no
/// number. Capitals and surrounding spaces do not tell two quantities apart, different units do.
pub fn by_quantity(statements: &[Statement]) -> Vec<Vec<&Statement>> {
    let mut groups: Vec<Vec<&Statement>> = Vec::new();
    let mut known: BTreeMap<[String; 4], usize> = BTreeMap::new();
    for statement in statements {
        let Some(quantity) = statement.quantity() else { continue };
        let unit = quantity.unit.name();
        let key = [statement.subject(), statement.measure(), statement.scope(), unit]
            .map(|text| text.trim().to_lowercase());
        let index = *known.entry(key).or_insert_with(|| {
            groups.push(Vec::new());
            groups.len() - 1
        });
        if let Some(group) = groups.get_mut(index) {
            group.push(statement);
        }
    }
    groups
}

/// Every quantity whose statements differ, in the order of their first ones.
pub fn conflicts(statements: &[Statement]) -> Vec<Conflict<'_>> {
    by_quantity(statements).into_iter().filter_map(Conflict::among).collect()
}

impl<'a> Conflict<'a> {
    /// In what statements of one quantity differ; `None` where they agree in value and wording,
    /// and where fewer than two give a number.
    pub fn among(statements: impl IntoIterator<Item = &'a Statement>) -> Option<Self> {
        let members: Vec<(&Statement, Quantity)> =
            statements.into_iter().filter_map(|said| Some((said, said.quantity()?))).collect();
        let (_, first) = members.first()?;
        let values = || members.iter().map(|(_, quantity)| quantity.value);
        let differs = if values().any(|value| value != first.value) {
            Differs::Value
        } else if members.iter().any(|(_, quantity)| quantity.qualifier != first.qualifier) {
            Differs::Wording
        } else {
            return None;
        };
        let low = values().fold(first.value, f64::min);
        let high = values().fold(first.value, f64::max);
        Some(Self { members, low, high, differs })
    }

    /// The most careful wording of the lowest and of the highest value; the first given where
    /// several are equally careful.
    pub fn ends(&self) -> Option<(&Quantity, &Quantity)> {
        Some((&self.most_careful(self.low)?.1, &self.most_careful(self.high)?.1))
    }

    /// The statement whose wording to show where all give the same value.
    pub fn careful(&self) -> Option<&'a Statement> {
        self.most_careful(self.low).map(|(said, _)| *said)
    }

    /// `0.9T – 1T`; where only the wording differs, the most careful one: `~32B`.
    pub fn text(&self) -> String {
        let Some((low, high)) = self.ends() else { return String::new() };
        match self.differs {
            Differs::Wording => low.text(),
            Differs::Value => range(low, high),
        }
    }

    /// That they differ, in two words, for a label.
    pub fn words(&self) -> &'static str {
        let sources: BTreeSet<&[String]> =
            self.members.iter().map(|(said, _)| said.provenance().sources.as_slice()).collect();
        match (self.differs, sources.len()) {
            (Differs::Wording, _) => "wordings differ",
            (Differs::Value, 0 | 1) => "statements differ",
            (Differs::Value, _) => "sources differ",
        }
    }

    fn most_careful(&self, value: f64) -> Option<&(&'a Statement, Quantity)> {
        let of = self.members.iter().filter(|(_, quantity)| quantity.value == value);
        of.reduce(|best, next| {
            let is_more = care(next.1.qualifier) > care(best.1.qualifier);
            if is_more { next } else { best }
        })
    }
}

/// How careful a wording is: open on both sides, open on one, close on one, exact.
fn care(qualifier: Qualifier) -> u8 {
    match qualifier {
        Qualifier::About => 3,
        Qualifier::AtLeast | Qualifier::Under => 2,
        Qualifier::Nearly | Qualifier::JustOver => 1,
        Qualifier::Exact => 0,
    }
}

/// Two values in the same step: `0.9T – 1T` rather than `900B – 1T`.
fn range(low: &Quantity, high: &Quantity) -> String {
    let step = number::short_in(low.value, number::step_suffix(high.value));
    let shares_step = matches!(high.unit, Unit::Count(_))
        && low.value >= 1e4
        && !step.starts_with("0.0")
        && !step.starts_with('−');
    let low = if shares_step { low.qualifier.on(&step) } else { low.text() };
    format!("{low} – {}", high.text())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::statement::Value;
    use crate::model::{Known, Provenance};

    fn said(source: &str, measure: &str, value: f64, qualifier: Qualifier) -> Statement {
        let place = Provenance { sources: vec![source.to_owned()], ..Provenance::default() };
        Statement::sample(
            &format!("{measure} {source}"),
            ("DeepSeek V4", measure),
            number(value, "parameters", qualifier),
        )
        .at(&place.into())
    }

    fn number(value: f64, unit: &str, qualifier: Qualifier) -> Value {
        Value::Number(Known::Value(Quantity { value, unit: Unit::from_text(unit), qualifier }))
    }

    #[test]
    fn different_values_are_a_range_with_every_statement_kept() {
        let all = [
            said("A", "total", 1e12, Qualifier::Exact),
            said("A", "active", 32e9, Qualifier::Exact),
            said("B", " Total ", 0.9e12, Qualifier::About),
            said("C", "total", 1e12, Qualifier::AtLeast),
        ];
        let found = conflicts(&all);
        let [conflict] = found.as_slice() else { panic!("one conflict: {found:?}") };
        assert_eq!((conflict.low, conflict.high), (0.9e12, 1e12));
        assert_eq!(conflict.differs, Differs::Value);
        assert_eq!(conflict.members.len(), 3);
        assert_eq!(conflict.text(), "~0.9T – 1T+");
        assert_eq!(conflict.words(), "sources differ");
    }

    #[test]
    fn the_same_value_is_shown_in_its_most_careful_wording() {
        let all = [
            said("A", "total", 1e12, Qualifier::Exact),
            said("B", "total", 1e12, Qualifier::Nearly),
            said("B", "total", 1e12, Qualifier::About),
        ];
        let found = conflicts(&all);
        let [conflict] = found.as_slice() else { panic!("one conflict: {found:?}") };
        assert_eq!(conflict.differs, Differs::Wording);
        assert_eq!(conflict.text(), "~1T");
        assert_eq!(conflict.careful(), Some(&all[2]));
    }

    #[test]
    fn agreement_and_different_quantities_are_no_conflict() {
        let other_scope = said("B", "total", 2e12, Qualifier::Exact).within("2025");
        let other_unit = said("B", "total", 45.0, Qualifier::Exact);
        let other_unit = other_unit.saying(number(45.0, "%", Qualifier::Exact));
        let withheld = said("C", "total", 0.0, Qualifier::Exact);
        let withheld = withheld.saying(Value::Number(Known::Undisclosed));
        let all = [
            said("A", "total", 1e12, Qualifier::Exact),
            said("B", "total", 1e12, Qualifier::Exact),
            other_scope,
            other_unit,
            withheld,
        ];
        assert_eq!(conflicts(&all), []);
        assert_eq!(conflicts(&[]), []);
        assert_eq!(by_quantity(&all).len(), 3);
    }

    #[test]
    fn one_source_that_contradicts_itself_is_not_several() {
        let all = [
            said("B", "people", 2000.0, Qualifier::Exact),
            said("B", "people", 1900.0, Qualifier::Nearly),
        ];
        let found = conflicts(&all);
        let words: Vec<String> = found
            .iter()
            .map(|conflict| format!("{}, {}", conflict.text(), conflict.words()))
            .collect();
        assert_eq!(words, ["nearly 1,900 – 2,000, statements differ"]);
    }
}
