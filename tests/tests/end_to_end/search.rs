//! Search: the form in the masthead and the search page.

use anyhow::Result;
use host::Fault;
use serde_json::{Value, json};
use tests::browser::{Ability, Browser, Notice, is_left_out};
use tests::eventually;
use tests::seed::HEADLINE;
use tests::site::{RUSSIA, SEED, Site};
use thirtyfour::prelude::*;

/// The heading above the results.
const COUNT: &str = "(document.getElementById('search-count')?.innerText ?? '')";

/// The headlines of the results.
const HEADLINES: &str = "[...document.querySelectorAll('main:not(.leaving) #search-found h3')]
    .map(it => it.textContent)";

/// The addresses of the results.
const LINKS: &str = "[...document.querySelectorAll('main:not(.leaving) #search-found h3 a')]
    .map(it => it.getAttribute('href'))";

/// The filters that are on.
const FILTERS: &str = "[...document.querySelectorAll('.search-filters-on a')]
    .map(it => it.textContent).join('\\n')";

async fn at(page: &str) -> Result<(Site, Browser)> {
    let site = Site::newswire()?;
    let browser = Browser::start().await?;
    browser.open(&site.url(page)).await?;
    browser.mark_document().await?;
    Ok((site, browser))
}

/// Types into the search box, replacing its text.
async fn type_query(browser: &Browser, query: &str) -> Result<()> {
    let field = browser.driver().find(By::Id("search")).await?;
    field.clear().await?;
    Ok(field.send_keys(query).await?)
}

/// Waits for this heading above the results.
async fn until_found(browser: &Browser, count: &str) -> Result<()> {
    browser
        .until(
            &format!("it says “{count}”"),
            &format!("{COUNT} === {count:?}"),
        )
        .await
}

/// The addresses of the results; some pages share a headline.
async fn links(browser: &Browser) -> Result<Vec<String>> {
    Ok(serde_json::from_value(browser.value(LINKS).await?)?)
}

async fn headlines(browser: &Browser) -> Result<Vec<String>> {
    Ok(serde_json::from_value(browser.value(HEADLINES).await?)?)
}

/// Selects an option with a click, like a reader: otherwise some browsers skip the
/// history entry it creates.
async fn choose(browser: &Browser, field: &str, value: &str) -> Result<()> {
    let field = format!("#search-{field}");
    let option = format!("{field} [value=\"{value}\"]");
    let driver = browser.driver();
    // Results that arrive in between replace the filters, and the driver may refuse to
    // click on what is about to go.
    eventually("the option is chosen", async || {
        if open_filters(browser).await.is_err() {
            return Ok(None);
        }
        let option = driver.find(By::Css(option.as_str())).await;
        let chosen = match option {
            Ok(option) => option.click().await,
            Err(error) => Err(error),
        };
        Ok(chosen.ok())
    })
    .await?;
    // Not every driver focuses the field, and geckodriver takes the focus away.
    Ok(driver.find(By::Css(field)).await?.focus().await?)
}

/// Opens the filters if they are closed.
async fn open_filters(browser: &Browser) -> Result<()> {
    let there = "document.querySelector('.search-choices') !== null";
    browser.until("there are filters", there).await?;
    let is_open = browser.value("document.querySelector('.search-choices').open");
    if is_open.await? != json!(true) {
        let summary = By::Css(".search-choices > summary");
        browser.driver().find(summary).await?.click().await?;
    }
    Ok(())
}

/// Sets a date and fires its events.
async fn set_day(browser: &Browser, field: &str, day: &str) -> Result<()> {
    let set = "(() => {
        const field = document.getElementById('search-' + arguments[0]);
        field.value = arguments[1];
        field.dispatchEvent(new Event('change', { bubbles: true }));
    })()";
    browser
        .value_with(set, vec![json!(field), json!(day)])
        .await?;
    let is_searched = format!("location.search.includes('{field}={day}')");
    browser.until("the day is searched for", &is_searched).await
}

/// An option's label, which ends with its number of pages. Counts follow the results.
async fn choice(browser: &Browser, field: &str, value: &str) -> Result<String> {
    let option = format!("document.querySelector('#search-{field} [value=\"{value}\"]')");
    let is_there = format!("{option} !== null");
    browser.until("it is counted", &is_there).await?;
    let choice = format!("{option}.text");
    browser.text(&choice).await
}

