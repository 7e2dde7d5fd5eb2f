//! Where on a card things stand.

use super::typeface::{Typeface, Typefaces};
use super::{SIZE, SocialCard};
use crate::design_tokens::{ACCENT, INK, INK_SOFT, PAPER, RULE, Rgb};
use anyhow::{Context, Result};
use resvg::tiny_skia::{Color, FillRule, Paint, PathBuilder, Pixmap, Rect, Transform};
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

/// Where the title stands, and what is said below it.
const TITLE_TOP: f32 = 212.0;
const TITLE_BOTTOM: f32 = 510.0;
/// The sizes that a title can have: the largest in which all of it is on the card.
const TITLE_SIZES: [f32; 7] = [84.0, 76.0, 68.0, 60.0, 54.0, 48.0, 42.0];
const TITLE_LEADING: f32 = 1.1;
const TEXT_SIZE: f32 = 34.0;
const TEXT_LEADING: f32 = 1.3;
/// What stands between the title and the text, in pixels.
const TEXT_GAP: f32 = 18.0;

/// The line at the foot.
const FOOT_RULE: (f32, f32) = (540.0, 1.5);
const FOOT_SIZE: f32 = 29.0;
const FOOT_BASELINE: f32 = 588.0;
const FOOT_FLAG: (f32, f32) = (48.0, 36.0);

/// The flag on the card of a country.
const FLAG: (f32, f32) = (320.0, 240.0);
const FLAG_TOP: f32 = 173.0;

const GAP: f32 = 16.0;

/// Draws a card with its flags, which are in its order.
pub(super) fn draw(card: &SocialCard<'_>, flags: &[&Tree], fonts: &Typefaces) -> Result<Pixmap> {
    let mut sheet = Sheet::new()?;
    let mut site = card.site.to_owned();
    cut(&fonts.semibold, &mut site, (RIGHT - LEFT) / SITE_SIZE);
    let at = (LEFT, SITE_BASELINE);
    sheet.line(&fonts.semibold, &site, SITE_SIZE, at, INK);
    sheet.rule(THICK_RULE, INK);
    sheet.rule(THIN_RULE, INK);

    // In a script that the fonts do not have, the section has to do.
    let (kicker, title) = match fonts.semibold.has(card.title) {
        true => (card.kicker, card.title),
        false => ("", card.kicker),
    };
    sheet.kicker(&fonts.semibold, kicker);
    let (own, flags) = flags.split_at(usize::from(card.flag.is_some()));
    let mut width = RIGHT - LEFT;
    if let [flag] = own {
        width -= FLAG.0 + 3.0 * GAP;
        sheet.flag(flag, (RIGHT - FLAG.0, FLAG_TOP), FLAG);
    }
    sheet.title(title, card.text, fonts, width);
    sheet.foot(card, flags, &fonts.regular);
    Ok(sheet.pixmap)
}

/// A card that is being drawn.
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

    fn line(&mut self, font: &Typeface, text: &str, size: f32, at: (f32, f32), color: Rgb) {
        self.tracked(font, text, size, at, color, 0.0);
    }

    fn tracked(
        &mut self,
        font: &Typeface,
        text: &str,
        size: f32,
        at: (f32, f32),
        color: Rgb,
        tracking: f32,
    ) {
        if !font.has(text) {
            return;
        }
        let mut path = PathBuilder::new();
        font.outline(&mut path, text, size, at, tracking);
        if let Some(path) = path.finish() {
            let transform = Transform::identity();
            self.pixmap
                .fill_path(&path, &paint(color), FillRule::Winding, transform, None);
        }
    }

    /// A rule over the width of the text: its top, and how thick it is.
    fn rule(&mut self, (top, thickness): (f32, f32), color: Rgb) {
        self.bar((LEFT, top), (RIGHT - LEFT, thickness), color);
    }

    fn bar(&mut self, (x, y): (f32, f32), (width, height): (f32, f32), color: Rgb) {
        if let Some(bar) = Rect::from_xywh(x, y, width, height) {
            self.pixmap
                .fill_rect(bar, &paint(color), Transform::identity(), None);
        }
    }

    fn kicker(&mut self, font: &Typeface, text: &str) {
        let at = (LEFT, KICKER_BASELINE);
        let mut text = text.to_uppercase();
        // A letter is about two thirds of an em wide; so much more is each.
        let width = (RIGHT - LEFT) / KICKER_SIZE / (1.0 + KICKER_TRACKING * 1.5);
        cut(font, &mut text, width);
        self.tracked(font, &text, KICKER_SIZE, at, ACCENT, KICKER_TRACKING);
    }

    /// The title, as large as it can be, and the text below it.
    fn title(&mut self, title: &str, text: &str, fonts: &Typefaces, width: f32) {
        let lines = wrap(&fonts.regular, text, width / TEXT_SIZE);
        let text_height = match lines.len() {
            0 => 0.0,
            lines => TEXT_GAP + lines as f32 * TEXT_SIZE * TEXT_LEADING,
        };
        let height = (TITLE_BOTTOM - TITLE_TOP - text_height).max(TITLE_SIZES[0]);
        let (size, title) = fit(&fonts.semibold, title, width, height);
        let mut y = TITLE_TOP;
        for line in &title {
            y += size * TITLE_LEADING;
            // Letters reach down below their baseline.
            let at = (LEFT, y - size * 0.22);
            self.line(&fonts.semibold, line, size, at, INK);
        }
        y += TEXT_GAP;
        for line in &lines {
            y += TEXT_SIZE * TEXT_LEADING;
            let at = (LEFT, y - TEXT_SIZE * 0.3);
            self.line(&fonts.regular, line, TEXT_SIZE, at, INK_SOFT);
        }
    }

    /// What stands at the foot, and the countries.
    fn foot(&mut self, card: &SocialCard<'_>, flags: &[&Tree], font: &Typeface) {
        self.rule(FOOT_RULE, RULE);
        let at = (LEFT, FOOT_BASELINE);
        self.line(font, &card.foot, FOOT_SIZE, at, INK_SOFT);
        let left = LEFT + font.width(&card.foot) * FOOT_SIZE + 2.0 * GAP;
        let mut right = RIGHT;
        for ((_, name), flag) in card.countries.iter().zip(flags).rev() {
            let width = font.width(name) * FOOT_SIZE;
            let start = right - width - GAP - FOOT_FLAG.0;
            if start < left {
                break;
            }
            self.line(
                font,
                name,
                FOOT_SIZE,
                (right - width, FOOT_BASELINE),
                INK_SOFT,
            );
            self.flag(flag, (start, FOOT_BASELINE - FOOT_FLAG.1 + 8.0), FOOT_FLAG);
            right = start - 2.0 * GAP;
        }
    }

    /// A flag, with a line around it: some are white at their edges.
    fn flag(&mut self, flag: &Tree, (x, y): (f32, f32), (width, height): (f32, f32)) {
        self.bar((x - 1.0, y - 1.0), (width + 2.0, height + 2.0), RULE);
        self.bar((x, y), (width, height), Rgb([255; 3]));
        let size = flag.size();
        let transform = Transform::from_scale(width / size.width(), height / size.height())
            .post_translate(x, y);
        resvg::render(flag, transform, &mut self.pixmap.as_mut());
    }
}

