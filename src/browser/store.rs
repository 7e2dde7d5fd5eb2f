//! The app's page documents by URL: seeded by the HTML, else fetched, then kept.

use super::json;
use crate::failure::Failure;
use crate::model::PageDocument;
use crate::offline::Build;
use crate::routes::Base;
use futures_util::FutureExt;
use futures_util::future::{LocalBoxFuture, Shared};
use gloo_net::http::Request;
use std::cell::RefCell;
use std::rc::Rc;
use std::sync::Arc;

type Answer = Result<Arc<PageDocument>, Failure>;

/// A path, and the answer that is there or on its way.
type Entry = (String, Shared<LocalBoxFuture<'static, Answer>>);

/// Page documents by path. Cloning it shares it.
#[derive(Clone)]
pub struct Store {
    base: Base,
    /// The build of the app, which documents must be of.
    build: Rc<Build>,
    // Documents that are there and documents on their way are one thing: a
    // click on a link that is being prefetched waits for the same request.
    // A list, for a visit sees few pages, and the code of a map weighs more.
    answers: Rc<RefCell<Vec<Entry>>>,
}

impl Store {
    /// An empty store for the site under a base, and for a build of the app.
    pub fn new(base: Base, build: Build) -> Self {
        Self {
            base,
            build: Rc::new(build),
            answers: Rc::default(),
        }
    }

    /// Keeps a document that came with the HTML.
    pub fn keep(&self, page: Arc<PageDocument>) {
        let path = page.path.clone();
        let answer = async move { Ok(page) }.boxed_local().shared();
        self.answers.borrow_mut().push((path, answer));
    }

    /// The document of the page at a path, from the host if it is not here.
    ///
    /// # Errors
    /// Says why it did not come. The next call asks again.
    pub async fn get(&self, path: &str) -> Answer {
        let known = self.known(path);
        let answer = known.unwrap_or_else(|| {
            let url = self.base.href(format!("{path}index.json"));
            let answer = fetch(url, path.to_owned(), self.build.clone())
                .boxed_local()
                .shared();
            let entry = (path.to_owned(), answer.clone());
            self.answers.borrow_mut().push(entry);
            answer
        });
        let result = answer.clone().await;
        if result.is_err() {
            // Not the answer to a later try.
            let mut answers = self.answers.borrow_mut();
            answers.retain(|(_, kept)| !kept.ptr_eq(&answer));
        }
        result
    }

    /// Forgets what has come: it may have changed.
    pub fn forget(&self) {
        self.answers.borrow_mut().clear();
    }

    fn known(&self, path: &str) -> Option<Shared<LocalBoxFuture<'static, Answer>>> {
        let answers = self.answers.borrow();
        let entry = answers.iter().find(|(kept, _)| kept == path)?;
        Some(entry.1.clone())
    }
}

async fn fetch(url: String, path: String, build: Rc<Build>) -> Answer {
    let response = Request::get(&url)
        .header("Accept", "application/json")
        .send()
        .await
        .map_err(|_| Failure::Network)?;
    if !response.ok() {
        return Err(Failure::Status(response.status()));
    }
    let text = response.text().await.map_err(|_| Failure::Network)?;
    let page: PageDocument = json::parse(&text)?;
    let published: Build = json::parse(&text)?;
    if published.app.is_some() && published != *build {
        return Err(Failure::OtherBuild);
    }
    if page.path == path {
        Ok(Arc::new(page))
    } else {
        Err(Failure::WrongPage)
    }
}

#[cfg(test)]
mod tests;
