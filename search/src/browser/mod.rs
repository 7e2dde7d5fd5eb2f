//! Search in the browser: the search page and the search box.

mod engine;
mod page;
mod page_text;
mod saved;
mod suggestions;

use crate::index::SearchPage;
use engine::Engine;
use futures_util::FutureExt;
use futures_util::future::{LocalBoxFuture, Shared};
use model::contract::{attributes, classes, events, files, ids};
use model::failure::Failure;
use model::json;
use model::routes::Base;
use std::cell::RefCell;
use std::rc::Rc;
use wasm_bindgen::closure::Closure;
use wasm_bindgen::{JsCast, UnwrapThrowExt};
use web_sys::{Document, Element, Event, EventTarget, HtmlInputElement, RequestCache, Window};

/// Starts search in the document to which the app added this script.
pub fn start() {
    let document = document();
    let script = document.get_element_by_id(ids::SEARCH_PROGRAM);
    let site = script
        .as_ref()
        .and_then(|script| script.get_attribute(attributes::SEARCH_SITE));
    let input = document
        .get_element_by_id(ids::SEARCH)
        .and_then(|input| input.dyn_into::<HtmlInputElement>().ok());
    let (Some(script), Some(site), Some(input)) = (script, site, input) else {
        return;
    };
    let index = Index::new(site);
    let page = page::SearchPage::new(index.clone(), input.clone());
    let suggestions = suggestions::Suggestions::new(index, input);
    page::listen(&page);
    suggestions::listen(&suggestions);
    let (typed, waiting) = (page.clone(), suggestions.clone());
    on(&document, events::SHOWN, move |_| {
        page.show();
        suggestions.close();
    });
    // Fails only for invalid event names.
    let tell = |target: &EventTarget, name| {
        let _ = Event::new(name).and_then(|event| target.dispatch_event(&event));
    };
    // The page is already there.
    tell(&document, events::SHOWN);
    tell(&script, events::SEARCH_STARTED);
    // So is any text typed while this was loading.
    typed.follow_typing();
    waiting.suggest();
}

type Answer = Result<Rc<Engine>, Failure>;

/// The index, loaded on first use.
#[derive(Clone)]
struct Index {
    /// The URL of the site's search data.
    site: Rc<RefCell<String>>,
    engine: Rc<RefCell<Option<Shared<LocalBoxFuture<'static, Answer>>>>>,
}

impl Index {
    fn new(site: String) -> Self {
        Self {
            site: Rc::new(RefCell::new(site)),
            engine: Rc::default(),
        }
    }

    /// The site's base path.
    fn base(&self) -> Base {
        let site = self.site.borrow();
        // `/newswire/search/site-1.json` is two names below the base.
        Base::new(site.rsplitn(3, '/').nth(2).unwrap_or_default())
    }

    /// Does something with the engine. If a file of the index does not come, a publication
    /// may have replaced the index since the page was loaded: then once more, with the new
    /// one.
    async fn with<T>(
        &self,
        act: impl AsyncFn(&Rc<Engine>) -> Result<T, Failure>,
    ) -> Result<T, Failure> {
        let mut answer = Err(Failure::Network);
        for _ in 0..2 {
            answer = match self.engine().await {
                Ok(engine) => act(&engine).await,
                Err(failure) => Err(failure),
            };
            if answer.is_ok() || !self.renew().await {
                break;
            }
        }
        answer
    }

    async fn engine(&self) -> Answer {
        let known = self.engine.borrow().clone();
        let engine = known.unwrap_or_else(|| {
            let site = self.site.borrow().clone();
            let loading = async move { Ok(Rc::new(Engine::load(&site).await?)) };
            let loading = loading.boxed_local().shared();
            self.engine.replace(Some(loading.clone()));
            loading
        });
        engine.await
    }

    /// Asks the host for the site's current search data; whether there are others by now.
    async fn renew(&self) -> bool {
        // After a failure, everything is tried again.
        self.engine.replace(None);
        let before = self.site.borrow().clone();
        let Some((folder, _)) = before.rsplit_once('/') else {
            return false;
        };
        let page = format!("{folder}/{}", files::DOCUMENT);
        let page = engine::text(&page, RequestCache::NoCache).await.ok();
        let page: Option<SearchPage> = page.and_then(|page| json::parse(&page).ok());
        let Some(site) = page.map(|page| page.content.search.site) else {
            return false;
        };
        let name = site.rsplit('/').next().unwrap_or_default();
        let now = format!("{folder}/{name}");
        let is_new = now != before;
        self.site.replace(now);
        is_new
    }
}

fn window() -> Window {
    web_sys::window().expect_throw("search runs in a window")
}

fn document() -> Document {
    window().document().expect_throw("a window has a document")
}

/// The element for the results; `None` on other pages. A page being removed does not
/// count.
fn results_place() -> Option<Element> {
    let place = document().get_element_by_id(ids::SEARCH_RESULTS)?;
    let leaves = place
        .closest(&format!(".{}", classes::LEAVING))
        .ok()
        .flatten()
        .is_some();
    (!leaves).then_some(place)
}

/// Adds an event listener for the lifetime of the document.
fn on(target: &EventTarget, event: &str, act: impl Fn(Event) + 'static) {
    // The browser owns the listener from now on.
    let listener = Closure::<dyn Fn(Event)>::new(act).into_js_value();
    // Fails only if the listener is not a function.
    let _ = target.add_event_listener_with_callback(event, listener.unchecked_ref());
}

/// Runs a task after a delay, unless another one is scheduled first.
#[derive(Clone, Default)]
struct Delay(Rc<std::cell::Cell<u32>>);

impl Delay {
    fn after(&self, milliseconds: i32, act: impl FnOnce() + 'static) {
        let turn = self.0.get().wrapping_add(1);
        self.0.set(turn);
        let current = self.0.clone();
        let closure = Closure::once_into_js(move || {
            if current.get() == turn {
                act();
            }
        });
        // Fails only if the callback is not a function.
        let _ = window().set_timeout_with_callback_and_timeout_and_arguments_0(
            closure.unchecked_ref(),
            milliseconds,
        );
    }

    fn cancel(&self) {
        self.0.set(self.0.get().wrapping_add(1));
    }
}
