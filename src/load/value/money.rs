//! Currencies: the codes of ISO 4217, and the signs and words that people write.

use super::currencies::{CODES, DOLLARS, SIGNS, Sign};

/// Codes that people also write in small letters; others in small letters are mostly other words
/// (`all`, `try`, `top`).
const OFTEN_SMALL: &[&str] = &[
    "AED", "AUD", "BRL", "CAD", "CHF", "CNY", "DKK", "EUR", "GBP", "HKD", "IDR", "ILS", "INR",
    "JPY", "KRW", "MXN", "MYR", "NOK", "NZD", "PLN", "RUB", "SEK", "SGD", "THB", "TWD", "USD",
    "VND", "ZAR",
];

/// A currency named in a cell or a heading.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Named {
    /// Its ISO 4217 code, or the one that it most likely means.
    pub code: &'static str,
    /// The others that it may mean: `$` is also that of Canada.
    pub others: &'static [&'static str],
}

impl Named {
    /// The code, in a column whose currency is `of_column`.
    pub fn resolved(self, of_column: &str) -> &'static str {
        self.others.iter().find(|other| **other == of_column).copied().unwrap_or(self.code)
    }
}

/// The code itself, where the text is one of ISO 4217.
pub fn code(text: &str) -> Option<&'static str> {
    let often = || OFTEN_SMALL.iter().find(|often| often.eq_ignore_ascii_case(text)).copied();
    CODES.binary_search(&text).ok().and_then(|index| CODES.get(index).copied()).or_else(often)
}

/// The currency named at the beginning of the text, and what follows it.
pub fn leading(text: &str) -> Option<(Named, &str)> {
    let first = text.chars().next()?;
    if first.is_ascii_digit() || first.is_whitespace() {
        return None;
    }
    // By far the most frequent.
    if let Some(rest) = text.strip_prefix('$') {
        return Some((Named { code: "USD", others: DOLLARS }, rest));
    }
    let begins = |sign: &&Sign| {
        let first_bytes = (sign.text.as_bytes().first(), text.as_bytes().first());
        matches!(first_bytes, (Some(a), Some(b)) if a.eq_ignore_ascii_case(b))
    };
    let like = SIGNS.iter().filter(begins);
    let sign = like.into_iter().find_map(|sign| Some((sign, after(sign, text)?)));
    if let Some((sign, rest)) = sign {
        return Some((Named { code: sign.code, others: sign.others }, rest));
    }
    let len = text.bytes().take_while(u8::is_ascii_alphabetic).count();
    let (word, rest) = text.split_at_checked(len)?;
    Some((Named { code: code(word)?, others: &[] }, rest))
}

/// What follows the sign where the text begins with it, and not with a longer word.
fn after<'a>(sign: &Sign, text: &'a str) -> Option<&'a str> {
    let (start, rest) = text.split_at_checked(sign.text.len())?;
    if !start.eq_ignore_ascii_case(sign.text) {
        return None;
    }
    let is_word = sign.text.ends_with(|last: char| last.is_ascii_alphabetic());
    if is_word && rest.starts_with(|next: char| next.is_ascii_alphabetic()) {
        return None;
    }
    // `Rs. 500`
    Some(if is_word { rest.strip_prefix('.').unwrap_or(rest) } else { rest })
}

/// The sign in the text that may mean several currencies, where no letters before it say which:
/// `$` in `$5M`, and none in `US$5M`.
pub fn ambiguous(text: &str) -> Option<&'static Sign> {
    const SIGNS_TO_TELL: &[&str] = &["$", "¥", "¥"];
    SIGNS_TO_TELL.iter().find_map(|sign| {
        let (before, _) = text.split_once(sign)?;
        let is_bare = !before.ends_with(|last: char| last.is_ascii_alphabetic());
        is_bare.then(|| SIGNS.iter().find(|known| known.text == *sign)).flatten()
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn codes_are_in_order_and_signs_name_codes() {
        assert!(CODES.is_sorted(), "they are searched by halves");
        for sign in SIGNS {
            assert_eq!(code(sign.code), Some(sign.code), "{}", sign.text);
            for other in sign.others {
                assert_eq!(code(other), Some(*other), "{}", sign.text);
            }
        }
    }

    #[test]
    fn currencies_are_known_by_code_sign_and_word() {
        for (text, code, rest) in [
            ("$5", "USD", "5"),
            ("US$ 5", "USD", " 5"),
            ("usd5", "USD", "5"),
            ("RMB 3", "CNY", " 3"),
            ("Rs. 20", "INR", " 20"),
            ("美元", "USD", ""),
            ("人民币3亿", "CNY", "3亿"),
            ("dollars (2022)", "USD", " (2022)"),
            ("CHF", "CHF", ""),
        ] {
            let (named, after) = leading(text).unwrap();
            assert_eq!((named.code, after), (code, rest), "{text}");
        }
        for text in ["5", "months", "krill", "wonder", "all", "", "rsa"] {
            assert_eq!(leading(text), None, "{text}");
        }
    }

    #[test]
    fn a_dollar_is_that_of_the_column() {
        let (named, _) = leading("$5").unwrap();
        assert_eq!((named.resolved("CAD"), named.resolved("EUR")), ("CAD", "USD"));
    }
}
