use crate::content::{self, Audience, Edition, Faults, Newsroom, Today};
use crate::placement;
use model::routes::Base;
use std::path::Path;

/// Reads and checks a content folder, and returns what of it may be public.
///
/// See [`load_for`].
///
/// # Errors
/// Returns all faults of all files, if there are any.
pub fn load(folder: &Path, base: &Base, today: impl Into<Today>) -> Result<Newsroom, Faults> {
    load_for(Audience::Public, folder, base, today.into()).map(|edition| edition.newsroom)
}

/// Reads and checks a content folder, checks that no two things are published at the same
/// path, and leaves out what is held, unless the site is for editors.
///
/// Internal links in texts get the site's base. No date may be later than `today`.
///
/// # Errors
/// Returns all faults of all files, if there are any.
pub fn load_for(
    audience: Audience,
    folder: &Path,
    base: &Base,
    today: Today,
) -> Result<Edition, Faults> {
    let mut draft = content::read_folder(folder, base, today, audience)?;
    placement::check(&mut draft);
    draft.finish()
}
