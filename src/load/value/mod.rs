//! What a cell says: numbers, dates and yes or no in the ways people write them.
//!
//! Whatever can be read in two ways is decided over the whole column, by what the recognition of a
//! file found ([`NumberFormat`](crate::load::reading::NumberFormat),
//! [`DateOrder`](crate::load::reading::DateOrder)); a cell that fits no way is refused with a reason.

mod amount;
mod beside;
mod currencies;
mod cursor;
mod date;
pub mod date_numeric;
mod date_parts;
mod date_words;
mod decimal;
mod entities;
mod flag;
mod list;
mod markup;
pub mod missing;
pub mod money;
mod number;
mod qualifier;
pub mod scale_words;

use crate::model::Qualifier;

pub use currencies::Sign;
pub use date::date;
pub use date_parts::{date_of_parts, span};
pub use flag::flag;
pub use list::{list, parts};
pub use markup::{has_markup, words};
pub use number::{digits, number, power_of_ten};

/// Why a cell cannot be read, and what could stand there instead.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Refusal {
    /// What is wrong with it: `groups do not fit thousands or lakh`.
    pub why: String,
    /// What to do.
    pub suggestion: String,
    /// Text that could be read in its place, where a slip is likely: `05/07/2018` for `05/072018`.
    pub replacement: Option<String>,
}

impl Refusal {
    /// A refusal without a likely correction.
    pub fn new(why: impl Into<String>, suggestion: impl Into<String>) -> Self {
        Self { why: why.into(), suggestion: suggestion.into(), replacement: None }
    }
}

/// A number and what stood beside it.
#[derive(Clone, Debug, PartialEq)]
pub struct Number {
    /// In base units: dollars, not millions; 45 for 45 %. Of a range the lower end.
    pub value: f64,
    /// How exactly it is put: from `~`, `+`, `over`; at least, for a range.
    pub qualifier: Qualifier,
    /// The unit that the cell itself names: a currency code or `%`.
    pub unit: Option<&'static str>,
    /// What the number alone does not hold, in words for a note: `stated as €10M - €14.5M`; empty
    /// where there is nothing.
    pub note: String,
}

/// The text without the spaces around it, those without width among them.
pub fn trimmed(text: &str) -> &str {
    // Most cells have none.
    if let [first, .., last] = text.as_bytes()
        && first.is_ascii_graphic()
        && last.is_ascii_graphic()
    {
        return text;
    }
    text.trim_matches(|sign: char| {
        sign.is_whitespace() || matches!(sign, '\u{200b}'..='\u{200f}' | '\u{feff}')
    })
}

#[cfg(test)]
mod tests;