#[tokio::test(flavor = "multi_thread", worker_threads = 1)]
async fn the_form_finds_the_article_and_back_restores_the_results() -> Result<()> {
    for with_button in [true, false] {
        let (site, browser) = at(SEED).await?;
        let driver = browser.driver();
        type_query(&browser, "antimissile").await?;
        if with_button {
            driver
                .find(By::Css(".search button"))
                .await?
                .click()
                .await?;
        } else {
            driver
                .find(By::Id("search"))
                .await?
                .send_keys(Key::Enter)
                .await?;
        }
        browser.until_heading("Search: antimissile").await?;
        browser.until_focus_on_heading().await?;
        browser.hydrated().await?;
        assert_eq!(
            headlines(&browser).await?.first().map(String::as_str),
            Some(HEADLINE)
        );
        assert_eq!(browser.address().await?, "/search/?q=antimissile");
        assert!(
            browser.is_marked_document().await?,
            "the document was reloaded"
        );

        let found = headlines(&browser).await?;
        browser.follow(HEADLINE).await?;
        browser.until_heading(HEADLINE).await?;
        site.host.clear_requests();
        driver.back().await?;
        browser.until_heading("Search: antimissile").await?;
        browser
            .until(
                "the focus is on the link",
                "document.activeElement.matches('h3 a')",
            )
            .await?;
        assert_eq!(headlines(&browser).await?, found);
        assert_eq!(site.requests(), Vec::<String>::new());
    }
    Ok(())
}

#[tokio::test(flavor = "multi_thread", worker_threads = 1)]
async fn enter_searches_before_the_app_has_started() -> Result<()> {
    let site = Site::newswire()?;
    let browser = Browser::start().await?;
    site.host.fail(&site.wasm(), Fault::Hold);
    browser
        .driver()
        .execute(
            "window.location = arguments[0]",
            vec![json!(site.url(SEED))],
        )
        .await?;
    browser
        .until("the box is there", "!!document.getElementById('search')")
        .await?;
    type_query(&browser, "antimissile").await?;
    browser.press(Key::Enter).await?;
    browser
        .until("the form was sent", "location.search === '?q=antimissile'")
        .await?;
    site.host.mend(&site.wasm());
    browser.hydrated().await?;
    assert_eq!(
        headlines(&browser).await?.first().map(String::as_str),
        Some(HEADLINE)
    );
    Ok(())
}

#[tokio::test(flavor = "multi_thread", worker_threads = 1)]
async fn a_search_can_be_linked_to() -> Result<()> {
    let (site, browser) = at("/search/?q=antimissile").await?;
    assert_eq!(
        headlines(&browser).await?.first().map(String::as_str),
        Some(HEADLINE)
    );
    // Passages come after the titles.
    let shown = "document.querySelector('#search-found .article-item-summary mark')
        ?.textContent === 'antimissile'";
    browser.until("the passage is shown", shown).await?;
    let kicker = "document.querySelector('#search-found .kicker').innerText";
    assert_eq!(browser.text(kicker).await?, "Missile");
    let dateline = "document.querySelector('#search-found .article-facts').innerText";
    assert_eq!(browser.text(dateline).await?, "Russia October 23, 2012");
    let typed = "document.getElementById('search').value";
    assert_eq!(browser.text(typed).await?, "antimissile");
    assert_eq!(browser.console().await?, Vec::<String>::new());

    browser.open(&site.url("/search/?q=%3Cb%3Exyzzyx")).await?;
    // Punctuation between words is ignored.
    let told = "document.querySelector('#search-found').innerText.includes('xyzzyx')
        && !document.querySelector('#search-found b')";
    browser.until("it is shown as text", told).await?;
    Ok(())
}

