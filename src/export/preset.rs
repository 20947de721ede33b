//! Page sizes, formats and looks of an export.

use egui::Theme;

use crate::figure::Parts;
use crate::model::choice::{Choice, one_of};

/// The largest side of a page in points, and of a picture in pixels.
const LARGEST_SIDE: u32 = 16_000;
/// The smallest side of a page in points.
const SMALLEST_SIDE: u32 = 64;
/// The most pixels of one picture.
const MOST_PIXELS: u64 = 200_000_000;

/// A kind of file.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Format {
    /// Pixels.
    #[default]
    Png,
    /// Vectors.
    Svg,
    /// A document with text that can be searched and copied.
    Pdf,
    /// A slide that can be edited.
    Pptx,
    /// The records behind a figure, for any program.
    Csv,
    /// The same as a workbook.
    Xlsx,
    /// The same for programs.
    Json,
}

impl Choice for Format {
    const ALL: &'static [Self] =
        &[Self::Png, Self::Svg, Self::Pdf, Self::Pptx, Self::Csv, Self::Xlsx, Self::Json];

    fn key(self) -> &'static str {
        match self {
            Self::Png => "png",
            Self::Svg => "svg",
            Self::Pdf => "pdf",
            Self::Pptx => "pptx",
            Self::Csv => "csv",
            Self::Xlsx => "xlsx",
            Self::Json => "json",
        }
    }

    fn label(self) -> String {
        self.key().to_uppercase()
    }
}

/// How an SVG holds its text.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Text {
    /// As shapes: looks the same everywhere, cannot be edited as text.
    #[default]
    Outlines,
    /// As text, with the font in the file.
    Embedded,
    /// As text that names its font: small, for comparing figures in tests.
    Named,
}

impl Choice for Text {
    const ALL: &'static [Self] = &[Self::Outlines, Self::Embedded];

    fn key(self) -> &'static str {
        match self {
            Self::Outlines => "outlines",
            Self::Embedded => "embedded",
            Self::Named => "named",
        }
    }
}

/// A ready page size.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Preset {
    /// 16:9.
    #[default]
    Slide,
    /// 4:3.
    Slide4x3,
    /// 1:1.
    Square,
    /// A4, landscape.
    A4,
}

impl Choice for Preset {
    const ALL: &'static [Self] = &[Self::Slide, Self::Slide4x3, Self::Square, Self::A4];

    fn key(self) -> &'static str {
        match self {
            Self::Slide => "slide",
            Self::Slide4x3 => "slide-4x3",
            Self::Square => "square",
            Self::A4 => "a4",
        }
    }

    fn label(self) -> String {
        match self {
            Self::Slide => "Slide 16:9",
            Self::Slide4x3 => "Slide 4:3",
            Self::Square => "Square",
            Self::A4 => "A4",
        }
        .to_owned()
    }
}

impl Format {
    /// Whether one file holds several figures, a page each.
    pub fn holds_several(self) -> bool {
        matches!(self, Self::Pdf | Self::Pptx)
    }

    /// Whether its size in pixels is a matter of scale.
    pub fn has_scale(self) -> bool {
        self == Self::Png
    }

    /// Whether its text can be held in more than one way.
    pub fn has_text(self) -> bool {
        self == Self::Svg
    }

    /// Whether it is a picture of the figure, on a page, with a look.
    pub fn has_page(self) -> bool {
        match self {
            Self::Png | Self::Svg | Self::Pdf | Self::Pptx => true,
            Self::Csv | Self::Xlsx | Self::Json => false,
        }
    }
}

impl Preset {
    /// Width and height in points.
    pub fn size(self) -> (u32, u32) {
        match self {
            Self::Slide => (1920, 1080),
            Self::Slide4x3 => (1600, 1200),
            Self::Square => (1200, 1200),
            Self::A4 => (1754, 1240),
        }
    }
}

