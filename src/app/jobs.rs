//! Work that must not hold the window up: system dialogs, reading and writing files.

use std::panic::{AssertUnwindSafe, catch_unwind};
use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::sync::mpsc::{Receiver, Sender, channel};
use std::thread::JoinHandle;

use egui::{ColorImage, Context};
use rfd::AsyncFileDialog;

use super::export::work::{self, Target, Written};
use super::export::{Key, image};
use super::opening::{self, Opened, Opening};
use super::store;
use crate::command::Pick;
use crate::desk::{Desk, Shown};
use crate::export::preset::Page;
use crate::export::raster::Picture;
use crate::export::{self, Request};
use crate::load::accepted::Readings;
use crate::load::progress::Progress;
use crate::load::source;
use crate::load::trace::Trace;
use crate::model::figure::NoSuchChoice;
use crate::review::Reviewed;
use crate::tab::Tab;

/// What is said while a figure is made for a choice.
const MAKING: &str = "Making the figure…";

/// A tab with the figure made for a choice, or as it was, with why the choice was refused.
pub type Made = (Box<dyn Tab>, Option<NoSuchChoice>);

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
    /// The figure of a tab was made for a choice; `None` where that failed.
    Chosen(Option<Made>),
    /// A figure was drawn for the clipboard.
    Copied(ColorImage),
    /// A folder was shown, or not, and why.
    ShownFolder(Result<(), String>),
    /// Files were read as the user decided.
    Reviewed(Box<Reviewed>),
    /// Something of the data was written to this file, or not, and why.
    Saved(Result<PathBuf, String>),
}

