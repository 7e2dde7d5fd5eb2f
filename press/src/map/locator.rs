//! Maps of where a country is, or several.

use super::disputed::{DISPUTED, Disputed};
use super::drawing::Drawing;
use super::outline::{Frame, PathData};
use super::pattern::{self, HATCHED};
use super::projection::{self, Azimuthal, Point, Vector};
use super::topology::{Position, Ring, Shape};
use super::{Atlas, MARGIN, SPOT_RADIUS, data, names, spot, view_box};
use maud::{Markup, html};

/// A map of where a country is, or several.
pub struct Locator {
    /// The map as SVG.
    pub svg: String,
    /// The countries that it shares a land border with, by name: the map in words. Empty
    /// for several countries.
    pub neighbors: Vec<String>,
    /// How the map draws the disputed areas that it shows, a sentence each: first those
    /// that its countries dispute with another one.
    pub disputed: Vec<&'static str>,
}

/// The width and height of a locator map.
const LOCATOR: Point = [320.0, 240.0];

/// The maximum size of a locator map in bytes, because it is part of a page's HTML.
const LOCATOR_BYTES: usize = 20_000;

/// Tolerances for simplifying lines, in units of the map: the first that keeps the map
/// small enough is used.
const LOCATOR_TOLERANCES: [f64; 4] = [0.35, 0.5, 0.7, 1.0];

/// The height or width of the map relative to that of the country.
const SURROUNDINGS: f64 = 1.7;

/// The same for several countries, which have much of their surroundings between them.
const SURROUNDINGS_OF_SEVERAL: f64 = 1.25;

/// The minimum distance from the center of a locator map to its upper edge, in degrees.
const LEAST_RADIUS: f64 = 12.0;

/// The maximum: at this distance, the corners are 90° away.
const MOST_RADIUS: f64 = 50.0;

/// The maximum for several countries, which can be on opposite sides of an ocean.
const MOST_RADIUS_OF_SEVERAL: f64 = 75.0;

/// The maximum distance of an island from a country's largest part, in degrees, for the
/// map to include it: Alaska is included, French Guiana is not.
const FAR: f64 = 8.0;

/// The minimum share of the largest part's area for an island to be included.
const SMALL: f64 = 0.01;

/// The minimum size of a disputed area to be mentioned, in units of the map.
const LEAST_SHOWN: f64 = 4.0;

/// The distance between points of a line that far outside the frame, in units of the map.
const OUTSKIRTS: f64 = 20.0;

/// The maximum recursion depth for bending lines on the far side of the globe.
const DEEPEST_BEND: usize = 12;

impl Atlas {
    /// A map of a country's location, if the atlas has the country.
    pub fn locator(&self, code: &str) -> Option<Locator> {
        self.locator_of(&[code])
    }

    /// A map of the locations of countries, if the atlas has one of them.
    pub fn locator_of(&self, codes: &[&str]) -> Option<Locator> {
        let places: Vec<_> = codes.iter().filter_map(|code| self.find(code)).collect();
        let first = *places.first()?;
        let view = self.view(&places);
        let frame = Frame {
            least: [0.0, 0.0],
            most: LOCATOR,
        };
        let arcs = self.arcs.iter().map(|arc| view.line(arc, &frame));
        let arcs: Vec<_> = arcs.collect();
        let neighbors = match places.len() {
            1 => self.neighbors(first),
            _ => Vec::new(),
        };
        let countries = places.iter().map(|place| &self.topology.countries[*place]);
        let names: Vec<_> = countries
            .map(|country| names::full(&country.name))
            .collect();
        let label = match &names[..] {
            [name] if neighbors.is_empty() => format!("Map: {name} and the sea around it"),
            [name] => format!("Map: {name} and its neighbors"),
            [others @ .., last] => format!("Map: {} and {last}", others.join(", ")),
            [] => String::new(),
        };
        let (own, others): (Vec<_>, Vec<_>) = DISPUTED
            .iter()
            .filter(|area| view.shows(area, &frame))
            .partition(|area| codes.iter().any(|code| area.parties.contains(code)));
        let shown: Vec<_> = own.into_iter().chain(others).collect();
        let hatched: Vec<_> = shown.iter().map(|area| view.outlines(area)).collect();
        let hatched: Vec<_> = shown.iter().copied().zip(hatched).collect();
        let mut svg = String::new();
        for tolerance in LOCATOR_TOLERANCES {
            let drawing = Drawing::new(&arcs, frame.grown(MARGIN), view.scale, tolerance);
            svg = self.locator_svg(&places, &label, &drawing, &hatched);
            if svg.len() <= LOCATOR_BYTES {
                break;
            }
        }
        Some(Locator {
            svg,
            neighbors,
            disputed: shown.iter().map(|area| area.note).collect(),
        })
    }

