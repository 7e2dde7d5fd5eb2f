//! Divides the content into what may be public and what is held. Whatever is published is
//! made from the first part alone.

use super::links::{decoded, path_of};
use super::release::Release;
use super::today::Clock;
use super::{Article, CORRECTIONS, Event, Moment, Newsroom, Redirect};
use crate::dates;
use jiff::{Timestamp, ZonedDateTime};
use lol_html::html_content::ContentType;
use lol_html::{RewriteStrSettings, element, rewrite_str};
use model::routes::{Base, Route};
use model::{Html, Link};
use std::cell::RefCell;
use std::collections::{BTreeMap, BTreeSet};

/// The mark of what is held, in previews.
const MARK: &str = "[held]";

/// The attributes in sanitized text with the address of a page or file.
const ADDRESSES: [&str; 3] = ["href", "src", "poster"];

/// Whom a site is for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Audience {
    /// Everybody: what is held is not in it.
    Public,
    /// Editors: what is held is in it, with a mark.
    Editors,
}

/// The content that a site is made from, and what is known of the rest.
#[derive(Clone, Debug)]
pub struct Edition {
    /// The content.
    pub newsroom: Newsroom,
    /// What is held.
    pub held: Held,
    /// The time for which it is.
    pub at: Moment,
}

/// What is held. Only the person who runs the press may know of it.
#[derive(Clone, Debug, Default)]
pub struct Held {
    slugs: BTreeSet<String>,
    /// The number of posts that are held, apart from those of held articles.
    posts: usize,
    /// The addresses that are not on the site for it: of articles, authors, topics, tags,
    /// redirects and files.
    addresses: BTreeSet<String>,
    /// The time from which the next held article may be public.
    next: Option<ZonedDateTime>,
    /// The time at which the next article expires.
    expiry: Option<ZonedDateTime>,
}

impl Held {
    /// The number of articles that are held.
    pub fn count(&self) -> usize {
        self.slugs.len()
    }

    /// Whether a page is that of a held article.
    pub fn has(&self, page: &Route) -> bool {
        matches!(page, Route::Article(slug) if self.slugs.contains(slug))
    }

    /// Whether a file, by its path below the site's root, is not on the site because it
    /// belongs to something that is held.
    pub fn has_file(&self, path: &str) -> bool {
        let path = format!("/{}", path.trim_start_matches('/'));
        // A page has a folder, and so have the older parts of what it lists.
        let is_below = |page: &String| page.ends_with('/') && path.starts_with(page.as_str());
        self.addresses.contains(&path)
            || self.addresses.contains(&format!("{path}index.html"))
            || self.addresses.iter().any(is_below)
    }

    /// The next time at which a new site differs although the content does not.
    pub fn next_change(&self) -> Option<&ZonedDateTime> {
        self.next.iter().chain(&self.expiry).min()
    }

    /// What to tell the person who runs the press, if there is anything to tell.
    pub fn summary(&self) -> Option<String> {
        let held = match (self.slugs.len() + self.posts, &self.next) {
            (0, _) => None,
            (count, None) => Some(format!("{count} held.")),
            (count, Some(next)) => Some(format!("{count} held: next at {}.", dates::clock(next))),
        };
        let expiry = self.expiry.as_ref();
        let expiry = expiry.map(|at| format!("Next to expire at {}.", dates::clock(at)));
        let sentences: Vec<_> = held.into_iter().chain(expiry).collect();
        (!sentences.is_empty()).then(|| sentences.join(" "))
    }
}

