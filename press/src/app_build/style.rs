//! The style of the site, divided by the pages that contain it.

use super::Inline;
use anyhow::{Context, Result, ensure};

/// The sheets in `style/` that every page contains. They come first.
const COMMON: [&str; 8] = [
    "tokens", "base", "shell", "text", "controls", "article", "cards", "offline",
];

/// The sheet in `style/` for paper, which every page contains as well. It comes last.
const PRINT: &str = "print";

/// A sheet in `style/` that pages of some kinds contain besides those of every page.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Sheet {
    /// Maps of a country and of the world.
    Maps,
    /// Lists of articles.
    Lists,
    /// The front page.
    Front,
    /// Profiles of countries and treaties.
    Profile,
    /// The map of the world with its questions, and the table of treaties.
    Countries,
    /// Search.
    Search,
}

impl Sheet {
    /// All of them.
    pub const ALL: [Self; 6] = [
        Self::Maps,
        Self::Lists,
        Self::Front,
        Self::Profile,
        Self::Countries,
        Self::Search,
    ];

    /// The file's name in `style/`, without its extension.
    fn name(self) -> &'static str {
        match self {
            Self::Maps => "maps",
            Self::Lists => "lists",
            Self::Front => "front",
            Self::Profile => "profile",
            Self::Countries => "countries",
            Self::Search => "search",
        }
    }
}

/// The style that pages contain, so that none waits for a file before its first paint.
pub struct Style {
    common: Inline,
    /// In the order of [`Sheet::ALL`].
    sheets: Vec<Inline>,
    print: Inline,
}

impl Style {
    /// The names of the sheets that pages contain, in the order of the cascade.
    pub fn names() -> impl Iterator<Item = &'static str> {
        let own = Sheet::ALL.map(Sheet::name);
        COMMON.into_iter().chain(own).chain([PRINT])
    }

    /// Divides the sheets of the app, which have their names and are in the order of the
    /// cascade. Returns the style of pages, and the sheet that they link to: everything that
    /// not every page contains, so that the app can show pages of other kinds, and the sheet for
    /// paper again, because it must come after that.
    ///
    /// # Errors
    /// If they are not those that pages contain, in their order, or if HTML cannot contain one.
    pub fn divide(sheets: &[(String, String)]) -> Result<(Self, String)> {
        let join = |sheets: &[(String, String)]| -> String {
            sheets.iter().map(|(_, text)| text.as_str()).collect()
        };
        let expected: Vec<_> = Self::names().collect();
        let names: Vec<_> = sheets.iter().map(|(name, _)| name.as_str()).collect();
        ensure!(
            names == expected,
            "the style sheets in index.html must be these, in this order: {}",
            expected.join(", ")
        );
        let (common, others) = sheets.split_at(COMMON.len());
        let (own, print) = others.split_at(Sheet::ALL.len());
        let inline = |(name, text): &(String, String)| {
            Inline::style(text).with_context(|| format!("{name}.css"))
        };
        let style = Self {
            common: Inline::style(&join(common))?,
            sheets: own.iter().map(inline).collect::<Result<_>>()?,
            print: Inline::style(&join(print))?,
        };
        Ok((style, join(others)))
    }

    /// What a page contains that shows what is in `sheets`.
    pub fn of<'a>(&'a self, sheets: &'a [Sheet]) -> impl Iterator<Item = &'a Inline> + Clone {
        let own = Sheet::ALL.iter().zip(&self.sheets);
        let own = own.filter(|(sheet, _)| sheets.contains(sheet));
        [&self.common]
            .into_iter()
            .chain(own.map(|(_, style)| style))
            .chain([&self.print])
    }
}

#[cfg(test)]
mod tests {
    use super::{Sheet, Style};

    fn sheets() -> Vec<(String, String)> {
        Style::names()
            .map(|name| (name.to_owned(), format!(".{name}{{}}")))
            .collect()
    }

    #[test]
    fn a_page_contains_what_it_shows_in_the_order_of_the_cascade() {
        let (style, rest) = Style::divide(&sheets()).expect("all sheets");
        let page: Vec<_> = style.of(&[Sheet::Front, Sheet::Lists]).collect();
        assert!(page[0].text().starts_with(".tokens{}.base{}"));
        assert_eq!(page[1].text(), ".lists{}");
        assert_eq!(page[2].text(), ".front{}");
        assert_eq!(page[3].text(), ".print{}");
        assert_eq!(page.len(), 4);
        assert!(rest.starts_with(".maps{}.lists{}"), "{rest}");
        assert!(rest.ends_with(".print{}"), "{rest}");
    }

    #[test]
    fn a_sheet_that_is_missing_or_too_late_is_refused() {
        for name in ["base", "front", "print"] {
            let mut some = sheets();
            some.retain(|(other, _)| other != name);
            let error = Style::divide(&some).err().expect("it is missing");
            assert!(error.to_string().contains(name), "{error}");
        }
        for (one, other) in [(3, 9), (9, 10), (13, 14)] {
            let mut late = sheets();
            late.swap(one, other);
            assert!(Style::divide(&late).is_err(), "{one} after {other}");
        }
    }
}
