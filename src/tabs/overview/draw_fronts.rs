//! Paints the fronts: status, a sentence and a small chart on a card each.

use egui::{Align2, Color32, CornerRadius, Pos2, Rect, Shape, Stroke, StrokeKind, pos2, vec2};

use super::chart::{Bar, Chart, Fill, Front, SmallChart};
use super::draw::{LINE, status};
use crate::model::Figure;
use crate::paint::{Stage, dash, glyph, hatch};
use crate::style::{CARD_CORNER, Role};

/// Least width of a front beside others.
const NARROWEST: f32 = 190.0;
/// Between the cards of the fronts.
const GAP: f32 = 10.0;
/// From the edges of a card to what is on it, in a window and on a page.
const PAD: (egui::Vec2, egui::Vec2) = (vec2(14.0, 13.0), vec2(12.0, 7.0));
/// Width of the coloured edge.
const EDGE: f32 = 3.0;
/// Height of the head: the name, and the status beside or below it.
const HEAD: f32 = 22.0;
/// Radius of the sign of a status.
const SIGN: f32 = 6.0;
/// Narrower cards have the sentence in small type.
const SMALL: f32 = 320.0;
/// Lowest and tallest row of a small chart.
const ROW: (f32, f32) = (15.0, 36.0);
/// Above the caption of a small chart, at most.
const REST: f32 = 18.0;
/// Between the labels of bars and the signs of caveats at the edge of the card.
const CLEAR: f32 = 5.0;
/// Room at the right of the head for the sign of caveats and their count.
const SIGN_ROOM: f32 = 18.0;
/// Between the name and the value on a label.
const SPACE: f32 = 7.0;
/// Room between a bar and its label.
const LABEL_GAP: f32 = 8.0;

/// How the cards are laid out: all alike, so that their charts stand side by side.
struct Grid {
    columns: usize,
    rows: usize,
    /// Width of a card.
    width: f32,
    /// Whether each status stands beside its name.
    is_status_beside: bool,
    /// Height of the longest sentence.
    sentence: f32,
    /// The most bars of a chart.
    bars: usize,
    /// The fewest rows that a chart is lowered to.
    fewest: usize,
    pad: egui::Vec2,
}

impl Grid {
    fn of(fronts: &[Front], width: f32, stage: &Stage<'_>) -> Self {
        let fits = ((width + GAP) / (NARROWEST + GAP)).floor().max(1.0) as usize;
        let columns = if fits >= fronts.len() { fronts.len().max(1) } else { 1 };
        let width = (width - GAP * (columns as f32 - 1.0)) / columns as f32;
        let pad = if stage.is_page() { PAD.1 } else { PAD.0 };
        let room = width - 2.0 * pad.x;
        let is_beside = |front: &Front| {
            let name = stage.width(&front.name, Role::Heading);
            let status = stage.width(&front.status_words, Role::Head) + 2.0 * SIGN + 6.0;
            // The corner belongs to the sign of a caveat.
            name + status + 12.0 <= room - SIGN_ROOM
        };
        let (role, line) = type_of_sentence(width);
        let sentence = |front: &Front| {
            let height = stage.measure(&front.sentence, role, room).y;
            (height / line).round().clamp(1.0, 4.0) * line
        };
        let bars = |front: &Front| front.bars.as_ref().map_or(0, |bars| bars.bars.len());
        let bars = fronts.iter().map(bars).max().unwrap_or(0);
        Self {
            columns,
            rows: fronts.len().div_ceil(columns),
            width,
            is_status_beside: fronts.iter().all(is_beside),
            sentence: fronts.iter().map(sentence).fold(0.0, f32::max),
            bars,
            // On a page two bars will do; a window shows them all, for it can scroll.
            fewest: if stage.is_page() { bars.min(2) } else { bars },
            pad,
        }
    }

    /// Height of the name with the status, and the room above it.
    fn head(&self) -> f32 {
        self.pad.y + if self.is_status_beside { HEAD + 2.0 } else { 2.0 * HEAD }
    }

    /// Height of a chart with this many rows, each this tall.
    fn chart(&self, rows: usize, row: f32) -> f32 {
        if self.bars == 0 { 0.0 } else { LINE + rows as f32 * row + self.pad.y }
    }