#[tokio::test(flavor = "multi_thread", worker_threads = 1)]
async fn results_follow_the_typing_and_are_announced_once() -> Result<()> {
    let (_site, browser) = at("/search/?q=sarin").await?;
    let words = format!("{COUNT}.split(' for ')[0]");
    let first = browser.text(&words).await?;
    // What a screen reader would announce.
    browser
        .driver()
        .execute(
            "window.heard = [];
             const status = document.getElementById('search-status');
             new MutationObserver(() => status.textContent && heard.push(status.textContent))
                 .observe(status, { childList: true });
             window.entries = history.length;",
            Vec::new(),
        )
        .await?;
    // All letters at once: a slow machine must not look like a reader who pauses.
    let type_letters = "(() => {
        const field = document.getElementById('search');
        field.focus();
        for (let length = 0; length <= arguments[0].length; length++) {
            field.value = arguments[0].slice(0, length);
            field.dispatchEvent(new Event('input', { bubbles: true }));
        }
    })()";
    browser
        .value_with(type_letters, vec![json!("uranium")])
        .await?;
    browser
        .until("it was found", &format!("{COUNT}.endsWith('“uranium”')"))
        .await?;
    let count = browser.text(&words).await?;
    let was_heard = format!("heard.includes({count:?})");
    browser.until("it was announced", &was_heard).await?;
    // On a slow machine, the first count is late, and the search says that it is still
    // running.
    let others = format!("heard.filter(it => it !== {first:?} && it !== 'Searching…')");
    assert_eq!(browser.value(&others).await?, json!([count]));
    assert_eq!(
        browser.value("document.activeElement.id").await?,
        json!("search")
    );
    assert_eq!(browser.address().await?, "/search/?q=uranium");
    assert_eq!(
        browser.value("history.length === entries").await?,
        json!(true)
    );
    Ok(())
}

#[tokio::test(flavor = "multi_thread", worker_threads = 1)]
async fn filters_leave_as_many_as_they_say_and_are_in_the_address() -> Result<()> {
    let (site, browser) = at("/search/?q=weapons").await?;
    for (field, value, query) in [
        ("section", "chemical", "q=weapons&section=chemical"),
        (
            "country",
            "syria",
            "q=weapons&section=chemical&country=syria",
        ),
        (
            "year",
            "2013",
            "q=weapons&section=chemical&country=syria&year=2013",
        ),
    ] {
        let label = choice(&browser, field, value).await?;
        let (_, left) = label.rsplit_once(" (").expect("a count");
        let left = left.trim_end_matches(')');
        let said = match left {
            "1" => "1 result".to_owned(),
            left => format!("{left} results"),
        };
        choose(&browser, field, value).await?;
        until_found(
            &browser,
            &format!("{said} for “weapons” with these filters"),
        )
        .await?;
        assert_eq!(browser.address().await?, format!("/search/?{query}"));
        let focused = format!("search-{field}");
        assert_eq!(
            browser.value("document.activeElement.id").await?,
            json!(focused)
        );
    }
    let summary = "document.querySelector('.search-choices > summary').textContent";
    assert_eq!(browser.text(summary).await?, "Filter and sort (3 filters)");
    let found = headlines(&browser).await?;
    assert!(!found.is_empty());

    browser.driver().back().await?;
    browser
        .until(
            "the year is chosen no more",
            &format!("!{FILTERS}.includes('2013')"),
        )
        .await?;
    assert!(
        browser.is_marked_document().await?,
        "the document was reloaded"
    );
    browser.driver().forward().await?;
    browser
        .until("it is again", &format!("{FILTERS}.includes('2013')"))
        .await?;
    let address = browser.address().await?;
    browser.open(&site.url(&address)).await?;
    assert_eq!(headlines(&browser).await?, found);

    // The search box keeps the filters.
    type_query(&browser, "sarin").await?;
    browser.press(Key::Enter).await?;
    browser
        .until(
            "it was found",
            &format!("{COUNT}.includes('“sarin” with these filters')"),
        )
        .await?;
    assert_eq!(
        browser.address().await?,
        "/search/?q=sarin&section=chemical&country=syria&year=2013"
    );
    Ok(())
}

#[tokio::test(flavor = "multi_thread", worker_threads = 1)]
async fn dates_and_the_order_can_be_chosen() -> Result<()> {
    let (_site, browser) = at("/search/?q=nuclear").await?;
    let days = "[...document.querySelectorAll('#search-found time')].map(it => it.dateTime)";
    set_day(&browser, "from", "2010-04-01").await?;
    browser
        .until("they are filtered", &format!("{COUNT}.includes('filters')"))
        .await?;
    set_day(&browser, "to", "2011-03-31").await?;
    choose(&browser, "sort", "newest").await?;
    browser
        .until("they are sorted", "location.search.includes('sort=newest')")
        .await?;
    let sorted = format!("JSON.stringify({days}) === JSON.stringify({days}.sort().reverse())");
    browser.until("the newest come first", &sorted).await?;
    let days: Vec<String> = serde_json::from_value(browser.value(days).await?)?;
    assert!(days.len() > 3, "{days:?}");
    for day in days {
        assert!(("2010-04-01".."2011-04-01").contains(&&*day), "{day}");
    }
    Ok(())
}

