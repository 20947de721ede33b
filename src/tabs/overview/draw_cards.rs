//! Paints the figures, a card each.

use egui::{Align2, CornerRadius, Rect, Stroke, StrokeKind, pos2, vec2};

use super::chart::{Badge, Card, Chart, Tone};
use crate::model::Figure;
use crate::paint::Stage;
use crate::style::{CARD_CORNER, Role};

/// Least width of a card where all stand in one row, and where they stand in several.
const NARROWEST: (f32, f32) = (126.0, 190.0);
/// Widest card.
const WIDEST: f32 = 480.0;
/// Between cards.
const GAP: f32 = 10.0;
/// From the edges of a card to its words, in a window and on a page.
const PAD: (egui::Vec2, egui::Vec2) = (vec2(14.0, 12.0), vec2(11.0, 6.0));
/// Height of the number's line, of a line of the label and of the words below it.
const LINES: (f32, f32, f32) = (35.0, 17.0, 15.0);
/// Height of a badge with the room above it.
const BADGE: f32 = 23.0;
/// Room beside the number for the sign of caveats and their count, which no digit may be taken for.
const SIGN: f32 = 20.0;
/// Lines of the label and of the words below it, at most.
const ROWS: usize = 2;

fn pad(stage: &Stage<'_>) -> egui::Vec2 {
    if stage.is_page() { PAD.1 } else { PAD.0 }
}

/// How many cards stand in a row, and how wide each is.
fn grid(cards: usize, width: f32) -> (usize, f32) {
    let fits = |least: f32| ((width + GAP) / (least + GAP)).floor().max(1.0) as usize;
    let columns = if fits(NARROWEST.0) >= cards {
        cards.max(1)
    } else {
        // As even rows as can be.
        let most = fits(NARROWEST.1).min(cards).max(1);
        cards.div_ceil(cards.div_ceil(most))
    };
    let each = (width - GAP * (columns as f32 - 1.0)) / columns as f32;
    (columns, each.min(WIDEST))
}

/// The room that the cards take at this width; 0 for none.
pub fn height(cards: &[Card], width: f32, stage: &Stage<'_>) -> f32 {
    if cards.is_empty() {
        return 0.0;
    }
    let (columns, each) = grid(cards.len(), width);
    let rows = cards.len().div_ceil(columns) as f32;
    rows * card_height(cards, each, stage) + (rows - 1.0) * GAP
}

/// How many cards have room on a page of this size.
pub fn that_fit(cards: &[Card], (width, height): (f32, f32), stage: &Stage<'_>) -> usize {
    let (columns, each) = grid(cards.len(), width);
    let step = card_height(cards, each, stage) + GAP;
    let rows = ((height + GAP + 0.5) / step).floor().max(0.0) as usize;
    (rows * columns).min(cards.len())
}

/// The height of the card that needs most.
fn card_height(cards: &[Card], width: f32, stage: &Stage<'_>) -> f32 {
    let pad = pad(stage);
    let room = width - 2.0 * pad.x;
    let words = cards.iter().map(|card| {
        let badge = match &card.badge {
            Some(badge) if badge_beside(card, badge, room, stage).is_none() => BADGE,
            _ => 0.0,
        };
        label(card, room, stage).1 + below(card, room, stage).1 + badge
    });
    LINES.0 + words.fold(0.0, f32::max) + 2.0 * pad.y
}

/// Lines of the label and their height.
fn label(card: &Card, room: f32, stage: &Stage<'_>) -> (usize, f32) {
    lines(stage.measure(&card.label, Role::Label, room).y, LINES.1)
}

/// Lines of the words below it and their height.
fn below(card: &Card, room: f32, stage: &Stage<'_>) -> (usize, f32) {
    if card.below.is_empty() {
        return (0, 0.0);
    }
    let (rows, height) = lines(stage.measure(&card.below, Role::Caption, room).y, LINES.2);
    (rows, height + 2.0)
}

fn lines(height: f32, line: f32) -> (usize, f32) {
    let rows = ((height / line).round().max(1.0) as usize).min(ROWS);
    (rows, rows as f32 * line)
}

/// The role in which the number fits on its line; the smallest where none does.
fn number(card: &Card, room: f32, stage: &Stage<'_>) -> (Role, f32) {
    let roles =
        if card.is_known { [Role::Big, Role::Title, Role::Heading] } else { [Role::Heading; 3] };
    let width = |role: Role| before(card, stage) + stage.width(&card.parts.1, role);
    let fits = |role: &Role| width(*role) <= room - SIGN;
    let role = roles.into_iter().find(fits).unwrap_or(Role::Strong);
    (role, width(role))
}

