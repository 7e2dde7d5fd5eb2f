//! The newswire as heard: what the screen reader Orca says to a keyboard user.
//!
//! The most important announcements are asserted. All speech is also recorded in
//! `tests/snapshots/speech/`, a file per script, so that changes are reviewed. Lines in
//! brackets are the reader's actions; every other line is one utterance.

use anyhow::{Context, Result, ensure};
use host::Fault;
use insta::assert_snapshot;
use std::fmt::Write;
use tests::screen_reader::ScreenReader;
use tests::seed::HEADLINE;
use tests::site::{RUSSIA, SEED, Site, document_of};

const PROFILE: &str = "View Country Profile →";
const MISSILE: &str = "/gsn/section/missile/";

/// A reader who listens to the newswire, and the speech so far.
struct Script {
    site: Site,
    reader: ScreenReader,
    transcript: String,
}

impl Script {
    /// Starts loading the article.
    async fn loading_the_article() -> Result<Self> {
        let site = Site::newswire()?;
        let reader = ScreenReader::start().await?;
        reader.browser().open(&site.url(SEED)).await?;
        Ok(Self {
            site,
            reader,
            transcript: String::new(),
        })
    }

    /// Loads the article and reads it to its end.
    async fn at_the_article() -> Result<Self> {
        let mut script = Self::loading_the_article().await?;
        let end = script.end_of_the_page()?;
        script.reader.said_with(&end).await?;
        Ok(script)
    }

    /// The last speech of a page read from its start: the last sentence of its footer.
    fn end_of_the_page(&self) -> Result<String> {
        let notice = &self.site.newsroom.shell.notice;
        let (_, last) = notice.rsplit_once(". ").context("it has two sentences")?;
        Ok(last.to_owned())
    }

    /// The speech until a phrase has been heard and nothing more follows.
    async fn hear(&mut self, phrase: &str) -> Result<Vec<String>> {
        let said = self.reader.said_with(phrase).await?;
        Ok(self.note(said))
    }

    /// Presses a key; returns the speech until a phrase has been heard and nothing more
    /// follows.
    async fn press(&mut self, key: &str, phrase: &str) -> Result<Vec<String>> {
        writeln!(self.transcript, "[{key}]")?;
        self.reader.press(key)?;
        self.hear(phrase).await
    }

    /// Types into the search box and listens until a phrase has been heard. The rest of
    /// the speech is dropped, because letters typed at once are not always echoed.
    async fn type_into_the_search_box(&mut self, text: &str, phrase: &str) -> Result<()> {
        self.press("Tab", "Jump to search").await?;
        self.press("Return", "Search").await?;
        writeln!(self.transcript, "[{text}]")?;
        // The box indicates when suggestions are ready.
        let ready = "document.activeElement.getAttribute('role') === 'combobox'";
        self.reader
            .browser()
            .until("there are suggestions", ready)
            .await?;
        self.reader.type_text(text)?;
        self.reader.said_with(phrase).await?;
        writeln!(self.transcript, "… {phrase}")?;
        Ok(())
    }

    /// Focuses a link, as pressing Tab many times would.
    async fn move_to(&mut self, link: &str) -> Result<()> {
        writeln!(self.transcript, "[to “{link}”]")?;
        self.reader.browser().link(link).await?.focus().await?;
        self.hear(link).await?;
        Ok(())
    }

    /// Follows the link to a profile that fails to load; returns the speech until the
    /// reader can retry.
    async fn follow_in_vain(&mut self) -> Result<Vec<String>> {
        let host = &self.site.host;
        host.fail(&document_of(RUSSIA), Fault::Status(500));
        self.move_to(PROFILE).await?;
        self.press("Return", "Try again").await
    }

    fn note(&mut self, said: Vec<String>) -> Vec<String> {
        let said = normal(said);
        for utterance in &said {
            self.transcript.push_str(utterance);
            self.transcript.push('\n');
        }
        said
    }

    /// Compares the speech with the reviewed transcript.
    fn assert_transcript(&self, name: &str) {
        let mut settings = insta::Settings::clone_current();
        settings.set_snapshot_path("../../snapshots/speech");
        settings.set_prepend_module_to_snapshot(false);
        settings.set_omit_expression(true);
        settings.bind(|| assert_snapshot!(name, self.transcript));
    }
}