/// Why a page cannot be made.
#[derive(Debug, thiserror::Error, PartialEq, Eq)]
pub enum PageError {
    /// Not a preset and not a width and a height.
    #[error("the size {0:?} is not known: write {1}, or a width and a height like 1280x720")]
    Unknown(String, String),
    /// A side is too small or too large.
    #[error("a page of {0} × {1} points cannot be made: sides from 64 to 16,000 points can")]
    Size(u32, u32),
    /// The picture would be too large.
    #[error(
        "{0} × {1} points at scale {2} would be more than 200 million pixels: choose a smaller size or scale"
    )]
    TooManyPixels(u32, u32, u32),
    /// The scale is out of range.
    #[error("the scale {0} is out of range: it is 1, 2, 3 or 4")]
    Scale(u32),
}

/// A page to draw a figure on.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Page {
    /// In points.
    pub width: u32,
    /// In points.
    pub height: u32,
    /// Light or dark.
    pub theme: Theme,
    /// Without a background.
    pub is_transparent: bool,
    /// What is shown of the figure.
    pub parts: Parts,
}

impl Page {
    /// A page in the light theme of a preset size or one written `1280x720`, with every part of the
    /// figure.
    pub fn parse(size: &str) -> Result<Self, PageError> {
        let (width, height) = match Preset::from_key(size) {
            Some(preset) => preset.size(),
            None => written_size(size)
                .ok_or_else(|| PageError::Unknown(size.to_owned(), Preset::keys_listed()))?,
        };
        let fits = |side: u32| (SMALLEST_SIDE..=LARGEST_SIDE).contains(&side);
        if !fits(width) || !fits(height) {
            return Err(PageError::Size(width, height));
        }
        let parts = Parts::default();
        Ok(Self { width, height, theme: Theme::Light, is_transparent: false, parts })
    }

    /// Points to an inch, where the page is printed or laid on a slide.
    pub fn points_per_inch(&self) -> u32 {
        let is_this = |preset: &Preset| preset.size() == (self.width, self.height);
        let preset = Preset::ALL.iter().copied().find(is_this);
        preset.unwrap_or_default().points_per_inch()
    }

    /// The size of its picture in pixels.
    pub fn pixels(&self, scale: u32) -> Result<(usize, usize), PageError> {
        check_scale(scale)?;
        let (width, height) = (u64::from(self.width * scale), u64::from(self.height * scale));
        if width * height > MOST_PIXELS {
            return Err(PageError::TooManyPixels(self.width, self.height, scale));
        }
        Ok((width as usize, height as usize))
    }
}

impl Preset {
    /// Points to an inch on paper and in slide programs: a slide is 13⅓ × 7½ inches there, and one
    /// of 4:3 is 10 × 7½; A4 is 297 × 210 mm.
    fn points_per_inch(self) -> u32 {
        match self {
            Self::Slide | Self::Square => 144,
            Self::Slide4x3 => 160,
            Self::A4 => 150,
        }
    }

    fn keys_listed() -> String {
        let keys: Vec<&str> = Self::ALL.iter().map(|preset| preset.key()).collect();
        one_of(&keys).replace(" or ", ", ")
    }
}

/// Refuses a scale that no picture is made at.
pub fn check_scale(scale: u32) -> Result<(), PageError> {
    if (1..=4).contains(&scale) { Ok(()) } else { Err(PageError::Scale(scale)) }
}

fn written_size(text: &str) -> Option<(u32, u32)> {
    let (width, height) = text.split_once(['x', 'X', '×'])?;
    Some((width.trim().parse().ok()?, height.trim().parse().ok()?))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn sizes_are_read_and_refused_in_words() {
        let size = |text| Page::parse(text).map(|page| (page.width, page.height));
        assert_eq!(size("slide"), Ok((1920, 1080)));
        assert_eq!(size("A4"), Ok((1754, 1240)));
        assert_eq!(size("1280x720"), Ok((1280, 720)));
        assert_eq!(size("0x720"), Err(PageError::Size(0, 720)));
        assert_eq!(size("100000x720"), Err(PageError::Size(100_000, 720)));
        assert!(matches!(size("poster"), Err(PageError::Unknown(..))));
        let page = Page::parse("slide").unwrap();
        assert_eq!(page.pixels(2), Ok((3840, 2160)));
        assert_eq!(page.pixels(5), Err(PageError::Scale(5)));
        let poster = Page::parse("16000x16000").unwrap();
        assert!(matches!(poster.pixels(1), Err(PageError::TooManyPixels(..))));
    }
}
