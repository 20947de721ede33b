//! What lies over the window: opening data, exporting the figure, the list of keys.

use egui::{Id, Modal, RichText, TextEdit, Ui};

use super::export::{self, Export};
use super::find::{self, Find};
use super::import::{self, Review};
use super::recent::{self, Recent};
use super::{State, widgets};
use crate::command::{ACTIONS, Action, Command, PRESENTING, Pick, in_words};
use crate::style::{Palette, Role};

/// A dialog, with what has been entered so far.
pub enum Dialog {
    /// Opening data: the path typed in.
    Open(String),
    /// Exporting the figure.
    Export(Box<Export>),
    /// The list of keys.
    Keys,
    /// Finding something by name.
    Find(Find),
    /// Looking at data before it is loaded.
    Import(Box<Review>),
}

/// Draws the dialog, if there is one.
pub fn show(state: &mut State, palette: &'static Palette, ui: &Ui, commands: &mut Vec<Command>) {
    if matches!(state.dialog, Some(Dialog::Export(_))) {
        return export::show(state, palette, ui, commands);
    }
    let is_picking = state.is_picking();
    let (busy, is_opening) = (state.busy(), state.is_opening());
    let recent = &state.recent;
    let Some(dialog) = &mut state.dialog else { return };
    let frame = egui::Frame::window(ui.style()).inner_margin(24);
    let modal = Modal::new(Id::unique("dialog")).frame(frame).show(ui.ctx(), |ui| {
        if !matches!(dialog, Dialog::Import(_)) {
            ui.set_width(560.0);
        }
        match dialog {
            Dialog::Open(path) => open((path, recent), is_picking, palette, (ui, commands)),
            // It has a frame of its own.
            Dialog::Export(_) => {}
            Dialog::Keys => keys(palette, ui, commands),
            Dialog::Find(dialog) => find::show(dialog, palette, (ui, commands)),
            Dialog::Import(review) => {
                import::show(review, (is_picking, busy.as_deref()), palette, (ui, commands));
                return;
            }
        }
        if let Some(busy) = busy {
            ui.label(RichText::new(busy).color(palette.accent));
            if is_opening {
                widgets::button("Stop opening", &Command::CancelOpening, ui, commands);
            }
        }
    });
    // A click beside it must not lose what was decided of a file.
    let is_kept = matches!(dialog, Dialog::Import(_));
    if modal.backdrop_response.clicked() && !is_kept {
        commands.push(Command::CloseDialog);
    }
}

fn heading(text: &str, ui: &mut Ui) {
    ui.label(RichText::new(text).font(Role::Heading.font()));
}

fn note(text: &str, palette: &Palette, ui: &mut Ui) {
    ui.label(RichText::new(text).font(Role::Caption.font()).color(palette.muted));
}

fn open(
    (path, recent): (&mut String, &Recent),
    is_picking: bool,
    palette: &Palette,
    (ui, commands): (&mut Ui, &mut Vec<Command>),
) {
    heading("Open data", ui);
    note(
        "A data package (its folder or datapackage.json) replaces every tab; any other table feeds \
         the tab that reads its columns. You can also drop files on the window, or paste a table \
         there with Ctrl+V. A file that cannot be used changes nothing.",
        palette,
        ui,
    );
    ui.horizontal(|ui| {
        ui.add_enabled_ui(!is_picking, |ui| {
            widgets::button("Choose a file…", &Command::Browse(Pick::File), ui, commands);
            widgets::button("Choose a folder…", &Command::Browse(Pick::Folder), ui, commands);
        });
        widgets::button("Paste a table", &Command::AskToPaste, ui, commands);
        widgets::button("Bundled data", &Command::OpenBundled, ui, commands);
    });
    let label = widgets::key("Or type its path", palette, ui).id;
    let is_entered = path_box(path, "/home/me/rounds.csv", label, ui);
    ui.add_space(8.0);
    ui.horizontal(|ui| {
        let does = Command::Open(vec![path.trim().into()]);
        let is_named = !path.trim().is_empty();
        if is_named && is_entered {
            commands.push(does.clone());
        }
        ui.add_enabled_ui(is_named, |ui| widgets::primary("Open", &does, palette, ui, commands));
        widgets::button("Cancel", &Command::CloseDialog, ui, commands);
    });
    recent::show(recent, palette, ui, commands);
}

/// A box for a path; returns whether Enter was pressed in it.
pub(super) fn path_box(path: &mut String, hint: &str, label: Id, ui: &mut Ui) -> bool {
    let edit = TextEdit::singleline(path).hint_text(hint).desired_width(f32::INFINITY);
    let response = ui.add(edit).labelled_by(label);
    let is_entered = response.lost_focus() && ui.input(|input| input.key_pressed(egui::Key::Enter));
    if has_no_focus(ui) {
        response.request_focus();
    }
    is_entered
}

/// Whether the dialog has just opened, or its focus was lost: then its first field takes it.
pub(super) fn has_no_focus(ui: &Ui) -> bool {
    ui.ctx().memory(|memory| memory.focused().is_none())
}

/// The keys with what they do, those that do the same together.
fn listed(actions: &[Action]) -> Vec<(String, String)> {
    let mut rows: Vec<(String, String)> = Vec::new();
    for action in actions {
        let key = in_words(action.shortcut);
        match rows.iter_mut().find(|(_, does)| does == action.label) {
            Some((keys, _)) => *keys = format!("{keys}  {key}"),
            None => rows.push((key, action.label.to_owned())),
        }
    }
    rows
}

/// Width of the list of keys, in points, and the height of what stands round it.
const KEYS: f32 = 860.0;
const ROUND_KEYS: f32 = 180.0;

fn keys(palette: &Palette, ui: &mut Ui, commands: &mut Vec<Command>) {
    heading("Keys", ui);
    let mut rows = vec![("1 … 9".to_owned(), "Show the tab at this place".to_owned())];
    rows.extend(listed(&ACTIONS));
    rows.push(("Ctrl+V".to_owned(), "Paste a table".to_owned()));
    let zooms = crate::paint::pan::WORDS.map(|(key, does)| (key.to_owned(), does.to_owned()));
    rows.extend(zooms);
    let presenting = listed(&PRESENTING).into_iter();
    rows.extend(
        presenting.map(|(keys, does)| (keys, format!("Presenting: {}", does.to_lowercase()))),
    );
    // Side by side, they nearly fit into the smallest window.
    let (left, right) = rows.split_at(rows.len().div_ceil(2));
    ui.set_width(KEYS);
    let room = ui.ctx().content_rect().height() - ROUND_KEYS;
    egui::ScrollArea::vertical().max_height(room).show(ui, |ui| {
        ui.columns(2, |columns| {
            for (ui, (name, rows)) in columns.iter_mut().zip([("left", left), ("right", right)]) {
                egui::Grid::new(name).num_columns(2).spacing([20.0, 6.0]).show(ui, |ui| {
                    for (key, does) in rows {
                        ui.label(RichText::new(key).font(Role::Strong.font()));
                        ui.label(does);
                        ui.end_row();
                    }
                });
            }
        });
    });
    ui.add_space(8.0);
    let close = widgets::primary("Close", &Command::CloseDialog, palette, ui, commands);
    if has_no_focus(ui) {
        close.request_focus();
    }
}
