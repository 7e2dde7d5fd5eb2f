//! Links the countries, treaties and terms that texts mention to their pages.

use super::ContentFile;
use super::links::path_of;
use aho_corasick::{AhoCorasick, MatchKind};
use lol_html::html_content::{ContentType, Element, TextChunk};
use lol_html::{HandlerResult, RewriteStrSettings, doc_text, element, rewrite_str};
use maud::{PreEscaped, html};
use model::Html;
use model::routes::Base;
use std::cell::{Cell, RefCell};
use std::collections::{BTreeMap, BTreeSet};
use std::rc::Rc;

/// Elements in which mentions are not linked: links, titles, quotations, text in another
/// language.
const CLOSED: &str = "a, h2, h3, h4, h5, h6, blockquote, q, cite, code, pre, figure, figcaption, caption, \
                      summary, audio, video, [lang]:not([lang|=\"en\"])";

/// Elements at whose end an unclosed quotation ends.
const BLOCKS: &str = "p, h2, h3, h4, h5, h6, blockquote, caption, details, div, figcaption, figure, li, \
                      ol, pre, section, table, td, th, ul";

/// The names of what has a page, or a place on one: countries, treaties, terms.
#[derive(Default)]
pub(in crate::content) struct Names {
    /// The path below the site's base for each name.
    paths: BTreeMap<String, String>,
    /// Phrases that contain a country's name but do not mean the country.
    phrases: BTreeSet<String>,
}

impl Names {
    /// Adds a name. If it is taken already, returns the path that it leads to.
    pub(in crate::content) fn add(&mut self, name: &str, path: &str) -> Option<String> {
        let other = self.paths.get(name).cloned();
        if other.is_none() {
            self.paths.insert(name.to_owned(), path.to_owned());
        }
        other
    }

    /// Adds a name that an editor wrote at an offset in a file, or reports that it is
    /// taken.
    pub(in crate::content) fn add_or_report(
        &mut self,
        name: &str,
        path: &str,
        file: &ContentFile,
        offset: usize,
    ) {
        if let Some(other) = self.add(name, path) {
            let problem = format!("“{name}” is already a name of “{other}”.");
            let advice = "Write each name only once, in the file of what it means.";
            file.fault(offset, problem, advice);
        }
    }

    /// Adds a phrase that contains a country's name but does not mean the country.
    pub(in crate::content) fn add_phrase(&mut self, phrase: &str) {
        self.phrases.insert(phrase.to_owned());
    }
}

/// A text in which mentions are linked.
pub(in crate::content) struct Linked {
    pub(in crate::content) html: Html,
    /// The paths of everything that it names, linked or not.
    pub(in crate::content) named: BTreeSet<String>,
}

/// Finds mentions in a text.
pub(in crate::content) struct Mentions {
    finder: AhoCorasick,
    /// The path for each pattern; `None` for phrases.
    meanings: Vec<Option<String>>,
}

impl Mentions {
    pub(in crate::content) fn new(names: Names) -> Self {
        let paths = names
            .paths
            .into_iter()
            .map(|(name, path)| (name, Some(path)));
        let phrases = names.phrases.into_iter().map(|phrase| (phrase, None));
        let (names, meanings): (Vec<_>, Vec<_>) = paths
            .chain(phrases)
            // Escaped as in HTML.
            .map(|(name, meaning)| (html! { (name) }.into_string(), meaning))
            .unzip();
        let finder = AhoCorasick::builder()
            .match_kind(MatchKind::LeftmostLongest)
            .build(names)
            .expect("the names fit into memory");
        Self { finder, meanings }
    }

    /// Links the first mention of everything that has a page, except the pages with the
    /// given paths and those that the text already links to.
    pub(in crate::content) fn link(
        &self,
        html: &Html,
        linked: impl Iterator<Item = String>,
        base: &Base,
    ) -> Linked {
        let html = html.as_str();
        let targets = link_targets(html);
        let href = |path: &str| base.href(path);
        let linked_anyway = self.meanings.iter().flatten();
        let linked_anyway = linked_anyway.filter(|path| targets.contains(&href(path)));
        let place = Rc::new(Place::default());
        let state = RefCell::new(State {
            linked: linked.chain(linked_anyway.cloned()).collect(),
            named: BTreeSet::new(),
            text: String::new(),
        });
        let settings = RewriteStrSettings::new()
            .append_element_content_handler(element!(CLOSED, |element| place.close(element)))
            .append_element_content_handler(element!(BLOCKS, |element| place.begin_block(element)))
            .append_document_content_handler(doc_text!(|chunk| {
                let mut state = state.borrow_mut();
                state.text.push_str(chunk.as_str());
                if chunk.last_in_text_node() {
                    let text = std::mem::take(&mut state.text);
                    let text = self.link_text(&text, &place, &mut state, href);
                    replace(chunk, &text);
                } else {
                    chunk.remove();
                }
                Ok(())
            }));
        // Fails only if a handler fails or memory is limited, and neither applies here.
        let linked = rewrite_str(html, settings).unwrap_or_else(|_| html.to_owned());
        Linked {
            // The input is sanitized, and the added links are internal.
            html: Html::from_sanitized(linked),
            named: state.into_inner().named,
        }
    }

