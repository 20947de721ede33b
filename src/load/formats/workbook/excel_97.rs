//! XLS, the workbook of Excel 97 to 2003. Read here rather than by a crate, for those at hand make
//! room for whatever size such a file announces.

use super::compound::{Compound, half, word};
use super::format_code::{self, Shown};
use super::page::{Merged, Page, Refusal};
use super::records::{self, Pieces, Record, kind, records};
use super::{Book, Listed, text};
use crate::load::grid::Grid;
use crate::load::progress::Progress;

/// The version that a stream of Excel 97 to 2003 begins with.
const EXCEL_97: u16 = 0x0600;

/// A workbook with its sheets still to be read.
pub struct Excel97 {
    stream: Vec<u8>,
    sheets: Vec<Listed>,
    /// Where each sheet begins in the stream.
    starts: Vec<usize>,
    texts: Grid,
    /// How each style shows its number.
    shown: Vec<Shown>,
    is_1904: bool,
    progress: Progress,
}

impl Excel97 {
    /// Reads what all sheets share.
    pub fn open(bytes: &[u8], progress: Progress) -> Result<Self, Refusal> {
        let stream = stream(bytes)?;
        let mut book = Self {
            stream: Vec::new(),
            sheets: Vec::new(),
            starts: Vec::new(),
            texts: Grid::default(),
            shown: Vec::new(),
            is_1904: false,
            progress,
        };
        let mut formats: Vec<(u16, Shown)> = Vec::new();
        for record in records(&stream, 0) {
            let data = record.data;
            match record.kind {
                kind::BOF if half(data, 0) != Some(EXCEL_97) => {
                    let what = "a workbook of Excel 95 or older";
                    return Err(Refusal::OtherKind(what.to_owned()));
                }
                kind::FILE_PASS => return Err(Refusal::Password),
                kind::DATE_MODE => book.is_1904 = half(data, 0) == Some(1),
                kind::FORMAT => formats.extend(format(&record)),
                kind::XF => {
                    let number = half(data, 2).unwrap_or_default();
                    let own = formats.iter().rev().find(|(known, _)| *known == number);
                    let shown = own.map(|(_, shown)| shown.clone());
                    let built_in = || format_code::shown(format_code::built_in(number));
                    book.shown.push(shown.unwrap_or_else(built_in));
                }
                kind::SHARED_TEXTS => book.texts = records::shared_texts(&record)?,
                kind::BOUND_SHEET => book.list(&record),
                kind::EOF => break,
                _ => {}
            }
        }
        book.stream = stream;
        Ok(book)
    }

    fn list(&mut self, record: &Record<'_>) {
        let data = record.data;
        let is_sheet = data.get(5) == Some(&0);
        if let (Some(start), Some(name), true) =
            (word(data, 0), record.pieces(6).short_text(), is_sheet)
        {
            let is_hidden = data.get(4).is_some_and(|state| state & 3 != 0);
            self.sheets.push(Listed { name, is_hidden });
            self.starts.push(start as usize);
        }
    }

    /// The records of a sheet up to its end, without those of charts and the like inside it.
    fn records(&self, sheet: usize) -> impl Iterator<Item = Record<'_>> {
        let start = self.starts.get(sheet).copied().unwrap_or(usize::MAX);
        let mut depth = 0_usize;
        let mut is_over = false;
        let placed = records(&self.stream, start).map_while(move |record| {
            if is_over {
                return None;
            }
            let around = depth;
            match record.kind {
                kind::BOF => depth += 1,
                kind::EOF => depth = depth.saturating_sub(1),
                _ => {}
            }
            is_over = depth == 0;
            Some((around, record))
        });
        placed.filter_map(|(around, record)| (around == 1).then_some(record))
    }

    fn number(&self, value: f64, style: Option<u16>) -> String {
        let shown = style.and_then(|style| self.shown.get(usize::from(style)));
        text::serial(value, shown.unwrap_or(&Shown::Plain), self.is_1904)
    }

    /// The result of a formula; `None` where it is a text, which follows in a record of its own.
    fn result(&self, data: &[u8], style: Option<u16>) -> Option<String> {
        let bytes: [u8; 8] = *data.get(6..)?.first_chunk()?;
        match bytes {
            [0, .., 0xFF, 0xFF] => None,
            [1, _, value, .., 0xFF, 0xFF] => Some((value != 0).to_string()),
            [2, _, code, .., 0xFF, 0xFF] => Some(records::error(code).to_owned()),
            [_, .., 0xFF, 0xFF] => Some(String::new()),
            bytes => Some(self.number(f64::from_le_bytes(bytes), style)),
        }
    }
}

