//! The layout of a card.

use super::{SIZE, SocialCard, letters};
use crate::design_tokens::{ACCENT, INK, INK_SOFT, PAPER, RULE, Rgb};
use crate::typeface::{Typefaces, Weight, Words};
use anyhow::{Context, Result};
use resvg::tiny_skia::{Color, Paint, Pixmap, PixmapPaint, Rect, Transform};
use resvg::usvg::Tree;

const LEFT: f32 = 72.0;
const RIGHT: f32 = SIZE.0 as f32 - LEFT;

/// The masthead.
const SITE_SIZE: f32 = 42.0;
const SITE_BASELINE: f32 = 92.0;
/// The double rule below it.
const THICK_RULE: (f32, f32) = (118.0, 5.0);
const THIN_RULE: (f32, f32) = (127.0, 1.5);

const KICKER_SIZE: f32 = 25.0;
const KICKER_TRACKING: f32 = 0.09;
const KICKER_BASELINE: f32 = 190.0;

/// The positions of the title and of the text below it.
const TITLE_TOP: f32 = 212.0;
const TITLE_BOTTOM: f32 = 510.0;
/// The font sizes for a title: the largest in which it fits is used.
const TITLE_SIZES: [f32; 7] = [84.0, 76.0, 68.0, 60.0, 54.0, 48.0, 42.0];
const TITLE_LEADING: f32 = 1.1;
const TEXT_SIZE: f32 = 34.0;
const TEXT_LEADING: f32 = 1.3;
/// The space between title and text, in pixels.
const TEXT_GAP: f32 = 18.0;

/// The rule above the footer.
const FOOT_RULE: (f32, f32) = (540.0, 1.5);
const FOOT_SIZE: f32 = 29.0;
const FOOT_BASELINE: f32 = 588.0;
const FOOT_FLAG: (f32, f32) = (48.0, 36.0);
const FOOT_FLAG_TOP: f32 = FOOT_BASELINE - FOOT_FLAG.1 + 8.0;

/// The flag on the card of a country.
const FLAG: (f32, f32) = (320.0, 240.0);
const FLAG_TOP: f32 = 173.0;

/// The thickness of the border around a flag, because some are white at the edges.
const BORDER: f32 = 1.0;

const GAP: f32 = 16.0;

/// Draws a card, with the flag beside its headline, and those of its footer as they were
/// [drawn once](foot_flag), in the card's order.
pub(super) fn draw(
    card: &SocialCard<'_>,
    flag: Option<&Tree>,
    foot_flags: &[&Pixmap],
    fonts: &Typefaces,
) -> Result<Pixmap> {
    let mut sheet = Sheet::new()?;
    let width = RIGHT - LEFT;
    if fonts.have(card.site) {
        let words = cut(fonts, card.site, Weight::Semibold, 0.0, width / SITE_SIZE);
        sheet.line(words, SITE_SIZE, SITE_BASELINE, INK);
    }
    sheet.rule(THICK_RULE, INK);
    sheet.rule(THIN_RULE, INK);

    // If the fonts lack the title's script, the section takes the title's place.
    let (kicker, title) = match fonts.have(card.title) {
        true => (card.kicker, card.title),
        false => ("", card.kicker),
    };
    sheet.kicker(fonts, kicker);
    let mut width = width;
    if let Some(flag) = flag {
        width -= FLAG.0 + 3.0 * GAP;
        draw_flag(flag, &mut sheet.pixmap, (RIGHT - FLAG.0, FLAG_TOP), FLAG);
    }
    sheet.title((title, card.language), card.text, fonts, width);
    sheet.foot(card, foot_flags, fonts);
    Ok(sheet.pixmap)
}

/// Draws a flag for the footers of cards, with its border.
pub(super) fn foot_flag(flag: &Tree) -> Result<Pixmap> {
    let side = |length: f32| (length + 2.0 * BORDER) as u32;
    let pixmap = Pixmap::new(side(FOOT_FLAG.0), side(FOOT_FLAG.1));
    let mut pixmap = pixmap.context("a flag has no size")?;
    draw_flag(flag, &mut pixmap, (BORDER, BORDER), FOOT_FLAG);
    Ok(pixmap)
}

