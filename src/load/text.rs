//! Whether bytes are the text of a table.

use std::sync::Arc;

use super::problem::{Place, Problem, Problems};
use super::source::RawFile;

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