    /// The height of a card, at least and at best.
    fn card(&self) -> (f32, f32) {
        let line = type_of_sentence(self.width).1;
        let least = self.head() + line + 2.0 + self.chart(self.fewest, ROW.0);
        let rest = if self.bars == 0 { self.pad.y } else { REST };
        let best = self.head() + self.sentence + rest + self.chart(self.bars, ROW.1);
        (least, best.max(least))
    }

    /// The height of the charts on cards of this height: what the sentences leave, and no more
    /// than they can use. A sentence gives way to bars, down to one line.
    fn chart_on(&self, card: f32) -> f32 {
        let room = card - self.head();
        let line = type_of_sentence(self.width).1;
        let wanted = (room - self.sentence - 2.0).max(self.chart(self.fewest, ROW.0));
        wanted.min(room - line - 2.0).min(self.chart(self.bars, ROW.1)).max(0.0)
    }

    fn height(&self, card: f32) -> f32 {
        let rows = self.rows as f32;
        rows * card + (rows - 1.0) * GAP
    }
}

/// The room that the fronts take at this width, at least and at best; 0 for none.
pub fn heights(chart: &Chart, width: f32, stage: &Stage<'_>) -> (f32, f32) {
    if chart.fronts.is_empty() {
        return (0.0, 0.0);
    }
    let grid = Grid::of(&chart.fronts, width, stage);
    let (least, best) = grid.card();
    (grid.height(least), grid.height(best))
}

/// Role of the sentence on a card of this width, and height of its lines.
fn type_of_sentence(width: f32) -> (Role, f32) {
    if width < SMALL { (Role::Caption, 15.0) } else { (Role::Body, 17.0) }
}

/// How many fronts have room on a page of this size.
pub fn that_fit(chart: &Chart, (width, height): (f32, f32), stage: &Stage<'_>) -> usize {
    let grid = Grid::of(&chart.fronts, width, stage);
    let rows = ((height + GAP + 0.5) / (grid.card().0 + GAP)).floor().max(0.0) as usize;
    (rows * grid.columns).min(chart.fronts.len())
}

/// Paints the fronts that have room.
pub fn fronts(figure: &Figure<Chart>, stage: &mut Stage<'_>) {
    let rect = stage.rect;
    let shown = that_fit(&figure.chart, (rect.width(), rect.height()), stage);
    let grid = Grid::of(&figure.chart.fronts, rect.width(), stage);
    let rows = shown.div_ceil(grid.columns).max(1) as f32;
    let size = vec2(grid.width, (rect.height() - GAP * (rows - 1.0)) / rows);
    for (index, front) in figure.chart.fronts.iter().take(shown).enumerate() {
        let place = vec2((index % grid.columns) as f32, (index / grid.columns) as f32);
        let at = rect.min + place * (size + vec2(GAP, GAP));
        let card = Rect::from_min_size(at, size);
        stage.card(card, |stage| self::front(figure, front, (card, &grid), stage));
    }
}

