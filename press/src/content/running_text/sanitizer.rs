//! Sanitizes the HTML of texts, as the last line of defense.
//!
//! Editors can write HTML in Markdown. The check of that HTML has reported anything not
//! allowed, based on the same table; here, everything else is removed.

use super::links::{decoded, path_of};
use super::markup::{Attribute, ELEMENTS, Element, GLOBAL_ATTRIBUTES, Value, WITHOUT_TEXT};
use super::picture::Size;
use super::{Context, Pages, language};
use ammonia::{Builder, UrlRelative, UrlRelativeEvaluate};
use lol_html::{RewriteStrSettings, element, rewrite_str};
use model::Html;
use model::routes::Base;
use std::borrow::Cow;
use std::collections::{BTreeMap, BTreeSet, HashMap, HashSet};
use std::sync::Mutex;

const SCHEMES: &[&str] = &["http", "https", "mailto"];

/// Reduces HTML to the markup allowed in a page. Internal links get the site's base.
/// Headings and notes keep ids that are in `ids`, each only once.
pub(in crate::content) fn sanitize(
    html: &str,
    ids: BTreeSet<String>,
    context: &Context<'_>,
) -> String {
    fn names(attributes: &[Attribute]) -> HashSet<&str> {
        let attributes = attributes.iter().map(|attribute| attribute.name);
        attributes.filter(|name| *name != "class").collect()
    }
    let classes = ELEMENTS.iter().filter_map(|element| {
        let Value::OneOf(classes) = element.attribute("class")?.value else {
            return None;
        };
        Some((element.name, classes.iter().copied().collect()))
    });
    let attributes = ELEMENTS
        .iter()
        .map(|element| (element.name, names(element.attributes)));
    let links = InternalLinks {
        pages: context.pages,
        base: context.base,
    };
    let unused_ids = Mutex::new(ids);
    let is_allowed = move |tag: &str, name: &str, value: &str| {
        let attribute = Element::named(tag)?.attribute(name)?;
        match attribute.value {
            // Other than headings, only notes can have an id.
            Value::Id => {
                let is_note = value.starts_with("note-");
                let may_have = is_note == matches!(tag, "a" | "li");
                Some(may_have && unused_ids.lock().ok()?.remove(value))
            }
            // The pages' security policy blocks files from other sites.
            Value::File(_) => Some(value.starts_with('/') && !value.starts_with("//")),
            // `allowed_classes` handles the class.
            _ if name == "class" => Some(true),
            form => Some(form.allows(value)),
        }
    };
    Builder::empty()
        .tags(ELEMENTS.iter().map(|element| element.name).collect())
        .clean_content_tags(WITHOUT_TEXT.iter().copied().collect())
        .tag_attributes(attributes.collect::<HashMap<_, _>>())
        .allowed_classes(classes.collect())
        .generic_attributes(names(GLOBAL_ATTRIBUTES))
        .url_schemes(SCHEMES.iter().copied().collect())
        .url_relative(UrlRelative::Custom(Box::new(links)))
        .link_rel(None)
        .attribute_filter(move |tag, name, value| {
            is_allowed(tag, name, value)?.then_some(Cow::Borrowed(value))
        })
        .clean(html)
        .to_string()
}

/// Adds to sanitized HTML what editors do not write: the direction of text in another
/// language, and the sizes of pictures, so that the layout does not shift when they load.
pub(in crate::content) fn complete(
    sanitized: &str,
    pictures: &BTreeMap<String, Size>,
    context: &Context<'_>,
) -> Html {
    let sizes: HashMap<String, Size> = pictures
        .iter()
        .map(|(path, size)| (context.base.href(path), *size))
        .collect();
    let settings = RewriteStrSettings::new()
        .append_element_content_handler(element!("[lang]:not([dir])", language::add_direction))
        // Readers who do not play it pay nothing for it.
        .append_element_content_handler(element!(
            "audio:not([preload]), video:not([preload])",
            |recording| Ok(recording.set_attribute("preload", "none")?)
        ))
        .append_element_content_handler(element!("img[src]", |picture| {
            let source = picture.get_attribute("src").unwrap_or_default();
            let source = html_escape::decode_html_entities(&source);
            if let Some(size) = sizes.get(&*decoded(&source)) {
                // Browsers scale the picture to a given width or height.
                if !picture.has_attribute("width") && !picture.has_attribute("height") {
                    picture.set_attribute("width", &size.width.to_string())?;
                    picture.set_attribute("height", &size.height.to_string())?;
                }
            }
            picture.set_attribute("loading", "lazy")?;
            picture.set_attribute("decoding", "async")?;
            Ok(())
        }))
        .with_strict(false);
    // Fails only if a handler fails or memory is limited, and neither applies here.
    let completed = rewrite_str(sanitized, settings);
    Html::from_sanitized(completed.unwrap_or_else(|_| sanitized.to_owned()))
}

