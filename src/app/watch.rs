//! Watches the folders of the open files and says when something has happened to one of them.

use std::collections::BTreeSet;
use std::ffi::OsString;
use std::path::{Path, PathBuf};
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::{Arc, Mutex};

use notify::event::{AccessKind, AccessMode};
use notify::{ErrorKind, Event, EventKind, RecommendedWatcher, RecursiveMode, Watcher as _};

use crate::load::source;

/// A watch over files. A program may replace a file by another of its name, so that their folders are
/// watched and not the files.
pub struct Watch {
    /// There is none before there is a file to watch: it takes a thread.
    watcher: Option<RecommendedWatcher>,
    folders: BTreeSet<PathBuf>,
    seen: Arc<Seen>,
}

/// What the watcher's thread and the window share.
struct Seen {
    /// Names of the files, and of their folders.
    names: Mutex<BTreeSet<OsString>>,
    has_changed: AtomicBool,
    wake: Box<dyn Fn() + Send + Sync>,
}

impl Watch {
    /// A watch over nothing yet; `wake` is called from another thread when a file may have changed.
    pub fn new(wake: impl Fn() + Send + Sync + 'static) -> Self {
        let seen = Seen {
            names: Mutex::default(),
            has_changed: AtomicBool::new(false),
            wake: Box::new(wake),
        };
        Self { watcher: None, folders: BTreeSet::new(), seen: Arc::new(seen) }
    }

    /// Whether any file may have changed since last asked.
    pub fn has_changed(&self) -> bool {
        self.seen.has_changed.swap(false, Ordering::AcqRel)
    }

    /// Watches these files, and no others. Returns why it cannot, where it cannot.
    pub fn follow(&mut self, files: &[PathBuf]) -> Result<(), String> {
        // Of a link both itself and the file it leads to may be replaced.
        let places: BTreeSet<PathBuf> =
            files.iter().flat_map(|file| [file.clone(), source::real_path(file)]).collect();
        let folders: BTreeSet<PathBuf> =
            places.iter().filter_map(|place| place.parent()).map(Path::to_owned).collect();
        let names = places.iter().chain(&folders).filter_map(|place| place.file_name());
        if let Ok(mut known) = self.seen.names.lock() {
            *known = names.map(OsString::from).collect();
        }
        for folder in self.folders.difference(&folders) {
            if let Some(watcher) = &mut self.watcher {
                // A folder that is gone is watched no longer by itself.
                watcher.unwatch(folder).ok();
            }
        }
        self.folders.retain(|folder| folders.contains(folder));
        let mut failure = Ok(());
        for folder in folders {
            if self.folders.contains(&folder) {
                continue;
            }
            match self.add(&folder) {
                Ok(()) => {
                    self.folders.insert(folder);
                }
                Err(error) => failure = Err(reason(&error)),
            }
        }
        failure
    }

    fn add(&mut self, folder: &Path) -> notify::Result<()> {
        let watcher = match &mut self.watcher {
            Some(watcher) => watcher,
            none => {
                let seen = Arc::clone(&self.seen);
                none.insert(notify::recommended_watcher(move |event| seen.take(&event))?)
            }
        };
        watcher.watch(folder, RecursiveMode::NonRecursive)
    }
}

impl Seen {
    fn take(&self, event: &notify::Result<Event>) {
        let is_ours = match event {
            Ok(event) => is_change(event.kind) && (event.need_rescan() || self.names_any(event)),
            // Something may have been missed.
            Err(_) => true,
        };
        if is_ours {
            self.has_changed.store(true, Ordering::Release);
            (self.wake)();
        }
    }

    /// Whether the event is about a file of ours: a folder may hold busy files of others.
    fn names_any(&self, event: &Event) -> bool {
        let Ok(names) = self.names.lock() else { return true };
        let mut paths = event.paths.iter().filter_map(|path| path.file_name());
        paths.any(|name| names.contains(name))
    }
}

/// Whether something was changed, and not only read.
fn is_change(kind: EventKind) -> bool {
    match kind {
        EventKind::Access(AccessKind::Close(AccessMode::Write)) => true,
        EventKind::Access(_) => false,
        _ => true,
    }
}

fn reason(error: &notify::Error) -> String {
    match &error.kind {
        ErrorKind::MaxFilesWatch => {
            "the system's limit of watched folders has been reached".to_owned()
        }
        ErrorKind::PathNotFound => "the folder is gone".to_owned(),
        ErrorKind::Io(error) => source::reason(error),
        _ => error.to_string(),
    }
}
