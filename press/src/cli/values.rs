//! Parses option values and explains invalid ones.

use jiff::civil::Date;
use model::routes::Base;
use press::content::GivenTime;

/// Characters that must be escaped in a URL path.
const NOT_IN_PATHS: &str = "\"#%<>?[\\]^`{|}";

/// Parses a date.
pub(super) fn day(text: &str) -> Result<Date, String> {
    text.parse()
        .map_err(|_| format!("Invalid date “{text}”; expected YYYY-MM-DD: --today 2014-12-31"))
}

/// Parses a time.
pub(super) fn time(text: &str) -> Result<GivenTime, String> {
    text.parse().map_err(|()| {
        format!(
            "Invalid time “{text}”; expected YYYY-MM-DDTHH:MM, perhaps with an offset: --as-of \
             2026-11-30T06:00+01:00"
        )
    })
}

/// Parses the path that a site will live under.
pub(super) fn base(text: &str) -> Result<Base, String> {
    let is_base = match text
        .strip_prefix('/')
        .map(|path| path.trim_end_matches('/'))
    {
        Some("") => true,
        Some(path) => path.split('/').all(is_segment),
        None => false,
    };
    if !is_base {
        return Err(format!(
            "Invalid base “{text}”; expected a path that starts with a slash: --base /newswire/"
        ));
    }
    Ok(Base::new(text))
}

fn is_segment(segment: &str) -> bool {
    let is_usual = |it: char| !it.is_whitespace() && !it.is_control() && !NOT_IN_PATHS.contains(it);
    is_name(segment) && segment.chars().all(is_usual)
}

/// Parses the path of a file or folder to keep in the site.
pub(super) fn kept(text: &str) -> Result<String, String> {
    let path = text.strip_suffix('/').unwrap_or(text);
    if !path.split('/').all(is_name) {
        return Err(format!(
            "Invalid path “{text}”; expected the path of a file or folder in the site: --keep CNAME"
        ));
    }
    Ok(text.to_owned())
}

/// Whether this is an actual name, not empty, `.` or `..`.
fn is_name(segment: &str) -> bool {
    !["", ".", ".."].contains(&segment)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_day_is_a_calendar_date() {
        assert_eq!(day("2014-12-31"), Ok(jiff::civil::date(2014, 12, 31)));
        for text in ["x", "", "2014-02-30", "31.12.2014"] {
            let error = day(text).expect_err(text);
            let expected = format!("Invalid date “{text}”; expected YYYY-MM-DD");
            assert!(error.starts_with(&expected), "{error}");
        }
    }

    #[test]
    fn a_time_has_a_day_and_perhaps_an_offset() {
        for text in [
            "2026-11-30",
            "2026-11-30T06:00",
            "2026-11-30T06:00:30+01:00",
            "2026-11-30T06:00Z",
        ] {
            assert!(time(text).is_ok(), "{text}");
        }
        for text in ["x", "", "06:00", "2026-11-30T25:00", "2026-02-30T06:00"] {
            let error = time(text).expect_err(text);
            let expected = format!("Invalid time “{text}”; expected YYYY-MM-DDTHH:MM");
            assert!(error.starts_with(&expected), "{error}");
        }
    }

    #[test]
    fn a_base_is_a_path_from_the_root() {
        for (text, expected) in [
            ("/", "/"),
            ("/newswire", "/newswire/"),
            ("/newswire/", "/newswire/"),
            ("/a/b-c_d.e~f/", "/a/b-c_d.e~f/"),
            ("/Grüße/", "/Grüße/"),
        ] {
            assert_eq!(base(text), Ok(Base::new(expected)), "{text}");
        }
        for text in [
            "",
            "x",
            "newswire/",
            "https://newswire.example/",
            "/a//b/",
            "/../",
            "/a b/",
            "/a?b/",
            "/a\u{1b}/",
        ] {
            let error = base(text).expect_err(text);
            let expected = format!("Invalid base “{text}”; expected a path");
            assert!(error.starts_with(&expected), "{error}");
        }
    }

    #[test]
    fn only_paths_inside_the_site_are_kept() {
        for text in ["CNAME", ".git", ".git/", "a/b"] {
            assert_eq!(kept(text), Ok(text.to_owned()));
        }
        for text in ["", "..", ".", "/", "/CNAME", "a/../b", "a//b"] {
            let error = kept(text).expect_err(text);
            assert!(
                error.starts_with(&format!("Invalid path “{text}”")),
                "{error}"
            );
        }
    }
}
