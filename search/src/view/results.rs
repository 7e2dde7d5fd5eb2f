use crate::excerpt::{Piece, Sought};
use crate::index::{COUNTRY, Name, PROFILES, Row, SECTION, Site};
use crate::request::Request;
use crate::strings;
use fulltext::Word;
use maud::{Markup, html};
use model::ArticleSummary;
use model::routes::{Base, Route};

/// The number of results per page.
const PER_PAGE: usize = 10;

/// The ID of the heading above the results.
pub const HEADING_ID: &str = "search-count";

/// The results of a search.
#[derive(Clone, Debug, Default)]
pub struct Results {
    /// Why only saved pages were searched, if not the whole site was.
    pub why_saved: Option<&'static str>,
    /// The number of results on all pages.
    pub count: usize,
    /// The number of results without filters.
    pub unfiltered: usize,
    /// The results on this page.
    pub results: Vec<Result>,
    /// The number of results that lack some of the words. They have most of them.
    pub lacking: usize,
    /// Words that no page has.
    pub unknown: Vec<Word>,
    /// The filters that are on.
    pub filters: Vec<Filter>,
    /// Words whose removal would give results, each with the request without it and its
    /// number of results.
    pub without: Vec<(String, Request, usize)>,
}

/// A filter that is on.
#[derive(Clone, Debug)]
pub struct Filter {
    /// What it selects.
    pub label: String,
    /// The search without it.
    pub without: Request,
}

/// A page that was found.
#[derive(Clone, Debug, Default)]
pub struct Result {
    /// Its address.
    pub href: String,
    /// Its heading, with the matches marked.
    pub title: Vec<Piece>,
    /// Its language tag and direction, if the language is not the site's.
    pub language: Option<(String, String)>,
    /// Its kind of page or its section, with a link.
    pub section: Option<(String, String)>,
    /// The countries it is about, with links to their profiles.
    pub countries: Vec<(String, String)>,
    /// Its day, in machine-readable and display form.
    pub date: Option<(String, String)>,
    /// The passage that shows why it matched; empty if it comes when it is in sight.
    pub passage: Vec<Piece>,
}

impl Result {
    /// A page's title, with the matches marked, and its facts.
    pub fn new(row: Row, site: &Site, base: &Base, sought: &Sought) -> Self {
        let section = row.section.map(|slug| match slug == PROFILES {
            true => (strings::PROFILE.to_owned(), base.href(Route::Countries)),
            false => (
                called(&site.sections, &slug),
                base.href(Route::Section(slug)),
            ),
        });
        // Profiles are about the country that they are named after.
        let countries = row.countries.into_iter().filter(|_| row.date.is_some());
        let countries = countries.map(|slug| {
            (
                called(&site.countries, &slug),
                base.href(Route::Country(slug)),
            )
        });
        Self {
            href: base.href(&row.path),
            title: sought.marked(&row.title),
            language: row.language,
            section,
            countries: countries.collect(),
            date: row.date,
            passage: Vec::new(),
        }
    }
}

/// The documents on the page of the results that is asked for, or on the last one.
pub fn on_page<'d>(request: &Request, docs: &'d [u32]) -> &'d [u32] {
    let first = (page(request, docs.len()) - 1) * PER_PAGE;
    &docs[first..docs.len().min(first + PER_PAGE)]
}

/// The number of the page of so many results that is shown.
fn page(request: &Request, count: usize) -> usize {
    request.page.min(count.div_ceil(PER_PAGE).max(1))
}

/// The filters that are on.
pub fn filters_on(site: &Site, request: &Request) -> Vec<Filter> {
    let filters = request.filters().into_iter().map(|(name, value)| {
        let label = match name {
            SECTION => called(&site.sections, &value),
            COUNTRY => called(&site.countries, &value),
            "from" => format!("{} {value}", strings::FROM),
            "to" => format!("{} {value}", strings::TO),
            _ => value.clone(),
        };
        Filter {
            label,
            without: request.without(name, &value),
        }
    });
    filters.collect()
}

/// The name of an option; its value if it has no name.
fn called(names: &[Name], slug: &str) -> String {
    let name = names.iter().find(|name| name.slug == slug);
    name.map_or(slug, |name| name.name.as_str()).to_owned()
}

