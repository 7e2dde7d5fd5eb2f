//! Pictures that other sites show in previews of links to an article or a country, styled
//! like the front page of a broadsheet.
//!
//! A card's file name contains a hash of everything on it, and cards that the previous site
//! already has are reused.

mod image;
mod layout;
mod letters;

use crate::address::beside;
use crate::app_build::File;
use crate::catalog::Catalog;
use crate::content::Article;
use crate::dates;
use crate::design_tokens;
use crate::hashed::{self, fingerprint};
use crate::pages::{self, Subject};
use crate::typeface::Typefaces;
use anyhow::{Context, Result};
use model::routes::Route;
use resvg::tiny_skia::Pixmap;
use resvg::usvg::{Options, Tree};
use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};
use std::sync::OnceLock;

/// The width and height of a card in pixels, which the Open Graph protocol's consumers
/// show without cropping.
pub const SIZE: (u32, u32) = (1200, 630);

/// The layout of cards. Change it with the layout and the fonts that the press brings.
const FORMAT_VERSION: &str = "cards, 6";

/// The maximum number of countries on an article's card.
const COUNTRIES: usize = 3;

/// The contents of a card.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SocialCard<'a> {
    /// The page that it belongs to.
    page: Route,
    /// The name of the newswire.
    site: &'a str,
    /// The kind of page: for an article, its section.
    kicker: &'a str,
    /// The headline.
    title: &'a str,
    /// The language of the headline (BCP 47), if it is not the site's.
    language: Option<&'a str>,
    /// The text below the headline.
    text: &'a str,
    /// The code of the flag next to the headline.
    flag: Option<&'a str>,
    /// The footer: the date of the page.
    foot: String,
    /// The countries in the footer: flag codes and names.
    countries: Vec<(&'a str, &'a str)>,
}

impl<'a> SocialCard<'a> {
    /// The card of a page: articles and countries have their own, all other pages use the
    /// site's.
    pub fn of(catalog: &Catalog<'a>, page: &Route) -> Self {
        match pages::kind(page).subject(catalog, page) {
            // What a text says is not left on a card.
            Subject::Article(article) if article.withdrawn.is_some() => Self::site(catalog),
            Subject::Article(article) => Self::article(catalog, article),
            Subject::Country(country) => Self {
                page: page.clone(),
                kicker: "Country Profile",
                title: &country.name,
                text: &country.summary,
                flag: Some(&country.flag),
                foot: format!("Information as of {}", dates::day(country.as_of).text),
                ..Self::site(catalog)
            },
            Subject::Newswire | Subject::Author(_) | Subject::Other => Self::site(catalog),
        }
    }

    /// The text alternative of the card.
    pub fn title(&self) -> &'a str {
        self.title
    }

    /// The card of an article.
    pub fn article(catalog: &Catalog<'a>, article: &'a Article) -> Self {
        let section = catalog.section_of(article);
        let countries = catalog.countries_of(article).take(COUNTRIES);
        let countries = countries.map(|country| (country.flag.as_str(), country.name.as_str()));
        Self {
            page: Route::Article(article.slug.clone()),
            kicker: &section.name,
            title: &article.headline,
            language: article.language.as_ref().map(|language| &*language.tag),
            foot: dates::day(article.date.day()).text,
            countries: countries.collect(),
            ..Self::site(catalog)
        }
    }

    /// The codes of all its flags, in order.
    fn flags(&self) -> impl Iterator<Item = &'a str> {
        let countries = self.countries.iter().map(|(code, _)| *code);
        self.flag.into_iter().chain(countries)
    }

    fn site(catalog: &Catalog<'a>) -> Self {
        let newsroom = catalog.newsroom();
        let (_, host) = newsroom.origin.split_once("://").unwrap_or_default();
        Self {
            page: Route::Front,
            site: &newsroom.site.name,
            kicker: "",
            title: &newsroom.shell.tagline,
            language: None,
            text: "",
            flag: None,
            foot: host.to_owned(),
            countries: Vec::new(),
        }
    }
}

/// Draws cards. Can be shared by several threads.
pub struct SocialCards<'f> {
    typefaces: Typefaces,
    /// A hash of what all cards share: the layout, the editors' fonts and the colors.
    shared: String,
    flags: BTreeMap<String, Flag<'f>>,
    previous: PathBuf,
}

