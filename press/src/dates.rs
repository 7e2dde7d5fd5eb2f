//! Dates of the content, and how pages write them.

use crate::content::Moment;
use jiff::ZonedDateTime;
use jiff::civil::Date;

/// A time for people who run the press: `2026-11-30 06:00 CET`.
pub fn clock(time: &ZonedDateTime) -> String {
    format!("{} {}", time.strftime("%Y-%m-%d %H:%M"), zone(time))
}

/// The abbreviation of the time zone. Zones without one have an offset for it: `UTC+3`.
fn zone(time: &ZonedDateTime) -> String {
    let name = time.strftime("%Z").to_string();
    match name.starts_with(['+', '-']) {
        true => format!("UTC{}", time.strftime("%:z")),
        false => name,
    }
}

/// A day or a time of day, for machines and for people: `October 23, 2012, 6:30 a.m. CEST`.
pub fn moment(moment: &Moment) -> model::Date {
    let day = day(moment.day());
    match moment.is_day() {
        true => day,
        false => model::Date {
            iso: moment.iso(),
            text: format!("{}, {}", day.text, time(moment)),
        },
    }
}

/// A time of day with its time zone: `6:30 a.m. CEST`.
fn time(moment: &Moment) -> String {
    let at = moment.at();
    let half = if at.hour() < 12 { "a.m." } else { "p.m." };
    format!("{} {half} {}", at.strftime("%-I:%M"), zone(at))
}

/// What a list says of a moment under a heading with its day: only the time of day.
pub fn below_day(moment: &Moment) -> Option<model::Date> {
    (!moment.is_day()).then(|| model::Date {
        iso: moment.iso(),
        text: time(moment),
    })
}

/// A day, for machines and for people: `2012-10-23`, `October 23, 2012`.
pub fn day(date: Date) -> model::Date {
    written(date, "%Y-%m-%d", "%B %-d, %Y")
}

/// The month of a date, for machines and for people: `2012-10`, `October 2012`.
pub fn month(date: Date) -> model::Date {
    written(date, "%Y-%m", "%B %Y")
}

/// A date as precise as it is known: a day, a month, or a year.
pub fn partial(date: PartialDate) -> model::Date {
    match date {
        PartialDate::Day(date) => day(date),
        PartialDate::Month(first) => month(first),
        PartialDate::Year(first) => written(first, "%Y", "%Y"),
    }
}

fn written(date: Date, iso: &str, text: &str) -> model::Date {
    model::Date {
        iso: date.strftime(iso).to_string(),
        text: date.strftime(text).to_string(),
    }
}

/// A date as precise as it is known.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum PartialDate {
    /// A day.
    Day(Date),
    /// A month, by its first day.
    Month(Date),
    /// A year, by its first day.
    Year(Date),
}

impl PartialDate {
    /// Parses a month (`1993-07`) or a year (`1993`).
    pub fn month_or_year(text: &str) -> Option<Self> {
        let digits = |text: &str, length| {
            text.len() == length && text.bytes().all(|byte| byte.is_ascii_digit())
        };
        let (year, month) = match text.split_once('-') {
            Some((year, month)) => (year, Some(month)),
            None => (text, None),
        };
        if !digits(year, 4) || !month.is_none_or(|month| digits(month, 2)) {
            return None;
        }
        let number = month.map_or(Some(1), |month| month.parse().ok())?;
        let first = Date::new(year.parse().ok()?, number, 1).ok()?;
        Some(match month {
            Some(_) => Self::Month(first),
            None => Self::Year(first),
        })
    }

    /// Its first day.
    pub fn first_day(self) -> Date {
        match self {
            Self::Day(date) | Self::Month(date) | Self::Year(date) => date,
        }
    }

    /// Chronological order; a year comes before its months, and a month before its days.
    pub fn order(self) -> (Date, u8) {
        let precision = match self {
            Self::Year(_) => 0,
            Self::Month(_) => 1,
            Self::Day(_) => 2,
        };
        (self.first_day(), precision)
    }
}

#[cfg(test)]
mod tests {
    use super::PartialDate;
    use jiff::civil::date;

    #[test]
    fn months_and_years_are_parsed() {
        assert_eq!(
            PartialDate::month_or_year("1993-07"),
            Some(PartialDate::Month(date(1993, 7, 1)))
        );
        assert_eq!(
            PartialDate::month_or_year("1993"),
            Some(PartialDate::Year(date(1993, 1, 1)))
        );
    }

    #[test]
    fn nothing_else_is_parsed() {
        for text in [
            "",
            "93",
            "1993-",
            "1993-7",
            "1993-13",
            "1993-07-22",
            "-1993",
            "+993",
        ] {
            assert_eq!(PartialDate::month_or_year(text), None, "{text}");
        }
    }
}
