//! Tables in the documents.

use anyhow::{Context, Result};
use std::fs;
use std::path::PathBuf;
use std::process::Command;
use tests::site::project;

/// The line of a document after a table.
const END: &str = "<!-- end -->";

/// Prints a table, and puts it in its place in a document: between the line that names the
/// command and the next [`END`].
///
/// # Errors
/// If the document has no place for it.
pub fn publish(document: &str, command: &str, table: &str) -> Result<()> {
    println!("{table}");
    let place = project(document);
    let text = fs::read_to_string(&place)?;
    let start = format!("<!-- {command} -->");
    let (before, rest) = text
        .split_once(&start)
        .with_context(|| format!("{document} has no line “{start}”"))?;
    let (_, after) = rest
        .split_once(END)
        .with_context(|| format!("{document} has no line “{END}” after “{start}”"))?;
    fs::write(
        place,
        format!("{before}{start}\n\n{}\n\n{END}{after}", table.trim_end()),
    )?;
    Ok(())
}

/// The machine and the versions, as Linux and Rust tell them.
pub fn machine() -> String {
    let read = |path: &str| fs::read_to_string(PathBuf::from(path)).unwrap_or_default();
    let processor = read("/proc/cpuinfo");
    let processor = processor
        .lines()
        .find_map(|line| line.strip_prefix("model name"));
    let processor = processor.unwrap_or_default().trim_matches([' ', '\t', ':']);
    let cores = std::thread::available_parallelism().map_or(1, usize::from);
    let kernel = read("/proc/sys/kernel/osrelease");
    let rust = Command::new("rustc").arg("--version").output();
    let rust = rust.map(|it| String::from_utf8_lossy(&it.stdout).trim().to_owned());
    format!(
        "{cores} cores of {processor}, Linux {}, {}",
        kernel.trim(),
        rust.unwrap_or_default()
    )
}
