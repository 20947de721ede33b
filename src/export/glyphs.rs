//! The bundled fonts, shaping letters to glyphs as the layout does.

use std::sync::{Arc, LazyLock, Mutex, PoisonError};

use harfrust::{ShapeOptions, ShapePlan, Shaper, ShaperData, UnicodeBuffer, script};
use skrifa::instance::{LocationRef, Size};
use skrifa::{FontRef, MetadataProvider as _};

use crate::style::{FACES, FALLBACK_FACE};

/// A bundled font, ready to be shaped and drawn.
pub struct Font {
    /// Its tables.
    pub tables: FontRef<'static>,
    shaper: ShaperData,
    /// The grid that its outlines are drawn on.
    pub units_per_em: f32,
    /// How text of each script is shaped: working that out takes longer than shaping.
    plans: Mutex<Vec<Arc<ShapePlan>>>,
}

/// A glyph at its place.
pub struct Glyph {
    /// Its number in the font.
    pub id: u32,
    /// The position, among the letters shaped, of the first letter it stands for.
    pub letter: usize,
    /// From the left, in points.
    pub x: f32,
    /// Of its baseline, from the top, in points.
    pub y: f32,
    /// How far the next letter would stand without the layout, in points.
    pub advance: f32,
}

/// The bundled fonts in the order of [`FACES`].
static FONTS: LazyLock<Vec<Option<Font>>> = LazyLock::new(|| {
    let read = |bytes| {
        let tables = FontRef::from_index(bytes, 0).ok()?;
        let shaper = ShaperData::new(&tables);
        let metrics = tables.metrics(Size::unscaled(), LocationRef::default());
        let units_per_em = f32::from(metrics.units_per_em);
        Some(Font { tables, shaper, units_per_em, plans: Mutex::default() })
    };
    FACES.iter().map(|face| read(face.bytes)).collect()
});

/// The font of one of our faces.
pub fn font(face: usize) -> Option<&'static Font> {
    FONTS.get(face)?.as_ref()
}

/// Whether one of our faces has the character.
pub fn face_has(face: usize, letter: char) -> bool {
    font(face).is_some_and(|font| font.tables.charmap().map(letter).is_some())
}

/// Whether a bundled font draws the character.
pub fn is_drawable(letter: char) -> bool {
    letter.is_whitespace() || [0, FALLBACK_FACE].into_iter().any(|face| face_has(face, letter))
}

impl Font {
    /// How to shape this text.
    fn plan(&self, shaper: &Shaper<'_>, text: &UnicodeBuffer) -> Arc<ShapePlan> {
        let script = Some(text.script()).filter(|script| *script != script::UNKNOWN);
        let direction = text.direction();
        // Plans are only ever added, so that they are good whatever became of another thread.
        let mut plans = self.plans.lock().unwrap_or_else(PoisonError::into_inner);
        let known = plans
            .iter()
            .find(|plan| (plan.script(), plan.direction()) == (script, direction))
            .map(Arc::clone);
        known.unwrap_or_else(|| {
            let plan = Arc::new(ShapePlan::new(shaper, direction, script, None, &[]));
            plans.push(Arc::clone(&plan));
            plan
        })
    }
}

/// The glyphs of letters of one face and size, each letter at its place from the left, all on one
/// baseline. They are shaped as the layout shaped them, so that a plus between digits is the plus
/// for digits.
pub fn shaped((face, size): (usize, f32), letters: &[(f32, char)], baseline: f32) -> Vec<Glyph> {
    let Some(font) = self::font(face) else { return Vec::new() };
    let mut buffer = UnicodeBuffer::new();
    // The cluster of a glyph is then the number of its letter.
    for (index, (_, letter)) in letters.iter().enumerate() {
        buffer.add(*letter, index as u32);
    }
    buffer.guess_segment_properties();
    let shaper = font.shaper.shaper(&font.tables).build();
    let plan = font.plan(&shaper, &buffer);
    let result = shaper.shape(buffer, ShapeOptions::new().plan(Some(&plan)));
    let scale = size / font.units_per_em;
    let placed = result.glyph_infos().iter().zip(result.glyph_positions());
    placed
        .filter_map(|(glyph, at)| {
            let letter = glyph.cluster as usize;
            let (x, _) = letters.get(letter)?;
            Some(Glyph {
                id: glyph.glyph_id,
                letter,
                x: x + at.x_offset as f32 * scale,
                y: baseline - at.y_offset as f32 * scale,
                advance: at.x_advance as f32 * scale,
            })
        })
        .collect()
}
