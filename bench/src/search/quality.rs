//! How well the newswire's search ranks the pages that should come first.

use super::minisearch;
use anyhow::{Context, Result};
use std::collections::BTreeMap;
use tests::browser::Browser;
use tests::queries::{self, Score};
use tests::site::Site;

/// Runs the queries against the published newswire in a browser and against MiniSearch,
/// and prints the scores.
pub async fn measure() -> Result<()> {
    for file in [queries::COMPARED, queries::LATER] {
        measure_queries(file).await?;
    }
    Ok(())
}

async fn measure_queries(file: &str) -> Result<()> {
    let queries = queries::read(file)?;
    let site = Site::newswire()?;
    let browser = Browser::start().await?;
    let mut ours = Vec::new();
    for query in &queries {
        let address: String = query
            .text
            .bytes()
            .map(|byte| format!("%{byte:02X}"))
            .collect();
        browser
            .open(&site.url(&format!("/search/?q={address}")))
            .await?;
        let found = "[...document.querySelectorAll('#search-found h3 a')]
            .map(it => it.getAttribute('href'))";
        ours.push(serde_json::from_value(browser.value(found).await?)?);
    }
    let peers = minisearch::answers(&site.newsroom, &queries)?;
    println!("## {file}\n");
    println!("| kind | queries | first | reciprocal rank | MiniSearch: first | reciprocal rank |");
    println!("| --- | --- | --- | --- | --- | --- |");
    let mut scores: BTreeMap<&str, [Score; 2]> = BTreeMap::new();
    let mut missed = Vec::new();
    for (number, query) in queries.iter().enumerate() {
        let answers: [&Vec<String>; 2] = [
            &ours[number],
            peers
                .get(number)
                .context("MiniSearch has no answer to a query")?,
        ];
        for (engine, answer) in answers.into_iter().enumerate() {
            let rank = query.rank(answer);
            for kind in [query.kind.as_str(), "~all"] {
                scores.entry(kind).or_default()[engine].add(rank);
            }
            if engine == 0 && rank != Some(0) {
                missed.push((query, rank));
            }
        }
    }
    for (kind, [ours, peers]) in scores {
        let kind = kind.trim_start_matches('~');
        println!("| {kind} | {} | {ours} | {peers} |", ours.queries);
    }
    println!("\nMissed:\n");
    for (query, rank) in missed {
        let rank = rank.map_or("not in the first ten".to_owned(), |rank| {
            format!("{}.", rank + 1)
        });
        println!("- {} ({}): {rank}", query.text, query.kind);
    }
    Ok(())
}
