//! Client-side navigation: links, the search form, Back and Forward.
//!
//! The old page stays until the new one is there; only then do address, title,
//! content, focus and scroll change, in that order, as they do when a browser
//! loads a page.

use super::address::{Address, link_of};
use super::store::Store;
use super::{focus, head, history, search, window};
use crate::reader::{Failed, Reader};
use leptos::leptos_dom::helpers::{set_timeout_with_handle, window_event_listener_untyped};
use leptos::prelude::*;
use model::PageDocument;
use model::contract::events;
use model::failure::Failure;
use model::routes::Base;
use std::cell::{Cell, RefCell};
use std::rc::Rc;
use std::sync::Arc;
use std::time::Duration;
use wasm_bindgen::JsCast;
use web_sys::{Event, FormData, HtmlFormElement, KeyboardEvent, MouseEvent, UrlSearchParams};

/// How long a page may take before the reader is told that it is on its way
/// (accessibility contract, point 4).
const PATIENCE: Duration = Duration::from_millis(400);

/// Moves the reader from page to page.
pub struct Navigation {
    reader: Reader,
    base: Base,
    store: Store,
    /// Counts navigations: a later one makes an earlier one void.
    turn: Cell<u32>,
    /// Whether the latest of them is still on its way.
    is_under_way: Cell<bool>,
    /// The link whose page did not come, by its number.
    failed: Cell<Option<u32>>,
    /// The history entry and the address that the page on show belongs to.
    shown: RefCell<(i32, Option<Address>)>,
    /// What was last put into the search box.
    query: RefCell<String>,
}

/// How a navigation came about, which decides where the reader ends up.
#[derive(Clone)]
enum Cause {
    /// A link or a form, by its number among the page's links.
    Followed(Option<u32>),
    /// Back or Forward: the browser is at the address already.
    Traversed,
}

impl Navigation {
    /// A navigation that starts at the page on show.
    pub fn new(reader: Reader, store: Store) -> Rc<Self> {
        let base = reader.site.base();
        let shown = (history::current_entry(), Address::current(&base));
        Rc::new(Self {
            reader,
            store,
            turn: Cell::new(0),
            is_under_way: Cell::new(false),
            failed: Cell::new(None),
            shown: RefCell::new(shown),
            query: RefCell::default(),
            base,
        })
    }

    /// The path that the site lives under.
    pub fn base(&self) -> &Base {
        &self.base
    }

    /// What the reader sees.
    pub fn reader(&self) -> &Reader {
        &self.reader
    }

    /// The page documents.
    pub fn store(&self) -> &Store {
        &self.store
    }

    /// Puts what is searched for, as the address says, into the search box, unless the
    /// reader has typed there since. On the page that searches, the address follows what
    /// is typed.
    pub fn read_query(&self, was_search: bool) {
        let search = window().location().search().unwrap_or_default();
        let query = UrlSearchParams::new_with_str(&search)
            .ok()
            .and_then(|parameters| parameters.get("q"))
            .unwrap_or_default();
        let last = self.query.replace(query.clone());
        focus::fill_search(&query, (!was_search).then_some(&last));
    }

    /// Ends the navigation that is on its way; says whether there was one.
    fn stop(&self) -> bool {
        self.turn.set(self.turn.get().wrapping_add(1));
        self.reader.slow.set(false);
        self.is_under_way.replace(false)
    }

