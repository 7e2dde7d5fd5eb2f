use crate::terminal::{Shown, visible};
use std::collections::BTreeSet;
use std::fmt;
use std::path::{Path, PathBuf};

/// A problem in a file that blocks publishing.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Fault {
    /// The path of the file, starting with the content folder as it was given.
    pub file: PathBuf,
    /// The line, counted from 1.
    pub line: usize,
    /// The column in characters, counted from 1.
    pub column: usize,
    /// What is wrong, in a sentence.
    pub problem: String,
    /// How to fix it, in a sentence.
    pub advice: String,
}

impl Fault {
    /// A fault of a whole file, at its first position.
    pub(crate) fn of_file(
        file: &Path,
        problem: impl Into<String>,
        advice: impl Into<String>,
    ) -> Self {
        Self {
            file: file.to_owned(),
            line: 1,
            column: 1,
            problem: problem.into(),
            advice: advice.into(),
        }
    }
}

/// `file:line:column: problem`, which editors and terminals turn into a link, with the
/// advice below.
impl fmt::Display for Fault {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let file = self.file.shown();
        let (problem, advice) = (visible(&self.problem), visible(&self.advice));
        writeln!(f, "{file}:{}:{}: {problem}", self.line, self.column)?;
        write!(f, "    {advice}")
    }
}

/// All faults of a content folder, sorted by file, line and column; at least one.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Faults(Vec<Fault>);

impl Faults {
    pub(super) fn new(mut faults: Vec<Fault>) -> Self {
        faults.sort();
        Self(faults)
    }

    /// The faults, in order.
    pub fn iter(&self) -> std::slice::Iter<'_, Fault> {
        self.0.iter()
    }
}

impl fmt::Display for Faults {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        for fault in &self.0 {
            writeln!(f, "{fault}")?;
        }
        let files: BTreeSet<_> = self.0.iter().map(|fault| &fault.file).collect();
        let count = |number: usize, noun: &str| match number {
            1 => format!("1 {noun}"),
            _ => format!("{number} {noun}s"),
        };
        let faults = count(self.0.len(), "error");
        let files = count(files.len(), "file");
        write!(f, "{faults} in {files}; nothing was published.")
    }
}

impl std::error::Error for Faults {}

#[cfg(test)]
mod tests {
    use super::*;

    fn fault(file: &str, line: usize, column: usize) -> Fault {
        Fault {
            line,
            column,
            ..Fault::of_file(Path::new(file), "Wrong.", "Write it right.")
        }
    }

    #[test]
    fn faults_are_in_order_and_counted() {
        let faults = vec![fault("b", 1, 1), fault("a", 10, 1), fault("a", 9, 2)];
        let printed = Faults::new(faults).to_string();
        let expected = "\
a:9:2: Wrong.
    Write it right.
a:10:1: Wrong.
    Write it right.
b:1:1: Wrong.
    Write it right.
3 errors in 2 files; nothing was published.";
        assert_eq!(printed, expected);
    }

    #[test]
    fn terminal_control_characters_are_escaped() {
        let fault = Fault::of_file(Path::new("a"), "“\u{1b}[31m\u{202e}ä\n”.", "\u{7}");
        let expected = "a:1:1: “\\u{1b}[31m\\u{202e}ä\\n”.\n    \\u{7}";
        assert_eq!(fault.to_string(), expected);
    }

    #[test]
    fn a_single_fault_is_counted_in_the_singular() {
        let printed = Faults::new(vec![fault("a", 1, 1)]).to_string();
        assert!(printed.ends_with("\n1 error in 1 file; nothing was published."));
    }
}
