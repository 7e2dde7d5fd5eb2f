//! Pages as HTML, and their documents: the head, what the app's components render, and
//! structured data.

pub mod head;
pub mod render;
pub mod structured_data;

use super::{Output, PublishedPage, Site};
use crate::address::beside;
use crate::catalog::Catalog;
use crate::pages;
use crate::publish::record::Inputs;
use anyhow::Result;
use head::{head, particulars, rest_of_style};
use lol_html::errors::RewritingError;
use lol_html::{RewriteStrSettings, element, rewrite_str};
use model::contract::files;
use model::{Content, Html as Markup, PageDocument};
use std::cell::RefCell;
use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};

/// What surrounds every page.
pub(crate) struct Frame<'a> {
    site: &'a Site<'a>,
    /// What every page shares.
    shared: Arc<model::Site>,
    shell: Arc<model::ShellContent>,
    /// Everything that HTML is made from, apart from the document of its page.
    inputs: Inputs,
    /// How many pages have been rendered.
    rendered: AtomicUsize,
}

impl<'a> Frame<'a> {
    /// The frame of the pages of a site.
    ///
    /// # Errors
    /// If what every page shares has no form in JSON, which its type rules out.
    pub(crate) fn new(site: &'a Site<'a>) -> Result<Self> {
        let Site { catalog, app, .. } = *site;
        let shared = Arc::new(catalog.newsroom().site.clone());
        let shell = Arc::new(catalog.newsroom().shell.clone());
        // A head depends on its page only by the page's own title and description.
        let blank = PageDocument {
            path: String::new(),
            title: String::new(),
            description: String::new(),
            above: Markup::default(),
            body: Markup::default(),
            content: Content::Text,
        };
        let inputs = Inputs::of([
            app.template.fill("", "", "").as_bytes(),
            head(catalog.newsroom(), &blank, "", app).as_bytes(),
            &serde_json::to_vec(&(&*shared, &*shell))?,
            site.nameplate.as_str().as_bytes(),
        ]);
        Ok(Self {
            site,
            shared,
            shell,
            inputs,
            rendered: AtomicUsize::new(0),
        })
    }

    /// How many pages have been rendered. All others have been kept.
    pub(crate) fn rendered(&self) -> usize {
        self.rendered.load(Ordering::Relaxed)
    }

    /// Makes a page as it is published. Its HTML is written, or kept if the previous site
    /// has it.
    ///
    /// # Errors
    /// If it cannot be rendered or written.
    pub(crate) fn publish(&self, page: PageDocument) -> Result<PublishedPage> {
        let Prepared {
            page,
            particulars,
            document,
            inputs,
        } = self.prepare(page)?;
        let writer = self.site.writer;
        let path = page.path.trim_start_matches('/');
        let path = match path.ends_with(".html") {
            true => path.to_owned(),
            false => format!("{path}index.html"),
        };
        let pictures = match writer.keep_made(&path, inputs)? {
            Some(pictures) => pictures.to_vec(),
            None => {
                self.rendered.fetch_add(1, Ordering::Relaxed);
                let html = self.render(&page, &particulars)?;
                let pictures = pictures(&html)?;
                writer.write_made(&path, html.as_bytes(), inputs, &pictures)?;
                pictures
            }
        };
        Ok(PublishedPage {
            page,
            document,
            pictures,
        })
    }

    /// How many bytes the document of a page is, and the URLs of the pictures in its HTML.
    /// Nothing is written.
    ///
    /// # Errors
    /// If it cannot be rendered.
    pub(crate) fn measure(&self, page: PageDocument) -> Result<(usize, Vec<String>)> {
        let Prepared {
            page,
            particulars,
            document,
            inputs,
        } = self.prepare(page)?;
        let name = format!("pictures of {}", page.path);
        let make = || Ok(pictures(&self.render(&page, &particulars)?)?);
        let writer = self.site.writer;
        let pictures = writer.write_group(&name, inputs, |_| false, make)?;
        Ok((document.len(), pictures))
    }

    /// Makes everything that the HTML of a page is made from.
    fn prepare(&self, page: PageDocument) -> Result<Prepared> {
        let Site {
            catalog,
            app,
            cards,
            ..
        } = *self.site;
        let page = Arc::new(page);
        let particulars = particulars(catalog, cards, &page)?;
        let document = render::document(&page, &particulars, &app.id)?;
        let inputs = self.inputs.and([&document[..]]);
        Ok(Prepared {
            page,
            particulars,
            document,
            inputs,
        })
    }

    /// Renders a page.
    fn render(&self, page: &Arc<PageDocument>, particulars: &str) -> Result<String> {
        // Every reader gets this page in advance, for a moment without a network: it has the
        // name as text, which is smaller.
        let no_nameplate = Markup::default();
        let nameplate = match &*page.path {
            PageDocument::OFFLINE => &no_nameplate,
            _ => self.site.nameplate,
        };
        let Site { catalog, app, .. } = *self.site;
        Ok(app.template.fill(
            &head(catalog.newsroom(), page, particulars, app),
            &render::page(&self.shared, &self.shell, nameplate, page)?,
            &(rest_of_style(&self.shared, app).into_string()
                + &render::data(&self.shared, page, &app.id)?),
        ))
    }
}

/// A page that has not been rendered.
struct Prepared {
    page: Arc<PageDocument>,
    /// What its head says of it alone.
    particulars: String,
    /// Its document.
    document: Vec<u8>,
    /// What its HTML is made from.
    inputs: Inputs,
}

/// The URLs of the pictures in some HTML.
fn pictures(html: &str) -> Result<Vec<String>, RewritingError> {
    let found = RefCell::new(Vec::new());
    let settings =
        RewriteStrSettings::new().append_element_content_handler(element!("img[src]", |picture| {
            found.borrow_mut().extend(picture.get_attribute("src"));
            Ok(())
        }));
    rewrite_str(html, settings)?;
    Ok(found.into_inner())
}

/// The HTML of all pages, which their [`Frame`] writes, and their documents beside it.
pub(super) struct Html;

impl Output for Html {
    fn paths(&self, catalog: &Catalog<'_>) -> Vec<String> {
        let routes = pages::routes(catalog).into_iter();
        let of_pages =
            routes.flat_map(|page| ["index.html", files::DOCUMENT].map(|file| beside(&page, file)));
        of_pages.chain(pages::FILES.map(str::to_owned)).collect()
    }

    fn write(&self, site: &Site<'_>, page: &PublishedPage) -> Result<()> {
        if page.is_file() {
            return Ok(());
        }
        let path = page.page.path.trim_start_matches('/');
        site.writer
            .write(&format!("{path}{}", files::DOCUMENT), &page.document)
    }
}
