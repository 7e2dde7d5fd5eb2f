//! The renditions of a picture: which files the press makes of an original, and where they
//! are. Whatever shows a picture asks here; `outputs/pictures.rs` makes the files.

use crate::content::{Focus, Image, Original};
use crate::hashed::{Hashed, fingerprint};
pub use pictures::OutputFormat as Format;
use pictures::Part;
use std::fmt;

/// How renditions are made. Change it when that changes.
const FORMAT_VERSION: &str = "renditions, 1";

/// The widths of the whole picture, in pixels: on a phone, on one with a fine screen, in
/// the column of a text, and in that with a fine screen.
const WIDTHS: [u32; 4] = [360, 720, 1080, 1440];

/// The width that programs get which choose none themselves.
const MIDDLE: u32 = 720;

/// The cut that lists show.
const IN_LIST: (u32, u32) = (320, 214);

/// The cut that other sites show, in the size that [cards](crate::outputs::social_card)
/// have.
const PREVIEW: (u32, u32) = crate::outputs::social_card::SIZE;

/// The cut that the page of an author shows, on a fine screen.
const PORTRAIT: (u32, u32) = (320, 320);

/// A version of a picture: all of it, or a cut.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Version {
    /// What it is for.
    purpose: Purpose,
    /// The part of the original that it shows.
    pub part: Part,
    /// Its width in pixels.
    pub width: u32,
    /// Its height in pixels.
    pub height: u32,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Purpose {
    Whole,
    List,
    Preview,
    Portrait,
}

/// The renditions of a picture.
pub struct Renditions<'a> {
    /// The file that they are made from.
    pub original: &'a Original,
    focus: Focus,
    is_portrait: bool,
    folder: String,
}

impl<'a> Renditions<'a> {
    /// The renditions of an article's picture.
    pub fn of(image: &'a Image) -> Self {
        Self::new(image, false)
    }

    /// The renditions of an author's picture, which only the author's page shows.
    pub fn of_portrait(image: &'a Image) -> Self {
        Self::new(image, true)
    }

    fn new(image: &'a Image, is_portrait: bool) -> Self {
        let Focus { x, y } = image.focus;
        let focus = format!("{x},{y}");
        let parts = [FORMAT_VERSION, &image.original.hash, &focus].into_iter();
        let parts = parts.chain(is_portrait.then_some("portrait"));
        Self {
            original: &image.original,
            focus: image.focus,
            is_portrait,
            folder: Hashed::Picture.path(&fingerprint(parts.map(str::as_bytes))),
        }
    }

    /// The folder with all of them, below the site's root. Its name is a hash of the
    /// original and of how renditions are made, so what is in it never changes.
    pub fn folder(&self) -> &str {
        &self.folder
    }

    /// The whole picture, the smallest first: in the usual widths, but never wider than the
    /// original.
    pub fn whole(&self) -> Vec<Version> {
        let Original { width, height, .. } = *self.original;
        let widest = width.min(WIDTHS[WIDTHS.len() - 1]);
        let narrower = WIDTHS.into_iter().filter(|usual| *usual < widest);
        let widths = narrower.chain([widest]);
        let version = |wide| Version {
            purpose: Purpose::Whole,
            part: Part {
                left: 0,
                top: 0,
                width,
                height,
            },
            width: wide,
            height: scaled(height, wide, width),
        };
        widths.map(version).collect()
    }

    /// The whole picture, for programs that choose none of the widths.
    pub fn middle(&self) -> Version {
        let whole = self.whole();
        let fits = |version: &&Version| version.width >= MIDDLE;
        *whole.iter().find(fits).unwrap_or(&whole[whole.len() - 1])
    }

    /// The whole picture, as large as there is one.
    pub fn largest(&self) -> Version {
        let whole = self.whole();
        whole[whole.len() - 1]
    }

    /// The cut that lists show.
    pub fn in_list(&self) -> Version {
        self.cut(Purpose::List, IN_LIST)
    }

    /// The cut that other sites show. There is only a JPEG of it.
    pub fn preview(&self) -> Version {
        self.cut(Purpose::Preview, PREVIEW)
    }

    /// The cut that the page of an author shows.
    pub fn portrait(&self) -> Version {
        self.cut(Purpose::Portrait, PORTRAIT)
    }

    /// All versions, with the formats that there are of each.
    pub fn all(&self) -> Vec<(Version, &'static [Format])> {
        const EVERY: &[Format] = &[Format::Avif, Format::Webp, Format::Jpeg];
        if self.is_portrait {
            return vec![(self.portrait(), EVERY)];
        }
        let whole = self.whole().into_iter().chain([self.in_list()]);
        whole
            .map(|version| (version, EVERY))
            .chain([(self.preview(), &[Format::Jpeg][..])])
            .collect()
    }

    /// The path of a file below the base.
    pub fn path(&self, version: Version, format: Format) -> String {
        format!("/{}/{version}.{}", self.folder, format.extension())
    }

