//! Suggestions in the search box: an editable combobox with a listbox, following the ARIA
//! Authoring Practices Guide ("Combobox", list autocomplete with manual selection). Focus
//! stays in the box; `aria-activedescendant` points at an option.

use super::engine::Engine;
use super::{Delay, Index, document, on, results_place};
use crate::excerpt::Sought;
use crate::index::Name;
use crate::scan::{Scan, Words};
use crate::strings;
use crate::view::{self, Group, LISTBOX_ID, Suggestion};
use fulltext::analyzer::runs;
use model::failure::Failure;
use model::routes::Route;
use std::cell::Cell;
use std::rc::Rc;
use wasm_bindgen::JsCast;
use web_sys::{Element, HtmlElement, HtmlInputElement, KeyboardEvent};

/// The pause in typing, in milliseconds, after which suggestions are made.
const TYPING: i32 = 120;

/// The pause in typing after which assistive technology hears how many there are.
const ANNOUNCING: i32 = 1_000;

/// The minimum number of letters.
const SHORTEST: usize = 2;

/// The maximum number of suggestions of each kind.
const COUNTRIES: usize = 3;
const SECTIONS: usize = 2;
const ARTICLES: usize = 5;

/// How many of the best pages are checked for matching headlines.
const CANDIDATES: usize = 10;

/// The search box and its list.
pub struct Suggestions {
    index: Index,
    input: HtmlInputElement,
    list: Option<HtmlElement>,
    status: Option<Element>,
    /// The number of the active suggestion; zero for none.
    active: Cell<usize>,
    count: Cell<usize>,
    turn: Cell<u32>,
    typing: Delay,
    announcing: Delay,
}

impl Suggestions {
    /// Adds a list to the search box.
    pub fn new(index: Index, input: HtmlInputElement) -> Rc<Self> {
        let add = |role: &str, class: &str| -> Option<Element> {
            let element = document().create_element("div").ok()?;
            element.set_attribute("role", role).ok()?;
            element.set_attribute("class", class).ok()?;
            input.parent_element()?.append_child(&element).ok()?;
            Some(element)
        };
        let list = add("listbox", "suggestions").and_then(|list| {
            list.set_id(LISTBOX_ID);
            list.set_attribute("aria-label", strings::SUGGESTIONS)
                .ok()?;
            list.dyn_into::<HtmlElement>().ok()
        });
        if let Some(list) = &list {
            list.set_hidden(true);
        }
        let status = add("status", "search-status");
        Rc::new(Self {
            index,
            input,
            list,
            status,
            active: Cell::default(),
            count: Cell::default(),
            turn: Cell::default(),
            typing: Delay::default(),
            announcing: Delay::default(),
        })
    }

    /// Closes the list. The search page has none, because its results follow the typing.
    pub fn close(&self) {
        self.turn.set(self.turn.get().wrapping_add(1));
        self.typing.cancel();
        self.announcing.cancel();
        self.put(&[]);
        let is_searching = results_place().is_some();
        for (name, value) in [
            ("role", "combobox"),
            ("aria-autocomplete", "list"),
            ("aria-controls", LISTBOX_ID),
            ("aria-expanded", "false"),
        ] {
            // Fails only for invalid attribute names.
            let _ = if is_searching {
                self.input.remove_attribute(name)
            } else {
                self.input.set_attribute(name, value)
            };
        }
    }

    /// Makes suggestions for the text in the box once the reader pauses.
    pub fn suggest(self: &Rc<Self>) {
        if !self.has_focus() || results_place().is_some() {
            return;
        }
        let this = self.clone();
        self.typing.after(TYPING, move || {
            let turn = this.turn.get().wrapping_add(1);
            this.turn.set(turn);
            let typed = this.input.value();
            wasm_bindgen_futures::spawn_local(async move {
                let groups = match typed.trim().chars().count() < SHORTEST {
                    true => Vec::new(),
                    // Without the index there are no suggestions, but the form works.
                    false => {
                        let groups = this
                            .index
                            .with(async |engine| groups(engine, typed.trim()).await);
                        groups.await.unwrap_or_default()
                    }
                };
                if this.turn.get() == turn {
                    this.put(&groups);
                    this.announce();
                }
            });
        });
    }

    fn has_focus(&self) -> bool {
        document().active_element().as_ref() == Some(self.input.as_ref())
    }

    fn put(&self, groups: &[Group]) {
        let count = view::count(groups);
        self.count.set(count);
        self.point_at(0);
        if let Some(list) = &self.list {
            list.set_inner_html(&view::suggestions(groups));
            list.set_hidden(count == 0);
        }
        let expanded = if count == 0 { "false" } else { "true" };
        let _ = self.input.set_attribute("aria-expanded", expanded);
    }

    fn announce(&self) {
        let words = strings::suggestions(self.count.get());
        if let Some(status) = self.status.clone() {
            status.set_text_content(None);
            self.announcing
                .after(ANNOUNCING, move || status.set_text_content(Some(&words)));
        }
    }

