//! The frame round every chart: title, subtitle, chart, source line.

use egui::{Align2, EventFilter, Id, Rect, Sense, Ui, UiBuilder, WidgetInfo, pos2, vec2};

use crate::desk::Shown;
use crate::model::number::counted;
pub use crate::paint::stage::stop;
use crate::paint::{Found, Medium, Notes, Part, Room, Stage, What};
use crate::style::{GRID, MARGIN, Palette, Role};

/// Longest line of a title, in points: longer lines are hard to read.
const TITLE_WIDTH: f32 = 880.0;
/// Margin of a page, as a share of its width, or of the width of a slide as high as it is.
const PAGE_MARGIN: f32 = 0.05;

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
}

/// Shows a tab's figure in all the room there is: its words, `controls` in a window, what `body`
/// draws, its source line. Returns the key of the mark that the user picked.
pub fn show(
    shown: &Shown,
    look: Look<'_>,
    ui: &mut Ui,
    controls: impl FnOnce(&mut Ui),
    body: impl FnOnce(&mut Stage<'_>),
) -> Option<String> {
    draw(shown, look, ui, controls, body).picked
}

/// Draws a tab's figure on a page. Returns what it is made of.
pub fn page(shown: &Shown, look: Look<'_>, ui: &mut Ui) -> Vec<Part> {
    draw(shown, look, ui, |_| {}, |stage| shown.tab.draw(stage)).parts
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
    let margin = match look.medium {
        Medium::Window => vec2(MARGIN, 24.0),
        Medium::Page => {
            let side = outer.width().min(outer.height() * 16.0 / 9.0) * PAGE_MARGIN;
            vec2(side, side - GRID)
        }
    };
    let inner = outer.shrink2(margin);
    let notes = Notes {
        selected: look.selected,
        is_new: is_new(shown, look, ui),
        cited: shown.tab.cited(),
        doubted: &shown.origin.doubted,
        caveats: &shown.origin.evidence.caveats,
        verdicts: &shown.origin.verdicts,
    };
    let mut stage = Stage::new(ui, look.palette, look.medium, notes, &mut found);
    stage.rect = inner;
    let below_words = words(shown, &mut stage);
    let above_source = source_line(shown, &stage);
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
    stage.sign_caveats();
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
fn words(shown: &Shown, stage: &mut Stage<'_>) -> f32 {
    let (rect, palette) = (stage.rect, stage.palette);
    let width = if stage.is_page() { rect.width() * 0.94 } else { rect.width().min(TITLE_WIDTH) };
    let room = Room::of(Rect::from_min_size(rect.min, vec2(width, 0.0)));
    let title = stage.part(
        || What::Title,
        |stage| {
            let style = (Role::Title, palette.ink);
            (stage.block(rect.min, (width, 3), shown.tab.title(), style), room)
        },
    );
    let at = pos2(rect.left(), title.bottom() + 4.0);
    let subtitle = shown.tab.subtitle();
    let subtitle = stage.block(at, (rect.width(), 2), subtitle, (Role::Subtitle, palette.muted));
    subtitle.bottom()
}

/// Hairline, source line, period and caveats; returns where they begin.
fn source_line(shown: &Shown, stage: &Stage<'_>) -> f32 {
    let (rect, palette) = (stage.rect, stage.palette);
    let cited = shown.tab.cited();
    let evidence = &shown.origin.evidence;
    let caveats = evidence.caveats_of(&cited.records).len();
    let mut notes: Vec<String> = shown.origin.period.iter().cloned().collect();
    if caveats > 0 {
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
