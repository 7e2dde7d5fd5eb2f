//! Shared by all pages: skip links, masthead, navigation, notices, footer.

mod footer;
mod main_navigation;
mod masthead;
mod notices;
mod skip_links;

use footer::Footer;
use leptos::prelude::*;
use main_navigation::MainNavigation;
pub use main_navigation::current;
use masthead::Masthead;
use model::{Html, ShellContent};
use notices::Notices;
pub use notices::{ALERT, NOTICES, failure_notice, slow_notice};
use skip_links::SkipLinks;
use std::sync::Arc;

/// The shell around every page. Its document order is the reading and tab order.
#[component]
pub fn Shell(
    /// What it shows.
    content: Arc<ShellContent>,
    /// The newswire's name as a drawing; empty if it could not be drawn.
    nameplate: Html,
    /// The page.
    children: TypedChildren<impl IntoView + 'static>,
) -> impl IntoView {
    let children = children.into_inner();
    let ShellContent {
        tagline,
        producer,
        navigation,
        footer,
        notice,
    } = Arc::unwrap_or_clone(content);
    view! {
        <SkipLinks />
        <Masthead nameplate tagline producer />
        <MainNavigation links=navigation />
        <Notices />
        <div class="page">{children()}</div>
        <Footer links=footer notice />
    }
}