    fn link_text(
        &self,
        text: &str,
        place: &Place,
        state: &mut State,
        href: impl Fn(&str) -> String,
    ) -> String {
        // A name can wrap onto a second line.
        let line = text.replace('\n', " ");
        let mut result = String::new();
        let mut copied = 0;
        for found in self.finder.find_iter(&line) {
            let before = &text[copied..found.start()];
            let name = &text[found.range()];
            place.read(before);
            result.push_str(before);
            copied = found.end();
            let is_word = is_word(&line, found.start(), found.end());
            let meaning = self.meanings[found.pattern()].as_ref();
            let meaning = meaning.filter(|_| is_word);
            state.named.extend(meaning.cloned());
            match meaning.filter(|_| place.is_open()) {
                Some(path) if state.linked.insert(path.clone()) => {
                    let link = html! { a href=(href(path)) { (PreEscaped(name)) } };
                    result.push_str(&link.into_string());
                }
                _ => result.push_str(name),
            }
            place.read(name);
        }
        place.read(&text[copied..]);
        result + &text[copied..]
    }
}

/// State while rewriting a text.
struct State {
    /// The paths that need no further link.
    linked: BTreeSet<String>,
    /// The paths of everything named so far.
    named: BTreeSet<String>,
    /// The chunks of the current piece of text.
    text: String,
}

/// The position in a text.
#[derive(Default)]
struct Place {
    /// The number of open elements in which mentions are not linked.
    closed: Cell<usize>,
    /// The closing mark of the current quotation.
    quotation: Cell<Option<char>>,
}

impl Place {
    fn is_open(&self) -> bool {
        self.closed.get() == 0 && self.quotation.get().is_none()
    }

    fn close(self: &Rc<Self>, element: &mut Element<'_, '_>) -> HandlerResult {
        self.closed.set(self.closed.get() + 1);
        let place = Rc::clone(self);
        element.on_end_tag(Box::new(move |_| {
            place.closed.set(place.closed.get() - 1);
            Ok(())
        }))
    }

    fn begin_block(self: &Rc<Self>, element: &mut Element<'_, '_>) -> HandlerResult {
        self.quotation.set(None);
        let place = Rc::clone(self);
        element.on_end_tag(Box::new(move |_| {
            place.quotation.set(None);
            Ok(())
        }))
    }

    /// Advances past some text, which can open or close quotations.
    fn read(&self, text: &str) {
        for character in text.chars() {
            let quotation = match (self.quotation.get(), character) {
                (None, '“') => Some('”'),
                (None, '"') => Some('"'),
                (Some(end), character) if end == character => None,
                (quotation, _) => quotation,
            };
            self.quotation.set(quotation);
        }
    }
}

/// The targets of the links in a text, as written and without query and fragment.
fn link_targets(html: &str) -> BTreeSet<String> {
    let mut targets = BTreeSet::new();
    let settings =
        RewriteStrSettings::new().append_element_content_handler(element!("a[href]", |link| {
            let target = link.get_attribute("href").unwrap_or_default();
            targets.insert(path_of(&target).to_owned());
            targets.insert(target);
            Ok(())
        }));
    // See above: this cannot fail.
    let _ = rewrite_str(html, settings);
    targets
}

fn replace(chunk: &mut TextChunk<'_>, text: &str) {
    // Most texts end with a chunk that contains all of the text.
    if chunk.as_str() != text {
        chunk.replace(text, ContentType::Html);
    }
}

/// Whether a match is a whole word. Hyphenated compounds count as one word: the
/// “U.S.-Russia” talks are not a mention.
fn is_word(line: &str, start: usize, end: usize) -> bool {
    let joins =
        |character: char| character.is_alphanumeric() || "-\u{2010}\u{2011}–".contains(character);
    !line[..start].ends_with(joins) && !line[end..].starts_with(joins)
}

#[cfg(test)]
mod tests {
    use super::*;

