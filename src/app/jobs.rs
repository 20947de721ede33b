//! Work that must not hold the window up: system dialogs, reading and writing files.

use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::sync::mpsc::{Receiver, Sender, channel};
use std::thread::JoinHandle;

use egui::{ColorImage, Context};
use rfd::AsyncFileDialog;

use super::export::work::{self, Progress, Target, Written};
use super::export::{Key, image};
use super::opening::{self, Opened};
use super::store;
use crate::command::Pick;
use crate::desk::{Desk, Shown};
use crate::export::preset::Page;
use crate::export::raster::Picture;
use crate::export::{self, Request};
use crate::load::source;
use crate::load::trace::Trace;

/// What has been done.
pub enum Finished {
    /// Files were read.
    Opened(Box<Opened>),
    /// The files of the opening with this number were read again.
    Reloaded(u64, Box<Opened>),
    /// What was open the last time was read, each opening for itself.
    Resumed(Vec<Opened>),
    /// What is seen of the files of each opening, by its number.
    Looked(Vec<(u64, Trace)>),
    /// The session was written, or not, and why.
    Kept(Result<(), String>),
    /// A system dialog was closed; `None` where nothing was picked, or there is no such dialog.
    Picked(Pick, Option<PathBuf>),
    /// Figures were written, or not, and why; `None` where that was cancelled.
    Exported(Result<Option<Written>, String>),
    /// What will be exported was drawn.
    Previewed(Key, Picture),
    /// A figure was drawn for the clipboard.
    Copied(ColorImage),
    /// A folder was shown, or not, and why.
    ShownFolder(Result<(), String>),
}

/// Runs jobs and collects what they have done.
pub struct Jobs {
    sender: Sender<Finished>,
    receiver: Receiver<Finished>,
    /// Woken when a job is done; without one, jobs run at once, as tests want it.
    context: Option<Context>,
    busy: Option<String>,
    is_picking: bool,
    /// The session that is being written.
    keeping: Option<JoinHandle<()>>,
}

impl Jobs {
    /// Jobs run on threads of their own and wake this context.
    pub fn on_threads(context: Context) -> Self {
        Self { context: Some(context), ..Self::at_once() }
    }

    /// Jobs run at once; system dialogs stay closed.
    pub fn at_once() -> Self {
        let (sender, receiver) = channel();
        Self { sender, receiver, context: None, busy: None, is_picking: false, keeping: None }
    }

    /// What is being done, in words.
    pub fn busy(&self) -> Option<&str> {
        self.busy.as_deref()
    }

    /// Whether a system dialog is open.
    pub fn is_picking(&self) -> bool {
        self.is_picking
    }

    /// What has been done since last asked.
    pub fn finished(&mut self) -> Vec<Finished> {
        let finished: Vec<Finished> = self.receiver.try_iter().collect();
        for done in &finished {
            match done {
                Finished::Picked(..) => self.is_picking = false,
                Finished::Opened(_)
                | Finished::Reloaded(..)
                | Finished::Resumed(_)
                | Finished::Copied(_)
                | Finished::Exported(_) => self.busy = None,
                Finished::Looked(_)
                | Finished::Kept(_)
                | Finished::Previewed(..)
                | Finished::ShownFolder(_) => {}
            }
        }
        if finished.iter().any(|done| matches!(done, Finished::Kept(_))) {
            self.finish_keeping();
        }
        finished
    }

    /// Reads files in place of what the desk shows.
    pub fn open(&mut self, desk: Desk, paths: Vec<PathBuf>) {
        self.busy = Some(format!("Opening {}…", opening::name_of(&paths)));
        self.spawn(move || Finished::Opened(Box::new(Opened::read(&desk, &paths))));
    }

    /// Reads the files of the opening with this number again.
    pub fn reload(&mut self, desk: Desk, number: u64, paths: Vec<PathBuf>) {
        self.busy = Some(format!("Reading {} again…", opening::name_of(&paths)));
        self.spawn(move || Finished::Reloaded(number, Box::new(Opened::read(&desk, &paths))));
    }

    /// Reads what was open the last time.
    pub fn resume(&mut self, desk: Desk, openings: Vec<Vec<PathBuf>>) {
        self.busy = Some("Opening what was open the last time…".to_owned());
        self.spawn(move || {
            let read = |paths: &Vec<PathBuf>| Opened::read(&desk, paths);
            Finished::Resumed(openings.iter().map(read).collect())
        });
    }

