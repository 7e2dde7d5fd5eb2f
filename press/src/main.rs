//! The entry point; the command line is in [`cli`].

mod cli;

use std::process::ExitCode;

/// See decision 17: it halves the memory needed to build an index.
#[global_allocator]
static ALLOCATOR: mimalloc::MiMalloc = mimalloc::MiMalloc;

fn main() -> ExitCode {
    cli::run()
}