    /// A text after linking, in which `[Russia]` stands for a link to the profile of
    /// Russia.
    fn linked(html: &str) -> String {
        let mut names = Names::default();
        for (name, slug) in [
            ("Iran", "iran"),
            ("North Korea", "north-korea"),
            ("Democratic People’s Republic of Korea", "north-korea"),
            ("Republic of Korea", "south-korea"),
            ("Korea", "south-korea"),
            ("Mexico", "mexico"),
            ("Russia", "russia"),
            ("Trinidad & Tobago", "trinidad"),
        ] {
            let path = format!("/country-profiles/{slug}/");
            assert_eq!(names.add(name, &path), None);
        }
        names.add_phrase("New Mexico");
        names.add_phrase("Russia House");
        let html = Html::from_sanitized(html.to_owned());
        let mentions = Mentions::new(names);
        let iran = "/country-profiles/iran/".to_owned();
        let linked = mentions.link(&html, [iran].into_iter(), &Base::new("/newswire/"));
        let mut short = linked.html.as_str().to_owned();
        for slug in ["north-korea", "south-korea", "mexico", "russia", "trinidad"] {
            let start = format!("<a href=\"/newswire/country-profiles/{slug}/\">");
            while let Some(at) = short.find(&start) {
                let end = at + short[at..].find("</a>").expect("the link ends");
                short.replace_range(end..end + 4, "]");
                short.replace_range(at..at + start.len(), "[");
            }
        }
        short
    }

    #[test]
    fn the_first_mention_of_each_country_is_linked() {
        for (html, expected) in [
            (
                "<p>Russia and Mexico.</p><p>Russia.</p>",
                "<p>[Russia] and [Mexico].</p><p>Russia.</p>",
            ),
            ("<ul><li>Russia’s</li></ul>", "<ul><li>[Russia]’s</li></ul>"),
            ("<p>(<em>Russia</em>)</p>", "<p>(<em>[Russia]</em>)</p>"),
            ("Russia", "[Russia]"),
            ("<p>North\nKorea</p>", "<p>[North\nKorea]</p>"),
            (
                "<p>Trinidad &amp; Tobago</p>",
                "<p>[Trinidad &amp; Tobago]</p>",
            ),
            (
                "<p lang=\"en-GB\">Russia</p>",
                "<p lang=\"en-GB\">[Russia]</p>",
            ),
        ] {
            assert_eq!(linked(html), expected);
        }
    }

    #[test]
    fn the_longest_name_matches() {
        for (html, expected) in [
            ("<p>Korea</p>", "<p>[Korea]</p>"),
            (
                "<p>the Democratic People’s Republic of Korea</p>",
                "<p>the [Democratic People’s Republic of Korea]</p>",
            ),
            (
                "<p>New Mexico and Mexico</p>",
                "<p>New Mexico and [Mexico]</p>",
            ),
            (
                "<p>Russia House in Russia</p>",
                "<p>Russia House in [Russia]</p>",
            ),
        ] {
            assert_eq!(linked(html), expected);
        }
    }

    #[test]
    fn only_exact_whole_words_are_linked() {
        for html in [
            "<p>Russian</p>",
            "<p>Prerussia</p>",
            "<p>russia RUSSIA</p>",
            "<p>U.S.-Russia, Russia-led</p>",
        ] {
            assert_eq!(linked(html), html);
        }
    }

    #[test]
    fn countries_that_the_text_links_to_or_shows_are_not_linked() {
        let given = "<p>Iran</p>";
        assert_eq!(linked(given), given);
        let below = "<p>Russia</p><p>[there]</p>";
        let html = "<p>Russia</p>\
                    <p><a href=\"/newswire/country-profiles/russia/\">there</a></p>";
        assert_eq!(linked(html), below);
        let html = "<p>Russia <a href=\"/newswire/country-profiles/russia/#nuclear\">there</a></p>";
        assert_eq!(linked(html), html);
    }

    #[test]
    fn mentions_in_some_elements_are_not_linked() {
        for element in [
            "h2",
            "h3",
            "h4",
            "h5",
            "h6",
            "blockquote",
            "q",
            "cite",
            "code",
            "pre",
            "figure",
        ] {
            let html = format!("<{element}>in <em>Russia</em></{element}>");
            assert_eq!(
                linked(&format!("{html}<p>Russia</p>")),
                format!("{html}<p>[Russia]</p>")
            );
        }
        for html in [
            "<p><a href=\"https://x.example/\">Russia</a></p>",
            "<p lang=\"fr\">Russia</p>",
        ] {
            assert_eq!(linked(html), html);
        }
    }

    #[test]
    fn mentions_in_quotations_are_not_linked() {
        for (html, expected) in [
            (
                "<p>“Russia,” he said of Russia.</p>",
                "<p>“Russia,” he said of [Russia].</p>",
            ),
            (
                "<p>\"Russia <em>and</em> Mexico\", Mexico</p>",
                "<p>\"Russia <em>and</em> Mexico\", [Mexico]</p>",
            ),
            // Newspaper style: only the last paragraph of a quotation has a closing mark.
            (
                "<p>“Russia</p><p>“Russia”</p><p>Russia</p>",
                "<p>“Russia</p><p>“Russia”</p><p>[Russia]</p>",
            ),
            (
                "<ul><li>“a</li><li>Russia</li></ul>",
                "<ul><li>“a</li><li>[Russia]</li></ul>",
            ),
            ("<p>“the \"old\" Russia”</p>", "<p>“the \"old\" Russia”</p>"),
        ] {
            assert_eq!(linked(html), expected);
        }
    }
}
