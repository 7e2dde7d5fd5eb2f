//! Printed pages.

use anyhow::{Context, Result, ensure};
use model::Html;
use scraper::{Html as Document, Selector};
use serde_json::json;
use std::fs;
use std::path::PathBuf;
use std::process::Command;
use tempfile::TempDir;
use tests::browser::Browser;
use tests::picture::Picture;
use tests::seed::HEADLINE;
use tests::site::{KINDS, NOWHERE, RUSSIA, SEED, Site};
use thirtyfour::common::print::{PrintPage, PrintParameters};

/// Letter and A4, in centimeters.
const PAPERS: [(f64, f64); 2] = [(21.59, 27.94), (21.0, 29.7)];

/// A page printed by Chromium.
struct Printed {
    folder: TempDir,
}

/// A word, and its box's left and right edges as fractions of the paper's width.
struct Word {
    text: String,
    left: f64,
    right: f64,
}

impl Printed {
    async fn new(browser: &Browser, (width, height): (f64, f64)) -> Result<Self> {
        let folder = TempDir::new()?;
        let parameters = PrintParameters {
            // The reader's settings that are worst for colors and wide tables.
            background: true,
            shrink_to_fit: false,
            page: PrintPage { width, height },
            ..PrintParameters::default()
        };
        let pdf = browser.driver().print_page(parameters).await?;
        fs::write(folder.path().join("page.pdf"), pdf)?;
        Ok(Self { folder })
    }

    /// Runs one of Poppler's programs on the PDF, with `output` as its output file.
    fn poppler(&self, program: &str, options: &[&str], output: &str) -> Result<PathBuf> {
        let output = self.folder.path().join(output);
        let status = Command::new(program)
            .args(options)
            .arg(self.folder.path().join("page.pdf"))
            .arg(&output)
            .status()
            .with_context(|| format!("{program} is not installed (on Debian: poppler-utils)"))?;
        ensure!(status.success(), "{program} failed");
        Ok(output)
    }

    /// The text in reading order.
    fn text(&self) -> Result<String> {
        let file = self.poppler("pdftotext", &["-layout", "-nopgbrk"], "page.txt")?;
        // Addresses are surrounded by directional isolates.
        let text = fs::read_to_string(file)?.replace(['\u{2066}', '\u{2069}'], "");
        Ok(text.split_whitespace().collect::<Vec<_>>().join(" "))
    }

    /// The words with their positions.
    fn words(&self) -> Result<Vec<Word>> {
        let file = self.poppler("pdftotext", &["-bbox"], "words.html")?;
        let document = Document::parse_document(&fs::read_to_string(file)?);
        let [page, word] = ["page", "word"].map(|name| Selector::parse(name).expect("a name"));
        let mut words = Vec::new();
        for page in document.select(&page) {
            let number = |element: scraper::ElementRef<'_>, name: &str| {
                let value = element.attr(name).with_context(|| format!("no {name}"))?;
                Ok::<f64, anyhow::Error>(value.parse()?)
            };
            let width = number(page, "width")?;
            for word in page.select(&word) {
                words.push(Word {
                    text: word.text().collect(),
                    left: number(word, "xmin")? / width,
                    right: number(word, "xmax")? / width,
                });
            }
        }
        Ok(words)
    }

    /// An image of the first sheet.
    fn sheet(&self) -> Result<Picture> {
        let options = ["-png", "-singlefile", "-r", "50"];
        let file = self.poppler("pdftoppm", &options, "sheet")?;
        Picture::read(&file.with_extension("png"))
    }
}

async fn printed(browser: &Browser) -> Result<String> {
    Printed::new(browser, PAPERS[0]).await?.text()
}

/// Fails if a word is cut off at an edge of the sheet.
#[track_caller]
fn assert_nothing_is_cut_off(page: &str, words: &[Word]) {
    let outside = words
        .iter()
        .filter(|word| word.left < 0.03 || word.right > 0.97);
    let outside: Vec<_> = outside.map(|word| &word.text).collect();
    assert!(outside.is_empty(), "{page}: {outside:?} are cut off");
}

