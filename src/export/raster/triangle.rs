//! One triangle: which pixels it covers, and in what colour.
//!
//! Corners are put on a grid of 1/256 pixel and covered pixels found with whole numbers only, so
//! that neighbours neither overlap nor leave gaps, and every machine covers the same pixels.

use std::ops::Range;

use egui::epaint::{Vertex, WHITE_UV};
use egui::{Color32, Rect, TextureId};

use super::texture::{Texture, Textures};

/// Steps of the grid per pixel.
const GRID: i64 = 256;
/// Corners further out than this are moved in: the arithmetic stays within 64 bits.
const FARTHEST: f32 = 1.0e9;

/// The pixels that may be painted.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Clip {
    left: i64,
    top: i64,
    right: i64,
    bottom: i64,
}

impl Clip {
    /// A clip rectangle in points, within a picture of this size.
    pub fn new(rect: Rect, (width, height): (usize, usize), pixels_per_point: f32) -> Self {
        let pixel = |points: f32, most: usize| {
            ((points * pixels_per_point).round() as i64).clamp(0, most as i64)
        };
        Self {
            left: pixel(rect.min.x, width),
            top: pixel(rect.min.y, height),
            right: pixel(rect.max.x, width),
            bottom: pixel(rect.max.y, height),
        }
    }

    fn is_empty(self) -> bool {
        self.left >= self.right || self.top >= self.bottom
    }
}

/// A corner on the grid.
#[derive(Clone, Copy, Debug)]
struct Corner {
    x: i64,
    y: i64,
}

/// How a triangle is coloured.
#[derive(Clone, Copy, Debug)]
enum Ink {
    /// One colour.
    Flat(Color32),
    /// A colour per corner.
    Shaded,
    /// A colour per corner, times a texture.
    Textured(TextureId),
}

/// A triangle ready to be painted, its corners in clockwise order on screen.
pub struct Triangle {
    corners: [Corner; 3],
    uv: [[f32; 2]; 3],
    colors: [[f32; 4]; 3],
    ink: Ink,
    clip: Clip,
    /// First and one past the last row it touches.
    rows: Range<i64>,
}

/// A side from one corner to the next.
#[derive(Clone, Copy)]
struct Edge {
    from: Corner,
    across: i64,
    down: i64,
}

impl Edge {
    fn new(from: Corner, to: Corner) -> Self {
        Self { from, across: to.x - from.x, down: to.y - from.y }
    }

    /// Twice the area between the edge and the point: positive inside.
    fn area(self, x: i64, y: i64) -> i64 {
        self.across * (y - self.from.y) - self.down * (x - self.from.x)
    }

    /// Pixel centres on a left or top edge belong to the triangle, those on others do not.
    fn owns_its_line(self) -> bool {
        self.down < 0 || (self.down == 0 && self.across > 0)
    }

    /// The columns whose centres lie inside this edge, at height `y` on the grid.
    fn columns(self, y: i64) -> Range<i64> {
        let slack = i64::from(!self.owns_its_line());
        // Inside means: reach − down · x ≥ 0.
        let reach = self.area(self.from.x, y) + self.down * self.from.x - slack;
        let half = GRID / 2;
        match self.down {
            0 if reach < 0 => 0..0,
            0 => i64::MIN..i64::MAX,
            down if down > 0 => i64::MIN..(reach.div_euclid(down) - half).div_euclid(GRID) + 1,
            down => {
                let first = -reach.div_euclid(-down);
                (first - half + GRID - 1).div_euclid(GRID)..i64::MAX
            }
        }
    }
}

