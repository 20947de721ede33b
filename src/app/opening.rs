//! Data that was opened: from which files, and which tabs show it.

use std::path::{Path, PathBuf};
use std::sync::Arc;

use crate::desk::{Desk, Loaded, specs};
use crate::load::accepted::{Readings, has_more_rejected};
use crate::load::import::{Import, Wishes};
use crate::load::progress::Progress;
use crate::load::trace::Trace;
use crate::load::{Problems, package, source};
use crate::model::choice::all_of;
use crate::review::Reviewed;

/// Files opened together that are named one by one; of more their number is told.
const MOST_NAMED: usize = 3;

/// Files that were opened together.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Opening {
    /// In the order opened; the same files read again have the same number.
    pub number: u64,
    /// What the user named, absolute.
    pub paths: Vec<PathBuf>,
    /// The files that were read for it.
    pub files: Vec<PathBuf>,
    /// What was seen of them just before.
    pub trace: Trace,
    /// How the user accepted that they are read; nothing where they were never asked.
    pub accepted: Readings,
}

impl Opening {
    /// What to call it.
    pub fn name(&self) -> String {
        name_of(&self.paths)
    }

    /// The same of what these were read from: the user may have left other files out.
    pub fn only(mut self, imports: &[Import]) -> Self {
        let is_left = |path: &PathBuf| {
            imports.iter().any(|import| Path::new(import.file.name.as_ref()).starts_with(path))
        };
        self.paths.retain(is_left);
        let seen = self.files.into_iter().zip(self.trace.0);
        let left = seen.filter(|(file, _)| self.paths.iter().any(|path| file.starts_with(path)));
        (self.files, self.trace.0) = left.unzip();
        self
    }
}

/// What to call files opened together: `rounds.csv and investors.csv`.
pub fn name_of(paths: &[PathBuf]) -> String {
    if paths.is_empty() {
        return "the clipboard".to_owned();
    }
    if paths.len() > MOST_NAMED {
        return format!("{} files", paths.len());
    }
    let names: Vec<String> = paths.iter().map(|path| source::display_name(path)).collect();
    all_of(&names)
}

/// The result of reading files.
pub struct Opened {
    /// What was read.
    pub opening: Opening,
    /// All tabs; `None` where the files cannot be used.
    pub desk: Option<Desk>,
    /// Of each tab whether the files feed it.
    pub is_fed: Vec<bool>,
    /// Everything wrong with the files.
    pub problems: Problems,
    /// Whether the user asked for an end before it was shown.
    pub is_cancelled: bool,
    /// What is to be told of the files; `None` where a data package is among them, or nothing that
    /// can be read.
    pub review: Option<Reviewed>,
}

impl Opened {
    /// Reads the files in place of what the desk shows, as the user accepted it before. They cannot
    /// be used where rows would be left out that the user does not know of.
    pub fn read(desk: &Desk, paths: &[PathBuf], accepted: &Readings) -> Self {
        Self::read_watched(desk, paths, accepted, &Progress::default())
    }

    /// The same, watched.
    pub fn read_watched(
        desk: &Desk,
        paths: &[PathBuf],
        accepted: &Readings,
        progress: &Progress,
    ) -> Self {
        let files: Vec<PathBuf> = paths
            .iter()
            .flat_map(|path| package::files(path))
            .map(|file| absolute(&file))
            .collect();
        // Before the files are read: what changes meanwhile is seen as a change.
        let trace = source::trace(&files);
        let paths: Vec<PathBuf> = paths.iter().map(|path| absolute(path)).collect();
        let wishes = Wishes { accepted: accepted.clone(), ..Wishes::default() };
        let loaded = desk.open_watched(&paths, &wishes, progress);
        let accepted = accepted.clone();
        let opening = Opening { number: 0, paths, files, trace, accepted };
        let is_cancelled = progress.is_cancelled();
        Self { is_cancelled, ..Self::of(desk, opening, loaded) }
    }

    /// Reads a text from the clipboard in place of what the desk shows.
    pub fn pasted(desk: &Desk, text: &str) -> Self {
        let mut found = Problems::default();
        let imports = Import::pasted(text, &specs(), &mut found);
        let mut problems = found.clone();
        let next = desk.with_imports(&imports, &mut problems);
        let loaded = Loaded { desk: next, imports, is_whole: false, found, problems };
        Self::of(desk, Opening::default(), loaded)
    }