#[tokio::test(flavor = "multi_thread", worker_threads = 1)]
async fn an_article_is_printed_with_its_address_and_without_navigation() -> Result<()> {
    let site = Site::newswire()?;
    let browser = Browser::start().await?;
    browser.open(&site.url(SEED)).await?;
    assert_is_the_article(&printed(&browser).await?);

    let browser = Browser::start_without_scripts().await?;
    browser.load(&site.url(SEED)).await?;
    assert_is_the_article(&printed(&browser).await?);
    Ok(())
}

#[track_caller]
fn assert_is_the_article(text: &str) {
    for expected in [
        "Global Security Newswire",
        HEADLINE,
        "October 23, 2012",
        "said his government intends to enhance its collaboration",
        "Armenia, Belarus",
        "the minister said during a joint meeting with top Belarusian military officials.",
        "Interfax report cited in the article",
    ] {
        assert!(text.contains(expected), "“{expected}” is not in: {text}");
    }
    for unwanted in [
        "Jump to",
        "Search",
        "Country Profiles",
        "Terrorism Country",
        "About",
        "View Country Profile",
        "Try again",
        "(/",
    ] {
        assert!(!text.contains(unwanted), "“{unwanted}” is in: {text}");
    }
}

#[tokio::test(flavor = "multi_thread", worker_threads = 1)]
async fn every_page_is_printed_with_its_whole_address_once() -> Result<()> {
    let site = Site::newswire()?;
    let browser = Browser::start().await?;
    for page in KINDS.into_iter().filter(|page| *page != NOWHERE) {
        browser.open(&site.url(NOWHERE)).await?;
        let path = page.split('?').next().unwrap_or(page);
        let address = format!("{}{path}", site.newsroom.origin);
        browser.navigate(page).await?;
        browser.hydrated().await?;
        let followed = printed(&browser).await?;
        browser.open(&site.url(page)).await?;
        for text in [printed(&browser).await?, followed] {
            // A long address continues on the next line.
            let text: String = text.split_whitespace().collect();
            assert_eq!(text.matches(&address).count(), 1, "{page}: {text}");
            let (_, after) = text.rsplit_once(&address).context("it is there")?;
            assert!(
                after.len() < 1_000,
                "{page}: the address is followed by {after}"
            );
        }
        let on_screen = browser.text("document.body.innerText").await?;
        assert!(!on_screen.contains(&address), "{page}");
    }
    Ok(())
}

#[tokio::test(flavor = "multi_thread", worker_threads = 1)]
async fn the_addresses_of_sources_are_printed() -> Result<()> {
    let site = Site::newswire()?;
    let article = site
        .newsroom
        .articles
        .iter()
        .find_map(|article| {
            let url = article
                .sources
                .iter()
                .find_map(|source| source.url.clone())?;
            Some((article.slug.clone(), url))
        })
        .context("an article has a source with an address")?;
    let (slug, url) = article;
    let browser = Browser::start().await?;
    browser
        .open(&site.url(&format!("/gsn/article/{slug}/")))
        .await?;
    // Addresses that are too long for a line are broken.
    let text = printed(&browser).await?.replace(' ', "");
    assert!(text.contains(&format!("({url})")), "{text}");
    Ok(())
}

#[tokio::test(flavor = "multi_thread", worker_threads = 1)]
async fn paper_is_white_and_text_black_in_any_scheme() -> Result<()> {
    let site = Site::newswire()?;
    let browser = Browser::start().await?;
    for (system, choice) in [
        ("dark", ""),
        ("light", "dark"),
        ("dark", "dark"),
        ("dark", "light"),
    ] {
        browser.color_scheme(system).await?;
        for page in [SEED, RUSSIA, "/country-profiles/", "/"] {
            browser.open(&site.url(page)).await?;
            let choose = "(choice => {
                localStorage.setItem('scheme', choice);
                document.documentElement.dataset.scheme = choice;
                if (!choice) delete document.documentElement.dataset.scheme;
            })(arguments[0])";
            browser.value_with(choose, vec![json!(choice)]).await?;
            let sheet = Printed::new(&browser, PAPERS[1]).await?.sheet()?;
            let what = format!("{page}, {system}, “{choice}”");
            let white = sheet
                .pixels
                .iter()
                .filter(|pixel| pixel.iter().all(|it| *it > 250));
            let share = white.count() as f64 / sheet.pixels.len() as f64;
            assert!(share > 0.6, "{what}: {share:.2} of the paper is white");
            let dark = sheet
                .pixels
                .iter()
                .filter(|pixel| pixel.iter().all(|it| *it < 110));
            let share = dark.count() as f64 / sheet.pixels.len() as f64;
            assert!(share > 0.005, "{what}: {share:.4} of the paper is black");
        }
    }
    Ok(())
}

