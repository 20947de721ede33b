//! One drawn thing, and all that is known of it.

use super::provenance::{Basis, Provenance};

/// One drawn thing: a bar, a cell, a dot, an event. Hover, selection, the inspector, the table
/// view, the keyboard and screen readers all read marks and nothing else.
#[derive(Clone, Debug, PartialEq, Eq)]
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
    /// Ids of the records it stands for.
    pub records: Vec<String>,
    /// Where those records come from, in the same order.
    pub provenance: Vec<Provenance>,
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

/// The id of a record among those of every table: rows of a table without ids are named by their
/// lines, which the rows of the other tables have too.
pub fn record_id(table: &str, id: String) -> String {
    if id.starts_with("line ") { format!("{table} {id}") } else { id }
}

impl Mark {
    /// A mark that stands for one record.
    pub fn of(key: impl Into<String>, label: impl Into<String>, value: impl Into<String>) -> Self {
        Self {
            key: key.into(),
            label: label.into(),
            value: value.into(),
            exactly: String::new(),
            fields: Vec::new(),
            records: Vec::new(),
            provenance: Vec::new(),
            leads_to: None,
        }
    }

    /// Adds a record it stands for.
    #[must_use]
    pub fn standing_for(mut self, id: &str, provenance: &Provenance) -> Self {
        self.records.push(id.to_owned());
        self.provenance.push(provenance.clone());
        self
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

    /// The weakest footing among its records: a claim weighs more than a statement.
    pub fn basis(&self) -> Basis {
        self.provenance.iter().map(|place| place.basis).max().unwrap_or(Basis::Derived)
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
