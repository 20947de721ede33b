//! The place a chart is drawn on: text, marks, scrolling; the same in the window and in an export.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use egui::epaint::text::{LayoutJob, TextFormat, TextWrapping};
use egui::{
    Align2, Color32, CornerRadius, Galley, Id, Painter, Pos2, Rect, ScrollArea, Sense, Shape,
    Stroke, StrokeKind, Ui, UiBuilder, WidgetInfo, pos2, vec2,
};

use super::Piece;
use crate::model::evidence::Caveat;
use crate::model::{Choice as _, Cited, Mark, Sight, Verdict};
use crate::style::{Palette, Role};

/// Role and colour of a text.
pub type Style = (Role, Color32);

/// What the figure is drawn for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Medium {
    /// A window: it scrolls, and marks answer the pointer and the keyboard.
    Window,
    /// A page of fixed size: nothing answers, nothing scrolls, what does not fit is said in words.
    Page,
}

/// The place a chart is drawn on.
pub struct Stage<'a> {
    ui: &'a mut Ui,
    /// Where to draw.
    pub rect: Rect,
    /// Colours of the current theme.
    pub palette: &'static Palette,
    medium: Medium,
    notes: Notes<'a>,
    pub(super) found: &'a mut Found,
}

/// What the stage is told of marks.
#[derive(Clone, Copy)]
pub struct Notes<'a> {
    /// Key of the selected mark.
    pub selected: Option<&'a str>,
    /// Whether that is not the mark shown before: then it is scrolled to.
    pub is_new: bool,
    /// What the marks stand on.
    pub cited: &'a Cited,
    /// Ids of the records that a caveat concerns.
    pub doubted: &'a BTreeSet<String>,
    /// What the reader should know of records.
    pub caveats: &'a [Caveat],
    /// The weightiest verdict on a claim that rests on a record, by its id.
    pub verdicts: &'a BTreeMap<String, Verdict>,
    /// What is in sight of the axes of the chart.
    pub sight: Sight,
}

impl Notes<'_> {
    /// What a screen reader says of a mark: `Galbot, 362,000,000 US dollars, stated, holds`.
    fn spoken(&self, mark: &Mark) -> String {
        // A mark of several records takes part in too many claims to name one verdict.
        let verdict = match mark.statements() {
            [said] => self.verdicts.get(said.record().as_ref()),
            _ => None,
        };
        let verdict = verdict.map_or_else(String::new, |verdict| format!(", {}", verdict.key()));
        mark.spoken() + &verdict
    }
}

/// What comes of drawing.
#[derive(Debug, Default)]
pub struct Found {
    /// Key of the mark that the user picked.
    pub picked: Option<String>,
    /// What a page is made of, in the order drawn.
    pub pieces: Vec<Piece>,
    /// What the user wants in sight of the axes, where that is another part.
    pub sight: Option<Sight>,
    /// The signs of caveats: painted last, over what is drawn.
    signs: Vec<CaveatSign>,
    /// Positions of the caveats of the card being drawn, which has one sign for all of them.
    card: Option<BTreeSet<usize>>,
}

/// The sign of a caveat, or of several.
#[derive(Debug)]
struct CaveatSign {
    at: Pos2,
    clip: Rect,
    /// How many, where the sign says so.
    count: usize,
}

impl<'a> Stage<'a> {
    /// A stage over what is left of the ui. What comes of drawing goes to `found`.
    pub fn new(
        ui: &'a mut Ui,
        palette: &'static Palette,
        medium: Medium,
        notes: Notes<'a>,
        found: &'a mut Found,
    ) -> Self {
        let rect = ui.available_rect_before_wrap();
        Self { ui, rect, palette, medium, notes, found }
    }

    /// Paints the signs of caveats over everything drawn so far.
    pub fn sign_caveats(&mut self) {
        let color = self.palette.partial;
        for CaveatSign { at, clip, count } in std::mem::take(&mut self.found.signs) {
            let painter = self.painter().with_clip_rect(clip);
            if count > 1 {
                let style = (Role::Tight, self.palette.muted);
                let galley = self.layout(&count.to_string(), style, (f32::INFINITY, 1));
                let rect = Align2::RIGHT_CENTER.anchor_size(at - vec2(6.0, 0.0), galley.size());
                painter.galley(rect.min, galley, style.1);
            }
            let [top, right, left] =
                [vec2(0.0, -4.0), vec2(4.0, 3.0), vec2(-4.0, 3.0)].map(|corner| at + corner);
            let edge = Stroke::new(1.5, self.palette.canvas);
            painter.add(Shape::convex_polygon(vec![top, right, left], color, edge));
        }
    }

    /// Whether this is an export.
    pub fn is_page(&self) -> bool {
        self.medium == Medium::Page
    }

    /// Whether another mark is selected than when the figure was last shown.
    pub fn is_selection_new(&self) -> bool {
        self.notes.is_new
    }

    /// What is in sight of the axes of the chart.
    pub fn sight(&self) -> Sight {
        self.notes.sight
    }

    /// Asks for another part of the axes.
    pub fn see(&mut self, sight: Sight) {
        self.found.sight = Some(sight);
    }

