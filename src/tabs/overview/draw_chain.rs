//! Paints the chain as boxes joined by arrows.

use egui::{Align2, CornerRadius, Pos2, Rect, Shape, Stroke, StrokeKind, pos2, vec2};

use super::chart::{Chain, Chart, Hop, Node, Strand};
use crate::model::Figure;
use crate::model::number::counted;
use crate::paint::Stage;
use crate::style::{CONTROL_CORNER, Role};

/// The words over the chain.
pub const TITLE: &str = "How the parts build on each other";
/// Height of them.
/// Room for the sign of caveats after the words over the chain.
const SIGN: f32 = 34.0;
const HEAD: f32 = 19.0;
/// Height of a box.
const BOX: f32 = 37.0;
/// Height of a row of boxes with the room below it, of the first with the words over it.
const STEP: f32 = BOX + 14.0;
/// The least height of a chain.
pub const ROW: f32 = HEAD + BOX;
/// Narrowest box and shortest arrow.
const LEAST: (f32, f32) = (96.0, 64.0);
/// The longest arrow, beyond the room that its words need.
const LONGEST: f32 = 220.0;
/// From the edges of a box to its words.
const PAD: f32 = 12.0;
/// Beside the words of an arrow, together.
const AROUND: f32 = 32.0;
/// Height of the line that says what is not drawn.
const MORE: f32 = 18.0;

/// A row of boxes: the box it begins with and the arrows from it. What is too long for one row
/// goes on in the next, which begins with the box that the one before ended in.
struct Line<'a> {
    first: &'a Node,
    hops: &'a [Hop],
    /// Whether the box has stood in the row before.
    goes_on: bool,
}

/// The rows of a chain at this width.
fn lines<'a>(chain: &'a Chain, width: f32, stage: &Stage<'_>) -> Vec<Line<'a>> {
    chain.strands.iter().flat_map(|strand| rows(strand, width, stage)).collect()
}

/// The rows of a strand: as few as hold its words, and as even as can be.
fn rows<'a>(strand: &'a Strand, width: f32, stage: &Stage<'_>) -> Vec<Line<'a>> {
    let most = ((width - LEAST.0) / (LEAST.0 + LEAST.1)).floor().max(1.0) as usize;
    let hops = strand.hops.len();
    let wishes = Wishes::of(&strand.first, &strand.hops, stage);
    let holds = |length: &usize| {
        (0..hops).step_by(*length).all(|from| wishes.least(from, *length) <= width)
    };
    let mut lengths = (hops.div_ceil(most).max(1)..=hops).map(|rows| hops.div_ceil(rows));
    let length = lengths.find(holds).unwrap_or(1);
    let mut rows: Vec<Line<'_>> = Vec::new();
    let mut first = &strand.first;
    for hops in strand.hops.chunks(length) {
        rows.push(Line { first, hops, goes_on: !rows.is_empty() });
        first = hops.last().map_or(first, |hop| &hop.to);
    }
    rows
}

/// The room that the chain takes at this width; 0 for none.
pub fn height(chain: Option<&Chain>, width: f32, stage: &Stage<'_>) -> f32 {
    let Some(chain) = chain else { return 0.0 };
    let rows = lines(chain, width, stage).len() as f32;
    let more = if chain.more.is_some() { MORE } else { 0.0 };
    HEAD + rows * STEP - (STEP - BOX) + more
}

/// Paints as many rows as fit, and says what does not. The sign of all caveats stands after the
/// words over them.
pub fn chain(figure: &Figure<Chart>, chain: &Chain, stage: &mut Stage<'_>) {
    let words = stage.key(stage.rect.min, Align2::LEFT_TOP, TITLE);
    let head = words.expand2(vec2(SIGN, 0.0)).translate(vec2(0.0, words.height() / 2.0 - 10.0));
    stage.card(head, |stage| strands(figure, chain, stage));
}

fn strands(figure: &Figure<Chart>, chain: &Chain, stage: &mut Stage<'_>) {
    let rect = stage.rect;
    let lines = lines(chain, rect.width(), stage);
    let whole = height(Some(chain), rect.width(), stage);
    let rows = if whole <= rect.height() + 0.5 {
        lines.len()
    } else {
        let room = rect.height() - HEAD - MORE + (STEP - BOX);
        (room / STEP + 0.01).floor().max(0.0) as usize
    };
    for (index, line) in lines.iter().take(rows).enumerate() {
        let top = rect.top() + HEAD + STEP * index as f32;
        let row = Rect::from_min_size(pos2(rect.left(), top), vec2(rect.width(), BOX));
        self::line(figure, line, row, stage);
    }
    let hidden = lines.iter().skip(rows).flat_map(|line| line.hops).map(|hop| hop.links).sum();
    more(figure, chain, hidden, stage);
}

