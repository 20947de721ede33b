//! The tabs with the data they show, and how other data takes its place.

use std::collections::{BTreeMap, BTreeSet};
use std::path::Path;
use std::sync::Arc;

use crate::load::import::{Import, Wishes};
use crate::load::package::{self, Opened};
use crate::load::progress::Progress;
use crate::load::table::Part;
use crate::load::{Package, Place, Problem, Problems, TableSpec, evidence};
use crate::model::choice::one_of;
use crate::model::{Evidence, Goal, Mark, Verdict};
use crate::tab::Tab;
use crate::tabs;

/// What a tab's data is called and what is known about it.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Origin {
    /// What to call it on screen: “Bundled data”, a folder, a file.
    pub name: String,
    /// The time it covers, where it says: `Q1 2026`.
    pub period: Option<String>,
    /// Its sources, claims and caveats.
    pub evidence: Evidence,
    /// Ids of the records that a caveat concerns.
    pub doubted: BTreeSet<String>,
    /// The weightiest verdict on a claim that rests on a record, by its id.
    pub verdicts: BTreeMap<String, Verdict>,
    /// Each file of each table, and how many of its rows were left out.
    pub tables: Vec<TableRead>,
    /// How each file was read that is no part of a package.
    pub imports: Vec<Import>,
}

impl Origin {
    /// What the figures count: rows, or the values of wide tables, of which a row holds several.
    pub fn counted_as(&self) -> &'static str {
        let is_wide = self.tables.iter().any(|read| read.part.reading.records_per_row() > 1);
        if is_wide { "value" } else { "row" }
    }
}

/// A file as a part of a table.
#[derive(Clone, Debug, PartialEq)]
pub struct TableRead {
    /// Name of the table.
    pub name: String,
    /// The rows of the file, and how they are read.
    pub part: Part,
    /// Rows that cannot be read, each with a problem.
    pub rows_rejected: usize,
}

impl TableRead {
    /// How many rows the file has.
    pub fn rows(&self) -> usize {
        self.part.sheet.grid.rows()
    }
}

/// What came of loaded files.
pub struct Loaded {
    /// The tabs with the data of the files; not to be shown where the problems hold errors.
    pub desk: Desk,
    /// How each file was read that is no data package, those that feed no table among them.
    pub imports: Vec<Import>,
    /// Whether a data package took the place of all data, or none was named and the bundled one
    /// holds it.
    pub is_whole: bool,
    /// What was wrong with the files before their rows were read.
    pub found: Problems,
    /// Everything wrong with the files.
    pub problems: Problems,
}

/// A tab and where its data comes from.
pub struct Shown {
    /// The tab.
    pub tab: Box<dyn Tab>,
    /// Shared by all tabs that one package feeds.
    pub origin: Arc<Origin>,
}

impl Shown {
    /// The same once more, sharing its data.
    pub fn share(&self) -> Self {
        Self { tab: self.tab.share(), origin: Arc::clone(&self.origin) }
    }

    /// Takes over the options of the same tab with other data, where this data has them.
    fn keep_settings_of(&mut self, other: &Self) {
        for setting in other.tab.settings() {
            // A filter on a word that this data lacks falls back to its default.
            self.tab.set(setting.key, &setting.current).ok();
        }
    }
}

/// All tabs, in the order shown: what the window, the exporter and `check` work on.
pub struct Desk {
    /// In the order shown.
    pub tabs: Vec<Shown>,
}

/// Every table that can be read.
pub fn specs() -> Vec<&'static TableSpec> {
    let mut specs: Vec<&TableSpec> = Vec::new();
    for tab in tabs::all() {
        specs.extend(tab.tables());
    }
    specs
}

impl Desk {
    /// The tabs with the bundled data.
    pub fn bundled() -> Result<Self, Problems> {
        let mut problems = Problems::default();
        let Some(package) = Package::bundled(&specs(), &mut problems) else {
            return Err(problems);
        };
        let desk = Self::empty().with(&package, &mut problems);
        if problems.has_errors() { Err(problems) } else { Ok(desk) }
    }

