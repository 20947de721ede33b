//! The container of office files before 2007: streams in sectors, chained like the files of a disk.

use super::page::Refusal;

/// What such a file begins with.
const SIGNATURE: &[u8] = b"\xD0\xCF\x11\xE0\xA1\xB1\x1A\xE1";

/// Shorter streams lie in the sectors of another stream.
const SMALL: u64 = 4096;

/// Size of those sectors.
const SMALL_SECTOR: usize = 64;

/// Numbers from here on are no sectors but signs, such as for the end of a chain.
const FIRST_SIGN: u32 = 0xFFFF_FFFA;

/// Whether a file is such a container.
pub fn is_compound(bytes: &[u8]) -> bool {
    bytes.starts_with(SIGNATURE)
}

/// A container with its list of streams.
pub struct Compound<'a> {
    bytes: &'a [u8],
    sector: usize,
    next: Vec<u32>,
    next_small: Vec<u32>,
    small: Vec<u8>,
    streams: Vec<Stream>,
}

struct Stream {
    name: String,
    start: u32,
    length: u64,
}

impl<'a> Compound<'a> {
    /// Reads the list of streams.
    pub fn open(bytes: &'a [u8]) -> Result<Self, Refusal> {
        let sector = match half(bytes, 30) {
            Some(9) => 512,
            Some(12) => 4096,
            _ => return Err(damaged("its sectors have no size")),
        };
        let mut file = Self {
            bytes,
            sector,
            next: Vec::new(),
            next_small: Vec::new(),
            small: Vec::new(),
            streams: Vec::new(),
        };
        file.next = file.table()?;
        let word = |at| word(bytes, at).unwrap_or(FIRST_SIGN);
        let folder = file.chain(word(48), u64::MAX)?;
        file.streams = folder.chunks_exact(128).filter_map(|entry| stream(entry, sector)).collect();
        file.next_small = words(&file.chain(word(60), u64::MAX)?).collect();
        let root = file.streams.first().map(|root| (root.start, root.length));
        if let Some((start, length)) = root {
            file.small = file.chain(start, length)?;
        }
        Ok(file)
    }

    /// Whether it has a stream or a folder of this name.
    pub fn has(&self, name: &str) -> bool {
        self.streams.iter().any(|stream| stream.name.eq_ignore_ascii_case(name))
    }

    /// The bytes of a stream; `None` where there is none of this name.
    pub fn stream(&self, name: &str) -> Option<Result<Vec<u8>, Refusal>> {
        let found = self.streams.iter().find(|stream| stream.name.eq_ignore_ascii_case(name))?;
        Some(if found.length < SMALL {
            self.small_chain(found.start, found.length)
        } else {
            self.chain(found.start, found.length)
        })
    }

    /// For each sector the one that follows it. The table is itself in sectors, whose numbers stand
    /// in the head of the file and, of large files, in sectors that hold nothing else.
    fn table(&self) -> Result<Vec<u32>, Refusal> {
        let head = self.bytes.get(76..512).unwrap_or_default();
        let mut places: Vec<u32> = words(head).collect();
        let mut more = word(self.bytes, 68).unwrap_or(FIRST_SIGN);
        for _ in 0..=self.sectors() {
            if more >= FIRST_SIGN {
                break;
            }
            places.extend(words(self.at(more)?));
            more = places.pop().unwrap_or(FIRST_SIGN);
        }
        let mut table = Vec::new();
        for place in places.into_iter().filter(|place| *place < FIRST_SIGN) {
            if table.len() > self.sectors() {
                break;
            }
            table.extend(words(self.at(place)?));
        }
        Ok(table)
    }

    /// How many sectors the file can hold.
    fn sectors(&self) -> usize {
        self.bytes.len() / self.sector + 1
    }

    fn at(&self, sector: u32) -> Result<&'a [u8], Refusal> {
        let start = (sector as usize).saturating_add(1).saturating_mul(self.sector);
        let end = start.saturating_add(self.sector).min(self.bytes.len());
        let found = self.bytes.get(start..end).filter(|found| !found.is_empty());
        found.ok_or_else(|| damaged("a part lies past the end of the file"))
    }

    fn chain(&self, start: u32, length: u64) -> Result<Vec<u8>, Refusal> {
        let mut bytes = Vec::new();
        let mut sector = start;
        let mut count = 0;
        while sector < FIRST_SIGN && (bytes.len() as u64) < length {
            count += 1;
            if count > self.sectors() {
                return Err(damaged("its parts run in a circle"));
            }
            bytes.extend_from_slice(self.at(sector)?);
            sector = *self.next.get(sector as usize).unwrap_or(&FIRST_SIGN);
        }
        bytes.truncate(usize::try_from(length).unwrap_or(usize::MAX));
        Ok(bytes)
    }

    fn small_chain(&self, start: u32, length: u64) -> Result<Vec<u8>, Refusal> {
        let mut bytes = Vec::new();
        let mut sector = start;
        // So short a stream ends before a circle would be noticed.
        while sector < FIRST_SIGN && (bytes.len() as u64) < length {
            let start = sector as usize * SMALL_SECTOR;
            let found = self.small.get(start..(start + SMALL_SECTOR).min(self.small.len()));
            let found = found.filter(|found| !found.is_empty());
            bytes.extend_from_slice(found.ok_or_else(|| damaged("a part of it is missing"))?);
            sector = *self.next_small.get(sector as usize).unwrap_or(&FIRST_SIGN);
        }
        bytes.truncate(length as usize);
        Ok(bytes)
    }
}

fn stream(entry: &[u8], sector: usize) -> Option<Stream> {
    let letters = entry.get(..64)?.as_chunks::<2>().0.iter().map(|pair| u16::from_le_bytes(*pair));
    let name = char::decode_utf16(letters.take_while(|letter| *letter != 0));
    let low = u64::from(word(entry, 120)?);
    // Files with small sectors may hold anything in the upper half.
    let high = if sector == 512 { 0 } else { u64::from(word(entry, 124)?) };
    Some(Stream {
        name: name.map(|letter| letter.unwrap_or(char::REPLACEMENT_CHARACTER)).collect(),
        start: word(entry, 116)?,
        length: low | high << 32,
    })
}

fn damaged(why: &str) -> Refusal {
    Refusal::Damaged(why.to_owned())
}

/// Two bytes as a number.
pub fn half(bytes: &[u8], at: usize) -> Option<u16> {
    bytes.get(at..)?.first_chunk().map(|bytes| u16::from_le_bytes(*bytes))
}

/// Four bytes as a number.
pub fn word(bytes: &[u8], at: usize) -> Option<u32> {
    bytes.get(at..)?.first_chunk().map(|bytes| u32::from_le_bytes(*bytes))
}

fn words(bytes: &[u8]) -> impl Iterator<Item = u32> {
    bytes.as_chunks::<4>().0.iter().map(|bytes| u32::from_le_bytes(*bytes))
}
