//! Figures as pages of a PDF document, with text that can be searched and copied.

mod shape;
mod tags;
mod text;

use std::sync::LazyLock;

use egui::emath::TSTransform;
use egui::epaint::ClippedShape;
use egui::{Pos2, Rect, Shape};
use krilla::Document;
use krilla::destination::XyzDestination;
use krilla::geom::{PathBuilder, Point, Transform};
use krilla::metadata::Metadata;
use krilla::outline::{Outline, OutlineNode};
use krilla::page::PageSettings;
use krilla::paint::FillRule;
use krilla::surface::Surface;
use krilla::tagging::TagTree;
use krilla::text::Font;

use super::canvas::Sheet;
use super::facts::{Facts, SOFTWARE};
use super::preset::Page;
use super::words::{Words, plain};
use crate::model::choice::all_of;
use crate::model::number::counted;
use crate::style::FACES;

/// Points of PDF to an inch.
const POINTS_PER_INCH: f32 = 72.0;
/// All that the program says is in English.
const LANGUAGE: &str = "en";

/// A figure as a page of its own.
pub struct Leaf<'a> {
    /// What the figure paints.
    pub sheet: &'a Sheet,
    /// Its page.
    pub page: &'a Page,
    /// What it says.
    pub words: &'a Words,
    /// What it was made of.
    pub facts: &'a Facts,
}

/// Writes each figure on a page, with a bookmark each. It says nothing of when it was made, so that
/// the same figures give the same bytes.
pub fn document(leaves: &[Leaf<'_>]) -> Result<Vec<u8>, String> {
    let mut document = Document::new();
    let mut bookmarks = Outline::new();
    let mut tree = TagTree::new().with_lang(Some(LANGUAGE.to_owned()));
    for (number, leaf) in leaves.iter().enumerate() {
        let (width, height) = paper(leaf.page);
        let settings = PageSettings::from_wh(width, height).ok_or("a page has no size")?;
        let mut page = document.start_page_with(settings);
        let mut surface = page.surface();
        let scale = width / leaf.sheet.size.x;
        surface.push_transform(&Transform::from_scale(scale, scale));
        let mut writer = Writer { surface: &mut surface, sheet: leaf.sheet };
        let parts = writer.leaf(leaf);
        surface.pop();
        surface.finish();
        page.finish();
        tree.push(parts.section(number, (width, height), leaf.words));
        let top = XyzDestination::new(number, Point::from_xy(0.0, 0.0));
        bookmarks.push_child(OutlineNode::new(plain(&leaf.words.title), top));
    }
    document.set_metadata(metadata(leaves));
    document.set_outline(bookmarks);
    document.set_tag_tree(tree);
    document.finish().map_err(|error| error.to_string())
}

/// The size of a page in points of PDF.
fn paper(page: &Page) -> (f32, f32) {
    let scale = POINTS_PER_INCH / page.points_per_inch() as f32;
    (page.width as f32 * scale, page.height as f32 * scale)
}

/// What the document says of itself: the facts of its figures are its keywords.
fn metadata(leaves: &[Leaf<'_>]) -> Metadata {
    let mut keywords: Vec<String> = Vec::new();
    for leaf in leaves {
        for line in [leaf.facts.data_line(), leaf.facts.options_line()] {
            let line = plain(&line);
            if !keywords.contains(&line) {
                keywords.push(line);
            }
        }
    }
    let (title, description) = match leaves {
        [only] => (only.words.title.clone(), only.words.description.clone()),
        several => {
            let mut data: Vec<String> = Vec::new();
            for leaf in several {
                if !data.contains(&leaf.facts.data) {
                    data.push(leaf.facts.data.clone());
                }
            }
            (format!("{}: {}", all_of(&data), counted(leaves.len(), "figure")), String::new())
        }
    };
    Metadata::new()
        .title(plain(&title))
        .description(plain(&description))
        .keywords(keywords)
        .creator(SOFTWARE.to_owned())
        .producer(SOFTWARE.to_owned())
        .language(LANGUAGE.to_owned())
}

/// The bundled fonts in the order of [`FACES`].
static FONTS: LazyLock<Vec<Option<Font>>> =
    LazyLock::new(|| FACES.iter().map(|face| Font::new(face.bytes.into(), 0)).collect());

/// A page being written.
struct Writer<'a, 'b> {
    surface: &'a mut Surface<'b>,
    sheet: &'a Sheet,
}

impl Writer<'_, '_> {
    /// Writes all shapes; returns which part of the page is what.
    fn leaf(&mut self, leaf: &Leaf<'_>) -> tags::Parts {
        let whole = Rect::from_min_size(Pos2::ZERO, self.sheet.size);
        let mut parts = tags::Parts::default();
        let kind = |clipped: &ClippedShape| tags::Kind::of(&clipped.shape, whole, leaf.words);
        // Read last, and drawn where nothing covers it, so it may be written last too.
        let (last, first): (Vec<_>, Vec<_>) =
            self.sheet.shapes.iter().partition(|clipped| kind(clipped) == tags::Kind::Source);
        for clipped in first.into_iter().chain(last) {
            let clip = clipped.clip_rect.intersect(whole);
            let bounds =
                clipped.transform_after_tessellation * clipped.shape.visual_bounding_rect();
            let is_visible = clip.is_positive() && clip.intersects(bounds);
            if matches!(clipped.shape, Shape::Noop) || !is_visible {
                continue;
            }
            parts.turn_to(kind(clipped), self.surface);
            if clip.contains_rect(bounds) || clip == whole {
                self.moved(clipped);
            } else {
                self.push_clip(clip);
                self.moved(clipped);
                self.surface.pop();
            }
        }
        parts.end(self.surface);
        parts
    }

    /// A shape at the place and in the size that it is moved to.
    fn moved(&mut self, clipped: &ClippedShape) {
        let moved = clipped.transform_after_tessellation;
        if moved == TSTransform::IDENTITY {
            return self.shape(&clipped.shape);
        }
        let (to, scale) = (moved.translation, moved.scaling);
        self.surface.push_transform(&Transform::from_row(scale, 0.0, 0.0, scale, to.x, to.y));
        self.shape(&clipped.shape);
        self.surface.pop();
    }

    fn push_clip(&mut self, clip: Rect) {
        let mut path = PathBuilder::new();
        shape::polygon(
            &mut path,
            &[clip.left_top(), clip.right_top(), clip.right_bottom(), clip.left_bottom()],
            true,
        );
        // A clip of nothing would never be popped; one that cannot be said cuts nothing.
        match path.finish() {
            Some(path) => self.surface.push_clip_path(&path, &FillRule::NonZero),
            None => self.surface.push_transform(&Transform::identity()),
        }
    }
}