/// Draws a flag, with its border around the given rectangle.
fn draw_flag(flag: &Tree, pixmap: &mut Pixmap, (x, y): (f32, f32), (width, height): (f32, f32)) {
    let whole = (width + 2.0 * BORDER, height + 2.0 * BORDER);
    draw_bar(pixmap, (x - BORDER, y - BORDER), whole, RULE);
    draw_bar(pixmap, (x, y), (width, height), Rgb([255; 3]));
    let size = flag.size();
    let transform = Transform::from_scale(width / size.width(), height / size.height());
    resvg::render(flag, transform.post_translate(x, y), &mut pixmap.as_mut());
}

fn draw_bar(pixmap: &mut Pixmap, (x, y): (f32, f32), (width, height): (f32, f32), color: Rgb) {
    if let Some(bar) = Rect::from_xywh(x, y, width, height) {
        pixmap.fill_rect(bar, &paint(color), Transform::identity(), None);
    }
}

/// A card being drawn.
struct Sheet {
    pixmap: Pixmap,
}

impl Sheet {
    fn new() -> Result<Self> {
        let mut pixmap = Pixmap::new(SIZE.0, SIZE.1).context("a card has no size")?;
        let Rgb([red, green, blue]) = PAPER;
        pixmap.fill(Color::from_rgba8(red, green, blue, 255));
        Ok(Self { pixmap })
    }

    /// Draws words on one line across the text width.
    fn line(&mut self, mut words: Words, size: f32, baseline: f32, color: Rgb) {
        let column = (LEFT, RIGHT - LEFT);
        self.words(&mut words, size, column, [baseline].into_iter(), color);
    }

    /// Draws words in a column, given by its left edge and width.
    fn words(
        &mut self,
        words: &mut Words,
        size: f32,
        column: (f32, f32),
        baselines: impl Iterator<Item = f32>,
        color: Rgb,
    ) {
        let pixmap = &mut self.pixmap;
        words.outline(size, column, baselines, |letter| {
            letters::fill(pixmap, letter, color)
        });
    }

    /// A rule across the text width, given by its top and thickness.
    fn rule(&mut self, (top, thickness): (f32, f32), color: Rgb) {
        let size = (RIGHT - LEFT, thickness);
        draw_bar(&mut self.pixmap, (LEFT, top), size, color);
    }

    fn kicker(&mut self, fonts: &Typefaces, text: &str) {
        if fonts.have(text) {
            let width = (RIGHT - LEFT) / KICKER_SIZE;
            let text = text.to_uppercase();
            let words = cut(fonts, &text, Weight::Semibold, KICKER_TRACKING, width);
            self.line(words, KICKER_SIZE, KICKER_BASELINE, ACCENT);
        }
    }

    /// The title in the largest size that fits, with the text below.
    fn title(&mut self, title: Title<'_>, text: &str, fonts: &Typefaces, width: f32) {
        let mut below = fonts.set(text, Weight::Regular, 0.0);
        let (text_lines, text_height) = match !text.is_empty() && fonts.have(text) {
            true => {
                let lines = below.break_lines(width / TEXT_SIZE);
                (lines, TEXT_GAP + lines as f32 * TEXT_SIZE * TEXT_LEADING)
            }
            false => (0, 0.0),
        };
        let height = (TITLE_BOTTOM - TITLE_TOP - text_height).max(TITLE_SIZES[0]);
        let (size, mut title) = fit(fonts, title, width, height);
        let column = (LEFT, width);
        // Descenders extend below the baseline.
        let baseline = |top: f32, size: f32, leading: f32, below: f32, line| {
            top + size * (line as f32 * leading - below)
        };
        let lines = title.lines();
        let baselines =
            (1..=lines).map(|line| baseline(TITLE_TOP, size, TITLE_LEADING, 0.22, line));
        self.words(&mut title, size, column, baselines, INK);
        let top = TITLE_TOP + lines as f32 * size * TITLE_LEADING + TEXT_GAP;
        let baselines =
            (1..=text_lines).map(|line| baseline(top, TEXT_SIZE, TEXT_LEADING, 0.3, line));
        self.words(&mut below, TEXT_SIZE, column, baselines, INK_SOFT);
    }