/// A flag, read and drawn when a card first needs it.
struct Flag<'f> {
    svg: &'f [u8],
    /// A hash of it. Some flags are hundreds of times larger than what else is on a card.
    hash: String,
    tree: OnceLock<Tree>,
    /// As it is in footers.
    drawn: OnceLock<Pixmap>,
}

impl<'f> SocialCards<'f> {
    /// Uses the published flags (`flags/ru.svg` and so on), and `fonts` for glyphs that the
    /// press's own lack. `previous` is the folder of the previous site.
    ///
    /// # Errors
    /// If the press's own fonts cannot be read.
    pub fn new(flags: &'f [File], fonts: &[Vec<u8>], previous: &Path) -> Result<Self> {
        let flags = flags.iter().filter_map(|file| {
            let code = file.path.strip_prefix("flags/")?.strip_suffix(".svg")?;
            let flag = Flag {
                svg: &file.contents,
                hash: fingerprint([&*file.contents]),
                tree: OnceLock::new(),
                drawn: OnceLock::new(),
            };
            Some((code.to_owned(), flag))
        });
        let looks = fonts.iter().map(Vec::as_slice);
        let looks = looks.chain(design_tokens::ALL.iter().map(|color| &color.0[..]));
        Ok(Self {
            typefaces: Typefaces::read(fonts)?,
            shared: fingerprint([FORMAT_VERSION.as_bytes()].into_iter().chain(looks)),
            flags: flags.collect(),
            previous: previous.to_owned(),
        })
    }

    /// The path of a card's file below the base.
    pub fn path(&self, card: &SocialCard<'_>) -> String {
        beside(&card.page, hashed::card(&self.hash(card)))
    }

    /// A card's file, drawn only if the previous site does not have it.
    ///
    /// # Errors
    /// If it cannot be drawn, with a message for the person who runs the press.
    pub fn file(&self, card: &SocialCard<'_>) -> Result<File> {
        let path = self.path(card).trim_start_matches('/').to_owned();
        let contents = match fs::read(self.previous.join(&path)) {
            Ok(contents) => contents,
            Err(_) => self
                .draw(card)
                .with_context(|| format!("the card of {} cannot be drawn", card.page))?,
        };
        Ok(File { path, contents })
    }

    fn draw(&self, card: &SocialCard<'_>) -> Result<Vec<u8>> {
        let flag = card.flag.map(|code| self.flag(code)).transpose()?;
        let flag = flag.map(|(_, tree)| tree);
        let foot_flags = card.countries.iter().map(|(code, _)| self.foot_flag(code));
        let foot_flags: Vec<_> = foot_flags.collect::<Result<_>>()?;
        image::png(&layout::draw(card, flag, &foot_flags, &self.typefaces)?)
    }

    fn flag(&self, code: &str) -> Result<(&Flag<'f>, &Tree)> {
        let flag = self
            .flags
            .get(code)
            .with_context(|| format!("there is no flag “{code}”"))?;
        if let Some(tree) = flag.tree.get() {
            return Ok((flag, tree));
        }
        let tree = Tree::from_data(flag.svg, &Options::default())
            .with_context(|| format!("the flag “{code}” cannot be read"))?;
        Ok((flag, flag.tree.get_or_init(|| tree)))
    }

    fn foot_flag(&self, code: &str) -> Result<&Pixmap> {
        let (flag, tree) = self.flag(code)?;
        if let Some(drawn) = flag.drawn.get() {
            return Ok(drawn);
        }
        let drawn = layout::foot_flag(tree)?;
        Ok(flag.drawn.get_or_init(|| drawn))
    }

    /// A hash of everything that determines the look of a card.
    fn hash(&self, card: &SocialCard<'_>) -> String {
        let flags = card.flags().map(|code| {
            let flag = self.flags.get(code);
            flag.map_or("", |flag| &flag.hash)
        });
        let names = card.countries.iter().map(|(_, name)| *name);
        let words = [
            &*self.shared,
            card.site,
            card.kicker,
            card.title,
            card.text,
            &card.foot,
        ];
        let words = words.into_iter().chain(names).chain(card.language);
        fingerprint(words.chain(flags).map(str::as_bytes))
    }
}
