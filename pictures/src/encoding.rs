//! From pixels to files.

use crate::{OutputFormat, Pixels};
use anyhow::{Result, anyhow};
use jpeg_encoder::{ColorType, SamplingFactor};
use ravif::{BitDepth, Img, RGB8};

/// Qualities at which the three look the same, in the scale of each.
const AVIF_QUALITY: f32 = 62.0;
const WEBP_QUALITY: f32 = 76.0;
const JPEG_QUALITY: u8 = 78;

/// The fastest of ten: the slower ones make files a few percent smaller in several times
/// the time.
const AVIF_SPEED: u8 = 10;

/// Writes a picture in a format. Nothing of the original's metadata gets here.
///
/// # Errors
/// If an encoder refuses the picture, which their limits do not let happen.
pub fn encode(pixels: &Pixels, format: OutputFormat) -> Result<Vec<u8>> {
    let (width, height) = pixels.size();
    match format {
        OutputFormat::Avif => {
            let colors = pixels.bytes().chunks_exact(3);
            let colors: Vec<_> = colors.map(|it| RGB8::new(it[0], it[1], it[2])).collect();
            let encoder = ravif::Encoder::new()
                .with_quality(AVIF_QUALITY)
                .with_speed(AVIF_SPEED)
                .with_bit_depth(BitDepth::Eight)
                .with_num_threads(Some(1));
            let image = Img::new(colors.as_slice(), width as usize, height as usize);
            Ok(encoder.encode_rgb(image)?.avif_file)
        }
        OutputFormat::Webp => {
            let encoder = webp::Encoder::from_rgb(pixels.bytes(), width, height);
            let encoded = encoder.encode_simple(false, WEBP_QUALITY);
            let encoded = encoded.map_err(|error| anyhow!("WebP: {error:?}"))?;
            Ok(encoded.to_vec())
        }
        OutputFormat::Jpeg => {
            let mut file = Vec::new();
            let mut encoder = jpeg_encoder::Encoder::new(&mut file, JPEG_QUALITY);
            encoder.set_sampling_factor(SamplingFactor::F_2_2);
            encoder.set_progressive(true);
            encoder.set_optimized_huffman_tables(true);
            let sides = (u16::try_from(width)?, u16::try_from(height)?);
            encoder.encode(pixels.bytes(), sides.0, sides.1, ColorType::Rgb)?;
            Ok(file)
        }
    }
}
