//! What each table holds, by name: its columns and the columns that every table may have.

use crate::model::{Basis, Choice};

/// What a column holds.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Holds {
    /// Words of any kind.
    #[default]
    Text,
    /// A name for the row that no other row has.
    Id,
    /// A number with or without a unit: a count, a share, a score.
    Number,
    /// An amount of money.
    Money,
    /// A date or a span of days.
    Date,
    /// Several names.
    List,
    /// Yes or no.
    Flag,
    /// A word of a closed list.
    Choice,
}

/// A column that a table may have.
#[derive(Clone, Copy, Debug)]
pub struct Column {
    /// Its heading.
    pub name: &'static str,
    /// Whether the table is useless without it.
    pub is_needed: bool,
    /// A value for the template.
    pub example: &'static str,
    /// What its cells hold.
    pub holds: Holds,
    /// For a closed list: whether a text is one of its words.
    pub is_word: Option<fn(&str) -> bool>,
}

fn is_word_of<C: Choice>(text: &str) -> bool {
    C::from_key(text).is_some()
}

impl Column {
    /// A column the table cannot do without.
    pub const fn needed(name: &'static str, example: &'static str) -> Self {
        Self { name, is_needed: true, example, holds: Holds::Text, is_word: None }
    }

    /// A column it can do without.
    pub const fn optional(name: &'static str, example: &'static str) -> Self {
        Self { name, is_needed: false, example, holds: Holds::Text, is_word: None }
    }

    /// Says what it holds, where that is not text.
    #[must_use]
    pub const fn holding(self, holds: Holds) -> Self {
        Self { holds, ..self }
    }

    /// Says that it holds a word of this closed list.
    #[must_use]
    pub const fn choice<C: Choice>(self) -> Self {
        Self { holds: Holds::Choice, is_word: Some(is_word_of::<C>), ..self }
    }
}

/// What a table holds, by name.
#[derive(Clone, Copy, Debug)]
pub struct TableSpec {
    /// Name of the resource in a data package, and stem of its file.
    pub name: &'static str,
    /// Its own columns; the provenance columns may follow in every table.
    pub columns: &'static [Column],
}

/// The columns that say where a row comes from, allowed in every table.
pub const PROVENANCE: &[Column] = &[
    Column::optional("source", "A").holding(Holds::List),
    Column::optional("section", "Key findings"),
    Column::optional("paragraph", "1"),
    Column::optional("citations", "3;4").holding(Holds::List),
    Column::optional("basis", "stated").choice::<Basis>(),
    Column::optional("note", ""),
];

impl TableSpec {
    /// Every column, the provenance columns last.
    pub fn all_columns(&self) -> impl Iterator<Item = &'static Column> + use<> {
        self.columns.iter().chain(PROVENANCE)
    }

    /// Whether the column belongs to the table.
    pub fn has(&self, name: &str) -> bool {
        self.column(name).is_some()
    }

    /// The column with this name.
    pub fn column(&self, name: &str) -> Option<&'static Column> {
        self.all_columns().find(|column| column.name == name)
    }

    /// The needed columns that these names lack.
    pub fn missing(&self, is_there: impl Fn(&str) -> bool) -> Vec<&'static str> {
        let needed = self.columns.iter().filter(|column| column.is_needed);
        needed.filter(|column| !is_there(column.name)).map(|column| column.name).collect()
    }
}
