//! Whether bytes are the text of a table, and on which line each row of it begins.

use std::sync::Arc;

use super::csv::Dialect;
use super::problem::{Place, Problem, Problems};
use super::source::RawFile;

/// Gives each record the line it begins on. The reader's own count takes the end of a line that
/// ends in CR and LF, and blank lines, for part of what follows.
pub struct Lines<'a> {
    text: &'a str,
    /// Where the reader began.
    start: usize,
    /// How far lines have been counted.
    byte: usize,
    /// The line at that byte, from 1.
    line: u64,
}

impl<'a> Lines<'a> {
    /// Counts from the beginning of the text.
    pub fn new(text: &'a str) -> Self {
        Self { text, start: 0, byte: 0, line: 1 }
    }

    /// Passes over lines before the reader begins.
    pub fn skip(&mut self, lines: u64) {
        let bytes = self.text.as_bytes();
        while self.line <= lines && self.byte < bytes.len() {
            let rest = bytes.get(self.byte..).unwrap_or_default();
            let Some(end) = rest.iter().position(|byte| matches!(byte, b'\r' | b'\n')) else {
                break;
            };
            let both = rest.get(end..end + 2) == Some(b"\r\n");
            self.byte += end + 1 + usize::from(both);
            self.line += 1;
        }
        self.start = self.byte;
    }

    /// What the reader reads.
    pub fn rest(&self) -> &'a str {
        self.text.get(self.start..).unwrap_or_default()
    }

    /// The line on which the record begins.
    pub fn line_of(&mut self, record: &csv::StringRecord) -> u64 {
        let Some(position) = record.position() else { return self.line };
        let start = self.start + usize::try_from(position.byte()).unwrap_or(usize::MAX / 2);
        let bytes = self.text.as_bytes();
        let breaks = |byte: &&u8| matches!(**byte, b'\r' | b'\n');
        let ends = bytes.get(start..).unwrap_or_default().iter().take_while(breaks).count();
        self.line += line_breaks(bytes.get(self.byte..start + ends).unwrap_or_default());
        self.byte = start + ends;
        self.line
    }
}

/// Line breaks of any kind: LF, CR and LF, or CR alone.
pub fn line_breaks(bytes: &[u8]) -> u64 {
    let mut breaks = 0;
    let mut last = 0;
    for byte in bytes {
        breaks += u64::from(*byte == b'\r' || (*byte == b'\n' && last != b'\r'));
        last = *byte;
    }
    breaks
}

/// The line of the first quoted cell that does not end where a cell ends. The reader would take
/// what follows, rows and all, for part of that cell.
pub fn stray_quote(text: &str, dialect: &Dialect) -> Option<u64> {
    let (quote, delimiter) = (dialect.quote, dialect.delimiter);
    let mut bytes = text.bytes().peekable();
    let mut line = 1;
    let mut is_start = true;
    while let Some(byte) = bytes.next() {
        match byte {
            byte if byte == quote && is_start => {
                let opened = line;
                loop {
                    match bytes.next() {
                        None => return Some(opened),
                        Some(b'\n') => line += 1,
                        Some(byte) if byte == quote && bytes.peek() == Some(&quote) => {
                            bytes.next();
                        }
                        Some(byte) if byte == quote => break,
                        Some(_) => {}
                    }
                }
                let is_end = |next: &u8| *next == delimiter || matches!(next, b'\r' | b'\n');
                if !bytes.peek().is_none_or(is_end) {
                    return Some(opened);
                }
                is_start = false;
            }
            b'\n' => {
                line += 1;
                is_start = true;
            }
            byte => is_start = byte == delimiter || byte == b'\r',
        }
    }
    None
}

/// What the first bytes say of a file that is no table of text.
fn other_kind(bytes: &[u8]) -> Option<&'static str> {
    const KINDS: [(&[u8], &str); 6] = [
        (b"\xFF\xFE", "UTF-16 text"),
        (b"\xFE\xFF", "UTF-16 text"),
        (b"PK\x03\x04", "a spreadsheet or a zip archive"),
        (b"\xD0\xCF\x11\xE0", "an old Excel or Word file"),
        (b"%PDF", "a PDF file"),
        (b"\x89PNG", "a picture"),
    ];
    let kind = KINDS.iter().find(|(start, _)| bytes.starts_with(start)).map(|(_, kind)| *kind);
    let first = bytes.iter().find(|byte| !byte.is_ascii_whitespace());
    kind.or(match first {
        Some(b'{' | b'[') => Some("a JSON file"),
        Some(b'<') => Some("a web page or an XML file"),
        _ => None,
    })
}

/// The file as text without its byte order mark.
pub fn text<'a>(file: &'a RawFile, problems: &mut Problems) -> Option<&'a str> {
    let bytes = file.bytes.strip_prefix(b"\xEF\xBB\xBF").unwrap_or(&file.bytes);
    let place = || Place::file(Arc::clone(&file.name));
    if let Some(kind) = other_kind(bytes) {
        problems.push(
            Problem::error(
                place(),
                format!("this is {kind}, and this version reads CSV tables in UTF-8"),
            )
            .suggest("save the table as “CSV UTF-8” in the spreadsheet and open that"),
        );
        return None;
    }
    let before = bytes.get(..first_bad_byte(bytes).unwrap_or(0)).unwrap_or_default();
    let (line, column) = end_of(before);
    if bytes.contains(&0) {
        problems.push(
            Problem::error(
                place().line(line).column(column),
                "the file holds a NUL byte, so it is not a text file",
            )
            .suggest("export it again as “CSV UTF-8”"),
        );
        return None;
    }
    match std::str::from_utf8(bytes) {
        Ok(text) => Some(text),
        Err(error) => {
            let byte = bytes.get(error.valid_up_to()).copied().unwrap_or_default();
            problems.push(
                Problem::error(
                    place().line(line).column(column),
                    format!("the file is not UTF-8 text: byte {byte:#04X} stands alone"),
                )
                .suggest("save it as “CSV UTF-8” in the spreadsheet"),
            );
            None
        }
    }
}

/// Line and cell at which the bytes end. Commas in quotes count as well, which is near enough
/// where the text itself cannot be trusted.
fn end_of(bytes: &[u8]) -> (u64, u64) {
    let count = |bytes: &[u8], wanted: u8| bytes.split(|byte| *byte == wanted).count();
    let row = bytes.rsplit(|byte| *byte == b'\n').next().unwrap_or_default();
    (count(bytes, b'\n') as u64, count(row, b',') as u64)
}

/// Where the bytes stop being text.
fn first_bad_byte(bytes: &[u8]) -> Option<usize> {
    let nul = bytes.iter().position(|byte| *byte == 0);
    let invalid = std::str::from_utf8(bytes).err().map(|error| error.valid_up_to());
    nul.into_iter().chain(invalid).min()
}
