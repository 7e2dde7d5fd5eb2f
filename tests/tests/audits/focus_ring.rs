//! The focus indicator is visible, measured on pixels: a ring at least 2 pixels thick
//! with a contrast of 3:1 against the unfocused state (WCAG 2.2, 2.4.13).

use anyhow::Result;
use serde::Deserialize;
use tests::browser::Browser;
use tests::picture::{Color, Picture};
use tests::site::{RUSSIA, SEED, Site};
use thirtyfour::prelude::*;

/// The contrast of two colors (WCAG 2.2, definition of contrast ratio).
fn contrast(one: Color, other: Color) -> f64 {
    let luminance = |color: Color| {
        let [red, green, blue] = color.map(|channel| {
            let channel = f64::from(channel) / 255.0;
            if channel <= 0.04045 {
                channel / 12.92
            } else {
                ((channel + 0.055) / 1.055).powf(2.4)
            }
        });
        0.2126 * red + 0.7152 * green + 0.0722 * blue
    };
    let (one, other) = (luminance(one), luminance(other));
    (one.max(other) + 0.05) / (one.min(other) + 0.05)
}

/// The box of a line of an element in the window.
#[derive(Debug, Deserialize)]
struct LineBox {
    left: f64,
    top: f64,
    right: f64,
    bottom: f64,
}

impl LineBox {
    fn holds(&self, x: f64, y: f64) -> bool {
        (self.left..self.right).contains(&x) && (self.top..self.bottom).contains(&y)
    }

    fn perimeter(&self) -> f64 {
        2.0 * (self.right - self.left + self.bottom - self.top)
    }
}

/// The farthest that a ring may be from its element, in pixels.
const AROUND: f64 = 16.0;

/// The part of the window that contains lines and what is around them: its left and top
/// edges, width and height.
fn part(lines: &[LineBox]) -> [u32; 4] {
    let least = |edge: fn(&LineBox) -> f64| lines.iter().map(edge).fold(f64::MAX, f64::min);
    let [left, top] = [least(|line| line.left), least(|line| line.top)];
    let [right, bottom] = [least(|line| -line.right), least(|line| -line.bottom)];
    let [left, top] = [left, top].map(|edge| (edge - AROUND).floor().max(0.0));
    let [right, bottom] = [right, bottom].map(|edge| (AROUND - edge).ceil());
    [left, top, right - left, bottom - top].map(|pixels| pixels as u32)
}

/// Focuses an element as the keyboard does, in the middle of the window, and returns the
/// boxes of its lines.
const FOCUS: &str = "(() => {
    const element = arguments[0];
    element.focus({ focusVisible: true, preventScroll: true });
    element.scrollIntoView({ block: 'center' });
    return [...element.getClientRects()]
        .map(({ left, top, right, bottom }) => ({ left, top, right, bottom }));
})()";

/// The number of pixels outside an element whose contrast with the unfocused state is at
/// least 3:1, and the required number: a line 2 pixels thick around it.
async fn ring(browser: &Browser, element: &WebElement) -> Result<(usize, f64)> {
    let lines = browser.value_with(FOCUS, vec![element.to_json()?]).await?;
    let lines: Vec<LineBox> = serde_json::from_value(lines)?;
    if lines.is_empty() {
        // It is not rendered.
        return Ok((0, 0.0));
    }
    let part = part(&lines);
    let with = Picture::take_part(browser, part).await?;
    browser
        .value_with("arguments[0].blur()", vec![element.to_json()?])
        .await?;
    let without = Picture::take_part(browser, part).await?;
    let width = with.width;
    assert_eq!(width, without.width);
    let pairs = with.pixels.into_iter().zip(without.pixels).enumerate();
    let changed = pairs.filter(|(index, (with, without))| {
        let (x, y) = (index % width, index / width);
        let (x, y) = (x as f64 + 0.5, y as f64 + 0.5);
        let (x, y) = (x + f64::from(part[0]), y + f64::from(part[1]));
        let is_inside = || lines.iter().any(|line| line.holds(x, y));
        with != without && contrast(*with, *without) >= 3.0 && !is_inside()
    });
    let perimeter: f64 = lines.iter().map(LineBox::perimeter).sum();
    Ok((changed.count(), 2.0 * perimeter))
}

/// Focusable elements, one of each style.
const ONE_OF_EACH_KIND: &str = "const seen = new Set();
    return [...document.querySelectorAll('a[href], button, input, select, summary')].filter(element => {
        const parents = [element, element.parentElement, element.closest('[class]')];
        const style = parents.map(parent => parent.localName + '.' + parent.className).join();
        return !seen.has(style) && seen.add(style);
    });";

async fn assert_rings(browser: &Browser, how: &str) -> Result<()> {
    // Links with the same style have the same ring, so one of each is measured.
    let elements = browser
        .driver()
        .execute(ONE_OF_EACH_KIND, Vec::new())
        .await?
        .elements()?;
    assert!(!elements.is_empty());
    for element in elements {
        let what = element.outer_html().await?;
        let (changed, needed) = ring(browser, &element).await?;
        assert!(
            changed as f64 >= needed,
            "{how}: {changed} of {needed} pixels change around {what}"
        );
    }
    Ok(())
}

async fn assert_rings_where(feature: &str, value: &str) -> Result<()> {
    let site = Site::newswire()?;
    let browser = Browser::start().await?;
    browser.emulate_media(feature, value).await?;
    for page in [SEED, "/search/?q=treaty", RUSSIA] {
        browser.open(&site.url(page)).await?;
        browser.unfold().await?;
        assert_rings(&browser, &format!("{page}, {feature}: {value}")).await?;
    }
    Ok(())
}

#[tokio::test(flavor = "multi_thread", worker_threads = 1)]
async fn the_ring_shows_in_light_colors() -> Result<()> {
    assert_rings_where("prefers-color-scheme", "light").await
}

#[tokio::test(flavor = "multi_thread", worker_threads = 1)]
async fn the_ring_shows_in_dark_colors() -> Result<()> {
    assert_rings_where("prefers-color-scheme", "dark").await
}

#[tokio::test(flavor = "multi_thread", worker_threads = 1)]
async fn the_ring_shows_in_forced_colors() -> Result<()> {
    assert_rings_where("forced-colors", "active").await
}
