//! Glyphs as outlines.

use std::fmt::Write as _;

use skrifa::instance::{LocationRef, Size};
use skrifa::outline::{DrawSettings, OutlinePen};
use skrifa::{FontRef, MetadataProvider as _};

use super::number;
use crate::style::FACES;

/// Whether one of our faces has the character.
pub fn face_has(face: usize, letter: char) -> bool {
    font(face).is_some_and(|font| font.charmap().map(letter).is_some())
}

/// Appends the outline of a character, its origin at (`x`, `y`), to path data.
pub fn append(path: &mut String, (face, size): (usize, f32), letter: char, (x, y): (f32, f32)) {
    let Some(font) = font(face) else { return };
    let Some(glyph) = font.charmap().map(letter).and_then(|glyph| font.outline_glyphs().get(glyph))
    else {
        return;
    };
    let settings = DrawSettings::unhinted(Size::new(size), LocationRef::default());
    // A broken glyph is left out: our own fonts have none.
    glyph.draw(settings, &mut Pen { path, x, y }).ok();
}

fn font(face: usize) -> Option<FontRef<'static>> {
    FontRef::from_index(FACES.get(face)?.bytes, 0).ok()
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
