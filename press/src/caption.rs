//! The caption of a picture, followed by its credit.

use crate::content::Image;
use maud::{Markup, html};

/// What sentences end with, in the scripts that articles are written in.
const ENDS: [char; 14] = [
    '.', '!', '?', '…', '”', '"', ')', '。', '！', '？', '」', '؟', '۔', '।',
];

/// The caption and the credit of an article's or an author's picture.
pub(crate) fn of(image: &Image) -> Markup {
    let [caption, credit] = [&image.caption, &image.credit].map(|it| it.as_deref());
    with_credit(caption.unwrap_or_default(), credit.unwrap_or_default())
}

/// A caption and a credit, each of which may be empty, for a `figcaption`.
pub(crate) fn with_credit(caption: &str, credit: &str) -> Markup {
    html! {
        (caption)
        @if !credit.is_empty() {
            (separator(caption))
            span.credit { (credit) }
        }
    }
}

/// What is between a caption and its credit: a caption may be a sentence.
fn separator(caption: &str) -> &'static str {
    match caption {
        "" => "",
        _ if caption.ends_with(ENDS) => " ",
        _ => " · ",
    }
}

#[cfg(test)]
mod tests {
    use super::with_credit;

    #[test]
    fn a_credit_is_told_from_the_caption() {
        for (caption, credit, expected) in [
            (
                "A launch",
                "Jane",
                "A launch · <span class=\"credit\">Jane</span>",
            ),
            (
                "It rose.",
                "Jane",
                "It rose. <span class=\"credit\">Jane</span>",
            ),
            (
                "発射。",
                "Jane",
                "発射。 <span class=\"credit\">Jane</span>",
            ),
            ("", "Jane", "<span class=\"credit\">Jane</span>"),
            ("A & B", "", "A &amp; B"),
        ] {
            assert_eq!(with_credit(caption, credit).into_string(), expected);
        }
    }
}
