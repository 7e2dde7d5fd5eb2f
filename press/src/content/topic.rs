use super::article::LONGEST_SUMMARY;
use super::fields::Document;
use super::page::LONGEST_TITLE;
use super::running_text::markdown;
use super::{ContentFile, Context};
use model::routes::Route;

/// A file in `topics/`: what ties the articles about one story together.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Topic {
    /// The slug in its URL: the file's name.
    pub slug: String,
    /// Its title: plain text, at most 200 characters.
    pub title: String,
    /// The summary: plain text, at most 200 characters.
    pub summary: String,
    /// The introduction.
    pub body: model::Html,
}

/// Reads a file in `topics/`.
pub(super) fn read(slug: &str, file: &ContentFile, context: &Context<'_>) -> Option<Topic> {
    let document = Document::parse(file)?;
    let mut fields = document.front_matter.fields();
    let title = fields.required("title").text(LONGEST_TITLE);
    let summary = fields.required("summary").text(LONGEST_SUMMARY);
    fields.finish();
    let body = markdown::render(file, document.body, document.body_start, None, context);
    context.places.add(&Route::Topic(slug.to_owned()), body.ids);
    Some(Topic {
        slug: slug.to_owned(),
        title: title?.value,
        summary: summary?.value,
        body: body.html,
    })
}
