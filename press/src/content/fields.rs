//! Reads TOML field by field and continues after an error, so that editors see all errors
//! at once.

use super::ContentFile;
use super::moment::Moment;
use super::running_text::characters;
use super::suggestion::{self, shortened};
use super::today::Clock;
use crate::dates::PartialDate;
use jiff::civil::Date;
use jiff::tz::TimeZone;
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

/// The fields of one table. Callers take each by name and type; [`finish`](Self::finish)
/// then reports the fields that nobody took.
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

/// The types that fields can have.
#[derive(Clone, Copy)]
enum Type {
    Text,
    Number,
    /// True or false.
    Flag,
    Date,
    /// A day or a time.
    Moment,
    /// A day, a month or a year.
    Period,
    Texts,
    /// Two numbers from 0 to 1.
    Point,
    Table,
    Tables,
}

const FENCE: &str = "+++";

/// The characters that break a line or a column, not allowed in a single-line text.
const LINE_BREAKS: [char; 8] = [
    '\t', '\n', '\u{b}', '\u{c}', '\r', '\u{85}', '\u{2028}', '\u{2029}',
];

/// The maximum length of a list of texts and of a list of tables.
const MOST_TEXTS: usize = 1_000;
const MOST_TABLES: usize = 100_000;

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

    /// A single-line text.
    pub(super) fn text(&mut self, name: &'static str, most: usize) -> Option<Located<String>> {
        let value = self.required(name, Type::Text)?;
        self.as_text(name, value, most, Type::Text)
    }

    /// A Markdown text, in one or more lines. Its offset is that of its first character.
    pub(super) fn markdown(&mut self, name: &'static str, most: usize) -> Option<Located<String>> {
        let value = self.required(name, Type::Text)?;
        let DeValue::String(text) = value.get_ref() else {
            return self.wrong_type(name, value, Type::Text);
        };
        let length = text.chars().count();
        if text.trim().is_empty() || length > most {
            return self.as_text(name, value, most, Type::Text);
        }
        let written = &self.file().text()[self.offset(value)..];
        let quotes = written
            .find(|it: char| !"\"'\r\n".contains(it))
            .unwrap_or_default();
        self.is_publishable(value, text).then(|| Located {
            value: text.clone().into_owned(),
            offset: self.offset(value) + quotes,
        })
    }

    /// An optional single-line text.
    pub(super) fn optional_text(
        &mut self,
        name: &'static str,
        most: usize,
    ) -> Option<Located<String>> {
        let value = self.optional(name)?;
        self.as_text(name, value, most, Type::Text)
    }

    /// A date no later than the clock's.
    pub(super) fn date(&mut self, name: &'static str, clock: &Clock) -> Option<Located<Date>> {
        let value = self.required(name, Type::Date)?;
        self.as_date(name, value, Some(clock))
    }

    /// An optional date no later than the clock's.
    pub(super) fn optional_date(
        &mut self,
        name: &'static str,
        clock: &Clock,
    ) -> Option<Located<Date>> {
        let value = self.optional(name)?;
        self.as_date(name, value, Some(clock))
    }

    /// A date, past or future.
    pub(super) fn any_date(&mut self, name: &'static str) -> Option<Date> {
        let value = self.required(name, Type::Date)?;
        Some(self.as_date(name, value, None)?.value)
    }

    /// A day or time no later than the clock's.
    pub(super) fn moment(&mut self, name: &'static str, clock: &Clock) -> Option<Located<Moment>> {
        let value = self.required(name, Type::Moment)?;
        self.as_past_moment(name, value, clock)
    }

    /// An optional day or time no later than the clock's.
    pub(super) fn optional_moment(
        &mut self,
        name: &'static str,
        clock: &Clock,
    ) -> Option<Located<Moment>> {
        let value = self.optional(name)?;
        self.as_past_moment(name, value, clock)
    }

    /// A day or time, past or future. Times without an offset are in a zone.
    pub(super) fn required_moment(
        &mut self,
        name: &'static str,
        zone: &TimeZone,
    ) -> Option<Located<Moment>> {
        let value = self.required(name, Type::Moment)?;
        self.as_moment(name, value, zone)
    }

    /// An optional day or time, past or future. Times without an offset are in a zone.
    pub(super) fn any_moment(
        &mut self,
        name: &'static str,
        zone: &TimeZone,
    ) -> Option<Located<Moment>> {
        let value = self.optional(name)?;
        self.as_moment(name, value, zone)
    }

    fn as_past_moment(
        &self,
        name: &str,
        value: &Spanned<DeValue<'_>>,
        clock: &Clock,
    ) -> Option<Located<Moment>> {
        let moment = self.as_moment(name, value, &clock.zone)?;
        if clock.is_future(&moment.value) {
            let now = match moment.value.is_day() {
                true => "today’s date",
                false => "the current time",
            };
            let (problem, advice) = clock.too_late(&moment.value, now);
            self.file().fault(moment.offset, problem, advice);
            return None;
        }
        Some(moment)
    }

    fn as_moment(
        &self,
        name: &str,
        value: &Spanned<DeValue<'_>>,
        zone: &TimeZone,
    ) -> Option<Located<Moment>> {
        let moment = match value.get_ref() {
            DeValue::Datetime(time) => Moment::of_toml(time, zone),
            _ => None,
        };
        let offset = self.offset(value);
        match moment {
            Some(Ok(value)) => Some(Located { value, offset }),
            Some(Err((problem, advice))) => {
                self.file().fault(offset, problem, advice);
                None
            }
            None => self.wrong_type(name, value, Type::Moment),
        }
    }

    /// A date no later than the clock's, or its month or year as a text: `1993-07`.
    pub(super) fn day_month_or_year(
        &mut self,
        name: &'static str,
        clock: &Clock,
    ) -> Option<Located<PartialDate>> {
        let value = self.required(name, Type::Period)?;
        self.as_period(name, value, clock)
    }

    /// An optional date, month or year; see
    /// [`day_month_or_year`](Self::day_month_or_year).
    pub(super) fn optional_day_month_or_year(
        &mut self,
        name: &'static str,
        clock: &Clock,
    ) -> Option<Located<PartialDate>> {
        let value = self.optional(name)?;
        self.as_period(name, value, clock)
    }

    fn as_period(
        &self,
        name: &str,
        value: &Spanned<DeValue<'_>>,
        clock: &Clock,
    ) -> Option<Located<PartialDate>> {
        let DeValue::String(text) = value.get_ref() else {
            let date = self.as_date(name, value, Some(clock))?;
            return Some(Located {
                value: PartialDate::Day(date.value),
                offset: date.offset,
            });
        };
        let Some(date) = PartialDate::month_or_year(text) else {
            return self.wrong_type(name, value, Type::Period);
        };
        let offset = self.offset(value);
        if date.first_day() > clock.today {
            let (problem, advice) = clock.too_late(text, "the current month or year,");
            self.file().fault(offset, problem, advice);
            return None;
        }
        Some(Located {
            value: date,
            offset,
        })
    }

    /// A positive whole number.
    pub(super) fn number(&mut self, name: &'static str) -> Option<u32> {
        let value = self.required(name, Type::Number)?;
        Some(self.as_number(name, value)?.value)
    }

    /// An optional positive whole number.
    pub(super) fn optional_number(&mut self, name: &'static str) -> Option<Located<u32>> {
        let value = self.optional(name)?;
        self.as_number(name, value)
    }

    fn as_number(&self, name: &str, value: &Spanned<DeValue<'_>>) -> Option<Located<u32>> {
        let DeValue::Integer(integer) = value.get_ref() else {
            return self.wrong_type(name, value, Type::Number);
        };
        let number = u32::from_str_radix(integer.as_str(), integer.radix());
        let number = number.ok().filter(|number| *number > 0);
        if number.is_none() {
            let integer = shortened(integer.as_str());
            let problem = format!("{integer} is not a valid number for “{name}”.");
            let advice = "Write a positive whole number.";
            self.file().fault(self.offset(value), problem, advice);
        }
        Some(Located {
            value: number?,
            offset: self.offset(value),
        })
    }

    /// Whether an optional field is true.
    pub(super) fn flag(&mut self, name: &'static str) -> Option<Located<bool>> {
        let value = self.optional(name)?;
        let DeValue::Boolean(flag) = value.get_ref() else {
            return self.wrong_type(name, value, Type::Flag);
        };
        Some(Located {
            value: *flag,
            offset: self.offset(value),
        })
    }

    /// An optional point of a picture: two numbers from 0 to 1, here in thousandths.
    pub(super) fn optional_thousandths(&mut self, name: &'static str) -> Option<Located<[u16; 2]>> {
        let value = self.optional(name)?;
        let thousandths = |number: &Spanned<DeValue<'_>>| {
            let number: f64 = match number.get_ref() {
                DeValue::Integer(number) => number.as_str().parse().ok()?,
                DeValue::Float(number) => number.as_str().parse().ok()?,
                _ => return None,
            };
            // In this range, it fits the type.
            (0.0..=1.0)
                .contains(&number)
                .then(|| (number * 1_000.0).round() as u16)
        };
        let point = match value.get_ref() {
            DeValue::Array(numbers) => match &numbers[..] {
                [x, y] => thousandths(x).zip(thousandths(y)),
                _ => None,
            },
            _ => return self.wrong_type(name, value, Type::Point),
        };
        let offset = self.offset(value);
        let Some((x, y)) = point else {
            let problem = format!("“{name}” is not a point of the picture.");
            self.file().fault(offset, problem, Type::Point.advice(name));
            return None;
        };
        Some(Located {
            value: [x, y],
            offset,
        })
    }

    /// A list of texts, possibly empty.
    pub(super) fn texts(
        &mut self,
        name: &'static str,
        most: usize,
    ) -> Option<Vec<Located<String>>> {
        let value = self.required(name, Type::Texts)?;
        self.as_texts(name, value, most)
    }

    /// An optional list of texts, possibly empty.
    pub(super) fn optional_texts(
        &mut self,
        name: &'static str,
        most: usize,
    ) -> Option<Vec<Located<String>>> {
        let value = self.optional(name)?;
        self.as_texts(name, value, most)
    }

    fn as_texts(
        &self,
        name: &str,
        value: &Spanned<DeValue<'_>>,
        most: usize,
    ) -> Option<Vec<Located<String>>> {
        let DeValue::Array(items) = value.get_ref() else {
            return self.wrong_type(name, value, Type::Texts);
        };
        self.check_length(name, value, items.len(), MOST_TEXTS)?;
        // Read all items before failing on the first bad one, so that every fault is
        // reported.
        let texts: Vec<_> = items
            .iter()
            .map(|item| self.as_text(name, item, most, Type::Texts))
            .collect();
        texts.into_iter().collect()
    }

    /// A table: `[name]`.
    pub(super) fn table(&mut self, name: &'static str) -> Option<Self> {
        let value = self.required(name, Type::Table)?;
        self.as_table(name, value)
    }

    /// An optional table.
    pub(super) fn optional_table(&mut self, name: &'static str) -> Option<Self> {
        let value = self.optional(name)?;
        self.as_table(name, value)
    }

    fn as_table(&self, name: &str, value: &'a Spanned<DeValue<'a>>) -> Option<Self> {
        match value.get_ref() {
            DeValue::Table(table) => Some(Self::new(self.toml, table, self.offset(value))),
            _ => self.wrong_type(name, value, Type::Table),
        }
    }

    /// A list of tables, each `[[name]]`, with at least one.
    pub(super) fn tables(&mut self, name: &'static str) -> Option<Vec<Self>> {
        let value = self.required(name, Type::Tables)?;
        self.as_tables(name, value)
    }

    /// An optional list of tables, each `[[name]]`.
    pub(super) fn optional_tables(&mut self, name: &'static str) -> Option<Vec<Self>> {
        let value = self.optional(name)?;
        self.as_tables(name, value)
    }

    fn as_tables(&self, name: &str, value: &'a Spanned<DeValue<'a>>) -> Option<Vec<Self>> {
        let DeValue::Array(items) = value.get_ref() else {
            return self.wrong_type(name, value, Type::Tables);
        };
        if items.is_empty() {
            let problem = format!("The list “{name}” is empty.");
            self.file()
                .fault(self.offset(value), problem, Type::Tables.advice(name));
            return None;
        }
        self.check_length(name, value, items.len(), MOST_TABLES)?;
        let as_table = |item: &'a Spanned<DeValue<'a>>| match item.get_ref() {
            DeValue::Table(table) => Some(Self::new(self.toml, table, self.offset(item))),
            _ => self.wrong_type(name, item, Type::Tables),
        };
        let tables: Vec<_> = items.iter().map(as_table).collect();
        tables.into_iter().collect()
    }

    /// `None` if a list is too long, which is reported.
    fn check_length(
        &self,
        name: &str,
        value: &Spanned<DeValue<'_>>,
        length: usize,
        most: usize,
    ) -> Option<()> {
        if length > most {
            let problem = format!("The list “{name}” has {length} items.");
            let advice = format!("Write at most {most}.");
            self.file().fault(self.offset(value), problem, advice);
            return None;
        }
        Some(())
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

    fn required(&mut self, name: &'static str, wanted: Type) -> Option<&'a Spanned<DeValue<'a>>> {
        self.asked_for.push(name);
        let value = self.table.get(name);
        // After a syntax error, there is no telling which fields exist.
        if value.is_none() && self.toml.syntax_errors.is_empty() {
            let problem = format!("The field “{name}” is missing.");
            self.file().fault(self.start, problem, wanted.advice(name));
        }
        value.filter(|value| self.toml.is_intact(value))
    }

    fn optional(&mut self, name: &'static str) -> Option<&'a Spanned<DeValue<'a>>> {
        self.asked_for.push(name);
        let value = self.table.get(name)?;
        self.toml.is_intact(value).then_some(value)
    }

    fn as_text(
        &self,
        name: &str,
        value: &Spanned<DeValue<'_>>,
        most: usize,
        wanted: Type,
    ) -> Option<Located<String>> {
        let DeValue::String(text) = value.get_ref() else {
            return self.wrong_type(name, value, wanted);
        };
        let offset = self.offset(value);
        let length = text.chars().count();
        if text.trim().is_empty() {
            let problem = format!("“{name}” is empty.");
            self.file().fault(offset, problem, wanted.advice(name));
        } else if length > most {
            let problem = format!("“{name}” has {length} characters.");
            let advice = format!("Write at most {most}.");
            self.file().fault(offset, problem, advice);
        } else if text.contains(LINE_BREAKS) {
            let problem = format!("“{name}” contains a line break or a tab.");
            self.file().fault(offset, problem, "Write it on one line.");
        } else if self.is_publishable(value, text) {
            return Some(Located {
                value: text.clone().into_owned(),
                offset,
            });
        }
        None
    }

    /// Whether a text has only publishable characters. Others are reported where they
    /// occur or, if escaped as in `\uFFFE`, at the value.
    fn is_publishable(&self, value: &Spanned<DeValue<'_>>, text: &str) -> bool {
        let start = self.offset(value);
        let end = self.toml.start + value.span().end;
        let written = self.file().text().get(start..end).unwrap_or_default();
        characters::check(self.file(), text, |at| {
            let character = text[at..].chars().next();
            let at = character.and_then(|character| written.find(character));
            start + at.unwrap_or_default()
        })
    }

    fn as_date(
        &self,
        name: &str,
        value: &Spanned<DeValue<'_>>,
        clock: Option<&Clock>,
    ) -> Option<Located<Date>> {
        let day = match value.get_ref() {
            DeValue::Datetime(moment) if moment.time.is_none() => moment.date,
            _ => None,
        };
        let date = day.and_then(|day| {
            // TOML dates always fit these types.
            let (year, month) = (i16::try_from(day.year).ok()?, i8::try_from(day.month).ok()?);
            Date::new(year, month, i8::try_from(day.day).ok()?).ok()
        });
        let Some(date) = date else {
            return self.wrong_type(name, value, Type::Date);
        };
        let offset = self.offset(value);
        if let Some(clock) = clock.filter(|clock| date > clock.today) {
            let (problem, advice) = clock.too_late(date, "today’s date");
            self.file().fault(offset, problem, advice);
            return None;
        }
        Some(Located {
            value: date,
            offset,
        })
    }

    fn wrong_type<T>(&self, name: &str, value: &Spanned<DeValue<'_>>, wanted: Type) -> Option<T> {
        let found = match value.get_ref() {
            DeValue::String(_) => "text",
            DeValue::Integer(_) => "a whole number",
            DeValue::Float(_) => "a number",
            DeValue::Boolean(_) => "true or false",
            DeValue::Datetime(moment) if moment.date.is_none() => "a time",
            DeValue::Datetime(moment) if moment.time.is_some() => "a date with a time",
            DeValue::Datetime(_) => "a date",
            DeValue::Array(_) => "a list",
            DeValue::Table(_) => "a table",
        };
        self.file().fault(
            self.offset(value),
            format!("Wrong type for “{name}”: {found}."),
            wanted.advice(name),
        );
        None
    }

    fn offset(&self, value: &Spanned<DeValue<'_>>) -> usize {
        self.toml.start + value.span().start
    }
}

impl Type {
    fn advice(self, name: &str) -> String {
        match self {
            Self::Text => format!("Write text in quotes: {name} = \"…\""),
            Self::Number => format!("Write a whole number: {name} = 100"),
            Self::Flag => format!("Write true, or leave it out: {name} = true"),
            Self::Date => format!("Write a date: {name} = 2012-10-23"),
            Self::Moment => {
                format!("Write a day or a time: {name} = 2012-10-23 or {name} = 2012-10-23T06:00")
            }
            Self::Period => format!(
                "Write a date, or a month or year in quotes: {name} = 2012-10-23, \
                 {name} = \"2012-10\" or {name} = \"2012\""
            ),
            Self::Texts => format!("Write a list: {name} = [\"…\", \"…\"]"),
            Self::Point => format!(
                "Write how far from the left and from the top, each from 0 to 1: {name} = [0.5, 0.3]"
            ),
            Self::Table => format!("Write a table: a line [{name}], then its fields."),
            Self::Tables => {
                format!("Write a line [[{name}]] for each, then its fields.")
            }
        }
    }
}
