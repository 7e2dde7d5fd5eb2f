//! Times of the content: a day, a time with its offset from UTC, or a time in the time
//! zone of the site.

use crate::dates;
use jiff::civil::{Date, DateTime};
use jiff::tz::{AmbiguousOffset, Offset, TimeZone};
use jiff::{Timestamp, ZonedDateTime};
use std::fmt;
use toml::value::{Datetime, Offset as TomlOffset};

/// A day, or an instant, in the time zone of the site.
///
/// Moments are in the order of time. A day counts as an instant that is on the same date
/// nearly everywhere, in feeds as well, which have no days: noon in UTC. Where the site is
/// so far east that this is the next day, it is an hour before midnight there.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Moment {
    /// The instant, or the one that the day counts as.
    at: ZonedDateTime,
    is_day: bool,
}

/// What is wrong with a time, and what to write instead.
type Problem = (String, String);

impl Moment {
    /// A day in a time zone; `None` if there is no such day in it.
    pub fn on(day: Date, zone: &TimeZone) -> Option<Self> {
        let noon = day.at(12, 0, 0, 0).to_zoned_datetime(TimeZone::UTC);
        let noon = noon.map(|noon| noon.with_time_zone(zone.clone()));
        let late = day.at(23, 0, 0, 0).to_zoned_datetime(zone.clone());
        let mut instants = noon.into_iter().chain(late);
        let at = instants.find(|at| at.date() == day)?;
        Some(Self { at, is_day: true })
    }

    /// The second of an instant.
    pub(super) fn at_second(instant: Timestamp, zone: &TimeZone) -> Self {
        // Every whole second of the range is in it.
        let second = Timestamp::from_second(instant.as_second()).unwrap_or(instant);
        Self {
            at: second.to_zoned_datetime(zone.clone()),
            is_day: false,
        }
    }

    /// Whether it is not later than the present.
    pub fn has_come(&self) -> bool {
        self.beginning() <= Timestamp::now()
    }

    /// As a value in TOML that does not depend on the time zone of the site: the day, or
    /// the instant in UTC.
    pub(crate) fn toml(&self) -> String {
        match self.is_day {
            true => self.day().to_string(),
            false => self.at.timestamp().to_string(),
        }
    }

    /// Its day, in the time zone of the site.
    pub fn day(&self) -> Date {
        self.at.date()
    }

    /// Whether only the day is known.
    pub fn is_day(&self) -> bool {
        self.is_day
    }

    /// The instant, or the one that the day counts as.
    pub fn at(&self) -> &ZonedDateTime {
        &self.at
    }

    /// In RFC 3339 format, as formats without days have it: the instant, or the one that the
    /// day counts as.
    pub fn instant(&self) -> String {
        let timestamp = self.at.timestamp();
        match self.at.offset() {
            offset if offset.is_zero() => timestamp.to_string(),
            offset => timestamp.display_with_offset(offset).to_string(),
        }
    }

    /// In ISO 8601 format, for formats with days: the day or the instant.
    pub fn iso(&self) -> String {
        match self.is_day {
            true => self.day().to_string(),
            false => self.instant(),
        }
    }

    /// Whether it is before another. Where one of them is a day, only their days count.
    pub(super) fn is_before(&self, other: &Self) -> bool {
        match self.is_day || other.is_day {
            true => self.day() < other.day(),
            false => self.at < other.at,
        }
    }

    /// What is wrong with it if nothing about an article can be earlier than the article
    /// itself, whose own time may be unknown.
    pub(super) fn before_article(&self, published: Option<&Self>) -> Option<String> {
        let published = published.filter(|published| self.is_before(published))?;
        Some(format!(
            "{self} is before the article’s own date, {published}."
        ))
    }

    /// The moment from which something holds: the beginning of a day.
    pub(super) fn beginning(&self) -> Timestamp {
        match self.is_day {
            true => beginning(self.day(), self.at.time_zone()),
            false => self.at.timestamp(),
        }
    }

