//! The parts of an article's page around its text.

use super::picture;
use super::posts::{self, posts};
use super::save;
use super::sources::sources;
use super::topic::Thread;
use super::{headline, in_language, moment};
use crate::catalog::{Catalog, Writer, separator};
use crate::content::{Amendment, Article, Moment, Withdrawal};
use crate::dates;
use jiff::civil::Date;
use maud::{Markup, PreEscaped, html};
use model::contract::{classes, controls};
use model::routes::Route;
use model::{Html, Language};

/// Reading speed in words per minute. Most adults who read English non-fiction silently
/// manage between 175 and 300 (Brysbaert, 2019).
const WORDS_PER_MINUTE: usize = 238;

/// The ages, in years, at which an article says how old it is. Steps, so that its page
/// rarely changes.
const AGES: [i16; 5] = [20, 10, 5, 2, 1];

/// The maximum number of related articles.
const RELATED: usize = 4;

/// An article's text, preceded by its summary, day and author, and followed by its
/// sources and related links.
pub fn body(catalog: &Catalog<'_>, article: &Article) -> Html {
    // No story twice: what a topic or the section shows is not among the related articles.
    let mut shown = Vec::new();
    if article.withdrawn.is_some() {
        let (newer, older) = catalog.beside(article, &shown);
        return super::body(html! {
            header.article-head { (facts(catalog, article)) }
            (PreEscaped(text(article).as_str()))
            (beside(catalog, article, newer, older))
        });
    }
    let threads = Thread::all(catalog, article, &mut shown);
    let (newer, older) = catalog.beside(article, &shown);
    shown.extend(newer.into_iter().chain(older));
    super::body(html! {
        (head(catalog, article))
        (picture::at_head(&catalog.newsroom().site.base(), article))
        (age(article, catalog.newsroom().today))
        (whole(article, &posts::status(&catalog.newsroom().site.base(), article)))
        @for thread in &threads { (thread.markup(catalog, article)) }
        (tags(catalog, article))
        (share(catalog, article))
        (related(catalog, article, &shown))
        (beside(catalog, article, newer, older))
    })
}

/// An article's text with its amendments, posts and sources: what every format includes.
pub fn text(article: &Article) -> Html {
    super::body(whole(article, &html! {}))
}

/// The same, with something above the posts.
fn whole(article: &Article, status: &Markup) -> Markup {
    html! {
        (notices(article))
        (in_language(article, &PreEscaped(article.body.as_str().to_owned())))
        (posts(article, status))
        (sources(&article.sources, article.as_of))
    }
}

/// The posts of an article, for formats that need nothing else.
pub(crate) fn posts_alone(article: &Article) -> Markup {
    posts(article, &html! {})
}

/// That an article was withdrawn, or its amendments: what is above its text.
pub(crate) fn notices(article: &Article) -> Markup {
    html! {
        @if let Some(Withdrawal { date, reason }) = &article.withdrawn {
            (notice("Withdrawn", date, &html! { (reason) }))
        }
        @for (name, it) in article.amendments() { (amendment(article, name, it)) }
    }
}

/// What is between the headline and the text; its section is in the breadcrumb. An article
/// of the original newswire has no summary there, because its page had none.
fn head(catalog: &Catalog<'_>, article: &Article) -> Markup {
    let (lang, dir) = Language::attributes(article.language.as_ref());
    html! {
        header.article-head.original[article.is_original] {
            @if !article.is_original {
                p.lead.standfirst lang=[lang] dir=[dir] { (article.summary) }
            }
            (facts(catalog, article))
            (signature(catalog, article))
            (tools(article))
        }
    }
}

/// The time of an article, and the way to its versions.
fn facts(catalog: &Catalog<'_>, article: &Article) -> Markup {
    let base = catalog.newsroom().site.base();
    html! {
        p.article-facts {
            (moment(&article.date))
            @if let Some(updated) = &article.updated { " · Updated " (moment(updated)) }
            @if article.has_history() {
                " · " a href=(base.href(Route::History(article.slug.clone()))) { "Version history" }
            }
        }
    }
}

/// What a reader does with an article before reading it. Without a share sheet, the link
/// is copied instead.
fn tools(article: &Article) -> Markup {
    html! {
        div class={ "tools " (classes::NEEDS_APP) } {
            div.buttons {
                button type="button" name=(controls::SHARE) { "Share…" }
                button type="button" name=(controls::COPY_LINK) { "Copy link" }
                output {}
            }
            (save::page(&Route::Article(article.slug.clone())))
        }
    }
}

/// The byline and the reading time. Reader modes take the author from the element with
/// the class, so it contains only that.
fn signature(catalog: &Catalog<'_>, article: &Article) -> Markup {
    let minutes = article.word_count().div_ceil(WORDS_PER_MINUTE).max(1);
    let base = catalog.newsroom().site.base();
    let writers = catalog.writers_of(article);
    html! {
        p.signature {
            @if writers.is_empty() {
                (catalog.newsroom().site.name)
            } @else {
                span.byline {
                    "By "
                    @for (place, writer) in writers.iter().enumerate() {
                        (separator(place, writers.len()))
                        @match writer {
                            Writer::Author(author) => a rel="author"
                                href=(base.href(Route::Author(author.slug.clone()))) { (author.name) },
                            Writer::Other(name) => (name),
                        }
                    }
                }
            }
            " · " (minutes) "-minute read"
        }
        @if !article.contributors.is_empty() {
            p.contributors {
                @for (place, contributor) in article.contributors.iter().enumerate() {
                    @if place > 0 { " · " }
                    (contributor.role) ": " (contributor.name)
                }
            }
        }
    }
}

