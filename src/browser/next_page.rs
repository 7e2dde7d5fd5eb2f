//! The page that the reader is likely to go to, built before they go.

use super::frame::{built, page_slot};
use crate::app::page_view;
use crate::app_state::AppState;
use leptos::leptos_dom::helpers::set_timeout;
use leptos::prelude::*;
use model::{Html, PageDocument};
use std::cell::RefCell;
use std::rc::Rc;
use std::sync::Arc;
use std::time::Duration;
use web_sys::Element;

/// A page's document, and its nodes in an element that is not in the document.
type Built = (Arc<PageDocument>, Element);

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

    /// Builds the current page and drops it. Browsers compile a function when it is first
    /// called, which would otherwise make the first page that the reader goes to a frame late.
    pub fn rehearse(&self) {
        let shown = self.state.page.get_untracked();
        self.build(Arc::new(PageDocument {
            // Pictures and recordings in it would be loaded again.
            body: Html::default(),
            path: shown.path.clone(),
            title: shown.title.clone(),
            description: shown.description.clone(),
            above: shown.above.clone(),
            content: shown.content.clone(),
        }));
    }

    /// Builds a page, and lays it out when the browser has nothing else to do.
    pub fn prepare(self: &Rc<Self>, page: &Arc<PageDocument>) {
        let is_built =
            matches!(&*self.built.borrow(), Some((built, _)) if Arc::ptr_eq(built, page));
        if is_built || Arc::ptr_eq(&self.state.page.get_untracked(), page) {
            return;
        }
        let element = self.build(page.clone());
        self.built.replace(Some((page.clone(), element)));
        let this = self.clone();
        set_timeout(move || this.lay_out(), Duration::ZERO);
    }

    /// A page's nodes, built now unless they were built before.
    pub fn take(&self, page: Arc<PageDocument>) -> Element {
        match self.built.take() {
            Some((built, element)) if Arc::ptr_eq(&built, &page) => element,
            _ => self.build(page),
        }
    }

    fn build(&self, page: Arc<PageDocument>) -> Element {
        Owner::new().with(|| {
            provide_context(self.state.clone());
            built(page_view(page))
        })
    }

    /// Has the browser style and lay out what was built, which it then does in a third of the
    /// time: it knows the style of such elements and the shapes of these words. Nothing is
    /// shown, and nothing else runs before the page is out of the document again.
    fn lay_out(&self) {
        let built = self.built.borrow();
        let Some((_, element)) = &*built else { return };
        let slot = page_slot();
        if let Some(parent) = slot.parent_element() {
            element.set_class_name(&slot.class_name());
            // Fails only if the parent may not have elements.
            let _ = parent.append_child(element);
            element.client_height();
            element.remove();
        }
    }
}
