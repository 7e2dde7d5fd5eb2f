//! The posts of a live story.

use crate::address::beside;
use crate::content::{Article, Post};
use maud::{Markup, PreEscaped, html};
use model::Language;
use model::contract::{self, attributes, classes, controls, files};
use model::routes::{Base, Route};

const _: () = contract::spelled(attributes::LIVE, "data-live");

/// The posts of an article, pinned ones first, then the newest; nothing if there are none.
/// `status` is what is above them.
pub(super) fn posts(article: &Article, status: &Markup) -> Markup {
    let (lang, dir) = Language::attributes(article.language.as_ref());
    html! {
        @if !article.posts.is_empty() {
            section.posts aria-labelledby="live-posts" {
                h2 #live-posts { @if article.is_live() { "Live Posts" } @else { "Posts" } }
                (status)
                div class=(classes::POSTS) lang=[lang] dir=[dir] {
                    @for post in &article.posts { (self::post(post)) }
                }
            }
        }
    }
}

fn post(post: &Post) -> Markup {
    html! {
        article id=(post.id) {
            p.post-time {
                @if post.is_pinned { strong lang="en" dir="ltr" { "Pinned" } " · " }
                a href={ "#" (post.id) } lang="en" dir="ltr" { (super::time(&post.written_time())) }
            }
            h3 tabindex="-1" { (post.headline) }
            (PreEscaped(post.text.as_str()))
        }
    }
}

/// Where readers of a live story are told of new posts. It always has the same height, so
/// that nothing moves.
pub(super) fn status(base: &Base, article: &Article) -> Markup {
    html! {
        @if article.is_live() {
            p.hint.without-scripts { "This story is live. Reload the page to see new posts." }
            div class={ "live " (classes::NEEDS_APP) } data-live=(base.href(list(&article.slug))) {
                strong { "Live" }
                span role="status" {}
                button type="button" name=(controls::SHOW_POSTS) hidden { "Show them" }
            }
        }
    }
}

/// The path of the file that lists the posts of an article.
pub(crate) fn list(slug: &str) -> String {
    beside(&Route::Article(slug.to_owned()), files::POSTS)
}
