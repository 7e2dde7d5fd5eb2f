//! Articles and quotations in other languages, some of them right-to-left.

use anyhow::Result;
use serde_json::json;
use tests::browser::Browser;
use tests::site::Site;

const ARTICLES: [(&str, &str, &str); 3] = [
    ("/gsn/article/arabic/", "ar", "rtl"),
    ("/gsn/article/persian/", "fa", "rtl"),
    ("/gsn/article/french/", "fr", "ltr"),
];

/// Checks that the headline and text have a language, its direction and its alignment,
/// while everything around them is English.
async fn assert_in_its_own_block(browser: &Browser, language: &str, direction: &str) -> Result<()> {
    let blocks = "['main h1', '.in-language'].map(selector => {
        const block = document.querySelector(selector);
        const text = selector === 'main h1' ? block : block.querySelector('p');
        const range = document.createRange();
        range.selectNodeContents(text);
        const parts = [...range.getClientRects()];
        const line = parts.filter(part => part.top < parts[0].top + parts[0].height / 2);
        const box = text.getBoundingClientRect();
        const side = getComputedStyle(block).direction === 'rtl' ? 'right' : 'left';
        const begins = line.some(part => Math.abs(box[side] - part[side]) < 2);
        return [block.lang, side, begins];
    })";
    let side = if direction == "rtl" { "right" } else { "left" };
    let expected = json!([language, side, true]);
    assert_eq!(browser.value(blocks).await?, json!([expected, expected]));

    let around = "['html', '.signature', '.sources', '.main-navigation', '.footer']
        .map(selector => document.querySelector(selector))
        .map(element => [element.closest('[lang]').lang, getComputedStyle(element).direction])";
    let english = json!(["en", "ltr"]);
    let expected = json!([english, english, english, english, english]);
    assert_eq!(browser.value(around).await?, expected);
    Ok(())
}

#[tokio::test(flavor = "multi_thread", worker_threads = 1)]
async fn an_article_reads_in_its_own_direction() -> Result<()> {
    let site = Site::languages()?;
    let browser = Browser::start().await?;
    for (page, language, direction) in ARTICLES {
        browser.open(&site.url(page)).await?;
        assert_in_its_own_block(&browser, language, direction).await?;
        assert_eq!(browser.console().await?, Vec::<String>::new(), "{page}");
    }
    browser.open(&site.url("/")).await?;
    browser.mark_document().await?;
    for (page, language, direction) in ARTICLES {
        browser.navigate(page).await?;
        assert_in_its_own_block(&browser, language, direction).await?;
    }
    assert!(
        browser.is_marked_document().await?,
        "the document was reloaded"
    );
    Ok(())
}

#[tokio::test(flavor = "multi_thread", worker_threads = 1)]
async fn lists_mark_items_in_other_languages() -> Result<()> {
    let site = Site::languages()?;
    let browser = Browser::start().await?;
    browser.open(&site.url("/")).await?;
    let languages = "[...document.querySelectorAll('.article-item-headline')].map(headline =>
        ['.article-item-headline', '.article-item-summary'].map(selector => {
            const element = headline.parentElement.querySelector(selector);
            return [element.closest('[lang]').lang, getComputedStyle(element).direction];
        }))";
    let both =
        |language: &str, direction: &str| json!([[language, direction], [language, direction]]);
    let expected = json!([
        both("en", "ltr"),
        both("fa", "rtl"),
        both("fr", "ltr"),
        both("ar", "rtl"),
    ]);
    assert_eq!(browser.value(languages).await?, expected);
    Ok(())
}

#[tokio::test(flavor = "multi_thread", worker_threads = 1)]
async fn quotations_carry_their_own_language() -> Result<()> {
    let site = Site::languages()?;
    let browser = Browser::start().await?;
    browser.open(&site.url("/gsn/article/quotations/")).await?;
    let quotations = "[...document.querySelectorAll('.running-text [lang]')]
        .map(element => [element.localName, element.lang, getComputedStyle(element).direction])";
    let quotations = browser.value(quotations).await?;
    for expected in [
        json!(["blockquote", "fr", "ltr"]),
        json!(["q", "ru", "ltr"]),
    ] {
        let all = quotations.as_array().into_iter().flatten();
        assert!(all.clone().any(|it| *it == expected), "{quotations}");
    }
    let is_arabic = |it: &serde_json::Value| it[1] == "ar" && it[2] == "rtl";
    assert!(
        quotations.as_array().into_iter().flatten().any(is_arabic),
        "{quotations}"
    );
    Ok(())
}
