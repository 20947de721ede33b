//! Paints investors and customers as cards beside the blocks.

use egui::{CornerRadius, Rangef, Rect, Stroke, StrokeKind, pos2, vec2};

use super::chart::{Chart, Flow};
use super::draw_flow::{GAP, MORE};
use super::draw_place::{Shape, over, stack, that_fit};
use crate::model::Figure;
use crate::paint::{Stage, dash};
use crate::style::{CONTROL_CORNER, GRID, Role};

/// Width of the bar at the left edge of an investor.
const EDGE: f32 = 4.0;
/// From the edge of a card to its text.
const PAD: f32 = 12.0;
/// Height of a line of a name, and of a line under it.
const LINES: (f32, f32) = (17.0, 15.0);
/// Above and below the text of a card, together.
const AROUND: f32 = 9.0;
/// From the top of a block to the top of its first card, at most.
const DROP: f32 = 12.0;

/// What a place in a column holds.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum What {
    /// The card with this position.
    Card(usize),
    /// Words on the block.
    Words(String),
}

/// A place in a column.
pub struct Item {
    pub what: What,
    pub rect: Rect,
}

/// A column of cards.
pub struct Column {
    pub items: Vec<Item>,
    pub range: Rangef,
    /// Where the words on what has no card begin.
    pub bottom: f32,
}

/// What wants a place: what it holds, the block it belongs to, its rank and its height.
struct Wish {
    what: What,
    block: usize,
    rank: usize,
    height: f32,
}

impl Column {
    /// How many cards have a place.
    pub fn cards(&self) -> usize {
        self.items.iter().filter(|item| matches!(item.what, What::Card(_))).count()
    }

    /// Every link of a card that has a place: its position, its place and the block's position.
    pub fn ends<'a>(
        &self,
        blocks: impl Fn(usize) -> Option<&'a [usize]>,
    ) -> Vec<(usize, Rect, usize)> {
        let cards = self.items.iter().filter_map(|item| match item.what {
            What::Card(index) => Some((index, item.rect)),
            What::Words(_) => None,
        });
        cards
            .flat_map(|(index, rect)| {
                let blocks = blocks(index).unwrap_or_default();
                blocks.iter().map(move |block| (index, rect, *block))
            })
            .collect()
    }

    /// Gives places to as many as have room. `has_more` keeps a line for words on the others.
    fn of(wishes: Vec<Wish>, shapes: &[Shape], range: Rangef, has_more: bool) -> Self {
        let ends = |shape: Option<&Shape>| shape.map(|shape| shape.slot.y_range());
        let top = ends(shapes.first()).map_or(0.0, |range| range.min);
        let bottom = ends(shapes.last()).map_or(0.0, |range| range.max);
        let sizes: Vec<(usize, f32)> = wishes.iter().map(|wish| (wish.rank, wish.height)).collect();
        let all = that_fit(&sizes, bottom - top, GAP);
        let is_cut = has_more || all.len() < wishes.len();
        let limit = if is_cut { bottom - MORE } else { bottom };
        let fit = if is_cut { that_fit(&sizes, limit - top, GAP) } else { all };
        let kept: Vec<Wish> = wishes
            .into_iter()
            .enumerate()
            .filter(|(index, _)| fit.binary_search(index).is_ok())
            .map(|(_, wish)| wish)
            .collect();
        let wish = |wish: &Wish| {
            let Some(shape) = shapes.get(wish.block) else { return (top, wish.height) };
            let slack = (shape.slot.height() - wish.height).max(0.0) / 2.0;
            (shape.slot.top() + slack.min(DROP), wish.height)
        };
        let places: Vec<(f32, f32)> = kept.iter().map(wish).collect();
        let tops = stack(&places, (top, limit), GAP);
        let items = kept
            .into_iter()
            .zip(tops)
            .map(|(wish, top)| Item { what: wish.what, rect: over(range, top, wish.height) })
            .collect();
        Self { items, range, bottom: limit + 2.0 }
    }
}

/// Places the investors, and words beside blocks that name none.
pub fn givers(flow: &Flow, shapes: &[Shape], range: Rangef, stage: &Stage<'_>) -> Column {
    let room = range.span() - EDGE - 2.0 * PAD;
    let rows = |name: &str| -> f32 {
        let lines = stage.measure(name, Role::Strong, room).y / LINES.0;
        if lines > 1.4 { 2.0 } else { 1.0 }
    };
    let height = |rows: f32| rows * LINES.0 + LINES.1 + AROUND;
    let room_for_two = shapes.last().zip(shapes.first()).is_some_and(|(last, first)| {
        let all: f32 = flow.givers.iter().map(|giver| height(rows(&giver.name)) + GAP).sum();
        all <= last.slot.bottom() - first.slot.top()
    });
    let mut wishes: Vec<Wish> = Vec::new();
    for (position, block) in flow.blocks.iter().enumerate() {
        let own = |block: &[usize]| block.first() == Some(&position);
        let cards = flow.givers.iter().enumerate().filter(|(_, giver)| own(&giver.blocks));
        wishes.extend(cards.map(|(index, giver)| {
            let rows = if room_for_two { rows(&giver.name) } else { 1.0 };
            Wish {
                what: What::Card(index),
                block: position,
                rank: giver.rank,
                height: height(rows),
            }
        }));
        if !block.has_givers {
            wishes.push(words("investors not stated", position, LINES.1));
        }
    }
    Column::of(wishes, shapes, range, flow.giver_count > flow.givers.len())
}

