//! Whether a claim holds, and the computation written out.

use super::evaluate::{Computed, Ledger};
use super::value::{Failure, Measure, Value};
use crate::model::evidence::Claim;
use crate::model::{Choice as _, Judgement, Qualifier, Verdict};

/// What is wrong with a claim itself, and in which of its columns.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Flaw {
    /// Column of the claims table.
    pub column: &'static str,
    /// What is wrong.
    pub reason: String,
}

/// Recomputes a claim. A claim that is itself wrong gets no verdict, but says what is wrong.
pub fn judge(claim: &Claim, ledger: &Ledger) -> Result<Judgement, Flaw> {
    let expressions: Vec<&str> = claim.expression.split(';').map(str::trim).collect();
    let stated: Vec<&str> = claim.stated.split(';').map(str::trim).collect();
    let units: Vec<&str> = claim.unit.split(';').map(str::trim).collect();
    let tolerance = match claim.tolerance.trim() {
        "" => 0.0,
        text => number(text).ok_or_else(|| flaw("tolerance", "it is not a number"))?,
    };
    let mut judgement = Judgement {
        claim: claim.id.clone(),
        verdict: Verdict::Derived,
        computed: Vec::new(),
        words: Vec::new(),
        records: Vec::new(),
    };
    for (index, expression) in expressions.iter().enumerate() {
        let stated = stated.get(index).copied().unwrap_or_default();
        let unit = units.get(index).copied().unwrap_or_default();
        let stated = Statement::parse(stated)?;
        let (verdict, words) = match ledger.compute(expression) {
            Ok(computed) => {
                fits(&computed.value, unit)?;
                judgement.computed.push(computed.value.nominal);
                judgement.records.extend(computed.records.clone());
                (compare(&computed, &stated, tolerance), words(&computed, &stated, unit))
            }
            Err(Failure::NotStated(reason)) => (Verdict::CannotBeChecked, reason),
            Err(Failure::NotComparable(reason)) => (Verdict::NotComparable, reason),
            Err(Failure::Wrong(reason)) => return Err(flaw("expression", &reason)),
        };
        judgement.verdict = judgement.verdict.max(verdict);
        judgement.words.push(words);
    }
    judgement.records.sort();
    judgement.records.dedup();
    Ok(judgement)
}

fn flaw(column: &'static str, reason: &str) -> Flaw {
    Flaw { column, reason: reason.to_owned() }
}

fn number(text: &str) -> Option<f64> {
    text.parse().ok().filter(|value: &f64| value.is_finite())
}

/// What the source states of the result.
#[derive(Clone, Copy, Debug, PartialEq)]
enum Statement {
    Nothing,
    Is(Qualifier, f64),
    Above(f64),
    AtLeast(f64),
    Below(f64),
    AtMost(f64),
}

impl Statement {
    /// Reads `20`, `> 0`, `>= 10`, `at least 180000`, or nothing.
    fn parse(text: &str) -> Result<Self, Flaw> {
        if text.is_empty() {
            return Ok(Self::Nothing);
        }
        let wrong = || flaw("stated", &format!("{text:?} is neither a number nor a comparison"));
        let of = |rest: &str| number(rest.trim()).ok_or_else(wrong);
        for (sign, statement) in [
            (">=", Self::AtLeast as fn(f64) -> Self),
            ("<=", Self::AtMost),
            (">", Self::Above),
            ("<", Self::Below),
        ] {
            if let Some(rest) = text.strip_prefix(sign) {
                return of(rest).map(statement);
            }
        }
        for qualifier in Qualifier::ALL {
            if let Some(rest) = text.strip_prefix(qualifier.key()) {
                return of(rest).map(|value| Self::Is(*qualifier, value));
            }
        }
        of(text).map(|value| Self::Is(Qualifier::Exact, value))
    }
}

/// Whether the result is in the unit that the claim says.
fn fits(value: &Value, unit: &str) -> Result<(), Flaw> {
    let measure = &value.measure;
    // Rows may be people, models or whatever the table lists.
    let is_count_of_rows = *measure == Measure::Count("rows".to_owned());
    let is_unit = unit.is_empty() || measure.to_string() == unit;
    if is_unit || (is_count_of_rows && !unit.contains(['%', '×'])) {
        return Ok(());
    }
    Err(flaw("unit", &format!("units clash: the result is in {measure}, not in {unit}")))
}

fn compare(computed: &Computed, stated: &Statement, tolerance: f64) -> Verdict {
    let value = &computed.value;
    let same = |a: f64, b: f64| (a - b).abs() <= 1e-9 * a.abs().max(b.abs());
    let is_so = match *stated {
        Statement::Nothing => return Verdict::Derived,
        Statement::Is(qualifier, number) => {
            // A single record restated in its own words is exact, however vague the words.
            let is_restated = qualifier != Qualifier::Exact
                && matches!(computed.records.as_slice(), [_])
                && same(value.nominal, number);
            if is_restated || (value.is_exact() && same(value.nominal, number)) {
                return Verdict::Holds;
            }
            if value.is_exact() && (value.nominal - number).abs() <= tolerance {
                return Verdict::ByRounding;
            }
            !value.is_exact() && value.low - tolerance <= number && number <= value.high + tolerance
        }
        Statement::Above(least) => value.low > least,
        Statement::AtLeast(least) => value.low >= least,
        Statement::Below(most) => value.high < most,
        Statement::AtMost(most) => value.high <= most,
    };
    match (is_so, value.is_exact()) {
        (true, true) => Verdict::Holds,
        (true, false) => Verdict::Roughly,
        (false, _) => Verdict::DoesNotHold,
    }
}

/// `$362M + $289M = 651,000,000 USD; stated: 651,000,000`.
fn words(computed: &Computed, stated: &Statement, unit: &str) -> String {
    // Other units are words, which the result before it has.
    let sign = if matches!(unit, "%" | "×") { unit } else { "" };
    let number = |value: f64| format!("{}{sign}", crate::model::number::grouped(value));
    let said = match *stated {
        Statement::Nothing => "the source states none".to_owned(),
        Statement::Is(qualifier, value) => format!("stated: {}", qualifier.on(&number(value))),
        Statement::Above(least) => format!("stated: more than {}", number(least)),
        Statement::AtLeast(least) => format!("stated: at least {}", number(least)),
        Statement::Below(most) => format!("stated: less than {}", number(most)),
        Statement::AtMost(most) => format!("stated: at most {}", number(most)),
    };
    let result = computed.value.text();
    let rows = unit.is_empty() || !result.ends_with(" rows");
    let result = if rows { result } else { result.replace(" rows", &format!(" {unit}")) };
    format!("{} = {result}; {said}", computed.working)
}
