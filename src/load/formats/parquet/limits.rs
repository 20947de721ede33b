//! Whether a Parquet file can be opened in bounded time and memory. The crate that reads it makes
//! room for what pages announce, and unfolds some without a limit.

use std::io::Read as _;

use flate2::read::MultiGzDecoder;
use parquet::basic::Compression;
use parquet::file::metadata::ParquetMetaData;

use super::thrift::{Thrift, kind};

/// The longest description of a file, in bytes. Real ones have some kilobytes.
const LONGEST_FOOTER: usize = 16 << 20;

/// How deep columns may lie in each other.
const DEEPEST_COLUMN: usize = 50;

/// The most values of all columns, those in lists included.
pub const MOST_VALUES: u64 = 20_000_000;

/// The most bytes that one page may unfold to; writers make pages of a megabyte.
const LARGEST_PAGE: u64 = 256 << 20;

/// The most bytes that all pages may unfold to.
const LARGEST: u64 = 1 << 30;

/// The largest page whose texts repeat the beginning of the one before, without storing it.
const LARGEST_SHARED_PAGE: u64 = 8 << 20;

/// The number of that encoding: `DELTA_BYTE_ARRAY`.
const SHARED_BEGINNINGS: i64 = 7;

/// The largest packed page of the old LZ4, which is unfolded without a limit to up to 255 times its
/// size.
const LARGEST_LZ4: usize = 1 << 20;

/// Checks what is needed to read the description: its length and how deep its columns lie.
pub fn check_footer(bytes: &[u8]) -> Result<(), String> {
    let cut = || "it ends too early".to_owned();
    let body = bytes.strip_suffix(b"PAR1").ok_or_else(cut)?;
    let (body, length) = body.split_last_chunk().ok_or_else(cut)?;
    let length = u32::from_le_bytes(*length) as usize;
    if length > LONGEST_FOOTER {
        return Err("its description is far too long".to_owned());
    }
    let start = body.len().checked_sub(length).ok_or_else(cut)?;
    let footer = body.get(start..).unwrap_or_default();
    let mut is_too_deep = false;
    let read = Thrift::new(footer).fields(|thrift, number, kind| match (number, kind) {
        (2, kind::LIST) => {
            let (of, count) = thrift.list()?;
            // For each group of columns that is open, how many of its columns are still to come.
            let mut open: Vec<i64> = Vec::new();
            for _ in 0..count {
                let children = children(thrift, of)?;
                if let Some(left) = open.last_mut() {
                    *left -= 1;
                }
                if children > 0 {
                    open.push(children);
                }
                while open.last().is_some_and(|left| *left <= 0) {
                    open.pop();
                }
                is_too_deep |= open.len() > DEEPEST_COLUMN;
            }
            Some(())
        }
        (_, kind) => thrift.skip(kind),
    });
    match (read, is_too_deep) {
        (_, true) => Err(format!("its columns lie more than {DEEPEST_COLUMN} deep")),
        (None, _) => Err("its description makes no sense".to_owned()),
        (Some(()), false) => Ok(()),
    }
}

/// How many columns a group of columns has; none for a column.
fn children(thrift: &mut Thrift<'_>, of: u8) -> Option<i64> {
    if of != kind::STRUCT {
        return None;
    }
    let mut children = 0;
    thrift.fields(|thrift, number, kind| match (number, kind) {
        (5, kind::INT) => {
            children = thrift.number()?;
            Some(())
        }
        (_, kind) => thrift.skip(kind),
    })?;
    Some(children)
}

/// What all pages hold together.
#[derive(Default)]
struct Sum {
    bytes: u64,
    values: u64,
}

/// Walks through the pages of every column without unfolding them.
pub fn check_pages(bytes: &[u8], metadata: &ParquetMetaData) -> Result<(), String> {
    let mut sum = Sum::default();
    for group in metadata.row_groups() {
        for column in group.columns() {
            let start =
                column.dictionary_page_offset().unwrap_or_else(|| column.data_page_offset());
            let place =
                usize::try_from(start).ok().zip(usize::try_from(column.compressed_size()).ok());
            let chunk =
                place.and_then(|(start, length)| bytes.get(start..start.checked_add(length)?));
            let chunk = chunk.ok_or("a column lies past the end of the file")?;
            check_chunk(chunk, column.compression(), &mut sum)?;
        }
    }
    Ok(())
}

fn check_chunk(mut chunk: &[u8], codec: Compression, sum: &mut Sum) -> Result<(), String> {
    while !chunk.is_empty() {
        let mut thrift = Thrift::new(chunk);
        let page = Page::read(&mut thrift).ok_or("the head of a page makes no sense")?;
        let rest = chunk.get(thrift.read()..).unwrap_or_default();
        let (packed, after) =
            rest.split_at_checked(page.packed).ok_or("a page lies past the end of its column")?;
        chunk = after;
        sum.bytes = sum.bytes.saturating_add(page.unfolded);
        sum.values = sum.values.saturating_add(page.values);
        let most = if page.shares { LARGEST_SHARED_PAGE } else { LARGEST_PAGE };
        let unfolds = |bytes: u64| format!("it would unfold to {} MB", bytes >> 20);
        if page.unfolded > most || sum.bytes > LARGEST {
            return Err(unfolds(page.unfolded.max(sum.bytes)));
        }
        if sum.values > MOST_VALUES {
            return Err(format!("it has more than {MOST_VALUES} values"));
        }
        match codec {
            Compression::LZ4 if packed.len() > LARGEST_LZ4 => {
                return Err("it is packed with LZ4 in the old way, in very large pages".to_owned());
            }
            Compression::GZIP(_) => {
                let limit = page.unfolded + 1;
                let mut inside = MultiGzDecoder::new(packed).take(limit);
                let real = std::io::copy(&mut inside, &mut std::io::sink()).unwrap_or(0);
                if real >= limit {
                    return Err("a page holds more than it says".to_owned());
                }
            }
            _ => {}
        }
    }
    Ok(())
}

/// What the head of a page announces.
#[derive(Default)]
struct Page {
    unfolded: u64,
    packed: usize,
    values: u64,
    shares: bool,
}

impl Page {
    fn read(thrift: &mut Thrift<'_>) -> Option<Self> {
        let mut page = Self::default();
        thrift.fields(|thrift, number, kind| match (number, kind) {
            (2, kind::INT) => {
                page.unfolded = u64::try_from(thrift.number()?).ok()?;
                Some(())
            }
            (3, kind::INT) => {
                page.packed = usize::try_from(thrift.number()?).ok()?;
                Some(())
            }
            // Pages of data in two versions, and those with the values that others point to.
            (5 | 7 | 8, kind::STRUCT) => thrift.fields(|thrift, inner, kind| {
                let is_encoding = matches!((number, inner), (5 | 7, 2) | (8, 4));
                match (inner, kind) {
                    (1, kind::INT) => {
                        page.values = u64::try_from(thrift.number()?).ok()?;
                        Some(())
                    }
                    (_, kind::INT) if is_encoding => {
                        page.shares = thrift.number()? == SHARED_BEGINNINGS;
                        Some(())
                    }
                    (_, kind) => thrift.skip(kind),
                }
            }),
            (_, kind) => thrift.skip(kind),
        })?;
        Some(page)
    }
}
