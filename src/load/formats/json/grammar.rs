//! The grammar of JSON as RFC 8259 has it, read strictly and with every number as it is written.

use std::borrow::Cow;

use crate::load::progress::Progress;

/// How deep values may lie in each other. Tables are flat; deeper ones are mistakes or attacks.
pub const DEEPEST: usize = 100;

/// Where a text stops being JSON, and why.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Mistake {
    /// The byte from the beginning of the text.
    pub byte: usize,
    /// What is wrong, in words.
    pub message: String,
    /// What to do about it, where that is plain.
    pub hint: Option<&'static str>,
    /// Whether it is JSON all the same, and only too much of it.
    pub is_limit: bool,
}

/// What kind of value begins with a byte.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Kind {
    /// `{`
    Object,
    /// `[`
    List,
    /// `null`
    Null,
    /// A text, a number, `true` or `false`.
    Scalar,
}

/// A place in a text and the grammar from there on. Values are handed over as they are met, so
/// memory does not grow with the text.
#[derive(Clone, Debug)]
pub struct Cursor<'a> {
    text: &'a str,
    at: usize,
    depth: usize,
    /// Halves of surrogate pairs that stood alone and were read as U+FFFD.
    pub replaced: usize,
    /// Who is told how far it has come, and at which byte that was last.
    progress: Option<&'a Progress>,
    told: usize,
}

/// After so many bytes it is told how far the reading has come.
const PIECE: usize = 1 << 20;

impl<'a> Cursor<'a> {
    /// Begins at a byte of the text.
    pub fn new(text: &'a str, at: usize) -> Self {
        Self { text, at, depth: 0, replaced: 0, progress: None, told: at }
    }

    /// The same, watched: it stops where that is wished.
    pub fn watched_by(self, progress: &'a Progress) -> Self {
        Self { progress: Some(progress), ..self }
    }

    /// Tells how far it has come.
    fn tell(&mut self) -> Result<(), Mistake> {
        if self.at < self.told + PIECE {
            return Ok(());
        }
        self.told = self.at;
        match self.progress {
            Some(progress) if !progress.reached(self.at as u64) => {
                Err(self.mistake("the reading was stopped here"))
            }
            _ => Ok(()),
        }
    }

    /// The next byte that is no space; `None` at the end.
    pub fn peek(&mut self) -> Option<u8> {
        let rest = self.text.as_bytes().get(self.at..)?;
        let spaces = rest.iter().take_while(|byte| matches!(byte, b' ' | b'\t' | b'\n' | b'\r'));
        self.at += spaces.count();
        self.byte()
    }

    /// The byte at which the next value begins.
    pub fn start(&mut self) -> usize {
        self.peek();
        self.at
    }

    /// What kind of value begins here; a scalar where it is none.
    pub fn kind(&mut self) -> Kind {
        match self.peek() {
            Some(b'{') => Kind::Object,
            Some(b'[') => Kind::List,
            Some(b'n') => Kind::Null,
            _ => Kind::Scalar,
        }
    }

