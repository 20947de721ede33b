//! What a cell looks like at first sight: enough to tell a header from the rows below it.

/// What a cell looks like.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum CellKind {
    /// Empty, or a word for absent.
    Blank,
    /// Mostly digits: a number, an amount, a share.
    Number,
    /// A year, a month, a quarter or a day.
    Date,
    /// Anything else.
    Text,
}

/// Words for absent, in lower case.
const ABSENT: [&str; 14] = [
    "-",
    "–",
    "—",
    ".",
    "n/a",
    "na",
    "nan",
    "none",
    "null",
    "tba",
    "tbd",
    "undisclosed",
    "unknown",
    "?",
];

/// What stands before the digits of an amount, in lower case.
const BEFORE_DIGITS: [&str; 12] =
    ["us$", "usd", "eur", "rmb", "cny", "inr", "gbp", "rs.", "rs", "over", "nearly", "about"];

const MONTHS: [&str; 12] =
    ["jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec"];

/// What the cell looks like.
pub fn kind(cell: &str) -> CellKind {
    let cell = cell.trim();
    if cell.is_empty() {
        return CellKind::Blank;
    }
    // Longer texts are words, whatever numbers they hold.
    if cell.len() > 40 {
        return CellKind::Text;
    }
    let lower = cell.to_lowercase();
    if ABSENT.contains(&lower.as_str()) {
        return CellKind::Blank;
    }
    if is_date(&lower) {
        return CellKind::Date;
    }
    if is_number(&lower) { CellKind::Number } else { CellKind::Text }
}

fn is_number(lower: &str) -> bool {
    let is_sign = |letter: char| !letter.is_alphanumeric();
    let mut rest = lower.trim_start_matches(is_sign);
    for word in BEFORE_DIGITS {
        rest = rest.strip_prefix(word).unwrap_or(rest).trim_start_matches(is_sign);
    }
    let digits = rest.chars().filter(char::is_ascii_digit).count();
    let letters = rest.chars().filter(|letter| letter.is_alphabetic()).count();
    // `H100` and `v2` are names, `1.5 billion` and `671B` are numbers.
    rest.starts_with(|letter: char| letter.is_ascii_digit())
        && (letters <= digits || ends_in_magnitude(rest))
}

fn ends_in_magnitude(lower: &str) -> bool {
    ["thousand", "million", "billion", "trillion", "mn", "bn", "lakh", "crore", "cr"]
        .iter()
        .any(|word| lower.ends_with(word))
}

/// A date has a year among at most three parts, or is a day of three numbers.
fn is_date(lower: &str) -> bool {
    let day = lower.split(['t', ' ']).next().unwrap_or_default();
    let is_signs = |text: &str| text.bytes().all(|b| b.is_ascii_digit() || b"-/.".contains(&b));
    if is_signs(day) && day.split(['-', '/', '.']).count() == 3 {
        return day.split(['-', '/', '.']).all(|part| !part.is_empty());
    }
    let parts: Vec<&str> =
        lower.split([' ', '-', '/', ',', '.']).filter(|part| !part.is_empty()).collect();
    let year = |part: &str| {
        part.len() == 4 && part.parse::<u16>().is_ok_and(|year| (1900..2100).contains(&year))
    };
    let other = |part: &str| {
        let is_month = MONTHS.iter().any(|month| part.starts_with(month));
        let is_quarter = matches!(part.as_bytes(), [b'q' | b'h', b'1'..=b'4']);
        is_month || is_quarter || (part.len() <= 2 && part.parse::<u8>().is_ok())
    };
    let years = parts.iter().filter(|part| year(part)).count();
    let is_month_of_no_year = parts.len() == 2
        && parts.iter().any(|part| MONTHS.iter().any(|month| part.starts_with(month)))
        && parts.iter().any(|part| part.len() <= 2 && part.parse::<u8>().is_ok());
    (years == 1 && parts.len() <= 3 && parts.iter().all(|part| year(part) || other(part)))
        || is_month_of_no_year
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_look_tells_numbers_dates_and_words_apart() {
        for (expected, cells) in [
            (CellKind::Blank, ["", " - ", "N/A", "undisclosed", "TBD"].as_slice()),
            (
                CellKind::Number,
                &[
                    "1",
                    "-3.5",
                    "$4.5M",
                    "USD 400",
                    "45%",
                    "~1.5 billion",
                    "671B",
                    "1.0692E+025",
                    "+5/-5",
                    "20,00,000",
                    "1,5",
                ],
            ),
            (
                CellKind::Date,
                &[
                    "2026",
                    "2026-01",
                    "Q1 2026",
                    "2025-12-20",
                    "05/02/2026",
                    "Oct 28, 2024",
                    "Mar 2026",
                    "2024-01-02T10:00",
                    "Mar 5",
                ],
            ),
            (
                CellKind::Text,
                &[
                    "company",
                    "H100",
                    "Q",
                    "GPT-4",
                    "Llama 3.1 405B",
                    "Year",
                    "2024 revenue ($M)",
                    "智元",
                    "true",
                ],
            ),
        ] {
            for cell in cells {
                assert_eq!(kind(cell), expected, "{cell:?}");
            }
        }
    }
}
