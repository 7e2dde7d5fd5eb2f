use super::article::LONGEST_SUMMARY;
use super::fields::Document;
use super::running_text::markdown;
use super::{CORRECTIONS, ContentFile, Context};
use model::routes::Route;

/// A file in `pages/`.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Page {
    /// The slug in its URL: the file's name.
    pub slug: String,
    /// Its title: plain text.
    pub title: String,
    /// The summary: plain text, at most 200 characters.
    pub summary: String,
    /// The text itself.
    pub body: model::Html,
}

pub(super) const LONGEST_TITLE: usize = 200;

/// Reads a file in `pages/`.
pub(super) fn read(slug: &str, file: &ContentFile, context: &Context<'_>) -> Option<Page> {
    if Route::RESERVED.contains(&slug) || slug == CORRECTIONS {
        let problem = format!("The address “/{slug}/” is reserved.");
        file.fault(0, problem, "Rename the file.");
    }
    let document = Document::parse(file)?;
    let mut fields = document.front_matter.fields();
    let title = fields.required("title").text(LONGEST_TITLE);
    let summary = fields.required("summary").text(LONGEST_SUMMARY);
    fields.finish();
    let body = markdown::render(file, document.body, document.body_start, None, context);
    context.places.add(&Route::Text(slug.to_owned()), body.ids);
    Some(Page {
        slug: slug.to_owned(),
        title: title?.value,
        summary: summary?.value,
        body: body.html,
    })
}
