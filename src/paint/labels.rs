//! Labels placed beside marks without overlap: numbers in, places out.

/// A mark on a horizontal axis and the label that belongs beside it, in points.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Wish {
    /// Left and right edge of the mark.
    pub mark: (f32, f32),
    /// Width of the label in full.
    pub label: f32,
}

/// The room that labels may take, in points.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Room {
    /// Left edge of it.
    pub left: f32,
    /// Right edge of it.
    pub right: f32,
    /// Between a mark and its own label.
    pub gap: f32,
    /// Between a label and the next mark.
    pub spacing: f32,
}

/// Where a label stands.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Spot {
    /// Left edge.
    pub x: f32,
    /// At most the width asked for; less where the label has to be elided.
    pub width: f32,
    /// On which side of its mark.
    pub side: Side,
    /// Whether there is room for the label in full.
    pub is_whole: bool,
}

/// Where a label stands, seen from its mark.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Side {
    /// After it: where it is wanted.
    Right,
    /// Before it.
    Left,
    /// On it.
    Inside,
}

/// A mark with its label in a row.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Placed {
    /// From 0 at the top.
    pub row: usize,
    /// Where in that row.
    pub spot: Spot,
}

/// Right of the mark; left of it where it would be cut at the right edge; inside it where it is
/// cut on both sides and the mark is wide; else elided where there is most room.
pub fn beside(wish: Wish, room: Room) -> Spot {
    let (start, end) = wish.mark;
    let right = (end + room.gap, room.right - end - room.gap);
    let left = (start - room.gap - wish.label, start - room.gap - room.left);
    let inside = (start + room.gap, end - start - 2.0 * room.gap);
    let whole = |x, side| Spot { x, width: wish.label, side, is_whole: true };
    if wish.label <= right.1 {
        return whole(right.0, Side::Right);
    }
    if wish.label <= left.1 {
        return whole(left.0, Side::Left);
    }
    if wish.label <= inside.1 {
        return whole(inside.0, Side::Inside);
    }
    let (x, width, side) = if inside.1 > left.1.max(right.1) {
        (inside.0, inside.1, Side::Inside)
    } else if left.1 > right.1 {
        (room.left, left.1, Side::Left)
    } else {
        (right.0, right.1, Side::Right)
    };
    Spot { x, width: width.max(0.0), side, is_whole: false }
}

/// Gives each mark with its label the first row in which neither overlaps another, in the order
/// given. `None` for what finds no place in this many rows.
pub fn stack(wishes: &[Wish], room: Room, rows: usize) -> Vec<Option<Placed>> {
    let mut taken: Vec<Vec<(f32, f32)>> = Vec::new();
    wishes
        .iter()
        .map(|wish| {
            let spot = beside(*wish, room);
            let from = wish.mark.0.min(spot.x);
            let to = wish.mark.1.max(spot.x + spot.width) + room.spacing;
            let is_free = |row: &Vec<(f32, f32)>| row.iter().all(|(a, b)| to <= *a || *b <= from);
            let row = taken.iter().position(is_free).unwrap_or(taken.len());
            if row >= rows {
                return None;
            }
            if row == taken.len() {
                taken.push(Vec::new());
            }
            if let Some(places) = taken.get_mut(row) {
                places.push((from, to));
            }
            Some(Placed { row, spot })
        })
        .collect()
}

/// How many rows the places take.
pub fn rows(placed: &[Option<Placed>]) -> usize {
    placed.iter().flatten().map(|placed| placed.row + 1).max().unwrap_or(0)
}

/// Pieces of these widths one after the other on lines of `width`, the first line indented:
/// line and left edge of each. A piece wider than a line has one of its own.
pub fn flow(pieces: &[f32], indent: f32, width: f32, gap: f32) -> Vec<(usize, f32)> {
    let (mut line, mut x) = (0, indent);
    pieces
        .iter()
        .map(|piece| {
            if x > 0.0 && x + piece > width {
                line += 1;
                x = 0.0;
            }
            let place = (line, x);
            x += piece + gap;
            place
        })
        .collect()
}

