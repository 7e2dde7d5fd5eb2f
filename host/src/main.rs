//! `host DIR`: serves a built site on this machine.

use std::path::PathBuf;
use std::process::ExitCode;

use anyhow::Result;
use clap::Parser;
use host::{Host, Settings};

/// Serves a built site on this machine, as a plain static host would
#[derive(Debug, Parser)]
#[command(name = "host", max_term_width = 100)]
struct CommandLine {
    /// The folder of the site
    #[arg(value_name = "DIR")]
    root: PathBuf,
    /// The port to listen on; 0 picks a free one
    #[arg(long, default_value_t = 0)]
    port: u16,
    /// The site's path on the host
    #[arg(long, value_name = "PATH", default_value = "/")]
    base: String,
}

fn main() -> ExitCode {
    match serve(CommandLine::parse()) {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => {
            eprintln!("{error}");
            ExitCode::FAILURE
        }
    }
}

fn serve(options: CommandLine) -> Result<()> {
    let CommandLine { root, port, base } = options;
    let settings = Settings {
        port,
        base,
        ..Settings::new(root)
    };
    let host = Host::start_with(settings)?;
    println!("Serving at {}; Ctrl+C stops it.", host.url("/"));
    host.wait();
    Ok(())
}
