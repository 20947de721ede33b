//! Text as outlines or as text, each run where the layout put it.

use egui::epaint::TextShape;
use egui::epaint::text::{Glyph, TextFormat};
use egui::{Color32, Pos2, pos2};

use super::{Writer, number, outline, paint, shape};
use crate::export::preset::Text;
use crate::export::xml::escape;
use crate::style::{FACES, FALLBACK_FACE, face_of};

/// Letters of one face, size, colour and baseline.
struct Run {
    face: usize,
    size: f32,
    color: Color32,
    is_italic: bool,
    baseline: f32,
    letters: Vec<(f32, char)>,
}

impl Writer<'_> {
    pub(super) fn text(&mut self, text: &TextShape) {
        let opacity = match text.opacity_factor {
            factor if factor < 1.0 => format!(" opacity=\"{}\"", number(factor)),
            _ => String::new(),
        };
        let turn = match text.angle {
            0.0 => String::new(),
            angle => {
                let (x, y) = (number(text.pos.x), number(text.pos.y));
                format!(" transform=\"rotate({} {x} {y})\"", number(angle.to_degrees()))
            }
        };
        let is_grouped = !opacity.is_empty() || !turn.is_empty();
        if is_grouped {
            self.put(format_args!("<g{turn}{opacity}>"));
        }
        for run in runs(text) {
            self.run(&run);
        }
        self.rules(text);
        if is_grouped {
            self.body.push_str("</g>");
        }
    }

    fn run(&mut self, run: &Run) {
        if run.letters.iter().all(|(_, letter)| letter.is_whitespace()) {
            return;
        }
        self.faces.insert(run.face);
        let fill = paint("fill", run.color);
        if self.text == Text::Outlines {
            let path = outline::path((run.face, run.size), &run.letters, run.baseline);
            if !path.is_empty() {
                self.put(format_args!("<path d=\"{path}\"{fill}/>"));
            }
            return;
        }
        let Some(face) = FACES.get(run.face) else { return };
        let weight = match face.weight {
            400 => String::new(),
            weight => format!(" font-weight=\"{weight}\""),
        };
        let style = if run.is_italic { " font-style=\"italic\"" } else { "" };
        self.put(format_args!(
            "<text xml:space=\"preserve\" y=\"{}\" font-family=\"{}\" font-size=\"{}\"{weight}{style}{fill}>",
            number(run.baseline),
            face.family,
            number(run.size),
        ));
        // A position for each word keeps the layout; within a word the reader's kerning is ours.
        for word in words(&run.letters) {
            let x = word.first().map_or(0.0, |(x, _)| *x);
            let letters: String = word.iter().map(|(_, letter)| *letter).collect();
            self.put(format_args!("<tspan x=\"{}\">{}</tspan>", number(x), escape(&letters)));
        }
        self.body.push_str("</text>");
    }

    /// Underlines, strikethroughs and backgrounds, which are not glyphs.
    fn rules(&mut self, text: &TextShape) {
        for placed in &text.galley.rows {
            let origin = text.pos + placed.pos.to_vec2();
            let (left, right) = (origin.x, origin.x + placed.row.size.x);
            if !text.underline.is_empty() {
                let y = number(origin.y + placed.row.size.y);
                let (left, right) = (number(left), number(right));
                let look = shape::line(text.underline);
                self.put(format_args!("<path d=\"M{left} {y}L{right} {y}\"{look}/>"));
            }
        }
    }
}

/// Words with the spaces behind them.
fn words(letters: &[(f32, char)]) -> Vec<&[(f32, char)]> {
    letters.chunk_by(|(_, a), (_, b)| !a.is_whitespace() || b.is_whitespace()).collect()
}

/// The text cut wherever the row, face, size, colour or baseline changes.
fn runs(text: &TextShape) -> Vec<Run> {
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

impl Run {
    fn is_like(&self, other: &Self) -> bool {
        (self.face, self.color, self.is_italic) == (other.face, other.color, other.is_italic)
            && self.size == other.size
            && self.baseline == other.baseline
    }
}

fn run_of(text: &TextShape, glyph: &Glyph, format: &TextFormat, at: Pos2) -> Run {
    let face = face_of(&format.font_id.family);
    let face = if outline::face_has(face, glyph.chr) { face } else { FALLBACK_FACE };
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