impl Triangle {
    /// Prepares a triangle; `None` where it covers nothing.
    pub fn new(
        mut vertices: [Vertex; 3],
        texture: TextureId,
        clip: Clip,
        pixels_per_point: f32,
    ) -> Option<Self> {
        let on_grid = |points: f32| {
            let steps = points * pixels_per_point * GRID as f32;
            steps.is_finite().then(|| steps.clamp(-FARTHEST, FARTHEST).round() as i64)
        };
        let corner =
            |vertex: &Vertex| Some(Corner { x: on_grid(vertex.pos.x)?, y: on_grid(vertex.pos.y)? });
        let [a, b, c] = &vertices;
        let mut corners = [corner(a)?, corner(b)?, corner(c)?];
        let [a, b, c] = corners;
        let area = Edge::new(a, b).area(c.x, c.y);
        if area == 0 || clip.is_empty() {
            return None;
        }
        if area < 0 {
            vertices.swap(1, 2);
            corners.swap(1, 2);
        }
        let ink = ink(&vertices, texture)?;
        let [a, b, c] = corners;
        let first = a.y.min(b.y).min(c.y).div_euclid(GRID).max(clip.top);
        let last = (a.y.max(b.y).max(c.y).div_euclid(GRID) + 1).min(clip.bottom);
        (first < last).then(|| Self {
            corners,
            uv: vertices.map(|vertex| [vertex.uv.x, vertex.uv.y]),
            colors: vertices.map(|vertex| vertex.color.to_array().map(f32::from)),
            ink,
            clip,
            rows: first..last,
        })
    }

    /// Paints the part of the triangle that lies in a band of whole rows from `first_row` down.
    pub fn fill(&self, band: &mut [Color32], width: usize, first_row: i64, textures: &Textures) {
        let height = (band.len() / width.max(1)) as i64;
        let rows = self.rows.start.max(first_row)..self.rows.end.min(first_row + height);
        if rows.is_empty() {
            return;
        }
        let [a, b, c] = self.corners;
        // Edge i lies opposite corner i, so its area is that corner's weight.
        let edges = [Edge::new(b, c), Edge::new(c, a), Edge::new(a, b)];
        let area = Edge::new(a, b).area(c.x, c.y) as f32;
        let texture = match self.ink {
            Ink::Textured(id) => textures.get(id),
            Ink::Flat(_) | Ink::Shaded => None,
        };
        for y in rows {
            let height = y * GRID + GRID / 2;
            let columns = edges.iter().fold(self.clip.left..self.clip.right, |span, edge| {
                let inside = edge.columns(height);
                span.start.max(inside.start)..span.end.min(inside.end)
            });
            if columns.is_empty() {
                continue;
            }
            let start = (y - first_row) * width as i64;
            let from = usize::try_from(start + columns.start).unwrap_or(usize::MAX);
            let to = usize::try_from(start + columns.end).unwrap_or(0);
            let Some(span) = band.get_mut(from..to) else { continue };
            if let Ink::Flat(color) = self.ink {
                flat(span, color);
                continue;
            }
            let x = columns.start * GRID + GRID / 2;
            let weights = edges.map(|edge| edge.area(x, height) as f32 / area);
            let steps = edges.map(|edge| (-edge.down * GRID) as f32 / area);
            let color = Ramp::new(self.colors, weights, steps);
            match (self.ink, texture) {
                (Ink::Textured(_), Some(texture)) => {
                    textured(span, &color, &self.place(texture, weights, steps), texture);
                }
                (Ink::Textured(_), None) => {}
                _ => shaded(span, &color),
            }
        }
    }

    /// How the place in the texture, in texels, changes along a row.
    fn place(&self, texture: &Texture, weights: [f32; 3], steps: [f32; 3]) -> Ramp<2> {
        let (width, height) = texture.size();
        Ramp::new(self.uv.map(|[u, v]| [u * width, v * height]), weights, steps)
    }
}

/// How a triangle with these corners is coloured; `None` where it is invisible.
fn ink(vertices: &[Vertex; 3], texture: TextureId) -> Option<Ink> {
    let [a, b, c] = vertices;
    let is_plain = vertices.iter().all(|vertex| vertex.uv == WHITE_UV);
    let is_one_color = a.color == b.color && b.color == c.color;
    match (is_one_color, is_plain) {
        (true, _) if a.color == Color32::TRANSPARENT => None,
        (true, true) => Some(Ink::Flat(a.color)),
        (false, true) => Some(Ink::Shaded),
        (_, false) => Some(Ink::Textured(texture)),
    }
}

/// Values that change evenly along a row of pixels.
struct Ramp<const N: usize> {
    start: [f32; N],
    step: [f32; N],
}

impl<const N: usize> Ramp<N> {
    fn new(corners: [[f32; N]; 3], weights: [f32; 3], steps: [f32; 3]) -> Self {
        let mut ramp = Self { start: [0.0; N], step: [0.0; N] };
        for ((corner, weight), step) in corners.iter().zip(weights).zip(steps) {
            for ((start, along), value) in ramp.start.iter_mut().zip(&mut ramp.step).zip(corner) {
                *start += weight * value;
                *along += step * value;
            }
        }
        ramp
    }

