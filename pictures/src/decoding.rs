//! From a file to pixels: upright, in the colors that screens expect, and without anything
//! else that was in the file.

use crate::Part;
use anyhow::{Result, ensure};
use image::imageops::FilterType;
use image::metadata::Orientation;
use image::{DynamicImage, GrayImage, ImageDecoder, ImageFormat, ImageReader, Limits, RgbImage};
use moxcms::{ColorProfile, DataColorSpace, Layout, TransformOptions};
use std::io::Cursor;

/// A picture in sRGB.
pub struct Pixels(DynamicImage);

/// The width and height that a picture has upright: a camera that was held upright writes it
/// lying on its side, and how to turn it. `None` if the file is damaged.
///
/// Nothing is decoded, so this takes no more memory for a large picture.
pub fn upright_size(format: ImageFormat, contents: &[u8]) -> Option<(u32, u32)> {
    let mut reader = ImageReader::with_format(Cursor::new(contents), format);
    reader.limits(Limits::no_limits());
    let mut decoder = reader.into_decoder().ok()?;
    Some(upright(&mut decoder).1)
}

/// Why a picture cannot be read.
#[derive(Debug, thiserror::Error)]
pub enum Unreadable {
    /// It is damaged, or has changed.
    #[error("it is damaged: {0}")]
    Damaged(String),
    /// Memory is too small for it.
    #[error("it needs {megabytes} MB of memory, which cannot be had")]
    NoMemory {
        /// What it needs.
        megabytes: u64,
    },
}

/// What a pixel takes while a picture is decoded, at most: four colors of two bytes, as the
/// decoder has them, and twice those of the result.
const BYTES_PER_PIXEL: u64 = 16;

/// Decodes a picture that has this size upright.
///
/// # Errors
/// If it is damaged, has another size, or memory is too small for it.
pub fn decode(contents: &[u8], size: (u32, u32)) -> Result<Pixels, Unreadable> {
    let bytes = (u64::from(size.0) * u64::from(size.1)).saturating_mul(BYTES_PER_PIXEL);
    // Decoders abort the program where memory is too small, so ask for all of it before.
    let room = usize::try_from(bytes).map(|bytes| Vec::<u8>::new().try_reserve_exact(bytes));
    if !matches!(room, Ok(Ok(()))) {
        let megabytes = bytes.div_ceil(1_000_000);
        return Err(Unreadable::NoMemory { megabytes });
    }
    decode_into_memory(contents, size).map_err(|error| Unreadable::Damaged(format!("{error:#}")))
}

fn decode_into_memory(contents: &[u8], size: (u32, u32)) -> Result<Pixels> {
    let mut reader = ImageReader::new(Cursor::new(contents)).with_guessed_format()?;
    // The caller knows the size.
    reader.limits(Limits::no_limits());
    let mut decoder = reader.into_decoder()?;
    let (orientation, upright_size) = upright(&mut decoder);
    ensure!(
        upright_size == size,
        "it has changed while the press was at work"
    );
    // A profile that cannot be read says nothing, as in browsers.
    let profile = decoder.icc_profile().unwrap_or_default();
    let profile = profile.and_then(|profile| ColorProfile::new_from_slice(&profile).ok());
    let image = DynamicImage::from_decoder(decoder)?;
    let mut image = DynamicImage::ImageRgb8(in_srgb(image, profile.as_ref()));
    image.apply_orientation(orientation);
    Ok(Pixels(image))
}

/// How to turn a picture, and its width and height when it is turned. As browsers do, takes
/// what cannot be read for upright.
fn upright(decoder: &mut impl ImageDecoder) -> (Orientation, (u32, u32)) {
    let orientation = decoder.orientation().unwrap_or(Orientation::NoTransforms);
    let (width, height) = decoder.dimensions();
    let is_on_its_side = matches!(
        orientation,
        Orientation::Rotate90
            | Orientation::Rotate270
            | Orientation::Rotate90FlipH
            | Orientation::Rotate270FlipH
    );
    let size = match is_on_its_side {
        true => (height, width),
        false => (width, height),
    };
    (orientation, size)
}

