//! XLSX: cells one after the other, so that memory does not grow with blank ones.

use std::io::Cursor;

use calamine::{DataRef, Reader as _, SheetType, SheetVisible, Xlsx, XlsxError};

use super::format_code::{self, Shown};
use super::page::{Merged, Page, Refusal};
use super::{Book, Listed, text};
use crate::load::progress::Progress;

/// A workbook of Excel since 2007.
pub struct Excel<'a> {
    book: Xlsx<Cursor<&'a [u8]>>,
    /// The sheets with cells, by name.
    sheets: Vec<Listed>,
    progress: Progress,
}

impl<'a> Excel<'a> {
    /// Opens it; its size has been checked.
    pub fn open(bytes: &'a [u8], progress: Progress) -> Result<Self, Refusal> {
        let book: Xlsx<_> = Xlsx::new(Cursor::new(bytes)).map_err(refusal)?;
        let sheets =
            book.sheets_metadata().iter().filter(|sheet| sheet.typ == SheetType::WorkSheet);
        let listed = |sheet: &calamine::Sheet| Listed {
            name: sheet.name.clone(),
            is_hidden: sheet.visible != SheetVisible::Visible,
        };
        Ok(Self { sheets: sheets.map(listed).collect(), book, progress })
    }
}

impl Book for Excel<'_> {
    fn sheets(&self) -> &[Listed] {
        &self.sheets
    }

    fn page(&mut self, sheet: usize) -> Result<Page, Refusal> {
        let name = self.sheets.get(sheet).map(|sheet| sheet.name.clone()).unwrap_or_default();
        let mut cells = self.book.worksheet_cells_reader(&name).map_err(refusal)?;
        let shown: Vec<Shown> = cells
            .styles()
            .iter()
            .map(|style| match &style.number_format {
                Some(format) => format_code::shown(&format.format_code),
                None => Shown::Plain,
            })
            .collect();
        let mut page = Page::watched_by(&self.progress);
        while let Some((cell, style)) = cells.next_cell_with_style_id().map_err(refusal)? {
            if *cell.get_value() == DataRef::Empty {
                continue;
            }
            let shown = shown.get(style).unwrap_or(&Shown::Plain);
            page.add(cell.get_position(), &text::of(cell.get_value(), shown))?;
        }
        page.finish()?;
        Ok(page)
    }

    fn merged(&mut self, sheet: usize) -> Vec<Merged> {
        let name = self.sheets.get(sheet).map(|sheet| sheet.name.clone()).unwrap_or_default();
        // Of a sheet whose cells could be read, what follows them may still be damaged.
        let found = self.book.merge_cells_by_sheet_name(&name).unwrap_or_default();
        found.iter().map(super::merged).collect()
    }
}

fn refusal(error: XlsxError) -> Refusal {
    match error {
        XlsxError::Password => Refusal::Password,
        error => Refusal::Damaged(error.to_string()),
    }
}
