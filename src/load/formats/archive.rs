//! Files packed with gzip or zip. However large they claim to become, and however large they do
//! become, the memory they are given is bounded.

use std::cell::Cell;
use std::collections::BTreeMap;
use std::io::{self, Cursor, Read, Seek, SeekFrom};
use std::rc::Rc;
use std::sync::Arc;

use flate2::read::MultiGzDecoder;
use zip::ZipArchive;
use zip::result::ZipError;

use crate::load::problem::{Place, Problem, Problems};
use crate::load::source::{Folder, LARGEST_TEXT, RawFile};

/// So much a file may become without being asked how much it was.
const HARMLESS: u64 = 10 * 1024 * 1024;
/// The most times its packed size that a larger one may become: tables become 5 to 50.
const LARGEST_RATIO: u64 = 200;
/// The most members of an archive.
const MOST_MEMBERS: usize = 1_000;
/// Name of the descriptor of a data package.
const DESCRIPTOR: &str = "datapackage.json";
/// How the names of members end that may be tables.
const TABLES: [&str; 15] = [
    "csv", "tsv", "tab", "psv", "txt", "json", "jsonl", "ndjson", "md", "xlsx", "xlsm", "xls",
    "xlsb", "ods", "parquet",
];

/// How a file is packed.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Packing {
    /// One file.
    Gzip,
    /// Any number of them.
    Zip,
}

/// How the file is packed; `None` where it is not. A workbook is a zip archive too, and no archive
/// here.
pub fn packing(bytes: &[u8]) -> Option<Packing> {
    if bytes.starts_with(b"\x1F\x8B") {
        return Some(Packing::Gzip);
    }
    let is_zip = bytes.starts_with(b"PK\x03\x04") || bytes.starts_with(b"PK\x05\x06");
    let is_document = || {
        directory(bytes).is_ok_and(|(archive, _)| {
            ["[Content_Types].xml", "mimetype"].iter().any(|name| {
                archive.file_names().any(|known| known.is_ok_and(|known| known == *name))
            })
        })
    };
    (is_zip && !is_document()).then_some(Packing::Zip)
}

/// Bytes in memory that say how many of them were read.
struct Counted<'a> {
    bytes: Cursor<&'a [u8]>,
    read: Rc<Cell<u64>>,
}

impl Read for Counted<'_> {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        let read = self.bytes.read(buffer)?;
        self.read.set(self.read.get() + read as u64);
        Ok(read)
    }
}

impl Seek for Counted<'_> {
    fn seek(&mut self, place: SeekFrom) -> io::Result<u64> {
        self.bytes.seek(place)
    }
}

/// Why something packed is not unpacked.
enum Refusal {
    /// It becomes too many times larger.
    Ratio,
    /// It becomes too large.
    Size,
    Damaged(String),
}

impl Refusal {
    fn problem(self, place: Place, what: &str) -> Problem {
        let limit = LARGEST_TEXT >> 30;
        match self {
            Self::Ratio => Problem::unreadable(
                place,
                format!(
                    "{what} becomes more than {LARGEST_RATIO} times larger when it is unpacked"
                ),
            )
            .suggest("if you trust it, unpack it yourself and open what it holds"),
            Self::Size => Problem::unreadable(
                place,
                format!("{what} becomes larger than {limit} GB when it is unpacked"),
            )
            .suggest("unpack it and keep only the rows and columns you need"),
            Self::Damaged(why) => {
                Problem::unreadable(place, format!("{what} cannot be unpacked: {why}"))
                    .suggest("it may be cut short or damaged; get or make it anew")
            }
        }
    }
}

/// Unpacks while it stays in bounds; `read` counts the packed bytes.
fn unpack(mut from: impl Read, read: &Cell<u64>, room: u64) -> Result<Vec<u8>, Refusal> {
    const STEP: u64 = 1024 * 1024;
    let mut bytes = Vec::new();
    let before = read.get();
    loop {
        let step = from.by_ref().take(STEP).read_to_end(&mut bytes);
        if step.map_err(|error| Refusal::Damaged(error.to_string()))? == 0 {
            return Ok(bytes);
        }
        let size = bytes.len() as u64;
        if size > room {
            return Err(Refusal::Size);
        }
        if size > HARMLESS && size / LARGEST_RATIO > read.get() - before {
            return Err(Refusal::Ratio);
        }
    }
}

