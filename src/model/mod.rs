//! What a page holds: the types of the page documents, which the press writes
//! and the app reads. They know neither Leptos nor files nor networks.
//!
//! A document in which a field is missing is left to the browser, which loads the
//! page; an unknown field is passed over, for a newer press may have written it.

mod article;
mod country;
mod date;
mod html;
mod language;
mod page;
mod pager;
mod site;

pub use article::{Article, ArticleGroup, ArticleSummary, CountryLink, SectionLink};
pub use country::{Country, CountryCard};
pub use date::Date;
pub use html::Html;
pub use language::Language;
pub use page::{Content, PageDocument, Published};
pub use pager::Pager;
pub use site::{Link, Producer, Site};
