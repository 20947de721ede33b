//! A value that may be absent, and in which way.

/// The words for a value that the source does not give.
pub const NOT_STATED: &str = "not stated";
/// The words for a value that the source says is withheld.
const UNDISCLOSED: &str = "undisclosed";

/// What a source says of a value. Absent is never zero and never an empty text.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord)]
pub enum Known<T> {
    /// The source gives it.
    Value(T),
    /// The source is silent.
    #[default]
    NotStated,
    /// The source says that it is withheld.
    Undisclosed,
}

impl<T> Known<T> {
    /// The value, where there is one.
    pub fn value(&self) -> Option<&T> {
        match self {
            Self::Value(value) => Some(value),
            Self::NotStated | Self::Undisclosed => None,
        }
    }

    /// The same, with the value borrowed.
    pub fn as_ref(&self) -> Known<&T> {
        match self {
            Self::Value(value) => Known::Value(value),
            Self::NotStated => Known::NotStated,
            Self::Undisclosed => Known::Undisclosed,
        }
    }

    /// Changes the value, keeps the kind of absence.
    pub fn map<U>(self, change: impl FnOnce(T) -> U) -> Known<U> {
        match self {
            Self::Value(value) => Known::Value(change(value)),
            Self::NotStated => Known::NotStated,
            Self::Undisclosed => Known::Undisclosed,
        }
    }

    /// The value as text, or the words for its absence.
    pub fn text(&self, show: impl FnOnce(&T) -> String) -> String {
        match self {
            Self::Value(value) => show(value),
            Self::NotStated => NOT_STATED.to_owned(),
            Self::Undisclosed => UNDISCLOSED.to_owned(),
        }
    }
}

/// The words for the absence of those of the values that are absent: `not known` where they are
/// absent in different ways.
pub fn absence<T>(values: impl IntoIterator<Item = Known<T>>) -> &'static str {
    let mut has = (false, false);
    for value in values {
        match value {
            Known::Value(_) => {}
            Known::NotStated => has.0 = true,
            Known::Undisclosed => has.1 = true,
        }
    }
    match has {
        (_, false) => NOT_STATED,
        (false, true) => UNDISCLOSED,
        (true, true) => "not known",
    }
}

impl<T> From<Option<T>> for Known<T> {
    fn from(value: Option<T>) -> Self {
        value.map_or(Self::NotStated, Self::Value)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn absence_keeps_its_kind_and_never_becomes_a_number() {
        let withheld: Known<f64> = Known::Undisclosed;
        assert_eq!(withheld.map(|amount| amount * 2.0), Known::Undisclosed);
        assert_eq!(withheld.text(f64::to_string), "undisclosed");
        assert_eq!(Known::<f64>::default().text(f64::to_string), "not stated");
        assert_eq!(withheld.value(), None);
        assert_eq!(absence([Known::Value(1.0), withheld]), "undisclosed");
        assert_eq!(absence([Known::NotStated, withheld]), "not known");
        assert_eq!(absence([Known::<f64>::NotStated]), "not stated");
    }
}
