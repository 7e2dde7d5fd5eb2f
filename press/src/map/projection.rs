//! Projects the globe onto the plane. Both projections preserve area; the plane's
//! vertical axis points down, as in SVG.

use super::topology::Position;

/// A unit vector from the center of the globe.
pub(super) type Vector = [f64; 3];

/// A point in the plane.
pub(super) type Point = [f64; 2];

/// The unit vector of a place on the globe.
pub(super) fn vector([longitude, latitude]: Position) -> Vector {
    let (sin_longitude, cos_longitude) = longitude.to_radians().sin_cos();
    let (sin_latitude, cos_latitude) = latitude.to_radians().sin_cos();
    [
        cos_latitude * cos_longitude,
        cos_latitude * sin_longitude,
        sin_latitude,
    ]
}

/// The center of a ring on the globe, with a length proportional to its area. Outer rings
/// run clockwise; the center of a hole points to the other side.
pub(super) fn middle(ring: &[Vector]) -> Vector {
    let mut sum = [0.0; 3];
    let before = ring.iter().cycle().skip(ring.len().saturating_sub(1));
    for (from, to) in before.zip(ring) {
        sum = add(sum, cross(*to, *from), 0.5);
    }
    sum
}

pub(super) fn dot(a: Vector, b: Vector) -> f64 {
    a[0] * b[0] + a[1] * b[1] + a[2] * b[2]
}

fn cross(a: Vector, b: Vector) -> Vector {
    [
        a[1] * b[2] - a[2] * b[1],
        a[2] * b[0] - a[0] * b[2],
        a[0] * b[1] - a[1] * b[0],
    ]
}

/// The sum of a vector and a multiple of another.
pub(super) fn add(a: Vector, b: Vector, times: f64) -> Vector {
    [
        a[0] + b[0] * times,
        a[1] + b[1] * times,
        a[2] + b[2] * times,
    ]
}

pub(super) fn length(a: Vector) -> f64 {
    dot(a, a).sqrt()
}

/// The normalized vector, or north if its length is zero.
pub(super) fn normal(a: Vector) -> Vector {
    let length = length(a);
    if length < 1e-12 {
        return [0.0, 0.0, 1.0];
    }
    a.map(|axis| axis / length)
}

/// Lambert's azimuthal equal-area projection: the plane touches the globe at one point,
/// and distances from that point are accurate to a few percent up to 60°. The antipode
/// becomes a circle of radius 2.
pub(super) struct Azimuthal {
    center: Vector,
    east: Vector,
    north: Vector,
}

impl Azimuthal {
    /// The projection centered on a point other than a pole.
    pub(super) fn around(center: Vector) -> Self {
        let east = normal(cross([0.0, 0.0, 1.0], center));
        Self {
            center,
            east,
            north: cross(center, east),
        }
    }

    pub(super) fn project(&self, place: Vector) -> Point {
        // The antipode has no unique image; it is mapped to one far away.
        let depth = (1.0 + dot(place, self.center)).max(1e-12);
        let stretch = (2.0 / depth).sqrt();
        [
            stretch * dot(place, self.east),
            -stretch * dot(place, self.north),
        ]
    }

    /// The place that projects to a point.
    pub(super) fn invert(&self, [x, y]: Point) -> Vector {
        let square = x * x + y * y;
        let stretch = (1.0 - square / 4.0).max(0.0).sqrt();
        let place = self.center.map(|axis| axis * (1.0 - square / 2.0));
        normal(add(
            add(place, self.east, x * stretch),
            self.north,
            -y * stretch,
        ))
    }
}

/// The Equal Earth projection of Šavrič, Patterson and Jenny (2018). Accepts longitudes
/// beyond 180°, so that areas across the map's edge can be drawn in one piece.
pub(super) fn equal_earth([longitude, latitude]: Position) -> Point {
    const A: [f64; 4] = [1.340_264, -0.081_106, 0.000_893, 0.003_796];
    let half_root = 3_f64.sqrt() / 2.0;
    let angle = (half_root * latitude.to_radians().sin()).asin();
    let square = angle * angle;
    let sixth = square * square * square;
    let slope = A[0] + 3.0 * A[1] * square + sixth * (7.0 * A[2] + 9.0 * A[3] * square);
    let height = angle * (A[0] + A[1] * square + sixth * (A[2] + A[3] * square));
    [
        longitude.to_radians() * angle.cos() / (half_root * slope),
        -height,
    ]
}

#[cfg(test)]
mod tests {
    use super::*;

    fn close(a: &[f64], b: &[f64]) -> bool {
        a.iter().zip(b).all(|(a, b)| (a - b).abs() < 1e-5)
    }

    #[test]
    fn equal_earth_has_the_published_measures() {
        // The width and height that the authors give for a globe of radius 1.
        assert!(close(&equal_earth([180.0, 0.0]), &[2.70663, 0.0]));
        assert!(close(&equal_earth([0.0, 90.0]), &[0.0, -1.31736]));
    }

    #[test]
    fn the_center_maps_to_the_origin_and_north_is_up() {
        let map = Azimuthal::around(vector([20.0, 50.0]));
        assert!(close(&map.project(vector([20.0, 50.0])), &[0.0, 0.0]));
        let [x, y] = map.project(vector([20.0, 60.0]));
        assert!(close(&[x, y], &[0.0, -2.0 * 5_f64.to_radians().sin()]));
        assert!(map.project(vector([30.0, 50.0]))[0] > 0.0);
    }

    #[test]
    fn inverting_a_projected_place_returns_it() {
        let map = Azimuthal::around(vector([-98.0, 39.0]));
        for place in [[-98.0, 39.0], [170.0, 60.0], [20.0, -30.0]].map(vector) {
            assert!(close(&map.invert(map.project(place)), &place));
        }
    }

    #[test]
    fn the_center_of_a_ring_across_the_antimeridian() {
        let square = [[170.0, -9.0], [170.0, 9.0], [-172.0, 9.0], [-172.0, -9.0]].map(vector);
        let middle = middle(&square);
        assert!(close(&normal(middle), &vector([179.0, 0.0])));
        // 18° by 18°, about a tenth of a steradian.
        assert!((length(middle) - 0.098).abs() < 0.002);
    }
}
