//! Browsers left by finished tests for later ones, because starting one takes longer than
//! most tests. Nothing here ends them; a [`Companion`](crate::companion::Companion) ends
//! with the test process.

use super::driver::Driver;
use super::engine::Engine;
use super::{Browser, Settings};
use anyhow::Result;
use serde_json::json;
use std::cell::Cell;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use thirtyfour::prelude::*;

/// An unused browser.
struct Idle {
    // Drop order matters: the browser ends before its driver.
    session: WebDriver,
    engine: Engine,
    settings: Settings,
    driver: Arc<Driver>,
}

static IDLE: Mutex<Vec<Idle>> = Mutex::new(Vec::new());

fn idle() -> MutexGuard<'static, Vec<Idle>> {
    // The list stays valid even if a test panicked while holding the lock.
    IDLE.lock().unwrap_or_else(PoisonError::into_inner)
}

/// Keeps a browser for the next test that needs one like it.
pub(super) fn put(browser: &Browser) {
    idle().push(Idle {
        session: browser.driver.clone(),
        engine: browser.engine,
        settings: browser.settings,
        driver: Arc::clone(&browser.process),
    });
}

/// A browser left by another test, reset to its initial state; `None` if no such
/// browser is left.
pub(super) async fn take(engine: Engine, settings: Settings) -> Option<Browser> {
    loop {
        let found = {
            let mut idle = idle();
            let fits = |it: &Idle| it.engine == engine && it.settings == settings;
            let index = idle.iter().rposition(fits)?;
            idle.swap_remove(index)
        };
        // A browser that fails to reset ends here.
        if let Ok(browser) = renew(found).await {
            return Some(browser);
        }
    }
}

/// Resets a browser to its initial state. Data stored by origin needs no cleanup, because
/// no two sites of a test process share an origin. Emulation, tab history and session
/// storage disappear with the tab, which WebKit keeps: pages of other tests come before those
/// of this one in its history.
async fn renew(idle: Idle) -> Result<Browser> {
    let Idle {
        session,
        engine,
        settings,
        driver,
    } = idle;
    let browser = Browser {
        driver: session,
        engine,
        settings,
        process: driver,
        is_reusable: Cell::new(true),
    };
    if engine == Engine::WebKit {
        // One of its processes runs the service workers of all sites with the same host name.
        // Once the first of their tabs is closed, responses may never reach a worker.
        browser.driver.goto("about:blank").await?;
        return Ok(browser);
    }
    let old = browser.driver.windows().await?;
    let new = browser.driver.new_tab().await?;
    for tab in old {
        browser.driver.switch_to_window(tab).await?;
        browser.driver.close_window().await?;
    }
    browser.driver.switch_to_window(new).await?;
    if engine == Engine::Chromium {
        // Activating the tab does not move focus to it.
        browser.devtools("Page.bringToFront", json!({})).await?;
    }
    let is_in_front = "document.hasFocus() && document.visibilityState === 'visible'";
    browser.until("the tab is in front", is_in_front).await?;
    // The driver still holds the closed tabs' messages.
    browser.console().await?;
    Ok(browser)
}
