//! Where bytes come from: the only module that reads the disk.

use std::collections::BTreeMap;
use std::fs;
use std::io::Read as _;
use std::path::{Path, PathBuf};
use std::sync::Arc;

use super::contents::Contents;
use super::problem::{Place, Problem, Problems};
use super::progress::{Progress, Step};
use super::text;
use super::trace::{Stamp, Trace};

/// The largest text that is opened, packed or not, in bytes. Larger ones are refused before they are
/// read.
pub const LARGEST_TEXT: u64 = 1024 * 1024 * 1024;
/// The largest file of another kind, in bytes: what is read of them takes many times their size.
pub const LARGEST_OTHER: u64 = 256 * 1024 * 1024;

/// A file's name and bytes, wherever they came from.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct RawFile {
    /// What to call it in messages.
    pub name: Arc<str>,
    /// Its contents.
    pub bytes: Contents,
}

/// Where the files of a data package lie.
#[derive(Clone, Debug)]
pub enum Folder {
    /// Inside the program.
    Bundled,
    /// On disk.
    Disk(PathBuf),
    /// In memory, unpacked from an archive.
    Memory {
        /// What to call it on screen.
        name: String,
        /// By name within the package.
        files: BTreeMap<String, RawFile>,
    },
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
                .map(|(_, bytes)| RawFile { name: Arc::from(name), bytes: bytes.to_vec().into() })
                .ok_or_else(|| {
                    Problem::unreadable(Place::file(name), "there is no such file").into()
                }),
            Self::Disk(folder) => read(&folder.join(name)),
            Self::Memory { files, .. } => files.get(name).cloned().ok_or_else(|| {
                let message = "there is no such file in the archive";
                Problem::unreadable(Place::file(name), message).into()
            }),
        }
    }

    /// What to call it on screen.
    pub fn name(&self) -> String {
        match self {
            Self::Bundled => "Bundled data".to_owned(),
            Self::Disk(path) => display_name(path),
            Self::Memory { name, .. } => name.clone(),
        }
    }
}

/// Whether the path names a folder.
pub fn is_folder(path: &Path) -> bool {
    path.is_dir()
}

/// Reads a file the user named. Refuses what is no ordinary file, and what is too large.
pub fn read(path: &Path) -> Result<RawFile, Problems> {
    read_watched(path, &Progress::default())
}

/// The same, watched.
pub fn read_watched(path: &Path, progress: &Progress) -> Result<RawFile, Problems> {
    let place = || Place::file(path.display().to_string());
    let refuse =
        |error: &std::io::Error| Problems::from(Problem::unreadable(place(), reason(error)));
    // Asked before it is opened: a pipe would make us wait for somebody to write into it.
    let facts = fs::metadata(path).map_err(|error| Problems::from(unreachable(path, &error)))?;
    if facts.is_dir() {
        return Err(Problem::unreadable(place(), "this is a folder, and a file is wanted").into());
    }
    if !facts.is_file() {
        return Err(Problem::unreadable(place(), "this is a device or a pipe, not a file").into());
    }
    let mut file = open(path).map_err(|error| refuse(&error))?;
    let mut bytes = Vec::new();
    // Enough to tell its kind, which decides how large it may be.
    file.by_ref().take(16).read_to_end(&mut bytes).map_err(|error| refuse(&error))?;
    let largest = largest(&bytes);
    if facts.len() > largest {
        return Err(too_large(place(), facts.len(), largest));
    }
    // One piece of the right size, where there is so much memory; growing takes twice as much.
    let room = usize::try_from(facts.len()).unwrap_or(0);
    if bytes.try_reserve_exact(room).is_err() {
        return Err(Problem::unreadable(place(), "there is not enough memory to read it").into());
    }
    progress.begin(Step::File, facts.len());
    let (mut lines, mut before) = (0, 0);
    loop {
        file.by_ref().take(PIECE).read_to_end(&mut bytes).map_err(|error| refuse(&error))?;
        let piece = bytes.get(before..).unwrap_or_default();
        if piece.is_empty() || !progress.reached(bytes.len() as u64) {
            break;
        }
        before = bytes.len();
        // The file may have grown since its size was asked for.
        if bytes.len() as u64 > largest {
            return Err(too_large(place(), bytes.len() as u64, largest));
        }
        lines += memchr::memchr_iter(b'\n', piece).count();
        if largest == LARGEST_TEXT && lines > text::MOST_LINES {
            return Err(text::too_many_lines(place()).into());
        }
    }
    Ok(RawFile { name: Arc::from(path.display().to_string()), bytes: bytes.into() })
}