    /// Makes a suggestion active, or none.
    fn point_at(&self, number: usize) {
        let select = |number: usize, is_selected: &str| {
            let option = document().get_element_by_id(&id(number))?;
            option.set_attribute("aria-selected", is_selected).ok()?;
            Some(option)
        };
        select(self.active.replace(number), "false");
        let _ = match select(number, "true") {
            Some(option) => {
                option.scroll_into_view_with_bool(false);
                self.input
                    .set_attribute("aria-activedescendant", &id(number))
            }
            None => self.input.remove_attribute("aria-activedescendant"),
        };
    }

    fn on_key(&self, event: &KeyboardEvent) {
        let (active, count) = (self.active.get(), self.count.get());
        // While an input method composes a word, its keys choose among its own candidates.
        if count == 0 || event.is_composing() {
            return;
        }
        let next = match event.key().as_str() {
            // Moving past either end returns to the box.
            "ArrowDown" => (active + 1) % (count + 1),
            "ArrowUp" => (active + count) % (count + 1),
            "Escape" => {
                event.prevent_default();
                self.close();
                return;
            }
            "Enter" if active > 0 => {
                event.prevent_default();
                let option = document().get_element_by_id(&id(active));
                // Some screen readers do not announce a page that replaces the active
                // option: return to the box first.
                self.point_at(0);
                if let Some(option) =
                    option.and_then(|option| option.dyn_into::<HtmlElement>().ok())
                {
                    option.click();
                }
                return;
            }
            _ => return,
        };
        event.prevent_default();
        self.point_at(next);
    }
}

/// Listens to the search box.
pub fn listen(suggestions: &Rc<Suggestions>) {
    let (typed, pressed, left) = (
        suggestions.clone(),
        suggestions.clone(),
        suggestions.clone(),
    );
    on(&suggestions.input, "input", move |_| typed.suggest());
    on(&suggestions.input, "keydown", move |event| {
        if let Some(event) = event.dyn_ref() {
            pressed.on_key(event);
        }
    });
    on(&suggestions.input, "blur", move |_| {
        // If the reader switches windows, focus stays in the box, and the list should
        // still be open when they return.
        if !left.has_focus() {
            left.close();
        }
    });
    if let Some(list) = &suggestions.list {
        // Keep focus in the box, so that the list is still open when the click arrives.
        on(list, "mousedown", |event| event.prevent_default());
    }
}

fn id(number: usize) -> String {
    format!("{LISTBOX_ID}-{number}")
}

/// What the reader may be looking for.
async fn groups(engine: &Engine, typed: &str) -> Result<Vec<Group>, Failure> {
    let scan = Scan::new(typed, true);
    let sought = scan.sought();
    let named = |names: &[Name], most: usize, route: fn(&Name) -> Route| -> Vec<Suggestion> {
        let names = names.iter().filter(|name| is_called(name, &scan));
        names
            .take(most)
            .map(|name| Suggestion {
                href: engine.base.href(route(name)),
                label: sought.marked(&name.name),
            })
            .collect()
    };
    let country = |name: &Name| Route::Country(name.slug.clone());
    let section = |name: &Name| match name.slug.as_str() {
        crate::index::PROFILES => Route::Countries,
        slug => Route::Section(slug.to_owned()),
    };
    let countries = named(&engine.site.countries, COUNTRIES, country);
    let sections = named(&engine.site.sections, SECTIONS, section);
    Ok(vec![
        Group {
            label: strings::COUNTRIES,
            suggestions: countries,
        },
        Group {
            label: strings::SECTIONS,
            suggestions: sections,
        },
        Group {
            label: strings::ARTICLES,
            suggestions: articles(engine, typed).await?,
        },
    ])
}

/// Whether one of the names has the typed words, of which the last may be unfinished.
fn is_called(name: &Name, typed: &Scan) -> bool {
    let nothing = Words::of("");
    let names = [&name.name].into_iter().chain(&name.other_names);
    let mut scores = names.map(|name| typed.score(&Words::of(name), &nothing));
    scores.any(|score| score.is_some())
}

/// Articles with the words in their headlines.
async fn articles(engine: &Engine, typed: &str) -> Result<Vec<Suggestion>, Failure> {
    let answer = engine.find(typed, true).await?;
    let sought = Sought::new(answer.words.into_iter().map(|word| word.forms).collect());
    let docs = answer.hits.iter().map(|hit| hit.doc);
    let dated = docs.filter(|doc| engine.index.is_dated(*doc));
    let dated: Vec<_> = dated.take(CANDIDATES).collect();
    let rows = engine.rows(&dated).await?.into_iter();
    let words = runs(typed).count();
    let suggestions = rows.filter_map(|row| {
        let label = sought.marked(&row.title);
        let found = label.iter().filter(|piece| piece.is_found).count();
        (found >= words).then(|| Suggestion {
            href: engine.base.href(&row.path),
            label,
        })
    });
    Ok(suggestions.take(ARTICLES).collect())
}
