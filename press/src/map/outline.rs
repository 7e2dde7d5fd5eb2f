//! Lines in the plane: simplifying, clipping, and writing as SVG path data.

use super::projection::Point;
use std::fmt::Write;

/// A rectangle, as its minimum and maximum coordinates.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(super) struct Frame {
    pub(super) least: Point,
    pub(super) most: Point,
}

impl Frame {
    /// The smallest frame around points.
    pub(super) fn around<'a>(points: impl IntoIterator<Item = &'a Point>) -> Self {
        let mut frame = Self {
            least: [f64::INFINITY; 2],
            most: [f64::NEG_INFINITY; 2],
        };
        for point in points {
            for axis in [0, 1] {
                frame.least[axis] = frame.least[axis].min(point[axis]);
                frame.most[axis] = frame.most[axis].max(point[axis]);
            }
        }
        frame
    }

    pub(super) fn middle(&self) -> Point {
        [0, 1].map(|axis| (self.least[axis] + self.most[axis]) / 2.0)
    }

    /// Width and height.
    pub(super) fn size(&self) -> Point {
        [0, 1].map(|axis| self.most[axis] - self.least[axis])
    }

    pub(super) fn grown(&self, by: f64) -> Self {
        Self {
            least: self.least.map(|value| value - by),
            most: self.most.map(|value| value + by),
        }
    }

    pub(super) fn has(&self, point: Point) -> bool {
        [0, 1]
            .into_iter()
            .all(|axis| (self.least[axis]..=self.most[axis]).contains(&point[axis]))
    }

    pub(super) fn corners(&self) -> Vec<Point> {
        let ([left, top], [right, bottom]) = (self.least, self.most);
        vec![[left, top], [right, top], [right, bottom], [left, bottom]]
    }

    /// Clips a ring to the frame (Sutherland and Hodgman). Clipped rings run along the
    /// frame.
    pub(super) fn cut_ring(&self, mut ring: Vec<Point>) -> Vec<Point> {
        for (axis, limit, sign) in self.sides() {
            let depth = |point: &Point| sign * (limit - point[axis]);
            if ring.iter().all(|point| depth(point) >= 0.0) {
                continue;
            }
            let mut kept = Vec::new();
            let before = ring.iter().cycle().skip(ring.len() - 1);
            for (from, to) in before.zip(&ring) {
                let (from_depth, to_depth) = (depth(from), depth(to));
                if (from_depth >= 0.0) != (to_depth >= 0.0) {
                    kept.push(between(*from, *to, from_depth / (from_depth - to_depth)));
                }
                if to_depth >= 0.0 {
                    kept.push(*to);
                }
            }
            ring = kept;
        }
        ring
    }

    /// Clips a line to the frame, which can split it.
    pub(super) fn cut_line(&self, line: &[Point]) -> Vec<Vec<Point>> {
        let mut parts: Vec<Vec<Point>> = Vec::new();
        for pair in line.windows(2) {
            let Some([start, end]) = self.cut_segment(pair[0], pair[1]) else {
                continue;
            };
            match parts.last_mut() {
                Some(part) if part.last() == Some(&start) => part.push(end),
                _ => parts.push(vec![start, end]),
            }
        }
        parts
    }

    /// Clips a segment to the frame (Liang and Barsky).
    fn cut_segment(&self, from: Point, to: Point) -> Option<[Point; 2]> {
        let (mut enters, mut leaves) = (0_f64, 1_f64);
        for (axis, limit, sign) in self.sides() {
            let from_depth = sign * (limit - from[axis]);
            let to_depth = sign * (limit - to[axis]);
            if from_depth < 0.0 && to_depth < 0.0 {
                return None;
            }
            let crosses = from_depth / (from_depth - to_depth);
            if from_depth < 0.0 {
                enters = enters.max(crosses);
            } else if to_depth < 0.0 {
                leaves = leaves.min(crosses);
            }
        }
        let at = |share: f64| match share {
            0.0 => from,
            1.0 => to,
            share => between(from, to, share),
        };
        (enters < leaves).then(|| [at(enters), at(leaves)])
    }

    /// The axis, the limit, and which side of it is inside.
    fn sides(&self) -> [(usize, f64, f64); 4] {
        [
            (0, self.least[0], -1.0),
            (0, self.most[0], 1.0),
            (1, self.least[1], -1.0),
            (1, self.most[1], 1.0),
        ]
    }
}

fn between(from: Point, to: Point, share: f64) -> Point {
    [0, 1].map(|axis| from[axis] + (to[axis] - from[axis]) * share)
}

/// The area of a ring; negative if the ring runs counterclockwise.
pub(super) fn area(ring: &[Point]) -> f64 {
    let before = ring.iter().cycle().skip(ring.len().saturating_sub(1));
    before
        .zip(ring)
        .map(|(from, to)| (from[0] * to[1] - to[0] * from[1]) / 2.0)
        .sum()
}

/// Simplifies a line (Douglas and Peucker): no dropped point is farther than `tolerance`
/// from the result. Both ends are kept.
pub(super) fn simplified(line: &[Point], tolerance: f64) -> Vec<Point> {
    let Some(last) = line.len().checked_sub(1) else {
        return Vec::new();
    };
    let mut kept = vec![false; line.len()];
    kept[0] = true;
    kept[last] = true;
    let mut open = vec![(0, last)];
    while let Some((start, end)) = open.pop() {
        let mut furthest = (start, tolerance * tolerance);
        for place in start + 1..end {
            let distance = distance_squared(line[place], line[start], line[end]);
            if distance > furthest.1 {
                furthest = (place, distance);
            }
        }
        if furthest.0 != start {
            kept[furthest.0] = true;
            open.extend([(start, furthest.0), (furthest.0, end)]);
        }
    }
    line.iter()
        .zip(kept)
        .filter_map(|(point, kept)| kept.then_some(*point))
        .collect()
}