    /// Passes over a value and gives its text.
    pub fn skip(&mut self) -> Result<&'a str, Mistake> {
        let start = self.start();
        match self.kind() {
            Kind::Object => self.object(|cursor, _| cursor.skip().map(|_| ()))?,
            Kind::List => self.list(|cursor| cursor.skip().map(|_| ()))?,
            Kind::Null | Kind::Scalar => drop(self.scalar()?),
        }
        Ok(self.text.get(start..self.at).unwrap_or_default())
    }

    /// Reads an object; each member is given to `member`, which reads its value.
    pub fn object(
        &mut self,
        mut member: impl FnMut(&mut Self, Cow<'a, str>) -> Result<(), Mistake>,
    ) -> Result<(), Mistake> {
        self.open(b'{', "an object, which begins with “{”, is wanted here")?;
        if self.peek() == Some(b'}') {
            return self.close();
        }
        loop {
            if self.peek() != Some(b'"') {
                return Err(self.mistake("the name of a member, in quotation marks, is wanted"));
            }
            let name = self.string()?;
            self.take(b':', "a colon is wanted after the name of a member")?;
            member(self, name)?;
            self.tell()?;
            match self.peek() {
                Some(b',') => self.at += 1,
                Some(b'}') => return self.close(),
                _ => return Err(self.mistake("a comma or “}” is wanted after a member")),
            }
        }
    }

    /// Reads a list; `element` is called for each element and reads it.
    pub fn list(
        &mut self,
        mut element: impl FnMut(&mut Self) -> Result<(), Mistake>,
    ) -> Result<(), Mistake> {
        self.open(b'[', "a list, which begins with “[”, is wanted here")?;
        if self.peek() == Some(b']') {
            return self.close();
        }
        loop {
            element(self)?;
            self.tell()?;
            match self.peek() {
                Some(b',') => self.at += 1,
                Some(b']') => return self.close(),
                _ => return Err(self.mistake("a comma or “]” is wanted after an element")),
            }
        }
    }

    /// The text of a scalar: a number as it is written, nothing for `null`.
    pub fn scalar(&mut self) -> Result<Cow<'a, str>, Mistake> {
        match self.peek() {
            Some(b'"') => self.string(),
            Some(b'-' | b'0'..=b'9') => self.number().map(Cow::Borrowed),
            Some(_) => {
                for word in ["true", "false", "null"] {
                    if self.rest().starts_with(word) {
                        self.at += word.len();
                        return Ok(Cow::Borrowed(if word == "null" { "" } else { word }));
                    }
                }
                Err(self.no_value())
            }
            None => Err(self.mistake("the text ends where a value is wanted")),
        }
    }

    /// Whether only spaces follow; a mistake where anything else does.
    pub fn end(&mut self) -> Result<(), Mistake> {
        match self.peek() {
            None => Ok(()),
            Some(_) => Err(self.mistake("the value ends before this, and nothing may follow")),
        }
    }

    /// A mistake at this place.
    pub fn mistake(&self, message: impl Into<String>) -> Mistake {
        Mistake { byte: self.at, message: message.into(), hint: None, is_limit: false }
    }

    fn no_value(&self) -> Mistake {
        let hint = |hint| Mistake { hint: Some(hint), ..self.mistake("this is no JSON value") };
        let rest = self.rest().trim_start_matches(['-', '+']);
        if ["NaN", "nan", "Infinity", "undefined", "None"].iter().any(|w| rest.starts_with(w)) {
            return hint("JSON has no word for it; write null where there is no value");
        }
        match rest.chars().next() {
            Some('\'' | '“') => hint("put texts in straight double quotation marks"),
            Some('/' | '#') => hint("JSON has no comments; remove it"),
            Some('T' | 'F') => hint("write true and false in small letters"),
            _ => self.mistake("this is no JSON value"),
        }
    }

    fn open(&mut self, sign: u8, message: &str) -> Result<(), Mistake> {
        self.take(sign, message)?;
        self.depth += 1;
        if self.depth > DEEPEST {
            let message = format!("values lie in each other more than {DEEPEST} deep here");
            return Err(Mistake { is_limit: true, ..self.mistake(message) });
        }
        Ok(())
    }

    /// Passes over the closing sign; fallible only so that callers can end with it.
    #[expect(clippy::unnecessary_wraps, reason = "the last step of functions that can fail")]
    fn close(&mut self) -> Result<(), Mistake> {
        self.at += 1;
        self.depth -= 1;
        Ok(())
    }

    fn take(&mut self, sign: u8, message: &str) -> Result<(), Mistake> {
        if self.peek() != Some(sign) {
            return Err(self.mistake(message));
        }
        self.at += 1;
        Ok(())
    }

    fn number(&mut self) -> Result<&'a str, Mistake> {
        let start = self.at;
        if self.byte() == Some(b'-') {
            self.at += 1;
        }
        let leading = self.byte();
        let digits = self.digits();
        if digits == 0 {
            self.at = start;
            return Err(self.no_value());
        }
        if digits > 1 && leading == Some(b'0') {
            self.at = start;
            let hint = "remove the zeros, or put it in quotation marks if it is a name";
            let mistake = self.mistake("a number may not begin with zeros");
            return Err(Mistake { hint: Some(hint), ..mistake });
        }
        if self.byte() == Some(b'.') {
            self.at += 1;
            if self.digits() == 0 {
                return Err(self.mistake("a digit is wanted after the decimal point"));
            }
        }
        if matches!(self.byte(), Some(b'e' | b'E')) {
            self.at += 1;
            if matches!(self.byte(), Some(b'+' | b'-')) {
                self.at += 1;
            }
            if self.digits() == 0 {
                return Err(self.mistake("a digit is wanted in the exponent"));
            }
        }
        Ok(self.text.get(start..self.at).unwrap_or_default())
    }

    /// Passes over digits and gives their number.
    fn digits(&mut self) -> usize {
        let rest = self.text.as_bytes().get(self.at..).unwrap_or_default();
        let digits = rest.iter().take_while(|byte| byte.is_ascii_digit()).count();
        self.at += digits;
        digits
    }

    fn string(&mut self) -> Result<Cow<'a, str>, Mistake> {
        let opened = self.at;
        self.at += 1;
        let mut text = Cow::Borrowed("");
        loop {
            let rest = self.rest();
            let ends = |byte: &u8| matches!(byte, b'"' | b'\\' | 0..=0x1F);
            let Some(length) = rest.as_bytes().iter().position(ends) else {
                self.at = opened;
                return Err(self.mistake("this quotation mark is never closed"));
            };
            let plain = rest.get(..length).unwrap_or_default();
            if text.is_empty() {
                text = Cow::Borrowed(plain);
            } else {
                text.to_mut().push_str(plain);
            }
            self.at += length;
            match self.byte() {
                Some(b'"') => {
                    self.at += 1;
                    return Ok(text);
                }
                Some(b'\\') => text.to_mut().push(self.escape()?),
                _ => {
                    let hint = "write \\n for a line break and \\t for a tab";
                    let mistake = self.mistake("a text may not hold line breaks and the like");
                    return Err(Mistake { hint: Some(hint), ..mistake });
                }
            }
        }
    }

    fn escape(&mut self) -> Result<char, Mistake> {
        let sign = self.text.as_bytes().get(self.at + 1).copied();
        let plain = match sign {
            Some(sign @ (b'"' | b'\\' | b'/')) => char::from(sign),
            Some(b'b') => '\u{8}',
            Some(b'f') => '\u{c}',
            Some(b'n') => '\n',
            Some(b'r') => '\r',
            Some(b't') => '\t',
            Some(b'u') => return self.unicode(),
            _ => {
                let hint = "double the backslash if a backslash is meant";
                let mistake = self.mistake("a backslash may not stand before this sign");
                return Err(Mistake { hint: Some(hint), ..mistake });
            }
        };
        self.at += 2;
        Ok(plain)
    }

    fn unicode(&mut self) -> Result<char, Mistake> {
        let wanted = || "four hexadecimal digits are wanted after “\\u”";
        let first = self.hexadecimal().ok_or_else(|| self.mistake(wanted()))?;
        self.at += 6;
        if let Ok(plain) = char::try_from(first) {
            return Ok(plain);
        }
        if (0xD800..0xDC00).contains(&first)
            && self.rest().starts_with("\\u")
            && let Some(second @ 0xDC00..0xE000) = self.hexadecimal()
        {
            self.at += 6;
            let code = 0x1_0000 + ((first - 0xD800) << 10) + (second - 0xDC00);
            return Ok(char::from_u32(code).unwrap_or(char::REPLACEMENT_CHARACTER));
        }
        self.replaced += 1;
        Ok(char::REPLACEMENT_CHARACTER)
    }

    /// The four digits after `\u`.
    fn hexadecimal(&self) -> Option<u32> {
        let digits = self.text.get(self.at + 2..self.at + 6)?;
        let is_plain = digits.bytes().all(|byte| byte.is_ascii_hexdigit());
        is_plain.then(|| u32::from_str_radix(digits, 16).ok())?
    }

    fn byte(&self) -> Option<u8> {
        self.text.as_bytes().get(self.at).copied()
    }

    fn rest(&self) -> &'a str {
        self.text.get(self.at..).unwrap_or_default()
    }
}