/// How many bytes are read at once.
const PIECE: u64 = 4 * 1024 * 1024;

/// What the name of a saved mapping ends with.
pub const MAPPING: &str = ".mapping.json";
/// The largest mapping that is read, in bytes, and how many of a folder are looked at.
const LARGEST_MAPPING: u64 = 1024 * 1024;
const MOST_MAPPINGS: usize = 100;

/// The saved mappings that lie beside a file: the one called after it first, with `true`, then the
/// others by name. One that cannot be read is told only where it is called after the file.
pub fn mappings_beside(path: &Path) -> Vec<(bool, Result<RawFile, Problems>)> {
    let folder = path.parent().filter(|folder| !folder.as_os_str().is_empty());
    let named = |name: Option<&std::ffi::OsStr>| {
        name.map(|name| format!("{}{MAPPING}", name.to_string_lossy()))
    };
    let own = [named(path.file_stem()), named(path.file_name())];
    let Ok(entries) = fs::read_dir(folder.unwrap_or_else(|| Path::new("."))) else {
        return Vec::new();
    };
    let mut found: Vec<(bool, PathBuf)> = entries
        .filter_map(|entry| Some(entry.ok()?.path()))
        .filter_map(|path| {
            let name = path.file_name()?.to_str()?;
            let is_own = own.iter().flatten().any(|own| own == name);
            name.ends_with(MAPPING).then_some((!is_own, path.clone()))
        })
        .collect();
    found.sort();
    found.truncate(MOST_MAPPINGS);
    let is_small = |path: &Path| {
        fs::metadata(path).is_ok_and(|facts| facts.is_file() && facts.len() <= LARGEST_MAPPING)
    };
    found
        .into_iter()
        .filter(|(is_other, path)| !is_other || is_small(path))
        .map(|(is_other, path)| (!is_other, read(&path)))
        .filter(|(is_own, read)| *is_own || read.is_ok())
        .collect()
}

/// The largest file of the kind that begins so, in bytes.
fn largest(start: &[u8]) -> u64 {
    let is_other = [b"PK".as_slice(), b"PAR1", b"\xD0\xCF\x11\xE0", b"{", b"["]
        .iter()
        .any(|mark| start.trim_ascii_start().starts_with(mark));
    if is_other { LARGEST_OTHER } else { LARGEST_TEXT }
}

/// Says of a path that nothing can be asked about why that is.
fn unreachable(path: &Path, error: &std::io::Error) -> Problem {
    let place = Place::file(path.display().to_string());
    let is_link = fs::symlink_metadata(path).is_ok_and(|facts| facts.is_symlink());
    match (is_link, error.kind()) {
        (true, std::io::ErrorKind::NotFound) => {
            Problem::unreadable(place, "the link leads to a file that is not there")
        }
        (true, std::io::ErrorKind::PermissionDenied) | (false, _) => {
            let problem = Problem::unreadable(place, reason(error));
            match error.kind() {
                std::io::ErrorKind::NotFound => problem.suggest("check the spelling of the path"),
                _ => problem,
            }
        }
        (true, _) => Problem::unreadable(place, "the link leads in a circle, to no file"),
    }
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

fn too_large(place: Place, bytes: u64, largest: u64) -> Problems {
    let megabytes = |bytes: u64| bytes as f64 / (1024.0 * 1024.0);
    Problem::unreadable(
        place,
        format!(
            "the file is too large: {:.1} MB, and files of its kind up to {:.0} MB are read",
            megabytes(bytes),
            megabytes(largest)
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
