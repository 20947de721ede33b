//! Values with units, ranges and scopes, and what arithmetic makes of them.

use std::collections::BTreeSet;
use std::fmt;

use super::expression::Join;
use crate::model::{Qualifier, Quantity, Unit, number};

/// How far “about” reaches to either side, as a share of the number. A convention of this app.
const ABOUT: f64 = 0.10;
/// How far “nearly” reaches down and “just over” up, as a share of the number. Likewise.
const NEARLY: f64 = 0.05;

/// What a value measures.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Measure {
    /// A bare number.
    Plain,
    /// Per cent of a whole.
    Percent,
    /// The difference of two percentages.
    Points,
    /// A ratio.
    Times,
    /// Money, by currency.
    Money(String),
    /// Things counted.
    Count(String),
}

impl fmt::Display for Measure {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::Plain => "a bare number",
            Self::Percent => "%",
            Self::Points => "percentage points",
            Self::Times => "×",
            Self::Money(code) => code,
            Self::Count(noun) => noun,
        })
    }
}

/// A value as it goes through the arithmetic.
#[derive(Clone, Debug, PartialEq)]
pub struct Value {
    /// From the numbers as written.
    pub nominal: f64,
    /// The least that the qualifiers allow.
    pub low: f64,
    /// The most that the qualifiers allow; infinite where the end is open.
    pub high: f64,
    /// What it measures.
    pub measure: Measure,
    /// Scopes of the records behind it; those without one put no limit.
    pub scopes: BTreeSet<String>,
    /// Whether it is a whole that parts are taken from, such as `100%`.
    pub is_whole: bool,
}

/// Why there is no value.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Failure {
    /// The claim itself is wrong: a problem of the data.
    Wrong(String),
    /// A record behind it has no value.
    NotStated(String),
    /// It mixes scopes that the data keeps apart.
    NotComparable(String),
}

impl Value {
    /// A number written out.
    pub fn literal(value: f64, is_percent: bool) -> Self {
        Self {
            nominal: value,
            low: value,
            high: value,
            measure: if is_percent { Measure::Percent } else { Measure::Plain },
            scopes: BTreeSet::new(),
            is_whole: is_percent,
        }
    }

    /// A record's quantity.
    pub fn of(quantity: &Quantity, scope: &str) -> Self {
        let value = quantity.value;
        let (low, high) = match quantity.qualifier {
            Qualifier::Exact => (value, value),
            Qualifier::About => (value * (1.0 - ABOUT), value * (1.0 + ABOUT)),
            Qualifier::AtLeast => (value, f64::INFINITY),
            Qualifier::Nearly => (value * (1.0 - NEARLY), value),
            Qualifier::JustOver => (value, value * (1.0 + NEARLY)),
            Qualifier::Under => (0.0, value),
        };
        let measure = match &quantity.unit {
            Unit::Percent => Measure::Percent,
            Unit::Money(code) => Measure::Money(code.to_string()),
            Unit::Count(noun) if &**noun == "×" => Measure::Times,
            Unit::Count(noun) => Measure::Count(noun.to_string()),
        };
        Self {
            nominal: value,
            low: low.min(high),
            high: high.max(low),
            measure,
            scopes: (!scope.is_empty()).then(|| scope.to_owned()).into_iter().collect(),
            is_whole: false,
        }
    }

    /// Whether every number behind it is exact.
    pub fn is_exact(&self) -> bool {
        self.low == self.high
    }

    /// With the sign turned.
    #[must_use]
    pub fn negative(self) -> Self {
        Self { nominal: -self.nominal, low: -self.high, high: -self.low, ..self }
    }

    /// As text with its unit, as a range where it is one: `49.03%`, `18.1 to 20×`.
    pub fn text(&self) -> String {
        if self.is_exact() || !self.low.is_finite() {
            return self.show(self.nominal);
        }
        if !self.high.is_finite() {
            return format!("at least {}", self.show(self.low));
        }
        format!("{} to {}", self.digits(self.low), self.show(self.high))
    }

    fn digits(&self, value: f64) -> String {
        match &self.measure {
            Measure::Money(_) | Measure::Count(_) => number::grouped(value.round()),
            _ => number::decimals(value, 2),
        }
    }

