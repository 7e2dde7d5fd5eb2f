//! Screenshots and their differences.

use crate::browser::Browser;
use anyhow::{Context, Result, ensure};
use base64::Engine;
use base64::engine::general_purpose::STANDARD;
use png::{BitDepth, ColorType, Compression, Decoder, Encoder};
use serde_json::json;
use std::fs::{self, File};
use std::io::{BufRead, BufReader, BufWriter, Cursor, Seek};
use std::path::Path;

/// Red, green and blue.
pub type Color = [u8; 3];

/// A picture.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Picture {
    /// The number of pixels in a row.
    pub width: usize,
    /// The pixels, row by row.
    pub pixels: Vec<Color>,
}

impl Picture {
    /// The browser window's contents.
    ///
    /// # Errors
    /// If the browser does not respond.
    pub async fn take(browser: &Browser) -> Result<Self> {
        Self::decode(Cursor::new(browser.driver().screenshot_as_png().await?))
    }

    /// A part of the browser window's contents, in Chromium: its left and top edges, width
    /// and height in whole CSS pixels. Much faster than the whole.
    ///
    /// # Errors
    /// If the browser does not respond.
    pub async fn take_part(browser: &Browser, part: [u32; 4]) -> Result<Self> {
        let scrolled: [f64; 2] =
            serde_json::from_value(browser.value("[scrollX, scrollY]").await?)?;
        let [left, top, width, height] = part.map(f64::from);
        let clip = json!({
            "x": left + scrolled[0], "y": top + scrolled[1],
            "width": width, "height": height, "scale": 1,
        });
        let picture = browser.devtools("Page.captureScreenshot", json!({ "clip": clip }));
        let picture = picture.await?;
        let png = picture["data"].as_str().context("it has no data")?;
        Self::decode(Cursor::new(STANDARD.decode(png)?))
    }

    /// Reads a PNG file.
    ///
    /// # Errors
    /// If it does not exist or is not a color picture.
    pub fn read(file: &Path) -> Result<Self> {
        let what = || format!("reading {}", file.display());
        let png = File::open(file).with_context(what)?;
        Self::decode(BufReader::new(png)).with_context(what)
    }

    fn decode(png: impl BufRead + Seek) -> Result<Self> {
        let mut reader = Decoder::new(png).read_info()?;
        let size = reader.output_buffer_size().context("it has no size")?;
        let mut buffer = vec![0; size];
        let frame = reader.next_frame(&mut buffer)?;
        let is_known = matches!(frame.color_type, ColorType::Rgb | ColorType::Rgba);
        ensure!(
            is_known && frame.bit_depth == BitDepth::Eight,
            "it is not an 8-bit RGB image"
        );
        let pixels = buffer[..frame.buffer_size()].chunks(frame.color_type.samples());
        Ok(Self {
            width: frame.width as usize,
            pixels: pixels.map(|pixel| [pixel[0], pixel[1], pixel[2]]).collect(),
        })
    }

    /// Writes a PNG file with maximum compression, and creates its folders.
    ///
    /// # Errors
    /// If it cannot be written.
    pub fn write(&self, file: &Path) -> Result<()> {
        let what = || format!("writing {}", file.display());
        if let Some(folder) = file.parent() {
            fs::create_dir_all(folder).with_context(what)?;
        }
        let png = BufWriter::new(File::create(file).with_context(what)?);
        let (width, height) = (u32::try_from(self.width)?, u32::try_from(self.height())?);
        let mut encoder = Encoder::new(png, width, height);
        encoder.set_color(ColorType::Rgb);
        encoder.set_depth(BitDepth::Eight);
        encoder.set_compression(Compression::High);
        let mut writer = encoder.write_header()?;
        writer.write_image_data(self.pixels.as_flattened())?;
        Ok(writer.finish()?)
    }

    /// The number of rows.
    pub fn height(&self) -> usize {
        self.pixels.len() / self.width.max(1)
    }

    /// The picture scaled down: each pixel is the mean of a square of this size. Leftover
    /// pixels at the right and bottom are dropped.
    pub fn reduced(&self, by: usize) -> Self {
        let (width, height) = (self.width / by, self.height() / by);
        let mean = |left: usize, top: usize| {
            let mut sum = [0; 3];
            for row in top..top + by {
                let start = row * self.width + left;
                for pixel in &self.pixels[start..start + by] {
                    for (sum, channel) in sum.iter_mut().zip(pixel) {
                        *sum += usize::from(*channel);
                    }
                }
            }
            sum.map(|sum| (sum / (by * by)) as u8)
        };
        let blocks = (0..height).flat_map(|row| (0..width).map(move |column| (column, row)));
        Self {
            width,
            pixels: blocks
                .map(|(column, row)| mean(column * by, row * by))
                .collect(),
        }
    }

    /// Each pixel's difference from another picture: the largest difference of its
    /// channels. `None` if the sizes differ.
    pub fn distances(&self, other: &Self) -> Option<Vec<u8>> {
        let same = self.width == other.width && self.pixels.len() == other.pixels.len();
        let pairs = self.pixels.iter().zip(&other.pixels);
        same.then(|| pairs.map(|(one, other)| distance(*one, *other)).collect())
    }
}

fn distance(one: Color, other: Color) -> u8 {
    let channels = one.into_iter().zip(other);
    let differences = channels.map(|(one, other)| one.abs_diff(other));
    differences.max().unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use super::*;

    const BLACK: Color = [0, 0, 0];
    const RED: Color = [200, 0, 0];

    fn picture(width: usize, pixels: &[Color]) -> Picture {
        Picture {
            width,
            pixels: pixels.to_vec(),
        }
    }

    #[test]
    fn a_picture_is_scaled_down_by_the_mean_of_each_square() {
        let large = picture(3, &[RED, BLACK, RED, BLACK, RED, RED]);
        assert_eq!(large.reduced(2), picture(1, &[[100, 0, 0]]));
    }

    #[test]
    fn pictures_differ_by_their_channels_or_by_their_size() {
        let one = picture(2, &[RED, BLACK]);
        let other = picture(2, &[RED, [0, 3, 1]]);
        assert_eq!(one.distances(&other), Some(vec![0, 3]));
        assert_eq!(one.distances(&picture(1, &[RED, BLACK])), None);
    }

    #[test]
    fn a_picture_round_trips() -> Result<()> {
        let folder = tempfile::TempDir::new()?;
        let file = folder.path().join("new/picture.png");
        let written = picture(2, &[RED, BLACK]);
        written.write(&file)?;
        assert_eq!(Picture::read(&file)?, written);
        Ok(())
    }
}
