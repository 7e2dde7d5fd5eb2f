//! One field of a table, read as some type. What it cannot be read as is reported, with
//! what to write instead.

use super::{Fields, Located, Toml};
use crate::content::ContentFile;
use crate::content::moment::Moment;
use crate::content::running_text::characters;
use crate::content::suggestion::shortened;
use crate::content::today::Clock;
use crate::dates::PartialDate;
use jiff::civil::Date;
use jiff::tz::TimeZone;
use toml::Spanned;
use toml::de::DeValue;

type Value<'a> = Spanned<DeValue<'a>>;

/// A field that may be missing. Each method reads it as a type and returns `None` if it is
/// missing or faulty; a fault has then been reported.
pub(in crate::content) struct Field<'a> {
    toml: &'a Toml<'a>,
    name: &'static str,
    value: Option<&'a Value<'a>>,
    /// Where to report that it is missing, if that is a fault.
    missing_at: Option<usize>,
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

/// The characters that break a line or a column, not allowed in a single-line text.
const LINE_BREAKS: [char; 8] = [
    '\t', '\n', '\u{b}', '\u{c}', '\r', '\u{85}', '\u{2028}', '\u{2029}',
];

/// The maximum length of a list of texts and of a list of tables.
const MOST_TEXTS: usize = 1_000;
const MOST_TABLES: usize = 100_000;

impl<'a> Field<'a> {
    pub(super) fn new(
        toml: &'a Toml<'a>,
        name: &'static str,
        value: Option<&'a Value<'a>>,
        missing_at: Option<usize>,
    ) -> Self {
        Self {
            toml,
            name,
            value,
            missing_at,
        }
    }

    /// A single-line text of at most this many characters.
    pub(in crate::content) fn text(self, most: usize) -> Option<Located<String>> {
        self.as_text(self.value_for(Type::Text)?, most, Type::Text)
    }

    /// A Markdown text, in one or more lines. Its offset is that of its first character.
    pub(in crate::content) fn markdown(self, most: usize) -> Option<Located<String>> {
        let value = self.value_for(Type::Text)?;
        let DeValue::String(text) = value.get_ref() else {
            return self.wrong_type(value, Type::Text);
        };
        let length = text.chars().count();
        if text.trim().is_empty() || length > most {
            return self.as_text(value, most, Type::Text);
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

    /// A date no later than the clock's.
    pub(in crate::content) fn date(self, clock: &Clock) -> Option<Located<Date>> {
        self.as_past_date(self.value_for(Type::Date)?, clock)
    }

    /// A date, past or future.
    pub(in crate::content) fn any_date(self) -> Option<Located<Date>> {
        self.as_date(self.value_for(Type::Date)?)
    }

    /// A day or time no later than the clock's.
    pub(in crate::content) fn moment(self, clock: &Clock) -> Option<Located<Moment>> {
        let moment = self.as_moment(self.value_for(Type::Moment)?, &clock.zone)?;
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

    /// A day or time, past or future. Times without an offset are in a zone.
    pub(in crate::content) fn any_moment(self, zone: &TimeZone) -> Option<Located<Moment>> {
        self.as_moment(self.value_for(Type::Moment)?, zone)
    }

    /// A date no later than the clock's, or its month or year as a text: `1993-07`.
    pub(in crate::content) fn day_month_or_year(
        self,
        clock: &Clock,
    ) -> Option<Located<PartialDate>> {
        let value = self.value_for(Type::Period)?;
        let DeValue::String(text) = value.get_ref() else {
            let date = self.as_past_date(value, clock)?;
            return Some(date.map(PartialDate::Day));
        };
        let Some(date) = PartialDate::month_or_year(text) else {
            return self.wrong_type(value, Type::Period);
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
    pub(in crate::content) fn number(self) -> Option<Located<u32>> {
        let value = self.value_for(Type::Number)?;
        let DeValue::Integer(integer) = value.get_ref() else {
            return self.wrong_type(value, Type::Number);
        };
        let number = u32::from_str_radix(integer.as_str(), integer.radix());
        let number = number.ok().filter(|number| *number > 0);
        if number.is_none() {
            let integer = shortened(integer.as_str());
            let problem = format!("{integer} is not a valid number for “{}”.", self.name);
            let advice = "Write a positive whole number.";
            self.file().fault(self.offset(value), problem, advice);
        }
        Some(Located {
            value: number?,
            offset: self.offset(value),
        })
    }

    /// True or false.
    pub(in crate::content) fn flag(self) -> Option<Located<bool>> {
        let value = self.value_for(Type::Flag)?;
        let DeValue::Boolean(flag) = value.get_ref() else {
            return self.wrong_type(value, Type::Flag);
        };
        Some(Located {
            value: *flag,
            offset: self.offset(value),
        })
    }

    /// True or false; false if it is missing.
    pub(in crate::content) fn flag_or_false(self) -> bool {
        self.flag().is_some_and(|flag| flag.value)
    }

    /// A point of a picture: two numbers from 0 to 1, here in thousandths.
    pub(in crate::content) fn thousandths(self) -> Option<Located<[u16; 2]>> {
        let value = self.value_for(Type::Point)?;
        let thousandths = |number: &Value<'_>| {
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
            _ => return self.wrong_type(value, Type::Point),
        };
        let offset = self.offset(value);
        let Some((x, y)) = point else {
            let problem = format!("“{}” is not a point of the picture.", self.name);
            self.file()
                .fault(offset, problem, Type::Point.advice(self.name));
            return None;
        };
        Some(Located {
            value: [x, y],
            offset,
        })
    }

    /// A list of texts, possibly empty, each of at most this many characters; `None` also if
    /// all of them have faults.
    pub(in crate::content) fn texts(self, most: usize) -> Option<Vec<Located<String>>> {
        let value = self.value_for(Type::Texts)?;
        let DeValue::Array(items) = value.get_ref() else {
            return self.wrong_type(value, Type::Texts);
        };
        self.check_length(value, items.len(), MOST_TEXTS)?;
        // Those with a fault are left out, so that faults of the others are reported as well.
        let texts = items.iter();
        let texts: Vec<_> = texts
            .filter_map(|item| self.as_text(item, most, Type::Texts))
            .collect();
        (texts.is_empty() == items.is_empty()).then_some(texts)
    }

    /// A table: `[name]`.
    pub(in crate::content) fn table(self) -> Option<Fields<'a>> {
        self.as_table(self.value_for(Type::Table)?, Type::Table)
    }

    /// A list of tables, each `[[name]]`, with at least one.
    pub(in crate::content) fn tables(self) -> Option<Vec<Fields<'a>>> {
        let value = self.value_for(Type::Tables)?;
        let DeValue::Array(items) = value.get_ref() else {
            return self.wrong_type(value, Type::Tables);
        };
        if items.is_empty() {
            let problem = format!("The list “{}” is empty.", self.name);
            let advice = Type::Tables.advice(self.name);
            self.file().fault(self.offset(value), problem, advice);
            return None;
        }
        self.check_length(value, items.len(), MOST_TABLES)?;
        let tables = items.iter();
        let tables: Vec<_> = tables
            .filter_map(|item| self.as_table(item, Type::Tables))
            .collect();
        (!tables.is_empty()).then_some(tables)
    }

    /// The value, to be read as a type; reports that a required one is missing.
    fn value_for(&self, wanted: Type) -> Option<&'a Value<'a>> {
        let Some(value) = self.value else {
            // After a syntax error, there is no telling which fields exist.
            if let Some(offset) = self.missing_at
                && self.toml.syntax_errors.is_empty()
            {
                let problem = format!("The field “{}” is missing.", self.name);
                self.file().fault(offset, problem, wanted.advice(self.name));
            }
            return None;
        };
        self.toml.is_intact(value).then_some(value)
    }

    fn as_table(&self, value: &'a Value<'a>, wanted: Type) -> Option<Fields<'a>> {
        match value.get_ref() {
            DeValue::Table(table) => Some(Fields::new(self.toml, table, self.offset(value))),
            _ => self.wrong_type(value, wanted),
        }
    }

    fn as_moment(&self, value: &Value<'_>, zone: &TimeZone) -> Option<Located<Moment>> {
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
            None => self.wrong_type(value, Type::Moment),
        }
    }

