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
        body,
        build,
        is_whole,
    } = embedded::page()?;
    // An existing executor is fine.
    let _ = any_spawner::Executor::init_wasm_bindgen();
    let page = Arc::new(page);
    let store = Store::new(site.base(), build);
    if is_whole {
        store.keep(Loaded {
            page: page.clone(),
            body,
            head: head::particulars(),
        });
    }
    let state = AppState::new(site, page);
    let next = NextPage::new(state.clone());
    match other_page(&state) {
        None => run(&state, store, &next),
        Some(path) => leptos::task::spawn_local(async move {
            let answer = store.get(&path).await;
            run(&state, store, &next);
            put_right(&state, &next, path, answer);
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
fn put_right(state: &AppState, next: &NextPage, path: String, answer: Result<Rc<Loaded>, Failure>) {
    let shown = state.page.get_untracked();
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
            Rc::new(PageDocument::unavailable(path, failure.to_string()).into())
        }
        Err(_) => Rc::new(PageDocument::missing().into()),
    };
    head::describe(&state.site, &loaded.page, &loaded.head);
    frame::show(state, next, &loaded);
    // Anything that has read the document before must read it again.
    search::shown(state, &loaded.page);
}

/// Starts handling events.
fn run(state: &AppState, store: Store, next: &Rc<NextPage>) {
    frame::fill(state);
    let navigation = Navigation::new(state.clone(), store.clone(), next.clone());
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