#[tokio::test(flavor = "multi_thread", worker_threads = 1)]
async fn results_have_pages() -> Result<()> {
    let (_site, browser) = at("/search/?q=nuclear").await?;
    let first = links(&browser).await?;
    assert_eq!(first.len(), 10);
    browser.follow("Next page").await?;
    browser
        .until(
            "the next page is shown",
            "location.search === '?q=nuclear&page=2'
            && document.activeElement.id === 'search-count'",
        )
        .await?;
    let second = links(&browser).await?;
    assert!(
        second.iter().all(|link| !first.contains(link)),
        "{second:?}"
    );
    assert_eq!(
        browser
            .number("document.querySelector('#search-found ol').start")
            .await?,
        11.0
    );
    browser.driver().back().await?;
    browser
        .until(
            "the first page is shown",
            &format!("{LINKS}[0] === {:?}", first[0]),
        )
        .await?;
    Ok(())
}

/// Typical queries and the responses to them.
#[tokio::test(flavor = "multi_thread", worker_threads = 1)]
async fn phrases_exclusions_aliases_and_typos_are_understood() -> Result<()> {
    let (site, browser) = at("/search/").await?;
    let found = async |query: &str| -> Result<Vec<String>> {
        let query: String = url_encoded(query);
        browser
            .open(&site.url(&format!("/search/?q={query}")))
            .await?;
        headlines(&browser).await
    };
    // All words match, but in another order.
    assert!(!found("uranium enriched highly").await?.is_empty());
    assert!(found("\"uranium enriched highly\"").await?.is_empty());
    assert!(!found("\"highly enriched uranium\"").await?.is_empty());

    let all = found("anthrax").await?;
    let without = found("anthrax -letters").await?;
    assert!(
        !without.is_empty() && without.len() < all.len(),
        "{all:?} {without:?}"
    );

    for name in [
        "DPRK",
        "North Korea",
        "north korea",
        "Democratic People’s Republic of Korea",
    ] {
        let first = found(name).await?.into_iter().next();
        assert_eq!(first.as_deref(), Some("North Korea"), "{name}");
    }
    for accents in ["TÜRKIYE", "turkiye", "Türkiye"] {
        let first = found(accents).await?.into_iter().next();
        assert_eq!(first.as_deref(), Some("Turkey"), "{accents}");
    }

    assert_eq!(found("antrax").await?, all);
    let text = "document.getElementById('search-found').innerText";
    let told = browser.text(text).await?;
    assert!(told.contains("No page has the word “antrax”."), "{told}");
    Ok(())
}

/// Many words describe a page: it need not have them all.
#[tokio::test(flavor = "multi_thread", worker_threads = 1)]
async fn a_page_that_lacks_one_of_many_words_is_found() -> Result<()> {
    let (site, browser) = at("/search/").await?;
    for (query, first, are_some_partial) in [
        (
            "what happened at Pine Bluff?",
            "U.S. Army Completes Chemical Disposal at Pine Bluff Arsenal",
            false,
        ),
        (
            "did Obama visit Prague",
            "Obama, in Prague, Commits U.S. to Seek a World Without Nuclear Arms",
            true,
        ),
        (
            "North Korea satellite December 2012",
            "North Korea Puts Satellite Into Orbit, Defying U.N. Ban",
            true,
        ),
    ] {
        let address = format!("/search/?q={}", url_encoded(query));
        browser.open(&site.url(&address)).await?;
        let found = headlines(&browser).await?;
        assert_eq!(found.first().map(String::as_str), Some(first), "{query}");
        let text = "document.getElementById('search-found').innerText";
        let text = browser.text(text).await?;
        let told = "Some of these pages have most of the words, but not all.";
        assert_eq!(text.contains(told), are_some_partial, "{query}: {text}");
    }
    Ok(())
}

#[tokio::test(flavor = "multi_thread", worker_threads = 1)]
async fn newer_pages_that_lack_a_word_come_after_those_with_all() -> Result<()> {
    let query = "/search/?q=North+Korea+satellite+December+2012&sort=newest";
    let (_site, browser) = at(query).await?;
    let found = headlines(&browser).await?;
    let place = |headline: &str| found.iter().position(|it| it == headline);
    let whole = place("North Korea Puts Satellite Into Orbit, Defying U.N. Ban");
    let newer = place("Stolen Radioactive Source Found in Mexico");
    assert!(whole.is_some() && whole < newer, "{found:?}");
    Ok(())
}

