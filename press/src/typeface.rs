//! The fonts of social cards and of the nameplate, and text layout. Parley picks a font for each glyph, handles
//! right-to-left scripts, and breaks lines by the rules of each language.

use anyhow::{Result, ensure};
use parley::fontique::{Blob, Collection, CollectionOptions, FontInfoOverride, SourceCache};
use parley::{
    Alignment, AlignmentOptions, FontContext, FontFamily, FontFamilyName, FontWeight, GlyphRun,
    Layout, LayoutContext, OverflowWrap, PositionedLayoutItem, StyleProperty, WordBreak,
};
use resvg::tiny_skia::{Path, PathBuilder};
use skrifa::instance::{LocationRef, NormalizedCoord, Size};
use skrifa::outline::{DrawSettings, OutlinePen};
use skrifa::{FontRef, GlyphId, MetadataProvider};
use std::sync::{Arc, Mutex, PoisonError};

/// Newsreader, in two weights. See `press/fonts/README.md` for how the files were made.
const NEWSREADER: [&[u8]; 2] = [
    include_bytes!("../fonts/newsreader-regular.ttf"),
    include_bytes!("../fonts/newsreader-semibold.ttf"),
];

/// An internal family name for Newsreader, so that editors' fonts cannot mix with its
/// weights.
const OWN: &str = "the press' own";

/// Font weights.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Weight {
    Regular,
    Semibold,
}

/// Fonts in order of preference. System fonts are not used, so that cards are the same on
/// every machine.
pub(crate) struct Typefaces {
    families: Vec<FontFamilyName<'static>>,
    fonts: FontContext,
    /// One for each thread that has laid out text at the same time as others.
    contexts: Mutex<Vec<Contexts>>,
}

/// What a thread needs to lay out text, and what it keeps of the fonts.
type Contexts = (FontContext, LayoutContext<()>);

impl Typefaces {
    /// Newsreader, followed by the editors' fonts.
    pub(crate) fn read(fonts: &[Vec<u8>]) -> Result<Self> {
        let mut collection = Collection::new(CollectionOptions {
            shared: false,
            system_fonts: false,
        });
        let own = FontInfoOverride {
            family_name: Some(OWN),
            ..FontInfoOverride::default()
        };
        for font in NEWSREADER {
            let read = collection.register_fonts(Blob::new(Arc::new(font)), Some(own));
            ensure!(!read.is_empty(), "a font of the press cannot be read");
        }
        let mut families = vec![FontFamilyName::named(OWN)];
        for font in fonts {
            let read = collection.register_fonts(Blob::new(Arc::new(font.clone())), None);
            for (family, _) in read {
                let name = collection.family_name(family).unwrap_or_default();
                let name = FontFamilyName::Named(name.to_owned().into());
                if !families.contains(&name) {
                    families.push(name);
                }
            }
        }
        let fonts = FontContext {
            collection,
            source_cache: SourceCache::default(),
        };
        Ok(Self {
            families,
            fonts,
            contexts: Mutex::default(),
        })
    }

    /// Lays out a text in the site's language; `tracking` is the extra space between letters,
    /// in ems.
    pub(crate) fn set(&self, text: &str, weight: Weight, tracking: f32) -> Words {
        self.set_in(None, text, weight, tracking)
    }

    /// The same, in a language (BCP 47): where languages share letters, fonts have forms of
    /// them for each.
    pub(crate) fn set_in(
        &self,
        language: Option<&str>,
        text: &str,
        weight: Weight,
        tracking: f32,
    ) -> Words {
        let unused = || self.contexts.lock().unwrap_or_else(PoisonError::into_inner);
        let contexts = unused().pop();
        let new = || (self.fonts.clone(), LayoutContext::new());
        let (mut fonts, mut layouts) = contexts.unwrap_or_else(new);
        let mut builder = layouts.ranged_builder(&mut fonts, text, 1.0, false);
        builder.push_default(StyleProperty::FontSize(1.0));
        builder.push_default(FontFamily::List((&self.families[..]).into()));
        builder.push_default(StyleProperty::FontWeight(match weight {
            Weight::Regular => FontWeight::NORMAL,
            Weight::Semibold => FontWeight::SEMI_BOLD,
        }));
        builder.push_default(StyleProperty::LetterSpacing(tracking));
        let language = language.and_then(|tag| tag.parse().ok());
        builder.push_default(StyleProperty::Locale(language));
        builder.push_default(StyleProperty::OverflowWrap(OverflowWrap::Anywhere));
        builder.push_default(StyleProperty::WordBreak(
            match text.chars().any(is_hangul) {
                true => WordBreak::KeepAll,
                false => WordBreak::Normal,
            },
        ));
        let mut words = Words {
            layout: builder.build(text),
            room: 0.0,
        };
        unused().push((fonts, layouts));
        words.break_lines(f32::MAX);
        words
    }

