//! Pictures of articles and authors, in the formats and widths among which browsers choose.

use crate::caption;
use crate::content::{Article, Image};
use crate::rendition::{Format, Renditions, Version};
use maud::{Markup, html};
use model::routes::Base;
use model::{Html, Language};

/// How wide pictures are: as a text, or all of a phone.
const IN_COLUMN: &str = "(min-width: 41rem) 38rem, calc(100vw - 2.5rem)";

/// How wide that of the lead is on the front page.
const AT_LEAD: &str = "(min-width: 80rem) 40rem, (min-width: 62rem) 50vw, calc(100vw - 2.5rem)";

/// The picture at the head of a story, with its caption and credit.
pub(super) fn at_head(base: &Base, article: &Article) -> Markup {
    figure(base, article, "article-picture", IN_COLUMN)
}

/// The picture of the lead of the front page, likewise.
pub(super) fn at_lead(base: &Base, article: &Article) -> Option<Markup> {
    let figure = || figure(base, article, "front-picture", AT_LEAD);
    article.image.as_ref().map(|_| figure())
}

fn figure(base: &Base, article: &Article, class: &'static str, sizes: &str) -> Markup {
    let (lang, dir) = Language::attributes(article.language.as_ref());
    html! {
        @if let Some(image) = &article.image {
            figure class=(class) lang=[lang] dir=[dir] {
                (picture(base, &Renditions::of(image), &Shown::whole(image, sizes)))
                (caption(image))
            }
        }
    }
}

/// A picture for programs that read a text elsewhere: one file, with caption and credit.
pub(crate) fn detached(base: &Base, article: &Article) -> Markup {
    let (lang, dir) = Language::attributes(article.language.as_ref());
    html! {
        @if let Some(image) = &article.image {
            @let renditions = Renditions::of(image);
            @let middle = renditions.middle();
            figure lang=[lang] dir=[dir] {
                img src=(base.href(renditions.path(middle, Format::Jpeg))) alt=(image.alt)
                    width=(middle.width) height=(middle.height);
                (caption(image))
            }
        }
    }
}

/// The small picture in a list. It is beside the headline, which says more than its
/// alternative text could: there, it is decoration.
pub(crate) fn in_list(base: &Base, image: &Image) -> Html {
    let renditions = Renditions::of(image);
    super::body(picture(base, &renditions, &Shown::in_list(image)))
}

/// How wide and high the picture of an author is on the author's page, in CSS pixels.
const PORTRAIT: u32 = 160;

/// The picture on an author's page, with its caption and credit.
pub(super) fn portrait(base: &Base, image: &Image) -> Markup {
    let renditions = Renditions::of_portrait(image);
    let portrait = Shown {
        versions: vec![renditions.portrait()],
        default: renditions.portrait(),
        size: [PORTRAIT.min(renditions.portrait().width); 2],
        sizes: None,
        alt: &image.alt,
        is_first: true,
    };
    html! {
        figure.portrait {
            (picture(base, &renditions, &portrait))
            (caption(image))
        }
    }
}

fn caption(image: &Image) -> Markup {
    html! {
        @if image.caption.is_some() || image.credit.is_some() {
            figcaption { (caption::of(image)) }
        }
    }
}

/// A picture at a place of a page.
struct Shown<'a> {
    /// Those that browsers choose from, by width.
    versions: Vec<Version>,
    /// For browsers that do not choose.
    default: Version,
    /// Its width and height in CSS pixels where the style does not say otherwise.
    size: [u32; 2],
    /// How wide it is on the page, if there is a choice.
    sizes: Option<&'a str>,
    alt: &'a str,
    /// Whether it is at the head of the page, so that readers wait for it.
    is_first: bool,
}

impl<'a> Shown<'a> {
    fn whole(image: &'a Image, sizes: &'a str) -> Self {
        let renditions = Renditions::of(image);
        Self {
            versions: renditions.whole(),
            default: renditions.middle(),
            size: [renditions.middle().width, renditions.middle().height],
            sizes: Some(sizes),
            alt: &image.alt,
            is_first: true,
        }
    }

    fn in_list(image: &Image) -> Self {
        let version = Renditions::of(image).in_list();
        Self {
            versions: vec![version],
            default: version,
            size: [version.width, version.height],
            sizes: None,
            alt: "",
            is_first: false,
        }
    }
}

fn picture(base: &Base, renditions: &Renditions<'_>, shown: &Shown<'_>) -> Markup {
    let href = |version, format| base.href(renditions.path(version, format));
    let srcset = |format| {
        let versions = shown.versions.iter();
        let choices = versions.map(|version| match shown.sizes {
            Some(_) => format!("{} {}w", href(*version, format), version.width),
            None => href(*version, format),
        });
        choices.collect::<Vec<_>>().join(", ")
    };
    let default = shown.default;
    let (loading, priority) = match shown.is_first {
        true => (None, Some("high")),
        false => (Some("lazy"), None),
    };
    html! {
        picture {
            @for format in Format::MODERN {
                source type=(format.media_type()) srcset=(srcset(format)) sizes=[shown.sizes];
            }
            img src=(href(default, Format::Jpeg)) srcset=[shown.sizes.map(|_| srcset(Format::Jpeg))]
                sizes=[shown.sizes] width=(shown.size[0]) height=(shown.size[1])
                alt=(shown.alt) loading=[loading] fetchpriority=[priority] decoding="async";
        }
    }
}
