//! The part of a bundled font that a document uses, as a font of its own.

use std::collections::BTreeSet;

use skrifa::MetadataProvider as _;
use subsetter::GlyphRemapper;
use write_fonts::FontBuilder;
use write_fonts::read::FontRef;
use write_fonts::tables::cmap::Cmap;
use write_fonts::types::{GlyphId, Tag};

use crate::export::glyphs;
use crate::style::FACES;

/// Tables that do not hang on which glyphs there are: metrics, which browsers want, and the names and
/// licence.
const WHOLE: [Tag; 2] = [Tag::new(b"OS/2"), Tag::new(b"name")];

/// A font with the glyphs of these letters and nothing else; `None` where the font has none of them.
pub fn part(face: usize, letters: &BTreeSet<char>) -> Option<Vec<u8>> {
    let (font, bytes) = (&glyphs::font(face)?.tables, FACES.get(face)?.bytes);
    let map = font.charmap();
    let mut numbers = GlyphRemapper::new();
    let mapped: Vec<(char, GlyphId)> = letters
        .iter()
        .filter_map(|letter| {
            let old = u16::try_from(map.map(*letter)?.to_u32()).ok()?;
            Some((*letter, GlyphId::new(u32::from(numbers.remap(old)))))
        })
        .collect();
    if mapped.is_empty() {
        return None;
    }
    let subset = subsetter::subset(bytes, 0, &numbers).ok()?;
    let whole = FontRef::from_index(bytes, 0).ok()?;
    let mut builder = FontBuilder::new();
    // The subset is made for documents that say elsewhere which glyph a letter has.
    builder.add_table(&Cmap::from_mappings(mapped).ok()?).ok()?;
    for tag in WHOLE {
        if let Some(table) = whole.table_data(tag) {
            builder.add_raw(tag, table.as_bytes());
        }
    }
    builder.copy_missing_tables(FontRef::new(&subset).ok()?);
    Some(builder.build())
}
