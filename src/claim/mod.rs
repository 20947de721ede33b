//! Claims: arithmetic statements declared in the data, recomputed from its records.
//!
//! `expression` reads what a claim computes, `value` carries units, ranges and scopes through the
//! arithmetic, `evaluate` looks records up, `verdict` compares the result with what is stated.

pub mod evaluate;
pub mod expression;
#[cfg(test)]
mod tests;
pub mod value;
pub mod verdict;

pub use evaluate::{Ledger, Stated, stated};
pub use verdict::judge;
