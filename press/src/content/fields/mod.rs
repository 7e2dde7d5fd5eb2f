//! Reads TOML field by field and continues after an error, so that editors see all errors
//! at once.

mod field;

use super::ContentFile;
use super::suggestion::{self, shortened};
use field::Field;
use std::ops::Range;
use toml::Spanned;
use toml::de::{DeTable, DeValue};

/// The TOML of a file: its front matter, or the whole file.
pub(super) struct Toml<'a> {
    file: &'a ContentFile,
    /// The offset of the TOML in the file.
    start: usize,
    table: DeTable<'a>,
    /// The offsets of syntax errors, in order. What was written there is unknown.
    syntax_errors: Vec<usize>,
}

/// A file's front matter and the text that follows.
pub(super) struct Document<'a> {
    pub(super) front_matter: Toml<'a>,
    pub(super) body: &'a str,
    /// The offset of the body in the file.
    pub(super) body_start: usize,
}

/// The fields of one table. Callers take each by name, required or optional, and read it as
/// some type; [`finish`](Self::finish) then reports the fields that nobody took.
pub(super) struct Fields<'a> {
    toml: &'a Toml<'a>,
    table: &'a DeTable<'a>,
    /// The offset of the table in the file.
    start: usize,
    asked_for: Vec<&'static str>,
}

/// A value and its offset in the file.
#[derive(Clone, Debug)]
pub(super) struct Located<T> {
    pub(super) value: T,
    pub(super) offset: usize,
}

impl<T> Located<T> {
    /// Another value at the same offset.
    pub(super) fn map<U>(self, change: impl FnOnce(T) -> U) -> Located<U> {
        Located {
            value: change(self.value),
            offset: self.offset,
        }
    }

    /// The values of a list, which is empty if the field is missing or has a fault.
    pub(super) fn values(list: Option<Vec<Self>>) -> Vec<T> {
        let list = list.into_iter().flatten();
        list.map(|located| located.value).collect()
    }
}

const FENCE: &str = "+++";

impl<'a> Document<'a> {
    /// Splits a file; `None` if it has no front matter, which is reported.
    pub(super) fn parse(file: &'a ContentFile) -> Option<Self> {
        let text = file.text();
        let mut lines = text.split_inclusive('\n');
        let opening = lines.next().unwrap_or_default();
        if opening.trim_end() != FENCE {
            let advice = "Start the file with a line “+++”, the fields, and another line “+++”.";
            file.fault(0, "The file has no front matter.", advice);
            return None;
        }
        let start = opening.len();
        let mut end = start;
        for line in lines {
            if line.trim_end() == FENCE {
                let body_start = end + line.len();
                return Some(Self {
                    front_matter: Toml::parse(file, start..end),
                    body: &text[body_start..],
                    body_start,
                });
            }
            end += line.len();
        }
        let advice = "Add a line “+++” between the fields and the text.";
        file.fault(0, "The front matter does not end.", advice);
        None
    }
}

impl<'a> Toml<'a> {
    /// Parses a part of a file and reports its syntax errors.
    pub(super) fn parse(file: &'a ContentFile, part: Range<usize>) -> Self {
        let start = part.start;
        let (table, errors) = DeTable::parse_recoverable(&file.text()[part]);
        let mut syntax_errors = Vec::new();
        for error in errors {
            let span = error.span().unwrap_or_default();
            file.fault(
                start + span.start,
                format!("This is not valid TOML: {}.", error.message()),
                "Write each field on its own line: text as name = \"…\", a date as name = 2012-10-23, \
                 a list as name = [\"…\", \"…\"].",
            );
            syntax_errors.push(span.start);
        }
        syntax_errors.sort_unstable();
        Self {
            file,
            start,
            table: table.into_inner(),
            syntax_errors,
        }
    }

    /// The fields of the root table.
    pub(super) fn fields(&'a self) -> Fields<'a> {
        self.fields_at(0)
    }

    /// The fields of the root table; what is missing is reported at an offset in the file.
    pub(super) fn fields_at(&'a self, offset: usize) -> Fields<'a> {
        Fields::new(self, &self.table, offset)
    }

    /// Whether a value parsed; if not, that has been reported.
    fn is_intact(&self, value: &Spanned<DeValue<'_>>) -> bool {
        let span = value.span();
        let errors = &self.syntax_errors;
        let first = errors.partition_point(|error| *error < span.start);
        errors.get(first).is_none_or(|error| *error > span.end)
    }
}

impl<'a> Fields<'a> {
    fn new(toml: &'a Toml<'a>, table: &'a DeTable<'a>, start: usize) -> Self {
        Self {
            toml,
            table,
            start,
            asked_for: Vec::new(),
        }
    }

    /// The file that the fields are in, for reporting faults.
    pub(super) fn file(&self) -> &'a ContentFile {
        self.toml.file
    }

    /// The offset of the table in the file.
    pub(super) fn offset_of_table(&self) -> usize {
        self.start
    }

    /// Whether a field exists, whatever its value.
    pub(super) fn has(&self, name: &str) -> bool {
        self.table.contains_key(name)
    }

    /// A field whose absence is a fault.
    pub(super) fn required(&mut self, name: &'static str) -> Field<'a> {
        self.field(name, Some(self.start))
    }

    /// A field that may be missing.
    pub(super) fn optional(&mut self, name: &'static str) -> Field<'a> {
        self.field(name, None)
    }

    /// A field that is required under a condition, as by the site's `require`.
    pub(super) fn required_if(&mut self, condition: bool, name: &'static str) -> Field<'a> {
        self.field(name, condition.then_some(self.start))
    }

    fn field(&mut self, name: &'static str, missing_at: Option<usize>) -> Field<'a> {
        self.asked_for.push(name);
        Field::new(self.toml, name, self.table.get(name), missing_at)
    }

    /// Reports the fields that were not taken.
    pub(super) fn finish(self) {
        for key in self.table.keys() {
            let name = key.get_ref();
            if !self.asked_for.contains(&name.as_ref()) {
                self.file().fault(
                    self.toml.start + key.span().start,
                    format!("Unknown field “{}”.", shortened(name)),
                    suggestion::one_of(name, self.asked_for.iter().copied()),
                );
            }
        }
    }
}