/// Rewrites internal links, and removes those that are broken.
struct InternalLinks<'a> {
    pages: &'a Pages,
    base: &'a Base,
}

impl<'a> UrlRelativeEvaluate<'a> for InternalLinks<'a> {
    fn evaluate<'url>(&self, link: &'url str) -> Option<Cow<'url, str>> {
        if link.starts_with('#') {
            return Some(Cow::Borrowed(link));
        }
        let path = path_of(link);
        let target = self.pages.resolve(path)?;
        Some(Cow::Owned(self.base.href(target) + &link[path.len()..]))
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::content::PublicFile;
    use crate::content::Today;
    use crate::content::links::Places;
    use crate::content::pages::Entries;
    use crate::content::pictures::Pictures;
    use crate::content::release::Release;
    use crate::content::requirements::Requirements;
    use crate::content::tag::Tags;
    use jiff::civil::date;
    use jiff::tz::TimeZone;
    use std::path::Path;

    /// A site with nothing but some files.
    fn no_pages(files: &[PublicFile]) -> Pages {
        let none = || Some(Vec::new());
        let entries = Entries {
            articles: none(),
            authors: none(),
            countries: none(),
            treaties: none(),
            glossary: none(),
            texts: none(),
            topics: none(),
        };
        Pages::new(&entries, files)
    }

    fn sanitized(html: &str) -> String {
        let files = ["a.pdf", "a.mp4", "ü b.png"].map(|path| PublicFile {
            path: path.to_owned(),
            place: path.into(),
        });
        let context = Context {
            pages: &no_pages(&files),
            places: &Places::default(),
            tags: &Tags::default(),
            origin: None,
            contact: None,
            base: &Base::new("/newswire/"),
            public: Path::new("public"),
            pictures: &Pictures::default(),
            clock: &Today::On(date(2026, 1, 1)).clock(&TimeZone::UTC),
            release: Release::default(),
            article: None,
            requirements: &Requirements::default(),
            keeps_history: false,
        };
        let ids = BTreeSet::from(["one", "note-1"].map(str::to_owned));
        sanitize(html, ids, &context)
    }

    #[test]
    fn scripts_are_left_out() {
        assert_eq!(sanitized("a<script>alert(1)</script>b"), "ab");
        assert_eq!(sanitized("<svg><script>alert(1)</script></svg>"), "");
        assert_eq!(
            sanitized("<iframe src=\"https://x.example\">x</iframe>"),
            ""
        );
        assert_eq!(
            sanitized("<p onclick=\"alert(1)\" style=\"a:b\">a</p>"),
            "<p>a</p>"
        );
        assert_eq!(
            sanitized("<img src=x alt=y onerror=alert(1)>"),
            "<img alt=\"y\">"
        );
        assert_eq!(
            sanitized("<a href=\"java\nscript:alert(1)\">a</a>"),
            "<a>a</a>"
        );
        assert_eq!(sanitized("<a href=\"data:text/html,x\">a</a>"), "<a>a</a>");
    }

    #[test]
    fn forms_and_titles_lose_their_tags() {
        assert_eq!(sanitized("<form action=/search/>a<input></form>"), "a");
        assert_eq!(sanitized("<h1>a</h1>"), "a");
    }

    #[test]
    fn language_and_direction_are_kept() {
        let html = "<p lang=\"ar\" dir=\"rtl\">a</p>";
        assert_eq!(sanitized(html), html);
    }

    #[test]
    fn tables_keep_their_structure() {
        let html = "<table><tbody><tr><th scope=\"row\">a</th>\
                    <td colspan=\"2\">b</td></tr></tbody></table>";
        assert_eq!(sanitized(html), html);
    }

    #[test]
    fn heading_ids_are_unique() {
        assert_eq!(
            sanitized("<p id=\"one\">a</p><h2 id=\"one\">b</h2><h2 id=\"one\">c</h2>"),
            "<p>a</p><h2 id=\"one\">b</h2><h2>c</h2>"
        );
        assert_eq!(sanitized("<h2 id=\"search\">a</h2>"), "<h2>a</h2>");
    }

    #[test]
    fn only_references_and_notes_of_the_press_have_ids() {
        assert_eq!(
            sanitized("<a id=\"one\">a</a><h2 id=\"note-1\">b</h2><li id=\"note-1\">c</li>"),
            "<a>a</a><h2>b</h2><li id=\"note-1\">c</li>"
        );
        assert_eq!(sanitized("<a id=\"note-2\">a</a>"), "<a>a</a>");
    }

    #[test]
    fn only_classes_of_the_press_are_kept() {
        assert_eq!(
            sanitized("<span class=\"credit card\">a</span><p class=\"credit\">b</p>"),
            "<span class=\"credit\">a</span><p>b</p>"
        );
    }

    #[test]
    fn pictures_load_lazily() {
        assert_eq!(
            sanitized("<img alt=\"a\" loading=\"lazy\" decoding=\"async\">"),
            "<img alt=\"a\" loading=\"lazy\" decoding=\"async\">"
        );
        assert_eq!(
            sanitized("<img alt=\"a\" loading=\"eager\" decoding=\"sync\">"),
            "<img alt=\"a\">"
        );
    }

    #[test]
    fn media_come_from_this_site_only() {
        assert_eq!(
            sanitized("<video src=\"/a.mp4\" poster=\"https://x.example/a.png\" controls></video>"),
            "<video src=\"/newswire/a.mp4\" controls=\"\"></video>"
        );
        for source in [
            "https://x.example/a.png",
            "//x.example/a.png",
            "mailto:a@b.example",
        ] {
            let html = format!("<img src=\"{source}\" alt=\"a\">");
            assert_eq!(sanitized(&html), "<img alt=\"a\">");
        }
    }

    #[test]
    fn numbers_that_are_too_large_are_left_out() {
        assert_eq!(
            sanitized("<ol start=\"9223372036854775807\"><li>a</li></ol>"),
            "<ol><li>a</li></ol>"
        );
    }

    #[test]
    fn internal_links_get_the_base_and_broken_ones_are_removed() {
        for (link, expected) in [
            ("/search/?q=a#b", Some("/newswire/search/?q=a#b")),
            ("/search", Some("/newswire/search/")),
            ("/index.html", Some("/newswire/")),
            ("/a.pdf", Some("/newswire/a.pdf")),
            ("/%C3%BC%20b.png", Some("/newswire/%C3%BC%20b.png")),
            ("#one", Some("#one")),
            ("https://www.opcw.org/", Some("https://www.opcw.org/")),
            ("mailto:a@b.example", Some("mailto:a@b.example")),
            ("/nowhere/", None),
            ("//x.example/", None),
            ("/\\x.example/", None),
            ("search/", None),
            ("", None),
        ] {
            let expected = match expected {
                Some(href) => format!("<a href=\"{href}\">a</a>"),
                None => "<a>a</a>".to_owned(),
            };
            assert_eq!(sanitized(&format!("<a href=\"{link}\">a</a>")), expected);
        }
    }

    /// Sanitized HTML, after completion.
    fn completed(html: &str) -> String {
        let context = Context {
            pages: &no_pages(&[]),
            places: &Places::default(),
            tags: &Tags::default(),
            origin: None,
            contact: None,
            base: &Base::new("/newswire/"),
            public: Path::new("public"),
            pictures: &Pictures::default(),
            clock: &Today::On(date(2026, 1, 1)).clock(&TimeZone::UTC),
            release: Release::default(),
            article: None,
            requirements: &Requirements::default(),
            keeps_history: false,
        };
        let size = Size {
            width: 3,
            height: 2,
        };
        let pictures = BTreeMap::from([("/a.png".to_owned(), size)]);
        complete(html, &pictures, &context).as_str().to_owned()
    }

    #[test]
    fn elements_with_a_language_get_its_direction() {
        for (html, expected) in [
            ("<p lang=\"ar\">a</p>", "<p lang=\"ar\" dir=\"rtl\">a</p>"),
            (
                "<p lang=\"fa\">a<br><q lang=\"fr\">b</q></p>",
                "<p lang=\"fa\" dir=\"rtl\">a<br><q lang=\"fr\" dir=\"ltr\">b</q></p>",
            ),
            (
                "<p lang=\"ar\" dir=\"auto\">a</p>",
                "<p lang=\"ar\" dir=\"auto\">a</p>",
            ),
            ("<p lang=\"xx\">a</p>", "<p lang=\"xx\">a</p>"),
            ("<p>a</p>", "<p>a</p>"),
        ] {
            assert_eq!(completed(html), expected);
        }
    }

    #[test]
    fn pictures_get_their_size_unless_they_have_one() {
        for (html, expected) in [
            ("src=\"/newswire/a.png\"", "width=\"3\" height=\"2\" "),
            ("src=\"/newswire/a.png\" width=\"6\"", ""),
            ("src=\"/newswire/b.png\"", ""),
        ] {
            assert_eq!(
                completed(&format!("<img {html}>")),
                format!("<img {html} {expected}loading=\"lazy\" decoding=\"async\">")
            );
        }
    }
}
