//! A closed list of words: a status, a kind, the views of a tab.

/// A type whose values are a short closed list, each with its word in files and on the command
/// line (`key`) and its words on screen (`label`).
pub trait Choice: Copy + PartialEq + Sized + 'static {
    /// Every value, in the order shown.
    const ALL: &'static [Self];

    /// The word in data files and after `--option KEY=`.
    fn key(self) -> &'static str;

    /// The words on screen; the key in sentence case unless the type says otherwise.
    fn label(self) -> String {
        sentence_case(self.key())
    }

    /// The value with this key; capitals and surrounding spaces do not matter.
    fn from_key(key: &str) -> Option<Self> {
        let key = key.trim();
        Self::ALL.iter().copied().find(|choice| choice.key().eq_ignore_ascii_case(key))
    }

    /// All keys, for a message: `a, b or c`.
    fn keys() -> String {
        let keys: Vec<&str> = Self::ALL.iter().map(|choice| choice.key()).collect();
        one_of(&keys)
    }
}

/// `a, b or c`.
pub fn one_of(words: &[&str]) -> String {
    match words {
        [] => String::new(),
        [one] => (*one).to_owned(),
        [head @ .., last] => format!("{} or {last}", head.join(", ")),
    }
}

/// `a, b and c`.
pub fn all_of(words: &[String]) -> String {
    match words {
        [] => String::new(),
        [one] => one.clone(),
        [head @ .., last] => format!("{} and {last}", head.join(", ")),
    }
}

/// The text with its first letter as a capital, unless its first word has a capital elsewhere:
/// `xAI` and `iOS` are written so.
pub fn sentence_case(text: &str) -> String {
    let first = text.split_whitespace().next().unwrap_or_default();
    if first.chars().any(char::is_uppercase) {
        return text.to_owned();
    }
    let mut letters = text.chars();
    letters.next().map_or_else(String::new, |first| first.to_uppercase().chain(letters).collect())
}

/// The known word nearest to a mistyped one, if one is near enough to be meant.
pub fn nearest<'a>(text: &str, words: impl IntoIterator<Item = &'a str>) -> Option<&'a str> {
    let text = text.to_lowercase();
    // A third of the letters may be wrong; of very short words none, for all of them are near.
    let limit = match text.chars().count() {
        0..3 => 0,
        3 => 1,
        4..7 => 2,
        letters => letters / 3,
    };
    words
        .into_iter()
        .map(|word| (edit_distance(&text, &word.to_lowercase(), limit), word))
        .filter(|(distance, _)| *distance <= limit)
        .min_by_key(|(distance, _)| *distance)
        .map(|(_, word)| word)
}

/// Levenshtein distance, or more than `limit` where the lengths alone exceed it.
fn edit_distance(a: &str, b: &str, limit: usize) -> usize {
    let (a, b): (Vec<char>, Vec<char>) = (a.chars().collect(), b.chars().collect());
    if a.len().abs_diff(b.len()) > limit {
        return limit + 1;
    }
    let mut row: Vec<usize> = (0..=b.len()).collect();
    for (i, letter) in a.iter().enumerate() {
        let mut diagonal = i;
        let mut left = i + 1;
        for (cell, other) in row.iter_mut().skip(1).zip(&b) {
            let change = diagonal + usize::from(letter != other);
            diagonal = *cell;
            left = change.min(left + 1).min(diagonal + 1);
            *cell = left;
        }
        if let Some(first) = row.first_mut() {
            *first = i + 1;
        }
    }
    row.last().copied().unwrap_or(limit + 1)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_mistyped_word_finds_its_neighbour() {
        let words = ["effective", "partially circumvented", "not applicable"];
        assert_eq!(nearest("Efective", words), Some("effective"));
        assert_eq!(nearest("partly circumvented", words), Some("partially circumvented"));
        assert_eq!(nearest("banana", words), None);
        assert_eq!(edit_distance("kitten", "sitting", 9), 3);
    }

    #[test]
    fn words_are_listed_as_a_sentence_lists_them() {
        assert_eq!(one_of(&["a", "b", "c"]), "a, b or c");
        assert_eq!(all_of(&["a".to_owned(), "b".to_owned()]), "a and b");
        assert_eq!(sentence_case("gpu"), "Gpu");
        assert_eq!(sentence_case("iOS users"), "iOS users");
    }
}
