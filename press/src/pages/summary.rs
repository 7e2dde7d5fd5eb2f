//! Articles as lists show them.

use crate::catalog::Catalog;
use crate::content::{Article, Section};
use crate::dates;
use model::{ArticleGroup, ArticleSummary, CountryLink, Date, SectionLink};

/// An article as a list shows it.
pub(super) fn summary(catalog: &Catalog<'_>, article: &Article) -> ArticleSummary {
    let countries = catalog
        .countries_of(article)
        .map(|country| CountryLink {
            slug: country.slug.clone(),
            name: country.name.clone(),
        })
        .collect();
    ArticleSummary {
        slug: article.slug.clone(),
        language: article.language.clone(),
        headline: article.headline.clone(),
        summary: article.summary.clone(),
        date: Some(dates::day(article.date)),
        section: section_link(catalog.section_of(article)),
        countries,
    }
}

/// Articles as a list shows them, those that follow each other in one period
/// together.
pub(super) fn groups(
    catalog: &Catalog<'_>,
    articles: &[&Article],
    period: fn(&Article) -> Date,
) -> Vec<ArticleGroup> {
    let mut groups: Vec<ArticleGroup> = Vec::new();
    for article in articles {
        let period = period(article);
        let mut summary = summary(catalog, article);
        summary.date.take_if(|date| *date == period);
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
