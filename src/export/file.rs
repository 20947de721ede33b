//! Writes a file whole or not at all.

use std::fs;
use std::io::Write as _;
use std::path::{Path, PathBuf};

use crate::load::source::reason;

/// Damaged files that are kept beside each other.
const MOST_SET_ASIDE: u32 = 1000;

/// Why a file was not written. Nothing of it is left behind, and what stood there still stands.
#[derive(Debug, thiserror::Error)]
#[error("{}: cannot be written: {reason}", path.display())]
pub struct WriteError {
    /// The file that was to be written.
    pub path: PathBuf,
    /// Why not, in plain words.
    pub reason: String,
}

/// Writes a file that is made of data, but never over one of the files that the data was read from.
pub fn write_apart(path: &Path, bytes: &[u8], data: &[PathBuf]) -> Result<(), WriteError> {
    if is_one_of(path, data) {
        let reason = "the data shown was read from this file: name another, so that it stays";
        return Err(WriteError { path: path.to_owned(), reason: reason.to_owned() });
    }
    write(path, bytes)
}

/// Whether these paths, links followed, name the same file as one of the others.
fn is_one_of(path: &Path, files: &[PathBuf]) -> bool {
    let Ok(path) = fs::canonicalize(path) else { return false };
    files.iter().any(|file| fs::canonicalize(file).is_ok_and(|file| file == path))
}

/// Writes the bytes beside the target and then renames them into place, so that the target is
/// either the old file or the new one.
pub fn write(path: &Path, bytes: &[u8]) -> Result<(), WriteError> {
    let refuse = |reason: String| WriteError { path: path.to_owned(), reason };
    if path.is_dir() {
        return Err(refuse("this is a folder, and a file is wanted".to_owned()));
    }
    // A link is followed, so that the file it names is replaced and not the link.
    let path = &fs::canonicalize(path).unwrap_or_else(|_| path.to_owned());
    if let Ok(facts) = fs::metadata(path) {
        if !facts.is_file() {
            return Err(refuse("this is a device or a pipe, not a file".to_owned()));
        }
        if facts.permissions().readonly() {
            return Err(refuse("the file is read-only".to_owned()));
        }
    }
    if path.file_name().is_none() {
        return Err(refuse("the path names no file".to_owned()));
    }
    let name = path.file_name().unwrap_or_default().to_string_lossy();
    if name.chars().any(char::is_control) {
        return Err(refuse("the name holds a control character, such as a line end".to_owned()));
    }
    let folder = match path.parent() {
        Some(folder) if !folder.as_os_str().is_empty() => folder,
        _ => Path::new("."),
    };
    if !folder.is_dir() {
        return Err(refuse(format!("there is no folder {}", folder.display())));
    }
    // Short, so that a name as long as the system allows can still be written.
    let part = folder.join(format!(".sovereign-stack-{}.part", std::process::id()));
    let written = create(&part)
        .and_then(|mut file| {
            file.write_all(bytes)?;
            file.sync_all()
        })
        .and_then(|()| fs::rename(&part, path));
    written.map_err(|error| {
        // The half-written file is of no use to anyone.
        fs::remove_file(&part).ok();
        refuse(reason(&error))
    })
}

/// Makes the folder where there is none; the folder it stands in must be there.
pub fn make_folder(path: &Path) -> Result<(), WriteError> {
    if path.is_dir() {
        return Ok(());
    }
    fs::create_dir(path).map_err(|error| WriteError {
        path: path.to_owned(),
        reason: match error.kind() {
            std::io::ErrorKind::AlreadyExists => "there is a file of this name".to_owned(),
            std::io::ErrorKind::NotFound => "the folder it would stand in is missing".to_owned(),
            _ => reason(&error),
        },
    })
}

/// Makes the folder and every folder it stands in, where they are missing.
pub fn make_folders(path: &Path) -> Result<(), WriteError> {
    let refuse = |error| WriteError { path: path.to_owned(), reason: reason(&error) };
    fs::create_dir_all(path).map_err(refuse)
}

/// Gives a file that cannot be used another name beside it, and returns that: `NAME.damaged.json` of
/// `NAME.json`, with a number where there is such a file already.
pub fn set_aside(path: &Path) -> Result<PathBuf, WriteError> {
    let refuse = |reason: String| WriteError { path: path.to_owned(), reason };
    for number in 1..=MOST_SET_ASIDE {
        let extension = match number {
            1 => "damaged.json".to_owned(),
            number => format!("damaged-{number}.json"),
        };
        let other = path.with_extension(extension);
        // Made anew, so that no other file ever has this name.
        match fs::OpenOptions::new().write(true).create_new(true).open(&other) {
            Err(error) if error.kind() == std::io::ErrorKind::AlreadyExists => {}
            Err(error) => return Err(refuse(reason(&error))),
            Ok(_) => {
                return fs::rename(path, &other).map(|()| other.clone()).map_err(|error| {
                    // The name was taken for nothing.
                    fs::remove_file(&other).ok();
                    refuse(reason(&error))
                });
            }
        }
    }
    Err(refuse("too many damaged files lie beside it".to_owned()))
}

#[expect(clippy::disallowed_methods, reason = "this is the one place that writes exports")]
fn create(path: &Path) -> std::io::Result<fs::File> {
    fs::File::create(path)
}
