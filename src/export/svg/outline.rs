//! Glyphs as outlines.

use skrifa::instance::{LocationRef, Size};
use skrifa::outline::{DrawSettings, OutlinePen};
use skrifa::{GlyphId, MetadataProvider as _};

use super::push_number;
use crate::export::glyphs;

/// The outlines of letters of one face and size as path data, each at its place from the left,
/// all on one baseline.
pub fn path((face, size): (usize, f32), letters: &[(f32, char)], baseline: f32) -> String {
    let mut path = String::new();
    let Some(font) = glyphs::font(face) else { return path };
    let outlines = font.font.outline_glyphs();
    let settings = || DrawSettings::unhinted(Size::new(size), LocationRef::default());
    for glyph in glyphs::shaped((face, size), letters, baseline) {
        let Some(outline) = outlines.get(GlyphId::new(glyph.id)) else { continue };
        // A broken glyph is left out: our own fonts have none.
        outline.draw(settings(), &mut Pen { path: &mut path, x: glyph.x, y: glyph.y }).ok();
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
            if index > 0 {
                self.path.push(' ');
            }
            push_number(self.path, self.x + x);
            self.path.push(' ');
            push_number(self.path, self.y - y);
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
