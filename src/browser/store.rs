//! The app's page documents by URL: initially from the HTML, then fetched and cached.

use super::{style, window};
use futures_util::FutureExt;
use futures_util::future::{LocalBoxFuture, Shared, join};
use gloo_net::http::Request;
use js_sys::{JsString, Reflect};
use model::Build;
use model::contract::files;
use model::failure::Failure;
use model::json;
use model::routes::Base;
use model::{Html, PageDocument, Published};
use std::cell::RefCell;
use std::rc::Rc;
use std::sync::Arc;
use wasm_bindgen::{JsCast, JsValue};
use wasm_bindgen_futures::JsFuture;
use web_sys::{AbortSignal, Response};

/// The request timeout in milliseconds.
const LIMIT: u32 = 15_000;

/// How many documents are kept: those that a reader is likely to go back to. Older ones are
/// fetched again, or memory would grow with every page that is read.
const KEPT: usize = 8;

/// How long their bodies may be together, in UTF-16 units: one of the longest and some others.
const KEPT_LENGTH: u32 = 150_000;

/// A page's document, with what the app itself does not look at.
#[derive(Debug, PartialEq)]
pub struct Loaded {
    /// The document. Its body is [`Html::ELSEWHERE`], unless the page has none.
    pub page: Arc<PageDocument>,
    /// The body, as HTML.
    pub body: JsValue,
    /// The metadata for the head, as HTML.
    pub head: String,
}

impl From<PageDocument> for Loaded {
    /// A page without a body, and without metadata.
    fn from(page: PageDocument) -> Self {
        Self {
            page: Arc::new(page),
            body: JsValue::from(""),
            head: String::new(),
        }
    }
}

type Answer = Result<Rc<Loaded>, Failure>;

/// A path, and its answer or pending request.
type Entry = (String, Shared<LocalBoxFuture<'static, Answer>>);

/// Page documents by path. Clones share their contents.
#[derive(Clone)]
pub struct Store {
    base: Base,
    /// The build of the app, which documents must match.
    build: Rc<Build>,
    // Finished and pending requests are stored together, so that clicking a link that is
    // being prefetched waits for the same request. A list, because a visit covers few
    // pages and the code for a map is larger.
    answers: Rc<RefCell<Vec<Entry>>>,
}

impl Store {
    /// An empty store for a base path and a build of the app.
    pub fn new(base: Base, build: Build) -> Self {
        Self {
            base,
            build: Rc::new(build),
            answers: Rc::default(),
        }
    }

    /// Stores a document that came with the HTML.
    pub fn keep(&self, loaded: Loaded) {
        let path = loaded.page.path.clone();
        let loaded = Rc::new(loaded);
        let answer = async move { Ok(loaded) }.boxed_local().shared();
        self.add((path, answer));
    }

    /// Adds an entry as the latest, and drops the earliest ones if there are too many.
    fn add(&self, entry: Entry) {
        let mut answers = self.answers.borrow_mut();
        while answers.len() >= KEPT || answers.iter().map(size).sum::<u32>() > KEPT_LENGTH {
            drop(answers.remove(0));
        }
        answers.push(entry);
    }

    /// The document at a path, fetched if it is not cached, as soon as there is also the style
    /// to show it with.
    ///
    /// # Errors
    /// The reason it could not be loaded. The next call tries again.
    pub async fn get(&self, path: &str) -> Answer {
        let known = self.known(path);
        let answer = known.unwrap_or_else(|| {
            let url = self.base.href(format!("{path}{}", files::DOCUMENT));
            let answer = fetch(url, path.to_owned(), self.build.clone())
                .boxed_local()
                .shared();
            self.add((path.to_owned(), answer.clone()));
            answer
        });
        let (result, ()) = join(answer.clone(), style::load()).await;
        if result.is_err() {
            // A retry may have replaced the entry.
            let mut answers = self.answers.borrow_mut();
            answers.retain(|(_, kept)| !kept.ptr_eq(&answer));
        }
        result
    }

    /// Clears the cache, whose documents may be outdated.
    pub fn forget(&self) {
        self.answers.borrow_mut().clear();
    }

    /// The answer for a path, which becomes the latest.
    fn known(&self, path: &str) -> Option<Shared<LocalBoxFuture<'static, Answer>>> {
        let mut answers = self.answers.borrow_mut();
        let index = answers.iter().position(|(kept, _)| kept == path)?;
        answers[index..].rotate_left(1);
        Some(answers.last()?.1.clone())
    }
}

/// The length of a document's body in UTF-16 units; 0 until it has arrived.
fn size((_, answer): &Entry) -> u32 {
    match answer.peek() {
        Some(Ok(loaded)) => loaded.body.unchecked_ref::<JsString>().length(),
        _ => 0,
    }
}

async fn fetch(url: String, path: String, build: Rc<Build>) -> Answer {
    let limit = limit();
    let broken = || match &limit {
        Some(limit) if limit.aborted() => Failure::TimedOut,
        _ => Failure::Network,
    };
    let response = Request::get(&url)
        .header("Accept", "application/json")
        .abort_signal(limit.as_ref())
        .send()
        .await
        .map_err(|_| broken())?;
    if !response.ok() {
        return Err(Failure::Status(response.status()));
    }
    let json = parsed(response.into()).await;
    let json = json.map_err(|error| match is_syntax_error(&error) {
        true => Failure::NotADocument,
        false => broken(),
    })?;
    let body = take_body(&json);
    let page: PageDocument = json::read(json.clone())?;
    let published: Published = json::read(json)?;
    if published.app.is_some() && published.app != build.app {
        return Err(Failure::OtherBuild);
    }
    if page.path != path {
        return Err(Failure::WrongPage);
    }
    Ok(Rc::new(Loaded {
        page: Arc::new(page),
        body,
        head: published.head.unwrap_or_default(),
    }))
}

/// Takes the body out of a document. A document without one is reported when it is read.
fn take_body(json: &JsValue) -> JsValue {
    let name = JsValue::from("body");
    let body = Reflect::get(json, &name).unwrap_or_default();
    if body.is_string() && body.is_truthy() {
        // Fails only for what is no object.
        let _ = Reflect::set(json, &name, &Html::ELSEWHERE.into());
    }
    body
}

/// The JSON of a response. Its text stays with the browser: in here, it would be copied three
/// times, and memory would grow with the largest page.
async fn parsed(response: Response) -> Result<JsValue, JsValue> {
    JsFuture::from(response.json()?).await
}

/// Whether a response was complete but not JSON. WebKit has a `DOMException` of this name.
fn is_syntax_error(error: &JsValue) -> bool {
    let name = Reflect::get(error, &"name".into()).unwrap_or_default();
    name.as_string().as_deref() == Some("SyntaxError")
}

/// Aborts a request that takes too long; `None` in browsers without `AbortSignal.timeout`
/// (before 2022).
fn limit() -> Option<AbortSignal> {
    let signals = Reflect::get(&window(), &"AbortSignal".into()).ok()?;
    let has_timeout = Reflect::has(&signals, &"timeout".into()).ok()?;
    has_timeout.then(|| AbortSignal::timeout_with_u32(LIMIT))
}

#[cfg(test)]
mod tests;
