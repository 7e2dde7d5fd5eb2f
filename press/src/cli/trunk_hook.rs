//! `press trunk-hook`

use super::{TrunkHook, publish::tell};
use anyhow::{Context, Result};
use model::routes::Base;
use press::app_build::{self, AppBuild};
use press::content::{Audience, Edition};
use press::publish;
use press::publish::cache::Cache;
use press::publish::disk::Disk;
use press::publish::site_folder::{self, PublishedSite, Staging};
use press::terminal::Shown;
use std::collections::BTreeSet;
use std::path::{Path, PathBuf};
use std::{env, fs};

/// Set by `cargo xtask build --allow-removals`, because Trunk passes no options to its
/// hook.
const ALLOW_REMOVALS: &str = "PRESS_ALLOW_REMOVALS";

/// Trunk has built the app into its staging folder and will replace the site with that
/// folder if this succeeds. A copy of the app is kept so that later content can be
/// published without rebuilding it.
pub(super) fn run(options: TrunkHook) -> Result<()> {
    let variable = |name: &str| {
        env::var(name).with_context(|| {
            format!("{name} is not set: Trunk runs this command. To publish by hand: press publish")
        })
    };
    let staging = PathBuf::from(variable("TRUNK_STAGING_DIR")?);
    let base = Base::of_url(&variable("TRUNK_PUBLIC_URL")?);
    let mut parts = options.drawn.parts(variable("TRUNK_DIST_DIR")?.into());
    let edition = options.content.load(&base, Audience::Public)?;
    let Edition { newsroom, held, .. } = &edition;
    let disk = Disk::default();
    let stays = kept_of_dist(&parts.previous, &edition, &staging)?;
    let profile = variable("TRUNK_PROFILE")?;
    // During development every build is waited for, and nothing is sent over a network.
    parts.compress &= profile == "release";
    let kept = Path::new("target/app").join(&profile);
    copy(&staging, &kept)?;
    if profile == "release" {
        app_build::shorten_names(&kept, &options.wasm_opt)?;
        app_build::minify(&kept, &options.esbuild)?;
    }
    let app = AppBuild::read(&kept, &base)?;
    disk.remove(&staging)?;
    // Beside the site, it would be a change that Trunk builds for.
    parts.cache = Some(Cache::of(&kept));
    let (mut published, record) =
        publish::write(newsroom, &app, &parts, Staging::empty(&staging), &disk)?;
    site_folder::link_kept(&stays, &parts.previous, &staging, &disk)?;
    // If Trunk does not put the site in its place, the record describes no file of it, and is
    // not used.
    published.warnings.extend(record.write(&disk));
    tell(&published, held, true);
    Ok(())
}

/// What Trunk must keep of the folder that it replaces. Trunk deletes everything in it,
/// so the rules of [`site_folder::SiteFolder`] apply.
fn kept_of_dist(dist: &Path, edition: &Edition, staging: &Path) -> Result<BTreeSet<String>> {
    let staging = fs::canonicalize(staging).ok();
    let Ok(dist) = fs::canonicalize(dist) else {
        return Ok(BTreeSet::new());
    };
    let site = PublishedSite::of_folder(&dist)?;
    if env::var_os(ALLOW_REMOVALS).is_none() {
        site.ensure_most_stay(edition)?;
    }
    site.kept(&edition.newsroom.keep, staging.as_deref())
}

fn copy(from: &Path, to: &Path) -> Result<()> {
    if to.exists() {
        fs::remove_dir_all(to).with_context(|| format!("cannot remove {}", to.shown()))?;
    }
    for entry in walkdir::WalkDir::new(from) {
        let entry = entry.with_context(|| format!("cannot read {}", from.shown()))?;
        let place = to.join(entry.path().strip_prefix(from)?);
        let made = if entry.file_type().is_dir() {
            fs::create_dir_all(&place)
        } else {
            fs::copy(entry.path(), &place).map(|_| ())
        };
        made.with_context(|| format!("cannot write {}", place.shown()))?;
    }
    Ok(())
}
