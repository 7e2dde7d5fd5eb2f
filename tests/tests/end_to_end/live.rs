//! Live stories: readers are told of new posts, and see them when they ask.

use anyhow::Result;
use press::content::Newsroom;
use tests::browser::Browser;
use tests::site::Site;
use thirtyfour::Key;

/// The live story.
const STORY: &str = "/gsn/article/how-the-third-north-korean-test-was-recorded/";

/// What its line says of new posts.
const TOLD: &str = "document.querySelector('[data-live] [role=status]').textContent";

/// The number of posts on the page.
const POSTS: &str = "document.querySelectorAll('.post-list > article').length";

/// Leaves the story as many posts as it had when `posts` of them were public, and makes it
/// go on.
fn go_back(newsroom: &mut Newsroom, posts: usize) {
    let mut articles = newsroom.articles.iter_mut();
    let story = articles.find(|article| STORY.contains(&article.slug));
    if let Some(story) = story {
        story.ended = None;
        let newer = story.posts.len() - posts;
        story.posts.drain(..newer);
    }
}

/// A site where the story has two posts, and its newsroom with all of them.
fn site() -> Result<(Site, Newsroom)> {
    let mut site = Site::newswire()?;
    let whole = site.newsroom.clone();
    site.shorten_timers()?;
    site.publish_again(|newsroom, _| go_back(newsroom, 2))?;
    Ok((site, whole))
}

/// Publishes the story with so many posts.
fn go_on(site: &mut Site, whole: &Newsroom, posts: usize) -> Result<()> {
    site.publish_again(|newsroom, _| {
        *newsroom = whole.clone();
        go_back(newsroom, posts);
    })
}

async fn until_told(browser: &Browser, words: &str) -> Result<()> {
    let condition = format!("{TOLD} === {words:?}");
    browser
        .until(&format!("it says “{words}”"), &condition)
        .await
}

#[tokio::test(flavor = "multi_thread", worker_threads = 1)]
async fn new_posts_are_counted_and_shown_when_the_reader_asks() -> Result<()> {
    let (mut site, whole) = site()?;
    let browser = Browser::start().await?;
    browser.open(&site.url(STORY)).await?;
    go_on(&mut site, &whole, 4)?;
    until_told(&browser, "2 new posts.").await?;
    // Nothing has moved yet.
    assert_eq!(browser.number(POSTS).await?, 2.0);
    go_on(&mut site, &whole, 5)?;
    until_told(&browser, "3 new posts.").await?;
    browser
        .value("document.querySelector('[name=show-posts]').focus()")
        .await?;
    browser.press(Key::Enter).await?;
    let shown = format!("{POSTS} === 5 && {TOLD} === ''");
    browser.until("all posts are there", &shown).await?;
    let focused = "document.activeElement === document.querySelector('.post-list h3')";
    browser.until("the newest has the focus", focused).await
}

#[tokio::test(flavor = "multi_thread", worker_threads = 1)]
async fn new_posts_are_told_after_a_navigation_too() -> Result<()> {
    let (mut site, whole) = site()?;
    let browser = Browser::start().await?;
    browser.open(&site.url("/about/")).await?;
    let asks = |site: &Site| {
        site.host
            .requests()
            .iter()
            .any(|path| path.contains("live-"))
    };
    assert!(!asks(&site), "a page that is not live loads the script");
    browser.navigate(STORY).await?;
    go_on(&mut site, &whole, 3)?;
    until_told(&browser, "1 new post.").await
}

#[tokio::test(flavor = "multi_thread", worker_threads = 1)]
async fn a_story_that_has_ended_asks_for_nothing() -> Result<()> {
    let site = Site::newswire()?;
    let browser = Browser::start().await?;
    browser.open(&site.url(STORY)).await?;
    browser
        .until(
            "the app is there",
            "document.documentElement.hasAttribute('data-app')",
        )
        .await?;
    browser.navigate("/about/").await?;
    browser.until_heading("About This Newswire").await?;
    let requests = site.host.requests();
    let asked = requests.iter().any(|path| path.ends_with("posts.json"));
    assert!(!asked, "{requests:?}");
    Ok(())
}