/// The file that gzip packed. `None` where it cannot be unpacked; why is in `problems`.
pub fn gunzip(file: &RawFile, problems: &mut Problems) -> Option<RawFile> {
    let read = Rc::default();
    let counted = Counted { bytes: Cursor::new(&*file.bytes), read: Rc::clone(&read) };
    let place = Place::file(Arc::clone(&file.name));
    match unpack(MultiGzDecoder::new(counted), &read, LARGEST_TEXT) {
        Ok(bytes) if packing(&bytes).is_some() => {
            problems.push(nested(place, "the gzip file holds another archive"));
            None
        }
        Ok(bytes) => Some(RawFile { name: Arc::clone(&file.name), bytes: bytes.into() }),
        Err(refusal) => {
            problems.push(refusal.problem(place, "the gzip file"));
            None
        }
    }
}

fn nested(place: Place, message: impl Into<String>) -> Problem {
    Problem::unreadable(place, message).suggest("unpack it and open what it holds")
}

type Directory<'a> = (ZipArchive<Counted<'a>>, Rc<Cell<u64>>);

/// The list of what an archive holds; at most a thousand members are listed.
fn directory(bytes: &[u8]) -> Result<Directory<'_>, String> {
    // Each member has an entry with this mark. Counted first: listing them takes far more memory
    // than they take in the file.
    let entries = bytes.windows(4).filter(|bytes| bytes == b"PK\x01\x02").count();
    // A workbook packed without compression brings entries of its own.
    if entries > 4 * MOST_MEMBERS {
        return Err(format!("it holds more than {MOST_MEMBERS} files"));
    }
    let read = Rc::default();
    let counted = Counted { bytes: Cursor::new(bytes), read: Rc::clone(&read) };
    let archive = ZipArchive::new(counted).map_err(|error| reason(&error))?;
    if archive.len() > MOST_MEMBERS {
        return Err(format!("it holds more than {MOST_MEMBERS} files"));
    }
    if archive.has_duplicate_names() {
        return Err("two of its files have the same name, so one would be lost".to_owned());
    }
    Ok((archive, read))
}

/// What is wrong with an archive, in plain words.
fn reason(error: &ZipError) -> String {
    match error {
        ZipError::UnsupportedArchive(ZipError::PASSWORD_REQUIRED) => {
            "it is protected by a password".to_owned()
        }
        ZipError::CompressionMethodNotSupported(_) => {
            "it is packed in a way other than the usual one, deflate".to_owned()
        }
        other => other.to_string(),
    }
}

/// A zip archive whose list was checked.
pub struct Zip<'a> {
    name: Arc<str>,
    archive: ZipArchive<Counted<'a>>,
    read: Rc<Cell<u64>>,
    members: Vec<String>,
    /// How much may still be unpacked, in bytes.
    room: u64,
}

impl<'a> Zip<'a> {
    /// Reads and checks the list. `None` where the archive is refused; why is in `problems`.
    pub fn open(file: &'a RawFile, problems: &mut Problems) -> Option<Self> {
        let place = || Place::file(Arc::clone(&file.name));
        let (archive, read) = match directory(&file.bytes) {
            Ok(directory) => directory,
            Err(why) => {
                let problem =
                    Problem::unreadable(place(), format!("the archive is refused: {why}"));
                problems.push(problem.suggest("unpack it and open what it holds"));
                return None;
            }
        };
        let mut zip = Self {
            name: Arc::clone(&file.name),
            archive,
            read,
            members: Vec::new(),
            room: LARGEST_TEXT,
        };
        match zip.check() {
            Ok(()) => Some(zip),
            Err(problem) => {
                problems.push(Problem { place: place(), ..*problem });
                None
            }
        }
    }

    /// Names and declared sizes.
    fn check(&mut self) -> Result<(), Box<Problem>> {
        let refuse = |message: &str, name: &str| {
            let problem = Problem::unreadable(Place::default(), message).found(name);
            let hint = "get the archive anew, or unpack it and open what it holds";
            Err(Box::new(problem.suggest(hint)))
        };
        let mut declared: u64 = 0;
        for index in 0..self.archive.len() {
            let entry = self.archive.by_index_data(index);
            let Ok(entry) = entry else { continue };
            let name = entry.name().map(std::borrow::Cow::into_owned).unwrap_or_default();
            if leaves(&name) {
                return refuse("a name in the archive leads out of it", &name);
            }
            if entry.is_symlink() {
                return refuse("a link in the archive leads elsewhere", &name);
            }
            if !entry.is_dir() {
                declared = declared.saturating_add(entry.size());
                self.members.push(name);
            }
        }
        if declared > LARGEST_TEXT {
            return Err(Box::new(Refusal::Size.problem(Place::default(), "the archive")));
        }
        Ok(())
    }

