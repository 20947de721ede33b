//! A figure as a file, without a window or a graphics driver. The only writer of exports.

mod canvas;
mod file;
mod notes;
pub mod png;
mod pptx;
pub mod preset;
pub mod raster;
mod records;
mod svg;
mod table;
mod words;
mod xml;

pub use pptx::SlideError;

pub use file::{WriteError, make_folder, make_folders, set_aside, write};
pub use table::template;
pub use words::undrawable;

use preset::{Format, Page, PageError, Text};
use words::Words;

use crate::desk::Shown;

/// What kind of file to make of a figure.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Request {
    /// The page.
    pub page: Page,
    /// The kind of file.
    pub format: Format,
    /// Pixels to each point of the page, from 1 to 4; for PNG only.
    pub scale: u32,
    /// How an SVG holds its text.
    pub text: Text,
}

/// Why a figure could not be made into a file.
#[derive(Debug, thiserror::Error)]
pub enum ExportError {
    /// The page or scale is out of range.
    #[error(transparent)]
    Page(#[from] PageError),
    /// The picture could not be encoded.
    #[error("the picture could not be encoded: {0}")]
    Png(#[from] ::png::EncodingError),
    /// The slides could not be made.
    #[error(transparent)]
    Slide(#[from] SlideError),
    /// The workbook could not be made.
    #[error("the workbook cannot be made: {0}; CSV and JSON have no such limit")]
    Workbook(#[from] rust_xlsxwriter::XlsxError),
}

/// Pixels per point at which an SVG is laid out: glyphs then stand where those of a PNG at its
/// usual scale do.
const SVG_SCALE: f32 = 2.0;

/// The figure as the bytes of a file. The same tab and request give the same bytes.
pub fn bytes(shown: &Shown, request: &Request) -> Result<Vec<u8>, ExportError> {
    match request.format {
        Format::Png => {
            let pixels = request.page.pixels(request.scale)?;
            let scale = request.scale as f32;
            let sheet = canvas::sheet(shown, &request.page, scale);
            Ok(png::encode(&sheet.picture(pixels), scale)?)
        }
        Format::Svg => {
            let sheet = canvas::sheet(shown, &request.page, SVG_SCALE);
            Ok(svg::document(&sheet, &request.page, request.text, &Words::of(shown)).into_bytes())
        }
        Format::Pptx => slides(&[shown], &request.page),
        Format::Csv => Ok(table::csv(shown)),
        Format::Json => Ok(table::json(shown)),
        Format::Xlsx => Ok(table::workbook(shown)?),
    }
}

/// The figures as slides, in this order.
fn slides(figures: &[&Shown], page: &Page) -> Result<Vec<u8>, ExportError> {
    let pages: Vec<pptx::Page<'_>> = figures
        .iter()
        .map(|shown| pptx::Page {
            sheet: canvas::sheet(shown, page, 1.0),
            title: shown.tab.title(),
            marks: shown.tab.marks(),
            natives: shown.tab.natives(),
            notes: notes::of(shown),
        })
        .collect();
    let first = figures.first();
    let facts = pptx::Facts {
        title: first.map_or("", |shown| shown.tab.title()).to_owned(),
        subject: first.map_or_else(String::new, |shown| notes::data(shown)),
    };
    Ok(pptx::document(&pages, crate::style::palette(page.theme), &facts)?)
}
