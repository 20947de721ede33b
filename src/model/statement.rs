//! What one record says, with all that is known of it.

use std::borrow::Cow;
use std::fmt;
use std::sync::{Arc, LazyLock};

use super::date::DateRange;
use super::indicator::{About, Indicator};
use super::known::{Known, NOT_STATED};
use super::provenance::{Located, Provenance};
use super::quantity::{Qualifier, Quantity, Unit};

/// What one record says. Everything that is drawn stands on statements. A file may have a million
/// of them, so each holds only what is its own, in 48 bytes, and shares the rest.
#[derive(Clone, Debug, PartialEq)]
pub struct Statement {
    about: Arc<About>,
    told: Told,
    as_of: Arc<Known<DateRange>>,
    /// The id that the file gives the record; `None` where its line names it.
    name: Option<Arc<String>>,
    line: u32,
    /// Which of the records of its line it is.
    slot: u16,
    form: Form,
}

/// What a record is called in its file.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Called {
    /// The id that the file gives it; `None` where its line names it.
    pub name: Option<Arc<String>>,
    /// From 1.
    pub line: u32,
    /// Which of the records of that line it is, from 1; 0 where the line gives one.
    pub slot: u16,
}

/// A statement that marks and records share.
pub type Said = triomphe::Arc<Statement>;

/// The value of a statement without what it shares with others or [`Form`] tells.
#[derive(Clone, Debug, PartialEq)]
enum Told {
    /// Zero where the number is absent, which the form says.
    Number(f64),
    Words(Box<str>),
}

/// What the value of a statement is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Form {
    Stated(Qualifier),
    NotStated,
    Undisclosed,
    Words,
}

/// The parts of a statement.
#[derive(Clone, Debug, PartialEq)]
pub struct Says {
    /// Id of the record.
    pub record: RecordId,
    /// What it is about: `DeepSeek V4`; empty where the record names nothing.
    pub subject: Arc<str>,
    /// What is said of it: `total parameters`, `status`.
    pub measure: Arc<str>,
    /// The number or the words.
    pub value: Value,
    /// Of what whole, where or when; empty where that is not told.
    pub scope: Arc<str>,
    /// The date for which it is said, or on which it happened.
    pub as_of: Arc<Known<DateRange>>,
    /// Where it stands, and on what footing.
    pub provenance: Located,
}

impl Says {
    /// The statement; `share` may put something equal in the place of what others have in common
    /// with it.
    pub fn statement(self, share: impl FnOnce(Arc<str>, Indicator) -> Arc<About>) -> Statement {
        let (name, rows, slot) = match self.record {
            RecordId::Named(name) => (Some(name), Arc::default(), 0),
            RecordId::Line { of, slot, .. } => (None, of, slot),
        };
        let line = self.provenance.line();
        let (told, form, unit) = self.value.apart();
        let indicator = Indicator {
            measure: self.measure,
            scope: self.scope,
            unit,
            provenance: Arc::clone(self.provenance.provenance()),
            rows,
        };
        let about = share(self.subject, indicator);
        Statement { about, told, as_of: self.as_of, name, line, slot, form }
    }
}

impl From<Says> for Statement {
    fn from(says: Says) -> Self {
        says.statement(|subject, indicator| {
            Arc::new(About { subject, indicator: Arc::new(indicator) })
        })
    }
}

/// The value of a statement.
#[derive(Clone, Debug, PartialEq)]
pub enum Value {
    /// A number with its unit and qualifier, or the way in which it is absent.
    Number(Known<Quantity>),
    /// A status, the title of an event, the other end of a relation; empty where the record has
    /// none.
    Words(Box<str>),
}

/// The id of a record.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum RecordId {
    /// The file gives it.
    Named(Arc<String>),
    /// The file gives none: the line names it.
    Line {
        /// What comes before the line: the name of the table, and of the file where it has several.
        of: Arc<str>,
        /// From 1.
        line: u32,
        /// Which of the records of that line it is, from 1; 0 where the line gives one.
        slot: u16,
    },
}

impl RecordId {
    /// An id that the file gives.
    pub fn named(id: impl Into<String>) -> Self {
        Self::Named(Arc::new(id.into()))
    }
}

impl fmt::Display for RecordId {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Named(id) => f.write_str(id),
            Self::Line { of, line, slot } => f.write_str(&named_by_line(of, *line, *slot)),
        }
    }
}

