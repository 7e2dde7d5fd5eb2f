//! Focus and scroll position after navigation, and the contents of the search box.

use super::history::Place;
use super::{as_html, document, find, on, window};
use constcat::concat;
use model::contract::{classes, ids};
use wasm_bindgen::JsCast;
use web_sys::{
    Element, Event, FocusOptions, HtmlElement, HtmlInputElement, ScrollIntoViewOptions,
    ScrollLogicalPosition,
};

/// The links of a page, except those in the failure notice, which comes and goes, and in
/// elements being removed.
const LINKS: &str = concat!("a[href]:not([role=alert] a, .", classes::LEAVING, " a)");

/// The retry link in the failure notice.
const RETRY: &str = "[role=alert] a";

/// The close button of the failure notice.
const CLOSE: &str = "[role=alert] button";

/// Focusable elements in the failure notice while it is shown.
const IN_NOTICE: &str = concat!("[role=alert] :is(a, button):not(.", classes::LEAVING, " *)");

/// Moves focus to the new page's heading, which announces it, and scrolls to the top.
pub fn to_heading() {
    to_top();
    focus_heading();
}

/// Scrolls to the top without moving focus.
pub fn to_top() {
    window().scroll_to_with_x_and_y(0.0, 0.0);
}

/// Moves to the fragment's target, or to the heading if the target is missing.
pub fn to_fragment(hash: &str) {
    let id = hash.trim_start_matches('#');
    let id = js_sys::decode_uri_component(id).map_or_else(|_| id.to_owned(), String::from);
    match document().get_element_by_id(&id) {
        Some(element) => {
            element.scroll_into_view();
            if let Some(element) = as_html(element) {
                focus(&element);
            }
        }
        None => to_heading(),
    }
}

/// Restores the reader's position: the scroll offset, and focus on the link they
/// followed, or on the heading if there was no link.
pub fn to_place(place: &Place) {
    match place.link.and_then(link_at) {
        Some(link) => focus(&link),
        None => focus_heading(),
    }
    window().scroll_to_with_x_and_y(0.0, place.scroll.into());
}

/// Whether a link is the retry link.
pub fn is_retry(link: &Element) -> bool {
    link.matches(RETRY).unwrap_or(false)
}

/// Whether the retry link has focus.
pub fn is_on_retry() -> bool {
    let focused = document().active_element();
    focused.is_some() && focused == find(RETRY)
}

/// Whether a click hit the failure notice's close button.
pub fn is_close(click: &Event) -> bool {
    let target = click.target().and_then(|it| it.dyn_into::<Element>().ok());
    let button = target.and_then(|target| target.closest(CLOSE).ok().flatten());
    button.is_some()
}

/// Whether focus is in the failure notice.
pub fn is_in_notice() -> bool {
    let focused = document().active_element();
    focused.is_some_and(|element| element.matches(IN_NOTICE).unwrap_or(false))
}

/// Moves focus to a link on the current page, or to the heading. Scrolls only if the
/// focused element would be out of view.
pub fn to_link(number: Option<u32>) {
    match number.and_then(link_at) {
        // An element that cannot be focused leaves focus where it is.
        Some(link) => drop(link.focus()),
        None => focus_heading(),
    }
}

/// Scrolls what has the focus back into view: the failure notice has moved it down.
pub fn keep_in_view() {
    if let Some(focused) = document().active_element() {
        let nearest = ScrollIntoViewOptions::new();
        nearest.set_block(ScrollLogicalPosition::Nearest);
        focused.scroll_into_view_with_scroll_into_view_options(&nearest);
    }
}

/// Moves focus to the retry link.
pub fn to_retry() {
    if let Some(link) = find(RETRY).and_then(as_html) {
        focus(&link);
    }
}

/// Puts the query into the search box, unless the reader has typed there since it held
/// `last`.
pub fn fill_search(query: &str, last: Option<&str>) {
    if let Some(input) = search_box() {
        let value = input.value();
        // Setting the same value would move the caret.
        if value != query && last.is_none_or(|last| value == last) {
            input.set_value(query);
        }
    }
}

/// The text in the search box, if it has focus.
pub fn typed() -> Option<String> {
    let input = search_box().filter(|_| is_on_search())?;
    Some(input.value())
}

/// Whether the search box has focus.
pub fn is_on_search() -> bool {
    let (input, focused) = (search_box(), document().active_element());
    input.is_some_and(|input| focused.as_ref() == Some(&**input))
}

/// Moves focus to the search box.
pub fn to_search() {
    if let Some(input) = search_box() {
        // An element that cannot be focused leaves focus where it is.
        let _ = input.focus();
    }
}

/// Works around browser bugs when elements receive focus.
pub fn listen() {
    on("focusin", |event| {
        let Some(element) = event
            .target()
            .and_then(|target| target.dyn_into::<Element>().ok())
        else {
            return;
        };
        // When a fragment link focuses the search box, WebKit sets no caret, and typed
        // text would be lost.
        if let Some(input) = search_box()
            && element == **input
        {
            input.select();
        }
        // Firefox does not scroll a focused country on the map into view.
        if !element.is_instance_of::<HtmlElement>() {
            let (place, height) = (element.get_bounding_client_rect(), height_in_sight());
            let way = f64::min(place.top(), 0.0) + f64::max(place.bottom() - height, 0.0);
            window().scroll_by_with_x_and_y(0.0, way);
        }
    });
}

/// The visible height of the document.
fn height_in_sight() -> f64 {
    let root = document().document_element();
    root.map_or(0.0, |root| root.client_height().into())
}

fn search_box() -> Option<HtmlInputElement> {
    let input = document().get_element_by_id(ids::SEARCH)?;
    input.dyn_into().ok()
}

/// The index of a link on its page, used to find it again.
pub fn number_of(link: &Element) -> Option<u32> {
    let links = document().query_selector_all(LINKS).ok()?;
    (0..links.length()).find(|&index| links.get(index).as_ref() == Some(link.as_ref()))
}

fn link_at(number: u32) -> Option<HtmlElement> {
    let links = document().query_selector_all(LINKS).ok()?;
    // Links in a map are not HTML elements but can be focused in the same way.
    Some(links.get(number)?.unchecked_into())
}

fn focus_heading() {
    if let Some(heading) = find("main h1").and_then(as_html) {
        // Two pages of the same kind share the element: if it already has focus, blur it
        // first, or assistive technology announces nothing.
        let _ = heading.blur();
        focus(&heading);
    }
}

fn focus(element: &HtmlElement) {
    let options = FocusOptions::new();
    options.set_prevent_scroll(true);
    // An element that cannot be focused leaves focus where it is.
    let _ = element.focus_with_options(&options);
}
