use super::navigation::Navigation;
use super::{
    controls, embedded, focus, head, history, navigation, prefetch, search, store::Store, window,
};
use crate::app::App;
use crate::model::{Content, PageDocument};
use crate::reader::Reader;
use leptos::prelude::*;
use leptos::tachys::hydration::Cursor;
use leptos::tachys::view::{Mountable, PositionState};
use std::sync::Arc;
use web_sys::HtmlElement;

/// The User Timing mark that is set when the app answers to the reader.
pub const HYDRATED: &str = "hydrated";

/// Starts the app. Without the data that the press embeds, or with data that
/// this app cannot read, it leaves the document as it is: a page that reads
/// and whose links work.
pub fn start() {
    let (Some(root), Ok(site)) = (embedded::root(), embedded::site()) else {
        return;
    };
    // An executor that is there already is the right one.
    let _ = any_spawner::Executor::init_wasm_bindgen();
    let site = Arc::new(site);
    let store = Store::new(site.base(), embedded::build());
    let here = window().location().pathname().unwrap_or_default();
    let path = site.base().strip(&here).unwrap_or("/").to_owned();
    match embedded::page() {
        Ok(page) if is_for(&page, &path) => {
            let page = Arc::new(page);
            store.keep(page.clone());
            run(Reader::new(site, page), store, root, &Elements::Rendered);
        }
        // The host serves one HTML file for addresses that it does not know, as
        // `trunk serve` does: what stands in the document is another page.
        _ => leptos::task::spawn_local(async move {
            let page = match store.get(&path).await {
                Ok(page) => page,
                Err(failure) if failure.means_missing() => Arc::new(PageDocument::missing()),
                Err(failure) => Arc::new(PageDocument::unavailable(path, failure.to_string())),
            };
            head::describe(&site, &page);
            run(Reader::new(site, page), store, root, &Elements::Made);
        }),
    }
}

/// The document of `404.html` holds wherever a host sends it.
fn is_for(page: &PageDocument, path: &str) -> bool {
    page.path == path || page.content == Content::Missing
}

/// Shows the page, then listens to the reader. The order matters: nothing may
/// change before the document has been walked through.
fn run(reader: Reader, store: Store, root: HtmlElement, elements: &Elements) {
    show(reader.clone(), root, elements);
    let navigation = Navigation::new(reader.clone(), store);
    navigation.read_query();
    search::shown(&reader, &reader.page.get_untracked());
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

/// How the app comes by its elements.
enum Elements {
    /// They are there: the press rendered them.
    Rendered,
    /// It makes them.
    Made,
}

/// Shows the app. Leptos' own ways to do so also read what a server streams
/// after its HTML, of which there is nothing here.
fn show(reader: Reader, root: HtmlElement, elements: &Elements) {
    let owner = Owner::new();
    let state = owner.with(|| {
        let app = view! { <App reader /> };
        match elements {
            Elements::Rendered => {
                app.hydrate::<true>(&Cursor::new(root.into()), &PositionState::default())
            }
            Elements::Made => {
                root.set_inner_html("");
                let mut state = app.build();
                state.mount(&root, None);
                state
            }
        }
    });
    // They live as long as the document.
    std::mem::forget((owner, state));
}
