//! The head of each page.

use crate::app_build::AppBuild;
use maud::{Markup, html};
use newswire::model::{Content, PageDocument, Site};

/// The policy of every page: nothing from elsewhere, no inline script or style.
/// The one thing beyond `'self'` is that WebAssembly may be compiled.
pub const CONTENT_SECURITY_POLICY: &str = "default-src 'self'; \
    script-src 'self' 'wasm-unsafe-eval'; style-src 'self'; \
    object-src 'none'; base-uri 'none'; form-action 'self'";

/// The ink of the icon where a browser draws it in one color; that of the links.
const MASK_COLOR: &str = "#7a1f1f";

/// What stands in a page's head beyond what the template has.
pub fn head(site: &Site, page: &PageDocument, app: &AppBuild) -> String {
    let base = site.base();
    let href = |file: &str| base.href(file);
    let head = html! {
        meta http-equiv="Content-Security-Policy" content=(CONTENT_SECURITY_POLICY);
        title { (page.document_title(site)) }
        meta name="description" content=(page.description);
        // Before the style, so that the page is painted once, in its colors.
        script src=(href(&app.scheme_script)) {}
        link rel="stylesheet" href=(href(&app.stylesheet));
        link rel="icon" href=(href("/favicon.svg")) type="image/svg+xml";
        link rel="apple-touch-icon" href=(href("/touch-icon.png"));
        link rel="mask-icon" href=(href("/mask-icon.svg")) color=(MASK_COLOR);
        (neighbours(site, page))
        script type="module" src=(href(&app.script)) {}
        // After the text and its style: the page reads without it.
        link rel="preload" href=(href(&app.wasm)) as="fetch" type="application/wasm"
            crossorigin fetchpriority="low";
        @if let Some(reload) = &app.reload_script { script src=(href(reload)) defer {} }
    };
    head.into_string()
}

/// The pages before and after one of a list.
fn neighbours(site: &Site, page: &PageDocument) -> Markup {
    let pager = match &page.content {
        Content::List { pager, .. } => Some(pager),
        _ => None,
    };
    let newer = pager.and_then(|pager| pager.newer.as_ref());
    let older = pager.and_then(|pager| pager.older.as_ref());
    html! {
        @for (relation, link) in [("prev", newer), ("next", older)] {
            @if let Some(link) = link { link rel=(relation) href=(site.base().href(&link.path)); }
        }
    }
}
