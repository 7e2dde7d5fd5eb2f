//! The table of URLs: the app parses with it, the press prints with it.

use std::fmt;

/// A page of the site, by URL.
///
/// Prints as the path below the site's base, with leading and trailing slashes:
/// `/gsn/article/SLUG/`. Articles and country profiles keep the URLs of the original
/// newswire, so that old links keep working.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub enum Route {
    /// The front page.
    Front,
    /// One article, by slug.
    Article(String),
    /// What changed between the versions of an article, by its slug. The app does not know
    /// these pages: few readers open them, and the browser loads them as well.
    #[cfg(not(target_family = "wasm"))]
    History(String),
    /// What changed between two versions of an article, by their numbers.
    #[cfg(not(target_family = "wasm"))]
    Comparison(String, u32, u32),
    /// The latest articles of one section, by the section's slug.
    Section(String),
    /// An archive page of a section, numbered from the oldest.
    SectionPage(String, u32),
    /// The archive of all months.
    Archive,
    /// The articles of a month: year and month.
    Month(u32, u32),
    /// All country profiles.
    Countries,
    /// One country profile, by slug.
    Country(String),
    /// The latest articles about a country, by the country's slug.
    CountryNews(String),
    /// An archive page of a country; see [`Route::SectionPage`].
    CountryNewsPage(String, u32),
    /// The articles of a topic, by the topic's slug.
    Topic(String),
    /// The latest articles of an author, by the author's slug.
    Author(String),
    /// An archive page of an author; see [`Route::SectionPage`].
    AuthorPage(String, u32),
    /// The latest articles with a tag, by the tag's slug.
    Tag(String),
    /// An archive page of a tag; see [`Route::SectionPage`].
    TagPage(String, u32),
    /// All treaties and regimes.
    Treaties,
    /// One treaty or regime, by slug.
    Treaty(String),
    /// The glossary.
    Glossary,
    /// Search.
    Search,
    /// The pages saved for offline reading.
    Saved,
    /// A page from `content/pages/`, by slug.
    Text(String),
}

impl Route {
    /// Slugs that pages in `content/pages/` cannot have, because the site's own paths
    /// start with them.
    pub const RESERVED: [&str; 9] = [
        "gsn",
        "authors",
        "country-profiles",
        "treaties",
        "glossary",
        "topics",
        "tags",
        "search",
        "saved",
    ];

    /// Parses a path below the site's base; the trailing slash is optional.
    ///
    /// `None` for anything else: files (`/logo.svg`) and unknown addresses. A parsed
    /// route may still not exist, since only the host knows which articles there are.
    pub fn parse(path: &str) -> Option<Self> {
        let path = path.strip_prefix('/')?;
        let path = path.strip_suffix("index.html").unwrap_or(path);
        let path = match path.strip_suffix('/') {
            // `//` is not an alias of the front page.
            Some("") => return None,
            Some(path) => path,
            None => path,
        };
        let segments: Vec<&str> = path.split('/').collect();
        let route = match *segments.as_slice() {
            [""] => Self::Front,
            ["gsn", "article", slug] => Self::Article(slug.to_owned()),
            #[cfg(not(target_family = "wasm"))]
            ["gsn", "article", slug, "history"] => Self::History(slug.to_owned()),
            #[cfg(not(target_family = "wasm"))]
            ["gsn", "article", slug, "history", from, to] => {
                Self::Comparison(slug.to_owned(), from.parse().ok()?, to.parse().ok()?)
            }
            ["gsn", "section", slug] => Self::Section(slug.to_owned()),
            ["gsn", "section", slug, "page", page] => {
                Self::SectionPage(slug.to_owned(), page.parse().ok()?)
            }
            ["gsn", "archive"] => Self::Archive,
            ["gsn", "archive", year, month] => Self::Month(year.parse().ok()?, month.parse().ok()?),
            ["country-profiles"] => Self::Countries,
            ["country-profiles", slug] => Self::Country(slug.to_owned()),
            ["country-profiles", slug, "news"] => Self::CountryNews(slug.to_owned()),
            ["country-profiles", slug, "news", "page", page] => {
                Self::CountryNewsPage(slug.to_owned(), page.parse().ok()?)
            }
            ["topics", slug] => Self::Topic(slug.to_owned()),
            ["authors", slug] => Self::Author(slug.to_owned()),
            ["authors", slug, "page", page] => {
                Self::AuthorPage(slug.to_owned(), page.parse().ok()?)
            }
            ["tags", slug] => Self::Tag(slug.to_owned()),
            ["tags", slug, "page", page] => Self::TagPage(slug.to_owned(), page.parse().ok()?),
            ["treaties"] => Self::Treaties,
            ["treaties", slug] => Self::Treaty(slug.to_owned()),
            ["glossary"] => Self::Glossary,
            ["search"] => Self::Search,
            ["saved"] => Self::Saved,
            [slug] if !Self::RESERVED.contains(&slug) => Self::Text(slug.to_owned()),
            _ => return None,
        };
        // Numbers have one spelling: not `page/01/` or `2012/1/`.
        let is_spelled_so = route.to_string().trim_matches('/') == path;
        (is_spelled_so && route.slug().is_none_or(is_slug)).then_some(route)
    }

