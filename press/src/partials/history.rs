//! What changed between the versions of an article.

use super::{body as as_body, headline, in_language, moment};
use crate::catalog::Catalog;
use crate::content::{Article, Version};
use crate::differences::{Paragraph, Piece, Words};
use maud::{Markup, html};
use model::Html;
use model::routes::Route;

/// The versions of an article, each with what changed in it, the latest first. `words` are
/// their words, in order; the addresses of the pages that compare two of them are in
/// `pairs`.
pub(crate) fn overview(
    catalog: &Catalog<'_>,
    article: &Article,
    words: &[Words],
    pairs: &[(u32, u32)],
) -> Html {
    let versions: Vec<_> = article.versions.iter().zip(words).collect();
    let steps = versions.windows(2).rev();
    as_body(html! {
        p { "What changed in " (headline(catalog, article)) " after it was published." }
        (legend())
        @for step in steps {
            @if let [(_, before), (version, after)] = step {
                (heading(version))
                (changes(article, before, after))
                (others(catalog, article, version, pairs))
            }
        }
        @if let Some((first, _)) = versions.first() { (heading(first)) }
    })
}

/// The whole text of two versions, with what changed marked.
pub(crate) fn comparison(
    catalog: &Catalog<'_>,
    article: &Article,
    (earlier, before): (&Version, &Words),
    (later, after): (&Version, &Words),
) -> Html {
    as_body(html! {
        p {
            "What changed in " (headline(catalog, article)) " from version " (earlier.number) ", "
            (moment(&earlier.published)) ", to version " (later.number) ", "
            (moment(&later.published)) "."
        }
        (legend())
        @for (name, paragraphs) in before.changes_to(after) {
            @if !paragraphs.is_empty() {
                h2 { (name) }
                (in_language(article, &html! {
                    @for paragraph in &paragraphs { (self::paragraph(article, paragraph)) }
                }))
            }
        }
    })
}

fn heading(version: &Version) -> Markup {
    html! {
        h2 id={ "version-" (version.number) } { "Version " (version.number) }
        p { "Published " (moment(&version.published)) }
    }
}

/// How changes are marked, for the eye.
fn legend() -> Markup {
    html! {
        p.hint { "Words like " del { "these" } " were deleted, words like " ins { "these" } " inserted." }
    }
}

/// The pages that compare a version with earlier ones.
fn others(
    catalog: &Catalog<'_>,
    article: &Article,
    version: &Version,
    pairs: &[(u32, u32)],
) -> Markup {
    let base = catalog.newsroom().site.base();
    let pairs = pairs.iter().filter(|(_, to)| *to == version.number);
    html! {
        p {
            "In the whole text, compared with"
            @for (place, (from, to)) in pairs.enumerate() {
                @if place > 0 { "," }
                " "
                a href=(base.href(Route::Comparison(article.slug.clone(), *from, *to))) {
                    "version " (from)
                }
            }
        }
    }
}

/// The paragraphs that changed, and how many between them did not.
fn changes(article: &Article, before: &Words, after: &Words) -> Markup {
    html! {
        @for (name, paragraphs) in before.changes_to(after) {
            @if paragraphs.iter().any(is_changed) {
                h3 { (name) }
                @for run in paragraphs.chunk_by(|one, other| is_changed(one) == is_changed(other)) {
                    @if run.iter().any(is_changed) {
                        (in_language(article, &html! {
                            @for paragraph in run { (self::paragraph(article, paragraph)) }
                        }))
                    } @else {
                        p.hint {
                            @match run.len() {
                                1 => "One paragraph is unchanged.",
                                count => { (count) " paragraphs are unchanged." },
                            }
                        }
                    }
                }
            }
        }
    }
}

fn is_changed(paragraph: &Paragraph) -> bool {
    let mut pieces = paragraph.iter();
    pieces.any(|piece| !matches!(piece, Piece::Same(_)))
}

/// A paragraph, with what changed marked for the eye and for the ear: most screen readers
/// do not tell `ins` and `del` from other text.
fn paragraph(article: &Article, paragraph: &Paragraph) -> Markup {
    let english = article.language.as_ref().map(|_| "en");
    let spoken = |words: &'static str| html! { span.spoken lang=[english] { (words) } };
    let mut pieces = paragraph.iter().peekable();
    html! {
        p {
            @while let Some(piece) = pieces.next() {
                @match piece {
                    Piece::Same(words) => (words),
                    Piece::Deleted(words) => {
                        del { (spoken("[deleted: ")) (words) (spoken("] ")) }
                        @if matches!(pieces.peek(), Some(Piece::Inserted(_))) { " " }
                    }
                    Piece::Inserted(words) => ins { (spoken("[inserted: ")) (words) (spoken("] ")) },
                }
            }
        }
    }
}
