//! One drawn thing, and all that is known of it.

use std::borrow::Cow;

use super::provenance::{Basis, Located, Provenance};
use super::statement::Said;

/// One drawn thing: a bar, a cell, a dot, an event. Hover, selection, the inspector, the table
/// view, the keyboard and screen readers all read marks and nothing else.
#[derive(Clone, Debug, PartialEq)]
pub struct Mark {
    /// Unique within its figure, and stable from load to load.
    pub key: String,
    /// What it is: `Galbot`.
    pub label: String,
    /// Its value as displayed, qualifier kept: `$362M`.
    pub value: String,
    /// The value in all its digits or words, for screen readers and the inspector; empty where
    /// `value` says it all.
    pub exactly: String,
    /// Named values in the order of the table's columns; absent ones in words.
    pub fields: Vec<Field>,
    /// What the records say that it stands for. The tab that read them shares them.
    statements: Vec<Said>,
    /// The weakest footing among them; `None` where there are none.
    weakest: Option<Basis>,
    /// Whether its value is computed here from those statements: a sum, a count, a range.
    pub is_derived: bool,
    /// Whether its statements have no marks of their own, being too many: the table lists each.
    pub is_crowd: bool,
    /// Where a click on it goes; `None` where it is shown nowhere in more detail.
    pub leads_to: Option<Goal>,
}

/// A tab, and a mark in it: the one with this key, or else one that stands for the record with
/// this id.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Goal {
    /// Name of the tab.
    pub tab: String,
    /// Key of the mark, or id of the record; empty for the tab as a whole.
    pub mark: String,
}

impl Goal {
    /// A mark of a tab.
    pub fn new(tab: impl Into<String>, mark: impl Into<String>) -> Self {
        Self { tab: tab.into(), mark: mark.into() }
    }
}

/// A named value of a mark.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Field {
    /// Column heading in the table view.
    pub name: &'static str,
    /// The value as text, or the words for its absence.
    pub value: String,
}

impl Mark {
    /// A mark that stands for no statement yet.
    pub fn of(key: impl Into<String>, label: impl Into<String>, value: impl Into<String>) -> Self {
        Self {
            key: key.into(),
            label: label.into(),
            value: value.into(),
            exactly: String::new(),
            fields: Vec::new(),
            statements: Vec::new(),
            weakest: None,
            is_derived: false,
            is_crowd: false,
            leads_to: None,
        }
    }

    /// The same with another value as displayed.
    #[must_use]
    pub fn showing(self, value: impl Into<String>) -> Self {
        Self { value: value.into(), ..self }
    }

    /// Adds a statement it stands for.
    #[must_use]
    pub fn standing_for(self, said: &Said) -> Self {
        self.standing_for_each([said])
    }

