//! The search page: results and filters.

use super::engine::Engine;
use super::finder::{self, Finding};
use super::{Delay, Index, document, on, results_place, window, within};
use crate::excerpt::Sought;
use crate::request::Request;
use crate::strings;
use crate::view::{self, FILTERS_ID, HEADING_ID, PER_PAGE, Results, SUMMARY_ID};
use futures_util::future::join_all;
use model::failure::Failure;
use model::routes::Route;
use model::{Content, Language, PageDocument};
use std::cell::{Cell, RefCell};
use std::rc::Rc;
use wasm_bindgen::{JsCast, JsValue};
use web_sys::{
    DomParser, Element, Event, FormData, HtmlElement, HtmlFormElement, HtmlInputElement,
    SupportedType, UrlSearchParams,
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

/// How long to wait for the page from which a result's excerpt is taken.
const EXCERPT: i32 = 4_000;

/// How many searches are cached, so that Back restores them as they were.
const KEPT: usize = 20;

/// The elements with a page's text, without what surrounds it.
const TEXT: &str = ":is(p, li):not(section *, nav *, figure *, header *, .age, .note, [hidden], li p), .timeline li";

/// A search as shown.
#[derive(Clone)]
struct Shown {
    request: Request,
    html: String,
    /// The options of the filters.
    options: Vec<view::Options>,
    count: usize,
}

/// The search page, while the reader is on it.
pub struct SearchPage {
    index: Index,
    /// The search box.
    input: HtmlInputElement,
    /// Counts searches; a later one cancels an earlier one.
    turn: Cell<u32>,
    /// The search currently shown.
    current: RefCell<Option<Request>>,
    kept: RefCell<Vec<Shown>>,
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
        self.search(request);
    }

    fn search(self: &Rc<Self>, request: Request) {
        let before = self.current.replace(Some(request.clone()));
        if before.as_ref() == Some(&request) {
            return;
        }
        let turn = self.turn.get().wrapping_add(1);
        self.turn.set(turn);
        self.stop_waiting();
        fill_filters(&request);
        // Another page of the same results is read from the top.
        let turns_page = before.is_some_and(|before| before.at_page(request.page) == request);
        let kept = self.kept.borrow();
        if let Some(shown) = kept.iter().find(|kept| kept.request == request) {
            self.put(shown, turns_page);
            return;
        }
        drop(kept);
        self.patience.after(PATIENCE, || say(strings::SEARCHING));
        let late = request.clone();
        self.lateness.after(LATE, move || {
            put_html(FOUND_ID, &view::late(&late));
            say(strings::SLOW);
        });
        let this = self.clone();
        wasm_bindgen_futures::spawn_local(async move {
            let shown = this.find(&request).await;
            if this.turn.get() != turn {
                return;
            }
            this.stop_waiting();
            match shown {
                Ok(shown) => {
                    this.put(&shown, turns_page);
                    let mut kept = this.kept.borrow_mut();
                    kept.push(shown);
                    if kept.len() > KEPT {
                        kept.remove(0);
                    }
                }
                Err(_) => {
                    // A retry must not count as already shown.
                    this.current.replace(None);
                    this.index.forget();
                    put_html(FOUND_ID, &view::failed(&request));
                    say(strings::FAILED);
                }
            }
        });
    }

    fn stop_waiting(&self) {
        self.patience.cancel();
        self.lateness.cancel();
    }

    async fn find(&self, request: &Request) -> Result<Shown, Failure> {
        let engine = self.index.engine().await?;
        let finding = finder::find(&engine, &request.query).await?;
        let filtered = engine.pages.filter(&engine.site, request, &finding.indexes);
        let options = view::options(&engine.site, request, &filtered);
        let count = filtered.indexes.len();
        let html = if request.is_empty() {
            view::hint()
        } else {
            let unfiltered = finding.indexes.len();
            let results = results(&engine, request, &finding, filtered.indexes, unfiltered).await?;
            view::results(request, &results)
        };
        Ok(Shown {
            request: request.clone(),
            html,
            options,
            count,
        })
    }

    fn put(&self, shown: &Shown, turns_page: bool) {
        put_html(FOUND_ID, &shown.html);
        let form = document().get_element_by_id(FORM_ID);
        if form.is_some_and(|form| form.first_element_child().is_none()) {
            let action = window().location().pathname().unwrap_or_default();
            let form = view::filters(&action, &shown.request, &shown.options);
            put_html(FORM_ID, &form);
        }
        put_html(SUMMARY_ID, &view::summary(&shown.request));
        for options in &shown.options {
            // Screen readers announce changed options, so update only those that changed.
            let id = format!("search-{}", options.field);
            let select = document().get_element_by_id(&id);
            let is_other = |select: Element| {
                // Browsers serialize attributes without a value with an empty one.
                select.inner_html().replace("selected=\"\"", "selected") != options.html
            };
            if select.is_some_and(is_other) {
                put_html(&id, &options.html);
            }
        }
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
    }

    /// While the reader types, updates the address and the results.
    fn follow_typing(self: &Rc<Self>) {
        let this = self.clone();
        self.typing.after(TYPING, move || {
            let query = this.input.value();
            let Some(request) = this
                .current
                .borrow()
                .clone()
                .or_else(|| results_place().map(|_| asked()))
            else {
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
            this.search(request);
        });
    }
}

/// Listens to the search box and the filters.
pub fn listen(page: &Rc<SearchPage>) {
    let typed = page.clone();
    on(&page.input, "input", move |_| {
        if results_place().is_some() {
            typed.follow_typing();
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
    let request = asked();
    let names = ["q", "section", "country", "year", "from", "to", "sort"];
    for name in names {
        if !is_filters && name != "q" {
            let parameters = request.parameters();
            if let Some((_, value)) = parameters.iter().find(|(known, _)| *known == name) {
                let _ = fields.set_with_str(name, value);
            }
        }
        if fields
            .get(name)
            .as_string()
            .is_some_and(|value| value.is_empty())
        {
            fields.delete(name);
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
    Request::read(|name| parameters.as_ref()?.get(name))
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

/// The requested page of results.
async fn results(
    engine: &Engine,
    request: &Request,
    finding: &Finding,
    mut indexes: Vec<usize>,
    unfiltered: usize,
) -> Result<Results, Failure> {
    if request.newest_first || request.query.is_empty() {
        engine.pages.sort_by_day(&mut indexes);
    }
    let count = indexes.len();
    let page = request.page.min(count.div_ceil(PER_PAGE).max(1));
    let sought = Sought::new(finding.sought.iter().map(String::as_str));
    let shown = indexes
        .into_iter()
        .skip((page - 1) * PER_PAGE)
        .take(PER_PAGE);
    let results = join_all(shown.map(|index| result(engine, &sought, index))).await;
    let without = finding.without.iter().map(|(typed, rest, indexes)| {
        let found = engine.pages.filter(&engine.site, request, indexes);
        (typed.clone(), request.with_query(rest), found.indexes.len())
    });
    let without = without.filter(|(_, _, count)| *count > 0);
    Ok(Results {
        count,
        unfiltered,
        results: results.into_iter().collect::<Result<_, _>>()?,
        is_partial: finding.is_partial,
        corrections: finding.corrections.clone(),
        without: without.collect(),
    })
}

/// A result: the page's title and facts, and an excerpt with the words highlighted.
async fn result(engine: &Engine, sought: &Sought, index: usize) -> Result<view::Result, Failure> {
    let title = engine.title(index).await?;
    let href = engine.base.href(&title.path);
    let Some(Ok(document)) = within(EXCERPT, engine.document(&title.path)).await else {
        // If the page cannot be loaded now, its title is still known.
        return Ok(view::Result {
            href,
            title: sought.marked(&title.title),
            ..view::Result::default()
        });
    };
    let mut excerpt = sought.excerpt(&text_of(&document));
    if !excerpt.iter().any(|piece| piece.is_found) {
        excerpt = sought.marked(&document.description);
    }
    let mut result = view::Result {
        href,
        title: sought.marked(&document.title),
        excerpt,
        ..view::Result::default()
    };
    match document.content {
        Content::Article(article) => {
            if let (Some(tag), Some(direction)) = Language::attributes(article.language.as_ref()) {
                result.language = Some((tag.to_string(), direction.to_string()));
            }
            let section = Route::Section(article.section.slug);
            result.section = Some((article.section.name, engine.base.href(section)));
            let countries = article.countries.into_iter().map(|country| {
                let route = Route::Country(country.slug);
                (country.name, engine.base.href(route))
            });
            result.countries = countries.collect();
            result.date = Some((article.date.iso, article.date.text));
        }
        Content::Country(_) => {
            let countries = engine.base.href(Route::Countries);
            result.section = Some((strings::PROFILE.to_owned(), countries));
        }
        _ => {}
    }
    Ok(result)
}

/// A page's text.
fn text_of(document: &PageDocument) -> String {
    let mut text = String::new();
    let parsed = DomParser::new().and_then(|parser| {
        parser.parse_from_string(document.body.as_str(), SupportedType::TextHtml)
    });
    let elements = parsed.and_then(|parsed| parsed.query_selector_all(TEXT));
    if let Ok(elements) = elements {
        for index in 0..elements.length() {
            let words = elements
                .get(index)
                .and_then(|element| element.text_content());
            text.push_str(&words.unwrap_or_default());
            text.push(' ');
        }
    }
    text
}
