//! What outputs are made from, as hashes: an output whose inputs are the same is not made
//! again.

use crate::app_build::File;
use crate::content::{Article, Newsroom};
use crate::publish::record::Inputs;
use rayon::prelude::*;
use std::collections::HashMap;

/// Hashes of what the outputs of articles are made from.
pub struct InputsOfArticles<'a> {
    articles: HashMap<&'a str, Inputs>,
    /// Of what the search index depends on besides.
    search: Inputs,
    /// Of the whole newsroom.
    all: Inputs,
}

impl<'a> InputsOfArticles<'a> {
    /// Hashes the articles of a newsroom, each with all that its outputs may show besides.
    pub fn new(newsroom: &'a Newsroom, flags: &[File]) -> Self {
        let others = others(newsroom, flags);
        let articles = newsroom.articles.par_iter();
        let articles = articles.map(|article| {
            let own = Inputs::of_value(article);
            (article.slug.as_str(), others.and([&own.bytes()[..]]))
        });
        let articles: Vec<_> = articles.collect();
        let search = Inputs::of_value(&(&newsroom.abbreviations, &newsroom.synonyms));
        Self {
            all: Inputs::of_value(&(others, newsroom.today, search, &articles)),
            search,
            articles: articles.into_iter().collect(),
        }
    }

    /// The hash of an article, and of all that its outputs show besides: the rest of the
    /// newsroom, but no other articles.
    ///
    /// # Panics
    /// If the article is not from this newsroom.
    pub(crate) fn of_article(&self, article: &Article) -> Inputs {
        self.articles[article.slug.as_str()]
    }

    /// The hash of what articles add to the search index.
    ///
    /// # Panics
    /// If one of them is not from this newsroom.
    pub(crate) fn of_searched<'s>(&self, articles: impl Iterator<Item = &'s Article>) -> Inputs {
        let articles: Vec<_> = articles.map(|it| self.of_article(it).bytes()).collect();
        self.search.and(articles.iter().map(|bytes| &bytes[..]))
    }

    /// The hash of all articles and pages, and of files that belong to them.
    pub(crate) fn of_all(&self, files: &[File]) -> Inputs {
        let files = files.iter();
        let files = files.flat_map(|file| [file.path.as_bytes(), &file.contents]);
        self.all.and(files)
    }
}

/// Everything of a newsroom but its articles, and what outputs of articles do not depend on.
fn others(newsroom: &Newsroom, flags: &[File]) -> Inputs {
    // Whoever adds a field decides here whether it matters.
    let Newsroom {
        articles: _,
        site,
        shell,
        origin,
        tagging_entity,
        sections,
        authors,
        countries,
        treaties,
        glossary,
        texts,
        topics,
        abbreviations: _,
        synonyms: _,
        redirects: _,
        first_addresses,
        security: _,
        keep: _,
        files,
        fonts,
        timezone,
        today: _,
        now: _,
        keeps_history: _,
        audience,
    } = newsroom;
    let content = (authors, countries, treaties, glossary, texts, topics);
    let settings = (
        site,
        shell,
        origin,
        tagging_entity,
        sections,
        timezone,
        audience,
    );
    // Outputs name files by what they are for, such as icons, only at the root.
    let paths = files.iter().map(|file| &file.path);
    let at_root: Vec<_> = paths.filter(|path| !path.contains('/')).collect();
    let values = Inputs::of_value(&(content, settings, first_addresses, at_root));
    let fonts = fonts.iter().map(Vec::as_slice);
    values.and(fonts.chain(flags.iter().map(|flag| &flag.contents[..])))
}
