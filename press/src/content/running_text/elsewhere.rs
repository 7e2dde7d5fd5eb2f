//! Videos on other sites: `::video{url="…" title="…" image="…"}` in a line of its own. It
//! becomes a picture that links to the other site. Nothing is loaded from there, so that
//! site learns of a reader only when the reader goes there.

use super::ContentFile;
use super::pieces::{Piece, Writer, element};
use super::suggestion::{self, shortened};
use super::web_address::is_web_address;
use crate::caption;
use ammonia::Url;
use maud::{Markup, html};
use pulldown_cmark::{Event, Tag, TagEnd};

/// How a line begins that is a directive.
const MARK: &str = "::";

/// The only directive.
const NAME: &str = "video";

const FIELDS: [&str; 3] = ["url", "title", "image"];

const EXAMPLE: &str =
    "::video{url=\"https://video.example/launch\" title=\"The launch\" image=\"/launch.jpg\"}";

/// Replaces the directives among the pieces, which are of `markdown` at `start`.
pub(in crate::content) fn render<'a>(
    file: &ContentFile,
    markdown: &str,
    start: usize,
    pieces: Vec<Piece<'a>>,
) -> Vec<Piece<'a>> {
    let mut rendered = Vec::with_capacity(pieces.len());
    let mut index = 0;
    let mut is_in_code = false;
    while let Some(piece) = pieces.get(index) {
        let written = markdown.get(piece.offset - start..).unwrap_or_default();
        let is_paragraph = matches!(piece.event, Event::Start(Tag::Paragraph));
        if !is_paragraph || !is_directive(written) {
            match &piece.event {
                Event::Start(Tag::CodeBlock(_)) => is_in_code = true,
                Event::End(TagEnd::CodeBlock) => is_in_code = false,
                // In a list, or among other words.
                Event::Text(text) if !is_in_code => {
                    if let Some(at) = directive_in(text) {
                        not_alone(file, piece.offset + at);
                    }
                }
                _ => {}
            }
            rendered.push(piece.clone());
            index += 1;
            continue;
        }
        let paragraph = element(&pieces[index..]);
        let line = written.lines().next().unwrap_or_default();
        let is_alone = !paragraph
            .iter()
            .any(|it| matches!(it.event, Event::SoftBreak | Event::HardBreak));
        let figure = if is_alone {
            let directive = Directive {
                file,
                line,
                offset: piece.offset,
            };
            directive.figure().unwrap_or_default().into_string()
        } else {
            not_alone(file, piece.offset);
            String::new()
        };
        rendered.push(Piece::html(piece.offset, figure + "\n", Writer::Press));
        index += paragraph.len();
    }
    rendered
}

fn not_alone(file: &ContentFile, offset: usize) {
    let problem = "This directive is not in a paragraph of its own.";
    file.fault(offset, problem, "Put empty lines around it.");
}

/// Whether a line is meant as a directive: two colons, a name and a brace.
fn is_directive(text: &str) -> bool {
    let after = text.strip_prefix(MARK).unwrap_or_default();
    let rest = after.trim_start_matches(|it: char| it.is_ascii_alphabetic());
    rest.len() < after.len() && rest.starts_with('{')
}

/// Where a directive is in a text. One that has another name is only one where the text
/// begins: there are words in which two colons are followed by a name.
fn directive_in(text: &str) -> Option<usize> {
    match is_directive(text) {
        true => Some(0),
        false => text.find(&[MARK, NAME, "{"].concat()),
    }
}

/// A directive in a file.
struct Directive<'a> {
    file: &'a ContentFile,
    line: &'a str,
    /// Where the line begins.
    offset: usize,
}

/// The value of a field, and where it is in the line.
type Value<'a> = (&'a str, usize);

impl<'a> Directive<'a> {
    fn figure(&self) -> Option<Markup> {
        let (name, rest) = self.line[MARK.len()..].split_once('{')?;
        if name != NAME {
            let problem = format!("There is no directive “{}”.", shortened(name));
            let advice = format!("Write {EXAMPLE}");
            self.file.fault(self.offset, problem, advice);
            return None;
        }
        let values = self.values(self.line.len() - rest.len())?;
        let [url, title, image] = values;
        let url_host = self.url(url?)?;
        let (title, image) = (title?.0, image?.0);
        let (url, host) = url_host;
        let says = format!("Watch on {host}: {title}");
        Some(html! {
            figure.elsewhere {
                a href=(url) { img src=(image.replace(' ', "%20")) alt=(says); }
                figcaption { (caption::with_credit(title, &format!("Video on {host}"))) }
            }
        })
    }

    /// The values of the fields, from an offset in the line; `None` for those that are
    /// missing, which is reported. `None` if the line cannot be read, likewise.
    fn values(&self, start: usize) -> Option<[Option<Value<'a>>; 3]> {
        let mut values = [None; 3];
        let mut at = start;
        loop {
            let rest = &self.line[at..];
            at += rest.len() - rest.trim_start().len();
            let rest = &self.line[at..];
            if rest.trim_end() == "}" {
                break;
            }
            let read = rest.split_once("=\"").and_then(|(name, rest)| {
                let (value, _) = rest.split_once('"')?;
                Some((name, value))
            });
            let Some((name, value)) = read else {
                let advice = format!("Write it in one line, with quotation marks: {EXAMPLE}");
                self.fault(at, "This directive cannot be read.", advice);
                return None;
            };
            let value_at = at + name.len() + "=\"".len();
            match FIELDS.iter().position(|field| *field == name) {
                Some(place) if values[place].is_none() => {
                    if value.trim().is_empty() {
                        let problem = format!("“{name}” is empty.");
                        self.fault(value_at, problem, format!("Write {EXAMPLE}"));
                    }
                    values[place] = Some((value, value_at));
                }
                Some(_) => {
                    let problem = format!("“{name}” is written twice.");
                    self.fault(at, problem, "Remove one of them.".to_owned());
                }
                None => {
                    let problem = format!("There is no field “{}” here.", shortened(name));
                    self.fault(at, problem, suggestion::one_of(name, FIELDS));
                }
            }
            at = value_at + value.len() + 1;
        }
        for (field, value) in FIELDS.iter().zip(&values) {
            if value.is_none() {
                let problem = format!("“{field}” is missing.");
                self.fault(0, problem, format!("Write {EXAMPLE}"));
            }
        }
        Some(values)
    }

    /// The address, and the name of its host.
    fn url(&self, (url, at): Value<'a>) -> Option<(&'a str, String)> {
        let parsed = Url::parse(url).ok().filter(|_| is_web_address(url));
        let host = parsed.and_then(|url| Some(url.host_str()?.to_owned()));
        if host.is_none() {
            let problem = format!("“{}” is not an address of another site.", shortened(url));
            let advice = "Write one that begins with https://. A video of this site is written \
                          in HTML: <video src=\"/launch.mp4\" controls>";
            self.fault(at, problem, advice.to_owned());
        }
        let host = host?;
        let host = host.strip_prefix("www.").unwrap_or(&host);
        Some((url, host.to_owned()))
    }

    fn fault(&self, at: usize, problem: impl Into<String>, advice: String) {
        self.file.fault(self.offset + at, problem, advice);
    }
}
