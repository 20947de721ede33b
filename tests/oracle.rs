//! The SVG that the app writes, read by somebody else's renderer, against the app's own pixels.

#![expect(clippy::unwrap_used, reason = "a test may panic")]

mod support {
    pub mod open;
    pub mod pictures;
}

use std::sync::Arc;

use base64::Engine as _;
use egui::Theme;
use resvg::{tiny_skia, usvg};
use sovereign_stack::desk::Desk;
use sovereign_stack::export::preset::{Format, Page, Text};
use sovereign_stack::export::{self, Request};
use sovereign_stack::style;
use support::pictures::{decoded, difference};

/// Pixels to a point: at this scale an SVG is laid out to the pixel as a PNG is.
const SCALE: u32 = 2;

/// The document as pixels, drawn with the fonts that the app has.
fn rendered(svg: &[u8]) -> tiny_skia::Pixmap {
    drawn(svg, style::FACES.iter().map(|face| face.bytes.to_vec()))
}

/// The document as pixels, drawn with these fonts and no others.
fn drawn(svg: &[u8], fonts: impl Iterator<Item = Vec<u8>>) -> tiny_skia::Pixmap {
    let mut options = usvg::Options::default();
    for font in fonts {
        Arc::make_mut(&mut options.fontdb).load_font_data(font);
    }
    let tree = usvg::Tree::from_data(svg, &options).unwrap();
    let size = tree.size().to_int_size();
    let mut pixels = tiny_skia::Pixmap::new(size.width() * SCALE, size.height() * SCALE).unwrap();
    let scale = tiny_skia::Transform::from_scale(SCALE as f32, SCALE as f32);
    resvg::render(&tree, scale, &mut pixels.as_mut());
    pixels
}

/// The fonts that a document brings.
fn fonts_in(svg: &str) -> Vec<Vec<u8>> {
    let decode = |data: &str| {
        let data = data.split(')').next().unwrap();
        base64::engine::general_purpose::STANDARD.decode(data).unwrap()
    };
    svg.split("url(data:font/otf;base64,").skip(1).map(decode).collect()
}

/// Every pixel of a picture from the renderer.
fn channels(pixels: &tiny_skia::Pixmap) -> impl Iterator<Item = &[u8]> {
    pixels.data().chunks(4)
}

fn request(format: Format, text: Text, theme: Theme) -> Request {
    let page = Page { theme, ..Page::parse("slide").unwrap() };
    Request { page, format, scale: SCALE, text }
}

#[test]
fn another_renderer_sees_in_the_svg_what_the_png_shows() {
    let desk = Desk::bundled().unwrap();
    // Dark differs in colour only; one tab of it shows that colours are right there too.
    let light = desk
        .tabs
        .iter()
        .flat_map(|shown| [Text::Outlines, Text::Named].map(|text| (shown, text, Theme::Light)));
    let dark = desk.tabs.iter().take(1).map(|shown| (shown, Text::Outlines, Theme::Dark));
    for (shown, text, theme) in light.chain(dark) {
        let png = export::bytes(shown, &request(Format::Png, Text::Outlines, theme)).unwrap();
        let svg = rendered(&export::bytes(shown, &request(Format::Svg, text, theme)).unwrap());
        let (mean, far) = difference(channels(&svg), decoded(&png).chunks(3));
        let name = shown.tab.name();
        assert!(mean < 2.0, "{name}, {text:?}, {theme:?}: mean difference {mean:.3}");
        assert!(far < 0.015, "{name}, {text:?}, {theme:?}: {far:.4} of the pixels are far off");
    }
}

#[test]
fn text_leaves_ink_where_the_title_stands() {
    let desk = Desk::bundled().unwrap();
    for shown in &desk.tabs {
        for text in [Text::Outlines, Text::Embedded] {
            let svg =
                rendered(&export::bytes(shown, &request(Format::Svg, text, Theme::Light)).unwrap());
            let dark = svg
                .pixels()
                .iter()
                .take(3840 * 360)
                .filter(|pixel| pixel.red() < 80 && pixel.green() < 80)
                .count();
            assert!(
                dark > 16_000,
                "{}, {text:?}: {dark} dark pixels in the title",
                shown.tab.name()
            );
        }
    }
}

#[test]
fn outlines_need_no_font_and_embedded_text_brings_its_own() {
    let desk = Desk::bundled().unwrap();
    let coverage = &desk.tabs[desk.position("coverage").unwrap()];
    let svg = |text| {
        let bytes = export::bytes(coverage, &request(Format::Svg, text, Theme::Light)).unwrap();
        String::from_utf8(bytes).unwrap()
    };
    assert!(!svg(Text::Outlines).contains("<text"), "outlines are shapes");
    assert!(svg(Text::Embedded).contains("@font-face"), "the font is in the file");
    assert!(svg(Text::Embedded).contains("GPU"), "the text is text");
}

#[test]
fn embedded_text_is_drawn_by_the_parts_of_fonts_in_the_file_alone() {
    let words = "dimension,status\n芯片 Optics Îles,effective\n";
    let hard = support::open::csv(words).unwrap();
    let hard = hard.tabs.iter().filter(|shown| shown.tab.name() == "coverage");
    let bundled = Desk::bundled().unwrap();
    for shown in bundled.tabs.iter().chain(hard) {
        let name = shown.tab.name();
        let svg =
            export::bytes(shown, &request(Format::Svg, Text::Embedded, Theme::Light)).unwrap();
        let fonts = fonts_in(std::str::from_utf8(&svg).unwrap());
        let size: usize = fonts.iter().map(Vec::len).sum();
        assert!(!fonts.is_empty() && size < 100_000, "{name}: {size} bytes of fonts");
        let png =
            export::bytes(shown, &request(Format::Png, Text::Outlines, Theme::Light)).unwrap();
        let seen = drawn(&svg, fonts.into_iter());
        let (mean, far) = difference(channels(&seen), decoded(&png).chunks(3));
        assert!(mean < 2.0 && far < 0.015, "{name}: mean difference {mean:.3}, {far:.4} far off");
    }
}
