//! Runs a figure in a context of its own, off screen, and hands back what it paints.

use std::sync::{Mutex, PoisonError};

use egui::emath::TSTransform;
use egui::epaint::ClippedShape;
use egui::{Context, FullOutput, Memory, Pos2, RawInput, Rect, Theme, Ui, Vec2, ViewportId, vec2};

use super::preset::Page;
use super::raster::{Picture, Textures};
use crate::desk::Shown;
use crate::figure::{self, Look};
use crate::paint::{Medium, Piece};
use crate::style;

/// Passes until sizes, plots and animations have settled, at most.
const PASSES: usize = 3;
/// Room for the glyphs of a page, in pixels to each side; more takes longer to clear than a page to be
/// laid out.
const TEXTURE_SIDE: usize = 4_096;
/// The same for glyphs of more pixels to a point than this.
const LARGE_TEXTURE_SIDE: usize = 16_384;
const LARGE: f32 = 2.5;
/// Pixels per point at which figures are laid out for formats without pixels: glyphs then stand where
/// those of a PNG at its usual scale do.
const VECTOR_SCALE: f32 = 2.0;
/// Contexts that are kept with their fonts: each holds some megabytes.
const MOST_KEPT: usize = 2;

/// Contexts that know their glyphs, which takes longer than to lay a figure out. They serve formats
/// that do not use the pixels of glyphs: where those lie hangs on what was laid out before.
static KEPT: Mutex<Vec<Context>> = Mutex::new(Vec::new());

/// What a figure paints on a page.
pub struct Sheet {
    /// In points of the sheet.
    pub shapes: Vec<ClippedShape>,
    /// What stretches of them are.
    pub pieces: Vec<Piece>,
    /// Its size in points.
    pub size: Vec2,
    context: Context,
    textures: Textures,
    pixels_per_point: f32,
}

/// Paints the figure for a picture of this page with `scale` pixels to each point of it.
pub fn for_pixels(shown: &Shown, page: &Page, scale: f32) -> Sheet {
    let context = Context::default();
    style::apply(&context);
    paint(page, scale, context, |look, ui| figure::page(shown, look, ui))
}

/// Paints the figure for a format without pixels.
pub fn for_vectors(shown: &Shown, page: &Page) -> Sheet {
    vectors(page, |look, ui| figure::page(shown, look, ui))
}

