use super::navigation::Navigation;
use super::{document, embedded, history, navigation, prefetch, store::Store, window};
use crate::app::App;
use crate::model::{Content, PageDocument};
use crate::reader::Reader;
use leptos::prelude::*;
use leptos::tachys::hydration::Cursor;
use leptos::tachys::view::PositionState;
use std::sync::Arc;
use wasm_bindgen::{JsCast, UnwrapThrowExt};
use web_sys::{Element, HtmlElement};

/// The User Timing mark that is set when the app answers to the reader.
pub const HYDRATED: &str = "hydrated";

/// Starts the app. Without the data that the press embeds, or with data that
/// this app cannot read, it leaves the document as it is: a page that reads
/// and whose links work.
pub fn start() {
    let (Some(root), Ok(site)) = (embedded::root(), embedded::site()) else {
        return;
    };
    let site = Arc::new(site);
    let store = Store::new(site.base());
    let here = window().location().pathname().unwrap_or_default();
    let path = site.base().strip(&here).unwrap_or("/").to_owned();
    match embedded::page() {
        Ok(page) if is_for(&page, &path) => {
            let page = Arc::new(page);
            store.keep(page.clone());
            run(Reader::new(site, page), store, |reader| {
                hydrate(root, reader);
            });
        }
        // The host serves one HTML file for addresses that it does not know, as
        // `trunk serve` does: what stands in the document is another page.
        _ => leptos::task::spawn_local(async move {
            let page = match store.get(&path).await {
                Ok(page) => page,
                Err(failure) if failure.means_missing() => Arc::new(PageDocument::missing()),
                Err(failure) => Arc::new(PageDocument::unavailable(path, failure.to_string())),
            };
            root.set_inner_html("");
            let title = page.document_title(&site);
            run(Reader::new(site, page.clone()), store, |reader| {
                mount(root, reader);
            });
            super::head::describe(&title, &page.description);
        }),
    }
}

/// The document of `404.html` holds wherever a host sends it.
fn is_for(page: &PageDocument, path: &str) -> bool {
    page.path == path || page.content == Content::Missing
}

/// Shows the page, then listens to the reader. The order matters: nothing may
/// change before the document has been walked through.
fn run(reader: Reader, store: Store, show: impl FnOnce(Reader)) {
    show(reader.clone());
    let navigation = Navigation::new(reader, store);
    navigation.read_query();
    history::take_over();
    navigation::listen(&navigation);
    prefetch::listen(&navigation);
    if let Some(performance) = window().performance() {
        // A browser without User Timing loses a measurement, nothing else.
        let _ = performance.mark(HYDRATED);
    }
}

/// Takes the document's elements for the app's own. Leptos' way to do so also
/// reads what a server streams after its HTML, of which there is nothing here.
fn hydrate(root: HtmlElement, reader: Reader) {
    // An executor that is there already is the right one.
    let _ = any_spawner::Executor::init_wasm_bindgen();
    let owner = Owner::new();
    let state = owner.with(|| {
        let app = view! { <App reader /> };
        app.hydrate::<true>(&Cursor::new(root.into()), &PositionState::default())
    });
    // They live as long as the document.
    std::mem::forget((owner, state));
}

fn mount(root: HtmlElement, reader: Reader) {
    leptos::mount::mount_to(root, move || view! { <App reader /> }).forget();
}

/// The first element for a selector.
pub(super) fn find(selector: &'static str) -> Option<Element> {
    document().query_selector(selector).unwrap_throw()
}

/// Takes an element for an HTML element.
pub(super) fn as_html(element: Element) -> Option<HtmlElement> {
    element.dyn_into().ok()
}
