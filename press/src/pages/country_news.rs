use super::country::feeds;
use super::kind::{Makings, PageKind, Subject};
use super::list::{self, PagedList};
use crate::app_build::Sheet;
use crate::catalog::{Catalog, List};
use crate::content::{Country, Moment};
use model::routes::Route;
use model::{Html, PageDocument};

/// The articles about a country, in pages.
pub(super) struct CountryNews;

impl PageKind for CountryNews {
    fn routes(&self, catalog: &Catalog<'_>) -> Vec<Route> {
        let countries = catalog.newsroom().countries.iter();
        let routes = countries.flat_map(|country| {
            let slug = &country.slug;
            list::routes(
                catalog.of_country(slug).len(),
                Route::CountryNews(slug.clone()),
                |page| Route::CountryNewsPage(slug.clone(), page),
            )
        });
        routes.collect()
    }

    fn documents(&self, catalog: &Catalog<'_>, _: &Makings<'_>) -> Vec<PageDocument> {
        let countries = catalog.newsroom().countries.iter();
        countries
            .flat_map(|country| pages(catalog, country))
            .collect()
    }

    fn parent(&self, catalog: &Catalog<'_>, route: &Route) -> Option<(String, Route)> {
        let country = country(catalog, route)?;
        let profile = Route::Country(country.slug.clone());
        Some((country.name.clone(), profile))
    }

    fn changed(&self, _: &Catalog<'_>, _: &Route) -> Option<Moment> {
        None
    }

    fn feeds<'a>(&self, catalog: &Catalog<'a>, route: &Route) -> Vec<List<'a>> {
        match route {
            Route::CountryNews(_) => {
                country(catalog, route).map_or_else(Vec::new, |country| feeds(catalog, country))
            }
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

fn country<'a>(catalog: &Catalog<'a>, route: &Route) -> Option<&'a Country> {
    match route {
        Route::CountryNews(slug) | Route::CountryNewsPage(slug, _) => catalog.profile(slug),
        _ => None,
    }
}

fn pages(catalog: &Catalog<'_>, country: &Country) -> Vec<PageDocument> {
    let list = PagedList {
        // Beside the profile.
        body: Html::default(),
        title: format!("News About {}", country.name),
        description: format!("What this newswire has written about {}.", country.name),
        list: List::Country(country),
        articles: catalog.of_country(&country.slug),
        newest: Route::CountryNews(country.slug.clone()),
        numbered: &|page| Route::CountryNewsPage(country.slug.clone(), page),
    };
    list::pages(catalog, &list)
}
