//! Words and signs that say how exactly a number is put: `~`, `over`, `nearly`, `+`.

use crate::model::Qualifier;

/// What a word beside a number says.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Said {
    /// How exactly the number is put.
    pub qualifier: Qualifier,
    /// Whether the qualifier says less than the word, which is then kept in a note.
    pub is_loose: bool,
}

const fn exactly(qualifier: Qualifier) -> Said {
    Said { qualifier, is_loose: false }
}

const fn loosely(qualifier: Qualifier) -> Said {
    Said { qualifier, is_loose: true }
}

/// What stands before a number, those first that begin with others.
const BEFORE: &[(&str, Said)] = &[
    ("~", exactly(Qualifier::About)),
    ("≈", exactly(Qualifier::About)),
    ("∼", exactly(Qualifier::About)),
    (">=", exactly(Qualifier::AtLeast)),
    ("≥", exactly(Qualifier::AtLeast)),
    (">", loosely(Qualifier::AtLeast)),
    ("<=", loosely(Qualifier::Under)),
    ("≤", loosely(Qualifier::Under)),
    ("<", exactly(Qualifier::Under)),
    ("approximately", exactly(Qualifier::About)),
    ("approx.", exactly(Qualifier::About)),
    ("approx", exactly(Qualifier::About)),
    ("about", exactly(Qualifier::About)),
    ("around", exactly(Qualifier::About)),
    ("roughly", exactly(Qualifier::About)),
    ("circa", exactly(Qualifier::About)),
    ("ca.", exactly(Qualifier::About)),
    ("ca", exactly(Qualifier::About)),
    ("c.", exactly(Qualifier::About)),
    ("some", exactly(Qualifier::About)),
    ("an estimated", loosely(Qualifier::About)),
    ("estimated", loosely(Qualifier::About)),
    ("est.", loosely(Qualifier::About)),
    ("barely over", exactly(Qualifier::JustOver)),
    ("just over", exactly(Qualifier::JustOver)),
    ("slightly over", exactly(Qualifier::JustOver)),
    ("just above", exactly(Qualifier::JustOver)),
    ("just under", exactly(Qualifier::Nearly)),
    ("just below", exactly(Qualifier::Nearly)),
    ("nearly", exactly(Qualifier::Nearly)),
    ("almost", exactly(Qualifier::Nearly)),
    ("close to", exactly(Qualifier::Nearly)),
    ("over", loosely(Qualifier::AtLeast)),
    ("more than", loosely(Qualifier::AtLeast)),
    ("above", loosely(Qualifier::AtLeast)),
    ("at least", exactly(Qualifier::AtLeast)),
    ("no less than", exactly(Qualifier::AtLeast)),
    ("upwards of", exactly(Qualifier::AtLeast)),
    ("minimum", exactly(Qualifier::AtLeast)),
    ("under", exactly(Qualifier::Under)),
    ("less than", exactly(Qualifier::Under)),
    ("below", exactly(Qualifier::Under)),
    ("fewer than", exactly(Qualifier::Under)),
    ("sub-", exactly(Qualifier::Under)),
    ("up to", loosely(Qualifier::Under)),
    ("at most", loosely(Qualifier::Under)),
    ("no more than", loosely(Qualifier::Under)),
    ("maximum", loosely(Qualifier::Under)),
    ("claimed", loosely(Qualifier::Exact)),
    ("anticipated", loosely(Qualifier::Exact)),
    ("expected", loosely(Qualifier::Exact)),
    ("projected", loosely(Qualifier::Exact)),
    ("planned", loosely(Qualifier::Exact)),
    ("targeted", loosely(Qualifier::Exact)),
    ("reportedly", loosely(Qualifier::Exact)),
    ("reported", loosely(Qualifier::Exact)),
    ("between", loosely(Qualifier::Exact)),
    ("from", loosely(Qualifier::Exact)),
    ("大约", exactly(Qualifier::About)),
    ("约", exactly(Qualifier::About)),
    ("約", exactly(Qualifier::About)),
    ("近", exactly(Qualifier::Nearly)),
    ("超过", loosely(Qualifier::AtLeast)),
    ("超", loosely(Qualifier::AtLeast)),
    ("逾", loosely(Qualifier::AtLeast)),
    ("至少", exactly(Qualifier::AtLeast)),
    ("不到", exactly(Qualifier::Under)),
];

/// What stands after a number.
const AFTER: &[(&str, Said)] = &[
    ("or more", exactly(Qualifier::AtLeast)),
    ("and more", exactly(Qualifier::AtLeast)),
    ("and above", exactly(Qualifier::AtLeast)),
    ("or above", exactly(Qualifier::AtLeast)),
    ("plus", exactly(Qualifier::AtLeast)),
    ("+", exactly(Qualifier::AtLeast)),
    ("以上", exactly(Qualifier::AtLeast)),
    ("余", loosely(Qualifier::AtLeast)),
    ("多", loosely(Qualifier::AtLeast)),
    ("or less", loosely(Qualifier::Under)),
    ("approximately", exactly(Qualifier::About)),
    ("approx.", exactly(Qualifier::About)),
    ("approx", exactly(Qualifier::About)),
    ("est.", loosely(Qualifier::About)),
    ("est", loosely(Qualifier::About)),
    ("estimated", loosely(Qualifier::About)),
    ("claimed", loosely(Qualifier::Exact)),
    ("anticipated", loosely(Qualifier::Exact)),
    ("expected", loosely(Qualifier::Exact)),
];

/// What is said at the beginning of the text, before a number, and what follows.
pub fn before(text: &str) -> Option<(Said, &str)> {
    // Most numbers begin with a digit or a currency sign.
    if text.starts_with(|first: char| first.is_ascii_digit() || first == '$') {
        return None;
    }
    find(BEFORE, text)
}

/// What is said at the beginning of the text, after a number, and what follows.
pub fn after(text: &str) -> Option<(Said, &str)> {
    find(AFTER, text)
}

fn find<'a>(words: &[(&str, Said)], text: &'a str) -> Option<(Said, &'a str)> {
    let first = text.bytes().next()?;
    let begins = |word: &str| word.bytes().next().is_some_and(|b| b.eq_ignore_ascii_case(&first));
    words.iter().filter(|(word, _)| begins(word)).find_map(|(word, said)| {
        let (start, rest) = text.split_at_checked(word.len())?;
        let ends_word = word.ends_with(|last: char| last.is_ascii_alphabetic());
        let goes_on = rest.starts_with(|next: char| next.is_ascii_alphabetic());
        (start.eq_ignore_ascii_case(word) && !(ends_word && goes_on)).then_some((*said, rest))
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_are_told_from_longer_ones() {
        assert_eq!(before("overall 5"), None);
        assert_eq!(before("ca 5").map(|(said, rest)| (said.qualifier, rest)), {
            Some((Qualifier::About, " 5"))
        });
        assert_eq!(before("sub-100").map(|(_, rest)| rest), Some("100"));
        assert_eq!(after("plussed"), None);
    }
}