/// Says how many links are not drawn.
fn more(figure: &Figure<Chart>, chain: &Chain, hidden: usize, stage: &mut Stage<'_>) {
    let undrawn = chain.more.as_ref().map_or(0, |more| more.count);
    if undrawn + hidden == 0 {
        return;
    }
    let rect = stage.rect;
    let links = counted(undrawn + hidden, "more link");
    let words = if stage.is_page() {
        format!("and {links}, not shown on this page")
    } else {
        format!("and {links}, not drawn one by one")
    };
    let width = stage.width(&words, Role::Caption).min(rect.width());
    let line = Rect::from_min_size(
        pos2(rect.left(), rect.bottom() - MORE + 4.0),
        vec2(width + 16.0, MORE - 4.0),
    );
    if let Some(mark) = chain.more.as_ref().and_then(|more| figure.mark(&more.key)) {
        stage.mark(mark, line);
    }
    let style = (Role::Caption, stage.palette.muted);
    stage.line(line.min, rect.width(), &words, style);
}

/// The widths that the words of a row want, on one line and on two.
struct Wishes {
    boxes: (Vec<f32>, Vec<f32>),
    arrows: (Vec<f32>, Vec<f32>),
}

impl Wishes {
    fn of(first: &Node, hops: &[Hop], stage: &Stage<'_>) -> Self {
        let halved = |words: &str, role: Role| {
            let (upper, lower) = halves(words, role, stage);
            stage.width(upper, role).max(stage.width(lower, role))
        };
        let nodes = std::iter::once(first).chain(hops.iter().map(|hop| &hop.to));
        let boxes = nodes.map(|node| {
            let whole = stage.width(&node.name, Role::Strong);
            let (name, size) = match &node.size {
                Some((_, size)) => (whole, stage.width(size, Role::Caption)),
                None => (halved(&node.name, Role::Strong), 0.0),
            };
            let of = |width: f32| (width.max(size) + 2.0 * PAD).max(LEAST.0);
            (of(name.max(whole)), of(name))
        });
        let arrows = hops.iter().map(|hop| {
            let of = |width: f32| (width + AROUND).max(LEAST.1);
            let whole = stage.width(&hop.relation, Role::Caption);
            (of(whole), of(halved(&hop.relation, Role::Caption)))
        });
        Self { boxes: boxes.unzip(), arrows: arrows.unzip() }
    }

    /// The width of a row from this box, this many arrows long, with all words on two lines.
    fn least(&self, from: usize, length: usize) -> f32 {
        let boxes = self.boxes.1.iter().skip(from).take(length + 1);
        boxes.chain(self.arrows.1.iter().skip(from).take(length)).sum()
    }

    /// The widths of the boxes and of the arrows in a row of this width.
    fn within(&self, width: f32) -> (Vec<f32>, Vec<f32>) {
        for (boxes, arrows) in [
            (&self.boxes.0, &self.arrows.0),
            (&self.boxes.1, &self.arrows.0),
            (&self.boxes.1, &self.arrows.1),
        ] {
            let over = (width - sum(boxes) - sum(arrows)) / arrows.len().max(1) as f32;
            if over >= 0.0 {
                let arrows = arrows.iter().map(|arrow| arrow + over.min(LONGEST)).collect();
                return (boxes.clone(), arrows);
            }
        }
        // Too long for the row: all give in the measure of what they have above the least.
        let (boxes, arrows) = (&self.boxes.1, &self.arrows.1);
        let least = LEAST.0 * boxes.len() as f32 + LEAST.1 * arrows.len() as f32;
        let share = ((width - least) / (sum(boxes) + sum(arrows) - least).max(1.0)).clamp(0.0, 1.0);
        let give = |width: &f32, least: f32| least + (width - least) * share;
        (
            boxes.iter().map(|width| give(width, LEAST.0)).collect(),
            arrows.iter().map(|width| give(width, LEAST.1)).collect(),
        )
    }
}

fn sum(widths: &[f32]) -> f32 {
    widths.iter().sum()
}

