//! Triangles as pixels, on the processor: the picture the window shows, without a graphics driver.
//!
//! The arithmetic is that of egui's own shaders: colours are blended as stored (in gamma space),
//! with premultiplied alpha, and textures are filtered bilinearly.

mod texture;
mod triangle;

pub use texture::Textures;

use std::sync::Mutex;

use egui::Color32;
use egui::epaint::{ClippedPrimitive, Primitive, Vertex};
use triangle::{Clip, Triangle};

/// Pixels with premultiplied alpha, row by row from the top.
pub struct Picture {
    /// Pixels across.
    pub width: usize,
    /// Pixels down.
    pub height: usize,
    /// `width` × `height` of them.
    pub pixels: Vec<Color32>,
}

/// Rows that one thread paints at a time.
const BAND: usize = 64;

/// Paints tessellated shapes on a transparent picture.
pub fn paint(
    primitives: &[ClippedPrimitive],
    textures: &Textures,
    (width, height): (usize, usize),
    pixels_per_point: f32,
) -> Picture {
    let mut triangles = Vec::new();
    for ClippedPrimitive { clip_rect, primitive } in primitives {
        // Callbacks draw with a graphics driver; nothing of ours paints with one.
        let Primitive::Mesh(mesh) = primitive else { continue };
        let clip = Clip::new(*clip_rect, (width, height), pixels_per_point);
        let corner = |index: &u32| mesh.vertices.get(*index as usize).copied();
        for corners in mesh.indices.chunks_exact(3) {
            let corners: Vec<Vertex> = corners.iter().filter_map(corner).collect();
            if let [a, b, c] = corners.as_slice() {
                triangles.extend(Triangle::new(
                    [*a, *b, *c],
                    mesh.texture_id,
                    clip,
                    pixels_per_point,
                ));
            }
        }
    }
    let mut pixels = vec![Color32::TRANSPARENT; width * height];
    if width > 0 {
        // Each band is painted by one thread from first to last triangle, so that the result does
        // not depend on how many threads there are.
        let bands = Mutex::new(pixels.chunks_mut(width * BAND).enumerate());
        let work = || loop {
            let next = bands.lock().map_or(None, |mut bands| bands.next());
            let Some((index, band)) = next else { break };
            for triangle in &triangles {
                triangle.fill(band, width, (index * BAND) as i64, textures);
            }
        };
        let threads = std::thread::available_parallelism().map_or(1, usize::from);
        std::thread::scope(|scope| {
            for _ in 1..threads {
                scope.spawn(work);
            }
            work();
        });
    }
    Picture { width, height, pixels }
}