    fn of(base: &Desk, opening: Opening, loaded: Loaded) -> Self {
        let Loaded { desk, imports, is_whole, found, problems } = loaded;
        let is_fed = desk.differs_from(base);
        let review = (!is_whole && !imports.is_empty())
            .then(|| Reviewed::with(base, desk.share(), imports, (found, problems.clone())));
        let is_usable = !problems.has_errors()
            && review.as_ref().map_or_else(
                || !problems.has_rejected(),
                |review| !has_more_rejected(&review.readings(), &opening.accepted),
            );
        Self {
            opening,
            desk: is_usable.then_some(desk),
            is_fed,
            problems,
            is_cancelled: false,
            review,
        }
    }
}

fn absolute(path: &Path) -> PathBuf {
    std::path::absolute(path).unwrap_or_else(|_| path.to_owned())
}

/// Which opening each tab shows, by its position; `None` for the bundled data.
#[derive(Clone, Debug, Default)]
pub struct Openings(Vec<Option<Arc<Opening>>>);

impl Openings {
    /// What a tab shows.
    pub fn of(&self, tab: usize) -> Option<&Arc<Opening>> {
        self.0.get(tab)?.as_ref()
    }

    /// Notes that the tabs named show this from now on.
    pub fn put(&mut self, opening: Option<&Arc<Opening>>, is_fed: &[bool]) {
        self.0.resize(is_fed.len().max(self.0.len()), None);
        for (tab, _) in self.0.iter_mut().zip(is_fed).filter(|(_, is_fed)| **is_fed) {
            *tab = opening.cloned();
        }
    }

    /// Everything that any tab shows, in the order opened.
    pub fn all(&self) -> Vec<Arc<Opening>> {
        let mut all: Vec<Arc<Opening>> = self.0.iter().flatten().cloned().collect();
        all.sort_by_key(|opening| opening.number);
        all.dedup_by_key(|opening| opening.number);
        all
    }

    /// The one with this number.
    pub fn numbered(&self, number: u64) -> Option<&Arc<Opening>> {
        self.0.iter().flatten().find(|opening| opening.number == number)
    }

    /// The tabs that one read again may change, given those that it feeds: its own, and those that
    /// nothing opened later feeds. `None` where it no longer feeds a tab that shows it.
    pub fn room_for(&self, number: u64, is_fed: &[bool]) -> Option<Vec<bool>> {
        let tabs = is_fed.iter().enumerate();
        let own = |tab: usize| self.of(tab).is_some_and(|opening| opening.number == number);
        if tabs.clone().any(|(tab, is_fed)| own(tab) && !is_fed) {
            return None;
        }
        let is_later = |tab: usize| self.of(tab).is_some_and(|opening| opening.number > number);
        Some(tabs.map(|(tab, is_fed)| *is_fed && !is_later(tab)).collect())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn opening(number: u64) -> Arc<Opening> {
        Arc::new(Opening { number, ..Opening::default() })
    }

    #[test]
    fn what_no_tab_shows_any_more_is_not_open() {
        let mut openings = Openings::default();
        openings.put(Some(&opening(1)), &[true, true, false]);
        openings.put(Some(&opening(2)), &[false, true, true]);
        let numbers = |openings: &Openings| -> Vec<u64> {
            openings.all().iter().map(|opening| opening.number).collect()
        };
        assert_eq!(numbers(&openings), [1, 2]);
        openings.put(Some(&opening(3)), &[true, false, false]);
        assert_eq!(numbers(&openings), [2, 3]);
        openings.put(None, &[true, true, true]);
        assert_eq!(numbers(&openings), [0; 0]);
    }

    #[test]
    fn what_is_read_again_leaves_alone_what_was_opened_later() {
        let mut openings = Openings::default();
        openings.put(Some(&opening(1)), &[true, true, false]);
        openings.put(Some(&opening(2)), &[false, true, false]);
        assert_eq!(openings.room_for(1, &[true, true, true]), Some(vec![true, false, true]));
        assert_eq!(openings.room_for(1, &[false, true, true]), None, "its own tab lost its data");
    }

    #[test]
    fn files_opened_together_are_named_or_counted() {
        let paths = |names: &[&str]| -> Vec<PathBuf> { names.iter().map(PathBuf::from).collect() };
        assert_eq!(name_of(&paths(&["/a/x.csv", "/a/y.csv"])), "x.csv and y.csv");
        assert_eq!(name_of(&paths(&["1", "2", "3", "4"])), "4 files");
    }
}
