//! The head of each page.

use crate::app_build::{AppBuild, Sheet};
use crate::catalog::Catalog;
use crate::content::Newsroom;
use crate::design_tokens::ACCENT;
use crate::feed::Format;
use crate::outputs::alternates::Form;
use crate::outputs::html::structured_data;
use crate::outputs::preview::Preview;
use crate::outputs::social_card::SocialCards;
use crate::pages;
use crate::site_paths::{FAVICON, TOUCH_ICON};
use anyhow::Result;
use icu_locale::{LanguageIdentifier, LocaleExpander};
use maud::{Markup, PreEscaped, html};
use model::routes::{Base, Route};
use model::{Article, Content, Language, PageDocument, Site};

/// The icon in `public/` for pinned tabs.
const MASK_ICON: &str = "mask-icon.svg";

/// The site's own locale in Open Graph format.
const LOCALE: &str = "en_US";

/// The content security policy of a page with some sheets: nothing from other origins, and
/// no inline scripts or styles. The only exceptions are the script and the style that the
/// first paint needs, by their hashes, and compiling WebAssembly.
pub fn content_security_policy(app: &AppBuild, sheets: &[Sheet]) -> String {
    let scheme_script = app.scheme_script.source();
    let styles: String = app
        .style
        .of(sheets)
        .map(|style| format!(" {}", style.source()))
        .collect();
    format!(
        "default-src 'self'; script-src 'self' 'wasm-unsafe-eval' {scheme_script}; \
         style-src 'self'{styles}; object-src 'none'; base-uri 'none'; form-action 'self'"
    )
}

/// The machine-readable part of a page's head: its canonical URL, the adjacent pages,
/// previews, alternate formats and structured data. The app replaces it when it shows
/// another page.
///
/// # Errors
/// If the structured data cannot be serialized as JSON, which does not happen.
pub fn particulars(
    catalog: &Catalog<'_>,
    cards: &SocialCards<'_>,
    page: &PageDocument,
) -> Result<String> {
    let particulars = html! {
        (neighbors(&catalog.newsroom().site, page))
        // Pages that stand in for others, such as error pages, have no URL to describe.
        @if let Some(route) = Route::parse(&page.path) {
            (preview(catalog, cards, page, &route))
            (alternates(catalog, &route))
            (PreEscaped(structured_data::script(catalog, cards, page, &route)?))
        }
    };
    Ok(particulars.into_string())
}

/// Everything in a page's head besides the template's part, including its
/// [`particulars`].
pub fn head(newsroom: &Newsroom, page: &PageDocument, particulars: &str, app: &AppBuild) -> String {
    let site = &newsroom.site;
    let base = site.base();
    let href = |file: &str| base.href(file);
    let has = |file: &str| newsroom.public_file(file).is_some();
    let sheets = pages::sheets(page);
    let head = html! {
        meta http-equiv="Content-Security-Policy" content=(content_security_policy(app, sheets));
        @if newsroom.is_preview() { meta name="robots" content="noindex"; }
        title { (page.document_title(site)) }
        meta name="description" content=(page.description);
        // Before everything that takes a browser time. What it needs for the first paint is
        // in the page, so the program competes with nothing.
        script type="module" src=(href(&app.script)) {}
        link rel="preload" href=(href(&app.wasm)) as="fetch" type="application/wasm"
            crossorigin fetchpriority="low";
        script { (PreEscaped(app.scheme_script.text())) }
        @for style in app.style.of(sheets) { style { (PreEscaped(style.text())) } }
        @if let Content::Search { engine, site } = &page.content {
            (search_program(&base, app, engine, site))
        }
        (icon(newsroom))
        @if has(TOUCH_ICON) { link rel="apple-touch-icon" href=(href(TOUCH_ICON)); }
        @if has(MASK_ICON) { link rel="mask-icon" href=(href(MASK_ICON)) color=(ACCENT); }
        (PreEscaped(particulars))
        @if let Some(reload) = &app.reload_script { script src=(href(reload)) defer {} }
    };
    head.into_string()
}

/// What the search page needs besides the app, which would ask for one after the other: the
/// search program, and what there is to search. Not the program's script, which is small: if its
/// preload fails, WebKit does not request it again when the page is reloaded.
fn search_program(base: &Base, app: &AppBuild, engine: &str, site: &str) -> Markup {
    let folder = engine.rsplit_once('/').map_or("", |(folder, _)| folder);
    let programs = app.search.iter().map(|file| &file.path);
    let programs = programs.filter(|path| path.ends_with(".wasm"));
    let paths = programs.map(|path| format!("{folder}/{path}"));
    html! {
        @for path in paths.chain([site.to_owned()]) {
            link rel="preload" href=(base.href(path)) as="fetch" crossorigin fetchpriority="low";
        }
    }
}

