//! The search page: results and filters.

use super::engine::Engine;
use super::saved::Saved;
use super::{Delay, Index, document, on, page_text, results_place, window};
use crate::excerpt::Sought;
use crate::index::{COUNTRY, SECTION, Site};
use crate::request::{Request, YEAR};
use crate::strings;
use crate::view::{self, CHOSEN_ID, FILTERS_ID, HEADING_ID, Results, SUMMARY_ID};
use fulltext::{Answer, Counts};
use model::failure::Failure;
use std::cell::{Cell, RefCell};
use std::rc::Rc;
use wasm_bindgen::closure::Closure;
use wasm_bindgen::{JsCast, JsValue};
use web_sys::{
    Element, Event, FormData, HtmlElement, HtmlFormElement, HtmlInputElement, UrlSearchParams,
};

/// The ID of the element with the filters. They appear with the first results, because
/// screen readers would announce options added later one by one.
const FORM_ID: &str = "search-form";

/// The ID of the element with the results.
const FOUND_ID: &str = "search-found";

/// The ID of the element that announces the number of results.
const STATUS_ID: &str = "search-status";

/// The pause in typing, in milliseconds, after which the search runs.
const TYPING: i32 = 150;

/// The pause in typing after which assistive technology hears the number of results.
const ANNOUNCING: i32 = 1_000;

/// How long a search may take before the reader sees a loading notice (accessibility
/// contract, point 4).
const PATIENCE: i32 = 400;

/// How long it may take before the reader is offered alternatives. The search continues.
const LATE: i32 = 8_000;

/// Up to this many pages, the counts of the filters are fetched with the results. Beyond, they
/// are when the reader opens the filters.
const FEW: u32 = 5_000;

/// How far below the screen passages are fetched, in pixels.
const MARGIN: f64 = 300.0;

/// How many searches are cached, so that Back restores them as they were.
const KEPT: usize = 20;

/// A search as shown.
#[derive(Clone)]
pub struct Shown {
    /// The search.
    pub request: Request,
    /// Whether the last word may be unfinished.
    pub is_typing: bool,
    /// The results.
    pub html: String,
    /// The options of the filters.
    pub options: Vec<view::Options>,
    /// The pages before they were filtered, if their facets have not been counted.
    pub uncounted: Option<Rc<[u32]>>,
    /// How many results there are on all pages.
    pub count: usize,
    /// The paths of the results on this page, if their passages come later.
    pub paths: Rc<[String]>,
    /// The words to mark in the passages.
    pub sought: Rc<Sought>,
}

/// The search page, while the reader is on it.
pub struct SearchPage {
    index: Index,
    /// The search box.
    input: HtmlInputElement,
    /// Counts searches; a later one cancels an earlier one.
    turn: Cell<u32>,
    /// The search in the address, and whether its last word may be unfinished.
    current: RefCell<Option<(Request, bool)>>,
    kept: RefCell<Vec<Shown>>,
    /// What the reader has saved, once the index was not there.
    saved: RefCell<Option<Rc<Saved>>>,
    /// The results whose passages are there or on their way, by their place in the list.
    passages: RefCell<Vec<usize>>,
    typing: Delay,
    patience: Delay,
    lateness: Delay,
    announcing: Delay,
}

impl SearchPage {
    /// Creates the page; shows nothing yet.
    pub fn new(index: Index, input: HtmlInputElement) -> Rc<Self> {
        Rc::new(Self {
            index,
            input,
            turn: Cell::default(),
            current: RefCell::default(),
            kept: RefCell::default(),
            saved: RefCell::default(),
            passages: RefCell::default(),
            typing: Delay::default(),
            patience: Delay::default(),
            lateness: Delay::default(),
            announcing: Delay::default(),
        })
    }

    /// Runs the search in the address, if the reader is on the search page.
    pub fn show(self: &Rc<Self>) {
        let Some(place) = results_place() else {
            self.current.replace(None);
            self.turn.set(self.turn.get().wrapping_add(1));
            self.typing.cancel();
            self.stop_waiting();
            self.announcing.cancel();
            return;
        };
        let request = asked();
        if place.first_element_child().is_none() {
            self.current.replace(None);
            place.set_inner_html(&format!(
                "<div id={FORM_ID}></div><div id={FOUND_ID}></div>\
                 <p class=search-status id={STATUS_ID} role=status></p>"
            ));
        }
        self.search(request, false);
    }

