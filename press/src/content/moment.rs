//! Times of the content: a day, a time with its offset from UTC, or a time in the time
//! zone of the site.

use jiff::Timestamp;
use jiff::civil::{Date, DateTime};
use jiff::tz::{AmbiguousOffset, Offset, TimeZone};
use toml::value::{Datetime, Offset as TomlOffset};

/// A day, or an instant on that day.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Moment {
    day: Date,
    instant: Option<Timestamp>,
}

/// What is wrong with a time, and what to write instead.
type Problem = (String, String);

impl Moment {
    /// Its day, in the time zone of the site.
    pub fn day(self) -> Date {
        self.day
    }

    /// The instant, if more than the day is known.
    pub fn instant(self) -> Option<Timestamp> {
        self.instant
    }

    /// The moment from which something holds: the beginning of a day.
    pub(super) fn beginning(self, zone: &TimeZone) -> Timestamp {
        self.instant.unwrap_or_else(|| beginning(self.day, zone))
    }

    /// Reads a time; `None` if the value has no day.
    pub(super) fn of_toml(value: &Datetime, zone: &TimeZone) -> Option<Result<Self, Problem>> {
        let date = value.date?;
        // TOML dates always fit these types.
        let (year, month) = (
            i16::try_from(date.year).ok()?,
            i8::try_from(date.month).ok()?,
        );
        let day = Date::new(year, month, i8::try_from(date.day).ok()?).ok()?;
        if value.time.is_none() {
            return Some(Ok(Self { day, instant: None }));
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
            day: zone.to_datetime(instant).date(),
            instant: Some(instant),
        }))
    }
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
            instant.map_err(|_| {
                let problem = format!("{shown} is too far from now.");
                (problem, "Write another year.".to_owned())
            })
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

    fn read(text: &str) -> Result<(String, Option<String>), String> {
        let zone = TimeZoneDatabase::bundled()
            .get("Europe/Vienna")
            .expect("a zone");
        let value: Datetime = text.parse().expect("a time");
        match Moment::of_toml(&value, &zone).expect("with a day") {
            Ok(Moment { day, instant }) => {
                Ok((day.to_string(), instant.map(|instant| instant.to_string())))
            }
            Err((problem, advice)) => Err(format!("{problem} {advice}")),
        }
    }

    #[test]
    fn a_time_is_a_day_or_an_instant() {
        for (text, day, instant) in [
            ("2026-11-26", "2026-11-26", None),
            (
                "2026-11-26T06:00",
                "2026-11-26",
                Some("2026-11-26T05:00:00Z"),
            ),
            (
                "2026-07-26T06:00:30",
                "2026-07-26",
                Some("2026-07-26T04:00:30Z"),
            ),
            (
                "2026-11-26T23:30Z",
                "2026-11-27",
                Some("2026-11-26T23:30:00Z"),
            ),
            (
                "2026-11-26T23:30-05:00",
                "2026-11-27",
                Some("2026-11-27T04:30:00Z"),
            ),
        ] {
            let expected = (day.to_owned(), instant.map(str::to_owned));
            assert_eq!(read(text), Ok(expected), "{text}");
        }
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
