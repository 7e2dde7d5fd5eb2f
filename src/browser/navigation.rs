//! Client-side navigation: links, the search form, Back and Forward.
//!
//! The old page stays until the new one is ready. Then the address, title, content, focus
//! and scroll position change, in that order, as when a browser loads a page.

use super::address::{Address, link_of};
use super::next_page::NextPage;
use super::store::{Loaded, Store};
use super::{focus, frame, head, history, search, window};
use crate::app_state::{AppState, Failed};
use leptos::leptos_dom::helpers::set_timeout_with_handle;
use leptos::prelude::*;
use model::contract::events;
use model::failure::Failure;
use model::routes::Base;
use std::cell::{Cell, RefCell};
use std::rc::Rc;
use std::time::Duration;
use wasm_bindgen::JsCast;
use web_sys::{Event, FormData, HtmlFormElement, KeyboardEvent, MouseEvent, UrlSearchParams};

/// How long a page may take before the reader sees a loading notice (accessibility
/// contract, point 4).
const PATIENCE: Duration = Duration::from_millis(400);

/// Navigates from page to page.
pub struct Navigation {
    state: AppState,
    base: Base,
    store: Store,
    next: Rc<NextPage>,
    /// Counts navigations; a later one cancels an earlier one.
    turn: Cell<u32>,
    /// Whether the latest navigation is still in progress.
    is_under_way: Cell<bool>,
    /// The index of the link whose page failed to load.
    failed: Cell<Option<u32>>,
    /// The history entry and address of the current page.
    shown: RefCell<(i32, Option<Address>)>,
    /// The text last put into the search box.
    query: RefCell<String>,
}

/// What triggered a navigation; determines focus and scroll position.
#[derive(Clone)]
enum Cause {
    /// A link or form, by the index among the page's links.
    Followed(Option<u32>),
    /// Back or Forward: the browser has already changed the address.
    Traversed,
}

impl Navigation {
    /// Starts navigation from the current page.
    pub fn new(state: AppState, store: Store, next: Rc<NextPage>) -> Rc<Self> {
        let base = state.site.base();
        let shown = (history::current_entry(), Address::current(&base));
        Rc::new(Self {
            state,
            store,
            next,
            turn: Cell::new(0),
            is_under_way: Cell::new(false),
            failed: Cell::new(None),
            shown: RefCell::new(shown),
            query: RefCell::default(),
            base,
        })
    }

    /// Copies the query in the address to the search box, unless the reader has typed
    /// there since. On the search page, the address follows the typing instead.
    pub fn read_query(&self, was_search: bool) {
        let search = window().location().search().unwrap_or_default();
        let query = UrlSearchParams::new_with_str(&search)
            .ok()
            .and_then(|parameters| parameters.get("q"))
            .unwrap_or_default();
        let last = self.query.replace(query.clone());
        focus::fill_search(&query, (!was_search).then_some(&last));
    }

    /// Cancels the navigation in progress; returns whether there was one.
    fn stop(&self) -> bool {
        self.turn.set(self.turn.get().wrapping_add(1));
        self.state.slow.set(false);
        self.is_under_way.replace(false)
    }

    fn go(self: &Rc<Self>, address: Address, cause: Cause) {
        self.stop();
        self.is_under_way.set(true);
        let this = self.clone();
        let turn = self.turn.get();
        let slow = self.state.slow;
        let typed = focus::typed();
        leptos::task::spawn_local(async move {
            let watch = this.clone();
            let patience = set_timeout_with_handle(
                move || {
                    if watch.turn.get() == turn {
                        slow.set(true);
                    }
                },
                PATIENCE,
            );
            let answer = this.store.get(&address.path).await;
            if let Ok(patience) = patience {
                patience.clear();
            }
            if this.turn.get() != turn {
                return;
            }
            this.stop();
            match answer {
                Ok(loaded) => this.show(&loaded, address, cause, typed),
                Err(failure) if failure.may_pass() => this.tell(failure, &address, &cause).await,
                Err(_) => this.load(&address, &cause),
            }
        });
    }

    /// Has the browser load an address: the page belongs to another build of the app, or
    /// is not one of the app's.
    fn load(&self, address: &Address, cause: &Cause) {
        let location = window().location();
        // Fails only for invalid addresses.
        let _ = match cause {
            Cause::Followed(link) => {
                history::remember(self.shown.borrow().0, *link);
                location.assign(&address.href(&self.base))
            }
            Cause::Traversed => location.reload(),
        };
    }

    /// Shows that a page failed to load. If a retry fails, focus stays on the retry link.
    async fn tell(&self, failure: Failure, address: &Address, cause: &Cause) {
        let was_retried = focus::is_on_retry();
        let href = address.href(&self.base);
        self.state.failed.set(Some(Failed { failure, href }));
        if !was_retried {
            self.failed.set(match cause {
                Cause::Followed(link) => *link,
                Cause::Traversed => None,
            });
        }
        leptos::task::tick().await;
        if was_retried {
            focus::to_retry();
        } else {
            focus::keep_in_view();
        }
    }

