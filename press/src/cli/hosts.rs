//! `press hosts`

use super::{Hosts, published};
use anyhow::{Context, Result, ensure};
use press::outputs::hosting::{self, Server};
use press::publish::site_writer;
use press::terminal::Shown;
use std::fs;
use std::path::Path;

/// Writes configuration for hosts that do not read it from the site itself.
pub(super) fn run(options: &Hosts) -> Result<()> {
    let base = &options.base.base;
    let newsroom = options.content.load(base)?;
    let objects = hosting::objects(&site_writer::files(published(&options.out)?)?, base);
    let server = Server::new(&newsroom, &options.root);
    let files = [
        ("nginx.conf", hosting::nginx(&server)),
        ("Caddyfile", hosting::caddyfile(&server)),
        ("objects.tsv", objects),
    ];
    for (name, _) in &files {
        ensure_own_rules(&options.to.join(name))?;
    }
    let write = |name: &str, text: &str| {
        fs::create_dir_all(&options.to)?;
        fs::write(options.to.join(name), text)
    };
    for (name, text) in files {
        write(name, &text)
            .with_context(|| format!("cannot write {name} into {}", options.to.shown()))?;
        println!("{}", options.to.join(name).shown());
    }
    Ok(())
}

/// Refuses to overwrite a configuration that the press did not write.
fn ensure_own_rules(file: &Path) -> Result<()> {
    let Ok(text) = fs::read_to_string(file) else {
        ensure!(
            file.symlink_metadata().is_err(),
            "cannot read {}, which would be replaced. Write into another folder: --to DIR",
            file.shown()
        );
        return Ok(());
    };
    let first = text.lines().next().unwrap_or_default();
    let is_own = first.contains("written by `press hosts`") || first.split('\t').count() == 4;
    ensure!(
        is_own,
        "{} was not written by the press, and would be replaced. Move it away, or write into \
         another folder: --to DIR",
        file.shown()
    );
    Ok(())
}
