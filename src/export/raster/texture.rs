//! The textures a figure uses: the glyphs of its fonts, above all.

use std::collections::BTreeMap;
use std::sync::Arc;

use egui::TextureId;
use egui::epaint::textures::{TextureFilter, TextureOptions, TextureWrapMode, TexturesDelta};
use egui::epaint::{Color32, ColorImage, ImageData, ImageDelta};

/// All textures, as the context last set them.
#[derive(Clone, Default)]
pub struct Textures(BTreeMap<TextureId, Texture>);

/// Texels with premultiplied alpha.
#[derive(Clone)]
pub struct Texture {
    width: usize,
    height: usize,
    image: Arc<ColorImage>,
    options: TextureOptions,
}

impl Textures {
    /// Takes over what a pass has set. What it frees may still be painted, and is kept.
    pub fn set(&mut self, delta: &mut TexturesDelta) {
        let changes: BTreeMap<_, _> = delta.set.drain().collect();
        for (id, images) in changes {
            for image in images {
                self.change(id, image);
            }
        }
        delta.clear();
    }

    /// The same with all glyphs of these fonts.
    pub fn with_glyphs(&self, image: ColorImage) -> Self {
        let [width, height] = image.size;
        let options = TextureOptions::LINEAR;
        let glyphs = Texture { width, height, image: Arc::new(image), options };
        let others = self.0.iter().filter(|(id, _)| **id != TextureId::default());
        let others = others.map(|(id, texture)| (*id, texture.clone()));
        Self(others.chain([(TextureId::default(), glyphs)]).collect())
    }

    /// The texture with this id.
    pub fn get(&self, id: TextureId) -> Option<&Texture> {
        self.0.get(&id)
    }

    fn change(&mut self, id: TextureId, delta: ImageDelta) {
        let ImageData::Color(image) = delta.image;
        let [width, height] = image.size;
        let Some([left, top]) = delta.pos else {
            self.0.insert(id, Texture { width, height, image, options: delta.options });
            return;
        };
        let Some(texture) = self.0.get_mut(&id) else { return };
        let stride = texture.width;
        let pixels = &mut Arc::make_mut(&mut texture.image).pixels;
        let rows = pixels.chunks_mut(stride.max(1)).skip(top);
        for (row, new) in rows.zip(image.pixels.chunks(width.max(1))) {
            if let Some(part) = row.get_mut(left..left + new.len()) {
                part.copy_from_slice(new);
            }
        }
    }
}

impl Texture {
    /// Its size in texels.
    pub fn size(&self) -> (f32, f32) {
        (self.width as f32, self.height as f32)
    }

    /// The colour at a place in texels, each channel from 0 to 1.
    pub fn sample(&self, u: f32, v: f32) -> [f32; 4] {
        if self.options.magnification == TextureFilter::Nearest {
            return channels(self.texel(u.floor() as i64, v.floor() as i64));
        }
        let (u, v) = (u - 0.5, v - 0.5);
        let (left, top) = (u.floor(), v.floor());
        let (across, down) = (u - left, v - top);
        let (x, y) = (left as i64, top as i64);
        let mix = |a: [f32; 4], b: [f32; 4], t: f32| {
            let mut mixed = a;
            for (channel, other) in mixed.iter_mut().zip(b) {
                *channel += (other - *channel) * t;
            }
            mixed
        };
        let [above, below] = self.four(x, y);
        let [first, right] = above;
        if first == right && above == below {
            return channels(first);
        }
        let [above, below] =
            [above, below].map(|[left, right]| mix(channels(left), channels(right), across));
        mix(above, below, down)
    }

    /// The texels at a place, right of it, below, and below on the right.
    fn four(&self, x: i64, y: i64) -> [[Color32; 2]; 2] {
        let row = |y: i64| {
            // All but those at the edges, which may wrap.
            let start = usize::try_from(y).ok()? * self.width + usize::try_from(x).ok()?;
            self.image.pixels.get(start..start + 2)?.first_chunk::<2>().copied()
        };
        let is_inside = x >= 0 && x + 1 < self.width as i64;
        match (row(y), row(y + 1)) {
            (Some(above), Some(below)) if is_inside => [above, below],
            _ => [0, 1].map(|down| [0, 1].map(|across| self.texel(x + across, y + down))),
        }
    }

    fn texel(&self, x: i64, y: i64) -> Color32 {
        let (x, y) = (self.wrapped(x, self.width), self.wrapped(y, self.height));
        self.image.pixels.get(y * self.width + x).copied().unwrap_or(Color32::TRANSPARENT)
    }

    fn wrapped(&self, place: i64, size: usize) -> usize {
        let size = (size as i64).max(1);
        let inside = match self.options.wrap_mode {
            TextureWrapMode::ClampToEdge => place.clamp(0, size - 1),
            TextureWrapMode::Repeat => place.rem_euclid(size),
            TextureWrapMode::MirroredRepeat => {
                let place = place.rem_euclid(2 * size);
                place.min(2 * size - 1 - place)
            }
        };
        usize::try_from(inside).unwrap_or(0)
    }
}

/// Each channel from 0 to 1.
fn channels(color: Color32) -> [f32; 4] {
    color.to_array().map(|channel| f32::from(channel) / 255.0)
}
