//! The HTML template for every page: the `index.html` built by Trunk, with slots for the
//! head and the page.

use anyhow::{Context, Result, ensure};
use lol_html::html_content::ContentType;
use lol_html::{RewriteStrSettings, element, rewrite_str, text};
use model::contract::ids;
use std::cell::{Cell, RefCell};

/// Never occurs in Trunk's output: U+E000 is for private use.
const SLOT: &str = "\u{e000}";

/// The HTML document around a page.
pub struct Template {
    before_head: String,
    before_app: String,
    before_data: String,
    end: String,
    /// The style sheets that it linked to, by file name and in order. The press divides
    /// them between pages and one file.
    pub stylesheets: Vec<String>,
    /// The inline scripts that it contained: under `trunk serve`, the one that reloads
    /// the page. The policy forbids inline scripts, so the press writes them to a file.
    pub inline_scripts: Vec<String>,
}

impl Template {
    /// Reads Trunk's `index.html`.
    ///
    /// # Errors
    /// If the slot for the head or the page is missing.
    pub fn parse(html: &str) -> Result<Self> {
        let stylesheets = RefCell::new(Vec::new());
        let inline_scripts = RefCell::new(vec![String::new()]);
        let slots = Cell::new(0);
        let settings = RewriteStrSettings::new()
            .append_element_content_handler(element!("template#press-head", |place| {
                place.replace(SLOT, ContentType::Html);
                slots.set(slots.get() + 1);
                Ok(())
            }))
            .append_element_content_handler(element!(format!("div#{}", ids::APP), |place| {
                place.set_inner_content(SLOT, ContentType::Html);
                place.after(SLOT, ContentType::Html);
                slots.set(slots.get() + 2);
                Ok(())
            }))
            .append_element_content_handler(element!("link[rel=stylesheet]", |link| {
                let href = link.get_attribute("href").unwrap_or_default();
                let file = href.rsplit('/').next().unwrap_or_default();
                stylesheets.borrow_mut().push(file.to_owned());
                link.remove();
                Ok(())
            }))
            .append_element_content_handler(element!("link[data-trunk]", |link| {
                // What Trunk leaves of a link when script injection is off.
                link.remove();
                Ok(())
            }))
            .append_element_content_handler(element!("script", |script| {
                script.remove();
                Ok(())
            }))
            .append_element_content_handler(text!("script", |chunk| {
                let mut scripts = inline_scripts.borrow_mut();
                if let Some(script) = scripts.last_mut() {
                    script.push_str(chunk.as_str());
                }
                if chunk.last_in_text_node() {
                    scripts.push(String::new());
                }
                Ok(())
            }));
        let html = rewrite_str(html, settings).context("index.html cannot be read as HTML")?;
        ensure!(
            slots.get() == 3,
            "index.html needs one <template id=\"press-head\"> in its head \
             and one <div id=\"{}\"> in its body",
            ids::APP
        );
        let mut parts = html.split(SLOT).map(str::to_owned);
        let mut part = || parts.next().unwrap_or_default();
        let mut inline_scripts = inline_scripts.into_inner();
        inline_scripts.retain(|script| !script.trim().is_empty());
        Ok(Self {
            before_head: part(),
            before_app: part(),
            before_data: part(),
            end: part(),
            stylesheets: stylesheets.into_inner(),
            inline_scripts,
        })
    }

    /// A complete document: `app` is the rendered page, `data` what the app needs to
    /// take over the page.
    pub fn fill(&self, head: &str, app: &str, data: &str) -> String {
        [
            self.before_head.as_str(),
            head,
            &self.before_app,
            app,
            &self.before_data,
            data,
            &self.end,
        ]
        .concat()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const MINIFIED: &str = "<!doctype html><html dir=ltr lang=en><meta charset=utf-8>\
        <template id=press-head></template><link href=/a-1.css rel=stylesheet>\
        <link href=/b-2.css rel=stylesheet>\
        <link data-trunk rel=rust><body><div id=app></div><script>reload()</script>";

    #[test]
    fn head_page_and_data_take_their_places() {
        let template = Template::parse(MINIFIED).expect("a template");
        assert_eq!(
            template.fill("HEAD", "PAGE", "DATA"),
            "<!doctype html><html dir=ltr lang=en><meta charset=utf-8>HEAD\
             <body><div id=app>PAGE</div>DATA"
        );
    }

    #[test]
    fn stylesheets_and_inline_scripts_are_taken_out() {
        let template = Template::parse(MINIFIED).expect("a template");
        assert_eq!(template.stylesheets, ["a-1.css", "b-2.css"]);
        assert_eq!(template.inline_scripts, ["reload()"]);
    }

    #[test]
    fn a_document_without_a_place_for_the_page_is_refused() {
        let error = Template::parse("<template id=press-head></template>").err();
        assert!(error.is_some_and(|error| error.to_string().contains("<div id=\"app\">")));
    }
}
