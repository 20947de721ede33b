//! Numbers as people read them: grouped, with the field's short forms.

/// Steps of the short form, largest first.
const STEPS: [(f64, &str); 4] = [(1e12, "T"), (1e9, "B"), (1e6, "M"), (1e3, "K")];

/// Groups of three: `1,234,567.5`. Exact: no digit that `f64` holds is dropped.
pub fn grouped(value: f64) -> String {
    if !value.is_finite() {
        return "not a number".to_owned();
    }
    let digits = format!("{}", value.abs());
    let (whole, fraction) = digits.split_once('.').unwrap_or((&digits, ""));
    let mut text = String::from(if value < 0.0 { "−" } else { "" });
    for (index, digit) in whole.chars().enumerate() {
        if index > 0 && (whole.len() - index).is_multiple_of(3) {
            text.push(',');
        }
        text.push(digit);
    }
    if !fraction.is_empty() {
        text.push('.');
        text.push_str(fraction);
    }
    text
}

/// The short form with three significant digits at most: `385M`, `1.5B`, `0.6B` stays `600M`;
/// `1.07 × 10²⁵` beyond what has a name.
pub fn short(value: f64) -> String {
    if !value.is_finite() {
        return "not a number".to_owned();
    }
    let size = value.abs();
    if size >= LARGEST_NAMED {
        return in_powers(value);
    }
    // 999,950 rounds to 1M, not to "1000K".
    let step = STEPS.iter().find(|(step, _)| size >= step * 0.999_5);
    let (scaled, suffix) = step.map_or((size, ""), |(step, suffix)| (size / step, *suffix));
    let sign = if value < 0.0 { "−" } else { "" };
    format!("{sign}{}{suffix}", significant(scaled))
}

/// From here on a power of ten reads better than a number of trillions.
const LARGEST_NAMED: f64 = 1e18;

/// `1.07 × 10²⁵`.
fn in_powers(value: f64) -> String {
    let text = format!("{value:.2e}");
    let (digits, power) = text.split_once('e').unwrap_or((&text, ""));
    let digits = digits.trim_end_matches('0').trim_end_matches('.').replace('-', "−");
    let raised = |digit: char| "⁰¹²³⁴⁵⁶⁷⁸⁹".chars().nth(digit.to_digit(10)? as usize);
    format!("{digits} × 10{}", power.chars().filter_map(raised).collect::<String>())
}

/// As a label has it, with the digits that tell values apart: `72.24`, `1,432.9`, `0.0123`. All the
/// digits there are stand in [`grouped`].
pub fn label(value: f64) -> String {
    let size = value.abs();
    let places = match size {
        100.0.. => 1,
        1.0.. => 2,
        _ if size > 0.0 => (2.0 - size.log10().floor()) as usize,
        _ => 0,
    };
    grouped(format!("{value:.places$}").parse().unwrap_or(value))
}

/// The short form in a given step, for ranges whose ends share it: `0.6B` beside `235B`.
pub fn short_in(value: f64, suffix: &str) -> String {
    let step = STEPS.iter().find(|(_, known)| *known == suffix).map_or(1.0, |(step, _)| *step);
    format!("{}{suffix}", significant(value / step))
}

/// The suffix that [`short`] gives the value.
pub fn step_suffix(value: f64) -> &'static str {
    STEPS.iter().find(|(step, _)| value.abs() >= step * 0.999_5).map_or("", |(_, suffix)| suffix)
}

/// With a word for millions and more, three significant digits at most: `13.8 billion`.
pub fn spelled(value: f64) -> String {
    let steps = [(1e9, "billion"), (1e6, "million")];
    match steps.iter().find(|(step, _)| value.abs() >= step * 0.999_5) {
        Some((step, word)) => format!("{} {word}", significant(value / step)),
        None => grouped(value.round()),
    }
}

/// A fixed number of decimals, trailing zeros dropped: `3.1`, `25`, `12.5`.
pub fn decimals(value: f64, places: usize) -> String {
    let text = format!("{:.places$}", value.abs());
    let text =
        if text.contains('.') { text.trim_end_matches('0').trim_end_matches('.') } else { &text };
    let is_zero = text.chars().all(|digit| matches!(digit, '0' | '.'));
    format!("{}{text}", if value < 0.0 && !is_zero { "−" } else { "" })
}

/// A count in words up to twelve, in digits above: `three`, `14`.
pub fn in_words(count: usize) -> String {
    const WORDS: [&str; 13] = [
        "no", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten",
        "eleven", "twelve",
    ];
    WORDS.get(count).map_or_else(|| grouped(count as f64), |word| (*word).to_owned())
}

/// `1 row`, `2 rows`, `1,200 rows`.
pub fn counted(count: usize, noun: &str) -> String {
    let plural = if count == 1 { noun.to_owned() } else { plural(noun) };
    format!("{} {plural}", grouped(count as f64))
}

/// The plural of an English noun of this app's vocabulary.
fn plural(noun: &str) -> String {
    match noun.strip_suffix('y') {
        Some(stem) if !stem.ends_with(['a', 'e', 'o', 'u']) => format!("{stem}ies"),
        _ => format!("{noun}s"),
    }
}

/// At most three significant digits, and never fewer than the whole part has.
fn significant(value: f64) -> String {
    let places = usize::from(value < 9.995) + usize::from(value < 99.95);
    if value > 0.0 && value < 0.01 {
        return label(value);
    }
    if value >= 1000.0 { grouped(value.round()) } else { decimals(value, places) }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn short_forms_follow_the_field() {
        let cases = [
            (385e6, "385M"),
            (180e3, "180K"),
            (1e12, "1T"),
            (671e9, "671B"),
            (0.0, "0"),
            (119.0, "119"),
            (1.5e9, "1.5B"),
            (999_960.0, "1M"),
            (-362e6, "−362M"),
            (45.0, "45"),
            (1e16, "10,000T"),
            (0.004, "0.004"),
            (0.001_234_567_89, "0.00123"),
            (1.0692e25, "1.07 × 10²⁵"),
            (-2e18, "−2 × 10¹⁸"),
        ];
        for (value, text) in cases {
            assert_eq!(short(value), text, "{value}");
        }
        assert_eq!(short(f64::NAN), "not a number");
    }

    #[test]
    fn labels_have_the_digits_that_matter_and_no_others() {
        let cases = [
            (1_432.887_654_3, "1,432.9"),
            (72.2, "72.2"),
            (70.123_456, "70.12"),
            (0.876_543_2, "0.877"),
            (0.012_345, "0.0123"),
            (0.0, "0"),
            (-3.456_78, "−3.46"),
            (100.0, "100"),
            (9_999.96, "10,000"),
        ];
        for (value, text) in cases {
            assert_eq!(label(value), text, "{value}");
        }
        assert_eq!(label(f64::NAN), "not a number");
        assert_eq!(spelled(4_599_999_999.0), "4.6 billion");
    }

    #[test]
    fn grouping_is_exact() {
        assert_eq!(grouped(385_000_000.0), "385,000,000");
        assert_eq!(grouped(-1234.5), "−1,234.5");
        assert_eq!(grouped(999.0), "999");
    }

    #[test]
    fn decimals_drop_trailing_zeros_and_no_zero_is_negative() {
        assert_eq!(decimals(3.100_000_000_000_001, 1), "3.1");
        assert_eq!(decimals(-0.04, 1), "0");
        assert_eq!(decimals(100.0, 0), "100");
        assert_eq!(counted(1, "row"), "1 row");
        assert_eq!(counted(2, "company"), "2 companies");
        assert_eq!(in_words(3), "three");
    }
}
