//! Lists that grow, in pages: the articles of a section, of a country.

use super::summary::groups;
use crate::catalog::Catalog;
use crate::content::{Article, Country, Section};
use crate::outputs::offline::Sizes;
use crate::partials::{body, save};
use model::routes::Route;
use model::{Content, Html, Link, PageDocument, Pager};
use std::ops::RangeInclusive;

/// How many articles a page has that is full.
const PER_PAGE: usize = 10;

/// A list as a whole.
struct List<'a> {
    title: String,
    description: String,
    /// What stands below the newest.
    body: Html,
    /// Newest first.
    articles: Vec<&'a Article>,
    /// Where the newest articles are.
    newest: Route,
    /// Where the older pages are, by number.
    numbered: &'a dyn Fn(u32) -> Route,
}

/// The pages of a section.
pub(super) fn section(
    catalog: &Catalog<'_>,
    section: &Section,
    sizes: &Sizes,
) -> Vec<PageDocument> {
    let articles = catalog.of_section(&section.slug);
    let list = List {
        body: body(save::collection(
            &catalog.newsroom().site.base(),
            &Route::Section(section.slug.clone()),
            "All articles of this section",
            sizes.sum(&articles),
        )),
        title: section.name.clone(),
        description: section.description.clone(),
        articles,
        newest: Route::Section(section.slug.clone()),
        numbered: &|page| Route::SectionPage(section.slug.clone(), page),
    };
    pages(catalog, &list)
}

/// The pages of what was written about a country.
pub(super) fn country(catalog: &Catalog<'_>, country: &Country) -> Vec<PageDocument> {
    let list = List {
        // Beside the profile.
        body: Html::default(),
        title: format!("News About {}", country.name),
        description: format!("What this newswire has written about {}.", country.name),
        articles: catalog.of_country(&country.slug),
        newest: Route::CountryNews(country.slug.clone()),
        numbered: &|page| Route::CountryNewsPage(country.slug.clone(), page),
    };
    pages(catalog, &list)
}

/// The addresses of the pages of a section.
pub(super) fn section_routes(catalog: &Catalog<'_>, section: &Section) -> Vec<Route> {
    let slug = &section.slug;
    let numbers = numbers(catalog.of_section(slug).len());
    let numbered = numbers.map(|page| Route::SectionPage(slug.clone(), page));
    [Route::Section(slug.clone())]
        .into_iter()
        .chain(numbered)
        .collect()
}

/// The addresses of the pages of what was written about a country.
pub(super) fn country_routes(catalog: &Catalog<'_>, country: &Country) -> Vec<Route> {
    let slug = &country.slug;
    let numbers = numbers(catalog.of_country(slug).len());
    let numbered = numbers.map(|page| Route::CountryNewsPage(slug.clone(), page));
    [Route::CountryNews(slug.clone())]
        .into_iter()
        .chain(numbered)
        .collect()
}

/// The numbers of the pages of older articles that a list of so many has.
fn numbers(articles: usize) -> RangeInclusive<u32> {
    let full = (articles / PER_PAGE).saturating_sub(1);
    1..=u32::try_from(full).unwrap_or(u32::MAX)
}

/// The pages of a list. They are numbered from the oldest, so that a new article
/// changes the page of the newest alone; that one grows until it is as long as
/// two, and then the older half becomes a page of its own.
fn pages(catalog: &Catalog<'_>, list: &List<'_>) -> Vec<PageDocument> {
    let numbers = numbers(list.articles.len());
    let older = numbers.clone().count() * PER_PAGE;
    let (newest, older) = list.articles.split_at(list.articles.len() - older);
    let route = |number: u32| match numbers.contains(&number) {
        true => (list.numbered)(number),
        false => list.newest.clone(),
    };
    let page = |number: Option<u32>, articles: &[&Article]| {
        let number_or_next = number.unwrap_or(numbers.end() + 1);
        let newer = number.map(|number| link("Newer articles", &route(number + 1)));
        let older =
            (number_or_next > 1).then(|| link("Older articles", &route(number_or_next - 1)));
        PageDocument {
            path: route(number_or_next).to_string(),
            title: match number {
                Some(number) => format!("{}: Page {number}", list.title),
                None => list.title.clone(),
            },
            description: list.description.clone(),
            body: match number {
                Some(_) => Html::default(),
                None => list.body.clone(),
            },
            content: Content::List {
                groups: groups(catalog, articles, Article::month_date),
                pager: Pager { newer, older },
            },
        }
    };
    // The older articles are newest first too: the last page comes first.
    let numbered = numbers.clone().rev().zip(older.chunks(PER_PAGE));
    [page(None, newest)]
        .into_iter()
        .chain(numbered.map(|(number, articles)| page(Some(number), articles)))
        .collect()
}

pub(super) fn link(label: &str, route: &Route) -> Link {
    Link {
        label: label.to_owned(),
        path: route.to_string(),
    }
}
