use super::article::LONGEST_SUMMARY;
use super::fields::Document;
use super::running_text::markdown;
use super::{ContentFile, Context};
use model::routes::Route;

/// A file of `pages/`.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Page {
    /// Its address: the file's name.
    pub slug: String,
    /// Its title: plain text.
    pub title: String,
    /// What it says: plain text, at most 200 characters.
    pub summary: String,
    /// Its text.
    pub body: model::Html,
}

const LONGEST_TITLE: usize = 200;

/// Reads a file of `pages/`.
pub(super) fn read(slug: &str, file: &ContentFile, context: &Context<'_>) -> Option<Page> {
    if Route::RESERVED.contains(&slug) {
        let problem = format!("The site itself has something at “/{slug}/”.");
        file.fault(0, problem, "Give the file another name.");
    }
    let document = Document::parse(file)?;
    let mut fields = document.front_matter.fields();
    let title = fields.text("title", LONGEST_TITLE);
    let summary = fields.text("summary", LONGEST_SUMMARY);
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