    /// Whether the fonts have a glyph for every letter of a text.
    pub(crate) fn have(&self, text: &str) -> bool {
        let words = self.set(text, Weight::Regular, 0.0);
        let mut lines = words.layout.lines();
        lines.all(|line| line.items().all(|item| !lacks_letters(&item)))
    }
}

/// Whether a letter is Korean. Korean has spaces between words, and headlines are broken
/// there; Unicode's rules would break them between syllables, too.
fn is_hangul(letter: char) -> bool {
    matches!(letter, '\u{1100}'..='\u{11ff}' | '\u{3130}'..='\u{318f}' | '\u{ac00}'..='\u{d7a3}')
}

fn lacks_letters(item: &PositionedLayoutItem<'_, ()>) -> bool {
    match item {
        PositionedLayoutItem::GlyphRun(run) => run.glyphs().any(|glyph| glyph.id == 0),
        PositionedLayoutItem::InlineBox(_) => false,
    }
}

/// A laid-out text: broken into lines and measured in ems, so that it can be drawn at any
/// size.
pub(crate) struct Words {
    layout: Layout<()>,
    /// The width in which its lines are aligned.
    room: f32,
}

impl Words {
    /// Its maximum line width.
    pub(crate) fn width(&self) -> f32 {
        self.layout.width()
    }

    /// The number of lines.
    pub(crate) fn lines(&self) -> usize {
        self.layout.len()
    }

    /// The position in the text where the given number of lines ends.
    pub(crate) fn end_of(&self, lines: usize) -> usize {
        let last = self.layout.get(lines.saturating_sub(1));
        last.map_or(0, |line| line.text_range().end)
    }

    /// Breaks it into lines of a maximum width, and returns their number.
    pub(crate) fn break_lines(&mut self, width: f32) -> usize {
        self.layout.break_all_lines(Some(width));
        self.room = match width == f32::MAX {
            true => self.width(),
            false => width,
        };
        self.lines()
    }

    /// Whether a line break falls within a word, as in words longer than a line.
    pub(crate) fn breaks_words(&self) -> bool {
        let mut lines = self.layout.lines();
        lines.any(|line| line.break_reason() == parley::BreakReason::Emergency)
    }

    /// Draws the outline of each letter at a font size, in a column given by its left edge
    /// and width. Right-to-left text starts at the right edge. `baselines` are the
    /// positions of the lines. Letters are on whole units, so that those of a kind are the
    /// same, which compresses well.
    pub(crate) fn outline(
        &mut self,
        size: f32,
        (mut left, width): (f32, f32),
        baselines: impl Iterator<Item = f32>,
        mut draw: impl FnMut(&Path),
    ) {
        self.layout
            .align(Alignment::Start, AlignmentOptions::default());
        if self.layout.is_rtl() {
            left += width - self.room * size;
        }
        for (line, baseline) in self.layout.lines().zip(baselines) {
            for item in line.items() {
                if let PositionedLayoutItem::GlyphRun(run) = item {
                    outline(&run, size, (left, baseline), &mut draw);
                }
            }
        }
    }
}

/// Draws the outlines of glyphs from one font.
fn outline(glyphs: &GlyphRun<'_, ()>, size: f32, (x, y): (f32, f32), draw: &mut impl FnMut(&Path)) {
    let run = glyphs.run();
    let font = run.font();
    let Ok(face) = FontRef::from_index(font.data.as_ref(), font.index) else {
        return;
    };
    let coordinates = run.normalized_coords().iter();
    let coordinates: Vec<_> = coordinates
        .map(|it| NormalizedCoord::from_bits(it.to_bits()))
        .collect();
    let place = LocationRef::new(&coordinates);
    let outlines = face.outline_glyphs();
    for glyph in glyphs.positioned_glyphs() {
        let Some(outline) = outlines.get(GlyphId::new(glyph.id)) else {
            continue;
        };
        let mut pen = Pen {
            path: PathBuilder::new(),
            x: (x + glyph.x * size).round(),
            y: (y + (glyph.y - glyphs.baseline()) * size).round(),
        };
        let settings = DrawSettings::unhinted(Size::new(size), place);
        // A glyph that the font defines incorrectly is left out.
        if outline.draw(settings, &mut pen).is_ok()
            && let Some(path) = pen.path.finish()
        {
            draw(&path);
        }
    }
}

/// Converts font coordinates, which go up from the baseline, to those of a drawing, which
/// go down.
struct Pen {
    path: PathBuilder,
    x: f32,
    y: f32,
}

impl Pen {
    fn at(&self, x: f32, y: f32) -> (f32, f32) {
        (self.x + x, self.y - y)
    }
}

impl OutlinePen for Pen {
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
    use super::*;

    fn fonts() -> Typefaces {
        Typefaces::read(&[]).expect("the fonts")
    }

