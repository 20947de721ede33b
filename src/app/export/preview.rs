//! The picture beside the export dialog: drawn by the exporter itself, kept by what it shows.

use egui::{ColorImage, Context, TextureHandle, TextureOptions};

use crate::desk::Shown;
use crate::export::preset::Page;
use crate::export::raster::Picture;

/// Pictures kept.
const MOST_KEPT: usize = 8;

/// What a picture shows.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Key {
    /// The figure: its tab, its data and its options.
    figure: String,
    page: Page,
    /// Pixels across.
    width: u32,
}

impl Key {
    /// Of this figure on this page, so many pixels across.
    pub fn of(shown: &Shown, page: Page, width: u32) -> Self {
        let options = shown.tab.settings().iter().map(|setting| setting.current.as_str());
        let options = options.collect::<Vec<_>>().join("\u{1F}");
        let data = std::sync::Arc::as_ptr(&shown.origin) as usize;
        Self { figure: format!("{} {data} {options}", shown.tab.name()), page, width }
    }

    /// The page.
    pub fn page(&self) -> &Page {
        &self.page
    }

    /// Pixels to a point of the page.
    pub fn scale(&self) -> f32 {
        self.width as f32 / self.page.width.max(1) as f32
    }
}

/// The pictures drawn so far.
#[derive(Default)]
pub struct Preview {
    pictures: Vec<(Key, TextureHandle)>,
    /// What is being drawn.
    asked: Option<Key>,
    /// What was drawn and is not yet a texture.
    drawn: Option<(Key, Picture)>,
}

impl Preview {
    /// The picture of this; an earlier one of the same figure while it is being drawn.
    pub fn picture(&self, key: &Key) -> Option<&TextureHandle> {
        let exact = self.pictures.iter().find(|(known, _)| known == key);
        let last = || self.pictures.iter().rev().find(|(known, _)| known.figure == key.figure);
        exact.or_else(last).map(|(_, picture)| picture)
    }

    /// Whether this picture is to be drawn now: it is not there, and no other is being drawn.
    pub fn ask(&mut self, key: &Key) -> bool {
        if self.asked.is_some() || self.pictures.iter().any(|(known, _)| known == key) {
            return false;
        }
        self.asked = Some(key.clone());
        true
    }

    /// Takes a picture that was drawn.
    pub fn drawn(&mut self, key: Key, picture: Picture) {
        self.asked = None;
        self.drawn = Some((key, picture));
    }

    /// Makes a texture of what was drawn.
    pub fn load(&mut self, context: &Context) {
        let Some((key, picture)) = self.drawn.take() else { return };
        let image = image(picture);
        let texture = context.load_texture("preview", image, TextureOptions::LINEAR);
        self.pictures.push((key, texture));
        let over = self.pictures.len().saturating_sub(MOST_KEPT);
        self.pictures.drain(..over);
    }
}

/// A picture for the window and the clipboard.
pub fn image(picture: Picture) -> ColorImage {
    ColorImage::new([picture.width, picture.height], picture.pixels)
}