    /// A desk with the data at this path in place of what is open: see [`Self::open_all`].
    pub fn open(&self, path: &Path) -> (Option<Self>, Problems) {
        self.open_all(&[path])
    }

    /// A desk with the data at these paths in place of what is open: a package replaces every tab,
    /// tables the tabs that read them, several tables of one tab together. On any error there is
    /// no desk, so the open one stays. The problems are all there are, over all paths, those that
    /// are only worth knowing among them.
    pub fn open_all<P: AsRef<Path>>(&self, paths: &[P]) -> (Option<Self>, Problems) {
        let loaded = self.open_with(paths, &Wishes::default());
        ((!loaded.problems.has_errors()).then_some(loaded.desk), loaded.problems)
    }

    /// The same, with what the user says of the files, and with how each was read.
    pub fn open_with<P: AsRef<Path>>(&self, paths: &[P], wishes: &Wishes) -> Loaded {
        self.open_watched(paths, wishes, &Progress::default())
    }

    /// The same, watched. Where an end is asked for, what comes of it is not whole.
    pub fn open_watched<P: AsRef<Path>>(
        &self,
        paths: &[P],
        wishes: &Wishes,
        progress: &Progress,
    ) -> Loaded {
        let mut problems = Problems::watched_by(progress);
        let specs = specs();
        let mut desk = self.share();
        let mut imports: Vec<Import> = Vec::new();
        let mut is_whole = paths.is_empty();
        for path in paths {
            match package::open(path.as_ref(), wishes, &specs, &mut problems) {
                Some(Opened::Whole(package)) => {
                    is_whole = true;
                    desk = desk.with(&package, &mut problems);
                }
                Some(Opened::Loose(loose)) => imports.extend(loose),
                None => {}
            }
        }
        let found = problems.clone();
        let desk = desk.with_imports(&imports, &mut problems);
        Loaded { desk, imports, is_whole, found, problems }
    }

    /// The same desk with the tables that these files feed.
    pub fn with_imports(&self, imports: &[Import], problems: &mut Problems) -> Self {
        match Package::from_imports(imports.to_vec(), &specs(), problems) {
            Some(tables) => self.with(&tables, problems),
            None => self.share(),
        }
    }

    /// The same desk with the tables of the package.
    pub fn with(&self, package: &Package, problems: &mut Problems) -> Self {
        let mut told = Problems::watched_by(problems.progress());
        let evidence = evidence::read(&package.tables, &mut told);
        let named = Arc::new(evidence.named());
        let reads =
            |tab: &dyn Tab| tab.tables().iter().any(|spec| package.tables.contains_key(spec.name));
        let loaded: Vec<Option<Box<dyn Tab>>> = self
            .tabs
            .iter()
            .map(|shown| {
                let is_fed = (package.is_whole || reads(shown.tab.as_ref()))
                    && !told.progress().is_cancelled();
                is_fed.then(|| shown.tab.load(&package.tables, &named, &mut told))
            })
            .collect();
        if package.is_whole {
            told.refuse_the_whole();
        }
        problems.append(told);
        if !package.is_whole {
            refuse_where_nothing_is_left(package, problems);
        }
        let origin = Arc::new(Origin {
            name: package.name.clone(),
            period: package.period.clone(),
            doubted: evidence.doubted(),
            verdicts: evidence.verdicts(),
            evidence,
            tables: tables_read(package, problems),
            imports: package.imports.clone(),
        });
        let tabs = self
            .tabs
            .iter()
            .zip(loaded)
            .map(|(shown, tab)| match tab {
                Some(tab) => Shown { tab, origin: Arc::clone(&origin) },
                None => shown.share(),
            })
            .collect();
        Self { tabs }
    }

    /// The same tabs once more, sharing their data.
    pub fn share(&self) -> Self {
        Self { tabs: self.tabs.iter().map(Shown::share).collect() }
    }

