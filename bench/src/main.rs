//! Measures what readers wait for. `cargo xtask bench` runs it after the release build.
//!
//! `bench corpus SIZE FOLDER` writes a newsroom with so many generated articles, to try the press
//! on it.
//! `bench pages ROUNDS` compares pages with plain HTML, for `docs/performance.md`.
//! `bench press SIZE…` measures the press with generated articles of these numbers, and writes
//! its table to `docs/performance.md`.
//! `bench search SIZE…` measures search with generated articles of these numbers, and writes
//! its table to `docs/search.md`. For each of them it starts `bench index SIZE FOLDER`, so that
//! the memory used for indexing is measured in a separate process.

mod corpus;
mod pages;
mod press;
mod process;
mod report;
mod search;

use anyhow::{Context, Result, bail};
use std::env;
use std::path::Path;

/// The default numbers of generated articles.
const SIZES: [usize; 3] = [1_000, 10_000, 100_000];

/// The press's allocator (decision 17), because this measures its memory.
#[global_allocator]
static ALLOCATOR: mimalloc::MiMalloc = mimalloc::MiMalloc;

fn main() -> Result<()> {
    let arguments: Vec<_> = env::args().skip(1).collect();
    let arguments: Vec<_> = arguments.iter().map(String::as_str).collect();
    match arguments.as_slice() {
        ["index", size, folder] => search::index(size.parse()?, Path::new(folder)),
        ["pages", rounds] => {
            let measured = pages::measure(rounds.parse()?);
            tokio::runtime::Runtime::new()?.block_on(measured)
        }
        ["press", sizes @ ..] => press::measure(&numbers(sizes, &press::SIZES)?),
        ["corpus", size, folder] => corpus::write(Path::new(folder), size.parse()?),
        ["press-step", step, folder] => press::step(step, Path::new(folder)),
        ["search", sizes @ ..] => {
            let sizes = numbers(sizes, &SIZES)?;
            tokio::runtime::Runtime::new()?.block_on(search::measure(&sizes))
        }
        _ => bail!(
            "Usage: bench corpus SIZE FOLDER, bench pages ROUNDS, bench press [SIZE…], bench search [SIZE…]"
        ),
    }
}

/// The numbers of articles that were given, or else the default ones.
fn numbers(given: &[&str], default: &[usize]) -> Result<Vec<usize>> {
    let given: Result<Vec<usize>, _> = given.iter().map(|size| size.parse()).collect();
    let given = given.context("sizes are numbers of articles")?;
    Ok(match given.is_empty() {
        true => default.to_vec(),
        false => given,
    })
}
