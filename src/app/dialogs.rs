//! What lies over the window: opening data, exporting the figure, the list of keys.

use egui::{Id, Modal, RichText, TextEdit, Theme, Ui};

use super::find::{self, Find};
use super::import::{self, Review};
use super::recent::{self, Recent};
use super::{State, session, widgets};
use crate::command::{ACTIONS, Action, Command, PRESENTING, Pick, in_words};
use crate::export::Request;
use crate::export::preset::{Format, Page, Preset, Text};
use crate::model::Choice;
use crate::style::{Palette, Role};

/// A dialog, with what has been entered so far.
pub enum Dialog {
    /// Opening data: the path typed in.
    Open(String),
    /// Exporting the figure.
    Export(ExportChoice),
    /// The list of keys.
    Keys,
    /// Finding something by name.
    Find(Find),
    /// Looking at data before it is loaded.
    Import(Box<Review>),
}

/// What has been chosen in the export dialog.
#[derive(Clone)]
pub struct ExportChoice {
    format: Format,
    preset: Preset,
    scale: u32,
    theme: Theme,
    is_transparent: bool,
    /// The file to write.
    pub path: String,
    /// Why the last attempt failed.
    pub error: Option<String>,
}

impl Default for ExportChoice {
    fn default() -> Self {
        Self {
            format: Format::Png,
            preset: Preset::Slide,
            scale: 2,
            theme: Theme::Light,
            is_transparent: false,
            path: String::new(),
            error: None,
        }
    }
}

impl ExportChoice {
    /// The same choice for another figure: its file is suggested in the folder last used.
    pub fn named(mut self, name: &str, theme: Theme) -> Self {
        let folder = std::path::Path::new(&self.path).parent().map(std::path::Path::to_owned);
        let file = format!("{name}.{}", self.format.key());
        self.path = folder.unwrap_or_default().join(file).display().to_string();
        if !self.is_transparent {
            self.theme = theme;
        }
        self.error = None;
        self
    }

    /// What is kept of it for the next time; nothing before the first export.
    pub fn kept(&self) -> Option<session::Export> {
        let folder = std::path::Path::new(&self.path).parent()?;
        // An empty one is the folder that the program is started in.
        let whole = std::path::absolute(folder).unwrap_or_else(|_| folder.to_owned());
        Some(session::Export {
            folder: whole.as_path().into(),
            format: self.format.key().to_owned(),
            size: self.preset.key().to_owned(),
            scale: self.scale,
            theme: self.theme.into(),
            is_transparent: self.is_transparent,
        })
    }

    /// The choice that was kept; a word of it that means nothing stands for the usual choice.
    pub fn of_kept(kept: &session::Export) -> Self {
        let usual = Self::default();
        let folder = std::path::PathBuf::from(&kept.folder);
        Self {
            format: Format::from_key(&kept.format).unwrap_or(usual.format),
            preset: Preset::from_key(&kept.size).unwrap_or(usual.preset),
            scale: kept.scale.clamp(1, 4),
            theme: kept.theme.into(),
            is_transparent: kept.is_transparent,
            path: folder.join("figure").display().to_string(),
            error: None,
        }
    }

    /// What the choice asks the exporter for.
    pub fn request(&self) -> Result<Request, String> {
        if self.path.trim().is_empty() {
            return Err("Name a file to write.".to_owned());
        }
        let page = Page::parse(self.preset.key()).map_err(|error| error.to_string())?;
        let page = Page { theme: self.theme, is_transparent: self.is_transparent, ..page };
        Ok(Request { page, format: self.format, scale: self.scale, text: Text::Outlines })
    }
}

/// Draws the dialog, if there is one.
pub fn show(state: &mut State, palette: &'static Palette, ui: &Ui, commands: &mut Vec<Command>) {
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
            Dialog::Export(choice) => export(choice, is_picking, palette, (ui, commands)),
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

fn export(
    choice: &mut ExportChoice,
    is_picking: bool,
    palette: &Palette,
    (ui, commands): (&mut Ui, &mut Vec<Command>),
) {
    heading("Export", ui);
    let before = choice.format;
    pick("Format", &mut choice.format, palette, ui);
    if choice.format != before {
        let path = std::path::Path::new(&choice.path).with_extension(choice.format.key());
        choice.path = path.display().to_string();
    }
    pick("Size", &mut choice.preset, palette, ui);
    if choice.format == Format::Png {
        widgets::key("Scale", palette, ui);
        let scales: Vec<_> = (1..=4).map(|n: u32| (n.to_string(), format!("{n}×"))).collect();
        if let Some(scale) = widgets::segments(&scales, &choice.scale.to_string(), palette, ui) {
            choice.scale = scale.parse().unwrap_or(choice.scale);
        }
    }
    look(choice, palette, ui);
    let label = widgets::key("File", palette, ui).id;
    let is_entered = path_box(&mut choice.path, "coverage.png", label, ui);
    let (width, height) = choice.preset.size();
    let scale = if choice.format == Format::Png { choice.scale } else { 1 };
    note(&format!("{} × {}", width * scale, height * scale), palette, ui);
    if let Some(error) = &choice.error {
        ui.label(RichText::new(error).color(palette.bad.0));
    }
    ui.add_space(8.0);
    ui.horizontal(|ui| {
        widgets::primary("Save", &Command::Export, palette, ui, commands);
        ui.add_enabled_ui(!is_picking, |ui| {
            widgets::button("Choose a place…", &Command::Browse(Pick::Target), ui, commands);
        });
        widgets::button("Cancel", &Command::CloseDialog, ui, commands);
    });
    if is_entered {
        commands.push(Command::Export);
    }
}

fn look(choice: &mut ExportChoice, palette: &Palette, ui: &mut Ui) {
    widgets::key("Look", palette, ui);
    let looks = [("light", "Light"), ("dark", "Dark"), ("transparent", "Transparent")]
        .map(|(key, label)| (key.to_owned(), label.to_owned()));
    let current = match (choice.is_transparent, choice.theme) {
        (true, _) => "transparent",
        (false, Theme::Light) => "light",
        (false, Theme::Dark) => "dark",
    };
    let chosen = widgets::segments(&looks, current, palette, ui);
    if let Some(chosen) = chosen {
        choice.is_transparent = chosen == "transparent";
        choice.theme = if chosen == "dark" { Theme::Dark } else { Theme::Light };
    }
}

fn pick<C: Choice>(label: &str, current: &mut C, palette: &Palette, ui: &mut Ui) {
    widgets::key(label, palette, ui);
    let choices: Vec<_> = C::ALL.iter().map(|c| (c.key().to_owned(), c.label())).collect();
    let chosen = widgets::segments(&choices, current.key(), palette, ui);
    if let Some(chosen) = chosen.and_then(|key| C::from_key(&key)) {
        *current = chosen;
    }
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

/// Width of the list of keys, in points.
const KEYS: f32 = 860.0;

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
    // Side by side, they fit into the smallest window.
    let (left, right) = rows.split_at(rows.len().div_ceil(2));
    ui.set_width(KEYS);
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
    ui.add_space(8.0);
    let close = widgets::primary("Close", &Command::CloseDialog, palette, ui, commands);
    if has_no_focus(ui) {
        close.request_focus();
    }
}