    /// Of each tab whether it shows other data than in another desk.
    pub fn differs_from(&self, other: &Self) -> Vec<bool> {
        let pairs = self.tabs.iter().zip(&other.tabs);
        pairs.map(|(here, there)| !Arc::ptr_eq(&here.origin, &there.origin)).collect()
    }

    /// Takes over some tabs of another desk, with the options that they have here.
    pub fn take(&mut self, other: Self, is_taken: &[bool]) {
        let pairs = self.tabs.iter_mut().zip(other.tabs);
        for ((shown, mut other), _) in pairs.zip(is_taken).filter(|(_, is_taken)| **is_taken) {
            other.keep_settings_of(shown);
            *shown = other;
        }
    }

    /// Finds a mark: in the tab it is said to be in, in another view of it, which is then chosen, or
    /// in another tab. Returns the position of the tab and the key of the mark.
    pub fn reveal(&mut self, goal: &Goal) -> Option<(usize, String)> {
        let index = self.position(&goal.tab)?;
        let shown = self.tabs.get_mut(index)?;
        let found = |shown: &Shown| Some(find_mark(shown.tab.marks(), &goal.mark)?.key.clone());
        if let Some(key) = found(shown) {
            return Some((index, key));
        }
        let settings = shown.tab.settings().to_vec();
        if let Some(view) = settings.iter().find(|setting| setting.key == "view") {
            for (choice, _) in &view.choices {
                let is_set = shown.tab.set("view", choice).is_ok();
                if let Some(key) = found(shown).filter(|_| is_set) {
                    return Some((index, key));
                }
            }
            // Nothing of that name in any view: the one that was chosen comes back.
            shown.tab.set("view", &view.current).ok();
        }
        self.tabs.iter().enumerate().find_map(|(index, shown)| Some((index, found(shown)?)))
    }

    /// The position of the tab with this name.
    pub fn position(&self, name: &str) -> Option<usize> {
        self.tabs.iter().position(|shown| shown.tab.name().eq_ignore_ascii_case(name))
    }

    /// The names of all tabs: `coverage, adoption, funding or talent`.
    pub fn tab_names(&self) -> String {
        let names: Vec<&str> = self.tabs.iter().map(|shown| shown.tab.name()).collect();
        one_of(&names)
    }

    /// The tabs without data.
    pub fn empty() -> Self {
        let shown = |tab| Shown { tab, origin: Arc::default() };
        Self { tabs: tabs::all().into_iter().map(shown).collect() }
    }
}

/// Each file of each table, with how many of its rows these problems leave out.
fn tables_read(package: &Package, problems: &Problems) -> Vec<TableRead> {
    let parts = package
        .tables
        .iter()
        .flat_map(|(name, table)| table.parts.iter().map(move |part| (name, part)));
    parts
        .map(|(name, part)| TableRead {
            name: name.clone(),
            part: part.clone(),
            rows_rejected: part.rows_rejected(problems),
        })
        .collect()
}

/// A file of which no row can be read would put a figure of nothing in the place of what is shown.
fn refuse_where_nothing_is_left(package: &Package, problems: &mut Problems) {
    for table in package.tables.values() {
        let rows = table.rows_read();
        if rows > 0 && table.rows_rejected(problems) == rows {
            let message = "no row of the file can be read";
            let problem = Problem::error(Place::file(table.file()), message);
            problems.push(problem.suggest("the other messages say what is wrong with each row"));
        }
    }
}

/// The mark with this key, or else the one that stands for the record with this id: of several, the
/// one that stands for the fewest records is nearest.
fn find_mark<'a>(marks: &'a [Mark], name: &str) -> Option<&'a Mark> {
    let stands_for = |mark: &&Mark| mark.records().any(|id| id == name);
    marks
        .iter()
        .find(|mark| mark.key == name)
        .or_else(|| marks.iter().filter(stands_for).min_by_key(|mark| mark.statements().len()))
}
