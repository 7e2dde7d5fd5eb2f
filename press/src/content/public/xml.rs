//! Checks SVG drawings and other XML in `public/`. Opened directly, they load as pages of
//! the site, on some hosts without the site's policy, so anything in them that would run
//! code or load something from elsewhere is a fault.

use super::css;
use super::target::Target;
use crate::content::ContentFile;
use quick_xml::Reader;
use quick_xml::events::{BytesStart, Event};
use roxmltree::{Attribute, Document, Node, ParsingOptions};
use std::borrow::Cow;
use std::ops::Range;

const SVG: &str = "http://www.w3.org/2000/svg";
const XLINK: &str = "http://www.w3.org/1999/xlink";
const XML: &str = "http://www.w3.org/XML/1998/namespace";

/// The elements allowed in drawings (SVG 2, appendix G, and Filter Effects): those for
/// shapes, descriptions and animation.
const ELEMENTS: &[&str] = &[
    "a",
    "animate",
    "animateMotion",
    "animateTransform",
    "circle",
    "clipPath",
    "defs",
    "desc",
    "ellipse",
    "feBlend",
    "feColorMatrix",
    "feComponentTransfer",
    "feComposite",
    "feConvolveMatrix",
    "feDiffuseLighting",
    "feDisplacementMap",
    "feDistantLight",
    "feDropShadow",
    "feFlood",
    "feFuncA",
    "feFuncB",
    "feFuncG",
    "feFuncR",
    "feGaussianBlur",
    "feImage",
    "feMerge",
    "feMergeNode",
    "feMorphology",
    "feOffset",
    "fePointLight",
    "feSpecularLighting",
    "feSpotLight",
    "feTile",
    "feTurbulence",
    "filter",
    "font",
    "font-face",
    "g",
    "glyph",
    "image",
    "line",
    "linearGradient",
    "marker",
    "mask",
    "metadata",
    "missing-glyph",
    "mpath",
    "path",
    "pattern",
    "polygon",
    "polyline",
    "radialGradient",
    "rect",
    "set",
    "stop",
    "style",
    "svg",
    "switch",
    "symbol",
    "text",
    "textPath",
    "title",
    "tspan",
    "use",
    "view",
];

/// Prefixes of the namespaces that drawing programs use for their own metadata. Browsers
/// ignore these elements.
const NOTES: &[&str] = &[
    "http://creativecommons.org/",
    "http://ns.adobe.com/",
    "http://purl.org/",
    "http://schemas.microsoft.com/",
    "http://sodipodi.sourceforge.net/",
    "http://vectornator.io/",
    "http://web.resource.org/cc/",
    "http://www.bohemiancoding.com/",
    "http://www.figma.com/",
    "http://www.inkscape.org/",
    "http://www.serif.com/",
    "http://www.w3.org/1999/02/22-rdf-syntax-ns#",
    "http://xml.openoffice.org/",
    "https://boxy-svg.com",
    "https://krita.org/",
];

/// The maximum number of attributes on an element. SVG has about 250, and no element can
/// have more than a third of them; checking for duplicates takes quadratic time.
const MOST_ATTRIBUTES: usize = 200;

/// The maximum nesting depth of elements.
const DEEPEST: usize = 200;

/// The number of faults after which a file is abandoned.
const MOST_FAULTS: usize = 20;

/// Reports what is wrong with an SVG drawing.
pub(super) fn check_drawing(file: &ContentFile) {
    let Some(document) = parse(file) else {
        return;
    };
    let root = document.root_element();
    let name = root.tag_name();
    if name.name() != "svg" || name.namespace() != Some(SVG) {
        let problem = match name.name() {
            "svg" => {
                "The drawing does not declare the SVG namespace, so browsers will not show it."
                    .to_owned()
            }
            other => format!("This is not an SVG drawing: it starts with <{other}>."),
        };
        let advice = format!("Start it with <svg xmlns=\"{SVG}\" …>.");
        file.fault(root.range().start, problem, advice);
        return;
    }
    let mut report = Report { file, faults: 0 };
    check_instructions(&document, &mut report);
    for node in document.descendants() {
        if report.faults >= MOST_FAULTS {
            return;
        }
        if node.is_element() {
            check_element(&node, &mut report);
        }
    }
}

/// Reports anything in other XML files that browsers would run: such files are data.
pub(super) fn check_data(file: &ContentFile) {
    let Some(document) = parse(file) else {
        return;
    };
    let mut report = Report { file, faults: 0 };
    check_instructions(&document, &mut report);
    let runs = document.descendants().find(|node| {
        let namespace = node.tag_name().namespace().unwrap_or_default();
        namespace == SVG || namespace == "http://www.w3.org/1999/xhtml"
    });
    if let Some(node) = runs {
        report.add(
            node.range().start,
            format!(
                "<{}> turns this XML file into a page that can run scripts.",
                node.tag_name().name()
            ),
            "Save a drawing as .svg and a page as .html, or remove the element.",
        );
    }
}