/// `adoption line 7`, `adoption line 7 (2)`.
fn named_by_line(of: &str, line: u32, slot: u16) -> String {
    match slot {
        0 => format!("{of} line {line}"),
        slot => format!("{of} line {line} ({slot})"),
    }
}

/// What the date of a statement without one is; all of them share it.
pub fn undated() -> Arc<Known<DateRange>> {
    static UNDATED: LazyLock<Arc<Known<DateRange>>> = LazyLock::new(|| Arc::new(Known::NotStated));
    Arc::clone(&UNDATED)
}

/// The unit of a measure that is told by the class of its growth, not by a number.
pub const CLASS: &str = "complexity class";
/// A class is short: `O(n log n)`.
const LONGEST_CLASS: usize = 24;

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
        Self::Words(class.into())
    }

    /// What a statement keeps of it, and the unit, which others share.
    fn apart(self) -> (Told, Form, Unit) {
        let absent = |form| (Told::Number(0.0), form, Unit::none());
        match self {
            Self::Number(Known::Value(Quantity { value, unit, qualifier })) => {
                (Told::Number(value), Form::Stated(qualifier), unit)
            }
            Self::Number(Known::NotStated) => absent(Form::NotStated),
            Self::Number(Known::Undisclosed) => absent(Form::Undisclosed),
            Self::Words(words) => (Told::Words(words), Form::Words, Unit::none()),
        }
    }
}

impl Statement {
    /// What a record says of what others tell as well: a number in the unit of theirs.
    pub fn like(
        about: Arc<About>,
        Called { name, line, slot }: Called,
        (value, qualifier): (Known<f64>, Qualifier),
        as_of: Arc<Known<DateRange>>,
    ) -> Self {
        let (told, form) = match value {
            Known::Value(value) => (Told::Number(value), Form::Stated(qualifier)),
            Known::NotStated => (Told::Number(0.0), Form::NotStated),
            Known::Undisclosed => (Told::Number(0.0), Form::Undisclosed),
        };
        Self { about, told, as_of, name, line, slot, form }
    }

