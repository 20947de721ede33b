//! The frame round every chart: title, subtitle, chart, source line.

use egui::{Align2, EventFilter, Id, Rect, Sense, Ui, UiBuilder, Vec2, WidgetInfo, pos2, vec2};

use crate::desk::Shown;
use crate::model::number::counted;
use crate::model::{Choice, Sight};
pub use crate::paint::stage::stop;
use crate::paint::{Found, Medium, Notes, Piece, Room, Stage, What};
use crate::style::{GRID, MARGIN, Palette, Role};

/// Longest line of a title, in points: longer lines are hard to read.
const TITLE_WIDTH: f32 = 880.0;
/// Margin of a page, as a share of its width, or of the width of a slide as high as it is.
const PAGE_MARGIN: f32 = 0.05;
/// The sheet on which a slide is laid out, in points. Type is made for it: the title is then 2.6 % of
/// the width of a 16:9 page, and captions 1.25 %.
const SHEET: Vec2 = vec2(960.0, 540.0);
/// The narrowest and lowest sheet that a figure is laid out on, in points.
const SMALLEST_SHEET: Vec2 = vec2(720.0, 540.0);

/// How much larger a page is than the sheet its figure is laid out on: the root of the ratio of their
/// areas, and less where the sheet would become too small to lay a figure out on.
pub fn enlargement(page: Vec2) -> f32 {
    let by_area = (page.x * page.y / (SHEET.x * SHEET.y)).sqrt();
    by_area.min(page.x / SMALLEST_SHEET.x).min(page.y / SMALLEST_SHEET.y)
}

/// The part of a page that is drawn on.
pub fn page_room(page: Rect) -> Rect {
    let side = page.width().min(page.height() * 16.0 / 9.0) * PAGE_MARGIN;
    page.shrink2(vec2(side, side - GRID))
}

/// A part of a figure that can be left out.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Part {
    /// The finding. What is measured, and in what unit, stays.
    Title,
    /// The source line, with the period and the number of caveats.
    Source,
    /// The signs beside marks that a caveat concerns, and the number of caveats.
    Checks,
}

impl Choice for Part {
    const ALL: &'static [Self] = &[Self::Title, Self::Source, Self::Checks];

    fn key(self) -> &'static str {
        match self {
            Self::Title => "title",
            Self::Source => "source",
            Self::Checks => "checks",
        }
    }

    fn label(self) -> String {
        match self {
            Self::Title => "Title",
            Self::Source => "Source line",
            Self::Checks => "Check marks",
        }
        .to_owned()
    }
}

/// The parts of a figure that are shown; all of them unless some are left out.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Parts {
    left_out: [Option<Part>; Part::ALL.len()],
}

impl Parts {
    /// Whether this part is shown.
    pub fn has(self, part: Part) -> bool {
        !self.left_out.contains(&Some(part))
    }

    /// Shows this part, or leaves it out.
    pub fn set(&mut self, part: Part, is_shown: bool) {
        let places = Part::ALL.iter().zip(&mut self.left_out);
        for (_, place) in places.filter(|(known, _)| **known == part) {
            *place = (!is_shown).then_some(part);
        }
    }

    /// What is left out.
    pub fn left_out(self) -> impl Iterator<Item = Part> + use<> {
        self.left_out.into_iter().flatten()
    }
}

/// How a figure is shown.
#[derive(Clone, Copy)]
pub struct Look<'a> {
    /// Colours.
    pub palette: &'static Palette,
    /// Window or page.
    pub medium: Medium,
    /// Key of the selected mark.
    pub selected: Option<&'a str>,
    /// Whether the canvas is painted; a transparent export has none.
    pub has_background: bool,
    /// What is shown of the frame.
    pub parts: Parts,
}

/// What the user asks of a figure.
#[derive(Debug, Default)]
pub struct Asked {
    /// Key of the mark that was picked.
    pub picked: Option<String>,
    /// Another part of the axes of the chart.
    pub sight: Option<Sight>,
}

