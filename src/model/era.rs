//! Years before Christ, of the first thousand and beyond 9999: how they are written and read.
//!
//! Two ways of counting meet here. ISO 8601 and EDTF have a year 0, which is 1 BC; people have none,
//! and their −44 is 44 BC. A minus before a bare number is read as people mean it, one before four
//! digits that begin with 0, or after the Y of EDTF, as ISO does.

use super::number;

/// The year in words, short where it is far away: `2026`, `AD 79`, `44 BC`, `13.8 billion BC`.
pub fn year_text(year: i64) -> String {
    with_era(year, |count| match count {
        ..10_000 => count.to_string(),
        10_000..1_000_000 => number::grouped(count as f64),
        _ => number::spelled(count as f64),
    })
}

/// The same with all digits: `13,800,000,000 BC`.
pub fn year_in_full(year: i64) -> String {
    with_era(year, |count| match count {
        ..10_000 => count.to_string(),
        _ => number::grouped(count as f64),
    })
}

/// Whether the year is so far away that its months and days are of no interest.
pub fn is_far(year: i64) -> bool {
    !(-9999..=9999).contains(&year)
}

fn with_era(year: i64, text: impl Fn(i64) -> String) -> String {
    match year {
        ..=0 => format!("{} BC", text(1 - year)),
        1..1000 => format!("AD {}", text(year)),
        _ => text(year),
    }
}

/// The year of a bare number as people write it: −44 is 44 BC. Commas between its digits do no harm.
pub fn of_number(text: &str) -> Option<i64> {
    let digits = text.strip_prefix(['-', '−']).unwrap_or(text);
    let count = whole(digits)?;
    match digits.len() < text.len() {
        // Four digits that begin with 0 are from ISO.
        true if count == 0 || digits.len() == 4 && digits.starts_with('0') => Some(-count),
        true => Some(1 - count),
        false => Some(count),
    }
}

/// A year that names its era, or has more digits than four: `44 BC`, `AD 79`, `13.8 billion BC`,
/// `Y-13800000000`.
pub fn year(text: &str) -> Option<i64> {
    if let Some(rest) = text.strip_prefix('Y') {
        let (digits, sign) = rest.strip_prefix('-').map_or((rest, 1), |digits| (digits, -1));
        let is_long = digits.len() > 4 && !digits.starts_with('0');
        return digits
            .parse::<i64>()
            .ok()
            .filter(|year| is_long && *year > 0)
            .map(|year| sign * year);
    }
    for era in ["BCE", "B.C.E.", "BC", "B.C."] {
        if let Some(count) = behind(text, era) {
            return counted(count).map(|count| 1 - count);
        }
    }
    let before = || text.strip_prefix("AD ").or_else(|| text.strip_prefix("A.D. "));
    let count = ["CE", "C.E.", "AD", "A.D."].iter().find_map(|era| behind(text, era));
    counted(count.or_else(before)?)
}

fn behind<'a>(text: &'a str, era: &str) -> Option<&'a str> {
    let (count, found) = text.split_at_checked(text.len().checked_sub(era.len())?)?;
    let is_apart = count.ends_with(|sign: char| sign.is_whitespace() || sign.is_ascii_digit());
    (found.eq_ignore_ascii_case(era) && is_apart).then_some(count)
}

/// `44`, `10,000`, `13.8 billion`: a year above zero.
fn counted(text: &str) -> Option<i64> {
    let text = text.trim();
    let words = [("million", 6), ("billion", 9)];
    let in_words = words.iter().find_map(|(word, power)| Some((text.strip_suffix(word)?, *power)));
    let count = match in_words {
        None => whole(text)?,
        Some((number, power)) => {
            let (units, decimals) =
                number.trim().split_once('.').unwrap_or_else(|| (number.trim(), ""));
            let zeros = power - decimals.len().min(power);
            let is_exact = decimals.len() <= power;
            let digits = format!("{units}{decimals}{}", "0".repeat(zeros));
            whole(&digits).filter(|_| is_exact && !units.is_empty())?
        }
    };
    (count > 0).then_some(count)
}

/// A whole number of digits and commas.
fn whole(digits: &str) -> Option<i64> {
    let is_number = digits.starts_with(|sign: char| sign.is_ascii_digit())
        && digits.bytes().all(|byte| byte.is_ascii_digit() || byte == b',');
    if !is_number {
        return None;
    }
    digits.replace(',', "").parse().ok()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn years_say_their_era_where_it_is_not_ours() {
        for (year, text) in [
            (2026, "2026"),
            (79, "AD 79"),
            (1, "AD 1"),
            (0, "1 BC"),
            (-43, "44 BC"),
            (-9_999, "10,000 BC"),
            (-4_599_999_999, "4.6 billion BC"),
            (-13_787_000_000, "13.8 billion BC"),
            (2_500_000, "2.5 million"),
        ] {
            assert_eq!(year_text(year), text);
        }
        assert_eq!(year_in_full(-13_799_999_999), "13,800,000,000 BC");
    }

    #[test]
    fn a_minus_counts_from_our_era_unless_it_is_of_iso() {
        for (text, year) in [
            ("-44", Some(-43)),
            ("−13,800,000,000", Some(-13_799_999_999)),
            ("-0043", Some(-43)),
            ("0", Some(0)),
            ("800", Some(800)),
            ("", None),
            ("-", None),
            (",", None),
            ("99999999999999999999", None),
        ] {
            assert_eq!(of_number(text), year, "{text}");
        }
    }

    #[test]
    fn a_year_with_its_era_is_read_back() {
        for (text, wanted) in [
            ("44 BC", Some(-43)),
            ("44BCE", Some(-43)),
            ("10,000 B.C.", Some(-9_999)),
            ("AD 79", Some(79)),
            ("79 ce", Some(79)),
            ("13.8 billion BC", Some(-13_799_999_999)),
            ("Y-13800000000", Some(-13_800_000_000)),
            ("Y170000002", Some(170_000_002)),
            ("Y2026", None),
            ("0 BC", None),
            ("BC", None),
            ("ABC", None),
            ("2026", None),
            ("1.23456789 million BC", None),
        ] {
            assert_eq!(year(text), wanted, "{text}");
        }
    }
}
