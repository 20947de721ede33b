//! What a zipped workbook holds, and whether it can be opened in bounded time and memory.

use std::io::{Cursor, Read};

use zip::ZipArchive;
use zip::result::{ZipError, ZipResult};

use super::page::Refusal;

/// The most bytes that all parts that are read may unfold to.
const LARGEST: u64 = 1 << 30;

/// Parts that unfold to less than this are never suspicious.
const SMALL: u64 = 10 << 20;

/// A larger part may be so many times its packed size: text of cells packs to a twentieth, rarely
/// to a fiftieth.
const RATIO: u64 = 200;

/// The most parts. Workbooks have some dozens, with many pictures some hundreds.
const MOST_PARTS: usize = 10_000;

/// The most tags in the shared texts: each text is a string in memory, however short.
const MOST_TEXT_TAGS: usize = 20_000_000;

/// The most tags in the styles: each may become a record of some hundred bytes.
const MOST_STYLE_TAGS: usize = 1_000_000;

/// The most texts that a workbook may announce, for which room is made at once.
const MOST_TEXTS: u64 = 10_000_000;

/// The kind of a zipped office file.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Kind {
    /// XLSX.
    Excel,
    /// ODS.
    OpenDocument,
    /// Office files of other kinds, by name.
    Other(&'static str),
}

/// The kind of the file; `None` where it is no office file.
pub fn kind(bytes: &[u8]) -> Option<Kind> {
    if !bytes.starts_with(b"PK\x03\x04") {
        return None;
    }
    let mut zip = ZipArchive::new(Cursor::new(bytes)).ok()?;
    let has = |zip: &ZipArchive<_>, wanted: &str| {
        zip.file_names_raw().any(|name| name.eq_ignore_ascii_case(wanted.as_bytes()))
    };
    if has(&zip, "mimetype") {
        let mut kind = String::new();
        let part = zip.by_name("mimetype").ok()?;
        part.take(200).read_to_string(&mut kind).ok()?;
        return match kind.strip_prefix("application/vnd.oasis.opendocument.") {
            Some(kind) if kind.starts_with("spreadsheet") => Some(Kind::OpenDocument),
            Some(kind) if kind.starts_with("text") => Some(Kind::Other("a text document")),
            Some(_) => Some(Kind::Other("an office document without tables")),
            None => None,
        };
    }
    if !has(&zip, "[Content_Types].xml") {
        return None;
    }
    let begins = |start: &str| zip.file_names_raw().any(|name| name.starts_with(start.as_bytes()));
    if has(&zip, "xl/workbook.bin") {
        Some(Kind::Other("a binary workbook (XLSB)"))
    } else if begins("word/") {
        Some(Kind::Other("a Word document"))
    } else if begins("ppt/") {
        Some(Kind::Other("a presentation"))
    } else {
        Some(Kind::Excel)
    }
}

/// What unfolding a workbook showed.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Contents {
    /// Formulas whose result is not stored, so that their cells are blank.
    pub unsolved: usize,
}

/// Unfolds every part that will be read, keeping none of it, and refuses what would not stay within
/// bounds. A part that holds more than it says is refused by the reader of zip files.
pub fn check(bytes: &[u8]) -> Result<Contents, Refusal> {
    let mut zip = ZipArchive::new(Cursor::new(bytes)).map_err(damaged)?;
    if zip.len() > MOST_PARTS {
        return Err(Refusal::TooLarge(format!("the workbook has {} parts", zip.len())));
    }
    let read: Vec<usize> = (0..zip.len()).filter(|index| is_read(&zip, *index)).collect();
    let mut total = 0;
    for index in &read {
        let part = zip.by_index_raw(*index).map_err(damaged)?;
        total += part.size();
        let is_packed_too_well =
            part.size() > SMALL && part.size() / RATIO > part.compressed_size();
        if total > LARGEST || is_packed_too_well {
            return Err(unfolds(part.size().max(total)));
        }
    }
    let mut contents = Contents::default();
    for index in read {
        let part = zip.by_index(index).map_err(damaged)?;
        let name = name(&part.name());
        contents.unsolved += unfold(part, &name)?;
    }
    Ok(contents)
}

