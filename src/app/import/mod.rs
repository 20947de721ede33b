//! The dialog in which data is looked at before it is loaded: its parts, and what is chosen in it.

pub mod bar;
mod carry;
mod columns;
mod facts;
mod footer;
mod lines;
mod preview;
mod rejected;

use std::path::PathBuf;

use egui::{Id, Label, Rect, RichText, Ui, UiBuilder, vec2};

use super::opening::Opening;
use super::{focus, widgets};
use crate::command::{Aside, Command};
use crate::desk::specs;
use crate::load::TableSpec;
use crate::load::decision::Decision;
use crate::load::import::Import;
use crate::load::synonyms::rows_of;
use crate::model::number::counted;
use crate::review::{self, FileTold, Reviewed};
use crate::style::{GRID, Palette, Role};

/// Largest size of the dialog, without its margin, in points.
const LARGEST: egui::Vec2 = vec2(1020.0, 680.0);
/// What stays free round it, its margin included.
const AROUND: f32 = 80.0;

/// Data that is looked at before it is loaded, or again.
pub struct Review {
    /// Where it comes from; its number is 0 where it was not loaded yet.
    opening: Opening,
    /// What comes of it as it is read now.
    result: Reviewed,
    /// Decisions that are to be carried out, each with the position of its file.
    waiting: Vec<(usize, Decision)>,
    is_reading: bool,
    /// Position of the file that is shown.
    file: usize,
    pane: Pane,
    saving: Option<Saving>,
    /// What came of saving.
    told: Option<String>,
    /// Every table that can be read.
    specs: Vec<&'static TableSpec>,
}

/// What is shown of a file.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Pane {
    Columns,
    Rejected,
    Notes,
    Preview,
}

const PANES: [(Pane, &str); 4] = [
    (Pane::Columns, "columns"),
    (Pane::Rejected, "rejected"),
    (Pane::Notes, "notes"),
    (Pane::Preview, "preview"),
];

/// Something of the data that is to be saved.
struct Saving {
    what: Aside,
    path: String,
}

/// What is told of the data read last, above the status bar.
pub struct ReadLast {
    /// Number of its opening.
    pub number: u64,
    /// What was read, in a sentence.
    pub words: String,
}

impl Review {
    /// Begins to look at data.
    pub fn of(opening: Opening, result: Reviewed) -> Self {
        let has_rejected = result.files.first().is_some_and(|file| !file.rejects.is_empty());
        let mut review = Self {
            opening,
            result,
            waiting: Vec::new(),
            is_reading: false,
            file: 0,
            pane: Pane::Columns,
            saving: None,
            told: None,
            specs: specs(),
        };
        // What is wrong is what the user came for, unless the columns are in doubt too.
        let is_doubted = review
            .told()
            .is_some_and(|file| file.columns.iter().any(|column| !column.doubt.is_empty()));
        if has_rejected && !is_doubted && review.import().is_some_and(|i| i.mapping.is_some()) {
            review.pane = Pane::Rejected;
        }
        review
    }

    fn import(&self) -> Option<&Import> {
        self.result.imports.get(self.file)
    }

    fn told(&self) -> Option<&FileTold> {
        self.result.files.get(self.file)
    }

    /// The file that is to be saved to, as far as it is chosen.
    pub fn path_to_save(&self) -> String {
        self.saving.as_ref().map_or_else(String::new, |saving| saving.path.clone())
    }

    /// Where something of the file that is shown is saved, unless the user says otherwise: beside it.
    fn place_of(&self, what: Aside) -> String {
        let end = match what {
            Aside::Rejects => "rejects.csv",
            Aside::Mapping => "mapping.json",
        };
        let name = self.import().map_or("", |import| import.file.name.as_ref());
        PathBuf::from(name).with_extension(end).display().to_string()
    }