    /// The files it holds that people put there, in its order.
    pub fn members(&self) -> Vec<String> {
        // Other systems' own files lie beside those of the user.
        let is_own = |name: &&String| {
            !name.starts_with("__MACOSX/")
                && !name.rsplit('/').next().is_some_and(|last| last.starts_with('.'))
        };
        self.members.iter().filter(is_own).cloned().collect()
    }

    /// Unpacks a file; `None` where that is refused.
    pub fn file(&mut self, name: &str, problems: &mut Problems) -> Option<RawFile> {
        let own: Arc<str> = Arc::from(format!("{}/{name}", self.name));
        let place = Place::file(Arc::clone(&own));
        let unpacked = match self.archive.by_name(name) {
            Ok(member) => unpack(member, &self.read, self.room),
            Err(error) => Err(Refusal::Damaged(reason(&error))),
        };
        match unpacked {
            Ok(bytes) => {
                self.room -= bytes.len() as u64;
                Some(RawFile { name: own, bytes: bytes.into() })
            }
            Err(refusal) => {
                problems.push(refusal.problem(place, "the file in the archive"));
                None
            }
        }
    }

    /// The folder in it that holds a data package, with its `/`: none of its own, or its only one.
    fn package(&self) -> Option<String> {
        let members = self.members();
        let ends: Vec<&str> =
            members.iter().filter_map(|name| name.strip_suffix(DESCRIPTOR)).collect();
        match ends.as_slice() {
            [""] => Some(String::new()),
            [folder] if folder.ends_with('/') && folder.matches('/').count() == 1 => {
                members.iter().all(|name| name.starts_with(folder)).then(|| (*folder).to_owned())
            }
            _ => None,
        }
    }
}

/// Whether a name means another place than one inside the archive.
fn leaves(name: &str) -> bool {
    name.contains(['\\', ':', '\0'])
        || name.starts_with('/')
        || name.split('/').any(|part| part == "..")
        || name.is_empty()
}

/// The files of a zip archive that may be tables, each unpacked when it is its turn. Says which of
/// the others are not read.
pub fn each_table(
    file: &RawFile,
    problems: &mut Problems,
    mut read: impl FnMut(&str, &RawFile, &mut Problems),
) {
    let Some(mut zip) = Zip::open(file, problems) else { return };
    let is_table = |name: &String| {
        let end = name.rsplit_once('.').map_or("", |(_, end)| end).to_lowercase();
        let stem = name.rsplit('/').next().unwrap_or_default().to_lowercase();
        TABLES.contains(&end.as_str())
            && !["readme", "license", "licence"].iter().any(|word| stem.starts_with(word))
            && !stem.starts_with(DESCRIPTOR)
    };
    let (tables, others): (Vec<String>, Vec<String>) =
        zip.members().into_iter().partition(is_table);
    let place = || Place::file(Arc::clone(&file.name));
    if tables.is_empty() {
        let problem = Problem::unreadable(place(), "the archive holds no table");
        let problem = if others.is_empty() { problem } else { problem.found(others.join(", ")) };
        problems.push(problem.suggest("tables end in .csv, .tsv, .txt, .json, .xlsx and the like"));
        return;
    }
    if !others.is_empty() {
        let message = "files of the archive that are no tables are not read";
        problems.push(Problem::warning(place(), message).found(others.join(", ")));
    }
    for name in tables {
        let Some(member) = zip.file(&name, problems) else { continue };
        if packing(&member.bytes).is_some() {
            let place = Place::file(Arc::clone(&member.name));
            problems.push(nested(place, "this is an archive within an archive"));
            continue;
        }
        read(&name, &member, problems);
    }
}

/// Whether the file is a zip archive of a data package.
pub fn holds_package(file: &RawFile) -> bool {
    packing(&file.bytes) == Some(Packing::Zip)
        && Zip::open(file, &mut Problems::default()).is_some_and(|zip| zip.package().is_some())
}

/// The data package in a zip archive, unpacked. `None` where there is none or it is refused; why is
/// in `problems`.
pub fn package(file: &RawFile, name: String, problems: &mut Problems) -> Option<Folder> {
    let mut zip = Zip::open(file, problems)?;
    let folder = zip.package()?;
    let mut files = BTreeMap::new();
    for member in zip.members() {
        let Some(own) = member.strip_prefix(&folder) else { continue };
        let unpacked = zip.file(&member, problems)?;
        files.insert(own.to_owned(), unpacked);
    }
    Some(Folder::Memory { name, files })
}