    #[test]
    fn widths_include_kerning() {
        let fonts = fonts();
        let width = |text| fonts.set(text, Weight::Regular, 0.0).width();
        assert!(width("mm") > width("ii"));
        assert!(width("AV") < width("A") + width("V"));
        let bold = fonts.set("mm", Weight::Semibold, 0.0).width();
        assert!(bold > width("mm"));
    }

    #[test]
    fn lines_end_between_words() {
        let fonts = fonts();
        let mut words = fonts.set("one two three", Weight::Regular, 0.0);
        assert_eq!(words.lines(), 1);
        let width = fonts.set("three ", Weight::Regular, 0.0).width();
        assert_eq!(words.break_lines(width), 3);
        assert!(!words.breaks_words());
        assert_eq!([1, 2, 3].map(|lines| words.end_of(lines)), [4, 8, 13]);
        words.break_lines(width / 2.0);
        assert!(words.breaks_words());
    }

    /// A headline, broken into lines as narrow as its longest part, with “|” wherever it may
    /// be broken.
    fn lines(font: &str, parts: &str) -> (Vec<String>, Words) {
        let folder = concat!(env!("CARGO_MANIFEST_DIR"), "/tests/machines/fonts/");
        let font = std::fs::read(format!("{folder}{font}")).expect("a font");
        let fonts = Typefaces::read(&[font]).expect("the fonts");
        let text = parts.replace('|', "");
        assert!(fonts.have(&text), "{text}");
        let widths = parts.split('|').map(|part| {
            let words = fonts.set(part.trim_end(), Weight::Semibold, 0.0);
            words.width()
        });
        let width = widths.fold(0.0, f32::max);
        let mut words = fonts.set(&text, Weight::Semibold, 0.0);
        words.break_lines(width * 1.2);
        let ends: Vec<_> = (1..=words.lines()).map(|line| words.end_of(line)).collect();
        let starts = [0].into_iter().chain(ends.iter().copied());
        let lines = starts.zip(&ends);
        let lines = lines.map(|(start, end)| text[start..*end].to_owned());
        (lines.collect(), words)
    }

    #[test]
    fn headlines_in_other_scripts_are_broken_between_words() {
        for (font, is_rtl, parts) in [
            (
                "persian.ttf",
                true,
                "ایران |و |شش |قدرت |در |ژنو |به |توافق |موقت |هسته‌ای |رسیدند",
            ),
            (
                "hebrew.ttf",
                true,
                "איראן |ושש |המעצמות |הגיעו |להסכם |ביניים |בז׳נבה |לאחר |ימים |של |שיחות",
            ),
            (
                "korean.ttf",
                false,
                "이란과 |여섯 |나라가 |제네바에서 |잠정 |핵 |합의에 |도달했으며 |농축 |활동을 |여섯 |달 |동안 |제한한다",
            ),
            // Without spaces between words: a dictionary knows them.
            (
                "thai.ttf",
                false,
                "อิหร่าน|และ|หก|มหา|อำนาจ|บรรลุ|ข้อ|ตกลง|นิวเคลียร์|ชั่วคราว|ที่|กรุง|เจนีวา|หลัง|การ|เจรจา|หลาย|วัน",
            ),
            (
                "hindi.ttf",
                false,
                "ईरान |और |छह |देशों |के |बीच |जिनेवा |में |अंतरिम |परमाणु |समझौता, |छह |महीने |तक |संवर्धन |सीमित |रहेगा",
            ),
        ] {
            let (lines, words) = lines(font, parts);
            assert!(lines.len() > 2, "{lines:?}");
            assert!(!words.breaks_words(), "{lines:?}");
            assert_eq!(words.layout.is_rtl(), is_rtl, "{font}");
            let mut rest = parts.to_owned();
            for line in &lines {
                let mut taken = String::new();
                while taken.len() < line.len() {
                    let (part, after) = rest.split_once('|').unwrap_or((&rest, ""));
                    taken += part;
                    rest = after.to_owned();
                }
                assert_eq!(&taken, line, "{font}: {lines:?}");
            }
        }
    }

    #[test]
    fn a_chinese_line_begins_with_no_comma() {
        let parts =
            "伊朗与六国在|日内瓦达成|临时核协议，|浓缩活动将|受限六个月，|以换取部分|制裁解除";
        let (lines, words) = lines("chinese.ttf", parts);
        assert!(lines.len() > 3 && !words.breaks_words(), "{lines:?}");
        assert!(
            lines.iter().all(|line| !line.starts_with('，')),
            "{lines:?}"
        );
    }

    #[test]
    fn the_fonts_know_which_letters_they_have() {
        let fonts = fonts();
        for text in [
            "“Zoë’s naïve café”: Ağrı, Łódź – Côte d’Ivoire…",
            "U.S.-Russia, 190th?",
        ] {
            assert!(fonts.have(text), "{text}");
        }
        for text in ["بدء", "Договор"] {
            assert!(!fonts.have(text), "{text}");
        }
    }
}
