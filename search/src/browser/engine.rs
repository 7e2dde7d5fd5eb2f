//! The index in the browser, and how its files and pages are fetched.

use crate::index::{Page, Row, Site};
use fulltext::{Answer, Error, Facets, Fetch, How, Index, is_whole, query};
use futures_util::FutureExt;
use futures_util::future::{LocalBoxFuture, Shared};
use gloo_net::http::Request;
use model::contract::files;
use model::failure::Failure;
use model::json;
use model::routes::{Base, Route};
use std::cell::RefCell;
use std::rc::Rc;
use web_sys::{RequestCache, window};

/// A page's document, loaded or pending.
type Document = Shared<LocalBoxFuture<'static, Result<Rc<Page>, Failure>>>;

/// The search index and the means to query it.
pub struct Engine {
    /// The filters.
    pub site: Site,
    /// The index.
    pub index: Index,
    /// The site's base path.
    pub base: Base,
    // A list: there are few, and the code of a map weighs more.
    documents: RefCell<Vec<(String, Document)>>,
}

impl Fetch for Engine {
    type Error = Failure;

    async fn fetch(&self, name: &str) -> Result<Vec<u8>, Failure> {
        let url = self.base.href(format!("{}{name}", Route::Search));
        let file = bytes(&url, RequestCache::Default).await?;
        if is_whole(&file) {
            return Ok(file);
        }
        // The copy of the browser or of the service worker may be broken.
        bytes(&url, RequestCache::Reload).await
    }
}

impl Engine {
    /// Loads what every search needs.
    ///
    /// # Errors
    /// Why it could not be loaded.
    pub async fn load(site: &str) -> Result<Self, Failure> {
        let site: Site = match json::parse(&text(site, RequestCache::Default).await?) {
            Ok(site) => site,
            Err(_) => json::parse(&text(site, RequestCache::Reload).await?)?,
        };
        Ok(Self {
            base: Base::new(&site.base),
            index: Index::new(site.index.clone()).map_err(failure)?,
            site,
            documents: RefCell::default(),
        })
    }

    /// The pages that a query finds.
    ///
    /// # Errors
    /// Why a file of the index could not be loaded.
    pub async fn find(&self, typed: &str, is_typing: bool) -> Result<Answer, Failure> {
        let clauses = query::parse(typed);
        // What has no word in it, such as an emoji, finds nothing; no query at all finds
        // everything.
        if clauses.is_empty() && !typed.is_empty() {
            return Ok(Answer::default());
        }
        let mut how = How::of(typed, is_typing);
        let mut answer = self.index.search(self, &clauses, how).await;
        let is_offline = window().is_some_and(|window| !window.navigator().on_line());
        if answer.is_err() && is_offline {
            // What was searched for before is there, but not where its words are.
            how.by_nearness = false;
            answer = self.index.search(self, &clauses, how).await;
        }
        answer.map_err(failure)
    }

    /// What results show of pages.
    ///
    /// # Errors
    /// Why a file of the index could not be loaded.
    pub async fn rows(&self, docs: &[u32]) -> Result<Vec<Row>, Failure> {
        let rows = self.index.stored(self, docs).await.map_err(failure)?;
        let rows: Option<_> = rows.into_iter().map(Row::read).collect();
        rows.ok_or(Failure::WrongPage)
    }

    /// The dates and facets of all pages.
    ///
    /// # Errors
    /// Why a file of the index could not be loaded.
    pub async fn facets(&self) -> Result<Rc<Facets>, Failure> {
        self.index.facets(self).await.map_err(failure)
    }

    /// A page's document, as the app uses it, fetched once.
    ///
    /// # Errors
    /// Why it could not be loaded.
    pub async fn document(&self, path: &str) -> Result<Rc<Page>, Failure> {
        let known = fulltext::named(&self.documents.borrow(), path).cloned();
        let document = known.unwrap_or_else(|| {
            let url = self.base.href(format!("{path}{}", files::DOCUMENT));
            let document = async move {
                let text = text(&url, RequestCache::Default).await?;
                Ok(Rc::new(json::parse(&text)?))
            };
            let document = document.boxed_local().shared();
            let mut documents = self.documents.borrow_mut();
            documents.push((path.to_owned(), document.clone()));
            document
        });
        let answer = document.await;
        if answer.is_err() {
            self.documents
                .borrow_mut()
                .retain(|(known, _)| known != path);
        }
        answer
    }
}

fn failure(error: Error<Failure>) -> Failure {
    match error {
        Error::Fetch(failure) => failure,
        Error::Broken(_) | Error::Version => Failure::NotADocument,
    }
}

async fn bytes(url: &str, cache: RequestCache) -> Result<Vec<u8>, Failure> {
    let response = Request::get(url).cache(cache).send().await;
    let response = response.map_err(|_| Failure::Network)?;
    match response.ok() {
        true => response.binary().await.map_err(|_| Failure::Network),
        false => Err(Failure::Status(response.status())),
    }
}

/// A file's text.
pub(super) async fn text(url: &str, cache: RequestCache) -> Result<String, Failure> {
    let bytes = bytes(url, cache).await?;
    String::from_utf8(bytes).map_err(|_| Failure::NotADocument)
}