/// The speech without what does not come from the page.
fn normal(mut said: Vec<String>) -> Vec<String> {
    // Said only if a page loads more slowly than Orca checks.
    said.retain(|said| said != "Loading. Please wait.");
    // The app listens to all clicks, so Orca calls anything on the page clickable,
    // depending on what it has looked at before.
    said.retain(|said| said != "clickable." && said != "clickable");
    // Said only if Orca looks at the list of suggestions before it has been removed.
    said.retain(|said| said != "leaving panel.");
    // The control for colors is shown once the app has started. Orca reads it only if it
    // notices before it gets there.
    let colors = [
        "leaving list.",
        "leaving navigation.",
        "Appearance",
        "combo box",
        "System",
        "opens menu",
    ];
    if let Some(at) = said.windows(colors.len()).position(|said| said == colors) {
        said.drain(at..at + colors.len());
    }
    // The search box indicates when the program for suggestions has loaded, which may be
    // before Orca reads it.
    said.retain(|said| said != "opens listbox");
    // An alert's elements are announced separately, and sometimes in reverse order.
    let retry = said.iter().position(|said| said == "Try again");
    if let Some(retry) = retry
        && said
            .get(retry + 1)
            .is_some_and(|said| said.contains("could not be loaded"))
    {
        said.swap(retry, retry + 1);
    }
    for said in &mut said {
        // Whether a link is visited comes from the browser's history, which updates the
        // page in its own time.
        *said = said.replace(" visited link", " link");
        *said = said.replace(" clickable", "");
    }
    said
}

/// How many utterances contain a phrase.
fn times(said: &[String], phrase: &str) -> usize {
    said.iter().filter(|said| said.contains(phrase)).count()
}

/// A heading is announced once, as a heading, and the page's title is not.
#[track_caller]
fn assert_heading_once(said: &[String], heading: &str) {
    let as_heading = format!("{heading} heading level 1");
    assert_eq!(times(said, &as_heading), 1, "{said:#?}");
    assert_eq!(times(said, heading), 1, "{said:#?}");
}

#[tokio::test(flavor = "multi_thread", worker_threads = 1)]
async fn a_page_is_read_in_its_order() -> Result<()> {
    let mut script = Script::loading_the_article().await?;
    let end = script.end_of_the_page()?;
    let said = script.hear(&end).await?;
    let position = |phrase: &str| {
        let position = said.iter().position(|said| said.contains(phrase));
        position.with_context(|| format!("“{phrase}” was not said: {said:#?}"))
    };
    let order = [
        position("Finished loading")?,
        position("Jump to search")?,
        position("Daily News on Nuclear")?,
        position("NationalJournal logo")?,
        position("Moscow is concerned")?,
        position("complementary content")?,
        position(PROFILE)?,
        position(&end)?,
    ];
    ensure!(order.is_sorted(), "{order:?} in {said:#?}");
    assert_eq!(said.iter().filter(|said| *said == HEADLINE).count(), 1);
    script.assert_transcript("load");
    Ok(())
}

/// Each skip link says where it leads, and its target what it is; the next tab stop
/// follows from there.
#[tokio::test(flavor = "multi_thread", worker_threads = 1)]
async fn skip_links_say_where_they_lead() -> Result<()> {
    let links = [
        ("Jump to search", "Search entry", None, "Search push button"),
        (
            "Jump to main navigation",
            "navigation Main",
            Some("Latest"),
            "Nuclear link",
        ),
        (
            "Jump to main content",
            HEADLINE,
            None,
            "Copy link push button",
        ),
        (
            "Jump to footer navigation",
            "navigation Footer",
            Some("About"),
            "Country Profiles link",
        ),
    ];
    let mut script = Script::at_the_article().await?;
    for (index, (link, target, read, next)) in links.into_iter().enumerate() {
        if index > 0 {
            writeln!(script.transcript)?;
            script.reader.browser().open(&script.site.url(SEED)).await?;
            let end = script.end_of_the_page()?;
            script.reader.said_with(&end).await?;
        }
        for (link, ..) in &links[..index] {
            let said = script.press("Tab", link).await?;
            assert_eq!(times(&said, link), 1, "{said:#?}");
        }
        let said = script.press("Tab", link).await?;
        assert_eq!(times(&said, link), 1, "{said:#?}");
        let said = script.press("Return", target).await?;
        assert_eq!(times(&said, target), 1, "{said:#?}");
        if let Some(first) = read {
            // Orca reads a row of links at once and considers the first one read, so it
            // says nothing when that gets focus.
            writeln!(script.transcript, "[Tab]")?;
            script.reader.press("Tab")?;
            let focused = format!("document.activeElement.textContent === {first:?}");
            let browser = script.reader.browser();
            browser.until("the first link has focus", &focused).await?;
        }
        let said = script.press("Tab", next).await?;
        assert_eq!(times(&said, next), 1, "{said:#?}");
    }
    script.assert_transcript("skip_links");
    Ok(())
}

#[tokio::test(flavor = "multi_thread", worker_threads = 1)]
async fn following_a_link_announces_the_new_heading_once() -> Result<()> {
    let mut script = Script::at_the_article().await?;
    script.move_to(PROFILE).await?;
    let said = script.press("Return", "Russia heading").await?;
    assert_heading_once(&said, "Russia");
    script.assert_transcript("follow");
    Ok(())
}

