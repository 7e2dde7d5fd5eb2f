//! The one table of URLs: the app parses with it, the press prints with it.

use std::fmt;

/// A page of the site, by its address.
///
/// Prints as the path below the site's base, with a slash at both ends:
/// `/gsn/article/SLUG/`. Articles and country profiles keep the addresses of
/// the original newswire, so that old links go on working.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub enum Route {
    /// The front page.
    Front,
    /// One article, by slug.
    Article(String),
    /// The articles of one section, by the section's slug.
    Section(String),
    /// All country profiles.
    Countries,
    /// One country profile, by slug.
    Country(String),
    /// Search.
    Search,
    /// A page out of `content/pages/`, by slug.
    Text(String),
}

impl Route {
    /// The slugs that a page of `content/pages/` cannot have, for the site's
    /// own pages begin with them.
    pub const RESERVED: [&str; 3] = ["gsn", "country-profiles", "search"];

    /// Reads a path below the site's base; the closing slash may be missing.
    ///
    /// `None` for what is no page: files (`/logo.svg`) and addresses that the
    /// site never had. A route that parses may still lead to nothing: only the
    /// host knows which articles there are.
    pub fn parse(path: &str) -> Option<Self> {
        let path = path.strip_prefix('/')?;
        let path = path.strip_suffix("index.html").unwrap_or(path);
        let path = match path.strip_suffix('/') {
            // `//` is no other name of the front page.
            Some("") => return None,
            Some(path) => path,
            None => path,
        };
        let mut segments = path.split('/');
        let route = match (segments.next()?, segments.next(), segments.next()) {
            ("", None, None) => Self::Front,
            ("gsn", Some("article"), Some(slug)) => Self::Article(slug.to_owned()),
            ("gsn", Some("section"), Some(slug)) => Self::Section(slug.to_owned()),
            ("country-profiles", None, None) => Self::Countries,
            ("country-profiles", Some(slug), None) => Self::Country(slug.to_owned()),
            ("search", None, None) => Self::Search,
            (slug, None, None) if !Self::RESERVED.contains(&slug) => Self::Text(slug.to_owned()),
            _ => return None,
        };
        let valid = segments.next().is_none() && route.slug().is_none_or(is_slug);
        valid.then_some(route)
    }

    fn slug(&self) -> Option<&str> {
        match self {
            Self::Front | Self::Countries | Self::Search => None,
            Self::Article(slug) | Self::Section(slug) | Self::Country(slug) | Self::Text(slug) => {
                Some(slug)
            }
        }
    }
}

impl fmt::Display for Route {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Front => f.write_str("/"),
            Self::Article(slug) => write!(f, "/gsn/article/{slug}/"),
            Self::Section(slug) => write!(f, "/gsn/section/{slug}/"),
            Self::Countries => f.write_str("/country-profiles/"),
            Self::Country(slug) => write!(f, "/country-profiles/{slug}/"),
            Self::Search => f.write_str("/search/"),
            Self::Text(slug) => write!(f, "/{slug}/"),
        }
    }
}

/// Whether a text can stand in an address: lower-case letters a to z, digits,
/// and hyphens between them.
pub fn is_slug(text: &str) -> bool {
    !text.is_empty()
        && !text.starts_with('-')
        && !text.ends_with('-')
        && text
            .bytes()
            .all(|byte| byte.is_ascii_lowercase() || byte.is_ascii_digit() || byte == b'-')
}

/// The path that the whole site lives under: `/`, or `/newswire/`.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Base(String);

impl Base {
    /// Takes a path with or without slashes at its ends.
    pub fn new(path: &str) -> Self {
        match path.trim_matches('/') {
            "" => Self("/".to_owned()),
            inner => Self(format!("/{inner}/")),
        }
    }

    /// Takes the path of a URL, whole (`https://example.org/newswire/`) or not.
    pub fn of_url(url: &str) -> Self {
        let path = url.split_once("://").map_or(url, |(_, rest)| {
            rest.split_once('/').map_or("", |(_, path)| path)
        });
        Self::new(path)
    }

    /// The path itself, with a slash at both ends.
    pub fn as_str(&self) -> &str {
        &self.0
    }

    /// What stands in a link to a path below the base (`/about/`, `/logo.svg`).
    pub fn href(&self, path: impl fmt::Display) -> String {
        let path = path.to_string();
        format!("{}{}", self.0, path.trim_start_matches('/'))
    }

    /// The path below the base, with its leading slash; `None` outside the site.
    pub fn strip<'a>(&self, pathname: &'a str) -> Option<&'a str> {
        let above = &self.0[..self.0.len() - 1];
        pathname
            .strip_prefix(above)
            .filter(|path| path.starts_with('/'))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_route_parses_from_what_it_prints() {
        for route in [
            Route::Front,
            Route::Article("a-1".into()),
            Route::Section("nuclear".into()),
            Route::Countries,
            Route::Country("russia".into()),
            Route::Search,
            Route::Text("about".into()),
        ] {
            assert_eq!(Route::parse(&route.to_string()), Some(route));
        }
    }

    #[test]
    fn what_is_no_page_has_no_route() {
        for path in [
            "",
            "about",
            "/logo.svg",
            "/gsn/",
            "/gsn/article/",
            "/gsn/article/A/",
            "/gsn/article/a/b/",
            "/gsn/other/a/",
            "/country-profiles/russia/x/",
            "/country-profiles/../",
            "//",
        ] {
            assert_eq!(Route::parse(path), None, "{path}");
        }
    }

    #[test]
    fn a_missing_slash_and_an_index_file_are_forgiven() {
        let about = Some(Route::Text("about".into()));
        assert_eq!(Route::parse("/about"), about);
        assert_eq!(Route::parse("/about/index.html"), about);
        assert_eq!(Route::parse("/index.html"), Some(Route::Front));
    }

    #[test]
    fn a_base_is_added_and_taken_away() {
        for (base, href) in [("/", "/about/"), ("newswire", "/newswire/about/")] {
            let base = Base::new(base);
            assert_eq!(base.href(Route::Text("about".into())), href);
            assert_eq!(base.strip(href), Some("/about/"));
        }
        assert_eq!(
            Base::of_url("https://example.org/newswire/"),
            Base::new("newswire")
        );
        assert_eq!(Base::of_url("https://example.org"), Base::new("/"));
        assert_eq!(Base::new("/newswire/").strip("/newswires/about/"), None);
        assert_eq!(Base::new("/newswire/").strip("/about/"), None);
    }
}
