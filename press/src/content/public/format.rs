//! Checks that files are what their extensions say.

use super::xml;
use crate::content::{ContentFile, Fault};
use imagesize::{Compression, ImageType};
use std::fs::{self, File};
use std::io::{self, BufReader, Read};
use std::path::Path;

/// The maximum size of a file that is read whole before it is published, in bytes.
const LARGEST_TEXT: u64 = 5_000_000;

/// The maximum width or height of a picture, in pixels.
const LONGEST_SIDE: usize = 100_000;

/// The maximum number of pixels in a picture: browsers need four bytes for each.
const MOST_PIXELS: usize = 250_000_000;

/// Magic numbers by file extension, with their offsets. A file must have one of those
/// listed for its extension.
const SIGNATURES: &[(&[&str], usize, &[u8])] = &[
    (&["ico"], 0, b"\0\0\x01\0"),
    (&["pdf"], 0, b"%PDF-"),
    (&["woff"], 0, b"wOFF"),
    (&["woff2"], 0, b"wOF2"),
    (&["ttf"], 0, b"\0\x01\0\0"),
    (&["ttf"], 0, b"true"),
    (&["otf"], 0, b"OTTO"),
    (&["m4a", "m4v", "mov", "mp4"], 4, b"ftyp"),
    (&["mka", "mkv", "weba", "webm"], 0, b"\x1a\x45\xdf\xa3"),
    (&["oga", "ogg", "ogv", "opus"], 0, b"OggS"),
    (&["mp3"], 0, b"ID3"),
    (&["mp3"], 0, b"\xff\xfb"),
    (&["mp3"], 0, b"\xff\xfa"),
    (&["mp3"], 0, b"\xff\xf3"),
    (&["mp3"], 0, b"\xff\xf2"),
    (&["wav"], 8, b"WAVE"),
    (&["flac"], 0, b"fLaC"),
    (
        &["docx", "epub", "odt", "ods", "pptx", "xlsx", "zip"],
        0,
        b"PK",
    ),
    (&["gz", "tgz"], 0, b"\x1f\x8b"),
    (&["wasm"], 0, b"\0asm"),
    (&["aac"], 0, b"\xff\xf1"),
    (&["aac"], 0, b"\xff\xf9"),
    (&["aac"], 0, b"ADIF"),
    (&["aac"], 0, b"ID3"),
];

/// The extensions of text files, which are served as UTF-8.
const TEXTS: [&str; 9] = [
    "css",
    "csv",
    "htm",
    "html",
    "js",
    "json",
    "md",
    "txt",
    "webmanifest",
];

/// The extensions of XML files that browsers display as documents. XHTML is not one of
/// them: like HTML, it is a page, and its scripts are the editor's own.
const XML: [&str; 14] = [
    "atom", "gpx", "kml", "mathml", "mml", "opml", "rdf", "rss", "wsdl", "xml", "xsd", "xsl",
    "xslt", "xspf",
];

/// What a file is, judging by its extension.
pub(super) enum Format<'a> {
    Picture(&'a str),
    Drawing,
    CompressedDrawing,
    Xml,
    Text,
    Captions,
    /// Identified by its magic number.
    Signed(String),
    /// Not in any list. Browsers read it as XML if it says that it is XML and the host says
    /// nothing else.
    Unknown,
}

impl<'a> Format<'a> {
    /// The format of the file at a path.
    pub(super) fn of(path: &'a str) -> Self {
        let name = path.rsplit('/').next().unwrap_or_default();
        let ending = name.rsplit_once('.').map_or("", |(_, ending)| ending);
        let ending = ending.to_ascii_lowercase();
        match ending.as_str() {
            "avif" => Self::Picture("AVIF"),
            "gif" => Self::Picture("GIF"),
            "jpeg" | "jpg" => Self::Picture("JPEG"),
            "png" => Self::Picture("PNG"),
            "webp" => Self::Picture("WebP"),
            "svg" => Self::Drawing,
            "svgz" => Self::CompressedDrawing,
            "vtt" => Self::Captions,
            text if TEXTS.contains(&text) => Self::Text,
            xml if XML.contains(&xml) => Self::Xml,
            signed if SIGNATURES.iter().any(|(of, ..)| of.contains(&signed)) => {
                Self::Signed(ending)
            }
            _ => Self::Unknown,
        }
    }