fn url_encoded(text: &str) -> String {
    text.bytes().map(|byte| format!("%{byte:02X}")).collect()
}

#[tokio::test(flavor = "multi_thread", worker_threads = 1)]
async fn an_empty_page_has_no_hole_above_the_other_ways() -> Result<()> {
    for page in ["/search/", "/search/?q=zzzyx"] {
        let (_site, browser) = at(page).await?;
        let tips = "document.querySelector('.search-tips')";
        browser
            .until("there are tips", &format!("{tips} !== null"))
            .await?;
        let gap = format!(
            "document.querySelector('.browse').getBoundingClientRect().top
                - {tips}.getBoundingClientRect().bottom"
        );
        let gap = browser.number(&gap).await?;
        assert!((0.0..100.0).contains(&gap), "{page}: {gap} pixels");
    }
    Ok(())
}

#[tokio::test(flavor = "multi_thread", worker_threads = 1)]
async fn without_results_the_reader_gets_suggestions() -> Result<()> {
    let (_site, browser) = at("/search/?q=sarin+%22no+such+phrase%22&section=chemical").await?;
    let heading = "No results for “sarin \"no such phrase\"” with these filters";
    until_found(&browser, heading).await?;
    browser.follow("Search without \"no such phrase\"").await?;
    browser
        .until(
            "the rest is found",
            "location.search === '?q=sarin&section=chemical'
            && document.querySelectorAll('#search-found h3').length > 0",
        )
        .await?;

    type_query(&browser, "ricin").await?;
    browser
        .until(
            "nothing is left",
            &format!("{COUNT}.startsWith('No results')"),
        )
        .await?;
    browser.follow("Search without filters").await?;
    browser
        .until(
            "it is found",
            "location.search === '?q=ricin'
            && document.querySelectorAll('#search-found h3').length > 0",
        )
        .await?;
    Ok(())
}

/// Nothing for search is fetched before somebody searches.
#[tokio::test(flavor = "multi_thread", worker_threads = 1)]
async fn without_a_search_nothing_is_fetched_for_it() -> Result<()> {
    let site = Site::newswire()?;
    let browser = Browser::start().await?;
    let of_search = || -> Vec<String> {
        let requests = site.host.requests().into_iter();
        requests
            .filter(|path| path.starts_with("/search/"))
            .collect()
    };
    browser.open(&site.url(SEED)).await?;
    for page in ["/", RUSSIA, "/gsn/archive/", "/about/"] {
        browser.navigate(page).await?;
    }
    assert_eq!(of_search(), Vec::<String>::new());

    let field = browser.driver().find(By::Id("search")).await?;
    field.click().await?;
    browser
        .until(
            "the box can be typed into",
            "document.querySelector('#search[role=combobox]') !== null",
        )
        .await?;
    assert!(
        of_search()
            .iter()
            .any(|path| path.ends_with("search_bg.wasm"))
    );
    // The index itself is not loaded before there is a query.
    assert!(!of_search().iter().any(|path| path.contains("/part-")));
    Ok(())
}

#[tokio::test(flavor = "multi_thread", worker_threads = 1)]
async fn cached_segments_work_offline() -> Result<()> {
    if is_left_out("parts of the index answer offline", Ability::GoOffline)? {
        return Ok(());
    }
    let (_site, browser) = at("/search/?q=sarin").await?;
    for query in ["Syria", "sarin"] {
        type_query(&browser, query).await?;
        browser
            .until("it was found", &format!("{COUNT}.endsWith('“{query}”')"))
            .await?;
    }
    browser.offline(true).await?;
    type_query(&browser, "Syria sarin").await?;
    browser
        .until(
            "it was found",
            &format!("{COUNT}.endsWith('“Syria sarin”')"),
        )
        .await?;
    assert!(headlines(&browser).await?.len() > 1);
    Ok(())
}

