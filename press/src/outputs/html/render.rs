//! Renders a page with the app's own components, and writes the data that the app needs
//! to take over the page.

use leptos::prelude::*;
use lol_html::errors::RewritingError;
use lol_html::{RewriteStrSettings, doc_comments, rewrite_str};
use model::contract::ids;
use model::{Html, PageDocument, ShellContent, Site};
use newswire::app::App;
use newswire::app_state::AppState;
use serde::Serialize;
use std::sync::Arc;

/// Renders a page with the app's components, below the newswire's name as a drawing.
///
/// # Errors
/// If the rendered page cannot be rewritten for lack of memory.
pub fn page(
    site: &Arc<Site>,
    shell: &Arc<ShellContent>,
    nameplate: &Html,
    page: &Arc<PageDocument>,
) -> Result<String, RewritingError> {
    let (shell, nameplate) = (shell.clone(), nameplate.clone());
    // Signals live as long as the owner in which they are made, without one forever.
    let html = Owner::new().with(|| {
        let state = AppState::new(site.clone(), page.clone());
        view! { <App state shell nameplate /> }.to_html()
    });
    without_marks(&html)
}

/// Removes the empty comments (`<!>`) that Leptos uses to find its place when hydrating.
/// The app takes over the page without them.
fn without_marks(html: &str) -> Result<String, RewritingError> {
    let settings =
        RewriteStrSettings::new().append_document_content_handler(doc_comments!(|comment| {
            if comment.text().is_empty() {
                comment.remove();
            }
            Ok(())
        }));
    rewrite_str(html, settings)
}

/// The data next to the page: what all pages share, and the page's document without its
/// body, which is already in the HTML.
///
/// # Errors
/// If a value cannot be serialized as JSON, which these types rule out.
pub fn data(site: &Site, page: &PageDocument, app: &str) -> serde_json::Result<String> {
    let page = PageDocument {
        body: Html::default(),
        ..page.clone()
    };
    let published = Published {
        app,
        head: "",
        page: &page,
    };
    Ok(script(ids::SITE_DATA, site)? + &script(ids::PAGE_DATA, &published)?)
}

/// A page's document, as published for a build of the app. `head` is the part of the head
/// that the app replaces with it.
///
/// # Errors
/// See [`data`].
pub fn document(page: &PageDocument, head: &str, app: &str) -> serde_json::Result<Vec<u8>> {
    serde_json::to_vec(&Published { app, head, page })
}

/// A document, preceded by what the app reads as [`Published`](model::Published).
#[derive(Serialize)]
struct Published<'a> {
    app: &'a str,
    #[serde(skip_serializing_if = "str::is_empty")]
    head: &'a str,
    #[serde(flatten)]
    page: &'a PageDocument,
}

fn script(id: &str, value: &impl Serialize) -> serde_json::Result<String> {
    data_block(&format!(r#"type="application/json" id="{id}""#), value)
}

/// A data block: a `script` element with JSON, which browsers do not run, so that script
/// policies do not apply to it (HTML, "The script element").
///
/// # Errors
/// If the value cannot be serialized as JSON.
pub fn data_block(attributes: &str, value: &impl Serialize) -> serde_json::Result<String> {
    // Inside a script element only `<` can close it or change how it is parsed (HTML,
    // "Restrictions for contents of script elements"), and JSON can escape it.
    let json = serde_json::to_string(value)?.replace('<', "\\u003c");
    Ok(format!("<script {attributes}>{json}</script>"))
}

#[cfg(test)]
mod tests {
    use super::{page, without_marks};
    use model::{Html, PageDocument, Producer, ShellContent, Site};
    use std::sync::Arc;

    #[test]
    fn nothing_is_left_of_a_rendered_page() {
        let site = Arc::new(Site {
            base: "/".to_owned(),
            name: "Newswire".to_owned(),
        });
        let shell = Arc::new(ShellContent {
            tagline: String::new(),
            producer: Producer {
                logo: "/logo.svg".to_owned(),
                logo_alt: String::new(),
                logo_width: 1,
                logo_height: 1,
            },
            navigation: Vec::new(),
            footer: Vec::new(),
            notice: String::new(),
        });
        let document = Arc::new(PageDocument::missing());
        let html = page(&site, &shell, &Html::default(), &document).expect("it is rendered");
        assert!(html.contains("Page Not Found"), "{html}");
        // A site of 100,000 articles would fill the memory with theirs.
        assert_eq!(Arc::strong_count(&document), 1);
        assert_eq!(Arc::strong_count(&site), 1);
    }

    #[test]
    fn only_hydration_markers_are_removed() {
        let html = r#"<p title="<!>">a<!>b<!--c-->&lt;!&gt;</p><!>"#;
        let expected = r#"<p title="<!>">ab<!--c-->&lt;!&gt;</p>"#;
        assert_eq!(without_marks(html).as_deref().ok(), Some(expected));
    }
}
