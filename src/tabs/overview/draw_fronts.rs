//! Paints the fronts: status, a sentence and a small chart on a card each.

use egui::{Color32, CornerRadius, Pos2, Rect, Shape, Stroke, StrokeKind, pos2, vec2};

use super::chart::{Bar, Bars, Chart, Fill, Front};
use super::draw::{LINE, status};
use crate::model::Figure;
use crate::paint::{Stage, dash, glyph, hatch};
use crate::style::{CARD_CORNER, Role};

/// Least width of a front beside others.
const NARROWEST: f32 = 190.0;
/// Between the cards of the fronts.
const GAP: f32 = 10.0;
/// From the edges of a card to what is on it, in a window and on a page.
const PAD: (egui::Vec2, egui::Vec2) = (vec2(14.0, 13.0), vec2(12.0, 8.0));
/// Width of the coloured edge.
const EDGE: f32 = 3.0;
/// Height of the head: the name, and the status beside or below it.
const HEAD: f32 = 22.0;
/// Radius of the sign of a status.
const SIGN: f32 = 6.0;
/// Narrower cards have the sentence in small type.
const SMALL: f32 = 320.0;
/// Lowest and tallest row of a small chart.
const ROW: (f32, f32) = (15.0, 30.0);
/// Above the caption of a small chart, at most.
const REST: f32 = 18.0;
/// Room between a bar and its label.
const LABEL_GAP: f32 = 8.0;

fn pad(stage: &Stage<'_>) -> egui::Vec2 {
    if stage.is_page() { PAD.1 } else { PAD.0 }
}

/// Role of the sentence on a card of this width, and height of its lines.
fn type_of_sentence(width: f32) -> (Role, f32) {
    if width < SMALL { (Role::Caption, 15.0) } else { (Role::Body, 17.0) }
}

/// How many fronts stand side by side, and how wide each is.
fn grid(fronts: usize, width: f32) -> (usize, f32) {
    let fits = ((width + GAP) / (NARROWEST + GAP)).floor().max(1.0) as usize;
    let columns = if fits >= fronts { fronts.max(1) } else { 1 };
    (columns, (width - GAP * (columns as f32 - 1.0)) / columns as f32)
}

/// The room that the fronts take at this width, at least and at best; 0 for none.
pub fn heights(chart: &Chart, width: f32, stage: &Stage<'_>) -> (f32, f32) {
    if chart.fronts.is_empty() {
        return (0.0, 0.0);
    }
    let (columns, each) = grid(chart.fronts.len(), width);
    let rows = chart.fronts.len().div_ceil(columns) as f32;
    let of = |height: &dyn Fn(&Front) -> f32| {
        let most = chart.fronts.iter().map(height).fold(0.0, f32::max);
        rows * most + (rows - 1.0) * GAP
    };
    let bars = |front: &Front| front.bars.as_ref().map_or(0, |bars| bars.bars.len()) as f32;
    let captions = |front: &Front| if front.bars.is_some() { LINE } else { 0.0 };
    let head = |front: &Front| 2.0 * pad(stage).y + head(front, each, stage);
    // On a page two bars will do; a window shows them all, for it can scroll.
    let fewest = |front: &Front| if stage.is_page() { bars(front).min(2.0) } else { bars(front) };
    let least = |front: &Front| {
        head(front) + type_of_sentence(each).1 + captions(front) + fewest(front) * ROW.0 + 2.0
    };
    let best = |front: &Front| {
        let sentence = sentence(front, each, stage);
        let chart = captions(front) + bars(front) * ROW.1;
        head(front) + sentence + chart + if chart > 0.0 { REST } else { 0.0 }
    };
    (of(&least), of(&best).max(of(&least)))
}

/// Height of the name with the status.
fn head(front: &Front, width: f32, stage: &Stage<'_>) -> f32 {
    if is_status_beside(front, width, stage) { HEAD + 4.0 } else { 2.0 * HEAD }
}

fn is_status_beside(front: &Front, width: f32, stage: &Stage<'_>) -> bool {
    let name = stage.width(&front.name, Role::Heading);
    let status = stage.width(&front.status_words, Role::Head) + 2.0 * SIGN + 6.0;
    // The corner belongs to the sign of a caveat.
    name + status + 16.0 <= width - 2.0 * pad(stage).x - 4.0
}

