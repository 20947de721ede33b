//! Where columns, blocks and cards stand.

use egui::{Rangef, Rect, pos2};

use super::chart::{Amount, Flow};

/// Between two blocks, at most and at least.
const BLOCK_GAP: (f32, f32) = (24.0, 5.0);
/// A block at least this high holds its label.
pub const HOLDS_LABEL: f32 = 20.0;
/// Height of a label over a block too low to hold it.
pub const LABEL: f32 = 17.0;
/// Height of a block whose amount is unknown, where there is room, and where there is little.
const UNKNOWN: (f32, f32) = (44.0, 21.0);
/// Height of a block that is too low to be seen at this scale.
const LEAST: f32 = 0.75;
/// Tries at a scale, each a little smaller than the one before.
const TRIES: i32 = 400;

/// The columns from left to right.
pub struct Columns {
    pub givers: Rangef,
    pub blocks: Rangef,
    /// Absent where there are no deployments.
    pub customers: Option<Rangef>,
}

impl Columns {
    /// Shares the width out.
    pub fn of(rect: Rect, has_customers: bool) -> Self {
        let at = |from: f32, to: f32| {
            let x = |share: f32| rect.left() + rect.width() * share;
            Rangef::new(x(from), x(to))
        };
        if has_customers {
            let customers = Some(at(0.795, 1.0));
            return Self { givers: at(0.0, 0.24), blocks: at(0.4, 0.65), customers };
        }
        Self { givers: at(0.0, 0.3), blocks: at(0.48, 1.0), customers: None }
    }
}

/// Where a block stands.
pub struct Shape {
    /// The block with its label.
    pub slot: Rect,
    /// Its height is the amount.
    pub bar: Rect,
}

/// Places the blocks one below the other, with the largest scale at which all have room.
pub fn blocks(flow: &Flow, column: Rangef, body: Rect) -> Vec<Shape> {
    let count = flow.blocks.len();
    let gap =
        (body.height() * 0.9 / count.max(1) as f32 - HOLDS_LABEL).clamp(BLOCK_GAP.1, BLOCK_GAP.0);
    let room = body.height() - gap * count.saturating_sub(1) as f32;
    let unknown = if count > 5 { UNKNOWN.1 } else { UNKNOWN.0 };
    let height = |size: Amount, scale: f32| match size {
        Amount::Known(part) => part as f32 * scale,
        Amount::Unknown => unknown,
    };
    let fits = |scale: &f32| {
        flow.blocks.iter().map(|block| slot(height(block.size, *scale))).sum::<f32>() <= room
    };
    let scale = (0..TRIES).map(|step| room.max(1.0) * 0.98_f32.powi(step)).find(fits);
    let scale = scale.unwrap_or(1.0);
    let mut top = body.top();
    let place = |block: &super::chart::Block| {
        let high = height(block.size, scale).max(LEAST);
        let rect = Rect::from_x_y_ranges(column, top..=top + slot(high));
        top = rect.bottom() + gap;
        Shape { slot: rect, bar: rect.with_min_y(rect.bottom() - high) }
    };
    flow.blocks.iter().map(place).collect()
}

/// The height of a block with its label, which stands above it where it is low.
fn slot(height: f32) -> f32 {
    if height >= HOLDS_LABEL { height } else { height.max(LEAST) + LABEL }
}

/// Stacks items from top to bottom, each as close as can be to where it wants to begin, and
/// returns where each begins. `items` are wished tops and heights.
pub fn stack(items: &[(f32, f32)], (top, bottom): (f32, f32), gap: f32) -> Vec<f32> {
    let mut free = top;
    let mut tops: Vec<f32> = items
        .iter()
        .map(|(wish, height)| {
            let start = wish.max(free);
            free = start + height + gap;
            start
        })
        .collect();
    // What hangs over the bottom pushes the ones before it up.
    let mut limit = bottom;
    for (start, (_, height)) in tops.iter_mut().zip(items).rev() {
        *start = start.min(limit - height).max(top);
        limit = *start - gap;
    }
    tops
}

/// The positions of as many items as have room, the ones of lowest rank first, in their order.
/// `items` are ranks and heights.
pub fn that_fit(items: &[(usize, f32)], room: f32, gap: f32) -> Vec<usize> {
    let mut order: Vec<(usize, usize, f32)> =
        items.iter().enumerate().map(|(index, (rank, height))| (*rank, index, *height)).collect();
    order.sort_by_key(|(rank, index, _)| (*rank, *index));
    let mut used = 0.0;
    let mut fit: Vec<usize> = order
        .iter()
        .take_while(|(_, _, height)| {
            used += height + gap;
            used <= room + gap
        })
        .map(|(_, index, _)| *index)
        .collect();
    fit.sort_unstable();
    fit
}

/// A rectangle over a column from `top`, this high.
pub fn over(column: Rangef, top: f32, height: f32) -> Rect {
    Rect::from_min_max(pos2(column.min, top), pos2(column.max, top + height))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn stacked_items_do_not_overlap_and_stay_inside() {
        let items = [(0.0, 30.0), (5.0, 30.0), (90.0, 30.0)];
        let tops = stack(&items, (0.0, 100.0), 4.0);
        assert_eq!(tops, [0.0, 34.0, 70.0]);
        let crowded = stack(&[(0.0, 60.0), (0.0, 60.0)], (0.0, 100.0), 4.0);
        assert!(crowded.iter().all(|top| *top >= 0.0), "{crowded:?}");
    }

    #[test]
    fn items_of_low_rank_are_kept_where_there_is_little_room() {
        let items = [(0, 20.0), (9, 20.0), (1, 20.0)];
        assert_eq!(that_fit(&items, 45.0, 4.0), [0, 2]);
        assert_eq!(that_fit(&items, 100.0, 4.0), [0, 1, 2]);
        assert_eq!(that_fit(&[], 10.0, 4.0), [] as [usize; 0]);
    }
}
