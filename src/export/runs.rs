//! Text cut into runs of one face, size, colour and baseline: what a file can say in one go.

use egui::epaint::TextShape;
use egui::epaint::text::{Glyph, TextFormat};
use egui::{Color32, Pos2, pos2};

use super::glyphs;
use crate::style::{FALLBACK_FACE, face_of};

/// Letters of one face, size, colour and baseline.
pub struct Run {
    /// Index into the bundled faces.
    pub face: usize,
    /// In points.
    pub size: f32,
    /// With its opacity.
    pub color: Color32,
    /// Whether it should slant.
    pub is_italic: bool,
    /// From the top of the sheet, in points.
    pub baseline: f32,
    /// Each with its place from the left, in points.
    pub letters: Vec<(f32, char)>,
}

impl Run {
    /// Whether it leaves no ink.
    pub fn is_blank(&self) -> bool {
        self.letters.iter().all(|(_, letter)| letter.is_whitespace())
    }

    fn is_like(&self, other: &Self) -> bool {
        (self.face, self.color, self.is_italic) == (other.face, other.color, other.is_italic)
            && self.size == other.size
            && self.baseline == other.baseline
    }
}

/// The text cut wherever the row, face, size, colour or baseline changes.
pub fn runs(text: &TextShape) -> Vec<Run> {
    let galley = &text.galley;
    let mut runs: Vec<Run> = Vec::new();
    let mut byte = 0;
    for placed in &galley.rows {
        let origin = text.pos + placed.pos.to_vec2();
        let mut row: Vec<Run> = Vec::new();
        for glyph in &placed.row.glyphs {
            let format = galley.job.format_at_byte(byte.into());
            byte += glyph.chr.len_utf8();
            let at = pos2(origin.x + glyph.pos.x, origin.y + glyph.pos.y);
            let next = run_of(text, glyph, format, at);
            match row.last_mut() {
                Some(last) if last.is_like(&next) => last.letters.extend(next.letters),
                _ => row.push(next),
            }
        }
        runs.append(&mut row);
        if placed.ends_with_newline {
            byte += 1;
        }
    }
    runs
}

/// The underlines of the whole text, from left to right.
pub fn underlines(text: &TextShape) -> Vec<[Pos2; 2]> {
    if text.underline.is_empty() {
        return Vec::new();
    }
    let line = |row: &egui::epaint::text::PlacedRow| {
        let at = text.pos + row.pos.to_vec2();
        let (left, right) = (at.x, at.x + row.row.size.x);
        [pos2(left, at.y + row.row.size.y), pos2(right, at.y + row.row.size.y)]
    };
    text.galley.rows.iter().map(line).collect()
}

fn run_of(text: &TextShape, glyph: &Glyph, format: &TextFormat, at: Pos2) -> Run {
    let face = face_of(&format.font_id.family);
    let face = if glyphs::face_has(face, glyph.chr) { face } else { FALLBACK_FACE };
    let color = match text.override_text_color.unwrap_or(format.color) {
        Color32::PLACEHOLDER => text.fallback_color,
        color => color,
    };
    Run {
        face,
        size: format.font_id.size,
        color,
        is_italic: format.italics,
        baseline: at.y,
        letters: vec![(at.x, glyph.chr)],
    }
}