    /// Reads a time; `None` if the value has no day.
    pub(super) fn of_toml(value: &Datetime, zone: &TimeZone) -> Option<Result<Self, Problem>> {
        let date = value.date?;
        if date.year == 0 {
            return Some(Err(too_far(date)));
        }
        // TOML dates always fit these types.
        let (year, month) = (
            i16::try_from(date.year).ok()?,
            i8::try_from(date.month).ok()?,
        );
        let day = Date::new(year, month, i8::try_from(date.day).ok()?).ok()?;
        if value.time.is_none() {
            return Some(Self::on(day, zone).ok_or_else(|| no_day(day, zone)));
        }
        let local = civil(day, value)?;
        let instant = match value.offset {
            Some(offset) => {
                let minutes = match offset {
                    TomlOffset::Z => 0,
                    TomlOffset::Custom { minutes } => minutes,
                };
                let offset = Offset::from_seconds(i32::from(minutes) * 60).ok()?;
                offset.to_timestamp(local).ok()?
            }
            None => match in_zone(local, zone) {
                Ok(instant) => instant,
                Err(problem) => return Some(Err(problem)),
            },
        };
        Some(Ok(Self {
            at: instant.to_zoned_datetime(zone.clone()),
            is_day: false,
        }))
    }
}

/// For people who run the press: `2026-11-30` or `2026-11-30 06:00 CET`.
impl fmt::Display for Moment {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self.is_day {
            true => self.day().fmt(f),
            false => f.write_str(&dates::clock(&self.at)),
        }
    }
}

fn no_day(day: Date, zone: &TimeZone) -> Problem {
    let name = zone.iana_name().unwrap_or("UTC");
    let problem = format!("There is no {day} in {name}.");
    (problem, "Write another date.".to_owned())
}

fn too_far(time: impl fmt::Display) -> Problem {
    let problem = format!("{time} is too far from now.");
    (problem, "Write another year.".to_owned())
}

/// The first instant of a day.
pub(super) fn beginning(day: Date, zone: &TimeZone) -> Timestamp {
    let midnight = day.to_zoned_datetime(zone.clone());
    let midnight = midnight.and_then(|midnight| midnight.start_of_day());
    // Only the last days that there are have no instants.
    midnight.map_or(Timestamp::MAX, |midnight| midnight.timestamp())
}

/// The day and the time as they are written.
fn civil(day: Date, value: &Datetime) -> Option<DateTime> {
    let time = value.time?;
    let part = |part: u8| i8::try_from(part).ok();
    // RFC 3339 has leap seconds, which clocks and time zones do not.
    let second = part(time.second.unwrap_or_default())?.min(59);
    let nanosecond = i32::try_from(time.nanosecond.unwrap_or_default()).ok()?;
    let time =
        jiff::civil::Time::new(part(time.hour)?, part(time.minute)?, second, nanosecond).ok()?;
    Some(day.to_datetime(time))
}

