//! Which language a tag names, and which way that is written.

use icu_locale::{
    Direction, LanguageIdentifier, Locale, LocaleCanonicalizer, LocaleDirectionality,
    LocaleExpander, TransformResult,
};
use lol_html::HandlerResult;
use lol_html::html_content::Element;
use model::Language;

/// Reads a tag by BCP 47; otherwise says what is wrong with it, and what to
/// write instead.
pub(super) fn parse(tag: &str) -> Result<Language, (String, String)> {
    let none = || {
        (
            format!("“{tag}” is not a language tag."),
            "Write it by BCP 47, such as “ar” for Arabic, “fa” for Persian or “fr” for French."
                .to_owned(),
        )
    };
    let Ok(identifier) = tag.parse::<LanguageIdentifier>() else {
        return Err(none());
    };
    let mut locale = Locale::from(identifier);
    if LocaleCanonicalizer::new_extended().canonicalize(&mut locale) == TransformResult::Modified {
        // Such as “fas” or “iw”, which not every browser and screen reader knows.
        let problem = format!("“{tag}” is not how this language’s tag is spelled.");
        return Err((problem, format!("Write “{}”.", locale.id)));
    }
    // Any two or three letters are well formed; of real languages, the
    // library knows where they are spoken.
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

/// Adds the direction of its language to an element of an HTML text that names one.
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
    fn a_tag_has_the_case_that_is_usual() {
        assert_eq!(
            parse("AR-eg").map(|language| language.tag).as_deref(),
            Ok("ar-EG")
        );
    }

    #[test]
    fn what_names_no_language_is_refused() {
        for tag in [
            "", " ", "ar ", "arabic", "ar_EG", "und", "xx", "xx-", "xx-Arab", "zxx",
        ] {
            assert!(parse(tag).is_err(), "{tag}");
        }
    }

    #[test]
    fn of_several_tags_the_usual_one_is_advised() {
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