    fn show(&self, value: f64) -> String {
        let digits = self.digits(value);
        match &self.measure {
            Measure::Plain => digits,
            Measure::Percent => format!("{digits}%"),
            Measure::Points => format!("{digits} percentage points"),
            Measure::Times => format!("{digits}×"),
            Measure::Money(unit) | Measure::Count(unit) => format!("{digits} {unit}"),
        }
    }

    /// Joins two values. Units must fit, and scopes must be one.
    pub fn join(self, join: Join, other: Self) -> Result<Self, Failure> {
        let scopes: BTreeSet<String> = self.scopes.union(&other.scopes).cloned().collect();
        if scopes.len() > 1 {
            let scopes: Vec<String> = scopes.iter().map(|scope| format!("“{scope}”")).collect();
            return Err(Failure::NotComparable(format!(
                "it mixes {}, which are not the same",
                scopes.join(" with ")
            )));
        }
        let measure = measure(join, &self, &other)?;
        let is_whole = join == Join::Minus && self.is_whole;
        let range = match join {
            Join::Plus => Range::of(&self).plus(Range::of(&other)),
            Join::Minus => Range::of(&self).plus(Range::of(&other.negative())),
            Join::Times => Range::of(&self.part()).times(Range::of(&other.part())),
            // A count divided by a percentage is divided by that part of the whole.
            Join::Over if other.measure == Measure::Percent && self.measure != Measure::Percent => {
                Range::of(&self).over(Range::of(&other.part()))?
            }
            Join::Over => Range::of(&self).over(Range::of(&other))?,
            Join::Share => Range::of(&self).over(Range::of(&other))?.scaled(100.0, 0.0),
            Join::Change => Range::of(&other).over(Range::of(&self))?.scaled(100.0, -100.0),
        };
        if !range.nominal.is_finite() {
            return Err(Failure::Wrong("the result is too large to be a number".to_owned()));
        }
        let Range { nominal, low, high } = range;
        Ok(Self { nominal, low, high, measure, scopes, is_whole })
    }

    /// A percentage as a part of one; others as they are.
    fn part(&self) -> Self {
        let by = if self.measure == Measure::Percent { 0.01 } else { 1.0 };
        let Range { nominal, low, high } = Range::of(self).scaled(by, 0.0);
        Self { nominal, low, high, ..self.clone() }
    }
}

/// What the joined value measures.
fn measure(join: Join, left: &Value, right: &Value) -> Result<Measure, Failure> {
    let (a, b) = (&left.measure, &right.measure);
    let clash = |verb: &str| Err(Failure::Wrong(format!("units clash: {a} cannot be {verb} {b}")));
    match join {
        Join::Plus if a == b => Ok(a.clone()),
        Join::Plus => clash("added to"),
        Join::Minus if a == b && *a == Measure::Percent && !left.is_whole => Ok(Measure::Points),
        Join::Minus if a == b => Ok(a.clone()),
        Join::Minus => clash("set against"),
        Join::Times => match (a, b) {
            (Measure::Plain | Measure::Times | Measure::Percent, unit)
            | (unit, Measure::Plain | Measure::Times | Measure::Percent) => Ok(unit.clone()),
            _ => clash("multiplied by"),
        },
        Join::Over if a == b => Ok(Measure::Times),
        Join::Over if matches!(b, Measure::Plain | Measure::Times | Measure::Percent) => {
            Ok(a.clone())
        }
        Join::Over => clash("divided by"),
        Join::Change | Join::Share if a == b => Ok(Measure::Percent),
        Join::Change | Join::Share => clash("compared with"),
    }
}

/// A number and how far it may lie from what is written.
#[derive(Clone, Copy)]
struct Range {
    nominal: f64,
    low: f64,
    high: f64,
}

impl Range {
    fn of(value: &Value) -> Self {
        Self { nominal: value.nominal, low: value.low, high: value.high }
    }

    fn plus(self, other: Self) -> Self {
        Self {
            nominal: self.nominal + other.nominal,
            low: self.low + other.low,
            high: self.high + other.high,
        }
    }

