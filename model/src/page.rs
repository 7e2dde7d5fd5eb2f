use super::{Article, ArticleGroup, Country, Html, Pager, Site};
use serde::{Deserialize, Serialize};

/// Everything a URL shows, published next to its HTML: `/x/` is `x/index.html` and
/// `x/index.json`. A navigation is one request for one of these.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct PageDocument {
    /// The path below the site's base, as printed by the routes. Lets the app check that
    /// it got the page it requested.
    pub path: String,
    /// The page's one `h1`.
    pub title: String,
    /// One or two sentences about the page, for search engines and previews.
    pub description: String,
    /// Links to the pages above it; empty if it is not below any.
    pub above: Html,
    /// The running text; may be empty.
    pub body: Html,
    /// The content specific to this kind of page.
    pub content: Content,
}

/// What a published document contains besides its page.
#[derive(Clone, Debug, Default, PartialEq, Eq, Deserialize)]
pub struct Published {
    /// The app build it was published with.
    pub app: Option<String>,
    /// The page's metadata for the head, as HTML. The data embedded in the page's own
    /// HTML does not repeat it.
    pub head: Option<String>,
}

/// The kinds of pages, and what each shows besides the title and body.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Content {
    /// The front page. Its stories are its running text.
    Front,
    /// An article.
    Article(Article),
    /// Articles of a section, country or month.
    List {
        /// Newest first.
        groups: Vec<ArticleGroup>,
        /// Links to the adjacent pages.
        pager: Pager,
    },
    /// A country profile.
    Country(Country),
    /// Search.
    Search {
        /// The search program's script, as a path below the base.
        engine: String,
        /// The search data, as a path below the base.
        site: String,
    },
    /// A page with only running text.
    Text,
    /// There is no page at this address. Its document is in `404.html` and applies to any
    /// address for which a host serves that file.
    Missing,
    /// The app could not load the page at this address. Never published; shown when there
    /// was no page to stay on.
    Unavailable,
}

impl PageDocument {
    /// The path of the placeholder page, served for pages saved only as documents; the
    /// app then loads the saved document.
    pub const OFFLINE: &str = "/offline.html";

    /// The path of the "not found" page, as hosts expect it.
    pub const MISSING: &str = "/404.html";

    /// The "not found" page.
    pub fn missing() -> Self {
        Self {
            path: Self::MISSING.to_owned(),
            title: "Page Not Found".to_owned(),
            description: "There is no page at this address.".to_owned(),
            above: Html::default(),
            body: Html::default(),
            content: Content::Missing,
        }
    }

    /// The page for an address that failed to load; `reason` is a sentence for the
    /// reader.
    pub fn unavailable(path: String, reason: String) -> Self {
        Self {
            path,
            title: "This Page Could Not Be Loaded".to_owned(),
            description: reason,
            above: Html::default(),
            body: Html::default(),
            content: Content::Unavailable,
        }
    }

    /// The document title.
    pub fn document_title(&self, site: &Site) -> String {
        match self.content {
            Content::Front => site.name.clone(),
            _ => format!("{} | {}", self.title, site.name),
        }
    }
}
