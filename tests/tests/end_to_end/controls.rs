//! The controls in running text: copying, filtering, sorting; and the color scheme.

use anyhow::Result;
use serde_json::{Value, json};
use tests::browser::Browser;
use tests::site::{SEED, Site};
use thirtyfour::prelude::*;

const COUNTRIES: &str = "/country-profiles/";

/// The clipboard's contents, as pasted by the reader.
async fn pasted(browser: &Browser) -> Result<String> {
    run(
        browser,
        "document.getElementById('search').value = ''; document.getElementById('search').focus()",
    )
    .await?;
    let chain = browser.driver().action_chain();
    let chain = chain
        .key_down(Key::Control)
        .send_keys("v")
        .key_up(Key::Control);
    chain.perform().await?;
    let field = "document.getElementById('search').value";
    browser
        .until("something is pasted", &format!("{field} !== ''"))
        .await?;
    browser.text(field).await
}

async fn run(browser: &Browser, script: &str) -> Result<()> {
    browser.driver().execute(script, Vec::new()).await?;
    Ok(())
}

async fn click(browser: &Browser, selector: &str) -> Result<()> {
    let button = browser.driver().find(By::Css(selector)).await?;
    button.scroll_into_view().await?;
    Ok(button.click().await?)
}

async fn until_said(browser: &Browser, words: &str) -> Result<()> {
    let said =
        format!("[...document.querySelectorAll('output')].some(o => o.textContent === {words:?})");
    browser.until(&format!("“{words}” is said"), &said).await
}

#[tokio::test(flavor = "multi_thread", worker_threads = 1)]
async fn the_link_of_an_article_is_copied() -> Result<()> {
    let site = Site::newswire()?;
    let browser = Browser::start().await?;
    browser.open(&site.url(SEED)).await?;
    click(&browser, "[name=copy-link]").await?;
    until_said(&browser, "Link copied.").await?;
    assert_eq!(pasted(&browser).await?, site.url(SEED));
    Ok(())
}

#[tokio::test(flavor = "multi_thread", worker_threads = 1)]
async fn the_link_leads_to_the_selected_passage() -> Result<()> {
    let site = Site::newswire()?;
    let browser = Browser::start().await?;
    browser.open(&site.url(SEED)).await?;
    run(&browser, "const text = [...document.querySelectorAll('.running-text p')]
                .find(p => p.textContent.startsWith('Moscow is concerned')).firstChild;
            getSelection().setBaseAndExtent(text, 0, text, 'Moscow is concerned that an evolving U.S.-NATO'.length)",
        )
        .await?;
    click(&browser, "[name=copy-link]").await?;
    until_said(&browser, "Link to the selected words copied.").await?;
    let fragment = "#:~:text=Moscow%20is%20concerned%20that%20an%20evolving%20U.S.%2DNATO";
    assert_eq!(pasted(&browser).await?, site.url(SEED) + fragment);
    Ok(())
}

/// The words of the visible tools of an article; empty if they are not in one row, without
/// a hole between them.
const TOOLS: &str = "(() => {
    const seen = [...document.querySelectorAll('.tools button')]
        .filter(button => button.checkVisibility({ visibilityProperty: true }));
    const boxes = seen.map(button => button.getBoundingClientRect());
    const isRow = boxes.every((box, place) => {
        const before = boxes[place - 1];
        return !before || box.top === before.top && box.left - before.right < 16;
    });
    const header = document.querySelector('.signature').getBoundingClientRect();
    const isFirst = boxes[0].left === header.left && boxes[0].top - header.bottom < 32;
    return isRow && isFirst ? seen.map(button => button.textContent).join() : '';
})()";

#[tokio::test(flavor = "multi_thread", worker_threads = 1)]
async fn the_tools_of_an_article_are_one_row_without_a_hole() -> Result<()> {
    let site = Site::newswire()?;
    let browser = Browser::start().await?;
    browser.open(&site.url(SEED)).await?;
    browser
        .value("document.documentElement.removeAttribute('data-can-share')")
        .await?;
    let tools = format!("{TOOLS} === 'Copy link,Save to read offline'");
    browser.until("the link can be copied", &tools).await?;
    browser
        .value("document.documentElement.setAttribute('data-can-share', '')")
        .await?;
    let tools = format!("{TOOLS} === 'Share…,Save to read offline'");
    browser.until("the page can be shared", &tools).await
}

