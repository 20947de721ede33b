//! The SVG that the app writes, read by somebody else's renderer, against the app's own pixels.

#![expect(clippy::unwrap_used, reason = "a test may panic")]

use std::sync::Arc;

use egui::Theme;
use resvg::{tiny_skia, usvg};
use sovereign_stack::desk::Desk;
use sovereign_stack::export::preset::{Format, Page, Text};
use sovereign_stack::export::{self, Request};
use sovereign_stack::style;

/// Pixels to a point: at this scale an SVG is laid out to the pixel as a PNG is.
const SCALE: u32 = 2;

fn rendered(svg: &[u8]) -> tiny_skia::Pixmap {
    let mut options = usvg::Options::default();
    for face in &style::FACES {
        Arc::make_mut(&mut options.fontdb).load_font_data(face.bytes.to_vec());
    }
    let tree = usvg::Tree::from_data(svg, &options).unwrap();
    let size = tree.size().to_int_size();
    let mut pixels = tiny_skia::Pixmap::new(size.width() * SCALE, size.height() * SCALE).unwrap();
    let scale = tiny_skia::Transform::from_scale(SCALE as f32, SCALE as f32);
    resvg::render(&tree, scale, &mut pixels.as_mut());
    pixels
}

fn decoded(png: Vec<u8>) -> Vec<u8> {
    let mut reader = png::Decoder::new(std::io::Cursor::new(png)).read_info().unwrap();
    let mut pixels = vec![0; reader.output_buffer_size().unwrap()];
    reader.next_frame(&mut pixels).unwrap();
    pixels
}

/// Mean difference per channel, and the share of pixels that differ by more than a quarter.
fn difference(svg: &tiny_skia::Pixmap, png: &[u8]) -> (f64, f64) {
    let (mut sum, mut far, mut count) = (0.0, 0.0, 0.0);
    for (a, b) in svg.pixels().iter().zip(png.chunks(3)) {
        let channels = [a.red(), a.green(), a.blue()];
        let gaps = channels.iter().zip(b).map(|(a, b)| f64::from(a.abs_diff(*b)));
        let most = gaps.clone().fold(0.0, f64::max);
        sum += gaps.sum::<f64>() / 3.0;
        far += f64::from(u8::from(most > 64.0));
        count += 1.0;
    }
    (sum / count, far / count)
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
        let (mean, far) = difference(&svg, &decoded(png));
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
