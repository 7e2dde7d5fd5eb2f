//! Articles as plain text: for terminals, text-to-speech, and language-processing
//! programs. Each paragraph is one line.

use crate::caption;
use crate::catalog::Catalog;
use crate::content::Article;
use crate::dates;
use crate::partials;
use anyhow::{Context, Result};
use html2text::config;
use html2text::render::TextDecorator;
use lol_html::errors::RewritingError;
use lol_html::html_content::ContentType;
use lol_html::{RewriteStrSettings, element, rewrite_str};
use maud::{Markup, PreEscaped, html};
use model::routes::Route;

/// In characters; longer than any paragraph.
const WIDTH: usize = 20_000;

/// An article as text, with everything that its page says about it.
pub(super) fn write(catalog: &Catalog<'_>, article: &Article) -> Result<String> {
    let newsroom = catalog.newsroom();
    let sections = catalog.sections_of(article);
    let sections: Vec<_> = sections.map(|section| section.name.as_str()).collect();
    let tags: Vec<_> = article.tags.iter().map(|tag| tag.name.as_str()).collect();
    let countries = catalog.countries_of(article);
    let countries: Vec<_> = countries.map(|country| country.name.as_str()).collect();
    let has_writers = !catalog.writers_of(article).is_empty();
    let route = Route::Article(article.slug.clone());
    of(&html! {
        @if let Some(kicker) = &article.kicker { p { (kicker) } }
        h1 { (article.headline) }
        p {
            (dates::moment(&article.date).text) " · " (sections.join(", "))
            @if !countries.is_empty() { " · " (countries.join(", ")) }
            @if let Some(updated) = &article.updated { " · Updated " (dates::moment(updated).text) }
            br;
            @if has_writers { "By " }
            (catalog.credit_of(article))
            @for contributor in &article.contributors {
                br;
                (contributor.role) ": " (contributor.name)
            }
        }
        @if let Some(image) = &article.image {
            p {
                "[Picture: " (image.alt) "] " (caption::of(image))
            }
        }
        (self::text(article))
        @if !article.sources.is_empty() {
            h2 { "Sources" }
            ul {
                @for source in &article.sources {
                    li {
                        (source.title) ", " (source.publisher)
                        @if let Some(date) = source.date { ", " (dates::day(date).text) }
                        @if let Some(url) = &source.url { ", " (url) }
                    }
                }
            }
        }
        @if let Some(as_of) = article.as_of {
            p { "Information as of " (dates::day(as_of).text) "." }
        }
        @if !tags.is_empty() { p { "Tags: " (tags.join(", ")) } }
        p { (newsroom.address(route)) }
    })
}

/// Only the article's own text.
pub(super) fn body(article: &Article) -> Result<String> {
    of(&text(article))
}

fn text(article: &Article) -> Markup {
    html! {
        (partials::article::notices(article))
        (PreEscaped(article.body.as_str()))
        (partials::article::posts_alone(article))
    }
}

/// HTML without its markup: each paragraph is one line.
pub(crate) fn of(html: &Markup) -> Result<String> {
    let html = legible(&html.0).context("a text cannot be read")?;
    let text = config::with_decorator(Plain)
        .string_from_read(html.as_bytes(), WIDTH)
        .context("a text cannot be written without its markup")?;
    // The link back from a note is useless in plain text.
    let lines = text
        .lines()
        .map(|line| line.trim_end_matches(" ↩").trim_end());
    Ok(lines.flat_map(|line| [line, "\n"]).collect())
}

/// The HTML with replacements for what plain text cannot show.
fn legible(html: &str) -> Result<String, RewritingError> {
    let settings = RewriteStrSettings::new()
        // As a line, it would be as wide as the widest possible paragraph.
        .append_element_content_handler(element!("hr", |rule| {
            rule.replace("<p>* * *</p>", ContentType::Html);
            Ok(())
        }))
        .append_element_content_handler(element!("audio, video", |recording| {
            let noun = match &recording.tag_name()[..] {
                "audio" => "Audio",
                _ => "Video",
            };
            let words = match recording.get_attribute("aria-label") {
                Some(label) => format!("[{noun}: {label}]"),
                None => format!("[{noun}]"),
            };
            // The attribute is already HTML.
            recording.replace(&words, ContentType::Html);
            Ok(())
        }))
        // The library panics if such a cell extends past its table.
        .append_element_content_handler(element!("[rowspan]", |cell| {
            cell.remove_attribute("rowspan");
            Ok(())
        }))
        // Its caption follows without a space.
        .append_element_content_handler(element!("figcaption", |caption| {
            caption.prepend(" ", ContentType::Text);
            Ok(())
        }))
        .append_element_content_handler(element!("details, summary", |part| {
            part.set_tag_name("div")?;
            Ok(())
        }));
    rewrite_str(html, settings)
}

/// No markup within lines; blocks start the way people write them by hand.
#[derive(Clone, Debug)]
struct Plain;

impl TextDecorator for Plain {
    type Annotation = ();

    fn decorate_link_start(&mut self, _url: &str) -> (String, ()) {
        (String::new(), ())
    }

    fn decorate_link_end(&mut self) -> String {
        String::new()
    }

    fn decorate_em_start(&self) -> (String, ()) {
        (String::new(), ())
    }

    fn decorate_em_end(&self) -> String {
        String::new()
    }

    fn decorate_strong_start(&self) -> (String, ()) {
        (String::new(), ())
    }

    fn decorate_strong_end(&self) -> String {
        String::new()
    }

    fn decorate_strikeout_start(&self) -> (String, ()) {
        (String::new(), ())
    }

    fn decorate_strikeout_end(&self) -> String {
        String::new()
    }

    fn decorate_code_start(&self) -> (String, ()) {
        (String::new(), ())
    }

    fn decorate_code_end(&self) -> String {
        String::new()
    }

    fn decorate_preformat_first(&self) {}

    fn decorate_preformat_cont(&self) {}

    fn decorate_image(&mut self, _src: &str, alternative: &str) -> (String, ()) {
        (format!("[Picture: {alternative}]"), ())
    }

    fn header_prefix(&self, _level: usize) -> String {
        String::new()
    }

    fn quote_prefix(&self) -> String {
        "> ".to_owned()
    }

    fn unordered_item_prefix(&self) -> String {
        "- ".to_owned()
    }

    fn ordered_item_prefix(&self, number: i64) -> String {
        format!("{number}. ")
    }

    // Note references and exponents are marked.
    fn decorate_superscript_start(&self) -> (String, ()) {
        ("^".to_owned(), ())
    }

    fn decorate_superscript_end(&self) -> String {
        String::new()
    }

    fn make_subblock_decorator(&self) -> Self {
        Self
    }
}