    fn scaled(self, by: f64, plus: f64) -> Self {
        let at = |value: f64| value * by + plus;
        Self { nominal: at(self.nominal), low: at(self.low), high: at(self.high) }
    }

    fn times(self, other: Self) -> Self {
        let nominal = self.nominal * other.nominal;
        Self::spanning(nominal, self.ends(other, |a, b| a * b))
    }

    fn over(self, other: Self) -> Result<Self, Failure> {
        if other.nominal == 0.0 {
            return Err(Failure::Wrong("it divides by zero".to_owned()));
        }
        let nominal = self.nominal / other.nominal;
        if other.low <= 0.0 && other.high >= 0.0 {
            return Ok(Self { nominal, low: f64::NEG_INFINITY, high: f64::INFINITY });
        }
        Ok(Self::spanning(nominal, self.ends(other, |a, b| a / b)))
    }

    fn ends(self, other: Self, join: fn(f64, f64) -> f64) -> [f64; 4] {
        [
            join(self.low, other.low),
            join(self.low, other.high),
            join(self.high, other.low),
            join(self.high, other.high),
        ]
    }

    fn spanning(nominal: f64, ends: [f64; 4]) -> Self {
        // Infinity over infinity is no number, and says nothing about the ends.
        let known = ends.into_iter().filter(|end| !end.is_nan());
        let (low, high) = known.fold((nominal, nominal), |(a, b), end| (a.min(end), b.max(end)));
        Self { nominal, low, high }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn value(number: f64, unit: &str, qualifier: Qualifier, scope: &str) -> Value {
        let unit = Unit::from_text(unit);
        Value::of(&Quantity { value: number, unit, qualifier }, scope)
    }

    fn exact(number: f64, unit: &str) -> Value {
        value(number, unit, Qualifier::Exact, "")
    }

    #[test]
    fn units_are_carried_and_may_clash() {
        let sum = exact(362e6, "USD").join(Join::Plus, exact(289e6, "USD")).unwrap();
        assert_eq!(sum.text(), "651,000,000 USD");
        let clash = exact(1.0, "USD").join(Join::Plus, exact(1.0, "models")).unwrap_err();
        assert_eq!(clash, Failure::Wrong("units clash: USD cannot be added to models".to_owned()));
        let gap = exact(72.2, "%").join(Join::Minus, exact(69.1, "%")).unwrap();
        assert_eq!(gap.text(), "3.1 percentage points");
        let rest = Value::literal(100.0, true).join(Join::Minus, exact(45.0, "%")).unwrap();
        assert_eq!(rest.text(), "55%");
        let mixed = gap.join(Join::Plus, rest);
        assert!(matches!(mixed, Err(Failure::Wrong(_))), "points and per cent are kept apart");
        let whole = exact(180e3, "models").join(Join::Over, exact(40.0, "%")).unwrap();
        assert_eq!(whole.text(), "450,000 models");
    }

    #[test]
    fn qualifiers_make_ranges() {
        let (most, least) = (
            value(2000.0, "people", Qualifier::Nearly, ""),
            value(100.0, "people", Qualifier::JustOver, ""),
        );
        assert_eq!(most.join(Join::Over, least).unwrap().text(), "18.1 to 20×");
        let open = value(235e9, "parameters", Qualifier::AtLeast, "");
        let span = open.join(Join::Over, exact(0.6e9, "parameters")).unwrap();
        assert_eq!(span.text(), "at least 391.67×");
    }

    #[test]
    fn scopes_are_never_mixed() {
        let ours = value(385e6, "downloads", Qualifier::Exact, "Hugging Face");
        let all = value(45.0, "%", Qualifier::Exact, "all platforms");
        assert!(matches!(ours.join(Join::Over, all), Err(Failure::NotComparable(_))));
    }

    #[test]
    fn division_by_zero_is_told() {
        let told = exact(1.0, "USD").join(Join::Over, exact(0.0, "USD"));
        assert_eq!(told, Err(Failure::Wrong("it divides by zero".to_owned())));
        let change = exact(671.0, "x").join(Join::Change, exact(1000.0, "x")).unwrap();
        assert_eq!(change.text(), "49.03%");
    }
}
