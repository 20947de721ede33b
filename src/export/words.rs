//! What an export says of itself in words: its alt text, and the characters it cannot draw.

use std::collections::BTreeSet;

use crate::desk::Shown;
use crate::model::number::counted;

/// Marks worded in an alt text at most: longer ones are not listened to.
const MOST_MARKS: usize = 40;
/// Characters named at most.
const MOST_LETTERS: usize = 20;

/// What a figure says, and says of itself.
pub struct Words {
    /// The finding.
    pub title: String,
    /// Measure, unit, scope and date; may be empty.
    pub subtitle: String,
    /// The source line.
    pub source: String,
    /// The alt text: subtitle, values and source line.
    pub description: String,
}

impl Words {
    /// Of what this tab shows.
    pub fn of(shown: &Shown) -> Self {
        let tab = &shown.tab;
        let marks = tab.marks();
        let mut values: Vec<String> = marks
            .iter()
            .take(MOST_MARKS)
            .map(|mark| match mark.value.as_str() {
                "" => mark.label.clone(),
                value => format!("{}: {value}", mark.label),
            })
            .collect();
        if marks.len() > MOST_MARKS {
            values.push(format!("and {}", counted(marks.len() - MOST_MARKS, "more mark")));
        }
        let source = shown.origin.evidence.source_line(tab.cited());
        let parts = [tab.subtitle().to_owned(), values.join("; "), source.clone()];
        let parts: Vec<String> = parts.into_iter().filter(|part| !part.is_empty()).collect();
        Self {
            title: tab.title().to_owned(),
            subtitle: tab.subtitle().to_owned(),
            source,
            description: parts.join(". ") + ".",
        }
    }
}

/// Text as a document holds it: without characters that no reader shows.
pub fn plain(text: &str) -> String {
    text.chars().map(plain_letter).collect()
}

/// The letter, or a space for what is no character of a text.
pub fn plain_letter(letter: char) -> char {
    match letter {
        '\u{FEFF}' | '\u{FFFE}' | '\u{FFFF}' => ' ',
        letter if letter.is_control() => ' ',
        letter => letter,
    }
}

/// Says which characters of the figure no bundled font draws; `None` where every one is drawn.
pub fn undrawable(shown: &Shown) -> Option<String> {
    let tab = &shown.tab;
    let words = [tab.title(), tab.subtitle()];
    let marks = tab.marks().iter().flat_map(|mark| {
        [mark.label.as_str(), mark.value.as_str()]
            .into_iter()
            .chain(mark.fields.iter().map(|field| field.value.as_str()))
    });
    let missing: BTreeSet<char> = words
        .into_iter()
        .chain(marks)
        .flat_map(str::chars)
        .filter(|letter| !letter.is_control() && !super::glyphs::is_drawable(*letter))
        .collect();
    let named: Vec<String> = missing
        .iter()
        .take(MOST_LETTERS)
        // The number too: where the letter is read, it may not be drawn either.
        .map(|letter| format!("{letter} (U+{:04X})", u32::from(*letter)))
        .collect();
    (!missing.is_empty()).then(|| {
        format!(
            "no bundled font draws {} of the characters used, such as {}",
            missing.len(),
            named.join(" ")
        )
    })
}
