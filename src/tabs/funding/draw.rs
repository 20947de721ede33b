//! Paints the funding figure: its total, its view, and what the view leaves out in words.

use egui::{Align2, Rect, pos2, vec2};

use super::chart::{Body, Chart, Note};
use super::{draw_bars, draw_cumulative, draw_flow};
use crate::model::Figure;
use crate::paint::Stage;
use crate::style::{GRID, Role};

/// Height of the line with the total.
const TOTAL: f32 = 26.0;
/// Height of a line of notes.
const NOTE: f32 = 18.0;
/// Lines of notes, at most.
const NOTE_LINES: usize = 2;
/// Stands between two notes.
const BETWEEN: &str = " · ";

/// Paints whichever view the chart holds.
pub fn chart(figure: &Figure<Chart>, stage: &mut Stage<'_>) {
    let chart = &figure.chart;
    let mut rect = stage.rect;
    if let Some(note) = &chart.total {
        total(figure, note, stage);
        rect.min.y += TOTAL;
    }
    if !chart.notes.is_empty() {
        rect.max.y -= notes(figure, &chart.notes, stage) + GRID;
    }
    stage.within(rect, |stage| match &chart.body {
        Body::Flow(flow) => draw_flow::flow(figure, flow, stage),
        Body::Bars(rows) => draw_bars::bars(figure, rows, stage),
        Body::Cumulative(steps) => draw_cumulative::steps(figure, steps, stage),
        Body::Empty(why) => stage.empty(why),
    });
}

/// The sum, at the top right.
fn total(figure: &Figure<Chart>, note: &Note, stage: &mut Stage<'_>) {
    let (rect, palette) = (stage.rect, stage.palette);
    let size = vec2(stage.width(&note.text, Role::Caption) + 12.0, 19.0);
    let at = pos2(rect.right() - size.x, rect.top());
    if let Some(mark) = note.key.as_ref().and_then(|key| figure.mark(key)) {
        stage.mark(mark, Rect::from_min_size(at, size));
    }
    stage.badge(at, &note.text, (palette.muted, palette.panel));
}

/// The notes one after the other at the bottom, wrapped between them. Returns their height.
fn notes(figure: &Figure<Chart>, notes: &[Note], stage: &mut Stage<'_>) -> f32 {
    let rect = stage.rect;
    let room = rect.width();
    let between = stage.width(BETWEEN, Role::Caption);
    let mut lines: Vec<Vec<(&Note, f32)>> = vec![Vec::new()];
    let mut used = 0.0;
    for note in notes {
        let width = stage.width(&note.text, Role::Caption).min(room);
        if used > 0.0 && used + between + width > room && lines.len() < NOTE_LINES {
            lines.push(Vec::new());
            used = 0.0;
        }
        let start = if used > 0.0 { used + between } else { 0.0 };
        if let Some(line) = lines.last_mut() {
            line.push((note, start));
        }
        used = start + width;
    }
    let height = NOTE * lines.len() as f32;
    for (index, line) in lines.iter().enumerate() {
        let y = rect.bottom() - height + NOTE * index as f32;
        for (note, start) in line {
            self::note(figure, note, (*start, y), stage);
        }
    }
    height
}

fn note(figure: &Figure<Chart>, note: &Note, (start, y): (f32, f32), stage: &mut Stage<'_>) {
    let (rect, palette) = (stage.rect, stage.palette);
    let at = pos2(rect.left() + start, y);
    let room = rect.right() - at.x;
    if room < 3.0 * GRID {
        return;
    }
    if start > 0.0 {
        stage.text(at, Align2::RIGHT_TOP, BETWEEN, (Role::Caption, palette.faint));
    }
    if let Some(mark) = note.key.as_ref().and_then(|key| figure.mark(key)) {
        let width = stage.width(&note.text, Role::Caption).min(room);
        stage.mark(mark, Rect::from_min_size(at, vec2(width, 16.0)));
    }
    stage.line(at, room, &note.text, (Role::Caption, palette.muted));
}
