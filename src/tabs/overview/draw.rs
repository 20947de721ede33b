//! Lays out the overview: cards, fronts, the chain; what a page has no room for is said in words.

use egui::{Color32, Rect, pos2, vec2};

use super::chart::{Chart, Status};
use super::{draw_cards, draw_chain, draw_fronts};
use crate::model::Figure;
use crate::model::choice::all_of;
use crate::model::number::counted;
use crate::paint::Stage;
use crate::paint::glyph::Sign;
use crate::style::{Palette, Role};

/// Height of a line of captions.
pub const LINE: f32 = 16.0;
/// Between the parts, at least and at most.
const GAP: (f32, f32) = (8.0, 40.0);
/// What a window without room gives the fronts.
const SCROLLED_FRONTS: f32 = 200.0;

/// How much room each part takes, in points; 0 for a part that is not drawn.
struct Plan {
    cards: f32,
    fronts: f32,
    /// The line that names further fronts.
    note: f32,
    chain: f32,
    gap: f32,
    /// What had to be left out.
    missing: Vec<String>,
}

impl Plan {
    /// The plan for this width, and for this height where the stage does not scroll.
    fn of(chart: &Chart, (width, height): (f32, f32), stage: &Stage<'_>) -> Self {
        let least = draw_fronts::heights(chart, width, stage);
        let mut plan = Self {
            cards: draw_cards::height(&chart.cards, width, stage),
            fronts: least.0,
            note: if chart.note.is_some() && !is_note_beside(chart, width, stage) {
                LINE
            } else {
                0.0
            },
            chain: draw_chain::height(chart.chain.as_ref(), width, stage),
            gap: GAP.0,
            missing: Vec::new(),
        };
        if stage.is_page() {
            plan.leave_out(chart, (width, height), stage);
        } else if plan.height() > height {
            plan.fronts = plan.fronts.max(SCROLLED_FRONTS.min(least.1));
        }
        // What is over goes to the fronts, and then to the gaps.
        let parts = [plan.cards, plan.fronts, plan.chain];
        let gaps = parts.iter().filter(|part| **part > 0.0).count().max(2) as f32 - 1.0;
        let over = (height - plan.height()).max(0.0);
        if plan.fronts > 0.0 {
            plan.fronts += over.min((least.1 - plan.fronts).max(0.0));
        }
        let over = (height - plan.height()).max(0.0);
        plan.gap += (over / gaps).min(GAP.1 - GAP.0);
        plan
    }

    fn height(&self) -> f32 {
        let words = if self.missing.is_empty() { 0.0 } else { LINE };
        let parts = [self.cards, self.fronts, self.chain, words];
        let count = parts.iter().filter(|part| **part > 0.0).count() as f32;
        parts.iter().sum::<f32>() + self.note + self.gap * (count - 1.0).max(0.0)
    }

    /// The room that words on what is left out will take, if there are none yet.
    fn words_to_come(&self) -> f32 {
        if self.missing.is_empty() { self.gap + LINE } else { 0.0 }
    }

    /// Leaves parts out, from the last to the first, until the rest fits on the page.
    fn leave_out(&mut self, chart: &Chart, (width, height): (f32, f32), stage: &Stage<'_>) {
        if self.height() > height && self.chain > draw_chain::ROW {
            // The chain itself says what of it has no room.
            let over = self.height() - height;
            self.chain = (self.chain - over).max(draw_chain::ROW);
        }
        let has_others = self.cards > 0.0 || self.fronts > 0.0;
        if self.height() > height && self.chain > 0.0 && has_others {
            self.chain = 0.0;
            let links = chart.chain.as_ref().map_or(0, |chain| chain.links);
            self.missing.push(counted(links, "link"));
        }
        if self.height() > height && self.fronts > 0.0 {
            let taken = self.height() - self.fronts + self.words_to_come();
            let shown = draw_fronts::that_fit(chart, (width, height - taken), stage);
            let all = chart.fronts.len();
            self.fronts *= shown as f32 / all.max(1) as f32;
            let note = if shown > 0 { 0 } else { chart.other_fronts.len() };
            self.note = if shown > 0 { self.note } else { 0.0 };
            self.missing.insert(0, counted(all - shown + note, "front"));
        }
        if self.height() > height && self.cards > 0.0 {
            let taken = self.height() - self.cards + self.words_to_come();
            let shown = draw_cards::that_fit(&chart.cards, (width, height - taken), stage);
            self.cards *= shown as f32 / chart.cards.len().max(1) as f32;
            self.missing.insert(0, counted(chart.cards.len() - shown, "figure"));
        }
    }
}