/// The link below a page to the style that it does not contain, for the pages that the app
/// shows after it. The app enables it when a reader goes on: browsers do not load it before. For
/// no medium, it keeps nothing waiting meanwhile: otherwise, Firefox fetches no document until a
/// style sheet has arrived.
pub fn rest_of_style(site: &Site, app: &AppBuild) -> Markup {
    let file = site.base().href(&app.stylesheet);
    html! { link rel="stylesheet" href=(file) media="not all" disabled; }
}

/// The site's icon, if it has one.
pub fn icon(newsroom: &Newsroom) -> Markup {
    let icon = newsroom.public_file(FAVICON);
    html! {
        @if let Some(icon) = icon {
            link rel="icon" href=(newsroom.site.base().href(&icon.path)) type="image/svg+xml";
        }
    }
}

/// The previous and the next page of a list.
fn neighbors(site: &Site, page: &PageDocument) -> Markup {
    let pager = match &page.content {
        Content::List { pager, .. } => Some(pager),
        _ => None,
    };
    let newer = pager.and_then(|pager| pager.newer.as_ref());
    let older = pager.and_then(|pager| pager.older.as_ref());
    html! {
        @for (relation, link) in [("prev", newer), ("next", older)] {
            @if let Some(link) = link { link rel=(relation) href=(site.base().href(&link.path)); }
        }
    }
}

/// The canonical URL of a page, and its preview on other sites, in the Open Graph
/// protocol (ogp.me). X reads that too, except for the type of card.
fn preview(
    catalog: &Catalog<'_>,
    cards: &SocialCards<'_>,
    page: &PageDocument,
    route: &Route,
) -> Markup {
    let newsroom = catalog.newsroom();
    let address = newsroom.address(route);
    let article = match &page.content {
        Content::Article(article) => Some(article),
        _ => None,
    };
    let language = article.and_then(|article| article.language.as_ref());
    let locale = language.map_or(Some(LOCALE.to_owned()), locale);
    let picture = Preview::of(catalog, cards, route);
    let (width, height) = picture.size;
    html! {
        @if pages::is_unlisted(catalog, page) { meta name="robots" content="noindex"; }
        link rel="canonical" href=(address);
        meta property="og:type" content=(if article.is_some() { "article" } else { "website" });
        meta property="og:title" content=(page.title);
        meta property="og:description" content=(page.description);
        meta property="og:url" content=(address);
        meta property="og:site_name" content=(newsroom.site.name);
        @if let Some(locale) = locale { meta property="og:locale" content=(locale); }
        meta property="og:image" content=(newsroom.address(picture.path));
        meta property="og:image:width" content=(width);
        meta property="og:image:height" content=(height);
        meta property="og:image:alt" content=(picture.alt);
        meta name="twitter:card" content="summary_large_image";
        @if let Some(article) = article { (about(catalog, article, route)) }
    }
}

fn about(catalog: &Catalog<'_>, article: &Article, route: &Route) -> Markup {
    let file = match route {
        Route::Article(slug) => catalog.article(slug),
        _ => None,
    };
    html! {
        meta property="article:published_time" content=(article.date.iso);
        @if let Some(file) = file {
            meta property="article:modified_time" content=(file.changed().iso());
        }
        meta property="article:section" content=(article.section.name);
    }
}

/// A language with the country where most of its writers live, if known.
fn locale(language: &Language) -> Option<String> {
    let mut locale: LanguageIdentifier = language.tag.parse().ok()?;
    LocaleExpander::new_extended().maximize(&mut locale);
    let region = locale.region?;
    Some(format!("{}_{region}", locale.language))
}

/// Alternate formats: the feeds of a list, or an article as plain text and ninjs.
fn alternates(catalog: &Catalog<'_>, route: &Route) -> Markup {
    let base = catalog.newsroom().site.base();
    html! {
        @for feed in pages::feeds(catalog, route) {
            @for format in Format::ALL {
                link rel="alternate" type=(format.media_type()) title=(feed.title)
                    href=(base.href(feed.path(format)));
            }
        }
        @if let Route::Article(slug) = route {
            @for form in Form::ALL {
                link rel="alternate" type=(form.media_type()) title=(form.title())
                    href=(base.href(form.path(slug)));
            }
        }
    }
}