    fn search(self: &Rc<Self>, request: Request, is_typing: bool) {
        name(&request);
        let current = Some((request.clone(), is_typing));
        let before = self.current.replace(current.clone());
        if before == current {
            return;
        }
        let turn = self.turn.get().wrapping_add(1);
        self.turn.set(turn);
        self.stop_waiting();
        fill_filters(&request);
        // Another page of the same results is read from the top.
        let turns_page = before.is_some_and(|(before, _)| {
            before != request && before.at_page(request.page) == request
        });
        let kept = self.kept(&request, is_typing);
        if let Some(shown) = kept {
            self.put(&shown, turns_page);
            self.count(turn);
            return;
        }
        self.patience.after(PATIENCE, || say(strings::SEARCHING));
        let late = request.clone();
        self.lateness.after(LATE, move || {
            put_html(FOUND_ID, &view::late(&late));
            say(strings::SLOW);
        });
        let this = self.clone();
        wasm_bindgen_futures::spawn_local(async move {
            let find = async |engine: &Rc<Engine>| find(engine, &request, is_typing).await;
            let shown = this.index.with(find).await;
            if this.turn.get() != turn {
                return;
            }
            let Ok(shown) = shown else {
                // A retry must not count as already shown.
                this.current.replace(None);
                return this
                    .search_saved(turn, &request, is_typing, turns_page)
                    .await;
            };
            this.stop_waiting();
            this.saved.replace(None);
            {
                let mut kept = this.kept.borrow_mut();
                kept.push(shown.clone());
                if kept.len() > KEPT {
                    kept.remove(0);
                }
            }
            this.put(&shown, turns_page);
            this.count(turn);
        });
    }

    /// Searches what the reader has saved, because the index is not there.
    async fn search_saved(
        self: Rc<Self>,
        turn: u32,
        request: &Request,
        is_typing: bool,
        turns_page: bool,
    ) {
        if self.saved.borrow().is_none() {
            let saved = Saved::load(self.index.base()).await;
            self.saved.replace(saved);
        }
        if self.turn.get() != turn {
            return;
        }
        self.stop_waiting();
        let said = match window().navigator().on_line() {
            true => strings::FAILED,
            false => strings::OFFLINE,
        };
        let saved = self.saved.borrow().clone();
        if let Some(saved) = saved {
            self.put(&saved.search(request, is_typing, said), turns_page);
        } else {
            put_html(FOUND_ID, &view::failed(request, said));
            say(said);
        }
    }

    /// A search that was shown before.
    fn kept(&self, request: &Request, is_typing: bool) -> Option<Shown> {
        let kept = self.kept.borrow();
        let is_same = |kept: &&Shown| kept.request == *request && kept.is_typing == is_typing;
        kept.iter().find(is_same).cloned()
    }

    /// Changes what is kept of the search that is shown.
    fn change(&self, turn: u32, change: impl FnOnce(&mut Shown)) {
        let current = self.current.borrow();
        let Some((request, is_typing)) = current.as_ref().filter(|_| self.turn.get() == turn)
        else {
            return;
        };
        let mut kept = self.kept.borrow_mut();
        let is_same = |kept: &&mut Shown| kept.request == *request && kept.is_typing == *is_typing;
        kept.iter_mut().find(is_same).map(change);
    }

    /// Counts what the filters would leave, if this is still to be done and wanted.
    fn count(self: &Rc<Self>, turn: u32) {
        let current = self.current.borrow().clone();
        let shown = current.and_then(|(request, is_typing)| self.kept(&request, is_typing));
        let Some((shown, found)) =
            shown.and_then(|shown| shown.uncounted.clone().map(|found| (shown, found)))
        else {
            return;
        };
        let this = self.clone();
        wasm_bindgen_futures::spawn_local(async move {
            let count = async |engine: &Rc<Engine>| {
                let is_open = document().query_selector(".search-choices[open]");
                if engine.index.size() > FEW && !matches!(is_open, Ok(Some(_))) {
                    return Ok(None);
                }
                let facets = engine.facets().await?;
                let counts = facets.select(&shown.request.selection(), &found);
                Ok(Some(view::options(
                    &engine.site,
                    &shown.request,
                    Some(&counts),
                )))
            };
            // Without counts there is nothing to choose, but the results are there.
            let Ok(Some(options)) = this.index.with(count).await else {
                return;
            };
            if this.turn.get() == turn {
                put_options(&options);
            }
            this.change(turn, |shown| {
                shown.options = options;
                shown.uncounted = None;
            });
        });
    }

