//! The parts that pages are made of.

mod article_list;
mod country_card;
mod dateline;
mod flag;
mod fresh;
mod main_content;
mod running_text;
mod sources;

pub use article_list::ArticleList;
pub use country_card::CountryCardView;
pub use dateline::Dateline;
pub use flag::Flag;
pub use fresh::{LEAVING, fresh, lingering};
pub use main_content::MainContent;
pub use running_text::{BODY_ATTRIBUTE, RunningText};
pub use sources::Sources;
