//! Where bytes come from: the only module that reads the disk.

use std::fs;
use std::io::Read as _;
use std::path::{Path, PathBuf};
use std::sync::Arc;

use super::problem::{Place, Problem, Problems};
use super::trace::{Stamp, Trace};

/// The largest file that is opened, in bytes. Larger ones are refused before they are read.
pub const LARGEST_FILE: u64 = 32 * 1024 * 1024;

/// A file's name and bytes, wherever they came from.
#[derive(Clone, Debug)]
pub struct RawFile {
    /// What to call it in messages.
    pub name: Arc<str>,
    /// Its contents.
    pub bytes: Vec<u8>,
}

/// Where the files of a data package lie.
#[derive(Clone, Debug)]
pub enum Folder {
    /// Inside the program.
    Bundled,
    /// On disk.
    Disk(PathBuf),
}

/// The bundled data package: its descriptor and every table.
const BUNDLED: &[(&str, &[u8])] = &[
    ("datapackage.json", include_bytes!("../../data/datapackage.json")),
    ("sources.csv", include_bytes!("../../data/sources.csv")),
    ("coverage.csv", include_bytes!("../../data/coverage.csv")),
    ("adoption.csv", include_bytes!("../../data/adoption.csv")),
    ("benchmarks.csv", include_bytes!("../../data/benchmarks.csv")),
    ("funding.csv", include_bytes!("../../data/funding.csv")),
    ("investors.csv", include_bytes!("../../data/investors.csv")),
    ("deployments.csv", include_bytes!("../../data/deployments.csv")),
    ("talent.csv", include_bytes!("../../data/talent.csv")),
    ("teams.csv", include_bytes!("../../data/teams.csv")),
    ("models.csv", include_bytes!("../../data/models.csv")),
    ("architecture.csv", include_bytes!("../../data/architecture.csv")),
    ("chain.csv", include_bytes!("../../data/chain.csv")),
    ("claims.csv", include_bytes!("../../data/claims.csv")),
    ("caveats.csv", include_bytes!("../../data/caveats.csv")),
];

impl Folder {
    /// Reads one of its files; `name` is relative and stays inside the folder.
    pub fn read(&self, name: &str) -> Result<RawFile, Problems> {
        let steps_out = name.split(['/', '\\']).any(|part| part == ".." || part.is_empty());
        if steps_out || Path::new(name).is_absolute() || name.contains(':') {
            return Err(Problem::error(
                Place::file("datapackage.json"),
                "the path leaves the folder",
            )
            .found(name)
            .suggest("name a file inside the folder")
            .into());
        }
        match self {
            Self::Bundled => BUNDLED
                .iter()
                .find(|(known, _)| *known == name)
                .map(|(_, bytes)| RawFile { name: Arc::from(name), bytes: bytes.to_vec() })
                .ok_or_else(|| {
                    Problem::unreadable(Place::file(name), "there is no such file").into()
                }),
            Self::Disk(folder) => read(&folder.join(name)),
        }
    }

    /// What to call it on screen.
    pub fn name(&self) -> String {
        match self {
            Self::Bundled => "Bundled data".to_owned(),
            Self::Disk(path) => display_name(path),
        }
    }
}

/// Whether the path names a folder.
pub fn is_folder(path: &Path) -> bool {
    path.is_dir()
}

/// Reads a file the user named. Refuses what is no ordinary file, and what is too large.
pub fn read(path: &Path) -> Result<RawFile, Problems> {
    let place = || Place::file(path.display().to_string());
    let refuse =
        |error: &std::io::Error| Problems::from(Problem::unreadable(place(), reason(error)));
    let facts = fs::metadata(path).map_err(|error| {
        let problem = Problem::unreadable(place(), reason(&error));
        Problems::from(match error.kind() {
            std::io::ErrorKind::NotFound => problem.suggest("check the spelling of the path"),
            _ => problem,
        })
    })?;
    if facts.is_dir() {
        return Err(Problem::unreadable(place(), "this is a folder, and a file is wanted").into());
    }
    if !facts.is_file() {
        return Err(Problem::unreadable(place(), "this is a device or a pipe, not a file").into());
    }
    if facts.len() > LARGEST_FILE {
        return Err(too_large(place(), facts.len()));
    }
    let mut bytes = Vec::new();
    let mut file = open(path).map_err(|error| refuse(&error))?;
    // The file may have grown since its size was asked for.
    let limit = LARGEST_FILE + 1;
    file.by_ref().take(limit).read_to_end(&mut bytes).map_err(|error| refuse(&error))?;
    if bytes.len() as u64 > LARGEST_FILE {
        return Err(too_large(place(), bytes.len() as u64));
    }
    Ok(RawFile { name: Arc::from(path.display().to_string()), bytes })
}

/// Reads a file that need not be there; `None` where it is not.
pub fn read_if_there(path: &Path) -> Result<Option<RawFile>, Problems> {
    match fs::metadata(path) {
        Err(error) if error.kind() == std::io::ErrorKind::NotFound => Ok(None),
        _ => read(path).map(Some),
    }
}

/// What can be seen of these files without reading them. What is no ordinary file counts as none.
pub fn trace(files: &[PathBuf]) -> Trace {
    Trace(files.iter().map(|file| stamp(file)).collect())
}

fn stamp(path: &Path) -> Option<Stamp> {
    let facts = fs::metadata(path).ok().filter(fs::Metadata::is_file)?;
    // A file system that keeps no times leaves the length to tell versions apart.
    let modified = facts.modified().ok();
    let modified = modified.and_then(|time| time.duration_since(std::time::UNIX_EPOCH).ok());
    Some(Stamp { length: facts.len(), modified: modified.unwrap_or_default() })
}

/// Where a path leads in the end, links followed; the path itself where it leads nowhere.
pub fn real_path(path: &Path) -> PathBuf {
    fs::canonicalize(path).unwrap_or_else(|_| path.to_owned())
}

#[expect(clippy::disallowed_methods, reason = "this is the one place that reads the disk")]
fn open(path: &Path) -> std::io::Result<fs::File> {
    fs::File::open(path)
}

fn too_large(place: Place, bytes: u64) -> Problems {
    let megabytes = |bytes: u64| bytes as f64 / (1024.0 * 1024.0);
    Problem::unreadable(
        place,
        format!(
            "the file is too large: {:.1} MB, and tables up to {:.0} MB are read",
            megabytes(bytes),
            megabytes(LARGEST_FILE)
        ),
    )
    .suggest("keep only the rows and columns you need, or split it")
    .into()
}

/// An operating system's refusal in plain words.
pub fn reason(error: &std::io::Error) -> String {
    match error.kind() {
        std::io::ErrorKind::NotFound => "there is no such file or folder".to_owned(),
        std::io::ErrorKind::PermissionDenied => "you do not have permission to open it".to_owned(),
        std::io::ErrorKind::StorageFull => "the disk is full".to_owned(),
        std::io::ErrorKind::IsADirectory => "this is a folder, and a file is wanted".to_owned(),
        std::io::ErrorKind::NotADirectory => {
            "a part of the path is a file, and a folder is wanted".to_owned()
        }
        _ => error.to_string(),
    }
}

/// The last part of a path, as the user knows it.
pub fn display_name(path: &Path) -> String {
    // “.” has no name of its own.
    let whole = std::path::absolute(path).unwrap_or_else(|_| path.to_owned());
    whole
        .file_name()
        .map_or_else(|| path.display().to_string(), |name| name.to_string_lossy().into_owned())
}
