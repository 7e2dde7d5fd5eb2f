//! Pages in other forms, beside their HTML: articles as plain text and as ninjs, for
//! other newsrooms, and the cards of articles and countries.

mod ninjs;
pub(crate) mod plain_text;

use super::{Output, PublishedPage, Site};
use crate::address::beside;
use crate::app_build::File;
use crate::catalog::Catalog;
use crate::content::Article;
use crate::outputs::social_card::{SocialCard, SocialCards};
use crate::pages::{self, Subject};
use crate::partials::posts_list;
use crate::publish::record::Inputs;
use crate::publish::site_writer::Copies;
use anyhow::Result;
use model::PageDocument;
use model::routes::Route;
use serde::Serialize;

/// A form of an article in addition to its page.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Form {
    /// Plain text.
    PlainText,
    /// ninjs 3.1, IPTC's News in JSON.
    Ninjs,
}

impl Form {
    /// All forms.
    pub const ALL: [Self; 2] = [Self::PlainText, Self::Ninjs];

    /// The path of the file of an article, below the base.
    pub fn path(self, slug: &str) -> String {
        let file = match self {
            Self::PlainText => "index.txt",
            Self::Ninjs => "ninjs.json",
        };
        beside(&Route::Article(slug.to_owned()), file)
    }

    /// The media type. There is no registered type for ninjs.
    pub fn media_type(self) -> &'static str {
        match self {
            Self::PlainText => "text/plain",
            Self::Ninjs => "application/json",
        }
    }

    /// What it is called.
    pub fn title(self) -> &'static str {
        match self {
            Self::PlainText => "Plain text",
            Self::Ninjs => "ninjs",
        }
    }

    /// An article in this form.
    ///
    /// # Errors
    /// If it cannot be written, in words for who runs the press.
    pub fn write(self, catalog: &Catalog<'_>, article: &Article) -> Result<Vec<u8>> {
        match self {
            Self::PlainText => Ok(plain_text::write(catalog, article)?.into_bytes()),
            Self::Ninjs => ninjs::write(catalog, article),
        }
    }
}

/// What open pages of a live story ask for.
#[derive(Serialize)]
struct Posts<'a> {
    /// Whether more posts are to be expected.
    live: bool,
    /// The ids of the posts.
    posts: Vec<&'a str>,
}

fn has_posts(article: &Article) -> bool {
    !article.posts.is_empty()
}

impl<'a> Posts<'a> {
    fn of(article: &'a Article) -> Self {
        Self {
            live: article.is_live(),
            posts: article.posts.iter().map(|post| &*post.id).collect(),
        }
    }
}

/// A file that belongs to a page, apart from its HTML and its document.
enum Alternate<'a> {
    /// An article in another form.
    Form(Form, &'a Article),
    /// The list of the posts of an article.
    Posts(&'a Article),
    /// The social card of a page.
    Card(SocialCard<'a>),
}

impl<'a> Alternate<'a> {
    /// Those of a page.
    fn of_page(catalog: &Catalog<'a>, route: &Route) -> Vec<Self> {
        let mut all = Vec::new();
        if let Subject::Article(article) = pages::kind(route).subject(catalog, route) {
            all.extend(Form::ALL.map(|form| Self::Form(form, article)));
            all.extend(has_posts(article).then_some(Self::Posts(article)));
        }
        all.extend(card(catalog, route).map(Self::Card));
        all
    }

    /// The path below the base.
    fn path(&self, cards: &SocialCards<'_>) -> String {
        match self {
            Self::Form(form, article) => form.path(&article.slug),
            Self::Posts(article) => posts_list(&article.slug),
            Self::Card(card) => cards.path(card),
        }
    }

    fn contents(&self, catalog: &Catalog<'_>, cards: &SocialCards<'_>) -> Result<Vec<u8>> {
        match self {
            Self::Form(form, article) => form.write(catalog, article),
            Self::Posts(article) => Ok(serde_json::to_vec(&Posts::of(article))?),
            Self::Card(card) => Ok(cards.file(card)?.contents),
        }
    }
}

/// The other forms of articles, lists of posts, and social cards.
pub(super) struct Alternates;

impl Output for Alternates {
    /// The names of cards have hashes.
    fn paths(&self, catalog: &Catalog<'_>) -> Vec<String> {
        let articles = catalog.newsroom().articles.iter();
        articles
            .flat_map(|article| {
                let forms = Form::ALL.map(|form| form.path(&article.slug));
                let posts = has_posts(article).then(|| posts_list(&article.slug));
                forms.into_iter().chain(posts)
            })
            .collect()
    }

    fn write(&self, site: &Site<'_>, page: &PublishedPage) -> Result<()> {
        let Some(route) = Route::parse(&page.page.path) else {
            return Ok(());
        };
        for alternate in Alternate::of_page(site.catalog, &route) {
            let path = alternate.path(site.cards);
            let path = path.trim_start_matches('/');
            let (inputs, copies) = match &alternate {
                Alternate::Form(_, article) => (site.inputs.of_article(article), Copies::None),
                Alternate::Posts(article) => (site.inputs.of_article(article), Copies::Compressed),
                // Its name has a hash of what it is made from.
                Alternate::Card(_) => (Inputs::of([path.as_bytes()]), Copies::None),
            };
            let make = || alternate.contents(site.catalog, site.cards);
            site.writer.write_from(path, inputs, copies, make)?;
        }
        Ok(())
    }
}

/// The files that belong to a page, apart from its HTML and its document.
///
/// # Errors
/// Where one of them cannot be made, in words for who runs the press.
pub fn files(
    catalog: &Catalog<'_>,
    cards: &SocialCards<'_>,
    page: &PageDocument,
) -> Result<Vec<File>> {
    let route = Route::parse(&page.path);
    let alternates = route.map(|route| Alternate::of_page(catalog, &route));
    let alternates = alternates.into_iter().flatten();
    alternates
        .map(|alternate| {
            let path = alternate.path(cards).trim_start_matches('/').to_owned();
            let contents = alternate.contents(catalog, cards)?;
            Ok(File { path, contents })
        })
        .collect()
}

/// The card of a page that has one of its own. An article with a picture needs none; all
/// other pages share that of the front page.
fn card<'a>(catalog: &Catalog<'a>, route: &Route) -> Option<SocialCard<'a>> {
    let has_card = match pages::kind(route).subject(catalog, route) {
        Subject::Article(article) => article.withdrawn.is_none() && article.image.is_none(),
        Subject::Country(_) | Subject::Newswire => true,
        Subject::Author(_) | Subject::Other => false,
    };
    has_card.then(|| SocialCard::of(catalog, route))
}
