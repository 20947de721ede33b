//! What many statements have in common.

use std::ops::Deref;
use std::sync::Arc;

use super::provenance::Provenance;
use super::quantity::Unit;

/// What many statements have in common: all but the value, the date and the line.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct About {
    /// What it is about: `DeepSeek V4`; empty where the record names nothing.
    pub subject: Arc<str>,
    /// What is told of it.
    pub indicator: Arc<Indicator>,
}

/// What is told of one subject after the other.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Indicator {
    /// What is said: `total parameters`, `status`.
    pub measure: Arc<str>,
    /// Of what whole, where or when; empty where that is not told.
    pub scope: Arc<str>,
    /// Of the number; a count of nothing where the record says words, or nothing of a unit.
    pub unit: Unit,
    /// Where it stands, and on what footing.
    pub provenance: Arc<Provenance>,
    /// What comes before the line in the names of records that have no id: `adoption`.
    pub rows: Arc<str>,
}

impl Deref for About {
    type Target = Indicator;

    fn deref(&self) -> &Indicator {
        &self.indicator
    }
}

impl About {
    /// The same with another indicator.
    pub fn with(&self, change: impl FnOnce(Indicator) -> Indicator) -> Arc<Self> {
        let indicator = Arc::new(change(Indicator::clone(&self.indicator)));
        Arc::new(Self { subject: Arc::clone(&self.subject), indicator })
    }
}
