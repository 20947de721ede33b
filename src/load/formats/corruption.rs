//! Signs that a text was decoded wrongly before it was saved. They are told and never repaired: what
//! stood there is not known for certain.

use super::encoding::line_at;

/// What a wrong decoding left behind in a text.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Corruption {
    /// In how many places.
    pub count: usize,
    /// The line of the first, from 1.
    pub line: u64,
    /// The first with what surrounds it.
    pub excerpt: String,
}

/// How many bytes are looked at together.
const PIECE: usize = 64;

/// What looks like the work of a wrong decoding; `None` where nothing does.
pub fn found(text: &str) -> Option<Corruption> {
    let mut first = None;
    let mut count = 0;
    let mut note = |at: usize| {
        first = Some(first.map_or(at, |known: usize| known.min(at)));
        count += 1;
    };
    let bytes = text.as_bytes();
    // Most text is ASCII and is passed over piece by piece.
    for (index, piece) in bytes.chunks(PIECE).enumerate() {
        if piece.is_ascii() {
            continue;
        }
        let places = piece.iter().enumerate().filter(|(_, byte)| **byte >= 0xC2);
        for (offset, _) in places {
            let at = index * PIECE + offset;
            if is_corrupt(text, at) {
                note(at);
            }
        }
    }
    // The bytes of a letter written out, as some programs print them.
    for at in memchr::memmem::find_iter(bytes, "\\x") {
        let written = bytes.get(at + 2..).unwrap_or_default();
        if [b"c2\\x".as_slice(), b"c3\\x", b"e2\\x80"].iter().any(|sign| written.starts_with(sign))
        {
            note(at);
        }
    }
    first.map(|at| Corruption { count, line: line_at(text, at), excerpt: excerpt(text, at) })
}

/// Whether the letter at this byte, which is not ASCII, is one that a wrong decoding leaves.
fn is_corrupt(text: &str, at: usize) -> bool {
    let mut letters = text.get(at..).unwrap_or_default().chars();
    let (Some(letter), next) = (letters.next(), letters.next()) else { return false };
    match letter {
        '\u{FFFD}' => true,
        // UTF-8 read as windows-1252: its second byte became a sign that follows no such letter.
        'Ã' | 'Â' => next.is_some_and(|next| ('\u{80}'..='\u{BF}').contains(&next)),
        'â' => next == Some('€'),
        // A comma of another encoding, right after a letter: `nm‚`.
        '‚' => {
            let before = text.get(..at).and_then(|text| text.chars().next_back());
            before.is_some_and(char::is_alphanumeric)
        }
        _ => false,
    }
}

/// What surrounds the place on its line.
fn excerpt(text: &str, at: usize) -> String {
    let ends = ['\n', '\r'];
    let before = text.get(..at).and_then(|before| before.rsplit(ends).next()).unwrap_or_default();
    let start = before
        .char_indices()
        .rev()
        .take(12)
        .last()
        .map_or(at, |(start, _)| at - before.len() + start);
    let after = text.get(start..).and_then(|rest| rest.split(ends).next()).unwrap_or_default();
    after.chars().take(24).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn wrongly_decoded_text_is_noticed() {
        for text in
            ["Chinaâ€™s", "JosÃ©", "5\u{C2}\u{A0}%", "a\u{FFFD}b", "7 nm‚ 5 nm", "a\\xc2\\xa0b"]
        {
            let found = found(&format!("title\n\n{text}\n")).expect(text);
            assert_eq!((found.count, found.line), (1, 3), "{text}");
            assert!(!found.excerpt.is_empty() && text.starts_with(&found.excerpt), "{found:?}");
        }
    }

    #[test]
    fn sound_text_is_left_in_peace() {
        for text in [
            "NÃO É ISSO",
            "Âge, château, pâté",
            "‚so‘ und „so“",
            "5 € – “well”",
            "智元 é",
            "C:\\xampp",
        ] {
            assert_eq!(found(text), None, "{text}");
        }
    }

    #[test]
    fn every_place_counts_and_the_first_is_shown() {
        let found = found(&"x,JosÃ©\n".repeat(50)).unwrap();
        assert_eq!((found.count, found.line), (50, 1));
        assert!(found.excerpt.starts_with("x,JosÃ©"), "{}", found.excerpt);
    }
}
