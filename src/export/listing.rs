//! Pages of a briefing that list words: contents, sources, claims, caveats.

use std::collections::{BTreeMap, BTreeSet};
use std::ops::Range;

use egui::{Rect, Ui, pos2, vec2};

use super::canvas::{self, Sheet};
use super::preset::Page;
use crate::figure::{Look, page_room};
use crate::model::Cited;
use crate::paint::{Found, Notes, Piece, Room, Stage, What};
use crate::style::{GRID, Role};

/// Share of the width that the heads of entries take.
const HEADS: f32 = 0.2;
/// Above and below the words of an entry.
const PAD: f32 = 7.0;
/// Left free at the foot of a page, as another scale of pixels may lay text out somewhat higher.
const SPARE: f32 = 8.0;
/// Words of an entry that no page is high enough for are parted into so many at a time.
const PART: usize = 120;

/// What is listed.
#[derive(Clone, Debug, Default)]
pub struct Listing {
    /// The heading of its pages.
    pub title: String,
    /// What the entries are.
    pub subtitle: String,
    /// In the order listed.
    pub entries: Vec<Entry>,
}

/// One thing that is listed.
#[derive(Clone, Debug, Default)]
pub struct Entry {
    /// A word or two: a verdict, a source.
    pub head: String,
    /// What it is.
    pub words: String,
    /// How that is known; empty for none.
    pub below: String,
}

impl Entry {
    /// An entry of these words.
    pub fn new(
        head: impl Into<String>,
        words: impl Into<String>,
        below: impl Into<String>,
    ) -> Self {
        Self { head: head.into(), words: words.into(), below: below.into() }
    }
}

/// The same over as many pages as it takes: nothing is cut.
pub fn paged(listing: Listing, page: &Page) -> Vec<Listing> {
    let mut listing = listing;
    listing.entries = listing.entries.into_iter().flat_map(parted).collect();
    let mut ranges = Vec::new();
    canvas::vectors(page, |look, ui| {
        ranges = fitting(&listing, look, ui);
        Vec::new()
    });
    let count = ranges.len();
    let part = |(index, range): (usize, &Range<usize>)| Listing {
        title: match count {
            0 | 1 => listing.title.clone(),
            count => format!("{} ({} of {count})", listing.title, index + 1),
        },
        subtitle: listing.subtitle.clone(),
        entries: listing.entries.get(range.clone()).unwrap_or_default().to_vec(),
    };
    ranges.iter().enumerate().map(part).collect()
}

/// An entry of very many words becomes several.
fn parted(entry: Entry) -> Vec<Entry> {
    let words = |text: &str| text.split_whitespace().map(str::to_owned).collect::<Vec<String>>();
    let (long, below) = (words(&entry.words), words(&entry.below));
    if long.len() <= PART && below.len() <= PART {
        return vec![entry];
    }
    let chunks = |words: &[String]| words.chunks(PART).map(|c| c.join(" ")).collect::<Vec<_>>();
    let first = chunks(&long).into_iter().map(|part| Entry::new(&entry.head, part, ""));
    first.chain(chunks(&below).into_iter().map(|part| Entry::new(&entry.head, "", part))).collect()
}

/// Paints the page.
pub fn sheet(listing: &Listing, page: &Page) -> Sheet {
    canvas::vectors(page, |look, ui| {
        on_stage(look, ui, |stage| {
            let mut y = head(listing, stage);
            for entry in &listing.entries {
                stage.hairline(y);
                y = self::entry(entry, y, stage);
            }
        })
    })
}

/// Which entries stand on which page.
fn fitting(listing: &Listing, look: Look<'_>, ui: &mut Ui) -> Vec<Range<usize>> {
    let mut pages: Vec<Range<usize>> = Vec::new();
    on_stage(look, ui, |stage| {
        let top = head(listing, stage);
        let bottom = stage.rect.bottom() - SPARE;
        let mut y = f32::INFINITY;
        for (index, entry) in listing.entries.iter().enumerate() {
            let height = height(entry, stage);
            if y + height > bottom {
                pages.push(index..index);
                y = top;
            }
            y += height;
            if let Some(last) = pages.last_mut() {
                last.end = index + 1;
            }
        }
    });
    pages
}

/// Draws on a page that shows no marks.
fn on_stage(look: Look<'_>, ui: &mut Ui, draw: impl FnOnce(&mut Stage<'_>)) -> Vec<Piece> {
    let outer = ui.available_rect_before_wrap();
    if look.has_background {
        ui.painter().rect_filled(outer, 0.0, look.palette.canvas);
    }
    let (cited, doubted, verdicts) = (Cited::default(), BTreeSet::new(), BTreeMap::new());
    let notes = Notes {
        selected: None,
        is_new: false,
        cited: &cited,
        doubted: &doubted,
        caveats: &[],
        verdicts: &verdicts,
        sight: Default::default(),
    };
    let mut found = Found::default();
    let mut stage = Stage::new(ui, look.palette, look.medium, notes, &mut found);
    stage.rect = page_room(outer);
    draw(&mut stage);
    found.pieces
}

/// Title and subtitle; returns where the entries begin.
fn head(listing: &Listing, stage: &mut Stage<'_>) -> f32 {
    let (rect, palette) = (stage.rect, stage.palette);
    let width = rect.width() * 0.94;
    let room = Room::of(Rect::from_min_size(rect.min, vec2(width, 0.0)));
    let title = stage.piece(
        || What::Title,
        |stage| {
            let style = (Role::Title, palette.ink);
            (stage.block(rect.min, (width, usize::MAX), &listing.title, style), room)
        },
    );
    let at = pos2(rect.left(), title.bottom() + 4.0);
    let style = (Role::Subtitle, palette.muted);
    let subtitle = stage.block(at, (rect.width(), 3), &listing.subtitle, style);
    subtitle.bottom() + 2.0 * GRID
}

/// The parts of an entry: text, role, left edge and width.
fn parts<'a>(entry: &'a Entry, stage: &Stage<'_>) -> [(&'a str, Role, f32, f32); 3] {
    let rect = stage.rect;
    let left = rect.left() + rect.width() * HEADS;
    let (head, words) = (rect.width() * HEADS - 2.0 * GRID, rect.right() - left);
    [
        (&entry.head, Role::Strong, rect.left(), head),
        (&entry.words, Role::Body, left, words),
        (&entry.below, Role::Caption, left, words),
    ]
}

fn height(entry: &Entry, stage: &Stage<'_>) -> f32 {
    let [head, words, below] = parts(entry, stage).map(|(text, role, _, width)| {
        if text.is_empty() { 0.0 } else { stage.measure(text, role, width).y }
    });
    head.max(words + below) + 2.0 * PAD
}

/// Paints an entry; returns where it ends.
fn entry(entry: &Entry, top: f32, stage: &Stage<'_>) -> f32 {
    let palette = stage.palette;
    let inks = [palette.ink, palette.ink, palette.muted];
    let mut y = top + PAD;
    for ((text, role, left, width), ink) in parts(entry, stage).into_iter().zip(inks) {
        if text.is_empty() {
            continue;
        }
        let room = stage.block(pos2(left, y), (width, usize::MAX), text, (role, ink));
        if left > stage.rect.left() {
            y = room.bottom();
        }
    }
    top + height(entry, stage)
}