/// Shares out rows among lanes that want this many: each its wish while there is enough, else
/// row by row in turn. Lanes at the end get none where there are more lanes than rows.
pub fn share(wanted: &[usize], rows: usize) -> Vec<usize> {
    let mut given = vec![0; wanted.len()];
    let mut left = rows;
    while left > 0 {
        let before = left;
        for (given, wanted) in given.iter_mut().zip(wanted) {
            if left > 0 && *given < *wanted {
                *given += 1;
                left -= 1;
            }
        }
        if left == before {
            break;
        }
    }
    given
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    const ROOM: Room = Room { left: 0.0, right: 100.0, gap: 4.0, spacing: 8.0 };

    fn wish(start: f32, end: f32, label: f32) -> Wish {
        Wish { mark: (start, end), label }
    }

    #[test]
    fn a_label_flips_to_the_left_where_it_would_be_cut() {
        let spot = |wish| {
            let spot = beside(wish, ROOM);
            (spot.x, spot.width, spot.side, spot.is_whole)
        };
        assert_eq!(spot(wish(10.0, 20.0, 76.0)), (24.0, 76.0, Side::Right, true));
        assert_eq!(spot(wish(80.0, 90.0, 50.0)), (26.0, 50.0, Side::Left, true));
        assert_eq!(spot(wish(40.0, 50.0, 500.0)), (54.0, 46.0, Side::Right, false));
        assert_eq!(spot(wish(60.0, 70.0, 500.0)), (0.0, 56.0, Side::Left, false));
        assert_eq!(spot(wish(0.0, 100.0, 60.0)), (4.0, 60.0, Side::Inside, true));
    }

    #[test]
    fn marks_that_would_overlap_stand_below_each_other() {
        let wishes = [wish(0.0, 10.0, 40.0), wish(0.0, 10.0, 40.0), wish(70.0, 75.0, 10.0)];
        let rows_of = |rows| -> Vec<Option<usize>> {
            stack(&wishes, ROOM, rows).iter().map(|placed| placed.map(|p| p.row)).collect()
        };
        assert_eq!(rows_of(9), [Some(0), Some(1), Some(0)]);
        assert_eq!(rows_of(1), [Some(0), None, Some(0)]);
        assert_eq!(rows_of(0), [None, None, None]);
        assert_eq!(rows(&stack(&wishes, ROOM, 9)), 2);
        assert_eq!(rows(&stack(&[], ROOM, 9)), 0);
    }

    #[test]
    fn pieces_flow_over_lines() {
        let places = flow(&[30.0, 40.0, 300.0, 10.0], 25.0, 100.0, 5.0);
        assert_eq!(places, [(0, 25.0), (0, 60.0), (1, 0.0), (2, 0.0)]);
        assert_eq!(flow(&[500.0], 0.0, 100.0, 5.0), [(0, 0.0)]);
    }

    #[test]
    fn rows_are_shared_in_turn() {
        assert_eq!(share(&[5, 2], 9), [5, 2]);
        assert_eq!(share(&[5, 2], 4), [2, 2]);
        assert_eq!(share(&[5, 2, 1], 2), [1, 1, 0]);
        assert_eq!(share(&[], 2), [0; 0]);
    }

    proptest! {
        #[test]
        fn no_two_marks_or_labels_ever_overlap(
            given in prop::collection::vec((0.0_f32..100.0, 0.0_f32..40.0, 0.0_f32..140.0), 0..60),
        ) {
            let wishes: Vec<Wish> =
                given.iter().map(|(a, w, label)| wish(*a, (a + w).min(100.0), *label)).collect();
            let placed = stack(&wishes, ROOM, 50);
            let extents: Vec<(usize, f32, f32)> = wishes
                .iter()
                .zip(&placed)
                .filter_map(|(wish, placed)| placed.map(|p| (wish, p)))
                .map(|(wish, p)| {
                    let to = wish.mark.1.max(p.spot.x + p.spot.width);
                    (p.row, wish.mark.0.min(p.spot.x), to)
                })
                .collect();
            for (index, a) in extents.iter().enumerate() {
                prop_assert!(a.1 >= -0.01 && a.2 <= 100.01 + ROOM.gap, "{:?} is cut", a);
                for b in extents.iter().skip(index + 1) {
                    prop_assert!(a.0 != b.0 || a.2 <= b.1 || b.2 <= a.1, "{:?} on {:?}", a, b);
                }
            }
        }
    }
}
