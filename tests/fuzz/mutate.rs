//! Makes files that are nearly right out of right ones, each from its number.

use std::io::{Cursor, Read as _, Write as _};

use zip::write::SimpleFileOptions;

/// What readers may stumble over.
const TOKENS: &[&[u8]] = &[
    b"\"",
    b"\"\"",
    b"'",
    b",",
    b";",
    b"\t",
    b"|",
    b"\n",
    b"\r\n",
    b"\r",
    b"\0",
    b"\xFF",
    b"\xEF\xBB\xBF",
    b"\xFF\xFE",
    b"{",
    b"}",
    b"[",
    b"]",
    b":",
    b"\\",
    b"\\u",
    b"\\uD800",
    b"<",
    b">",
    b"&",
    b"&#0;",
    b"/>",
    b"-",
    b"+",
    b".",
    b"e",
    b"E9",
    b"0",
    b"-1",
    b"1e999",
    b"99999999999999999999",
    b"4294967295",
    b"NaN",
    b"null",
    b"A4294967298",
    b"XFD1048576",
    b"ZZZZZZZZ9",
    b"\xC3\x28",
    b"\xF0\x9F\x98\x80",
    b"\xE2\x80\xAE",
    b"\x1A",
    b"|---|",
    b"#",
    b"(",
    b")",
    b"%",
    b"$",
    b" ",
    b"\xC2\xA0",
    b"..",
    b"/",
    b"PK\x03\x04",
    b"PAR1",
    b"\xFF\xFF\xFF\xFF",
    b"\x00\x00\x00\x80",
    b"\xFF\xFF\xFF\x7F",
    b"\x01\x00\x00\x00",
    b"\xE5\xB9\xB4",
];

/// No case becomes longer.
const LONGEST: usize = 200_000;

/// A sequence of numbers that follow from the first: `SplitMix64`.
pub struct Mutator(u64);

impl Mutator {
    /// The mutator of a case.
    pub fn new(number: u64) -> Self {
        Self(number.wrapping_mul(0x9E37_79B9_7F4A_7C15) ^ 0x5EED)
    }

    fn next(&mut self) -> u64 {
        self.0 = self.0.wrapping_add(0x9E37_79B9_7F4A_7C15);
        let mixed = (self.0 ^ (self.0 >> 30)).wrapping_mul(0xBF58_476D_1CE4_E5B9);
        let mixed = (mixed ^ (mixed >> 27)).wrapping_mul(0x94D0_49BB_1331_11EB);
        mixed ^ (mixed >> 31)
    }

    /// A number below this one, or 0.
    pub fn below(&mut self, end: usize) -> usize {
        usize::try_from(self.next() % (end.max(1) as u64)).unwrap_or(0)
    }

    fn token(&mut self) -> &'static [u8] {
        TOKENS.get(self.below(TOKENS.len())).copied().unwrap_or_default()
    }

    fn one<'a>(&mut self, items: &'a [Vec<u8>]) -> &'a [u8] {
        items.get(self.below(items.len())).map_or(&[], Vec::as_slice)
    }

    /// One of the seeds with one to eight changes.
    pub fn case(&mut self, seeds: &[Vec<u8>]) -> Vec<u8> {
        let changes = 1 + self.below(8);
        self.changed(seeds, changes)
    }

    /// One of the seeds with one or two changes, so that most of it can still be read.
    pub fn lightly(&mut self, seeds: &[Vec<u8>]) -> Vec<u8> {
        let changes = 1 + self.below(2);
        self.changed(seeds, changes)
    }

    fn changed(&mut self, seeds: &[Vec<u8>], changes: usize) -> Vec<u8> {
        let mut bytes = self.one(seeds).to_vec();
        for _ in 0..changes {
            self.change(&mut bytes, seeds);
            bytes.truncate(LONGEST);
        }
        bytes
    }

    fn change(&mut self, bytes: &mut Vec<u8>, seeds: &[Vec<u8>]) {
        let at = self.below(bytes.len() + 1);
        let to = (at + self.below(40)).min(bytes.len());
        match self.below(10) {
            0 => bytes.truncate(at),
            1 => drop(bytes.drain(at..to)),
            2 => {
                let piece = bytes.get(at..to).unwrap_or_default().to_vec();
                let again = 1 + self.below(30);
                let _ = bytes.splice(at..at, piece.repeat(again)).count();
            }
            3 => {
                let other = self.one(seeds).to_vec();
                let from = self.below(other.len());
                let end = (from + self.below(200)).min(other.len());
                let piece = other.get(from..end).unwrap_or_default().to_vec();
                let _ = bytes.splice(at..to, piece).count();
            }
            4 | 5 => {
                if let Some(byte) = bytes.get_mut(at) {
                    *byte ^= 1 << self.below(8);
                }
            }
            6 => {
                if let Some(byte) = bytes.get_mut(at) {
                    *byte = self.next().to_le_bytes()[0];
                }
            }
            7 => {
                let token = self.token();
                let again = if self.below(20) == 0 { 1 + self.below(3000) } else { 1 };
                let _ = bytes.splice(at..at, token.repeat(again)).count();
            }
            _ => {
                let token = self.token().to_vec();
                let end = (at + token.len()).min(bytes.len());
                let _ = bytes.splice(at..end, token).count();
            }
        }
    }
}

/// A case of an archive: of every three, one has its bytes changed, and two a file in it, which is
/// packed again, for else its check sum would be all that is looked at.
pub fn in_archive(mutator: &mut Mutator, seeds: &[Vec<u8>]) -> Vec<u8> {
    if mutator.below(3) == 0 {
        return mutator.case(seeds);
    }
    let archive = mutator.one(seeds).to_vec();
    let mut members = members(&archive);
    let chosen = mutator.below(members.len());
    let contents: Vec<Vec<u8>> = members.iter().map(|(_, bytes)| bytes.clone()).collect();
    if let Some((_, bytes)) = members.get_mut(chosen) {
        for _ in 0..=mutator.below(3) {
            mutator.change(bytes, &contents);
            bytes.truncate(LONGEST);
        }
    }
    let mut zip = zip::ZipWriter::new(Cursor::new(Vec::new()));
    for (name, bytes) in members {
        zip.start_file(name, SimpleFileOptions::default()).unwrap();
        zip.write_all(&bytes).unwrap();
    }
    zip.finish().unwrap().into_inner()
}

fn members(archive: &[u8]) -> Vec<(String, Vec<u8>)> {
    let mut zip = zip::ZipArchive::new(Cursor::new(archive)).unwrap();
    let mut members = Vec::new();
    for index in 0..zip.len() {
        let mut member = zip.by_index(index).unwrap();
        let mut bytes = Vec::new();
        member.read_to_end(&mut bytes).unwrap();
        members.push((member.name().unwrap().into_owned(), bytes));
    }
    members
}
