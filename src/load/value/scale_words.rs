//! Words and letters for powers of ten: `K`, `million`, `bn`, `lakh`, `亿`.

/// Words that stand for a power of ten wherever they stand after a number, in lower case.
const WORDS: &[(&str, i32)] = &[
    ("k", 3),
    ("thousand", 3),
    ("thousands", 3),
    ("m", 6),
    ("mn", 6),
    ("mln", 6),
    ("mil", 6),
    ("mill", 6),
    ("mio", 6),
    ("million", 6),
    ("millions", 6),
    ("b", 9),
    ("bn", 9),
    ("bln", 9),
    ("bil", 9),
    ("billion", 9),
    ("billions", 9),
    ("mrd", 9),
    ("milliard", 9),
    ("milliards", 9),
    ("tn", 12),
    ("trn", 12),
    ("tln", 12),
    ("trillion", 12),
    ("trillions", 12),
    ("quadrillion", 15),
    ("lakh", 5),
    ("lakhs", 5),
    ("lac", 5),
    ("lacs", 5),
    ("crore", 7),
    ("crores", 7),
    ("cr", 7),
];

/// Characters of Chinese, Japanese and Korean that multiply what stands before them.
const CHARACTERS: &[(char, i32)] = &[
    ('十', 1),
    ('百', 2),
    ('千', 3),
    ('万', 4),
    ('萬', 4),
    ('亿', 8),
    ('億', 8),
    ('兆', 12),
    ('천', 3),
    ('만', 4),
    ('억', 8),
    ('조', 12),
];

/// The power of ten that the word stands for; of amounts of money `t` and `mm` are two too, which
/// elsewhere are tonnes and millimetres.
pub fn power(word: &str, is_money: bool) -> Option<i32> {
    let listed = WORDS.iter().find(|(known, _)| known.eq_ignore_ascii_case(word));
    listed.map(|(_, power)| *power).or(match word {
        "T" => Some(12),
        "MM" => Some(6),
        "t" if is_money => Some(12),
        "mm" if is_money => Some(6),
        _ => None,
    })
}

/// The power of ten named at the beginning of the text, and what follows it.
pub fn leading(text: &str, is_money: bool) -> Option<(i32, &str)> {
    if !text.starts_with(|first: char| first.is_ascii_alphabetic()) {
        return characters(text);
    }
    let len = text.bytes().take_while(u8::is_ascii_alphabetic).count();
    let (word, rest) = text.split_at_checked(len)?;
    if let Some(power) = power(word, is_money) {
        // `5 Cr.` and `3 Mio. Euro` end with the point of an abbreviation.
        let rest = rest.strip_prefix('.').filter(|after| !starts_with_digit(after)).unwrap_or(rest);
        return Some((power, rest));
    }
    // `5MUSD`
    let (word, code) = text.split_at_checked(len.checked_sub(3)?)?;
    super::money::code(code.get(..3)?)?;
    Some((power(word, true)?, code))
}

/// The product of the characters at the beginning: `千万` is ten million, `万亿` a trillion.
fn characters(text: &str) -> Option<(i32, &str)> {
    let mut rest = text;
    let mut sum = 0;
    while let Some(first) = rest.chars().next() {
        let Some((_, power)) = CHARACTERS.iter().find(|(known, _)| *known == first) else { break };
        sum += power;
        rest = rest.get(first.len_utf8()..).unwrap_or_default();
        // No amount has more; and a text may be long.
        if sum > 40 {
            return None;
        }
    }
    (sum > 0).then_some((sum, rest))
}

fn starts_with_digit(text: &str) -> bool {
    text.starts_with(|first: char| first.is_ascii_digit())
}

/// The plain word for a power of ten, for the user: `millions`; `None` where there is none.
pub fn name(power: i32) -> Option<&'static str> {
    Some(match power {
        3 => "thousands",
        4 => "ten thousands",
        5 => "lakh",
        6 => "millions",
        7 => "crore",
        8 => "hundred millions",
        9 => "billions",
        12 => "trillions",
        _ => return None,
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_power_of_ten_is_read_by_its_words() {
        for (text, power) in [
            ("K", 3),
            ("million", 6),
            ("MM", 6),
            ("Cr.", 7),
            ("lakh", 5),
            ("bn", 9),
            ("万", 4),
            ("千万", 7),
            ("万亿", 12),
            ("兆", 12),
            ("MUSD", 6),
        ] {
            assert_eq!(leading(text, true).map(|(power, _)| power), Some(power), "{text}");
        }
        assert_eq!(leading("亿美元", true), Some((8, "美元")));
    }

    #[test]
    fn tonnes_and_millimetres_are_no_powers_of_ten() {
        for word in ["t", "mm", "months", "USD", "美元", ""] {
            assert_eq!(leading(word, false), None, "{word}");
        }
    }
}
