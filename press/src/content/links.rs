//! Checks the targets of links in Markdown, in HTML and in sources.

use super::post;
use super::release::Release;
use super::suggestion::{self, shortened};
use super::today::Clock;
use super::web_address::is_web_address;
use super::{Article, Audience, CORRECTIONS, ContentFile, Context, Fault};
use ammonia::Url;
use model::routes::Route;
use percent_encoding::percent_decode_str;
use std::borrow::Cow;
use std::collections::{BTreeMap, BTreeSet};
use std::sync::{Mutex, MutexGuard, PoisonError};

/// The target of links to the contact of the site, which replaces it.
pub(super) const CONTACT: &str = "contact:";

/// The targets in the texts of the site that are known once all are read, and the links to
/// them: fragments, and articles that may be held. Several threads add to them.
#[derive(Default)]
pub(super) struct Places(Mutex<Found>);

/// What has been found in the texts so far. Its order depends on which text was read first.
#[derive(Default)]
struct Found {
    /// The ids in each text, by the URL of its page.
    ids: BTreeMap<String, BTreeSet<String>>,
    /// The ids of posts that are held, likewise.
    held: BTreeMap<String, BTreeSet<String>>,
    links: Vec<Link>,
    /// The releases of the articles, by slug.
    releases: BTreeMap<String, Release>,
    links_to_articles: Vec<LinkToArticle>,
    /// The places of links to the page of corrections, as faults.
    links_to_corrections: Vec<Fault>,
}

/// A link to a fragment of another page.
struct Link {
    page: String,
    id: String,
    /// The fault to report if the fragment does not exist.
    fault: Fault,
}

/// A link to an article.
struct LinkToArticle {
    slug: String,
    /// The release of the text with the link.
    text: Release,
    /// Its place, for a fault.
    place: Fault,
}

impl Places {
    /// Adds the ids of a text, if known.
    pub(super) fn add(&self, page: &Route, ids: Option<BTreeSet<String>>) {
        if let Some(ids) = ids {
            self.found().ids.insert(page.to_string(), ids);
        }
    }

    fn found(&self) -> MutexGuard<'_, Found> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// Adds the ids of the posts of an article that are held.
    pub(super) fn add_held(&self, page: &Route, ids: impl Iterator<Item = String>) {
        let ids = ids.collect();
        self.found().held.insert(page.to_string(), ids);
    }

    /// Adds the release of an article.
    pub(super) fn add_release(&self, slug: &str, release: Release) {
        self.found().releases.insert(slug.to_owned(), release);
    }

    /// Notes a link to an article, in a text with a release of its own.
    pub(super) fn add_link(&self, file: &ContentFile, offset: usize, slug: String, text: Release) {
        let place = file.fault_at(offset, "", "");
        let link = LinkToArticle { slug, text, place };
        self.found().links_to_articles.push(link);
    }

    /// Notes a link to the page of corrections, which exists if there are any.
    pub(super) fn add_link_to_corrections(&self, file: &ContentFile, offset: usize) {
        let problem = "There is no page with corrections, because no article has any.";
        let fault = file.fault_at(offset, problem, "Remove the link.");
        self.found().links_to_corrections.push(fault);
    }

    /// Faults for links to missing fragments and pages and to articles that are held, and the
    /// releases of the articles. Unreadable texts have faults of their own and are skipped.
    pub(super) fn finish(
        self,
        articles: &[Article],
        clock: &Clock,
        audience: Audience,
    ) -> (Vec<Fault>, BTreeMap<String, Release>) {
        let Found {
            ids: texts,
            held: posts,
            links,
            releases,
            links_to_articles,
            links_to_corrections,
        } = self.0.into_inner().unwrap_or_else(PoisonError::into_inner);
        let missing = links.into_iter().filter(|link| {
            let ids = texts.get(&link.page);
            ids.is_some_and(|ids| !ids.contains(&link.id))
        });
        let held = links_to_articles.into_iter().filter_map(|link| {
            let release = releases.get(&link.slug)?;
            let (problem, advice) = release.obstacle(link.text, clock)?;
            let page = Route::Article(link.slug);
            Some(Fault {
                problem: format!("The article “{page}” {problem}."),
                advice,
                ..link.place
            })
        });
        // In previews, such links are plain text.
        let held = held.filter(|_| audience == Audience::Public);
        let has_corrections = articles.iter().any(|article| {
            let release = releases.get(&article.slug).copied().unwrap_or_default();
            let is_shown = audience == Audience::Editors || release.is_due(clock);
            is_shown && article.has_corrections()
        });
        let to_corrections = links_to_corrections.into_iter();
        let to_corrections = to_corrections.filter(|_| !has_corrections);
        let faults = missing.map(|link| {
            let is_held = posts
                .get(&link.page)
                .is_some_and(|ids| ids.contains(&link.id));
            match is_held {
                false => link.fault,
                true => Fault {
                    problem: format!("The post “#{}” is held until its time.", link.id),
                    advice: "Remove the link, or hold this text until then.".to_owned(),
                    ..link.fault
                },
            }
        });
        let faults = faults.chain(held).chain(to_corrections);
        (faults.collect(), releases)
    }
}

