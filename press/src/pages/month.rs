use super::archive;
use super::kind::{Makings, PageKind, Subject};
use super::list::link;
use super::summary::groups;
use crate::app_build::Sheet;
use crate::catalog::{Catalog, List};
use crate::content::{Article, Moment};
use crate::dates;
use model::routes::Route;
use model::{Content, Html, Link, PageDocument, Pager};

/// A month that there are articles of.
pub(super) struct Month;

impl PageKind for Month {
    fn routes(&self, catalog: &Catalog<'_>) -> Vec<Route> {
        let months = catalog.months().into_iter();
        months
            .map(|((year, month), _)| Route::Month(year, month))
            .collect()
    }

    fn documents(&self, catalog: &Catalog<'_>, _: &Makings<'_>) -> Vec<PageDocument> {
        pages(catalog)
    }

    fn parent(&self, _: &Catalog<'_>, _: &Route) -> Option<(String, Route)> {
        Some((archive::NAME.to_owned(), Route::Archive))
    }

    fn changed(&self, _: &Catalog<'_>, _: &Route) -> Option<Moment> {
        None
    }

    fn feeds<'a>(&self, _: &Catalog<'a>, _: &Route) -> Vec<List<'a>> {
        Vec::new()
    }

    fn sheets(&self) -> &'static [Sheet] {
        &[Sheet::Lists]
    }

    fn subject<'a>(&self, _: &Catalog<'a>, _: &Route) -> Subject<'a> {
        Subject::Other
    }
}

/// The pages of the months that there are articles of.
fn pages(catalog: &Catalog<'_>) -> Vec<PageDocument> {
    let months = catalog.months();
    let link_to = |place: Option<usize>, relation: &str| -> Option<Link> {
        let ((year, month), articles) = months.get(place?)?;
        let name = dates::month(articles.first()?.date.day()).text;
        let label = format!("{relation}: {name}");
        Some(link(&label, &Route::Month(*year, *month)))
    };
    let page = |(place, ((year, month), articles)): (usize, &((u32, u32), Vec<&Article>))| {
        let name = dates::month(articles.first()?.date.day()).text;
        Some(PageDocument {
            path: Route::Month(*year, *month).to_string(),
            description: format!("All articles of {name}."),
            title: name,
            above: Html::default(),
            body: Html::default(),
            content: Content::List {
                groups: groups(catalog, List::All, articles, |article| {
                    dates::day(article.date.day())
                }),
                pager: Pager {
                    newer: link_to(Some(place + 1), "Newer"),
                    older: link_to(place.checked_sub(1), "Older"),
                },
            },
        })
    };
    months.iter().enumerate().filter_map(page).collect()
}
