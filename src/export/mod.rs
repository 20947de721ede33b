//! A figure as a file, without a window or a graphics driver. The only writer of exports.

mod canvas;
mod deck;
pub mod facts;
mod file;
mod geometry;
mod glyphs;
mod listing;
pub mod manifest;
mod notes;
mod pdf;
pub mod png;
mod pptx;
pub mod preset;
pub mod raster;
mod records;
mod rejects;
mod runs;
mod svg;
mod table;
mod words;
mod xml;

pub use pptx::SlideError;

pub use file::{WriteError, make_folder, make_folders, set_aside, write, write_apart};
pub use rejects::rejects;
pub use table::{Between, template, text};
pub use words::undrawable;

use deck::Leaf;
use facts::Facts;
use preset::{Format, Page, PageError, Text};
use raster::Picture;
use words::{Words, plain};

use std::path::PathBuf;

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
    /// The document could not be written.
    #[error("the document could not be written: {0}")]
    Pdf(String),
}

/// The figure as the bytes of a file. The same tab and request give the same bytes.
pub fn bytes(shown: &Shown, request: &Request) -> Result<Vec<u8>, ExportError> {
    let facts = Facts::of(shown).with(request.page.parts);
    match request.format {
        Format::Png => {
            let pixels = request.page.pixels(request.scale)?;
            let scale = request.scale as f32;
            let sheet = canvas::for_pixels(shown, &request.page, scale);
            let density = request.page.points_per_inch() * request.scale;
            let texts = texts(&Words::of(shown), &facts);
            Ok(png::encode(&sheet.picture(pixels), density, texts)?)
        }
        Format::Svg => {
            let sheet = canvas::for_vectors(shown, &request.page);
            let said = (&Words::of(shown), &facts);
            Ok(svg::document(&sheet, &request.page, request.text, said).into_bytes())
        }
        Format::Csv => Ok(table::csv(shown)),
        Format::Json => Ok(table::json(shown)),
        Format::Xlsx => Ok(table::workbook(shown)?),
        Format::Pdf | Format::Pptx => {
            let leaf = deck::figure(shown, &request.page);
            written(&[leaf], (shown.tab.title(), &notes::data(shown)), request)
        }
    }
}

/// The figure as pixels, this many to each point of the page: the picture of a PNG at that scale.
pub fn picture(shown: &Shown, page: &Page, scale: f32) -> Picture {
    let side = |points: u32| ((points as f32 * scale).round() as usize).max(1);
    canvas::for_pixels(shown, page, scale).picture((side(page.width), side(page.height)))
}

/// What a picture says of itself, each with its keyword.
fn texts(words: &Words, facts: &Facts) -> Vec<(&'static str, String)> {
    let said = [
        ("Title", plain(&words.title)),
        ("Description", plain(&words.description)),
        ("Source", plain(&words.source)),
    ];
    said.into_iter().chain(facts.lines().map(|(key, line)| (key, plain(&line)))).collect()
}

/// The figures as a whole briefing, for the kinds of file that hold several pages.
pub fn briefing(figures: &[&Shown], request: &Request) -> Result<Vec<u8>, ExportError> {
    let leaves = deck::leaves(figures, &request.page);
    let title = format!("Briefing: {}", deck::data(figures));
    written(&leaves, (&title, &deck::data(figures)), request)
}

/// The figures as one PDF document with a page for each, and no other.
pub fn document(figures: &[&Shown], page: &Page) -> Result<Vec<u8>, ExportError> {
    let leaves: Vec<Leaf<'_>> = figures.iter().map(|shown| deck::figure(shown, page)).collect();
    let request = Request { page: *page, format: Format::Pdf, scale: 1, text: Text::default() };
    written(&leaves, ("", ""), &request)
}

/// The pages as one file.
fn written(
    leaves: &[Leaf<'_>],
    (title, subject): (&str, &str),
    request: &Request,
) -> Result<Vec<u8>, ExportError> {
    let page = &request.page;
    if request.format == Format::Pptx {
        let palette = crate::style::palette(page.theme);
        return Ok(pptx::document(leaves, palette, (title, subject))?);
    }
    let leaves: Vec<pdf::Leaf<'_>> = leaves
        .iter()
        .map(|Leaf { sheet, words, facts, .. }| pdf::Leaf { sheet, page, words, facts })
        .collect();
    pdf::document(&leaves).map_err(ExportError::Pdf)
}

/// The files that the data of these tabs was read from, as they were named.
pub fn files_of<'a>(tabs: impl IntoIterator<Item = &'a Shown>) -> Vec<PathBuf> {
    let of = |shown: &'a Shown| {
        let tables = shown.origin.tables.iter().map(|read| &*read.part.sheet.file);
        let files = shown.origin.imports.iter().map(|import| &*import.file.name);
        tables.chain(files).map(PathBuf::from)
    };
    let mut files: Vec<PathBuf> = tabs.into_iter().flat_map(of).collect();
    files.sort();
    files.dedup();
    files
}
