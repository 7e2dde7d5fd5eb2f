//! The head of each page.

use crate::app_build::AppBuild;
use html_escape::{encode_double_quoted_attribute, encode_text};
use newswire::model::{PageDocument, Site};

/// The policy of every page: nothing from elsewhere, no inline script or style.
/// The one thing beyond `'self'` is that WebAssembly may be compiled.
pub const CONTENT_SECURITY_POLICY: &str = "default-src 'self'; \
    script-src 'self' 'wasm-unsafe-eval'; style-src 'self'; \
    object-src 'none'; base-uri 'none'; form-action 'self'";

/// What stands in a page's head beyond what the template has.
pub fn head(site: &Site, page: &PageDocument, app: &AppBuild) -> String {
    let base = site.base();
    let href = |file: &str| encode_double_quoted_attribute(&base.href(file)).into_owned();
    let title = page.document_title(site);
    let mut head = format!(
        concat!(
            r#"<meta http-equiv="Content-Security-Policy" content="{policy}">"#,
            r#"<title>{title}</title>"#,
            r#"<meta name="description" content="{description}">"#,
            r#"<link rel="stylesheet" href="{stylesheet}">"#,
            r#"<link rel="icon" href="{icon}" type="image/svg+xml">"#,
            r#"<script type="module" src="{script}"></script>"#,
            // After the text and its style: the page reads without it.
            r#"<link rel="preload" href="{wasm}" as="fetch" type="application/wasm" "#,
            r#"crossorigin fetchpriority="low">"#,
        ),
        policy = encode_double_quoted_attribute(CONTENT_SECURITY_POLICY),
        title = encode_text(&title),
        description = encode_double_quoted_attribute(&page.description),
        stylesheet = href(&app.stylesheet),
        icon = href("/favicon.svg"),
        script = href(&app.script),
        wasm = href(&app.wasm),
    );
    if let Some(reload) = &app.reload_script {
        head.push_str(&format!(
            r#"<script src="{}" defer></script>"#,
            href(reload)
        ));
    }
    head
}
