//! Whether bytes are the text of a table.

use std::sync::Arc;

use super::contents::Text;
use super::problem::{Place, Problem, Problems};
use super::source::RawFile;

/// How many lines of a text are read: the places of their cells take memory beside their words.
pub const MOST_LINES: usize = 20_000_000;

/// Says of a text that it has more lines than that.
pub(super) fn too_many_lines(place: Place) -> Problem {
    let message = format!(
        "the file has more than {} lines, which is the most that is read",
        crate::model::number::grouped(MOST_LINES as f64)
    );
    Problem::error(place, message).suggest("keep only the rows you need, or split it")
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

/// What the first bytes say of a file that is no table of text.
pub(super) fn other_kind(bytes: &[u8]) -> Option<&'static str> {
    const KINDS: [(&[u8], &str); 9] = [
        (b"PK\x03\x04", "a spreadsheet or a zip archive"),
        (b"\xD0\xCF\x11\xE0", "an old Excel or Word file"),
        (b"%PDF", "a PDF file"),
        (b"\x89PNG", "a picture"),
        (b"\xFF\xD8\xFF", "a picture"),
        (b"7z\xBC\xAF\x27\x1C", "a 7-Zip archive"),
        (b"Rar!\x1A", "a RAR archive"),
        (b"\xFD7zXZ\0", "a file packed with xz"),
        (b"\x28\xB5\x2F\xFD", "a file packed with Zstandard"),
    ];
    let kind = KINDS.iter().find(|(start, _)| bytes.starts_with(start)).map(|(_, kind)| *kind);
    let is_at = |at: usize, mark: &[u8]| bytes.get(at..).is_some_and(|it| it.starts_with(mark));
    let inside =
        [(257, b"ustar".as_slice(), "a tar archive"), (4, b"1AY&SY", "a file packed with bzip2")]
            .into_iter()
            .find(|(at, mark, _)| is_at(*at, mark))
            .map(|(_, _, kind)| kind);
    let first = bytes.iter().find(|byte| !byte.is_ascii_whitespace());
    kind.or(inside).or(match first {
        Some(b'{' | b'[') => Some("a JSON file"),
        Some(b'<') => Some("a web page or an XML file"),
        _ => None,
    })
}

/// Whether the bytes begin with a mark of UTF-16.
fn is_utf16(bytes: &[u8]) -> bool {
    bytes.starts_with(b"\xFF\xFE") || bytes.starts_with(b"\xFE\xFF")
}

/// The file as text without its byte order mark.
pub fn text(file: &RawFile, problems: &mut Problems) -> Option<Text> {
    let bytes = file.bytes.strip_prefix(b"\xEF\xBB\xBF").unwrap_or(&file.bytes);
    let place = || Place::file(Arc::clone(&file.name));
    let utf16 = is_utf16(bytes).then_some("UTF-16 text");
    if let Some(kind) = utf16.or_else(|| other_kind(bytes)) {
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
    if memchr::memchr(0, bytes).is_some() {
        problems.push(nul(place(), before));
        return None;
    }
    let (line, column) = end_of(before);
    match std::str::from_utf8(bytes) {
        Ok(_) => file.bytes.text_from(file.bytes.len() - bytes.len()),
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

/// What to say of a file with a NUL byte after these.
pub(super) fn nul(place: Place, before: &[u8]) -> Problem {
    let (line, column) = end_of(before);
    let message = "the file holds a NUL byte, so it is not a text file";
    Problem::error(place.line(line).column(column), message)
        .suggest("export it again as “CSV UTF-8”")
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