/// The results, with links to the other pages.
pub fn results(request: &Request, results: &Results) -> String {
    let pages = results.count.div_ceil(PER_PAGE).max(1);
    let page = page(request, results.count);
    let markup = html! {
        h2.search-count id=(HEADING_ID) tabindex="-1" { (heading(request, results)) }
        (only_saved(request, results))
        (filters(results))
        (unknown(request, results))
        @if results.lacking > 0 {
            p.search-correction {
                // Of pages that filters leave out, some may have all.
                @if results.lacking == results.unfiltered {
                    "No page has all of these words. These have most of them."
                } @else {
                    "Some of these pages have most of the words, but not all."
                }
            }
        }
        @if results.count == 0 {
            (nothing(request, results))
        } @else {
            ol.article-list role="list" start=((page - 1) * PER_PAGE + 1) {
                @for result in &results.results { (self::result(result)) }
            }
            @if pages > 1 {
                nav.pager aria-label="Pages of results" {
                    @if page > 1 {
                        a rel="prev" href=(request.at_page(page - 1).address()) { "Previous page" }
                    }
                    p { "Page " (page) " of " (pages) }
                    @if page < pages {
                        a rel="next" href=(request.at_page(page + 1).address()) { "Next page" }
                    }
                }
            }
        }
    };
    markup.into_string()
}

/// The text shown before a search.
pub fn hint() -> String {
    let markup = html! {
        p.lead { "Search articles and country profiles." }
        ul.search-tips {
            li { "Put a phrase in quotation marks: “highly enriched uranium”." }
            li { "Leave out a word with a minus sign: missile -India." }
            li { "Other names of countries and small misspellings also work." }
        }
    };
    markup.into_string()
}

/// The notice that the index failed to load, with alternatives. `said` is what happened.
pub fn failed(request: &Request, said: &str) -> String {
    notice(request, "search-tips", said, "Check your connection and ")
}

/// The notice that the index is slow to load, with alternatives.
pub fn late(request: &Request) -> String {
    let later = "Results will appear here when the index has loaded. You can also ";
    // Not a tip: the results would move what is below.
    notice(request, "", strings::SLOW, later)
}

fn notice(request: &Request, class: &str, said: &str, before: &str) -> String {
    let markup = html! {
        h2.search-count id=(HEADING_ID) tabindex="-1" { (said) }
        p class=(class) { (before) (again(request)) ", or browse below." }
    };
    markup.into_string()
}

/// The passage that shows why a page matched.
pub fn passage(pieces: &[Piece]) -> String {
    self::pieces(pieces).into_string()
}

/// A link for the browser, not the app, so that everything is requested again.
fn again(request: &Request) -> Markup {
    html! { a rel="external" href=(request.address()) { "try again" } }
}

fn heading(request: &Request, results: &Results) -> Markup {
    let among = if request.is_filtered() {
        strings::WITH_FILTERS
    } else {
        ""
    };
    html! {
        @match results.count {
            0 => "No results",
            1 => "1 result",
            count => { (thousands(count)) " results" },
        }
        @if !request.query.is_empty() { " for “" (request.query) "”" }
        @if results.why_saved.is_some() { " in your saved pages" }
        (among)
    }
}

/// Why only part of the site was searched.
fn only_saved(request: &Request, results: &Results) -> Markup {
    html! {
        @if let Some(why) = results.why_saved {
            p.search-tips {
                (why) " Only your saved pages were searched. You can " (again(request)) " later."
            }
        }
    }
}

/// Digits in groups of three, as usual in American English.
fn thousands(count: usize) -> String {
    let digits = count.to_string();
    let mut text = String::new();
    for (index, digit) in digits.chars().enumerate() {
        if index > 0 && (digits.len() - index).is_multiple_of(3) {
            text.push(',');
        }
        text.push(digit);
    }
    text
}

fn filters(results: &Results) -> Markup {
    html! {
        @if !results.filters.is_empty() {
            ul.search-filters-on role="list" aria-label="Filters that are on" {
                @for filter in &results.filters {
                    li {
                        a href=(filter.without.address()) aria-label={ "Remove the filter " (filter.label) } {
                            (filter.label) " ×"
                        }
                    }
                }
            }
        }
    }
}

fn unknown(request: &Request, results: &Results) -> Markup {
    let instead = |typed: &str, word: &str| {
        let request = request.with_query(&request.query.replace(typed, word));
        html! { a href=(request.address()) { (word) } }
    };
    html! {
        @for word in &results.unknown {
            p.search-correction {
                "No page has the word “" (word.typed) "”. "
                @if let Some(taken) = &word.taken {
                    "These are the results for " (instead(&word.typed, taken)) "."
                } @else if !word.offered.is_empty() {
                    "Did you mean "
                    @for (at, offered) in word.offered.iter().enumerate() {
                        @if at > 0 && at + 1 == word.offered.len() { " or " }
                        @else if at > 0 { ", " }
                        (instead(&word.typed, offered))
                    }
                    "?"
                }
            }
        }
    }
}

