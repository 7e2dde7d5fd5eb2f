//! Today's date, in the time zone of the newswire.

use super::fields::{Fields, Located};
use super::suggestion;
use jiff::Timestamp;
use jiff::civil::Date;
use jiff::tz::{TimeZone, TimeZoneDatabase};

const LONGEST_NAME: usize = 100;

/// The date on which content is read: no date in it may be later.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Today {
    /// The current date in the time zone of the site.
    Now,
    /// A fixed date.
    On(Date),
}

impl Today {
    /// The date in a time zone.
    pub(super) fn date(self, timezone: &TimeZone) -> Date {
        match self {
            Self::Now => day(Timestamp::now(), timezone),
            Self::On(date) => date,
        }
    }
}

impl From<Date> for Today {
    fn from(date: Date) -> Self {
        Self::On(date)
    }
}

fn day(moment: Timestamp, timezone: &TimeZone) -> Date {
    moment.to_zoned_datetime(timezone.clone()).date()
}

/// Reads the `timezone` of a site, UTC by default. Uses the bundled time zone database,
/// so that the output does not depend on the machine.
pub(super) fn timezone(fields: &mut Fields<'_>) -> Option<TimeZone> {
    let zones = TimeZoneDatabase::bundled();
    let Some(Located { value, offset }) = fields.optional_text("timezone", LONGEST_NAME) else {
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

    #[test]
    fn the_date_depends_on_the_time_zone() {
        let moment: Timestamp = "2012-10-23T10:30:00Z".parse().expect("a moment");
        for (name, expected) in [
            ("UTC", date(2012, 10, 23)),
            ("Pacific/Kiritimati", date(2012, 10, 24)),
            ("Pacific/Pago_Pago", date(2012, 10, 22)),
            ("Europe/Vienna", date(2012, 10, 23)),
        ] {
            let zone = TimeZoneDatabase::bundled().get(name).expect("a time zone");
            assert_eq!(day(moment, &zone), expected, "{name}");
        }
    }

    #[test]
    fn a_fixed_date_is_the_same_in_all_time_zones() {
        let today = Today::On(date(2012, 10, 23));
        assert_eq!(
            today.date(&TimeZone::fixed(jiff::tz::offset(14))),
            date(2012, 10, 23)
        );
    }
}
