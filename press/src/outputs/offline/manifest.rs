use crate::app_build::File;
use crate::content::Newsroom;
use crate::design_tokens::PAPER;
use crate::site_paths::FAVICON;
use anyhow::Result;
use model::contract::files;
use model::routes::Route;
use serde::Serialize;

/// The icons in `public/`: file, size, and purpose (Web App Manifest, section 8).
const ICONS: [(&str, &str, &str, &str); 4] = [
    (FAVICON, "any", "image/svg+xml", "any"),
    ("icon-192.png", "192x192", "image/png", "any"),
    ("icon-512.png", "512x512", "image/png", "any"),
    ("icon-maskable.png", "512x512", "image/png", "maskable"),
];

#[derive(Serialize)]
struct Manifest<'a> {
    id: &'a str,
    name: &'a str,
    short_name: &'a str,
    description: &'a str,
    lang: &'a str,
    dir: &'a str,
    start_url: &'a str,
    scope: &'a str,
    display: &'a str,
    background_color: String,
    theme_color: String,
    categories: [&'a str; 1],
    icons: Vec<Picture<'a>>,
    screenshots: Vec<Picture<'a>>,
    shortcuts: Vec<Shortcut<'a>>,
}

#[derive(Serialize)]
struct Picture<'a> {
    src: &'a str,
    sizes: String,
    #[serde(rename = "type")]
    kind: &'a str,
    #[serde(skip_serializing_if = "Option::is_none")]
    purpose: Option<&'a str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    form_factor: Option<&'a str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    label: Option<&'a str>,
}

#[derive(Serialize)]
struct Shortcut<'a> {
    name: &'a str,
    url: String,
}

/// The web app manifest, for readers who install the site (Web App Manifest, W3C). Its
/// URLs are relative, so that they are valid below any base.
///
/// # Errors
/// If it cannot be serialized as JSON, which its type rules out.
pub fn manifest(newsroom: &Newsroom) -> Result<File> {
    let site = &newsroom.site;
    let mut icons = ICONS.to_vec();
    icons.retain(|(file, ..)| newsroom.public_file(file).is_some());
    let screenshots = [
        ("screenshots/narrow.png", "narrow"),
        ("screenshots/wide.png", "wide"),
    ];
    let screenshots = screenshots.into_iter().filter_map(|(src, form_factor)| {
        let (width, height) = newsroom.public_file(src)?.picture_size()?;
        Some(Picture {
            src,
            sizes: format!("{width}x{height}"),
            kind: "image/png",
            purpose: None,
            form_factor: Some(form_factor),
            label: Some("The front page"),
        })
    });
    let manifest = Manifest {
        id: "./",
        name: &site.name,
        short_name: short(&site.name),
        description: &newsroom.shell.tagline,
        lang: "en",
        dir: "ltr",
        start_url: "./",
        scope: "./",
        display: "minimal-ui",
        // Shown by browsers while the site starts.
        background_color: PAPER.to_string(),
        theme_color: PAPER.to_string(),
        categories: ["news"],
        icons: icons
            .into_iter()
            .map(|(src, sizes, kind, purpose)| Picture {
                src,
                sizes: sizes.to_owned(),
                kind,
                purpose: Some(purpose),
                form_factor: None,
                label: None,
            })
            .collect(),
        screenshots: screenshots.collect(),
        shortcuts: vec![
            Shortcut {
                name: "Saved pages",
                url: below(&Route::Saved),
            },
            Shortcut {
                name: "Search",
                url: below(&Route::Search),
            },
        ],
    };
    Ok(File {
        path: files::MANIFEST.to_owned(),
        contents: serde_json::to_vec(&manifest)?,
    })
}

/// The URL of a page, relative to the manifest.
fn below(route: &Route) -> String {
    route.to_string().trim_start_matches('/').to_owned()
}

/// The last word of a name, used where the full name is too long for a label below an
/// icon.
fn short(name: &str) -> &str {
    match name.chars().count() {
        0..=12 => name,
        _ => name.rsplit(' ').next().unwrap_or(name),
    }
}
