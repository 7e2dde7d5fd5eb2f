//! The time for which content is read, in the time zone of the newswire.

use super::fields::{Fields, Located};
use super::moment::{Moment, beginning};
use super::suggestion;
use crate::dates;
use jiff::civil::Date;
use jiff::tz::{TimeZone, TimeZoneDatabase};
use jiff::{Timestamp, ToSpan};
use std::fmt::Display;
use std::str::FromStr;
use toml::value::Datetime;

const LONGEST_NAME: usize = 100;

/// The time for which content is read: no date in it may be later.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Today {
    /// The current time.
    Now,
    /// A whole day. What may be public for a part of it only is not.
    On(Date),
    /// A fixed time.
    At(GivenTime),
}

/// A time from the command line: a day, a time with its offset, or a time in the time zone
/// of the site.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct GivenTime(Datetime);

impl FromStr for GivenTime {
    type Err = ();

    fn from_str(text: &str) -> Result<Self, ()> {
        let time: Datetime = text.parse().map_err(|_| ())?;
        time.date.map(|_| Self(time)).ok_or(())
    }
}

/// The time for which content is read, in the time zone of the site.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Clock {
    /// The day.
    pub(super) today: Date,
    /// The first and the last instant of it.
    pub(super) first: Timestamp,
    pub(super) last: Timestamp,
    pub(super) zone: TimeZone,
    /// Whether it is the time when an article becomes public, and not the present.
    pub(super) is_of_release: bool,
}

impl Clock {
    /// What is wrong with a time after this one, and what to write instead. `now` is the
    /// present in the words of that time.
    pub(super) fn too_late(&self, time: impl Display, now: &str) -> (String, String) {
        if self.is_of_release {
            let release = self.last.to_zoned_datetime(self.zone.clone());
            let problem = format!(
                "{time} is after the article is published, {}.",
                dates::clock(&release)
            );
            let advice = "Write that time or an earlier one, or change “publish_at”.";
            return (problem, advice.to_owned());
        }
        let problem = format!("{time} is in the future.");
        (problem, format!("Write {now} or an earlier one."))
    }

    /// Whether a moment is still to come.
    pub(super) fn is_future(&self, moment: &Moment) -> bool {
        match moment.is_day() {
            true => moment.day() > self.today,
            false => moment.at().timestamp() > self.last,
        }
    }
}

impl Today {
    /// The time in a time zone.
    pub(super) fn clock(self, zone: &TimeZone) -> Clock {
        let at = |instant: Timestamp| Clock {
            today: zone.to_datetime(instant).date(),
            first: instant,
            last: instant,
            zone: zone.clone(),
            is_of_release: false,
        };
        match self {
            Self::Now => at(Timestamp::now()),
            Self::On(today) => {
                let tomorrow = today.saturating_add(1.day());
                Clock {
                    today,
                    first: beginning(today, zone),
                    last: beginning(tomorrow, zone)
                        .saturating_sub(1.nanosecond())
                        .unwrap_or(Timestamp::MAX),
                    zone: zone.clone(),
                    is_of_release: false,
                }
            }
            Self::At(GivenTime(time)) => at(instant(&time, zone)),
        }
    }
}

/// The instant of a time. Of a time that happens twice it is the first, and of one that
/// does not exist it is the one that clocks show instead.
fn instant(time: &Datetime, zone: &TimeZone) -> Timestamp {
    match Moment::of_toml(time, zone) {
        Some(Ok(moment)) => moment.beginning(),
        _ => {
            let with_offset = |offset| Datetime {
                offset: Some(offset),
                ..*time
            };
            let as_in_utc = Moment::of_toml(&with_offset(toml::value::Offset::Z), &TimeZone::UTC);
            let local = as_in_utc.and_then(Result::ok);
            let local = local.map(|local| TimeZone::UTC.to_datetime(local.at().timestamp()));
            let instant = local.map(|local| zone.to_ambiguous_timestamp(local).compatible());
            instant.and_then(Result::ok).unwrap_or(Timestamp::MAX)
        }
    }
}

impl From<Date> for Today {
    fn from(date: Date) -> Self {
        Self::On(date)
    }
}

/// Reads the `timezone` of a site, UTC by default. Uses the bundled time zone database,
/// so that the output does not depend on the machine.
pub(super) fn timezone(fields: &mut Fields<'_>) -> Option<TimeZone> {
    let zones = TimeZoneDatabase::bundled();
    let Some(Located { value, offset }) = fields.optional("timezone").text(LONGEST_NAME) else {
        return Some(TimeZone::UTC);
    };
    let names: Vec<String> = zones.available().map(|name| name.to_string()).collect();
    if names.contains(&value) {
        return zones.get(&value).ok();
    }
    let spellings = names.iter().flat_map(|name| {
        // Some write only the city.
        let city = name.rsplit('/').next().unwrap_or_default();
        [(name.as_str(), name), (city, name)]
    });
    let advice = match suggestion::nearest(&value, spellings) {
        Some(name) => format!("Did you mean “{name}”?"),
        None => {
            "Write a name from the IANA time zone database: timezone = \"Europe/Vienna\"".into()
        }
    };
    let problem = format!("Unknown time zone “{value}”.");
    fields.file().fault(offset, problem, advice);
    None
}

#[cfg(test)]
mod tests {
    use super::*;
    use jiff::civil::date;

    fn clock(zone: &str, time: &str) -> Clock {
        let zone = TimeZoneDatabase::bundled().get(zone).expect("a time zone");
        Today::At(time.parse().expect("a time")).clock(&zone)
    }

    #[test]
    fn the_date_depends_on_the_time_zone() {
        for (zone, expected) in [
            ("UTC", date(2012, 10, 23)),
            ("Pacific/Kiritimati", date(2012, 10, 24)),
            ("Pacific/Pago_Pago", date(2012, 10, 22)),
            ("Europe/Vienna", date(2012, 10, 23)),
        ] {
            assert_eq!(
                clock(zone, "2012-10-23T10:30:00Z").today,
                expected,
                "{zone}"
            );
        }
    }

    #[test]
    fn a_fixed_date_is_the_same_in_all_time_zones() {
        let today = Today::On(date(2012, 10, 23));
        let zone = TimeZone::fixed(jiff::tz::offset(14));
        assert_eq!(today.clock(&zone).today, date(2012, 10, 23));
    }

    #[test]
    fn a_time_of_the_clock_is_never_unclear() {
        for (time, expected) in [
            ("2026-11-26T06:00", "2026-11-26T05:00:00Z"),
            ("2026-10-25T02:30", "2026-10-25T00:30:00Z"),
            ("2026-03-29T02:30", "2026-03-29T01:30:00Z"),
            ("2026-11-26", "2026-11-25T23:00:00Z"),
        ] {
            let Clock { first, last, .. } = clock("Europe/Vienna", time);
            assert_eq!(first.to_string(), expected, "{time}");
            assert_eq!(first, last);
        }
    }
}