    fn go(self: &Rc<Self>, address: Address, cause: Cause) {
        self.stop();
        self.is_under_way.set(true);
        let this = self.clone();
        let turn = self.turn.get();
        let slow = self.reader.slow;
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
                Ok(page) => this.show(page, address, cause, typed).await,
                Err(failure) if failure.may_pass() => this.tell(failure, &address, &cause).await,
                Err(_) => this.load(&address, &cause),
            }
        });
    }

    /// Leaves an address to the browser: what is there is a page for the app of another
    /// build, or none of the app's pages.
    fn load(&self, address: &Address, cause: &Cause) {
        let location = window().location();
        // Fails only for addresses that are none.
        let _ = match cause {
            Cause::Followed(link) => {
                history::remember(self.shown.borrow().0, *link);
                location.assign(&address.href(&self.base))
            }
            Cause::Traversed => location.reload(),
        };
    }

    /// Says that a page did not come. A second try that fails leaves the focus
    /// where it was: on the link to another one.
    async fn tell(&self, failure: Failure, address: &Address, cause: &Cause) {
        let was_retried = focus::is_on_retry();
        let href = address.href(&self.base);
        self.reader.failed.set(Some(Failed { failure, href }));
        if !was_retried {
            self.failed.set(match cause {
                Cause::Followed(link) => *link,
                Cause::Traversed => None,
            });
        }
        if was_retried {
            leptos::task::tick().await;
            focus::to_retry();
        }
    }

    /// Shows a page. Readers who have gone to the search box since they asked for it, or
    /// who type on there, keep the focus; `typed` is what stood there, if it was there.
    async fn show(
        &self,
        page: Arc<PageDocument>,
        address: Address,
        cause: Cause,
        typed: Option<String>,
    ) {
        if let Cause::Followed(link) = cause {
            history::remember(self.shown.borrow().0, link);
            // As in a browser, following a link to where one is adds no entry.
            if Address::current(&self.base).as_ref() != Some(&address) {
                history::push(&address.href(&self.base));
            }
        }
        let entry = history::current_entry();
        self.shown.replace((entry, Some(address.clone())));
        head::describe(&self.reader.site, &page, &self.store.head_of(&page.path));
        let now = focus::typed();
        let types = now.is_some() && now != typed;
        let was_search = search::is_search(&self.reader);
        self.read_query(was_search && !types);
        // The page that searches stays while the reader searches on.
        let searches_on = was_search && page.path == self.reader.page.get_untracked().path;
        if !searches_on {
            self.reader.page.set(page.clone());
            // The new page is in the document when the effects have run.
            leptos::task::tick().await;
        }
        search::shown(&self.reader, &page);
        match (cause, history::recall(entry)) {
            _ if types && searches_on => {}
            _ if types => focus::to_top(),
            (Cause::Traversed, Some(place)) => focus::to_place(&place),
            _ if searches_on => {}
            _ if address.hash.is_empty() => focus::to_heading(),
            _ => focus::to_fragment(&address.hash),
        }
        self.reader.failed.set(None);
    }

    /// Back, Forward, or a link to a fragment: the browser has moved already.
    fn on_popstate(self: &Rc<Self>) {
        let (entry, shown) = self.shown.borrow().clone();
        let address = Address::current(&self.base);
        if history::numbered().is_none() {
            // A link to a fragment was followed: its click kept the place.
            self.shown.replace((history::current_entry(), address));
            return;
        }
        let Some(address) = address else {
            // A page that the app did not bring, at an address that it does not know.
            if shown.is_some() {
                let _ = window().location().reload();
            }
            return;
        };
        // While the reader types, the address of a search changes without us.
        let same_page = shown.is_some_and(|shown| shown.is_same_page(&address))
            && !search::is_search(&self.reader);
        history::remember(entry, None);
        if same_page {
            let entry = history::current_entry();
            // Whatever was on its way is not wanted any more.
            self.stop();
            self.reader.failed.set(None);
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
        // As in a browser, another link ends what is on its way.
        self.stop();
        let Some(address) = Address::of_link(&link, &self.base) else {
            return;
        };
        let number = focus::number_of(&link);
        let here = Address::current(&self.base);
        if !address.hash.is_empty() && here.is_some_and(|here| here.is_same_page(&address)) {
            // The browser knows best how to go to a fragment, and does so
            // without us as well.
            history::remember(self.shown.borrow().0, number);
            return;
        }
        event.prevent_default();
        self.go(address, Cause::Followed(number));
    }

    /// Escape ends what is on its way, as the browser's own does; else it closes the
    /// notice.
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
        // Back and Forward have moved the browser already.
        let (entry, shown) = self.shown.borrow().clone();
        if let Some(shown) = shown.filter(|_| history::current_entry() != entry) {
            history::push_as(entry, &shown.href(&self.base));
        }
    }

    /// Closes the notice of a failure. A focus that is in it goes back to the link that
    /// was followed.
    fn close_notice(&self) {
        if self.reader.failed.get_untracked().is_some() {
            if focus::is_in_notice() {
                focus::to_link(self.failed.get());
            }
            self.reader.failed.set(None);
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
        let query = UrlSearchParams::new_with_record_from_str_to_str(
            &js_sys::Object::from_entries(&fields).ok()?.unchecked_into(),
        )
        .ok()?;
        let search = format!("?{}", String::from(query.to_string()));
        Address::new(&self.base, &action.pathname(), search, String::new())
    }
}

/// Listens to the reader for as long as the document lives.
pub fn listen(navigation: &Rc<Navigation>) {
    let on = |name: &str, act: fn(&Rc<Navigation>, &Event)| {
        let navigation = navigation.clone();
        std::mem::forget(window_event_listener_untyped(name, move |event| {
            act(&navigation, &event);
        }));
    };
    on("click", |navigation, event| navigation.on_click(event));
    on("keydown", |navigation, event| navigation.on_key(event));
    on("submit", |navigation, event| navigation.on_submit(event));
    on("popstate", |navigation, _| navigation.on_popstate());
    // What follows is fetched anew.
    on(events::PUBLISHED, |navigation, _| navigation.store.forget());
}
