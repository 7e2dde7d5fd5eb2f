//! The shell that the press rendered around the page, and the slots that the app fills.
//!
//! The shell is used as found: the app neither walks it nor compares it with what the
//! press rendered, because translation tools, extensions and hosts may have changed it
//! and may change it again.

use super::next_page::NextPage;
use super::store::Loaded;
use super::{all, document, embedded, find};
use crate::app_state::AppState;
use crate::shell::{self, NOTICES, current, failure_notice, slow_notice};
use leptos::leptos_dom::helpers::set_timeout;
use leptos::prelude::*;
use leptos::tachys::view::Mountable;
use model::PageDocument;
use model::contract::{classes, ids};
use std::rc::Rc;
use std::time::Duration;
use wasm_bindgen::{JsCast, UnwrapThrowExt};
use web_sys::{Element, Node};

/// How long assistive technology needs to notice that focus has moved.
const MOMENT: Duration = Duration::from_millis(100);

/// A slot in the shell: its selector, and the HTML to insert if something has removed it.
type Place = (&'static str, &'static str);

const PAGE: Place = (".page", r#"<div class="page"></div>"#);
const STATUS: Place = (".notices > [role=status]", NOTICES);
const ALERT: Place = ("[role=alert]", shell::ALERT);

/// Keeps the notices up to date from now on.
pub fn fill(state: &AppState) {
    let owner = Owner::new();
    let effects = owner.with(|| {
        let slow = state.slow;
        let slow = RenderEffect::new(move |_| {
            if slow.get() {
                put(&in_frame(STATUS), &built(slow_notice()));
            } else if let Some(region) = find(STATUS.0) {
                region.set_text_content(None);
            }
        });
        let failed = state.failed;
        let failed = RenderEffect::new(move |_| {
            replace(ALERT, failed.get().map(failure_notice).map(built));
        });
        (slow, failed)
    });
    // They live as long as the document.
    std::mem::forget((owner, effects));
}

/// Shows a page in place of the current one.
pub fn show(state: &AppState, next: &NextPage, loaded: &Rc<Loaded>) {
    mark_current(state, &loaded.page);
    state.page.set(loaded.page.clone());
    replace(PAGE, Some(next.take(loaded)));
}

/// A view's nodes, in an element that is not in the document. The view is static, so nothing
/// needs to be kept alive.
pub fn built(view: impl IntoView) -> Element {
    // Fails only for invalid names.
    let parent = document().create_element("div").unwrap_throw();
    view.into_view().build().mount(&parent, None);
    parent
}

/// Replaces the contents of a slot with the contents of an element, or clears it.
///
/// The old contents are removed a moment later. If they disappeared at once, along with
/// the link that was followed, screen readers would look for the focus at the old link,
/// find it on the new heading by themselves, and not announce it.
fn replace(place: Place, new: Option<Element>) {
    let place = in_frame(place);
    let nodes = place.child_nodes();
    let old: Vec<Node> = (0..nodes.length()).filter_map(|at| nodes.get(at)).collect();
    if let Some(new) = new {
        put(&place, &new);
    }
    for node in &old {
        match node.dyn_ref::<Element>() {
            Some(element) => mark_leaving(element),
            None => remove(node),
        }
    }
    set_timeout(move || old.iter().for_each(remove), MOMENT);
}

/// Hides an element that is about to be removed. It loses its class, so the style of the page
/// does not depend on it, but a `main` keeps its own: what is in it would be styled and laid
/// out again, which takes as long as for the new page.
fn mark_leaving(element: &Element) {
    let class = match element.local_name() == "main" {
        true => element.class_name() + " " + classes::LEAVING,
        false => classes::LEAVING.to_owned(),
    };
    element.set_class_name(&class);
}

/// Moves the contents of an element in front of a slot's contents.
fn put(place: &Element, new: &Element) {
    let first = place.first_child();
    while let Some(node) = new.first_child() {
        // Fails only if the slot's contents have been moved meanwhile.
        if place.insert_before(&node, first.as_ref()).is_err() {
            break;
        }
    }
}

fn remove(node: &Node) {
    if let Some(parent) = node.parent_node() {
        // Fails only if the node has been moved.
        let _ = parent.remove_child(node);
    }
}

/// The slot of the page.
pub fn page_slot() -> Element {
    in_frame(PAGE)
}

/// Finds a slot in the document, or inserts it again if something has removed it.
fn in_frame((selector, html): Place) -> Element {
    find(selector).unwrap_or_else(|| {
        let root = embedded::root();
        // Fails only if the root is detached.
        let _ = root.insert_adjacent_html("beforeend", html);
        find(selector).unwrap_or(root)
    })
}

/// Marks the main navigation links that lead to the page or to its section.
fn mark_current(state: &AppState, page: &PageDocument) {
    let selector = format!("#{} a[href]", ids::MAIN_NAVIGATION);
    let base = state.site.base();
    for link in all(&selector) {
        let href = link.get_attribute("href").unwrap_or_default();
        // These calls fail only for invalid attribute names.
        let _ = match base.strip(&href).and_then(|path| current(page, path)) {
            Some(value) => link.set_attribute("aria-current", value),
            None => link.remove_attribute("aria-current"),
        };
    }
}
