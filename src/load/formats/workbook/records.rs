//! The records of an XLS stream (BIFF8), and the texts in them.

use super::compound::{half, word};
use super::page::Refusal;
use crate::load::grid::Grid;

/// Kinds of records, by the names that the format's description gives them.
pub mod kind {
    pub const FORMULA: u16 = 0x0006;
    pub const EOF: u16 = 0x000A;
    pub const DATE_MODE: u16 = 0x0022;
    pub const FILE_PASS: u16 = 0x002F;
    pub const CONTINUE: u16 = 0x003C;
    pub const BOUND_SHEET: u16 = 0x0085;
    pub const MUL_RK: u16 = 0x00BD;
    pub const RICH_STRING: u16 = 0x00D6;
    pub const XF: u16 = 0x00E0;
    pub const MERGED_CELLS: u16 = 0x00E5;
    pub const SHARED_TEXTS: u16 = 0x00FC;
    pub const LABEL_SHARED: u16 = 0x00FD;
    pub const NUMBER: u16 = 0x0203;
    pub const LABEL: u16 = 0x0204;
    pub const BOOL_ERROR: u16 = 0x0205;
    pub const STRING: u16 = 0x0207;
    pub const RK: u16 = 0x027E;
    pub const FORMAT: u16 = 0x041E;
    pub const BOF: u16 = 0x0809;
}

/// A record with the pieces that continue it.
pub struct Record<'a> {
    /// Which it is.
    pub kind: u16,
    /// Its bytes, up to where it is continued.
    pub data: &'a [u8],
    rest: &'a [u8],
}

/// The records from a byte of the stream on; it ends where the stream does or stops making sense.
pub fn records(stream: &[u8], from: usize) -> impl Iterator<Item = Record<'_>> {
    let mut rest = stream.get(from..).unwrap_or_default();
    std::iter::from_fn(move || {
        let (kind, data, after) = split(rest)?;
        rest = after;
        Some(Record { kind, data, rest })
    })
}

fn split(bytes: &[u8]) -> Option<(u16, &[u8], &[u8])> {
    let (kind, length) = (half(bytes, 0)?, usize::from(half(bytes, 2)?));
    let (data, after) = bytes.get(4..)?.split_at_checked(length)?;
    Some((kind, data, after))
}

impl<'a> Record<'a> {
    /// Its bytes from one on, in the pieces that it is written in.
    pub fn pieces(&self, from: usize) -> Pieces<'a> {
        Pieces { piece: self.data.get(from..).unwrap_or_default(), rest: self.rest }
    }
}

/// What is left to read of a record.
pub struct Pieces<'a> {
    piece: &'a [u8],
    rest: &'a [u8],
}

impl Pieces<'_> {
    /// Goes on to the next piece where this one is read; whether anything is left.
    fn turn(&mut self) -> bool {
        while self.piece.is_empty() {
            match split(self.rest) {
                Some((kind::CONTINUE, piece, after)) => (self.piece, self.rest) = (piece, after),
                _ => return false,
            }
        }
        true
    }

    fn byte(&mut self) -> Option<u8> {
        self.turn();
        let (byte, rest) = self.piece.split_first()?;
        self.piece = rest;
        Some(*byte)
    }

    fn half(&mut self) -> Option<u16> {
        Some(u16::from_le_bytes([self.byte()?, self.byte()?]))
    }

    fn skip(&mut self, mut count: usize) -> Option<()> {
        while count > 0 {
            if !self.turn() {
                return None;
            }
            let (_, rest) = self.piece.split_at(count.min(self.piece.len()));
            count -= self.piece.len() - rest.len();
            self.piece = rest;
        }
        Some(())
    }

    /// A text whose length stands before it in two bytes.
    pub fn text(&mut self) -> Option<String> {
        let length = self.half()?;
        self.letters(length)
    }

    /// A text whose length stands before it in one byte.
    pub fn short_text(&mut self) -> Option<String> {
        let length = self.byte()?;
        self.letters(u16::from(length))
    }

    fn letters(&mut self, length: u16) -> Option<String> {
        let flags = self.byte()?;
        let runs = if flags & 8 == 0 { 0 } else { usize::from(self.half()?) };
        let extra = if flags & 4 == 0 {
            0
        } else {
            usize::from(self.half()?) | usize::from(self.half()?) << 16
        };
        let mut letters: Vec<u16> = Vec::new();
        let mut is_wide = flags & 1 == 1;
        while letters.len() < usize::from(length) {
            if self.piece.is_empty() {
                // The letters of a text that is continued may be of the other width there.
                if !self.turn() {
                    return None;
                }
                is_wide = self.byte()? & 1 == 1;
                continue;
            }
            letters.push(if is_wide { self.half()? } else { u16::from(self.byte()?) });
        }
        self.skip(runs * 4 + extra)?;
        let letters = char::decode_utf16(letters);
        Some(letters.map(|letter| letter.unwrap_or(char::REPLACEMENT_CHARACTER)).collect())
    }
}

