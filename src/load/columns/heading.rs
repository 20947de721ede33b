//! What a heading says of the numbers below it: `Valuation ($B)`, `funds_raised_millions`.

use crate::load::value::money::{self, Named};
use crate::load::value::scale_words;

/// What a heading says of the numbers below it.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Heading {
    /// The currency it names.
    pub currency: Option<Named>,
    /// The power of ten that bare numbers are multiplied by.
    pub power: Option<i32>,
    /// Whether it has a percent sign.
    pub has_percent_sign: bool,
    /// Whether it is called a share or a percentage in words.
    pub is_share: bool,
    /// What is counted, in the plural.
    pub noun: Option<&'static str>,
}

/// Words for parts of a whole.
const SHARE: &[&str] = &["share", "fraction", "proportion", "percent", "percentage", "pct"];

/// Words after which a single letter is a power of ten: `total_params_b`, and not `plan_b`.
const QUANTITIES: &[&str] = &[
    "params",
    "parameters",
    "amount",
    "valuation",
    "raised",
    "funding",
    "value",
    "revenue",
    "size",
    "tokens",
    "capital",
    "compute",
    "usd",
    "eur",
    "cny",
    "rmb",
    "inr",
    "gbp",
];

/// What headings count, and the noun for it.
const NOUNS: &[(&str, &str)] = &[
    ("flop", "FLOP"),
    ("flops", "FLOP"),
    ("params", "parameters"),
    ("parameters", "parameters"),
    ("tokens", "tokens"),
    ("downloads", "downloads"),
    ("likes", "likes"),
    ("votes", "votes"),
    ("citations", "citations"),
    ("users", "users"),
    ("employees", "people"),
    ("headcount", "people"),
];

/// Currencies whose codes and names are no other words in a heading.
const CURRENCIES: &[&str] = &[
    "usd", "eur", "gbp", "cny", "rmb", "jpy", "inr", "krw", "hkd", "twd", "sgd", "aud", "chf",
    "dollars", "euros", "yuan", "rupees", "yen",
];

/// A word of a heading.
#[derive(Clone, Copy, Debug)]
struct Word<'a> {
    text: &'a str,
    is_in_brackets: bool,
}

/// Reads a heading.
pub fn read(heading: &str) -> Heading {
    let words = split(heading);
    let is_any = |list: &[&str]| {
        words.iter().any(|word| list.iter().any(|known| known.eq_ignore_ascii_case(word.text)))
    };
    let mut found = Heading {
        has_percent_sign: words.iter().any(|word| word.text == "%"),
        is_share: is_any(SHARE) && !is_any(&["ci", "interval"]),
        noun: if is_any(&["per"]) { None } else { noun(&words) },
        ..Heading::default()
    };
    let tail = words.len().saturating_sub(3);
    for (index, word) in words.iter().enumerate() {
        found.currency = found.currency.or_else(|| currency(word));
        if index >= tail || word.is_in_brackets {
            let may_be_letter =
                word.is_in_brackets || index + 1 == words.len() && is_any(QUANTITIES);
            found.power = found.power.or_else(|| power(word, may_be_letter));
        }
    }
    found
}

