//! Lists that grow, in pages: the articles of a section, of a country.

use super::summary::groups;
use crate::catalog::{Catalog, List};
use crate::content::Article;
use crate::dates;
use model::routes::Route;
use model::{Content, Html, Link, PageDocument, Pager};
use std::ops::RangeInclusive;

/// The number of articles on a full page.
const PER_PAGE: usize = 10;

/// A list as a whole.
pub(super) struct PagedList<'a> {
    pub(super) title: String,
    pub(super) description: String,
    /// The text below the newest articles.
    pub(super) body: Html,
    /// What it is a list of.
    pub(super) list: List<'a>,
    /// Newest first.
    pub(super) articles: Vec<&'a Article>,
    /// Where the newest articles are.
    pub(super) newest: Route,
    /// Where the older pages are, by number.
    pub(super) numbered: &'a dyn Fn(u32) -> Route,
}

/// The addresses of a list with so many articles: that of the newest, and of each page of
/// older ones.
pub(super) fn routes(
    articles: usize,
    newest: Route,
    numbered: impl Fn(u32) -> Route,
) -> Vec<Route> {
    [newest]
        .into_iter()
        .chain(numbers(articles).map(numbered))
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
pub(super) fn pages(catalog: &Catalog<'_>, list: &PagedList<'_>) -> Vec<PageDocument> {
    let numbers = numbers(list.articles.len());
    let older = numbers.clone().count() * PER_PAGE;
    let (newest, older) = list.articles.split_at(list.articles.len() - older);
    let route = |number: u32| match numbers.contains(&number) {
        true => (list.numbered)(number),
        false => list.newest.clone(),
    };
    let page = |number: Option<u32>, articles: &[&Article]| {
        let number_or_next = number.unwrap_or(numbers.end() + 1);
        let newer = number.map(|number| link("Newer", &route(number + 1)));
        let older = (number_or_next > 1).then(|| link("Older", &route(number_or_next - 1)));
        PageDocument {
            path: route(number_or_next).to_string(),
            title: match number {
                Some(number) => format!("{}: Page {number}", list.title),
                None => list.title.clone(),
            },
            description: list.description.clone(),
            above: Html::default(),
            body: match number {
                Some(_) => Html::default(),
                None => list.body.clone(),
            },
            content: Content::List {
                groups: groups(catalog, list.list, articles, |article| {
                    dates::month(article.date.day())
                }),
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
