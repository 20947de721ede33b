//! Pixels as a PNG file.

use std::thread;

use egui::Color32;
use png::{BitDepth, ColorType, Compression, Encoder, PixelDimensions, SrgbRenderingIntent, Unit};

use super::raster::Picture;

const METRES_PER_INCH: f64 = 0.0254;

/// Encodes the picture with its density in pixels per inch, and with texts about it, each with its
/// keyword.
pub fn encode(
    picture: &Picture,
    density: u32,
    texts: Vec<(&str, String)>,
) -> Result<Vec<u8>, png::EncodingError> {
    let opaque = opaque(picture);
    let is_opaque = opaque.is_some();
    let data = opaque.unwrap_or_else(|| with_alpha(picture));
    let mut bytes = Vec::new();
    let (width, height) = (picture.width as u32, picture.height as u32);
    let mut encoder = Encoder::new(&mut bytes, width, height);
    encoder.set_depth(BitDepth::Eight);
    encoder.set_color(if is_opaque { ColorType::Rgb } else { ColorType::Rgba });
    encoder.set_compression(Compression::Fast);
    encoder.set_source_srgb(SrgbRenderingIntent::Perceptual);
    let per_metre = (f64::from(density) / METRES_PER_INCH).round() as u32;
    let density = PixelDimensions { xppu: per_metre, yppu: per_metre, unit: Unit::Meter };
    encoder.set_pixel_dims(Some(density));
    for (keyword, text) in texts {
        encoder.add_itxt_chunk(keyword.to_owned(), text)?;
    }
    let mut writer = encoder.write_header()?;
    writer.write_image_data(&data)?;
    writer.finish()?;
    Ok(bytes)
}

/// The bytes of an opaque picture; `None` where a pixel is not.
fn opaque(picture: &Picture) -> Option<Vec<u8>> {
    let mut data = vec![0; picture.pixels.len() * 3];
    let threads = thread::available_parallelism().map_or(1, usize::from);
    let pixels = picture.pixels.len().div_ceil(threads).max(1);
    let gather = |(pixels, bytes): (&[Color32], &mut [u8])| {
        let mut is_opaque = true;
        for (pixel, bytes) in pixels.iter().zip(bytes.as_chunks_mut::<3>().0) {
            is_opaque &= pixel.a() == 255;
            *bytes = [pixel.r(), pixel.g(), pixel.b()];
        }
        is_opaque
    };
    let is_opaque = thread::scope(|scope| {
        let parts = picture.pixels.chunks(pixels).zip(data.chunks_mut(pixels * 3));
        let parts: Vec<_> = parts.map(|part| scope.spawn(move || gather(part))).collect();
        parts.into_iter().all(|part| part.join().unwrap_or(false))
    });
    is_opaque.then_some(data)
}

/// The bytes of a picture with parts that are not opaque.
fn with_alpha(picture: &Picture) -> Vec<u8> {
    // Appended pixel by pixel: gathering single bytes takes as long as painting them.
    let mut data = Vec::with_capacity(picture.pixels.len() * 4);
    for pixel in &picture.pixels {
        data.extend_from_slice(&pixel.to_srgba_unmultiplied());
    }
    data
}
