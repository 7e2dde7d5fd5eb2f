//! One component for each kind of page.

mod article;
mod country;
mod list;
mod missing;
mod text;
mod unavailable;

pub use article::ArticlePage;
pub use country::CountryPage;
pub use list::ListPage;
pub use missing::MissingPage;
pub use text::TextPage;
pub use unavailable::UnavailablePage;