    /// What is wrong with a file of this format and size.
    pub(super) fn faults(&self, file: &Path, bytes: u64) -> Vec<Fault> {
        let found = match self {
            Self::Picture(name) => {
                picture_fault(file, name, MOST_PIXELS).map(|fault| fault.into_iter().collect())
            }
            Self::Drawing | Self::Xml if bytes > LARGEST_TEXT => {
                let problem = format!("The file is too large: {} MB.", bytes.div_ceil(1_000_000));
                let advice = format!("Reduce it to at most {} MB.", LARGEST_TEXT / 1_000_000);
                Ok(vec![Fault::of_file(file, problem, advice)])
            }
            Self::Drawing => with_text(file, xml::check_drawing),
            Self::Xml => with_text(file, xml::check_data),
            Self::CompressedDrawing => {
                let problem = "Compressed drawings cannot be checked.";
                let advice =
                    "Save it as .svg; the press compresses it for hosts that support that.";
                Ok(vec![Fault::of_file(file, problem, advice)])
            }
            Self::Text => text_fault(file).map(|fault| fault.into_iter().collect()),
            Self::Captions => captions_fault(file).map(|fault| fault.into_iter().collect()),
            Self::Signed(ending) => {
                signed_fault(file, ending).map(|fault| fault.into_iter().collect())
            }
            Self::Unknown => match is_declared_xml(file) {
                Ok(true) => return Self::Xml.faults(file, bytes),
                other => other.map(|_| Vec::new()),
            },
        };
        found.unwrap_or_else(|error: io::Error| {
            let problem = format!("Cannot read this file: {error}.");
            vec![Fault::of_file(
                file,
                problem,
                "Change its permissions so that you can read it.",
            )]
        })
    }
}

/// What is wrong with a picture in a format, which may have so many pixels. Reads only its
/// header.
pub(in crate::content) fn picture_fault(
    file: &Path,
    name: &str,
    most_pixels: usize,
) -> io::Result<Option<Fault>> {
    let another = || {
        let problem = format!("This is not a {name} picture, despite its file extension.");
        let advice = format!("Save the picture as {name}, or use the correct file extension.");
        Some(Fault::of_file(file, problem, advice))
    };
    let size = match picture_type(file) {
        Err(imagesize::ImageError::IoError(error))
            if error.kind() != io::ErrorKind::UnexpectedEof =>
        {
            return Err(error);
        }
        Ok(found) if found == name => picture_size(file)?,
        _ => return Ok(another()),
    };
    let Some((width, height)) = size else {
        let problem = "The picture is truncated or damaged.";
        return Ok(Some(Fault::of_file(
            file,
            problem,
            "Save or copy it again.",
        )));
    };
    if width == 0 || height == 0 {
        let problem = "The picture has a width or height of zero.";
        return Ok(Some(Fault::of_file(file, problem, "Save it again.")));
    }
    if width.max(height) > LONGEST_SIDE || width.saturating_mul(height) > most_pixels {
        let problem = format!("The picture is too large: {width} by {height} pixels.");
        let advice = format!(
            "Reduce it to at most {LONGEST_SIDE} pixels per side and {} million in total.",
            most_pixels / 1_000_000
        );
        return Ok(Some(Fault::of_file(file, problem, advice)));
    }
    Ok(None)
}

/// The format of a picture by its magic number; empty if it is not a published format.
fn picture_type(file: &Path) -> Result<&'static str, imagesize::ImageError> {
    Ok(match imagesize::image_type(&start(file)?)? {
        ImageType::Heif(Compression::Av1) => "AVIF",
        ImageType::Gif => "GIF",
        ImageType::Jpeg => "JPEG",
        ImageType::Png => "PNG",
        ImageType::Webp => "WebP",
        _ => "",
    })
}

/// The size of a picture in pixels according to its header; `None` if the header gives
/// none. Reads only the header into memory, whatever the file's size.
pub(in crate::content) fn picture_size(file: &Path) -> io::Result<Option<(usize, usize)>> {
    // Files with faults get here, too: opening a named pipe would block forever.
    if !fs::metadata(file)?.is_file() {
        return Ok(None);
    }
    if picture_type(file).is_ok_and(|name| name == "PNG") {
        return png_size(file);
    }
    match imagesize::reader_size(BufReader::new(File::open(file)?)) {
        Ok(size) => Ok(Some((size.width, size.height))),
        Err(imagesize::ImageError::IoError(error))
            if error.kind() != io::ErrorKind::UnexpectedEof =>
        {
            Err(error)
        }
        Err(_) => Ok(None),
    }
}

