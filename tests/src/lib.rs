//! What the end-to-end tests share: a published site on a host that can be
//! told to fail ([`site`]), a real browser ([`browser`]), and a page's text as
//! its reader meets it ([`reading`]).
//!
//! The site is published from the app in `target/app/release`, which the
//! release build leaves there; `cargo xtask test` builds it first.

pub mod axe;
pub mod browser;
pub mod companion;
pub mod display;
pub mod picture;
pub mod readability;
pub mod reading;
pub mod screen_reader;
pub mod seed;
pub mod site;
pub mod statement;

use anyhow::{Result, bail};
use std::time::{Duration, Instant};

/// How long anything is waited for: long enough for the slowest machine, for
/// only a test that fails ever waits that long.
const DEADLINE: Duration = Duration::from_secs(30);

/// Waits until the probe finds what it looks for.
///
/// # Errors
/// Where the probe fails, or finds nothing before the deadline.
pub async fn eventually<T>(
    what: &str,
    mut probe: impl AsyncFnMut() -> Result<Option<T>>,
) -> Result<T> {
    let start = Instant::now();
    loop {
        if let Some(found) = probe().await? {
            return Ok(found);
        }
        if start.elapsed() > DEADLINE {
            bail!("waited in vain until {what}");
        }
        tokio::time::sleep(Duration::from_millis(20)).await;
    }
}
