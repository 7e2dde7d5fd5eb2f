//! Pages in other forms, beside their HTML: articles as plain text and as ninjs, for
//! other newsrooms, and the cards of articles and countries.

mod ninjs;
mod plain_text;

use super::{Output, PublishedPage, Site};
use crate::address::beside;
use crate::app_build::File;
use crate::catalog::Catalog;
use crate::content::Article;
use crate::outputs::social_card::{SocialCard, SocialCards};
use crate::pages::{self, Subject};
use crate::partials::posts_list;
use crate::publish::record::Inputs;
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

    /// The file of an article.
    ///
    /// # Errors
    /// Where it cannot be made, in words for who runs the press.
    pub fn file(self, catalog: &Catalog<'_>, article: &Article) -> Result<File> {
        let contents = match self {
            Self::PlainText => plain_text::write(catalog, article)?.into_bytes(),
            Self::Ninjs => ninjs::write(catalog, article)?,
        };
        let path = self.path(&article.slug).trim_start_matches('/').to_owned();
        Ok(File { path, contents })
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

/// The list of the posts of an article.
fn posts(article: &Article) -> Result<File> {
    let posts = Posts {
        live: article.is_live(),
        posts: article.posts.iter().map(|post| &*post.id).collect(),
    };
    Ok(File {
        path: posts_list(&article.slug).trim_start_matches('/').to_owned(),
        contents: serde_json::to_vec(&posts)?,
    })
}

/// The other forms of articles, lists of posts, and social cards.
pub(super) struct Alternates;

impl Output for Alternates {
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
        if let Subject::Article(article) = pages::kind(&route).subject(site.catalog, &route) {
            let inputs = site.inputs.of_article(article);
            for form in Form::ALL {
                let path = form.path(&article.slug);
                let make = || Ok(form.file(site.catalog, article)?.contents);
                let path = path.trim_start_matches('/');
                site.writer.write_from(path, inputs, make)?;
            }
            if has_posts(article) {
                let File { path, contents } = posts(article)?;
                site.writer.write(&path, &contents)?;
            }
        }
        if let Some(card) = card(site.catalog, &route) {
            let path = site.cards.path(&card);
            // Its name has a hash of what it is made from.
            let inputs = Inputs::of([path.as_bytes()]);
            let make = || Ok(site.cards.file(&card)?.contents);
            site.writer
                .write_from(path.trim_start_matches('/'), inputs, make)?;
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
    let mut files = Vec::new();
    let Some(route) = Route::parse(&page.path) else {
        return Ok(files);
    };
    if let Subject::Article(article) = pages::kind(&route).subject(catalog, &route) {
        for form in Form::ALL {
            files.push(form.file(catalog, article)?);
        }
        if has_posts(article) {
            files.push(posts(article)?);
        }
    }
    if let Some(card) = card(catalog, &route) {
        files.push(cards.file(&card)?);
    }
    Ok(files)
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
