//! Pages look as they did when they were last looked through: small pictures of
//! each kind of page are kept in `tests/snapshots/appearance/`.
//!
//! `UPDATE_APPEARANCE=1 cargo xtask test appearance` takes them anew.

use anyhow::{Result, bail};
use std::env;
use tests::browser::Browser;
use tests::picture::Picture;
use tests::site::{KINDS, NOWHERE, RUSSIA, SEED, Site, project};

const KEPT: &str = "tests/snapshots/appearance";

/// Where what differs is put, to be looked at.
const FOUND: &str = "target/appearance";

const UPDATE: &str = "UPDATE_APPEARANCE=1 cargo xtask test appearance";

/// The windows, whose pictures hold a page's beginning: name, width and height
/// in CSS pixels.
const WINDOWS: [(&str, u32, u32); 2] = [("phone", 360, 1600), ("desktop", 1280, 1400)];

/// So many pixels by as many become one in a picture that is kept.
const BLOCK: usize = 8;

/// From here on, two pixels differ.
const DISTANCE: u8 = 16;

/// This share of the pixels of a picture may differ. Measured, over all pages:
/// nothing differs when the pictures are taken twice on one machine; at least
/// 0.08 % of each differ when the accent has another colour, 0.19 % when the
/// heading stands 4 px lower, and 0.26 % when the search button is missing.
const SHARE: f64 = 0.0005;

/// The name of a kind of page, from the address of the page that stands for it.
fn name(page: &str) -> String {
    match page {
        "/" => "front".to_owned(),
        SEED => "article".to_owned(),
        RUSSIA => "country".to_owned(),
        NOWHERE => "missing".to_owned(),
        _ => page
            .split(['/', '?', '='])
            .filter(|part| !part.is_empty())
            .collect::<Vec<_>>()
            .join("-"),
    }
}

/// A picture with its pixels red where they differ, and faint elsewhere.
fn marked(picture: &Picture, distances: &[u8]) -> Picture {
    let pairs = picture.pixels.iter().zip(distances);
    let mark = |(pixel, distance): (&[u8; 3], &u8)| match *distance {
        DISTANCE.. => [255, 0, 0],
        _ => pixel.map(|channel| 192 + channel / 4),
    };
    Picture {
        width: picture.width,
        pixels: pairs.map(mark).collect(),
    }
}

/// Says how a picture differs from the one that is kept, and keeps both to be
/// looked at; nothing where they are alike.
fn difference(name: &str, picture: &Picture) -> Result<Option<String>> {
    let kept = project(&format!("{KEPT}/{name}.png"));
    let found = format!("{FOUND}/{name}.png");
    if !kept.is_file() {
        picture.write(&project(&found))?;
        return Ok(Some(format!("{name}: none is kept. It is {found}.")));
    }
    let kept = Picture::read(&kept)?;
    let Some(distances) = picture.distances(&kept) else {
        picture.write(&project(&found))?;
        return Ok(Some(format!(
            "{name}: it is of another size. It is {found}."
        )));
    };
    let differ = distances.iter().filter(|distance| **distance >= DISTANCE);
    let share = differ.count() as f64 / distances.len() as f64;
    println!("{name}: {:.3} %", 100.0 * share);
    if share <= SHARE {
        return Ok(None);
    }
    let marks = format!("{FOUND}/{name}-difference.png");
    picture.write(&project(&found))?;
    marked(picture, &distances).write(&project(&marks))?;
    Ok(Some(format!(
        "{name}: {:.2} % of it differ. It is {found}; {marks} shows where.",
        100.0 * share
    )))
}

#[tokio::test(flavor = "multi_thread", worker_threads = 1)]
async fn pages_look_as_they_were_reviewed() -> Result<()> {
    let is_update = env::var_os("UPDATE_APPEARANCE").is_some();
    let site = Site::newswire()?;
    let browser = Browser::start().await?;
    let mut differences = Vec::new();
    for (window, width, height) in WINDOWS {
        browser.resize(width, height).await?;
        for scheme in ["light", "dark"] {
            browser.colour_scheme(scheme).await?;
            for page in KINDS {
                browser.open(&site.url(page)).await?;
                browser.painted().await?;
                let picture = Picture::take(&browser).await?.reduced(BLOCK);
                let name = format!("{}-{window}-{scheme}", name(page));
                if is_update {
                    picture.write(&project(&format!("{KEPT}/{name}.png")))?;
                } else {
                    differences.extend(difference(&name, &picture)?);
                }
            }
        }
    }
    if !differences.is_empty() {
        bail!(
            "Pages look different from the pictures in {KEPT}:\n{}\n\
             If that is right, take them anew: {UPDATE}",
            differences.join("\n")
        );
    }
    Ok(())
}
