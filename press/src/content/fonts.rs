//! The editors' fonts, for glyphs on social cards that the press's own fonts lack.

use super::Fault;
use super::folder::Folder;
use skrifa::raw::FileRef;
use std::path::Path;
use walkdir::WalkDir;

/// The extensions of font files.
const FONTS: [&str; 3] = ["otf", "ttc", "ttf"];

/// The extensions of files allowed next to fonts: licenses and notes.
const NOTES: [&str; 2] = ["md", "txt"];

/// Reads the fonts in the optional folder `fonts`, sorted by name.
pub(super) fn read(path: &Path, faults: &mut Vec<Fault>) -> Vec<Vec<u8>> {
    let Some(folder) = Folder::open_optional(path, faults) else {
        return Vec::new();
    };
    let files = WalkDir::new(path).min_depth(1).max_depth(1);
    let mut fonts = Vec::new();
    for entry in files.sort_by_file_name() {
        let read = match &entry {
            Ok(entry) => font(&folder, entry.path()),
            Err(error) => Err(unreadable(path, error)),
        };
        match read {
            Ok(font) => fonts.extend(font),
            Err(fault) => faults.push(fault),
        }
    }
    fonts
}

/// Reads a font; `None` for other files allowed in the folder.
fn font(folder: &Folder, path: &Path) -> Result<Option<Vec<u8>>, Fault> {
    let name = path.file_name().unwrap_or_default().to_string_lossy();
    let ending = path.extension().unwrap_or_default().to_string_lossy();
    let ending = ending.to_ascii_lowercase();
    if name.starts_with('.') || NOTES.contains(&&*ending) {
        return Ok(None);
    }
    if !FONTS.contains(&&*ending) {
        let advice = "Use .ttf, .otf or .ttc files, and move other files out of the folder.";
        return Err(Fault::of_file(path, "This is not a font.", advice));
    }
    let font = folder.read(path)?;
    match FileRef::new(&font) {
        Ok(_) => Ok(Some(font)),
        Err(_) => Err(Fault::of_file(
            path,
            "This is not a font, although its name says so.",
            "Replace it with a font in the format TrueType or OpenType.",
        )),
    }
}

fn unreadable(path: &Path, error: &walkdir::Error) -> Fault {
    let path = error.path().unwrap_or(path);
    let advice = "Change its permissions so that you can read it.";
    Fault::of_file(path, format!("Cannot read this file: {error}."), advice)
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::fs;

    const FONT: &[u8] = include_bytes!("../../fonts/newsreader-regular.ttf");

    #[test]
    fn fonts_are_read_in_order_and_other_files_are_faults() {
        let folder = tempfile::tempdir().expect("a folder");
        let write = |name: &str, bytes: &[u8]| {
            fs::write(folder.path().join(name), bytes).expect("written");
        };
        write("b.ttf", FONT);
        write("a.OTF", &[FONT, &[0]].concat());
        write("OFL.txt", b"The license");
        let mut faults = Vec::new();
        let fonts = read(folder.path(), &mut faults);
        assert!(faults.is_empty(), "{faults:?}");
        assert_eq!(fonts, [[FONT, &[0]].concat(), FONT.to_vec()]);

        write("c.woff2", b"wOF2");
        write("d.ttf", b"<html>");
        fs::create_dir(folder.path().join("e.ttf")).expect("made");
        read(folder.path(), &mut faults);
        let faulty: Vec<_> = faults.iter().map(ToString::to_string).collect();
        assert_eq!(faulty.len(), 3, "{faulty:?}");
    }

    #[test]
    fn the_folder_is_optional() {
        let mut faults = Vec::new();
        assert!(read(Path::new("no/such/folder"), &mut faults).is_empty());
        assert!(faults.is_empty());
    }
}
