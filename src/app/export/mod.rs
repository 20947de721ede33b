//! Exporting what is shown: the dialog with what has been chosen in it, and what it asks for.

mod command_line;
mod draw;
mod preview;
mod wish;
pub mod work;

pub use draw::show;
pub use preview::{Key, Preview, image};
pub use wish::Wish;

use std::path::PathBuf;
use std::sync::Arc;

use egui::{Context, Theme};
use wish::folder_of;
use work::{Progress, Target, Written};

use super::State;
use super::dialogs::Dialog;
use super::opening::Opening;
use crate::command::{Command, Pick};
use crate::desk::{Desk, Shown};
use crate::export::preset::Format;
use crate::export::{self, Between};
use crate::load::source;
use crate::model::Choice as _;
use crate::model::number::counted;

/// The export dialog.
pub struct Export {
    /// What is wished.
    pub wish: Wish,
    /// The file or folder to write.
    pub path: String,
    /// What was last suggested for that; what the user has typed instead is kept.
    suggested: String,
    /// Why the last attempt failed.
    pub error: Option<String>,
    /// What was just done.
    pub note: Option<String>,
    /// The files that the user knows to be there and wants replaced.
    replaces: Vec<PathBuf>,
    /// The picture beside it.
    pub preview: Preview,
    /// Position of the tab that the picture shows.
    at: usize,
    /// How far the export is that is going on.
    pub progress: Option<Arc<Progress>>,
}

impl Export {
    fn of(wish: Wish, desk: &Desk, current: usize) -> Self {
        let mut export = Self {
            wish,
            path: String::new(),
            suggested: String::new(),
            error: None,
            note: None,
            replaces: Vec::new(),
            preview: Preview::default(),
            at: current,
            progress: None,
        };
        export.suggest(desk, current);
        export
    }

    /// Suggests a file that fits what is wished, unless the user has named one: then only its
    /// extension follows the format.
    fn suggest(&mut self, desk: &Desk, current: usize) {
        let suggestion = self.wish.suggestion(desk.tabs.get(current), desk);
        let suggestion = suggestion.display().to_string();
        if self.path == self.suggested {
            self.path.clone_from(&suggestion);
        } else if self.wish.is_one_file() {
            let path = PathBuf::from(&self.path).with_extension(self.wish.format.key());
            self.path = path.display().to_string();
        }
        self.suggested = suggestion;
    }

    /// Takes the format that the name of the file ends with, as the command line does; says why where
    /// none can be taken.
    fn follow_name(&mut self) -> Result<(), String> {
        let path = self.place();
        let Some(end) = path.extension().filter(|_| self.wish.is_one_file()) else { return Ok(()) };
        let end = end.to_string_lossy().to_lowercase();
        match Format::from_key(&end) {
            Some(format) if self.wish.is_deck && !format.holds_several() => {
                let several = Format::ALL.iter().filter(|format| format.holds_several());
                let several: Vec<_> = several.map(|it| format!(".{}", it.key())).collect();
                Err(format!("A .{end} holds one figure. End the name in {}.", several.join(" or ")))
            }
            Some(format) => {
                self.wish.format = format;
                Ok(())
            }
            None => Err(format!(
                "No figure is written as .{end}. End the name in .{}, or choose a format.",
                self.wish.format.key()
            )),
        }
    }

    /// What is there already of what would be written, where the user has not said that it is to be
    /// replaced; says so from then on.
    fn would_replace(&mut self, target: &Target, tabs: &[Shown]) -> Option<String> {
        let path = target.path();
        let files: Vec<PathBuf> = match target {
            Target::File(path) => vec![path.clone()],
            Target::Folder(folder) => {
                let name = |shown: &Shown| work::name_in_folder(shown, self.wish.format);
                tabs.iter().map(|shown| folder.join(name(shown))).collect()
            }
        };
        let seen = source::trace(&files).0.into_iter().zip(files);
        let there: Vec<PathBuf> = seen.filter_map(|(seen, file)| seen.map(|_| file)).collect();
        if there.iter().all(|file| self.replaces.contains(file)) {
            return None;
        }
        let words = match target {
            Target::File(_) => format!("{} is there already", path.display()),
            Target::Folder(_) => {
                let files = counted(there.len(), "file");
                format!("{files} of the same name in {} already", path.display())
            }
        };
        self.replaces = there;
        Some(format!("{words}. Press “Save here” again to replace what is there."))
    }

