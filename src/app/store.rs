//! Where the session lies, how it is taken up at the start, and when it is written.

use std::ffi::OsString;
use std::path::{Path, PathBuf};

use super::session::{Session, Unusable};
use crate::export;
use crate::load::source;

/// Names another file for the session, or `none`.
pub const VARIABLE: &str = "SOVEREIGN_STACK_SESSION";
/// Least time from one writing to the next, in seconds.
const APART: f64 = 2.0;

/// Where the session lies; `None` where it is switched off, or the system has no place for it.
/// `variable` gives the variables of the environment.
pub fn place(variable: impl Fn(&str) -> Option<OsString>) -> Option<PathBuf> {
    let named = |name: &str| variable(name).filter(|value| !value.is_empty());
    if let Some(path) = named(VARIABLE) {
        return (path != "none").then(|| path.into());
    }
    // A relative path in these is to be passed over, says the standard.
    let folder = |name: &str| named(name).map(PathBuf::from).filter(|path| path.is_absolute());
    let folder = if cfg!(target_os = "windows") {
        folder("LOCALAPPDATA")
    } else if cfg!(target_os = "macos") {
        folder("HOME").map(|home| home.join("Library/Application Support"))
    } else {
        folder("XDG_STATE_HOME").or_else(|| Some(folder("HOME")?.join(".local/state")))
    };
    Some(folder?.join("sovereign-stack").join("session.json"))
}

/// The file of the session.
#[derive(Clone, Debug)]
pub struct Store {
    /// Its path.
    path: PathBuf,
    /// What it holds.
    held: Session,
    /// Whether something may have changed since.
    is_due: bool,
    /// The earliest time for the next writing, in seconds.
    next: f64,
}

/// What was found at the start.
#[derive(Clone, Debug, Default)]
pub struct Start {
    /// The session kept; `None` where there is none that can be used.
    pub session: Option<Session>,
    /// Where the next one is kept; `None` where none is to be.
    pub store: Option<Store>,
    /// What the user should know of it.
    pub told: Option<String>,
}

impl Start {
    /// Reads the session at this path, if there is one. One that is damaged is put aside; one of a
    /// later version, or that the system keeps from us, is left alone, and none is kept this time.
    pub fn at(path: Option<&Path>) -> Self {
        let Some(path) = path else { return Self::default() };
        let held = |session| {
            Some(Store { path: path.to_owned(), held: session, is_due: false, next: 0.0 })
        };
        let left_alone = |why: &str| Self {
            told: Some(format!(
                "The last session in {} is left alone: {why}. This time nothing is kept.",
                path.display()
            )),
            ..Self::default()
        };
        let file = match source::read_if_there(path) {
            Ok(Some(file)) => file,
            Ok(None) => return Self { store: held(Session::default()), ..Self::default() },
            Err(problems) => {
                let first = problems.iter().next().map(|problem| problem.message.as_str());
                return left_alone(first.unwrap_or("it cannot be read"));
            }
        };
        match Session::from_json(&file.bytes) {
            Ok(session) => {
                Self { store: held(session.clone()), session: Some(session), told: None }
            }
            Err(newer @ Unusable::Newer(_)) => left_alone(&newer.to_string()),
            Err(Unusable::Damaged(why)) => match export::set_aside(path) {
                Ok(aside) => Self {
                    store: held(Session::default()),
                    session: None,
                    told: Some(format!(
                        "The last session is damaged ({why}). It lies in {} now, and the window \
                         starts as for the first time.",
                        aside.display()
                    )),
                },
                Err(error) => left_alone(&format!("it is damaged ({why}), and {}", error.reason)),
            },
        }
    }
}

impl Store {
    /// The file.
    pub fn path(&self) -> &Path {
        &self.path
    }

    /// What the file holds.
    pub fn held(&self) -> &Session {
        &self.held
    }

    /// Notes that something may have changed.
    pub fn touch(&mut self) {
        self.is_due = true;
    }

    /// How long to wait until the session is to be written, in seconds, at a time in seconds; `None`
    /// where nothing has changed.
    pub fn wait(&self, now: f64) -> Option<f64> {
        self.is_due.then(|| (self.next - now).max(0.0))
    }

    /// Takes the session as it is now; returns the text to write, where it is another one.
    pub fn take(&mut self, session: Session, now: f64) -> Option<Result<String, String>> {
        self.is_due = false;
        if session == self.held {
            return None;
        }
        self.next = now + APART;
        self.held = session;
        Some(self.held.to_json())
    }
}

/// Writes the session, whole or not at all.
pub fn write(path: &Path, text: &str) -> Result<(), String> {
    let folder = path.parent().filter(|folder| !folder.as_os_str().is_empty());
    folder
        .map_or(Ok(()), export::make_folders)
        .and_then(|()| export::write(path, text.as_bytes()))
        .map_err(|error| format!("What is open cannot be kept for the next time: {error}"))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn place_with(variables: &[(&str, &str)]) -> Option<String> {
        let path = place(|name| {
            let found = variables.iter().find(|(known, _)| *known == name);
            found.map(|(_, value)| OsString::from(value))
        });
        path.map(|path| path.display().to_string())
    }

    #[cfg(target_os = "linux")]
    #[test]
    fn the_session_lies_where_the_system_keeps_state() {
        let home = ("HOME", "/home/me");
        let at_home = "/home/me/.local/state/sovereign-stack/session.json";
        assert_eq!(place_with(&[home]).as_deref(), Some(at_home));
        assert_eq!(place_with(&[home, ("XDG_STATE_HOME", "")]).as_deref(), Some(at_home));
        assert_eq!(place_with(&[home, ("XDG_STATE_HOME", "here")]).as_deref(), Some(at_home));
        let state = ("XDG_STATE_HOME", "/state");
        let wanted = "/state/sovereign-stack/session.json";
        assert_eq!(place_with(&[home, state]).as_deref(), Some(wanted));
        assert_eq!(place_with(&[]), None, "no home, no place");
    }

    #[test]
    fn the_variable_names_another_file_or_none() {
        let home = ("HOME", "/home/me");
        assert_eq!(place_with(&[home, (VARIABLE, "/x/s.json")]).as_deref(), Some("/x/s.json"));
        assert_eq!(place_with(&[home, (VARIABLE, "none")]), None);
    }

    #[test]
    fn a_session_is_written_when_it_differs_and_not_more_often_than_every_two_seconds() {
        let store = Start::at(Some(Path::new("/no/such/session.json"))).store;
        let mut store = store.unwrap();
        assert_eq!(store.wait(5.0), None, "nothing has changed");
        store.touch();
        assert_eq!(store.wait(5.0), Some(0.0));
        assert_eq!(store.take(Session::default(), 5.0), None, "it is the same");
        let other = Session { tab: "talent".to_owned(), ..Session::default() };
        assert!(store.take(other, 5.0).is_some());
        store.touch();
        assert_eq!(store.wait(5.5), Some(1.5));
    }
}
