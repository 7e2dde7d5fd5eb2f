//! Searches what the reader has saved, where the index is not there.

use super::page::Shown;
use super::{engine, page_text};
use crate::index::{COUNTRY, FIELDS, Page, Row, SECTION, SavedPages, Site, day_number, saved_page};
use crate::request::Request;
use crate::scan::{Scan, Words};
use crate::view::{self, Results};
use fulltext::Facets;
use model::contract::files;
use model::json;
use model::routes::Base;
use std::rc::Rc;
use web_sys::RequestCache;

/// What the reader has saved.
pub struct Saved {
    base: Base,
    /// What the filters and results name.
    site: Site,
    /// Newest first.
    pages: Vec<SearchedPage>,
    facets: Facets,
}

/// A saved page, ready to be searched.
struct SearchedPage {
    row: Row,
    /// Its body is without markup.
    page: Page,
    title: Words,
    text: Words,
}

impl Saved {
    /// Asks the service worker for all saved pages; `None` if there are none.
    pub async fn load(base: Base) -> Option<Rc<Self>> {
        let url = base.href(files::SAVED_PAGES);
        let saved = engine::text(&url, RequestCache::NoStore).await.ok()?;
        let SavedPages {
            sections,
            countries,
            pages,
        } = json::parse(&saved).ok()?;
        let mut saved = Self {
            base,
            site: Site {
                sections,
                countries,
                ..Site::default()
            },
            pages: Vec::new(),
            facets: Facets::default(),
        };
        for (row, mut page) in pages.chunks(FIELDS).filter_map(saved_page) {
            page.body = page_text::of(&page.body);
            // The day may be followed by a time.
            let day = row.date.as_ref().and_then(|(iso, _)| iso.get(..10));
            let day = day.and_then(day_number);
            let facets = [(SECTION, row.section.as_slice()), (COUNTRY, &row.countries)];
            saved.facets.add(day.unwrap_or_default(), &facets);
            saved.pages.push(SearchedPage {
                title: Words::of(&row.title),
                text: Words::of(&format!("{} {}", page.description, page.body)),
                row,
                page,
            });
        }
        (!saved.pages.is_empty()).then(|| Rc::new(saved))
    }

    /// What a search finds in it; `why` says why it is not the whole site that is searched.
    pub fn search(&self, request: &Request, is_typing: bool, why: &'static str) -> Shown {
        let Self { base, site, .. } = self;
        let scan = Scan::new(&request.query, is_typing);
        let mut found = Vec::new();
        for (doc, page) in (0_u64..).zip(&self.pages) {
            let score = match request.query.is_empty() {
                true => Some(0),
                false => scan.score(&page.title, &page.text),
            };
            // The best first, and of equal ones, newer first.
            found.extend(score.map(|score| u64::from(!score) << 32 | doc));
        }
        found.sort_unstable();
        let found: Vec<_> = found.into_iter().map(|key| key as u32).collect();
        let counts = self.facets.select(&request.selection(), &found);
        let mut docs = counts.docs.clone();
        if request.newest_first {
            docs.sort_unstable();
        }
        let sought = scan.sought();
        let mut results = Results {
            why_saved: Some(why),
            count: docs.len(),
            unfiltered: found.len(),
            ..Results::default()
        };
        for doc in view::on_page(request, &docs) {
            let SearchedPage { row, page, .. } = &self.pages[*doc as usize];
            results.results.push(view::Result {
                passage: sought.passage(&page.body, &page.description),
                ..view::Result::new(row.clone(), site, base, &sought)
            });
        }
        Shown::new(site, request, is_typing, results, Some(&counts))
    }
}
