use crate::content::{self, Faults, Newsroom, Today};
use crate::placement;
use model::routes::Base;
use std::path::Path;

/// Reads and checks a content folder, and checks that no two things are published at the
/// same path.
///
/// Internal links in texts get the site's base. No date may be later than `today`.
///
/// # Errors
/// Returns all faults of all files, if there are any.
pub fn load(folder: &Path, base: &Base, today: impl Into<Today>) -> Result<Newsroom, Faults> {
    let mut draft = content::read_folder(folder, base, today.into())?;
    placement::check(&mut draft);
    draft.finish()
}