impl Pixels {
    /// A part of it, in this width and height.
    pub fn cut(&self, part: Part, width: u32, height: u32) -> Self {
        let Part { left, top, .. } = part;
        let is_whole = (part.width, part.height) == self.size();
        let cut = (!is_whole).then(|| self.0.crop_imm(left, top, part.width, part.height));
        let cut = cut.as_ref().unwrap_or(&self.0);
        Self(cut.resize_exact(width, height, FilterType::CatmullRom))
    }

    /// All of it, in this width and height.
    pub fn scaled(&self, width: u32, height: u32) -> Self {
        Self(self.0.resize_exact(width, height, FilterType::CatmullRom))
    }

    /// Width and height.
    pub fn size(&self) -> (u32, u32) {
        (self.0.width(), self.0.height())
    }

    /// Three bytes for each pixel.
    pub(crate) fn bytes(&self) -> &[u8] {
        self.0.as_bytes()
    }
}

/// A picture in sRGB without transparency, which JPEG does not have.
fn in_srgb(image: DynamicImage, profile: Option<&ColorProfile>) -> RgbImage {
    let space = profile.map(|profile| profile.color_space);
    let is_gray = !image.color().has_color() && space == Some(DataColorSpace::Gray);
    if let Some(profile) = profile.filter(|_| is_gray) {
        let gray = image.to_luma8();
        if let Some(converted) = from_gray(&gray, profile) {
            return converted;
        }
    }
    let has_alpha = image.color().has_alpha();
    let mut rgb = match has_alpha {
        true => on_white(&image),
        false => image.into_rgb8(),
    };
    if let Some(profile) = profile.filter(|_| space == Some(DataColorSpace::Rgb)) {
        // What cannot be converted stays as it is.
        let _ = convert(&mut rgb, profile);
    }
    rgb
}

fn on_white(image: &DynamicImage) -> RgbImage {
    let image = image.to_rgba8();
    RgbImage::from_fn(image.width(), image.height(), |x, y| {
        let [red, green, blue, alpha] = image.get_pixel(x, y).0;
        let over = |color: u8| {
            let sum = u16::from(color) * u16::from(alpha) + 255 * (255 - u16::from(alpha));
            // An average of two bytes.
            ((sum + 127) / 255) as u8
        };
        image::Rgb([over(red), over(green), over(blue)])
    })
}

fn from_gray(gray: &GrayImage, profile: &ColorProfile) -> Option<RgbImage> {
    let transform = profile
        .create_transform_8bit(
            Layout::Gray,
            &ColorProfile::new_srgb(),
            Layout::Rgb,
            TransformOptions::default(),
        )
        .ok()?;
    let mut rgb = RgbImage::new(gray.width(), gray.height());
    transform.transform(gray.as_raw(), &mut rgb).ok()?;
    Some(rgb)
}

fn convert(rgb: &mut RgbImage, profile: &ColorProfile) -> Result<(), moxcms::CmsError> {
    let transform = profile.create_transform_8bit(
        Layout::Rgb,
        &ColorProfile::new_srgb(),
        Layout::Rgb,
        TransformOptions::default(),
    )?;
    let row = rgb.width() as usize * 3;
    let mut converted = vec![0; row];
    for pixels in rgb.chunks_exact_mut(row) {
        transform.transform(pixels, &mut converted)?;
        pixels.copy_from_slice(&converted);
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_picture_that_memory_is_too_small_for_is_an_error() {
        for size in [(u32::MAX, u32::MAX), (1 << 31, 1 << 30)] {
            let error = decode(&[], size).err();
            assert!(
                matches!(error, Some(Unreadable::NoMemory { .. })),
                "{size:?}"
            );
        }
        let error = decode(&[], (30, 40)).err();
        assert!(matches!(error, Some(Unreadable::Damaged(_))));
    }
}
