use super::countries;
use super::kind::{Makings, PageKind, Subject};
use crate::app_build::Sheet;
use crate::catalog::{Catalog, List};
use crate::content::{self, Moment};
use crate::partials::profile;
use model::routes::Route;
use model::{Content, CountryCard, Html, PageDocument};
use rayon::prelude::*;

/// A country profile.
pub(super) struct Country;

impl PageKind for Country {
    fn routes(&self, catalog: &Catalog<'_>) -> Vec<Route> {
        let countries = catalog.newsroom().countries.iter();
        countries
            .map(|country| Route::Country(country.slug.clone()))
            .collect()
    }

    fn documents(&self, catalog: &Catalog<'_>, makings: &Makings<'_>) -> Vec<PageDocument> {
        // Drawing their maps takes a while.
        let countries = catalog.newsroom().countries.par_iter();
        countries
            .map(|country| page(catalog, country, makings))
            .collect()
    }

    fn parent(&self, _: &Catalog<'_>, _: &Route) -> Option<(String, Route)> {
        Some((countries::NAME.to_owned(), Route::Countries))
    }

    fn changed(&self, catalog: &Catalog<'_>, route: &Route) -> Option<Moment> {
        let country = country(catalog, route)?;
        let treaties = country.treaties.iter().map(|treaties| treaties.as_of);
        let articles = catalog.of_country(&country.slug).into_iter();
        let days = treaties.chain([country.as_of]);
        let days = days.filter_map(|day| Moment::on(day, &catalog.newsroom().timezone));
        let changes = articles.map(|article| article.changed().clone());
        days.chain(changes).max()
    }

    fn feeds<'a>(&self, catalog: &Catalog<'a>, route: &Route) -> Vec<List<'a>> {
        country(catalog, route).map_or_else(Vec::new, |country| feeds(catalog, country))
    }

    fn sheets(&self) -> &'static [Sheet] {
        &[Sheet::Maps, Sheet::Profile]
    }

    fn subject<'a>(&self, catalog: &Catalog<'a>, route: &Route) -> Subject<'a> {
        country(catalog, route).map_or(Subject::Other, Subject::Country)
    }
}

fn country<'a>(catalog: &Catalog<'a>, route: &Route) -> Option<&'a content::Country> {
    match route {
        Route::Country(slug) => catalog.profile(slug),
        _ => None,
    }
}

/// What is about a country, and what of each section is.
pub(super) fn feeds<'a>(catalog: &Catalog<'a>, country: &'a content::Country) -> Vec<List<'a>> {
    let sections = catalog.newsroom().sections.iter();
    let of_sections = sections.map(|section| List::CountrySection(country, section));
    [List::Country(country)]
        .into_iter()
        .chain(of_sections)
        .collect()
}

/// The page of a country profile.
fn page(catalog: &Catalog<'_>, country: &content::Country, makings: &Makings<'_>) -> PageDocument {
    let articles = catalog.of_country(&country.slug);
    let route = Route::Country(country.slug.clone());
    let bytes = makings.savings.bytes(catalog, &route);
    PageDocument {
        path: route.to_string(),
        title: country.name.clone(),
        description: country.summary.clone(),
        above: Html::default(),
        body: profile::body(catalog, country, &articles, makings.atlas, bytes),
        content: Content::Country(model::Country {
            flag: country.flag.clone(),
            summary: country.summary.clone(),
        }),
    }
}

/// A country as an article shows it.
pub(super) fn card(country: &content::Country) -> CountryCard {
    CountryCard {
        slug: country.slug.clone(),
        name: country.name.clone(),
        flag: country.flag.clone(),
        summary: country.summary.clone(),
    }
}
