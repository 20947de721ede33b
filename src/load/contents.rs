//! The contents of a file, in memory once however many hold them.

use std::ops::Deref;
use std::sync::Arc;

/// The bytes of a file, known to be text where they are UTF-8.
#[derive(Clone, PartialEq, Eq)]
pub struct Contents(Kept);

#[derive(Clone, PartialEq, Eq)]
enum Kept {
    Text(Arc<String>),
    Bytes(Arc<Vec<u8>>),
}

impl Contents {
    /// The text from this byte on; `None` where the contents are not UTF-8 or no letter begins there.
    pub fn text_from(&self, start: usize) -> Option<Text> {
        match &self.0 {
            Kept::Text(whole) if whole.is_char_boundary(start) => {
                Some(Text { whole: Arc::clone(whole), start })
            }
            Kept::Text(_) | Kept::Bytes(_) => None,
        }
    }
}

impl From<Vec<u8>> for Contents {
    fn from(bytes: Vec<u8>) -> Self {
        Self(match String::from_utf8(bytes) {
            Ok(text) => Kept::Text(Arc::new(text)),
            Err(other) => Kept::Bytes(Arc::new(other.into_bytes())),
        })
    }
}

impl Deref for Contents {
    type Target = [u8];

    fn deref(&self) -> &[u8] {
        match &self.0 {
            Kept::Text(text) => text.as_bytes(),
            Kept::Bytes(bytes) => bytes,
        }
    }
}

impl std::fmt::Debug for Contents {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "{} bytes", self.len())
    }
}

/// A text that is shared and not copied: the contents of a file behind its mark, or what was made of
/// them.
#[derive(Clone, Debug, Default)]
pub struct Text {
    whole: Arc<String>,
    start: usize,
}

impl From<String> for Text {
    fn from(text: String) -> Self {
        Self { whole: Arc::new(text), start: 0 }
    }
}

impl Deref for Text {
    type Target = str;

    fn deref(&self) -> &str {
        self.whole.get(self.start..).unwrap_or_default()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_text_is_shared_behind_its_mark_and_what_is_none_stays_bytes() {
        let contents = Contents::from("\u{FEFF}é,b".as_bytes().to_vec());
        let text = contents.text_from(3).unwrap();
        assert_eq!((&*text, &*text.clone()), ("é,b", "é,b"));
        assert!(
            std::ptr::eq(text.as_bytes(), std::ptr::from_ref(&contents[3..])),
            "the same memory"
        );
        assert!(contents.text_from(4).is_none(), "within a letter");
        assert!(contents.text_from(9).is_none(), "beyond the end");
        let other = Contents::from(vec![b'a', 0xE9]);
        assert!(other.text_from(0).is_none());
        assert_eq!(&*other, [b'a', 0xE9]);
    }
}