/// The text of a drawing, unless it is too large.
pub(in crate::content) fn drawing_text(file: &Path) -> Option<String> {
    let metadata = fs::metadata(file).ok()?;
    let is_read = metadata.is_file() && metadata.len() <= LARGEST_TEXT;
    is_read.then(|| fs::read_to_string(file).ok())?
}

/// The size of a PNG file with a complete header.
fn png_size(file: &Path) -> io::Result<Option<(usize, usize)>> {
    const HEADER: usize = 33;
    let mut header = Vec::new();
    File::open(file)?
        .take(HEADER as u64)
        .read_to_end(&mut header)?;
    let number = |from: usize| {
        let bytes = header.get(from..from + 4)?;
        Some(u32::from_be_bytes(bytes.try_into().ok()?) as usize)
    };
    let is_whole = header.len() == HEADER && header.get(12..16) == Some(b"IHDR");
    Ok(number(16).zip(number(20)).filter(|_| is_whole))
}

/// Reads a whole file and checks its text.
fn with_text(file: &Path, check: impl FnOnce(&ContentFile)) -> io::Result<Vec<Fault>> {
    Ok(match ContentFile::of_bytes(file, fs::read(file)?) {
        Err(fault) => vec![fault],
        Ok(text) => {
            check(&text);
            text.into_faults()
        }
    })
}

/// Checks that a text file is UTF-8, reading it in chunks.
fn text_fault(file: &Path) -> io::Result<Option<Fault>> {
    let mut reader = File::open(file)?;
    let mut buffer = vec![0; 64 * 1024];
    let mut kept = 0;
    loop {
        let read = reader.read(&mut buffer[kept..])?;
        let filled = &buffer[..kept + read];
        let rest = match std::str::from_utf8(filled) {
            Ok(text) if !text.contains('\0') => 0,
            // A character can continue in the next chunk.
            Err(error) if error.error_len().is_none() && read > 0 => {
                filled.len() - error.valid_up_to()
            }
            _ => {
                let problem = "This is not UTF-8 text, despite its file extension.";
                let advice = "Save it with the encoding UTF-8, or give the file the ending of \
                              what it is.";
                return Ok(Some(Fault::of_file(file, problem, advice)));
            }
        };
        let end = kept + read;
        if read == 0 {
            return Ok(None);
        }
        buffer.copy_within(end - rest..end, 0);
        kept = rest;
    }
}

/// Checks that browsers will read captions: they ignore files without the signature
/// (WebVTT, "WebVTT parser algorithm").
fn captions_fault(file: &Path) -> io::Result<Option<Fault>> {
    if let Some(fault) = text_fault(file)? {
        return Ok(Some(fault));
    }
    let start = start(file)?;
    let after = without_mark(&start).strip_prefix(b"WEBVTT");
    let is_signed =
        after.is_some_and(|after| matches!(after, [] | [b' ' | b'\t' | b'\n' | b'\r', ..]));
    Ok((!is_signed).then(|| {
        let problem = "This is not a WebVTT file, so browsers will not show its captions.";
        Fault::of_file(file, problem, "Start it with a line “WEBVTT”.")
    }))
}

/// Whether a file starts with an XML declaration.
fn is_declared_xml(file: &Path) -> io::Result<bool> {
    Ok(without_mark(&start(file)?).starts_with(b"<?xml"))
}

/// The first bytes of a file.
fn start(file: &Path) -> io::Result<Vec<u8>> {
    let mut start = Vec::new();
    File::open(file)?.take(64).read_to_end(&mut start)?;
    Ok(start)
}

/// A text without the byte order mark that some editors write before it.
fn without_mark(text: &[u8]) -> &[u8] {
    text.strip_prefix(b"\xef\xbb\xbf").unwrap_or(text)
}

fn signed_fault(file: &Path, ending: &str) -> io::Result<Option<Fault>> {
    let start = start(file)?;
    let signatures = SIGNATURES.iter().filter(|(of, ..)| of.contains(&ending));
    let mut matches = signatures
        .map(|(_, at, bytes)| start.get(*at..).is_some_and(|rest| rest.starts_with(bytes)));
    Ok((!matches.any(|is_there| is_there)).then(|| {
        let problem = format!("This is not a .{ending} file, despite its file extension.");
        Fault::of_file(file, problem, "Use the correct file extension.")
    }))
}
