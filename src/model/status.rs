//! How far an export control reaches.

use super::choice::Choice;

/// How far a control reaches.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Status {
    /// The control works.
    Effective,
    /// There is a way round part of it.
    Partially,
    /// There is a way round all of it.
    Fully,
    /// No control applies: an answer, not a gap.
    NotApplicable,
}

impl Choice for Status {
    const ALL: &'static [Self] =
        &[Self::Effective, Self::Partially, Self::Fully, Self::NotApplicable];

    fn key(self) -> &'static str {
        match self {
            Self::Effective => "effective",
            Self::Partially => "partially circumvented",
            Self::Fully => "fully circumvented",
            Self::NotApplicable => "not applicable",
        }
    }
}