/// The width of the qualifier before the number.
fn before(card: &Card, stage: &Stage<'_>) -> f32 {
    let words = &card.parts.0;
    if words.is_empty() { 0.0 } else { stage.width(words, Role::Label) + 5.0 }
}

/// Where a badge begins that has room beside the number and its caveat.
fn badge_beside(card: &Card, badge: &Badge, room: f32, stage: &Stage<'_>) -> Option<f32> {
    let from = number(card, room, stage).1 + 10.0;
    (from + stage.width(&badge.text, Role::Caption) + 12.0 <= room).then_some(from)
}

/// Paints the cards.
pub fn cards(figure: &Figure<Chart>, stage: &mut Stage<'_>) {
    let (rect, cards) = (stage.rect, &figure.chart.cards);
    let (columns, width) = grid(cards.len(), rect.width());
    let height = card_height(cards, width, stage);
    let shown = that_fit(cards, (rect.width(), rect.height()), stage);
    for (index, card) in cards.iter().take(shown).enumerate() {
        let (row, column) = ((index / columns) as f32, (index % columns) as f32);
        let at = pos2(rect.left() + column * (width + GAP), rect.top() + row * (height + GAP));
        let rect = Rect::from_min_size(at, vec2(width, height));
        stage.card(rect, |stage| self::card(figure, card, rect, stage));
    }
}

fn card(figure: &Figure<Chart>, card: &Card, rect: Rect, stage: &mut Stage<'_>) {
    let palette = stage.palette;
    if let Some(mark) = figure.mark(&card.key) {
        stage.mark(mark, rect);
    }
    let line = Stroke::new(1.0, palette.hairline.lerp_to_gamma(palette.comparator, 0.25));
    let corner = CornerRadius::same(CARD_CORNER);
    stage.painter().rect_stroke(rect, corner, line, StrokeKind::Inside);
    let pad = pad(stage);
    let room = rect.width() - 2.0 * pad.x;
    let at = rect.min + pad;
    top_line(card, Rect::from_min_size(at, vec2(room, LINES.0)), stage);
    let (rows, height) = label(card, room, stage);
    let mut at = pos2(at.x, at.y + LINES.0);
    stage.block(at, (room, rows), &card.label, (Role::Label, palette.ink));
    at.y += height;
    let (rows, height) = below(card, room, stage);
    if rows > 0 {
        at.y += 2.0;
        if let Some(mark) = card.below_key.as_ref().and_then(|key| figure.mark(key)) {
            let band = Rect::from_min_max(at, pos2(rect.right() - 1.0, at.y + height - 2.0));
            stage.mark(mark, band);
        }
        stage.block(at, (room, rows), &card.below, (Role::Caption, palette.muted));
        at.y += height - 2.0;
    }
    if let Some(found) = &card.badge
        && badge_beside(card, found, room, stage).is_none()
    {
        badge(found, pos2(at.x, at.y + 4.0), stage);
    }
}

/// The number, its qualifier, and the badge where it has room.
fn top_line(card: &Card, line: Rect, stage: &Stage<'_>) {
    let palette = stage.palette;
    let room = line.width();
    let (role, width) = number(card, room, stage);
    let before = before(card, stage);
    let color = if card.is_known { palette.ink } else { palette.faint };
    let height = stage.measure(&card.parts.1, role, f32::INFINITY).y;
    let top = line.top() + (LINES.0 - 2.0 - height) / 2.0;
    if before > 0.0 {
        // On the line that the digits stand on, a fifth of their height above its lower edge.
        let foot = top + height * 0.8 + stage.measure("0", Role::Label, f32::INFINITY).y * 0.2;
        let style = (Role::Label, palette.ink);
        stage.text(pos2(line.left(), foot), Align2::LEFT_BOTTOM, &card.parts.0, style);
    }
    let at = pos2(line.left() + before, top);
    if width <= room - SIGN {
        stage.text(at, Align2::LEFT_TOP, &card.parts.1, (role, color));
    } else {
        stage.line(at, room - SIGN - before, &card.parts.1, (role, color));
    }
    if let Some(found) = &card.badge
        && let Some(from) = badge_beside(card, found, room, stage)
    {
        badge(found, pos2(line.left() + from, line.center().y - 9.0), stage);
    }
}

fn badge(found: &Badge, at: egui::Pos2, stage: &Stage<'_>) {
    let palette = stage.palette;
    let colors = match found.tone {
        Tone::Good => palette.good,
        Tone::Care => palette.care,
        Tone::Bad => palette.bad,
    };
    stage.badge(at, &found.text, colors);
}