/// Shows a tab's figure in all the room there is: its words, `controls` in a window, what `body`
/// draws, its source line. Returns what the user asks of it.
pub fn show(
    shown: &Shown,
    look: Look<'_>,
    ui: &mut Ui,
    controls: impl FnOnce(&mut Ui),
    body: impl FnOnce(&mut Stage<'_>),
) -> Asked {
    let found = draw(shown, look, ui, controls, body);
    Asked { picked: found.picked, sight: found.sight }
}

/// Draws a tab's figure on a page. Returns what it is made of.
pub fn page(shown: &Shown, look: Look<'_>, ui: &mut Ui) -> Vec<Piece> {
    draw(shown, look, ui, |_| {}, |stage| shown.tab.draw(stage)).pieces
}

fn draw(
    shown: &Shown,
    look: Look<'_>,
    ui: &mut Ui,
    controls: impl FnOnce(&mut Ui),
    body: impl FnOnce(&mut Stage<'_>),
) -> Found {
    let mut found = Found::default();
    let outer = ui.available_rect_before_wrap();
    if look.has_background {
        ui.painter().rect_filled(outer, 0.0, look.palette.canvas);
    }
    let inner = match look.medium {
        Medium::Window => outer.shrink2(vec2(MARGIN, 24.0)),
        Medium::Page => page_room(outer),
    };
    let notes = Notes {
        selected: look.selected,
        is_new: look.medium == Medium::Window && is_new(shown, look, ui),
        cited: shown.tab.cited(),
        doubted: &shown.origin.doubted,
        caveats: &shown.origin.evidence.caveats,
        verdicts: &shown.origin.verdicts,
        sight: shown.tab.sight(),
    };
    let mut stage = Stage::new(ui, look.palette, look.medium, notes, &mut found);
    stage.rect = inner;
    let below_words = words(shown, look.parts, &mut stage);
    let above_source = source_line(shown, look.parts, &stage);
    let mut top = below_words + 1.5 * GRID;
    if look.medium == Medium::Window {
        let rect = Rect::from_min_max(pos2(inner.left(), top), inner.right_bottom());
        let row = UiBuilder::new().id_salt("controls").max_rect(rect);
        let mut row = stage.ui().new_child(row);
        row.horizontal_wrapped(controls);
        top = row.min_rect().bottom().max(top) + GRID;
    }
    stage.rect = Rect::from_min_max(
        pos2(inner.left(), top + GRID),
        pos2(inner.right(), above_source - GRID),
    );
    if look.medium == Medium::Window {
        announce(shown, &mut stage);
    }
    body(&mut stage);
    if look.parts.has(Part::Checks) {
        stage.sign_caveats();
    }
    found
}

/// Whether another mark is selected than when the figure was last shown.
fn is_new(shown: &Shown, look: Look<'_>, ui: &Ui) -> bool {
    let now = look.selected.map(|key| (shown.tab.name(), key.to_owned()));
    ui.data_mut(|data| {
        let before = data.get_temp_mut_or_default(Id::unique("selected before"));
        let is_new = *before != now;
        *before = now;
        is_new
    })
}

/// Makes the figure one stop of the keyboard.
fn announce(shown: &Shown, stage: &mut Stage<'_>) {
    // The ring stands clear of what is drawn at the edge.
    let rect = stage.rect.expand(6.0);
    let words = format!(
        "{} figure, {}: arrows go from one to the next",
        shown.tab.label(),
        counted(shown.tab.marks().len(), "mark")
    );
    let stop_here = stage.ui().interact(rect, stop(), Sense::focusable_noninteractive());
    stop_here.widget_info(|| WidgetInfo::labeled(egui::Role::Figure, true, &words));
    let filter =
        EventFilter { tab: false, horizontal_arrows: true, vertical_arrows: true, escape: true };
    stage.ui().memory_mut(|memory| memory.set_focus_lock_filter(stop(), filter));
}

/// Title and subtitle; returns where they end.
fn words(shown: &Shown, parts: Parts, stage: &mut Stage<'_>) -> f32 {
    let (rect, palette) = (stage.rect, stage.palette);
    let width = if stage.is_page() { rect.width() * 0.94 } else { rect.width().min(TITLE_WIDTH) };
    let mut at = rect.min;
    if parts.has(Part::Title) {
        let style = (Role::Title, palette.ink);
        let room = Room::of(Rect::from_min_size(at, vec2(width, 0.0)));
        let title = stage.piece(
            || What::Title,
            |stage| (stage.block(at, (width, 3), shown.tab.title(), style), room),
        );
        at.y = title.bottom() + 4.0;
    }
    let subtitle = shown.tab.subtitle();
    let subtitle = stage.block(at, (rect.width(), 2), subtitle, (Role::Subtitle, palette.muted));
    subtitle.bottom()
}

/// Hairline, source line, period and caveats; returns where they begin.
fn source_line(shown: &Shown, parts: Parts, stage: &Stage<'_>) -> f32 {
    let (rect, palette) = (stage.rect, stage.palette);
    if !parts.has(Part::Source) {
        return rect.bottom();
    }
    let cited = shown.tab.cited();
    let evidence = &shown.origin.evidence;
    let caveats = evidence.caveats_of(&cited.records).len();
    let mut notes: Vec<String> = shown.origin.period.iter().cloned().collect();
    if caveats > 0 && parts.has(Part::Checks) {
        notes.push(counted(caveats, "caveat"));
    }
    let notes = notes.join(" · ");
    let room = rect.width() - stage.width(&notes, Role::Caption) - 3.0 * GRID;
    let line = evidence.source_line(cited);
    let height = stage.measure(&line, Role::Caption, room).y.min(2.0 * 16.0);
    let top = rect.bottom() - height;
    stage.hairline(top - 1.5 * GRID);
    stage.block(pos2(rect.left(), top), (room, 2), &line, (Role::Caption, palette.muted));
    stage.text(pos2(rect.right(), top), Align2::RIGHT_TOP, &notes, (Role::Caption, palette.faint));
    top - 1.5 * GRID
}
