//! Maps drawn at publishing time: the locations of countries, and a world map whose
//! countries are links. The shapes come from Natural Earth, through the npm package
//! `world-atlas`.
//!
//! Maps are SVG, to be embedded in a page's HTML. All colors come from style sheets
//! through these classes:
//!
//! | class | what it is |
//! | --- | --- |
//! | `map-world`, `map-locator` | the `svg` |
//! | `map-land` | land; on the world map that of countries without a link |
//! | `map-borders` | borders between other countries; a line, not to be filled |
//! | `map-here` | the country that a locator map is about |
//! | `map-disputed` | hatching on disputed land |
//! | `map-country` | a country with a link; with the class of its [`Pattern`] |
//! | `map-name` | what a country’s link says, shown while it has the pointer or the focus |
//! | `map-spot` | a circle around a country too small to be seen or hit |

mod disputed;
mod drawing;
mod locator;
mod names;
mod outline;
mod pattern;
mod projection;
mod topology;
mod world;

#[cfg(test)]
mod tests;

use crate::terminal::Shown;
pub use locator::Locator;
pub use pattern::Pattern;
pub use world::Place;

use anyhow::{Context, Result, ensure};
use drawing::Drawing;
use outline::{Frame, PathData, area};
use projection::{Point, Vector};
use std::collections::BTreeSet;
use std::fs;
use std::path::Path;
use std::sync::OnceLock;
use topology::{Shape, Topology};

/// The shapes of the world's countries.
pub struct Atlas {
    topology: Topology,
    /// The topology's arcs on the globe.
    arcs: Vec<Vec<Vector>>,
    /// The countries that use each arc, as indices into the topology.
    sides: Vec<BTreeSet<usize>>,
    /// The frame and the lines of all world maps, drawn when the first one needs them.
    world: OnceLock<(Frame, Drawing)>,
}

/// Countries smaller than this are hard to click, in units of either map.
const SPOT: f64 = 8.0;

/// The radius of the circle that marks them.
const SPOT_RADIUS: f64 = 6.0;

/// How far outside the visible area lines are clipped.
const MARGIN: f64 = 4.0;

impl Atlas {
    /// Reads the map from the folder of the npm package `world-atlas`.
    ///
    /// # Errors
    /// If the map does not exist or cannot be read, with a message for the person who
    /// runs the press.
    pub fn read(folder: &Path) -> Result<Self> {
        let file = folder.join("countries-50m.json");
        ensure!(
            file.is_file(),
            "the map is not in {}. Install it: npm ci. If it is elsewhere, name its folder: --map DIR",
            folder.shown()
        );
        let json = fs::read(&file).with_context(|| format!("cannot read {}", file.shown()))?;
        let topology = topology::decode(&json)
            .with_context(|| format!("cannot read the map in {}", file.shown()))?;
        let arcs = topology
            .arcs
            .iter()
            .map(|arc| arc.iter().copied().map(projection::vector).collect())
            .collect();
        let mut sides = vec![BTreeSet::new(); topology.arcs.len()];
        for (place, country) in topology.countries.iter().enumerate() {
            for used in country.shape.iter().flatten().flatten() {
                sides[used.arc].insert(place);
            }
        }
        Ok(Self {
            topology,
            arcs,
            sides,
            world: OnceLock::new(),
        })
    }

    /// Whether the map has a country with this ISO 3166-1 alpha-2 code in lowercase.
    pub fn knows(&self, code: &str) -> bool {
        self.find(code).is_some()
    }

    fn find(&self, code: &str) -> Option<usize> {
        names::place(&self.topology.countries, code)
    }

    fn neighbors(&self, place: usize) -> Vec<String> {
        let shared = self.sides.iter().filter(|sides| sides.contains(&place));
        let others: BTreeSet<_> = shared.flatten().filter(|side| **side != place).collect();
        let names: BTreeSet<_> = others
            .into_iter()
            .map(|other| &self.topology.countries[*other])
            .filter(|country| names::is_neighbor(country))
            .map(|country| names::full(&country.name).to_owned())
            .collect();
        names.into_iter().collect()
    }
}

/// A shape as path data.
fn data(drawing: &Drawing, shape: &Shape) -> String {
    let mut path = PathData::default();
    drawing.shape(shape, &mut path);
    path.finish()
}

/// The center of a shape that is too small to see or click.
fn spot(drawing: &Drawing, shape: &Shape) -> Option<Point> {
    let outer = shape.iter().filter_map(|polygon| polygon.first());
    let rings = outer.map(|ring| drawing.ring(ring));
    let largest = rings.max_by(|a, b| area(a).total_cmp(&area(b)))?;
    // Both projections preserve area, so this also works for narrow countries.
    let small = area(&largest) < SPOT * SPOT;
    let round = |value: f64| (value * 10.0).round() / 10.0;
    small.then(|| Frame::around(&largest).middle().map(round))
}

/// The attribute for a map of this size.
fn view_box([width, height]: Point) -> String {
    format!("0 0 {width} {height}")
}