/// Runs jobs and collects what they have done.
pub struct Jobs {
    sender: Sender<Finished>,
    receiver: Receiver<Finished>,
    /// Woken when a job is done; without one, jobs run at once, as tests want it.
    context: Option<Context>,
    busy: Option<String>,
    /// How far what is being opened has come.
    progress: Option<Progress>,
    /// What opens it.
    opening: Option<JoinHandle<()>>,
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
        Self {
            sender,
            receiver,
            context: None,
            busy: None,
            progress: None,
            opening: None,
            is_picking: false,
            keeping: None,
        }
    }

    /// What is being done, in words.
    pub fn busy(&self) -> Option<String> {
        let busy = self.busy.as_ref()?;
        let progress = self.progress.as_ref().map(Progress::text);
        Some(progress.map_or_else(|| busy.clone(), |progress| format!("{busy} {progress}")))
    }

    /// Whether something is being opened, which can be cancelled.
    pub fn is_opening(&self) -> bool {
        self.progress.is_some()
    }

    /// Stops opening what is being opened.
    pub fn cancel_opening(&self) {
        if let Some(progress) = &self.progress {
            progress.cancel();
        }
    }

    /// Waits until nothing is being opened.
    pub fn finish_opening(&mut self) {
        if let Some(opening) = self.opening.take() {
            opening.join().ok();
        }
    }

    /// Whether a system dialog is open.
    pub fn is_picking(&self) -> bool {
        self.is_picking
    }

    /// What has been done since last asked.
    pub fn finished(&mut self) -> Vec<Finished> {
        let mut finished: Vec<Finished> = self.receiver.try_iter().collect();
        for done in &mut finished {
            if let Finished::Opened(opened) = done
                && let Some(progress) = self.progress.take()
            {
                // It may have been read to its end before the wish to stop was seen.
                opened.is_cancelled |= progress.is_cancelled();
            }
            match done {
                Finished::Picked(..) => self.is_picking = false,
                Finished::Opened(_)
                | Finished::Reloaded(..)
                | Finished::Resumed(_)
                | Finished::Copied(_)
                | Finished::Reviewed(_)
                | Finished::Saved(_)
                | Finished::Exported(_) => self.busy = None,
                Finished::Chosen(_) if self.busy.as_deref() == Some(MAKING) => self.busy = None,
                Finished::Chosen(_)
                | Finished::Looked(_)
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
    pub fn open(&mut self, desk: Desk, paths: Vec<PathBuf>, accepted: Readings) {
        self.busy = Some(format!("Opening {}…", opening::name_of(&paths)));
        let progress = Progress::default();
        self.progress = Some(progress.clone());
        self.opening = self.spawn(move || {
            let opened = Opened::read_watched(&desk, &paths, &accepted, &progress);
            Finished::Opened(Box::new(opened))
        });
    }

    /// Reads a text from the clipboard in place of what the desk shows.
    pub fn paste(&mut self, desk: Desk, text: String) {
        self.busy = Some("Reading the clipboard…".to_owned());
        self.spawn(move || Finished::Opened(Box::new(Opened::pasted(&desk, &text))));
    }

    /// Reads files as the user decides.
    pub fn review(&mut self, work: impl FnOnce() -> Reviewed + Send + 'static) {
        self.busy = Some("Reading…".to_owned());
        self.spawn(move || Finished::Reviewed(Box::new(work())));
    }

    /// Makes the figure of a tab for a choice.
    pub fn choose(&mut self, mut tab: Box<dyn Tab>, key: String, value: String) {
        // What is being opened is told first, and longer.
        self.busy.get_or_insert_with(|| MAKING.to_owned());
        self.spawn(move || {
            let set = AssertUnwindSafe(|| {
                let refusal = tab.set(&key, &value).err();
                (tab, refusal)
            });
            // Without an answer no other option could be chosen.
            Finished::Chosen(catch_unwind(set).ok())
        });
    }

    /// Writes something of the data.
    pub fn save(&mut self, path: PathBuf, bytes: impl FnOnce() -> Vec<u8> + Send + 'static) {
        self.busy = Some("Saving…".to_owned());
        self.spawn(move || {
            let written = export::write(&path, &bytes());
            Finished::Saved(written.map(|()| path).map_err(|error| error.to_string()))
        });
    }

    /// Reads the files of the opening with this number again.
    pub fn reload(&mut self, desk: Desk, opening: &Opening) {
        self.busy = Some(format!("Reading {} again…", opening.name()));
        let (number, paths) = (opening.number, opening.paths.clone());
        let accepted = opening.accepted.clone();
        self.spawn(move || {
            Finished::Reloaded(number, Box::new(Opened::read(&desk, &paths, &accepted)))
        });
    }

    /// Reads what was open the last time.
    pub fn resume(&mut self, desk: Desk, openings: Vec<Vec<PathBuf>>, accepted: Readings) {
        self.busy = Some("Opening what was open the last time…".to_owned());
        self.spawn(move || {
            let read = |paths: &Vec<PathBuf>| Opened::read(&desk, paths, &accepted);
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
        (figures, data): (Vec<Shown>, Vec<PathBuf>),
        request: Request,
        target: Target,
        progress: Arc<work::Progress>,
    ) {
        self.busy = Some("Exporting…".to_owned());
        let context = self.context.clone();
        self.spawn(move || {
            let wake = || {
                if let Some(context) = &context {
                    context.request_repaint();
                }
            };
            Finished::Exported(work::write((&figures, &data), &request, target, (&progress, &wake)))
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
            Finished::ShownFolder(shown.map_err(|_why| {
                format!("No program here shows folders. The file is in {}", folder.display())
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
            Pick::Folder | Pick::TargetFolder => Box::pin(dialog.pick_folder()),
            Pick::Target | Pick::Aside => Box::pin(dialog.save_file()),
        };
        self.spawn(move || {
            let path = pollster::block_on(picked).map(|handle| handle.path().to_owned());
            Finished::Picked(pick, path)
        });
    }

    /// Lets go of what is not shown any more: a million records take a while.
    pub fn put_away<T: Send + 'static>(&self, what: T) {
        if self.context.is_some() {
            std::thread::spawn(move || drop(what));
        }
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

/// What the names of files that can be read end with.
const KINDS: &[&str] = &[
    "csv", "tsv", "tab", "txt", "xlsx", "xls", "xlsm", "ods", "json", "jsonl", "ndjson", "parquet",
    "md", "gz", "zip",
];

type Picked = std::pin::Pin<Box<dyn Future<Output = Option<rfd::FileHandle>> + Send>>;

fn dialog(pick: Pick, suggestion: &Path) -> AsyncFileDialog {
    let dialog = AsyncFileDialog::new();
    match pick {
        Pick::File => dialog
            .set_title("Open data")
            .add_filter("Tables and data packages", KINDS)
            .add_filter("All files", &["*"]),
        Pick::Folder => dialog.set_title("Open a data package"),
        Pick::TargetFolder => dialog.set_title("Export all figures into a folder"),
        Pick::Target | Pick::Aside => {
            let is_figure = pick == Pick::Target;
            let dialog = dialog.set_title(if is_figure { "Export the figure" } else { "Save" });
            let name = suggestion.file_name().map(|name| name.to_string_lossy().into_owned());
            dialog.set_file_name(name.unwrap_or_default())
        }
    }
}
