use super::kind::{Makings, PageKind, Subject};
use super::list::{self, PagedList};
use crate::app_build::Sheet;
use crate::catalog::{Catalog, List};
use crate::content::{self, Moment};
use crate::partials::{body, save};
use model::PageDocument;
use model::routes::Route;

/// The articles of a section, in pages.
pub(super) struct Section;

impl PageKind for Section {
    fn routes(&self, catalog: &Catalog<'_>) -> Vec<Route> {
        let sections = catalog.newsroom().sections.iter();
        let routes = sections.flat_map(|section| {
            let slug = &section.slug;
            list::routes(
                catalog.of_section(slug).len(),
                Route::Section(slug.clone()),
                |page| Route::SectionPage(slug.clone(), page),
            )
        });
        routes.collect()
    }

    fn documents(&self, catalog: &Catalog<'_>, makings: &Makings<'_>) -> Vec<PageDocument> {
        let sections = catalog.newsroom().sections.iter();
        sections
            .flat_map(|section| pages(catalog, section, makings))
            .collect()
    }

    fn parent(&self, catalog: &Catalog<'_>, route: &Route) -> Option<(String, Route)> {
        match route {
            Route::SectionPage(slug, _) => {
                let name = section(catalog, route)?.name.clone();
                Some((name, Route::Section(slug.clone())))
            }
            _ => None,
        }
    }

    fn changed(&self, _: &Catalog<'_>, _: &Route) -> Option<Moment> {
        None
    }

    fn feeds<'a>(&self, catalog: &Catalog<'a>, route: &Route) -> Vec<List<'a>> {
        match route {
            Route::Section(_) => section(catalog, route)
                .map(List::Section)
                .into_iter()
                .collect(),
            _ => Vec::new(),
        }
    }

    fn sheets(&self) -> &'static [Sheet] {
        &[Sheet::Lists]
    }

    fn subject<'a>(&self, _: &Catalog<'a>, _: &Route) -> Subject<'a> {
        Subject::Other
    }
}

fn section<'a>(catalog: &Catalog<'a>, route: &Route) -> Option<&'a content::Section> {
    match route {
        Route::Section(slug) | Route::SectionPage(slug, _) => catalog.section(slug),
        _ => None,
    }
}

fn pages(
    catalog: &Catalog<'_>,
    section: &content::Section,
    makings: &Makings<'_>,
) -> Vec<PageDocument> {
    let articles = catalog.of_section(&section.slug);
    let newest = Route::Section(section.slug.clone());
    let list = PagedList {
        body: body(save::collection(
            &catalog.newsroom().site.base(),
            &newest,
            "this section",
            makings.savings.bytes(catalog, &newest),
        )),
        title: section.name.clone(),
        description: section.description.clone(),
        list: List::Section(section),
        articles,
        newest,
        numbered: &|page| Route::SectionPage(section.slug.clone(), page),
    };
    list::pages(catalog, &list)
}
