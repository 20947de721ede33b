//! Numbers as the shortest text that gives the same number.

use std::fmt::{Display, LowerExp};

/// Longer digits are written with an exponent.
const LONGEST: usize = 22;

/// The shortest digits that give the same number, with an exponent only where they would be many.
pub fn text(value: impl Display + LowerExp) -> String {
    let digits = value.to_string();
    if digits.len() <= LONGEST { digits } else { format!("{value:e}") }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_number_reads_back_as_itself() {
        for (value, digits) in [
            (1e6, "1000000"),
            (0.1, "0.1"),
            (-2.5, "-2.5"),
            (1e300, "1e300"),
            (1.0692e25, "1.0692e25"),
            (1e-7, "0.0000001"),
            (176_000_000_000.0, "176000000000"),
        ] {
            assert_eq!(text(value), digits);
            assert_eq!(digits.parse::<f64>().unwrap(), value);
        }
        assert_eq!(text(0.1_f32), "0.1");
    }
}
