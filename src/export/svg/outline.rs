//! Glyphs as outlines.

use std::fmt::Write as _;
use std::sync::LazyLock;

use harfrust::{ShapeOptions, ShaperData, UnicodeBuffer};
use skrifa::instance::{LocationRef, Size};
use skrifa::outline::{DrawSettings, OutlinePen};
use skrifa::{FontRef, GlyphId, MetadataProvider as _};

use super::number;
use crate::style::FACES;

/// A bundled font, ready to be shaped and drawn.
struct Font {
    font: FontRef<'static>,
    shaper: ShaperData,
}

/// The bundled fonts in the order of [`FACES`].
static FONTS: LazyLock<Vec<Option<Font>>> = LazyLock::new(|| {
    let read = |bytes| {
        let font = FontRef::from_index(bytes, 0).ok()?;
        let shaper = ShaperData::new(&font);
        Some(Font { font, shaper })
    };
    FACES.iter().map(|face| read(face.bytes)).collect()
});

fn font(face: usize) -> Option<&'static Font> {
    FONTS.get(face)?.as_ref()
}

/// Whether one of our faces has the character.
pub fn face_has(face: usize, letter: char) -> bool {
    font(face).is_some_and(|font| font.font.charmap().map(letter).is_some())
}

/// The outlines of letters of one face and size as path data, each at its place from the left,
/// all on one baseline. They are shaped as the layout shaped them, so that a plus between digits
/// is the plus for digits.
pub fn path((face, size): (usize, f32), letters: &[(f32, char)], baseline: f32) -> String {
    let mut path = String::new();
    let Some(Font { font, shaper }) = font(face) else { return path };
    let mut buffer = UnicodeBuffer::new();
    // The cluster of a glyph is then the number of its letter.
    for (index, (_, letter)) in letters.iter().enumerate() {
        buffer.add(*letter, index as u32);
    }
    buffer.guess_segment_properties();
    let shaped = shaper.shaper(font).build().shape(buffer, ShapeOptions::new());
    let scale =
        size / f32::from(font.metrics(Size::unscaled(), LocationRef::default()).units_per_em);
    let outlines = font.outline_glyphs();
    let settings = || DrawSettings::unhinted(Size::new(size), LocationRef::default());
    for (glyph, at) in shaped.glyph_infos().iter().zip(shaped.glyph_positions()) {
        let Some((x, _)) = letters.get(glyph.cluster as usize) else { continue };
        let Some(outline) = outlines.get(GlyphId::new(glyph.glyph_id)) else { continue };
        let (x, y) = (x + at.x_offset as f32 * scale, baseline - at.y_offset as f32 * scale);
        // A broken glyph is left out: our own fonts have none.
        outline.draw(settings(), &mut Pen { path: &mut path, x, y }).ok();
    }
    path
}

/// Writes path data; fonts count upwards, SVG downwards.
struct Pen<'a> {
    path: &'a mut String,
    x: f32,
    y: f32,
}

impl Pen<'_> {
    fn put(&mut self, command: char, points: &[(f32, f32)]) {
        self.path.push(command);
        for (index, (x, y)) in points.iter().enumerate() {
            let space = if index > 0 { " " } else { "" };
            let (x, y) = (number(self.x + x), number(self.y - y));
            // Writing to a string cannot fail.
            write!(self.path, "{space}{x} {y}").ok();
        }
    }
}

impl OutlinePen for Pen<'_> {
    fn move_to(&mut self, x: f32, y: f32) {
        self.put('M', &[(x, y)]);
    }

    fn line_to(&mut self, x: f32, y: f32) {
        self.put('L', &[(x, y)]);
    }

    fn quad_to(&mut self, cx: f32, cy: f32, x: f32, y: f32) {
        self.put('Q', &[(cx, cy), (x, y)]);
    }

    fn curve_to(&mut self, ax: f32, ay: f32, bx: f32, by: f32, x: f32, y: f32) {
        self.put('C', &[(ax, ay), (bx, by), (x, y)]);
    }

    fn close(&mut self) {
        self.path.push('Z');
    }
}
