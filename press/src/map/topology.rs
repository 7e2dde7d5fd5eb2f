//! TopoJSON: shapes that share arcs, so that a border between two countries is stored
//! once and used by both.

use anyhow::{Context, Result, ensure};
use serde::Deserialize;
use std::collections::BTreeMap;

/// A file of countries, decoded.
pub(super) struct Topology {
    /// The arcs that shapes are made of.
    pub(super) arcs: Vec<Vec<Position>>,
    /// The countries and territories, in file order.
    pub(super) countries: Vec<Country>,
    /// All land, without borders.
    pub(super) land: Shape,
}

/// A country or territory, as in the file.
pub(super) struct Country {
    /// Its three-digit ISO 3166-1 code; disputed areas have none.
    pub(super) id: Option<String>,
    /// Its name, often abbreviated.
    pub(super) name: String,
    /// Its outline.
    pub(super) shape: Shape,
}

/// Polygons, each made of rings.
pub(super) type Shape = Vec<Vec<Ring>>;

/// Consecutive arcs that form a closed loop.
pub(super) type Ring = Vec<ArcUse>;

/// How a ring uses an arc. Encoded as a number: the arc's index, or its bitwise
/// complement if the arc is used backwards.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize)]
#[serde(from = "isize")]
pub(super) struct ArcUse {
    /// The index of the arc.
    pub(super) arc: usize,
    /// Whether it is followed from end to start.
    pub(super) backwards: bool,
}

impl From<isize> for ArcUse {
    fn from(number: isize) -> Self {
        let backwards = number < 0;
        let number = if backwards { !number } else { number };
        Self {
            arc: number.unsigned_abs(),
            backwards,
        }
    }
}

/// Longitude and latitude in degrees.
pub(super) type Position = [f64; 2];

#[derive(Deserialize)]
struct File {
    transform: Transform,
    arcs: Vec<Vec<[i64; 2]>>,
    objects: Objects,
}

#[derive(Deserialize)]
struct Transform {
    scale: [f64; 2],
    translate: [f64; 2],
}

#[derive(Deserialize)]
struct Objects {
    countries: Collection,
    land: Collection,
}

#[derive(Deserialize)]
struct Collection {
    geometries: Vec<Geometry>,
}

#[derive(Deserialize)]
struct Geometry {
    id: Option<String>,
    #[serde(default)]
    properties: Properties,
    #[serde(flatten)]
    arcs: Arcs,
}

#[derive(Deserialize, Default)]
struct Properties {
    #[serde(default)]
    name: String,
}

#[derive(Deserialize)]
#[serde(tag = "type", content = "arcs")]
enum Arcs {
    Polygon(Vec<Ring>),
    MultiPolygon(Vec<Vec<Ring>>),
}

impl Arcs {
    fn polygons(self) -> Shape {
        match self {
            Self::Polygon(rings) => vec![rings],
            Self::MultiPolygon(polygons) => polygons,
        }
    }
}

/// Decodes a file.
pub(super) fn decode(json: &[u8]) -> Result<Topology> {
    let file: File =
        serde_json::from_slice(json).context("this is not a TopoJSON file of countries")?;
    let arcs: Vec<_> = file
        .arcs
        .iter()
        .map(|steps| positions(steps, &file.transform))
        .collect();
    let mut countries: Vec<Country> = Vec::new();
    let mut places = BTreeMap::new();
    for geometry in file.objects.countries.geometries {
        let shape = geometry.arcs.polygons();
        // Remote islands have a separate entry with the same code as their state.
        if let Some(id) = &geometry.id
            && let Some(&place) = places.get(id)
        {
            let country: &mut Country = &mut countries[place];
            country.shape.extend(shape);
            continue;
        }
        if let Some(id) = &geometry.id {
            places.insert(id.clone(), countries.len());
        }
        countries.push(Country {
            id: geometry.id,
            name: geometry.properties.name,
            shape,
        });
    }
    let land: Shape = file
        .objects
        .land
        .geometries
        .into_iter()
        .flat_map(|geometry| geometry.arcs.polygons())
        .collect();
    let topology = Topology {
        arcs,
        countries,
        land,
    };
    ensure!(
        is_whole(&topology),
        "a shape names an arc that is not there"
    );
    Ok(topology)
}

fn is_whole(topology: &Topology) -> bool {
    let Topology {
        arcs,
        countries,
        land,
    } = topology;
    let shapes = countries.iter().map(|country| &country.shape);
    let mut uses = shapes.chain([land]).flatten().flatten().flatten();
    uses.all(|used| used.arc < arcs.len()) && arcs.iter().all(|arc| !arc.is_empty())
}

/// Positions are delta-encoded.
fn positions(steps: &[[i64; 2]], transform: &Transform) -> Vec<Position> {
    let mut at = [0, 0];
    steps
        .iter()
        .map(|step| {
            at = [at[0] + step[0], at[1] + step[1]];
            [0, 1].map(|axis| at[axis] as f64 * transform.scale[axis] + transform.translate[axis])
        })
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    const TWO_SQUARES: &str = r#"{
        "type": "Topology",
        "transform": {"scale": [0.5, 2], "translate": [-10, 20]},
        "arcs": [[[2, 0], [0, 1]], [[2, 1], [-2, 0], [0, -1], [2, 0]], [[2, 0], [2, 0], [0, 1], [-2, 0]]],
        "objects": {
            "countries": {"type": "GeometryCollection", "geometries": [
                {"type": "Polygon", "arcs": [[0, 1]], "id": "001", "properties": {"name": "West"}},
                {"type": "MultiPolygon", "arcs": [[[-1, 2]]], "properties": {"name": "East"}},
                {"type": "Polygon", "arcs": [[1]], "id": "001", "properties": {"name": "West’s rock"}}
            ]},
            "land": {"type": "GeometryCollection", "geometries": [
                {"type": "MultiPolygon", "arcs": [[[1, 2]]]}
            ]}
        }
    }"#;

    #[test]
    fn arcs_are_delta_decoded() {
        let topology = decode(TWO_SQUARES.as_bytes()).expect("a valid topology");
        assert_eq!(topology.arcs[0], [[-9.0, 20.0], [-9.0, 22.0]]);
        assert_eq!(topology.arcs[1][2], [-10.0, 20.0]);
    }

    #[test]
    fn a_border_is_one_arc_used_both_ways() {
        let topology = decode(TWO_SQUARES.as_bytes()).expect("a valid topology");
        let [west, east] = &topology.countries[..] else {
            panic!("entries with one code are one country");
        };
        assert_eq!(west.shape.len(), 2);
        let (there, back) = (west.shape[0][0][0], east.shape[0][0][0]);
        assert_eq!((there.arc, there.backwards), (0, false));
        assert_eq!((back.arc, back.backwards), (0, true));
    }

    #[test]
    fn a_missing_arc_is_an_error() {
        let json = TWO_SQUARES.replace("[[[1, 2]]]", "[[[1, 7]]]");
        assert!(decode(json.as_bytes()).is_err());
    }
}
