//! A place in a text that is read from left to right.

/// A place in a text that is read from left to right.
#[derive(Clone, Copy, Debug)]
pub struct Cursor<'a> {
    text: &'a str,
    rest: &'a str,
}

impl<'a> Cursor<'a> {
    /// At the beginning.
    pub fn new(text: &'a str) -> Self {
        Self { text, rest: text }
    }

    /// What is still to be read.
    pub fn rest(&self) -> &'a str {
        self.rest
    }

    /// How many bytes have been read.
    pub fn at(&self) -> usize {
        self.text.len().saturating_sub(self.rest.len())
    }

    /// Goes on to a later place, given by what is then still to be read.
    pub fn go_to(&mut self, rest: &'a str) {
        self.rest = rest;
    }

    /// Goes on by this many bytes, or to the end.
    pub fn skip(&mut self, bytes: usize) {
        self.rest = self.rest.get(bytes..).unwrap_or_default();
    }

    /// Goes on past spaces of any kind.
    pub fn skip_spaces(&mut self) {
        self.rest = self.rest.trim_start();
    }

    /// Whether everything has been read.
    pub fn is_at_end(&self) -> bool {
        self.rest.is_empty()
    }

    /// Reads this text, where it stands here; letters may be large or small.
    pub fn eat(&mut self, text: &str) -> bool {
        let Some((start, rest)) = self.rest.split_at_checked(text.len()) else { return false };
        let is_there = start.eq_ignore_ascii_case(text);
        if is_there {
            self.rest = rest;
        }
        is_there
    }

    /// Reads the first of these texts that stands here.
    pub fn eat_one_of(&mut self, texts: &[&str]) -> bool {
        texts.iter().any(|text| self.eat(text))
    }

    /// Reads whole digits; `None` where there are none.
    pub fn digits(&mut self) -> Option<&'a str> {
        let len = self.rest.bytes().take_while(u8::is_ascii_digit).count();
        let (digits, rest) = self.rest.split_at_checked(len).filter(|_| len > 0)?;
        self.rest = rest;
        Some(digits)
    }

    /// The character that comes next.
    pub fn next(&self) -> Option<char> {
        self.rest.chars().next()
    }
}