    /// The largest part of the original with the proportions of a size, as near to the
    /// focus as it can be.
    fn cut(&self, purpose: Purpose, (width, height): (u32, u32)) -> Version {
        let original = self.original;
        let part_width = original.width.min(scaled(original.height, width, height));
        let part_height = original.height.min(scaled(part_width, height, width));
        let start = |focus: u16, whole: u32, part: u32| {
            let middle = scaled_from(focus, whole);
            middle.saturating_sub(part / 2).min(whole - part)
        };
        let smaller = part_width < width;
        Version {
            purpose,
            part: Part {
                left: start(self.focus.x, original.width, part_width),
                top: start(self.focus.y, original.height, part_height),
                width: part_width,
                height: part_height,
            },
            width: if smaller { part_width } else { width },
            height: if smaller { part_height } else { height },
        }
    }
}

impl Version {
    /// Whether it shows all of the picture.
    pub fn is_whole(&self) -> bool {
        self.purpose == Purpose::Whole
    }
}

impl fmt::Display for Version {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self.purpose {
            Purpose::Whole => self.width.fmt(formatter),
            Purpose::List => "list".fmt(formatter),
            Purpose::Preview => "preview".fmt(formatter),
            Purpose::Portrait => "portrait".fmt(formatter),
        }
    }
}

/// A length times `to / from`, rounded, at least 1.
fn scaled(length: u32, to: u32, from: u32) -> u32 {
    let (length, to, from) = (u64::from(length), u64::from(to), u64::from(from));
    let scaled = (length * to + from / 2) / from;
    u32::try_from(scaled.max(1)).unwrap_or(u32::MAX)
}

/// A place on a length, from thousandths.
fn scaled_from(thousandths: u16, length: u32) -> u32 {
    let place = u64::from(length) * u64::from(thousandths) / 1_000;
    // No more than the length.
    place as u32
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::sync::Arc;

    fn image(width: u32, height: u32, focus: Focus) -> Image {
        Image {
            original: Arc::new(Original {
                place: "a.jpg".into(),
                hash: "0123456789abcdef".to_owned(),
                width,
                height,
            }),
            alt: "A missile".to_owned(),
            credit: None,
            caption: None,
            focus,
        }
    }

    fn widths(width: u32, height: u32) -> Vec<(u32, u32)> {
        let image = image(width, height, Focus::default());
        let whole = Renditions::of(&image).whole().into_iter();
        whole
            .map(|version| (version.width, version.height))
            .collect()
    }

    #[test]
    fn no_rendition_is_larger_than_its_original() {
        assert_eq!(
            widths(4_000, 3_000),
            [(360, 270), (720, 540), (1_080, 810), (1_440, 1_080)]
        );
        assert_eq!(widths(1_000, 500), [(360, 180), (720, 360), (1_000, 500)]);
        assert_eq!(widths(720, 3), [(360, 2), (720, 3)]);
        assert_eq!(widths(300, 200), [(300, 200)]);
        assert_eq!(widths(10_000, 1)[0], (360, 1));
        let small = image(300, 200, Focus::default());
        let preview = Renditions::of(&small).preview();
        assert_eq!((preview.width, preview.height), (300, 158));
    }

    #[test]
    fn a_cut_is_as_near_to_the_focus_as_it_can_be() {
        let cut = |width, height, x, y| {
            let image = image(width, height, Focus { x, y });
            let Part {
                left,
                top,
                width,
                height,
            } = Renditions::of(&image).preview().part;
            (left, top, width, height)
        };
        assert_eq!(cut(4_000, 3_000, 500, 500), (0, 450, 4_000, 2_100));
        assert_eq!(cut(4_000, 3_000, 500, 0), (0, 0, 4_000, 2_100));
        assert_eq!(cut(4_000, 3_000, 500, 1_000), (0, 900, 4_000, 2_100));
        assert_eq!(cut(3_000, 630, 1_000, 500), (1_800, 0, 1_200, 630));
        assert_eq!(cut(1, 1, 1_000, 1_000), (0, 0, 1, 1));
    }

    #[test]
    fn the_folder_depends_on_original_and_focus() {
        let folder = |focus| Renditions::of(&image(9, 9, focus)).folder().to_owned();
        assert_eq!(folder(Focus::default()), folder(Focus { x: 500, y: 500 }));
        assert_ne!(folder(Focus::default()), folder(Focus { x: 500, y: 0 }));
    }

    #[test]
    fn a_portrait_is_square_and_has_a_folder_of_its_own() {
        let image = image(4_000, 3_000, Focus { x: 0, y: 500 });
        let renditions = Renditions::of_portrait(&image);
        let [(portrait, _)] = renditions.all()[..] else {
            panic!("there is one version of it");
        };
        assert_eq!((portrait.width, portrait.height), (320, 320));
        assert_eq!(portrait.part.width, portrait.part.height);
        assert_eq!(portrait.part.left, 0);
        assert_ne!(renditions.folder(), Renditions::of(&image).folder());
    }
}
