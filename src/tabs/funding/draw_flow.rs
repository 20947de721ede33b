//! Paints investors, companies and customers in three columns.

use egui::{Align2, Rect, Stroke, pos2};

use super::chart::{Chart, Flow};
use super::draw_place::Columns;
use super::{draw_block, draw_card, draw_place};
use crate::model::Figure;
use crate::model::number::counted;
use crate::paint::{Stage, dash};
use crate::style::{GRID, Role};

/// Height of the heads of the columns.
const HEAD: f32 = 26.0;
/// Height of the words at the foot of a column.
pub const MORE: f32 = 18.0;
/// Between two cards.
pub const GAP: f32 = 7.0;

/// Paints the three columns and the links between them.
pub fn flow(figure: &Figure<Chart>, flow: &Flow, stage: &mut Stage<'_>) {
    let rect = stage.rect;
    let columns = Columns::of(rect, flow.customer_count > 0);
    heads(&columns, flow, stage);
    let body = rect.with_min_y(rect.top() + HEAD);
    let blocks = draw_place::blocks(flow, columns.blocks, body);
    let givers = draw_card::givers(flow, &blocks, columns.givers, stage);
    let customers =
        columns.customers.map(|column| draw_card::customers(flow, &blocks, column, stage));
    links(flow, &blocks, (&givers, customers.as_ref()), stage);
    for item in &givers.items {
        draw_card::giver(figure, flow, item, stage);
    }
    more(&givers, flow.giver_count, "more investor", stage);
    for (block, shape) in flow.blocks.iter().zip(&blocks) {
        draw_block::block(figure, block, shape, stage);
    }
    if let Some(customers) = &customers {
        for item in &customers.items {
            draw_card::customer(figure, flow, item, stage);
        }
        more(customers, flow.customer_count, "more deployment", stage);
    }
}

fn heads(columns: &Columns, flow: &Flow, stage: &Stage<'_>) {
    let y = stage.rect.top();
    let mut heads = vec![(columns.givers, "Investors"), (columns.blocks, "Company, amount raised")];
    heads.extend(columns.customers.map(|column| (column, flow.customers_head)));
    for (column, text) in heads {
        stage.key(pos2(column.min, y), Align2::LEFT_TOP, text);
    }
}

/// Says at the foot of a column how many have no card.
fn more(column: &draw_card::Column, count: usize, noun: &str, stage: &Stage<'_>) {
    let left = count.saturating_sub(column.cards());
    if left == 0 {
        return;
    }
    let at = pos2(column.range.min, column.bottom);
    let words = format!("and {}", counted(left, noun));
    let style = (Role::Caption, stage.palette.muted);
    stage.line(at, column.range.span(), &words, style);
}

/// Thin lines: no source says how much went along any of them.
fn links(
    flow: &Flow,
    blocks: &[draw_place::Shape],
    (givers, customers): (&draw_card::Column, Option<&draw_card::Column>),
    stage: &Stage<'_>,
) {
    let palette = stage.palette;
    let into = givers.ends(|index| flow.givers.get(index).map(|giver| giver.blocks.as_slice()));
    let color = palette.accent.lerp_to_gamma(palette.canvas, 0.45);
    for ends in (0..blocks.len()).map(|position| {
        into.iter().filter(move |(_, _, block)| *block == position).collect::<Vec<_>>()
    }) {
        for (turn, (index, card, position)) in ends.iter().enumerate() {
            let Some(shape) = blocks.get(*position) else { continue };
            let to = pos2(shape.bar.left() - 2.0, port(shape.bar, turn, ends.len()));
            let curve = dash::s_curve(pos2(card.right(), card.center().y), to);
            if flow.givers.get(*index).is_some_and(|giver| giver.is_named) {
                stage.painter().line(curve, Stroke::new(1.5, color));
            } else {
                dash::path(stage.painter(), &curve, 1.5, color);
            }
        }
    }
    let Some(customers) = customers else { return };
    let from = customers.ends(|index| {
        flow.customers.get(index).map(|customer| std::slice::from_ref(&customer.block))
    });
    for position in 0..blocks.len() {
        let ends: Vec<_> = from.iter().filter(|(_, _, block)| *block == position).collect();
        for (turn, (index, card, _)) in ends.iter().enumerate() {
            let Some(shape) = blocks.get(position) else { continue };
            let start = pos2(shape.bar.right() + 2.0, port(shape.bar, turn, ends.len()));
            let curve = dash::s_curve(start, pos2(card.left(), card.center().y));
            if flow.customers.get(*index).is_some_and(|customer| customer.is_stated) {
                stage.painter().line(curve, Stroke::new(1.5, palette.comparator));
            } else {
                dash::path(stage.painter(), &curve, 1.5, palette.comparator);
            }
        }
    }
}

/// Where the line number `turn` of `count` meets the side of a block.
fn port(bar: Rect, turn: usize, count: usize) -> f32 {
    let margin = (bar.height() / 4.0).min(3.0 * GRID);
    let inner = bar.shrink2(egui::vec2(0.0, margin));
    inner.top() + inner.height() * (turn as f32 + 0.5) / count.max(1) as f32
}