    fn locator_svg(
        &self,
        places: &[usize],
        label: &str,
        drawing: &Drawing,
        hatched: &[(&Disputed, Vec<Vec<Point>>)],
    ) -> String {
        let shapes = places
            .iter()
            .map(|place| &self.topology.countries[*place].shape);
        let mut borders = PathData::default();
        for (arc, sides) in self.sides.iter().enumerate() {
            if sides.len() > 1 && !places.iter().any(|place| sides.contains(place)) {
                drawing.line(arc, &mut borders);
            }
        }
        html! {
            svg class="map-locator" viewBox=(view_box(LOCATOR)) role="img" aria-label=(label) {
                path class="map-land" fill-rule="evenodd" d=(data(drawing, &self.topology.land)) {}
                path class="map-borders" d=(borders.finish()) {}
                @for shape in shapes.clone() {
                    path class="map-here" fill-rule="evenodd" d=(data(drawing, shape)) {}
                }
                @if !hatched.is_empty() {
                    (pattern::hatching())
                    @for (number, (area, outlines)) in hatched.iter().enumerate() {
                        (self.disputed_svg(number, area, outlines, drawing))
                    }
                }
                @for shape in shapes {
                    @if let Some([x, y]) = spot(drawing, shape) {
                        circle class="map-spot" cx=(x) cy=(y) r=(SPOT_RADIUS) {}
                    }
                }
            }
        }
        .into_string()
    }

    /// The hatching of a disputed area: its outlines, cut out of the land that they are on.
    fn disputed_svg(
        &self,
        number: usize,
        area: &Disputed,
        outlines: &[Vec<Point>],
        drawing: &Drawing,
    ) -> Markup {
        let countries = self.topology.countries.iter();
        let land = countries.filter(|country| area.of.contains(&country.name.as_str()));
        let mut path = PathData::default();
        if outlines.is_empty() {
            land.for_each(|country| drawing.shape(&country.shape, &mut path));
            return html! { path class="map-disputed" fill=(HATCHED) fill-rule="evenodd" d=(path.finish()) {} };
        }
        let frame = Frame::around(outlines.iter().flatten());
        let mut clip = PathData::default();
        land.for_each(|country| drawing.shape_within(&country.shape, &frame, &mut clip));
        outlines.iter().for_each(|outline| path.ring(outline));
        let id = format!("disputed-{number}");
        html! {
            clipPath id=(id) { path clip-rule="evenodd" d=(clip.finish()) {} }
            path class="map-disputed" fill=(HATCHED) clip-path=(format!("url(#{id})")) d=(path.finish()) {}
        }
    }

    /// The part of the globe to show for some countries.
    fn view(&self, places: &[usize]) -> View {
        let shapes = places
            .iter()
            .map(|place| &self.topology.countries[*place].shape);
        let parts: Vec<_> = shapes.flat_map(|shape| self.main_parts(shape)).collect();
        let (surroundings, most) = match places.len() {
            1 => (SURROUNDINGS, MOST_RADIUS),
            _ => (SURROUNDINGS_OF_SEVERAL, MOST_RADIUS_OF_SEVERAL),
        };
        let sum = parts.iter().fold([0.0; 3], |sum, part| {
            projection::add(sum, projection::middle(part), 1.0)
        });
        let mut projection = Azimuthal::around(projection::normal(sum));
        let mut size = [0.0; 2];
        // The centroid can differ from the center of the extent, and moving there changes
        // the extent slightly, so iterate.
        for _ in 0..3 {
            let points: Vec<_> = parts
                .iter()
                .flatten()
                .map(|place| projection.project(*place))
                .collect();
            let extent = Frame::around(&points);
            size = extent.size();
            projection = Azimuthal::around(projection.invert(extent.middle()));
        }
        let [least, most] =
            [LEAST_RADIUS, most].map(|degrees| 2.0 * (degrees / 2.0).to_radians().sin());
        let height = size[1].max(size[0] * LOCATOR[1] / LOCATOR[0]);
        let radius = (height / 2.0 * surroundings).clamp(least, most);
        View {
            projection,
            scale: LOCATOR[1] / 2.0 / radius,
        }
    }