    /// Looks at the files of each opening, without reading them.
    pub fn look(&self, openings: Vec<(u64, Vec<PathBuf>)>) {
        self.spawn(move || {
            let look = |(number, files): (u64, Vec<PathBuf>)| (number, source::trace(&files));
            Finished::Looked(openings.into_iter().map(look).collect())
        });
    }

    /// Writes the session; to be called when none is being written.
    pub fn keep(&mut self, path: PathBuf, text: String) {
        self.keeping = self.spawn(move || Finished::Kept(store::write(&path, &text)));
    }

    /// Whether a session is being written.
    pub fn is_keeping(&self) -> bool {
        self.keeping.is_some()
    }

    /// Waits until no session is being written.
    pub fn finish_keeping(&mut self) {
        if let Some(keeping) = self.keeping.take() {
            keeping.join().ok();
        }
    }

    /// Draws and writes figures.
    pub fn export(
        &mut self,
        figures: Vec<Shown>,
        request: Request,
        target: Target,
        progress: Arc<Progress>,
    ) {
        self.busy = Some("Exporting…".to_owned());
        let context = self.context.clone();
        self.spawn(move || {
            let wake = || {
                if let Some(context) = &context {
                    context.request_repaint();
                }
            };
            Finished::Exported(work::write(&figures, &request, target, (&progress, &wake)))
        });
    }

    /// Draws what will be exported.
    pub fn preview(&self, shown: Shown, key: Key) {
        self.spawn(move || {
            let picture = export::picture(&shown, key.page(), key.scale());
            Finished::Previewed(key, picture)
        });
    }

    /// Draws a figure for the clipboard.
    pub fn copy(&mut self, shown: Shown, page: Page, scale: u32) {
        self.busy = Some("Copying…".to_owned());
        self.spawn(move || Finished::Copied(image(export::picture(&shown, &page, scale as f32))));
    }

    /// Has the system show a folder. Where there is no desktop, that is told.
    pub fn show_folder(&self, folder: PathBuf) {
        if self.context.is_none() {
            return;
        }
        self.spawn(move || {
            let shown = open::that_detached(&folder);
            Finished::ShownFolder(shown.map_err(|_| {
                format!("No program here shows folders; this one is {}", folder.display())
            }))
        });
    }

    /// Opens the system's own dialog, one at a time.
    pub fn browse(&mut self, pick: Pick, suggestion: &str) {
        if self.is_picking || self.context.is_none() {
            return;
        }
        self.is_picking = true;
        // Made here, awaited elsewhere: macOS wants its dialogs made on the main thread.
        let dialog = dialog(pick, Path::new(suggestion));
        let picked: Picked = match pick {
            Pick::File => Box::pin(dialog.pick_file()),
            Pick::Folder => Box::pin(dialog.pick_folder()),
            Pick::Target => Box::pin(dialog.save_file()),
            Pick::TargetFolder => Box::pin(dialog.pick_folder()),
        };
        self.spawn(move || {
            let path = pollster::block_on(picked).map(|handle| handle.path().to_owned());
            Finished::Picked(pick, path)
        });
    }

    /// The thread that runs the job; `None` where it has run at once.
    fn spawn(&self, job: impl FnOnce() -> Finished + Send + 'static) -> Option<JoinHandle<()>> {
        let sender = self.sender.clone();
        let Some(context) = self.context.clone() else {
            sender.send(job()).ok();
            return None;
        };
        Some(std::thread::spawn(move || {
            // The window may be gone by now; then nobody waits for the result.
            sender.send(job()).ok();
            context.request_repaint();
        }))
    }
}

type Picked = std::pin::Pin<Box<dyn Future<Output = Option<rfd::FileHandle>> + Send>>;

fn dialog(pick: Pick, suggestion: &Path) -> AsyncFileDialog {
    let dialog = AsyncFileDialog::new();
    match pick {
        Pick::File => dialog
            .set_title("Open data")
            .add_filter("Tables and data packages", &["csv", "json"])
            .add_filter("All files", &["*"]),
        Pick::Folder => dialog.set_title("Open a data package"),
        Pick::TargetFolder => dialog.set_title("Export all figures into a folder"),
        Pick::Target => {
            let dialog = dialog.set_title("Export the figure");
            let name = suggestion.file_name().map(|name| name.to_string_lossy().into_owned());
            dialog.set_file_name(name.unwrap_or_default())
        }
    }
}