#[tokio::test(flavor = "multi_thread", worker_threads = 1)]
async fn a_missing_index_is_reported_and_requested_again() -> Result<()> {
    let site = Site::newswire()?;
    let browser = Browser::start().await?;
    let index = site.document("/search/")?["content"]["search"]["site"].clone();
    let index = index.as_str().expect("a path").to_owned();
    site.host.fail(&index, Fault::Status(503));
    browser.open(&site.url("/search/?q=antimissile")).await?;
    until_found(&browser, "Search failed: part of the index did not load.").await?;
    site.host.mend(&index);
    browser.follow("try again").await?;
    browser
        .until("it is found", &format!("{HEADLINES}[0] === {HEADLINE:?}"))
        .await?;
    Ok(())
}

#[tokio::test(flavor = "multi_thread", worker_threads = 1)]
async fn a_missing_program_is_reported_and_requested_again() -> Result<()> {
    let site = Site::newswire()?;
    let browser = Browser::start().await?;
    let script = site.document("/search/")?["content"]["search"]["engine"].clone();
    let script = script.as_str().expect("a path");
    for file in [script.to_owned(), script.replace(".js", "_bg.wasm")] {
        site.host.fail(&file, Fault::Status(503));
        browser.load(&site.url("/search/?q=antimissile")).await?;
        browser.until_told(Notice::Alert, "Try again").await?;
        site.host.mend(&file);
        browser.follow("Try again").await?;
        browser
            .until("it is found", &format!("{HEADLINES}[0] === {HEADLINE:?}"))
            .await?;
        let alert = "document.querySelector('[role=alert]').innerText";
        assert_eq!(browser.value(alert).await?, Value::from(""));
    }
    Ok(())
}

#[tokio::test(flavor = "multi_thread", worker_threads = 1)]
async fn search_works_under_a_sub_path() -> Result<()> {
    let site = Site::below("/newswire/")?;
    let browser = Browser::start().await?;
    browser.open(&site.url("/search/?q=antimissile")).await?;
    assert_eq!(
        headlines(&browser).await?.first().map(String::as_str),
        Some(HEADLINE)
    );
    browser.follow(HEADLINE).await?;
    browser.until_heading(HEADLINE).await?;
    assert_eq!(site.host.strays(), Vec::<String>::new());
    Ok(())
}

/// A page's address is in its body only for print.
#[tokio::test(flavor = "multi_thread", worker_threads = 1)]
async fn passages_contain_only_visible_text() -> Result<()> {
    let (_site, browser) = at("/search/?q=treaty").await?;
    browser
        .until("there are results", &format!("{COUNT}.includes('results')"))
        .await?;
    let passages = "[...document.querySelectorAll('#search-found .article-item-summary')]
        .map(it => it.textContent).join(' ')";
    browser
        .until("they are there", &format!("{passages}.includes('treaty')"))
        .await?;
    let passages = browser.text(passages).await?;
    assert!(passages.contains("treaty"), "{passages}");
    assert!(!passages.contains("https://"), "{passages}");
    Ok(())
}

#[tokio::test(flavor = "multi_thread", worker_threads = 1)]
async fn an_abbreviation_finds_what_it_means() -> Result<()> {
    let (_site, browser) = at("/search/?q=HEU").await?;
    let passage = "document.querySelector('#search-found .article-item-summary')?.textContent";
    let means = "highly enriched uranium (HEU) Uranium enriched to 20 percent";
    browser
        .until("it is there", &format!("{passage}?.includes('{means}')"))
        .await?;
    assert_eq!(
        headlines(&browser).await?.first().map(String::as_str),
        Some("Glossary")
    );
    Ok(())
}

/// Other entries have the word, too, and come before its own.
#[tokio::test(flavor = "multi_thread", worker_threads = 1)]
async fn a_question_is_answered_by_the_entry_of_the_term() -> Result<()> {
    let passage = "document.querySelector('#search-found .article-item-summary')?.textContent";
    for (question, entry) in [
        ("what is sarin?", "… sarin A nerve agent"),
        ("what is a centrifuge", "… centrifuge A machine"),
    ] {
        let (_site, browser) = at(&format!("/search/?q={question}")).await?;
        browser
            .until(entry, &format!("{passage}?.startsWith('{entry}')"))
            .await?;
    }
    Ok(())
}

