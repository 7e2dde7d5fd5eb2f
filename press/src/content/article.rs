use super::amendment::Period;
use super::fields::{Document, Fields, Located};
use super::mentions::Mentions;
use super::{
    ArticleFile, ContentFile, Context, amendment, language, markdown, model_date, source,
    suggestion,
};
use model::Language;
use model::routes::Route;
use std::collections::BTreeSet;

const LONGEST_HEADLINE: usize = 500;
pub(super) const LONGEST_SUMMARY: usize = 200;
pub(super) const LONGEST_SLUG: usize = 200;
const LONGEST_BYLINE: usize = 200;
const LONGEST_TAG: usize = 100;

/// Reads a file of `articles/`, and links the countries that it mentions.
pub(super) fn read(
    slug: &str,
    file: &ContentFile,
    mentions: &Mentions,
    context: &Context<'_>,
) -> Option<ArticleFile> {
    let document = Document::parse(file)?;
    let mut fields = document.front_matter.fields();
    let headline = fields.text("headline", LONGEST_HEADLINE);
    let summary = fields.text("summary", LONGEST_SUMMARY);
    let byline = fields.optional_text("byline", LONGEST_BYLINE);
    let date = fields.date("date", context.today);
    let section = section(&mut fields, context);
    let countries = countries(&mut fields, context);
    let as_of = fields.date("as_of", context.today);
    if let (Some(date), Some(as_of)) = (&date, &as_of)
        && as_of.value < date.value
    {
        file.fault(
            as_of.offset,
            format!("“as_of” is before the article’s own date, {}.", date.value),
            "Write that day or a later one.",
        );
    }
    let as_of = as_of.map(|as_of| as_of.value);
    let language = language(&mut fields);
    let first = date.as_ref().map(|date| date.value);
    let period = Period { first, last: as_of };
    let corrections = amendment::read(&mut fields, "corrections", &period, context.today);
    // The text holds up to its day; what has happened since is what updates tell.
    let period = Period { first, last: None };
    let updates = amendment::read(&mut fields, "updates", &period, context.today);
    let last = as_of.max(updates.last);
    let sources = source::read_sources(&mut fields, last, context);
    fields.finish();
    let (text, start) = (document.body, document.body_start);
    let body = markdown::render(file, text, start, language.as_ref(), context);
    let ids = body.ids;
    context.places.add(&Route::Article(slug.to_owned()), ids);
    // What a country is called elsewhere can mean something else there.
    let body_html = match &language {
        Some(language) if !is_english(language) => body.html,
        _ => mentions.link(&body.html, countries.iter().flatten(), context.base),
    };
    Some(ArticleFile {
        slug: slug.to_owned(),
        headline: headline?.value,
        summary: summary?.value,
        byline: byline.map(|byline| byline.value),
        date: model_date(date?.value),
        section: section?,
        countries: countries?,
        as_of: model_date(as_of?),
        language,
        sources: sources?,
        corrections: corrections.list,
        updates: updates.list,
        words: body.words,
        first_paragraph: body.first_paragraph,
        body: body_html,
    })
}

fn section(fields: &mut Fields<'_>, context: &Context<'_>) -> Option<String> {
    let Located { value, offset } = fields.text("section", LONGEST_SLUG)?;
    if !context.pages.contains(&Route::Section(value.clone())) {
        fields.file().fault(
            offset,
            format!("The section “{value}” does not exist."),
            suggestion::one_of(&value, context.pages.sections()),
        );
    }
    Some(value)
}

fn countries(fields: &mut Fields<'_>, context: &Context<'_>) -> Option<Vec<String>> {
    let countries = fields.texts("countries", LONGEST_SLUG)?;
    let mut seen = BTreeSet::new();
    for Located { value, offset } in &countries {
        if !context.pages.contains(&Route::Country(value.clone())) {
            fields.file().fault(
                *offset,
                format!("The country “{value}” has no profile."),
                suggestion::one_of(value, context.pages.countries()),
            );
        }
        if !seen.insert(value) {
            let problem = format!("The country “{value}” is there twice.");
            fields
                .file()
                .fault(*offset, problem, "Write each country once.");
        }
    }
    Some(countries.into_iter().map(|country| country.value).collect())
}

/// The language, if the file names one; a tag that is none has been reported.
fn language(fields: &mut Fields<'_>) -> Option<Language> {
    let Located { value, offset } = fields.optional_text("lang", LONGEST_TAG)?;
    language::parse(&value)
        .map_err(|(problem, advice)| fields.file().fault(offset, problem, advice))
        .ok()
}

fn is_english(language: &Language) -> bool {
    language.tag.split('-').next() == Some("en")
}