/// Whether the part is one that the reader of workbooks opens.
fn is_read(zip: &ZipArchive<Cursor<&[u8]>>, index: usize) -> bool {
    let name = zip.name_for_index(index).map(|found| name(&found)).unwrap_or_default();
    [".xml", ".rels"].iter().any(|end| name.ends_with(end))
}

fn name(name: &ZipResult<std::borrow::Cow<'_, str>>) -> String {
    name.as_deref().map(str::to_lowercase).unwrap_or_default()
}

/// How a cell ends that holds a formula and no result.
const UNSOLVED: [&[u8]; 4] = [b"</f></c>", b"</f><v></v>", b"</f><v/>", b"</f><v />"];

/// Reads a part to its end in pieces, and counts formulas without results.
fn unfold(mut part: impl Read, name: &str) -> Result<usize, Refusal> {
    const OVERLAP: usize = 16;
    let most_tags = if name.ends_with("sharedstrings.xml") {
        MOST_TEXT_TAGS
    } else if name.ends_with("styles.xml") {
        MOST_STYLE_TAGS
    } else {
        usize::MAX
    };
    let mut piece = vec![0; 1 << 16];
    let (mut kept, mut total, mut tags, mut unsolved) = (0, 0, 0, 0);
    loop {
        let free = piece.get_mut(kept..).unwrap_or_default();
        let count = part.read(free).map_err(|error| Refusal::Damaged(error.to_string()))?;
        total += count as u64;
        if count == 0 {
            return Ok(unsolved);
        }
        let filled = piece.get(..kept + count).unwrap_or_default();
        if total == count as u64 && announced(filled) > MOST_TEXTS {
            return Err(Refusal::TooLarge("the workbook announces far too many texts".to_owned()));
        }
        if most_tags < usize::MAX {
            tags += filled.iter().skip(kept).filter(|byte| **byte == b'<').count();
            if tags > most_tags {
                let message = format!("{name} of the workbook has more than {most_tags} tags");
                return Err(Refusal::TooLarge(message));
            }
        } else {
            unsolved += count_unsolved(filled, kept);
        }
        kept = filled.len().min(OVERLAP);
        let from = filled.len() - kept;
        let end = filled.len();
        piece.copy_within(from..end, 0);
    }
}

/// Formulas without results whose end lies past the bytes that were seen before.
fn count_unsolved(bytes: &[u8], seen: usize) -> usize {
    let mut count = 0;
    let mut from = 0;
    while let Some(found) = find(bytes.get(from..).unwrap_or_default(), b"</f>") {
        let start = from + found;
        let rest = bytes.get(start..).unwrap_or_default();
        let end = UNSOLVED.iter().find(|end| rest.starts_with(end)).map(|end| start + end.len());
        count += usize::from(end.is_some_and(|end| end > seen));
        from = start + 4;
    }
    count
}

fn find(bytes: &[u8], wanted: &[u8]) -> Option<usize> {
    bytes.windows(wanted.len()).position(|window| window == wanted)
}

/// How many texts the beginning of the shared texts announces: `uniqueCount="12"`.
fn announced(start: &[u8]) -> u64 {
    let key = b"uniqueCount=";
    let Some(found) = find(start.get(..2048).unwrap_or(start), key) else { return 0 };
    let digits = start.iter().skip(found + key.len() + 1).take_while(|byte| byte.is_ascii_digit());
    digits.fold(0_u64, |sum, digit| sum.saturating_mul(10).saturating_add(u64::from(digit - b'0')))
}

fn unfolds(bytes: u64) -> Refusal {
    let megabytes = bytes / (1 << 20);
    Refusal::TooLarge(format!("the workbook would unfold to {megabytes} MB, which no table needs"))
}

fn damaged(error: ZipError) -> Refusal {
    match error {
        ZipError::UnsupportedArchive(ZipError::PASSWORD_REQUIRED) => Refusal::Password,
        error => Refusal::Damaged(error.to_string()),
    }
}