    /// The footer and the countries.
    fn foot(&mut self, card: &SocialCard<'_>, flags: &[&Pixmap], fonts: &Typefaces) {
        self.rule(FOOT_RULE, RULE);
        let mut words = fonts.set(&card.foot, Weight::Regular, 0.0);
        let left = LEFT + words.width() * FOOT_SIZE + 2.0 * GAP;
        self.foot_words(&mut words, LEFT);
        let mut right = RIGHT;
        for ((_, name), flag) in card.countries.iter().zip(flags).rev() {
            let mut words = fonts.set(name, Weight::Regular, 0.0);
            let width = words.width() * FOOT_SIZE;
            // On whole pixels, as the flag has been drawn.
            let start = (right - width - GAP - FOOT_FLAG.0).floor();
            if start < left {
                break;
            }
            if fonts.have(name) {
                self.foot_words(&mut words, right - width);
            }
            let [x, y] = [start, FOOT_FLAG_TOP].map(|place| (place - BORDER) as i32);
            let (paint, unmoved) = (PixmapPaint::default(), Transform::identity());
            let flag = flag.as_ref();
            self.pixmap.draw_pixmap(x, y, flag, &paint, unmoved, None);
            right = start - 2.0 * GAP;
        }
    }

    fn foot_words(&mut self, words: &mut Words, left: f32) {
        let column = (left, words.width() * FOOT_SIZE);
        let baseline = [FOOT_BASELINE].into_iter();
        self.words(words, FOOT_SIZE, column, baseline, INK_SOFT);
    }
}

fn paint(Rgb([red, green, blue]): Rgb) -> Paint<'static> {
    let mut paint = Paint::default();
    paint.set_color_rgba8(red, green, blue, 255);
    paint
}

/// A title, and its language (BCP 47) if it is not the site's.
type Title<'a> = (&'a str, Option<&'a str>);

/// The longest word, in bytes. Anything longer is in a script without spaces.
const LONGEST_WORD: usize = 40;

/// Sets a title in the largest size that fits, with lines of similar length. If it does
/// not fit even in the smallest size, it is truncated with an ellipsis.
fn fit(fonts: &Typefaces, title: Title<'_>, width: f32, height: f32) -> (f32, Words) {
    let (title, language) = title;
    let lines_at = |size: f32| (height / (size * TITLE_LEADING)) as usize;
    let mut words = fonts.set_in(language, title, Weight::Semibold, 0.0);
    for size in TITLE_SIZES {
        let lines = words.break_lines(width / size);
        if lines <= lines_at(size) && !words.breaks_words() {
            balance(&mut words, width / size);
            return (size, words);
        }
    }
    let size = TITLE_SIZES[TITLE_SIZES.len() - 1];
    let most = lines_at(size).max(1);
    words.break_lines(width / size);
    let mut kept = &title[..words.end_of(most)];
    while words.lines() > most {
        let text = format!("{}…", kept.trim_end());
        words = fonts.set_in(language, &text, Weight::Semibold, 0.0);
        words.break_lines(width / size);
        kept = without_last_word(kept);
    }
    (size, words)
}

/// Balances lines: the same number of lines, but with the longest as short as possible.
fn balance(words: &mut Words, width: f32) {
    let lines = words.break_lines(width);
    let (mut narrow, mut wide) = (width / 2.0, width);
    // A hundredth of an em is invisible.
    while wide - narrow > 0.01 {
        let middle = f32::midpoint(narrow, wide);
        if words.break_lines(middle) == lines && !words.breaks_words() {
            wide = middle;
        } else {
            narrow = middle;
        }
    }
    words.break_lines(wide);
}

/// Sets one line, truncated to a width in ems.
fn cut(fonts: &Typefaces, text: &str, weight: Weight, tracking: f32, width: f32) -> Words {
    let mut kept = text;
    let mut words = fonts.set(text, weight, tracking);
    while words.width() > width && !kept.is_empty() {
        kept = without_last(kept).trim_end();
        words = fonts.set(&format!("{kept}…"), weight, tracking);
    }
    words
}

/// A text without its last word. In scripts without spaces, without its last letter.
fn without_last_word(text: &str) -> &str {
    let text = text.trim_end();
    match text.rfind(char::is_whitespace) {
        Some(at) if text.len() - at < LONGEST_WORD => &text[..at],
        _ => without_last(text),
    }
}

fn without_last(text: &str) -> &str {
    let last = text.char_indices().next_back();
    last.map_or("", |(at, _)| &text[..at])
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn long_titles_end_with_a_whole_word() {
        assert_eq!(without_last_word("one two three"), "one two");
        assert_eq!(without_last_word("one two "), "one");
        assert_eq!(without_last_word("核実験"), "核実");
        let long = format!("A {}", "核".repeat(40));
        assert_eq!(without_last_word(&long).chars().count(), 41);
    }
}
