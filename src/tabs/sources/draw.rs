//! Paints claims and caveats as rows that wrap, under heads that stay.

use egui::{Align2, Color32, Pos2, Rect, pos2, vec2};

use super::chart::{CaveatLine, Chart, ClaimLine, Outcome, Place};
use super::{draw_cards, draw_sign};
use crate::model::Figure;
use crate::model::number::counted;
use crate::paint::Stage;
use crate::style::{GRID, Role};

/// Height of the column heads.
const HEAD: f32 = 26.0;
/// Space between columns, and at the right for the sign of a caveat.
const GAP: f32 = 16.0;
/// Most of the width that the first column takes, as a share.
const WIDEST: f32 = 0.25;
/// Space above and below the words of a row: least, and most where there is room.
const PADDING: (f32, f32) = (4.5, 14.0);
/// Stages narrower than this have small words.
const NARROW: f32 = 720.0;
/// Width that a scroll bar takes from the figure.
const SCROLL_BAR: f32 = 12.0;
/// Height of the line that says what is left out.
const MORE: f32 = 20.0;
/// Width of a verdict's sign with its gap.
const SIGN: f32 = 24.0;
/// Most lines of a text, and of a place, on a page whose rows do not all fit.
const LINES: (usize, usize) = (3, 2);

/// Paints whichever view the chart holds.
pub fn chart(figure: &Figure<Chart>, stage: &mut Stage<'_>) {
    match &figure.chart {
        Chart::Claims(lines) => {
            let heads = Heads {
                words: ["Verdict", "Claim", "Computation", "Where"],
                shares: [0.175, 0.29, 0.31, 0.225],
                noun: "claim",
                word: SIGN + longest_word(lines.iter().map(|line| line.outcome.label()), stage),
            };
            rows(figure, (&heads, lines), stage);
        }
        Chart::Caveats(lines) => {
            let heads = Heads {
                words: ["Kind", "Caveat", "Concerns", "Where"],
                shares: [0.12, 0.43, 0.24, 0.21],
                noun: "caveat",
                word: longest_word(lines.iter().map(|line| line.kind.clone()), stage),
            };
            rows(figure, (&heads, lines), stage);
        }
        Chart::Sources(cards) => draw_cards::cards(figure, cards, stage),
        Chart::Empty(why) => stage.empty(why),
    }
}

fn longest_word(texts: impl Iterator<Item = String>, stage: &Stage<'_>) -> f32 {
    texts
        .flat_map(|text| text.split(' ').map(str::to_owned).collect::<Vec<_>>())
        .map(|word| stage.width(&word, Role::Strong))
        .fold(0.0, f32::max)
}

/// A text that wraps in its column.
pub struct Piece<'a> {
    pub text: &'a str,
    pub style: (Role, Color32),
    /// Most lines of it.
    pub lines: usize,
}

impl Piece<'_> {
    /// Its height at this width.
    pub fn height(&self, width: f32, stage: &Stage<'_>) -> f32 {
        let whole = stage.measure(self.text, self.style.0, width).y;
        if self.lines == usize::MAX {
            return whole;
        }
        let line = stage.measure("x", self.style.0, f32::INFINITY).y;
        whole.min(line * self.lines as f32)
    }
}