    /// The outer rings of a country's largest part and of the parts near it.
    fn main_parts(&self, shape: &Shape) -> Vec<Vec<Vector>> {
        let outer = shape.iter().filter_map(|polygon| polygon.first());
        let mut parts: Vec<_> = outer
            .map(|ring| {
                let ring = self.globe_ring(ring);
                (projection::length(projection::middle(&ring)), ring)
            })
            .collect();
        parts.sort_by(|(a, _), (b, _)| b.total_cmp(a));
        let least = parts.first().map_or(0.0, |(size, _)| size * SMALL);
        let mut near: Vec<Vec<Vector>> = Vec::new();
        for (size, part) in parts {
            if near.is_empty() || size >= least && near.iter().any(|other| is_near(other, &part)) {
                near.push(part);
            }
        }
        near
    }

    fn globe_ring(&self, ring: &Ring) -> Vec<Vector> {
        let mut places = Vec::new();
        for used in ring {
            let arc = &self.arcs[used.arc];
            if used.backwards {
                places.extend(arc.iter().rev());
            } else {
                places.extend(arc);
            }
        }
        places
    }
}

/// Whether two rings come close to each other. A sample of points is enough.
fn is_near(one: &[Vector], other: &[Vector]) -> bool {
    let near = FAR.to_radians().cos();
    let few = |ring: &[Vector]| ring.iter().copied().step_by(8).collect::<Vec<_>>();
    let (one, other) = (few(one), few(other));
    one.iter()
        .any(|a| other.iter().any(|b| projection::dot(*a, *b) > near))
}

/// The part of the globe that a locator map shows.
struct View {
    projection: Azimuthal,
    /// The radius of the globe in units of the map.
    scale: f64,
}

impl View {
    fn point(&self, place: Vector) -> Point {
        let [x, y] = self.projection.project(place);
        [
            x * self.scale + LOCATOR[0] / 2.0,
            y * self.scale + LOCATOR[1] / 2.0,
        ]
    }

    /// Projects a line. Outside the frame it gets fewer points, because there only its
    /// direction around the frame matters.
    fn line(&self, arc: &[Vector], frame: &Frame) -> Vec<Point> {
        let near = frame.grown(OUTSKIRTS);
        let mut line: Vec<Point> = Vec::new();
        let mut skipped = None;
        let mut last = None;
        for place in arc {
            let point = self.point(*place);
            if let (Some(from), Some(&at)) = (last, line.last()) {
                let outside = !near.has(at) && !near.has(point);
                if outside && are_near(at, point, OUTSKIRTS) {
                    skipped = Some((*place, point));
                    continue;
                }
                // The line may enter the frame after the last skipped point.
                let from = match skipped.take() {
                    Some((place, point)) => {
                        line.push(point);
                        (place, point)
                    }
                    None => (from, at),
                };
                self.bend(from, (*place, point), 0, &mut line);
            }
            line.push(point);
            last = Some(*place);
        }
        line.extend(skipped.map(|(_, point)| point));
        line
    }

    /// Adds points between two places, each with its point, that are close on the globe but, on
    /// its far side, far apart on the map.
    fn bend(
        &self,
        from: (Vector, Point),
        to: (Vector, Point),
        depth: usize,
        line: &mut Vec<Point>,
    ) {
        if depth < DEEPEST_BEND && !are_near(from.1, to.1, self.scale / 2.0) {
            let middle = projection::normal(projection::add(from.0, to.0, 1.0));
            let middle = (middle, self.point(middle));
            self.bend(from, middle, depth + 1, line);
            line.push(middle.1);
            self.bend(middle, to, depth + 1, line);
        }
    }

    /// The outlines of what is hatched of a disputed area.
    fn outlines(&self, area: &Disputed) -> Vec<Vec<Point>> {
        let outline = |places: &&[Position]| {
            let places = places.iter().copied().map(projection::vector);
            places.map(|place| self.point(place)).collect()
        };
        area.within.iter().map(outline).collect()
    }

    fn shows(&self, area: &Disputed, frame: &Frame) -> bool {
        let size = area.across.to_radians() * self.scale;
        let mut at = area.at.iter().copied().map(projection::vector);
        size >= LEAST_SHOWN && at.any(|at| frame.has(self.point(at)))
    }
}

/// Whether two points are at most so far apart. A map asks it of a million pairs, so it takes no
/// roots.
fn are_near(from: Point, to: Point, most: f64) -> bool {
    let [x, y] = [from[0] - to[0], from[1] - to[1]];
    x * x + y * y <= most * most
}
