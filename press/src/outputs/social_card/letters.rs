//! Fills the outlines of letters.

use crate::design_tokens::Rgb;
use resvg::tiny_skia::{Path, PathSegment, Pixmap, Point};
use zeno::{Command, Mask, Vector};

/// The number of bytes per pixel.
const PIXEL: usize = 4;

/// How much of a pixel a letter covers is rounded to a fifteenth. More shades are
/// invisible, but a palette would have no room for all of them.
const SHADES: u16 = 15;

/// Fills the outline of one letter. Several at once would take longer: all edges of a row
/// are sorted.
pub(super) fn fill(pixmap: &mut Pixmap, letter: &Path, color: Rgb) {
    let outline: Vec<Command> = letter.segments().map(command).collect();
    let (mask, place) = Mask::new(&outline[..]).render();
    let row = pixmap.width() as usize * PIXEL;
    let rows = pixmap.data_mut().chunks_exact_mut(row);
    let covered = mask.chunks_exact((place.width as usize).max(1));
    for (pixels, shares) in visible(rows, covered, place.top) {
        let pixels = pixels.chunks_exact_mut(PIXEL);
        for (pixel, &share) in visible(pixels, shares.iter(), place.left) {
            if share > 0 {
                blend(pixel, color, share);
            }
        }
    }
}

/// Pairs what is there with what is put on it from a place on, which may be outside.
fn visible<T, U>(
    there: impl Iterator<Item = T>,
    new: impl Iterator<Item = U>,
    start: i32,
) -> impl Iterator<Item = (T, U)> {
    let [before, outside] = [start, start.saturating_neg()].map(|it| it.max(0) as usize);
    there.skip(before).zip(new.skip(outside))
}

/// Mixes a color into an opaque pixel; 255 is all of it.
fn blend(pixel: &mut [u8], Rgb(color): Rgb, share: u8) {
    let share = (u16::from(share) * SHADES + 127) / 255;
    for (there, new) in pixel.iter_mut().zip(color) {
        let mixed = u16::from(*there) * (SHADES - share) + u16::from(new) * share;
        *there = ((mixed + SHADES / 2) / SHADES) as u8;
    }
}

fn command(segment: PathSegment) -> Command {
    let vector = |point: Point| Vector::new(point.x, point.y);
    match segment {
        PathSegment::MoveTo(to) => Command::MoveTo(vector(to)),
        PathSegment::LineTo(to) => Command::LineTo(vector(to)),
        PathSegment::QuadTo(control, to) => Command::QuadTo(vector(control), vector(to)),
        PathSegment::CubicTo(first, second, to) => {
            Command::CurveTo(vector(first), vector(second), vector(to))
        }
        PathSegment::Close => Command::Close,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use resvg::tiny_skia::{PathBuilder, PremultipliedColorU8, Rect};

    /// The pixels that a black rectangle makes darker on white ones, as shades of black.
    fn drawn(left: f32, top: f32, width: f32, height: f32) -> Vec<(usize, u8)> {
        let mut pixmap = Pixmap::new(4, 3).expect("a picture");
        pixmap
            .pixels_mut()
            .fill(PremultipliedColorU8::from_rgba(255, 255, 255, 255).expect("white"));
        let rectangle = Rect::from_xywh(left, top, width, height).expect("a rectangle");
        fill(&mut pixmap, &PathBuilder::from_rect(rectangle), Rgb([0; 3]));
        let pixels = pixmap.pixels().iter().enumerate();
        let darker = pixels.filter(|(_, pixel)| pixel.red() < 255);
        darker.map(|(place, pixel)| (place, pixel.red())).collect()
    }

    #[test]
    fn pixels_are_as_dark_as_they_are_covered() {
        assert_eq!(drawn(1.0, 1.0, 2.0, 1.0), [(5, 0), (6, 0)]);
        assert_eq!(drawn(1.0, 1.0, 1.2, 1.0), [(5, 0), (6, 204)]);
    }

    #[test]
    fn what_is_outside_is_not_drawn() {
        assert_eq!(drawn(-1.0, -1.0, 2.0, 2.0), [(0, 0)]);
        assert_eq!(drawn(3.0, 2.0, 5.0, 5.0), [(11, 0)]);
        assert_eq!(drawn(4.0, 0.0, 2.0, 2.0), []);
        assert_eq!(drawn(-9.0, -9.0, 2.0, 2.0), []);
    }
}
