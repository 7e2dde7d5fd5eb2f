//! Pages in Firefox's Reader View.

use anyhow::{Context, Result};
use press::catalog::Catalog;
use press::content::{Article, Newsroom};
use scraper::{Html, Selector};
use tests::browser::Browser;
use tests::readability::{self, Readable};
use tests::site::{RUSSIA, SEED, Site};

/// The paragraphs of a text, without markup.
fn paragraphs(html: &str) -> Vec<String> {
    let paragraph = Selector::parse("p").expect("a selector");
    let html = Html::parse_fragment(html);
    let paragraphs = html.select(&paragraph);
    paragraphs
        .map(|paragraph| words(&paragraph.text().collect::<String>()))
        .filter(|text| !text.is_empty())
        .collect()
}

/// A text with single spaces between words.
fn words(text: &str) -> String {
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}

async fn read(browser: &Browser, site: &Site, path: &str) -> Result<Readable> {
    browser.open(&site.url(path)).await?;
    let readable = readability::read(browser).await;
    readable.with_context(|| format!("on {path}"))
}

/// What Reader View should show for an article.
fn check(newsroom: &Newsroom, article: &Article, readable: &Readable) {
    let slug = &article.slug;
    let site = &newsroom.site.name;
    assert_eq!(words(&readable.title), words(&article.headline), "{slug}");
    let author = Catalog::new(newsroom).credit_of(article);
    assert_eq!(readable.byline.as_ref(), Some(&author), "{slug}");
    let excerpt = readable.excerpt.as_deref().map(words);
    assert_eq!(excerpt, Some(words(&article.summary)), "{slug}");
    assert_eq!(readable.site_name.as_ref(), Some(site), "{slug}");
    assert_eq!(
        readable.published_time.as_ref(),
        Some(&article.date.iso()),
        "{slug}"
    );
    let text = words(&readable.text_content);
    let paragraphs = paragraphs(article.body.as_str());
    for wanted in [
        paragraphs.first(),
        paragraphs.last(),
        Some(&press::dates::moment(&article.date).text),
    ] {
        let wanted = wanted.expect("an article has a paragraph");
        assert!(text.contains(wanted), "{slug}: no “{wanted}” in: {text}");
    }
    for unwanted in [
        "Copy link",
        "View Country Profile",
        "https://newswire.example/gsn",
    ] {
        assert!(
            !text.contains(unwanted),
            "{slug}: “{unwanted}” is in: {text}"
        );
    }
}

/// Checks a site's articles, or some of them, in Reader View.
async fn check_articles(site: &Site, is_wanted: impl Fn(&Article) -> bool) -> Result<()> {
    let browser = Browser::start().await?;
    for article in site.newsroom.articles.iter().filter(|it| is_wanted(it)) {
        let path = format!("/gsn/article/{}/", article.slug);
        let readable = read(&browser, site, &path).await?;
        check(&site.newsroom, article, &readable);
    }
    Ok(())
}

#[tokio::test(flavor = "multi_thread", worker_threads = 1)]
async fn an_article_is_shown_whole_with_its_author() -> Result<()> {
    let mut site = Site::newswire()?;
    let articles = &site.newsroom.articles;
    let longest = articles.iter().max_by_key(|article| article.words);
    // What has been withdrawn has no words.
    let standing = articles.iter().filter(|it| it.withdrawn.is_none());
    let shortest = standing.min_by_key(|article| article.words);
    let chemical = articles
        .iter()
        .find(|article| article.home().slug() == "chemical");
    let some = [longest, shortest, chemical].into_iter().flatten();
    let mut slugs: Vec<_> = some.map(|article| article.slug.clone()).collect();
    slugs.extend(SEED.split('/').nth(3).map(str::to_owned));
    let signed = slugs[0].clone();
    site.publish_again(|newsroom, _| {
        let mut articles = newsroom.articles.iter_mut();
        if let Some(article) = articles.find(|article| article.slug == signed) {
            article.authors.clear();
            article.byline = Some("Jane Doe".to_owned());
        }
    })?;
    check_articles(&site, |article| slugs.contains(&article.slug)).await
}

#[tokio::test(flavor = "multi_thread", worker_threads = 1)]
async fn an_article_is_shown_whole_in_any_language() -> Result<()> {
    check_articles(&Site::languages()?, |_| true).await
}

/// Programs that ignore structured data detect the author by class names.
#[tokio::test(flavor = "multi_thread", worker_threads = 1)]
async fn without_structured_data_no_line_is_mistaken_for_the_author() -> Result<()> {
    let site = Site::newswire()?;
    let browser = Browser::start().await?;
    for path in [SEED, RUSSIA] {
        browser.open(&site.url(path)).await?;
        let data = "document.querySelector('[type=\"application/ld+json\"]').remove()";
        browser.value(data).await?;
        assert_eq!(readability::read(&browser).await?.byline, None, "{path}");
    }
    Ok(())
}

#[tokio::test(flavor = "multi_thread", worker_threads = 1)]
async fn a_profile_is_shown_with_its_text() -> Result<()> {
    let site = Site::newswire()?;
    let browser = Browser::start().await?;
    let readable = read(&browser, &site, RUSSIA).await?;
    let mut countries = site.newsroom.countries.iter();
    let russia = countries.find(|country| country.slug == "russia");
    let russia = russia.context("the country")?;
    assert!(readable.title.starts_with("Russia"), "{}", readable.title);
    assert_eq!(readable.byline, None);
    let text = words(&readable.text_content);
    for paragraph in paragraphs(russia.body.as_str()) {
        assert!(text.contains(&paragraph), "no “{paragraph}” in: {text}");
    }
    Ok(())
}
