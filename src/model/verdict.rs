//! What comes of recomputing a claim.

use super::choice::Choice;

/// What comes of recomputing a claim; the weightier stands later.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Verdict {
    /// The source states nothing to compare with: the figure is computed here.
    Derived,
    /// As stated.
    Holds,
    /// As stated within the claim's tolerance.
    ByRounding,
    /// Within what the source's own wording allows.
    Roughly,
    /// A figure it needs is not in the source.
    CannotBeChecked,
    /// It mixes scopes that the data keeps apart.
    NotComparable,
    /// Not as stated.
    DoesNotHold,
}

impl Choice for Verdict {
    const ALL: &'static [Self] = &[
        Self::Holds,
        Self::ByRounding,
        Self::Roughly,
        Self::CannotBeChecked,
        Self::NotComparable,
        Self::DoesNotHold,
        Self::Derived,
    ];

    fn key(self) -> &'static str {
        match self {
            Self::Derived => "derived",
            Self::Holds => "holds",
            Self::ByRounding => "holds by rounding",
            Self::Roughly => "holds roughly",
            Self::CannotBeChecked => "cannot be checked",
            Self::NotComparable => "not comparable",
            Self::DoesNotHold => "does not hold",
        }
    }
}

/// A claim as recomputed.
#[derive(Clone, Debug, PartialEq)]
pub struct Judgement {
    /// Id of the claim.
    pub claim: String,
    /// Over all its parts, the weightiest.
    pub verdict: Verdict,
    /// What each part comes to, as numbers; empty where it comes to nothing.
    pub computed: Vec<f64>,
    /// The computation and its result in words and numbers, part by part.
    pub words: Vec<String>,
    /// Ids of the records behind it, each once.
    pub records: Vec<String>,
}