    /// Shows a page. Readers who have moved to the search box since the request, or who
    /// are typing there, keep the focus; `typed` is the text the box held if it had
    /// focus.
    fn show(&self, loaded: &Rc<Loaded>, address: Address, cause: Cause, typed: Option<String>) {
        let page = &loaded.page;
        if let Cause::Followed(link) = cause {
            history::remember(self.shown.borrow().0, link);
            // As in a browser, a link to the current address adds no history entry.
            if Address::current(&self.base).as_ref() != Some(&address) {
                history::push(&address.href(&self.base));
            }
        }
        let entry = history::current_entry();
        self.shown.replace((entry, Some(address.clone())));
        head::describe(&self.state.site, page, &loaded.head);
        let now = focus::typed();
        let types = now.is_some() && now != typed;
        let was_search = self.state.is_searching();
        self.read_query(was_search && !types);
        // The search page stays on screen between searches.
        let searches_on = was_search && page.path == self.state.page.get_untracked().path;
        if !searches_on {
            frame::show(&self.state, &self.next, loaded);
        }
        search::shown(&self.state, page);
        match (cause, history::recall(entry)) {
            _ if types && searches_on => {}
            _ if types => focus::to_top(),
            (Cause::Traversed, Some(place)) => focus::to_place(&place),
            _ if searches_on => {}
            _ if address.hash.is_empty() => focus::to_heading(),
            _ => focus::to_fragment(&address.hash),
        }
        self.state.failed.set(None);
    }

    /// Back, Forward, or a fragment link: the browser has already moved.
    fn on_popstate(self: &Rc<Self>) {
        let (entry, shown) = self.shown.borrow().clone();
        let address = Address::current(&self.base);
        if history::numbered().is_none() {
            // A fragment link was followed; its click handler saved the position.
            self.shown.replace((history::current_entry(), address));
            return;
        }
        let Some(address) = address else {
            // A page from outside the app, at an address the app does not know.
            if shown.is_some() {
                let _ = window().location().reload();
            }
            return;
        };
        // While the reader types, the search program changes the address.
        let same_page =
            shown.is_some_and(|shown| shown.is_same_page(&address)) && !self.state.is_searching();
        history::remember(entry, None);
        if same_page {
            let entry = history::current_entry();
            // Cancel any navigation in progress.
            self.stop();
            self.state.failed.set(None);
            self.shown.replace((entry, Some(address)));
            if let Some(place) = history::recall(entry) {
                window().scroll_to_with_x_and_y(0.0, place.scroll.into());
            }
        } else {
            self.go(address, Cause::Traversed);
        }
    }

    fn on_click(self: &Rc<Self>, event: &Event) {
        let Some(click) = event.dyn_ref::<MouseEvent>() else {
            return;
        };
        let wants_more = click.button() != 0
            || click.ctrl_key()
            || click.meta_key()
            || click.shift_key()
            || click.alt_key()
            || event.default_prevented();
        if wants_more {
            return;
        }
        if focus::is_close(event) {
            self.close_notice();
        }
        let Some(link) = link_of(event) else { return };
        // As in a browser, another link cancels the navigation in progress.
        self.stop();
        let Some(address) = Address::of_link(&link, &self.base) else {
            return;
        };
        let number = focus::number_of(&link);
        let here = Address::current(&self.base);
        if !address.hash.is_empty() && here.is_some_and(|here| here.is_same_page(&address)) {
            // Leave fragment navigation to the browser.
            history::remember(self.shown.borrow().0, number);
            return;
        }
        event.prevent_default();
        self.go(address, Cause::Followed(number));
    }

    /// Escape cancels a navigation, as in a browser; otherwise it closes the notice.
    fn on_key(&self, event: &Event) {
        let is_escape = event
            .dyn_ref::<KeyboardEvent>()
            .is_some_and(|key| key.key() == "Escape" && !key.default_prevented());
        if !is_escape {
            return;
        }
        if !self.stop() {
            self.close_notice();
            return;
        }
        // Back and Forward have already moved the browser.
        let (entry, shown) = self.shown.borrow().clone();
        if let Some(shown) = shown.filter(|_| history::current_entry() != entry) {
            history::push_as(entry, &shown.href(&self.base));
        }
    }

    /// Closes the failure notice. Focus inside it returns to the link that was followed.
    fn close_notice(&self) {
        if self.state.failed.get_untracked().is_some() {
            if focus::is_in_notice() {
                focus::to_link(self.failed.get());
            }
            self.state.failed.set(None);
        }
    }

    fn on_submit(self: &Rc<Self>, event: &Event) {
        let address = event
            .target()
            .and_then(|target| target.dyn_into::<HtmlFormElement>().ok())
            .and_then(|form| self.address_of_form(&form));
        if let Some(address) = address {
            event.prevent_default();
            self.go(address, Cause::Followed(None));
        }
    }

    fn address_of_form(&self, form: &HtmlFormElement) -> Option<Address> {
        let action = web_sys::Url::new(&form.action()).ok()?;
        if form.method() != "get" || Some(action.origin()) != window().location().origin().ok() {
            return None;
        }
        let fields = FormData::new_with_form(form).ok()?;
        // A form may have several fields of one name.
        let query = UrlSearchParams::new_with_str_sequence_sequence(&fields).ok()?;
        let search = format!("?{}", String::from(query.to_string()));
        Address::new(&self.base, &action.pathname(), search, String::new())
    }
}

/// Adds event listeners for the lifetime of the document.
pub fn listen(navigation: &Rc<Navigation>) {
    let on = |name: &str, act: fn(&Rc<Navigation>, &Event)| {
        let navigation = navigation.clone();
        super::on(name, move |event| act(&navigation, &event));
    };
    on("click", |navigation, event| navigation.on_click(event));
    on("keydown", |navigation, event| navigation.on_key(event));
    on("submit", |navigation, event| navigation.on_submit(event));
    on("popstate", |navigation, _| navigation.on_popstate());
    // Later requests must get the new version.
    on(events::PUBLISHED, |navigation, _| navigation.store.forget());
}