/// A value without the spaces and line breaks between its parts.
pub fn compact(value: &str) -> String {
    let mut is_in_text = false;
    let mut is_escaped = false;
    let keep = |sign: &char| {
        if is_in_text {
            is_in_text = *sign != '"' || is_escaped;
            is_escaped = *sign == '\\' && !is_escaped;
            return true;
        }
        is_in_text = *sign == '"';
        !matches!(sign, ' ' | '\t' | '\n' | '\r')
    };
    value.chars().filter(keep).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn checked(text: &str) -> Result<&str, Mistake> {
        let mut cursor = Cursor::new(text, 0);
        let value = cursor.skip()?;
        cursor.end()?;
        Ok(value)
    }

    #[test]
    fn numbers_keep_every_digit() {
        for number in ["0", "-0", "1e400", "1E+2", "-1.50e-7", "123456789012345678901234567890"] {
            assert_eq!(Cursor::new(number, 0).scalar().unwrap(), number);
        }
        for number in ["01", "-", "+1", "1.", ".5", "1e", "1e+", "0x1", "-01", "NaN", "-Infinity"] {
            assert!(checked(number).is_err(), "{number}");
        }
    }

    #[test]
    fn texts_are_unescaped_and_half_pairs_counted() {
        let mut cursor = Cursor::new(r#""a\"\\\/\n\u00e9\uD83D\uDE00\uD800x""#, 0);
        assert_eq!(cursor.scalar().unwrap(), "a\"\\/\né😀\u{FFFD}x");
        assert_eq!(cursor.replaced, 1);
        for text in [r#""\x""#, r#""\u12g4""#, "\"a\nb\"", "\"open", r#""\u+123""#] {
            assert!(checked(text).is_err(), "{text}");
        }
    }

    #[test]
    fn a_mistake_says_where_and_what_to_do() {
        let mistake = checked(r#"{"a": NaN}"#).unwrap_err();
        assert_eq!((mistake.byte, mistake.message.as_str()), (6, "this is no JSON value"));
        assert!(mistake.hint.unwrap().contains("null"));
        assert_eq!(checked("[1, 2").unwrap_err().byte, 5);
        assert_eq!(checked("[1] 2").unwrap_err().byte, 4);
    }

    #[test]
    fn depth_is_limited_before_the_stack_is() {
        let deep = |depth: usize| format!("{}{}", "[".repeat(depth), "]".repeat(depth));
        assert!(checked(&deep(DEEPEST)).is_ok());
        let mistake = checked(&"[".repeat(100_000)).unwrap_err();
        assert!(mistake.message.contains("100 deep"), "{mistake:?}");
        assert!(checked(&r#"{"a":"#.repeat(100_000)).is_err());
    }

    #[test]
    fn spaces_are_left_out_but_for_those_in_texts() {
        assert_eq!(compact("[ 1,\n {\"a b\" : \"c \\\" d\"} ]"), r#"[1,{"a b":"c \" d"}]"#);
    }
}