    /// Id of the record.
    pub fn record(&self) -> Cow<'_, str> {
        match &self.name {
            Some(name) => Cow::Borrowed(name),
            None => Cow::Owned(named_by_line(&self.about.rows, self.line, self.slot)),
        }
    }

    /// The id that the file gives the record; `None` where its line names it.
    pub fn own_id(&self) -> Option<&str> {
        self.name.as_ref().map(|name| name.as_str())
    }

    /// What it is about: `DeepSeek V4`; empty where the record names nothing.
    pub fn subject(&self) -> &str {
        &self.about.subject
    }

    /// What is said of it: `total parameters`, `status`.
    pub fn measure(&self) -> &str {
        &self.about.measure
    }

    /// Of what whole, where or when; empty where that is not told.
    pub fn scope(&self) -> &str {
        &self.about.scope
    }

    /// The unit of the number, or of the one that is not given; a count of nothing where the record
    /// names none.
    pub fn unit(&self) -> &Unit {
        &self.about.unit
    }

    /// The date for which it is said, or on which it happened.
    pub fn as_of(&self) -> &Known<DateRange> {
        &self.as_of
    }

    /// That date, where the record gives one.
    pub fn date(&self) -> Option<&DateRange> {
        self.as_of.value()
    }

    /// Where it stands, and on what footing.
    pub fn provenance(&self) -> &Provenance {
        &self.about.provenance
    }

    /// Where it stands, with the line of the data file.
    pub fn place(&self) -> Located {
        Located::new(Arc::clone(&self.about.provenance), self.line)
    }

    /// What it has in common with others.
    pub fn about(&self) -> &Arc<About> {
        &self.about
    }

    /// The same of another place.
    #[must_use]
    pub fn at(self, place: &Located) -> Self {
        let provenance = Arc::clone(place.provenance());
        let about = self.about.with(|indicator| Indicator { provenance, ..indicator });
        Self { about, line: place.line(), ..self }
    }

    /// The same of another whole.
    #[must_use]
    pub fn within(self, scope: &str) -> Self {
        let scope = scope.into();
        Self { about: self.about.with(|indicator| Indicator { scope, ..indicator }), ..self }
    }

    /// The same of another date.
    #[must_use]
    pub fn dated(self, as_of: Known<DateRange>) -> Self {
        Self { as_of: Arc::new(as_of), ..self }
    }

    /// The same with another value.
    #[must_use]
    pub fn saying(self, value: Value) -> Self {
        let (told, form, unit) = value.apart();
        let about = self.about.with(|indicator| Indicator { unit, ..indicator });
        Self { about, told, form, ..self }
    }

    /// The same of another record.
    #[must_use]
    pub fn of_record(self, id: &str) -> Self {
        Self { name: Some(Arc::new(id.to_owned())), ..self }
    }

    /// The number, or the way in which it is absent; not stated where the record says words.
    pub fn number(&self) -> Known<Quantity> {
        match self.form {
            Form::Stated(qualifier) => Known::Value(self.stated(qualifier)),
            Form::Undisclosed => Known::Undisclosed,
            Form::NotStated | Form::Words => Known::NotStated,
        }
    }

    fn stated(&self, qualifier: Qualifier) -> Quantity {
        let value = match self.told {
            Told::Number(value) => value,
            Told::Words(_) => 0.0,
        };
        Quantity { value, unit: self.about.unit.clone(), qualifier }
    }

    /// The number with its unit and qualifier, where the record gives one.
    pub fn quantity(&self) -> Option<Quantity> {
        self.qualifier().map(|qualifier| self.stated(qualifier))
    }

    /// How exactly the number is put, where the record gives one.
    pub fn qualifier(&self) -> Option<Qualifier> {
        match self.form {
            Form::Stated(qualifier) => Some(qualifier),
            Form::NotStated | Form::Undisclosed | Form::Words => None,
        }
    }

    /// The bare number in base units, or the way in which it is absent; not stated for words.
    pub fn bare(&self) -> Known<f64> {
        match (&self.told, self.form) {
            (Told::Number(value), Form::Stated(_)) => Known::Value(*value),
            (_, Form::Undisclosed) => Known::Undisclosed,
            _ => Known::NotStated,
        }
    }

    /// The bare number in base units, where the record gives one.
    pub fn amount(&self) -> Option<f64> {
        self.bare().value().copied()
    }

    /// The words; empty where the record says a number or nothing.
    pub fn words(&self) -> &str {
        match &self.told {
            Told::Number(_) => "",
            Told::Words(words) => words,
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
        match &self.told {
            Told::Number(_) => self.number().text(number),
            Told::Words(words) if words.is_empty() => NOT_STATED.to_owned(),
            Told::Words(words) => words.to_string(),
        }
    }
}

#[cfg(test)]
impl Statement {
    /// A statement of nothing but these, for tests.
    pub fn sample(record: &str, (subject, measure): (&str, &str), value: Value) -> Self {
        let says = Says {
            record: RecordId::named(record),
            subject: subject.into(),
            measure: measure.into(),
            value,
            scope: Arc::default(),
            as_of: undated(),
            provenance: Located::default(),
        };
        says.into()
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
        let unit = Unit::Count("models".into());
        let quantity = Quantity { value: 180e3, unit, qualifier: Qualifier::AtLeast };
        let number = said(Value::Number(Known::Value(quantity)));
        assert_eq!(
            (number.text(), number.amount(), number.words()),
            ("180K+".into(), Some(180e3), "")
        );
        assert_eq!(number.exactly(), "at least 180,000 models");
        let words = said(Value::Words("effective".into()));
        assert_eq!(
            (words.text(), words.amount(), words.words()),
            ("effective".into(), None, "effective")
        );
        assert_eq!(said(Value::Words(Box::default())).text(), "not stated");
        assert_eq!(said(Value::Number(Known::Undisclosed)).exactly(), "undisclosed");
    }

    #[test]
    fn a_class_of_growth_is_words_and_no_missing_number() {
        let class = Unit::Count("Complexity class".into());
        let words = |note: &str| Value::of_measure(Known::NotStated, &class, note);
        assert_eq!(words("O(1): constant time"), Value::Words("O(1)".into()));
        assert_eq!(words("constant time"), Value::Number(Known::NotStated));
        let long = format!("{}: it grows", "n".repeat(40));
        assert_eq!(words(&long), Value::Number(Known::NotStated));
        let tokens = Unit::Count("tokens".into());
        let number = Value::of_measure(Known::NotStated, &tokens, "O(1): constant time");
        assert_eq!(number, Value::Number(Known::NotStated));
    }
}
