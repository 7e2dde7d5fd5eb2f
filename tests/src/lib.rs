//! Shared by the end-to-end tests: a published site on a host with configurable faults
//! ([`site`]), a real browser ([`browser`]), and a page's text in reading order
//! ([`reading`]).
//!
//! The site is published from the app in `target/app/release`, where the release build
//! leaves it; `cargo xtask test` builds it first.

pub mod axe;
pub mod browser;
pub mod companion;
pub mod display;
pub mod picture;
pub mod queries;
pub mod readability;
pub mod reading;
pub mod screen_reader;
pub mod seed;
pub mod site;
pub mod statement;

use anyhow::{Result, bail};
use std::time::{Duration, Instant};

/// The timeout for all waits: long enough for the slowest machine, because only failing
/// tests ever use it up.
const DEADLINE: Duration = Duration::from_secs(30);

/// Waits until the probe returns a value.
///
/// # Errors
/// If the probe fails or returns nothing before the deadline.
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
            bail!("timed out waiting until {what}");
        }
        tokio::time::sleep(Duration::from_millis(20)).await;
    }
}
