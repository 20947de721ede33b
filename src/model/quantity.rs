//! A number with its unit and how exactly the source puts it.

use std::sync::Arc;

use super::choice::Choice;
use super::number;

/// How exactly a source states a number.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Qualifier {
    /// No word or sign beside the number.
    #[default]
    Exact,
    /// `~`, about, approximately.
    About,
    /// `+`, at least.
    AtLeast,
    /// Nearly, almost: just below.
    Nearly,
    /// Barely over, just over.
    JustOver,
    /// Under, less than, sub-.
    Under,
}

impl Choice for Qualifier {
    const ALL: &'static [Self] =
        &[Self::Exact, Self::About, Self::AtLeast, Self::Nearly, Self::JustOver, Self::Under];

    fn key(self) -> &'static str {
        match self {
            Self::Exact => "exact",
            Self::About => "about",
            Self::AtLeast => "at least",
            Self::Nearly => "nearly",
            Self::JustOver => "just over",
            Self::Under => "under",
        }
    }
}

impl Qualifier {
    /// The number's text with the qualifier kept on it: `~32B`, `180K+`, `nearly 2,000`.
    pub fn on(self, number: &str) -> String {
        match self {
            Self::Exact => number.to_owned(),
            Self::About => format!("~{number}"),
            Self::AtLeast => format!("{number}+"),
            Self::Nearly => format!("nearly {number}"),
            Self::JustOver => format!("just over {number}"),
            Self::Under => format!("under {number}"),
        }
    }
}

/// What stands in the place of a currency where the data names none.
pub const NO_CURRENCY: &str = "in a currency not stated";

/// What a number counts or measures.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Unit {
    /// Per cent of a stated whole.
    Percent,
    /// Money, with its ISO 4217 code.
    Money(Arc<str>),
    /// Things counted, named in the plural: `downloads`, `parameters`, `people`.
    Count(Arc<str>),
}

impl Unit {
    /// The unit as a data file writes it: `%` or per cent in any spelling, a three-letter currency
    /// code, or a plural noun.
    pub fn from_text(text: &str) -> Self {
        let text = text.trim();
        let is_currency = text.len() == 3 && text.bytes().all(|byte| byte.is_ascii_uppercase());
        let is_percent = ["%", "percent", "per cent", "percentage", "pct"]
            .iter()
            .any(|word| text.eq_ignore_ascii_case(word));
        if is_percent {
            Self::Percent
        } else if is_currency {
            Self::Money(text.into())
        } else {
            Self::Count(text.into())
        }
    }

    /// That of no number: a count of nothing in particular.
    pub fn none() -> Self {
        Self::Count(Arc::default())
    }

    /// Money in the currency with this code. Where the data names none it is a bare number, and
    /// says so in full.
    pub fn money(code: &str) -> Self {
        match code {
            "" => Self::Count(NO_CURRENCY.into()),
            code => Self::Money(code.into()),
        }
    }

    /// The unit's own words.
    pub fn name(&self) -> &str {
        match self {
            Self::Percent => "%",
            Self::Money(code) => code,
            Self::Count(noun) => noun,
        }
    }
}

/// A number, its unit and its qualifier.
#[derive(Clone, Debug, PartialEq)]
pub struct Quantity {
    /// In base units: dollars, not millions; 45 for 45 %.
    pub value: f64,
    /// What it counts.
    pub unit: Unit,
    /// How exactly the source puts it.
    pub qualifier: Qualifier,
}

impl Quantity {
    /// Short text with its qualifier: `45%`, `$362M`, `180K+`, `nearly 2,000`.
    pub fn text(&self) -> String {
        self.qualifier.on(&self.bare())
    }

    /// Short text without the qualifier.
    pub fn bare(&self) -> String {
        match &self.unit {
            Unit::Percent => format!("{}%", number::label(self.value)),
            Unit::Money(code) => money(self.value, code),
            // Head-counts are small enough to be written out.
            Unit::Count(_) if self.value.abs() < 1e4 => number::label(self.value),
            Unit::Count(_) => number::short(self.value),
        }
    }

    /// All digits, with qualifier and unit in words: `at least 362,000,000 US dollars`.
    pub fn exactly(&self) -> String {
        let digits = number::grouped(self.value);
        let number = match &self.unit {
            Unit::Percent => format!("{digits}%"),
            Unit::Money(code) => format!("{digits} {}", currency_name(code)),
            Unit::Count(noun) if noun.is_empty() => digits,
            Unit::Count(noun) => format!("{digits} {noun}"),
        };
        match self.qualifier {
            Qualifier::Exact => number,
            other => format!("{} {number}", other.key()),
        }
    }
}

/// Money in short form with its sign: `$362M`, `€1.5B`, `CHF 20M`.
pub fn money(value: f64, currency: &str) -> String {
    let (sign, size) = (if value < 0.0 { "−" } else { "" }, number::short(value.abs()));
    match currency {
        "USD" => format!("{sign}${size}"),
        "EUR" => format!("{sign}€{size}"),
        "GBP" => format!("{sign}£{size}"),
        "JPY" => format!("{sign}JP¥{size}"),
        "CNY" => format!("{sign}CN¥{size}"),
        "INR" => format!("{sign}₹{size}"),
        "KRW" => format!("{sign}₩{size}"),
        other => format!("{sign}{other} {size}"),
    }
}

/// The plain name of a currency, or its code.
fn currency_name(code: &str) -> &str {
    match code {
        "USD" => "US dollars",
        "EUR" => "euros",
        "GBP" => "pounds sterling",
        "CNY" => "yuan",
        "JPY" => "yen",
        other => other,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn quantity(value: f64, unit: &str, qualifier: Qualifier) -> Quantity {
        Quantity { value, unit: Unit::from_text(unit), qualifier }
    }

    #[test]
    fn the_qualifier_stays_on_the_number() {
        assert_eq!(quantity(180e3, "models", Qualifier::AtLeast).text(), "180K+");
        assert_eq!(quantity(32e9, "parameters", Qualifier::About).text(), "~32B");
        assert_eq!(quantity(2000.0, "people", Qualifier::Nearly).text(), "nearly 2,000");
        assert_eq!(quantity(3.0, "%", Qualifier::Under).text(), "under 3%");
        assert_eq!(quantity(362e6, "USD", Qualifier::Exact).text(), "$362M");
        assert_eq!(quantity(362e6, "USD", Qualifier::Exact).exactly(), "362,000,000 US dollars");
        let least = quantity(180e3, "models", Qualifier::AtLeast);
        assert_eq!(least.exactly(), "at least 180,000 models");
        assert_eq!(quantity(3.0, "", Qualifier::About).exactly(), "about 3");
        assert_eq!(quantity(20e6, "CHF", Qualifier::Exact).text(), "CHF 20M");
        assert_eq!(quantity(72.2, "%", Qualifier::Exact).text(), "72.2%");
    }

    #[test]
    fn every_qualifier_reads_back_from_its_own_word() {
        for qualifier in Qualifier::ALL {
            assert_eq!(Qualifier::from_key(qualifier.key()), Some(*qualifier));
        }
        assert_eq!(Qualifier::from_key("perhaps"), None);
    }
}
