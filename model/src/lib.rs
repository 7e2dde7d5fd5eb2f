//! Types shared by the app, the search program and the press, independent of Leptos,
//! files and networks: page documents, the URL table ([`routes`]), load failures
//! ([`failure`]), and the names that scripts and styles use too ([`contract`]).
//!
//! If a document lacks a field, the app has the browser load the page. Unknown fields are
//! ignored, because a newer press may have written them.

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
pub use site::{Link, Producer, ShellContent, Site};

#[cfg(all(test, target_arch = "wasm32"))]
wasm_bindgen_test::wasm_bindgen_test_configure!(run_in_browser);
