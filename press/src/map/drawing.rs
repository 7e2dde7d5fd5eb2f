//! A drawing: the lines of the map in the plane, simplified and ready to be assembled
//! into shapes.

use super::outline::{Frame, PathData, area, simplified};
use super::projection::Point;
use super::topology::{Ring, Shape};
use std::f64::consts::PI;

/// The lines of the map, in units of the drawing. Lines are simplified before they are
/// assembled, so that a border shared by two shapes stays the same in both.
pub(super) struct Drawing {
    arcs: Vec<Vec<Point>>,
    /// Anything outside is clipped.
    frame: Frame,
    /// The area of half the globe, in square units.
    hemisphere: f64,
    /// The minimum area of islands and lakes to be drawn, in square units.
    speck: f64,
}

impl Drawing {
    /// Simplifies lines to within `tolerance`. The map's scale is the radius of the globe
    /// in units.
    pub(super) fn new(arcs: &[Vec<Point>], frame: Frame, scale: f64, tolerance: f64) -> Self {
        Self {
            arcs: arcs.iter().map(|arc| simplified(arc, tolerance)).collect(),
            frame,
            hemisphere: 2.0 * PI * scale * scale,
            speck: 4.0 * tolerance * tolerance,
        }
    }

    /// The points of a ring, without duplicates.
    pub(super) fn ring(&self, ring: &Ring) -> Vec<Point> {
        let mut points = Vec::new();
        for used in ring {
            // The last point of an arc is the first point of the next.
            let arc = &self.arcs[used.arc];
            let last = arc.len() - 1;
            if used.backwards {
                points.extend(arc[1..].iter().rev());
            } else {
                points.extend(&arc[..last]);
            }
        }
        points
    }

    /// Adds a shape's polygons to a path, omitting those that are too small.
    pub(super) fn shape(&self, shape: &Shape, path: &mut PathData) {
        self.shape_within(shape, &self.frame, path);
    }

    /// Adds what is within a frame of a shape's polygons to a path.
    pub(super) fn shape_within(&self, shape: &Shape, frame: &Frame, path: &mut PathData) {
        for polygon in shape {
            let rings: Vec<_> = polygon.iter().map(|ring| self.ring(ring)).collect();
            // Rings run clockwise around land, and areas are true. If the antipode of the
            // map's center is on land, its ring becomes inverted in the plane: it runs
            // counterclockwise around everything but that land, which is most of the
            // globe.
            if rings.iter().map(|ring| area(ring)).sum::<f64>() < -self.hemisphere {
                path.ring(&frame.corners());
            }
            for ring in rings {
                let ring = frame.cut_ring(ring);
                if area(&ring).abs() >= self.speck {
                    path.ring(&ring);
                }
            }
        }
    }

    /// Adds a line of the map to a path.
    pub(super) fn line(&self, arc: usize, path: &mut PathData) {
        for part in self.frame.cut_line(&self.arcs[arc]) {
            path.line(&part);
        }
    }
}
