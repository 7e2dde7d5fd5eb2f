//! The archive: all months, and the articles of each.

use super::list::link;
use super::summary::groups;
use crate::content::ArticleFile;
use crate::furniture::calendar;
use crate::index::Index;
use crate::offline::Sizes;
use model::routes::Route;
use model::{Content, Html, Link, PageDocument, Pager};

/// The page of all months.
pub(super) fn page(index: &Index<'_>, sizes: &Sizes) -> PageDocument {
    let description = "All articles of this newswire, by month.";
    PageDocument {
        path: Route::Archive.to_string(),
        title: "Archive".to_owned(),
        description: description.to_owned(),
        body: calendar::body(index, description, sizes.sum(index.articles())),
        content: Content::Text,
    }
}

/// The addresses of the months that there are articles of.
pub(super) fn routes(index: &Index<'_>) -> impl Iterator<Item = Route> {
    let months = index.months().into_iter();
    months.map(|((year, month), _)| Route::Month(year, month))
}

/// The pages of the months that there are articles of.
pub(super) fn months(index: &Index<'_>) -> Vec<PageDocument> {
    let months = index.months();
    let link_to = |place: Option<usize>| -> Option<Link> {
        let ((year, month), articles) = months.get(place?)?;
        let name = articles.first()?.month_date().text;
        Some(link(&name, &Route::Month(*year, *month)))
    };
    let page = |(place, ((year, month), articles)): (usize, &((u32, u32), Vec<&ArticleFile>))| {
        let name = articles.first()?.month_date().text;
        Some(PageDocument {
            path: Route::Month(*year, *month).to_string(),
            description: format!("All articles of {name}."),
            title: name,
            body: Html::default(),
            content: Content::List {
                groups: groups(index, articles, |article| article.date.clone()),
                pager: Pager {
                    newer: link_to(Some(place + 1)),
                    older: link_to(place.checked_sub(1)),
                },
            },
        })
    };
    months.iter().enumerate().filter_map(page).collect()
}