    /// What is to be written. A file without an extension gets that of its format: the command line
    /// would take it for a folder.
    fn place(&self) -> PathBuf {
        let path = PathBuf::from(self.path.trim());
        if self.wish.is_one_file() && path.extension().is_none() && path.file_name().is_some() {
            return path.with_extension(self.wish.format.key());
        }
        path
    }

    /// Takes the place that a system dialog has given.
    pub fn take_place(&mut self, pick: Pick, path: PathBuf) {
        let name = PathBuf::from(&self.path).file_name().map(PathBuf::from);
        let path = match pick {
            // The files of a deck have a folder of their own in the one picked.
            Pick::TargetFolder => path.join(name.unwrap_or_default()),
            _ => path,
        };
        self.path = path.display().to_string();
        if pick == Pick::Target {
            // The system has asked.
            self.replaces = vec![path];
        }
    }
}

impl State {
    /// Exporting, and what comes of it.
    pub(super) fn exporting(&mut self, command: Command, context: &Context) {
        match command {
            Command::AskHowToExport => self.ask_how_to_export(),
            Command::Export => self.export(context.theme()),
            Command::CancelExport => self.cancel_export(),
            Command::CopyFigure => self.copy_figure(context.theme()),
            Command::CopyData(between) => self.copy_data(between, context),
            Command::CopyLine => self.copy_command(context),
            Command::ShowFolder(folder) => self.jobs.show_folder(folder),
            _ => {}
        }
    }

    /// Opens the export dialog, as it was last used.
    fn ask_how_to_export(&mut self) {
        let export = Export::of(self.export.clone(), &self.desk, self.current);
        self.dialog = Some(Dialog::Export(Box::new(export)));
    }

    /// The export dialog, where it is open.
    pub fn export_dialog(&mut self) -> Option<&mut Export> {
        match &mut self.dialog {
            Some(Dialog::Export(export)) => Some(export),
            _ => None,
        }
    }

    /// Writes what is chosen in the dialog to the place named there.
    fn export(&mut self, window: Theme) {
        let Some(Dialog::Export(export)) = &mut self.dialog else { return };
        (export.error, export.note) = (None, None);
        let request = export.follow_name().and_then(|()| export.wish.request(window));
        let request = match request {
            Ok(request) => request,
            Err(words) => {
                export.error = Some(words);
                return;
            }
        };
        let path = export.place();
        if path.as_os_str().is_empty() {
            export.error = Some("Name a file to write.".to_owned());
            return;
        }
        // One without a folder stands in that which the program was started in.
        let path = std::path::absolute(&path).unwrap_or(path);
        let figures: Vec<Shown> = if export.wish.is_deck {
            self.desk.share().tabs
        } else {
            self.desk.tabs.get(self.current).map(Shown::share).into_iter().collect()
        };
        let target =
            if export.wish.is_one_file() { Target::File(path) } else { Target::Folder(path) };
        if let Some(words) = export.would_replace(&target, &figures) {
            export.error = Some(words);
            return;
        }
        export.wish.folder = Some(folder_of(target.path()));
        self.export = export.wish.clone();
        let progress = Arc::new(Progress::of(figures.len()));
        export.progress = Some(Arc::clone(&progress));
        let data = crate::export::files_of(&self.desk.tabs);
        self.jobs.export((figures, data), request, target, progress);
    }

    fn cancel_export(&self) {
        if let Some(Dialog::Export(export)) = &self.dialog
            && let Some(progress) = &export.progress
        {
            progress.cancel();
        }
    }

    /// Takes what has come of an export.
    pub(super) fn exported(&mut self, result: Result<Option<Written>, String>) {
        let dialog = match &mut self.dialog {
            Some(Dialog::Export(export)) => Some(export),
            _ => None,
        };
        match (result, dialog) {
            (Ok(Some(written)), dialog) => {
                if dialog.is_some() {
                    self.dialog = None;
                }
                self.tell_written(&written);
            }
            (Ok(None), dialog) => {
                let words = "Cancelled: nothing was written".to_owned();
                match dialog {
                    Some(export) => (export.progress, export.note) = (None, Some(words)),
                    None => self.notice = Some(words),
                }
            }
            (Err(words), Some(export)) => (export.progress, export.error) = (None, Some(words)),
            (Err(words), None) => self.notice = Some(words),
        }
    }