    fn at(&self, pixel: usize) -> [f32; N] {
        let mut value = self.start;
        for (value, step) in value.iter_mut().zip(self.step) {
            *value += pixel as f32 * step;
        }
        value
    }
}

fn flat(span: &mut [Color32], color: Color32) {
    if color.a() == 255 {
        span.fill(color);
        return;
    }
    let source = color.to_array().map(f32::from);
    for pixel in span {
        *pixel = over(source, *pixel);
    }
}

fn shaded(span: &mut [Color32], color: &Ramp<4>) {
    for (index, pixel) in span.iter_mut().enumerate() {
        *pixel = over(color.at(index), *pixel);
    }
}

fn textured(span: &mut [Color32], color: &Ramp<4>, place: &Ramp<2>, texture: &Texture) {
    for (index, pixel) in span.iter_mut().enumerate() {
        let [u, v] = place.at(index);
        let texel = texture.sample(u, v);
        if texel == [0.0; 4] {
            continue;
        }
        let mut source = color.at(index);
        for (channel, texel) in source.iter_mut().zip(texel) {
            *channel *= texel;
        }
        *pixel = over(source, *pixel);
    }
}

/// A premultiplied colour, each channel from 0 to 255, over a pixel.
fn over(source: [f32; 4], behind: Color32) -> Color32 {
    let [.., alpha] = source;
    let rest = 1.0 - alpha / 255.0;
    let mut mixed = behind.to_array();
    for (channel, source) in mixed.iter_mut().zip(source) {
        // `as` saturates at 0 and 255.
        *channel = (source + f32::from(*channel) * rest + 0.5) as u8;
    }
    let [r, g, b, a] = mixed;
    Color32::from_rgba_premultiplied(r, g, b, a)
}

#[cfg(test)]
mod tests {
    use super::*;
    use egui::pos2;

    const SIZE: usize = 16;

    fn painted(triangles: &[[(f32, f32); 3]], color: Color32) -> Vec<Color32> {
        let clip = Clip::new(Rect::EVERYTHING, (SIZE, SIZE), 1.0);
        let mut pixels = vec![Color32::TRANSPARENT; SIZE * SIZE];
        for corners in triangles {
            let vertices = corners.map(|(x, y)| Vertex { pos: pos2(x, y), uv: WHITE_UV, color });
            if let Some(triangle) = Triangle::new(vertices, TextureId::default(), clip, 1.0) {
                triangle.fill(&mut pixels, SIZE, 0, &Textures::default());
            }
        }
        pixels
    }

    #[test]
    fn neighbours_share_an_edge_without_gap_or_overlap() {
        let half = Color32::from_rgba_premultiplied(0, 0, 0, 128);
        for middle in [(3.3, 12.7), (8.0, 8.0), (8.5, 2.25)] {
            let corners = [(0.0, 0.0), (16.0, 0.0), (16.0, 16.0), (0.0, 16.0)];
            let fan: Vec<_> =
                (0..4).map(|side| [corners[side], corners[(side + 1) % 4], middle]).collect();
            let pixels = painted(&fan, half);
            assert!(pixels.iter().all(|pixel| pixel.a() == 128), "{middle:?}");
        }
    }

    #[test]
    fn a_triangle_off_the_picture_or_without_area_paints_nothing() {
        let far = [(-50.0, -50.0), (-10.0, -50.0), (-10.0, -20.0)];
        let flat = [(1.0, 1.0), (5.0, 5.0), (9.0, 9.0)];
        let broken = [(f32::NAN, 1.0), (5.0, 5.0), (9.0, 0.0)];
        let pixels = painted(&[far, flat, broken], Color32::RED);
        assert!(pixels.iter().all(|pixel| *pixel == Color32::TRANSPARENT));
    }

    #[test]
    fn the_turn_of_the_corners_does_not_matter() {
        let one = painted(&[[(1.0, 1.0), (14.0, 2.0), (5.0, 15.0)]], Color32::RED);
        let other = painted(&[[(1.0, 1.0), (5.0, 15.0), (14.0, 2.0)]], Color32::RED);
        assert_eq!(one, other);
        assert!(one.iter().filter(|pixel| **pixel == Color32::RED).count() > 60);
    }
}