/// What a word is not the beginning of, or not part of, is not found by it; while it is
/// being typed, what begins with it is.
#[tokio::test(flavor = "multi_thread", worker_threads = 1)]
async fn a_word_that_no_page_has_finds_nothing_and_near_ones_are_offered() -> Result<()> {
    let (site, browser) = at("/search/?q=notif").await?;
    until_found(&browser, "No results for “notif”").await?;
    let text = "document.getElementById('search-found').innerText";
    let told = browser.text(text).await?;
    assert!(
        told.contains("No page has the word “notif”. Did you mean notif"),
        "{told}"
    );
    // Neither do signs that belong to no word.
    for query in ["ISI", "ONU", "😀", "…!"] {
        browser
            .open(&site.url(&format!("/search/?q={query}")))
            .await?;
        until_found(&browser, &format!("No results for “{query}”")).await?;
    }
    type_query(&browser, "notif").await?;
    let is_found = format!("{COUNT}.includes(' for “notif”') && {HEADLINES}.length > 0");
    browser.until("what begins so is found", &is_found).await
}

#[tokio::test(flavor = "multi_thread", worker_threads = 1)]
async fn several_filters_are_on_and_each_can_be_taken_off() -> Result<()> {
    let (_site, browser) = at("/search/?q=weapons&section=chemical").await?;
    let only_one = browser.text(&format!("{COUNT}.split(' ')[0]")).await?;
    choose(&browser, "section", "biological").await?;
    browser
        .until(
            "both are on",
            &format!("{FILTERS} === 'Chemical ×\\nBiological ×'"),
        )
        .await?;
    assert_eq!(
        browser.address().await?,
        "/search/?q=weapons&section=chemical&section=biological"
    );
    let both = browser.text(&format!("{COUNT}.split(' ')[0]")).await?;
    assert!(
        both.parse::<u32>()? > only_one.parse::<u32>()?,
        "{both} {only_one}"
    );
    browser.follow("Biological ×").await?;
    until_found(
        &browser,
        &format!("{only_one} results for “weapons” with these filters"),
    )
    .await?;
    assert_eq!(browser.text(FILTERS).await?, "Chemical ×");
    Ok(())
}

#[tokio::test(flavor = "multi_thread", worker_threads = 1)]
async fn title_and_heading_name_the_search() -> Result<()> {
    let (_site, browser) = at("/search/?q=sarin").await?;
    browser.until_heading("Search: sarin").await?;
    let title = "document.title";
    assert!(browser.text(title).await?.starts_with("“sarin” – Search"));
    type_query(&browser, "ricin").await?;
    browser.until_heading("Search: ricin").await?;
    assert!(browser.text(title).await?.starts_with("“ricin” – Search"));
    Ok(())
}

/// A page that was loaded before a publication still knows the index of then.
#[tokio::test(flavor = "multi_thread", worker_threads = 1)]
async fn an_open_page_searches_on_after_a_publication() -> Result<()> {
    let (site, browser) = at("/search/").await?;
    let document = site.document("/search/")?;
    let old = document["content"]["search"]["site"]
        .as_str()
        .expect("a path");
    let new = old.replace("site-", "site-00000000");
    let contents = site.text(old)?;
    site.host.fail(
        &new,
        Fault::Replace {
            content_type: "application/json".to_owned(),
            body: contents.into(),
        },
    );
    site.host.fail(old, Fault::Status(404));
    let mut published = document.clone();
    published["content"]["search"]["site"] = json!(new);
    site.replace_document("/search/", &published);
    type_query(&browser, "antimissile").await?;
    browser
        .until("it is found", &format!("{HEADLINES}[0] === {HEADLINE:?}"))
        .await
}

/// The keys of an input method choose among its own candidates.
#[tokio::test(flavor = "multi_thread", worker_threads = 1)]
async fn a_composing_keyboard_leaves_the_suggestions_alone() -> Result<()> {
    let (_site, browser) = at(SEED).await?;
    type_query(&browser, "iran").await?;
    browser
        .until(
            "there are suggestions",
            "document.querySelector('#search-suggestions [role=option]') !== null",
        )
        .await?;
    let press = "(() => {
        const box = document.getElementById('search');
        const press = (key, isComposing) => box.dispatchEvent(
            new KeyboardEvent('keydown', { key, isComposing, cancelable: true, bubbles: true }));
        press('ArrowDown', true);
        const while_composing = box.hasAttribute('aria-activedescendant');
        press('ArrowDown', false);
        return [while_composing, box.hasAttribute('aria-activedescendant')];
    })()";
    assert_eq!(browser.value(press).await?, json!([false, true]));
    Ok(())
}
