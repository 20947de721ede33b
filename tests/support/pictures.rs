//! Pictures, and how far apart two of them are.

/// The pixels of a PNG, row by row.
pub fn decoded(png: &[u8]) -> Vec<u8> {
    let mut reader = png::Decoder::new(std::io::Cursor::new(png)).read_info().unwrap();
    let mut pixels = vec![0; reader.output_buffer_size().unwrap()];
    reader.next_frame(&mut pixels).unwrap();
    pixels
}

/// Mean difference per channel, and the share of pixels that differ by more than a quarter. A pixel
/// begins with red, green and blue.
pub fn difference<'a>(
    one: impl Iterator<Item = &'a [u8]>,
    other: impl Iterator<Item = &'a [u8]>,
) -> (f64, f64) {
    let (mut sum, mut far, mut count) = (0.0, 0.0, 0.0);
    for (a, b) in one.zip(other) {
        let gaps = a.iter().zip(b).take(3).map(|(a, b)| f64::from(a.abs_diff(*b)));
        let most = gaps.clone().fold(0.0, f64::max);
        sum += gaps.sum::<f64>() / 3.0;
        far += f64::from(u8::from(most > 64.0));
        count += 1.0;
    }
    (sum / count, far / count)
}
