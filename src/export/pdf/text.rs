//! Text as glyphs of an embedded font that say which letters they stand for.

use egui::epaint::TextShape;
use krilla::geom::{Point, Transform};
use krilla::text::{GlyphId, KrillaGlyph};

use super::{FONTS, Writer, shape};
use crate::export::glyphs::{self, Glyph};
use crate::export::runs::{Run, runs, underlines};
use crate::export::words::plain_letter;

impl Writer<'_, '_> {
    pub(super) fn text(&mut self, text: &TextShape) {
        if text.angle != 0.0 {
            let angle = text.angle.to_degrees();
            let turn = Transform::from_rotate_at(angle, text.pos.x, text.pos.y);
            self.surface.push_transform(&turn);
        }
        for run in runs(text) {
            self.run(&run, text.opacity_factor);
        }
        for line in underlines(text) {
            self.lines(&line, false, shape::Look::line(text.underline));
        }
        if text.angle != 0.0 {
            self.surface.pop();
        }
    }

    fn run(&mut self, run: &Run, opacity: f32) {
        let Some(Some(font)) = FONTS.get(run.face) else { return };
        let Some(fill) = shape::fill(run.color.gamma_multiply(opacity.clamp(0.0, 1.0))) else {
            return;
        };
        if run.is_blank() {
            return;
        }
        // What a document may not hold is a space in it, as it is on the sheet.
        let letters: Vec<(f32, char)> =
            run.letters.iter().map(|(x, letter)| (*x, plain_letter(*letter))).collect();
        let shaped = glyphs::shaped((run.face, run.size), &letters, run.baseline);
        let is_finite = |glyph: &Glyph| glyph.x.is_finite() && glyph.y.is_finite();
        let Some(first) = shaped.first().filter(|_| shaped.iter().all(is_finite)) else { return };
        let start = Point::from_xy(first.x, run.baseline);
        let text: String = letters.iter().map(|(_, letter)| *letter).collect();
        self.surface.set_stroke(None);
        self.surface.set_fill(Some(fill));
        let glyphs = placed(&shaped, &letters, run);
        self.surface.draw_glyphs(start, &glyphs, font.clone(), &text, run.size, false);
    }
}

/// The glyphs with the way from each to the next, in sizes of the font, and the bytes of the text
/// that each stands for.
fn placed(shaped: &[Glyph], letters: &[(f32, char)], run: &Run) -> Vec<KrillaGlyph> {
    let mut starts: Vec<usize> = shaped.iter().map(|glyph| glyph.letter).collect();
    starts.sort_unstable();
    let mut bytes = vec![0];
    for (_, letter) in letters {
        bytes.push(bytes.last().copied().unwrap_or_default() + letter.len_utf8());
    }
    let byte = |letter: usize| bytes.get(letter).copied().unwrap_or_default();
    shaped
        .iter()
        .enumerate()
        .map(|(index, glyph)| {
            let next = shaped.get(index + 1).map_or(glyph.x + glyph.advance, |next| next.x);
            // A glyph stands for all letters up to the next that has one of its own.
            let after = starts.partition_point(|start| *start <= glyph.letter);
            let end = starts.get(after).copied().unwrap_or(letters.len());
            KrillaGlyph {
                glyph_id: GlyphId::new(glyph.id),
                text_range: byte(glyph.letter)..byte(end),
                x_advance: (next - glyph.x) / run.size,
                x_offset: 0.0,
                y_offset: (run.baseline - glyph.y) / run.size,
                y_advance: 0.0,
                location: None,
            }
        })
        .collect()
}
