//! The page that the reader is likely to go to, built before they go.

use super::embedded::BODY;
use super::frame::{built, page_slot};
use super::store::Loaded;
use crate::app::page_view;
use crate::app_state::AppState;
use js_sys::Reflect;
use leptos::leptos_dom::helpers::set_timeout;
use leptos::prelude::*;
use model::PageDocument;
use std::cell::RefCell;
use std::rc::Rc;
use std::sync::Arc;
use std::time::Duration;
use web_sys::Element;

/// A page, and its nodes in an element that is not in the document.
type Built = (Rc<Loaded>, Element);

/// The page that the reader is likely to go to.
pub struct NextPage {
    state: AppState,
    built: RefCell<Option<Built>>,
}

impl NextPage {
    /// No page yet.
    pub fn new(state: AppState) -> Rc<Self> {
        Rc::new(Self {
            state,
            built: RefCell::default(),
        })
    }

    /// Builds the current page, but for its body, and drops it. Browsers compile a function when
    /// it is first called, which would otherwise make the first page that the reader goes to a
    /// frame late.
    pub fn rehearse(&self) {
        self.without_body(self.state.page.get_untracked());
    }

    /// Builds a page, and lays it out when the browser has nothing else to do.
    pub fn prepare(self: &Rc<Self>, page: &Rc<Loaded>) {
        let is_built = self
            .built
            .borrow()
            .as_ref()
            .is_some_and(|(built, _)| Rc::ptr_eq(built, page));
        if is_built || Arc::ptr_eq(&self.state.page.get_untracked(), &page.page) {
            return;
        }
        self.built.replace(Some((page.clone(), self.build(page))));
        let this = self.clone();
        set_timeout(move || this.lay_out(), Duration::ZERO);
    }

    /// A page's nodes, built now unless they were built before.
    pub fn take(&self, page: &Rc<Loaded>) -> Element {
        match self.built.take() {
            Some((built, element)) if Rc::ptr_eq(&built, page) => element,
            _ => self.build(page),
        }
    }

    fn build(&self, page: &Loaded) -> Element {
        let element = self.without_body(page.page.clone());
        if let Ok(Some(place)) = element.query_selector(BODY) {
            // Fails only for what is not an element.
            let _ = Reflect::set(&place, &"innerHTML".into(), &page.body);
        }
        element
    }

    fn without_body(&self, page: Arc<PageDocument>) -> Element {
        Owner::new().with(|| {
            provide_context(self.state.clone());
            built(page_view(page))
        })
    }

    /// Has the browser style and lay out what was built. The next time it does so faster, since
    /// it knows the style of such elements and the shapes of these words. Nothing is shown, and
    /// nothing else runs before the page is out of the document again.
    fn lay_out(&self) {
        let built = self.built.borrow().clone();
        let Some((_, element)) = built else { return };
        let slot = page_slot();
        if let Some(parent) = slot.parent_element() {
            element.set_class_name(&slot.class_name());
            // Fails only if the parent may not have elements.
            let _ = parent.append_child(&element);
            element.client_height();
            element.remove();
        }
    }
}
