//! Runs a figure in a context of its own, off screen, and hands back what it paints.

use egui::emath::TSTransform;
use egui::epaint::ClippedShape;
use egui::{Context, FullOutput, Pos2, RawInput, Rect, Theme, Ui, Vec2, ViewportId, vec2};

use super::preset::Page;
use super::raster::{Picture, Textures};
use crate::desk::Shown;
use crate::figure::{self, Look};
use crate::paint::{Medium, Piece};
use crate::style;

/// Passes until sizes, plots and animations have settled.
const PASSES: usize = 3;
/// Large enough for the glyphs of a title at four times its size.
const MAX_TEXTURE_SIDE: usize = 16_384;

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

/// Paints the figure for this page, with `scale` pixels to each point of the page.
pub fn sheet(shown: &Shown, page: &Page, scale: f32) -> Sheet {
    paint(page, scale, |look, ui| figure::page(shown, look, ui))
}

/// Paints this page, with `scale` pixels to each of its points.
pub fn paint(
    page: &Page,
    scale: f32,
    mut draw: impl FnMut(Look<'_>, &mut Ui) -> Vec<Piece>,
) -> Sheet {
    let size = vec2(page.width as f32, page.height as f32);
    let zoom = figure::enlargement(size);
    let size = size / zoom;
    let pixels_per_point = zoom * scale;
    let context = Context::default();
    style::apply(&context);
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
    for _ in 0..PASSES {
        let FullOutput { shapes: painted, mut textures_delta, .. } =
            context.run_ui(input(size, pixels_per_point, page.theme), |ui| {
                pieces = draw(look, ui);
            });
        textures.set(&mut textures_delta);
        shapes = painted;
    }
    Sheet { shapes, pieces, size, context, textures, pixels_per_point }
}

/// The same input for every pass and every machine.
fn input(size: Vec2, pixels_per_point: f32, theme: Theme) -> RawInput {
    let mut input = RawInput {
        screen_rect: Some(Rect::from_min_size(Pos2::ZERO, size)),
        max_texture_side: Some(MAX_TEXTURE_SIDE),
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
        let picture =
            super::raster::paint(&primitives, &self.textures, size, self.pixels_per_point);
        Some((picture, bounds))
    }
}
