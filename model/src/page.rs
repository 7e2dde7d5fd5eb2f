use super::{Article, ArticleGroup, Country, Html, Pager, Site};
use serde::{Deserialize, Serialize};

/// All that one URL shows, published beside its HTML: `/x/` is `x/index.html`
/// and `x/index.json`. One navigation is one request for one of these.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct PageDocument {
    /// The address below the site's base, as the routes print it. Tells the
    /// app that it got what it asked for.
    pub path: String,
    /// The page's one `h1`.
    pub title: String,
    /// One or two sentences on the page, for search engines and previews.
    pub description: String,
    /// The running text; empty on pages that have none.
    pub body: Html,
    /// What is particular to this kind of page.
    pub content: Content,
}

/// What a published document has beside its page.
#[derive(Clone, Debug, Default, PartialEq, Eq, Deserialize)]
pub struct Published {
    /// The build of the app that it was published with.
    pub app: Option<String>,
    /// What stands in the page's head for machines, as HTML. It is not repeated in the
    /// data beside the page's own HTML.
    pub head: Option<String>,
}

/// The kinds of page, each with what it shows beside title and body.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Content {
    /// The front page.
    Front {
        /// The latest articles by day, newest first.
        groups: Vec<ArticleGroup>,
    },
    /// An article.
    Article(Article),
    /// Articles of a section, of a country, or of a month.
    List {
        /// Newest first.
        groups: Vec<ArticleGroup>,
        /// The ways to the rest.
        pager: Pager,
    },
    /// A country profile.
    Country(Country),
    /// Search.
    Search {
        /// The script of the program that searches, as a path below the base.
        engine: String,
        /// What it searches, as a path below the base.
        site: String,
    },
    /// A page of running text alone.
    Text,
    /// There is nothing at this address. Its document stands in `404.html`,
    /// and holds for every address that a host answers with that file.
    Missing,
    /// The app could not get what is at this address. Never published: it is
    /// what a reader sees where there was no page to stay on.
    Unavailable,
}

impl PageDocument {
    /// The path of the page that stands for every page of which the document alone is
    /// kept, while the app takes that document out.
    pub const OFFLINE: &str = "/offline.html";

    /// The path of the page for an address at which there is nothing: the file that
    /// hosts look for.
    pub const MISSING: &str = "/404.html";

    /// The page for an address at which there is nothing.
    pub fn missing() -> Self {
        Self {
            path: Self::MISSING.to_owned(),
            title: "Page Not Found".to_owned(),
            description: "There is no page at this address.".to_owned(),
            body: Html::default(),
            content: Content::Missing,
        }
    }

    /// The page for an address that did not answer as it should; `reason` is a
    /// sentence for the reader.
    pub fn unavailable(path: String, reason: String) -> Self {
        Self {
            path,
            title: "This Page Could Not Be Loaded".to_owned(),
            description: reason,
            body: Html::default(),
            content: Content::Unavailable,
        }
    }

    /// What stands in the browser's title bar.
    pub fn document_title(&self, site: &Site) -> String {
        match self.content {
            Content::Front { .. } => site.name.clone(),
            _ => format!("{} | {}", self.title, site.name),
        }
    }
}
