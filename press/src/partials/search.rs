//! The generated parts of the search page: the place for results, the place for links to saved
//! pages where search may not work, and links to everything for readers who do not search.

use crate::catalog::Catalog;
use maud::html;
use model::Html;
use model::contract::ids;
use model::routes::Route;

/// The page's text.
pub fn body(catalog: &Catalog<'_>) -> Html {
    let newsroom = catalog.newsroom();
    let base = newsroom.site.base();
    super::body(html! {
        div.search-results id=(ids::SEARCH_RESULTS) {}
        p.without-scripts { "Search requires scripts, which are turned off or did not load." }
        section.saved-links id=(ids::SEARCH_SAVED) aria-labelledby="search-saved-heading" hidden {
            h2 #search-saved-heading { "Saved pages" }
            ul {}
        }
        section.browse aria-labelledby="browse" {
            h2 #browse { "Browse" }
            ul {
                li { a href=(base.href(Route::Archive)) { "All articles by month" } }
                @for section in &newsroom.sections {
                    li {
                        a href=(base.href(Route::Section(section.slug.clone()))) { (section.name) }
                    }
                }
                li { a href=(base.href(Route::Countries)) { "All country profiles" } }
                @if !newsroom.treaties.is_empty() {
                    li { a href=(base.href(Route::Treaties)) { "Treaties and regimes" } }
                }
                @if !newsroom.glossary.is_empty() {
                    li { a href=(base.href(Route::Glossary)) { "Glossary" } }
                }
            }
        }
    })
}
