//! A world map whose countries are links.

use super::disputed::DISPUTED;
use super::drawing::Drawing;
use super::outline::{Frame, PathData};
use super::pattern::{self, Pattern};
use super::projection::{self, Point};
use super::topology::Position;
use super::{Atlas, MARGIN, SPOT_RADIUS, data, spot, view_box};
use maud::html;
use std::collections::BTreeSet;

/// A country that is a link on the world map.
pub struct Place<'a> {
    /// Its ISO 3166-1 alpha-2 code in lowercase.
    pub code: &'a str,
    /// Its name, as shown to readers.
    pub name: &'a str,
    /// The target of the link.
    pub href: &'a str,
    /// How it is drawn.
    pub pattern: Pattern,
    /// What that means, in a word or two.
    pub status: &'a str,
}

impl Place<'_> {
    /// What its link says.
    fn label(&self) -> String {
        format!("{}: {}", self.name, self.status)
    }
}

/// The width of the world map.
const WORLD_WIDTH: f64 = 960.0;

/// The central meridian, chosen to keep Chukotka together with the rest of Russia.
const WORLD_MIDDLE: f64 = 11.0;

/// The northern and southern limits.
const WORLD_LATITUDES: [f64; 2] = [86.0, -57.0];

/// The tolerance for simplifying lines, in units of the map.
const WORLD_TOLERANCE: f64 = 0.5;

/// The distance of the caption from the edges, in units of the map.
const CAPTION: f64 = 12.0;

/// Left out of the map because it has no borders.
const LEFT_OUT: &str = "Antarctica";

impl Atlas {
    /// A world map. Countries keep the given order, except that those with a circle come
    /// last, because later elements are drawn on top. Unknown codes are skipped.
    pub fn world(&self, places: &[Place]) -> String {
        let (frame, drawing) = self.world.get_or_init(|| {
            let (frame, scale, arcs) = self.world_arcs();
            let drawing = Drawing::new(&arcs, frame.grown(MARGIN), scale, WORLD_TOLERANCE);
            (frame, drawing)
        });
        let mut linked = BTreeSet::new();
        let mut links = Vec::new();
        for place in places {
            if let Some(country) = self.find(place.code) {
                linked.insert(country);
                let shape = &self.topology.countries[country].shape;
                links.push((place, data(drawing, shape), spot(drawing, shape)));
            }
        }
        links.sort_by_key(|(_, _, spot)| spot.is_some());
        let mut land = PathData::default();
        for (place, country) in self.topology.countries.iter().enumerate() {
            if !linked.contains(&place) && country.name != LEFT_OUT {
                drawing.shape(&country.shape, &mut land);
            }
        }
        html! {
            svg class="map-world" viewBox=(view_box(frame.size()))
                role="group" aria-label="Map of the world" {
                (pattern::definitions(places.iter().map(|place| place.pattern)))
                path class="map-land" fill-rule="evenodd" d=(land.finish()) {}
                // Has the pointer exactly when one of the links does, unlike the drawing.
                g.map-places {
                    @for (place, data, spot) in &links {
                        @let label = place.label();
                        a href=(place.href) aria-label=(label) {
                            path class=(place.pattern.class()) fill=[place.pattern.fill()] fill-rule="evenodd" d=(data) {}
                            @if let Some([x, y]) = spot {
                                circle class="map-spot" cx=(x) cy=(y) r=(SPOT_RADIUS) {}
                            }
                        }
                        // The caption, shown at the lower edge while the link has the pointer or
                        // the focus. It is outside the link, whose focus ring is around the country.
                        text class="map-name" aria-hidden="true" x=(CAPTION) y=(frame.most[1] - CAPTION) {
                            (place.name)
                            tspan x=(CAPTION) dy="1.1em" { (place.status) }
                        }
                    }
                }
            }
        }
        .into_string()
    }

    /// How the world map draws the disputed areas that it shows, a sentence each.
    pub fn disputed(&self) -> Vec<&'static str> {
        DISPUTED.iter().map(|area| area.note).collect()
    }

    /// The frame of the world map, its scale, and its lines.
    pub(super) fn world_arcs(&self) -> (Frame, f64, Vec<Vec<Point>>) {
        let edge = projection::equal_earth([180.0, 0.0])[0];
        let scale = WORLD_WIDTH / 2.0 / edge;
        let [top, bottom] =
            WORLD_LATITUDES.map(|latitude| projection::equal_earth([0.0, latitude])[1] * scale);
        let frame = Frame {
            least: [0.0, 0.0],
            most: [WORLD_WIDTH, (bottom - top).ceil()],
        };
        let point = |position: Position| {
            let [x, y] = projection::equal_earth(position);
            [x * scale + WORLD_WIDTH / 2.0, y * scale - top]
        };
        let arcs = self.topology.arcs.iter();
        let arcs = arcs.map(|arc| unrolled(arc).into_iter().map(point).collect());
        (frame, scale, arcs.collect())
    }
}

/// A line with longitudes relative to the central meridian. They continue past the map's
/// edge, so that what crosses it, a few islands of Alaska, is drawn in one piece.
fn unrolled(arc: &[Position]) -> Vec<Position> {
    let mut last = 0.0;
    arc.iter()
        .map(|[longitude, latitude]| {
            let step = longitude - WORLD_MIDDLE - last;
            last += (step + 180.0).rem_euclid(360.0) - 180.0;
            [last, *latitude]
        })
        .collect()
}
