//! The newswire's name as a drawing, in the typeface of the social cards: pages use the
//! fonts that readers' systems have, and none of these looks the same everywhere.
//!
//! It is part of every page's HTML, so it takes its color from the text around it and
//! costs no request.

use crate::content::Newsroom;
use crate::typeface::{Typefaces, Weight};
use anyhow::Result;
use maud::html;
use model::Html;
use resvg::tiny_skia::{Path, PathBuilder, PathSegment, Point};
use std::fmt::Write;

/// The size of an em in units of the drawing. Coordinates are whole numbers, and at the
/// largest size on a page a unit is about a third of a pixel.
const EM: f32 = 160.0;

/// Space between letters, in ems: large type needs less of it.
const TRACKING: f32 = -0.012;

/// Draws a newswire's name. Empty if the fonts lack one of its letters; pages then show
/// it as text.
///
/// # Errors
/// If a font cannot be read, with a message for the person who runs the press.
pub fn draw(newsroom: &Newsroom) -> Result<Html> {
    let name = &newsroom.site.name;
    let fonts = Typefaces::read(&newsroom.fonts)?;
    if !fonts.have(name) {
        return Ok(Html::default());
    }
    let mut words = fonts.set(name, Weight::Semibold, TRACKING);
    let column = (0.0, words.width() * EM);
    let mut path = PathBuilder::new();
    words.outline(EM, column, [0.0].into_iter(), |letter| {
        path.push_path(letter)
    });
    Ok(path.finish().map(|path| svg(&path)).unwrap_or_default())
}

/// A path as SVG, cropped to its extent. The size is that without a style sheet.
fn svg(path: &Path) -> Html {
    let extent = path.bounds();
    let [left, top] = [extent.left().floor(), extent.top().floor()];
    let [width, height] = [
        (extent.right() - left).ceil(),
        (extent.bottom() - top).ceil(),
    ];
    let data = PathData::of(path, Point::from_xy(left, top)).text;
    let svg = html! {
        svg viewBox={ "0 0 " (width) " " (height) } width=(width / 8.0) height=(height / 8.0)
            fill="currentColor" aria-hidden="true" focusable="false"
        {
            path d=(data) {}
        }
    };
    Html::from_sanitized(svg.into_string())
}

/// SVG path data with whole, relative coordinates: a letter that occurs twice is the same
/// text twice, which compresses well.
#[derive(Default)]
struct PathData {
    text: String,
    /// The current point.
    at: [i32; 2],
    /// The letter of the last command.
    last: char,
    /// What the last curve's control point is on the other side of the current point: the
    /// control point of a curve that goes on smoothly.
    smooth: Option<[i32; 2]>,
}

impl PathData {
    fn of(path: &Path, origin: Point) -> Self {
        let mut data = Self::default();
        let mut start = [0; 2];
        for segment in path.segments() {
            let whole = |point: Point| {
                [point.x - origin.x, point.y - origin.y].map(|number| number.round() as i32)
            };
            match segment {
                PathSegment::MoveTo(to) => {
                    data.command('m', &[whole(to)]);
                    start = whole(to);
                }
                PathSegment::LineTo(to) => data.line(whole(to)),
                PathSegment::QuadTo(control, to) => data.curve(whole(control), whole(to)),
                PathSegment::CubicTo(one, other, to) => {
                    data.command('c', &[whole(one), whole(other), whole(to)]);
                }
                PathSegment::Close => {
                    data.text.push('z');
                    data.last = 'z';
                    data.at = start;
                    data.smooth = None;
                }
            }
        }
        data
    }

    /// Adds a line. Serifs and stems have many that need only one coordinate.
    fn line(&mut self, to: [i32; 2]) {
        match [to[0] == self.at[0], to[1] == self.at[1]] {
            [true, true] => {}
            [false, true] => self.command('h', &[to]),
            [true, false] => self.command('v', &[to]),
            [false, false] => self.command('l', &[to]),
        }
    }

    /// Adds a quadratic curve. TrueType leaves out points halfway between two control
    /// points, where curves go on smoothly, and so does SVG, up to rounding.
    fn curve(&mut self, control: [i32; 2], to: [i32; 2]) {
        let is_smooth = self.smooth.is_some_and(|smooth| {
            let differ = |axis: usize| smooth[axis].abs_diff(control[axis]);
            differ(0).max(differ(1)) <= 1
        });
        let control = match self.smooth {
            Some(smooth) if is_smooth => smooth,
            _ => control,
        };
        match is_smooth {
            true => self.command('t', &[to]),
            false => self.command('q', &[control, to]),
        }
        self.smooth = Some([0, 1].map(|axis| 2 * to[axis] - control[axis]));
    }

    /// Adds a command. Its points are relative to the current one; its letter can be left
    /// out after the same command, except that pairs after those of `m` are lines.
    fn command(&mut self, letter: char, points: &[[i32; 2]]) {
        let is_same = self.last == letter && letter != 'm';
        if !is_same {
            self.text.push(letter);
        }
        let axes: &[usize] = match letter {
            'h' => &[0],
            'v' => &[1],
            _ => &[0, 1],
        };
        let mut follows_letter = !is_same;
        for point in points {
            for &axis in axes {
                let number = point[axis] - self.at[axis];
                if number >= 0 && !follows_letter {
                    self.text.push(' ');
                }
                // Writing to a string cannot fail.
                let _ = write!(self.text, "{number}");
                follows_letter = false;
            }
        }
        self.at = points.last().copied().unwrap_or(self.at);
        self.last = letter;
        self.smooth = None;
    }
}
