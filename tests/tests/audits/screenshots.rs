//! Screenshots for manual review, in `target/screenshots`.

use anyhow::Result;
use std::fs;
use tests::browser::Browser;
use tests::site::{NOWHERE, RUSSIA, SEED, Site, project};

#[tokio::test(flavor = "multi_thread", worker_threads = 1)]
#[ignore = "takes pictures for people to look at: cargo test -p tests screenshots -- --ignored"]
async fn screenshots() -> Result<()> {
    let folder = project("target/screenshots");
    fs::create_dir_all(&folder)?;
    let site = Site::newswire()?;
    let browser = Browser::start().await?;
    for (name, page) in [
        ("article", SEED),
        ("front", "/"),
        (
            "figure",
            "/gsn/article/us-russia-sign-new-strategic-arms-treaty/",
        ),
        ("section", "/gsn/section/missile/"),
        ("page", "/gsn/section/nuclear/page/1/"),
        ("archive", "/gsn/archive/"),
        ("month", "/gsn/archive/2012/10/"),
        ("news", "/country-profiles/russia/news/"),
        ("country", RUSSIA),
        ("countries", "/country-profiles/"),
        ("search", "/search/?q=treaty"),
        ("about", "/about/"),
        ("missing", NOWHERE),
    ] {
        for scheme in ["light", "dark"] {
            browser.color_scheme(scheme).await?;
            for width in [360, 768, 1280, 1920] {
                browser.resize(width, 800).await?;
                browser.open(&site.url(page)).await?;
                let height = browser
                    .number("document.documentElement.scrollHeight")
                    .await?;
                browser.resize(width, height as u32).await?;
                let file = folder.join(format!("{name}-{width}-{scheme}.png"));
                browser.screenshot(&file).await?;
            }
        }
    }
    println!("The pictures are in {}.", folder.display());
    Ok(())
}