#[tokio::test(flavor = "multi_thread", worker_threads = 1)]
async fn the_table_of_treaties_fits_on_paper() -> Result<()> {
    let site = Site::newswire()?;
    let browser = Browser::start().await?;
    browser.open(&site.url("/country-profiles/")).await?;
    for paper in PAPERS {
        let printed = Printed::new(&browser, paper).await?;
        let words = printed.words()?;
        assert_nothing_is_cut_off("/country-profiles/", &words);
        let words: Vec<_> = words.iter().map(|word| word.text.as_str()).collect();
        // That of two states has no column.
        let treaties = site.newsroom.treaties.iter();
        let short = treaties
            .filter(|treaty| treaty.slug != "new-start")
            .flat_map(|treaty| treaty.short.split_whitespace());
        for part in short {
            assert!(words.contains(&part), "“{part}” is not printed in full");
        }
        let text = printed.text()?;
        for country in &site.newsroom.countries {
            // In the list and in the table.
            let count = text.matches(&country.name).count();
            assert!(count >= 2, "“{}” is printed {count} times", country.name);
        }
    }
    Ok(())
}

#[tokio::test(flavor = "multi_thread", worker_threads = 1)]
async fn no_kind_of_page_is_cut_off() -> Result<()> {
    let site = Site::newswire()?;
    let browser = Browser::start().await?;
    for page in KINDS {
        browser.open(&site.url(page)).await?;
        for paper in PAPERS {
            let printed = Printed::new(&browser, paper).await?;
            assert_nothing_is_cut_off(page, &printed.words()?);
        }
    }
    Ok(())
}

#[tokio::test(flavor = "multi_thread", worker_threads = 1)]
async fn tables_in_texts_fit_and_keep_their_words() -> Result<()> {
    let long = "https://www.example.org/documents/2014/a-very-long-address/that-goes-on/and-on.pdf";
    let row = |cell: &str, count: usize| {
        let cells = (0..count).map(|_| cell.to_owned());
        format!("<tr>{}</tr>", cells.collect::<String>())
    };
    let linked = format!("<td><a href=\"{long}\">Nonproliferation</a></td>");
    let inside = "<td><a href=\"/country-profiles/syria/\">Verification</a></td>";
    let tables = format!(
        "<p>Text.</p><table><tbody>{}{}</tbody></table><table><tbody>{}{}</tbody></table>",
        row(&linked, 4),
        row(inside, 4),
        row("<td>Organization 1993</td>", 9),
        row("<td>Party</td>", 9),
    );
    let mut site = Site::newswire()?;
    site.publish_again(|newsroom, _| {
        let mut articles = newsroom.articles.iter_mut();
        if let Some(article) = articles.find(|article| SEED.contains(&article.slug)) {
            article.body = Html::from_sanitized(tables);
        }
    })?;
    let browser = Browser::start().await?;
    browser.open(&site.url(SEED)).await?;
    for paper in PAPERS {
        let words = Printed::new(&browser, paper).await?.words()?;
        assert_nothing_is_cut_off("a table", &words);
        for (word, count) in [
            ("Nonproliferation", 4),
            ("Verification", 4),
            ("Organization", 9),
        ] {
            let whole = words.iter().filter(|printed| printed.text == word).count();
            assert_eq!(whole, count, "“{word}” is printed whole");
        }
        let letters: String = words.iter().map(|word| word.text.as_str()).collect();
        let letters = letters.replace(['\u{2066}', '\u{2069}'], "");
        assert!(!letters.contains("(/"), "{letters}");
    }
    Ok(())
}