fn paint(Rgb([red, green, blue]): Rgb) -> Paint<'static> {
    let mut paint = Paint::default();
    paint.set_color_rgba8(red, green, blue, 255);
    paint
}

/// The largest size in which a title has room, and its lines in that size, of about
/// one length. What has no room in the smallest size ends in an ellipsis.
fn fit(font: &Typeface, title: &str, width: f32, height: f32) -> (f32, Vec<String>) {
    let lines_at = |size: f32| (height / (size * TITLE_LEADING)) as usize;
    for size in TITLE_SIZES {
        let lines = wrap(font, title, width / size);
        let is_wide = |line: &String| font.width(line) > width / size;
        if lines.len() <= lines_at(size) && !lines.iter().any(is_wide) {
            return (size, balance(font, title, width / size, lines));
        }
    }
    let size = TITLE_SIZES[TITLE_SIZES.len() - 1];
    let mut lines = wrap(font, title, width / size);
    let is_cut = lines.len() > lines_at(size);
    lines.truncate(lines_at(size));
    if let (true, Some(last)) = (is_cut, lines.last_mut()) {
        last.push('…');
    }
    for line in &mut lines {
        cut(font, line, width / size);
    }
    (size, lines)
}

/// Breaks a text between words into lines of a width in ems.
fn wrap(font: &Typeface, text: &str, width: f32) -> Vec<String> {
    let space = font.width(" ");
    let mut lines: Vec<(String, f32)> = Vec::new();
    for word in text.split_whitespace() {
        let length = font.width(word);
        match lines.last_mut() {
            Some((line, filled)) if *filled + space + length <= width => {
                line.push(' ');
                line.push_str(word);
                *filled += space + length;
            }
            _ => lines.push((word.to_owned(), length)),
        }
    }
    lines.into_iter().map(|(line, _)| line).collect()
}

/// Breaks a text into as many lines as it has, the longest as short as can be.
fn balance(font: &Typeface, text: &str, width: f32, mut lines: Vec<String>) -> Vec<String> {
    let (mut narrow, mut wide) = (width / 2.0, width);
    // A hundredth of an em is nothing that is seen.
    while wide - narrow > 0.01 {
        let middle = f32::midpoint(narrow, wide);
        let narrower = wrap(font, text, middle);
        if narrower.len() == lines.len() && narrower.iter().all(|line| font.width(line) <= width) {
            lines = narrower;
            wide = middle;
        } else {
            narrow = middle;
        }
    }
    lines
}

/// Cuts a line that is too wide, even for one word.
fn cut(font: &Typeface, line: &mut String, width: f32) {
    while font.width(line) > width {
        // The ellipsis, and the letter before it.
        let kept: String = line.trim_end_matches('…').to_owned();
        let Some((end, _)) = kept.char_indices().next_back() else {
            return;
        };
        *line = format!("{}…", kept[..end].trim_end());
    }
}