/// Height of the sentence in full, or of its first lines where it is long.
fn sentence(front: &Front, width: f32, stage: &Stage<'_>) -> f32 {
    let (role, line) = type_of_sentence(width);
    let height = stage.measure(&front.sentence, role, width - 2.0 * pad(stage).x).y;
    (height / line).round().clamp(1.0, 4.0) * line
}

/// Paints the fronts.
pub fn fronts(figure: &Figure<Chart>, stage: &mut Stage<'_>) {
    let (rect, fronts) = (stage.rect, &figure.chart.fronts);
    let (columns, width) = grid(fronts.len(), rect.width());
    let rows = fronts.len().div_ceil(columns).max(1) as f32;
    let height = (rect.height() - GAP * (rows - 1.0)) / rows;
    for (index, front) in fronts.iter().enumerate() {
        let (row, column) = ((index / columns) as f32, (index % columns) as f32);
        let at = pos2(rect.left() + column * (width + GAP), rect.top() + row * (height + GAP));
        self::front(figure, front, Rect::from_min_size(at, vec2(width, height)), stage);
    }
}

fn front(figure: &Figure<Chart>, front: &Front, card: Rect, stage: &mut Stage<'_>) {
    let palette = stage.palette;
    let inner = card.shrink2(pad(stage));
    let head = head(front, card.width(), stage);
    let chart = chart_height(front, inner.height() - head, card.width(), stage);
    let bottom = inner.bottom() - chart;
    if let Some(mark) = figure.mark(&front.key) {
        let words = Rect::from_min_max(card.min, pos2(card.right(), bottom - 2.0));
        stage.mark(mark, words.shrink(2.0));
    }
    let line = Stroke::new(1.0, palette.hairline.lerp_to_gamma(palette.comparator, 0.25));
    let corner = CornerRadius::same(CARD_CORNER);
    stage.painter().rect_stroke(card, corner, line, StrokeKind::Inside);
    let color = front.status.map_or(palette.comparator, |known| status(known, palette).1);
    edge(card, color, stage);
    words(front, card, stage);
    let at = pos2(inner.left(), inner.top() + head);
    let (role, line) = type_of_sentence(card.width());
    let rows = ((bottom - at.y) / line).floor().max(1.0) as usize;
    stage.block(at, (inner.width(), rows), &front.sentence, (role, palette.muted));
    if let Some(bars) = &front.bars {
        let rect = Rect::from_min_max(pos2(inner.left(), bottom), inner.max);
        self::bars(figure, bars, rect, stage);
    }
}

/// The height of the small chart: what the words leave, and no more than it can use. The sentence
/// keeps one line at the least, and more where the bars do not need the room.
fn chart_height(front: &Front, room: f32, width: f32, stage: &Stage<'_>) -> f32 {
    let Some(bars) = &front.bars else { return 0.0 };
    let count = bars.bars.len() as f32;
    let fewest = if stage.is_page() { count.min(2.0) } else { count };
    let least = LINE + fewest * ROW.0;
    let words = sentence(front, width, stage);
    let after_words = room - words - 4.0;
    let after_line = room - type_of_sentence(width).1 - 2.0;
    after_words.max(least).min(after_line).min(LINE + count * ROW.1).max(0.0)
}

/// The coloured upper edge, with the corners of the card.
fn edge(card: Rect, color: Color32, stage: &Stage<'_>) {
    let radius = f32::from(CARD_CORNER) - EDGE / 2.0;
    let inner = card.shrink(EDGE / 2.0);
    let arc = |center: Pos2, from: f32| {
        (0..=8).map(move |step| {
            let angle = from + std::f32::consts::FRAC_PI_2 * step as f32 / 8.0;
            center + radius * vec2(angle.cos(), angle.sin())
        })
    };
    let left = inner.left_top() + vec2(radius, radius);
    let right = inner.right_top() + vec2(-radius, radius);
    let points: Vec<Pos2> =
        arc(left, std::f32::consts::PI).chain(arc(right, 1.5 * std::f32::consts::PI)).collect();
    stage.painter().add(Shape::line(points, Stroke::new(EDGE, color)));
}

