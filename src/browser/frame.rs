//! What the press has rendered around the page, and the places in it that the app
//! fills.
//!
//! The frame is taken over as it is found: nothing in it is compared with what the press
//! has rendered, nor walked through. Translations, extensions and hosts may have changed
//! it by then, and may go on to.

use super::{all, embedded, find};
use crate::app::page_view;
use crate::reader::Reader;
use crate::shell::{current, failure_notice, slow_notice};
use leptos::leptos_dom::helpers::set_timeout;
use leptos::prelude::*;
use leptos::tachys::view::Mountable;
use model::PageDocument;
use model::contract::{classes, ids};
use std::time::Duration;
use wasm_bindgen::JsCast;
use web_sys::{Element, Node};

/// How long it takes assistive technology to hear that the focus has moved.
const MOMENT: Duration = Duration::from_millis(100);

/// A place in the frame: how it is found, and what is put into the document where
/// something has taken it out.
type Place = (&'static str, &'static str);

const PAGE: Place = (".page", r#"<div class="page"></div>"#);
const STATUS: Place = (".notices > [role=status]", NOTICES);
const ALERT: Place = (".notices > [role=alert]", NOTICES);

/// The regions for notices, as `shell::Notices` renders them.
const NOTICES: &str = r#"<div class="notices"><div role="status"></div><div role="status" id="news"></div><div role="alert"></div></div>"#;

/// Fills the places from now on, whenever what belongs there changes. The page that the
/// document shows is there already.
pub fn fill(reader: &Reader) {
    let owner = Owner::new();
    let effects = owner.with(|| {
        provide_context(reader.clone());
        let page = {
            let reader = reader.clone();
            RenderEffect::new(move |found: Option<()>| {
                let page = reader.page.get();
                if found.is_some() {
                    mark_current(&reader, &page);
                    replace(PAGE, Some(page_view(page)));
                }
            })
        };
        let slow = reader.slow;
        let slow = RenderEffect::new(move |_| {
            if slow.get() {
                put(&in_frame(STATUS), slow_notice());
            } else if let Some(region) = find(STATUS.0) {
                region.set_text_content(None);
            }
        });
        let failed = reader.failed;
        let failed = RenderEffect::new(move |_| replace(ALERT, failed.get().map(failure_notice)));
        (page, slow, failed)
    });
    // They live as long as the document.
    std::mem::forget((owner, effects));
}

/// Puts a view, or nothing, in the place of what stands somewhere.
///
/// What stood there leaves a moment later. If it went at once, and the link that was
/// followed with it, screen readers that hear of both together would look for the focus
/// where the link was, find it on the new heading by themselves, and not say it.
fn replace(place: Place, view: Option<impl IntoView>) {
    let place = in_frame(place);
    let nodes = place.child_nodes();
    let old: Vec<Node> = (0..nodes.length()).filter_map(|at| nodes.get(at)).collect();
    if let Some(view) = view {
        put(&place, view);
    }
    for node in &old {
        match node.dyn_ref::<Element>() {
            Some(element) => element.set_class_name(classes::LEAVING),
            None => remove(node),
        }
    }
    set_timeout(move || old.iter().for_each(remove), MOMENT);
}

/// Puts a view before what stands in a place. Nothing in it changes later, so nothing of
/// it needs to be kept.
fn put(place: &Element, view: impl IntoView) {
    let mut state = view.into_view().build();
    state.mount(place, place.first_child().as_ref());
}

fn remove(node: &Node) {
    if let Some(parent) = node.parent_node() {
        // Fails only for nodes that stand elsewhere.
        let _ = parent.remove_child(node);
    }
}

/// A place in the document. Where something has taken it out, it is put in again.
fn in_frame((selector, html): Place) -> Element {
    find(selector).unwrap_or_else(|| {
        let root = embedded::root();
        // Fails only where the root is out of the document.
        let _ = root.insert_adjacent_html("beforeend", html);
        find(selector).unwrap_or(root)
    })
}

/// Marks the links of the main navigation that lead to the page, or to what it is a part
/// of.
fn mark_current(reader: &Reader, page: &PageDocument) {
    let selector = format!("#{} a[href]", ids::MAIN_NAVIGATION);
    let base = reader.site.base();
    for link in all(&selector) {
        let href = link.get_attribute("href").unwrap_or_default();
        // Setting and removing fail only for names that are none.
        let _ = match base.strip(&href).and_then(|path| current(page, path)) {
            Some(value) => link.set_attribute("aria-current", value),
            None => link.remove_attribute("aria-current"),
        };
    }
}