/// The words in two parts, as even as can be; the second is empty for one word.
fn halves<'a>(words: &'a str, role: Role, stage: &Stage<'_>) -> (&'a str, &'a str) {
    let width = |text: &str| stage.width(text, role);
    let parts = words.match_indices(' ').map(|(at, _)| {
        let (upper, lower) = words.split_at(at);
        (upper.trim(), lower.trim())
    });
    let widest = |parts: &(&str, &str)| width(parts.0).max(width(parts.1));
    parts.min_by(|a, b| widest(a).total_cmp(&widest(b))).unwrap_or((words, ""))
}

fn line(figure: &Figure<Chart>, line: &Line<'_>, row: Rect, stage: &mut Stage<'_>) {
    let (boxes, arrows) = Wishes::of(line.first, line.hops, stage).within(row.width());
    let mut x = row.left();
    let mut boxes = boxes.iter();
    let mut next = |node: &Node, x: f32, repeats: bool, stage: &mut Stage<'_>| {
        let width = boxes.next().copied().unwrap_or(LEAST.0);
        let rect = Rect::from_min_size(pos2(x, row.top()), vec2(width, BOX));
        self::node(figure, node, (rect, repeats), stage);
        rect.right()
    };
    x = next(line.first, x, line.goes_on, stage);
    for (hop, width) in line.hops.iter().zip(&arrows) {
        let rect = Rect::from_min_size(pos2(x, row.top()), vec2(*width, BOX));
        arrow(figure, hop, rect, stage);
        x = next(&hop.to, rect.right(), false, stage);
    }
}

fn node(figure: &Figure<Chart>, node: &Node, (rect, repeats): (Rect, bool), stage: &mut Stage<'_>) {
    let palette = stage.palette;
    let size = node.size.as_ref().filter(|_| !repeats);
    if let Some(mark) = size.and_then(|(key, _)| figure.mark(key)) {
        stage.mark(mark, rect);
    }
    let color = if node.is_end { palette.comparator } else { palette.accent };
    let corner = CornerRadius::same(CONTROL_CORNER);
    stage.painter().rect_stroke(rect, corner, Stroke::new(1.0, color), StrokeKind::Inside);
    let room = rect.width() - 2.0 * PAD;
    let left = rect.left() + PAD;
    let style = (Role::Strong, palette.ink);
    if let Some((_, text)) = size {
        stage.line(pos2(left, rect.center().y - 16.0), room, &node.name, style);
        let at = pos2(left, rect.center().y + 0.5);
        stage.line(at, room, text, (Role::Caption, palette.muted));
        return;
    }
    let (upper, lower) = if stage.width(&node.name, Role::Strong) <= room + 0.5 {
        (node.name.as_str(), "")
    } else {
        halves(&node.name, Role::Strong, stage)
    };
    let top = rect.center().y - if lower.is_empty() { 9.0 } else { 17.0 };
    stage.line(pos2(left, top), room, upper, style);
    stage.line(pos2(left, top + 16.0), room, lower, style);
}

/// An arrow with its relation over it, or above and below it where that is too long.
fn arrow(figure: &Figure<Chart>, hop: &Hop, rect: Rect, stage: &mut Stage<'_>) {
    let palette = stage.palette;
    if let Some(mark) = figure.mark(&hop.key) {
        stage.mark(mark, rect.shrink2(vec2(4.0, 2.0)));
    }
    let y = rect.center().y;
    let (from, tip) = (pos2(rect.left(), y), pos2(rect.right() - 1.0, y));
    let color = palette.comparator;
    let head = 7.0;
    stage.painter().line_segment([from, tip - vec2(head, 0.0)], Stroke::new(1.5, color));
    let corners: Vec<Pos2> =
        vec![tip, tip + vec2(-head, -head / 2.0), tip + vec2(-head, head / 2.0)];
    stage.painter().add(Shape::convex_polygon(corners, color, Stroke::NONE));
    let words = rect.with_max_x(rect.right() - head).shrink2(vec2(6.0, 0.0));
    let room = words.width();
    let style = (Role::Caption, palette.muted);
    let (upper, lower) = if stage.width(&hop.relation, Role::Caption) <= room {
        (hop.relation.as_str(), "")
    } else {
        halves(&hop.relation, Role::Caption, stage)
    };
    for (text, top) in [(upper, y - 18.0), (lower, y + 3.0)] {
        let width = stage.width(text, Role::Caption);
        if width <= room {
            stage.text(pos2(words.center().x, top), Align2::CENTER_TOP, text, style);
        } else {
            stage.line(pos2(words.left(), top), room, text, style);
        }
    }
}
