use super::fields::{Fields, Located};
use super::{ContentFile, Context};
use crate::terminal::Shown;
use model::fold::{fold, is_joint};
use std::cell::RefCell;
use std::collections::{BTreeMap, BTreeSet};
use std::path::PathBuf;

/// A free word for what an article is about.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Tag {
    /// The slug in the URL of its page.
    pub slug: String,
    /// The word as editors write it: plain text, at most 60 characters.
    pub name: String,
}

const LONGEST_TAG: usize = 60;

/// How the tags of all articles are written, by slug, and the file where each is first
/// written so.
#[derive(Default)]
pub(super) struct Tags(RefCell<BTreeMap<String, (String, PathBuf)>>);

/// Reads the optional `tags` of an article.
pub(super) fn read(fields: &mut Fields<'_>, context: &Context<'_>) -> Vec<Tag> {
    let written = fields.optional("tags").texts(LONGEST_TAG);
    let mut seen = BTreeSet::new();
    let mut tags = Vec::new();
    for name in written.unwrap_or_default() {
        let file = fields.file();
        let slug = slug(&name.value);
        if slug.is_empty() {
            let problem = format!("The tag “{}” has no letters a to z or digits.", name.value);
            let advice = "Write it in Latin letters: its page has an address made of them.";
            file.fault(name.offset, problem, advice);
            continue;
        }
        context.tags.check(file, &slug, &name);
        if !seen.insert(slug.clone()) {
            let problem = format!("The tag “{}” is listed twice.", name.value);
            file.fault(name.offset, problem, "List each tag once.");
            continue;
        }
        let name = name.value;
        tags.push(Tag { slug, name });
    }
    tags
}

impl Tags {
    /// Reports a tag that is written otherwise than elsewhere: its page has one name.
    fn check(&self, file: &ContentFile, slug: &str, name: &Located<String>) {
        let mut tags = self.0.borrow_mut();
        let (known, first) = tags
            .entry(slug.to_owned())
            .or_insert_with(|| (name.value.clone(), file.path().to_owned()));
        if *known != name.value {
            let problem = format!(
                "The tag “{}” is written “{known}” in {}.",
                name.value,
                first.shown()
            );
            let advice = format!("Write it the same everywhere, for example “{known}”.");
            file.fault(name.offset, problem, advice);
        }
    }
}

/// The slug of a word: “Agni-V Missiles” and “agni v missiles” have the same.
fn slug(name: &str) -> String {
    let mut slug = String::new();
    for letter in fold(name).chars() {
        if letter.is_ascii_alphanumeric() {
            slug.push(letter);
        } else if letter == '-' || !is_joint(letter) {
            // Periods and apostrophes are left out: “U.S.” is “us”.
            let is_new = !slug.is_empty() && !slug.ends_with('-');
            slug.extend(is_new.then_some('-'));
        }
    }
    slug.trim_end_matches('-').to_owned()
}

#[cfg(test)]
mod tests {
    use super::slug;

    #[test]
    fn spellings_of_one_word_have_one_slug() {
        for (name, expected) in [
            ("Ballistic Missiles", "ballistic-missiles"),
            ("Agni-V", "agni-v"),
            ("U.S.", "us"),
            ("Côte d’Ivoire", "cote-divoire"),
            (" A  & B! ", "a-b"),
            ("核", ""),
        ] {
            assert_eq!(slug(name), expected, "{name}");
        }
    }
}