/// Places the customers, and words under them.
pub fn customers(flow: &Flow, shapes: &[Shape], range: Rangef, stage: &Stage<'_>) -> Column {
    let mut wishes: Vec<Wish> = Vec::new();
    for (position, block) in flow.blocks.iter().enumerate() {
        let cards = flow.customers.iter().enumerate().filter(|(_, card)| card.block == position);
        wishes.extend(cards.map(|(index, card)| {
            let below = if card.quantity.is_some() { LINES.1 } else { 0.0 };
            let height = LINES.0 + below + AROUND;
            Wish { what: What::Card(index), block: position, rank: card.rank, height }
        }));
        if !block.below.is_empty() {
            let height = stage.measure(&block.below, Role::Caption, range.span()).y;
            let note = words(&block.below, position, height.min(2.0 * LINES.1));
            // A note on cards comes after the first of them.
            let rank = if block.has_customers { position } else { note.rank };
            wishes.push(Wish { rank, ..note });
        }
    }
    Column::of(wishes, shapes, range, flow.customer_count > flow.customers.len())
}

/// Words come before cards where there is little room: they say that something is absent.
fn words(text: &str, block: usize, height: f32) -> Wish {
    Wish { what: What::Words(text.to_owned()), block, rank: 0, height }
}

/// Paints an investor.
pub fn giver(figure: &Figure<Chart>, flow: &Flow, item: &Item, stage: &mut Stage<'_>) {
    let palette = stage.palette;
    let index = match &item.what {
        What::Words(text) => return absent(text, item.rect, stage),
        What::Card(index) => *index,
    };
    let Some(giver) = flow.givers.get(index) else { return };
    if let Some(mark) = figure.mark(&giver.key) {
        stage.mark(mark, item.rect);
    }
    frame(item.rect, giver.is_named, stage);
    let edge = item.rect.with_max_x(item.rect.left() + EDGE);
    stage.painter().rect_filled(edge, 0.0, palette.accent);
    let room = item.rect.width() - EDGE - 2.0 * PAD;
    let rows = ((item.rect.height() - LINES.1 - AROUND) / LINES.0).round().max(1.0);
    let at = pos2(item.rect.left() + EDGE + PAD, item.rect.top() + AROUND / 2.0);
    stage.block(at, (room, rows as usize), &giver.name, (Role::Strong, palette.ink));
    let at = pos2(at.x, at.y + rows * LINES.0);
    stage.line(at, room, giver.kind, (Role::Caption, palette.muted));
}

/// Paints a customer.
pub fn customer(figure: &Figure<Chart>, flow: &Flow, item: &Item, stage: &mut Stage<'_>) {
    let palette = stage.palette;
    let index = match &item.what {
        What::Words(text) => return absent(text, item.rect, stage),
        What::Card(index) => *index,
    };
    let Some(customer) = flow.customers.get(index) else { return };
    if let Some(mark) = figure.mark(&customer.key) {
        stage.mark(mark, item.rect);
    }
    frame(item.rect, customer.is_stated, stage);
    let room = item.rect.width() - 2.0 * PAD;
    let at = pos2(item.rect.left() + PAD, item.rect.top() + AROUND / 2.0);
    stage.line(at, room, &customer.name, (Role::Strong, palette.ink));
    if let Some(quantity) = &customer.quantity {
        let at = pos2(at.x, at.y + LINES.0);
        stage.line(at, room, quantity, (Role::Caption, palette.muted));
    }
}

/// A card's outline: dashed where it stands on no name or on a claim.
fn frame(rect: Rect, is_firm: bool, stage: &Stage<'_>) {
    let palette = stage.palette;
    let corner = CornerRadius::same(CONTROL_CORNER);
    let color = palette.hairline.lerp_to_gamma(palette.comparator, 0.5);
    if is_firm {
        let line = Stroke::new(1.0, color);
        stage.painter().rect_stroke(rect, corner, line, StrokeKind::Inside);
    } else {
        dash::rounded(stage.painter(), rect.shrink(0.5), f32::from(CONTROL_CORNER), 1.0, color);
    }
}

fn absent(text: &str, rect: Rect, stage: &Stage<'_>) {
    let style = (Role::Caption, stage.palette.faint);
    stage.block(rect.min, (rect.width() + vec2(GRID / 4.0, 0.0).x, 2), text, style);
}
