//! Parses language tags, and finds the direction of their scripts.

use icu_locale::{
    Direction, LanguageIdentifier, Locale, LocaleCanonicalizer, LocaleDirectionality,
    LocaleExpander, TransformResult,
};
use lol_html::HandlerResult;
use lol_html::html_content::Element;
use model::Language;

/// Parses a BCP 47 tag, or returns what is wrong with it and what to write instead.
pub(super) fn parse(tag: &str) -> Result<Language, (String, String)> {
    let none = || {
        (
            format!("Invalid language tag “{tag}”."),
            "Write a BCP 47 tag, such as “ar” for Arabic, “fa” for Persian or “fr” for French."
                .to_owned(),
        )
    };
    let Ok(identifier) = tag.parse::<LanguageIdentifier>() else {
        return Err(none());
    };
    let mut locale = Locale::from(identifier);
    if LocaleCanonicalizer::new_extended().canonicalize(&mut locale) == TransformResult::Modified {
        // Such as “fas” or “iw”, which some browsers and screen readers do not know.
        let problem = format!("Language tag “{tag}” is not in its standard form.");
        return Err((problem, format!("Write “{}”.", locale.id)));
    }
    // Any two or three letters are well-formed, but only for real languages does the
    // library know a region.
    let mut spoken = LanguageIdentifier::from(locale.id.language);
    if LocaleExpander::new_extended().maximize(&mut spoken) == TransformResult::Unmodified {
        return Err(none());
    }
    let direction = match LocaleDirectionality::new_extended().get(&locale.id) {
        Some(Direction::LeftToRight) => "ltr",
        Some(Direction::RightToLeft) => "rtl",
        _ => return Err(none()),
    };
    Ok(Language {
        tag: locale.id.to_string(),
        direction: direction.to_owned(),
    })
}

/// Adds the text direction to an HTML element that has a language.
pub(super) fn add_direction(element: &mut Element<'_, '_>) -> HandlerResult {
    let tag = element.get_attribute("lang").unwrap_or_default();
    if let Ok(language) = parse(&tag) {
        element.set_attribute("dir", &language.direction)?;
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_direction_is_that_of_the_script() {
        for (tag, direction) in [
            ("ar", "rtl"),
            ("ar-EG", "rtl"),
            ("ar-Latn", "ltr"),
            ("ckb", "rtl"),
            ("de-1996", "ltr"),
            ("dv", "rtl"),
            ("en", "ltr"),
            ("fa", "rtl"),
            ("fr", "ltr"),
            ("he", "rtl"),
            ("ku", "ltr"),
            ("ku-Arab", "rtl"),
            ("nb", "ltr"),
            ("ps", "rtl"),
            ("ru", "ltr"),
            ("sr-Latn-RS", "ltr"),
            ("ur", "rtl"),
            ("uz-AF", "rtl"),
            ("yi", "rtl"),
            ("zh-Hant", "ltr"),
        ] {
            let expected = Language {
                tag: tag.to_owned(),
                direction: direction.to_owned(),
            };
            assert_eq!(parse(tag), Ok(expected));
        }
    }

    #[test]
    fn tags_are_normalized_to_the_usual_case() {
        assert_eq!(
            parse("AR-eg").map(|language| language.tag).as_deref(),
            Ok("ar-EG")
        );
    }

    #[test]
    fn invalid_tags_are_rejected() {
        for tag in [
            "", " ", "ar ", "arabic", "ar_EG", "und", "xx", "xx-", "xx-Arab", "zxx",
        ] {
            assert!(parse(tag).is_err(), "{tag}");
        }
    }

    #[test]
    fn the_standard_tag_is_suggested() {
        for (tag, usual) in [
            ("ara", "ar"),
            ("en-UK", "en-GB"),
            ("iw", "he"),
            ("prs", "fa-AF"),
        ] {
            let advice = parse(tag).map_err(|(_, advice)| advice);
            assert_eq!(advice, Err(format!("Write “{usual}”.")));
        }
    }
}
