//! Pages as HTML, and their documents: the head, what the app's components render, and
//! structured data.

pub mod head;
pub mod render;
pub mod structured_data;

use super::{Output, PublishedPage, Site};
use crate::address::beside;
use crate::catalog::Catalog;
use crate::pages;
use anyhow::Result;
use head::{head, particulars};
use model::PageDocument;
use model::contract::files;
use std::sync::Arc;

/// Renders a page; `shared` is what every page shares.
///
/// # Errors
/// If it cannot be rendered.
pub(crate) fn render(
    site: &Site<'_>,
    shared: &Arc<model::Site>,
    page: PageDocument,
) -> Result<PublishedPage> {
    let page = Arc::new(page);
    // Every reader gets this page in advance, for a moment without a network: it has the
    // name as text, which is smaller.
    let no_nameplate = model::Html::default();
    let nameplate = match &*page.path {
        PageDocument::OFFLINE => &no_nameplate,
        _ => site.nameplate,
    };
    let Site { catalog, app, .. } = site;
    let particulars = particulars(catalog, site.cards, &page)?;
    let html = app.template.fill(
        &head(catalog.newsroom(), &page, &particulars, app),
        &render::page(shared, nameplate, &page)?,
        &render::data(shared, &page, &app.id)?,
    );
    let document = render::document(&page, &particulars, &app.id)?;
    Ok(PublishedPage {
        page,
        html,
        document,
    })
}

/// The HTML of all pages, and their documents beside it.
pub(super) struct Html;

impl Output for Html {
    fn paths(&self, catalog: &Catalog<'_>) -> Vec<String> {
        let routes = pages::routes(catalog).into_iter();
        let of_pages =
            routes.flat_map(|page| ["index.html", files::DOCUMENT].map(|file| beside(&page, file)));
        of_pages.chain(pages::FILES.map(str::to_owned)).collect()
    }

    fn write(&self, site: &Site<'_>, page: &PublishedPage) -> Result<()> {
        let path = page.page.path.trim_start_matches('/');
        if page.is_file() {
            return site.writer.write(path, page.html.as_bytes());
        }
        site.writer
            .write(&format!("{path}index.html"), page.html.as_bytes())?;
        site.writer
            .write(&format!("{path}{}", files::DOCUMENT), &page.document)
    }
}
