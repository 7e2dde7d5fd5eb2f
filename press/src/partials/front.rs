//! The front page.

use super::picture;
use crate::catalog::Catalog;
use crate::content::{Article, Country};
use crate::front_page::{FrontPage, Record, Strip};
use crate::map::Atlas;
use lol_html::{RewriteStrSettings, element, rewrite_str, text};
use maud::{Markup, PreEscaped, html};
use model::routes::Route;
use model::{ArticleSummary, Html, Language};
use std::cell::RefCell;

/// The stories: the lead and the one beside it, strips by subject and section, one of an
/// earlier year, and the way to all of them.
pub fn body(catalog: &Catalog<'_>, atlas: &Atlas, front: &FrontPage<'_>) -> Html {
    let page = Page { catalog, atlas };
    super::body(html! {
        @match front.lead {
            Some(lead) => div.front-top {
                (page.lead(lead, &front.with_lead))
                @if !front.seconds.is_empty() {
                    div.front-seconds {
                        @for second in &front.seconds { (page.second(second)) }
                    }
                }
            },
            None => p.empty { "Nothing has been published here yet." },
        }
        @for strip in &front.strips { (page.strip(strip)) }
        @if let Some(record) = &front.record { (page.record(record)) }
        p.ways-on { a href=(page.href(&Route::Archive)) { "All articles by month" } }
    })
}

/// The level of a heading: stories are below the page's name, or below that of a strip.
#[derive(Clone, Copy)]
enum Level {
    Two,
    Three,
}

/// What the stories are rendered with.
struct Page<'a> {
    catalog: &'a Catalog<'a>,
    atlas: &'a Atlas,
}