    fn as_past_date(&self, value: &Value<'_>, clock: &Clock) -> Option<Located<Date>> {
        let date = self.as_date(value)?;
        if date.value > clock.today {
            let (problem, advice) = clock.too_late(date.value, "today’s date");
            self.file().fault(date.offset, problem, advice);
            return None;
        }
        Some(date)
    }

    fn as_date(&self, value: &Value<'_>) -> Option<Located<Date>> {
        let day = match value.get_ref() {
            DeValue::Datetime(moment) if moment.time.is_none() => moment.date,
            _ => None,
        };
        let date = day.and_then(|day| {
            // TOML dates always fit these types.
            let (year, month) = (i16::try_from(day.year).ok()?, i8::try_from(day.month).ok()?);
            Date::new(year, month, i8::try_from(day.day).ok()?).ok()
        });
        match date {
            Some(date) => Some(Located {
                value: date,
                offset: self.offset(value),
            }),
            None => self.wrong_type(value, Type::Date),
        }
    }

    fn as_text(&self, value: &Value<'_>, most: usize, wanted: Type) -> Option<Located<String>> {
        let name = self.name;
        let DeValue::String(text) = value.get_ref() else {
            return self.wrong_type(value, wanted);
        };
        let offset = self.offset(value);
        let length = text.chars().count();
        if text.trim().is_empty() {
            let problem = match wanted {
                Type::Texts => format!("An item of “{name}” is empty."),
                _ => format!("“{name}” is empty."),
            };
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
    fn is_publishable(&self, value: &Value<'_>, text: &str) -> bool {
        let start = self.offset(value);
        let end = self.toml.start + value.span().end;
        let written = self.file().text().get(start..end).unwrap_or_default();
        characters::check(self.file(), text, |at| {
            let character = text[at..].chars().next();
            let at = character.and_then(|character| written.find(character));
            start + at.unwrap_or_default()
        })
    }

    /// `None` if a list is too long, which is reported.
    fn check_length(&self, value: &Value<'_>, length: usize, most: usize) -> Option<()> {
        if length > most {
            let problem = format!("The list “{}” has {length} items.", self.name);
            let advice = format!("Write at most {most}.");
            self.file().fault(self.offset(value), problem, advice);
            return None;
        }
        Some(())
    }

    fn wrong_type<T>(&self, value: &Value<'_>, wanted: Type) -> Option<T> {
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
            format!("Wrong type for “{}”: {found}.", self.name),
            wanted.advice(self.name),
        );
        None
    }

    fn file(&self) -> &'a ContentFile {
        self.toml.file
    }

    fn offset(&self, value: &Value<'_>) -> usize {
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
