//! The fonts of cards: how wide words are, and their outlines.

use anyhow::{Context, Result};
use resvg::tiny_skia::PathBuilder;
use rustybuzz::ttf_parser::{GlyphId, OutlineBuilder};
use rustybuzz::{Face, UnicodeBuffer};

/// Newsreader, in two weights. `press/fonts/README.md` tells how the files were made.
pub(super) struct Typefaces {
    pub(super) regular: Typeface,
    pub(super) semibold: Typeface,
}

impl Typefaces {
    pub(super) fn read() -> Result<Self> {
        Ok(Self {
            regular: Typeface::read(include_bytes!("../../../fonts/newsreader-regular.ttf"))?,
            semibold: Typeface::read(include_bytes!("../../../fonts/newsreader-semibold.ttf"))?,
        })
    }
}

/// One font.
pub(super) struct Typeface {
    face: Face<'static>,
}

impl Typeface {
    fn read(font: &'static [u8]) -> Result<Self> {
        let face = Face::from_slice(font, 0).context("a font of the press cannot be read")?;
        Ok(Self { face })
    }

    /// Whether the font has every character of a text.
    pub(super) fn has(&self, text: &str) -> bool {
        text.chars()
            .all(|character| self.face.glyph_index(character).is_some())
    }

    /// How wide a text is, in ems.
    pub(super) fn width(&self, text: &str) -> f32 {
        let mut width = 0.0;
        self.shape(text, |_, advance, _, _| width += advance);
        width
    }

    /// Adds the outlines of a text at a size, whose baseline begins at a point; `tracking`
    /// is what stands between its letters besides, in ems.
    pub(super) fn outline(
        &self,
        path: &mut PathBuilder,
        text: &str,
        size: f32,
        (x, y): (f32, f32),
        tracking: f32,
    ) {
        let scale = size / self.em();
        let mut at = x;
        self.shape(text, |glyph, advance, dx, dy| {
            let mut pen = Pen {
                path,
                scale,
                x: at + dx * size,
                y: y - dy * size,
            };
            self.face.outline_glyph(glyph, &mut pen);
            at += (advance + tracking) * size;
        });
    }

    /// Tells of each glyph of a text how far it leads on, and how far it is moved; in ems.
    fn shape(&self, text: &str, mut tell: impl FnMut(GlyphId, f32, f32, f32)) {
        let mut buffer = UnicodeBuffer::new();
        buffer.push_str(text);
        buffer.guess_segment_properties();
        let shaped = rustybuzz::shape(&self.face, &[], buffer);
        let ems = |units: i32| units as f32 / self.em();
        for (glyph, place) in shaped.glyph_infos().iter().zip(shaped.glyph_positions()) {
            let id = GlyphId(glyph.glyph_id as u16);
            tell(
                id,
                ems(place.x_advance),
                ems(place.x_offset),
                ems(place.y_offset),
            );
        }
    }

    fn em(&self) -> f32 {
        self.face.units_per_em() as f32
    }
}

/// Draws what a font describes from its baseline upwards onto a card, which goes down.
struct Pen<'p> {
    path: &'p mut PathBuilder,
    scale: f32,
    x: f32,
    y: f32,
}

impl Pen<'_> {
    fn at(&self, x: f32, y: f32) -> (f32, f32) {
        (self.x + x * self.scale, self.y - y * self.scale)
    }
}

impl OutlineBuilder for Pen<'_> {
    fn move_to(&mut self, x: f32, y: f32) {
        let (x, y) = self.at(x, y);
        self.path.move_to(x, y);
    }

    fn line_to(&mut self, x: f32, y: f32) {
        let (x, y) = self.at(x, y);
        self.path.line_to(x, y);
    }

    fn quad_to(&mut self, x1: f32, y1: f32, x: f32, y: f32) {
        let (x1, y1) = self.at(x1, y1);
        let (x, y) = self.at(x, y);
        self.path.quad_to(x1, y1, x, y);
    }

    fn curve_to(&mut self, x1: f32, y1: f32, x2: f32, y2: f32, x: f32, y: f32) {
        let (x1, y1) = self.at(x1, y1);
        let (x2, y2) = self.at(x2, y2);
        let (x, y) = self.at(x, y);
        self.path.cubic_to(x1, y1, x2, y2, x, y);
    }

    fn close(&mut self) {
        self.path.close();
    }
}

#[cfg(test)]
mod tests {
    use super::Typefaces;

    #[test]
    fn widths_are_those_of_the_letters_with_kerning() {
        let fonts = Typefaces::read().expect("the fonts");
        let width = |text| fonts.regular.width(text);
        assert!(width("mm") > width("ii"));
        assert!(width("AV") < width("A") + width("V"));
        assert_eq!(width(""), 0.0);
    }

    #[test]
    fn the_font_knows_which_letters_it_has() {
        let fonts = Typefaces::read().expect("the fonts");
        for text in [
            "“Zoë’s naïve café”: Ağrı, Łódź – Côte d’Ivoire…",
            "U.S.-Russia, 190th?",
        ] {
            assert!(
                fonts.regular.has(text) && fonts.semibold.has(text),
                "{text}"
            );
        }
        for text in ["بدء", "Договор"] {
            assert!(!fonts.regular.has(text), "{text}");
        }
    }
}
