//! What may stand in a page as markup.
//!
//! Editors can write HTML in Markdown. But for the languages that it names, it
//! is not checked as their Markdown is; what is not allowed here is left out.

use super::markdown::path_of;
use super::{Context, language};
use ammonia::{Builder, UrlRelative, UrlRelativeEvaluate};
use newswire::model::Html;
use std::borrow::Cow;
use std::collections::{BTreeSet, HashMap, HashSet};
use std::sync::Mutex;

/// What Markdown makes, and what languages and typography need. `h1` is not
/// among it: that is the page's own title.
const TAGS: &[&str] = &[
    "a",
    "abbr",
    "bdi",
    "bdo",
    "blockquote",
    "br",
    "caption",
    "cite",
    "code",
    "div",
    "em",
    "figcaption",
    "figure",
    "h2",
    "h3",
    "h4",
    "h5",
    "h6",
    "hr",
    "img",
    "li",
    "ol",
    "p",
    "pre",
    "q",
    "section",
    "span",
    "strong",
    "sub",
    "sup",
    "table",
    "tbody",
    "td",
    "th",
    "thead",
    "tr",
    "ul",
];

const ATTRIBUTES: &[(&str, &[&str])] = &[
    ("a", &["aria-label", "href", "hreflang", "id", "title"]),
    ("abbr", &["title"]),
    ("h2", &["id"]),
    ("h3", &["id"]),
    ("h4", &["id"]),
    ("h5", &["id"]),
    ("h6", &["id"]),
    ("img", &["alt", "height", "src", "title", "width"]),
    ("li", &["id"]),
    ("ol", &["start"]),
    ("td", &["colspan", "rowspan"]),
    ("th", &["colspan", "rowspan", "scope"]),
];

/// What pictures may say of how they are loaded.
const ATTRIBUTES_OF_PICTURES: &[(&str, &[&str])] =
    &[("decoding", &["async"]), ("loading", &["lazy"])];

/// What the press itself marks: credits of pictures, and notes.
const CLASSES: &[(&str, &[&str])] = &[
    ("a", &["note-mark"]),
    ("section", &["notes"]),
    ("span", &["credit"]),
];

const ATTRIBUTES_OF_ALL: &[&str] = &["dir", "lang"];

const SCHEMES: &[&str] = &["http", "https", "mailto"];

/// What is left out together with the text in it.
const TAGS_WITHOUT_TEXT: &[&str] = &["iframe", "object", "script", "style", "svg", "template"];

/// Keeps of an HTML text what may stand in a page. Paths within the site get its
/// base; headings and notes keep their ids out of `ids`, none of them twice; text in
/// another language gets its direction.
pub(super) fn sanitise(html: &str, ids: BTreeSet<String>, context: &Context<'_>) -> Html {
    fn set(items: &[&'static str]) -> HashSet<&'static str> {
        items.iter().copied().collect()
    }
    fn sets(
        items: &[(&'static str, &[&'static str])],
    ) -> HashMap<&'static str, HashSet<&'static str>> {
        items
            .iter()
            .map(|(name, items)| (*name, set(items)))
            .collect()
    }
    let unused_ids = Mutex::new(ids);
    let html = Builder::empty()
        .tags(set(TAGS))
        .clean_content_tags(set(TAGS_WITHOUT_TEXT))
        .tag_attributes(sets(ATTRIBUTES))
        .tag_attribute_values(HashMap::from([("img", sets(ATTRIBUTES_OF_PICTURES))]))
        .allowed_classes(sets(CLASSES))
        .generic_attributes(set(ATTRIBUTES_OF_ALL))
        .url_schemes(set(SCHEMES))
        .url_relative(UrlRelative::Custom(Box::new(InternalLinks(context))))
        .link_rel(None)
        .attribute_filter(move |tag, name, value| {
            // Only a note's id can stand on what is no heading.
            let is_note = value.starts_with("note-");
            let may_have = is_note == matches!(tag, "a" | "li");
            let mut unused_ids = unused_ids.lock().ok()?;
            (name != "id" || may_have && unused_ids.remove(value)).then_some(Cow::Borrowed(value))
        })
        .clean(html)
        .to_string();
    Html::from_sanitised(language::add_directions(&html))
}

/// Rewrites links within the site, and leaves out those that lead nowhere.
struct InternalLinks<'a>(&'a Context<'a>);

impl<'a> UrlRelativeEvaluate<'a> for InternalLinks<'a> {
    fn evaluate<'url>(&self, link: &'url str) -> Option<Cow<'url, str>> {
        let Self(context) = self;
        if link.starts_with('#') {
            return Some(Cow::Borrowed(link));
        }
        let path = path_of(link);
        let target = context.pages.resolve(path)?;
        Some(Cow::Owned(context.base.href(target) + &link[path.len()..]))
    }
}