fn nothing(request: &Request, results: &Results) -> Markup {
    html! {
        ul.search-tips {
            @if request.is_filtered() && results.unfiltered > 0 {
                li {
                    a href=(request.unfiltered().address()) { "Search without filters" }
                    " (" (thousands(results.unfiltered)) ")"
                }
            }
            @for (word, request, count) in &results.without {
                li {
                    a href=(request.address()) { "Search without " (word) }
                    " (" (thousands(*count)) ")"
                }
            }
            li { "Try fewer words." }
            li { "Check the spelling, or try another word." }
        }
    }
}

fn result(result: &Result) -> Markup {
    let (lang, dir) = match &result.language {
        Some((tag, direction)) => (Some(tag), Some(direction)),
        None => (None, None),
    };
    let countries = result.countries.iter().take(ArticleSummary::COUNTRIES);
    html! {
        li.article-item {
            @if let Some((name, href)) = &result.section {
                p.kicker { a href=(href) { (name) } }
            }
            h3.article-item-headline lang=[lang] dir=[dir] {
                a href=(result.href) { (pieces(&result.title)) }
            }
            p.article-item-summary lang=[lang] dir=[dir] { (pieces(&result.passage)) }
            @if countries.len() > 0 || result.date.is_some() {
                p.article-facts {
                    @for (name, href) in countries { a href=(href) { (name) } " " }
                    @if let Some((iso, text)) = &result.date { time datetime=(iso) { (text) } }
                }
            }
        }
    }
}

fn pieces(pieces: &[Piece]) -> Markup {
    html! {
        @for piece in pieces {
            @if piece.is_found { mark { (piece.text) } } @else { (piece.text) }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::{Result, Results, results, thousands};
    use crate::excerpt::Piece;
    use crate::request::Request;

    fn request(query: &str, page: usize) -> Request {
        Request {
            query: query.to_owned(),
            page,
            ..Request::default()
        }
    }

    #[test]
    fn the_query_and_results_are_escaped() {
        let found = Results {
            count: 1,
            results: vec![Result {
                title: vec![Piece {
                    text: "</a><script>".to_owned(),
                    is_found: true,
                }],
                ..Result::default()
            }],
            ..Results::default()
        };
        let html = results(&request("<img>", 1), &found);
        assert!(
            !html.contains("<script>") && !html.contains("<img>"),
            "{html}"
        );
    }

    #[test]
    fn a_page_links_to_adjacent_ones() {
        let found = Results {
            count: 25,
            ..Results::default()
        };
        let html = results(&request("a", 2), &found);
        for wanted in [
            "rel=\"prev\" href=\"?q=a&amp;page=1\"",
            "rel=\"prev\" href=\"?q=a\"",
            "Page 2 of 3",
            "rel=\"next\" href=\"?q=a&amp;page=3\"",
            "start=\"11\"",
        ] {
            let is_first_page = wanted.contains("page=1");
            assert_eq!(html.contains(wanted), !is_first_page, "{wanted} in {html}");
        }
    }

    #[test]
    fn results_that_lack_words_are_announced_as_such() {
        let none = "No page has all of these words.";
        let some = "Some of these pages have most of the words, but not all.";
        for (lacking, count, unfiltered, told) in [
            (0, 3, 3, ""),
            (2, 3, 3, some),
            (3, 3, 3, none),
            // The one that has all is filtered out.
            (3, 3, 4, some),
        ] {
            let found = Results {
                lacking,
                count,
                unfiltered,
                ..Results::default()
            };
            let html = results(&request("did Obama visit Prague", 1), &found);
            for text in [none, some] {
                assert_eq!(html.contains(text), text == told, "{lacking} of {count}");
            }
        }
    }

    #[test]
    fn an_empty_result_suggests_what_to_do() {
        let found = Results {
            without: vec![("sarin".to_owned(), request("Iran", 1), 12)],
            ..Results::default()
        };
        let html = results(&request("sarin Iran", 1), &found);
        assert!(html.contains("No results for “sarin Iran”"));
        assert!(html.contains("<a href=\"?q=Iran\">Search without sarin</a> (12)"));
    }

    #[test]
    fn large_numbers_are_grouped() {
        assert_eq!(thousands(999), "999");
        assert_eq!(thousands(1_234_567), "1,234,567");
    }
}