    fn tell_written(&mut self, written: &Written) {
        let note = written.undrawable.as_ref();
        let note = note.map_or_else(String::new, |words| format!(": {words}"));
        let (place, folder) = match &written.target {
            Target::File(path) => (path.display().to_string(), folder_of(path)),
            Target::Folder(path) => {
                (format!("{} files in {}", written.files, path.display()), path.clone())
            }
        };
        let notice = format!("Saved {place}{note}");
        self.exported_to = Some((notice.clone(), folder));
        self.notice = Some(notice);
    }

    /// The folder that the notice speaks of, where it tells what was saved.
    pub fn saved_in(&self) -> Option<&PathBuf> {
        let (notice, folder) = self.exported_to.as_ref()?;
        (self.notice.as_ref() == Some(notice)).then_some(folder)
    }

    /// What is wished: in the dialog, or else when it was last used.
    fn wished(&self) -> &Wish {
        match &self.dialog {
            Some(Dialog::Export(export)) => &export.wish,
            _ => &self.export,
        }
    }

    /// Has the picture drawn that goes to the clipboard.
    fn copy_figure(&mut self, window: Theme) {
        let wish = self.wished().clone();
        let page = wish.page(window).and_then(|page| {
            page.pixels(wish.scale).map(|_| page).map_err(|error| error.to_string())
        });
        match (page, self.desk.tabs.get(self.current)) {
            (Ok(page), Some(shown)) => {
                self.export = wish.clone();
                self.jobs.copy(shown.share(), page, wish.scale);
            }
            (Err(words), _) => self.refuse(words),
            (_, None) => {}
        }
    }

    /// Puts a picture that was drawn on the clipboard.
    pub(super) fn put_picture(&mut self, context: &Context) {
        if let Some(image) = self.clipboard.take() {
            let [width, height] = image.size;
            context.copy_image(image);
            self.say(format!("Copied the figure, {width} × {height} pixels"));
        }
    }

    fn copy_data(&mut self, between: Between, context: &Context) {
        let Some(shown) = self.current_tab() else { return };
        context.copy_text(export::text(shown, between));
        let words = match between {
            Between::Commas => "Copied the data as CSV",
            Between::Tabs => "Copied the data as a table for spreadsheets",
        };
        self.say(words.to_owned());
    }

    /// The command line that writes what is chosen in the dialog, or was when it was last used.
    pub fn command_line(&self, window: Theme) -> Result<String, String> {
        let wish = self.wished();
        let out = match &self.dialog {
            Some(Dialog::Export(export)) => export.place(),
            _ => wish.suggestion(self.current_tab(), &self.desk),
        };
        let tabs: Vec<usize> =
            if wish.is_deck { (0..self.desk.tabs.len()).collect() } else { vec![self.current] };
        command_line::of((&self.desk, &self.openings), &tabs, (wish, window, &out))
    }

    fn copy_command(&mut self, context: &Context) {
        let line = self.command_line(context.theme());
        match line {
            Ok(line) => {
                context.copy_text(line);
                self.export = self.wished().clone();
                let is_asked = |opening: &Arc<Opening>| !opening.accepted.is_empty();
                self.say(if self.openings.all().iter().any(is_asked) {
                    "Copied the command. It knows how you had columns read where the mapping is \
                     saved beside the file."
                        .to_owned()
                } else {
                    "Copied the command that writes the same".to_owned()
                });
            }
            Err(words) => self.refuse(words),
        }
    }

    /// Tells what was done, where the user looks.
    fn say(&mut self, words: String) {
        match &mut self.dialog {
            Some(Dialog::Export(export)) => (export.error, export.note) = (None, Some(words)),
            _ => self.notice = Some(words),
        }
    }

    /// Tells what cannot be done.
    fn refuse(&mut self, words: String) {
        match &mut self.dialog {
            Some(Dialog::Export(export)) => export.error = Some(words),
            _ => self.notice = Some(words),
        }
    }
}