/// Paints a page for a format without pixels.
pub fn vectors(page: &Page, draw: impl FnMut(Look<'_>, &mut Ui) -> Vec<Piece>) -> Sheet {
    // Whatever became of another thread, a context is put here only when it is done with.
    let kept = || KEPT.lock().unwrap_or_else(PoisonError::into_inner);
    let known = kept().pop();
    let context = known.unwrap_or_else(|| {
        let context = Context::default();
        style::apply(&context);
        context
    });
    let sheet = paint(page, VECTOR_SCALE, context, draw);
    forget(&sheet.context);
    let mut kept = kept();
    if kept.len() < MOST_KEPT {
        kept.push(sheet.context.clone());
    }
    sheet
}

fn paint(
    page: &Page,
    scale: f32,
    context: Context,
    mut draw: impl FnMut(Look<'_>, &mut Ui) -> Vec<Piece>,
) -> Sheet {
    let size = vec2(page.width as f32, page.height as f32);
    let zoom = figure::enlargement(size);
    let size = size / zoom;
    let pixels_per_point = zoom * scale;
    let texture_side = if pixels_per_point > LARGE { LARGE_TEXTURE_SIDE } else { TEXTURE_SIDE };
    context.set_theme(page.theme);
    let mut textures = Textures::default();
    let look = Look {
        palette: style::palette(page.theme),
        medium: Medium::Page,
        selected: None,
        has_background: !page.is_transparent,
        parts: page.parts,
    };
    let (mut shapes, mut pieces) = (Vec::new(), Vec::new());
    for pass in 0..PASSES {
        let FullOutput { shapes: painted, mut textures_delta, .. } =
            context.run_ui(input(size, pixels_per_point, texture_side, page.theme), |ui| {
                pieces = draw(look, ui);
            });
        textures.set(&mut textures_delta);
        let is_settled = pass > 0 && painted == shapes;
        shapes = painted;
        if is_settled {
            break;
        }
    }
    Sheet { shapes, pieces, size, context, textures, pixels_per_point }
}

/// Has a context forget all that a figure leaves behind in it but fonts and style, so that the next
/// figure is laid out as if it were the first.
fn forget(context: &Context) {
    context.memory_mut(|memory| {
        let mut fresh = Memory::default();
        std::mem::swap(&mut fresh.options, &mut memory.options);
        *memory = fresh;
    });
    context.clear_animations();
}

/// The same input for every pass and every machine.
fn input(size: Vec2, pixels_per_point: f32, texture_side: usize, theme: Theme) -> RawInput {
    let mut input = RawInput {
        screen_rect: Some(Rect::from_min_size(Pos2::ZERO, size)),
        max_texture_side: Some(texture_side),
        time: Some(0.0),
        system_theme: Some(theme),
        ..RawInput::default()
    };
    let root = input.viewports.entry(ViewportId::ROOT).or_default();
    root.native_pixels_per_point = Some(pixels_per_point);
    input
}

impl Sheet {
    /// The sheet as pixels of this width and height.
    pub fn picture(&self, (width, height): (usize, usize)) -> Picture {
        let primitives = self.context.tessellate(self.shapes.clone(), self.pixels_per_point);
        super::raster::paint(&primitives, &self.textures, (width, height), self.pixels_per_point)
    }

    /// One shape alone as pixels, cut to its bounds, with those bounds in points. For what a
    /// vector format cannot say. `None` where the shape covers nothing.
    pub fn picture_of(&self, shape: &egui::Shape) -> Option<(Picture, Rect)> {
        let bounds =
            shape.visual_bounding_rect().intersect(Rect::from_min_size(Pos2::ZERO, self.size));
        if !bounds.is_positive() {
            return None;
        }
        let mut moved = shape.clone();
        moved.translate(-bounds.min.to_vec2());
        let clip_rect = Rect::from_min_size(Pos2::ZERO, bounds.size());
        let shapes = vec![ClippedShape {
            clip_rect,
            shape: moved,
            transform_after_tessellation: TSTransform::IDENTITY,
        }];
        let primitives = self.context.tessellate(shapes, self.pixels_per_point);
        let pixels = (bounds.size() * self.pixels_per_point).ceil();
        let size = (pixels.x as usize, pixels.y as usize);
        // A context that was kept tells only of glyphs it did not know before.
        let textures = self.textures.with_glyphs(self.context.fonts_mut(|fonts| fonts.image()));
        let picture = super::raster::paint(&primitives, &textures, size, self.pixels_per_point);
        Some((picture, bounds))
    }
}

#[cfg(test)]
mod tests {
    use egui::{Color32, Mesh, Shape, pos2};

    use super::*;
    use crate::desk::Desk;

    #[test]
    fn what_has_no_path_becomes_pixels_whatever_was_laid_out_before() {
        let desk = Desk::bundled().unwrap();
        let page = Page::parse("slide").unwrap();
        let mut mesh = Mesh::default();
        for (at, color) in [
            (pos2(10.0, 10.0), Color32::RED),
            (pos2(60.0, 10.0), Color32::RED),
            (pos2(10.0, 60.0), Color32::BLUE),
        ] {
            mesh.colored_vertex(at, color);
        }
        mesh.add_triangle(0, 1, 2);
        let mut pictures = Vec::new();
        for shown in desk.tabs.iter().take(3) {
            let sheet = for_vectors(shown, &page);
            let words = sheet.shapes.iter().find(|it| matches!(it.shape, Shape::Text(_))).unwrap();
            for shape in [Shape::mesh(mesh.clone()), words.shape.clone()] {
                let (picture, bounds) = sheet.picture_of(&shape).unwrap();
                assert!(bounds.is_positive(), "{bounds:?}");
                let ink = picture.pixels.iter().filter(|pixel| pixel.a() > 128).count();
                assert!(ink > 500, "{ink} pixels are painted");
                pictures.push(picture.pixels);
            }
        }
        assert!(pictures[0] == pictures[2] && pictures[0] == pictures[4], "the mesh is the same");
    }
}
