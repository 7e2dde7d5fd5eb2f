//! Fills that differ in more than color, for countries on the world map and for its key.

use maud::{Markup, html};
use std::collections::BTreeSet;

/// How a country is drawn. All but two refer to a `pattern` of the world map, whose
/// parts have the classes `map-ground` and `map-mark`.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Pattern {
    /// One color, the strongest.
    Solid,
    /// Two sets of lines.
    Grid,
    /// Broad diagonal lines.
    Stripes,
    /// Dots.
    Dots,
    /// One color, the weakest.
    Plain,
}

/// The width and height of a pattern's tile, in units of the map.
const TILE: f64 = 6.0;

/// The width and height of a swatch.
const SWATCH: [u32; 2] = [36, 20];

impl Pattern {
    /// The classes of a country drawn so.
    pub(super) fn class(self) -> &'static str {
        match self {
            Self::Solid => "map-country map-solid",
            Self::Plain => "map-country map-plain",
            Self::Grid | Self::Stripes | Self::Dots => "map-country",
        }
    }

    /// The attribute for a fill that a style sheet cannot name: there, the address would
    /// be relative to the sheet in some browsers.
    pub(super) fn fill(self) -> Option<String> {
        self.id().map(|id| format!("url(#{id})"))
    }

    fn id(self) -> Option<&'static str> {
        match self {
            Self::Solid | Self::Plain => None,
            Self::Grid => Some("map-grid"),
            Self::Stripes => Some("map-stripes"),
            Self::Dots => Some("map-dots"),
        }
    }

    fn marks(self) -> Markup {
        html! {
            @match self {
                Self::Solid | Self::Plain => {},
                Self::Grid => path class="map-mark" d="M0 0H6V2H2V6H0z" {},
                Self::Stripes => path class="map-mark" d="M0 0H3V6H0z" {},
                Self::Dots => circle class="map-mark" cx="3" cy="3" r="1.4" {},
            }
        }
    }

    /// A sample for a key on the page of a world map that uses the pattern.
    pub fn swatch(self) -> String {
        let [width, height] = SWATCH;
        html! {
            svg class="map-swatch" width=(width) height=(height) aria-hidden="true" {
                rect class=(self.class()) fill=[self.fill()] width=(width) height=(height) {}
            }
        }
        .into_string()
    }
}

/// The definitions of the patterns that a map uses.
pub(super) fn definitions(used: impl Iterator<Item = Pattern>) -> Markup {
    let used: BTreeSet<_> = used.collect();
    html! {
        defs {
            @for pattern in used {
                @if let Some(id) = pattern.id() {
                    pattern id=(id) width=(TILE) height=(TILE) patternUnits="userSpaceOnUse" patternTransform="rotate(45)" {
                        rect class="map-ground" width=(TILE) height=(TILE) {}
                        (pattern.marks())
                    }
                }
            }
        }
    }
}

/// The fill of disputed land on a map of a country's location.
pub(super) const HATCHED: &str = "url(#map-hatching)";

/// The definition of that fill: a dark line beside a light one, because it is drawn on the
/// color of the country as well as on that of other land.
pub(super) fn hatching() -> Markup {
    html! {
        defs {
            pattern id="map-hatching" width="4" height="4" patternUnits="userSpaceOnUse" patternTransform="rotate(45)" {
                path class="map-hatching-dark" d="M0 0H1V4H0z" {}
                path class="map-hatching-light" d="M1 0H2V4H1z" {}
            }
        }
    }
}
