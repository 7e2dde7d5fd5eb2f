//! Pages at the old URLs of moved pages, for hosts that cannot be configured to redirect.

use super::{Output, Site};
use crate::app_build::AppBuild;
use crate::catalog::Catalog;
use crate::content::{Newsroom, Redirect};
use crate::outputs::html::head::{content_security_policy, icon};
use crate::publish::changes::Changes;
use anyhow::{Result, ensure};
use maud::{DOCTYPE, PreEscaped, html};
use model::routes::Base;

/// A page for each address that has moved.
pub(super) struct Redirects;

impl Output for Redirects {
    /// None of its own: it is checked that they take nobody's place.
    fn paths(&self, _: &Catalog<'_>) -> Vec<String> {
        Vec::new()
    }

    fn finish(&mut self, site: &Site<'_>) -> Result<()> {
        let newsroom = site.catalog.newsroom();
        for redirect in &newsroom.redirects {
            let path = file(&redirect.from);
            ensure!(
                !site.writer.contains(&path),
                "“{}” has not moved: it is an address of this site. Take it out of [[moved]] in site.toml",
                redirect.from
            );
            let page = page(redirect, newsroom, site.app);
            site.writer.write(&path, page.as_bytes())?;
        }
        Ok(())
    }
}

/// The file for an old URL.
pub fn file(address: &str) -> String {
    let path = address.trim_start_matches('/');
    if path.is_empty() || path.ends_with('/') {
        format!("{path}index.html")
    } else {
        path.to_owned()
    }
}

/// A page that redirects at once, without scripts (HTML, "Refresh state"). Readers who
/// have disabled that find the link, and search engines the canonical URL.
fn page(moved: &Redirect, newsroom: &Newsroom, app: &AppBuild) -> String {
    let base: Base = newsroom.site.base();
    let to = base.href(&moved.to);
    let whole = format!("{}{to}", newsroom.origin);
    let page = html! {
        (DOCTYPE)
        html lang="en" dir="ltr" {
            head {
                meta charset="utf-8";
                meta name="viewport" content="width=device-width, initial-scale=1";
                meta http-equiv="Content-Security-Policy" content=(content_security_policy(app, &[]));
                title { "Page Moved | " (newsroom.site.name) }
                link rel="canonical" href=(whole);
                meta http-equiv="refresh" content=(format!("0; url={to}"));
                @for style in app.style.of(&[]) { style { (PreEscaped(style.text())) } }
                (icon(newsroom))
            }
            body {
                main {
                    h1 { "Page Moved" }
                    p { "This page is now at " a href=(to) { (whole) } "." }
                }
            }
        }
    };
    page.into_string()
}

/// The removed URLs of the previous site that are not redirected.
pub fn gone(changes: &Changes) -> Vec<String> {
    let files = changes.removed.iter();
    let pages = files.filter(|path| path.ends_with(".html") || path.ends_with(".htm"));
    pages
        .map(|path| match path.strip_suffix("index.html") {
            Some(folder) if folder.is_empty() || folder.ends_with('/') => format!("/{folder}"),
            _ => format!("/{path}"),
        })
        .collect()
}