/// The name, and the status with its sign.
fn words(front: &Front, card: Rect, stage: &Stage<'_>) {
    let palette = stage.palette;
    let at = card.min + pad(stage);
    let room = card.width() - 2.0 * pad(stage).x;
    let name = stage.line(at, room, &front.name, (Role::Heading, palette.ink));
    let from = if is_status_beside(front, card.width(), stage) {
        pos2(name.right() + 12.0, name.center().y)
    } else {
        pos2(at.x, at.y + 1.4 * HEAD)
    };
    let mut x = from.x;
    let mut ink = palette.muted;
    if let Some(known) = front.status {
        let (sign, color, text) = status(known, palette);
        let center = pos2(x + SIGN, from.y + 0.5);
        glyph::sign(stage.painter(), sign, center, SIGN, (color, palette.canvas));
        x += 2.0 * SIGN + 6.0;
        ink = text;
    }
    let width = card.right() - pad(stage).x - x;
    stage.line(pos2(x, from.y - 7.0), width, &front.status_words, (Role::Head, ink));
}

fn bars(figure: &Figure<Chart>, bars: &Bars, rect: Rect, stage: &mut Stage<'_>) {
    let palette = stage.palette;
    let room = rect.height() - LINE;
    let fits = (room / ROW.0 + 0.02).floor().max(0.0) as usize;
    let count = fits.min(bars.bars.len());
    let caption = if count < bars.bars.len() || bars.all > bars.bars.len() {
        format!("{} · {count} of {}", bars.caption, bars.all.max(bars.bars.len()))
    } else {
        bars.caption.clone()
    };
    stage.line(rect.min, rect.width(), &caption, (Role::Caption, palette.faint));
    if count == 0 {
        return;
    }
    let shown = || bars.bars.iter().take(count);
    let widest = shown().map(|bar| stage.width(&bar.label, Role::Caption)).fold(0.0, f32::max);
    let labels = widest.min(rect.width() * 0.6);
    let length = (rect.width() - labels - LABEL_GAP - 10.0).max(8.0);
    let row = (room / count as f32).clamp(ROW.0, ROW.1);
    for (index, bar) in shown().enumerate() {
        let top = rect.top() + LINE + row * index as f32;
        let band = Rect::from_min_size(pos2(rect.left(), top), vec2(rect.width(), row));
        self::bar(figure, bar, (band, length), stage);
    }
}

fn bar(figure: &Figure<Chart>, bar: &Bar, (band, longest): (Rect, f32), stage: &mut Stage<'_>) {
    let palette = stage.palette;
    if let Some(mark) = figure.mark(&bar.key) {
        // As far as the edge of the card, where the sign of a caveat is clear of the label.
        let reach = band.with_max_x(band.right() + pad(stage).x - 2.0);
        stage.mark(mark, reach.shrink2(vec2(0.0, 1.0)));
    }
    let thick = (band.height() * 0.66).clamp(9.0, 20.0);
    let width = |thousandths: u32| (longest * thousandths as f32 / 1000.0).max(1.0);
    let of = |width: f32| {
        let at = pos2(band.left(), band.center().y - thick / 2.0);
        Rect::from_min_size(at, vec2(width, thick))
    };
    let painter = stage.painter();
    let whole = of(bar.length.map_or(longest * 0.5, width));
    match (bar.length, bar.fill) {
        (None, _) => dash::rounded(painter, whole.shrink(0.5), 0.0, 1.0, palette.comparator),
        (Some(_), Fill::Unattributed) => hatch::fill(painter, whole, palette),
        (Some(_), fill) => {
            let color = match fill {
                Fill::Comparator => palette.comparator,
                Fill::Whole => palette.canvas.lerp_to_gamma(palette.accent, 0.3),
                Fill::Subject | Fill::Unattributed => palette.accent,
            };
            painter.rect_filled(whole, 0.0, color);
        }
    }
    let part = bar.part.map(|part| of(width(part)));
    if let Some(part) = part {
        painter.rect_filled(part, 0.0, palette.accent);
    }
    let end = part.map_or(whole.right(), |part| part.right().max(whole.right()));
    let at = pos2(end + LABEL_GAP, band.center().y - 7.5);
    let room = band.right() + 2.0 - at.x;
    stage.line(at, room, &bar.label, (Role::Caption, palette.ink));
}