struct Report<'a> {
    file: &'a ContentFile,
    faults: usize,
}

impl Report<'_> {
    fn add(&mut self, offset: usize, problem: impl Into<String>, advice: impl Into<String>) {
        self.file.fault(offset, problem, advice);
        self.faults += 1;
    }
}

/// Parses a drawing without faults.
pub(in crate::content) fn drawing(text: &str) -> Option<Document<'_>> {
    if refusal(text).is_some() {
        return None;
    }
    Document::parse_with_options(text, options()).ok()
}

fn options<'input>() -> ParsingOptions<'input> {
    ParsingOptions {
        // Some programs write a document type. It contains no declarations, as checked
        // before.
        allow_dtd: true,
        ..ParsingOptions::default()
    }
}

/// Parses a file, unless it would take too long or the result would differ from what
/// browsers read; that is reported.
fn parse(file: &ContentFile) -> Option<Document<'_>> {
    let text = file.text();
    if let Some((offset, problem, advice)) = refusal(text) {
        file.fault(offset, problem, advice);
        return None;
    }
    match Document::parse_with_options(text, options()) {
        Ok(document) => Some(document),
        Err(error) => {
            let position = error.pos();
            let lines = text.split_inclusive('\n');
            let before: usize = lines
                .take(position.row.saturating_sub(1) as usize)
                .map(str::len)
                .sum();
            let line = &text[before.min(text.len())..];
            let characters = line.char_indices().map(|(offset, _)| offset);
            let column = characters.take(position.col as usize).last().unwrap_or(0);
            let problem = format!("This is not valid XML: {}.", without_position(&error));
            file.fault(before + column, problem, "Export the file again.");
            None
        }
    }
}

/// An error message without its position, which the fault already gives.
fn without_position(error: &roxmltree::Error) -> String {
    let text = error.to_string();
    match text.rsplit_once(" at ") {
        Some((problem, position)) if position.contains(':') => problem.to_owned(),
        _ => text,
    }
}

type Refusal = (usize, String, &'static str);

/// Scans a file once, in linear time, for anything that prevents parsing.
fn refusal(text: &str) -> Option<Refusal> {
    let mut reader = Reader::from_str(text);
    reader.config_mut().check_end_names = false;
    let mut depth = 0_usize;
    loop {
        let start = usize::try_from(reader.buffer_position()).unwrap_or_default();
        match reader.read_event() {
            Ok(Event::Eof) => return None,
            Err(error) => {
                let problem = format!("This is not valid XML: {error}.");
                return Some((start, problem, "Export the file again."));
            }
            Ok(Event::Decl(declaration)) => {
                let encoding = declaration.encoding().and_then(Result::ok);
                let is_utf8 = |name: Cow<'_, str>| {
                    ["utf-8", "us-ascii"]
                        .iter()
                        .any(|it| name.eq_ignore_ascii_case(it))
                };
                if encoding.is_some_and(|name| !is_utf8(name)) {
                    let problem = "The file declares an encoding other than UTF-8.".to_owned();
                    return Some((start, problem, "Save it with encoding=\"UTF-8\"."));
                }
            }
            Ok(Event::DocType(doctype)) if doctype.contains('[') => {
                let problem =
                    "The document type contains declarations, such as entities.".to_owned();
                let advice = "Remove the <!DOCTYPE …>, or save the drawing as plain SVG.";
                return Some((start, problem, advice));
            }
            Ok(Event::Start(tag)) => {
                depth += 1;
                if depth > DEEPEST {
                    let problem = format!("Elements are nested more than {DEEPEST} deep.");
                    return Some((start, problem, "Save the drawing with fewer groups."));
                }
                if let Some(refusal) = too_many_attributes(&tag, start) {
                    return Some(refusal);
                }
            }
            Ok(Event::Empty(tag)) => {
                if let Some(refusal) = too_many_attributes(&tag, start) {
                    return Some(refusal);
                }
            }
            Ok(Event::End(_)) => depth = depth.saturating_sub(1),
            Ok(_) => {}
        }
    }
}

fn too_many_attributes(tag: &BytesStart<'_>, start: usize) -> Option<Refusal> {
    let most = tag.matches('=').count();
    if most <= MOST_ATTRIBUTES {
        return None;
    }
    // Some of these characters can also occur in values.
    let mut attributes = tag.attributes();
    let first = attributes.with_checks(false).take(MOST_ATTRIBUTES + 1);
    let known: Vec<_> = first.collect();
    (known.len() > MOST_ATTRIBUTES || known.iter().any(Result::is_err)).then(|| {
        let problem = format!("This element has more than {MOST_ATTRIBUTES} attributes.");
        (
            start,
            problem,
            "Remove the attributes that do not affect the drawing.",
        )
    })
}

