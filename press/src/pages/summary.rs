//! Articles as lists show them.

use crate::catalog::{Catalog, List};
use crate::content::{Article, Section};
use crate::dates;
use crate::partials::picture;
use model::{ArticleGroup, ArticleSummary, CountryLink, Date, SectionLink};

/// An article as a list shows it, without what the list says of all its articles.
pub(super) fn summary(catalog: &Catalog<'_>, list: List<'_>, article: &Article) -> ArticleSummary {
    let home = catalog.section_of(article);
    let is_of_section = matches!(list, List::Section(section) if section.slug == home.slug);
    let country = match list {
        List::Country(country) => Some(&country.slug),
        _ => None,
    };
    let countries = catalog
        .countries_of(article)
        .filter(|other| Some(&other.slug) != country)
        .take(ArticleSummary::COUNTRIES)
        .map(|country| CountryLink {
            slug: country.slug.clone(),
            name: country.name.clone(),
        })
        .collect();
    let image = article.image.as_ref().filter(|_| home.has_pictures);
    let base = catalog.newsroom().site.base();
    let picture = image.map(|image| picture::in_list(&base, image));
    ArticleSummary {
        slug: article.slug.clone(),
        language: article.language.clone(),
        headline: article.headline.clone(),
        summary: article.summary.clone(),
        date: Some(dates::moment(&article.date)),
        section: (!is_of_section).then(|| section_link(home)),
        countries,
        picture,
    }
}

/// Articles as a list shows them, those that follow each other in one period
/// together.
pub(super) fn groups(
    catalog: &Catalog<'_>,
    list: List<'_>,
    articles: &[&Article],
    period: fn(&Article) -> Date,
) -> Vec<ArticleGroup> {
    let mut groups: Vec<ArticleGroup> = Vec::new();
    for article in articles {
        let period = period(article);
        let mut summary = summary(catalog, list, article);
        if dates::day(article.date.day()) == period {
            summary.date = dates::below_day(&article.date);
        }
        match groups.last_mut() {
            Some(group) if group.period == period => group.articles.push(summary),
            _ => groups.push(ArticleGroup {
                period,
                articles: vec![summary],
            }),
        }
    }
    groups
}

/// A section's name and where it is.
pub(super) fn section_link(section: &Section) -> SectionLink {
    SectionLink {
        slug: section.slug.clone(),
        name: section.name.clone(),
    }
}