fn front(
    figure: &Figure<Chart>,
    front: &Front,
    (card, grid): (Rect, &Grid),
    stage: &mut Stage<'_>,
) {
    let palette = stage.palette;
    let inner = card.shrink2(vec2(grid.pad.x, 0.0));
    let bottom = if front.bars.is_some() {
        card.bottom() - grid.chart_on(card.height())
    } else {
        card.bottom() - grid.pad.y
    };
    if let Some(mark) = figure.mark(&front.key) {
        let words = Rect::from_min_max(card.min, pos2(card.right(), bottom - 2.0));
        stage.mark(mark, words.shrink(2.0));
    }
    let line = Stroke::new(1.0, palette.hairline.lerp_to_gamma(palette.comparator, 0.25));
    let corner = CornerRadius::same(CARD_CORNER);
    stage.painter().rect_stroke(card, corner, line, StrokeKind::Inside);
    let color = front.status.map_or(palette.comparator, |known| status(known, palette).1);
    edge(card, color, stage);
    words(front, (card, grid), stage);
    let at = pos2(inner.left(), card.top() + grid.head());
    let (role, line) = type_of_sentence(card.width());
    let rows = ((bottom - at.y) / line).floor().max(1.0) as usize;
    stage.block(at, (inner.width(), rows), &front.sentence, (role, palette.muted));
    if let Some(bars) = &front.bars {
        let rect = Rect::from_min_max(pos2(inner.left(), bottom), inner.max);
        self::bars(figure, bars, (rect, grid), stage);
    }
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
fn words(front: &Front, (card, grid): (Rect, &Grid), stage: &Stage<'_>) {
    let palette = stage.palette;
    let at = card.min + grid.pad;
    let room = card.width() - 2.0 * grid.pad.x - SIGN_ROOM;
    let name = stage.line(at, room, &front.name, (Role::Heading, palette.ink));
    let from = if grid.is_status_beside {
        pos2(name.right() + 12.0, name.center().y)
    } else {
        pos2(at.x, at.y + 1.4 * HEAD)
    };
    let (x, ink) = front.status.map_or((from.x, palette.muted), |known| {
        let (sign, color, text) = status(known, palette);
        let center = pos2(from.x + SIGN, from.y + 0.5);
        glyph::sign(stage.painter(), sign, center, SIGN, (color, palette.canvas));
        (from.x + 2.0 * SIGN + 6.0, text)
    });
    // On a line of its own it is clear of the sign of caveats.
    let sign = if grid.is_status_beside { SIGN_ROOM } else { 0.0 };
    let width = card.right() - grid.pad.x - sign - x;
    stage.line(pos2(x, from.y - 7.0), width, &front.status_words, (Role::Head, ink));
}

/// Paints as many bars as have room, all charts with rows of the same height.
fn bars(
    figure: &Figure<Chart>,
    bars: &SmallChart,
    (rect, grid): (Rect, &Grid),
    stage: &mut Stage<'_>,
) {
    let room = rect.height() - LINE - grid.pad.y;
    let fits = (room / ROW.0 + 0.02).floor().max(0.0) as usize;
    let count = fits.min(bars.bars.len());
    let is_part = count < bars.bars.len() || bars.all > bars.bars.len();
    let all = bars.all.max(bars.bars.len());
    let part = if is_part { format!(" · {count} of {all}") } else { String::new() };
    let [long, short] = &bars.captions;
    let caption = [format!("{long}{part}"), format!("{short}{part}")]
        .into_iter()
        .find(|caption| stage.width(caption, Role::Caption) <= rect.width())
        .unwrap_or_else(|| format!("{short}{part}"));
    stage.line(rect.min, rect.width(), &caption, (Role::Caption, stage.palette.faint));
    let shown = || bars.bars.iter().take(count);
    let widest = shown().map(|bar| label(bar, stage)).fold(0.0, f32::max);
    let labels = widest.min(rect.width() * 0.68);
    let length = (rect.width() - labels - LABEL_GAP - CLEAR).max(8.0);
    let row = (room / fits.min(grid.bars).max(1) as f32).clamp(ROW.0, ROW.1);
    for (index, bar) in shown().enumerate() {
        let top = rect.top() + LINE + row * index as f32;
        // As far as the edge of the card, to be easy to hit.
        let size = vec2(rect.width() + grid.pad.x - 2.0, row);
        let band = Rect::from_min_size(pos2(rect.left(), top), size);
        if let Some(mark) = figure.mark(&bar.key) {
            stage.mark(mark, band.shrink2(vec2(0.0, 1.0)));
        }
        self::bar(bar, (band.with_max_x(rect.right() - CLEAR), length), stage);
    }
}

fn bar(bar: &Bar, (band, longest): (Rect, f32), stage: &Stage<'_>) {
    let palette = stage.palette;
    let thick = (band.height() * 0.62).clamp(9.0, 20.0);
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
    let end = part.map_or_else(|| whole.right(), |part| part.right().max(whole.right()));
    let at = pos2(end + LABEL_GAP, band.center().y - 7.5);
    let value = stage.width(&bar.value, Role::Caption);
    let room = (band.right() - at.x - value - SPACE).max(8.0);
    let name = stage.line(at, room, &bar.name, (Role::Caption, palette.ink));
    let at = pos2(name.right() + SPACE, at.y);
    stage.text(at, Align2::LEFT_TOP, &bar.value, (Role::Caption, palette.ink));
}

/// The width of the name and the value of a bar.
fn label(bar: &Bar, stage: &Stage<'_>) -> f32 {
    stage.width(&bar.name, Role::Caption) + SPACE + stage.width(&bar.value, Role::Caption)
}
