//! The program: what it is told on the command line is in [`cli`].

mod cli;

use std::process::ExitCode;

/// See decision 17: an index is built in half the memory.
#[global_allocator]
static ALLOCATOR: mimalloc::MiMalloc = mimalloc::MiMalloc;

fn main() -> ExitCode {
    cli::run()
}
