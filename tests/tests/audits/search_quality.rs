//! Whether the page that readers look for comes first.

use anyhow::Result;
use tests::queries::{self, PublishedIndex, Score};
use tests::site::Site;

/// How many of the queries have the right page first, and their mean reciprocal rank.
const FIRST: f64 = 0.98;
const MEAN_RANK: f64 = 0.985;

#[tokio::test(flavor = "multi_thread", worker_threads = 1)]
async fn the_right_pages_come_first() -> Result<()> {
    let site = Site::newswire()?;
    let index = PublishedIndex::of(&site)?;
    let mut score = Score::default();
    for query in queries::read()? {
        let answer = index.found(&query.text).await?;
        let rank = query.rank(&answer);
        score.add(rank);
        if rank != Some(0) {
            println!("{} ({}): {rank:?} in {answer:?}", query.text, query.kind);
        }
    }
    println!("{score}");
    assert!(score.share_first() >= FIRST, "{score}");
    assert!(score.mean_rank() >= MEAN_RANK, "{score}");
    Ok(())
}
