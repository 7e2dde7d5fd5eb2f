//! Whether the page that readers look for comes first.

use anyhow::Result;
use model::routes::Route;
use press::content::Newsroom;
use tests::queries::{self, PublishedIndex, Score};
use tests::site::Site;

#[tokio::test(flavor = "multi_thread", worker_threads = 1)]
async fn the_right_pages_come_first() -> Result<()> {
    let score = score(queries::COMPARED).await?;
    assert!(score.share_first() >= 0.98, "{score}");
    assert!(score.mean_rank() >= 0.985, "{score}");
    Ok(())
}

#[tokio::test(flavor = "multi_thread", worker_threads = 1)]
async fn questions_and_descriptions_find_their_pages() -> Result<()> {
    let score = score(queries::LATER).await?;
    assert!(score.share_first() >= 0.94, "{score}");
    assert!(score.mean_rank() >= 0.96, "{score}");
    Ok(())
}

#[tokio::test(flavor = "multi_thread", worker_threads = 1)]
async fn every_name_finds_its_page_first() -> Result<()> {
    let site = Site::newswire()?;
    let index = PublishedIndex::of(&site)?;
    let named = names(&site.newsroom);
    for (name, _) in &named {
        let pages = named.iter().filter(|(other, _)| other == name);
        let pages: Vec<_> = pages.map(|(_, page)| page.to_string()).collect();
        let found = index.found(name).await?;
        let first = found.first();
        assert!(
            first.is_some_and(|first| pages.contains(first)),
            "{name}: {found:?}"
        );
    }
    Ok(())
}

/// All names of what has a page, in lowercase and without an article, with the page.
fn names(newsroom: &Newsroom) -> Vec<(String, Route)> {
    let mut names = Vec::new();
    for country in &newsroom.countries {
        let page = || Route::Country(country.slug.clone());
        names.extend(country.searched_names().map(|name| (name, page())));
    }
    for treaty in &newsroom.treaties {
        let page = || Route::Treaty(treaty.slug.clone());
        let own = treaty.names().filter(|name| treaty.is_called(name));
        names.extend(own.map(|name| (name, page())));
    }
    let topics = newsroom.topics.iter();
    names.extend(topics.map(|topic| (&*topic.title, Route::Topic(topic.slug.clone()))));
    let authors = newsroom.authors.iter();
    names.extend(authors.map(|author| (&*author.name, Route::Author(author.slug.clone()))));
    let texts = newsroom.texts.iter();
    names.extend(texts.map(|text| (&*text.title, Route::Text(text.slug.clone()))));
    let plain = |name: &str| name.to_lowercase().trim_start_matches("the ").to_owned();
    let names = names.into_iter();
    names.map(|(name, page)| (plain(name), page)).collect()
}

async fn score(file: &str) -> Result<Score> {
    let site = Site::newswire()?;
    let index = PublishedIndex::of(&site)?;
    let mut score = Score::default();
    for query in queries::read(file)? {
        let answer = index.found(&query.text).await?;
        let rank = query.rank(&answer);
        score.add(rank);
        if rank != Some(0) {
            println!("{} ({}): {rank:?} in {answer:?}", query.text, query.kind);
        }
    }
    println!("{score}");
    Ok(score)
}
