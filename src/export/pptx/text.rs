//! Text as boxes that can be retyped.

use egui::epaint::TextShape;
use egui::epaint::text::{Galley, TextFormat};
use egui::{Color32, Pos2, Rect, vec2};

use super::look::Look;
use crate::export::xml::escape;
use crate::style::face_of;

/// Room beside a text that wraps, as a share of its width: another font may run wider.
const SPARE: f32 = 0.01;

/// Letters of one look.
struct Run {
    format: TextFormat,
    text: String,
}

/// The text as drawn, rows joined where they were only wrapped.
pub fn words(galley: &Galley) -> String {
    let mut words = String::new();
    for placed in &galley.rows {
        words.extend(placed.row.glyphs.iter().map(|glyph| glyph.chr));
        if placed.ends_with_newline {
            words.push('\n');
        }
    }
    words
}

/// The room that a text takes.
pub fn rect(text: &TextShape) -> Rect {
    text.galley.rect.translate(text.pos.to_vec2())
}

/// The paragraphs of a text, each as runs of one look.
fn paragraphs(galley: &Galley) -> Vec<Vec<Run>> {
    let mut paragraphs: Vec<Vec<Run>> = vec![Vec::new()];
    let mut byte = 0;
    for placed in &galley.rows {
        for glyph in &placed.row.glyphs {
            let format = galley.job.format_at_byte(byte.into());
            byte += glyph.chr.len_utf8();
            let Some(runs) = paragraphs.last_mut() else { continue };
            match runs.last_mut() {
                Some(run) if run.format == *format => run.text.push(glyph.chr),
                _ => runs.push(Run { format: format.clone(), text: glyph.chr.to_string() }),
            }
        }
        if placed.ends_with_newline {
            byte += 1;
            paragraphs.push(Vec::new());
        }
    }
    paragraphs
}

impl Look {
    /// Properties of letters.
    pub fn letters(&self, tag: &str, (size, is_bold): (f32, bool), color: Color32) -> String {
        self.letters_with(tag, (size, is_bold), color, "")
    }

    fn letters_with(
        &self,
        tag: &str,
        (size, is_bold): (f32, bool),
        color: Color32,
        attributes: &str,
    ) -> String {
        let bold = if is_bold { " b=\"1\"" } else { " b=\"0\"" };
        let lang = if tag == "rPr" { " lang=\"en-GB\"" } else { "" };
        format!(
            "<a:{tag}{lang} sz=\"{}\"{bold}{attributes}>{}<a:latin typeface=\"+mn-lt\"/></a:{tag}>",
            self.type_size(size),
            self.fill(color)
        )
    }

    /// A text box. `right` is where the page ends: what ends there is aligned with it.
    pub fn text_box(&self, text: &TextShape, head: &str, right: f32) -> String {
        let (rect, rows) = (rect(text), text.galley.rows.len());
        let ends_right = rows == 1 && (rect.right() - right).abs() < 0.6;
        let align = if ends_right { " algn=\"r\"" } else { "" };
        let height = text.galley.rows.first().map_or(0.0, |row| row.row.size.y);
        let spacing = match rows {
            0 | 1 => String::new(),
            _ => format!("<a:lnSpc><a:spcPts val=\"{}\"/></a:lnSpc>", self.type_size(height)),
        };
        let mut body = String::new();
        for runs in paragraphs(&text.galley) {
            let open = format!("<a:p><a:pPr{align}>{spacing}</a:pPr>");
            body += &open;
            for run in &runs {
                body += &self.run(text, run);
            }
            body += "</a:p>";
        }
        let (wrap, rect) = match rows {
            0 | 1 => ("none", rect),
            _ => ("square", widened(text, rect)),
        };
        let turn = match text.angle {
            0.0 => String::new(),
            angle => format!(" rot=\"{}\"", (angle.to_degrees() * 60_000.0).round()),
        };
        let rect = if text.angle == 0.0 { rect } else { about_its_middle(text, rect) };
        let anchor = if rows > 1 { "t" } else { "ctr" };
        format!(
            "<p:sp><p:nvSpPr>{head}<p:cNvSpPr txBox=\"1\"/><p:nvPr/></p:nvSpPr><p:spPr>{}\
             <a:prstGeom prst=\"rect\"><a:avLst/></a:prstGeom><a:noFill/></p:spPr><p:txBody>\
             <a:bodyPr wrap=\"{wrap}\" lIns=\"0\" tIns=\"0\" rIns=\"0\" bIns=\"0\" rtlCol=\"0\" \
             anchor=\"{anchor}\"><a:noAutofit/></a:bodyPr><a:lstStyle/>{body}</p:txBody></p:sp>",
            self.placed("a", rect, &turn)
        )
    }

    fn run(&self, text: &TextShape, run: &Run) -> String {
        let format = &run.format;
        let color = match text.override_text_color.unwrap_or(format.color) {
            Color32::PLACEHOLDER => text.fallback_color,
            color => color,
        };
        let color = color.gamma_multiply(text.opacity_factor);
        let spacing = match format.extra_letter_spacing {
            0.0 => String::new(),
            spacing => format!(" spc=\"{}\"", self.type_size(spacing)),
        };
        let underline = if text.underline.is_empty() { "" } else { " u=\"sng\"" };
        let italic = if format.italics { " i=\"1\"" } else { "" };
        let is_bold = face_of(&format.font_id.family) > 0;
        let look = (format.font_id.size, is_bold);
        let more = format!("{italic}{underline}{spacing}");
        let properties = self.letters_with("rPr", look, color, &more);
        format!("<a:r>{properties}<a:t>{}</a:t></a:r>", escape(&run.text))
    }
}

/// As wide as it may wrap, and somewhat wider.
fn widened(text: &TextShape, rect: Rect) -> Rect {
    let most = text.galley.job.wrap.max_width;
    let width = if most.is_finite() { most.max(rect.width()) } else { rect.width() };
    Rect::from_min_size(rect.min, vec2(width * (1.0 + SPARE), rect.height()))
}

/// Slides turn a box about its middle, we turn text about its upper left corner.
fn about_its_middle(text: &TextShape, rect: Rect) -> Rect {
    let half = rect.size() / 2.0;
    let (sin, cos) = text.angle.sin_cos();
    let turned = vec2(cos * half.x - sin * half.y, sin * half.x + cos * half.y);
    let middle: Pos2 = rect.min + turned;
    Rect::from_center_size(middle, rect.size())
}