    /// For shapes that the stage has no words for.
    pub fn painter(&self) -> &Painter {
        self.ui.painter()
    }

    /// For widgets that draw themselves, such as plots.
    pub fn ui(&mut self) -> &mut Ui {
        self.ui
    }

    /// Text on one line, placed by its anchor. Returns the room it takes.
    pub fn text(&self, at: Pos2, anchor: Align2, text: &str, style: Style) -> Rect {
        let galley = self.layout(text, style, (f32::INFINITY, usize::MAX));
        let rect = anchor.anchor_size(at, galley.size());
        self.painter().galley(rect.min, galley, style.1);
        rect
    }

    /// Text on one line, cut with “…” where it is wider than `width`. Returns the room it takes.
    pub fn line(&self, at: Pos2, width: f32, text: &str, style: Style) -> Rect {
        let galley = self.layout(text, style, (width, 1));
        let rect = Rect::from_min_size(at, galley.size());
        self.painter().galley(at, galley, style.1);
        rect
    }

    /// Text that wraps at `width`, no longer than `rows` lines. Returns the room it takes.
    pub fn block(&self, at: Pos2, (width, rows): (f32, usize), text: &str, style: Style) -> Rect {
        let galley = self.layout(text, style, (width, rows));
        let rect = Rect::from_min_size(at, galley.size());
        self.painter().galley(at, galley, style.1);
        rect
    }

    /// The room that text takes at this width, without drawing it.
    pub fn measure(&self, text: &str, role: Role, width: f32) -> egui::Vec2 {
        self.layout(text, (role, Color32::TRANSPARENT), (width, usize::MAX)).size()
    }

    /// The width of text on one line.
    pub fn width(&self, text: &str, role: Role) -> f32 {
        self.measure(text, role, f32::INFINITY).x
    }

    fn layout(&self, text: &str, style: Style, room: (f32, usize)) -> Arc<Galley> {
        layout(self.painter(), text, style, room)
    }

    /// Letter-spaced capitals over a section.
    pub fn key(&self, at: Pos2, anchor: Align2, text: &str) -> Rect {
        self.text(at, anchor, &text.to_uppercase(), (Role::Key, self.palette.muted))
    }

    /// A hairline across.
    pub fn hairline(&self, y: f32) {
        let line = Stroke::new(1.0, self.palette.hairline);
        self.painter().hline(self.rect.x_range(), y, line);
    }

    /// Announces a mark and the room it takes, before it is drawn: it answers the pointer and the
    /// keyboard, shows its value, and is known to screen readers. Paints what shows that it is
    /// selected or under the pointer. Returns whether it is selected.
    pub fn mark(&mut self, mark: &Mark, rect: Rect) -> bool {
        let records = self.notes.cited.records_of(mark);
        if records.iter().any(|id| self.notes.doubted.contains(id)) {
            // Beside the mark, so that it covers nothing of it.
            let at = rect.right_top() + vec2(6.0, 4.0);
            let clip = self.ui.clip_rect().expand(8.0);
            let concerns = |caveat: &Caveat| caveat.concerns.iter().any(|id| records.contains(id));
            match &mut self.found.card {
                Some(card) => card.extend(
                    self.notes
                        .caveats
                        .iter()
                        .enumerate()
                        .filter(|(_, it)| concerns(it))
                        .map(|(at, _)| at),
                ),
                None => self.found.signs.push(CaveatSign { at, clip, count: 1 }),
            }
        }
        if self.medium == Medium::Page {
            self.begin(mark, rect);
            return false;
        }
        let is_selected = self.notes.selected == Some(mark.key.as_str());
        let id = Id::unique(("mark", mark.key.as_str()));
        // The figure is one stop of the keyboard; in it, arrows go from mark to mark.
        let response = self.ui.interact(rect, id, Sense::CLICK);
        response.widget_info(|| {
            let mut info = WidgetInfo::labeled(egui::Role::Button, true, self.notes.spoken(mark));
            info.selected = Some(is_selected);
            info
        });
        let corner = CornerRadius::same(crate::style::CONTROL_CORNER);
        let around = rect.expand(3.0);
        if is_selected {
            self.painter().rect_filled(around, corner, self.palette.wash);
            let ring = Stroke::new(1.5, self.palette.accent);
            self.painter().rect_stroke(around, corner, ring, StrokeKind::Outside);
            if self.notes.is_new && !self.ui.clip_rect().contains_rect(rect) {
                self.ui.scroll_to_rect(rect, None);
            }
            speak_of(id, self.ui.ctx());
        } else if response.hovered() {
            let ring = Stroke::new(1.0, self.palette.muted);
            self.painter().rect_stroke(around, corner, ring, StrokeKind::Outside);
        }
        if response.clicked() {
            self.found.picked = Some(mark.key.clone());
        }
        let is_covered = self.ui.ctx().memory(|memory| memory.top_modal_layer().is_some());
        if !is_covered {
            response.on_hover_ui_at_pointer(|ui| tooltip(mark, ui));
        }
        is_selected
    }