    fn slug(&self) -> Option<&str> {
        match self {
            Self::Front
            | Self::Archive
            | Self::Month(..)
            | Self::Countries
            | Self::Treaties
            | Self::Glossary
            | Self::Search
            | Self::Saved => None,
            #[cfg(not(target_family = "wasm"))]
            Self::History(slug) | Self::Comparison(slug, ..) => Some(slug),
            Self::Article(slug)
            | Self::Section(slug)
            | Self::SectionPage(slug, _)
            | Self::Country(slug)
            | Self::CountryNews(slug)
            | Self::CountryNewsPage(slug, _)
            | Self::Topic(slug)
            | Self::Author(slug)
            | Self::AuthorPage(slug, _)
            | Self::Tag(slug)
            | Self::TagPage(slug, _)
            | Self::Treaty(slug)
            | Self::Text(slug) => Some(slug),
        }
    }
}

impl fmt::Display for Route {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Front => f.write_str("/"),
            Self::Article(slug) => write!(f, "/gsn/article/{slug}/"),
            #[cfg(not(target_family = "wasm"))]
            Self::History(slug) => write!(f, "/gsn/article/{slug}/history/"),
            #[cfg(not(target_family = "wasm"))]
            Self::Comparison(slug, from, to) => {
                write!(f, "/gsn/article/{slug}/history/{from}/{to}/")
            }
            Self::Section(slug) => write!(f, "/gsn/section/{slug}/"),
            Self::SectionPage(slug, page) => write!(f, "/gsn/section/{slug}/page/{page}/"),
            Self::Archive => f.write_str("/gsn/archive/"),
            Self::Month(year, month) => write!(f, "/gsn/archive/{year:04}/{month:02}/"),
            Self::Countries => f.write_str("/country-profiles/"),
            Self::Country(slug) => write!(f, "/country-profiles/{slug}/"),
            Self::CountryNews(slug) => write!(f, "/country-profiles/{slug}/news/"),
            Self::CountryNewsPage(slug, page) => {
                write!(f, "/country-profiles/{slug}/news/page/{page}/")
            }
            Self::Topic(slug) => write!(f, "/topics/{slug}/"),
            Self::Author(slug) => write!(f, "/authors/{slug}/"),
            Self::AuthorPage(slug, page) => write!(f, "/authors/{slug}/page/{page}/"),
            Self::Tag(slug) => write!(f, "/tags/{slug}/"),
            Self::TagPage(slug, page) => write!(f, "/tags/{slug}/page/{page}/"),
            Self::Treaties => f.write_str("/treaties/"),
            Self::Treaty(slug) => write!(f, "/treaties/{slug}/"),
            Self::Glossary => f.write_str("/glossary/"),
            Self::Search => f.write_str("/search/"),
            Self::Saved => f.write_str("/saved/"),
            Self::Text(slug) => write!(f, "/{slug}/"),
        }
    }
}

/// Whether a text is a valid slug: lowercase letters a to z, digits, and single hyphens
/// between them.
pub fn is_slug(text: &str) -> bool {
    !text.is_empty()
        && !text.starts_with('-')
        && !text.ends_with('-')
        && text
            .bytes()
            .all(|byte| byte.is_ascii_lowercase() || byte.is_ascii_digit() || byte == b'-')
}

/// The base path of the site: `/` or `/newswire/`.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Base(String);

impl Base {
    /// Accepts a path with or without leading and trailing slashes.
    pub fn new(path: &str) -> Self {
        match path.trim_matches('/') {
            "" => Self("/".to_owned()),
            inner => Self(format!("/{inner}/")),
        }
    }

    /// Accepts the path of a URL, absolute (`https://example.org/newswire/`) or not.
    pub fn of_url(url: &str) -> Self {
        let path = url.split_once("://").map_or(url, |(_, rest)| {
            rest.split_once('/').map_or("", |(_, path)| path)
        });
        Self::new(path)
    }

    /// The path, with leading and trailing slashes.
    pub fn as_str(&self) -> &str {
        &self.0
    }

