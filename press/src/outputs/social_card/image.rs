//! A card as a PNG (ISO/IEC 15948).

use anyhow::{Context, Result};
use png::{BitDepth, ColorType, DeflateCompression, Encoder, Filter};
use resvg::tiny_skia::Pixmap;
use rustc_hash::FxHashMap;

/// The maximum number of colors in a palette.
const COLORS: usize = 256;

/// The level of compression. Level 6 makes files a hundredth smaller and takes a third
/// longer.
const LEVEL: u8 = 5;

/// The number of bytes per pixel.
const PIXEL: usize = 4;

/// Red, green and blue.
type Color = [u8; 3];

/// Adjacent pixels of one color.
struct Run {
    /// The color's index in the picture's list.
    color: usize,
    length: usize,
}

/// Writes an opaque picture, reduced to its 256 most common colors: the antialiased edges
/// of letters and flags have more, which are invisible but add 50% to the file size.
pub(super) fn png(pixmap: &Pixmap) -> Result<Vec<u8>> {
    let (colors, runs) = runs(pixmap.data());
    let (palette, places) = palette(&colors, &runs);
    let mut indices = vec![0; pixmap.data().len() / PIXEL];
    let mut rest = indices.as_mut_slice();
    for run in runs {
        let (pixels, after) = rest.split_at_mut(run.length);
        pixels.fill(places[run.color]);
        rest = after;
    }
    let mut file = Vec::new();
    let mut encoder = Encoder::new(&mut file, pixmap.width(), pixmap.height());
    encoder.set_color(ColorType::Indexed);
    encoder.set_depth(BitDepth::Eight);
    encoder.set_palette(palette.concat());
    // Palette indices are not intensities, so filters that predict from neighboring
    // pixels only make the file larger. A general `Compression` would bring a filter.
    encoder.set_filter(Filter::NoFilter);
    encoder.set_deflate_compression(DeflateCompression::Level(LEVEL));
    let written = encoder
        .write_header()
        .and_then(|mut writer| writer.write_image_data(&indices));
    written.context("the picture cannot be written")?;
    Ok(file)
}

/// The colors of a picture, and its runs.
fn runs(mut data: &[u8]) -> (Vec<Color>, Vec<Run>) {
    let mut known = FxHashMap::default();
    let mut colors = Vec::new();
    let mut runs = Vec::new();
    while let [red, green, blue, ..] = *data {
        let color = *known.entry([red, green, blue]).or_insert_with(|| {
            colors.push([red, green, blue]);
            colors.len() - 1
        });
        let length = length(data);
        runs.push(Run { color, length });
        data = data.get(length * PIXEL..).unwrap_or_default();
    }
    (colors, runs)
}

/// The number of leading pixels of one color. Most of a card is background, so whole
/// blocks are compared with themselves, shifted by one pixel.
fn length(data: &[u8]) -> usize {
    const BLOCK: usize = 64 * PIXEL;
    let mut end = PIXEL;
    while let Some(next) = data.get(end..end + BLOCK)
        && *next == data[end - PIXEL..end - PIXEL + BLOCK]
    {
        end += BLOCK;
    }
    while data.get(end..end + PIXEL) == data.get(..PIXEL) {
        end += PIXEL;
    }
    end / PIXEL
}

/// The most common colors, and for every color the index of the nearest one of these.
fn palette(colors: &[Color], runs: &[Run]) -> (Vec<Color>, Vec<u8>) {
    let mut counts = vec![0; colors.len()];
    for run in runs {
        counts[run.color] += run.length;
    }
    let mut commonest: Vec<_> = (0..colors.len()).collect();
    // Ties are broken by color, so that a picture always gives the same file.
    commonest.sort_by_key(|&color| (usize::MAX - counts[color], colors[color]));
    let (kept, others) = commonest.split_at(commonest.len().min(COLORS));
    let palette: Vec<_> = kept.iter().map(|&color| colors[color]).collect();
    let mut places = vec![0; colors.len()];
    for (place, &color) in (0..=u8::MAX).zip(kept) {
        places[color] = place;
    }
    for &color in others {
        let known = (0..=u8::MAX).zip(&palette);
        let nearest = known.min_by_key(|(_, other)| distance(&colors[color], other));
        places[color] = nearest.map_or(0, |(place, _)| place);
    }
    (palette, places)
}

fn distance(one: &Color, other: &Color) -> u32 {
    let part = |part: usize| u32::from(one[part].abs_diff(other[part]));
    let [red, green, blue] = [part(0), part(1), part(2)];
    red * red + green * green + blue * blue
}

#[cfg(test)]
mod tests {
    use super::{PIXEL, length, png};
    use resvg::tiny_skia::{Pixmap, PremultipliedColorU8};

    #[test]
    fn a_run_ends_where_the_color_changes() {
        for expected in [1, 2, 63, 64, 65, 66, 1000] {
            let mut data = vec![7; expected * PIXEL];
            assert_eq!(length(&data), expected);
            data.extend([7, 7, 8, 7]);
            data.extend(vec![7; 200 * PIXEL]);
            assert_eq!(length(&data), expected);
        }
    }

    #[test]
    fn excess_colors_are_replaced_by_the_nearest_common_ones() {
        let mut pixmap = Pixmap::new(40, 40).expect("a picture");
        for (place, pixel) in pixmap.pixels_mut().iter_mut().enumerate() {
            // Half of it is red; the rest is 400 greens and blues, two pixels each.
            let [green, blue] = [place % 20, place / 80].map(|part| part as u8 * 12);
            let color = match place % 40 < 20 {
                true => PremultipliedColorU8::from_rgba(255, 0, 0, 255),
                false => PremultipliedColorU8::from_rgba(0, green, blue, 255),
            };
            *pixel = color.expect("a color");
        }
        let file = png(&pixmap).expect("an encoded picture");
        let mut decoder = png::Decoder::new(std::io::Cursor::new(file));
        decoder.set_transformations(png::Transformations::EXPAND);
        let mut reader = decoder.read_info().expect("a PNG");
        let mut found = vec![0; reader.output_buffer_size().expect("a size")];
        reader.next_frame(&mut found).expect("pixels");
        for (pixel, expected) in found.chunks(3).zip(pixmap.pixels()) {
            let wanted = [expected.red(), expected.green(), expected.blue()];
            if wanted == [255, 0, 0] {
                assert_eq!(pixel, wanted);
            }
            let is_near = pixel
                .iter()
                .zip(wanted)
                .all(|(one, other)| one.abs_diff(other) <= 120);
            assert!(is_near, "{pixel:?} for {wanted:?}");
        }
    }
}
