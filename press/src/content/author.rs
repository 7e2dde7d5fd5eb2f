use super::article::LONGEST_SUMMARY;
use super::fields::{Document, Fields};
use super::page::LONGEST_TITLE;
use super::running_text::markdown;
use super::source::{LONGEST_URL, check_url};
use super::{ContentFile, Context, Image, image, suggestion};
use model::routes::Route;

/// A file in `authors/`: who writes articles.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Author {
    /// The slug in its URL: the file's name.
    pub slug: String,
    /// The name: plain text, at most 200 characters.
    pub name: String,
    /// Whether it is a desk of the newsroom and not a person.
    pub is_desk: bool,
    /// What they do: plain text, at most 200 characters.
    pub role: String,
    /// Where else they can be found.
    pub links: Vec<AuthorLink>,
    /// Their picture.
    pub image: Option<Image>,
    /// The text about them.
    pub body: model::Html,
}

/// A link to another place of an author.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct AuthorLink {
    /// What it says: plain text, at most 200 characters.
    pub label: String,
    /// The URL.
    pub url: String,
}

/// The keywords for kinds of author that editors use, and whether they mean a desk.
const KINDS: [(&str, bool); 2] = [("person", false), ("desk", true)];

/// Reads a file in `authors/`.
pub(super) fn read(slug: &str, file: &ContentFile, context: &Context<'_>) -> Option<Author> {
    let document = Document::parse(file)?;
    let mut fields = document.front_matter.fields();
    let name = fields.required("name").text(LONGEST_TITLE);
    let is_desk = is_desk(&mut fields);
    let role = fields.required("role").text(LONGEST_SUMMARY);
    let image = image::read(&mut fields, context.pictures);
    let links = fields.optional("links").tables().unwrap_or_default();
    let links: Vec<_> = links.into_iter().map(|it| link(it, context)).collect();
    fields.finish();
    let body = markdown::render(file, document.body, document.body_start, None, context);
    let page = Route::Author(slug.to_owned());
    context.places.add(&page, body.ids);
    Some(Author {
        slug: slug.to_owned(),
        name: name?.value,
        is_desk,
        role: role?.value,
        links: links.into_iter().flatten().collect(),
        image,
        body: body.html,
    })
}

fn is_desk(fields: &mut Fields<'_>) -> bool {
    let Some(kind) = fields.optional("kind").text(LONGEST_TITLE) else {
        return false;
    };
    let known = KINDS.iter().find(|(word, _)| *word == kind.value);
    if known.is_none() {
        let problem = format!("Unknown kind of author “{}”.", kind.value);
        let advice = suggestion::one_of(&kind.value, KINDS.map(|(word, _)| word));
        fields.file().fault(kind.offset, problem, advice);
    }
    known.is_some_and(|(_, is_desk)| *is_desk)
}

fn link(mut fields: Fields<'_>, context: &Context<'_>) -> Option<AuthorLink> {
    let label = fields.required("label").text(LONGEST_TITLE);
    let url = fields.required("url").text(LONGEST_URL);
    if let Some(url) = &url {
        check_url(&fields, url, context);
    }
    fields.finish();
    Some(AuthorLink {
        label: label?.value,
        url: url?.value,
    })
}
