//! Drawing and writing figures, with progress, until it is done or cancelled.

use std::path::{Path, PathBuf};
use std::sync::atomic::{AtomicBool, AtomicUsize, Ordering};

use crate::desk::Shown;
use crate::export::preset::Format;
use crate::export::{self, Request};
use crate::model::Choice as _;

/// How far an export is.
#[derive(Debug, Default)]
pub struct Progress {
    done: AtomicUsize,
    total: usize,
    is_cancelled: AtomicBool,
}

impl Progress {
    /// Of so many figures.
    pub fn of(total: usize) -> Self {
        Self { total, ..Self::default() }
    }

    /// Figures drawn, and figures in all.
    pub fn figures(&self) -> (usize, usize) {
        (self.done.load(Ordering::Relaxed), self.total)
    }

    /// Asks for an end; nothing is written then.
    pub fn cancel(&self) {
        self.is_cancelled.store(true, Ordering::Relaxed);
    }

    fn is_cancelled(&self) -> bool {
        self.is_cancelled.load(Ordering::Relaxed)
    }
}

/// Where figures are written.
#[derive(Clone, Debug)]
pub enum Target {
    /// All into this file.
    File(PathBuf),
    /// Each into a file of its own in this folder.
    Folder(PathBuf),
}

impl Target {
    /// The file or the folder.
    pub fn path(&self) -> &Path {
        match self {
            Self::File(path) | Self::Folder(path) => path,
        }
    }
}

/// The name of the file of a figure that is written with others.
pub fn name_in_folder(shown: &Shown, format: Format) -> String {
    format!("{}.{}", shown.tab.name(), format.key())
}

/// What was written.
#[derive(Debug)]
pub struct Written {
    /// The file or the folder.
    pub target: Target,
    /// Files that were written.
    pub files: usize,
    /// Which characters no bundled font draws, in words; `None` where all are drawn.
    pub undrawable: Option<String>,
}

/// Draws all figures and then writes them, so that one who cancels is left with none of them, and
/// never over the files of `data`. `None` where it was cancelled. `wake` is called as it gets on.
pub fn write(
    (figures, data): (&[Shown], &[PathBuf]),
    request: &Request,
    target: Target,
    (progress, wake): (&Progress, &dyn Fn()),
) -> Result<Option<Written>, String> {
    let words = |error: &dyn std::fmt::Display| error.to_string();
    let mut files: Vec<(PathBuf, Vec<u8>)> = Vec::new();
    match &target {
        Target::File(path) if figures.len() > 1 => {
            let all: Vec<&Shown> = figures.iter().collect();
            let bytes = export::briefing(&all, request).map_err(|error| words(&error))?;
            files.push((path.clone(), bytes));
        }
        target => {
            for shown in figures {
                if progress.is_cancelled() {
                    return Ok(None);
                }
                let path = match target {
                    Target::File(path) => path.clone(),
                    Target::Folder(folder) => folder.join(name_in_folder(shown, request.format)),
                };
                let bytes = export::bytes(shown, request).map_err(|error| words(&error))?;
                files.push((path, bytes));
                progress.done.fetch_add(1, Ordering::Relaxed);
                wake();
            }
        }
    }
    if progress.is_cancelled() {
        return Ok(None);
    }
    if let Target::Folder(folder) = &target {
        export::make_folder(folder).map_err(|error| words(&error))?;
    }
    for (path, bytes) in &files {
        export::write_apart(path, bytes, data).map_err(|error| words(&error))?;
    }
    let undrawable = figures.iter().find_map(export::undrawable);
    Ok(Some(Written { target, files: files.len(), undrawable }))
}
