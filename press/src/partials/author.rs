//! An author: the text about them, and the articles by them.

use super::picture;
use crate::content::Author;
use maud::{PreEscaped, html};
use model::routes::{Base, Route};
use model::{ArticleSummary, Html, Language, Pager};

/// An author's page: what they do, the text about them, and the newest of the articles by
/// them.
pub fn body<'a>(
    base: &Base,
    author: &Author,
    articles: impl Iterator<Item = &'a ArticleSummary>,
    pager: &Pager,
) -> Html {
    let mut articles = articles.peekable();
    super::body(html! {
        @if let Some(image) = &author.image { (picture::portrait(base, image)) }
        p.lead { (author.role) }
        (PreEscaped(author.body.as_str()))
        @if !author.links.is_empty() {
            ul.author-links role="list" {
                @for link in &author.links { li { a rel="me" href=(link.url) { (link.label) } } }
            }
        }
        @if articles.peek().is_none() {
            p { "There are no articles yet." }
        } @else {
            section.stories aria-labelledby="stories" {
                h2 #stories { "Articles" }
                ul role="list" {
                    @for article in articles {
                        @let (lang, dir) = Language::attributes(article.language.as_ref());
                        li {
                            a href=(base.href(Route::Article(article.slug.clone())))
                                lang=[lang] dir=[dir] { (article.headline) }
                            @if let Some(date) = &article.date { " " (super::time(date)) }
                        }
                    }
                }
                @if let Some(older) = &pager.older {
                    p { a rel="next" href=(base.href(&older.path)) { "Older articles" } }
                }
            }
        }
    })
}
