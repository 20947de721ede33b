//! What the window keeps from one run to the next, and how it is written down.

use std::collections::BTreeMap;
use std::ffi::OsString;
use std::path::{Path, PathBuf};

use serde::{Deserialize, Serialize};

use crate::load::accepted::Readings;

/// The version written. A later one may say what this program cannot keep.
pub const VERSION: u64 = 1;

/// What is kept. Anything that is missing in a file stands as it does at the very first start.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(default)]
pub struct Session {
    /// See [`VERSION`].
    pub version: u64,
    /// The data that was open: the files of each opening, in the order opened.
    pub open: Vec<Vec<Kept>>,
    /// How the user accepted that files of it are read.
    #[serde(skip_serializing_if = "Readings::is_empty")]
    pub readings: Readings,
    /// Name of the tab shown; empty for the first.
    pub tab: String,
    /// The options of each tab by its name: key and value, in the tab's order.
    pub options: BTreeMap<String, Vec<(String, String)>>,
    /// Whether the table was shown instead of the chart.
    pub shows_table: bool,
    /// Whether the inspector was shown; `None` where the user had not said.
    pub shows_inspector: Option<bool>,
    /// Light or dark; `None` for that of the system.
    pub theme: Option<Theme>,
    /// Where the window stood; `None` where the system does not say.
    pub window: Option<Place>,
    /// The data opened last, the last one first.
    pub recent: Vec<Vec<Kept>>,
    /// How a figure was last exported; `None` where none was.
    pub export: Option<Export>,
}

impl Default for Session {
    fn default() -> Self {
        Self {
            version: VERSION,
            open: Vec::new(),
            readings: Readings::new(),
            tab: String::new(),
            options: BTreeMap::new(),
            shows_table: false,
            shows_inspector: None,
            theme: None,
            window: None,
            recent: Vec::new(),
            export: None,
        }
    }
}

/// Light or dark.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Theme {
    /// Dark on light.
    Light,
    /// Light on dark.
    Dark,
}

impl From<egui::Theme> for Theme {
    fn from(theme: egui::Theme) -> Self {
        match theme {
            egui::Theme::Light => Self::Light,
            egui::Theme::Dark => Self::Dark,
        }
    }
}

impl From<Theme> for egui::Theme {
    fn from(theme: Theme) -> Self {
        match theme {
            Theme::Light => Self::Light,
            Theme::Dark => Self::Dark,
        }
    }
}

/// Where a window stands.
#[derive(Clone, Copy, Debug, PartialEq, Serialize, Deserialize)]
pub struct Place {
    /// Left and upper edge in points; `None` where the system does not say.
    pub corner: Option<[f32; 2]>,
    /// Width and height in points, without the frame, when it does not fill the screen.
    pub size: [f32; 2],
    /// Whether it fills the screen.
    pub is_maximized: bool,
}

/// How a figure was exported.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Export {
    /// The folder.
    pub folder: Kept,
    /// Word for the format.
    pub format: String,
    /// Word for the size.
    pub size: String,
    /// Pixels to a point.
    pub scale: u32,
    /// Light or dark; `None` for that of the window.
    pub theme: Option<Theme>,
    /// Without a background.
    pub is_transparent: bool,
    /// All tabs instead of one.
    #[serde(default)]
    pub is_deck: bool,
    /// Word for how an SVG holds its text; empty for the usual way.
    #[serde(default)]
    pub text: String,
    /// Words for the parts left out.
    #[serde(default)]
    pub without: Vec<String>,
}

/// A path. Not every path is text; one that is not is kept as the system has it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(untagged)]
pub enum Kept {
    /// As text.
    Text(String),
    /// As the system has it.
    Raw(OsString),
}

impl From<&Path> for Kept {
    fn from(path: &Path) -> Self {
        match path.to_str() {
            Some(text) => Self::Text(text.to_owned()),
            None => Self::Raw(path.as_os_str().to_owned()),
        }
    }
}

impl From<&Kept> for PathBuf {
    fn from(kept: &Kept) -> Self {
        match kept {
            Kept::Text(text) => text.into(),
            Kept::Raw(raw) => raw.into(),
        }
    }
}

/// Lists of paths as they are kept.
pub fn kept(lists: impl IntoIterator<Item = impl AsRef<[PathBuf]>>) -> Vec<Vec<Kept>> {
    let kept = |list: &[PathBuf]| list.iter().map(|path| path.as_path().into()).collect();
    lists.into_iter().map(|list| kept(list.as_ref())).collect()
}

