//! Where focus and scroll go when the page has changed, and what stands in the
//! search box.

use super::history::Place;
use super::{as_html, document, find, window};
use leptos::leptos_dom::helpers::window_event_listener_untyped;
use model::contract::ids;
use wasm_bindgen::JsCast;
use web_sys::{Element, Event, FocusOptions, HtmlElement, HtmlInputElement};

/// The links of a page, without those of the failure notice, which comes and
/// goes, and of what is leaving.
const LINKS: &str = "a[href]:not([role=alert] a, .leaving a)";

/// The link of the failure notice.
const RETRY: &str = "[role=alert] a";

/// The button of the failure notice.
const CLOSE: &str = "[role=alert] button";

/// What in the failure notice takes the focus, while it is there.
const IN_NOTICE: &str = "[role=alert] :is(a, button):not(.leaving *)";

/// Moves focus to the new page's heading, which announces it, and starts the
/// page at its top.
pub fn to_heading() {
    to_top();
    focus_heading();
}

/// Starts the page at its top, and leaves the focus where it is.
pub fn to_top() {
    window().scroll_to_with_x_and_y(0.0, 0.0);
}

/// Moves to an element that a fragment names; where there is none, to the
/// heading.
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

/// Goes back to where the reader was: the scroll position, and the link that
/// was followed from there. Without a link, focus goes to the heading.
pub fn to_place(place: &Place) {
    match place.link.and_then(link_at) {
        Some(link) => focus(&link),
        None => focus_heading(),
    }
    window().scroll_to_with_x_and_y(0.0, place.scroll.into());
}

/// Whether a link is the one that tries again.
pub fn is_retry(link: &Element) -> bool {
    link.matches(RETRY).unwrap_or(false)
}

/// Whether the focus is on the link that tries again.
pub fn is_on_retry() -> bool {
    let focused = document().active_element();
    focused.is_some() && focused == find(RETRY)
}

/// Whether a click is on the button that closes the failure notice.
pub fn is_close(click: &Event) -> bool {
    let target = click.target().and_then(|it| it.dyn_into::<Element>().ok());
    let button = target.and_then(|target| target.closest(CLOSE).ok().flatten());
    button.is_some()
}

/// Whether the focus is in the failure notice.
pub fn is_in_notice() -> bool {
    let focused = document().active_element();
    focused.is_some_and(|element| element.matches(IN_NOTICE).unwrap_or(false))
}

/// Moves the focus to a link of the page on show; without one, to the heading. The page
/// stays where it is, as far as what has the focus can be seen.
pub fn to_link(number: Option<u32>) {
    match number.and_then(link_at) {
        // What takes no focus leaves it where it is.
        Some(link) => drop(link.focus()),
        None => focus_heading(),
    }
}

/// Moves the focus to the link that tries again.
pub fn to_retry() {
    if let Some(link) = find(RETRY).and_then(as_html) {
        focus(&link);
    }
}

/// Puts what is searched for into the search box, unless the reader has typed there
/// since it held `last`.
pub fn fill_search(query: &str, last: Option<&str>) {
    if let Some(input) = search_box() {
        let value = input.value();
        // Setting what stands there already would move the caret.
        if value != query && last.is_none_or(|last| value == last) {
            input.set_value(query);
        }
    }
}

/// What stands in the search box, if the focus is there.
pub fn typed() -> Option<String> {
    let input = search_box().filter(|_| is_on_search())?;
    Some(input.value())
}

/// Whether the focus is in the search box.
pub fn is_on_search() -> bool {
    let (input, focused) = (search_box(), document().active_element());
    input.is_some_and(|input| focused.as_ref() == Some(&**input))
}

/// Moves the focus to the search box.
pub fn to_search() {
    if let Some(input) = search_box() {
        // An element that takes no focus leaves it where it is.
        let _ = input.focus();
    }
}

/// Does for what takes the focus what some browsers leave undone.
pub fn listen() {
    std::mem::forget(window_event_listener_untyped("focusin", |event| {
        let Some(element) = event
            .target()
            .and_then(|target| target.dyn_into::<Element>().ok())
        else {
            return;
        };
        // Where a link to its fragment gave the search box the focus, WebKit gives
        // it no caret, and what is typed would get lost.
        if let Some(input) = search_box()
            && element == **input
        {
            input.select();
        }
        // Firefox lets the focus go to a country on the map that is out of sight.
        if !element.is_instance_of::<HtmlElement>() {
            let (place, height) = (element.get_bounding_client_rect(), height_in_sight());
            let way = f64::min(place.top(), 0.0) + f64::max(place.bottom() - height, 0.0);
            window().scroll_by_with_x_and_y(0.0, way);
        }
    }));
}

/// The height of the part of the document that is in sight.
fn height_in_sight() -> f64 {
    let root = document().document_element();
    root.map_or(0.0, |root| root.client_height().into())
}

fn search_box() -> Option<HtmlInputElement> {
    let input = document().get_element_by_id(ids::SEARCH)?;
    input.dyn_into().ok()
}

/// The number of a link on its page, by which it is found again.
pub fn number_of(link: &Element) -> Option<u32> {
    let links = document().query_selector_all(LINKS).ok()?;
    (0..links.length()).find(|&index| links.get(index).as_ref() == Some(link.as_ref()))
}

fn link_at(number: u32) -> Option<HtmlElement> {
    let links = document().query_selector_all(LINKS).ok()?;
    // Those of a map are no HTML elements, but take the focus as these do.
    Some(links.get(number)?.unchecked_into())
}

fn focus_heading() {
    if let Some(heading) = find("main h1").and_then(as_html) {
        // Two pages of one kind share the element: focus that is on it already
        // must leave it first, or assistive technology hears nothing.
        let _ = heading.blur();
        focus(&heading);
    }
}

fn focus(element: &HtmlElement) {
    let options = FocusOptions::new();
    options.set_prevent_scroll(true);
    // An element that takes no focus leaves it where it is.
    let _ = element.focus_with_options(&options);
}
