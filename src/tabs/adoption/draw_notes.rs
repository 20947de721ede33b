//! Paints what stands in words under a bar.

use egui::{Pos2, Rect, Stroke, StrokeKind, pos2, vec2};

use super::chart::{Chart, Ink};
use super::chart_share::{Bar, Note, Segment};
use super::draw::{ink, left_of_plot};
use super::draw_plan::NOTE;
use super::draw_share::{TALLEST, label_room, wording};
use crate::model::Figure;
use crate::paint::{Stage, hatch};
use crate::style::{GRID, Role};

/// Most lines under a bar.
const MOST: usize = 3;
/// Height of a line of text.
const LINE: f32 = 15.0;
/// Room for the square that shows the colour.
const SWATCH: f32 = 12.0;

/// What stands in words under the bar: segments too narrow for their label, then the bar's notes.
pub fn notes(bar: &Bar, stage: &Stage<'_>) -> Vec<Note> {
    let width = stage.rect.right() - left_of_plot(stage.rect);
    let track = Rect::from_min_size(pos2(0.0, 0.0), vec2(width, TALLEST));
    // What is left over may be worded shorter, a family must be named.
    let is_mute = |segment: &&Segment| {
        let words = wording(segment, label_room(segment, track).width(), stage);
        let bare = segment.words.last().filter(|_| segment.words.len() > 1);
        words.is_none() || words == bare.map(String::as_str)
    };
    let named = bar.segments.iter().filter(is_mute).map(|segment| Note {
        key: Some(segment.key.clone()),
        text: segment.words.first().cloned().unwrap_or_default(),
        ink: Some(segment.ink),
    });
    named.chain(bar.notes.iter().cloned()).collect()
}

/// Where each note stands: line, distance from the left and width, as far as there are lines. The
/// last line keeps room for the words that count the rest.
fn packed(notes: &[Note], width: f32, stage: &Stage<'_>) -> Vec<(usize, f32, f32)> {
    let rest = stage.width(&rest_words(1000, stage), Role::Caption);
    let (mut line, mut x) = (0, 0.0);
    let mut places = Vec::new();
    for (index, note) in notes.iter().enumerate() {
        let swatch = if note.ink.is_some() { SWATCH } else { 0.0 };
        let own = (stage.width(&note.text, Role::Caption) + swatch).min(width);
        if x > 0.0 && x + own > width && line + 1 < MOST {
            (line, x) = (line + 1, 0.0);
        }
        let is_last = index + 1 == notes.len();
        let room = if line + 1 == MOST && !is_last { width - rest } else { width };
        if x > 0.0 && x + own > room {
            break;
        }
        places.push((line, x, own));
        x += own + 1.5 * GRID;
    }
    places
}

fn rest_words(count: usize, stage: &Stage<'_>) -> String {
    let where_not = if stage.is_page() { ", not shown on this page" } else { "" };
    format!("and {count} more{where_not}")
}

/// How many lines the notes take.
pub fn line_count(notes: &[Note], stage: &Stage<'_>) -> usize {
    let width = stage.rect.right() - left_of_plot(stage.rect);
    packed(notes, width, stage).last().map_or(0, |(line, ..)| line + 1)
}

/// Paints the notes and returns how many lines they took. Those that do not fit are counted in
/// words, and keep their marks there.
pub fn lines(figure: &Figure<Chart>, notes: &[Note], at: Pos2, stage: &mut Stage<'_>) -> usize {
    let style = (Role::Caption, stage.palette.muted);
    let width = stage.rect.right() - at.x;
    let places = packed(notes, width, stage);
    for (note, (line, x, own)) in notes.iter().zip(&places) {
        let at = at + vec2(*x, NOTE * *line as f32);
        let rect = Rect::from_min_size(at, vec2(*own, LINE));
        if let Some(mark) = note.key.as_deref().and_then(|key| figure.mark(key)) {
            stage.mark(mark, rect);
        }
        let swatch = if note.ink.is_some() { SWATCH } else { 0.0 };
        if let Some(of) = note.ink {
            let center = pos2(at.x + 4.0, rect.center().y);
            swatch_of(of, Rect::from_center_size(center, vec2(8.0, 8.0)), stage);
        }
        stage.line(at + vec2(swatch, 0.0), own - swatch + 1.0, &note.text, style);
    }
    let left_out = notes.get(places.len()..).unwrap_or_default();
    if let Some((line, x, own)) = places.last()
        && !left_out.is_empty()
    {
        let at = at + vec2(x + own + 1.5 * GRID, NOTE * *line as f32);
        let rect = Rect::from_min_size(at, vec2(stage.rect.right() - at.x, LINE));
        let keyed = left_out.iter().filter_map(|note| figure.mark(note.key.as_deref()?));
        let mut count = 0;
        for mark in keyed {
            stage.mark(mark, rect);
            count += 1;
        }
        stage.line(at, rect.width(), &rest_words(count, stage), style);
    }
    places.last().map_or(0, |(line, ..)| line + 1)
}

fn swatch_of(of: Ink, square: Rect, stage: &Stage<'_>) {
    if of == Ink::Remainder {
        hatch::fill(stage.painter(), square, stage.palette);
    } else {
        stage.painter().rect_filled(square, 1.0, ink(of, stage.palette).0);
    }
    if matches!(of, Ink::Remainder | Ink::Others) {
        let line = Stroke::new(1.0, stage.palette.comparator);
        stage.painter().rect_stroke(square, 1.0, line, StrokeKind::Inside);
    }
}