#[tokio::test(flavor = "multi_thread", worker_threads = 1)]
async fn back_announces_the_followed_link() -> Result<()> {
    let mut script = Script::at_the_article().await?;
    script.move_to(PROFILE).await?;
    script.press("Return", "Russia heading").await?;
    let said = script.press("alt+Left", PROFILE).await?;
    assert_eq!(times(&said, PROFILE), 1, "{said:#?}");
    assert_eq!(times(&said, HEADLINE), 0, "{said:#?}");
    script.assert_transcript("back");
    Ok(())
}

#[tokio::test(flavor = "multi_thread", worker_threads = 1)]
async fn a_failed_page_is_announced_once() -> Result<()> {
    let mut script = Script::at_the_article().await?;
    let said = script.follow_in_vain().await?;
    assert_eq!(times(&said, "could not be loaded"), 1, "{said:#?}");
    assert_eq!(times(&said, "Try again"), 1, "{said:#?}");
    assert_eq!(times(&said, "Loading"), 0, "{said:#?}");
    script.assert_transcript("failure");
    Ok(())
}

/// With an immediate response: the document is prefetched when its link gets focus.
#[tokio::test(flavor = "multi_thread", worker_threads = 1)]
async fn a_retry_announces_the_new_heading_once() -> Result<()> {
    let mut script = Script::at_the_article().await?;
    script.follow_in_vain().await?;
    script.site.host.mend(&document_of(RUSSIA));
    script.move_to("Try again").await?;
    let said = script.press("Return", "Russia heading").await?;
    assert_heading_once(&said, "Russia");
    assert_eq!(times(&said, "could not be loaded"), 0, "{said:#?}");
    script.assert_transcript("second_try");
    Ok(())
}

/// With a new fetch: if focus were lost meanwhile, the old page's title would be said.
#[tokio::test(flavor = "multi_thread", worker_threads = 1)]
async fn a_slow_retry_does_not_announce_the_old_page() -> Result<()> {
    let mut script = Script::at_the_article().await?;
    script.follow_in_vain().await?;
    script.move_to("Try again").await?;
    script.site.host.fail(&document_of(RUSSIA), Fault::Hold);
    let said = script.press("Return", "Loading").await?;
    assert_eq!(said, ["Loading the page…"]);
    script.site.host.mend(&document_of(RUSSIA));
    let said = script.hear("Russia heading").await?;
    assert_heading_once(&said, "Russia");
    script.assert_transcript("slow_second_try");
    Ok(())
}

#[tokio::test(flavor = "multi_thread", worker_threads = 1)]
async fn a_slow_page_is_announced_once() -> Result<()> {
    let mut script = Script::at_the_article().await?;
    script.site.host.fail(&document_of(MISSILE), Fault::Hold);
    script.move_to("Missile").await?;
    let said = script.press("Return", "Loading").await?;
    assert_eq!(said, ["Loading the page…"]);
    script.site.host.mend(&document_of(MISSILE));
    let said = script.hear("Missile heading").await?;
    assert_heading_once(&said, "Missile");
    assert_eq!(times(&said, "Loading"), 0, "{said:#?}");
    script.assert_transcript("slow");
    Ok(())
}

/// The heading says that the search is done, and a status how many results there are.
#[tokio::test(flavor = "multi_thread", worker_threads = 1)]
async fn a_search_announces_its_heading_once_and_the_number_of_results() -> Result<()> {
    let mut script = Script::at_the_article().await?;
    script
        .type_into_the_search_box("antimissile", "1 suggestion")
        .await?;
    let said = script
        .press("Return", "Search: antimissile heading")
        .await?;
    assert_heading_once(&said, "Search: antimissile");
    let said = script.hear("1 result").await?;
    assert_eq!(times(&said, "1 result"), 1, "{said:#?}");
    assert_eq!(times(&said, "combo box"), 0, "{said:#?}");
    script.press("h", "1 result for “antimissile”").await?;
    // In pieces, because the match is marked.
    script.press("h", "Antimissile").await?;
    script.assert_transcript("search");
    Ok(())
}

#[tokio::test(flavor = "multi_thread", worker_threads = 1)]
async fn suggestions_are_counted_and_each_is_announced_when_active() -> Result<()> {
    let mut script = Script::at_the_article().await?;
    script
        .type_into_the_search_box("russia", "suggestions")
        .await?;
    script.press("Down", "Russia").await?;
    let said = script.press("Return", "Russia heading").await?;
    assert_heading_once(&said, "Russia");
    script.assert_transcript("suggestions");
    Ok(())
}