    /// Fetches the passages of the results that are in sight.
    fn fill(self: &Rc<Self>) {
        let turn = self.turn.get();
        let current = self.current.borrow().clone();
        let shown = current.and_then(|(request, is_typing)| self.kept(&request, is_typing));
        let (Some(shown), Some(place)) = (shown, results_place()) else {
            return;
        };
        let Ok(places) = place.query_selector_all(".article-item-summary") else {
            return;
        };
        let height = window().inner_height().ok();
        let height = height
            .and_then(|height| height.as_f64())
            .unwrap_or(f64::MAX);
        for (number, path) in shown.paths.iter().enumerate() {
            let place = places.get(number as u32);
            let Some(place) = place.and_then(|place| place.dyn_into::<Element>().ok()) else {
                continue;
            };
            let top = place.get_bounding_client_rect().top();
            if top > height + MARGIN
                || place.has_child_nodes()
                || self.passages.borrow().contains(&number)
            {
                continue;
            }
            self.passages.borrow_mut().push(number);
            let (this, sought, path) = (self.clone(), shown.sought.clone(), path.clone());
            wasm_bindgen_futures::spawn_local(async move {
                let Ok(engine) = this.index.engine().await else {
                    return;
                };
                let page = engine.document(&path).await;
                // Without it, the title is still there.
                if let Ok(page) = page {
                    let passage = sought.passage(&page_text::of(&page.body), &page.description);
                    place.set_inner_html(&view::passage(&passage));
                    let found = document().get_element_by_id(FOUND_ID);
                    let html = found.map(|found| found.inner_html()).unwrap_or_default();
                    this.change(turn, |shown| shown.html = html);
                }
            });
        }
    }

    fn stop_waiting(&self) {
        self.patience.cancel();
        self.lateness.cancel();
    }

    fn put(self: &Rc<Self>, shown: &Shown, turns_page: bool) {
        self.passages.borrow_mut().clear();
        put_html(FOUND_ID, &shown.html);
        let form = document().get_element_by_id(FORM_ID);
        if form.is_some_and(|form| form.first_element_child().is_none()) {
            let action = window().location().pathname().unwrap_or_default();
            let form = view::filters(&action, &shown.request, &shown.options);
            put_html(FORM_ID, &form);
        }
        put_html(SUMMARY_ID, &view::summary(&shown.request));
        put_html(CHOSEN_ID, &view::chosen(&shown.request));
        put_options(&shown.options);
        if turns_page && let Some(heading) = html_element(HEADING_ID) {
            heading.scroll_into_view();
            // An element that cannot be focused leaves focus where it is.
            let _ = heading.focus();
        }
        let words = match shown.request.is_empty() {
            true => String::new(),
            false => strings::results(shown.count),
        };
        say("");
        self.announcing.after(ANNOUNCING, move || say(&words));
        self.fill();
    }

    /// While the reader types, updates the address and the results.
    pub fn follow_typing(self: &Rc<Self>) {
        let is_typed_into = document().active_element().as_ref() == Some(self.input.as_ref());
        if results_place().is_none() || !is_typed_into {
            return;
        }
        let this = self.clone();
        self.typing.after(TYPING, move || {
            let query = this.input.value();
            let current = this.current.borrow().clone();
            let current = current.map(|(request, _)| request);
            let Some(request) = current.or_else(|| results_place().map(|_| asked())) else {
                return;
            };
            if request.query == query.trim() {
                return;
            }
            let request = request.with_query(&query);
            let address = match request.address() {
                address if address.is_empty() => window().location().pathname().unwrap_or_default(),
                address => address,
            };
            if let Ok(history) = window().history() {
                let state = history.state().unwrap_or(JsValue::NULL);
                let _ = history.replace_state_with_url(&state, "", Some(&address));
            }
            this.search(request, true);
        });
    }
}

