//! Pages look as they did when last reviewed: small screenshots of each kind of page are
//! in `tests/snapshots/appearance/`.
//!
//! `UPDATE_APPEARANCE=1 cargo xtask test appearance` updates them.

use anyhow::{Result, bail};
use std::env;
use tests::browser::Browser;
use tests::picture::Picture;
use tests::site::{KINDS, NOWHERE, RUSSIA, SEED, Site, project};

const KEPT: &str = "tests/snapshots/appearance";

/// The folder for differing screenshots.
const FOUND: &str = "target/appearance";

const UPDATE: &str = "UPDATE_APPEARANCE=1 cargo xtask test appearance";

/// Windows, whose screenshots show the top of a page: name, width and height in CSS
/// pixels.
const WINDOWS: [(&str, u32, u32); 2] = [("phone", 360, 1600), ("desktop", 1280, 1400)];

/// A block of this width and height becomes one pixel in a stored screenshot.
const BLOCK: usize = 8;

/// The smallest difference that counts.
const DISTANCE: u8 = 16;

/// The share of pixels in a screenshot that may differ. Measured over all pages: two
/// screenshots on one machine are identical; at least 0.08 % of the pixels differ with
/// another accent color, 0.19 % with the heading 4 px lower, and 0.26 % without the
/// search button.
const SHARE: f64 = 0.0005;

/// The name of a kind of page, from its example's address.
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

/// A screenshot with differing pixels in red and the others faded.
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

/// Describes how a screenshot differs from the stored one, and saves both for review;
/// `None` if they match.
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
            browser.color_scheme(scheme).await?;
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
             If that is right, replace the pictures: {UPDATE}",
            differences.join("\n")
        );
    }
    Ok(())
}