    fn title(&self) -> String {
        let Some(import) = self.import() else { return String::new() };
        let rows = import.mapping.as_ref().map_or("data", |mapping| rows_of(&mapping.table));
        format!("Load {rows} from {}", review::name(import))
    }
}

/// Draws the dialog.
pub fn show(
    review: &mut Review,
    (is_picking, busy): (bool, Option<&str>),
    palette: &'static Palette,
    (ui, commands): (&mut Ui, &mut Vec<Command>),
) {
    let size = (ui.ctx().content_rect().size() - vec2(AROUND, AROUND)).min(LARGEST);
    let (room, _) = ui.allocate_exact_size(size, egui::Sense::hover());
    let mut part = |name: &str, rect: Rect| {
        let mut part =
            ui.new_child(UiBuilder::new().scope_id(Id::unique(("import", name))).max_rect(rect));
        part.spacing_mut().item_spacing = vec2(GRID, GRID);
        part
    };
    let mut head = part("head", room);
    let title = RichText::new(review.title()).font(Role::Heading.font());
    head.add(Label::new(title).truncate());
    facts::show(review, palette, (&mut head, commands));
    panes(review, palette, &mut head);
    let top = head.min_rect().bottom() + GRID;
    let below = footer::height(review);
    let middle =
        Rect::from_min_max(egui::pos2(room.left(), top), room.max - vec2(0.0, below + GRID));
    let mut body = part("body", middle);
    let has_focus = match review.pane {
        Pane::Columns => columns::show(review, palette, (&mut body, commands)),
        Pane::Rejected => rejected::show(review, palette, (&mut body, commands)),
        Pane::Notes => Some(notes(review, palette, &mut body)),
        Pane::Preview => preview::show(review, palette, &mut body),
    };
    let foot = Rect::from_min_max(egui::pos2(room.left(), room.bottom() - below), room.max);
    let first =
        footer::show(review, (is_picking, busy), palette, (&mut part("foot", foot), commands));
    if super::dialogs::has_no_focus(ui) {
        match (first, has_focus) {
            (Some(first), _) => first.request_focus(),
            (None, Some(stop)) => ui.memory_mut(|memory| memory.request_focus(stop)),
            (None, None) => {}
        }
    }
}

/// The choice of what is shown.
fn panes(review: &mut Review, palette: &Palette, ui: &mut Ui) {
    let (rejects, notes) = review.told().map_or((0, 0), |f| (f.rejected, f.notes.len()));
    let words = |pane| match pane {
        Pane::Columns => "Columns".to_owned(),
        Pane::Rejected => {
            format!("Rejected rows ({})", crate::model::number::grouped(rejects as f64))
        }
        Pane::Notes => format!("Notes ({notes})"),
        Pane::Preview => "Preview".to_owned(),
    };
    let choices = PANES.map(|(pane, key)| (key.to_owned(), words(pane)));
    let current = PANES.iter().find(|(pane, _)| *pane == review.pane).map_or("", |(_, key)| key);
    if let Some(chosen) = widgets::segments(&choices, current, palette, ui)
        && let Some((pane, _)) = PANES.iter().find(|(_, key)| *key == chosen)
    {
        review.pane = *pane;
    }
}

/// What else should be known of the file.
fn notes(review: &Review, palette: &Palette, ui: &mut Ui) -> Id {
    const LIST: &str = "List of notes";
    /// More than this nobody reads.
    const MOST: usize = 200;
    let notes = review.told().map_or(&[][..], |file| &file.notes);
    focus::scrolled(LIST, ui, |ui| {
        for note in notes.iter().take(MOST) {
            ui.add(Label::new(RichText::new(note).font(Role::Label.font())).wrap());
        }
        if notes.len() > MOST {
            ui.label(format!("and {}", counted(notes.len() - MOST, "more note")));
        }
        if notes.is_empty() {
            ui.label(RichText::new("Nothing else is to be known.").color(palette.muted));
        }
    });
    focus::stop_of(LIST)
}