#[tokio::test(flavor = "multi_thread", worker_threads = 1)]
async fn the_citation_is_copied_with_the_address() -> Result<()> {
    let site = Site::newswire()?;
    let browser = Browser::start().await?;
    browser.open(&site.url(SEED)).await?;
    click(&browser, "[name=copy-citation]").await?;
    until_said(&browser, "Citation copied.").await?;
    let citation = format!(
        "“Russia Eyes Regional Ties to Help Counter U.S. Antimissile Systems,” \
         Global Security Newswire, October 23, 2012. {}",
        site.url(SEED)
    );
    assert_eq!(pasted(&browser).await?, citation);
    Ok(())
}

/// The visible countries of the list.
async fn listed(browser: &Browser) -> Result<Value> {
    browser
        .value(
            "[...document.querySelectorAll('.country-list li')]
                .filter(li => li.checkVisibility()).map(li => li.textContent.trim())",
        )
        .await
}

#[tokio::test(flavor = "multi_thread", worker_threads = 1)]
async fn the_list_of_countries_is_filtered_as_one_types() -> Result<()> {
    let site = Site::newswire()?;
    let browser = Browser::start().await?;
    // Also after a client-side navigation to the list.
    browser.open(&site.url("/about/")).await?;
    browser.navigate(COUNTRIES).await?;
    let field = browser.driver().find(By::Id("filter")).await?;
    field.send_keys("KOREA").await?;
    until_said(&browser, "2 countries").await?;
    assert_eq!(
        listed(&browser).await?,
        json!(["North Korea", "South Korea"])
    );
    let regions =
        "[...document.querySelectorAll('.region')].filter(r => r.checkVisibility()).length";
    assert_eq!(browser.number(regions).await?, 1.0);
    assert_eq!(
        browser.value("document.activeElement.id").await?,
        json!("filter"),
        "typing goes on"
    );

    field.clear().await?;
    field.send_keys("burma").await?;
    until_said(&browser, "1 country").await?;
    assert_eq!(listed(&browser).await?, json!(["Myanmar"]));

    field.send_keys("x").await?;
    until_said(&browser, "No country of that name").await?;
    assert_eq!(listed(&browser).await?, json!([]));
    Ok(())
}

#[tokio::test(flavor = "multi_thread", worker_threads = 1)]
async fn the_filter_finds_countries_as_search_does() -> Result<()> {
    let site = Site::newswire()?;
    let browser = Browser::start().await?;
    browser.open(&site.url(COUNTRIES)).await?;
    let field = browser.driver().find(By::Id("filter")).await?;
    for (typed, found) in [
        ("turkiye", vec!["Turkey"]),
        ("TÜRKİYE", vec!["Turkey"]),
        ("people's republic of c", vec!["China"]),
        ("peoples republic of c", vec!["China"]),
        ("Democratic People‘s  ", vec!["North Korea"]),
        ("persia", vec!["Iran"]),
        ("U.S.S.R.", vec!["Russia"]),
        ("england", vec!["United Kingdom"]),
        ("no such country", vec![]),
    ] {
        field.clear().await?;
        field.send_keys(typed).await?;
        let words = match found.len() {
            0 => "No country of that name".to_owned(),
            1 => "1 country".to_owned(),
            several => format!("{several} countries"),
        };
        until_said(&browser, &words).await?;
        assert_eq!(listed(&browser).await?, json!(found), "{typed}");
    }
    Ok(())
}

/// The first countries of the table, and each column's `aria-sort`.
async fn table(browser: &Browser) -> Result<Value> {
    browser
        .value(
            "[[...document.querySelectorAll('.matrix tbody th')].slice(0, 3).map(th => th.textContent),
            [...document.querySelectorAll('[aria-sort]')]
                .map(th => [th.querySelector('button').textContent, th.getAttribute('aria-sort')])]",
        )
        .await
}

