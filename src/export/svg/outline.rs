//! Glyphs as outlines.

use std::collections::BTreeMap;
use std::sync::{Arc, Mutex, PoisonError};

use skrifa::instance::{LocationRef, Size};
use skrifa::outline::{DrawSettings, OutlinePen};
use skrifa::{GlyphId, MetadataProvider as _};

use super::push_number;
use crate::export::glyphs;

/// A part of an outline, in units of the font, which count upwards.
enum Step {
    Move([(f32, f32); 1]),
    Line([(f32, f32); 1]),
    Quadratic([(f32, f32); 2]),
    Cubic([(f32, f32); 3]),
    Close,
}

/// Outlines by face and number of the glyph.
type Outlines = BTreeMap<(usize, u32), Arc<[Step]>>;

/// The outlines of glyphs: reading one takes longer than writing it down.
static KNOWN: Mutex<Outlines> = Mutex::new(BTreeMap::new());

/// The outlines of letters of one face and size as path data, each at its place from the left,
/// all on one baseline.
pub fn path((face, size): (usize, f32), letters: &[(f32, char)], baseline: f32) -> String {
    let mut path = String::new();
    let Some(font) = glyphs::font(face) else { return path };
    let scale = size / font.units_per_em;
    for glyph in glyphs::shaped((face, size), letters, baseline) {
        let outline = {
            // Outlines are only ever added, so that they are good whatever became of a thread.
            let mut known = KNOWN.lock().unwrap_or_else(PoisonError::into_inner);
            let outline = known.entry((face, glyph.id)).or_insert_with(|| outline(font, glyph.id));
            Arc::clone(outline)
        };
        for step in outline.iter() {
            let (command, points) = step.parts();
            path.push(command);
            for (index, (x, y)) in points.iter().enumerate() {
                if index > 0 {
                    path.push(' ');
                }
                push_number(&mut path, glyph.x + x * scale);
                path.push(' ');
                // SVG counts downwards.
                push_number(&mut path, glyph.y - y * scale);
            }
        }
    }
    path
}

/// The outline of one glyph; empty where it has none.
fn outline(font: &glyphs::Font, id: u32) -> Arc<[Step]> {
    let mut pen = Pen(Vec::new());
    if let Some(outline) = font.tables.outline_glyphs().get(GlyphId::new(id)) {
        let settings = DrawSettings::unhinted(Size::unscaled(), LocationRef::default());
        // A broken glyph is left out: our own fonts have none.
        outline.draw(settings, &mut pen).ok();
    }
    pen.0.into()
}

impl Step {
    /// The command and points of path data.
    fn parts(&self) -> (char, &[(f32, f32)]) {
        match self {
            Self::Move(points) => ('M', points),
            Self::Line(points) => ('L', points),
            Self::Quadratic(points) => ('Q', points),
            Self::Cubic(points) => ('C', points),
            Self::Close => ('Z', &[]),
        }
    }
}

/// Takes an outline down.
struct Pen(Vec<Step>);

impl OutlinePen for Pen {
    fn move_to(&mut self, x: f32, y: f32) {
        self.0.push(Step::Move([(x, y)]));
    }

    fn line_to(&mut self, x: f32, y: f32) {
        self.0.push(Step::Line([(x, y)]));
    }

    fn quad_to(&mut self, cx: f32, cy: f32, x: f32, y: f32) {
        self.0.push(Step::Quadratic([(cx, cy), (x, y)]));
    }

    fn curve_to(&mut self, ax: f32, ay: f32, bx: f32, by: f32, x: f32, y: f32) {
        self.0.push(Step::Cubic([(ax, ay), (bx, by), (x, y)]));
    }

    fn close(&mut self) {
        self.0.push(Step::Close);
    }
}
