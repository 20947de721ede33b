//! What one record says, with all that is known of it.

use super::date::DateRange;
use super::known::{Known, NOT_STATED};
use super::provenance::Provenance;
use super::quantity::{Quantity, Unit};

/// What one record says. Everything that is drawn stands on statements.
#[derive(Clone, Debug, PartialEq)]
pub struct Statement {
    /// Id of the record.
    pub record: String,
    /// What it is about: `DeepSeek V4`; empty where the record names nothing.
    pub subject: String,
    /// What is said of it: `total parameters`, `status`.
    pub measure: String,
    /// The number or the words.
    pub value: Value,
    /// Of what whole, where or when; empty where that is not told.
    pub scope: String,
    /// The date for which it is said, or on which it happened.
    pub as_of: Known<DateRange>,
    /// Where it stands, and on what footing.
    pub provenance: Provenance,
}

/// The value of a statement.
#[derive(Clone, Debug, PartialEq)]
pub enum Value {
    /// A number with its unit and qualifier, or the way in which it is absent.
    Number(Known<Quantity>),
    /// A status, the title of an event, the other end of a relation; empty where the record has
    /// none.
    Words(String),
}

/// The unit of a measure that is told by the class of its growth, not by a number.
pub const CLASS: &str = "complexity class";
/// A class is short: `O(n log n)`.
const LONGEST_CLASS: usize = 24;

/// What [`Statement::number`] gives for words.
static NO_NUMBER: Known<Quantity> = Known::NotStated;

impl Value {
    /// A number in a unit; or the class of growth that the note begins with (`O(1): constant
    /// time`), where the unit says that the measure is told by one.
    pub fn of_measure(number: Known<Quantity>, unit: &Unit, note: &str) -> Self {
        let is_class =
            matches!(number, Known::NotStated) && unit.name().eq_ignore_ascii_case(CLASS);
        let class = note.split_once(':').filter(|_| is_class).map_or("", |(class, _)| class.trim());
        if class.is_empty() || class.chars().count() > LONGEST_CLASS {
            return Self::Number(number);
        }
        Self::Words(class.to_owned())
    }
}

impl Statement {
    /// The number, or the way in which it is absent; not stated where the record says words.
    pub fn number(&self) -> &Known<Quantity> {
        match &self.value {
            Value::Number(number) => number,
            Value::Words(_) => &NO_NUMBER,
        }
    }

    /// The number with its unit and qualifier, where the record gives one.
    pub fn quantity(&self) -> Option<&Quantity> {
        self.number().value()
    }

    /// The bare number in base units, where the record gives one.
    pub fn amount(&self) -> Option<f64> {
        self.quantity().map(|quantity| quantity.value)
    }

    /// The words; empty where the record says a number or nothing.
    pub fn words(&self) -> &str {
        match &self.value {
            Value::Number(_) => "",
            Value::Words(words) => words,
        }
    }

    /// The value in short with its qualifier, the words, or the words for its absence: `180K+`.
    pub fn text(&self) -> String {
        self.told(Quantity::text)
    }

    /// The value in all its digits, with qualifier and unit in words: `at least 180,000 models`.
    pub fn exactly(&self) -> String {
        self.told(Quantity::exactly)
    }

    fn told(&self, number: impl FnOnce(&Quantity) -> String) -> String {
        match &self.value {
            Value::Number(known) => known.text(number),
            Value::Words(words) if words.is_empty() => NOT_STATED.to_owned(),
            Value::Words(words) => words.clone(),
        }
    }
}

#[cfg(test)]
impl Statement {
    /// A statement of nothing but these, for tests.
    pub fn sample(record: &str, (subject, measure): (&str, &str), value: Value) -> Self {
        Self {
            record: record.to_owned(),
            subject: subject.to_owned(),
            measure: measure.to_owned(),
            value,
            scope: String::new(),
            as_of: Known::NotStated,
            provenance: Provenance::default(),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::Qualifier;

    fn said(value: Value) -> Statement {
        Statement::sample("qwen", ("Qwen", "derivatives"), value)
    }

    #[test]
    fn a_statement_says_its_number_its_words_or_how_they_are_absent() {
        let unit = Unit::Count("models".to_owned());
        let quantity = Quantity { value: 180e3, unit, qualifier: Qualifier::AtLeast };
        let number = said(Value::Number(Known::Value(quantity)));
        assert_eq!(
            (number.text(), number.amount(), number.words()),
            ("180K+".into(), Some(180e3), "")
        );
        assert_eq!(number.exactly(), "at least 180,000 models");
        let words = said(Value::Words("effective".to_owned()));
        assert_eq!(
            (words.text(), words.amount(), words.words()),
            ("effective".into(), None, "effective")
        );
        assert_eq!(said(Value::Words(String::new())).text(), "not stated");
        assert_eq!(said(Value::Number(Known::Undisclosed)).exactly(), "undisclosed");
    }

    #[test]
    fn a_class_of_growth_is_words_and_no_missing_number() {
        let class = Unit::Count("Complexity class".to_owned());
        let words = |note: &str| Value::of_measure(Known::NotStated, &class, note);
        assert_eq!(words("O(1): constant time"), Value::Words("O(1)".to_owned()));
        assert_eq!(words("constant time"), Value::Number(Known::NotStated));
        let long = format!("{}: it grows", "n".repeat(40));
        assert_eq!(words(&long), Value::Number(Known::NotStated));
        let tokens = Unit::Count("tokens".to_owned());
        let number = Value::of_measure(Known::NotStated, &tokens, "O(1): constant time");
        assert_eq!(number, Value::Number(Known::NotStated));
    }
}
