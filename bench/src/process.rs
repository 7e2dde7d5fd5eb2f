//! What this process has taken so far, as Linux tells.

use anyhow::{Context, Result};
use std::fs;

/// How many ticks of the clock of processor times Linux counts in a second, on all of its
/// common platforms.
const TICKS: f64 = 100.0;

/// The processor time of the user and of the system, in seconds.
pub fn processor_time() -> Result<(f64, f64)> {
    let line = fs::read_to_string("/proc/self/stat")?;
    // The name of the program, in parentheses, may have spaces.
    let (_, fields) = line
        .rsplit_once(')')
        .context("no name in /proc/self/stat")?;
    let mut ticks = fields.split_whitespace().skip(11).map(str::parse::<f64>);
    let mut next = || -> Result<f64> {
        let ticks = ticks.next().context("no times in /proc/self/stat")??;
        Ok(ticks / TICKS)
    };
    Ok((next()?, next()?))
}

/// The most memory at a time, in MB.
pub fn peak_memory() -> Result<u64> {
    let status = fs::read_to_string("/proc/self/status")?;
    let line = status.lines().find_map(|line| line.strip_prefix("VmHWM:"));
    let kilobytes = line.and_then(|line| line.split_whitespace().next()?.parse::<u64>().ok());
    Ok(kilobytes.context("the system does not report the memory of a process")? / 1_000)
}
