//! The browsers that tests have left, for tests to come: to start one takes longer than most
//! tests. Nothing here ends them; a [`Companion`](crate::companion::Companion) ends with the
//! test process.

use super::driver::Driver;
use super::engine::Engine;
use super::{Browser, Settings};
use anyhow::Result;
use serde_json::json;
use std::cell::Cell;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use thirtyfour::prelude::*;

/// A browser that no test uses.
struct Idle {
    // Dropped in this order: the browser ends before its driver.
    session: WebDriver,
    engine: Engine,
    settings: Settings,
    driver: Arc<Driver>,
}

static IDLE: Mutex<Vec<Idle>> = Mutex::new(Vec::new());

fn idle() -> MutexGuard<'static, Vec<Idle>> {
    // A list is whole even where a test failed while it held the lock.
    IDLE.lock().unwrap_or_else(PoisonError::into_inner)
}

/// Keeps a browser for the next test that wants one of its kind.
pub(super) fn put(browser: &Browser) {
    // A process of WebKit's runs the service workers of all sites at one name. Once the first
    // of their tabs is closed, what a worker waits for may never reach it.
    if browser.engine == Engine::WebKit {
        return;
    }
    idle().push(Idle {
        session: browser.driver.clone(),
        engine: browser.engine,
        settings: browser.settings,
        driver: Arc::clone(&browser.process),
    });
}

/// A browser that a test has left, as good as new; `None` where there is none of the kind.
pub(super) async fn take(engine: Engine, settings: Settings) -> Option<Browser> {
    loop {
        let found = {
            let mut idle = idle();
            let fits = |it: &Idle| it.engine == engine && it.settings == settings;
            let place = idle.iter().rposition(fits)?;
            idle.swap_remove(place)
        };
        // One that does not do as it is told ends here.
        if let Ok(browser) = renew(found).await {
            return Some(browser);
        }
    }
}

/// Gives a browser the state of one that has just started. What it keeps by origin needs no
/// care: no two sites of a test process have the same one. What is emulated, a tab's history
/// and its storage go with the tab.
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
    let old = browser.driver.windows().await?;
    let new = browser.driver.new_tab().await?;
    for tab in old {
        browser.driver.switch_to_window(tab).await?;
        browser.driver.close_window().await?;
    }
    browser.driver.switch_to_window(new).await?;
    if engine == Engine::Chromium {
        // It shows the tab, but leaves the focus where it was.
        browser.devtools("Page.bringToFront", json!({})).await?;
    }
    let is_in_front = "document.hasFocus() && document.visibilityState === 'visible'";
    browser.until("the tab is in front", is_in_front).await?;
    // The driver still has what the closed tabs have said.
    browser.console().await?;
    Ok(browser)
}
