//! Lists of articles, and the archive.

use anyhow::Result;
use tests::browser::Browser;
use tests::seed::HEADLINE;
use tests::site::Site;

#[tokio::test(flavor = "multi_thread", worker_threads = 1)]
async fn older_and_newer_articles_are_one_link_away() -> Result<()> {
    let site = Site::newswire()?;
    let browser = Browser::start().await?;
    browser.open(&site.url("/gsn/section/nuclear/")).await?;
    browser.mark_document().await?;
    browser.follow("Older").await?;
    browser.until_heading("Nuclear: Page 1").await?;
    assert_eq!(browser.address().await?, "/gsn/section/nuclear/page/1/");
    let current = "document.querySelector('.main-navigation [aria-current]').textContent";
    assert_eq!(browser.text(current).await?, "Nuclear");
    browser.follow("Newer").await?;
    browser.until_heading("Nuclear").await?;
    assert_eq!(browser.address().await?, "/gsn/section/nuclear/");
    assert!(
        browser.is_marked_document().await?,
        "the document was reloaded"
    );
    Ok(())
}

#[tokio::test(flavor = "multi_thread", worker_threads = 1)]
async fn the_archive_leads_to_every_month() -> Result<()> {
    let site = Site::newswire()?;
    let browser = Browser::start().await?;
    browser.open(&site.url("/")).await?;
    browser.mark_document().await?;
    browser.follow("All articles by month").await?;
    browser.until_heading("Archive").await?;
    let months = "document.querySelectorAll('.archive-month h3 a').length";
    let months = browser.number(months).await?;
    let mut all: Vec<_> = site
        .newsroom
        .articles
        .iter()
        .map(|article| article.month())
        .collect();
    all.sort_unstable();
    all.dedup();
    assert_eq!(months, all.len() as f64);

    browser.navigate("/gsn/archive/2012/10/").await?;
    browser.until_heading("October 2012").await?;
    browser.follow(HEADLINE).await?;
    browser.until_heading(HEADLINE).await?;
    assert!(
        browser.is_marked_document().await?,
        "the document was reloaded"
    );
    Ok(())
}

#[tokio::test(flavor = "multi_thread", worker_threads = 1)]
async fn a_profile_leads_to_all_articles_about_its_country() -> Result<()> {
    let site = Site::newswire()?;
    let browser = Browser::start_without_scripts().await?;
    browser
        .load(&site.url("/country-profiles/kazakhstan/"))
        .await?;
    let about = |article: &&press::content::Article| {
        article
            .countries
            .iter()
            .any(|country| country.slug() == "kazakhstan")
    };
    let count = site.newsroom.articles.iter().filter(about).count();
    browser
        .follow(&format!("All {count} articles about Kazakhstan"))
        .await?;
    browser.until_heading("News About Kazakhstan").await?;
    Ok(())
}