/// Listens to the search box and the filters.
pub fn listen(page: &Rc<SearchPage>) {
    let typed = page.clone();
    on(&page.input, "input", move |_| typed.follow_typing());
    let (scrolled, opened) = (page.clone(), page.clone());
    on(&document(), "scroll", move |_| scrolled.fill());
    // The click that opens the filters comes before they are open.
    on(&document(), "click", move |event| {
        let target = event
            .target()
            .and_then(|target| target.dyn_into::<Element>().ok());
        if target.is_some_and(|target| target.id() == SUMMARY_ID) {
            let opened = opened.clone();
            let count = Closure::once_into_js(move || opened.count(opened.turn.get()));
            // Fails only if the callback is not a function.
            let _ = window().set_timeout_with_callback(count.unchecked_ref());
        }
    });
    on(&document(), "change", |event| {
        if let Some(form) = filters_of(&event) {
            // The app handles the event and navigates to the new address.
            let _ = form.request_submit();
        }
    });
    on(&document(), "formdata", |event| {
        if let Some(fields) = fields_of(&event) {
            complete(&event, &fields);
        }
    });
}

/// Drops empty fields from the address, and keeps the filters when the search box is
/// submitted.
fn complete(event: &Event, fields: &FormData) {
    if results_place().is_none() {
        return;
    }
    let is_filters = filters_of(event).is_some();
    let kept = asked().parameters();
    for name in ["q", SECTION, COUNTRY, YEAR, "from", "to", "sort"] {
        let typed = fields.get_all(name);
        let typed: Vec<_> = typed.iter().filter_map(|value| value.as_string()).collect();
        let values = match is_filters || name == "q" {
            true => typed,
            false => {
                let kept = kept.iter().filter(|(known, _)| *known == name);
                kept.map(|(_, value)| value.clone()).collect()
            }
        };
        fields.delete(name);
        for value in values.iter().filter(|value| !value.is_empty()) {
            let _ = fields.append_with_str(name, value);
        }
    }
}

fn filters_of(event: &Event) -> Option<HtmlFormElement> {
    let target: Element = event.target()?.dyn_into().ok()?;
    let form = target.closest("form").ok()??;
    (form.id() == FILTERS_ID).then(|| form.unchecked_into())
}

fn fields_of(event: &Event) -> Option<FormData> {
    js_sys::Reflect::get(event, &"formData".into())
        .ok()?
        .dyn_into()
        .ok()
}

/// The search in the address.
fn asked() -> Request {
    let search = window().location().search().unwrap_or_default();
    let parameters = UrlSearchParams::new_with_str(&search).ok();
    Request::read(|name| {
        let values = parameters
            .as_ref()
            .map(|parameters| parameters.get_all(name));
        let values = values.iter().flat_map(|values| values.iter());
        values.filter_map(|value| value.as_string()).collect()
    })
}

/// Sets the filters to the request's values. Their options are updated with the results.
fn fill_filters(request: &Request) {
    for (selector, value) in [
        ("[name=q]", &request.query),
        ("[name=from]", &request.from),
        ("[name=to]", &request.to),
    ] {
        let field = document().query_selector(&format!("#{FILTERS_ID} {selector}"));
        let field = field.ok().flatten().and_then(|field| field.dyn_into().ok());
        if let Some(field) = field {
            let field: HtmlInputElement = field;
            if field.value() != *value {
                field.set_value(value);
            }
        }
    }
}

fn put_html(id: &str, html: &str) {
    if let Some(element) = document().get_element_by_id(id) {
        element.set_inner_html(html);
    }
}

fn say(words: &str) {
    if let Some(status) = document().get_element_by_id(STATUS_ID) {
        status.set_text_content(Some(words));
    }
}

fn html_element(id: &str) -> Option<HtmlElement> {
    document().get_element_by_id(id)?.dyn_into().ok()
}

/// Puts options where they changed: screen readers announce them.
fn put_options(options: &[view::Options]) {
    for options in options {
        let id = format!("search-{}", options.field);
        let is_other = |select: Element| {
            // Browsers serialize attributes without a value with an empty one.
            select.inner_html().replace("selected=\"\"", "selected") != options.html
        };
        if document().get_element_by_id(&id).is_some_and(is_other) {
            put_html(&id, &options.html);
        }
    }
}