/// The instant of a time in a time zone, if there is exactly one.
fn in_zone(local: DateTime, zone: &TimeZone) -> Result<Timestamp, Problem> {
    let name = zone.iana_name().unwrap_or("UTC");
    let shown = local.strftime("%Y-%m-%d %H:%M");
    let with = |offset: Offset| {
        let instant = offset.to_timestamp(local).unwrap_or_default();
        let zoned = instant.to_zoned_datetime(TimeZone::fixed(offset));
        zoned.strftime("%Y-%m-%dT%H:%M:%S%:z").to_string()
    };
    match zone.to_ambiguous_timestamp(local).offset() {
        AmbiguousOffset::Unambiguous { .. } => {
            let instant = zone.to_ambiguous_timestamp(local).compatible();
            instant.map_err(|_| too_far(shown))
        }
        AmbiguousOffset::Fold { before, after } => Err((
            format!("{shown} happens twice in {name}, because clocks go back."),
            format!(
                "Write which one you mean: {} or {}",
                with(before),
                with(after)
            ),
        )),
        AmbiguousOffset::Gap { before, after } => {
            let on_the_clock = |instant: Result<Timestamp, _>| {
                let instant = instant.unwrap_or_default();
                zone.to_datetime(instant)
                    .strftime("%Y-%m-%dT%H:%M:%S")
                    .to_string()
            };
            // Read with the offset of one side, it is a time on the other side.
            let earlier = on_the_clock(after.to_timestamp(local));
            let later = on_the_clock(before.to_timestamp(local));
            Err((
                format!("{shown} does not exist in {name}, because clocks go forward."),
                format!("Write a time that does: {earlier} or {later}"),
            ))
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use jiff::tz::TimeZoneDatabase;

    fn zone(name: &str) -> TimeZone {
        TimeZoneDatabase::bundled().get(name).expect("a zone")
    }

    fn read(text: &str) -> Result<Moment, String> {
        let value: Datetime = text.parse().expect("a time");
        let moment = Moment::of_toml(&value, &zone("Europe/Vienna")).expect("with a day");
        moment.map_err(|(problem, advice)| format!("{problem} {advice}"))
    }

    #[test]
    fn a_day_is_an_instant_on_that_date_in_most_time_zones() {
        for (name, day, expected) in [
            ("UTC", "2012-10-23", "2012-10-23T12:00:00Z"),
            ("Europe/London", "2012-12-23", "2012-12-23T12:00:00Z"),
            ("Europe/Vienna", "2012-10-23", "2012-10-23T14:00:00+02:00"),
            ("Europe/Vienna", "2012-12-23", "2012-12-23T13:00:00+01:00"),
            (
                "America/New_York",
                "2012-10-23",
                "2012-10-23T08:00:00-04:00",
            ),
            ("Asia/Kathmandu", "2012-10-23", "2012-10-23T17:45:00+05:45"),
            ("Asia/Tokyo", "2012-10-23", "2012-10-23T21:00:00+09:00"),
            (
                "Pacific/Auckland",
                "2012-07-23",
                "2012-07-23T23:00:00+12:00",
            ),
            (
                "Pacific/Kiritimati",
                "2012-10-23",
                "2012-10-23T23:00:00+14:00",
            ),
            (
                "Pacific/Pago_Pago",
                "2012-10-23",
                "2012-10-23T01:00:00-11:00",
            ),
        ] {
            let moment = Moment::on(day.parse().expect("a date"), &zone(name));
            let moment = moment.expect("a moment");
            assert_eq!(moment.instant(), expected, "{name}");
            assert_eq!(moment.iso(), day);
        }
    }

    #[test]
    fn no_year_comes_before_the_first() {
        for time in ["0000-01-01", "0000-12-31T10:00Z"] {
            assert!(read(time).is_err(), "{time}");
        }
        assert!(read("0001-01-01").is_ok());
    }

    #[test]
    fn a_day_that_a_time_zone_has_skipped_does_not_exist() {
        let value: Datetime = "2011-12-30".parse().expect("a day");
        let moment = Moment::of_toml(&value, &zone("Pacific/Apia")).expect("with a day");
        let (problem, _) = moment.expect_err("no such day");
        assert_eq!(problem, "There is no 2011-12-30 in Pacific/Apia.");
    }

    #[test]
    fn a_time_is_a_day_or_an_instant() {
        for (text, day, iso) in [
            ("2026-11-26", "2026-11-26", "2026-11-26"),
            (
                "2026-11-26T06:00",
                "2026-11-26",
                "2026-11-26T06:00:00+01:00",
            ),
            (
                "2026-07-26T06:00:30",
                "2026-07-26",
                "2026-07-26T06:00:30+02:00",
            ),
            (
                "2026-11-26T23:30Z",
                "2026-11-27",
                "2026-11-27T00:30:00+01:00",
            ),
            (
                "2026-11-26T23:30-05:00",
                "2026-11-27",
                "2026-11-27T05:30:00+01:00",
            ),
        ] {
            let moment = read(text).expect(text);
            assert_eq!(moment.day().to_string(), day, "{text}");
            assert_eq!(moment.iso(), iso, "{text}");
        }
    }

    #[test]
    fn a_day_is_before_another_day_only() {
        let is_before = |one: &str, other: &str| {
            let [one, other] = [one, other].map(|text| read(text).expect(text));
            one.is_before(&other)
        };
        assert!(is_before("2026-11-26", "2026-11-27T00:00"));
        assert!(!is_before("2026-11-26T06:00", "2026-11-26"));
        assert!(!is_before("2026-11-26", "2026-11-26T23:00"));
        assert!(is_before("2026-11-26T06:00", "2026-11-26T06:01"));
    }

    #[test]
    fn a_local_time_that_is_not_one_instant_is_explained() {
        assert_eq!(
            read("2026-10-25T02:30").expect_err("twice"),
            "2026-10-25 02:30 happens twice in Europe/Vienna, because clocks go back. Write \
             which one you mean: 2026-10-25T02:30:00+02:00 or 2026-10-25T02:30:00+01:00"
        );
        assert_eq!(
            read("2026-03-29T02:30").expect_err("never"),
            "2026-03-29 02:30 does not exist in Europe/Vienna, because clocks go forward. Write \
             a time that does: 2026-03-29T01:30:00 or 2026-03-29T03:30:00"
        );
        assert!(read("2026-10-25T02:30+01:00").is_ok());
    }
}
