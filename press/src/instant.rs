//! Converts dates to instants, for formats without dates: Atom, JSON Feed and ninjs.
//! Where a format supports dates, dates are written as such.

use crate::content::Newsroom;
use jiff::civil::Date;
use jiff::tz::TimeZone;

impl Newsroom {
    /// Noon of a date in the time zone of the newswire, in RFC 3339 format. Articles have
    /// a date but no time; noon is on the same date nearly everywhere, while midnight is
    /// on the previous date further west.
    pub fn noon(&self, day: Date) -> String {
        noon(day, &self.timezone).unwrap_or_else(|| format!("{day}T12:00:00Z"))
    }
}

fn noon(day: Date, timezone: &TimeZone) -> Option<String> {
    let noon = day
        .at(12, 0, 0, 0)
        .to_zoned_datetime(timezone.clone())
        .ok()?;
    Some(match noon.offset() {
        offset if offset.is_zero() => noon.timestamp().to_string(),
        offset => noon.timestamp().display_with_offset(offset).to_string(),
    })
}

#[cfg(test)]
mod tests {
    use super::noon;
    use jiff::tz::TimeZoneDatabase;

    #[test]
    fn noon_depends_on_the_time_zone() {
        let zones = TimeZoneDatabase::bundled();
        for (zone, day, expected) in [
            ("UTC", "2012-10-23", "2012-10-23T12:00:00Z"),
            ("Europe/London", "2012-12-23", "2012-12-23T12:00:00Z"),
            ("Europe/Vienna", "2012-10-23", "2012-10-23T12:00:00+02:00"),
            ("Europe/Vienna", "2012-12-23", "2012-12-23T12:00:00+01:00"),
            (
                "America/New_York",
                "2012-10-23",
                "2012-10-23T12:00:00-04:00",
            ),
            ("Asia/Kathmandu", "2012-10-23", "2012-10-23T12:00:00+05:45"),
        ] {
            let timezone = zones.get(zone).expect("a time zone");
            let day = day.parse().expect("a date");
            assert_eq!(noon(day, &timezone).as_deref(), Some(expected), "{zone}");
        }
    }
}
