//! Sorts names in the language of the site (Unicode Collation Algorithm, UTS 10): Åland
//! comes right before Albania, not after Zimbabwe.

use crate::content::LANGUAGE;
use icu_collator::CollatorBorrowed;
use icu_collator::options::CollatorOptions;
use icu_locale::Locale;
use std::cmp::Ordering;

/// Sorts items by name. Names that collate as equal are ordered by code point, so that
/// the order is always the same.
pub fn sort_by_name<T>(things: &mut [T], name: impl Fn(&T) -> &str) {
    let collator = collator();
    things.sort_by(|one, other| {
        let (one, other) = (name(one), name(other));
        let order = collator
            .as_ref()
            .map_or(Ordering::Equal, |it| it.compare(one, other));
        order.then_with(|| one.cmp(other))
    });
}

fn collator() -> Option<CollatorBorrowed<'static>> {
    let language: Locale = LANGUAGE.parse().ok()?;
    icu_collator::Collator::try_new(language.into(), CollatorOptions::default()).ok()
}

#[cfg(test)]
mod tests {
    use super::sort_by_name;

    #[test]
    fn names_sort_in_the_order_of_the_language() {
        let mut names = [
            "Zimbabwe",
            "Côte d’Ivoire",
            "Åland",
            "Curaçao",
            "albania",
            "Cuba",
            "Österreich",
            "Algeria",
            "Aland",
        ];
        sort_by_name(&mut names, |name| name);
        assert_eq!(
            names,
            [
                "Aland",
                "Åland",
                "albania",
                "Algeria",
                "Côte d’Ivoire",
                "Cuba",
                "Curaçao",
                "Österreich",
                "Zimbabwe",
            ]
        );
    }
}