fn noun(words: &[Word<'_>]) -> Option<&'static str> {
    words.iter().rev().find_map(|word| {
        let known = NOUNS.iter().find(|(known, _)| known.eq_ignore_ascii_case(word.text));
        known.map(|(_, noun)| *noun)
    })
}

fn currency(word: &Word<'_>) -> Option<Named> {
    let is_sign = !word.text.starts_with(|first: char| first.is_ascii_alphanumeric());
    let is_marked = word.text.contains(['$', '¥', '¥']);
    let is_known = CURRENCIES.iter().any(|known| known.eq_ignore_ascii_case(word.text));
    let is_code = word.is_in_brackets && money::code(word.text).is_some();
    if is_sign || is_marked || is_known || is_code {
        return money::leading(scaled(word.text).map_or(word.text, |(_, rest)| rest))
            .map(|(named, _)| named);
    }
    // `USDm`
    let (code, rest) = word.text.split_at_checked(3)?;
    scale_words::power(rest, true)?;
    money::code(code).map(|code| Named { code, others: &[] })
}

/// The power of ten in characters at the beginning, as in `亿元`.
fn scaled(text: &str) -> Option<(i32, &str)> {
    if text.starts_with(|first: char| first.is_ascii()) {
        return None;
    }
    scale_words::leading(text, true)
}

fn power(word: &Word<'_>, may_be_letter: bool) -> Option<i32> {
    if let Some((power, rest)) = scaled(word.text) {
        let is_whole = rest.is_empty() || money::leading(rest).is_some();
        return is_whole.then_some(power);
    }
    let named = scale_words::power(word.text, true);
    let is_short = word.text.len() <= 2 && !word.text.eq_ignore_ascii_case("bn");
    if named.is_some() {
        return named.filter(|_| !is_short || may_be_letter);
    }
    let (code, rest) = word.text.split_at_checked(3)?;
    money::code(code)?;
    scale_words::power(rest, true)
}

/// The words of a heading, parted at spaces, signs and where a capital follows a small letter; signs
/// of currencies with the letters before them, as `US$`, and percent signs are words too.
fn split(heading: &str) -> Vec<Word<'_>> {
    let mut words = Vec::new();
    let (mut start, mut depth) = (0, 0_usize);
    let mut before = ' ';
    let mut push = |from: usize, to: usize, depth: usize| {
        let text = heading.get(from..to).unwrap_or_default();
        if !text.is_empty() {
            words.push(Word { text, is_in_brackets: depth > 0 });
        }
    };
    for (at, sign) in heading.char_indices() {
        let is_sign = is_currency_sign(sign) || sign == '%';
        let is_hump = before.is_lowercase() && sign.is_uppercase();
        if is_currency_sign(sign) {
            push(start, at + sign.len_utf8(), depth);
        } else if !sign.is_alphanumeric() {
            push(start, at, depth);
            if sign == '%' {
                push(at, at + 1, depth);
            }
        } else if is_hump {
            push(start, at, depth);
        }
        if is_sign || !sign.is_alphanumeric() {
            start = at + sign.len_utf8();
        } else if is_hump {
            start = at;
        }
        match sign {
            '(' | '[' | '（' => depth += 1,
            ')' | ']' | '）' => depth = depth.saturating_sub(1),
            _ => {}
        }
        before = sign;
    }
    push(start, heading.len(), depth);
    words
}

fn is_currency_sign(sign: char) -> bool {
    "$€£¥¥₹₩".contains(sign)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn units_and_scales_are_read_from_headings() {
        for (heading, currency, power) in [
            ("Valuation ($B)", Some("USD"), Some(9)),
            ("Amount (USD billions)", Some("USD"), Some(9)),
            ("funds_raised_millions", None, Some(6)),
            ("AmountInUSD", Some("USD"), None),
            ("total_params_b", None, Some(9)),
            ("metadata_params_billions", None, Some(9)),
            ("Revenue (US$MM)", Some("USD"), Some(6)),
            ("Round Amount (in USD)", Some("USD"), None),
            ("raised_usd", Some("USD"), None),
            ("funding_total_usd", Some("USD"), None),
            ("Raised USDm", Some("USD"), Some(6)),
            ("Raised, in millions of euros", Some("EUR"), Some(6)),
            ("融资金额(亿元)", Some("CNY"), Some(8)),
            ("金额（万美元）", Some("USD"), Some(4)),
            ("Amount (Rs. Cr)", None, Some(7)),
            ("Raised ($bn)", Some("USD"), Some(9)),
            ("Series B", None, None),
            ("plan_b", None, None),
            ("Million Dollar Club of the year", None, None),
            ("ALL", None, None),
            ("rank", None, None),
            ("Amount", None, None),
        ] {
            let found = read(heading);
            let code = found.currency.map(|named| named.code);
            assert_eq!((code, found.power), (currency, power), "{heading}");
        }
    }

    #[test]
    fn shares_and_nouns_are_read_from_headings() {
        assert!(read("Frequency (%)").has_percent_sign);
        for heading in ["market share", "share_provided", "pct_of_total", "share of downloads"] {
            assert!(read(heading).is_share, "{heading}");
        }
        for heading in ["95_pct_ci", "shareholder", "rank"] {
            assert!(!read(heading).is_share, "{heading}");
        }
        assert_eq!(read("Training compute (FLOP)").noun, Some("FLOP"));
        assert_eq!(read("total_params_b").noun, Some("parameters"));
        assert_eq!(read("downloadsAllTime").noun, Some("downloads"));
        assert_eq!(read("tokens per second").noun, None);
    }
}
