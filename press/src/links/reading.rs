//! Extracts the links in a file of a site, and the ids that links can target.

use anyhow::Result;
use html_escape::decode_html_entities;
use lol_html::html_content::Element;
use lol_html::{HtmlRewriter, Settings, element};
use serde_json::Value;
use std::cell::RefCell;
use std::fmt;

/// The keys in JSON feeds and web app manifests whose values are URLs (JSON Feed 1.1;
/// W3C, "Web Application Manifest").
const JSON_KEYS: [&str; 11] = [
    "url",
    "external_url",
    "home_page_url",
    "feed_url",
    "next_url",
    "icon",
    "favicon",
    "image",
    "banner_image",
    "src",
    "start_url",
];

/// The elements of Atom feeds and sitemaps whose text is a URL (RFC 4287; Sitemaps 0.9).
const XML_ELEMENTS: [&str; 3] = ["icon", "loc", "logo"];

/// A link as written.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Link {
    /// The element or key.
    name: String,
    attribute: &'static str,
    /// Its URL.
    pub(super) address: String,
}

impl Link {
    /// Whether it is a link that readers follow, which the app intercepts.
    pub(super) fn is_followed(&self) -> bool {
        matches!(&self.name[..], "a" | "area")
    }
}

/// Formats any link as if it were HTML.
impl fmt::Display for Link {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Self {
            name,
            attribute,
            address,
        } = self;
        match *attribute {
            "" => write!(f, "<{name}>{address}</{name}>"),
            _ => write!(f, "<{name} {attribute}=\"{address}\">"),
        }
    }
}

/// The links and ids of a file.
#[derive(Debug, Default)]
pub(super) struct References {
    pub(super) links: Vec<Link>,
    /// The ids that links can target.
    pub(super) ids: Vec<String>,
    /// Whether the file is a page, whose ids links can target.
    pub(super) has_ids: bool,
}

/// How to read a file that has links.
#[derive(Clone, Copy, Debug)]
pub(super) enum Format {
    Html,
    /// A feed or a manifest.
    Json,
    /// A feed or a sitemap.
    Xml,
}

impl Format {
    /// The format of a file, from its path.
    pub(super) fn of(path: &str) -> Option<Self> {
        let name = path.rsplit('/').next().unwrap_or_default();
        match name.rsplit_once('.')? {
            (_, "html") => Some(Self::Html),
            (_, "atom" | "xml") => Some(Self::Xml),
            (_, "webmanifest") | ("feed", "json") => Some(Self::Json),
            _ => None,
        }
    }

    /// Reads a file.
    pub(super) fn read(self, text: &str) -> Result<References> {
        match self {
            Self::Html => read_html(text),
            Self::Json => {
                let mut references = References::default();
                read_json(&serde_json::from_str(text)?, &mut references)?;
                Ok(references)
            }
            Self::Xml => read_xml(text),
        }
    }
}

fn read_html(html: &str) -> Result<References> {
    let references = RefCell::new(References {
        has_ids: true,
        ..References::default()
    });
    let settings = Settings::new().append_element_content_handler(element!("*", |element| {
        read_element(element, &mut references.borrow_mut());
        Ok(())
    }));
    let mut reader = HtmlRewriter::new(settings, |_: &[u8]| {});
    reader.write(html.as_bytes())?;
    reader.end()?;
    Ok(references.into_inner())
}

fn read_element(element: &Element<'_, '_>, references: &mut References) {
    let name = element.tag_name();
    let attribute = |attribute: &str| {
        let value = element.get_attribute(attribute)?;
        Some(decode_html_entities(value.trim()).into_owned())
    };
    references.ids.extend(attribute("id"));
    if name == "a" {
        references.ids.extend(attribute("name"));
    }
    let mut add = |attribute, address: String| {
        references.links.push(Link {
            name: name.clone(),
            attribute,
            address,
        });
    };
    for named in ["href", "src", "action", "poster"] {
        if let Some(address) = attribute(named) {
            add(named, address);
        }
    }
    for candidate in attribute("srcset").iter().flat_map(|set| set.split(',')) {
        let address = candidate.split_whitespace().next();
        add("srcset", address.unwrap_or_default().to_owned());
    }
    if name == "meta"
        && let Some(content) = attribute("content")
    {
        let is_refresh =
            attribute("http-equiv").is_some_and(|it| it.eq_ignore_ascii_case("refresh"));
        if is_refresh && let Some((_, address)) = content.split_once("url=") {
            add("content", address.to_owned());
        }
        let property = attribute("property").or_else(|| attribute("name"));
        let is_address = |it: &str| matches!(it, "og:image" | "og:url" | "twitter:image");
        if property.as_deref().is_some_and(is_address) {
            add("content", content);
        }
    }
}

fn read_json(value: &Value, references: &mut References) -> Result<()> {
    match value {
        Value::Array(values) => {
            for value in values {
                read_json(value, references)?;
            }
        }
        Value::Object(fields) => {
            for (key, value) in fields {
                match value {
                    Value::String(html) if key == "content_html" => {
                        references.links.extend(read_html(html)?.links);
                    }
                    Value::String(address) if JSON_KEYS.contains(&&key[..]) => {
                        references.links.push(Link {
                            name: key.clone(),
                            attribute: "",
                            address: address.clone(),
                        });
                    }
                    _ => read_json(value, references)?,
                }
            }
        }
        _ => {}
    }
    Ok(())
}

fn read_xml(xml: &str) -> Result<References> {
    let mut references = References::default();
    let document = roxmltree::Document::parse(xml)?;
    for node in document.descendants().filter(|node| node.is_element()) {
        let name = node.tag_name().name();
        let mut add = |attribute, address: &str| {
            references.links.push(Link {
                name: name.to_owned(),
                attribute,
                address: address.trim().to_owned(),
            });
        };
        for attribute in ["href", "src"] {
            if let Some(address) = node.attribute(attribute) {
                add(attribute, address);
            }
        }
        let text = node.text().unwrap_or_default();
        if XML_ELEMENTS.contains(&name) {
            add("", text);
        }
        if node.attribute("type") == Some("html") {
            references.links.extend(read_html(text)?.links);
        }
    }
    Ok(references)
}
