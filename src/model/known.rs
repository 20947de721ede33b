//! A value that may be absent, and in which way.

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
            Self::NotStated => "not stated".to_owned(),
            Self::Undisclosed => "undisclosed".to_owned(),
        }
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
    }
}
