//! Paints the sources as cards side by side.

use egui::{CornerRadius, Rect, Stroke, StrokeKind, pos2, vec2};

use super::chart::{Card, Chart};
use super::draw::{Piece, height, left_out, stack};
use crate::model::Figure;
use crate::paint::Stage;
use crate::style::{CARD_CORNER, GRID, Palette, Role};

/// Narrowest card that stands beside another.
const NARROWEST: f32 = 300.0;
/// Widest card.
const WIDEST: f32 = 720.0;
/// Space between cards.
const GAP: f32 = 16.0;
/// Space inside a card.
const PADDING: f32 = 16.0;
/// Space between the parts of a card.
const PART: f32 = 8.0;
/// Width that a scroll bar takes from the figure.
const SCROLL_BAR: f32 = 12.0;
/// Height of the line that says what is left out.
const MORE: f32 = 20.0;
/// Most lines of title and note, tried in turn until all cards fit on a page.
const LINES: [(usize, usize); 4] = [(usize::MAX, usize::MAX), (3, 4), (2, 2), (1, 1)];
/// With no more lines of note than this, the number is small too.
const TIGHT: usize = 2;

/// Where the cards lie.
struct Plan {
    columns: usize,
    width: f32,
    /// Most lines of title and note.
    lines: (usize, usize),
    /// Height of each row of cards that is drawn.
    rows: Vec<f32>,
}

/// Paints every card that fits; in a window all of them.
pub fn cards(figure: &Figure<Chart>, cards: &[Card], stage: &mut Stage<'_>) {
    let whole = stage.rect;
    let mut plan = plan(cards, whole, stage);
    let needs_scroll = !stage.is_page() && plan.rows.iter().sum::<f32>() > whole.height() + GAP;
    if needs_scroll {
        plan = self::plan(cards, whole.with_max_x(whole.right() - SCROLL_BAR), stage);
    }
    let all: f32 = plan.rows.iter().sum();
    let height = if needs_scroll { all.max(whole.height() + 1.0) } else { whole.height() };
    stage.scrolled(whole, height, |stage| {
        let mut top = stage.rect.top();
        for (row, height) in cards.chunks(plan.columns).zip(&plan.rows) {
            for (index, card) in row.iter().enumerate() {
                let left = stage.rect.left() + (plan.width + GAP) * index as f32;
                let rect =
                    Rect::from_min_size(pos2(left, top), vec2(plan.width, (height - GAP).max(1.0)));
                self::card(figure, (card, plan.lines), rect, stage);
            }
            top += height;
        }
        let drawn = (plan.rows.len() * plan.columns).min(cards.len());
        left_out(cards.len() - drawn, cards.len(), ("source", top - GRID), stage);
    });
}

fn plan(cards: &[Card], room: Rect, stage: &Stage<'_>) -> Plan {
    let most = ((room.width() + GAP) / (NARROWEST + GAP)).floor().max(1.0) as usize;
    let columns = most.min(cards.len()).clamp(1, 3);
    let width = ((room.width() + GAP) / columns as f32 - GAP).clamp(1.0, WIDEST);
    let inner = (width - 2.0 * PADDING).max(1.0);
    let measured = |lines: (usize, usize)| -> Vec<f32> {
        let height = |card: &Card| {
            let parts = parts(card, lines, stage.palette);
            let words: f32 = parts.iter().map(|part| height(part, inner, stage)).sum();
            words + PART * (parts.len() as f32 - 1.0) + 2.0 * PADDING + GAP
        };
        cards.chunks(columns).map(|row| row.iter().map(height).fold(0.0, f32::max)).collect()
    };
    let limits = if stage.is_page() { &LINES[..] } else { &LINES[..1] };
    let mut plan = Plan { columns, width, lines: (usize::MAX, usize::MAX), rows: Vec::new() };
    for lines in limits {
        (plan.lines, plan.rows) = (*lines, measured(*lines));
        if plan.rows.iter().sum::<f32>() <= room.height() + GAP {
            return plan;
        }
    }
    if stage.is_page() {
        let mut left = room.height() + GAP - MORE;
        let fits = |height: &&f32| {
            left -= **height;
            left >= 0.0
        };
        plan.rows = plan.rows.iter().take_while(fits).copied().collect();
    }
    plan
}

/// What a card says, part by part.
fn parts<'a>(
    card: &'a Card,
    (title, note): (usize, usize),
    palette: &Palette,
) -> Vec<Vec<Piece<'a>>> {
    let piece = |text: &'a str, style, lines| Piece { text, style, lines };
    let caption = (Role::Caption, palette.muted);
    let mut counts = if note > TIGHT {
        vec![
            piece(&card.count, (Role::Big, palette.ink), 1),
            piece(&card.count_of, (Role::Label, palette.ink), 1),
        ]
    } else {
        vec![piece(&card.counted, (Role::Strong, palette.ink), 1)]
    };
    if !card.by_table.is_empty() {
        counts.push(piece(&card.by_table, caption, 3));
    }
    let mut parts = vec![
        vec![
            piece(&card.title, (Role::Heading, palette.ink), title),
            piece(&card.facts, caption, 2),
        ],
        counts,
    ];
    if !card.citations.is_empty() {
        parts.push(vec![piece(&card.citations, (Role::Label, palette.ink), 2)]);
    }
    if !card.note.is_empty() {
        parts.push(vec![piece(&card.note, caption, note)]);
    }
    parts
}

fn card(
    figure: &Figure<Chart>,
    (card, lines): (&Card, (usize, usize)),
    rect: Rect,
    stage: &mut Stage<'_>,
) {
    if let Some(mark) = figure.mark(&card.key) {
        stage.mark(mark, rect);
    }
    let corner = CornerRadius::same(CARD_CORNER);
    let edge = Stroke::new(1.0, stage.palette.hairline);
    stage.painter().rect_stroke(rect, corner, edge, StrokeKind::Inside);
    let width = (rect.width() - 2.0 * PADDING).max(1.0);
    let mut at = rect.min + vec2(PADDING, PADDING);
    for part in parts(card, lines, stage.palette) {
        stack(&part, at, width, stage);
        at.y += height(&part, width, stage) + PART;
    }
}