/// The texts that cells share, each as a row of one cell.
pub fn shared_texts(record: &Record<'_>) -> Result<Grid, Refusal> {
    let damaged = || Refusal::Damaged("its texts end too early".to_owned());
    let count = word(record.data, 4).ok_or_else(damaged)?;
    let mut pieces = record.pieces(8);
    let mut texts = Grid::default();
    for number in 0..count {
        if !pieces.turn() {
            return Err(damaged());
        }
        let text = pieces.text().ok_or_else(damaged)?;
        texts.push(u64::from(number), [text.as_str()])?;
    }
    Ok(texts)
}

/// A number packed into four bytes.
pub fn packed(bits: u32) -> f64 {
    let value = if bits & 2 == 0 {
        f64::from_bits(u64::from(bits & !3) << 32)
    } else {
        f64::from(bits.cast_signed() >> 2)
    };
    if bits & 1 == 0 { value } else { value / 100.0 }
}

/// The text that a cell with an error shows.
pub fn error(code: u8) -> &'static str {
    match code {
        0x00 => "#NULL!",
        0x07 => "#DIV/0!",
        0x0F => "#VALUE!",
        0x17 => "#REF!",
        0x1D => "#NAME?",
        0x24 => "#NUM!",
        0x2A => "#N/A",
        _ => "#ERROR!",
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn written(kind: u16, data: &[u8]) -> Vec<u8> {
        [&kind.to_le_bytes(), &(data.len() as u16).to_le_bytes(), data].concat()
    }

    #[test]
    fn texts_go_on_in_the_next_record_in_either_width() {
        let first = written(kind::SHARED_TEXTS, &[2, 0, 0, 0, 2, 0, 0, 0, 4, 0, 0, b'a', b'b']);
        let more = written(kind::CONTINUE, &[1, 0xE9, 0, b'd', 0, 1, 0, 0, b'x']);
        let stream = [first, more].concat();
        let texts = shared_texts(&records(&stream, 0).next().unwrap()).unwrap();
        assert_eq!((texts.cell(0, 0), texts.cell(1, 0)), (Some("abéd"), Some("x")));
    }

    #[test]
    fn formatting_and_phonetics_are_passed_over() {
        let data = [
            &[1, 0, 0, 0, 2, 0, 0, 0][..],
            &[1, 0, 12, 1, 0, 2, 0, 0, 0, b'a', 9, 9, 9, 9, 8, 8][..],
            &[1, 0, 0, b'b'][..],
        ];
        let stream = written(kind::SHARED_TEXTS, &data.concat());
        let texts = shared_texts(&records(&stream, 0).next().unwrap()).unwrap();
        assert_eq!((texts.cell(0, 0), texts.cell(1, 0)), (Some("a"), Some("b")));
    }

    #[test]
    fn packed_numbers_are_unpacked() {
        assert_eq!(packed(0x3FF0_0000), 1.0);
        assert_eq!(packed((1234 << 2) | 2), 1234.0);
        assert_eq!(packed((1234 << 2) | 3), 12.34);
        assert_eq!(packed((-5_i32 << 2).cast_unsigned() | 2), -5.0);
    }

    #[test]
    fn a_record_that_ends_too_early_ends_the_stream() {
        assert_eq!(records(&[0, 0, 9, 0, 1], 0).count(), 0);
        assert_eq!(records(&[], 5).count(), 0);
        let stream = written(kind::SHARED_TEXTS, &[9, 0, 0, 0, 9, 0, 0, 0]);
        assert!(shared_texts(&records(&stream, 0).next().unwrap()).is_err());
    }
}
