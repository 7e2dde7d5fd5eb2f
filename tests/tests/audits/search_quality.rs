//! Whether the page that readers look for comes first.

use anyhow::Result;
use model::routes::Route;
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
    assert!(score.share_first() >= 0.91, "{score}");
    assert!(score.mean_rank() >= 0.94, "{score}");
    Ok(())
}

#[tokio::test(flavor = "multi_thread", worker_threads = 1)]
async fn every_name_of_a_country_finds_its_profile_first() -> Result<()> {
    let site = Site::newswire()?;
    let index = PublishedIndex::of(&site)?;
    for country in &site.newsroom.countries {
        let profile = Route::Country(country.slug.clone()).to_string();
        for name in country.names() {
            let found = index.found(name).await?;
            assert_eq!(found.first(), Some(&profile), "{name}: {found:?}");
        }
    }
    Ok(())
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