    /// The `href` for a path below the base (`/about/`, `/logo.svg`).
    pub fn href(&self, path: impl fmt::Display) -> String {
        let path = path.to_string();
        format!("{}{}", self.0, path.trim_start_matches('/'))
    }

    /// The route of the page that a host serves at a decoded path. Hosts are more lenient
    /// than [`Route::parse`]: some ignore case, others repeated slashes.
    pub fn route(&self, pathname: &str) -> Option<Route> {
        let plain = |path: &str| {
            let segments = path.split('/').filter(|segment| !segment.is_empty());
            segments.fold(String::new(), |path, segment| {
                path + "/" + &segment.to_ascii_lowercase()
            })
        };
        let pathname = plain(pathname);
        match pathname.strip_prefix(&plain(&self.0))? {
            "" => Some(Route::Front),
            path => Route::parse(path),
        }
    }

    /// The path below the base, with its leading slash; `None` if it is outside the site.
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
            Route::SectionPage("nuclear".into(), 12),
            Route::Archive,
            Route::Month(2012, 10),
            Route::Month(2013, 1),
            Route::Countries,
            Route::Country("russia".into()),
            Route::CountryNews("russia".into()),
            Route::CountryNewsPage("russia".into(), 1),
            Route::Topic("new-start".into()),
            Route::Author("nuclear-desk".into()),
            Route::AuthorPage("nuclear-desk".into(), 2),
            Route::Tag("agni-v".into()),
            Route::TagPage("agni-v".into(), 1),
            Route::Treaties,
            Route::Treaty("npt".into()),
            Route::Glossary,
            Route::Search,
            Route::Saved,
            Route::Text("about".into()),
        ] {
            assert_eq!(Route::parse(&route.to_string()), Some(route));
        }
    }

    #[cfg(not(target_family = "wasm"))]
    #[test]
    fn versions_have_routes_but_in_the_app() {
        for route in [
            Route::History("a-1".into()),
            Route::Comparison("a-1".into(), 1, 12),
        ] {
            assert_eq!(Route::parse(&route.to_string()), Some(route));
        }
    }

    #[test]
    fn other_paths_have_no_route() {
        for path in [
            "",
            "about",
            "/logo.svg",
            "/gsn/",
            "/gsn/article/",
            "/gsn/article/A/",
            "/gsn/article/a/b/",
            "/gsn/article/a/history/1/",
            "/gsn/article/a/history/1/02/",
            "/gsn/article/a/history/1/b/",
            "/gsn/other/a/",
            "/gsn/section/nuclear/page/",
            "/gsn/section/nuclear/page/01/",
            "/gsn/section/nuclear/page/-1/",
            "/gsn/section/nuclear/page/x/",
            "/gsn/archive/2012/",
            "/gsn/archive/2012/1/",
            "/gsn/archive/2012/10/23/",
            "/country-profiles/russia/x/",
            "/country-profiles/russia/news/1/",
            "/country-profiles/../",
            "/topics/",
            "/topics/new-start/x/",
            "/treaties/npt/x/",
            "/glossary/x/",
            "//",
        ] {
            assert_eq!(Route::parse(path), None, "{path}");
        }
    }

    #[test]
    fn a_missing_slash_and_an_index_file_are_accepted() {
        let about = Some(Route::Text("about".into()));
        assert_eq!(Route::parse("/about"), about);
        assert_eq!(Route::parse("/about/index.html"), about);
        assert_eq!(Route::parse("/index.html"), Some(Route::Front));
    }

    #[test]
    fn a_lenient_hosts_address_leads_to_its_page() {
        for (base, address, expected) in [
            ("/", "/", Some("/")),
            ("/", "/index.html", Some("/")),
            ("/", "/about", Some("/about/")),
            ("/", "/about/index.html", Some("/about/")),
            ("/", "//about//", Some("/about/")),
            ("/", "/About/INDEX.html", Some("/about/")),
            ("/", "/GSN//Archive/2012/10", Some("/gsn/archive/2012/10/")),
            ("/Newswire/", "/newswire", Some("/")),
            ("/newswire/", "/Newswire//about/", Some("/about/")),
            ("/newswire/", "/newswires/about/", None),
            ("/newswire/", "/about/", None),
            ("/", "/web/2026/https://example.org/about/", None),
            ("/", "/logo.svg", None),
        ] {
            let path = Base::new(base).route(address).map(|it| it.to_string());
            assert_eq!(path.as_deref(), expected, "{address} below {base}");
        }
    }

    #[test]
    fn a_base_is_added_and_stripped() {
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
