use crate::content::{self, Faults, Newsroom, Today};
use crate::placement;
use model::routes::Base;
use std::path::Path;

/// Reads and checks a content folder, and that everything in it has a place of its own on
/// the site.
///
/// Links in the texts get the site's base. No date may lie after `today`.
///
/// # Errors
/// Gives back all faults of all files, if there is a single one.
pub fn load(folder: &Path, base: &Base, today: impl Into<Today>) -> Result<Newsroom, Faults> {
    let mut draft = content::read_folder(folder, base, today.into())?;
    placement::check(&mut draft);
    draft.finish()
}
