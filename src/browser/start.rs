use super::address::current_route;
use super::embedded::Embedded;
use super::navigation::Navigation;
use super::next_page::NextPage;
use super::{
    controls, embedded, focus, frame, head, history, navigation, prefetch, search,
    store::{Loaded, Store},
    window,
};
use crate::app_state::{AppState, Failed};
use leptos::prelude::*;
use model::failure::Failure;
use model::{Content, PageDocument};
use std::rc::Rc;
use std::sync::Arc;
use wasm_bindgen::throw_str;

/// The User Timing mark set when the app becomes interactive.
pub const HYDRATED: &str = "hydrated";

/// Starts the app. If the embedded data is missing or unreadable, it leaves the document
/// alone: the page is still readable and its links work. The caller gets the reason as an
/// exception.
pub fn start() {
    if let Err(failure) = take_over() {
        throw_str(&failure.to_string());
    }
}

fn take_over() -> Result<(), Failure> {
    let site = Arc::new(embedded::site()?);
    let Embedded {
        page,
        build,
        is_whole,
    } = embedded::page()?;
    // An existing executor is fine.
    let _ = any_spawner::Executor::init_wasm_bindgen();
    let page = Arc::new(page);
    let store = Store::new(site.base(), build);
    if is_whole {
        store.keep(page.clone(), head::particulars());
    }
    let state = AppState::new(site, page);
    match other_page(&state) {
        None => run(&state, store),
        Some(path) => leptos::task::spawn_local(async move {
            let answer = store.get(&path).await;
            run(&state, store);
            put_right(&state, path, answer).await;
        }),
    }
    Ok(())
}

/// The path of the page at the current address, if the document shows a different page.
/// Hosts use several URLs for a page, and some serve one HTML file for every unknown
/// address, as `trunk serve` does.
fn other_page(state: &AppState) -> Option<String> {
    let page = state.page.get_untracked();
    // `404.html` is valid at any address.
    if page.content == Content::Missing {
        return None;
    }
    let path = current_route(&state.site.base())?.to_string();
    (path != page.path).then_some(path)
}

/// Shows the page for the address once it has loaded. If it fails to load, the current
/// document stays, since it may be the right one. Only the placeholder for offline pages
/// is replaced.
async fn put_right(state: &AppState, path: String, answer: Result<Rc<Loaded>, Failure>) {
    let shown = state.page.get_untracked();
    let without_head = |page| {
        Rc::new(Loaded {
            page: Arc::new(page),
            head: String::new(),
        })
    };
    let loaded = match answer {
        Ok(loaded) => loaded,
        Err(failure) if shown.path != PageDocument::OFFLINE => {
            if failure.may_pass() {
                let href = state.href(path);
                state.failed.set(Some(Failed { failure, href }));
            }
            return;
        }
        Err(failure) if failure.may_pass() => {
            without_head(PageDocument::unavailable(path, failure.to_string()))
        }
        Err(_) => without_head(PageDocument::missing()),
    };
    let Loaded { page, head } = &*loaded;
    head::describe(&state.site, page, head);
    state.page.set(page.clone());
    // Effects must run before the page is in the document. Anything that has read the
    // document before must read it again.
    leptos::task::tick().await;
    search::shown(state, page);
}

/// Starts handling events.
fn run(state: &AppState, store: Store) {
    let next = NextPage::new(state.clone());
    frame::fill(state, &next);
    let navigation = Navigation::new(state.clone(), store.clone());
    navigation.read_query(false);
    search::shown(state, &state.page.get_untracked());
    history::take_over();
    focus::listen();
    search::listen(state, &store);
    navigation::listen(&navigation);
    prefetch::listen(state, &store, next);
    controls::listen();
    if let Some(performance) = window().performance() {
        // Without User Timing, only a measurement is lost.
        let _ = performance.mark(HYDRATED);
    }
}
