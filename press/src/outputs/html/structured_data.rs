//! What a page is about, for search engines: schema.org's terms, as JSON-LD 1.1.

use crate::address::beside;
use crate::catalog::{Catalog, Writer};
use crate::content::{Article, Author, Country, Image, LANGUAGE, Moment, Newsroom, Source};
use crate::outputs::html::render::data_block;
use crate::outputs::preview::Preview;
use crate::outputs::social_card::SocialCards;
use crate::pages::{self, Subject};
use crate::rendition::{Format, Renditions};
use crate::site_paths::TOUCH_ICON;
use crate::visible_text;
use model::PageDocument;
use model::routes::Route;
use serde_json::{Value, json};

/// The page's data block. Browsers do not run it, so the policy allows it.
///
/// # Errors
/// Where the data have no form in JSON, which they always have.
pub fn script(
    catalog: &Catalog<'_>,
    cards: &SocialCards<'_>,
    page: &PageDocument,
    route: &Route,
) -> serde_json::Result<String> {
    let data = json!({
        "@context": "https://schema.org",
        "@graph": graph(catalog, cards, page, route),
    });
    data_block(r#"type="application/ld+json""#, &data)
}

fn graph(
    catalog: &Catalog<'_>,
    cards: &SocialCards<'_>,
    page: &PageDocument,
    route: &Route,
) -> Vec<Value> {
    let newsroom = catalog.newsroom();
    let picture = || newsroom.address(Preview::of(catalog, cards, route).path);
    let thing = match pages::kind(route).subject(catalog, route) {
        Subject::Newswire => return vec![publisher(newsroom), website(newsroom)],
        Subject::Article(file) => Some(article(catalog, file, route, &picture())),
        Subject::Country(country) => Some(profile(newsroom, country, route, &picture())),
        Subject::Author(file) => Some(profile_page(newsroom, file, route)),
        Subject::Other => None,
    };
    let mut graph: Vec<_> = thing.into_iter().collect();
    graph.push(breadcrumbs(catalog, page, route));
    graph
}

/// The newswire. Other data name it by its id.
fn publisher(newsroom: &Newsroom) -> Value {
    let mut publisher = json!({
        "@type": "NewsMediaOrganization",
        "@id": publisher_id(newsroom),
        "name": newsroom.site.name,
        "url": newsroom.address(Route::Front),
    });
    if let Some(logo) = newsroom.public_file(TOUCH_ICON) {
        publisher["logo"] = newsroom.address(&logo.path).into();
    }
    publisher
}

fn publisher_id(newsroom: &Newsroom) -> String {
    newsroom.address(beside(&Route::Front, "#publisher"))
}

fn website(newsroom: &Newsroom) -> Value {
    let search = newsroom.address(Route::Search);
    json!({
        "@type": "WebSite",
        "name": newsroom.site.name,
        "description": newsroom.shell.tagline,
        "url": newsroom.address(Route::Front),
        "inLanguage": LANGUAGE,
        "publisher": { "@id": publisher_id(newsroom) },
        "potentialAction": {
            "@type": "SearchAction",
            "target": { "@type": "EntryPoint", "urlTemplate": format!("{search}?q={{q}}") },
            "query-input": "required name=q",
        },
    })
}

fn article(catalog: &Catalog<'_>, file: &Article, route: &Route, picture: &str) -> Value {
    let newsroom = catalog.newsroom();
    let sections = catalog.sections_of(file);
    let mut sections: Vec<_> = sections.map(|section| section.name.as_str()).collect();
    let sections: Value = match sections.len() {
        1 => sections.remove(0).into(),
        _ => sections.into(),
    };
    let tags = file.tags.iter().map(|tag| tag.name.as_str());
    let posts = file.posts.iter().map(|post| {
        json!({
            "@type": "BlogPosting",
            "url": newsroom.address(beside(route, format_args!("#{}", post.id))),
            "headline": post.headline,
            "datePublished": post.time.iso(),
            "articleBody": visible_text::of(&post.text),
        })
    });
    let posts_from = file.posts.iter().map(|post| &post.time).min();
    let countries = catalog.countries_of(file);
    let countries = countries.map(|country| {
        let profile = Route::Country(country.slug.clone());
        json!({ "@type": "Country", "name": country.name, "url": newsroom.address(profile) })
    });
    let writers = catalog.writers_of(file).into_iter();
    let mut authors: Vec<_> = writers.map(|it| writer(newsroom, it)).collect();
    let authors = match authors.len() {
        // With its name: programs that show a page for reading look for no other node.
        0 => publisher(newsroom),
        1 => authors.remove(0),
        _ => authors.into(),
    };
    let contributors = file.contributors.iter().map(|contributor| {
        json!({ "@type": "Person", "name": contributor.name, "jobTitle": contributor.role })
    });
    let corrections = file.corrections.iter().map(|correction| {
        json!({
            "@type": "CorrectionComment",
            "text": visible_text::of(&correction.text),
            "datePublished": correction.date.iso(),
        })
    });
    // The vocabulary has no word of its own for updates.
    let updates = file.updates.iter().map(|update| {
        json!({
            "@type": "CreativeWork",
            "name": "Update",
            "text": visible_text::of(&update.text),
            "datePublished": update.date.iso(),
        })
    });
    without_nothing(json!({
        "@type": if file.posts.is_empty() { "NewsArticle" } else { "LiveBlogPosting" },
        "url": newsroom.address(route),
        "headline": file.headline,
        // The vocabulary has it for news articles only.
        "dateline": file.dateline.as_ref().filter(|_| file.posts.is_empty()),
        "datePublished": file.date.iso(),
        "dateModified": file.changed().iso(),
        "coverageStartTime": posts_from.map(Moment::instant),
        "coverageEndTime": file.ended.as_ref().map(Moment::instant),
        "liveBlogUpdate": posts.collect::<Vec<_>>(),
        "articleSection": sections,
        "keywords": tags.collect::<Vec<_>>(),
        "inLanguage": file.language_tag(),
        "image": file.withdrawn.is_none().then(|| match &file.image {
            Some(image) => self::image(newsroom, image),
            None => picture.to_owned(),
        }),
        "creativeWorkStatus": file.withdrawn.is_some().then_some("Withdrawn"),
        "author": authors,
        "contributor": contributors.collect::<Vec<_>>(),
        "publisher": publisher(newsroom),
        "about": countries.collect::<Vec<_>>(),
        "correction": corrections.rev().collect::<Vec<_>>(),
        "hasPart": updates.rev().collect::<Vec<_>>(),
        "citation": file.sources.iter().map(citation).collect::<Vec<_>>(),
    }))
}

/// Who an article is by. A desk is a part of the newswire.
fn writer(newsroom: &Newsroom, writer: Writer<'_>) -> Value {
    match writer {
        Writer::Author(author) => self::author(newsroom, author),
        Writer::Other(name) => json!({ "@type": "Person", "name": name }),
    }
}

fn author(newsroom: &Newsroom, author: &Author) -> Value {
    let page = newsroom.address(Route::Author(author.slug.clone()));
    match author.is_desk {
        true => json!({
            "@type": "Organization",
            "name": author.name,
            "url": page,
            "parentOrganization": publisher(newsroom),
        }),
        false => json!({
            "@type": "Person",
            "name": author.name,
            "jobTitle": author.role,
            "url": page,
        }),
    }
}

/// The page of an author.
fn profile_page(newsroom: &Newsroom, file: &Author, route: &Route) -> Value {
    let mut author = author(newsroom, file);
    author["description"] = file.role.as_str().into();
    let links = file.links.iter().map(|link| link.url.as_str());
    author["sameAs"] = links.collect::<Vec<_>>().into();
    if let Some(image) = &file.image {
        let renditions = Renditions::of_portrait(image);
        let portrait = renditions.path(renditions.portrait(), Format::Jpeg);
        author["image"] = newsroom.address(portrait).into();
    }
    json!({
        "@type": "ProfilePage",
        "url": newsroom.address(route),
        "inLanguage": LANGUAGE,
        "mainEntity": without_nothing(author),
    })
}

/// The address of an article's picture, as large as there is one.
fn image(newsroom: &Newsroom, image: &Image) -> String {
    let renditions = Renditions::of(image);
    newsroom.address(renditions.path(renditions.largest(), Format::Jpeg))
}

fn citation(source: &Source) -> Value {
    without_nothing(json!({
        "@type": "CreativeWork",
        "name": source.title,
        "publisher": { "@type": "Organization", "name": source.publisher },
        "datePublished": source.date.map(|date| date.to_string()),
        "url": source.url,
    }))
}

fn profile(newsroom: &Newsroom, country: &Country, route: &Route, picture: &str) -> Value {
    json!({
        "@type": "WebPage",
        "url": newsroom.address(route),
        "name": country.name,
        "description": country.summary,
        "inLanguage": LANGUAGE,
        "image": picture,
        "publisher": publisher(newsroom),
        "about": without_nothing(json!({
            "@type": "Country",
            "name": country.name,
            "alternateName": country.other_names,
            // ISO 3166-1, as schema.org has it for the country of an address.
            "identifier": country.flag.to_uppercase(),
        })),
    })
}

/// The way to a page from the front page.
fn breadcrumbs(catalog: &Catalog<'_>, page: &PageDocument, route: &Route) -> Value {
    let newsroom = catalog.newsroom();
    let front = (newsroom.site.name.clone(), Route::Front);
    let way = [front]
        .into_iter()
        .chain(pages::above(catalog, route))
        .chain([(page.title.clone(), route.clone())]);
    let items = way.zip(1..).map(|((name, route), position)| {
        json!({
            "@type": "ListItem",
            "position": position,
            "name": name,
            "item": { "@id": newsroom.address(route) },
        })
    });
    json!({ "@type": "BreadcrumbList", "itemListElement": items.collect::<Vec<_>>() })
}

/// Leaves out what is not known, and lists in which there is nothing.
fn without_nothing(mut value: Value) -> Value {
    if let Value::Object(fields) = &mut value {
        fields.retain(|_, field| match field {
            Value::Null => false,
            Value::Array(items) => !items.is_empty(),
            _ => true,
        });
    }
    value
}
