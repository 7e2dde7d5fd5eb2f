//! Checks that no two things are published at the same path.

mod claims;

use crate::catalog::Catalog;
use crate::content::{Draft, Fault, PublicFile};
use crate::hashed;
use crate::outputs::{self, FLAGS, redirects, sitemap};
use crate::publish::site_writer;
use crate::site_paths;
use claims::{Claim, Claims, Clash, Owner};
use model::routes::Route;

/// The maximum length of a file or folder name, in bytes. File systems allow 255, three of
/// which the ending of a compressed copy needs.
const LONGEST_NAME: usize = 252;

/// Whether only the press gives files such a name: a part of the sitemap, or one with a
/// hash.
pub fn is_reserved(path: &str) -> bool {
    hashed::is_hashed(path) || hashed::is_card(path) || sitemap::is_part(path)
}

/// Reports public files and redirects whose paths are taken, by the press's own files or
/// by each other.
pub(crate) fn check(draft: &mut Draft) {
    let Some(newsroom) = draft.newsroom() else {
        return;
    };
    let mut claims = Claims::default();
    for path in outputs::paths(&Catalog::new(newsroom)) {
        // What the press writes itself gets in nobody's way but that of others.
        let _ = claims.add(&path, Owner::Press);
    }
    let mut faults = Vec::new();
    for file in &newsroom.files {
        let fault = unusable(file).or_else(|| {
            let (clash, claim) = claims.add(&file.path, Owner::Public).err()?;
            Some(public_fault(file, clash, &claim))
        });
        faults.extend(fault);
    }
    for (redirect, offset) in draft.redirects() {
        if let Some((problem, advice)) = redirect_fault(&redirect.from, &mut claims) {
            draft.fault_in_site_file(offset, problem, advice);
        }
    }
    for file in &newsroom.files {
        let original = site_writer::original(&file.path);
        let original = original.filter(|original| site_writer::is_text(original));
        if let Some(original) = original
            && matches!(claims.clash(original), Some((Clash::Same, _)))
        {
            let problem = format!("The press generates this compressed copy of “{original}”.");
            faults.push(Fault::of_file(&file.place, problem, "Remove it."));
        }
    }
    draft.add(faults);
}

/// Whether a name in a path is too long for file systems.
fn has_long_name(path: &str) -> bool {
    path.split('/').any(|name| name.len() > LONGEST_NAME)
}

/// The fault of a public file whose name cannot be used: it is too long, or reserved for
/// the press.
fn unusable(file: &PublicFile) -> Option<Fault> {
    let path = file.path.to_lowercase();
    let first = path.split('/').next().unwrap_or_default();
    let (problem, advice) = if has_long_name(&file.path) {
        (
            format!(
                "The name of this file or of one of its folders has more than {LONGEST_NAME} bytes."
            ),
            "Choose a shorter name.",
        )
    } else if Route::RESERVED.contains(&first) || first == FLAGS {
        (
            format!("The folder “{first}” is reserved for generated files."),
            "Move the file to another folder in “public”.",
        )
    } else if is_reserved(&path) {
        (
            "File names like this are reserved for generated files.".to_owned(),
            "Rename the file.",
        )
    } else {
        return None;
    };
    Some(Fault::of_file(&file.place, problem, advice))
}

fn public_fault(file: &PublicFile, clash: Clash, claim: &Claim) -> Fault {
    let (path, other) = (&file.path, &claim.path);
    let differs_in_case = || {
        format!(
            "“{path}” and “{other}” differ only in case, which some hosts and systems \
             ignore."
        )
    };
    let (problem, advice) = match (clash, &claim.owner) {
        (Clash::Same, Owner::Press) if path == other => {
            let advice = match path.as_str() {
                site_paths::REDIRECTS => {
                    "Remove it, and add each redirect to site.toml as [[moved]]."
                }
                site_paths::HEADERS => "Remove it: the press generates headers for all hosts.",
                site_paths::SECURITY_TXT => "Remove it, or remove [security] from site.toml.",
                _ => "Rename the file.",
            };
            (format!("The press generates “{path}”."), advice)
        }
        (Clash::Same, _) => (differs_in_case(), "Rename the file."),
        (Clash::Within, _) => (
            format!("The site has a file “{other}”, so there cannot be a folder with that name."),
            "Rename the folder.",
        ),
        (Clash::Around, _) => (
            format!("The site has a folder “{path}”, which contains “{other}”."),
            "Rename the file.",
        ),
    };
    Fault::of_file(&file.place, problem, advice)
}

/// What is wrong with the path of a redirect; claims it if nothing is.
fn redirect_fault(from: &str, claims: &mut Claims) -> Option<(String, &'static str)> {
    let file = redirects::file(from);
    if has_long_name(&file) {
        let problem = format!(
            "A page cannot be published at this address: a name in it has more than \
             {LONGEST_NAME} characters."
        );
        return Some((problem, "Remove it: no site can have had a page there."));
    }
    let mut folders = file.match_indices('/').map(|(slash, _)| &file[..slash]);
    if let Some(reserved) = folders.find(|folder| is_reserved(folder)) {
        let problem = format!(
            "A page cannot be published at “{from}”: names like “/{reserved}” are reserved for generated files."
        );
        return Some((problem, "Remove it."));
    }
    if is_reserved(&file) {
        let problem = format!(
            "A page cannot be published at “{from}”: names like this are reserved for generated files."
        );
        return Some((problem, "Remove it."));
    }
    let (clash, claim) = claims.add(&file, Owner::Redirect).err()?;
    let other = &claim.path;
    Some(match clash {
        // Duplicate redirects are reported where they are read.
        Clash::Same if claim.owner == Owner::Redirect && *other == file => return None,
        Clash::Same if *other == file => (
            format!("“{from}” has not moved: it is still an address of this site."),
            "Remove this redirect, or publish that page at another address.",
        ),
        Clash::Same => (
            format!(
                "“{from}” and “/{other}” differ only in case, which some hosts and \
                 systems ignore."
            ),
            "Remove it.",
        ),
        Clash::Within => (
            format!("A page cannot be published at “{from}”: “/{other}” is a file."),
            "Remove it.",
        ),
        Clash::Around => (
            format!(
                "A page cannot be published at “{from}”: it is a folder with the file “/{other}”."
            ),
            "Remove it, or add a trailing slash.",
        ),
    })
}