#[cfg(test)]
mod tests {
    use super::super::pages::Pages;
    use super::*;
    use jiff::civil::date;
    use newswire::routes::Base;
    use std::path::Path;

    fn sanitised(html: &str) -> String {
        let context = Context {
            pages: &Pages::new(&[], &[], &[], BTreeSet::from(["/a.pdf".to_owned()])),
            base: &Base::new("/newswire/"),
            public: Path::new("public"),
            today: date(2026, 1, 1),
        };
        let ids = BTreeSet::from(["one", "note-1"].map(str::to_owned));
        sanitise(html, ids, &context).as_str().to_owned()
    }

    #[test]
    fn scripts_are_left_out() {
        assert_eq!(sanitised("a<script>alert(1)</script>b"), "ab");
        assert_eq!(sanitised("<svg><script>alert(1)</script></svg>"), "");
        assert_eq!(
            sanitised("<iframe src=\"https://x.example\">x</iframe>"),
            ""
        );
        assert_eq!(
            sanitised("<p onclick=\"alert(1)\" style=\"a:b\">a</p>"),
            "<p>a</p>"
        );
        assert_eq!(
            sanitised("<img src=x alt=y onerror=alert(1)>"),
            "<img alt=\"y\">"
        );
        assert_eq!(
            sanitised("<a href=\"java\nscript:alert(1)\">a</a>"),
            "<a>a</a>"
        );
        assert_eq!(sanitised("<a href=\"data:text/html,x\">a</a>"), "<a>a</a>");
    }

    #[test]
    fn forms_and_titles_lose_their_tags() {
        assert_eq!(sanitised("<form action=/search/>a<input></form>"), "a");
        assert_eq!(sanitised("<h1>a</h1>"), "a");
    }

    #[test]
    fn language_and_direction_are_kept() {
        let html = "<p lang=\"ar\" dir=\"rtl\">a</p>";
        assert_eq!(sanitised(html), html);
    }

    #[test]
    fn tables_keep_their_structure() {
        let html = "<table><tbody><tr><th scope=\"row\">a</th>\
                    <td colspan=\"2\">b</td></tr></tbody></table>";
        assert_eq!(sanitised(html), html);
    }

    #[test]
    fn headings_have_ids_and_none_twice() {
        assert_eq!(
            sanitised("<p id=\"one\">a</p><h2 id=\"one\">b</h2><h2 id=\"one\">c</h2>"),
            "<p>a</p><h2 id=\"one\">b</h2><h2>c</h2>"
        );
        assert_eq!(sanitised("<h2 id=\"search\">a</h2>"), "<h2>a</h2>");
    }

    #[test]
    fn of_marks_and_notes_only_those_of_the_press_have_ids() {
        assert_eq!(
            sanitised("<a id=\"one\">a</a><h2 id=\"note-1\">b</h2><li id=\"note-1\">c</li>"),
            "<a>a</a><h2>b</h2><li id=\"note-1\">c</li>"
        );
        assert_eq!(sanitised("<a id=\"note-2\">a</a>"), "<a>a</a>");
    }

    #[test]
    fn only_classes_of_the_press_are_kept() {
        assert_eq!(
            sanitised("<span class=\"credit card\">a</span><p class=\"credit\">b</p>"),
            "<span class=\"credit\">a</span><p>b</p>"
        );
    }

    #[test]
    fn pictures_are_loaded_when_they_are_needed() {
        assert_eq!(
            sanitised("<img alt=\"a\" loading=\"lazy\" decoding=\"async\">"),
            "<img alt=\"a\" loading=\"lazy\" decoding=\"async\">"
        );
        assert_eq!(
            sanitised("<img alt=\"a\" loading=\"eager\" decoding=\"sync\">"),
            "<img alt=\"a\">"
        );
    }

    #[test]
    fn links_to_pages_get_the_base_and_others_within_the_site_go() {
        for (link, expected) in [
            ("/search/?q=a#b", Some("/newswire/search/?q=a#b")),
            ("/search", Some("/newswire/search/")),
            ("/index.html", Some("/newswire/")),
            ("/a.pdf", Some("/newswire/a.pdf")),
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
            assert_eq!(sanitised(&format!("<a href=\"{link}\">a</a>")), expected);
        }
    }
}
