//! Search in the browser: the search page and the search box.

mod engine;
mod finder;
mod page;
mod pagefind;
mod suggestions;

use engine::Engine;
use futures_util::FutureExt;
use futures_util::future::{Either, LocalBoxFuture, Shared, select};
use js_sys::Promise;
use model::contract::{attributes, classes, events, ids};
use model::failure::Failure;
use std::cell::RefCell;
use std::pin::pin;
use std::rc::Rc;
use wasm_bindgen::closure::Closure;
use wasm_bindgen::{JsCast, UnwrapThrowExt};
use wasm_bindgen_futures::JsFuture;
use web_sys::{Document, Element, Event, EventTarget, HtmlInputElement, Window};

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
    let waiting = suggestions.clone();
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
    waiting.suggest();
}

type Answer = Result<Rc<Engine>, Failure>;

/// The index, loaded on first use.
#[derive(Clone)]
struct Index {
    site: Rc<str>,
    engine: Rc<RefCell<Option<Shared<LocalBoxFuture<'static, Answer>>>>>,
}

impl Index {
    fn new(site: String) -> Self {
        Self {
            site: site.into(),
            engine: Rc::default(),
        }
    }

    /// The engine. After a failure, the next call tries again.
    async fn engine(&self) -> Answer {
        let known = self.engine.borrow().clone();
        let engine = known.unwrap_or_else(|| {
            let site = self.site.clone();
            let loading = async move { Ok(Rc::new(Engine::load(&site).await?)) };
            let loading = loading.boxed_local().shared();
            self.engine.replace(Some(loading.clone()));
            loading
        });
        let answer = engine.await;
        if answer.is_err() {
            self.forget();
        }
        answer
    }

    /// Drops the engine after it failed to load a segment: the next call creates a new
    /// one.
    fn forget(&self) {
        self.engine.replace(None);
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

/// The future's output, or `None` if it takes longer than the given milliseconds.
async fn within<T>(milliseconds: i32, future: impl Future<Output = T>) -> Option<T> {
    let mut set = |resolve: js_sys::Function, _| {
        // Fails only if the callback is not a function.
        let _ =
            window().set_timeout_with_callback_and_timeout_and_arguments_0(&resolve, milliseconds);
    };
    let late = JsFuture::from(Promise::new(&mut set));
    match select(pin!(future), late).await {
        Either::Left((value, _)) => Some(value),
        Either::Right(_) => None,
    }
}
