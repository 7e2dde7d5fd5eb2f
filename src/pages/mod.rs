//! One component for each kind of page.

mod article;
mod countries;
mod country;
mod front;
mod missing;
mod search;
mod section;
mod text;
mod unavailable;

pub use article::ArticlePage;
pub use countries::CountriesPage;
pub use country::CountryPage;
pub use front::FrontPage;
pub use missing::MissingPage;
pub use search::SearchPage;
pub use section::SectionPage;
pub use text::TextPage;
pub use unavailable::UnavailablePage;