impl Book for Excel97 {
    fn sheets(&self) -> &[Listed] {
        &self.sheets
    }

    fn page(&mut self, sheet: usize) -> Result<Page, Refusal> {
        let mut page = Page::watched_by(&self.progress);
        let mut formula = None;
        let mut is_whole = false;
        for record in self.records(sheet) {
            let data = record.data;
            let place = half(data, 0).zip(half(data, 2));
            let place = place.map(|(row, column)| (u32::from(row), u32::from(column)));
            let style = half(data, 4);
            let text = match record.kind {
                kind::NUMBER => {
                    let bytes = data.get(6..).and_then(<[u8]>::first_chunk);
                    bytes.map(|bytes| self.number(f64::from_le_bytes(*bytes), style))
                }
                kind::RK => word(data, 6).map(|bits| self.number(records::packed(bits), style)),
                kind::LABEL_SHARED => {
                    let text = word(data, 6).and_then(|index| self.texts.cell(index as usize, 0));
                    text.map(str::to_owned)
                }
                kind::LABEL | kind::RICH_STRING => record.pieces(6).text(),
                kind::BOOL_ERROR => match data.get(6..8) {
                    Some([value, 0]) => Some((*value != 0).to_string()),
                    Some([code, _]) => Some(records::error(*code).to_owned()),
                    _ => None,
                },
                kind::FORMULA => {
                    formula = place;
                    let result = self.result(data, style);
                    if result.is_none() {
                        continue;
                    }
                    result
                }
                kind::STRING => {
                    let text = record.pieces(0).text();
                    if let Some(place) = formula.take() {
                        page.add(place, &text.unwrap_or_default())?;
                    }
                    continue;
                }
                kind::MUL_RK => {
                    self.several(data, &mut page)?;
                    continue;
                }
                kind::EOF => {
                    is_whole = true;
                    continue;
                }
                _ => continue,
            };
            let (Some(place), Some(text)) = (place, text) else {
                return Err(Refusal::Damaged("a cell ends too early".to_owned()));
            };
            page.add(place, &text)?;
        }
        if !is_whole {
            return Err(Refusal::Damaged("a sheet ends too early".to_owned()));
        }
        page.finish()?;
        Ok(page)
    }

    fn merged(&mut self, sheet: usize) -> Vec<Merged> {
        let blocks = self.records(sheet).filter(|record| record.kind == kind::MERGED_CELLS);
        let block = |bytes: &[u8]| {
            let at = |index: usize| half(bytes, index).map(u32::from);
            Some(Merged { rows: (at(0)?, at(2)?), columns: (at(4)?, at(6)?) })
        };
        let of = |record: Record<'_>| {
            let blocks = record.data.get(2..).unwrap_or_default().chunks_exact(8);
            blocks.filter_map(block).collect::<Vec<_>>()
        };
        blocks.flat_map(of).collect()
    }
}

impl Excel97 {
    /// Adds the numbers of a record that holds several of a row.
    fn several(&self, data: &[u8], page: &mut Page) -> Result<(), Refusal> {
        let damaged = || Refusal::Damaged("a row of numbers ends too early".to_owned());
        let (row, first) = half(data, 0).zip(half(data, 2)).ok_or_else(damaged)?;
        let numbers = data.get(4..data.len().saturating_sub(2)).ok_or_else(damaged)?;
        for (index, number) in numbers.chunks_exact(6).enumerate() {
            let column = u32::from(first) + index as u32;
            let bits = word(number, 2).ok_or_else(damaged)?;
            let text = self.number(records::packed(bits), half(number, 0));
            page.add((u32::from(row), column), &text)?;
        }
        Ok(())
    }
}

/// The stream of the workbook.
fn stream(bytes: &[u8]) -> Result<Vec<u8>, Refusal> {
    let file = Compound::open(bytes)?;
    let other = |what: &str| Err(Refusal::OtherKind(what.to_owned()));
    match file.stream("Workbook") {
        Some(stream) => stream,
        None if file.has("EncryptedPackage") => Err(Refusal::Password),
        None if file.has("Book") => other("a workbook of Excel 95 or older"),
        None if file.has("WordDocument") => other("a Word document"),
        None => other("an office file without a workbook"),
    }
}

/// The number of a format and what it shows.
fn format(record: &Record<'_>) -> Option<(u16, Shown)> {
    let mut pieces: Pieces<'_> = record.pieces(2);
    Some((half(record.data, 0)?, format_code::shown(&pieces.text()?)))
}
