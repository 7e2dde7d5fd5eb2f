//! Renders a page by the app's own components, and what the app needs to take
//! the result over.

use leptos::prelude::*;
use lol_html::errors::RewritingError;
use lol_html::{RewriteStrSettings, doc_comments, rewrite_str};
use model::contract::ids;
use model::{Html, PageDocument, Site};
use newswire::app::App;
use newswire::app_state::AppState;
use serde::Serialize;
use std::sync::Arc;

/// The page as the app's components render it.
///
/// # Errors
/// Where the rendered page cannot be read again, for lack of memory.
pub fn page(site: &Arc<Site>, page: &Arc<PageDocument>) -> Result<String, RewritingError> {
    let state = AppState::new(site.clone(), page.clone());
    without_marks(&Owner::new().with(|| view! { <App state /> }.to_html()))
}

/// Takes out the empty comments (`<!>`) by which Leptos would find its way through the
/// page. The app takes the page over without looking.
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

/// The data beside the page: what every page shares, and the page's document
/// without its body, which stands in the HTML already.
///
/// # Errors
/// Where a value has no form in JSON, which none of these types allows.
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

/// A page's document, as it is published for a build of the app. `head` is what the app
/// puts into the document's head with it.
///
/// # Errors
/// As [`data`].
pub fn document(page: &PageDocument, head: &str, app: &str) -> serde_json::Result<Vec<u8>> {
    serde_json::to_vec(&Published { app, head, page })
}

/// A document, and before it what the app reads as
/// [`Published`](model::Published).
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

/// A data block: an element `script` with JSON, which browsers do not run, and which
/// no policy for scripts is about (HTML, "The script element").
///
/// # Errors
/// Where the value has no form in JSON.
pub fn data_block(attributes: &str, value: &impl Serialize) -> serde_json::Result<String> {
    // Within a script element only `<` can end it or change how it is read
    // (HTML, "Restrictions for contents of script elements"); JSON has another
    // way to write it.
    let json = serde_json::to_string(value)?.replace('<', "\\u003c");
    Ok(format!("<script {attributes}>{json}</script>"))
}

#[cfg(test)]
mod tests {
    use super::without_marks;

    #[test]
    fn marks_are_taken_out_and_nothing_else_is_changed() {
        let html = r#"<p title="<!>">a<!>b<!--c-->&lt;!&gt;</p><!>"#;
        let expected = r#"<p title="<!>">ab<!--c-->&lt;!&gt;</p>"#;
        assert_eq!(without_marks(html).as_deref().ok(), Some(expected));
    }
}
