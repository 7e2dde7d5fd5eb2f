//! Whether everything that is published has a place of its own.

mod claims;

use crate::catalog::Catalog;
use crate::content::{Draft, Fault, PublicFile};
use crate::hashed;
use crate::outputs::{self, FLAGS, redirects, sitemap};
use crate::publish::site_writer;
use crate::site_paths;
use claims::{Claim, Claims, Clash, Owner};
use model::routes::Route;

/// Whether only the press gives files such a name: a part of the sitemap, or one with a
/// hash.
pub fn is_reserved(path: &str) -> bool {
    hashed::is_hashed(path) || hashed::is_card(path) || sitemap::is_part(path)
}

/// Reports the public files and the old addresses whose places are taken: by what the
/// press writes itself, or by each other.
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
        let fault = reserved(file).or_else(|| {
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
            let problem = format!("The press writes this compressed copy of “{original}” itself.");
            faults.push(Fault::of_file(&file.place, problem, "Remove it."));
        }
    }
    draft.add(faults);
}

/// The fault of a public file that has a name which only the press gives.
fn reserved(file: &PublicFile) -> Option<Fault> {
    let path = file.path.to_lowercase();
    let first = path.split('/').next().unwrap_or_default();
    let (problem, advice) = if Route::RESERVED.contains(&first) || first == FLAGS {
        (
            format!("The site’s folder “{first}” is reserved for what the press writes."),
            "Move the file to another folder in “public”.",
        )
    } else if is_reserved(&path) {
        (
            "Names like this are reserved for files that the press writes.".to_owned(),
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
            "“{path}” and “{other}” differ only in upper and lower case, which not every host \
             and system tells apart."
        )
    };
    let (problem, advice) = match (clash, &claim.owner) {
        (Clash::Same, Owner::Press) if path == other => {
            let advice = match path.as_str() {
                site_paths::REDIRECTS => {
                    "Remove it, and write each redirect as [[moved]] in site.toml."
                }
                site_paths::HEADERS => "Remove it: the press writes the headers for all hosts.",
                site_paths::SECURITY_TXT => "Remove it, or remove [security] from site.toml.",
                _ => "Rename the file.",
            };
            (format!("The press writes “{path}” itself."), advice)
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

/// What is wrong with the place of an old address, which is taken if nothing is.
fn redirect_fault(from: &str, claims: &mut Claims) -> Option<(String, &'static str)> {
    let file = redirects::file(from);
    let mut folders = file.match_indices('/').map(|(slash, _)| &file[..slash]);
    if let Some(reserved) = folders.find(|folder| is_reserved(folder)) {
        let problem = format!(
            "A page cannot be published at “{from}”: names like “/{reserved}” are reserved for files that the press writes."
        );
        return Some((problem, "Remove it."));
    }
    if is_reserved(&file) {
        let problem = format!(
            "A page cannot be published at “{from}”: names like this are reserved for files that the press writes."
        );
        return Some((problem, "Remove it."));
    }
    let (clash, claim) = claims.add(&file, Owner::Redirect).err()?;
    let other = &claim.path;
    Some(match clash {
        // That it has moved twice is reported where it is read, too.
        Clash::Same if claim.owner == Owner::Redirect && *other == file => return None,
        Clash::Same if *other == file => (
            format!("“{from}” has not moved: it is an address of this site."),
            "Remove it, or give what is at that address another one.",
        ),
        Clash::Same => (
            format!(
                "“{from}” and “/{other}” differ only in upper and lower case, which not every \
                 host and system tells apart."
            ),
            "Remove it.",
        ),
        Clash::Within => (
            format!("A page cannot be published at “{from}”: “/{other}” is a file."),
            "Remove it.",
        ),
        Clash::Around => (
            format!("A page cannot be published at “{from}”: it is the folder of “/{other}”."),
            "Remove it, or add a slash at its end.",
        ),
    })
}
