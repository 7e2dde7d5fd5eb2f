//! The picture of an article or author: `image` and the fields that belong to it.

use super::fields::{Fields, Located};
use super::pictures::{Original, Pictures};
use super::suggestion::{one_of, shortened};
use std::sync::Arc;

const LONGEST_NAME: usize = 200;
const LONGEST_ALTERNATIVE: usize = 500;
const LONGEST_CREDIT: usize = 200;
const LONGEST_CAPTION: usize = 500;

/// The picture at the head of an article or of an author's page.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Image {
    /// The file it is made from.
    pub original: Arc<Original>,
    /// What it shows, for readers who do not see it.
    pub alt: String,
    /// Who made it.
    pub credit: Option<String>,
    /// The text below it.
    pub caption: Option<String>,
    /// What stays visible where it is cut.
    pub focus: Focus,
}

/// A point of a picture, in thousandths of its width and height from the top left.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Focus {
    /// From the left.
    pub x: u16,
    /// From the top.
    pub y: u16,
}

impl Default for Focus {
    fn default() -> Self {
        Self { x: 500, y: 500 }
    }
}

/// Reads the picture of an article or author, if there is one.
pub(super) fn read(fields: &mut Fields<'_>, pictures: &Pictures) -> Option<Image> {
    let name = fields.optional("image").text(LONGEST_NAME);
    let alt = fields.optional("image_alt").text(LONGEST_ALTERNATIVE);
    let credit = fields.optional("image_credit").text(LONGEST_CREDIT);
    let caption = fields.optional("image_caption").text(LONGEST_CAPTION);
    let focus = fields.optional("focus").thousandths();
    if !fields.has("image") {
        for (field, offset) in [
            ("image_alt", alt.as_ref().map(|it| it.offset)),
            ("image_credit", credit.as_ref().map(|it| it.offset)),
            ("image_caption", caption.as_ref().map(|it| it.offset)),
            ("focus", focus.as_ref().map(|it| it.offset)),
        ] {
            if let Some(offset) = offset {
                let problem = format!("“{field}” belongs to a picture, and “image” is missing.");
                let advice = "Name a file of content/pictures/ as well, or leave it out: image = \"launch.jpg\"";
                fields.file().fault(offset, problem, advice);
            }
        }
        return None;
    }
    let Located { value, offset } = name?;
    if !fields.has("image_alt") {
        let advice =
            "Describe what it shows, above the tables: image_alt = \"A missile on parade\"";
        let problem = "The picture has no alternative text.";
        fields.file().fault(offset, problem, advice);
    }
    let Some(original) = pictures.named(&value) else {
        let problem = format!(
            "There is no picture “{}” in content/pictures/.",
            shortened(&value)
        );
        let advice = match pictures.names().next() {
            Some(_) => one_of(&value, pictures.names()),
            None => "Put the file into that folder.".to_owned(),
        };
        fields.file().fault(offset, problem, advice);
        return None;
    };
    Some(Image {
        original: original?,
        alt: alt?.value,
        credit: credit.map(|credit| credit.value),
        caption: caption.map(|caption| caption.value),
        focus: focus.map_or_else(Focus::default, |focus| {
            let [x, y] = focus.value;
            Focus { x, y }
        }),
    })
}
