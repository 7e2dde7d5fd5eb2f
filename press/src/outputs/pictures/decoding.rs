//! From an original to the pixels of its renditions: upright, in the colors that screens
//! expect, and without anything else that was in the file.

use crate::content::Original;
use crate::rendition::{Part, Version};
use anyhow::{Context, Result, ensure};
use image::imageops::FilterType;
use image::metadata::Orientation;
use image::{DynamicImage, GrayImage, ImageDecoder, ImageReader, Limits, RgbImage};
use moxcms::{ColorProfile, DataColorSpace, Layout, TransformOptions};
use std::fs;
use std::io::Cursor;

/// A picture in sRGB.
pub(super) struct Pixels(DynamicImage);

/// Decodes an original.
///
/// # Errors
/// If it cannot be read any more, or is damaged.
pub(super) fn decode(original: &Original) -> Result<Pixels> {
    let contents = fs::read(&original.place).context("the file cannot be read")?;
    decoded(&contents, original).context("save or copy it again: it is damaged")
}

fn decoded(contents: &[u8], original: &Original) -> Result<Pixels> {
    let mut reader = ImageReader::new(Cursor::new(contents)).with_guessed_format()?;
    // The size has been checked when the content was read, and below.
    reader.limits(Limits::no_limits());
    let mut decoder = reader.into_decoder()?;
    let (width, height) = decoder.dimensions();
    let (mut sides, mut known) = ([width, height], [original.width, original.height]);
    sides.sort_unstable();
    known.sort_unstable();
    ensure!(sides == known, "it has changed while the press was at work");
    // What cannot be read of these says nothing, as in browsers.
    let orientation = decoder.orientation().unwrap_or(Orientation::NoTransforms);
    let profile = decoder.icc_profile().unwrap_or_default();
    let profile = profile.and_then(|profile| ColorProfile::new_from_slice(&profile).ok());
    let image = DynamicImage::from_decoder(decoder)?;
    let mut image = DynamicImage::ImageRgb8(in_srgb(image, profile.as_ref()));
    image.apply_orientation(orientation);
    Ok(Pixels(image))
}

impl Pixels {
    /// A version of an original.
    pub(super) fn version(&self, version: Version) -> Self {
        let Part {
            left,
            top,
            width,
            height,
        } = version.part;
        let is_whole = (width, height) == (self.0.width(), self.0.height());
        let part = (!is_whole).then(|| self.0.crop_imm(left, top, width, height));
        let part = part.as_ref().unwrap_or(&self.0);
        Self(part.resize_exact(version.width, version.height, FilterType::CatmullRom))
    }

    /// A version of a whole picture, which this is, in another size.
    pub(super) fn version_of_whole(&self, version: Version) -> Self {
        Self(
            self.0
                .resize_exact(version.width, version.height, FilterType::CatmullRom),
        )
    }

    /// Width and height.
    pub(super) fn size(&self) -> (u32, u32) {
        (self.0.width(), self.0.height())
    }

    /// Three bytes for each pixel.
    pub(super) fn bytes(&self) -> &[u8] {
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
