//! IDs: a text whose headings use every ID of the page does not affect what the page, the
//! search program and the saved pages find by ID.

use crate::suggestions::suggest;
use anyhow::{Context, Result};
use press::ids;
use scraper::{Html, Selector};
use serde_json::json;
use std::collections::BTreeSet;
use tests::browser::Browser;
use tests::site::{KINDS, Site};
use thirtyfour::prelude::*;

/// An article whose headings match all of the pages' IDs.
const HEADINGS: &str = "/gsn/article/headings-like-the-page/";

/// All IDs in document order.
const IDS: &str = "[...document.querySelectorAll('[id]')].map(it => it.id)";

fn ids_of(html: &Html) -> Vec<String> {
    let with_id = Selector::parse("[id]").expect("a selector");
    let ids = html
        .select(&with_id)
        .filter_map(|element| element.attr("id"));
    ids.map(str::to_owned).collect()
}

/// The IDs in a site's texts, except for those of footnotes, which are reserved.
fn ids_of_texts(site: &Site) -> BTreeSet<String> {
    let articles = site.newsroom.articles.iter().map(|article| &article.body);
    let countries = site.newsroom.countries.iter().map(|country| &country.body);
    let treaties = site.newsroom.treaties.iter().map(|treaty| &treaty.body);
    let texts = site.newsroom.texts.iter().map(|text| &text.body);
    let bodies = articles.chain(countries).chain(treaties).chain(texts);
    let ids = bodies.flat_map(|body| ids_of(&Html::parse_fragment(body.as_str())));
    let terms = site.newsroom.glossary.iter().map(|term| term.slug.clone());
    ids.filter(|id| id != "notes" && !id.starts_with("note-"))
        .chain(terms)
        .collect()
}

/// Fails if an ID occurs twice, or is neither from a text nor reserved; returns the
/// reserved ones.
#[track_caller]
fn reserved(page: &str, ids: Vec<String>, of_texts: &BTreeSet<String>) -> BTreeSet<String> {
    let mut seen = BTreeSet::new();
    for id in ids {
        let is_reserved = ids::is_reserved(&id);
        assert_ne!(
            is_reserved,
            of_texts.contains(&id),
            "{page}: “{id}” is an id of a text or of the page, and press::ids knows which"
        );
        assert!(seen.insert(id.clone()), "{page} has the id “{id}” twice");
    }
    seen.retain(|id| ids::is_reserved(id));
    seen
}

async fn ids_in(browser: &Browser) -> Result<Vec<String>> {
    Ok(serde_json::from_value(browser.value(IDS).await?)?)
}

#[test]
fn published_pages_have_unique_ids_and_reserve_their_own() -> Result<()> {
    for site in [Site::hostile()?, Site::newswire()?] {
        let of_texts = ids_of_texts(&site);
        for file in site.html_files()? {
            let html = Html::parse_document(&site.text(&file)?);
            reserved(&file, ids_of(&html), &of_texts);
        }
    }
    Ok(())
}

#[tokio::test(flavor = "multi_thread", worker_threads = 1)]
async fn pages_in_use_have_unique_ids_and_reserve_their_own() -> Result<()> {
    let site = Site::newswire()?;
    let of_texts = ids_of_texts(&site);
    let hostile = ids_of_texts(&Site::hostile()?);
    let browser = Browser::start().await?;
    for page in KINDS {
        browser.open(&site.url(page)).await?;
        // The search page searches as one types.
        if !page.starts_with("/search/") {
            suggest(&browser, "mis").await?;
        }
        let filters = "document.querySelectorAll('#search-form details')
            .forEach(it => { it.open = true; })";
        browser.value(filters).await?;
        for id in reserved(page, ids_in(&browser).await?, &of_texts) {
            // The countries and sections differ from the newswire's own.
            let families = ["card-", "disputed-", "search-suggestions-"];
            let is_numbered = families.iter().any(|family| id.starts_with(family));
            assert!(
                is_numbered || hostile.contains(&format!("text-{id}")),
                "{HEADINGS} lacks a heading for the id “{id}” of {page}"
            );
        }
    }
    Ok(())
}

#[tokio::test(flavor = "multi_thread", worker_threads = 1)]
async fn headings_named_like_parts_of_the_page_do_not_break_it() -> Result<()> {
    let site = Site::hostile()?;
    let of_texts = ids_of_texts(&site);
    let browser = Browser::start().await?;
    browser.open(&site.url(HEADINGS)).await?;
    browser.mark_document().await?;
    let text = "document.querySelector('main:not(.leaving) .running-text').innerText";
    let before = browser.text(text).await?;

    // Links with a heading's words lead to it.
    browser.follow("the results").await?;
    assert_eq!(
        browser.address().await?,
        format!("{HEADINGS}#text-search-results")
    );

    // The search box makes suggestions, and the text is unchanged.
    suggest(&browser, "head").await?;
    reserved(HEADINGS, ids_in(&browser).await?, &of_texts);
    browser.press(Key::Escape).await?;
    assert_eq!(browser.text(text).await?, before);

    // Results appear in their own element.
    browser.navigate("/search/?q=heading").await?;
    browser.hydrated().await?;
    let found = "document.querySelector('#search-results #search-count') !== null";
    browser.until("it shows the results", found).await?;
    reserved("/search/", ids_in(&browser).await?, &of_texts);

    // So do saved pages.
    browser.navigate("/saved/").await?;
    let list = "document.querySelector('main:not(.leaving) ul#saved') !== null";
    browser.until("the list is there", list).await?;
    reserved("/saved/", ids_in(&browser).await?, &of_texts);
    browser.navigate(HEADINGS).await?;
    assert_eq!(browser.text(text).await?, before);
    assert!(
        browser.is_marked_document().await?,
        "the document was reloaded"
    );
    assert_eq!(browser.console().await?, Vec::<String>::new());
    Ok(())
}

#[tokio::test(flavor = "multi_thread", worker_threads = 1)]
async fn an_article_with_such_headings_can_be_saved() -> Result<()> {
    let site = Site::hostile()?.with_worker();
    let browser = Browser::start().await?;
    browser.open(&site.url(HEADINGS)).await?;
    let kept = "navigator.serviceWorker.controller !== null";
    browser.until("a worker is active", kept).await?;
    let button = "main:not(.leaving) .saving [name=save]";
    let button = browser.driver().find(By::Css(button)).await;
    let button = button.context("the article has a button that saves it")?;
    button.scroll_into_view().await?;
    button.click().await?;
    let said = "document.querySelector('main:not(.leaving) .saving output').innerText !== ''";
    browser.until("it says that it is saving", said).await?;
    browser.navigate("/saved/").await?;
    let listed = "[...document.querySelectorAll('main:not(.leaving) #saved h2')]
        .map(it => it.innerText)";
    let title = "Headings named like parts of the page";
    browser
        .until("it is listed", &format!("{listed}.includes({title:?})"))
        .await?;
    assert_eq!(browser.value(listed).await?, json!([title]));
    assert_eq!(browser.console().await?, Vec::<String>::new());
    Ok(())
}
