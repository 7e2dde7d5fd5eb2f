//! `press hosts`

use super::{Hosts, published};
use anyhow::{Context, Result, ensure};
use press::content::Audience;
use press::outputs::hosting::{self, Policy, Server};
use press::publish::site_writer;
use press::site_paths::HEADERS;
use press::terminal::Shown;
use std::fs;
use std::path::Path;

/// Writes configuration for hosts that do not read it from the site itself.
pub(super) fn run(options: &Hosts) -> Result<()> {
    let base = &options.base.base;
    let newsroom = options.content.load(base, Audience::Public)?.newsroom;
    let site = published(&options.out)?;
    let objects = hosting::objects(&site_writer::files(site)?, base);
    let policies = policies(site)?;
    let server = Server::new(&newsroom, &options.root, &policies);
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

/// The security headers of a published site. They depend on the app that it was published
/// with, as they contain the hash of a script in its pages.
fn policies(site: &Path) -> Result<Vec<Policy>> {
    let policies = hosting::policies_of(site);
    // Never a configuration without them.
    ensure!(
        !policies.is_empty(),
        "the site’s policies cannot be read from {}. Publish the site again: press publish",
        site.join(HEADERS).shown()
    );
    Ok(policies)
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
