use super::Fault;
use super::folder::Folder;
use std::cell::{Cell, RefCell};
use std::collections::BTreeMap;
use std::path::{Path, PathBuf};

/// The maximum file size in bytes: far more than any text needs.
const MOST_BYTES: u64 = 2_000_000;

/// The maximum number of faults listed per file.
const MOST_FAULTS: usize = 100;

/// Those of the faults found once all files are read that are listed: the first of each file.
pub(super) fn listed(faults: impl Iterator<Item = Fault>) -> impl Iterator<Item = Fault> {
    let mut counts: BTreeMap<PathBuf, usize> = BTreeMap::new();
    faults.filter(move |fault| {
        let count = counts.entry(fault.file.clone()).or_default();
        *count += 1;
        *count <= MOST_FAULTS
    })
}

/// A text file of the content folder, with the faults found so far.
pub(super) struct ContentFile {
    path: PathBuf,
    text: String,
    /// The offset of each line's first byte.
    lines: Vec<usize>,
    // Interior mutability lets the readers of a file's tables and body share one list.
    faults: RefCell<Vec<Fault>>,
    /// The number of faults beyond those listed.
    unlisted: Cell<usize>,
}

impl ContentFile {
    /// Reads a file, which must be UTF-8, from a folder.
    pub(super) fn open(folder: &Folder, path: &Path) -> Result<Self, Fault> {
        let Some(bytes) = folder.read_up_to(path, MOST_BYTES)? else {
            let problem = format!("The file is larger than {} MB.", MOST_BYTES / 1_000_000);
            let advice = "Split it into several shorter files.";
            return Err(Fault::of_file(path, problem, advice));
        };
        Self::of_bytes(path, bytes)
    }

    /// Creates a file from its contents, which must be UTF-8.
    pub(super) fn of_bytes(path: &Path, bytes: Vec<u8>) -> Result<Self, Fault> {
        let invalid_from = std::str::from_utf8(&bytes)
            .err()
            .map(|error| error.valid_up_to());
        let text = String::from_utf8_lossy(&bytes).into_owned();
        let file = Self::new(path, text);
        let Some(offset) = invalid_from else {
            return Ok(file);
        };
        let problem = "The text is not valid UTF-8 from here on.";
        Err(file.fault_at(offset, problem, "Save it with UTF-8 encoding."))
    }

    /// The path that it was read from.
    pub(super) fn path(&self) -> &Path {
        &self.path
    }

    pub(super) fn new(path: &Path, text: String) -> Self {
        // Some editors write a byte order mark, which is not part of the text.
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

    /// Whether further faults are only counted. Callers can then skip advice that is slow
    /// to compute.
    pub(super) fn is_full(&self) -> bool {
        self.faults.borrow().len() >= MOST_FAULTS
    }

    /// Whether no fault has been found so far.
    pub(super) fn is_faultless(&self) -> bool {
        self.faults.borrow().is_empty()
    }

    /// The faults found so far. If there are too many, the last one says how many are not
    /// listed.
    pub(super) fn into_faults(self) -> Vec<Fault> {
        let unlisted = match self.unlisted.get() {
            0 => None,
            unlisted => Some(self.fault_at(
                self.text.len(),
                format!("… and {unlisted} more in this file."),
                "Fix the ones above, then check again.",
            )),
        };
        let mut faults = self.faults.into_inner();
        faults.extend(unlisted);
        faults
    }

    /// Creates a fault at a byte of the text without reporting it, for callers that
    /// decide later.
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
    fn only_the_first_faults_are_listed_and_the_rest_counted() {
        let file = ContentFile::new(Path::new("x"), "a\n".repeat(1_000));
        for line in 0..150 {
            file.fault(2 * line, "Wrong.", "Write it right.");
        }
        let faults = file.into_faults();
        assert_eq!(faults.len(), MOST_FAULTS + 1);
        let last = faults.last().expect("some faults");
        assert_eq!(last.problem, "… and 50 more in this file.");
        assert_eq!(last.line, 1_001);
    }

    #[test]
    fn a_byte_order_mark_is_not_part_of_the_text() {
        let file = ContentFile::new(Path::new("x"), "\u{feff}+++".to_owned());
        assert_eq!(file.text(), "+++");
    }
}
