//! The first paint of a page waits for no style sheet: what it shows is styled by the page
//! itself (`docs/decisions/0047-pages-contain-their-style.md`).

use anyhow::Result;
use press::catalog::Catalog;
use press::pages;
use std::collections::HashSet;
use std::mem;
use tests::browser::Browser;
use tests::site::{NOWHERE, Site};

/// The first innermost element that looks different without the sheet that the page links
/// to, and how; empty if nothing does.
const DIFFERENCE: &str = "(() => {
    const look = () => [...document.body.querySelectorAll('*')].map(element => {
        const { x, y, width, height } = element.getBoundingClientRect();
        const around = ['::before', '::after'].map(it => getComputedStyle(element, it).content);
        return [`${x} ${y} ${width} ${height} ${around}`, ...getComputedStyle(element)
            .cssText.split(';')];
    });
    const sheet = document.querySelector('link[rel=stylesheet]');
    const whole = look();
    sheet.disabled = true;
    const alone = look();
    sheet.disabled = false;
    const different = [...document.body.querySelectorAll('*')].flatMap((element, index) => {
        const at = whole[index].findIndex((value, place) => value !== alone[index][place]);
        return at < 0 ? [] : [{ element, change: `${whole[index][at]} is ${alone[index][at]}` }];
    });
    const first = different.find(({ element }) =>
        !different.some(other => other.element !== element && element.contains(other.element)));
    return first ? `${first.element.outerHTML.slice(0, 100)}: ${first.change}` : '';
})()";

/// A page of each kind.
fn kinds(site: &Site) -> Vec<String> {
    let catalog = Catalog::new(&site.newsroom);
    let mut seen = HashSet::new();
    let mut routes = pages::routes(&catalog);
    routes.retain(|route| seen.insert(mem::discriminant(route)));
    let paths = routes.iter().map(ToString::to_string);
    paths.chain([NOWHERE.to_owned()]).collect()
}

/// Opens a page and loads the sheet, as the app does when a reader goes on.
async fn open(browser: &Browser, url: &str) -> Result<()> {
    browser.open(url).await?;
    let link = "document.querySelector('link[rel=stylesheet]')";
    let enable = format!("{link}.removeAttribute('disabled')");
    browser.value(&enable).await?;
    let is_loaded = format!("{link}.sheet !== null");
    browser.until("the sheet is loaded", &is_loaded).await?;
    let apply = format!("{link}.sheet.media.mediaText = 'all'");
    browser.value(&apply).await?;
    Ok(())
}

#[tokio::test(flavor = "multi_thread", worker_threads = 1)]
async fn every_kind_of_page_contains_the_style_of_what_it_shows() -> Result<()> {
    let site = Site::newswire()?;
    let browser = Browser::start().await?;
    let kinds = kinds(&site);
    assert!(kinds.len() > 18, "{kinds:?}");
    let mut found = Vec::new();
    for width in [360, 1280] {
        browser.resize(width, 800).await?;
        for page in &kinds {
            open(&browser, &site.url(page)).await?;
            let difference = browser.text(DIFFERENCE).await?;
            if !difference.is_empty() {
                found.push(format!("{page}, {width} px: {difference}"));
            }
        }
    }
    assert!(found.is_empty(), "{}", found.join("\n"));
    Ok(())
}

/// Verifies that the other test can fail: what only the sheet styles is found.
#[tokio::test(flavor = "multi_thread", worker_threads = 1)]
async fn what_only_the_sheet_styles_is_found() -> Result<()> {
    let site = Site::newswire()?;
    let browser = Browser::start().await?;
    open(&browser, &site.url("/about/")).await?;
    let strange = "document.querySelector('main p').className = 'pager'";
    browser.value(strange).await?;
    let difference = browser.text(DIFFERENCE).await?;
    assert!(difference.contains("class=\"pager\""), "{difference}");
    Ok(())
}
