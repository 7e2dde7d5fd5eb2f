//! The index in the browser: Pagefind looks up words; our own files hold the rest.

use super::pagefind::Pagefind;
use crate::facets::Pages;
use crate::index::{BLOCK, Rows, Site, Title, Titles, titles_file};
use crate::ranking::Hit;
use crate::spelling::Words;
use futures_util::FutureExt;
use futures_util::future::{LocalBoxFuture, Shared, try_join_all};
use gloo_net::http::Request;
use model::PageDocument;
use model::contract::files;
use model::failure::Failure;
use model::json;
use model::routes::{Base, Route};
use serde::de::DeserializeOwned;
use std::cell::RefCell;
use std::collections::HashMap;
use std::rc::Rc;
use web_sys::RequestCache;

/// A file's text, loaded or pending.
type Text = Shared<LocalBoxFuture<'static, Result<Rc<str>, Failure>>>;

/// The search index and the means to query it.
pub struct Engine {
    /// The filters and the segments of the index.
    pub site: Site,
    /// The data pages are filtered and sorted by.
    pub pages: Pages,
    /// The site's base path.
    pub base: Base,
    pagefind: Pagefind,
    /// Pages by Pagefind's hash. Short hashes from different segments may collide; then
    /// each page is found along with the other.
    indexes: HashMap<String, Vec<usize>>,
    texts: RefCell<HashMap<String, Text>>,
}

impl Engine {
    /// Loads what every search needs.
    ///
    /// # Errors
    /// Why it could not be loaded.
    pub async fn load(site: &str) -> Result<Self, Failure> {
        let site: Site = whole(site, json::parse).await?;
        let base = Base::new(&site.base);
        let folder =
            |segment: &str, file: &str| base.href(format!("{}{segment}/{file}", Route::Search));
        let rows = site.segments.iter().map(|segment| {
            let url = folder(&segment.folder, "rows.json");
            let read = |text: &str| {
                let rows: Rows = json::parse(text)?;
                rows.are_of(segment.pages)
                    .then_some(rows)
                    .ok_or(Failure::WrongPage)
            };
            async move { whole(&url, read).await }
        });
        let folders = site
            .segments
            .iter()
            .map(|segment| folder(&segment.folder, ""));
        let pagefind = async { Pagefind::start(folders).await.map_err(|_| Failure::Network) };
        let (rows, pagefind) = futures_util::try_join!(try_join_all(rows), pagefind)?;
        let pages = Pages::new(&site, &rows);
        let mut indexes: HashMap<String, Vec<usize>> = HashMap::new();
        let hashes = rows.into_iter().flat_map(|rows| rows.hashes);
        for (index, hash) in hashes.enumerate() {
            indexes.entry(hash).or_default().push(index);
        }
        Ok(Self {
            site,
            pages,
            base,
            pagefind,
            indexes,
            texts: RefCell::default(),
        })
    }

    /// The pages that contain a term; see [`Pagefind::find`].
    ///
    /// # Errors
    /// If Pagefind fails.
    pub async fn find(&self, term: &str) -> Result<Vec<Hit>, Failure> {
        let matches = self
            .pagefind
            .find(term)
            .await
            .map_err(|_| Failure::Network)?;
        let hits = matches.into_iter().flat_map(|found| {
            let indexes = self.indexes.get(&found.hash).into_iter().flatten();
            indexes.map(move |&index| Hit {
                index,
                score: found.score,
            })
        });
        Ok(hits.collect())
    }

    /// All words on the site.
    ///
    /// # Errors
    /// Why they could not be loaded.
    pub async fn words(&self) -> Result<Words, Failure> {
        let count = self.site.word_count as usize;
        let is_whole = move |text: &str| text.lines().count() == count;
        let words = self.text(self.file(&self.site.words), is_whole).await?;
        Ok(Words::new(&words))
    }

    /// A page's address and title.
    ///
    /// # Errors
    /// Why it could not be loaded.
    pub async fn title(&self, index: usize) -> Result<Title, Failure> {
        let (segment, row) = self.pages.segment_of(index).ok_or(Failure::WrongPage)?;
        let folder = &self.site.segments[segment].folder;
        let file = format!("{folder}/{}", titles_file(row / BLOCK));
        let titles: Titles = self.parsed(self.file(&file)).await?;
        let mut titles = titles.titles.into_iter();
        titles.nth(row % BLOCK).ok_or(Failure::WrongPage)
    }

    /// A page's document, as the app uses it.
    ///
    /// # Errors
    /// Why it could not be loaded.
    pub async fn document(&self, path: &str) -> Result<PageDocument, Failure> {
        self.parsed(self.base.href(format!("{path}{}", files::DOCUMENT)))
            .await
    }

    async fn parsed<T: DeserializeOwned>(&self, url: String) -> Result<T, Failure> {
        let is_whole = |text: &str| json::parse::<T>(text).is_ok();
        json::parse(&self.text(url, is_whole).await?)
    }

    fn file(&self, name: &str) -> String {
        self.base.href(format!("{}{name}", Route::Search))
    }

    /// A file's text, fetched once.
    async fn text(
        &self,
        url: String,
        is_whole: impl Fn(&str) -> bool + 'static,
    ) -> Result<Rc<str>, Failure> {
        let known = self.texts.borrow().get(&url).cloned();
        let answer = known.unwrap_or_else(|| {
            let address = url.clone();
            let read = move |text: &str| match is_whole(text) {
                true => Ok(text.into()),
                false => Err(Failure::NotADocument),
            };
            let answer = async move { whole(&address, read).await };
            let answer = answer.boxed_local().shared();
            self.texts.borrow_mut().insert(url.clone(), answer.clone());
            answer
        });
        let answer = answer.await;
        if answer.is_err() {
            // A retry may have replaced the entry.
            self.texts.borrow_mut().remove(&url);
        }
        answer
    }
}

/// Reads a file. If it cannot be parsed, fetches it once more, bypassing the copies of
/// the browser and the service worker, which may be corrupt.
async fn whole<T>(url: &str, read: impl Fn(&str) -> Result<T, Failure>) -> Result<T, Failure> {
    match read(&text(url, RequestCache::Default).await?) {
        Err(_) => read(&text(url, RequestCache::Reload).await?),
        found => found,
    }
}

async fn text(url: &str, cache: RequestCache) -> Result<String, Failure> {
    let response = Request::get(url)
        .cache(cache)
        .send()
        .await
        .map_err(|_| Failure::Network)?;
    if !response.ok() {
        return Err(Failure::Status(response.status()));
    }
    response.text().await.map_err(|_| Failure::Network)
}
