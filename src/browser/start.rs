use super::address::current_route;
use super::embedded::Embedded;
use super::navigation::Navigation;
use super::{
    controls, embedded, focus, frame, head, history, navigation, prefetch, search, store::Store,
    window,
};
use crate::reader::{Failed, Reader};
use leptos::prelude::*;
use model::failure::Failure;
use model::{Content, PageDocument};
use std::sync::Arc;
use wasm_bindgen::throw_str;

/// The User Timing mark that is set when the app answers to the reader.
pub const HYDRATED: &str = "hydrated";

/// Starts the app. Without the data that the press embeds, or with data that
/// this app cannot read, it leaves the document as it is: a page that reads
/// and whose links work. What called it is told why by an exception.
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
    // An executor that is there already is the right one.
    let _ = any_spawner::Executor::init_wasm_bindgen();
    let page = Arc::new(page);
    let store = Store::new(site.base(), build);
    if is_whole {
        store.keep(page.clone(), head::particulars());
    }
    let reader = Reader::new(site, page);
    match other_page(&reader) {
        None => run(&reader, store),
        Some(path) => leptos::task::spawn_local(async move {
            let answer = store.get(&path).await;
            let head = store.head_of(&path);
            run(&reader, store);
            put_right(&reader, path, answer, &head).await;
        }),
    }
    Ok(())
}

/// The path of the page that belongs to the address, if that is not the one that the
/// document shows. Hosts have many names for a page, and some send one HTML file for all
/// addresses that they do not know, as `trunk serve` does.
fn other_page(reader: &Reader) -> Option<String> {
    let page = reader.page.get_untracked();
    // The document of `404.html` holds wherever a host sends it.
    if page.content == Content::Missing {
        return None;
    }
    let path = current_route(&reader.site.base())?.to_string();
    (path != page.path).then_some(path)
}

/// Shows the page of the address, if it has come. If not, what the document shows stays:
/// it may be what belongs there. Only what stands for pages that are kept gives way.
async fn put_right(
    reader: &Reader,
    path: String,
    answer: Result<Arc<PageDocument>, Failure>,
    head: &str,
) {
    let shown = reader.page.get_untracked();
    let page = match answer {
        Ok(page) => page,
        Err(failure) if shown.path != PageDocument::OFFLINE => {
            if failure.may_pass() {
                let href = reader.href(path);
                reader.failed.set(Some(Failed { failure, href }));
            }
            return;
        }
        Err(failure) if failure.may_pass() => {
            Arc::new(PageDocument::unavailable(path, failure.to_string()))
        }
        Err(_) => Arc::new(PageDocument::missing()),
    };
    head::describe(&reader.site, &page, head);
    reader.page.set(page.clone());
    // The page is in the document when the effects have run. What has looked at the
    // document before must look again.
    leptos::task::tick().await;
    search::shown(reader, &page);
}

/// Listens to the reader.
fn run(reader: &Reader, store: Store) {
    frame::fill(reader);
    let navigation = Navigation::new(reader.clone(), store);
    navigation.read_query(false);
    search::shown(reader, &reader.page.get_untracked());
    history::take_over();
    focus::listen();
    search::listen(&navigation);
    navigation::listen(&navigation);
    prefetch::listen(&navigation);
    controls::listen();
    if let Some(performance) = window().performance() {
        // A browser without User Timing loses a measurement, nothing else.
        let _ = performance.mark(HYDRATED);
    }
}