/// Lists of paths as they were kept.
pub fn paths(lists: &[Vec<Kept>]) -> Vec<Vec<PathBuf>> {
    lists.iter().map(|list| list.iter().map(PathBuf::from).collect()).collect()
}

/// Why a session cannot be taken up.
#[derive(Debug, PartialEq, Eq, thiserror::Error)]
pub enum Unusable {
    /// It was written by a later version of the program: the version of the file.
    #[error("it was written by a later version of the program (version {0} of the file)")]
    Newer(u64),
    /// It is no session: why not.
    #[error("it cannot be read: {0}")]
    Damaged(String),
}

impl Session {
    /// Reads what [`Self::to_json`] wrote.
    pub fn from_json(bytes: &[u8]) -> Result<Self, Unusable> {
        /// Whatever else a later version writes, it writes this.
        #[derive(Deserialize)]
        struct Versioned {
            version: u64,
        }
        let damaged = |error: serde_json::Error| Unusable::Damaged(error.to_string());
        let Versioned { version } = serde_json::from_slice(bytes).map_err(damaged)?;
        if version > VERSION {
            return Err(Unusable::Newer(version));
        }
        serde_json::from_slice(bytes).map_err(damaged)
    }

    /// The session as text, the same for the same session.
    pub fn to_json(&self) -> Result<String, String> {
        let text = serde_json::to_string_pretty(self).map_err(|error| error.to_string())?;
        Ok(text + "\n")
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn full() -> Session {
        Session {
            open: kept([[PathBuf::from("/a/rounds.csv"), PathBuf::from("/a/研究.csv")]]),
            tab: "funding".to_owned(),
            options: BTreeMap::from([(
                "funding".to_owned(),
                vec![("view".to_owned(), "bars".to_owned()), ("kind".to_owned(), "all".to_owned())],
            )]),
            shows_table: true,
            shows_inspector: Some(false),
            theme: Some(Theme::Dark),
            window: Some(Place {
                corner: Some([-12.5, 40.0]),
                size: [1440.0, 900.0],
                is_maximized: true,
            }),
            recent: kept([[PathBuf::from("/a/rounds.csv")]]),
            export: Some(Export {
                folder: Kept::Text("/slides".to_owned()),
                format: "svg".to_owned(),
                size: "a4".to_owned(),
                scale: 3,
                theme: Some(Theme::Light),
                is_transparent: true,
                is_deck: true,
                text: "embedded".to_owned(),
                without: vec!["checks".to_owned()],
            }),
            ..Session::default()
        }
    }

    #[test]
    fn a_session_reads_back_as_it_was_written() {
        for session in [Session::default(), full()] {
            let text = session.to_json().unwrap();
            assert_eq!(Session::from_json(text.as_bytes()), Ok(session));
        }
    }

    #[test]
    fn a_session_cut_short_anywhere_is_damaged() {
        let text = full().to_json().unwrap();
        for end in 0..text.trim_end().len() {
            let read = Session::from_json(&text.as_bytes()[..end]);
            assert!(matches!(read, Err(Unusable::Damaged(_))), "{end} bytes: {read:?}");
        }
    }

    #[test]
    fn what_an_earlier_program_did_not_keep_stands_as_at_the_first_start() {
        let read = Session::from_json(br#"{"version": 1, "tab": "talent"}"#).unwrap();
        assert_eq!(read, Session { tab: "talent".to_owned(), ..Session::default() });
    }

    #[test]
    fn a_session_of_a_later_version_is_known_as_such_whatever_it_holds() {
        let later = br#"{"version": 2, "open": "a word and not a list"}"#;
        assert_eq!(Session::from_json(later), Err(Unusable::Newer(2)));
        let none = Session::from_json(b"{}");
        assert!(matches!(none, Err(Unusable::Damaged(_))), "no version at all: {none:?}");
    }

    #[cfg(unix)]
    #[test]
    fn a_path_that_is_no_text_is_kept_all_the_same() {
        use std::os::unix::ffi::OsStrExt as _;
        let path = PathBuf::from(std::ffi::OsStr::from_bytes(b"/a/\xFFrounds.csv"));
        let session = Session { open: kept([[path.clone()]]), ..Session::default() };
        let read = Session::from_json(session.to_json().unwrap().as_bytes()).unwrap();
        assert_eq!(paths(&read.open), [[path]]);
    }
}
