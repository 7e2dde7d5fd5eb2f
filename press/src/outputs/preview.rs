//! The picture that other sites show when they link to a page.

use super::social_card::{self, SocialCard, SocialCards};
use crate::catalog::Catalog;
use crate::content::Image;
use crate::pages::{self, Subject};
use crate::rendition::{Format, Renditions};
use model::routes::Route;

/// The picture of a page: that of its article, or else its [card](SocialCard).
pub(crate) struct Preview<'a> {
    /// The path of the file below the base.
    pub(crate) path: String,
    /// Its width and height in pixels.
    pub(crate) size: (u32, u32),
    /// What it shows.
    pub(crate) alt: &'a str,
}

impl<'a> Preview<'a> {
    /// The preview of a page.
    pub(crate) fn of(catalog: &Catalog<'a>, cards: &SocialCards<'_>, page: &Route) -> Self {
        if let Subject::Article(article) = pages::kind(page).subject(catalog, page)
            && let Some(image) = &article.image
        {
            return Self::of_image(image);
        }
        let card = SocialCard::of(catalog, page);
        Self {
            path: cards.path(&card),
            size: social_card::SIZE,
            alt: card.title(),
        }
    }

    fn of_image(image: &'a Image) -> Self {
        let renditions = Renditions::of(image);
        let version = renditions.preview();
        Self {
            path: renditions.path(version, Format::Jpeg),
            size: (version.width, version.height),
            alt: &image.alt,
        }
    }
}
