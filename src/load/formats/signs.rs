//! Where the signs that cut a text stand, found eight bytes at a time.

/// The places of four signs in a text, in order. Cells are short, so a search for the next sign is
/// over before a search by library has begun; this one compares eight bytes at once with each sign
/// and keeps what it found for the next call.
pub struct Signs<'a> {
    bytes: &'a [u8],
    /// Each sign, eight times.
    wanted: [u64; 4],
    /// Where the eight bytes begin that were compared last.
    word: usize,
    /// The highest bit of each byte among them that is a sign and was not given yet.
    found: u64,
}

const LOW_BITS: u64 = 0x7F7F_7F7F_7F7F_7F7F;
const EACH_BYTE: u64 = 0x0101_0101_0101_0101;

impl<'a> Signs<'a> {
    /// Looks for these bytes, of which none may be zero, from the beginning.
    pub fn new(text: &'a str, wanted: [u8; 4]) -> Self {
        let wanted = wanted.map(|sign| u64::from(sign) * EACH_BYTE);
        let mut signs = Self { bytes: text.as_bytes(), wanted, word: 0, found: 0 };
        signs.seek(0);
        signs
    }

    /// Goes on from this byte.
    pub fn seek(&mut self, byte: usize) {
        self.word = byte & !7;
        // Those before the byte have been given already.
        self.found = self.compare() & (u64::MAX << ((byte & 7) * 8));
    }

    /// The place of the next sign.
    #[inline]
    pub fn next(&mut self) -> Option<usize> {
        while self.found == 0 {
            self.word += 8;
            if self.word >= self.bytes.len() {
                return None;
            }
            self.found = self.compare();
        }
        let place = self.word + (self.found.trailing_zeros() / 8) as usize;
        self.found &= self.found - 1;
        Some(place)
    }

    #[inline]
    fn compare(&self) -> u64 {
        let rest = self.bytes.get(self.word..).unwrap_or_default();
        let word =
            rest.first_chunk::<8>().map_or_else(|| last(rest), |word| u64::from_le_bytes(*word));
        self.wanted.iter().fold(0, |found, sign| {
            let different = word ^ sign;
            // The highest bit of each byte that is zero; exact, as no carry leaves a byte.
            found | !(((different & LOW_BITS) + LOW_BITS) | different | LOW_BITS)
        })
    }
}

/// The last bytes of a text, filled up with zeros.
fn last(rest: &[u8]) -> u64 {
    rest.iter().rev().fold(0, |word, byte| (word << 8) | u64::from(*byte))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_sign_is_found_wherever_it_stands() {
        for length in 0..40 {
            for sign in 0..length {
                let mut text = "é".repeat(length);
                text.replace_range(sign * 2..sign * 2 + 2, ",");
                let mut signs = Signs::new(&text, *b",\"\r\n");
                assert_eq!((signs.next(), signs.next()), (Some(sign * 2), None), "{text}");
            }
        }
        let mut signs = Signs::new("a,b\"c\r\n,,,,,,,x", *b",\"\r\n");
        let mut places = Vec::new();
        while let Some(place) = signs.next() {
            places.push(place);
        }
        assert_eq!(places, [1, 3, 5, 6, 7, 8, 9, 10, 11, 12, 13]);
    }

    #[test]
    fn the_search_goes_on_from_any_byte() {
        let text = ",".repeat(20);
        for byte in 0..20 {
            let mut signs = Signs::new(&text, *b",\"\r\n");
            signs.seek(byte);
            assert_eq!(signs.next(), Some(byte));
        }
        let mut signs = Signs::new(&text, *b",\"\r\n");
        signs.seek(20);
        assert_eq!(signs.next(), None);
        assert_eq!(Signs::new("", *b",\"\r\n").next(), None);
    }
}
