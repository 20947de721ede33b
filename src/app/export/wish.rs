//! What is wished of an export: remembered from one to the next, and from one run to the next.

use std::path::{Path, PathBuf};

use egui::Theme;

use crate::app::session;
use crate::desk::{Desk, Shown};
use crate::export::Request;
use crate::export::preset::{Format, Page, Preset, Text};
use crate::figure::{Part, Parts};
use crate::model::Choice as _;

/// What is wished of an export.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Wish {
    /// All tabs instead of the one shown.
    pub is_deck: bool,
    /// The kind of file.
    pub format: Format,
    /// A ready size; `None` for one of the user's own.
    pub preset: Option<Preset>,
    /// Width and height of that, as they were typed.
    pub own: [String; 2],
    /// Pixels to a point.
    pub scale: u32,
    /// Light or dark; `None` for that of the window.
    pub theme: Option<Theme>,
    /// Without a background.
    pub is_transparent: bool,
    /// What is shown of the figures.
    pub parts: Parts,
    /// How an SVG holds its text.
    pub text: Text,
    /// The folder last written to; `None` before that.
    pub folder: Option<PathBuf>,
}

impl Default for Wish {
    fn default() -> Self {
        Self {
            is_deck: false,
            format: Format::Png,
            preset: Some(Preset::Slide),
            own: ["1280".to_owned(), "720".to_owned()],
            scale: 2,
            theme: None,
            is_transparent: false,
            parts: Parts::default(),
            text: Text::Outlines,
            folder: None,
        }
    }
}

impl Wish {
    /// Word for the size: `slide`, `1280x720`.
    pub fn size(&self) -> String {
        match self.preset {
            Some(preset) => preset.key().to_owned(),
            None => self.own.each_ref().map(|side| side.trim()).join("x"),
        }
    }

    /// The page; `window` is the theme of the window. Why there is none, in words.
    pub fn page(&self, window: Theme) -> Result<Page, String> {
        let is_number = |side: &String| side.trim().parse::<u32>().is_ok();
        if self.preset.is_none() && !self.own.iter().all(is_number) {
            return Err("Write width and height as whole numbers, such as 1280 and 720.".to_owned());
        }
        let page = Page::parse(&self.size()).map_err(|error| error.to_string())?;
        let theme = self.theme.unwrap_or(window);
        Ok(Page { theme, is_transparent: self.is_transparent, parts: self.parts, ..page })
    }

    /// What the exporter is asked for.
    pub fn request(&self, window: Theme) -> Result<Request, String> {
        let page = self.page(window)?;
        if self.format.has_scale() {
            page.pixels(self.scale).map_err(|error| error.to_string())?;
        }
        Ok(Request { page, format: self.format, scale: self.scale, text: self.text })
    }

    /// Whether one file is written, and not a folder of them.
    pub fn is_one_file(&self) -> bool {
        !self.is_deck || self.format.holds_several()
    }

    /// The file or folder suggested, in the folder last used: `coverage-q1-2026.png`.
    pub fn suggestion(&self, shown: Option<&Shown>, desk: &Desk) -> PathBuf {
        let period = |shown: &Shown| shown.origin.period.clone();
        let (name, period) = if self.is_deck {
            let first = desk.tabs.first().and_then(period);
            let is_same = desk.tabs.iter().all(|shown| period(shown) == first);
            ("figures", first.filter(|_| is_same))
        } else {
            (shown.map_or("figure", |shown| shown.tab.name()), shown.and_then(period))
        };
        let mut name = slug(&format!("{name} {}", period.unwrap_or_default()));
        if self.is_one_file() {
            name = format!("{name}.{}", self.format.key());
        }
        self.folder.clone().unwrap_or_default().join(name)
    }

    /// What is kept of it for the next run; nothing before the first export.
    pub fn kept(&self) -> Option<session::Export> {
        let folder = self.folder.as_ref()?;
        // An empty one is the folder that the program is started in.
        let whole = std::path::absolute(folder).unwrap_or_else(|_| folder.clone());
        Some(session::Export {
            folder: whole.as_path().into(),
            format: self.format.key().to_owned(),
            size: self.size(),
            scale: self.scale,
            theme: self.theme.map(Into::into),
            is_transparent: self.is_transparent,
            is_deck: self.is_deck,
            text: self.text.key().to_owned(),
            without: self.parts.left_out().map(|part| part.key().to_owned()).collect(),
        })
    }

    /// What was kept; a word of it that means nothing stands for the usual wish.
    pub fn of_kept(kept: &session::Export) -> Self {
        let usual = Self::default();
        let own = kept.size.split_once('x').filter(|_| Page::parse(&kept.size).is_ok());
        let preset = Preset::from_key(&kept.size);
        let mut parts = Parts::default();
        for part in kept.without.iter().filter_map(|word| Part::from_key(word)) {
            parts.set(part, false);
        }
        Self {
            is_deck: kept.is_deck,
            format: Format::from_key(&kept.format).unwrap_or(usual.format),
            preset: preset.or_else(|| own.is_none().then_some(Preset::Slide)),
            own: own
                .filter(|_| preset.is_none())
                .map_or(usual.own, |(width, height)| [width.to_owned(), height.to_owned()]),
            scale: kept.scale.clamp(1, 4),
            theme: kept.theme.map(Into::into),
            is_transparent: kept.is_transparent,
            parts,
            text: Text::from_key(&kept.text).unwrap_or(usual.text),
            folder: Some(PathBuf::from(&kept.folder)),
        }
    }
}

/// The folder that a file or a folder stands in.
pub fn folder_of(path: &Path) -> PathBuf {
    path.parent().map(Path::to_owned).unwrap_or_default()
}

/// Words as a name of a file that every system takes: small letters and digits, a hyphen between.
fn slug(words: &str) -> String {
    let plain = |letter: char| if letter.is_alphanumeric() { letter } else { ' ' };
    let words: String = words.to_lowercase().chars().map(plain).collect();
    words.split_whitespace().collect::<Vec<_>>().join("-")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_name_has_tab_and_period_in_signs_that_every_system_takes() {
        assert_eq!(slug("coverage Q1 2026"), "coverage-q1-2026");
        assert_eq!(slug("funding 2025/26: a\\b?"), "funding-2025-26-a-b");
        assert_eq!(slug("talent "), "talent");
    }

    #[test]
    fn a_wish_is_kept_from_one_run_to_the_next() {
        let mut parts = Parts::default();
        parts.set(Part::Source, false);
        let wish = Wish {
            is_deck: true,
            format: Format::Svg,
            preset: None,
            own: ["801".to_owned(), "607".to_owned()],
            scale: 3,
            theme: Some(Theme::Dark),
            is_transparent: true,
            parts,
            text: Text::Embedded,
            folder: Some(std::env::temp_dir()),
        };
        assert_eq!(wish.kept().map(|kept| Wish::of_kept(&kept)), Some(wish));
        assert_eq!(Wish::default().kept(), None, "nothing was exported yet");
    }

    #[test]
    fn a_size_that_cannot_be_is_told_in_words() {
        let of = |width: &str, height: &str| {
            let own = [width.to_owned(), height.to_owned()];
            Wish { preset: None, own, ..Wish::default() }.request(Theme::Light)
        };
        assert!(of("1280", "720").is_ok());
        assert!(of("wide", "720").is_err_and(|words| words.contains("whole numbers")));
        assert!(of("10", "720").is_err_and(|words| words.contains("from 64 to 16,000")));
        assert!(of("16000", "16000").is_err_and(|words| words.contains("200 million pixels")));
    }
}