/// Names the search in the heading of the page and in the title.
fn name(request: &Request) {
    let place = results_place();
    let page = place.and_then(|place| place.closest("main").ok().flatten());
    let heading = page.and_then(|page| page.query_selector("h1").ok().flatten());
    let title = document().title();
    // The title of the page as it was published.
    let title = title
        .rsplit_once(TITLE_END)
        .map_or(title.as_str(), |(_, title)| title);
    let (words, title) = match request.query.as_str() {
        "" => ("Search".to_owned(), title.to_owned()),
        query => (
            format!("Search: {query}"),
            format!("“{query}{TITLE_END}{title}"),
        ),
    };
    if let Some(heading) = heading {
        heading.set_text_content(Some(&words));
    }
    document().set_title(&title);
}

/// What is between the query and the rest of the title.
const TITLE_END: &str = "” – ";

async fn find(engine: &Engine, request: &Request, is_typing: bool) -> Result<Shown, Failure> {
    let answer = engine.find(&request.query, is_typing).await?;
    let found: Vec<_> = answer.hits.iter().map(|hit| hit.doc).collect();
    let selection = request.selection();
    let counts = match selection.is_empty() {
        true => None,
        false => Some(engine.facets().await?.select(&selection, &found)),
    };
    let mut docs = match &counts {
        Some(counts) => counts.docs.clone(),
        None => found.clone(),
    };
    let lacks_words = |doc: &u32| answer.whole.binary_search(doc).is_err();
    if request.newest_first || request.query.is_empty() {
        engine.index.sort_by_date(&mut docs);
        // A new page that lacks a word is no better than an old one that has all.
        let (lacking, whole): (Vec<u32>, _) = docs.iter().partition(|doc| lacks_words(doc));
        docs = whole;
        docs.extend(lacking);
    }
    let count = docs.len();
    let rows = match request.is_empty() {
        true => Vec::new(),
        false => engine.rows(view::on_page(request, &docs)).await?,
    };
    let forms = answer.words.iter().map(|word| word.forms.clone());
    let sought = Sought::new(forms.collect());
    let mut results = Results {
        count,
        unfiltered: found.len(),
        lacking: docs.iter().filter(|doc| lacks_words(doc)).count(),
        ..Results::default()
    };
    let mut paths = Vec::new();
    for row in rows {
        paths.push(row.path.clone());
        let result = view::Result::new(row, &engine.site, &engine.base, &sought);
        results.results.push(result);
    }
    if !request.is_empty() {
        results.without = without(engine, request, &answer).await?;
        results.unknown = answer.words;
        (results.unknown).retain(|word| word.taken.is_some() || !word.is_known);
    }
    let uncounted = counts.is_none().then(|| found.into());
    Ok(Shown {
        uncounted,
        paths: paths.into(),
        sought: Rc::new(sought),
        ..Shown::new(&engine.site, request, is_typing, results, counts.as_ref())
    })
}

impl Shown {
    /// Results whose passages are there, with counts for the filters.
    pub fn new(
        site: &Site,
        request: &Request,
        is_typing: bool,
        mut results: Results,
        counts: Option<&Counts>,
    ) -> Self {
        results.filters = view::filters_on(site, request);
        Self {
            html: match request.is_empty() {
                true => view::hint(),
                false => view::results(request, &results),
            },
            options: view::options(site, request, counts),
            count: results.count,
            request: request.clone(),
            is_typing,
            uncounted: None,
            paths: Rc::default(),
            sought: Rc::default(),
        }
    }
}

/// The searches without one of the clauses that find something, each with the number of
/// pages.
async fn without(
    engine: &Engine,
    request: &Request,
    answer: &Answer,
) -> Result<Vec<(String, Request, usize)>, Failure> {
    let mut without = Vec::new();
    for left in &answer.left {
        let count = match request.is_filtered() {
            true => engine
                .facets()
                .await?
                .select(&request.selection(), &left.docs)
                .docs
                .len(),
            false => left.docs.len(),
        };
        if count > 0 {
            without.push((left.without.clone(), request.with_query(&left.query), count));
        }
    }
    Ok(without)
}
