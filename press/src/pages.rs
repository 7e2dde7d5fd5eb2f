//! Which pages the content makes, and what each of them shows.

use crate::content::{ArticleFile, CountryFile, Newsroom, Section};
use crate::profile;
use newswire::model::{
    Article, ArticleSummary, Content, Country, CountryCard, Html, PageDocument, SectionLink,
};
use newswire::routes::Route;

/// How many articles the front page shows; the sections have them all.
const LATEST: usize = 20;

/// Every page of the site, `404.html` included.
pub fn all(newsroom: &Newsroom) -> Vec<PageDocument> {
    let pages = Pages { newsroom };
    let mut all = vec![pages.front(), pages.countries(), pages.search()];
    all.extend(
        newsroom
            .sections
            .iter()
            .map(|section| pages.section(section)),
    );
    all.extend(
        newsroom
            .articles
            .iter()
            .map(|article| pages.article(article)),
    );
    all.extend(
        newsroom
            .countries
            .iter()
            .map(|country| pages.country(country)),
    );
    all.extend(newsroom.texts.iter().map(|text| PageDocument {
        path: Route::Text(text.slug.clone()).to_string(),
        title: text.title.clone(),
        description: text.summary.clone(),
        body: text.body.clone(),
        content: Content::Text,
    }));
    all.push(PageDocument::missing());
    all
}

struct Pages<'a> {
    newsroom: &'a Newsroom,
}

impl Pages<'_> {
    fn front(&self) -> PageDocument {
        PageDocument {
            path: Route::Front.to_string(),
            title: "Latest News".to_owned(),
            description: self.newsroom.site.tagline.clone(),
            body: Html::default(),
            content: Content::Front {
                articles: self.summaries(|_| true).into_iter().take(LATEST).collect(),
            },
        }
    }

    fn section(&self, section: &Section) -> PageDocument {
        PageDocument {
            path: Route::Section(section.slug.clone()).to_string(),
            title: section.name.clone(),
            description: section.description.clone(),
            body: Html::default(),
            content: Content::Section {
                articles: self.summaries(|article| article.section == section.slug),
            },
        }
    }

    fn search(&self) -> PageDocument {
        PageDocument {
            path: Route::Search.to_string(),
            title: "Search".to_owned(),
            description: "Find articles by the words of their headlines and summaries.".to_owned(),
            body: Html::default(),
            content: Content::Search {
                articles: self.summaries(|_| true),
            },
        }
    }

    fn countries(&self) -> PageDocument {
        let mut countries: Vec<_> = self.newsroom.countries.iter().map(card).collect();
        countries.sort_by(|one, other| one.name.cmp(&other.name));
        PageDocument {
            path: Route::Countries.to_string(),
            title: "Country Profiles".to_owned(),
            description: "Past and present policies on nuclear, biological, chemical and \
                missile arms, country by country."
                .to_owned(),
            body: Html::default(),
            content: Content::Countries { countries },
        }
    }

    fn article(&self, article: &ArticleFile) -> PageDocument {
        let countries = article
            .countries
            .iter()
            .filter_map(|slug| {
                self.newsroom
                    .countries
                    .iter()
                    .find(|country| &country.slug == slug)
            })
            .map(card)
            .collect();
        PageDocument {
            path: Route::Article(article.slug.clone()).to_string(),
            title: article.headline.clone(),
            description: article.summary.clone(),
            body: article.body.clone(),
            content: Content::Article(Article {
                language: article.language.clone(),
                date: article.date.clone(),
                as_of: article.as_of.clone(),
                section: self.section_link(&article.section),
                sources: article.sources.clone(),
                countries,
            }),
        }
    }

    fn country(&self, country: &CountryFile) -> PageDocument {
        PageDocument {
            path: Route::Country(country.slug.clone()).to_string(),
            title: country.name.clone(),
            description: country.summary.clone(),
            body: profile::body(country),
            content: Content::Country(Country {
                flag: country.flag.clone(),
                summary: country.summary.clone(),
                as_of: country.as_of.clone(),
                sources: country.sources.clone(),
                articles: self.summaries(|article| article.countries.contains(&country.slug)),
            }),
        }
    }

    /// The articles of a list, newest first; those of one day by slug, so that
    /// the same content always makes the same list.
    fn summaries(&self, belongs: impl Fn(&ArticleFile) -> bool) -> Vec<ArticleSummary> {
        let mut articles: Vec<_> = self
            .newsroom
            .articles
            .iter()
            .filter(|a| belongs(a))
            .collect();
        articles
            .sort_by(|one, other| (&other.date.iso, &one.slug).cmp(&(&one.date.iso, &other.slug)));
        articles
            .into_iter()
            .map(|article| ArticleSummary {
                slug: article.slug.clone(),
                language: article.language.clone(),
                headline: article.headline.clone(),
                summary: article.summary.clone(),
                date: article.date.clone(),
                section: self.section_link(&article.section),
            })
            .collect()
    }

    fn section_link(&self, slug: &str) -> SectionLink {
        let section = self
            .newsroom
            .sections
            .iter()
            .find(|section| section.slug == slug);
        SectionLink {
            slug: slug.to_owned(),
            name: section.map_or(slug, |section| &section.name).to_owned(),
        }
    }
}

fn card(country: &CountryFile) -> CountryCard {
    CountryCard {
        slug: country.slug.clone(),
        name: country.name.clone(),
        flag: country.flag.clone(),
        summary: country.summary.clone(),
    }
}
