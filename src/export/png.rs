//! Pixels as a PNG file.

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
    let is_opaque = picture.pixels.iter().all(|pixel| pixel.a() == 255);
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
    // Appended pixel by pixel: gathering single bytes takes as long as painting them.
    let mut data = Vec::with_capacity(picture.pixels.len() * 4);
    for pixel in &picture.pixels {
        if is_opaque {
            data.extend_from_slice(&[pixel.r(), pixel.g(), pixel.b()]);
        } else {
            data.extend_from_slice(&pixel.to_srgba_unmultiplied());
        }
    }
    writer.write_image_data(&data)?;
    writer.finish()?;
    Ok(bytes)
}
