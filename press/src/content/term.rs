use super::fields::{Document, Located};
use super::running_text::markdown;
use super::running_text::mentions::Names;
use super::{ContentFile, Context};
use crate::ids;
use model::routes::Route;

/// A file in `glossary/`: a term and what it means.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Term {
    /// Its id on the page of the glossary: the file's name.
    pub slug: String,
    /// The term: plain text.
    pub term: String,
    /// What else it is called, such as an abbreviation.
    pub forms: Vec<String>,
    /// What it means.
    pub body: model::Html,
}

impl Term {
    /// Those of its forms that are abbreviations.
    pub fn abbreviations(&self) -> impl Iterator<Item = &str> {
        let is_abbreviation = |form: &&str| {
            form.chars().any(char::is_uppercase) && !form.chars().any(char::is_lowercase)
        };
        self.forms
            .iter()
            .map(String::as_str)
            .filter(is_abbreviation)
    }

    /// The term as the glossary shows it: with its abbreviations, which readers look for.
    pub fn heading(&self) -> String {
        let abbreviations: Vec<_> = self.abbreviations().collect();
        match abbreviations.is_empty() {
            true => self.term.clone(),
            false => format!("{} ({})", self.term, abbreviations.join(", ")),
        }
    }

    /// Where the glossary has the term with this slug, below the site's base.
    pub fn path(slug: &str) -> String {
        format!("{}#{slug}", Route::Glossary)
    }
}

const LONGEST_TERM: usize = 100;

/// Reads a file in `glossary/`, and registers the term and its forms.
pub(super) fn read(
    slug: &str,
    file: &ContentFile,
    names: &mut Names,
    context: &Context<'_>,
) -> Option<Term> {
    if ids::is_reserved(slug) {
        let problem = format!("The id “{slug}” is reserved.");
        file.fault(0, problem, "Rename the file.");
    }
    let document = Document::parse(file)?;
    let mut fields = document.front_matter.fields();
    let term = fields.required("term").text(LONGEST_TERM);
    let forms = fields.optional("forms").texts(LONGEST_TERM);
    fields.finish();
    for Located { value, offset } in term.iter().chain(forms.iter().flatten()) {
        let path = Term::path(slug);
        names.add_or_report(value, &path, file, *offset);
        // Terms that are ordinary words can begin a sentence.
        let capitalized = capitalized(value);
        if capitalized != *value {
            names.add_or_report(&capitalized, &path, file, *offset);
        }
    }
    let body = markdown::render(file, document.body, document.body_start, None, context);
    // All terms share a page, so ids in their texts could clash.
    if !body.headings.is_empty() || body.has_notes {
        let problem = "The text of a term has a heading or a note.";
        let advice = "Write one to three sentences.";
        file.fault(document.body_start, problem, advice);
    }
    Some(Term {
        slug: slug.to_owned(),
        term: term?.value,
        forms: (forms.into_iter().flatten())
            .map(|form| form.value)
            .collect(),
        body: body.html,
    })
}

fn capitalized(text: &str) -> String {
    let mut characters = text.chars();
    let first = characters.next();
    first
        .into_iter()
        .flat_map(char::to_uppercase)
        .chain(characters)
        .collect()
}
