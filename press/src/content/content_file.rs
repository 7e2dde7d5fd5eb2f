use super::Fault;
use std::cell::RefCell;
use std::fs;
use std::io;
use std::path::{Path, PathBuf};

/// A text file of the content folder, and the faults found in it so far.
pub(super) struct ContentFile {
    path: PathBuf,
    text: String,
    // The readers of a file's tables and of its body all report to one list.
    faults: RefCell<Vec<Fault>>,
}

impl ContentFile {
    /// Reads a file, which must be UTF-8.
    pub(super) fn open(path: &Path) -> Result<Self, Fault> {
        let bytes = fs::read(path).map_err(|error| match error.kind() {
            io::ErrorKind::NotFound => {
                let advice = "Create it; docs/content-format.md tells what is in it.";
                Fault::of_file(path, "The file is missing.", advice)
            }
            _ => {
                let problem = format!("The file cannot be read: {error}.");
                Fault::of_file(path, problem, "Make it a file that can be read.")
            }
        })?;
        let invalid_from = std::str::from_utf8(&bytes)
            .err()
            .map(|error| error.valid_up_to());
        let text = String::from_utf8_lossy(&bytes).into_owned();
        let file = Self::new(path, text);
        let Some(offset) = invalid_from else {
            return Ok(file);
        };
        let problem = "The file is not UTF-8 text from here on.";
        Err(file.fault_at(offset, problem, "Save it with the encoding UTF-8."))
    }

    pub(super) fn new(path: &Path, text: String) -> Self {
        // Some editors put a byte order mark first, which is no part of the text.
        let text = match text.strip_prefix('\u{feff}') {
            Some(rest) => rest.to_owned(),
            None => text,
        };
        Self {
            path: path.to_owned(),
            text,
            faults: RefCell::default(),
        }
    }

    pub(super) fn text(&self) -> &str {
        &self.text
    }

    /// Reports a fault at a byte of the text.
    pub(super) fn fault(
        &self,
        offset: usize,
        problem: impl Into<String>,
        advice: impl Into<String>,
    ) {
        let fault = self.fault_at(offset, problem, advice);
        self.faults.borrow_mut().push(fault);
    }

    pub(super) fn into_faults(self) -> Vec<Fault> {
        self.faults.into_inner()
    }

    fn fault_at(
        &self,
        offset: usize,
        problem: impl Into<String>,
        advice: impl Into<String>,
    ) -> Fault {
        let before = &self.text[..self.text.floor_char_boundary(offset)];
        let (lines, last_line) = match before.rsplit_once('\n') {
            Some((lines, last_line)) => (lines.split('\n').count(), last_line),
            None => (0, before),
        };
        Fault {
            line: lines + 1,
            column: last_line.chars().count() + 1,
            ..Fault::of_file(&self.path, problem, advice)
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn positions_count_lines_and_characters_from_one() {
        let file = ContentFile::new(Path::new("x"), "añb\n\nüc".to_owned());
        let position = |offset| {
            let fault = file.fault_at(offset, "", "");
            (fault.line, fault.column)
        };
        assert_eq!(position(0), (1, 1));
        assert_eq!(position(3), (1, 3));
        assert_eq!(position(4), (1, 4));
        assert_eq!(position(5), (2, 1));
        assert_eq!(position(8), (3, 2));
        assert_eq!(position(1000), (3, 3));
    }

    #[test]
    fn a_byte_order_mark_is_no_part_of_the_text() {
        let file = ContentFile::new(Path::new("x"), "\u{feff}+++".to_owned());
        assert_eq!(file.text(), "+++");
    }
}
