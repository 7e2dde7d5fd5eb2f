//! What the app, the search program and the press share, and what knows neither
//! Leptos nor files nor networks: the types of the page documents, the table of URLs
//! ([`routes`]), why a page did not come ([`failure`]), and the names that scripts and
//! styles rely on too ([`contract`]).
//!
//! A document in which a field is missing is left to the browser, which loads the
//! page; an unknown field is passed over, for a newer press may have written it.

mod article;
pub mod contract;
mod country;
mod date;
pub mod failure;
pub mod fold;
mod html;
#[cfg(target_arch = "wasm32")]
pub mod json;
mod language;
mod page;
mod pager;
mod publication;
pub mod routes;
mod site;
pub mod size;

pub use article::{Article, ArticleGroup, ArticleSummary, CountryLink, SectionLink};
pub use country::{Country, CountryCard};
pub use date::Date;
pub use html::Html;
pub use language::Language;
pub use page::{Content, PageDocument, Published};
pub use pager::Pager;
pub use publication::{Build, Publication};
pub use site::{Link, Producer, Site};

#[cfg(all(test, target_arch = "wasm32"))]
wasm_bindgen_test::wasm_bindgen_test_configure!(run_in_browser);
