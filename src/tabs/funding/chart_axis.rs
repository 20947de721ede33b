//! Round sums for the upright axis of the running sum.

use super::chart_group::money;
use crate::model::Qualifier;

/// Marks on an axis, at most.
const MARKS: f64 = 8.0;
/// Sums at which marks stand between two sums, and the distance from one mark to the next.
pub fn sums(least: f64, most: f64) -> (Vec<f64>, f64) {
    let rough = (most - least) / 5.0;
    if !rough.is_finite() || rough <= 0.0 {
        return (Vec::new(), 1.0);
    }
    let ten = 10_f64.powf(rough.log10().floor());
    let steps = [1.0, 2.0, 5.0, 10.0].map(|factor| factor * ten);
    let step = steps.into_iter().find(|step| *step >= rough).unwrap_or(rough);
    let start = (least / step).ceil().max(0.0);
    let marks = (0..=MARKS as u32).map(|n| (start + f64::from(n)) * step);
    (marks.filter(|sum| *sum <= most).collect(), step)
}

/// A sum on an axis.
pub fn sum_text(sum: f64, currency: &str) -> String {
    money(sum, currency, Qualifier::Exact).text()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn no_range_makes_the_axis_panic_or_crowd() {
        let ends = [f64::MIN, -1e9, -1.0, 0.0, 0.5, 1e3, 1e9, f64::MAX, f64::NAN, f64::INFINITY];
        for first in ends {
            for last in ends {
                assert!(sums(first, last).0.len() <= 11, "{first} {last}");
            }
        }
    }

    #[test]
    fn sums_stand_at_round_numbers() {
        let (sums, _) = sums(0.0, 651e6);
        let texts: Vec<String> = sums.iter().map(|sum| sum_text(*sum, "USD")).collect();
        assert_eq!(texts, ["$0", "$200M", "$400M", "$600M"]);
    }
}
