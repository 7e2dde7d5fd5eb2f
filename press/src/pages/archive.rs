//! The archive: all months, and the articles of each.

use super::list::link;
use super::summary::groups;
use crate::catalog::Catalog;
use crate::content::Article;
use crate::outputs::offline::Sizes;
use crate::partials::calendar;
use model::routes::Route;
use model::{Content, Html, Link, PageDocument, Pager};

/// The page of all months.
pub(super) fn page(catalog: &Catalog<'_>, sizes: &Sizes) -> PageDocument {
    let description = "All articles of this newswire, by month.";
    PageDocument {
        path: Route::Archive.to_string(),
        title: "Archive".to_owned(),
        description: description.to_owned(),
        body: calendar::body(catalog, description, sizes.sum(catalog.articles())),
        content: Content::Text,
    }
}

/// The addresses of the months that there are articles of.
pub(super) fn routes(catalog: &Catalog<'_>) -> impl Iterator<Item = Route> {
    let months = catalog.months().into_iter();
    months.map(|((year, month), _)| Route::Month(year, month))
}

/// The pages of the months that there are articles of.
pub(super) fn months(catalog: &Catalog<'_>) -> Vec<PageDocument> {
    let months = catalog.months();
    let link_to = |place: Option<usize>| -> Option<Link> {
        let ((year, month), articles) = months.get(place?)?;
        let name = articles.first()?.month_date().text;
        Some(link(&name, &Route::Month(*year, *month)))
    };
    let page = |(place, ((year, month), articles)): (usize, &((u32, u32), Vec<&Article>))| {
        let name = articles.first()?.month_date().text;
        Some(PageDocument {
            path: Route::Month(*year, *month).to_string(),
            description: format!("All articles of {name}."),
            title: name,
            body: Html::default(),
            content: Content::List {
                groups: groups(catalog, articles, |article| article.date.clone()),
                pager: Pager {
                    newer: link_to(Some(place + 1)),
                    older: link_to(place.checked_sub(1)),
                },
            },
        })
    };
    months.iter().enumerate().filter_map(page).collect()
}
