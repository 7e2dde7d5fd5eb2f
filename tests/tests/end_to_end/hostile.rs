//! Content written to break the page is shown as text.

use anyhow::{Context, Result};
use scraper::{Html, Selector};
use serde_json::{Value, json};
use tests::browser::Browser;
use tests::site::{Site, document_of};

/// The pages of the hostile content with their expected titles.
fn pages(site: &Site) -> Vec<(String, String)> {
    let newsroom = &site.newsroom;
    let articles = newsroom.articles.iter().map(|article| {
        (
            format!("/gsn/article/{}/", article.slug),
            article.headline.clone(),
        )
    });
    let countries = newsroom.countries.iter().map(|country| {
        (
            format!("/country-profiles/{}/", country.slug),
            country.name.clone(),
        )
    });
    let texts = newsroom
        .texts
        .iter()
        .map(|text| (format!("/{}/", text.slug), text.title.clone()));
    articles.chain(countries).chain(texts).collect()
}

fn text(document: &Html, selector: &str) -> Result<String> {
    let selector = Selector::parse(selector).map_err(|error| anyhow::anyhow!("{error}"))?;
    let element = document.select(&selector).next();
    Ok(element
        .with_context(|| format!("{selector:?}"))?
        .text()
        .collect())
}

/// A document as embedded: its body and head are already in the page.
fn without_body(mut document: Value) -> Value {
    document["body"] = json!("");
    if let Some(fields) = document.as_object_mut() {
        fields.remove("head");
    }
    document
}

#[test]
fn the_published_files_contain_it_as_text() -> Result<()> {
    let site = Site::hostile()?;
    for (page, title) in pages(&site) {
        let document = Html::parse_document(&site.text(&page)?);
        assert_eq!(text(&document, "h1")?, title);
        assert_eq!(
            text(&document, "title")?,
            format!("{title} | {}", site.newsroom.site.name)
        );
        let data: Value = serde_json::from_str(&text(&document, "#page-data")?)?;
        let published = site.document(&page)?;
        let description = Selector::parse("meta[name=description]").expect("it is a selector");
        let description = document.select(&description).next().context("it has one")?;
        assert_eq!(
            description.attr("content").map(Value::from).as_ref(),
            published.get("description")
        );
        assert_eq!(data, without_body(published), "{page}");

        // Only the app and the color scheme script run.
        let scripts = "script:not([type='application/json'], [type='application/ld+json'])";
        let scripts = Selector::parse(scripts).expect("a selector");
        let sources: Vec<_> = document
            .select(&scripts)
            .map(|script| (script.attr("src"), script.text().collect::<String>()))
            .collect();
        let script = site.script();
        let expected = [
            (Some(script.as_str()), String::new()),
            (None, site.scheme_script().to_owned()),
        ];
        assert_eq!(sources, expected, "{page}");
        let attributes = document
            .tree
            .nodes()
            .filter_map(|node| node.value().as_element());
        for (name, value) in attributes.flat_map(|element| element.attrs()) {
            assert!(
                !name.starts_with("on") && name != "style",
                "{page}: {name}={value}"
            );
            assert!(
                !value.trim().starts_with("javascript:"),
                "{page}: {name}={value}"
            );
        }
    }
    Ok(())
}

#[tokio::test(flavor = "multi_thread", worker_threads = 1)]
async fn the_app_shows_it_as_text() -> Result<()> {
    let site = Site::hostile()?;
    let name = &site.newsroom.site.name;
    let browser = Browser::start().await?;
    for (page, title) in pages(&site) {
        // An open alert would fail the driver's next command.
        browser.open(&site.url(&page)).await?;
        assert_eq!(browser.heading().await?, title);
        assert_eq!(
            browser.text("document.title").await?,
            format!("{title} | {name}")
        );
        let loaded = browser
            .text("document.getElementById('app').innerText")
            .await?;

        browser.open(&site.url("/404.html")).await?;
        browser.mark_document().await?;
        browser.navigate(&page).await?;
        assert!(
            browser.is_marked_document().await?,
            "the document was reloaded"
        );
        assert_eq!(browser.heading().await?, title);
        assert_eq!(
            browser.text("document.title").await?,
            format!("{title} | {name}")
        );
        assert_eq!(
            browser
                .text("document.getElementById('app').innerText")
                .await?,
            loaded
        );
        assert_eq!(browser.console().await?, Vec::<String>::new(), "{page}");
        assert!(site.host.requests().contains(&document_of(&page)));
    }
    Ok(())
}

#[tokio::test(flavor = "multi_thread", worker_threads = 1)]
async fn lists_show_it_as_text() -> Result<()> {
    let site = Site::hostile()?;
    let browser = Browser::start().await?;
    for list in [
        "/",
        "/gsn/section/nuclear/",
        "/country-profiles/",
        "/search/?q=script",
    ] {
        browser.open(&site.url(list)).await?;
        assert_eq!(browser.console().await?, Vec::<String>::new(), "{list}");
    }
    browser.open(&site.url("/")).await?;
    for article in &site.newsroom.articles {
        let shown = format!(
            "[...document.querySelectorAll('h2, h3')].some(h => h.textContent === {})",
            json!(article.headline)
        );
        assert_eq!(
            browser.value(&shown).await?,
            json!(true),
            "{}",
            article.headline
        );
    }
    Ok(())
}
