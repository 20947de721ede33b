//! Shapes as an SVG document.

mod outline;
mod shape;
mod text;

use std::collections::{BTreeMap, BTreeSet};
use std::fmt::Write as _;

use base64::Engine as _;
use egui::emath::TSTransform;
use egui::{Color32, Pos2, Rect, Shape};

use super::canvas::Sheet;
use super::preset::{Page, Text};
use super::words::Words;
use super::xml::escape;
use crate::style::{FACES, FALLBACK_FACE};

/// Whether a bundled font draws the character.
pub fn is_drawable(letter: char) -> bool {
    letter.is_whitespace()
        || [0, FALLBACK_FACE].into_iter().any(|face| outline::face_has(face, letter))
}

/// Writes the sheet as a document of the page's size; readers that show no pictures say `words`.
pub fn document(sheet: &Sheet, page: &Page, text: Text, words: &Words) -> String {
    let mut writer =
        Writer { sheet, text, body: String::new(), clips: BTreeMap::new(), faces: BTreeSet::new() };
    let whole = Rect::from_min_size(Pos2::ZERO, sheet.size);
    for clipped in &sheet.shapes {
        let clip = clipped.clip_rect.intersect(whole);
        let moved = clipped.transform_after_tessellation;
        let bounds = moved * clipped.shape.visual_bounding_rect();
        if matches!(clipped.shape, Shape::Noop) || !clip.is_positive() || !clip.intersects(bounds) {
            continue;
        }
        // Most shapes lie inside their clip: a clip path for each would bloat the file, and slide
        // programs drop them.
        let mut groups = Vec::new();
        if !clip.contains_rect(bounds) && clip != whole {
            let id = writer.clip(clip);
            groups.push(format!("<g clip-path=\"url(#{id})\">"));
        }
        if moved != TSTransform::IDENTITY {
            let (x, y) = (number(moved.translation.x), number(moved.translation.y));
            groups.push(format!("<g transform=\"translate({x} {y}) scale({})\">", moved.scaling));
        }
        writer.body.push_str(&groups.concat());
        writer.shape(&clipped.shape);
        writer.body.push_str(&"</g>".repeat(groups.len()));
        writer.body.push('\n');
    }
    writer.finish(page, words)
}

/// The document being written.
struct Writer<'a> {
    sheet: &'a Sheet,
    text: Text,
    body: String,
    /// Id of each clip rectangle, by its corners in hundredths of a point.
    clips: BTreeMap<[i64; 4], String>,
    /// Indices into the faces whose glyphs are used.
    faces: BTreeSet<usize>,
}

impl Writer<'_> {
    fn clip(&mut self, rect: Rect) -> String {
        let key =
            [rect.min.x, rect.min.y, rect.max.x, rect.max.y].map(|v| (v * 100.0).round() as i64);
        let next = format!("clip{}", self.clips.len() + 1);
        self.clips.entry(key).or_insert(next).clone()
    }

    fn finish(self, page: &Page, words: &Words) -> String {
        let mut out = format!(
            "<svg xmlns=\"http://www.w3.org/2000/svg\" width=\"{}\" height=\"{}\" viewBox=\"0 0 {} {}\" role=\"img\" aria-labelledby=\"figure-title figure-description\">\n<title id=\"figure-title\">{}</title>\n<desc id=\"figure-description\">{}</desc>\n",
            page.width,
            page.height,
            number(self.sheet.size.x),
            number(self.sheet.size.y),
            escape(&words.title),
            escape(&words.description)
        );
        if self.text == Text::Embedded && !self.faces.is_empty() {
            out.push_str("<style>\n");
            for face in self.faces.iter().filter_map(|index| FACES.get(*index)) {
                let data = base64::engine::general_purpose::STANDARD.encode(face.bytes);
                writeln!(
                    out,
                    "@font-face{{font-family:\"{}\";font-weight:{};src:url(data:font/otf;base64,{data})}}",
                    face.family, face.weight
                )
                .ok();
            }
            out.push_str("</style>\n");
        }
        if !self.clips.is_empty() {
            out.push_str("<defs>\n");
            // By number, so that the order of the document does not hang on the coordinates.
            let mut clips: Vec<_> = self.clips.iter().collect();
            clips.sort_by_key(|(_, id)| (id.len(), id.as_str()));
            for (corners, id) in clips {
                let [left, top, right, bottom] = corners.map(|v| v as f32 / 100.0);
                writeln!(
                    out,
                    "<clipPath id=\"{id}\"><rect x=\"{}\" y=\"{}\" width=\"{}\" height=\"{}\"/></clipPath>",
                    number(left),
                    number(top),
                    number(right - left),
                    number(bottom - top)
                )
                .ok();
            }
            out.push_str("</defs>\n");
        }
        out + &self.body + "</svg>\n"
    }
}

/// A coordinate in hundredths of a point at most.
fn number(value: f32) -> String {
    let rounded = (value * 100.0).round() / 100.0;
    // Adding zero turns −0 into 0.
    format!("{}", rounded + 0.0)
}

/// A colour as an attribute, with its opacity where it has one.
fn paint(attribute: &str, color: Color32) -> String {
    if color.a() == 0 {
        return format!(" {attribute}=\"none\"");
    }
    let [r, g, b, a] = color.to_srgba_unmultiplied();
    let opacity = match a {
        255 => String::new(),
        a => format!(" {attribute}-opacity=\"{}\"", number(f32::from(a) / 255.0)),
    };
    format!(" {attribute}=\"#{r:02x}{g:02x}{b:02x}\"{opacity}")
}