    /// Draws on a part of the stage.
    pub fn within<R>(&mut self, rect: Rect, draw: impl FnOnce(&mut Stage<'_>) -> R) -> R {
        let mut part = Stage {
            ui: &mut *self.ui,
            rect,
            palette: self.palette,
            medium: self.medium,
            notes: self.notes,
            found: &mut *self.found,
        };
        draw(&mut part)
    }

    /// Draws a card: its marks have one sign of caveats together, in the card's upper right corner,
    /// with their number where there are several.
    pub fn card(&mut self, card: Rect, draw: impl FnOnce(&mut Stage<'_>)) {
        let around = self.found.card.replace(BTreeSet::new());
        draw(self);
        let count = std::mem::replace(&mut self.found.card, around).map_or(0, |found| found.len());
        if count > 0 {
            let at = card.right_top() + vec2(-10.0, 10.0);
            self.found.signs.push(CaveatSign { at, clip: self.ui.clip_rect(), count });
        }
    }

    /// Draws on a part of the stage that scrolls in a window where `height` is more than it has.
    pub fn scrolled(&mut self, rect: Rect, height: f32, draw: impl FnOnce(&mut Stage<'_>)) {
        if self.is_page() || height <= rect.height() + 0.5 {
            return self.within(rect, draw);
        }
        let (palette, notes) = (self.palette, self.notes);
        let found = &mut *self.found;
        let mut room = self.ui.new_child(UiBuilder::new().max_rect(rect));
        room.set_clip_rect(rect.expand(4.0).intersect(room.clip_rect()));
        ScrollArea::vertical().id_salt("stage").auto_shrink(false).show(&mut room, |ui| {
            let (rect, _) =
                ui.allocate_exact_size(vec2(rect.width() - 12.0, height), Sense::hover());
            draw(&mut Stage { ui, rect, palette, medium: Medium::Window, notes, found });
        });
    }

    /// A small rounded label: `stated`, `2 caveats`. Returns the room it takes.
    pub fn badge(&self, at: Pos2, text: &str, (ink, fill): (Color32, Color32)) -> Rect {
        let galley = self.layout(text, (Role::Caption, ink), (f32::INFINITY, 1));
        let rect = Rect::from_min_size(at, galley.size() + vec2(12.0, 4.0));
        self.painter().rect_filled(rect, CornerRadius::same(4), fill);
        self.painter().galley(rect.min + vec2(6.0, 2.0), galley, ink);
        rect
    }

    /// One sentence in the middle, where there is nothing to draw.
    pub fn empty(&self, sentence: &str) {
        let width = self.rect.width().min(520.0);
        let galley = self.layout(sentence, (Role::Body, self.palette.muted), (width, usize::MAX));
        let at = self.rect.center() - galley.size() / 2.0;
        self.painter().galley(pos2(at.x, at.y), galley, self.palette.muted);
    }
}

/// The stop of the keyboard that a figure or its table is.
pub fn stop() -> Id {
    Id::unique("figure")
}

/// Has screen readers speak of the mark with this node when the keyboard is in the figure.
pub fn speak_of(id: Id, context: &egui::Context) {
    let mark = id.accesskit_id();
    context.accesskit_node_builder(stop(), |node| node.set_active_descendant(mark));
}

/// Lays text out in one of our roles.
pub fn layout(
    painter: &Painter,
    text: &str,
    (role, color): Style,
    (width, rows): (f32, usize),
) -> Arc<Galley> {
    let format = TextFormat {
        font_id: role.font(),
        color,
        extra_letter_spacing: role.letter_spacing(),
        ..TextFormat::default()
    };
    let mut job = LayoutJob::single_section(left_to_right(text), format);
    job.wrap =
        TextWrapping { max_width: width.max(8.0), max_rows: rows, ..TextWrapping::default() };
    painter.layout_job(job)
}

/// The text with a sign in place of letters that run from right to left. No bundled font has them,
/// and one such letter would turn round the words and numbers beside it.
fn left_to_right(text: &str) -> String {
    let is_rtl = |letter: char| {
        matches!(letter, '\u{590}'..='\u{8FF}' | '\u{200F}' | '\u{202B}' | '\u{202E}' | '\u{2067}'
            | '\u{FB1D}'..='\u{FDFF}' | '\u{FE70}'..='\u{FEFC}' | '\u{10800}'..='\u{10FFF}')
    };
    if !text.chars().any(is_rtl) {
        return text.to_owned();
    }
    text.chars().map(|letter| if is_rtl(letter) { '\u{25A1}' } else { letter }).collect()
}

/// What hovering a mark shows: name, value, footing, and the place in the source.
fn tooltip(mark: &Mark, ui: &mut Ui) {
    ui.set_max_width(360.0);
    ui.label(egui::RichText::new(&mark.label).font(Role::Strong.font()));
    if !mark.value.is_empty() {
        ui.label(&mark.value);
    }
    let basis = mark.basis();
    match mark.decisive_place() {
        Some(place) => ui.small(format!("{}: {}", basis.label(), place.full())),
        None => ui.small(basis.meaning()),
    };
}
