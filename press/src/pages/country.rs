use super::list::link;
use super::summary::summary;
use crate::catalog::Catalog;
use crate::content::Country;
use crate::map::Atlas;
use crate::outputs::offline::Sizes;
use crate::partials::profile;
use model::routes::Route;
use model::{Content, CountryCard, PageDocument};

/// How many articles stand beside a profile; the country's news has them all.
const LATEST: usize = 6;

/// The page of a country profile.
pub(super) fn page(
    catalog: &Catalog<'_>,
    atlas: &Atlas,
    country: &Country,
    sizes: &Sizes,
) -> PageDocument {
    let articles = catalog.of_country(&country.slug);
    let news = match articles.len() {
        0 => None,
        1 => Some("The article".to_owned()),
        several => Some(format!("All {several} articles")),
    };
    let news = news.map(|articles| {
        let label = format!("{articles} about {}", country.name);
        link(&label, &Route::CountryNews(country.slug.clone()))
    });
    let latest = articles.iter().take(LATEST);
    PageDocument {
        path: Route::Country(country.slug.clone()).to_string(),
        title: country.name.clone(),
        description: country.summary.clone(),
        body: profile::body(catalog, country, &articles, atlas, sizes.sum(&articles)),
        content: Content::Country(model::Country {
            flag: country.flag.clone(),
            summary: country.summary.clone(),
            articles: latest.map(|article| summary(catalog, article)).collect(),
            news,
        }),
    }
}

/// A country as an article shows it.
pub(super) fn card(country: &Country) -> CountryCard {
    CountryCard {
        slug: country.slug.clone(),
        name: country.name.clone(),
        flag: country.flag.clone(),
        summary: country.summary.clone(),
    }
}