/// Divides a newsroom by the releases of its articles. For editors, it stays whole, and
/// what is held gets a mark.
pub(super) fn divide(
    mut newsroom: Newsroom,
    releases: &BTreeMap<String, Release>,
    clock: &Clock,
    audience: Audience,
) -> Edition {
    let earliest = |times: fn(Release, &Clock) -> Option<Timestamp>| {
        let times = releases
            .values()
            .filter_map(|release| times(*release, clock));
        times
            .min()
            .map(|time| time.to_zoned_datetime(clock.zone.clone()))
    };
    let slugs = releases
        .iter()
        .filter(|(_, release)| !release.is_due(clock));
    let mut held = Held {
        addresses: BTreeSet::new(),
        posts: 0,
        slugs: slugs.map(|(slug, _)| slug.clone()).collect(),
        next: earliest(Release::next),
        expiry: earliest(Release::expiry),
    };
    let mut needless = withdraw(&mut newsroom);
    needless.extend(hold_posts(&mut newsroom, &mut held, clock, audience));
    let nothing = BTreeSet::new();
    let taken_out = match audience {
        Audience::Public => &held.slugs,
        Audience::Editors => &nothing,
    };
    if !(taken_out.is_empty() && needless.is_empty()) {
        held.addresses = take_out(&mut newsroom, taken_out, needless);
    }
    if audience == Audience::Editors {
        mark(&mut newsroom, &held.slugs);
    }
    link_corrections(&mut newsroom);
    redirect_histories(&mut newsroom);
    Edition {
        newsroom,
        held,
        at: Moment::at_second(clock.first, &clock.zone),
    }
}

/// Leads from the versions of an article at its old address to the article, if the site has
/// versions: whether it has some is not known yet.
fn redirect_histories(newsroom: &mut Newsroom) {
    if !newsroom.keeps_history {
        return;
    }
    let redirects = newsroom.redirects.iter().filter_map(|moved| {
        let article = |path: &str| match Route::parse(path) {
            Some(Route::Article(slug)) => Some(slug),
            _ => None,
        };
        article(&moved.to)?;
        let from = Route::History(article(&moved.from)?).to_string();
        let to = moved.to.clone();
        Some(Redirect { from, to })
    });
    let mut redirects: Vec<_> = redirects.collect();
    let taken: BTreeSet<_> = newsroom.redirects.iter().map(|it| &it.from).collect();
    redirects.retain(|new| !taken.contains(&new.from));
    newsroom.redirects.extend(redirects);
}

/// Adds the page with corrections to the footer, if there are any and editors have not.
fn link_corrections(newsroom: &mut Newsroom) {
    let path = Route::Text(CORRECTIONS.to_owned()).to_string();
    let footer = &mut newsroom.shell.footer;
    let has_any = newsroom.articles.iter().any(Article::has_corrections);
    if has_any && footer.iter().all(|link| link.path != path) {
        footer.push(Link {
            label: "Corrections".to_owned(),
            path,
        });
    }
}

/// Takes out the posts whose time has not come, or marks them for editors. Returns the
/// addresses that they need.
fn hold_posts(
    newsroom: &mut Newsroom,
    held: &mut Held,
    clock: &Clock,
    audience: Audience,
) -> BTreeSet<String> {
    let base = newsroom.site.base();
    let mut needless = BTreeSet::new();
    for article in &mut newsroom.articles {
        // Of a held article, nothing is public anyway.
        if held.slugs.contains(&article.slug) {
            continue;
        }
        for post in &mut article.posts {
            if !post.is_held(clock.first) {
                continue;
            }
            held.posts += 1;
            let time = post.time.beginning().to_zoned_datetime(clock.zone.clone());
            held.next = held.next.take().into_iter().chain([time]).min();
            post.headline = format!("{MARK} {}", post.headline);
            if audience == Audience::Public {
                needless.extend(addresses(&post.text, &base));
            }
        }
        if audience == Audience::Public {
            article.posts.retain(|post| !post.is_held(clock.first));
        }
    }
    needless
}

/// Takes the text out of the articles that have been withdrawn, and returns the addresses
/// of the files that it needed.
fn withdraw(newsroom: &mut Newsroom) -> BTreeSet<String> {
    let base = newsroom.site.base();
    let articles = newsroom.articles.iter_mut();
    let mut files = BTreeSet::new();
    for article in articles.filter(|article| article.withdrawn.is_some()) {
        files.extend(needs(article, &base));
        article.withdraw();
    }
    files.retain(|path| Route::parse(path).is_none());
    files
}

