//! A figure as a file, without a window or a graphics driver. The only writer of exports.

mod canvas;
pub mod facts;
mod file;
mod geometry;
mod glyphs;
mod pdf;
pub mod png;
pub mod preset;
pub mod raster;
mod rejects;
mod runs;
mod svg;
mod table;
mod words;

pub use file::{WriteError, make_folder, make_folders, set_aside, write};
pub use rejects::rejects;
pub use table::{Between, listing, template};
pub use words::undrawable;

use canvas::Sheet;
use facts::Facts;
use preset::{Format, Page, PageError, Text};
use raster::Picture;
use words::{Words, plain};

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
        Format::Pdf => document(&[shown], &request.page),
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

/// The figures as one PDF document with a page for each.
pub fn document(shown: &[&Shown], page: &Page) -> Result<Vec<u8>, ExportError> {
    let figures: Vec<(Sheet, Words, Facts)> = shown
        .iter()
        .map(|shown| {
            let facts = Facts::of(shown).with(page.parts);
            (canvas::for_vectors(shown, page), Words::of(shown), facts)
        })
        .collect();
    let leaves: Vec<pdf::Leaf<'_>> = figures
        .iter()
        .map(|(sheet, words, facts)| pdf::Leaf { sheet, page, words, facts })
        .collect();
    pdf::document(&leaves).map_err(ExportError::Pdf)
}
