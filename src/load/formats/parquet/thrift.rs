//! The little of Thrift's compact protocol that is needed to look at a Parquet file before it is
//! opened.

/// How deep structures may lie in each other.
const DEEPEST: usize = 64;

/// A place in a structure.
pub struct Thrift<'a> {
    bytes: &'a [u8],
    at: usize,
}

/// Kinds of values, by their number.
pub mod kind {
    pub const TRUE: u8 = 1;
    pub const FALSE: u8 = 2;
    pub const BYTE: u8 = 3;
    pub const SHORT: u8 = 4;
    pub const INT: u8 = 5;
    pub const LONG: u8 = 6;
    pub const DOUBLE: u8 = 7;
    pub const BINARY: u8 = 8;
    pub const LIST: u8 = 9;
    pub const SET: u8 = 10;
    pub const MAP: u8 = 11;
    pub const STRUCT: u8 = 12;
    pub const UUID: u8 = 13;
}

impl<'a> Thrift<'a> {
    /// Begins at the first of the bytes.
    pub fn new(bytes: &'a [u8]) -> Self {
        Self { bytes, at: 0 }
    }

    /// How many bytes have been read.
    pub fn read(&self) -> usize {
        self.at
    }

    /// Reads a structure; each field is given by number and kind to `field`, which reads its value.
    pub fn fields(
        &mut self,
        mut field: impl FnMut(&mut Self, i64, u8) -> Option<()>,
    ) -> Option<()> {
        let mut number = 0;
        loop {
            let head = self.byte()?;
            if head == 0 {
                return Some(());
            }
            number = match head >> 4 {
                0 => self.number()?,
                step => number + i64::from(step),
            };
            field(self, number, head & 0x0F)?;
        }
    }

    /// Reads the head of a list: the kind of its elements and how many there are.
    pub fn list(&mut self) -> Option<(u8, u64)> {
        let head = self.byte()?;
        let count = match head >> 4 {
            15 => self.unsigned()?,
            count => u64::from(count),
        };
        Some((head & 0x0F, count))
    }

    /// Reads a whole number.
    pub fn number(&mut self) -> Option<i64> {
        let bits = self.unsigned()?;
        Some((bits >> 1).cast_signed() ^ -(bits & 1).cast_signed())
    }

    /// Passes over a value of this kind.
    pub fn skip(&mut self, kind: u8) -> Option<()> {
        self.skip_to_depth(kind, DEEPEST)
    }

    fn skip_to_depth(&mut self, kind: u8, depth: usize) -> Option<()> {
        let inside = depth.checked_sub(1)?;
        match kind {
            kind::TRUE | kind::FALSE => Some(()),
            kind::BYTE => self.byte().map(|_| ()),
            kind::DOUBLE => self.pass(8),
            kind::BINARY => {
                let length = self.unsigned()?;
                self.pass(usize::try_from(length).ok()?)
            }
            kind::LIST | kind::SET => {
                let (kind, count) = self.list()?;
                (0..count).try_for_each(|_| self.skip_element(kind, inside))
            }
            kind::MAP => {
                let count = self.unsigned()?;
                if count == 0 {
                    return Some(());
                }
                let kinds = self.byte()?;
                (0..count).try_for_each(|_| {
                    self.skip_element(kinds >> 4, inside)?;
                    self.skip_element(kinds & 0x0F, inside)
                })
            }
            kind::STRUCT => self.fields(|thrift, _, kind| thrift.skip_to_depth(kind, inside)),
            kind::UUID => self.pass(16),
            kind::SHORT | kind::INT | kind::LONG => self.unsigned().map(|_| ()),
            _ => None,
        }
    }

    /// Passes over an element, which takes a byte at least: that bounds how many there can be. No
    /// description of a file has lists of flags, of which the crate for Parquet believes that they
    /// take no room.
    fn skip_element(&mut self, kind: u8, depth: usize) -> Option<()> {
        let is_flag = matches!(kind, kind::TRUE | kind::FALSE);
        if is_flag { None } else { self.skip_to_depth(kind, depth) }
    }

    fn pass(&mut self, count: usize) -> Option<()> {
        self.at = self.at.checked_add(count).filter(|at| *at <= self.bytes.len())?;
        Some(())
    }

    fn byte(&mut self) -> Option<u8> {
        let byte = *self.bytes.get(self.at)?;
        self.at += 1;
        Some(byte)
    }

    fn unsigned(&mut self) -> Option<u64> {
        let mut value = 0_u64;
        for shift in (0..64).step_by(7) {
            let byte = self.byte()?;
            value |= u64::from(byte & 0x7F) << shift;
            if byte & 0x80 == 0 {
                return Some(value);
            }
        }
        None
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn fields_are_told_by_number_and_others_passed_over() {
        // 1: number -3; 4: text "ab"; 5: list of 2 numbers; 7: structure with 1: true.
        let bytes = [0x15, 5, 0x38, 2, b'a', b'b', 0x19, 0x25, 2, 4, 0x2C, 0x11, 0, 0];
        let mut thrift = Thrift::new(&bytes);
        let mut seen = Vec::new();
        thrift
            .fields(|thrift, number, kind| {
                seen.push(number);
                if number == 1 {
                    assert_eq!(thrift.number(), Some(-3));
                    return Some(());
                }
                thrift.skip(kind)
            })
            .unwrap();
        assert_eq!((seen, thrift.read()), (vec![1, 4, 5, 7], bytes.len()));
    }

    #[test]
    fn depth_and_lengths_are_not_believed() {
        let deep = vec![0x1C; 100_000];
        assert!(Thrift::new(&deep).fields(|thrift, _, kind| thrift.skip(kind)).is_none());
        let flags = [0x1B, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0x7F, 0x11];
        assert!(Thrift::new(&flags).fields(|thrift, _, kind| thrift.skip(kind)).is_none());
        let long = [0x18, 0xFF, 0xFF, 0xFF, 0xFF, 0x7F];
        assert!(Thrift::new(&long).fields(|thrift, _, kind| thrift.skip(kind)).is_none());
    }
}