/// Takes the held articles out, and what only they need: authors, topics, public files and
/// redirects; and the files that only withdrawn texts needed. Returns the addresses of all
/// that.
fn take_out(
    newsroom: &mut Newsroom,
    slugs: &BTreeSet<String>,
    needless: BTreeSet<String>,
) -> BTreeSet<String> {
    let base = newsroom.site.base();
    let articles = std::mem::take(&mut newsroom.articles).into_iter();
    let (held, due): (Vec<_>, Vec<_>) = articles.partition(|it| slugs.contains(&it.slug));
    newsroom.articles = due;
    let mut shown = shown(newsroom, &base);
    let mut hidden = needless;
    hidden.extend(held.iter().flat_map(|it| needs(it, &base)));
    let topics = newsroom.topics.iter();
    let topics = topics.map(|it| (Route::Topic(it.slug.clone()), &it.body));
    let authors = newsroom.authors.iter();
    let authors = authors.map(|it| (Route::Author(it.slug.clone()), &it.body));
    let texts = topics.chain(authors);
    let mut texts: Vec<_> = texts
        .map(|(page, body)| (page.to_string(), addresses(body, &base)))
        .collect();
    // What is shown can make other texts public, and these others again.
    loop {
        let (held, public): (Vec<_>, Vec<_>) = texts
            .into_iter()
            .partition(|(page, _)| hidden.contains(page) && !shown.contains(page));
        texts = held;
        if public.is_empty() {
            break;
        }
        shown.extend(public.into_iter().flat_map(|(_, addresses)| addresses));
    }
    let is_held = |page: Route| texts.iter().any(|(held, _)| *held == page.to_string());
    newsroom
        .topics
        .retain(|topic| !is_held(Route::Topic(topic.slug.clone())));
    newsroom
        .authors
        .retain(|author| !is_held(Route::Author(author.slug.clone())));
    let tags = |articles: &[Article]| -> BTreeSet<String> {
        let tags = articles.iter().flat_map(|article| &article.tags);
        tags.map(|tag| Route::Tag(tag.slug.clone()).to_string())
            .collect()
    };
    let tags = &tags(&held) - &tags(&newsroom.articles);
    let articles = held.iter().map(|it| Route::Article(it.slug.clone()));
    let mut pages: BTreeSet<_> = articles.map(|it| it.to_string()).collect();
    for (page, addresses) in texts {
        hidden.extend(addresses);
        pages.insert(page);
    }
    let mut gone = &pages | &tags;
    newsroom.files.retain(|file| {
        let path = format!("/{}", file.path);
        let stays = shown.contains(&path) || !is_needed(&path, &hidden);
        gone.extend((!stays).then_some(path));
        stays
    });
    newsroom.redirects.retain(|moved| {
        let stays = !pages.contains(&moved.to);
        gone.extend((!stays).then(|| moved.from.clone()));
        stays
    });
    newsroom
        .first_addresses
        .retain(|page, _| !pages.contains(page));
    gone
}

/// The addresses of what the articles and texts of a newsroom need, apart from the texts of
/// its topics and authors.
fn shown(newsroom: &Newsroom, base: &Base) -> BTreeSet<String> {
    let articles = newsroom.articles.iter().flat_map(|it| needs(it, base));
    let countries = newsroom.countries.iter().map(|it| &it.body);
    let treaties = newsroom.treaties.iter().map(|it| &it.body);
    let terms = newsroom.glossary.iter().map(|it| &it.body);
    let texts = newsroom.texts.iter().map(|it| &it.body);
    let bodies = countries.chain(treaties).chain(terms).chain(texts);
    let links = newsroom
        .shell
        .navigation
        .iter()
        .chain(&newsroom.shell.footer);
    articles
        .chain(bodies.flat_map(|body| addresses(body, base)))
        .chain(links.map(|link| link.path.clone()))
        .chain([newsroom.shell.producer.logo.clone()])
        .collect()
}

/// The addresses of what an article needs.
fn needs(article: &Article, base: &Base) -> BTreeSet<String> {
    let topics = article.topics.iter();
    let topics = topics.map(|topic| Route::Topic(topic.slug().to_owned()).to_string());
    let authors = article.authors.iter();
    let authors = authors.map(|author| Route::Author(author.slug().to_owned()).to_string());
    let amendments = article.corrections.iter().chain(&article.updates);
    let texts = [&article.body].into_iter();
    let posts = article.posts.iter().map(|post| &post.text);
    let texts = texts
        .chain(amendments.map(|amendment| &amendment.text))
        .chain(posts);
    topics
        .chain(authors)
        .chain(texts.flat_map(|text| addresses(text, base)))
        .collect()
}

