//! Shapes as an SVG document.

mod font;
mod outline;
mod shape;
mod text;

use std::collections::{BTreeMap, BTreeSet};
use std::fmt::Write as _;

use base64::Engine as _;
use egui::emath::TSTransform;
use egui::{Color32, Pos2, Rect, Shape};

use super::canvas::Sheet;
use super::facts::Facts;
use super::preset::{Page, Text};
use super::words::Words;
use super::xml::escape;
use crate::style::FACES;

/// Up to here a number of single precision still has hundredths.
const LARGEST_IN_HUNDREDTHS: f32 = 8_000_000.0;

/// Writes the sheet as a document of the page's size; readers that show no pictures say `words`.
/// Where text is only named, for comparing figures, the facts are left out: they change with every
/// version of the program.
pub fn document(
    sheet: &Sheet,
    page: &Page,
    text: Text,
    (words, facts): (&Words, &Facts),
) -> String {
    let mut writer = Writer {
        sheet,
        text,
        body: String::new(),
        clips: BTreeMap::new(),
        letters: BTreeMap::new(),
    };
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
    writer.finish(page, words, facts)
}

/// The document being written.
struct Writer<'a> {
    sheet: &'a Sheet,
    text: Text,
    body: String,
    /// Id of each clip rectangle, by its corners in hundredths of a point.
    clips: BTreeMap<[i64; 4], String>,
    /// The letters written as text, by the index of their face.
    letters: BTreeMap<usize, BTreeSet<char>>,
}

impl Writer<'_> {
    fn clip(&mut self, rect: Rect) -> String {
        let key =
            [rect.min.x, rect.min.y, rect.max.x, rect.max.y].map(|v| (v * 100.0).round() as i64);
        let next = format!("clip{}", self.clips.len() + 1);
        self.clips.entry(key).or_insert(next).clone()
    }

    fn finish(self, page: &Page, words: &Words, facts: &Facts) -> String {
        let mut out = format!(
            "<svg xmlns=\"http://www.w3.org/2000/svg\" width=\"{}\" height=\"{}\" viewBox=\"0 0 {} {}\" role=\"img\" aria-labelledby=\"figure-title figure-description\">\n<title id=\"figure-title\">{}</title>\n<desc id=\"figure-description\">{}</desc>\n",
            page.width,
            page.height,
            number(self.sheet.size.x),
            number(self.sheet.size.y),
            escape(&words.title),
            escape(&words.description)
        );
        if self.text != Text::Named {
            let facts = facts.lines().map(|(name, line)| format!("{name}: {}", escape(&line)));
            writeln!(out, "<metadata>{}</metadata>", facts.join("\n")).ok();
        }
        if self.text == Text::Embedded {
            out.push_str(&self.fonts());
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

impl Writer<'_> {
    /// The glyphs used of each font, for a document that holds text as text.
    fn fonts(&self) -> String {
        let mut fonts = String::new();
        for (index, letters) in &self.letters {
            let Some(face) = FACES.get(*index) else { continue };
            let Some(part) = font::part(*index, letters) else { continue };
            let data = base64::engine::general_purpose::STANDARD.encode(part);
            writeln!(
                fonts,
                "@font-face{{font-family:\"{}\";font-weight:{};src:url(data:font/otf;base64,{data})}}",
                face.family, face.weight
            )
            .ok();
        }
        if fonts.is_empty() { fonts } else { format!("<style>\n{fonts}</style>\n") }
    }
}

/// A coordinate in hundredths of a point at most.
fn number(value: f32) -> String {
    let mut text = String::new();
    push_number(&mut text, value);
    text
}

/// Adds a coordinate in hundredths of a point at most. A figure has ten thousands of them, and the
/// usual way to write a number takes most of the time of an export.
fn push_number(text: &mut String, value: f32) {
    let hundredths = (value * 100.0).round();
    if !hundredths.is_finite() || hundredths.abs() > LARGEST_IN_HUNDREDTHS {
        // Writing to a string cannot fail. Adding zero turns −0 into 0.
        write!(text, "{}", hundredths / 100.0 + 0.0).ok();
        return;
    }
    let whole = hundredths as i32;
    if whole < 0 {
        text.push('-');
    }
    let mut left = whole.unsigned_abs();
    let mut digits = [0_u8; 10];
    let mut first = digits.len();
    let decimals = left % 100;
    left /= 100;
    while first == digits.len() || left > 0 {
        first -= 1;
        if let Some(digit) = digits.get_mut(first) {
            *digit = b'0' + (left % 10) as u8;
        }
        left /= 10;
    }
    text.extend(digits.iter().skip(first).map(|digit| char::from(*digit)));
    if decimals > 0 {
        text.push('.');
        text.push(char::from(b'0' + (decimals / 10) as u8));
        if !decimals.is_multiple_of(10) {
            text.push(char::from(b'0' + (decimals % 10) as u8));
        }
    }
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
#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn coordinates_are_written_as_the_number_rounded_to_hundredths() {
        let usual = |value: f32| format!("{}", (value * 100.0).round() / 100.0 + 0.0);
        for value in [0.0, -0.0, 0.001, -0.004, 0.005, 0.1, -0.05, 1.5, 12.34, -959.995, 79_999.99]
        {
            assert_eq!(number(value), usual(value), "{value}");
        }
        for step in -40_000..40_000 {
            let value = step as f32 * 0.037;
            assert_eq!(number(value), usual(value), "{value}");
        }
        assert_eq!((number(1e9), number(f32::NAN)), (usual(1e9), usual(f32::NAN)));
    }
}
