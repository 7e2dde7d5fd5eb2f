//! The components that pages are built from.

mod article_groups;
mod article_list;
mod country_card;
mod dateline;
mod flag;
mod main_content;
mod pager;
mod running_text;

pub use article_groups::ArticleGroups;
pub use article_list::ArticleList;
pub use country_card::CountryCardView;
pub use dateline::Dateline;
pub use flag::Flag;
pub use main_content::MainContent;
pub use pager::PagerView;
pub use running_text::RunningText;