/// The height of pieces under each other.
pub fn height(pieces: &[Piece<'_>], width: f32, stage: &Stage<'_>) -> f32 {
    pieces.iter().map(|piece| piece.height(width, stage)).sum()
}

/// Paints pieces under each other.
pub fn stack(pieces: &[Piece<'_>], mut at: Pos2, width: f32, stage: &Stage<'_>) {
    for piece in pieces {
        let height = piece.height(width, stage);
        stage.block(at, (width, piece.lines), piece.text, piece.style);
        at.y += height;
    }
}

/// The columns of a list.
struct Heads {
    words: [&'static str; 4],
    /// Shares of the width.
    shares: [f32; 4],
    /// What a row is.
    noun: &'static str,
    /// Width of the longest word in the first column.
    word: f32,
}

impl Heads {
    /// Left edge and width of each column; the first is as wide as its longest word.
    fn columns(&self, rect: Rect) -> [(f32, f32); 4] {
        let [first, ..] = self.shares;
        let wide = (self.word + GAP).min(rect.width() * WIDEST).max(rect.width() * first);
        let others = (rect.width() - wide) / (1.0 - first);
        let mut left = rect.left();
        self.shares.map(|share| {
            let width = if left > rect.left() { others * share } else { wide };
            let column = (left, (width - GAP).max(1.0));
            left += width;
            column
        })
    }
}

/// How large the words are, and how many lines of each text there are.
#[derive(Clone, Copy)]
struct Look {
    is_small: bool,
    lines: usize,
    /// Most lines of a place.
    place: usize,
}

impl Look {
    fn body(self) -> Role {
        if self.is_small { Role::Caption } else { Role::Body }
    }

    fn strong(self) -> Role {
        if self.is_small { Role::Head } else { Role::Strong }
    }
}

/// A row of a list.
trait Line {
    fn key(&self) -> &str;
    fn outcome(&self) -> Option<Outcome>;
    fn cells<'a>(&'a self, look: Look, place: &'a str, stage: &Stage<'_>) -> [Vec<Piece<'a>>; 4];
    fn place(&self) -> &Place;
}

impl Line for ClaimLine {
    fn key(&self) -> &str {
        &self.key
    }

    fn outcome(&self) -> Option<Outcome> {
        Some(self.outcome)
    }

    fn cells<'a>(&'a self, look: Look, place: &'a str, stage: &Stage<'_>) -> [Vec<Piece<'a>>; 4] {
        let palette = stage.palette;
        let piece = |text: &'a str, style| Piece { text, style, lines: look.lines };
        let computation = self.computation.iter();
        [
            Vec::new(),
            vec![piece(&self.claim, (look.body(), palette.ink))],
            // A reason for which nothing could be computed is longer than most claims.
            computation
                .map(|part| Piece {
                    lines: look.lines.saturating_add(1),
                    ..piece(part, (look.body(), palette.ink))
                })
                .collect(),
            vec![Piece { text: place, style: (Role::Caption, palette.muted), lines: look.place }],
        ]
    }

    fn place(&self) -> &Place {
        &self.place
    }
}

impl Line for CaveatLine {
    fn key(&self) -> &str {
        &self.key
    }

    fn outcome(&self) -> Option<Outcome> {
        None
    }

    fn cells<'a>(&'a self, look: Look, place: &'a str, stage: &Stage<'_>) -> [Vec<Piece<'a>>; 4] {
        let palette = stage.palette;
        let piece = |text: &'a str, style| Piece { text, style, lines: look.lines };
        [
            vec![piece(&self.kind, (look.strong(), palette.ink))],
            vec![piece(&self.text, (look.body(), palette.ink))],
            vec![piece(&self.concerns, (look.body(), palette.ink))],
            vec![Piece { text: place, style: (Role::Caption, palette.muted), lines: look.place }],
        ]
    }

    fn place(&self) -> &Place {
        &self.place
    }
}

/// Tab and places in one text: `Funding · [A] Key findings, paragraph 3`.
fn where_it_stands(place: &Place) -> String {
    let tab = if place.tab.is_empty() { "No tab" } else { &place.tab };
    format!("{tab} · {}", place.sources.join("; "))
}

/// How the rows of a list lie on the stage.
struct Plan {
    look: Look,
    /// Of the rows that are drawn.
    heights: Vec<f32>,
    /// Above and below the words of a row.
    padding: f32,
}

impl Plan {
    fn height(&self) -> f32 {
        self.heights.iter().sum()
    }
}

fn rows<L: Line>(figure: &Figure<Chart>, (heads, lines): (&Heads, &[L]), stage: &mut Stage<'_>) {
    let whole = stage.rect;
    let body = whole.with_min_y((whole.top() + HEAD).min(whole.bottom()));
    let mut plan = plan(heads, lines, body, stage);
    let needs_scroll = !stage.is_page() && plan.height() > body.height() + 0.5;
    let mut columns = heads.columns(whole);
    if needs_scroll {
        let narrow = |rect: Rect| rect.with_max_x(rect.right() - SCROLL_BAR);
        columns = heads.columns(narrow(whole));
        plan = self::plan(heads, lines, narrow(body), stage);
    }
    for (words, (left, _)) in heads.words.iter().zip(columns) {
        stage.key(pos2(left, body.top() - GRID), Align2::LEFT_BOTTOM, words);
    }
    stage.hairline(body.top());
    let height = if needs_scroll { plan.height().max(body.height() + 1.0) } else { plan.height() };
    stage.scrolled(body, height, |stage| {
        let mut top = stage.rect.top();
        for (index, (line, height)) in lines.iter().zip(&plan.heights).enumerate() {
            let row = Rect::from_min_size(
                pos2(stage.rect.left(), top),
                vec2(stage.rect.width(), *height),
            );
            self::row(figure, line, (row, &columns, &plan), stage);
            top += height;
            if index + 1 < lines.len() {
                stage.hairline(top);
            }
        }
        left_out(lines.len() - plan.heights.len(), lines.len(), (heads.noun, top), stage);
    });
}

/// Says how many rows a page leaves out.
pub fn left_out(count: usize, all: usize, (noun, top): (&str, f32), stage: &Stage<'_>) {
    if count == 0 {
        return;
    }
    let words = if count == all {
        format!("{}, not shown on this page", counted(count, noun))
    } else {
        format!("and {}, not shown on this page", counted(count, &format!("more {noun}")))
    };
    let at = pos2(stage.rect.left(), top + 5.0);
    let style = (Role::Caption, stage.palette.muted);
    stage.line(at, stage.rect.width(), &words, style);
}

/// All rows in full where they fit or can scroll; else small, cut to a few lines, and as many as
/// there is room for.
fn plan<L: Line>(heads: &Heads, lines: &[L], body: Rect, stage: &Stage<'_>) -> Plan {
    let columns = heads.columns(body);
    let measured = |look: Look| -> Vec<f32> {
        lines.iter().map(|line| words_height(line, look, &columns, stage)).collect()
    };
    let is_narrow = body.width() < NARROW;
    let full = Look { is_small: is_narrow, lines: usize::MAX, place: usize::MAX };
    let heights = measured(full);
    let all: f32 = heights.iter().map(|height| height + 2.0 * GRID).sum();
    if !stage.is_page() || all <= body.height() {
        return padded(full, heights, body.height());
    }
    let small = Look { is_small: true, ..full };
    let heights = measured(small);
    let all: f32 = heights.iter().map(|height| height + 2.0 * PADDING.0).sum();
    if all <= body.height() {
        return padded(small, heights, body.height());
    }
    let cut = Look { is_small: true, lines: LINES.0, place: LINES.1 };
    let heights = measured(cut);
    let mut room = body.height();
    let mut fitting: Vec<f32> = Vec::new();
    for (index, height) in heights.iter().enumerate() {
        let height = height + 2.0 * PADDING.0;
        let more = if index + 1 < heights.len() { MORE } else { 0.0 };
        if height + more > room {
            break;
        }
        room -= height;
        fitting.push(height);
    }
    Plan { look: cut, heights: fitting, padding: PADDING.0 }
}

/// Shares out what room is left among the rows.
fn padded(look: Look, heights: Vec<f32>, room: f32) -> Plan {
    let words: f32 = heights.iter().sum();
    let even = (room - words) / (2.0 * heights.len().max(1) as f32);
    let least = if look.is_small { PADDING.0 } else { GRID };
    let padding = even.clamp(least, PADDING.1);
    let heights = heights.into_iter().map(|height| height + 2.0 * padding).collect();
    Plan { look, heights, padding }
}

/// The height of a row's highest cell.
fn words_height<L: Line>(
    line: &L,
    look: Look,
    columns: &[(f32, f32); 4],
    stage: &Stage<'_>,
) -> f32 {
    let place = where_it_stands(line.place());
    let cells = line.cells(look, &place, stage);
    let heights = cells.iter().zip(columns).map(|(cell, (_, width))| height(cell, *width, stage));
    let verdict = match (line.outcome(), columns.first()) {
        (Some(outcome), Some((_, width))) => {
            let words = stage.measure(&outcome.label(), look.strong(), (width - SIGN).max(1.0));
            words.y.max(2.0 * draw_sign::RADIUS)
        }
        _ => 0.0,
    };
    heights.fold(verdict, f32::max)
}

fn row<L: Line>(
    figure: &Figure<Chart>,
    line: &L,
    (row, columns, plan): (Rect, &[(f32, f32); 4], &Plan),
    stage: &mut Stage<'_>,
) {
    if let Some(mark) = figure.mark(line.key()) {
        stage.mark(mark, row.shrink2(vec2(0.0, 3.0)));
    }
    if !stage.painter().clip_rect().intersects(row) {
        return;
    }
    let top = row.top() + plan.padding;
    let place = where_it_stands(line.place());
    // The place takes whatever lines the other texts leave it.
    let spare = (row.height() - 2.0 * plan.padding) / stage.measure("x", Role::Caption, 99.0).y;
    let look = Look { place: plan.look.place.max(spare as usize), ..plan.look };
    let cells = line.cells(look, &place, stage);
    for (cell, (left, width)) in cells.iter().zip(columns) {
        stack(cell, pos2(*left, top), *width, stage);
    }
    if let (Some(outcome), Some((left, width))) = (line.outcome(), columns.first()) {
        let style = (plan.look.strong(), draw_sign::color(outcome, stage.palette));
        let room = (width - SIGN).max(1.0);
        let line = stage.measure("x", style.0, room).y;
        let at = pos2(left + draw_sign::RADIUS, top + line / 2.0);
        draw_sign::sign(stage.painter(), outcome, at, stage.palette);
        stage.block(pos2(left + SIGN, top), (room, usize::MAX), &outcome.label(), style);
    }
}