/// Paints all parts.
pub fn chart(figure: &Figure<Chart>, stage: &mut Stage<'_>) {
    if let Some(why) = figure.chart.empty {
        return stage.empty(why);
    }
    let rect = stage.rect;
    let whole = Plan::of(&figure.chart, (rect.width(), rect.height()), stage);
    if whole.height() <= rect.height() + 0.5 || stage.is_page() {
        return parts(figure, &whole, stage);
    }
    // Beside a scroll bar there is less room.
    let size = (rect.width() - 12.0, rect.height());
    let plan = Plan::of(&figure.chart, size, stage);
    stage.scrolled(rect, plan.height(), |stage| parts(figure, &plan, stage));
}

fn parts(figure: &Figure<Chart>, plan: &Plan, stage: &mut Stage<'_>) {
    let (rect, chart) = (stage.rect, &figure.chart);
    let mut top = rect.top();
    let mut next = |height: f32| {
        let part = Rect::from_min_size(pos2(rect.left(), top), vec2(rect.width(), height));
        top += height;
        part
    };
    if plan.cards > 0.0 {
        let part = next(plan.cards);
        stage.within(part, |stage| draw_cards::cards(figure, stage));
        next(plan.gap);
    }
    if plan.fronts > 0.0 {
        let part = next(plan.fronts);
        stage.within(part, |stage| draw_fronts::fronts(figure, stage));
        if plan.note > 0.0 {
            let line = next(plan.note);
            note(figure, line, stage);
        }
        next(plan.gap);
    }
    if let Some(chain) = chart.chain.as_ref().filter(|_| plan.chain > 0.0) {
        let part = next(plan.chain);
        stage.within(part, |stage| draw_chain::chain(figure, chain, stage));
        if plan.fronts > 0.0 && plan.note == 0.0 {
            note_beside(figure, part, stage);
        }
    }
    if !plan.missing.is_empty() {
        let words = format!("{}: not shown on this page", all_of(&plan.missing));
        let at = next(LINE).min;
        stage.line(at, rect.width(), &words, (Role::Caption, stage.palette.muted));
    }
}

/// Whether a page has room for the further fronts at the right of the words over the chain.
fn is_note_beside(chart: &Chart, width: f32, stage: &Stage<'_>) -> bool {
    let Some(note) = chart.note.as_ref().filter(|_| chart.chain.is_some()) else { return false };
    let words = stage.width(&note.text, Role::Caption) + stage.width(draw_chain::TITLE, Role::Key);
    stage.is_page() && 1.3 * words <= width
}

/// The fronts without a card, at the right of the words over the chain.
fn note_beside(figure: &Figure<Chart>, part: Rect, stage: &mut Stage<'_>) {
    let Some(note) = &figure.chart.note else { return };
    let width = stage.width(&note.text, Role::Caption) + LINE;
    let at = pos2(part.right() - width, part.top() - 5.0);
    self::note(figure, Rect::from_min_size(at, vec2(width + 1.0, LINE)), stage);
}

/// The fronts without a card, on a line of their own.
fn note(figure: &Figure<Chart>, line: Rect, stage: &mut Stage<'_>) {
    let Some(note) = &figure.chart.note else { return };
    let at = line.min + vec2(0.0, 4.0);
    let room = line.width() - LINE;
    let width = stage.width(&note.text, Role::Caption).min(room);
    if let Some(mark) = figure.mark(&note.key) {
        // The sign of a caveat stands after the words.
        stage.mark(mark, Rect::from_min_size(at, vec2(width + LINE, LINE)));
    }
    stage.line(at, room, &note.text, (Role::Caption, stage.palette.muted));
}

/// The sign and the colour of a status, and the colour of its words.
pub fn status(status: Status, palette: &Palette) -> (Sign, Color32, Color32) {
    match status {
        Status::Effective => (Sign::Full, palette.effective, palette.effective_text),
        Status::Partially => (Sign::Half, palette.partial, palette.partial_text),
        Status::Fully => (Sign::Hollow, palette.full, palette.full_text),
        Status::NotApplicable => (Sign::Dashed, palette.none, palette.none_text),
    }
}