/// Checks the target of a link. `ids` are the ids in its own text.
pub(super) fn check(
    file: &ContentFile,
    offset: usize,
    target: &str,
    ids: &BTreeSet<String>,
    context: &Context<'_>,
) {
    if is_web_address(target) {
        check_elsewhere(file, offset, target, context);
    } else if target == CONTACT {
        // Without `site.toml`, it is unknown whether there is a contact.
        if context.origin.is_some() {
            let advice = "Add it to site.toml: contact = \"mailto:newsroom@newswire.example\"";
            file.fault(offset, "The site has no contact.", advice);
        }
    } else if target.starts_with("mailto:") && Url::parse(target).is_ok() {
        // Whether a mailbox exists cannot be checked here.
    } else if let Some(id) = target.strip_prefix('#') {
        let id = decoded(id);
        if let Some(article) = context.article.filter(|_| post::is_id(&id)) {
            // Its posts are not known before all of its texts have been read.
            check_fragment(file, offset, article, id.into_owned(), context);
        } else if !ids.contains(&*id) {
            let shown = shortened(target);
            let problem = format!("There is no heading “{}” in this text.", decoded(&shown));
            let advice = match file.is_full() {
                true => String::new(),
                false => {
                    let known: Vec<String> = ids.iter().map(|id| format!("#{id}")).collect();
                    suggestion::one_of(&decoded(target), known.iter().map(String::as_str))
                }
            };
            file.fault(offset, problem, advice);
        }
    } else if target.starts_with('/') && !target.starts_with("//") {
        check_path(file, offset, target, context);
    } else {
        let shown = decoded(target);
        let problem = format!("Invalid link “{}”.", shortened(&shown));
        let advice = "Write a URL that starts with https://, http:// or mailto:, or, for a \
                      page of this site, its path from the root: /country-profiles/russia/";
        file.fault(offset, problem, advice);
    }
}

/// Reports an absolute URL within this site: it would go stale if the site moved, and its
/// target would not be checked.
pub(super) fn check_elsewhere(
    file: &ContentFile,
    offset: usize,
    address: &str,
    context: &Context<'_>,
) {
    let Ok(url) = Url::parse(address) else {
        return;
    };
    if context.origin != Some(&url.origin().ascii_serialization()) {
        return;
    }
    // What else the host serves is unknown here.
    if let Some(path) = context.base.strip(url.path()) {
        let problem = format!("Absolute link to this site: “{}”.", shortened(address));
        let advice = format!("Write the path from the root: {}", shortened(path));
        file.fault(offset, problem, advice);
    }
}

fn check_path(file: &ContentFile, offset: usize, target: &str, context: &Context<'_>) {
    let path = path_of(target);
    let Some(page) = context.pages.resolve(path) else {
        let shown = decoded(path);
        let problem = format!("There is no page “{}”.", shortened(&shown));
        let advice = match file.is_full() {
            true => String::new(),
            false => context.pages.advice(&shown),
        };
        file.fault(offset, problem, advice);
        return;
    };
    let route = Route::parse(&page);
    match &route {
        Some(Route::Article(slug)) => {
            let slug = slug.clone();
            context.places.add_link(file, offset, slug, context.release);
        }
        Some(Route::Text(slug)) if slug == CORRECTIONS => {
            context.places.add_link_to_corrections(file, offset);
        }
        _ => {}
    }
    let fragment = target.split_once('#').map(|(_, id)| decoded(id));
    let Some(id) = fragment.filter(|id| !id.is_empty() && id != "top") else {
        return;
    };
    match route {
        Some(
            text @ (Route::Article(_)
            | Route::Country(_)
            | Route::Treaty(_)
            | Route::Glossary
            | Route::Text(_)
            | Route::Topic(_)),
        ) => check_fragment(file, offset, &text, id.into_owned(), context),
        _ => {
            let problem = format!("Links to headings in “{page}” are not supported.");
            file.fault(offset, problem, "Remove the part from “#” on.");
        }
    }
}

/// Notes a link to a fragment of a text, which may not have been read yet.
fn check_fragment(
    file: &ContentFile,
    offset: usize,
    page: &Route,
    id: String,
    context: &Context<'_>,
) {
    let shown = shortened(&id).into_owned();
    let (problem, advice) = match post::is_id(&id) {
        true => (
            format!("There is no post “#{shown}” in “{page}”."),
            "Write the id of one of its posts, or leave “#…” out.",
        ),
        false => (
            format!("There is no heading “#{shown}” in the text of “{page}”."),
            "Write the words of one of its headings, in lowercase and with hyphens between \
             them, or leave “#…” out.",
        ),
    };
    let fault = file.fault_at(offset, problem, advice);
    let page = page.to_string();
    context.places.found().links.push(Link { page, id, fault });
}

/// The path of a link, without query and fragment.
pub(super) fn path_of(target: &str) -> &str {
    target.split(['?', '#']).next().unwrap_or_default()
}

/// A part of a URL, percent-decoded.
pub(super) fn decoded(address: &str) -> Cow<'_, str> {
    percent_decode_str(address)
        .decode_utf8()
        .unwrap_or(Cow::Borrowed(address))
}