impl Page<'_> {
    fn href(&self, route: &Route) -> String {
        self.catalog.newsroom().site.base().href(route)
    }

    /// The lead, with its first paragraph, its picture or a map of its countries, and what
    /// else there is about its subject.
    fn lead(&self, lead: &Article, more: &[&Article]) -> Markup {
        html! {
            div.front-lead {
                (self.kicker(lead))
                (self.headline(lead, Level::Two))
                @if let Some(picture) = self.picture(lead) { (picture) }
                div.front-lead-text {
                    (self.summary(lead, &lead.opening()))
                    (self.facts(lead))
                    @if !more.is_empty() {
                        ul.front-more role="list" {
                            @for story in more { li { (self.headline(story, Level::Three)) } }
                        }
                    }
                }
            }
        }
    }

    fn second(&self, second: &Article) -> Markup {
        html! {
            div.front-second {
                (self.kicker(second))
                (self.headline(second, Level::Two))
                (self.summary(second, &second.summary))
                (self.facts(second))
            }
        }
    }

    /// Stories that have something in common: the first with its summary.
    fn strip(&self, strip: &Strip<'_>) -> Markup {
        let mut neighbors = strip.stories.windows(2);
        let is_mixed = neighbors.any(|two| two[0].home() != two[1].home());
        html! {
            section.strip {
                h2.strip-name {
                    @match strip.section {
                        Some(section) => a href=(self.href(&Route::Section(section.slug.clone()))) {
                            (strip.name)
                        },
                        None => (strip.name),
                    }
                }
                ul.strip-stories role="list" {
                    @for (place, story) in strip.stories.iter().enumerate() {
                        li {
                            @if is_mixed || story.kicker.is_some() { (self.kicker(story)) }
                            (self.headline(story, Level::Three))
                            @if place == 0 {
                                (self.summary(story, &story.summary))
                                (self.facts(story))
                            } @else {
                                p.article-facts { (super::moment(&story.date)) }
                            }
                        }
                    }
                }
            }
        }
    }

    fn record(&self, record: &Record<'_>) -> Markup {
        let years = match record.years {
            1 => "One year".to_owned(),
            years => format!("{years} years"),
        };
        html! {
            section.strip.record {
                h2.strip-name { "From the Record" }
                ul.strip-stories role="list" {
                    li {
                        p.kicker {
                            (years) " ago this " @if record.is_of_week { "week" } @else { "month" }
                        }
                        (self.headline(record.story, Level::Three))
                        (self.summary(record.story, &record.story.summary))
                        (self.facts(record.story))
                    }
                }
            }
        }
    }

    fn kicker(&self, article: &Article) -> Markup {
        if let Some(kicker) = &article.kicker {
            return super::kicker(article, kicker);
        }
        let section = self.catalog.section_of(article);
        html! {
            p.kicker {
                a href=(self.href(&Route::Section(section.slug.clone()))) { (section.name) }
            }
        }
    }

    fn headline(&self, article: &Article, level: Level) -> Markup {
        let (lang, dir) = Language::attributes(article.language.as_ref());
        let link = html! {
            a href=(self.href(&Route::Article(article.slug.clone()))) { (article.headline) }
        };
        html! {
            @match level {
                Level::Two => h2.article-item-headline lang=[lang] dir=[dir] { (link) },
                Level::Three => h3.article-item-headline lang=[lang] dir=[dir] { (link) },
            }
        }
    }

    fn summary(&self, article: &Article, text: &str) -> Markup {
        let (lang, dir) = Language::attributes(article.language.as_ref());
        html! { p.article-item-summary lang=[lang] dir=[dir] { (text) } }
    }

    /// The first countries and the day.
    fn facts(&self, article: &Article) -> Markup {
        html! {
            p.article-facts {
                @for country in self.catalog.countries_of(article).take(ArticleSummary::COUNTRIES) {
                    a href=(self.href(&Route::Country(country.slug.clone()))) { (country.name) }
                    " "
                }
                (super::moment(&article.date))
            }
        }
    }

    /// An article's own picture, or a map of its countries.
    fn picture(&self, article: &Article) -> Option<Markup> {
        if let Some(figure) = picture::at_lead(&self.catalog.newsroom().site.base(), article) {
            return Some(figure);
        }
        if let Some(picture) = Picture::of(article) {
            return Some(html! {
                figure.front-picture {
                    img src=(picture.src) alt=(picture.alt) width=(picture.width)
                        height=(picture.height);
                    @if !picture.caption.0.is_empty() { figcaption { (picture.caption) } }
                }
            });
        }
        let countries: Vec<&Country> = self.catalog.countries_of(article).collect();
        let codes: Vec<_> = countries.iter().map(|country| &*country.flag).collect();
        let map = self.atlas.locator_of(&codes)?;
        Some(html! {
            figure.front-picture {
                (PreEscaped(&map.svg))
                @if !map.disputed.is_empty() { figcaption { (super::disputed(&map)) } }
            }
        })
    }
}

/// A picture in an article's text, as HTML: what has been escaped there stays so. Drawings
/// do not count: charts have to be read, and follow the text that explains them.
#[derive(Clone, Default)]
struct Picture {
    src: PreEscaped<String>,
    alt: PreEscaped<String>,
    width: PreEscaped<String>,
    height: PreEscaped<String>,
    caption: PreEscaped<String>,
}

impl Picture {
    /// The first picture of an article that is a figure.
    fn of(article: &Article) -> Option<Self> {
        let figures: RefCell<Vec<Self>> = RefCell::default();
        let settings = RewriteStrSettings::new()
            .append_element_content_handler(element!("figure", |_| {
                figures.borrow_mut().push(Self::default());
                Ok(())
            }))
            .append_element_content_handler(element!("figure img", |image| {
                let value = |name| PreEscaped(image.get_attribute(name).unwrap_or_default());
                if let Some(figure) = figures.borrow_mut().last_mut() {
                    figure.src = value("src");
                    figure.alt = value("alt");
                    figure.width = value("width");
                    figure.height = value("height");
                }
                Ok(())
            }))
            .append_element_content_handler(text!("figure figcaption", |text| {
                if let Some(figure) = figures.borrow_mut().last_mut() {
                    figure.caption.0 += text.as_str();
                }
                Ok(())
            }));
        // It has been sanitized, so it can be read.
        rewrite_str(article.body.as_str(), settings).ok()?;
        let mut figures = figures.into_inner().into_iter();
        figures.find(|figure| !figure.src.0.is_empty() && !figure.src.0.ends_with(".svg"))
    }
}