/// The squared distance of a point from a segment.
fn distance_squared(point: Point, from: Point, to: Point) -> f64 {
    let along = [to[0] - from[0], to[1] - from[1]];
    let away = [point[0] - from[0], point[1] - from[1]];
    let square = along[0] * along[0] + along[1] * along[1];
    let share = if square == 0.0 {
        0.0
    } else {
        ((away[0] * along[0] + away[1] * along[1]) / square).clamp(0.0, 1.0)
    };
    let [x, y] = [away[0] - along[0] * share, away[1] - along[1] * share];
    x * x + y * y
}

/// SVG path data, as short as the grammar allows: one decimal, with each point relative
/// to the previous one.
#[derive(Default)]
pub(super) struct PathData {
    text: String,
    /// The current point, which the next `m` is relative to, in tenths.
    at: [i64; 2],
}

impl PathData {
    /// Adds a closed ring, unless it vanishes when rounded to tenths.
    pub(super) fn ring(&mut self, ring: &[Point]) {
        let mut points = tenths(ring);
        while points.len() > 1 && points.first() == points.last() {
            points.pop();
        }
        if points.len() > 2 {
            self.points(&points);
            self.text.push('z');
            // Closing a ring returns to its first point.
            self.at = points[0];
        }
    }

    /// Adds an open line.
    pub(super) fn line(&mut self, line: &[Point]) {
        let points = tenths(line);
        if points.len() > 1 {
            self.points(&points);
        }
    }

    fn points(&mut self, points: &[[i64; 2]]) {
        // Further pairs after those of `m` are implicit line commands.
        self.text.push('m');
        for (place, point) in points.iter().enumerate() {
            self.number(point[0] - self.at[0], place == 0);
            self.number(point[1] - self.at[1], false);
            self.at = *point;
        }
    }

    fn number(&mut self, tenths: i64, follows_letter: bool) {
        if tenths < 0 {
            self.text.push('-');
        } else if !follows_letter {
            self.text.push(' ');
        }
        let (whole, tenth) = (tenths.abs() / 10, tenths.abs() % 10);
        if whole != 0 || tenth == 0 {
            // Writing to a string cannot fail.
            let _ = write!(self.text, "{whole}");
        }
        if tenth != 0 {
            let _ = write!(self.text, ".{tenth}");
        }
    }

    pub(super) fn finish(self) -> String {
        self.text
    }
}

/// The points rounded to tenths, without those that do not change the line.
fn tenths(line: &[Point]) -> Vec<[i64; 2]> {
    let mut points: Vec<[i64; 2]> = Vec::with_capacity(line.len());
    for point in line {
        let point = point.map(|value| (value * 10.0).round() as i64);
        if points.last() == Some(&point) {
            continue;
        }
        if let [.., from, on] = points[..]
            && leads_on(from, on, point)
        {
            points.pop();
        }
        points.push(point);
    }
    points
}

/// Whether the second point is between the first and the third.
fn leads_on(from: [i64; 2], on: [i64; 2], to: [i64; 2]) -> bool {
    let first = [on[0] - from[0], on[1] - from[1]];
    let second = [to[0] - on[0], to[1] - on[1]];
    first[0] * second[1] == first[1] * second[0] && first[0] * second[0] + first[1] * second[1] > 0
}

#[cfg(test)]
mod tests {
    use super::*;

    const FRAME: Frame = Frame {
        least: [0.0, 0.0],
        most: [10.0, 10.0],
    };

    #[test]
    fn a_ring_is_clipped_to_the_frame() {
        let diamond = vec![[5.0, -5.0], [15.0, 5.0], [5.0, 15.0], [-5.0, 5.0]];
        let cut = FRAME.cut_ring(diamond);
        assert_eq!(area(&cut), 100.0);
        assert!(cut.iter().all(|point| FRAME.has(*point)));
    }

    #[test]
    fn a_ring_outside_the_frame_vanishes() {
        let ring = vec![[11.0, 0.0], [12.0, 0.0], [12.0, 5.0]];
        assert_eq!(FRAME.cut_ring(ring), Vec::<Point>::new());
    }

    #[test]
    fn a_line_that_reenters_the_frame_is_split() {
        let line = [[5.0, 5.0], [15.0, 5.0], [15.0, 7.0], [5.0, 7.0], [4.0, 7.0]];
        assert_eq!(
            FRAME.cut_line(&line),
            [
                vec![[5.0, 5.0], [10.0, 5.0]],
                vec![[10.0, 7.0], [5.0, 7.0], [4.0, 7.0]]
            ]
        );
    }

    #[test]
    fn simplifying_keeps_ends_and_outliers() {
        let line = [[0.0, 0.0], [1.0, 0.2], [2.0, 0.0], [3.0, 2.0], [4.0, 0.0]];
        assert_eq!(
            simplified(&line, 0.5),
            [[0.0, 0.0], [2.0, 0.0], [3.0, 2.0], [4.0, 0.0]]
        );
        assert_eq!(simplified(&[], 0.5), Vec::<Point>::new());
    }

    #[test]
    fn path_data_is_short() {
        let mut path = PathData::default();
        path.ring(&[[1.0, 1.0], [1.52, 1.0], [2.0, 1.0], [2.0, -0.3], [1.0, 1.0]]);
        path.ring(&[[1.0, 1.0], [1.01, 1.0], [1.0, 1.01]]);
        path.line(&[[3.0, 3.0], [3.5, 2.5]]);
        assert_eq!(path.finish(), "m1 1 1 0 0-1.3zm2 2 .5-.5");
    }
}