/// Whether a public file is among what is needed, or belongs to an HTML page that is: such
/// a page has a folder of its own, unless it is at the root.
fn is_needed(path: &str, needed: &BTreeSet<String>) -> bool {
    needed.contains(path)
        || needed.iter().any(|page| {
            let (folder, name) = page.rsplit_once('/').unwrap_or_default();
            let is_html = name.ends_with(".html") || name.ends_with(".htm");
            let within = path.strip_prefix(folder);
            is_html && !folder.is_empty() && within.is_some_and(|rest| rest.starts_with('/'))
        })
}

/// The addresses on this site that a text refers to: below its base, decoded, without
/// query and fragment.
fn addresses(text: &Html, base: &Base) -> BTreeSet<String> {
    let found = RefCell::new(BTreeSet::new());
    let settings =
        RewriteStrSettings::new().append_element_content_handler(element!("*", |element| {
            for value in ADDRESSES
                .iter()
                .filter_map(|name| element.get_attribute(name))
            {
                found.borrow_mut().extend(address(&value, base));
            }
            Ok(())
        }));
    // Fails only if a handler fails or memory is limited, and neither applies here.
    let _ = rewrite_str(text.as_str(), settings);
    found.into_inner()
}

/// The address that the value of an attribute stands for, if it is on this site.
fn address(value: &str, base: &Base) -> Option<String> {
    let value = html_escape::decode_html_entities(value);
    let path = base.strip(path_of(&value))?;
    Some(decoded(path).into_owned())
}

/// Marks what is held, and the site as a whole.
fn mark(newsroom: &mut Newsroom, held: &BTreeSet<String>) {
    let base = newsroom.site.base();
    newsroom.audience = Audience::Editors;
    let site = &mut newsroom.site;
    site.name = format!("[Preview] {}", site.name);
    let shell = &mut newsroom.shell;
    shell.notice = format!(
        "This is a preview with what is held. It is not for publication. {}",
        shell.notice
    );
    for article in &mut newsroom.articles {
        if held.contains(&article.slug) {
            article.headline = format!("{MARK} {}", article.headline);
        }
        for text in article.texts() {
            unlink(text, held, &base);
        }
    }
    for country in &mut newsroom.countries {
        unlink(&mut country.body, held, &base);
        unlink_events(&mut country.events, held);
    }
    for treaty in &mut newsroom.treaties {
        unlink(&mut treaty.body, held, &base);
        unlink_events(&mut treaty.events, held);
    }
    let terms = newsroom.glossary.iter_mut().map(|term| &mut term.body);
    let texts = newsroom.texts.iter_mut().map(|text| &mut text.body);
    let topics = newsroom.topics.iter_mut().map(|topic| &mut topic.body);
    let authors = newsroom.authors.iter_mut().map(|author| &mut author.body);
    for body in terms.chain(texts).chain(topics).chain(authors) {
        unlink(body, held, &base);
    }
}

/// Turns links to held articles into plain text with a mark.
fn unlink(text: &mut Html, held: &BTreeSet<String>, base: &Base) {
    let settings =
        RewriteStrSettings::new().append_element_content_handler(element!("a[href]", |link| {
            let href = link.get_attribute("href").unwrap_or_default();
            let page = address(&href, base).and_then(|path| Route::parse(&path));
            if let Some(Route::Article(slug)) = page
                && held.contains(&slug)
            {
                link.after(&format!(" {MARK}"), ContentType::Text);
                link.remove_and_keep_content();
            }
            Ok(())
        }));
    // See above.
    if let Ok(marked) = rewrite_str(text.as_str(), settings) {
        *text = Html::from_sanitized(marked);
    }
}

fn unlink_events(events: &mut [Event], held: &BTreeSet<String>) {
    for event in events {
        if event
            .article
            .take_if(|article| held.contains(article.slug()))
            .is_some()
        {
            event.text = format!("{} {MARK}", event.text);
        }
    }
}
