//! The originals of pictures, in `pictures/`. They are never published themselves: cameras
//! write into them where and by whom they were taken. The press publishes
//! [renditions](crate::rendition).

use super::Fault;
use super::folder::{self, Folder};
use super::public;
use crate::hashed::fingerprint;
use pictures::InputFormat;
use rayon::prelude::*;
use std::collections::BTreeMap;
use std::io;
use std::path::{Path, PathBuf};
use std::sync::Arc;

/// The formats of originals, with what each is called, by the ending of the name.
const FORMATS: [(&str, &str, InputFormat); 4] = [
    ("jpeg", "JPEG", InputFormat::Jpeg),
    ("jpg", "JPEG", InputFormat::Jpeg),
    ("png", "PNG", InputFormat::Png),
    ("webp", "WebP", InputFormat::WebP),
];

/// The endings of files that may be beside pictures: licenses and notes.
const NOTES: [&str; 2] = ["md", "txt"];

/// The maximum number of pixels of an original. While it is decoded, each takes up to 16
/// bytes.
const MOST_PIXELS: usize = 64_000_000;

/// How often the shorter side goes into the longer one at most. The formats of renditions
/// have limits.
const MOST_LONG: u32 = 10;

/// The maximum size of an original in bytes.
const LARGEST: u64 = 100_000_000;

/// An original.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Original {
    /// The path of the file.
    pub place: PathBuf,
    /// A hash of its contents.
    pub hash: String,
    /// Its width in pixels as it is shown: a camera that was held upright writes the
    /// picture lying on its side, and how to turn it.
    pub width: u32,
    /// Its height, likewise.
    pub height: u32,
}

/// All originals, by their paths below the folder.
#[derive(Debug, Default)]
pub(super) struct Pictures {
    /// `None` for those with faults, which have been reported.
    all: BTreeMap<String, Option<Arc<Original>>>,
}

impl Pictures {
    /// The original of a name; `None` if there is no such file, and `Some(None)` if it has
    /// faults.
    pub(super) fn named(&self, name: &str) -> Option<Option<Arc<Original>>> {
        self.all.get(name).cloned()
    }

    /// Their names.
    pub(super) fn names(&self) -> impl Iterator<Item = &str> {
        self.all.keys().map(String::as_str)
    }
}

/// Reads the optional folder `pictures`.
pub(super) fn read(content: &Folder, faults: &mut Vec<Fault>) -> Pictures {
    let Some((folder, files)) = folder::files(content, folder::PICTURES, faults) else {
        return Pictures::default();
    };
    let files = files.into_par_iter().filter(|path| !is_note(path));
    let read = files.map(|path| (name_of(&folder, &path), original(&folder, path)));
    let read: Vec<(String, Result<Original, Fault>)> = read.collect();
    let all = read.into_iter().map(|(name, original)| {
        let original = original.map_err(|fault| faults.push(fault)).ok();
        (name, original.map(Arc::new))
    });
    Pictures { all: all.collect() }
}

/// The path below the folder, with slashes.
fn name_of(folder: &Folder, path: &Path) -> String {
    let inside = path.strip_prefix(folder.path()).unwrap_or(path);
    inside.to_string_lossy().replace('\\', "/")
}

fn ending(path: &Path) -> String {
    let ending = path.extension().unwrap_or_default().to_string_lossy();
    ending.to_ascii_lowercase()
}

fn is_note(path: &Path) -> bool {
    NOTES.contains(&ending(path).as_str())
}

/// The format of a file, by its name.
fn format(path: &Path) -> Option<(&'static str, InputFormat)> {
    let ending = ending(path);
    let format = FORMATS.iter().find(|(of, ..)| *of == ending)?;
    Some((format.1, format.2))
}

/// Reads all of an original that does not take much time: it is decoded only if the
/// previous site has no renditions of it.
fn original(folder: &Folder, place: PathBuf) -> Result<Original, Fault> {
    let fault = |problem: String, advice: &str| Fault::of_file(&place, problem, advice);
    let Some((name, format)) = format(&place) else {
        let problem = "The press cannot read pictures of this kind.".to_owned();
        let advice = "Save the picture as JPEG, PNG or WebP. Other files belong elsewhere.";
        return Err(fault(problem, advice));
    };
    let metadata = folder.check(&place)?;
    if metadata.len() > LARGEST {
        let problem = format!(
            "The picture is too large: {} MB.",
            metadata.len() / 1_000_000
        );
        let advice = format!("Reduce it to at most {} MB.", LARGEST / 1_000_000);
        return Err(fault(problem, &advice));
    }
    let unreadable = |error: io::Error| {
        let problem = format!("Cannot read this file: {error}.");
        fault(problem, "Change its permissions so that you can read it.")
    };
    if let Some(fault) = public::picture_fault(&place, name, MOST_PIXELS).map_err(unreadable)? {
        return Err(fault);
    }
    let bytes = folder.read(&place)?;
    let damaged = || {
        let problem = "The picture is truncated or damaged.".to_owned();
        fault(problem, "Save or copy it again.")
    };
    if !is_whole(format, &bytes) {
        return Err(damaged());
    }
    // Its number of pixels has been checked, and nothing is decoded here.
    let (width, height) = pictures::upright_size(format, &bytes).ok_or_else(damaged)?;
    if width.max(height) > MOST_LONG * width.min(height) {
        let problem = format!("The picture is too long and narrow: {width} by {height} pixels.");
        let advice = format!("Cut it so that no side is more than {MOST_LONG} times the other.");
        return Err(fault(problem, &advice));
    }
    Ok(Original {
        hash: fingerprint([bytes.as_slice()]),
        place,
        width,
        height,
    })
}

/// Whether a file has the end that its format asks for: most damaged files are copies that
/// broke off.
fn is_whole(format: InputFormat, bytes: &[u8]) -> bool {
    let last = |mark: &[u8]| bytes.windows(mark.len()).rposition(|part| part == mark);
    match format {
        // No scan is after the end of the picture (ITU T.81, annex B): if there is one, the
        // end is that of a preview. Of a whole file, only the last bytes are read.
        InputFormat::Jpeg => last(b"\xff\xd9").is_some_and(|end| {
            let mut after = bytes[end..].windows(2);
            !after.any(|mark| mark == b"\xff\xda")
        }),
        InputFormat::Png => last(b"IEND").is_some(),
        _ => {
            let size = bytes.get(4..8).and_then(|size| size.try_into().ok());
            size.is_some_and(|size| u32::from_le_bytes(size) as usize + 8 <= bytes.len())
        }
    }
}