    /// Adds statements it stands for.
    #[must_use]
    pub fn standing_for_each<'a>(mut self, said: impl IntoIterator<Item = &'a Said>) -> Self {
        let said = said.into_iter();
        self.statements.reserve(said.size_hint().0);
        for said in said {
            // Asked for in every frame, and there may be a million of them.
            self.weakest = self.weakest.max(Some(said.provenance().basis));
            self.statements.push(Said::clone(said));
        }
        self
    }

    /// Adds the statements that its value is computed from.
    #[must_use]
    pub fn derived_from<'a>(self, said: impl IntoIterator<Item = &'a Said>) -> Self {
        Self { is_derived: true, ..self.standing_for_each(said) }
    }

    /// Adds statements that are too many for marks of their own.
    #[must_use]
    pub fn in_place_of<'a>(self, said: impl IntoIterator<Item = &'a Said>) -> Self {
        self.derived_from(said).being_a_crowd()
    }

    /// The same, whose statements have no marks of their own.
    #[must_use]
    pub fn being_a_crowd(self) -> Self {
        Self { is_crowd: true, ..self }
    }

    /// Adds a named value; an empty one is shown as not stated.
    #[must_use]
    pub fn with(mut self, name: &'static str, value: impl Into<String>) -> Self {
        let value = value.into();
        let value = if value.is_empty() { "not stated".to_owned() } else { value };
        self.fields.push(Field { name, value });
        self
    }

    /// Sets the value in all its digits.
    #[must_use]
    pub fn exactly(mut self, text: impl Into<String>) -> Self {
        self.exactly = text.into();
        self
    }

    /// Sets where a click on it goes.
    #[must_use]
    pub fn leading_to(mut self, goal: Goal) -> Self {
        self.leads_to = Some(goal);
        self
    }

    /// What the records say that it stands for.
    pub fn statements(&self) -> &[Said] {
        &self.statements
    }

    /// Ids of the records it stands for, in the order of its statements.
    pub fn records(&self) -> impl Iterator<Item = Cow<'_, str>> {
        self.statements.iter().map(|said| said.record())
    }

    /// Where its statements stand, in the same order.
    pub fn places(&self) -> impl Iterator<Item = &Provenance> {
        self.statements.iter().map(|said| said.provenance())
    }

    /// The weakest footing among its statements; what is computed is derived at best, and what a
    /// party claims remains a claim, however much is computed from it.
    pub fn basis(&self) -> Basis {
        self.weakest.map_or(Basis::Derived, |basis| self.footing(basis))
    }

    /// The first place that its footing belongs to; `None` where it has no statement.
    pub fn decisive_place(&self) -> Option<Located> {
        let basis = self.basis();
        let is_decisive = |said: &&Said| self.footing(said.provenance().basis) == basis;
        self.statements.iter().find(is_decisive).map(|said| said.place())
    }

    fn footing(&self, basis: Basis) -> Basis {
        if self.is_derived { basis.max(Basis::Derived) } else { basis }
    }

    /// What a screen reader says: `Galbot, 362,000,000 US dollars, stated`.
    pub fn spoken(&self) -> String {
        let value = if self.exactly.is_empty() { &self.value } else { &self.exactly };
        let basis = super::Choice::key(self.basis());
        [self.label.as_str(), value, basis]
            .into_iter()
            .filter(|part| !part.is_empty())
            .collect::<Vec<_>>()
            .join(", ")
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::Known;
    use crate::model::Statement;
    use crate::model::statement::Value;

    fn said(record: &str, basis: Basis) -> Said {
        let place = Provenance { basis, section: record.to_owned(), ..Provenance::default() };
        let said = Statement::sample(record, ("", ""), Value::Number(Known::NotStated));
        Said::new(said.at(&place.into()))
    }

    #[test]
    fn what_is_computed_is_derived_and_from_a_claim_it_is_a_claim() {
        let [stated, judged, claimed] = [Basis::Stated, Basis::Judged, Basis::Claimed]
            .map(|basis| said(basis.meaning(), basis));
        let sum =
            |of: &[&Said]| Mark::of("sum", "Sum", "3").derived_from(of.iter().copied()).basis();
        assert_eq!(sum(&[&stated]), Basis::Derived);
        assert_eq!(sum(&[&stated, &judged]), Basis::Derived);
        assert_eq!(sum(&[&stated, &claimed]), Basis::Claimed);
        let alone = Mark::of("one", "One", "1").standing_for(&judged);
        assert_eq!(alone.basis(), Basis::Judged);
        assert_eq!(Mark::of("none", "None", "0").basis(), Basis::Derived);
    }

    #[test]
    fn the_decisive_place_is_the_one_that_makes_the_footing_weak() {
        let (stated, claimed) = (said("text", Basis::Stated), said("quote", Basis::Claimed));
        let section = |mark: &Mark| mark.decisive_place().map(|place| place.section.clone());
        let both = Mark::of("both", "", "").standing_for(&stated).standing_for(&claimed);
        assert_eq!(section(&both).as_deref(), Some("quote"));
        let sum = Mark::of("sum", "", "").derived_from([&stated]);
        assert_eq!(section(&sum).as_deref(), Some("text"));
        assert_eq!(both.records().collect::<Vec<_>>(), ["text", "quote"]);
    }
}