/// Reports processing instructions such as that for a style sheet, which can be a program
/// (XSLT).
fn check_instructions(document: &Document<'_>, report: &mut Report<'_>) {
    for node in document.root().descendants() {
        let Some(instruction) = node.pi() else {
            continue;
        };
        if report.faults >= MOST_FAULTS {
            return;
        }
        // Adobe's programs wrap their metadata in two of these.
        if instruction.target != "xpacket" {
            report.add(
                node.range().start,
                format!("<?{} …?> is not allowed here.", instruction.target),
                "Remove it, and put the drawing’s styles into a <style> element.",
            );
        }
    }
}

fn check_element(node: &Node<'_, '_>, report: &mut Report<'_>) {
    let name = node.tag_name();
    let start = node.range().start;
    match name.namespace() {
        Some(SVG) if ELEMENTS.contains(&name.name()) => {}
        Some(SVG) => {
            let advice = match name.name() {
                "script" | "handler" | "listener" => "Remove it: drawings cannot run scripts.",
                "foreignObject" => "Draw it with SVG’s own elements, such as <text>.",
                _ => "Draw it with other elements.",
            };
            let problem = format!("A drawing cannot have <{}>.", name.name());
            return report.add(start, problem, advice);
        }
        Some(namespace) if NOTES.iter().any(|notes| namespace.starts_with(notes)) => {}
        namespace => {
            let of = namespace
                .filter(|it| !it.is_empty())
                .map_or("no namespace".to_owned(), |it| format!("namespace {it}"));
            let problem = format!("<{}> ({of}) cannot be part of a drawing.", name.name());
            return report.add(start, problem, "Save the drawing as plain SVG.");
        }
    }
    if name.name() == "style" {
        let style: String = node
            .descendants()
            .filter(Node::is_text)
            .filter_map(|text| text.text())
            .collect();
        if let Some(problem) = css::problem(&style) {
            report.add(start, problem, css::ADVICE);
        }
    }
    for attribute in node.attributes() {
        if let Some((problem, advice)) = attribute_fault(name.name(), &attribute) {
            report.add(start_of(attribute.range()), problem, advice);
        }
    }
}

fn start_of(range: Range<usize>) -> usize {
    range.start
}

type AttributeFault = (String, String);

fn attribute_fault(element: &str, attribute: &Attribute<'_, '_>) -> Option<AttributeFault> {
    let name = attribute.name();
    let value = attribute.value();
    let fault = |problem: String, advice: &str| Some((problem, advice.to_owned()));
    match attribute.namespace() {
        None if name
            .get(..2)
            .is_some_and(|it| it.eq_ignore_ascii_case("on")) =>
        {
            fault(
                format!("“{name}” runs a script."),
                "Remove it: drawings cannot run scripts.",
            )
        }
        None if name == "ping" => fault(
            "“ping” notifies other hosts when the link is followed.".to_owned(),
            "Remove it.",
        ),
        None if name == "attributeName" => {
            let animated = value.rsplit(':').next().unwrap_or_default().trim();
            if animated.eq_ignore_ascii_case("href") {
                let problem = "An animation cannot change the target of a link.".to_owned();
                return fault(problem, "Remove it, or animate something else.");
            }
            None
        }
        None | Some(XLINK) if name == "href" => link_fault(element, value),
        Some(XML) if name == "base" => fault(
            "“xml:base” changes the target of every link.".to_owned(),
            "Remove it, and write each link in full.",
        ),
        None if name == "src" => link_fault(element, value),
        None => css::problem(value).map(|problem| (problem, css::ADVICE.to_owned())),
        // Metadata of drawing programs.
        Some(_) => None,
    }
}

/// What is wrong with the target of a link or reference.
fn link_fault(element: &str, value: &str) -> Option<AttributeFault> {
    let fault = |problem: String, advice: &str| Some((problem, advice.to_owned()));
    let target = Target::of(value);
    match element {
        "a" => match target {
            Target::Within | Target::OtherHost => None,
            Target::Scheme(scheme) if ["https", "http", "mailto"].contains(&&scheme[..]) => None,
            Target::Scheme(scheme) => fault(
                format!("A link to “{scheme}:” is not allowed."),
                "Write a URL that starts with https://, or a path of this site.",
            ),
            Target::Picture => fault(
                "A link to “data:” is not allowed.".to_owned(),
                "Write a URL that starts with https://, or a path of this site.",
            ),
        },
        "image" | "feImage" => match target {
            Target::Within | Target::Picture => None,
            _ => fault(
                format!("“{}” is not part of this site.", shortened(value)),
                "Embed the picture in the drawing, as AVIF, GIF, JPEG, PNG or WebP: \
                 href=\"data:image/png;base64,…\"",
            ),
        },
        _ => match target {
            Target::Within => None,
            _ => fault(
                format!("“{}” is not part of this site.", shortened(value)),
                "Copy the target into the drawing, and refer to its id: href=\"#id\"",
            ),
        },
    }
}

fn shortened(text: &str) -> String {
    let mut shortened: String = text.chars().take(60).collect();
    if shortened.len() < text.len() {
        shortened.push('…');
    }
    shortened
}
