use super::Fault;
use super::folder::Folder;
use std::cell::{Cell, RefCell};
use std::path::{Path, PathBuf};

/// How many bytes a file may have: far more than any text.
const MOST_BYTES: u64 = 2_000_000;

/// How many faults of one file are listed.
pub(super) const MOST_FAULTS: usize = 100;

/// A text file of the content folder, and the faults found in it so far.
pub(super) struct ContentFile {
    path: PathBuf,
    text: String,
    /// Where each line begins.
    lines: Vec<usize>,
    // The readers of a file's tables and of its body all report to one list.
    faults: RefCell<Vec<Fault>>,
    /// How many faults were found beyond those that are listed.
    unlisted: Cell<usize>,
}

impl ContentFile {
    /// Reads a file of a folder, which must be UTF-8.
    pub(super) fn open(folder: &Folder, path: &Path) -> Result<Self, Fault> {
        if folder.check(path)?.len() > MOST_BYTES {
            let problem = format!("The file is larger than {} MB.", MOST_BYTES / 1_000_000);
            let advice = "Write several shorter files.";
            return Err(Fault::of_file(path, problem, advice));
        }
        Self::of_bytes(path, folder.read(path)?)
    }

    /// What is in a file, which must be UTF-8.
    pub(super) fn of_bytes(path: &Path, bytes: Vec<u8>) -> Result<Self, Fault> {
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
        let ends = text.match_indices('\n').map(|(end, _)| end + 1);
        Self {
            path: path.to_owned(),
            lines: [0].into_iter().chain(ends).collect(),
            text,
            faults: RefCell::default(),
            unlisted: Cell::default(),
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
        if self.is_full() {
            self.unlisted.set(self.unlisted.get() + 1);
            return;
        }
        let fault = self.fault_at(offset, problem, advice);
        self.faults.borrow_mut().push(fault);
    }

    /// Whether further faults are only counted. What takes long to advise can then be
    /// left out.
    pub(super) fn is_full(&self) -> bool {
        self.faults.borrow().len() >= MOST_FAULTS
    }

    /// Whether no fault has been found so far.
    pub(super) fn is_faultless(&self) -> bool {
        self.faults.borrow().is_empty()
    }

    /// The faults that were found. Of a great many the last one says how many are not
    /// listed.
    pub(super) fn into_faults(self) -> Vec<Fault> {
        let unlisted = match self.unlisted.get() {
            0 => None,
            unlisted => Some(self.fault_at(
                self.text.len(),
                format!("… and {unlisted} more in this file."),
                "Correct those above, then check again.",
            )),
        };
        let mut faults = self.faults.into_inner();
        faults.extend(unlisted);
        faults
    }

    /// A fault at a byte of the text, for whoever knows later whether it is one.
    pub(super) fn fault_at(
        &self,
        offset: usize,
        problem: impl Into<String>,
        advice: impl Into<String>,
    ) -> Fault {
        let offset = self.text.floor_char_boundary(offset);
        let line = self.lines.partition_point(|start| *start <= offset);
        let start = line
            .checked_sub(1)
            .and_then(|before| self.lines.get(before));
        let before = &self.text[start.copied().unwrap_or_default()..offset];
        Fault {
            line,
            column: before.chars().count() + 1,
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
    fn of_a_great_many_faults_the_first_are_listed_and_the_others_counted() {
        let file = ContentFile::new(Path::new("x"), "a\n".repeat(1_000));
        for line in 0..150 {
            file.fault(2 * line, "Wrong.", "Write it right.");
        }
        let faults = file.into_faults();
        assert_eq!(faults.len(), MOST_FAULTS + 1);
        let last = faults.last().expect("there are some");
        assert_eq!(last.problem, "… and 50 more in this file.");
        assert_eq!(last.line, 1_001);
    }

    #[test]
    fn a_byte_order_mark_is_no_part_of_the_text() {
        let file = ContentFile::new(Path::new("x"), "\u{feff}+++".to_owned());
        assert_eq!(file.text(), "+++");
    }
}