fn age(article: &Article, today: Date) -> Markup {
    let years = full_years(article.date.day(), today);
    let age = AGES.into_iter().find(|age| years >= *age);
    html! {
        @if let Some(age) = age {
            p.age {
                "This article is more than " (age) @if age == 1 { " year" } @else { " years" } " old."
            }
        }
    }
}

/// The number of full years between two dates.
fn full_years(from: Date, to: Date) -> i16 {
    let is_before_anniversary = (to.month(), to.day()) < (from.month(), from.day());
    to.year() - from.year() - i16::from(is_before_anniversary)
}

/// A correction or an update of an article, in the language of the article.
pub(super) fn amendment(article: &Article, name: &str, amendment: &Amendment) -> Markup {
    match amendment.line() {
        Some(line) => {
            let line = PreEscaped(line.to_owned());
            let line = match Language::attributes(article.language.as_ref()) {
                (Some(lang), dir) => html! { span lang=(lang) dir=[dir] { (line) } },
                (None, _) => line,
            };
            notice(name, &amendment.date, &line)
        }
        None => html! {
            div.amendment {
                p { strong { (name) ", " (moment(&amendment.date)) ":" } }
                (in_language(article, &PreEscaped(amendment.text.as_str().to_owned())))
            }
        },
    }
}

/// A notice of one paragraph above a text.
pub(super) fn notice(name: &str, date: &Moment, text: &Markup) -> Markup {
    html! { p.amendment { strong { (name) ", " (moment(date)) ":" } " " (text) } }
}

/// The tags of an article.
fn tags(catalog: &Catalog<'_>, article: &Article) -> Markup {
    let base = catalog.newsroom().site.base();
    html! {
        @if !article.tags.is_empty() {
            p.tags {
                "Tags: "
                @for (place, tag) in article.tags.iter().enumerate() {
                    @if place > 0 { " · " }
                    a rel="tag" href=(base.href(Route::Tag(tag.slug.clone()))) { (tag.name) }
                }
            }
        }
    }
}

fn share(catalog: &Catalog<'_>, article: &Article) -> Markup {
    let (lang, dir) = Language::attributes(article.language.as_ref());
    // American usage puts the comma inside the quotation marks, and omits it after
    // another punctuation mark.
    let comma = match article.headline.ends_with(['?', '!', '.']) {
        true => "",
        false => ",",
    };
    html! {
        section.share aria-labelledby="share" {
            h2 #share { "Link and Cite" }
            div class={ "buttons " (classes::NEEDS_APP) } {
                button type="button" name=(controls::COPY_LINK) { "Copy link" }
                button type="button" name=(controls::COPY_CITATION) { "Copy citation" }
                output {}
            }
            p class={ "hint " (classes::NEEDS_APP) } {
                "To link to a passage, select its words before you copy the link."
            }
            p class=(classes::CITATION) {
                "“" bdi lang=[lang] dir=[dir] { (article.headline) } (comma) "” "
                i { (catalog.newsroom().site.name) } ", " (dates::day(article.date.day()).text) "."
            }
        }
    }
}

/// The related articles that the page does not show otherwise.
fn related(catalog: &Catalog<'_>, article: &Article, shown: &[&Article]) -> Markup {
    let related = catalog.related(article, shown, RELATED);
    html! {
        @if !related.is_empty() {
            section.related aria-labelledby="related" {
                h2 #related { "Related Articles" }
                ul role="list" {
                    @for other in related {
                        li { (headline(catalog, other)) " " (moment(&other.date)) }
                    }
                }
            }
        }
    }
}

/// The next articles of the section, in the order and with the words of lists. The
/// relation is said to machines by an HTML keyword, and to readers in words.
fn beside(
    catalog: &Catalog<'_>,
    article: &Article,
    newer: Option<&Article>,
    older: Option<&Article>,
) -> Markup {
    let base = catalog.newsroom().site.base();
    let section = catalog.section_of(article);
    let way = |relation: &'static str, words: &'static str, other: Option<&Article>| {
        html! {
            @if let Some(other) = other {
                @let (lang, dir) = Language::attributes(other.language.as_ref());
                a rel=(relation) href=(base.href(Route::Article(other.slug.clone()))) {
                    span { (words) ": " }
                    bdi lang=[lang] dir=[dir] { (other.headline) }
                }
            }
        }
    };
    html! {
        @if newer.is_some() || older.is_some() {
            nav.beside aria-label={ "Articles in " (section.name) } {
                (way("prev", "Newer", newer))
                (way("next", "Older", older))
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::full_years;
    use jiff::civil::date;

    #[test]
    fn a_year_is_full_on_its_anniversary() {
        let day = date(2012, 10, 23);
        assert_eq!(full_years(day, date(2013, 10, 22)), 0);
        assert_eq!(full_years(day, date(2013, 10, 23)), 1);
        assert_eq!(full_years(day, date(2026, 1, 1)), 13);
        assert_eq!(full_years(day, day), 0);
    }
}
