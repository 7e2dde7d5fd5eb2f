use super::fields::{Fields, Located};
use super::{ContentFile, Context, Fault};
use crate::terminal::Shown;
use model::fold::{fold, is_joint};
use std::collections::{BTreeMap, BTreeSet};
use std::sync::{Mutex, PoisonError};

/// A free word for what an article is about.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Tag {
    /// The slug in the URL of its page.
    pub slug: String,
    /// The word as editors write it: plain text, at most 60 characters.
    pub name: String,
}

const LONGEST_TAG: usize = 60;

/// The tags of all articles, as they are written. Several threads add to them.
#[derive(Default)]
pub(super) struct Tags(Mutex<Vec<WrittenTag>>);

/// A tag where it is written.
struct WrittenTag {
    tag: Tag,
    /// Its place, for a fault.
    place: Fault,
}

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
        let Located { value, offset } = name;
        let tag = Tag { slug, name: value };
        context.tags.add(file, offset, &tag);
        if !seen.insert(tag.slug.clone()) {
            let problem = format!("The tag “{}” is listed twice.", tag.name);
            file.fault(offset, problem, "List each tag once.");
            continue;
        }
        tags.push(tag);
    }
    tags
}

impl Tags {
    /// Notes a tag at an offset in a file.
    fn add(&self, file: &ContentFile, offset: usize, tag: &Tag) {
        let (tag, place) = (tag.clone(), file.fault_at(offset, "", ""));
        let mut written = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        written.push(WrittenTag { tag, place });
    }

    /// Faults for tags that are written otherwise than where they are first used: the page of
    /// a tag has one name.
    pub(super) fn finish(self) -> Vec<Fault> {
        let mut written = self.0.into_inner().unwrap_or_else(PoisonError::into_inner);
        written.sort_by(|one, other| one.place.cmp(&other.place));
        let mut first: BTreeMap<&str, &WrittenTag> = BTreeMap::new();
        let mut faults = Vec::new();
        for this in &written {
            let known = *first.entry(&this.tag.slug).or_insert(this);
            let (name, known_name) = (&this.tag.name, &known.tag.name);
            if name != known_name {
                let file = known.place.file.shown();
                faults.push(Fault {
                    problem: format!("The tag “{name}” is written “{known_name}” in {file}."),
                    advice: format!("Write it the same everywhere, for example “{known_name}”."),
                    ..this.place.clone()
                });
            }
        }
        faults
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