#[tokio::test(flavor = "multi_thread", worker_threads = 1)]
async fn the_table_of_treaties_is_sorted_by_a_column() -> Result<()> {
    let site = Site::newswire()?;
    let browser = Browser::start().await?;
    browser.open(&site.url(COUNTRIES)).await?;
    let by_name = json!(["Algeria", "Argentina", "Armenia"]);
    assert_eq!(
        table(&browser).await?,
        json!([by_name, [["Country", "ascending"]]])
    );
    let press = async |column: usize| -> Result<()> {
        let focus = format!("document.querySelectorAll('.matrix button')[{column}].focus()");
        run(&browser, &focus).await?;
        browser.press(Key::Enter).await
    };

    // The treaty on the prohibition, which few have joined.
    press(12).await?;
    let members = json!(["Mexico", "Vietnam", "Kazakhstan"]);
    assert_eq!(
        table(&browser).await?,
        json!([members, [["TPNW", "ascending"]]])
    );
    press(12).await?;
    let direction = &table(&browser).await?[1];
    assert_eq!(*direction, json!([["TPNW", "descending"]]));

    press(0).await?;
    assert_eq!(
        table(&browser).await?,
        json!([by_name, [["Country", "ascending"]]])
    );
    press(0).await?;
    let last = json!(["Vietnam", "Uzbekistan", "United States"]);
    assert_eq!(
        table(&browser).await?,
        json!([last, [["Country", "descending"]]])
    );
    assert_eq!(browser.console().await?, Vec::<String>::new());
    Ok(())
}

#[tokio::test(flavor = "multi_thread", worker_threads = 1)]
async fn a_country_is_chosen_on_the_map() -> Result<()> {
    let site = Site::newswire()?;
    let browser = Browser::start().await?;
    browser.open(&site.url(COUNTRIES)).await?;
    browser.mark_document().await?;
    let focus = "document.querySelector('.world a[aria-label^=Brazil]').focus()";
    run(&browser, focus).await?;
    browser.press(Key::Enter).await?;
    browser.until_heading("Brazil").await?;
    browser.until_focus_on_heading().await?;

    browser.driver().back().await?;
    browser.until_heading("Country Profiles").await?;
    let link = "document.activeElement.matches('.world a[aria-label^=Brazil]')";
    browser.until("the focus is on the link", link).await?;

    click(&browser, ".world a[aria-label^=Australia] path").await?;
    browser.until_heading("Australia").await?;
    assert!(
        browser.is_marked_document().await?,
        "the document was reloaded"
    );
    Ok(())
}

#[tokio::test(flavor = "multi_thread", worker_threads = 1)]
async fn the_color_scheme_is_stored_and_applied_before_the_app_starts() -> Result<()> {
    const PAPER: &str = "getComputedStyle(document.body).backgroundColor";
    let site = Site::newswire()?;
    let browser = Browser::start().await?;
    browser.open(&site.url(SEED)).await?;
    let light = browser.text(PAPER).await?;
    let choose = async |scheme: &str| -> Result<()> {
        let option = format!("#scheme option[value='{scheme}']");
        Ok(browser
            .driver()
            .find(By::Css(option))
            .await?
            .click()
            .await?)
    };
    choose("dark").await?;
    browser
        .until("the page is dark", &format!("{PAPER} !== {light:?}"))
        .await?;
    let dark = browser.text(PAPER).await?;

    // The script has loaded, the app has not.
    site.host.fail(&site.script(), host::Fault::Status(404));
    browser.load(&site.url("/about/")).await?;
    assert_eq!(browser.text(PAPER).await?, dark);
    site.host.mend(&site.script());

    browser.open(&site.url("/about/")).await?;
    assert_eq!(
        browser
            .text("document.getElementById('scheme').value")
            .await?,
        "dark"
    );
    choose("light").await?;
    browser
        .until("the page is light", &format!("{PAPER} === {light:?}"))
        .await?;
    choose("").await?;
    let root = "document.documentElement.hasAttribute('data-scheme')";
    assert_eq!(browser.value(root).await?, json!(false));
    Ok(())
}

#[tokio::test(flavor = "multi_thread", worker_threads = 1)]
async fn without_scripts_no_control_is_shown_that_needs_them() -> Result<()> {
    let site = Site::newswire()?;
    let browser = Browser::start_without_scripts().await?;
    for page in [SEED, COUNTRIES] {
        browser.load(&site.url(page)).await?;
        for control in browser
            .driver()
            .find_all(By::ClassName("needs-app"))
            .await?
        {
            assert!(!control.is_displayed().await?, "{page}");
        }
    }
    Ok(())
}
